"""Text files: one article a file, dated by its first line, by front matter, or by a sidecar file.

The text is stored as the file has it, but for front matter, which is taken off.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import frontmatter
import yaml

from pipelines.sources.articles import SourceArticle, Unreadable, without_surrogates

SUFFIXES: Final = frozenset({".txt", ".text"})
SIDECAR: Final = ".meta.json"
LEAD_IN: Final = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?!\S)")
TITLE_CHARACTERS: Final = 120
FIELDS: Final = ("published_on", "title", "source", "url", "author", "language", "id")
LARGEST_FILE: Final = 8_000_000
"""Bytes of one article; larger files are dumps."""
DATE_REMEDY: Final = (
    "start the text with a line `date YYYY-MM-DD`, or give published_on in front matter or in a file beside it, NAME"
    + SIDECAR
)


def read(path: Path, place: str) -> SourceArticle | Unreadable:
    """Return the article of a text file, or why it cannot be read."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        return Unreadable(place, "file_too_large", f"the file has {size:,} bytes", "split it into its articles")
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        shown = raw[max(error.start - 20, 0) : error.start + 20].decode("utf-8", "replace")
        reason = f"byte {error.start} is not UTF-8"
        return Unreadable(place, "not_utf8", reason, "save the file in UTF-8", shown)
    beside = path.with_name(path.name + SIDECAR)
    try:
        fields, text = facts_of(text, beside if beside.is_file() else None)
    except (ValueError, yaml.YAMLError) as error:
        return Unreadable(place, "broken_metadata", str(error), "put the front matter or sidecar right", text[:200])
    return article_of(place, fields, text)


def facts_of(text: str, sidecar: Path | None) -> tuple[Mapping[str, Any], str]:
    """Return what is said about a text, and the text. Raises ValueError or YAMLError for what is no metadata."""
    if sidecar is not None:
        try:
            fields = json.loads(sidecar.read_bytes())
        except ValueError as error:
            raise ValueError(f"{sidecar.name}: {error}") from error
        if not isinstance(fields, dict):
            raise ValueError(f"{sidecar.name} is no JSON object")
        return {"title": first_line(text), **fields}, text
    lead_in = LEAD_IN.match(text)
    if lead_in:
        return {"published_on": lead_in[1], "title": first_line(text[lead_in.end() :])}, text
    if text.lstrip().startswith("---"):
        post = frontmatter.loads(text)
        return {"title": first_line(post.content), **post.metadata}, post.content
    return {}, text


def first_line(text: str) -> str:
    """Return the first line that is a headline; empty where the text goes on in one paragraph."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= TITLE_CHARACTERS else ""


def article_of(place: str, fields: Mapping[str, Any], text: str) -> SourceArticle | Unreadable:
    """Return the article with these fields (see FIELDS), or why they do not make one."""
    given = fields.get("published_on")
    if given in (None, ""):
        return Unreadable(place, "no_date", "the article has no date", DATE_REMEDY, text[:200])
    published_on = day(given)
    if published_on is None:
        reason = f"its date is {given!r}"
        return Unreadable(place, "broken_date", reason, "write the date as YYYY-MM-DD", text[:200])

    def said(name: str) -> str | None:
        value = fields.get(name)
        return without_surrogates(str(value)) if value not in (None, "") else None

    return SourceArticle(
        place=place,
        published_on=published_on,
        title=said("title") or "",
        text=without_surrogates(text),
        source_id=said("id"),
        url=said("url"),
        source=said("source"),
        author=said("author"),
        language=said("language"),
    )


def day(value: object) -> date | None:
    """Return the date that a value gives: a date, or text that starts with YYYY-MM-DD; else None."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        return None
