"""The annotated articles and the gazetteer that benchmarks, training and tests of the parser share."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.parsing.gazetteer import Gazetteer
from pipelines.sources.reference_rows import read_rows

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the reference tables that the project ships."""
    return Gazetteer.build(read_rows(ROOT / "seeds" / "reference"))


def is_check(article_id: str) -> bool:
    """Whether an article is of the check part: its score may be looked at, never itself or its misses."""
    return not article_id.startswith("more-") and int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 3 == 0


def articles() -> Iterator[dict[str, Any]]:
    """Yield all annotated articles."""
    for folder in ("dev", "own", "samples", "more"):
        for path in sorted((GOLD / folder).glob("*.json")):
            yield json.loads(path.read_text("utf-8"))


def open_articles() -> Iterator[dict[str, Any]]:
    """Yield the annotated articles outside the check part."""
    return (article for article in articles() if not is_check(article["id"]))


def check_articles() -> Iterator[dict[str, Any]]:
    """Yield the annotated articles of the check part."""
    return (article for article in articles() if is_check(article["id"]))
