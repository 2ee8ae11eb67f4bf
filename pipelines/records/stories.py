"""Near-duplicate articles: agency copy under another headline tells one story, and counts as one source.

Three steps, since a signature for each article would cost more than all the rest of resolving. An article of which most
of the longer sentences stand word for word in one other article is its copy. One of which at least half stand somewhere
else may be a copy: MinHash signatures over runs of words, and locality-sensitive hashing, decide. The rest stands alone.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final
from zlib import crc32

import polars as pl

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

SENTENCE_END: Final = r"[.!?][\"”’')\]]*\s+|\n+"
LONG_SENTENCE: Final = 40
"""Characters from which a sentence is taken to be written once: shorter ones recur by chance."""
SURELY_SHARED: Final = 0.8
"""The share of long sentences that stand word for word in one other article, from which an article is its copy."""
PERHAPS_SHARED: Final = 0.5
"""The share of long sentences that stand elsewhere too, from which an article may be a copy."""
SHINGLE_WORDS: Final = 4
PERMUTATIONS: Final = 64
SIMILARITY: Final = 0.5
"""The share of common word runs (Jaccard) from which two articles are one story."""
WORD: Final = re.compile(r"\w+")


def story_ids(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, story_id: the smallest article_id among near-duplicates.

    `articles` has article_id (unique) and text.
    """
    shared = shared_sentences(articles)
    certain = shared.filter(pl.col("with_first") >= SURELY_SHARED)
    doubtful = shared.filter(pl.col("with_any") >= PERHAPS_SHARED).join(certain, on="article_id", how="anti")
    # An article that others surely copied is compared too: a freer copy of it may be among the doubtful.
    asked = pl.concat([doubtful.select("article_id"), certain.select(article_id="first")]).unique()
    compared = (
        articles.join(asked, on="article_id", how="semi").sort("article_id") if doubtful.height else asked.clear()
    )
    root = stories(compared.select("article_id", "text").iter_rows() if compared.height else iter(()))
    for article_id, first in certain.select("article_id", "first").sort("article_id").iter_rows():
        join(root, article_id, first)
    found = pl.DataFrame(
        {"article_id": list(root), "story_id": [smallest(root, article_id) for article_id in root]},
        schema={"article_id": pl.String, "story_id": pl.String},
    )
    return (
        articles.select("article_id")
        .join(found, on="article_id", how="left")
        .with_columns(pl.coalesce("story_id", "article_id").alias("story_id"))
        .sort("article_id")
    )


def shared_sentences(articles: pl.DataFrame) -> pl.DataFrame:
    """Return the articles that share long sentences with others: article_id, with_any, first, with_first.

    with_any: share of an article's long sentences that stand elsewhere too; first: the smaller article with which it
    shares most; with_first: the share of its sentences that are that one's.
    """
    ordered = articles.sort("article_id").with_row_index("article")
    sentences = (
        ordered.lazy()
        .select("article", sentence=pl.col("text").str.replace_all(SENTENCE_END, "\x1f").str.split("\x1f"))
        .explode("sentence", empty_as_null=True, keep_nulls=True)
        .with_columns(pl.col("sentence").str.strip_chars(" .!?"))
        .filter(pl.col("sentence").str.len_bytes() >= LONG_SENTENCE)
        .select("article", pl.col("sentence").hash(seed=0))
        .unique()
        .collect()
    )
    repeated = sentences.filter(pl.col("sentence").is_duplicated())
    common = repeated.with_columns(first=pl.col("article").min().over("sentence"))
    most = (
        common.filter(pl.col("first") != pl.col("article"))
        .group_by("article", "first")
        .agg(common=pl.len())
        .sort("article", "common", "first", descending=[False, True, False])
        .unique("article", keep="first", maintain_order=True)
    )
    ids = ordered.select("article", "article_id")
    return (
        common.group_by("article")
        .agg(shared=pl.len())
        .join(sentences.group_by("article").agg(sentences=pl.len()), on="article")
        .join(most, on="article", how="left")
        .join(ids, on="article")
        .join(ids.rename({"article": "first", "article_id": "first_id"}), on="first", how="left")
        .select(
            "article_id",
            first="first_id",
            with_any=pl.col("shared") / pl.col("sentences"),
            with_first=pl.col("common") / pl.col("sentences"),
        )
        .sort("article_id")
    )


def stories(candidates: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Return a forest of the candidates (article_id, text; in order of article_id): each article → one of its story."""
    index = None
    signatures: dict[str, MinHash] = {}
    root: dict[str, str] = {}
    for article_id, text in candidates:
        index = index or empty_index()
        signature = signature_of(text)
        for twin in index.query(signature):
            if signatures[twin].jaccard(signature) >= SIMILARITY:
                join(root, twin, article_id)
        signatures[article_id] = signature
        index.insert(article_id, signature)
    return root


def empty_index() -> "MinHashLSH":
    """Return an index without articles."""
    from datasketch import MinHashLSH  # here: it loads SciPy, which takes a second

    return MinHashLSH(threshold=SIMILARITY, num_perm=PERMUTATIONS)


@cache
def empty_signature() -> "MinHash":
    """Return the signature of nothing; its permutations are made once."""
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=crc32)


def signature_of(text: str) -> "MinHash":
    """Return the MinHash signature of a text over its runs of words."""
    words = WORD.findall(text.lower())
    runs = {" ".join(run) for run in windows(words, SHINGLE_WORDS)}
    signature = empty_signature().copy()
    signature.update_batch([run.encode() for run in runs])
    return signature


def windows(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    """Return the runs of `size` words; all words as one run where there are fewer."""
    if len(words) <= size:
        return iter([tuple(words)])
    return zip(*(islice(words, start, None) for start in range(size)), strict=False)


def smallest(root: dict[str, str], article_id: str) -> str:
    """Return the smallest article of the story that an article belongs to."""
    while (above := root.get(article_id, article_id)) != article_id:
        article_id = above
    return article_id


def join(root: dict[str, str], one: str, other: str) -> None:
    """Join the stories of two articles under the smaller of their smallest articles."""
    first, second = sorted((smallest(root, one), smallest(root, other)))
    root[second] = first
    root.setdefault(first, first)
