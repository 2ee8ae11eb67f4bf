"""Near-duplicate articles: agency copy under another headline tells one story, and counts as one source.

Three steps, since a signature for each article would cost more than all the rest of resolving. An article of which half
of the longer sentences stand word for word in one other article is its copy. One of which at least a quarter stand
somewhere else may be an edited copy: MinHash signatures over runs of words, and locality-sensitive hashing, decide. The
rest stands alone. Sentences that come back for weeks are phrases of a paper (its newsletter, its feedback box): they
count for nothing.
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
SURELY_SHARED: Final = 0.5
"""The share of long sentences that stand word for word in one other article, from which an article is its copy."""
SHARED_AT_LEAST: Final = 3
"""So many sentences at least: two short notes may quote the same one."""
PERHAPS_SHARED: Final = 0.25
"""The share of long sentences that stand elsewhere too, from which an article may be a copy."""
PHRASE_DAYS: Final = 30
"""Days after which a sentence that comes back is a phrase of a paper, and no agency's."""
SHINGLE_WORDS: Final = 4
PERMUTATIONS: Final = 64
SIMILARITY: Final = 0.5
"""The share of common word runs (Jaccard) from which two articles are one story."""
WORD: Final = re.compile(r"\w+")


def story_ids(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, story_id: the smallest article_id among near-duplicates.

    `articles` has article_id (unique), published_on and text.
    """
    shared = shared_sentences(articles)
    certain = shared.filter(pl.col("with_first") >= SURELY_SHARED, pl.col("common") >= SHARED_AT_LEAST)
    settled = pl.concat([certain.select("article_id"), certain.select(article_id="first")])
    doubtful = shared.filter(pl.col("with_any") >= PERHAPS_SHARED).join(settled, on="article_id", how="anti")
    asked = pl.concat([doubtful.select("article_id"), doubtful.select(article_id="first").drop_nulls()]).unique()
    compared = articles.join(asked, on="article_id", how="semi").sort("article_id")
    root = stories(compared.select("article_id", "text").iter_rows())
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
    """Return the articles that share long sentences with others: article_id, common, with_any, first, with_first.

    first: the smaller article with which it shares most of its long sentences; common: how many, with_first: which share
    of them; with_any: the share that stands anywhere else.
    """
    ordered = articles.sort("article_id").with_row_index("article")
    sentences = (
        ordered.lazy()
        .select(
            "article", "published_on", sentence=pl.col("text").str.replace_all(SENTENCE_END, "\x1f").str.split("\x1f")
        )
        .explode("sentence", empty_as_null=True, keep_nulls=True)
        .with_columns(pl.col("sentence").str.strip_chars(" .!?"))
        .filter(pl.col("sentence").str.len_bytes() >= LONG_SENTENCE)
        .select("article", "published_on", pl.col("sentence").hash(seed=0))
        .unique()
        .collect()
    )
    again = sentences.filter(pl.col("sentence").is_duplicated())
    days = (pl.col("published_on").max() - pl.col("published_on").min()).over("sentence")
    phrases = again.filter(days > pl.duration(days=PHRASE_DAYS))
    told = sentences.join(phrases, on=["article", "sentence"], how="anti") if phrases.height else sentences
    common = again.join(phrases, on=["article", "sentence"], how="anti").with_columns(
        first=pl.col("article").min().over("sentence")
    )
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
        .join(told.group_by("article").agg(sentences=pl.len()), on="article")
        .join(most, on="article", how="left")
        .join(ids, on="article")
        .join(ids.rename({"article": "first", "article_id": "first_id"}), on="first", how="left")
        .select(
            "article_id",
            "common",
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
