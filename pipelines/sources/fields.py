"""The fields of an article as any format gives them, to an article or to the reason why they do not make one.

Where the fields come from is the matter of each format's module; whether the article can stand, of `articles`.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final

from pipelines.sources.articles import QUOTED_CHARACTERS, SourceArticle, Unreadable

DATE: Final = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?\s*", re.DOTALL)
FIRST_YEAR: Final = 1850
"""Nothing older is news of football: such a date is a slip."""
LARGEST_NUMBER: Final = 10**18
SHOWN: Final = 60
"""Characters of a broken value that are shown."""
DATE_REMEDY: Final = (
    "give it a field published_on, YYYY-MM-DD; a text file may start with a line `date YYYY-MM-DD`, "
    "have front matter, or a file NAME.meta.json beside it"
)


class BrokenFieldError(ValueError):
    """A field holds what it cannot hold; the message says which."""


def article_of(place: str, fields: Mapping[str, Any], text: str) -> SourceArticle | Unreadable:
    """Return the article with these fields, or why they do not make one.

    `fields`: published_on and, where known, title, id, url, source, author, language, fetched_at; others are ignored.
    """
    quote = text[:QUOTED_CHARACTERS]
    given = fields.get("published_on")
    if given in (None, ""):
        return Unreadable(place, "no_date", "the article has no date", DATE_REMEDY, quote)
    published_on = day(given)
    if published_on is None or published_on.year < FIRST_YEAR:
        return Unreadable(place, "broken_date", f"its date is {shown(given)}", "write the date as YYYY-MM-DD", quote)
    try:
        return SourceArticle(
            place=place,
            published_on=published_on,
            title=words(fields, "title") or "",
            text=without_surrogates(text),
            source_id=words(fields, "id"),
            url=words(fields, "url"),
            source=words(fields, "source"),
            author=words(fields, "author"),
            language=words(fields, "language"),
            fetched_at=moment(fields, "fetched_at"),
        )
    except BrokenFieldError as error:
        return Unreadable(place, "broken_field", str(error), "put the field right, or leave it out", quote)


def day(value: object) -> date | None:
    """Return the date that a value gives: a date, or text that starts with YYYY-MM-DD and a time; else None."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    found = DATE.fullmatch(value) if isinstance(value, str) else None
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def words(fields: Mapping[str, Any], name: str) -> str | None:
    """Return a field as text, None where it is empty. Raises BrokenFieldError for lists, objects, truth values."""
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return without_surrogates(value)
    # numbers are short: a large one may be dear to write, and no name or address is one
    if isinstance(value, date) or (type(value) in (int, float) and abs(value) < LARGEST_NUMBER):
        return str(value)
    raise BrokenFieldError(f"its {name} is no text")


def moment(fields: Mapping[str, Any], name: str) -> datetime | None:
    """Return a field as a moment in UTC, without a zone; one that names no zone is taken as UTC.

    Raises BrokenFieldError for what is no moment.
    """
    value = fields.get(name)
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str):
            value = datetime.fromisoformat(value.strip())
        elif isinstance(value, date) and not isinstance(value, datetime):
            value = datetime.combine(value, time())
        if isinstance(value, datetime):
            return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    except (ValueError, OverflowError):
        pass
    raise BrokenFieldError(f"its {name} is {shown(value)}, no moment such as 2024-05-20T18:30:00Z")


def shown(value: object) -> str:
    """Return the beginning of a value, for a message; a large structure is not written out."""
    return repr(value[:SHOWN]) if isinstance(value, str) else f"no text, but of the kind {type(value).__name__}"


def without_surrogates(text: str) -> str:
    """Return a text that can be stored: JSON may hold halves of characters, which no encoding has."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
