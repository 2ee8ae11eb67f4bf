"""Verification: final league records beside complete league tables. The only module that reads league tables.

A whole season is confirmed if every field that can be compared is equal, else contradicted; a part of one is consistent
unless a number, alone or together with the parts of the other managers of that season, exceeds the table's. The rest is
unverified, with the reason. Nothing is corrected here: a table that repaired a record could not confirm it.
"""

from typing import Final

import polars as pl

from schemas.contract import polars_schema
from schemas.records import SeasonRecords
from schemas.source_quality import SourceQuality

SEASON: Final = ("competition_id", "season", "club_id")
COUNTS: Final = ("matches", "wins", "draws", "losses", "goals_for", "goals_against", "points")
CHECKED: Final = (*COUNTS, "position", "win_pct", "unbeaten", "result")
MAY_HAVE_TABLES: Final = ("league", "unknown")
"""Kinds of competitions that have, or may have, a final table."""
NO_LEAGUE: Final = "only leagues have tables"
PERCENT_WITHIN: Final = 0.51
"""Percentages are stated in whole numbers or with one or two decimals."""
AGAINST: Final = {
    "differing": ("whole", "differs from the table in "),
    "exceeding": ("part", "more than the table in "),
    "together": ("part", "with the other parts of that season more than the table in "),
}
"""The coverage of records that may be contradicted so, and the words before the fields that do."""
LOST_REASONS: Final = ("outvoted", "less_sure", "rule")


def verify(season_records: pl.DataFrame, league_tables: pl.DataFrame, competitions: pl.DataFrame) -> pl.DataFrame:
    """Return the season records with verification and verification_reason.

    In: SeasonRecords, LeagueTables, Competitions. Rows and their order stay.
    """
    table = complete_tables(league_tables, competitions)
    leagues = competitions.filter(pl.col("kind").is_in(MAY_HAVE_TABLES)).get_column("competition_id").implode()
    beside = season_records.join(table, on=SEASON, how="left", maintain_order="left").with_columns(
        may_have_table=pl.col("competition_id").is_in(leagues)
    )
    differing = listed({field: differs(field) for field in CHECKED})
    is_part = (pl.col("coverage") == "part") & (pl.col("status") == "final")
    has_joint = (pl.col("joint_with").list.len() > 0).any().over(SEASON)  # each of them has all matches
    exceeding = listed({field: pl.col(field) > pl.col(f"table_{field}") for field in COUNTS})
    together = listed(
        {
            field: pl.col(field).is_not_null()
            & ~has_joint
            & (pl.when(is_part).then(field).sum().over(SEASON) > pl.col(f"table_{field}"))
            for field in COUNTS
        }
    )
    comparable = listed({field: differs(field).is_not_null() for field in CHECKED})
    countable = listed({field: pl.col(field).is_not_null() for field in COUNTS})
    return (
        beside.with_columns(
            differing=differing, exceeding=exceeding, together=together, comparable=comparable, countable=countable
        )
        .with_columns(unverified=why_unverified(), too_many=pl.col("exceeding").list.set_union("together"))
        .with_columns(
            verification=pl.when(pl.col("unverified").is_not_null())
            .then(pl.lit("unverified"))
            .when(pl.col("coverage") == "whole")
            .then(verdict("differing", "confirmed"))
            .otherwise(verdict("too_many", "consistent")),
            verification_reason=pl.coalesce(
                "unverified", against("differing"), against("exceeding"), against("together")
            ),
        )
        .select(polars_schema(SeasonRecords).names())
    )


