"""Sharing: the published warehouse as one snapshot of a DuckLake, so that many people query it, and its past, at once.

The catalog is a database of PostgreSQL or a file of SQLite, the data are Parquet files in a folder or bucket; the
settings name both. Publishing comes first and stands by itself: where sharing fails, readers of the home have the new
build, readers of the DuckLake the snapshot before, and what went wrong is written down.
"""

import importlib.util
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from pipelines import files
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.lock import hold
from pipelines.settings import Settings, TeamSettings
from pipelines.warehouse import reading, statements
from pipelines.warehouse.builds import current_id
from pipelines.warehouse.statements import Statement
from schemas.contract import quoted

TEAM: Final = "team"
"""The name of the DuckLake while it is open here."""
BUILT: Final = "built"
SCANNERS: Final = {"sqlite": "sqlite_scanner", "postgres": "postgres_scanner"}
"""The extension of DuckDB that reads each kind of catalog."""
SECRETS: Final = (
    re.compile(r"(password\s*=\s*)('[^']*'|\S+)", re.IGNORECASE),
    re.compile(r"(://[^/@\s:]*:)([^/@\s]*)(?=@)"),
)


class SharingError(GafferError):
    """The warehouse cannot be shared. The published one is there all the same."""


@dataclass(frozen=True)
class Shared:
    """What became of the last time that the warehouse was shared."""

    build_id: str
    at: str
    """ISO 8601, UTC."""
    snapshot: int | None = None
    """The DuckLake's number of it; None where it failed."""
    rows: int = 0
    expired: int = 0
    """Snapshots that were older than the settings say, and went."""
    error: str | None = None


def is_set_up(home: Home) -> bool:
    """Return whether the settings name a DuckLake."""
    return bool(Settings.read(home).team.catalog)


def is_shared(home: Home) -> bool:
    """Return whether there is nothing to share: no DuckLake is set up, or it has the published build."""
    last = last_shared(home)
    return not is_set_up(home) or (last is not None and last.error is None and last.build_id == current_id(home))


