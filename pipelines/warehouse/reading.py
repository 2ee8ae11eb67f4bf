"""Reading: what readers ask of the published warehouse, without a lock and without loading more than DuckDB.

Nothing is written here. The answers of commands stand on this module, so it must load quickly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.warehouse import statements
from pipelines.warehouse.statements import Statement


class NoWarehouse(GafferError):  # noqa: N818 -- a state of the home, no fault
    """Nothing has been published yet."""


class QueryError(GafferError):
    """A query cannot be answered."""


@dataclass(frozen=True)
class Result:
    """The answer to a query."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """DuckDB's names of them."""
    rows: tuple[tuple[Any, ...], ...]
    more: bool
    """Whether there are more rows than were asked for."""


@dataclass(frozen=True)
class ColumnEntry:
    """A column of the dictionary."""

    name: str
    type: str
    description: str


@dataclass(frozen=True)
class TableEntry:
    """A table, mart or macro of the dictionary."""

    name: str
    kind: str
    """table, mart, macro or function."""
    rows: int | None
    """Of a table or mart."""
    description: str
    columns: tuple[ColumnEntry, ...]
    """Of a macro or function: its parameters."""


def connect(home: Home, *, read_only: bool = True) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse. Raises NoWarehouse where there is none, QueryError where it cannot be opened."""
    path = home.link.resolve()  # so that a build that is published meanwhile does not get into this connection
    if not path.exists():
        raise NoWarehouse(f"{home.root} has no warehouse yet. Put articles into {home.inbox} and run `gaffer run`.")
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        if "set lock" in said:
            remedy = "Whoever has it open to write should open it read-only; the next run publishes a file of its own."
        else:
            remedy = (
                "`gaffer rollback` goes back to the build before; or delete the file, and `gaffer run` builds it anew."
            )
        raise QueryError(f"{path} cannot be opened ({said}). {remedy}") from error


def query(home: Home, sql: str, parameters: Mapping[str, object] | None = None, limit: int | None = None) -> Result:
    """Return the answer to a query with named parameters (`$name`), of at most `limit` rows.

    Raises QueryError with DuckDB's message for a faulty one, and for one that would write.
    """
    with connect(home) as connection:
        try:
            cursor = connection.execute(sql, dict(parameters)) if parameters else connection.execute(sql)
            described = cursor.description or []
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
        except (duckdb.Error, RuntimeError) as error:
            raise QueryError(str(error).strip()) from error
    return Result(
        columns=tuple(column[0] for column in described),
        types=tuple(str(column[1]).lower() for column in described),
        rows=tuple(rows if limit is None else rows[:limit]),
        more=limit is not None and len(rows) > limit,
    )


def analysis(name: str) -> Statement:
    """Return a named query. Raises QueryError, with the names that there are, for an unknown one."""
    known = {statement.name: statement for statement in statements.analyses()}
    if name not in known:
        raise QueryError(f"there is no analysis {name!r}. There are: {', '.join(known)}.")
    return known[name]


def analyse(home: Home, name: str, parameters: Mapping[str, str] | None = None, limit: int | None = None) -> Result:
    """Return the answer to a named query; parameters that are not given take their defaults.

    Raises QueryError for an unknown name, an unknown parameter, or one that has no default and is not given.
    """
    statement = analysis(name)
    given = dict(parameters or {})
    known = {parameter.name: parameter.default for parameter in statement.parameters}
    unknown = given.keys() - known.keys()
    missing = [parameter for parameter, default in known.items() if default is None and parameter not in given]
    if unknown or missing:
        takes = ", ".join(known) or "no parameters"
        wrong = f"unknown: {', '.join(sorted(unknown))}" if unknown else f"missing: {', '.join(missing)}"
        raise QueryError(f"the analysis {name} takes {takes} ({wrong}).")
    defaults = {parameter: default.strip("'") for parameter, default in known.items() if default is not None}
    return query(home, statement.sql, defaults | given, limit)


def dictionary(home: Home) -> tuple[TableEntry, ...]:
    """Return every table, mart and macro of the published warehouse with its columns, in the order of building."""
    with connect(home) as connection:
        columns: dict[str, list[ColumnEntry]] = {}
        for table, name, dtype, comment in connection.execute(
            "select table_name, column_name, data_type, comment from duckdb_columns() "
            "where not internal order by table_oid, column_index"
        ).fetchall():
            columns.setdefault(table, []).append(ColumnEntry(name, dtype.lower(), comment or ""))
        found = connection.execute(
            """
            select table_name, if(list_contains($marts, table_name), 'mart', 'table') as kind, comment
            from duckdb_tables() where not internal order by kind desc, table_oid
            """,
            {"marts": [mart.name for mart in statements.marts()]},
        ).fetchall()
        tables_and_marts = [
            TableEntry(name, kind, rows_of(connection, name), comment or "", tuple(columns.get(name, ())))
            for name, kind, comment in found
        ]
        macros = [
            TableEntry(name, kind, None, comment or "", tuple(ColumnEntry(p, "", "") for p in parameters))
            for name, kind, comment, parameters in connection.execute(
                "select function_name, if(function_type = 'macro', 'function', 'macro') as kind, comment, parameters "
                "from duckdb_functions() where function_type in ('table_macro', 'macro') and not internal "
                "order by kind desc, function_name"
            ).fetchall()
        ]
        return (*tables_and_marts, *macros)


def rows_of(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """Return the rows of a table or mart."""
    return int(connection.execute(f"select count(*) from {name}").fetchall()[0][0])  # noqa: S608 -- our own
