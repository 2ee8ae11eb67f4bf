"""The base of all contracts, and what is generated from one: Polars dtypes, DuckDB DDL with comments, the dictionary.

A contract is a Pandera model with a description for the table (the first paragraph of its docstring) and each column.
Rules over several columns are the model's dataframe checks; `broken_rows` turns what breaks them into rows for the
quarantine.
No table is described here: each has a module of its own.
"""

import inspect
from dataclasses import dataclass
from functools import cache

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaError, SchemaErrors
from polars.datatypes import DataTypeClass

type_names: dict[type[pl.DataType], str] = {
    pl.String: "varchar",
    pl.Boolean: "boolean",
    pl.Date: "date",
    pl.Int16: "smallint",
    pl.Int32: "integer",
    pl.Int64: "bigint",
    pl.Float64: "double",
}


class Contract(pa.DataFrameModel):
    """Base of all contracts: exactly the described columns, nothing coerced."""

    class Config:
        """Pandera's settings, and ours in `metadata`.

        `key`: the columns that identify a row; `leading`: the columns that come first, before those of a base class.
        """

        strict = True
        coerce = False


@dataclass(frozen=True)
class Column:
    """One column as the dictionary shows it."""

    name: str
    dtype: pl.DataType
    duckdb_type: str
    nullable: bool
    description: str
    allowed: tuple[str, ...]
    """The allowed values, where they are listed; else empty."""


class ContractError(ValueError):
    """A frame does not fit its contract in a way that no row can be blamed for (a missing column, a wrong type)."""


@cache
def columns(model: type[Contract]) -> tuple[Column, ...]:
    """Return the columns of a contract in their order: `leading` of its metadata first, then as they are declared."""
    schema = model.to_schema()
    metadata: dict[str, tuple[str, ...]] = getattr(model.Config, "metadata", {})
    leading = metadata.get("leading", ())
    found = []
    for name in (*leading, *(name for name in schema.columns if name not in leading)):
        column = schema.columns[name]
        dtype = as_instance(column.dtype.type)
        allowed = next(
            (
                check.statistics["allowed_values"]
                for check in column.checks
                if "allowed_values" in (check.statistics or {})
            ),
            (),
        )
        found.append(
            Column(
                name=name,
                dtype=dtype,
                duckdb_type=duckdb_type(dtype),
                nullable=column.nullable,
                description=column.description or "",
                allowed=tuple(allowed),
            )
        )
    return tuple(found)


def polars_schema(model: type[Contract]) -> pl.Schema:
    """Return the Polars dtypes of a contract, column by column."""
    return pl.Schema({column.name: column.dtype for column in columns(model)})


def empty(model: type[Contract]) -> pl.DataFrame:
    """Return a frame without rows that fits the contract."""
    return pl.DataFrame(schema=polars_schema(model))


def key(model: type[Contract]) -> tuple[str, ...]:
    """Return the columns that identify a row of the table."""
    metadata: dict[str, tuple[str, ...]] = getattr(model.Config, "metadata", {})
    return tuple(metadata.get("key", ()))


def description(model: type[Contract]) -> str:
    """Return what the table holds: the first paragraph of the model's docstring, on one line."""
    return " ".join((inspect.getdoc(model) or "").split("\n\n")[0].split())


def duckdb_type(dtype: pl.DataType) -> str:
    """Return the DuckDB type that stores a Polars dtype. Raises KeyError for a dtype that no table uses."""
    if isinstance(dtype, pl.List):
        return f"{duckdb_type(as_instance(dtype.inner))}[]"
    if isinstance(dtype, pl.Struct):
        fields = ", ".join(f"{field.name} {duckdb_type(as_instance(field.dtype))}" for field in dtype.fields)
        return f"struct({fields})"
    if isinstance(dtype, pl.Datetime):
        return "timestamp"
    return type_names[type(dtype)]


def as_instance(dtype: pl.DataType | DataTypeClass) -> pl.DataType:
    """Return an instance of a dtype that may be given as its class."""
    return dtype() if isinstance(dtype, type) else dtype


def create_table(name: str, model: type[Contract]) -> list[str]:
    """Return the DuckDB statements that create an empty table with its constraints and comments."""
    lines = [f"    {c.name} {c.duckdb_type}{'' if c.nullable else ' not null'}" for c in columns(model)]
    if key(model):
        lines.append(f"    primary key ({', '.join(key(model))})")
    body = ",\n".join(lines)
    statements = [f"create table {name} (\n{body}\n)", f"comment on table {name} is {quoted(description(model))}"]
    statements += [f"comment on column {name}.{c.name} is {quoted(c.description)}" for c in columns(model)]
    return statements


def quoted(text: str) -> str:
    """Return a SQL string literal (comments take no bound parameters)."""
    return "'" + text.replace("'", "''") + "'"


def broken_rows(model: type[Contract], frame: pl.DataFrame) -> pl.DataFrame:
    """Return what breaks the contract: `row` (UInt32, its place), `rule`, `column` (null: a rule over several).

    Raises ContractError, with the list of faults, where the frame as a whole does not fit (columns, dtypes, a rule
    that failed to run).
    """
    schema = {"row": pl.UInt32, "rule": pl.String, "column": pl.String}
    try:
        model.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases: pl.DataFrame = errors.failure_cases
        whole = cases.filter(pl.col("index").is_null())
        if whole.height:
            faults = [f"{r['column']}: {r['check']}: {r['failure_case']}" for r in whole.iter_rows(named=True)]
            raise ContractError(f"{model.__name__}: " + "; ".join(faults)) from None
        return cases.select(
            row=pl.col("index").cast(pl.UInt32),
            rule=pl.col("check").str.extract(r"^(\w+)"),
            column=pl.when(pl.col("schema_context") == "Column").then(pl.col("column")),
        ).unique(maintain_order=True)
    except SchemaError as error:
        raise ContractError(f"{model.__name__}: {error}") from None
    return pl.DataFrame(schema=schema)


def check_frame(model: type[Contract], frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame if each row fits the contract. Raises ContractError with the first faults if not."""
    if frame.is_empty() and frame.schema == polars_schema(model):
        return frame  # as most quarantines are: no row breaks a rule
    broken = broken_rows(model, frame)
    if broken.height:
        faults = [f"row {r['row']}: {r['column'] or 'row'}: {r['rule']}" for r in broken.head(5).iter_rows(named=True)]
        raise ContractError(f"{model.__name__}: {broken.height} faults, first: " + "; ".join(faults))
    return frame


def rule(data: PolarsData, condition: pl.Expr) -> pl.LazyFrame:
    """Return the result of a rule over several columns: unknown (null) is no breach."""
    return data.lazyframe.select(condition.fill_null(True))
