"""What a source gives: articles, and records that could not be read; and the frames that the lake keeps of them.

No format is read here: each has a module of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import polars as pl

from schemas.articles import LakeArticles
from schemas.contract import polars_schema
from schemas.evidence import Quarantine
from schemas.identity import article_id, digest

QUOTED_CHARACTERS: Final = 200
LARGEST_TEXT: Final = 1_000_000
"""Characters; no article is longer, a larger text is a dump or a mistake."""
LARGEST_TITLE: Final = 1_000
"""Characters."""
DAYS_AHEAD: Final = 1
"""A publisher east of us may already write tomorrow's date."""


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article as a source gives it; its text is stored to the character."""

    place: str
    """Where in the drop: the file, and the line where a file has several records."""
    published_on: date
    title: str
    text: str
    source_id: str | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    language: str | None = None
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record, or a whole file, that could not be read: why, and what to do about it."""

    place: str
    rule: str
    reason: str
    remedy: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class NotFootball:
    """A page that was turned away before its text was extracted: no page, or no word of football in it."""

    place: str


def accepted(article: SourceArticle, read_on: date) -> SourceArticle | Unreadable:
    """Return the article, or why it cannot stand: no text, too much of it, a date after the day of reading."""

    def refused(rule: str, reason: str, remedy: str) -> Unreadable:
        return Unreadable(article.place, rule, reason, remedy, (article.text.strip() or article.title) or None)

    if not article.text.strip():
        return refused("empty_text", "the article has no text", "give it a text, or take it out")
    if len(article.text) > LARGEST_TEXT:
        reason = f"the text has {len(article.text):,} characters, more than {LARGEST_TEXT:,}"
        return refused("text_too_large", reason, "split it into its articles")
    if len(article.title) > LARGEST_TITLE:
        reason = f"the title has {len(article.title):,} characters, more than {LARGEST_TITLE:,}"
        return refused("title_too_large", reason, "give it a title of one line, or none")
    if article.published_on > read_on + timedelta(days=DAYS_AHEAD):
        reason = f"it is dated {article.published_on}, after the day of its reading, {read_on}"
        return refused("future_date", reason, "put the date right")
    return article


def articles_frame(drop_id: str, articles: Iterable[SourceArticle]) -> pl.DataFrame:
    """Return articles as LakeArticles: in the order given, with their content hashes."""
    rows = [
        {
            "article_id": article_id(article.published_on, article.title, article.text),
            "drop_id": drop_id,
            "place": article.place,
            "source_id": article.source_id,
            "published_on": article.published_on,
            "title": article.title,
            "text": article.text,
            "url": article.url,
            "source": article.source,
            "author": article.author,
            "language": article.language,
            "fetched_at": article.fetched_at,
        }
        for article in articles
    ]
    return pl.DataFrame(rows, schema=polars_schema(LakeArticles), orient="row")


def quarantine_frame(drop_id: str, unreadable: Iterable[Unreadable]) -> pl.DataFrame:
    """Return what could not be read as rows of the quarantine."""
    rows = [
        {
            "quarantine_id": digest("source", drop_id, item.place, item.rule),
            "stage": "source",
            "rule": item.rule,
            "reason": storable(item.reason),
            "remedy": item.remedy,
            "drop_id": drop_id,
            "place": item.place,
            "quote": storable(item.quote[:QUOTED_CHARACTERS]) if item.quote else None,
        }
        for item in unreadable
    ]
    return pl.DataFrame(rows, schema=polars_schema(Quarantine), orient="row")


def storable(text: str) -> str:
    """Return a text without halves of characters, which no encoding has."""
    return text.encode("utf-8", "replace").decode("utf-8")
