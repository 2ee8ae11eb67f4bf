"""What a spell as head coach is, and how the reports of it come together: status, role, dates and exit.

How the text reports a spell belongs in `spells`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipelines.parsing.dates import When
from pipelines.parsing.discourse import Ref, Scene
from pipelines.parsing.gazetteer import Gazetteer
from pipelines.parsing.mentions import Cast


@dataclass(slots=True)
class Report:
    """What one phrase says of a spell; places are (scene number, start, end) in tagged strings."""

    manager: str
    club: str
    rule: str
    scene: int
    start: int
    end: int
    status: str | None = None
    """current, ended, agreed; None where the phrase leaves it open (a possessive, "under M")."""
    passing: bool = False
    """A passing possessive of a sentence without a past: "Eddie Howe's Newcastle"."""
    role: str = "manager"
    began: When | None = None
    ended: When | None = None
    exit: str | None = None
    manager_ref: Ref | None = None
    club_ref: Ref | None = None
    date_place: tuple[int, int] | None = None
    end_place: tuple[int, int] | None = None
    exit_place: tuple[int, int] | None = None


@dataclass(slots=True)
class Tenure:
    """A spell, all reports of it together."""

    manager: str
    club: str
    status: str
    role: str
    reports: list[Report] = field(default_factory=list)
    began: When | None = None
    ended: When | None = None
    exit: str | None = None
    told: bool = True
    """Whether a phrase of the text asserts it, not only a record."""


def join(
    reports: Iterable[Report], cast: Cast, gazetteer: Gazetteer, published_on: date, scenes: Sequence[Scene]
) -> list[Tenure]:
    """Return the spells that the reports tell of, with status, role, dates and exit."""
    groups: dict[tuple[str, str], list[Report]] = {}
    for report in reports:
        groups.setdefault((report.manager, report.club), []).append(report)
    leaders = _leaders(groups)
    tenures: list[Tenure] = []
    for (manager, club), mine in groups.items():
        tenures += _tenures(manager, club, mine, leaders, cast, gazetteer, published_on, scenes)
    return tenures


def _leaders(groups: dict[tuple[str, str], list[Report]]) -> dict[str, set[str]]:
    """Return the clubs at which each manager is said to be now."""
    now: dict[str, set[str]] = {}
    for (manager, club), mine in groups.items():
        if any(r.status == "current" for r in mine) and not any(
            r.status == "ended" and r.rule in ("sack", "sacked", "leave") for r in mine
        ):
            now.setdefault(manager, set()).add(club)
    return now


def _tenures(
    manager: str,
    club: str,
    mine: list[Report],
    leaders: dict[str, set[str]],
    cast: Cast,
    gazetteer: Gazetteer,
    published_on: date,
    scenes: Sequence[Scene],
) -> list[Tenure]:
    told = list(mine)
    starts = sorted({r.began.iso() for r in told if r.began})
    ends = sorted({r.ended.iso() for r in told if r.ended})
    if (
        starts
        and ends
        and any(s > e and s[:4] > e[:4] for s in starts for e in ends)
        and any(r.status == "ended" for r in told)
    ):
        first_end = ends[0]
        early = [r for r in told if (r.ended and r.ended.iso() <= first_end) or (r.began and r.began.iso() < first_end)]
        late = [r for r in told if r not in early]
        if early and late:
            return [
                _tenure(manager, club, early, leaders, cast, gazetteer, published_on, "ended"),
                _tenure(manager, club, late, leaders, cast, gazetteer, published_on, None),
            ]
    return [_tenure(manager, club, told, leaders, cast, gazetteer, published_on, None)]


def _tenure(
    manager: str,
    club: str,
    mine: list[Report],
    leaders: dict[str, set[str]],
    cast: Cast,
    gazetteer: Gazetteer,
    published_on: date,
    forced: str | None,
) -> Tenure:
    departures = [
        r for r in mine if r.rule in ("sack", "sacked", "sacking of", "his sacking", "leave") and r.status == "ended"
    ]
    ended = [r for r in mine if r.status == "ended"]
    current = [r for r in mine if r.status == "current"]
    agreed = [r for r in mine if r.status == "agreed"]
    status = forced or status_of(manager, club, departures, ended, current, agreed, leaders, gazetteer, published_on)
    if status == "ended" and not ended and not forced and any(r.passing for r in mine):
        spells = gazetteer.spells_at(manager, club)
        if not spells or spells[-1].covers(published_on.year):
            status = "current"
    interim = [r for r in mine if r.role == "interim"]
    permanent = [r for r in mine if r.role != "interim" and r.rule in ("office", "appointed", "appoint", "become")]
    role = "interim" if interim and not permanent else "manager"
    tenure = Tenure(manager, club, status, role, mine)
    starts = [r.began for r in mine if r.began and r.date_place] or [r.began for r in mine if r.began]
    if starts:
        tenure.began = max(starts, key=lambda when: (len(when.iso()), when.iso()))
    over = [
        r
        for r in mine
        if r.ended and (tenure.began is None or r.ended.iso() >= tenure.began.iso()[: len(r.ended.iso())])
    ]
    ends = [r.ended for r in over if r.ended and r.end_place] or [r.ended for r in over if r.ended]
    planned = [r.ended for r in mine if r.ended and r.status == "current"]
    if planned and status == "current":
        tenure.ended = planned[0]
    if ends and status == "ended":
        tenure.ended = max(ends, key=lambda when: (len(when.iso()), when.iso()))
    if status == "ended":
        exits = [r.exit for r in mine if r.exit]
        tenure.exit = exits[0] if exits else None
        if "mutual_consent" in exits:
            tenure.exit = "mutual_consent"
    return tenure


def status_of(
    manager: str,
    club: str,
    departures: Sequence[Report],
    ended: Sequence[Report],
    current: Sequence[Report],
    agreed: Sequence[Report],
    leaders: dict[str, set[str]],
    gazetteer: Gazetteer,
    published_on: date,
) -> str:
    """Return whether a spell is current, ended or agreed at publication, from its reports and by reference."""
    if departures:
        return "ended"
    if agreed and not current:
        return "agreed"
    spells = gazetteer.spells_at(manager, club)
    year = published_on.year
    over = bool(spells) and not any(s.covers(year) for s in spells)
    if current and not ended:
        return "current" if not over or not spells else "ended"
    if ended and not current:
        return "ended"
    if current and ended:
        return "current" if any(s.covers(year) and (s.end is None or s.end > year) for s in spells) else "ended"
    elsewhere = leaders.get(manager, set()) - {club}
    if elsewhere:
        return "ended"
    if spells:
        covering = [s for s in spells if s.covers(year)]
        if not covering:
            return "ended"
        last = covering[-1]
        if last.end is None or last.end > year:
            return "current"
        if published_on.month <= 5 and last.start < year:
            return "current"
        others = [
            s
            for m in [gazetteer.managers.get(manager)]
            if m
            for s in m.spells
            if s.club != club and s.start >= year and s.covers(year)
        ]
        return "ended" if others or published_on.month >= 7 else "current"
    if gazetteer.managers.get(manager) is not None:
        return "ended"
    return "current"
