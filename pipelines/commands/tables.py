"""`gaffer tables`: the data dictionary, from the published file itself."""

from pathlib import Path

from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.warehouse import reading


def tables(home: Path | None, table: str | None) -> int:
    """Print all tables and views, or the columns of one; return the exit code."""
    entries = reading.dictionary(Home.find(home))
    if table is None:
        rows = [(entry.name, entry.kind, entry.rows, entry.description) for entry in entries]
        show.table(("name", "kind", "rows", "what it holds"), ("varchar", "varchar", "bigint", "varchar"), rows)
        return 0
    found = next((entry for entry in entries if entry.name == table), None)
    if found is None:
        raise GafferError(f"there is no table or view {table}: gaffer tables lists them")
    rows_of_columns = [(column.name, column.type, column.description) for column in found.columns]
    show.table(
        ("column", "type", "what it holds"), ("varchar",) * 3, rows_of_columns, title=f"{table}: {found.description}"
    )
    return 0
