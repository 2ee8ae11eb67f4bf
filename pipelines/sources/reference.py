"""The reference tables as frames under their contracts, with the slugs by which all of gaffer knows them.

League tables are not read here but in `pipelines.sources.league_tables`: only verification may see them.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import polars as pl

from pipelines.sources.reference_rows import SEEDS, BrokenReferenceError, line_of, read_rows
from schemas.contract import ContractError, broken_rows, polars_schema
from schemas.identity import slug
from schemas.tables import REFERENCE_TABLES

IDENTIFIED: Final[Mapping[str, Mapping[str, str]]] = {
    "clubs": {"club_id": "club"},
    "national_teams": {"club_id": "team"},
    "competitions": {"competition_id": "competition"},
    "managers": {"manager_id": "manager"},
    "manager_spells": {"manager_id": "manager", "club_id": "club"},
}
"""For each table the columns that hold the slug of another."""
NAMESPACES: Final[tuple[tuple[str, ...], ...]] = (("clubs", "national_teams"), ("competitions",), ("managers",))
"""Tables whose names share slugs: no two of them may have the same."""
NAMED_IN: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("manager_spells", "club", ("clubs", "national_teams")),
    ("deductions", "club", ("clubs",)),
    ("deductions", "competition", ("competitions",)),
    ("league_sizes", "competition", ("competitions",)),
    ("competition_names", "competition", ("competitions",)),
    ("club_leagues", "club", ("clubs",)),
    ("club_leagues", "competition", ("competitions",)),
)
"""Columns that hold a name of another table: the table, the column, where the name must stand."""
SHOWN: Final = 5
"""Faults that an error shows; a file with more is broken as a whole."""


def read_reference(folder: Path = SEEDS) -> dict[str, pl.DataFrame]:
    """Return all reference tables but the league tables, each under its contract in `schemas.reference`.

    Raises BrokenReferenceError, naming file, line, column and remedy, where a row breaks its contract, two names share
    a slug, or a table uses a name that its own table does not have.
    """
    rows = read_rows(folder)
    for faults in (same_slugs(rows, folder), missing_names(rows, folder)):
        report(faults)
    return {name: frame(name, rows[name], folder) for name in REFERENCE_TABLES if name in rows}


def frame(name: str, rows: Sequence[Mapping[str, Any]], folder: Path) -> pl.DataFrame:
    """Return the rows of a table as a frame under its contract. Raises BrokenReferenceError for rows that break it."""
    slugs = IDENTIFIED.get(name, {})
    full = [
        {**row, **{column: slug(row[source]) for column, source in slugs.items()}, "origin": "reference"}
        for row in rows
    ]
    model = REFERENCE_TABLES[name]
    table = pl.DataFrame(full, schema=polars_schema(model), orient="row", strict=True)
    try:
        broken = broken_rows(model, table)
    except ContractError as error:
        raise BrokenReferenceError(f"{folder / name}.csv: {error}") from error
    report(
        f"{place(folder, name, fault['row'])}, column {fault['column'] or 'several'}: "
        f"{shown(rows[fault['row']], fault['column'])} breaks the rule {fault['rule']}; "
        f"put it right, or see {model.__name__} in schemas/reference.py"
        for fault in broken.sort("row").iter_rows(named=True)
    )
    return table


def same_slugs(rows: Mapping[str, Sequence[Mapping[str, Any]]], folder: Path) -> Iterator[str]:
    """Yield a fault for each name whose slug another name of its namespace has: they could not be told apart."""
    for tables in NAMESPACES:
        taken: dict[str, tuple[str, str, int]] = {}
        for table in tables:
            column = next(iter(IDENTIFIED[table].values()))
            for number, row in enumerate(rows[table]):
                name = row[column]
                other, other_table, other_number = taken.setdefault(slug(name), (name, table, number))
                if (other_table, other_number) != (table, number):
                    yield (
                        f"{place(folder, table, number)}, column {column}: {name!r} and {other!r} of "
                        f"{place(folder, other_table, other_number)} have one slug, {slug(name)}; "
                        "give one of them another name, or join them"
                    )


def missing_names(rows: Mapping[str, Sequence[Mapping[str, Any]]], folder: Path) -> Iterator[str]:
    """Yield a fault for each name that a table uses and its own table does not have."""
    for table, column, homes in NAMED_IN:
        known = {row[next(iter(IDENTIFIED[home].values()))] for home in homes for row in rows[home]}
        for number, row in enumerate(rows[table]):
            if row[column] not in known:
                yield (
                    f"{place(folder, table, number)}, column {column}: {row[column]!r} is not in "
                    f"{' or '.join(f'{home}.csv' for home in homes)}; put the spelling right, or add it there"
                )


def report(faults: Iterator[str]) -> None:
    """Raise BrokenReferenceError with the first faults, if there are any."""
    first = list(islice(faults, SHOWN))
    if first:
        raise BrokenReferenceError("\n".join(first))


def place(folder: Path, table: str, row: int) -> str:
    """Return the file and line of a row, for a person."""
    path, line = line_of(folder, table, row)
    return f"{path}, line {line}"


def shown(row: Mapping[str, Any], column: str | None) -> str:
    """Return the value that breaks a rule, or the whole row where the rule is not over one of its cells."""
    return (
        repr(row[column])
        if column is not None and column in row
        else ", ".join(str(value) for value in row.values() if value)
    )
