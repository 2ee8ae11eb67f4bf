"""The reference tables as plain rows, for the parser and quick commands: without the cost of frames and contracts.

Only reading belongs here. Whether the rows keep the contracts is checked by `pipelines.sources.reference`.
"""

import csv
import re
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
        "champion_by",
    ),
    "competition_names": ("name", "country", "from_season", "to_season", "competition"),
    "club_leagues": ("club", "competition", "from_season", "to_season"),
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
"""The files of seeds/reference, each `<name>.csv`, with their columns; the first one is never empty."""
NUMBER: Final = re.compile(r"-?[0-9]{1,6}")
SPELL: Final = re.compile(r"(?P<club>\S.*?)\s*:\s*(?P<start>[0-9]{4})\s*-\s*(?P<end>[0-9]{4})?")


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
    for line, cells in lines_of(path, names):
        place = f"{path}, line {line}"
        if not cells[0].strip():
            raise BrokenReferenceError(f"{place}, column {names[0]}: it is empty; fill it, or take the line out")
        yield {name: cell(place, name, text) for name, text in zip(names, cells, strict=True)}


def lines_of(path: Path, names: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the line and the cells of each row of a CSV file; blank lines are passed over.

    Raises BrokenReferenceError for other columns than `names`, and for what is no CSV file in UTF-8.
    """
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            for cells in reader:
                first, line = line == 0, reader.line_num
                if first and tuple(cells) != names:
                    raise BrokenReferenceError(
                        f"{path}, line {line}: the columns are {', '.join(cells)}; make them {', '.join(names)}"
                    )
                if cells and len(cells) != len(names):
                    raise BrokenReferenceError(
                        f"{path}, line {line}: {len(cells)} cells, not {len(names)}: "
                        "put cells that hold a comma in double quotes"
                    )
                if cells and not first:
                    yield line, cells
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BrokenReferenceError(
            f"{path}, after line {line}: {error}; restore the file, in UTF-8 with commas"
        ) from error
    if not line:
        raise BrokenReferenceError(f"{path} is empty; restore the file, with the columns {', '.join(names)}")


def line_of(folder: Path, table: str, row: int) -> tuple[Path, int]:
    """Return the file and the line in which a row of a table (counted from 0) stands."""
    if table == "manager_spells":
        path = folder / "managers.csv"
        spells = list(FILES["managers"]).index("spells")
        for line, cells in lines_of(path, FILES["managers"]):
            row -= sum(1 for part in cells[spells].split(";") if part.strip())
            if row < 0:
                return path, line
    path = folder / f"{table}.csv"
    return path, next(line for n, (line, _) in enumerate(lines_of(path, FILES[table])) if n == row)


def cell(place: str, name: str, text: str) -> Any:
    """Return the value of a cell: a list, a number, spells or text; None where it is empty."""
    text = text.strip()
    if name in LISTS:
        return [part.strip() for part in text.split(";") if part.strip()]
    if name == "spells":
        return [spell(place, part.strip()) for part in text.split(";") if part.strip()]
    if not text:
        return None
    if name in NUMBERS:
        if not NUMBER.fullmatch(text):
            raise BrokenReferenceError(
                f"{place}, column {name}: {text!r} is no whole number; write it in digits, or leave it empty"
            )
        return int(text)
    return text


def spell(place: str, text: str) -> dict[str, Any]:
    """Return club, start_year and end_year of a spell written as `Club:2016-2023`, or `Club:2016-` while it goes on."""
    found = SPELL.fullmatch(text)
    if not found:
        raise BrokenReferenceError(
            f"{place}, column spells: {text!r}; write Club:2016-2023, or Club:2016- while it goes on"
        )
    end = found["end"]
    return {"club": found["club"], "start_year": int(found["start"]), "end_year": int(end) if end else None}
