"""Near-duplicate articles: agency copy under another headline tells one story, and counts as one source.

Two steps, since a signature for each article would cost more than all the rest of resolving. First a cheap filter in
Polars: an article of which at least half of the longer sentences stand in another article too. Then, for those alone,
MinHash signatures over runs of words, and locality-sensitive hashing.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from datasketch import MinHash

SENTENCE_END: Final = r"[.!?][\"”’')\]]*\s+|\n+"
LONG_SENTENCE: Final = 40
"""Characters from which a sentence is taken to be written once: shorter ones recur by chance."""
SHARED_SENTENCES: Final = 0.5
"""The share of long sentences that stand elsewhere too, from which an article may be a copy."""
SHINGLE_WORDS: Final = 4
PERMUTATIONS: Final = 64
SIMILARITY: Final = 0.6
"""The share of common word runs (Jaccard) from which two articles are one story."""
WORD: Final = re.compile(r"\w+")


def story_ids(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, story_id: the smallest article_id among near-duplicates.

    `articles` has article_id (unique) and text.
    """
    candidates = articles.join(possible_copies(articles), on="article_id", how="semi").sort("article_id")
    smallest = stories(candidates.iter_rows())
    found = pl.DataFrame(
        {"article_id": list(smallest), "story_id": list(smallest.values())},
        schema={"article_id": pl.String, "story_id": pl.String},
    )
    return (
        articles.select("article_id")
        .join(found, on="article_id", how="left")
        .with_columns(pl.coalesce("story_id", "article_id").alias("story_id"))
        .sort("article_id")
    )


def possible_copies(articles: pl.DataFrame) -> pl.DataFrame:
    """Return the article_id of articles that share at least half of their long sentences with others."""
    sentences = (
        articles.lazy()
        .select("article_id", sentence=pl.col("text").str.replace_all(SENTENCE_END, "\x1f").str.split("\x1f"))
        .explode("sentence")
        .filter(pl.col("sentence").str.len_bytes() >= LONG_SENTENCE)
        .select("article_id", sentence=pl.col("sentence").str.strip_chars().hash(seed=0))
        .unique()
    )
    shared = sentences.group_by("sentence").agg(pl.len().alias("articles"))
    return (
        sentences.join(shared, on="sentence")
        .group_by("article_id")
        .agg(share=(pl.col("articles") > 1).mean())
        .filter(pl.col("share") >= SHARED_SENTENCES)
        .select("article_id")
        .collect()
    )


def stories(candidates: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Return article_id → story_id of those candidates (article_id, text; in order of article_id) that have a twin."""
    from datasketch import MinHashLSH  # here: it loads SciPy, which takes a second

    index = MinHashLSH(threshold=SIMILARITY, num_perm=PERMUTATIONS)
    signatures: dict[str, MinHash] = {}
    root: dict[str, str] = {}
    for article_id, text in candidates:
        signature = signature_of(text)
        twins = [other for other in index.query(signature) if signatures[other].jaccard(signature) >= SIMILARITY]
        root[article_id] = article_id
        for twin in twins:
            join(root, str(twin), article_id)
        signatures[article_id] = signature
        index.insert(article_id, signature)
    return {article_id: smallest(root, article_id) for article_id in root}


def signature_of(text: str) -> "MinHash":
    """Return the MinHash signature of a text over its runs of words."""
    words = WORD.findall(text.lower())
    runs = {" ".join(run) for run in windows(words, SHINGLE_WORDS)}
    from datasketch import MinHash

    signature = MinHash(num_perm=PERMUTATIONS, seed=1)
    signature.update_batch([run.encode() for run in sorted(runs)])
    return signature


def windows(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    """Return the runs of `size` words; all words as one run where there are fewer."""
    if len(words) <= size:
        return iter([tuple(words)])
    return zip(*(islice(words, start, None) for start in range(size)), strict=False)


def smallest(root: dict[str, str], article_id: str) -> str:
    """Return the smallest article of the story that an article belongs to."""
    while root[article_id] != article_id:
        article_id = root[article_id]
    return article_id


def join(root: dict[str, str], one: str, other: str) -> None:
    """Join the stories of two articles under the smaller of their smallest articles."""
    first, second = sorted((smallest(root, one), smallest(root, other)))
    root[second] = first
