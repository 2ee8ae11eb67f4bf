"""Text files: one article a file, dated by its first line, by front matter, or by a sidecar file.

The text is stored as the file has it, but for front matter, which is taken off. What the fields of an article may
hold stands in `fields`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import frontmatter
import yaml

from pipelines.sources.articles import QUOTED_CHARACTERS, SourceArticle, Unreadable
from pipelines.sources.fields import article_of
from pipelines.sources.files import Options, Record, SourceFile, whole

SUFFIXES: Final = frozenset({".txt", ".text"})
LEAD_IN: Final = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?!\S)", re.ASCII)
TITLE_CHARACTERS: Final = 120
LARGEST_FILE: Final = 8_000_000
"""Bytes of one article; larger files are dumps."""
METADATA_FAULTS: Final = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What the YAML and JSON readers raise on broken input besides yaml.YAMLError: their constructors check little."""


def read(file: SourceFile, options: Options) -> Iterator[Record]:
    """Yield the one article of a text file."""
    del options
    yield article_in(file, plain=lambda text: (text, ""))


def article_in(file: SourceFile, *, plain: Callable[[str], tuple[str, str]]) -> SourceArticle | Unreadable:
    """Return the article of a file, or why it cannot be read. `plain` returns a text without markup, and its heading."""
    place = file.place
    raw = whole(file, LARGEST_FILE)
    if isinstance(raw, Unreadable):
        return raw
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        shown = raw[max(error.start - 20, 0) : error.start + 20].decode("utf-8", "replace")
        reason = f"byte {error.start} is not UTF-8"
        return Unreadable(place, "not_utf8", reason, "save the file in UTF-8", shown)
    try:
        fields, text = facts_of(text, file.facts_beside())
    except (yaml.YAMLError, *METADATA_FAULTS) as error:
        reason = " ".join(f"{error}".split())[:QUOTED_CHARACTERS] or type(error).__name__
        return Unreadable(place, "broken_metadata", reason, "put the front matter or sidecar right", text[:200])
    body, heading = plain(text)
    return article_of(place, {"title": heading or headline(body), **fields}, body)


def facts_of(text: str, beside: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """Return what is said about a text, and the text without its front matter.

    What the text says of itself counts before what the sidecar says. Raises what a broken front matter raises.
    """
    own: Mapping[str, Any] = {}
    lead_in = LEAD_IN.match(text)
    if lead_in:
        own = {"published_on": lead_in[1]}
    elif text.lstrip().startswith("---"):
        post = frontmatter.loads(text)
        own, text = post.metadata, post.content
    return {**beside, **own}, text


def headline(text: str) -> str:
    """Return the first line, after the date, that is a headline; empty where the text goes on in one paragraph."""
    text = LEAD_IN.sub("", text, count=1) if LEAD_IN.match(text) else text
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= TITLE_CHARACTERS else ""
