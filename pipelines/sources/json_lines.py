"""JSON Lines: an article a line: `published_on`, `text` and, where known, `id`, `title`, `url`, `source`, `author`.

What the fields of an article may hold stands in `fields`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from pipelines.sources.articles import QUOTED_CHARACTERS, SourceArticle, Unreadable
from pipelines.sources.fields import article_of
from pipelines.sources.files import Options, Record, SourceFile

SUFFIXES: Final = frozenset({".jsonl", ".ndjson"})
LONGEST_LINE: Final = 8_000_000
"""Bytes; a longer line is read past, not into memory."""


def read(file: SourceFile, options: Options) -> Iterator[Record]:
    """Yield the articles of a file, and the lines that are none, in their order; flat in memory."""
    del options
    with file.open() as lines:
        yield from read_lines(bounded_lines(lines), file.place)


def read_lines(lines: Iterable[bytes], place: str) -> Iterator[SourceArticle | Unreadable]:
    """Yield an article, or why there is none, for each line that is not blank. `place` gets the number of the line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield read_line(line, f"{place}:{number}")


def read_line(line: bytes, place: str) -> SourceArticle | Unreadable:
    """Return the article of one line."""
    quote = line[:QUOTED_CHARACTERS].decode("utf-8", "replace")
    if len(line) > LONGEST_LINE:
        return Unreadable(place, "line_too_long", f"the line is longer than {LONGEST_LINE:,} bytes", "split it", quote)
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Unreadable(place, "not_utf8", f"byte {error.start} is not UTF-8", "save the file in UTF-8", quote)
    except (ValueError, RecursionError) as error:
        return Unreadable(place, "not_json", f"not JSON: {error}", "put the line right, or take it out", quote)
    if not isinstance(fields, dict):
        return Unreadable(place, "no_object", "the line is no JSON object", "write one object a line", quote)
    body = fields.get("text")
    if not isinstance(body, str):
        return Unreadable(place, "no_text", "the object has no text", "give it a field `text`", quote)
    return article_of(place, fields, body)


def bounded_lines(lines: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a binary file; of a line that is too long only its beginning, one byte more than allowed."""
    while line := lines.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = lines.readline(LONGEST_LINE + 1)
            if not line:
                return
