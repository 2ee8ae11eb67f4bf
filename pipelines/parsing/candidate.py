"""What one phrase says, before it is known whose it is: a candidate with its facts, and how a phrase looks at its atoms.

Which phrases there are belongs in `counts`, `runs`, `positions`, `titles`, `cups` and `moves`; whose numbers they are
in `attribution`.
"""

from dataclasses import dataclass, field
from typing import Any

from pipelines.parsing.tagging import Tagged


@dataclass(slots=True)
class Fact:
    """One value at its place in the tagged string."""

    field: str
    value: Any
    start: int
    end: int


@dataclass(slots=True)
class Candidate:
    """What one phrase says."""

    rule: str
    family: str
    """counts, position, title, round, move (promoted, relegated), share (win percentage), unbeaten."""
    start: int
    end: int
    facts: list[Fact]
    scope: str | None = None
    """run or tenure where the phrase itself says so."""
    competition_at: int | None = None
    generic: str | None = None
    """league, cup, league cup, all, promotion to, relegation to: where the competition is not named."""
    words: str = ""
    stretch: bool = False
    """Whether it counts a named number of matches (first ten, last five): a run unless it is the season so far."""
    opening: bool = False
    possible: int | None = None
    """The points that were to be had, of which the candidate says how many were taken."""
    round: str | None = None
    years_at: list[int] = field(default_factory=list)
    """Places of the years or seasons that the phrase itself lists: "titles in 2005, ... and in 2006"."""
    of_at: int | None = None
    """The place of the manager or club whose it is, where the phrase itself says so: the side that was beaten."""
    holder: bool = False
    """Whether it calls a team by a title it holds ("Clough's champions"): won this season, or the last."""


def number_at(tagged: Tagged, at: int) -> int | float:
    """Return the number at a place of the tagged string, 0 where there is none."""
    atom = tagged.atoms.get(at)
    return atom.value if atom is not None else 0


def inner_competition(tagged: Tagged, start: int, end: int) -> int | None:
    """Return the place of the last competition named inside a stretch."""
    inside = [a.at for a in tagged.atoms.values() if a.code == "K" and start <= a.at < end]
    return inside[-1] if inside else None


def near_competition(tagged: Tagged, start: int, end: int, reach: int) -> int | None:
    """Return the place of the competition nearest to a stretch, at most `reach` letters away."""
    near = [a.at for a in tagged.atoms.values() if a.code == "K" and start - reach <= a.at < end + reach]
    return min(near, key=lambda at: abs(at - start)) if near else None