def complete_tables(league_tables: pl.DataFrame, competitions: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of complete tables: the season's key, the fields as table_<field>, and by_play_off.

    by_play_off: the champion is not simply the first, and places may be those of a conference or group.
    """
    by_play_off = competitions.filter(champion_by="play_off").get_column("competition_id").implode()
    return league_tables.filter("complete").select(
        *SEASON,
        *(pl.col(field).alias(f"table_{field}") for field in (*COUNTS, "position")),
        by_play_off=pl.col("competition_id").is_in(by_play_off),
        has_table=pl.lit(True),
    )


def differs(field: str) -> pl.Expr:
    """Return whether a record's field differs from the table; null where they cannot be compared."""
    by_play_off = pl.col("by_play_off")
    if field == "position":
        return pl.when(~by_play_off).then(pl.col("position") != pl.col("table_position"))
    if field == "result":
        is_title = (pl.col("result") == "winner") & ~by_play_off
        return pl.when(is_title).then(pl.col("table_position") != 1)
    if field == "unbeaten":
        return pl.when(pl.col("unbeaten")).then(pl.col("table_losses") > 0)
    if field == "win_pct":
        share = 100 * pl.col("table_wins") / pl.col("table_matches")
        return (pl.col("win_pct") - share).abs() > PERCENT_WITHIN
    return pl.col(field) != pl.col(f"table_{field}")


def listed(conditions: dict[str, pl.Expr]) -> pl.Expr:
    """Return the list of the names whose condition holds."""
    nothing = pl.lit([], pl.List(pl.String))
    return pl.concat_list(
        pl.when(condition.fill_null(False)).then(pl.lit([name])).otherwise(nothing)
        for name, condition in conditions.items()
    )


def why_unverified() -> pl.Expr:
    """Return why a record cannot be compared, null where it can."""
    whole, part = (pl.col("coverage") == word for word in ("whole", "part"))
    nothing = pl.lit("it has no field that a league table has")
    return (
        pl.when(pl.col("status") != "final")
        .then(pl.lit("the season was not over"))
        .when(~pl.col("may_have_table"))
        .then(pl.lit(NO_LEAGUE))
        .when(pl.col("has_table").is_null())
        .then(pl.format("there is no complete table of {} {}", "competition", "season"))
        .when(~whole & ~part)
        .then(pl.lit("it is not known whether it is of the whole season"))
        .when(whole & (pl.col("comparable").list.len() == 0))
        .then(nothing)
        .when(part & (pl.col("countable").list.len() == 0))
        .then(nothing)
    )


def verdict(against_it: str, good: str) -> pl.Expr:
    """Return contradicted where anything speaks against a record, else the good word."""
    return pl.when(pl.col(against_it).list.len() > 0).then(pl.lit("contradicted")).otherwise(pl.lit(good))


def against(fields: str) -> pl.Expr:
    """Return which fields contradict the table, null where none does."""
    coverage, words = AGAINST[fields]
    names = pl.col(fields).list.join(", ")
    return pl.when((pl.col("coverage") == coverage) & (pl.col(fields).list.len() > 0)).then(
        pl.concat_str(pl.lit(words), names)
    )


def contradictions(
    season_records: pl.DataFrame, league_tables: pl.DataFrame, competitions: pl.DataFrame
) -> pl.DataFrame:
    """Return each value that contradicts a league table: record_id, field, value, table_value (numbers as text).

    In: SeasonRecords (verified against these tables), LeagueTables, Competitions. A percentage is compared with 100 ×
    wins / matches, a title with the place, an unbeaten season with the defeats.
    """
    share = (100 * pl.col("table_wins") / pl.col("table_matches")).round(1)
    of_table = {
        "result": pl.format("position {}", "table_position"),
        "unbeaten": pl.format("{} losses", "table_losses"),
        "win_pct": share.cast(pl.String),
    }
    values = pl.concat_list(
        pl.struct(
            field=pl.lit(field),
            value=pl.col(field).cast(pl.String),
            table_value=of_table[field] if field in of_table else pl.col(f"table_{field}").cast(pl.String),
        )
        for field in CHECKED
    )
    return (
        season_records.filter(verification="contradicted")
        .join(complete_tables(league_tables, competitions), on=SEASON)
        .select(
            "record_id",
            named=pl.col("verification_reason").str.extract_all(r"[a-z_]+"),
            told=values,
        )
        .explode("told")
        .unnest("told")
        .filter(pl.col("named").list.contains(pl.col("field")))
        .select("record_id", "field", "value", "table_value")
        .sort("record_id", "field")
    )


def agreement(season_records: pl.DataFrame) -> pl.DataFrame:
    """Return how the final records of each competition compare with its tables, those with most records first.

    In: SeasonRecords (verified). Out: competition, confirmed, consistent, contradicted, unverified.
    """
    verdicts = ("confirmed", "consistent", "contradicted", "unverified")
    return (
        season_records.filter(pl.col("status") == "final", pl.col("verification_reason").ne_missing(NO_LEAGUE))
        .group_by("competition")
        .agg((pl.col("verification") == word).sum().alias(word) for word in verdicts)
        .sort(pl.sum_horizontal(verdicts), "competition", descending=[True, False])
    )


def unverified_because(season_records: pl.DataFrame) -> pl.DataFrame:
    """Return how many final records are unverified for which reason: records, reason; the most frequent first."""
    return (
        season_records.filter(verification="unverified", status="final")
        .group_by(reason="verification_reason")
        .agg(records=pl.len())
        .sort("records", "reason", descending=[True, False])
        .select("records", "reason")
    )


# --- source quality ---


def source_quality(
    claims: pl.DataFrame,
    articles: pl.DataFrame,
    season_records: pl.DataFrame,
    league_tables: pl.DataFrame,
    competitions: pl.DataFrame,
) -> pl.DataFrame:
    """Return SourceQuality: for each publisher and parser rule the share of checkable claims that are confirmed.

    In: Claims with their dispositions, Articles, SeasonRecords, LeagueTables, Competitions. Checkable are final claims of
    whole league seasons with a complete table that were used, or lost to another value.
    """
    whole = season_records.filter(pl.col("coverage") == "whole", pl.col("status") == "final").select(
        "record_id", *SEASON
    )
    judged = (
        claims.filter(
            pl.col("scope") == "season",
            pl.col("status") == "final",
            (pl.col("disposition") == "used") | pl.col("reason").is_in(LOST_REASONS),
        )
        .select("record_id", "article_id", "field", "value", "value_number", "rule")
        .join(whole, on="record_id")
        .join(complete_tables(league_tables, competitions), on=SEASON)
        .with_columns(**as_fields())
        .with_columns(is_confirmed=is_confirmed())
        .filter(pl.col("is_confirmed").is_not_null())
        .join(articles.select("article_id", "source"), on="article_id", how="left")
    )
    by_publisher = judged.select("is_confirmed", kind=pl.lit("publisher"), name=pl.col("source").fill_null("unknown"))
    by_rule = judged.select("is_confirmed", kind=pl.lit("rule"), name="rule")
    return (
        pl.concat([by_publisher, by_rule])
        .group_by("kind", "name")
        .agg(n_claims=pl.len().cast(pl.Int32), n_confirmed=pl.col("is_confirmed").sum().cast(pl.Int32))
        .with_columns(share_confirmed=pl.col("n_confirmed") / pl.col("n_claims"))
        .select(polars_schema(SourceQuality).names())
        .sort("kind", "name")
    )


def is_confirmed() -> pl.Expr:
    """Return whether the table confirms a claim; null where it cannot be compared."""
    confirmed = pl.lit(None, pl.Boolean)
    for field in CHECKED:
        confirmed = pl.when(pl.col("field") == field).then(~differs(field)).otherwise(confirmed)
    return confirmed


def as_fields() -> dict[str, pl.Expr]:
    """Return the value of a claim in a column named after its field, as a record has it."""
    values = {"unbeaten": pl.col("value") == "true", "result": pl.col("value")}
    return {
        field: pl.when(pl.col("field") == field).then(values.get(field, pl.col("value_number"))) for field in CHECKED
    }
