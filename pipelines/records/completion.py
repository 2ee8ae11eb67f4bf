"""Keys completed by knowledge: who was in charge, where, and in which league.

A claim without a manager gets the one whose spell covers its day or season; one without a club that of its manager;
"league" becomes the club's league of that season. Always only where exactly one fits, marked in `completed`, and at a
lower confidence.
"""

from typing import Final

import polars as pl

from pipelines.records import seasons
from schemas.vocabulary import SOME_LEAGUE

LESS_SURE: Final = 0.8
"""What the confidence of a claim is multiplied by for each completed part of its key."""
NAMES: Final = {"manager": "manager_id", "club": "club_id", "competition": "competition_id"}


def complete(claims: pl.DataFrame, tenures: pl.DataFrame, competitions: pl.DataFrame) -> pl.DataFrame:
    """Return the claims with missing keys filled where one value fits, and `completed`, the list of what was filled.

    `tenures` as `tenures.tenures_of` gives them, `competitions`: Competitions. Adds `completed`; changes the ids (not
    the names), and the confidence of completed claims.
    """
    return (
        claims.with_columns(completed=pl.lit([], pl.List(pl.String)))
        .pipe(with_manager_of_club, tenures)
        .pipe(with_club_of_manager, tenures)
        .pipe(with_league_of_club, competitions)
    )


def with_manager_of_club(claims: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Give claims of a season, run or spell so far without a manager the one who was in charge of the club then."""
    open_ = (
        pl.col("manager_id").is_null()
        & ~pl.col("is_doubtful")
        & pl.col("club_id").is_not_null()
        & pl.col("scope").is_in(["season", "run"])
    )
    fits = only_fit(claims.filter(open_), tenures, "club_id", "manager_id")
    return filled(claims, fits, "manager")


def with_club_of_manager(claims: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Give claims of a season or tenure without a club that of which the manager was in charge then."""
    open_ = (
        pl.col("club_id").is_null()
        & pl.col("manager_id").is_not_null()
        & pl.col("scope").is_in(["season", "tenure"])
        & ((pl.col("status") == "to_date") | pl.col("season").is_not_null())
    )
    fits = only_fit(claims.filter(open_), tenures, "manager_id", "club_id")
    return filled(claims, fits, "club")


def only_fit(claims: pl.DataFrame, tenures: pl.DataFrame, given: str, wanted: str) -> pl.DataFrame:
    """Return claim_id and the only bearer of `wanted` whose spell surely holds the claim's day or whole season.

    Nobody fits where another's spell may hold a part of it.
    """
    whole_season = (pl.col("status") == "final") & pl.col("season").is_not_null()
    asked = claims.filter(pl.col("season").is_not_null() | (pl.col("status") == "to_date")).select(
        "claim_id",
        given,
        first=pl.when(whole_season).then(seasons.kick_off(pl.col("season"))).otherwise("published_on"),
        last=pl.when(whole_season).then(seasons.last_round(pl.col("season"))).otherwise("published_on"),
    )
    known = tenures.filter(pl.col("start_from").is_not_null() | (pl.col("status") == "current")).select(
        given, wanted, "status", "confirmed_on", "start_from", "start_to", "end_from", last_day="end_to"
    )
    near = asked.join(known, on=given).filter(
        (pl.col("start_from") <= pl.col("last")).fill_null(True),
        (pl.col("last_day") >= pl.col("first")).fill_null(True),
    )
    # A spell whose beginning nobody gives is only known to hold from the day on which an article speaks of it.
    begun = pl.coalesce("start_to", "confirmed_on") <= pl.col("first")
    goes_on = pl.col("last_day").is_null() & (pl.col("status") == "current")
    covers = begun & (goes_on | (pl.col("end_from") >= pl.col("last")).fill_null(False))
    return (
        near.group_by("claim_id")
        .agg(
            pl.col(wanted).first().alias("found"),
            fits=pl.col(wanted).n_unique(),
            covered=covers.any(),
        )
        .filter(pl.col("fits") == 1, pl.col("covered"))
        .select("claim_id", "found")
    )


def with_league_of_club(claims: pl.DataFrame, competitions: pl.DataFrame) -> pl.DataFrame:
    """Replace the unnamed league of a club's season by the only league in which other claims have the club then."""
    leagues = competitions.filter(pl.col("kind") == "league").select("competition_id")
    played = (
        claims.filter(pl.col("season").is_not_null(), pl.col("club_id").is_not_null())
        .join(leagues, on="competition_id")
        .group_by("club_id", "season")
        .agg(found=pl.col("competition_id").first(), leagues=pl.col("competition_id").n_unique())
        .filter(pl.col("leagues") == 1)
    )
    open_ = claims.filter(pl.col("competition_id") == SOME_LEAGUE)
    fits = open_.join(played, on=["club_id", "season"]).select("claim_id", "found")
    return filled(claims, fits, "competition")


def filled(claims: pl.DataFrame, fits: pl.DataFrame, part: str) -> pl.DataFrame:
    """Fill one part of the key of the claims in `fits` (claim_id, found) and mark them."""
    if fits.is_empty():
        return claims
    is_filled = pl.col("found").is_not_null()
    return (
        claims.join(fits, on="claim_id", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("found", NAMES[part]).alias(NAMES[part]),
            completed=pl.when(is_filled).then(pl.col("completed").list.concat(pl.lit([part]))).otherwise("completed"),
            confidence=pl.when(is_filled).then(pl.col("confidence") * LESS_SURE).otherwise("confidence"),
        )
        .drop("found")
    )
