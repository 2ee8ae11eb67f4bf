"""Totals over a spell: which of a manager's spells at a club a total is of.

By the day of the article, and by size: no spell has fewer matches in all than one of its seasons, or than its length
brings at the least. A total that no spell can hold goes to quarantine.
"""

from typing import Final

import polars as pl

from pipelines.records import posts
from pipelines.records.tenures import days
from schemas.vocabulary import ALL_COMPETITIONS

RULE: Final = "total_holds_its_seasons"
LEAST_IN_A_YEAR: Final = 20
"""Matches that a club surely plays in twelve months."""
YEAR: Final = 365


def tenure_of_statement(claims: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Return the tenure of each statement over a spell: statement_id, tenure_id, and `too_small` where no spell can hold it.

    `claims` with whole keys; `tenures`: tenure_id, manager_id, club_id, start and end intervals, confirmed_on, status.
    """
    told = (
        claims.filter(pl.col("scope") == "tenure")
        .group_by("statement_id", "manager_id", "club_id", "competition_id", "status", day="published_on")
        .agg(matches=pl.col("value_number").filter(pl.col("field") == "matches").max())
    )
    day = pl.col("day")
    over = pl.coalesce("end_to", pl.when(pl.col("status_of_tenure") == "ended").then("confirmed_on"))
    before = days(pl.col("start_from") - day).clip(lower_bound=0).fill_null(0)
    after = days(day - over).clip(lower_bound=0).fill_null(0)
    going_on = days(pl.col("end_from") - day).clip(lower_bound=0).fill_null(0)
    # A total so far wants a spell that holds the day; a closed one the last that was over, or nearly.
    misfit = pl.when(pl.col("status") == "to_date").then(before + after).otherwise(before * 2 + going_on / 4)
    candidates = (
        told.join(
            tenures.select(
                "tenure_id",
                "manager_id",
                "club_id",
                "start_from",
                "start_to",
                "end_from",
                "end_to",
                "confirmed_on",
                status_of_tenure="status",
            ),
            on=["manager_id", "club_id"],
        )
        .join(most_of_a_season(claims, tenures), on=["tenure_id", "competition_id"], how="left")
        .with_columns(misfit=misfit, too_small=(pl.col("matches") < least_matches()).fill_null(False))
    )
    return (
        candidates.sort(
            "too_small", "misfit", "start_from", "tenure_id", descending=[False, False, True, False], nulls_last=True
        )
        .unique("statement_id", keep="first", maintain_order=True)
        .select("statement_id", "tenure_id", "too_small")
    )


def least_matches() -> pl.Expr:
    """Return the matches that a spell surely has by the day of the article; the length counts for all competitions only."""
    until = pl.min_horizontal("end_from", "day")
    by_length = (days(until - pl.col("start_to")) / YEAR * LEAST_IN_A_YEAR).floor().clip(lower_bound=0)
    is_all = pl.col("competition_id") == ALL_COMPETITIONS
    return pl.max_horizontal(pl.when(is_all & pl.col("end_from").is_not_null()).then(by_length), "most_of_a_season")


def most_of_a_season(claims: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Return the most matches that a final season record within a spell has: tenure_id, competition_id, most_of_a_season.

    Of each competition, and of any for all together; seasons that two spells of the manager may hold are left out.
    """
    seasons = (
        claims.filter(pl.col("scope") == "season", pl.col("status") == "final", pl.col("field") == "matches")
        .filter(pl.col("broken_rule").is_null())
        .select("manager_id", "club_id", "season", "competition_id", "value_number")
        .unique()
        .with_columns(**posts.season_days())
        .join(
            tenures.select("tenure_id", "manager_id", "club_id", "start_from", "end_to"), on=["manager_id", "club_id"]
        )
        .filter(posts.may_hold())
        .filter(pl.col("tenure_id").n_unique().over("manager_id", "club_id", "season") == 1)
    )
    of_all = seasons.with_columns(competition_id=pl.lit(ALL_COMPETITIONS))
    return (
        pl.concat([seasons, of_all])
        .group_by("tenure_id", "competition_id")
        .agg(most_of_a_season=pl.col("value_number").max())
    )
