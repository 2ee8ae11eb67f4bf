"""Rows of a table as articles: which column holds which field. For Parquet and CSV, which know how to get at rows."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pipelines.sources.articles import NotFootball, Unreadable
from pipelines.sources.fields import article_of
from pipelines.sources.files import Options, Record
from pipelines.sources.football import may_be_football

FIELDS: Final = ("id", "published_on", "title", "text", "url", "source", "author", "language", "fetched_at")


def columns_of(names: Iterable[str], place: str, options: Options) -> Mapping[str, str] | Unreadable:
    """Return the column of each field that the table has, or that it has none for the text or the date."""
    there = {name.strip().lower(): name for name in reversed(list(names))}
    found = {}
    for field in FIELDS:
        candidates = (field, *options.columns.get(field, ()))
        column = next((there[name.lower()] for name in candidates if name.lower() in there), None)
        if column is not None:
            found[field] = column
    missing = [field for field in ("text", "published_on") if field not in found]
    if missing:
        reason = f"no column holds {' or '.join(missing)}; there are {', '.join(sorted(there))[:200] or 'none'}"
        return Unreadable(place, "no_column", reason, "name the column in settings.toml, under [columns]")
    return found


def row_article(row: Mapping[str, Any], columns: Mapping[str, str], place: str, options: Options) -> Record:
    """Return the article of a row, or why it is none."""
    fields = {field: row.get(column) for field, column in columns.items()}
    text = fields.pop("text")
    if not isinstance(text, str) or not text:
        return Unreadable(place, "no_text", "the row has no text", "fill it in, or take it out")
    title = fields.get("title")
    words = f"{title if isinstance(title, str) else ''}\n{text}"
    if options.football_test and not may_be_football(words.encode("utf-8", "replace")):
        return NotFootball(place)
    return article_of(place, fields, text)
