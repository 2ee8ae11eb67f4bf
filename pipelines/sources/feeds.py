"""RSS and Atom: the entries of a feed, as articles where it carries their text, and as links for the poller.

Sitemaps stand in `sitemaps`. Which pages are fetched is decided by the poller.
"""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any, Final

from pipelines.sources import sitemaps
from pipelines.sources.articles import Unreadable
from pipelines.sources.fields import article_of, day
from pipelines.sources.files import Options, Record, SourceFile, whole
from pipelines.sources.html import fragment_text

SUFFIXES: Final = frozenset({".rss", ".atom", ".xml", ".rdf"})
LARGEST_FEED: Final = 20_000_000
"""Bytes."""
SITEMAP: Final = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
HEAD: Final = 4_000
REMEDY: Final = "fetch the feed again, or take it out"
ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A page that a feed or sitemap names, with what it says of it."""

    url: str
    published_on: date | None = None
    title: str | None = None
    author: str | None = None


class BrokenFeedError(ValueError):
    """What should be a feed is none; the message says why."""


def read(file: SourceFile, options: Options) -> Iterator[Record]:
    """Yield an article, or why there is none, for each entry of a feed."""
    del options
    raw = whole(file, LARGEST_FEED)
    if isinstance(raw, Unreadable):
        yield raw
        return
    place = file.place
    if SITEMAP.search(raw[:HEAD]):
        yield only_addresses(raw, place)
        return
    try:
        feed = parsed(raw)
    except BrokenFeedError as error:
        yield Unreadable(place, "no_feed", f"{error}", REMEDY)
        return
    source = feed.feed.get("title")
    language = feed.feed.get("language")
    for number, entry in enumerate(feed.entries, start=1):
        yield entry_article(entry, f"{place}:{number}", source, language)
    if is_cut_off(feed):
        reason = f"after {len(feed.entries)} entries it is broken: {feed.bozo_exception}"[:200]
        yield Unreadable(place, "broken_feed", reason, REMEDY)


def only_addresses(raw: bytes, place: str) -> Unreadable:
    """Return what becomes of a sitemap in a drop: it has addresses, and no text."""
    try:
        count = sum(1 for _ in sitemaps.addresses(raw))
    except sitemaps.BrokenSitemapError as error:
        return Unreadable(place, "broken_sitemap", f"{error}", "fetch it again, or take it out")
    reason = f"a sitemap names {count} pages and holds none of them"
    return Unreadable(place, "only_addresses", reason, "name the sitemap in feeds.toml and run gaffer poll")


def links(raw: bytes) -> Iterator[Link]:
    """Yield the pages that a feed or sitemap names. Raises BrokenFeedError for what is neither, or cut off."""
    if SITEMAP.search(raw[:HEAD]):
        try:
            for address in sitemaps.addresses(raw):
                yield Link(address.url, address.published_on, address.title)
        except sitemaps.BrokenSitemapError as error:
            raise BrokenFeedError(f"{error}") from error
        return
    feed = parsed(raw)
    for entry in feed.entries:
        url = entry.get("link")
        if isinstance(url, str) and url:
            yield Link(url, date_of(entry), entry.get("title"), entry.get("author"))
    if is_cut_off(feed):
        raise BrokenFeedError(f"broken after {len(feed.entries)} entries: {feed.bozo_exception}"[:200])


def parsed(raw: bytes) -> Any:
    """Return a feed as feedparser reads it. Raises BrokenFeedError for what is none."""
    import feedparser

    if ENTITY.search(raw[:HEAD]):
        raise BrokenFeedError("it declares entities of its own, as no feed needs to")
    try:
        feed = feedparser.parse(io.BytesIO(raw))
    except Exception as error:
        raise BrokenFeedError(f"it cannot be read ({type(error).__name__})") from error
    if not feed.get("version") and not feed.entries:
        raise BrokenFeedError("it is neither RSS nor Atom")
    return feed


def is_cut_off(feed: Any) -> bool:
    """Return whether a feed ends in the middle, or is no XML; an encoding that it declares wrongly does no harm."""
    from xml.sax import SAXException

    return bool(feed.bozo) and isinstance(feed.bozo_exception, SAXException)


def entry_article(entry: Any, place: str, source: object, language: object) -> Record:
    """Return the article of an entry: its content, or else its summary."""
    markup = next((part.get("value") for part in entry.get("content", ()) if part.get("value")), None)
    text = fragment_text(markup or entry.get("summary") or "")
    if not text:
        remedy = "name the feed in feeds.toml: gaffer poll fetches the pages"
        return Unreadable(place, "no_text", "the entry has no text", remedy, entry.get("title"))
    fields = {
        "id": entry.get("id"),
        "published_on": date_of(entry),
        "title": fragment_text(entry.get("title") or ""),
        "url": entry.get("link"),
        "author": entry.get("author"),
        "source": source,
        "language": language if len(text) < 100 else None,
    }
    return article_of(place, fields, text)


def date_of(entry: Any) -> date | None:
    """Return the date of an entry on the publisher's own calendar: as it is written, in whatever zone."""
    written = entry.get("published") or entry.get("updated")
    if not isinstance(written, str):
        return None
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return day(written) or parsedate_to_datetime(written).date()
    parts = entry.get("published_parsed") or entry.get("updated_parsed")
    with suppress(ValueError, TypeError, OverflowError):
        return date(*parts[:3])
    return None
