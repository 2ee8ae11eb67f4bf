"""Text files: one article a file, dated by its first line, by front matter, or by a sidecar file.

The text is stored as the file has it, but for front matter, which is taken off. What the fields of an article may
hold stands in `fields`.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import frontmatter
import yaml

from pipelines.sources.articles import QUOTED_CHARACTERS, SourceArticle, Unreadable
from pipelines.sources.fields import article_of

SUFFIXES: Final = frozenset({".txt", ".text"})
SIDECAR: Final = ".meta.json"
LEAD_IN: Final = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?!\S)", re.ASCII)
TITLE_CHARACTERS: Final = 120
LARGEST_FILE: Final = 8_000_000
"""Bytes of one article; larger files are dumps."""
LARGEST_SIDECAR: Final = 100_000
"""Bytes."""
METADATA_FAULTS: Final = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What the YAML and JSON readers raise on broken input besides yaml.YAMLError: their constructors check little."""


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
        fields, text = facts_of(text, sidecar(beside) if beside.is_file() else {})
    except (yaml.YAMLError, *METADATA_FAULTS) as error:
        reason = " ".join(f"{error}".split())[:QUOTED_CHARACTERS] or type(error).__name__
        return Unreadable(place, "broken_metadata", reason, "put the front matter or sidecar right", text[:200])
    return article_of(place, fields, text)


def facts_of(text: str, beside: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """Return what is said about a text, and the text without its front matter.

    What the text says of itself counts before what the sidecar says. Raises what a broken front matter raises.
    """
    own: Mapping[str, Any] = {}
    headline = text
    lead_in = LEAD_IN.match(text)
    if lead_in:
        own, headline = {"published_on": lead_in[1]}, text[lead_in.end() :]
    elif text.lstrip().startswith("---"):
        post = frontmatter.loads(text)
        own, text = post.metadata, post.content
        headline = text
    return {"title": first_line(headline), **beside, **own}, text


def sidecar(path: Path) -> Mapping[str, Any]:
    """Return what a sidecar file says. Raises ValueError or RecursionError for what is no JSON object."""
    if path.is_symlink():
        raise ValueError(f"{path.name} is a symbolic link")
    if path.stat().st_size > LARGEST_SIDECAR:
        raise ValueError(f"{path.name} has more than {LARGEST_SIDECAR:,} bytes")
    try:
        fields = json.loads(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    if not isinstance(fields, dict):
        raise ValueError(f"{path.name} is no JSON object")  # noqa: TRY004 - the user's mistake, not the caller's
    return fields


def first_line(text: str) -> str:
    """Return the first line that is a headline; empty where the text goes on in one paragraph."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= TITLE_CHARACTERS else ""
