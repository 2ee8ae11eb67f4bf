"""Markdown files: one article a file, with front matter or a sidecar, as for text files; its markup is taken off.

What the fields of an article may hold stands in `fields`, front matter and sidecars in `text`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pipelines.sources.files import Options, Record, SourceFile
from pipelines.sources.text import article_in

if TYPE_CHECKING:
    from markdown_it.token import Token

SUFFIXES: Final = frozenset({".md", ".markdown"})
HEADING: Final = "#"


def read(file: SourceFile, options: Options) -> Iterator[Record]:
    """Yield the one article of a file."""
    del options
    yield article_in(file, plain=plain_text)


def plain_text(source: str) -> tuple[str, str]:
    """Return the text of Markdown, a blank line between its blocks, and its first heading, empty if it has none."""
    from markdown_it import MarkdownIt

    blocks, headings = [], []
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            words = inline_text(token)
            blocks.append(words)
            if before is not None and before.type == "heading_open":
                headings.append(words)
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
    return "\n\n".join(block for block in blocks if block), headings[0] if headings else ""


def inline_text(token: "Token") -> str:
    """Return the words of a block: links by their words, pictures by none."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts).strip()
