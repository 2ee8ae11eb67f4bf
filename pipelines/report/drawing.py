"""The drawing of lineage: boxes in three columns (files of the lake, tables, marts and macros) and lines between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

ROW, WIDTH, GAP = 26, 210, 150
KINDS: Final = ("file", "table", "mart")


@dataclass(frozen=True)
class Box:
    """A relation in the drawing."""

    name: str
    kind: str
    """file, table, mart or macro."""
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """That one relation is made from another."""

    source: str
    target: str
    path: str
    """Of SVG."""


@dataclass(frozen=True)
class Drawing:
    """Boxes and lines, and the size of the whole."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def draw(rows: Iterable[dict[str, Any]]) -> Drawing:
    """Return the drawing of what reads what; `rows` has relation, kind and source_relation."""
    kinds: dict[str, str] = {}
    edges: dict[tuple[str, str], None] = {}
    for row in rows:
        kinds[row["relation"]] = row["kind"]
        edges[row["source_relation"], row["relation"]] = None
    for source, _ in edges:
        kinds.setdefault(source, "file" if "/" in source else "table")
    boxes: dict[str, Box] = {}
    columns = [
        sorted(name for name, kind in kinds.items() if kind == "file"),
        sorted((name for name, kind in kinds.items() if kind == "table")),
        sorted(
            (name for name, kind in kinds.items() if kind in ("mart", "macro")), key=lambda n: (kinds[n] == "macro", n)
        ),
    ]
    tables = {name: place for place, name in enumerate(columns[1])}
    columns[0].sort(key=lambda name: tables.get(name.split("/")[-1], 0))
    tallest = max(map(len, columns))
    for number, names in enumerate(columns):
        top = (tallest - len(names)) * ROW // 2
        for place, name in enumerate(names):
            boxes[name] = Box(name, kinds[name], number * (WIDTH + GAP), top + place * ROW)
    lines = tuple(Line(source, target, curve(boxes[source], boxes[target])) for source, target in edges)
    return Drawing(tuple(boxes.values()), lines, 3 * WIDTH + 2 * GAP, tallest * ROW)


def curve(source: Box, target: Box) -> str:
    """Return a line from the right of one box to the left of another, or round the side where they are in one column."""
    middle = (ROW - 6) // 2
    x1, y1, y2 = source.x + WIDTH, source.y + middle, target.y + middle
    if source.x == target.x:
        return f"M{x1} {y1} C{x1 + 40} {y1} {x1 + 40} {y2} {x1} {y2}"
    x2 = target.x
    return f"M{x1} {y1} C{x1 + GAP // 2} {y1} {x2 - GAP // 2} {y2} {x2} {y2}"
