"""What an editor should look at first: names that nobody knows or that several bear, and records that tables contradict.

What the editor then decides goes into judgements.csv: see `judgements`.
"""

from typing import Final

import polars as pl

from pipelines.records.names import KINDS

NAME_COLUMNS: Final = ("kind", "name", "why", "n_claims", "n_articles", "example")


def names_to_review(lake_claims: pl.DataFrame, records: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the names to decide on, the most frequent first.

    In: LakeClaims (the names as articles gave them) and the tables of `resolve.Records`. Out: kind (manager, club,
    competition), name, why (unknown, doubtful), n_claims, n_articles, example (a quote).
    """
    found = records["claims"].select("claim_id", *(pl.col(f"{kind}_id").alias(f"found_{kind}") for kind in KINDS))
    both = lake_claims.join(found, on="claim_id")
    frames = [of_kind(both, kind, records[f"{kind}s"]) for kind in KINDS]
    return pl.concat(frames).sort("n_claims", "kind", "name", descending=[True, False, False])


def of_kind(claims: pl.DataFrame, kind: str, table: pl.DataFrame) -> pl.DataFrame:
    """Return the names of one kind to decide on."""
    only_articles = table.filter(origin="articles")
    if kind == "competition":
        only_articles = only_articles.filter(pl.col("kind") == "unknown")  # "all" and "league" are no names
    new = only_articles.select(pl.col(f"{kind}_id").alias(f"found_{kind}"), is_new=pl.lit(True))
    lost = pl.col(f"found_{kind}").is_null() & pl.col(kind).is_not_null()
    return (
        claims.join(new, on=f"found_{kind}", how="left")
        .with_columns(
            why=pl.when(lost).then(pl.lit("doubtful")).when(pl.col("is_new")).then(pl.lit("unknown")),
        )
        .filter(pl.col("why").is_not_null())
        .sort("claim_id")
        .group_by(pl.lit(kind).alias("kind"), pl.col(kind).alias("name"), "why")
        .agg(
            n_claims=pl.len().cast(pl.Int32),
            n_articles=pl.col("article_id").n_unique().cast(pl.Int32),
            example=pl.col("quote").first(),
        )
        .select(NAME_COLUMNS)
    )


def records_to_review(season_records: pl.DataFrame, record_evidence: pl.DataFrame) -> pl.DataFrame:
    """Return what the tables contradict, those with most claims first.

    In: SeasonRecords (verified), RecordEvidence. Out: record_id, why, n_claims, field, value, claim_id, quote: a row for
    each sentence that states a contradicting value.
    """
    contradicted = season_records.filter(verification="contradicted").select(
        "record_id",
        "n_claims",
        why="verification_reason",
        field=pl.col("verification_reason").str.extract_all(r"[a-z_]+"),
    )
    return (
        contradicted.explode("field")
        .join(
            record_evidence.filter(kind="stated").select("record_id", "field", "value", "claim_id", "quote"),
            on=["record_id", "field"],
        )
        .select("record_id", "why", "n_claims", "field", "value", "claim_id", "quote")
        .unique()
        .sort("n_claims", "record_id", "field", "claim_id", descending=[True, False, False, False])
    )
