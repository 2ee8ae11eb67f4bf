"""How results look in the terminal: tables that fit it, values as people write them. Nothing is worked out here."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

console = Console()
errors = Console(stderr=True)
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
    """Print rows as a table that fits the terminal; text from articles is never read as markup."""
    shown = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for name, kind in zip(names, types, strict=True):
        number = kind.upper().startswith(NUMBERS)
        shown.add_column(name, justify="right" if number else "left", no_wrap=number, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(words(value)) for value in row))
    console.print(shown)


def as_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as CSV to standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(["" if value is None else value for value in row] for row in rows)


def as_json(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as JSON Lines to standard output."""
    for row in rows:
        print(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=plain))


def plain(value: object) -> str:
    """Return what JSON has no form for as text."""
    return value.isoformat() if isinstance(value, date) else str(value)
