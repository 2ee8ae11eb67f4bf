"""Final league tables: those that the project ships, and those that a user adds. Only verification may use them."""

from pathlib import Path
from typing import Final

import polars as pl

from pipelines.sources.reference_rows import SEEDS, BrokenReferenceError
from schemas.contract import ContractError, check_frame, polars_schema
from schemas.identity import slug
from schemas.reference import LeagueTables

FOLDER: Final = "league_tables"


def read_league_tables(folder: Path = SEEDS, extra: Path | None = None) -> pl.DataFrame:
    """Return the league tables of `folder`/league_tables/*.csv and of the user's own folder, under their contract.

    A league season that the user's folder has takes the place of the shipped one. Raises BrokenReferenceError naming
    the file that does not fit.
    """
    shipped = read_folder(folder / FOLDER)
    own = read_folder(extra / FOLDER) if extra and (extra / FOLDER).is_dir() else shipped.clear()
    season = ["season", "competition_id"]
    return pl.concat([shipped.join(own, on=season, how="anti"), own]).sort("season", "competition_id", "club_id")


def read_folder(folder: Path) -> pl.DataFrame:
    """Return the tables of all CSV files of a folder."""
    files = sorted(folder.glob("*.csv"))
    schema = polars_schema(LeagueTables)
    return pl.concat([read_file(path) for path in files]) if files else pl.DataFrame(schema=schema)


def read_file(path: Path) -> pl.DataFrame:
    """Return the tables of one CSV file: season, competition, club, position … complete, source."""
    schema = polars_schema(LeagueTables)
    given = {name: dtype for name, dtype in schema.items() if not name.endswith("_id")}
    try:
        rows = pl.read_csv(path, schema=pl.Schema(given), truncate_ragged_lines=False)
        slugs = {
            column: rows[name].unique().to_frame().with_columns(slugged(name, column)) for name, column in IDS.items()
        }
        named = rows
        for name, column in IDS.items():
            named = named.join(slugs[column], on=name, how="left")
        return check_frame(LeagueTables, named.select(schema.names()))
    except (OSError, pl.exceptions.PolarsError, ContractError) as error:
        raise BrokenReferenceError(f"{path}: {error}; the columns are {', '.join(given)} (row 0 is line 2)") from error


IDS: Final = {"competition": "competition_id", "club": "club_id"}


def slugged(name: str, column: str) -> pl.Expr:
    """Return the slugs of a column of names; there are few distinct ones."""
    return pl.col(name).map_elements(slug, return_dtype=pl.String).alias(column)
