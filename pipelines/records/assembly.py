"""Record rows from settled states: the columns that every kind of record has, and those of season records.

What a value is stands in `snapshots` and `arithmetic`; here are flags, coverage, counts and the columns' order.
"""

from typing import Final

import polars as pl

from pipelines.records import posts
from pipelines.records.arithmetic import REPLACEABLE, formula
from schemas.contract import polars_schema
from schemas.records import CareerRecords, Runs, SeasonRecords, TenureRecords

CONFLICTS: Final = ("outvoted", "less_sure", "rule")
NOT_COMPARED: Final = "not compared with league tables yet"


def common_columns(last: pl.DataFrame, became: pl.DataFrame) -> pl.DataFrame:
    """Return the last states with what every record has: counts of articles and claims, confidence, as_of, derived_fields.

    `became`: votes with disposition. Records of which no claim is used are left out.
    """
    used = became.filter(pl.col("disposition") == "used")
    counts = used.group_by("record").agg(
        as_of=pl.col("day").max(),
        n_articles=pl.col("article").n_unique().cast(pl.Int32),
        n_claims=pl.len().cast(pl.Int32),
    )
    sure = (
        used.group_by("record", "field")
        .agg(pl.col("confidence").max())
        .group_by("record")
        .agg(pl.col("confidence").min())
    )
    conflicts = (
        became.filter(pl.col("reason").is_in(CONFLICTS)).group_by("record").agg(n_conflicts=pl.len().cast(pl.Int32))
    )
    derived = pl.concat_list(
        pl.when(pl.col(formula(field)).is_not_null()).then(pl.lit([field])).otherwise(pl.lit([], pl.List(pl.String)))
        for field in REPLACEABLE
    )
    return (
        last.join(counts, on="record")
        .join(sure, on="record")
        .join(conflicts, on="record", how="left")
        .with_columns(pl.col("n_conflicts").fill_null(0), derived_fields=derived)
    )


def keyed(records: pl.DataFrame, table: str) -> pl.DataFrame:
    """Return the records of one table."""
    return records.filter(pl.col("record_table") == table)


def season_records(records: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Return SeasonRecords but for joint_with: coverage, flags, the tenures that hold the season, nothing verified.

    `records`: common columns, keys and names, is_league, season_matches; `tenures` with start and end intervals.
    """
    covered = records.join(posts_of(records, tenures), on="record_id", how="left").with_columns(
        pl.col("tenure_ids").fill_null([]), coverage=coverage()
    )
    unbeaten = (
        (pl.col("status") == "final")
        & (pl.col("coverage") == "whole")
        & pl.col("is_league")
        & (pl.col("losses") == 0).fill_null(False)
    )
    return covered.with_columns(
        points_per_game=pl.when(pl.col("is_league") & (pl.col("matches") > 0) & (pl.col("points") >= 0)).then(
            pl.col("points") / pl.col("matches")
        ),
        is_title=(pl.col("result") == "winner").fill_null(False),
        is_unbeaten=unbeaten,
        is_invincible=unbeaten & (pl.col("result") == "winner").fill_null(False),
        verification=pl.lit("unverified"),
        verification_reason=pl.lit(NOT_COMPARED),
    )


def coverage() -> pl.Expr:
    """Return whole, part or unknown.

    Whole: final, and as many matches as the league's season has, or one tenure covers the season and no other manager's
    does. Part: to date, fewer matches, or a tenure that began or ended during the season.
    """
    final = pl.col("status") == "final"
    matches = pl.col("is_league") & (pl.col("matches") == pl.col("season_matches"))
    fewer = pl.col("is_league") & (pl.col("matches") < pl.col("season_matches"))
    return (
        pl.when(~final)
        .then(pl.lit("part"))
        .when(matches.fill_null(False))
        .then(pl.lit("whole"))
        .when(fewer.fill_null(False) | pl.col("holds_part").fill_null(False))
        .then(pl.lit("part"))
        .when((pl.col("holds_whole") & ~pl.col("is_shared")).fill_null(False))
        .then(pl.lit("whole"))
        .otherwise(pl.lit("unknown"))
    )


def posts_of(records: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Return how tenures hold the season of each record: record_id, tenure_ids, holds_whole, holds_part, is_shared."""
    asked = records.select("record_id", "manager_id", "club_id", "season", "as_of").with_columns(**posts.season_days())
    spells = tenures.select(
        "club_id", "tenure_id", "start_from", "start_to", "end_from", "end_to", "status", post="manager_id"
    )
    pairs = asked.join(spells, on="club_id").with_columns(
        may=posts.may_hold(), is_own=pl.col("manager_id") == pl.col("post"), whole=posts.surely_holds_whole()
    )
    others = pairs.filter(~pl.col("is_own"), posts.surely_meets()).select("record_id").unique()
    began_late = (pl.col("start_from") > pl.col("kick_off")).fill_null(False)
    ended_early = (pl.col("end_to") < pl.col("last_round")).fill_null(False)
    own = (
        pairs.filter("is_own", "may")
        .sort("tenure_id")
        .group_by("record_id")
        .agg(
            tenure_ids="tenure_id",
            holds_whole=pl.col("whole").any(),
            holds_part=(began_late | ended_early).all(),
        )
    )
    return own.join(others.with_columns(is_shared=pl.lit(True)), on="record_id", how="left").with_columns(
        pl.col("is_shared").fill_null(False)
    )


def tenure_records(records: pl.DataFrame, seasons_: pl.DataFrame) -> pl.DataFrame:
    """Return TenureRecords: totals over spells, beside the sums of the season records of the same spell and competition."""
    sums = (
        seasons_.select("tenure_ids", "competition_id", "matches", "wins")
        .filter(pl.col("tenure_ids").list.len() == 1)
        .explode("tenure_ids")
        .group_by("competition_id", tenure_id="tenure_ids")
        .agg(season_matches=summed("matches"), season_wins=summed("wins"))
    )
    joined = records.drop("season_matches").join(sums, on=["tenure_id", "competition_id"], how="left")
    return joined.select(polars_schema(TenureRecords).names()).sort("record_id")


def summed(field: str) -> pl.Expr:
    """Return the sum of a field, null if no row has it."""
    return pl.when(pl.col(field).is_not_null().any()).then(pl.col(field).sum()).cast(pl.Int32)


def runs(records: pl.DataFrame) -> pl.DataFrame:
    """Return Runs."""
    return records.select(polars_schema(Runs).names()).sort("record_id")


def career_records(records: pl.DataFrame) -> pl.DataFrame:
    """Return CareerRecords."""
    return records.select(polars_schema(CareerRecords).names()).sort("record_id")


def in_order(records: pl.DataFrame) -> pl.DataFrame:
    """Return season records with the columns of their contract, in the order of their key."""
    return records.select(polars_schema(SeasonRecords).names()).sort("record_id")
