"""Columns that several contracts share, so that each is described and bounded in one place.

Only columns of the statistics themselves and of keys; what one table alone has stands in its own module.
"""

from typing import Annotated, Any

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas import vocabulary
from schemas.contract import Contract, rule

Names = Annotated[pl.List, pl.String()]
"""A list of strings."""
Moment = Annotated[pl.Datetime, "us", None]
"""A moment in UTC, in microseconds, without a zone."""

HEX16 = r"^[0-9a-f]{16}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SEASON = r"^[0-9]{4}(-[0-9]{2})?$"
RECORD_ID = r"^[a-z0-9-]+(/[a-z0-9-]+){1,4}$"
MATCHES_LIMIT = 3_000
"""No manager has led a side in more matches than this; a larger number is a slip or an attendance."""


def identifier(what: str, *, nullable: bool = False, unique: bool = False) -> Any:
    """Return the field of a content hash: 16 hexadecimal digits."""
    return pa.Field(str_matches=HEX16, nullable=nullable, unique=unique, description=what)


def slug(what: str, *, nullable: bool = False, unique: bool = False) -> Any:
    """Return the field of a readable identifier such as `xabi-alonso`."""
    return pa.Field(str_matches=SLUG, nullable=nullable, unique=unique, description=what)


def one_of(values: tuple[str, ...], what: str, *, nullable: bool = False) -> Any:
    """Return the field of a column with listed values."""
    return pa.Field(isin=list(values), nullable=nullable, description=f"{what}: {', '.join(values)}")


def count(what: str, *, low: int = 0, high: int = MATCHES_LIMIT) -> Any:
    """Return the field of a count that may be unknown (null)."""
    return pa.Field(ge=low, le=high, nullable=True, description=what)


def season_is_consecutive(column: str = "season") -> pl.Expr:
    """Return whether a season is one year, or two that follow each other ("1999-00" is the form for 1999/2000)."""
    first = pl.col(column).str.slice(0, 4).cast(pl.Int32, strict=False)
    second = pl.col(column).str.slice(5, 2).cast(pl.Int32, strict=False)
    return (pl.col(column).str.len_chars() == 4) | ((first + 1) % 100 == second)


class Statistics(Contract):
    """The facts of a record, each null where no article states it and no rule derives it."""

    matches: pl.Int32 = count("Matches played")
    wins: pl.Int32 = count("Matches won")
    draws: pl.Int32 = count("Matches drawn")
    losses: pl.Int32 = count("Matches lost")
    points: pl.Int32 = count("League points", low=-100)
    goals_for: pl.Int32 = count("Goals scored by the team", high=10_000)
    goals_against: pl.Int32 = count("Goals conceded by the team", high=10_000)
    clean_sheets: pl.Int32 = count("Matches without a goal conceded")
    position: pl.Int32 = count("Place in the table, 1 = top", low=1, high=200)
    win_pct: pl.Float64 = pa.Field(ge=0, le=100, nullable=True, description="Win percentage as stated, 0 to 100")
    unbeaten: pl.Boolean = pa.Field(nullable=True, description="True where an article says that no match was lost")
    result: pl.String = one_of(vocabulary.RESULTS, "How it ended, or stands", nullable=True)

    @pa.dataframe_check(name="wins_draws_losses_add_up")
    def wins_draws_losses_add_up(cls, data: PolarsData) -> pl.LazyFrame:
        """Wins, draws and losses are the matches, where all four are known."""
        return rule(data, pl.col("wins") + pl.col("draws") + pl.col("losses") == pl.col("matches"))

    @pa.dataframe_check(name="parts_within_matches")
    def parts_within_matches(cls, data: PolarsData) -> pl.LazyFrame:
        """No more wins, draws, losses (together) or clean sheets than matches, where both are known."""
        parts = pl.sum_horizontal(pl.col("wins", "draws", "losses").fill_null(0))
        clean = pl.col("clean_sheets").fill_null(0)
        return rule(data, (parts <= pl.col("matches")) & (clean <= pl.col("matches")))

    @pa.dataframe_check(name="unbeaten_means_no_losses")
    def unbeaten_means_no_losses(cls, data: PolarsData) -> pl.LazyFrame:
        """An unbeaten record has no losses."""
        return rule(data, ~pl.col("unbeaten") | (pl.col("losses") == 0))

    @pa.dataframe_check(name="points_within_reach")
    def points_within_reach(cls, data: PolarsData) -> pl.LazyFrame:
        """No more than three points a match."""
        return rule(data, pl.col("points") <= 3 * pl.col("matches"))
