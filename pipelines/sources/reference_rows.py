"""The reference tables as plain rows, for the parser and quick commands: without the cost of frames and contracts.

Only reading belongs here. Whether the rows keep the contracts is checked by `pipelines.sources.reference`.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pipelines.errors import GafferError

SEEDS: Final = Path(__file__).resolve().parents[2] / "seeds" / "reference"
LISTS: Final = frozenset({"aliases", "nicknames", "demonyms", "context_aliases"})
"""Columns that hold lists, separated by semicolons."""
NUMBERS: Final = frozenset({"tier", "teams", "matches", "points", "points_for_win", "champions", "born"})
FILES: Final[Mapping[str, tuple[str, ...]]] = {
    "clubs": ("club", "country", "aliases", "nicknames", "league"),
    "national_teams": ("team", "aliases", "nicknames", "demonyms", "confederation"),
    "competitions": (
        "competition",
        "kind",
        "country",
        "tier",
        "season_kind",
        "teams",
        "aliases",
        "context_aliases",
        "first_season",
        "last_season",
    ),
    "competition_names": ("name", "country", "from_season", "to_season", "competition"),
    "managers": ("manager", "full_name", "aliases", "nicknames", "nationality", "born", "spells"),
    "league_sizes": (
        "competition",
        "from_season",
        "to_season",
        "teams",
        "matches",
        "points_for_win",
        "points_rule",
        "champions",
    ),
    "deductions": ("season", "competition", "club", "points", "reason", "phase"),
}
"""The files of seeds/reference, each `<name>.csv`, with their columns."""


class BrokenReferenceError(GafferError):
    """A reference file cannot be read: the message names file, line, column and remedy."""


def read_rows(folder: Path = SEEDS) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of all reference tables but the league tables, by table.

    Lists are lists, numbers are int or None, empty cells None. The spells of `managers` are rows of a table of their
    own, `manager_spells`: manager, club, start_year, end_year. Raises BrokenReferenceError for an unreadable file.
    """
    tables: dict[str, list[dict[str, Any]]] = {
        name: list(read_file(folder / f"{name}.csv", FILES[name])) for name in FILES
    }
    tables["manager_spells"] = [
        {"manager": row["manager"], **spell} for row in tables["managers"] for spell in row.pop("spells")
    ]
    return tables


def read_file(path: Path, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a CSV file with exactly these columns. Raises BrokenReferenceError naming file and line."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = tuple(next(reader, ()))
            if header != names:
                raise BrokenReferenceError(
                    f"{path}, line 1: the columns are {', '.join(header)}; make them {', '.join(names)}"
                )
            for cells in reader:
                if len(cells) != len(names):
                    raise BrokenReferenceError(
                        f"{path}, line {reader.line_num}: {len(cells)} cells, not {len(names)}: "
                        "put cells that hold a comma in double quotes"
                    )
                place = f"{path}, line {reader.line_num}"
                yield {name: cell(place, name, text) for name, text in zip(names, cells, strict=True)}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BrokenReferenceError(f"{path}: {error}; restore the file, in UTF-8 with commas") from error


def cell(place: str, name: str, text: str) -> Any:
    """Return the value of a cell: a list, a number, spells or text; None where it is empty."""
    text = text.strip()
    if name in LISTS:
        return [part.strip() for part in text.split(";") if part.strip()]
    if name == "spells":
        return [spell(place, part) for part in text.split(";") if part.strip()]
    if not text:
        return None
    if name in NUMBERS:
        try:
            return int(text)
        except ValueError:
            raise BrokenReferenceError(f"{place}, column {name}: {text!r} is no whole number") from None
    return text


def spell(place: str, text: str) -> dict[str, Any]:
    """Return club, start_year and end_year of a spell written as `Club:2016-2023`, or `Club:2016-` while it goes on."""
    club, _, years = text.strip().rpartition(":")
    start, _, end = years.partition("-")
    if not (club and start.isdigit() and len(start) == 4 and (not end or (end.isdigit() and len(end) == 4))):
        raise BrokenReferenceError(
            f"{place}, column spells: {text!r}; write Club:2016-2023, or Club:2016- while it goes on"
        )
    return {"club": club, "start_year": int(start), "end_year": int(end) if end else None}
