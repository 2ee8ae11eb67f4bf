"""The key of the record that a claim speaks for: which table, which row; or which part of the key is missing.

Season records by manager, club, season and competition; totals by tenure and competition; careers by competition; runs
by what they say, so that several runs of one key stand side by side.
"""

from typing import Final

import polars as pl

from pipelines.records import totals
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

    `tenures`: tenure_id, manager_id, club_id, start and end intervals, confirmed_on, status. Each statement over a spell
    goes to the spell that `totals` finds; where none can hold it, its claims break a rule.
    """
    whole = pl.col("missing").is_null()
    joined = claims.join(totals.tenure_of_statement(claims.filter(whole), tenures), on="statement_id", how="left").join(
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
    breaks = pl.col("too_small").fill_null(False) & pl.col("broken_rule").is_null()
    reason = pl.format(
        "A total of {} over a spell at {}, but each known spell of {} there had more matches.",
        pl.concat_str("value", pl.lit(" "), "field"),
        pl.coalesce("club", "club_id"),
        pl.coalesce("manager", "manager_id"),
    )
    return joined.with_columns(
        record_id=record_id,
        record_table=pl.col("scope").replace_strict(TABLES, return_dtype=pl.String),
        broken_rule=pl.when(breaks).then(pl.lit(totals.RULE)).otherwise("broken_rule"),
        broken_reason=pl.when(breaks).then(reason).otherwise("broken_reason"),
    ).drop("run_id", "too_small")


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
