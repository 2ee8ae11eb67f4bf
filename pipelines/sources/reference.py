"""The reference tables as frames under their contracts, with the slugs by which all of gaffer knows them.

League tables are not read here but in `pipelines.sources.league_tables`: only verification may see them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.sources.reference_rows import SEEDS, BrokenReferenceError, read_rows
from schemas.contract import ContractError, check_frame, columns
from schemas.identity import slug
from schemas.tables import REFERENCE_TABLES

IDENTIFIED: Mapping[str, Mapping[str, str]] = {
    "clubs": {"club_id": "club"},
    "national_teams": {"club_id": "team"},
    "competitions": {"competition_id": "competition"},
    "managers": {"manager_id": "manager"},
    "manager_spells": {"manager_id": "manager", "club_id": "club"},
}
"""For each table the columns that hold the slug of another."""


def read_reference(folder: Path = SEEDS) -> dict[str, pl.DataFrame]:
    """Return all reference tables but the league tables, each under its contract in `schemas.reference`.

    Raises BrokenReferenceError where a row breaks its contract, or two names share a slug.
    """
    rows = read_rows(folder)
    frames = {name: frame(name, rows[name], folder) for name in REFERENCE_TABLES if name in rows}
    one_name_a_slug(frames, folder)
    return frames


def frame(name: str, rows: Sequence[Mapping[str, Any]], folder: Path) -> pl.DataFrame:
    """Return the rows of a table as a frame under its contract."""
    model = REFERENCE_TABLES[name]
    slugs = IDENTIFIED.get(name, {})
    full = [
        {**row, **{column: slug(row[source]) for column, source in slugs.items()}, "origin": "reference"}
        for row in rows
    ]
    try:
        return check_frame(
            model, pl.DataFrame(full, schema={c.name: c.dtype for c in columns(model)}, orient="row", strict=True)
        )
    except (ContractError, TypeError, pl.exceptions.PolarsError) as error:
        raise BrokenReferenceError(f"{folder / name}.csv: {error} (row 0 is line 2)") from error


def one_name_a_slug(frames: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Raise BrokenReferenceError where two of clubs and national teams, which share a namespace, have one slug."""
    names = pl.concat(
        [frames["clubs"].select("club_id", name="club"), frames["national_teams"].select("club_id", name="team")]
    )
    clashes = names.filter(pl.col("club_id").is_duplicated()).sort("club_id")
    if clashes.height:
        shown = ", ".join(clashes["name"].to_list()[:6])
        raise BrokenReferenceError(
            f"{folder}: names that differ only in accents or case: {shown}; give them different names"
        )
