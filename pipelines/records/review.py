"""What an editor should look at first: names that nobody knows or that several bear, and records that tables contradict.

What the editor then decides goes into judgements.csv: see `judgements`.
"""

from typing import Final

import polars as pl

from pipelines.records.names import KINDS, club_names, competition_names, manager_names
from schemas.identity import slug

NAME_COLUMNS: Final = ("kind", "name", "why", "n_claims", "n_articles", "candidates", "sentence")
RECORD_COLUMNS: Final = ("record_id", "why", "n_claims", "field", "value", "claim_id", "sentence")
CANDIDATES: Final = 4
"""Bearers of a name that are worth showing."""


def names_to_review(
    lake_claims: pl.DataFrame, records: dict[str, pl.DataFrame], national_teams: pl.DataFrame
) -> pl.DataFrame:
    """Return the names to decide on, the most frequent first.

    In: LakeClaims (the names as articles gave them), the tables of `resolve.Records`, and NationalTeams. Out: kind
    (manager, club, competition), name, why (unknown, doubtful), n_claims, n_articles, candidates (slugs of those who bear
    that name or its last word), sentence (an example).
    """
    found = records["claims"].select("claim_id", *(pl.col(f"{kind}_id").alias(f"found_{kind}") for kind in KINDS))
    both = lake_claims.join(found, on="claim_id").join(
        records["articles"].select("article_id", "title", "text"), on="article_id"
    )
    called = {
        "manager": manager_names(records),
        "club": club_names({**records, "national_teams": national_teams}),
        "competition": competition_names(records),
    }
    frames = [of_kind(both, kind, records[f"{kind}s"], called[kind]) for kind in KINDS]
    return pl.concat(frames).sort("n_claims", "kind", "name", descending=[True, False, False])


def of_kind(claims: pl.DataFrame, kind: str, table: pl.DataFrame, called: pl.DataFrame) -> pl.DataFrame:
    """Return the names of one kind to decide on; `called`: key and id, what the bearers of this kind are called."""
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
        .group_by(pl.lit(kind).alias("kind"), pl.col(kind).alias("name"), "why", "found_" + kind)
        .agg(
            n_claims=pl.len().cast(pl.Int32),
            n_articles=pl.col("article_id").n_unique().cast(pl.Int32),
            sentence=sentence().first(),
        )
        .pipe(with_candidates, called, f"found_{kind}")
        .select(NAME_COLUMNS)
    )


def with_candidates(names: pl.DataFrame, called: pl.DataFrame, own: str) -> pl.DataFrame:
    """Add the candidates of each name, best first: who is called so, then who shares its last word; never itself."""
    keys = pl.Series([slug(name) for name in names.get_column("name")], dtype=pl.String)
    asked = names.select(pl.col(own).fill_null("")).with_row_index("row").with_columns(whole=keys)
    bearers = pl.concat(
        asked.select("row", own, pl.lit(rank).alias("rank"), key=key)
        for rank, key in ((0, pl.col("whole")), (1, pl.col("whole").str.split("-").list.last()))
    ).join(called.select("key", "id").unique(), on="key")
    lists = (
        bearers.filter(pl.col("id") != pl.col(own))
        .group_by("row", "id")
        .agg(pl.col("rank").min())
        .sort("row", "rank", "id")
        .group_by("row", maintain_order=True)
        .agg(candidates=pl.col("id").head(CANDIDATES))
    )
    return (
        names.with_row_index("row")
        .join(lists, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("candidates").fill_null([]))
    )


def sentence() -> pl.Expr:
    """Return the sentence of title or text in which a claim stands, from part, char_start, char_end."""
    told = pl.when(pl.col("part") == "title").then("title").otherwise("text")
    before = told.str.slice(0, pl.col("char_start")).str.extract(r"([^.!?\n]*)$")
    quote = told.str.slice(pl.col("char_start"), pl.col("char_end") - pl.col("char_start"))
    after = told.str.slice(pl.col("char_end")).str.extract(r"^([^.!?\n]*[.!?]?)")
    return pl.concat_str(before, quote, after).str.strip_chars()


def records_to_review(
    season_records: pl.DataFrame, record_evidence: pl.DataFrame, articles: pl.DataFrame
) -> pl.DataFrame:
    """Return what the tables contradict, those with most claims first.

    In: SeasonRecords (verified), RecordEvidence, Articles. Out: record_id, why, n_claims, field, value, claim_id,
    sentence: a row for each claim that states a contradicting value.
    """
    contradicted = season_records.filter(verification="contradicted").select(
        "record_id",
        "n_claims",
        why="verification_reason",
        field=pl.col("verification_reason").str.extract_all(r"[a-z_]+"),
    )
    stated = record_evidence.filter(kind="stated").join(articles.select("article_id", "title", "text"), on="article_id")
    return (
        contradicted.explode("field")
        .join(
            stated.select("record_id", "field", "value", "claim_id", sentence=sentence()),
            on=["record_id", "field"],
        )
        .select(RECORD_COLUMNS)
        .unique()
        .sort("n_claims", "record_id", "field", "claim_id", descending=[True, False, False, False])
    )