def last_shared(home: Home) -> Shared | None:
    """Return what became of the last time; None if there was none."""
    try:
        return Shared(**json.loads(home.shared_file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def share(home: Home) -> Shared | None:
    """Commit the published build to the DuckLake, if one is set up, and write down what became of it.

    A build that the DuckLake has already is not committed again. Raises SharingError where an extension is missing or
    the catalog or its data cannot be reached.
    """
    team = Settings.read(home).team
    if not team.catalog:
        return None
    with hold(home, doing="sharing the warehouse"):
        build_id = current_id(home)
        if build_id is None:
            raise SharingError(f"{home.root} has no published warehouse to share. Run `gaffer run`.")
        at = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            done = committed(home, team, build_id, at)
        except (duckdb.Error, SharingError) as error:
            message = f"the build {build_id} is published, but not shared: {without_secrets(first_words(error))}"
            write_down(home, Shared(build_id, at, error=message))
            raise SharingError(message) from error
        write_down(home, done)
        return done


def committed(home: Home, team: TeamSettings, build_id: str, at: str) -> Shared:
    """Commit a build as one snapshot, unless the last snapshot is of it, and let old ones expire."""
    with duckdb.connect() as connection:
        attach(connection, team)
        last = last_build(connection)
        if last is None or last[1] != build_id:
            connection.execute(f"attach {quoted(str(home.link.resolve()))} as {BUILT} (read_only)")
            connection.execute("begin")
            rows = copy_tables(connection)
            copy_macros(connection, statements.marts_and_macros())
            message = f"build {build_id}"
            facts = json.dumps({"build_id": build_id})
            connection.execute(
                f"call {TEAM}.set_commit_message('gaffer', {quoted(message)}, extra_info => {quoted(facts)})"
            )
            connection.execute("commit")
        else:
            rows = 0
        snapshot = last_build(connection)
        return Shared(build_id, at, snapshot[0] if snapshot else None, rows, expire(connection, team))


def attach(connection: duckdb.DuckDBPyConnection, team: TeamSettings) -> None:
    """Open the DuckLake in a connection, for the first time too. Raises SharingError where an extension is missing."""
    scanner = SCANNERS[team.catalog.partition(":")[0]]
    needed = ["ducklake", scanner]
    if "://" in team.data:
        needed.append("httpfs")
    for extension in needed:
        connection.execute(f"load {quoted(str(file_of(extension)))}")
    if "://" not in team.data:
        Path(team.data).expanduser().mkdir(parents=True, exist_ok=True)
    place = quoted(f"ducklake:{team.catalog}")
    data = quoted(team.data if "://" in team.data else f"{Path(team.data).expanduser().absolute()}/")
    connection.execute(f"attach {place} as {TEAM} (data_path {data}, data_inlining_row_limit 0)")


def file_of(extension: str) -> Path:
    """Return the file of an extension, from its package: nothing is fetched. Raises SharingError if it is missing."""
    name = f"duckdb_extension_{extension}"
    found = importlib.util.find_spec(name)
    places = [Path(place) for place in (found.submodule_search_locations or ())] if found else []
    files_there = [
        path
        for place in places
        for path in place.glob(f"extensions/v{duckdb.__version__}/{extension}.duckdb_extension")
    ]
    if not files_there:
        package = f"{name.replace('_', '-')}=={duckdb.__version__}"
        raise SharingError(
            f"DuckDB's extension {extension} is missing. It is in the extra `lake` of gaffer-stats: `make setup` installs "
            f"it, or: pip install {package}"
        )
    return files_there[0]


def last_build(connection: duckdb.DuckDBPyConnection) -> tuple[int, str] | None:
    """Return the snapshot and build that were shared last; None if the DuckLake has none."""
    rows = connection.execute(
        f"""
        select snapshot_id, json_extract_string(commit_extra_info, '$.build_id')
        from {TEAM}.snapshots()
        where author = 'gaffer' and commit_extra_info is not null
        order by snapshot_id desc
        limit 1
        """  # noqa: S608 -- a name of our own
    ).fetchall()
    return rows[0] if rows else None


def copy_tables(connection: duckdb.DuckDBPyConnection) -> int:
    """Put all tables and marts of the build, with their comments, in the place of those before; return the rows."""
    total = 0
    for table, comment in connection.execute(
        "select table_name, comment from duckdb_tables() where database_name = $name order by table_oid",
        {"name": BUILT},
    ).fetchall():
        connection.execute(f"create or replace table {TEAM}.{table} as from {BUILT}.{table}")
        connection.execute(f"comment on table {TEAM}.{table} is {quoted(comment or '')}")
        for column, what in connection.execute(
            "select column_name, comment from duckdb_columns() where database_name = $name and table_name = $table",
            {"name": BUILT, "table": table},
        ).fetchall():
            if what:
                connection.execute(f"comment on column {TEAM}.{table}.{column} is {quoted(what)}")
        total += reading.rows_of(connection, f"{BUILT}.{table}")
    return total


def copy_macros(connection: duckdb.DuckDBPyConnection, made: Iterable[Statement]) -> None:
    """Put the macros and functions in the place of those before. DuckLake keeps no comments on them."""
    connection.execute(f"use {TEAM}")
    for statement in made:
        if statement.kind in ("macro", "function"):
            taken = ", ".join(p.name + (f" := {p.default}" if p.default else "") for p in statement.parameters)
            body = f"table {statement.sql}" if statement.kind == "macro" else f"({statement.sql})"
            connection.execute(f"create or replace macro {statement.name}({taken}) as {body}")


def expire(connection: duckdb.DuckDBPyConnection, team: TeamSettings) -> int:
    """Let snapshots that are older than the settings say expire, and delete their files a day later; return how many.

    The last snapshot never expires.
    """
    if not team.keep_days:
        return 0
    gone = connection.execute(
        f"call ducklake_expire_snapshots('{TEAM}', older_than => now() - to_days({team.keep_days}))"
    ).fetchall()
    connection.execute(f"call ducklake_cleanup_old_files('{TEAM}', older_than => now() - interval 1 day)")
    return len(gone)


def write_down(home: Home, shared: Shared) -> None:
    """Write down what became of it, for `is_shared`, `gaffer health` and the check."""
    files.write_text(home.shared_file, json.dumps(asdict(shared), indent=1, ensure_ascii=False))


def first_words(error: Exception) -> str:
    """Return what an error says, on one line."""
    return " ".join(str(error).split())


def without_secrets(text: str) -> str:
    """Return a text without the passwords of connections."""
    for secret in SECRETS:
        text = secret.sub(r"\1…", text)
    return text
