"""Articles once each: copies of the same text, revisions at the same address, near-duplicates as one story.

How near-duplicates are found stands in `stories`.
"""

import polars as pl

from pipelines.records.stories import story_ids
from schemas.articles import Articles, LakeArticles
from schemas.contract import polars_schema


def articles_of(lake_articles: pl.DataFrame) -> pl.DataFrame:
    """Return the articles (Articles) of all drops (LakeArticles), one row for each text and date.

    The same text of a later date is `duplicate_of` the earliest; an earlier text at the address of a later one is
    `superseded_by` it; near-duplicates share the smallest article_id as `story_id`.
    """
    once = one_row_each(lake_articles)
    marked = with_revisions(with_duplicates(once))
    originals = marked.filter(pl.col("duplicate_of").is_null())
    stories = story_ids(originals.select("article_id", "published_on", "text"))
    return (
        marked.with_columns(original=pl.coalesce("duplicate_of", "article_id"))
        .join(stories.rename({"article_id": "original"}), on="original", how="left")
        .select(polars_schema(Articles).names())
        .sort("article_id")
    )


def one_row_each(lake_articles: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each article_id, as its first place (in the order of drop and place) has it, with `copies`."""
    described = [name for name in polars_schema(LakeArticles) if name != "article_id"]
    return (
        lake_articles.sort("drop_id", "place")
        .group_by("article_id", maintain_order=True)
        .agg(
            *(pl.col(name).drop_nulls().first() for name in described),
            copies=pl.concat_str("drop_id", "place", separator="/").unique().sort(),
        )
    )


def with_duplicates(articles: pl.DataFrame) -> pl.DataFrame:
    """Add `duplicate_of`: the earliest article with the same title and text, null for that one itself."""
    earliest = pl.col("article_id").sort_by("published_on", "article_id").first().over("title", "text")
    return articles.with_columns(duplicate_of=pl.when(pl.col("article_id") != earliest).then(earliest))


def with_revisions(articles: pl.DataFrame) -> pl.DataFrame:
    """Add `superseded_by`: the article whose text stood last at the same address, null for that text itself."""
    latest = (
        articles.filter(pl.col("url").is_not_null())
        .with_columns(original=pl.coalesce("duplicate_of", "article_id"))
        .sort("published_on", "fetched_at", "article_id", nulls_last=False)
        .group_by("url", maintain_order=True)
        .agg(latest=pl.col("original").last())
    )
    text = pl.coalesce("duplicate_of", "article_id")
    return (
        articles.join(latest, on="url", how="left", maintain_order="left")
        .with_columns(superseded_by=pl.when(pl.col("latest") != text).then("latest"))
        .drop("latest")
    )
