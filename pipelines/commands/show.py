"""How results look in the terminal: tables that fit it, values as people write them. Nothing is worked out here."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from rich.table import Table
from rich.text import Text

from pipelines.commands.harmless import HarmlessConsole, as_cell

console = HarmlessConsole()
errors = HarmlessConsole(stderr=True)
LEAST_CELL = 16
"""Characters in which a long value still reads well in a table."""
NUMBERS = ("INTEGER", "BIGINT", "SMALLINT", "DOUBLE", "HUGEINT", "DECIMAL", "FLOAT")


def words(value: object) -> str:
    """Return a value as people write it: nothing for null, yes and no, short numbers, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, list):
        return ", ".join(words(item) for item in value)
    return str(value)


def table(names: Sequence[str], types: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None = None) -> None:
    """Print rows as a table where it fits the terminal, else each row as a block of lines.

    Text from articles is never read as markup.
    """
    written = [[words(value) for value in row] for row in rows]
    if least_width(names, written) > console.width:
        blocks(names, written, title)
        return
    shown = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for name, kind in zip(names, types, strict=True):
        number = kind.upper().startswith(NUMBERS)
        shown.add_column(name, justify="right" if number else "left", no_wrap=number, overflow="fold")
    for row in written:
        shown.add_row(*(Text(value) for value in row))
    console.print(shown)


def least_width(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the least width in characters at which a table of these rows reads well."""
    widths = [
        max(len(name), *(min(len(row[place]), LEAST_CELL) for row in rows), 1) for place, name in enumerate(names)
    ]
    return sum(widths) + 3 * len(widths) + 1


def blocks(names: Sequence[str], rows: Sequence[Sequence[str]], title: str | None = None) -> None:
    """Print each row as a block: a line for each value that is there."""
    if title:
        console.print(Text(title, style="italic"))
    margin = max(len(name) for name in names)
    for row in rows:
        console.print("─" * min(console.width, 72), style="dim")
        for name, value in zip(names, row, strict=True):
            if value:
                line = Table.grid(padding=(0, 2))
                line.add_column(width=margin, style="bold", justify="right")
                line.add_column(overflow="fold")
                line.add_row(Text(name), Text(value))
                console.print(line)


def shortened(text: str, characters: int = 160) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= characters else line[: characters - 1].rstrip() + "…"


def as_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as CSV to standard output; JSON Lines have the values as they are."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([as_cell(value) for value in row] for row in rows)


def as_json(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as JSON Lines to standard output."""
    for row in rows:
        print(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=plain))


def plain(value: object) -> str:
    """Return what JSON has no form for as text."""
    return value.isoformat() if isinstance(value, date) else str(value)
