"""Final league tables: those that the project ships, and those that a user adds. Only verification may use them."""

from pathlib import Path
from typing import Final

import polars as pl

from pipelines.sources.reference_rows import SEEDS, BrokenReferenceError
from schemas.contract import ContractError, broken_rows, key, polars_schema
from schemas.identity import slug
from schemas.reference import LeagueTables

FOLDER: Final = "league_tables"
IDS: Final = {"competition": "competition_id", "club": "club_id"}
FIRST_LINE: Final = 2
"""The line of a file's first row: below the header."""


def read_league_tables(folder: Path = SEEDS, extra: Path | None = None) -> pl.DataFrame:
    """Return the league tables of `folder`/league_tables/*.csv and of the user's own folder, under their contract.

    A league season that the user's folder has takes the place of the shipped one. Raises BrokenReferenceError naming
    the file and line that do not fit, or the club that has two rows for a season.
    """
    shipped = read_folder(folder / FOLDER)
    own = read_folder(extra / FOLDER) if extra and (extra / FOLDER).is_dir() else shipped.clear()
    season = ["season", "competition_id"]
    return pl.concat([shipped.join(own, on=season, how="anti"), own]).sort("season", "competition_id", "club_id")


def read_folder(folder: Path) -> pl.DataFrame:
    """Return the tables of all CSV files of a folder. Raises BrokenReferenceError where two rows have one key."""
    read = [(path, read_file(path)) for path in sorted(folder.glob("*.csv"))]
    tables = pl.concat([pl.DataFrame(schema=polars_schema(LeagueTables)), *(table for _, table in read)])
    check(folder, read, tables)
    twice = tables.filter(pl.struct(key(LeagueTables)).is_duplicated()).sort("season", "competition_id", "club_id")
    if twice.height:
        first = twice.row(0, named=True)
        raise BrokenReferenceError(
            f"{folder}: {first['club']} has two rows of {first['competition']} {first['season']}; keep one of them"
        )
    return tables


def read_file(path: Path) -> pl.DataFrame:
    """Return the tables of one CSV file: season, competition, club, position … complete, source."""
    schema = polars_schema(LeagueTables)
    given = {name: dtype for name, dtype in schema.items() if not name.endswith("_id")}
    try:
        cells = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise BrokenReferenceError(f"{path}: {error}; write it in UTF-8 with commas and a header") from error
    if cells.columns != list(given):
        raise BrokenReferenceError(f"{path}, line 1: the columns are not {', '.join(given)}")
    return with_slugs(typed(path, cells, pl.Schema(given))).select(schema.names())


def check(folder: Path, read: list[tuple[Path, pl.DataFrame]], tables: pl.DataFrame) -> None:
    """Raise BrokenReferenceError, naming file and line, unless all rows fit the contract: checked in one go."""
    try:
        broken = broken_rows(LeagueTables, tables)
    except ContractError as error:
        raise BrokenReferenceError(f"{folder}: {error}") from error
    if broken.height:
        row, rule, column = broken.sort("row").row(0)
        for path, table in read:
            if row < table.height:
                raise BrokenReferenceError(
                    f"{path}, line {row + FIRST_LINE}, column {column or 'several'}: it breaks the rule {rule}; put it right"
                )
            row -= table.height


def typed(path: Path, cells: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the cells of a file with their types. Raises BrokenReferenceError for the first that has another."""
    truth = {"true": True, "false": False}
    table = cells.select(
        pl.col(name).str.to_lowercase().replace_strict(truth, default=None, return_dtype=pl.Boolean)
        if dtype == pl.Boolean
        else pl.col(name).cast(dtype, strict=False)
        for name, dtype in schema.items()
    )
    for name in schema:
        lost = cells[name].is_not_null() & table[name].is_null()
        if lost.any():
            row = lost.arg_true()[0]
            raise BrokenReferenceError(
                f"{path}, line {row + FIRST_LINE}, column {name}: {cells[name][row]!r} is no {schema[name]}"
            )
    return table


def with_slugs(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with the slugs of its names; there are few distinct ones."""
    for name, column in IDS.items():
        distinct = table[name].drop_nulls().unique()
        slugs = pl.DataFrame({name: distinct, column: [slug(value) for value in distinct]}, schema=[name, column])
        table = table.join(slugs.cast(pl.String), on=name, how="left", maintain_order="left")
    return table
