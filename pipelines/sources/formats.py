"""Which reader reads which files, by the ending of their names. A new format is a module of its own and a line here."""

from typing import Final

from pipelines.sources import comma_separated, feeds, html, json_lines, markdown, packed, parquet, text, warc
from pipelines.sources.files import Reader

READERS: Final[dict[str, Reader]] = {
    suffix: read
    for suffixes, read in (
        (text.SUFFIXES, text.read),
        (markdown.SUFFIXES, markdown.read),
        (json_lines.SUFFIXES, json_lines.read),
        (comma_separated.SUFFIXES, comma_separated.read),
        (parquet.SUFFIXES, parquet.read),
        (html.SUFFIXES, html.read),
        (feeds.SUFFIXES, feeds.read),
        (warc.SUFFIXES, warc.read),
    )
    for suffix in suffixes
}


def reader_of(suffix: str) -> Reader | None:
    """Return the reader of files with this ending, in small letters; None if there is none."""
    return READERS.get(suffix)


def known() -> list[str]:
    """Return the endings of files that are read, those of packed ones included."""
    return sorted(READERS.keys() | packed.COMPRESSED | packed.ARCHIVES)
