"""Quarantine rows for claims and records that break a rule: what is wrong, with the values, and what to do."""

from typing import Final

import polars as pl

from pipelines.records import champions, claim_rules, shared_seasons
from schemas.contract import polars_schema
from schemas.evidence import Quarantine
from schemas.identity import digest

REJECT: Final = "Read the sentences; reject the claim that is wrong: gaffer reject CLAIM --why …"
RECORD_REMEDIES: Final = {
    champions.RULE: "Read the sentences of both clubs; reject the claim that is wrong, or correct the number of champions in "
    "seeds/reference/league_sizes.csv.",
    shared_seasons.RULE: "Read the sentences on all managers of that club and season; reject the claim that is wrong, or that is "
    "of the whole season: gaffer reject CLAIM --why …",
    "spell_ends_after_it_starts": "Correct the years in seeds/reference/managers.csv, or reject the claim that is wrong.",
}

RECORD_REASONS: Final = {
    champions.RULE: "More clubs are called champions of this season than its rule allows, and this one is not the best "
    "attested",
    shared_seasons.RULE: "Several managers are given more matches of this season than a club plays in it, and this part is "
    "not the best attested",
    "parts_are_the_matches": "Wins, draws and losses do not add up to the matches",
    "parts_within_matches": "There are more wins, draws and losses than matches",
    "unbeaten_has_no_losses": "It is called unbeaten, but has losses",
    "points_follow_from_results": "The points do not follow from wins and draws",
    "points_within_reach": "There are more points than so many matches can bring",
    "clean_sheets_within_matches": "There are more clean sheets than matches",
    "champions_are_first": "The place is not that of the title or of the runners-up",
    "within_the_season": "There are more matches than the league's season has",
}


def of_claims(claims: pl.DataFrame) -> pl.DataFrame:
    """Return Quarantine rows of claims that break a rule by themselves (broken_rule, broken_reason)."""
    broken = claims.filter(pl.col("broken_rule").is_not_null())
    return rows(
        broken.select(
            "claim_id",
            "article_id",
            "record_id",
            "quote",
            "drop_id",
            pl.lit("claim").alias("stage"),
            pl.col("broken_rule").alias("rule"),
            pl.col("broken_reason").alias("reason"),
            pl.col("broken_rule").replace_strict(claim_rules.REMEDIES, default=REJECT).alias("remedy"),
            pl.col("claim_id").alias("about"),
        )
    )


def of_records(records: pl.DataFrame, became: pl.DataFrame) -> pl.DataFrame:
    """Return Quarantine rows of records of which fields were set aside.

    `records`: record, record_id, set_aside, broken_rule of the last states; `became`: votes with disposition, claim_id,
    quote and drop_id.
    """
    aside = became.filter(pl.col("disposition") == "quarantined").sort("field", "claim_id")
    said = aside.group_by("record").agg(
        values=pl.format("{} {}", "field", "value").unique(maintain_order=True).str.join(", "),
        claim_id=pl.col("claim_id").first(),
        article_id=pl.col("article_id").first(),
        quote=pl.col("quote").first(),
        drop_id=pl.col("drop_id").first(),
    )
    broken = records.filter(pl.col("broken_rule").is_not_null()).join(said, on="record")
    return rows(
        broken.select(
            "claim_id",
            "article_id",
            "record_id",
            "quote",
            "drop_id",
            pl.lit("record").alias("stage"),
            pl.col("broken_rule").alias("rule"),
            pl.format("{}: {}.", pl.col("broken_rule").replace_strict(RECORD_REASONS), "values").alias("reason"),
            pl.col("broken_rule").replace_strict(RECORD_REMEDIES, default=REJECT).alias("remedy"),
            pl.col("record_id").alias("about"),
        )
    )


def of_tenures(impossible: pl.DataFrame) -> pl.DataFrame:
    """Return Quarantine rows of tenures whose end was left out (tenure_id, start_from, end_to)."""
    rule = "spell_ends_after_it_starts"
    return rows(
        impossible.select(
            pl.lit(None, pl.String).alias("claim_id"),
            pl.lit(None, pl.String).alias("article_id"),
            pl.col("tenure_id").alias("record_id"),
            pl.lit(None, pl.String).alias("quote"),
            pl.lit(None, pl.String).alias("drop_id"),
            pl.lit("record").alias("stage"),
            pl.lit(rule).alias("rule"),
            pl.format("The spell ends by {}, but starts on {} or later.", "end_to", "start_from").alias("reason"),
            pl.lit(RECORD_REMEDIES[rule]).alias("remedy"),
            pl.col("tenure_id").alias("about"),
        )
    )


def rows(broken: pl.DataFrame) -> pl.DataFrame:
    """Return Quarantine rows, each with an identifier from stage, what it is about, and rule."""
    ids = [digest(*row) for row in broken.select("stage", "about", "rule").iter_rows()]
    return broken.select(
        *(
            pl.Series(name, ids, pl.String)
            if name == "quarantine_id"
            else (pl.col(name) if name in broken.columns else pl.lit(None, dtype).alias(name))
            for name, dtype in polars_schema(Quarantine).items()
        )
    )
