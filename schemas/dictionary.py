"""The data dictionary: every table and column with its type and description, from the contracts alone.

What a mart or macro holds is said in its SQL file; this module knows the tables.
"""

from dataclasses import dataclass

from schemas.contract import Column, columns, description, key
from schemas.tables import TABLES


@dataclass(frozen=True)
class TableEntry:
    """One table of the dictionary."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def dictionary() -> tuple[TableEntry, ...]:
    """Return all published tables in the order in which they are built."""
    return tuple(TableEntry(name, description(model), key(model), columns(model)) for name, model in TABLES.items())
