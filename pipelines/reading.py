"""Articles of the lake to claims of the lake, as a function over frames that any engine can run."""

from dataclasses import asdict
from functools import cache

import polars as pl

from pipelines.parsing.claim import Article
from pipelines.parsing.gazetteer import Gazetteer
from pipelines.parsing.reader import Reader
from pipelines.sources.reference_rows import SEEDS, read_rows
from schemas.claims import LakeClaims
from schemas.contract import polars_schema

ENGLISH = (None, "en")
COLUMNS = ("article_id", "published_on", "title", "text", "language")
"""What of an article parsing needs."""


@cache
def reader() -> Reader:
    """Return the parser with the project's gazetteer: made once a process."""
    return Reader(Gazetteer.build(read_rows(SEEDS)))


def claims_of(articles: pl.DataFrame) -> pl.DataFrame:
    """Return the claims of articles (COLUMNS of LakeArticles) as LakeClaims; other languages are not parsed.

    An article that is there twice is read once; claims of one id are one claim.
    """
    rows = []
    for article_id, published_on, title, text, language in articles.unique(
        "article_id", maintain_order=True
    ).iter_rows():
        if language in ENGLISH:
            reading = reader().read(Article(article_id, published_on, title, text))
            claims = (*reading.claims, *reading.unattributed)
            rows += [asdict(claim) for claim in {claim.claim_id: claim for claim in reversed(claims)}.values()]
    return pl.DataFrame(rows, schema=polars_schema(LakeClaims), orient="row")
