"""The key of the record that a claim speaks for: which table, which row; or which part of the key is missing.

Season records by manager, club, season and competition; totals by tenure and competition; careers by competition; runs
by what they say, so that several runs of one key stand side by side.
"""

from typing import Final

import polars as pl

from pipelines.records.tenures import days
from schemas.vocabulary import SOME_LEAGUE

NEEDED: Final = {
    "season": ("manager_id", "club_id", "season", "competition_id"),
    "tenure": ("manager_id", "club_id", "competition_id"),
    "run": ("manager_id",),
    "career": ("manager_id",),
    "spell": ("manager_id", "club_id"),
}
TABLES: Final = {
    "season": "season_records",
    "tenure": "tenure_records",
    "run": "runs",
    "career": "career_records",
    "spell": "tenures",
}
NO_COMPETITION: Final = "any"
"""Stands in a record_id for a competition that nobody names."""


def with_missing(claims: pl.DataFrame) -> pl.DataFrame:
    """Add `missing`: the first part of the key that a claim lacks, null where the key is whole."""
    missing = pl.lit(None, pl.String)
    for scope, parts in NEEDED.items():
        for part in reversed(parts):
            lacks = pl.col(part).is_null()
            if part == "competition_id":
                lacks = lacks | (pl.col(part) == SOME_LEAGUE)
            missing = (
                pl.when((pl.col("scope") == scope) & lacks).then(pl.lit(part.removesuffix("_id"))).otherwise(missing)
            )
    return claims.with_columns(missing=missing)


def with_record_id(claims: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Add record_table and record_id; record_id stays null for spells and for claims whose key is not whole.

    `tenures`: tenure_id, manager_id, club_id, start_from, end_to, confirmed_on; each statement over a spell goes to the
    spell that held the day of its article, or the last that was over by then.
    """
    whole = pl.col("missing").is_null()
    joined = claims.join(tenure_of_statement(claims.filter(whole), tenures), on="statement_id", how="left").join(
        run_of_statement(claims.filter(whole)), on="statement_id", how="left"
    )
    competition = pl.col("competition_id").fill_null(NO_COMPETITION)
    slash = pl.lit("/")
    by_scope = {
        "season": pl.concat_str("manager_id", "club_id", "season", "competition_id", separator="/"),
        "tenure": pl.col("tenure_id") + slash + competition,
        "run": pl.concat_str("manager_id", pl.col("club_id").fill_null("any"), pl.lit("run"), "run_id", separator="/"),
        "career": pl.concat_str("manager_id", pl.lit("career"), competition, separator="/"),
    }
    record_id = pl.lit(None, pl.String)
    for scope, expression in by_scope.items():
        record_id = pl.when(whole & (pl.col("scope") == scope)).then(expression).otherwise(record_id)
    return joined.with_columns(
        record_id=record_id, record_table=pl.col("scope").replace_strict(TABLES, return_dtype=pl.String)
    ).drop("run_id")


def tenure_of_statement(claims: pl.DataFrame, tenures: pl.DataFrame) -> pl.DataFrame:
    """Return the tenure of each statement over a spell: statement_id, tenure_id."""
    told = (
        claims.filter(pl.col("scope") == "tenure")
        .select("statement_id", "manager_id", "club_id", "status", day="published_on")
        .unique("statement_id", keep="any")
    )
    day = pl.col("day")
    over = pl.coalesce("end_to", pl.when(pl.col("status_of_tenure") == "ended").then("confirmed_on"))
    before = days(pl.col("start_from") - day).clip(lower_bound=0).fill_null(0)
    after = days(day - over).clip(lower_bound=0).fill_null(0)
    going_on = days(pl.col("end_from") - day).clip(lower_bound=0).fill_null(0)
    # A total so far wants a spell that holds the day; a closed one the last that was over, or nearly.
    misfit = pl.when(pl.col("status") == "to_date").then(before + after).otherwise(before * 2 + going_on / 4)
    return (
        told.join(
            tenures.select(
                "tenure_id",
                "manager_id",
                "club_id",
                "start_from",
                "end_from",
                "end_to",
                "confirmed_on",
                status_of_tenure="status",
            ),
            on=["manager_id", "club_id"],
        )
        .with_columns(misfit=misfit)
        .sort("misfit", "start_from", "tenure_id", descending=[False, True, False], nulls_last=True)
        .unique("statement_id", keep="first", maintain_order=True)
        .select("statement_id", "tenure_id")
    )


def run_of_statement(claims: pl.DataFrame) -> pl.DataFrame:
    """Return for each statement of a run the statement that stands for all that say the same: statement_id, run_id."""
    runs = claims.filter(pl.col("scope") == "run")
    said = runs.group_by("statement_id").agg(
        pl.col("manager_id", "club_id", "competition_id", "season", "status", "published_on").first(),
        said=pl.concat_str("field", "value", separator="=").sort().str.join(";"),
    )
    same = ["manager_id", "club_id", "competition_id", "season", "status", "said"]
    first = pl.col("statement_id").sort_by("published_on", "statement_id").first()
    return said.with_columns(run_id=first.over(same)).select("statement_id", "run_id")
