"""Web pages: the article of a page, its main text, title, date, author, language and address, by trafilatura.

What the page says of itself counts before what lies beside it; only the language is told from the text, since pages
declare the one of their template.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pipelines.sources.articles import NotFootball, Unreadable
from pipelines.sources.fields import article_of
from pipelines.sources.files import Options, Record, SourceFile, whole
from pipelines.sources.football import may_be_football
from pipelines.sources.language import LEAST, declared

SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
LARGEST_PAGE: Final = 5_000_000
"""Bytes."""
MOST_TAGS: Final = 50_000
"""A page with more is no article, and would take the extractor minutes."""
TEMPLATE_LANGUAGE: Final = re.compile(rb"<html[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z-]{2,12})", re.IGNORECASE)
HEAD: Final = 4_000
"""Bytes in which <html lang> is looked for."""
DATES: Final = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
"""Only a date that the page states for its publication; no guess from whatever date it shows."""


def read(file: SourceFile, options: Options) -> Iterator[Record]:
    """Yield the one article of a saved page."""
    raw = whole(file, LARGEST_PAGE)
    if isinstance(raw, Unreadable):
        yield raw
        return
    try:
        beside = file.facts_beside()
    except (ValueError, RecursionError) as error:
        yield Unreadable(file.place, "broken_metadata", f"{error}", "put the sidecar right")
        return
    yield page(raw, file.place, beside, options)


def page(raw: bytes, place: str, beside: Mapping[str, Any], options: Options) -> Record:
    """Return the article of a page, or why there is none. `beside`: fields of an article that are known besides."""
    if len(raw) > LARGEST_PAGE:
        return Unreadable(place, "page_too_large", f"the page has more than {LARGEST_PAGE:,} bytes", "leave it out")
    if options.football_test and not may_be_football(raw):
        return NotFootball(place)
    if raw.count(b"<") > MOST_TAGS:
        return Unreadable(place, "page_too_large", f"the page has more than {MOST_TAGS:,} tags", "leave it out")
    found = extracted(raw, beside.get("url"))
    if isinstance(found, str):
        return Unreadable(place, "page_unreadable", found, "save the page again, or give its text as .txt")
    text = found.pop("text") or ""
    if not text.strip():
        return Unreadable(place, "empty_text", "no main text was found in the page", "give its text as .txt")
    if not beside.get("language") and len(text) < LEAST:
        template = TEMPLATE_LANGUAGE.search(raw[:HEAD])
        found["language"] = declared(template[1].decode()) if template else None
    return article_of(place, {**beside, **{name: value for name, value in found.items() if value}}, text)


def extracted(raw: bytes, url: object) -> dict[str, Any] | str:
    """Return text, title, published_on, author, source and url of a page, or why nothing can be extracted."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            raw,
            url=url if isinstance(url, str) else None,
            fast=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=DATES,
        )
    except Exception as error:  # noqa: BLE001 - whatever a page does to the library costs only that page
        return f"the page cannot be read ({type(error).__name__})"
    if found is None:
        return "there is no page in it, or no main text"
    about = found if isinstance(found, dict) else found.as_dict()
    return {
        "text": about.get("text"),
        "title": about.get("title"),
        "published_on": about.get("date"),
        "author": about.get("author"),
        "source": about.get("sitename"),
        "url": about.get("url"),
    }


def fragment_text(markup: str) -> str:
    """Return the text of a piece of HTML, a line a paragraph; feeds carry such pieces."""
    from trafilatura import html2txt

    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        return str(html2txt(f"<html><body><div>{markup}</div></body></html>", clean=False)).strip()
    except Exception:  # noqa: BLE001 - as above
        return ""
