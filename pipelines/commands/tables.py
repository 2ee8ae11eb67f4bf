"""`gaffer tables`: the data dictionary, from the published file itself; from the contracts where there is none yet."""

from pathlib import Path

from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.warehouse import reading


def tables(home: Path | None, table: str | None) -> int:
    """Print all tables and marts, or the columns of one; return the exit code."""
    entries = entries_of(Home.find(home))
    if table is None:
        rows = [(entry.name, entry.kind, entry.rows, entry.description) for entry in entries]
        show.table(("name", "kind", "rows", "what it holds"), ("varchar", "varchar", "bigint", "varchar"), rows)
        return 0
    found = next((entry for entry in entries if entry.name == table), None)
    if found is None:
        raise GafferError(f"there is no table or mart {table}: gaffer tables lists them")
    rows_of_columns = [(column.name, column.type, column.description) for column in found.columns]
    show.table(
        ("column", "type", "what it holds"), ("varchar",) * 3, rows_of_columns, title=f"{table}: {found.description}"
    )
    return 0


def entries_of(home: Home) -> tuple[reading.TableEntry, ...]:
    """Return the dictionary of the published warehouse; before the first run, that of the contracts, without rows."""
    try:
        return reading.dictionary(home)
    except reading.NoWarehouse:
        from schemas.dictionary import dictionary  # contracts load slowly

        return tuple(
            reading.TableEntry(
                entry.name,
                "table",
                None,
                entry.description,
                tuple(reading.ColumnEntry(c.name, c.duckdb_type, c.description) for c in entry.columns),
            )
            for entry in dictionary()
        )
