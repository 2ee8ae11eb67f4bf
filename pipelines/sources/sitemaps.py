"""Sitemaps: the addresses of a site's pages, with the date and title that a news sitemap gives. They hold no text."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pipelines.sources.fields import day

MOST_ADDRESSES: Final = 50_000
"""The standard allows no more."""


@dataclass(frozen=True)
class Address:
    """A page that a sitemap names."""

    url: str
    published_on: date | None
    """Of a news sitemap; the date of a page's last change is no date of publication."""
    title: str | None


class BrokenSitemapError(ValueError):
    """What should be a sitemap is cut off or no XML."""


def addresses(raw: bytes) -> Iterator[Address]:
    """Yield the addresses of a sitemap, or of a sitemap index. Raises BrokenSitemapError at the place of a fault."""
    from lxml import etree

    events = etree.iterparse(
        io.BytesIO(raw), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for number, (_, element) in enumerate(entries_of(events)):
            if number >= MOST_ADDRESSES:
                return
            parts = {local(part.tag): (part.text or "").strip() for part in element.iter("{*}*")}
            url = parts.get("loc", "")
            if url:
                yield Address(url, day(parts.get("publication_date")), parts.get("title") or None)
            element.clear()
    except etree.LxmlError as error:
        raise BrokenSitemapError(f"the sitemap is no XML: {error}"[:200]) from error


def entries_of(events: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield the ends of the elements that name a page or another sitemap."""
    for event, element in events:
        tag = getattr(element, "tag", None)
        if isinstance(tag, str) and local(tag) in ("url", "sitemap"):
            yield event, element


def local(tag: str) -> str:
    """Return a tag without its namespace: also one whose prefix is declared nowhere, which lxml passes on as it is."""
    return tag.rpartition("}")[2].rpartition(":")[2]
