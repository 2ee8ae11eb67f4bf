"""Building: from the Parquet files of the lake to a DuckDB file that nobody sees yet.

Tables come from their contracts and are filled by the selects of sql/tables; marts and macros come from sql/marts and
sql/macros. What is wrong with the result is said by `checking`; whether it is shown, by `publishing`.
"""

import hashlib
import secrets
import shutil
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from pipelines import files
from pipelines.errors import GafferError
from pipelines.home import CHECKOUT, Home
from pipelines.lock import hold
from pipelines.settings import Settings
from pipelines.warehouse import lineage, statements
from pipelines.warehouse.builds import Report, WarehouseError
from pipelines.warehouse.statements import Kind, Statement
from schemas.contract import columns, create_table, key, polars_schema, quoted
from schemas.lineage import LineageColumn
from schemas.tables import TABLES

STORAGE_VERSION: Final = "v1.5.0"
"""The oldest DuckDB that can open what is built."""
TABLES_OF_THE_LAKE: Final = tuple(name for name in TABLES if name not in ("lineage_column", "build"))
NOT_COMPARED: Final = {"drops": ("read_at",)}
"""Columns that may differ between two builds of one lake."""


@dataclass(frozen=True)
class Candidate:
    """A warehouse that has been built and is not published yet."""

    build_id: str
    path: Path
    built_at: datetime
    """UTC, without a zone."""
    gaffer_version: str
    parser_version: str
    content_hash: str
    """Over the rows of all tables that come from the lake."""
    made_from: str
    """The hash over what the records were made from."""
    statements: str
    """The hash over the statements of sql/ that made it."""
    reports: tuple[Report, ...]
    """Tables and marts, in the order of building."""
    macros: tuple[Report, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The rows of each table."""
        return {report.name: report.rows for report in self.reports if report.kind == "table"}

    @property
    def errors(self) -> dict[str, str]:
        """What could not be made, and why."""
        return {report.name: report.error for report in (*self.reports, *self.macros) if report.error}


def build(home: Home, *, parser_version: str, built_at: datetime) -> Candidate:
    """Build `builds/<build>.duckdb` from what the lake holds.

    A table that cannot be filled stays empty, with its error in the report. Raises WarehouseError only where nothing
    can be built: the disk is full, or no records have been stored yet.
    """
    at = built_at.astimezone(UTC).replace(tzinfo=None) if built_at.tzinfo else built_at
    build_id = f"{at:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    path = home.builds / f"{build_id}.duckdb"
    with hold(home, doing="building the warehouse"):
        if not home.made_from.exists():
            raise WarehouseError(f"{home.lake} has no records to build from. Run `gaffer run`.")
        try:
            with opened(path, Settings.read(home)) as connection:
                return filled(connection, home, path, build_id, at, parser_version)
        except BaseException as error:
            discard(path)
            if isinstance(error, duckdb.Error):
                said = first_line(error)
                raise WarehouseError(
                    f"{path} could not be built: {said}. Make room, or allow it, and run again."
                ) from error
            raise


def opened(path: Path, settings: Settings) -> duckdb.DuckDBPyConnection:
    """Open a new database file to build in."""
    limits: dict[str, str | bool | int | float | list[str]] = {
        "storage_compatibility_version": STORAGE_VERSION,
        "memory_limit": settings.building.memory,
    }
    if settings.building.threads:
        limits["threads"] = settings.building.threads
    return duckdb.connect(str(path), config=limits)


def filled(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    path: Path,
    build_id: str,
    built_at: datetime,
    parser_version: str,
) -> Candidate:
    """Make all tables, marts and macros in an open, empty database, and the row of `build` that says what it holds."""
    gaffer_version = version()
    made_from = home.made_from.read_text(encoding="utf-8")
    connection.execute("begin")  # hundreds of comments, brought to the disk once
    for name, model in TABLES.items():
        for statement in create_table(name, model):
            connection.execute(statement)
    connection.execute("commit")
    descriptions = {name: {c.name: c.description for c in columns(model)} for name, model in TABLES.items()}
    tables = [reported(name, "table", partial(fill_table, connection, home, name)) for name in TABLES_OF_THE_LAKE]
    others = [
        reported(statement.name, statement.kind, partial(make, connection, statement, descriptions))
        for statement in statements.marts_and_macros()
    ]
    content_hash = content(connection)
    row = {
        "build_id": build_id,
        "built_at": built_at,
        "gaffer_version": gaffer_version,
        "parser_version": parser_version,
        "content_hash": content_hash,
    }
    tables.append(reported("lineage_column", "table", partial(fill_lineage, connection)))
    tables.append(reported("build", "table", partial(describe_build, connection, row)))
    connection.execute("checkpoint")
    return Candidate(
        build_id=build_id,
        path=path,
        built_at=built_at,
        gaffer_version=gaffer_version,
        parser_version=parser_version,
        content_hash=content_hash,
        made_from=made_from,
        statements=statements.fingerprint(),
        reports=(*tables, *(report for report in others if report.kind == "mart")),
        macros=tuple(report for report in others if report.kind != "mart"),
    )


def reported(name: str, kind: Kind, work: Callable[[], int]) -> Report:
    """Do the work that makes one table, mart or macro, and report it: a fault in one does not hide the rest."""
    began = time.perf_counter()
    rows, error = 0, None
    try:
        rows = work()
    except (duckdb.Error, GafferError) as fault:
        error = first_line(fault)
    return Report(name, kind, rows, round(time.perf_counter() - began, 3), error)


def fill_table(connection: duckdb.DuckDBPyConnection, home: Home, table: str) -> int:
    """Fill a table from its file in the lake, and return its rows."""
    path = home.record_file(table)
    if not path.exists():
        path = home.reference_file(table)
    if not path.exists():
        raise WarehouseError(f"{path} is missing. Run `gaffer run`.")
    statement = statements.tables()[table]
    try:
        connection.execute(f"insert into {table} by name {statement.sql}", {"path": str(path)})
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: {first_line(error)}") from error
    return count(connection, table)


def make(connection: duckdb.DuckDBPyConnection, statement: Statement, descriptions: dict[str, dict[str, str]]) -> int:
    """Make a mart, macro or function with its comments, add its columns to the descriptions, and return a mart's rows."""
    if statement.kind == "mart":
        found = statements.column_descriptions(statement, descriptions)
        # a mart is worked out once, here: over a million claims a view would take up to a second at each question
        connection.execute(f"create table {statement.name} as {statement.sql}")
        connection.execute(f"comment on table {statement.name} is {quoted(statement.description)}")
        for name, what in found.items():
            connection.execute(f"comment on column {statement.name}.{name} is {quoted(what)}")
        descriptions[statement.name] = found
        return count(connection, statement.name)
    taken = ", ".join(p.name + (f" := {p.default}" if p.default else "") for p in statement.parameters)
    said = statement.description + "".join(f" {p.name}: {p.description}." for p in statement.parameters)
    if statement.kind == "macro":
        descriptions[statement.name] = statements.column_descriptions(statement, descriptions)
        connection.execute(f"create macro {statement.name}({taken}) as table {statement.sql}")
        connection.execute(f"comment on macro table {statement.name} is {quoted(said)}")
    else:
        connection.execute(f"create macro {statement.name}({taken}) as ({statement.sql})")
        connection.execute(f"comment on macro {statement.name} is {quoted(said)}")
    return 0


def fill_lineage(connection: duckdb.DuckDBPyConnection) -> int:
    """Write down from which columns each column comes, and return the rows."""
    rows = [
        (relation, column, *source, "copied" if origin.copied else "derived")
        for relation, columns_of_it in lineage.column_lineage().items()
        for column, origin in columns_of_it.items()
        for source in sorted(origin.sources)
    ]
    frame = pl.DataFrame(rows, schema=polars_schema(LineageColumn), orient="row")
    connection.register("lineage_rows", frame)
    connection.execute("insert into lineage_column by name select * from lineage_rows")
    connection.unregister("lineage_rows")
    return len(rows)


def describe_build(connection: duckdb.DuckDBPyConnection, row: Mapping[str, object]) -> int:
    """Write the row of `build`: what the warehouse stands on, and how much it holds."""
    counts = {
        f"n_{name}": count(connection, name) for name in ("drops", "articles", "claims", "season_records", "quarantine")
    }
    connection.execute(
        """
        insert into build by name
        select
            $build_id as build_id,
            $built_at as built_at,
            $gaffer_version as gaffer_version,
            $parser_version as parser_version,
            $n_drops as drops,
            $n_articles as articles,
            $n_claims as claims,
            $n_season_records as season_records,
            $n_quarantine as quarantined,
            (select count(*) from season_records where verification = 'contradicted') as contradicted,
            $content_hash as content_hash
        """,
        {**row, **counts},
    )
    return 1


def content(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the hash over the rows of all tables but `build`, each in the order of its key."""
    total = hashlib.sha256()
    for name in TABLES_OF_THE_LAKE:
        total.update(f"{name} {table_hash(connection, name)}\n".encode())
    return total.hexdigest()


def table_hash(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Return the hash over the rows of a table in the order of its key (of the rows' own hashes, where it has none)."""
    left_out = NOT_COMPARED.get(table, ())
    listed = ", ".join(c.name for c in columns(TABLES[table]) if c.name not in left_out)
    order = ", ".join(key(TABLES[table])) or "row_hash"
    (found,) = connection.execute(
        f"""
        with compared as (select {listed} from {table}),
        hashed as (select *, md5(cast(to_json(compared) as varchar)) as row_hash from compared)
        select sha256(coalesce(string_agg(row_hash, '' order by {order}), '')) from hashed
        """  # noqa: S608 -- names of our own tables and columns
    ).fetchall()[0]
    return str(found)


def version() -> str:
    """Return the version of gaffer."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return the rows of a table."""
    return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])  # noqa: S608 -- our own


def discard(path: Path) -> None:
    """Delete a database file that is of no use, with what DuckDB keeps beside it."""
    for place in (path, path.with_name(path.name + ".wal")):
        files.remove(place)
    shutil.rmtree(path.with_name(path.name + ".tmp"), ignore_errors=True)


def first_line(error: Exception) -> str:
    """Return what an error says, without the excerpt of SQL that DuckDB appends."""
    return str(error).strip().split("\n\n", 1)[0].replace("\n", " ")
