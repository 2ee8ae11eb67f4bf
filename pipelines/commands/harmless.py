"""Words of others made harmless for where they are shown: a terminal obeys no article, a spreadsheet runs no cell.

Names, titles and quotes come from articles, and articles from anybody. Pages are escaped by their templates, files of
`gaffer export` by the SQL that writes them.
"""

import re
from collections.abc import Iterable
from typing import Final

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

KEPT: Final = frozenset("\n\t")
SIGNS: Final = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in KEPT},
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD),
}
"""For each character that steers a terminal, or turns the direction of its text, a sign that can be seen."""
FORMULA: Final = re.compile(r"\s*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet may run."""


def harmless(text: str) -> str:
    """Return a text with signs in the place of what would steer a terminal."""
    return text.translate(SIGNS)


def as_cell(value: object) -> object:
    """Return a value of a CSV file: nothing for null, and a text that a spreadsheet would run after an apostrophe."""
    if value is None:
        return ""
    if not isinstance(value, str) or not FORMULA.match(value):
        return value
    try:
        float(value)
    except ValueError:
        return f"'{value}"
    return value


class HarmlessConsole(Console):
    """A console on which no text does anything but be read."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render as rich does; what steers the terminal comes from rich alone."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(harmless(segment.text), segment.style)
