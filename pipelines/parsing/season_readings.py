"""The seasons that a phrase could be of, given a manager and a club, with what speaks for each.

They are said beside the phrase, or before it, are those of what was told last, of publication, or of the manager's spell.
What words mean belongs in `season_values`; which season is the likeliest is decided in `keys`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipelines.parsing import dates
from pipelines.parsing.candidate import Candidate
from pipelines.parsing.document import Kind
from pipelines.parsing.seasons import Expression, in_apposition
from pipelines.parsing.views import breaks, gap, group_of, nearness

if TYPE_CHECKING:
    from pipelines.parsing.attribution import Attribution


@dataclass(slots=True)
class Season:
    """A season, with what speaks for it and the words that say it."""

    season: str
    traits: list[str]
    expression: Expression | None
    scene: int | None
    at: int
    end: int
    how: str
    known: str = ""
    """From where it is known, in short."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that speaks for a season; None where its words mean none."""

    season: str | None
    traits: list[str]
    how: str
    expression: Expression | None = None
    scene: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A phrase as seen with a manager and a club."""

    candidate: Candidate
    number: int
    manager: str | None
    club: str
    calendar: bool
    current: str
    said: list[Expression]
    """What the sentence says of seasons."""
    tense: str

    @property
    def nothing(self) -> str:
        """What is added to a trait where the sentence says no season."""
        return "" if self.said else ", nothing said"


_PRESENT: Final = re.compile(
    r"\b(?:is|are|has|have|sits?|lies?|stands?|remains?|currently|now|'ve|'re|so far|yet to)\b"
)
_PERFECT: Final = re.compile(r"\b(?:has|have|'ve)\b")
_PLUPERFECT: Final = re.compile(r"\bhad\b")
_PAST: Final = re.compile(
    r"\b(?:was|were|won|lost|drew|finished|came|ended|took|went|led|guided|steered|reached|beat|fell|earned|lifted"
    r"|claimed|secured|delivered|brought|did|got|made|missed|saw|[a-z]{3,}ed)\b"
)
_TENSES: Final = (("perfect", _PERFECT), ("present", _PRESENT), ("pluperfect", _PLUPERFECT), ("past", _PAST))
_THEN: Final = re.compile(r"\b(?:follow(?:ed|ing)|then|next|after that|later|return|again|before)\b")
_DERIVED: Final = (
    ("clause", "s: nearest in clause"),
    ("said", "s: inside"),
    ("said", "s: before"),
    ("said", "s: after"),
    ("running", "s: running"),
    ("carried", "s: carried"),
    ("last", "s: of last"),
    ("one on", "s: +1 of last"),
    ("above", "s: said before"),
    ("heading", "s: heading"),
    ("first", "s: first of spell"),
    ("end", "s: last of spell"),
    ("only", "s: only one of spell"),
)
_FARTHEST: Final = 8
"""Sentences back within which a season that is said counts."""
_LONGEST_SPELL: Final = 6
"""Seasons of a spell that are listed at most."""


class SeasonReadings:
    """The seasons of the phrases of one article. `told` is the attribution that knows what came before."""

    def __init__(self, told: "Attribution") -> None:
        self.told = told
        self.era = self._era()

    def _era(self) -> str:
        """Return whether the seasons and dates that an article says are of the past or of now."""
        years = [
            int(str(e.value)[:4]) if e.kind != "date" else getattr(e.value, "year", 0)
            for number in range(len(self.told.scenes))
            for e in self.told.expressions(number)
            if e.kind in ("season", "year", "date") and e.value is not None
        ]
        old = sum(year < self.told.current_start - 1 for year in years)
        return "now" if not old else "past" if old == len(years) else "mostly past" if old * 2 > len(years) else "mixed"

    def of(self, candidate: Candidate, number: int, manager: str | None, club: str) -> list[Season]:
        """Return the seasons that a phrase about a manager and a club may be of."""
        told = self.told
        calendar = told.is_calendar(told.gazetteer.clubs.get(club))
        view = View(
            candidate,
            number,
            manager,
            club,
            calendar,
            told.current(calendar),
            [e for e in told.expressions(number) if e.kind not in ("since", "since date")],
            self._tense(candidate, number),
        )
        if candidate.holder and not any(e.kind != "current" for e in view.said):
            return [Season(told.held(calendar), ["s: held"], None, None, 0, 0, "publication date")]
        found: dict[str, Season] = {}
        for clue in self._clues(view):
            if clue.season is None:
                continue
            known = found.get(clue.season)
            if known is None:
                place = (clue.expression.at, clue.expression.end) if clue.expression is not None else (0, 0)
                found[clue.season] = Season(
                    clue.season, list(clue.traits), clue.expression, clue.scene, *place, clue.how
                )
            else:
                known.traits += clue.traits
        latest = told.published_on.year if calendar else told.current_start
        out = [season for season in found.values() if int(season.season[:4]) <= latest]
        for season in out:
            self._sum_up(season, view)
        return out

    def _tense(self, candidate: Candidate, number: int) -> str:
        code = self.told.scenes[number].tagged.code
        around = code[max(0, candidate.start - 70) : candidate.end + 25]
        return next((name for name, pattern in _TENSES if pattern.search(around)), "none")

    def _clues(self, view: View) -> Iterator[Clue]:
        """Yield what speaks for seasons; the words of the first clue to a season are the ones that say it."""
        yield from self._said(view)
        yield from self._of_publication(view)
        yield from self._told_before(view)
        yield from self._said_before(view)
        yield from self._of_headings(view)
        if view.manager is not None:
            yield from self._of_spells(view, view.manager)

    def _said(self, view: View) -> Iterator[Clue]:
        told, candidate = self.told, view.candidate
        code = told.scenes[view.number].tagged.code
        chosen = told.choose(candidate, view.number)
        before = [e for e in view.said if e.end <= candidate.start]
        after = [e for e in view.said if e.at >= candidate.end]
        ordered = [(e, "inside", 0) for e in view.said if e not in before and e not in after]
        ordered += [(e, "before", len(before) - 1 - i) for i, e in enumerate(before)]
        ordered += [(e, "after", i) for i, e in enumerate(after)]
        ordered.sort(key=lambda item: (item[0] is not chosen, item[1] != "inside", item[2]))
        for e, side, rank in ordered:
            value = told.value(e, candidate, view.number, view.manager, view.club, view.calendar)
            between = {"before": code[e.end : candidate.start], "after": code[candidate.end : e.at]}.get(side, "")
            traits = [
                f"s: {side}",
                f"s: {side}, {min(rank, 2)}",
                f"s: {e.kind}",
                f"s: {e.kind}, {side}",
                f"s: {side}, gap {gap(between)}",
                f"s: {side}, {breaks(between)} breaks",
            ]
            if e is chosen:
                traits += ["s: nearest in clause", f"s: nearest in clause, {e.kind}"]
            if in_apposition(code, e, candidate.start):
                traits.append("s: in apposition")
            yield Clue(value, traits, "stated", e, view.number)
            if e.kind in ("year", "date") and not view.calendar and value is not None:
                for step, name in ((1, "a year on"), (-1, "a year back")):
                    beside = [f"s: {name}, {what}" for what in (side, e.kind, candidate.rule)]
                    yield Clue(dates.shift(value, step), beside, "stated", e, view.number)

    def _of_publication(self, view: View) -> Iterator[Clue]:
        month = self.told.published_on.month
        part = "summer" if month in (6, 7) else "spring" if month in (4, 5) else "other"
        running = [
            f"{view.tense}{view.nothing}",
            f"{view.candidate.family}{view.nothing}",
            part,
            f"title {view.number == 0}{view.nothing}",
        ]
        how = "tense" if view.tense in ("present", "perfect") else "publication date"
        yield Clue(view.current, ["s: running", *(f"s: running, {what}" for what in running)], how)
        if part == "summer" or (view.calendar and month <= 2):
            over = [f"s: just over, {view.tense}{view.nothing}", f"s: just over, {month}"]
            yield Clue(dates.shift(view.current, -1), over, "publication date")

    def _told_before(self, view: View) -> Iterator[Clue]:
        told, nothing = self.told, view.nothing
        how = "previous sentence"
        if told.carried is not None:
            paragraph = told.scenes[view.number].tagged.sentence.paragraph
            at_paragraph, at_scene, at_club, season = told.carried
            near = "same" if at_paragraph == paragraph else "next" if paragraph - at_paragraph == 1 else "far"
            traits = [
                f"s: carried, {near}{nothing}",
                f"s: carried, {min(view.number - at_scene, 3)} before",
                f"s: carried, {'same' if at_club == view.club else 'other'} club{nothing}",
                f"s: carried, {view.tense}{nothing}",
            ]
            yield Clue(season, traits, how, None, at_scene)
        last = told.history[-1] if told.history else None
        if last is not None and last.season is not None:
            near = nearness(told.scenes, last.scene, view.number)
            traits = [
                f"s: of last, {near}{nothing}",
                f"s: of last, {near}, {view.tense}",
                f"s: of last, {last.club == view.club}",
            ]
            yield Clue(last.season, traits, how, None, last.scene)
            code = told.scenes[view.number].tagged.code
            then = "followed" if _THEN.search(code, 0, view.candidate.end) else "not"
            for step in (1, -1):
                traits = [
                    f"s: {step:+d} of last, {near}, {then}{nothing}",
                    f"s: {step:+d} of last, {last.candidate.family} then {view.candidate.family}",
                ]
                yield Clue(dates.shift(last.season, step), traits, how, None, last.scene)
        mine = next((one for one in reversed(told.history) if one.club == view.club and one.season is not None), None)
        if mine is not None:
            traits = [f"s: club's last{nothing}", f"s: club's last, {view.tense}{nothing}"]
            yield Clue(mine.season, traits, how, None, mine.scene)

    def _said_before(self, view: View) -> Iterator[Clue]:
        told, nothing, number = self.told, view.nothing, view.number
        how = "previous sentence"
        paragraph = told.scenes[number].tagged.sentence.paragraph
        for back in (1, 2):
            if number - back < 0 or told.scenes[number - back].tagged.sentence.kind is Kind.TITLE:
                break
            same = told.scenes[number - back].tagged.sentence.paragraph == paragraph
            for e in list(reversed(told.expressions(number - back)))[:2]:
                if e.kind in ("since", "since date", "next", "previous", "same"):
                    continue
                value = told.value(e, view.candidate, number - back, view.manager, view.club, view.calendar)
                traits = [
                    f"s: said {back} before{', same paragraph' if same else ''}{nothing}",
                    f"s: said before, {e.kind}{nothing}",
                    f"s: said before, {view.tense}{nothing}",
                ]
                yield Clue(value, traits, how, e, number - back)
        for other in range(max(0, number - _FARTHEST), min(len(told.scenes), number + 3)):
            if 0 <= number - other <= 2:
                continue
            for e in told.expressions(other):
                if e.kind in ("season", "year"):
                    value = told.value(e, view.candidate, other, view.manager, view.club, view.calendar)
                    where = "above" if other < number else "below"
                    yield Clue(value, [f"s: said {where}{nothing}"], how, e, other)

    def _of_headings(self, view: View) -> Iterator[Clue]:
        told, nothing = self.told, view.nothing
        if told.section is not None:
            at_number, e = told.section
            value = told.value(e, view.candidate, at_number, view.manager, view.club, view.calendar)
            yield Clue(value, ["s: heading", f"s: heading, {e.kind}{nothing}"], "heading", e, at_number)
        heading = told.heading_season(view.number, view.calendar)
        if heading is not None:
            season, source = heading
            above = Expression("season", season, source.start, source.end)
            yield Clue(season, ["s: list heading", f"s: list heading{nothing}"], "heading", above, source.scene)
        if told.article_season is not None:
            yield Clue(told.article_season, ["s: of article", f"s: of article{nothing}"], "title")

    def _of_spells(self, view: View, manager: str) -> Iterator[Clue]:
        nothing = view.nothing
        for first, last, how in self._spells(manager, view.club, view.calendar):
            if first is not None and first == last:
                yield Clue(first, [f"s: only one of spell, {how}{nothing}"], "knowledge")
                continue
            yield Clue(first, [f"s: first of spell, {how}{nothing}"], "knowledge")
            inner = [dates.shift(first, nth) for nth in range(1, _LONGEST_SPELL)] if first is not None else []
            for nth, value in enumerate(inner, 1):
                if last is None or value < last:
                    yield Clue(value, [f"s: in spell, {how}{nothing}", f"s: in spell, {nth}{nothing}"], "knowledge")
            yield Clue(last, [f"s: last of spell, {how}{nothing}", f"s: last of spell, {view.tense}"], "knowledge")

    def _spells(self, manager: str, club: str, calendar: bool) -> Iterator[tuple[str | None, str | None, str]]:
        """Yield the first and the last season of each spell, and how it is known."""
        for tenure in self.told.tenures.get((manager, club), ()):
            first = dates.season_at(tenure.began, calendar) if tenure.began is not None else None
            last = dates.season_at(tenure.ended, calendar) if tenure.ended is not None else None
            yield first, last, f"told {tenure.status}"
        for spell in self.told.gazetteer.spells_at(manager, club):
            first = str(spell.start) if calendar else dates.split_season(spell.start)
            if spell.end is None:
                yield first, None, "known"
            else:
                last = str(spell.end) if calendar else dates.split_season(max(spell.start, spell.end - 1))
                yield first, last, "known"

    def _sum_up(self, season: Season, view: View) -> None:
        """Add what all clues to a season say together."""
        marks = {trait.split(",")[0] for trait in season.traits}
        season.known = "+".join(short for short, mark in _DERIVED if mark in marks)
        kind = self.told.scenes[view.number].tagged.sentence.kind.value
        years = self.told.current_start - int(season.season[:4])
        ago = "0" if years <= 0 else "1" if years == 1 else "2-5" if years <= 5 else "old"
        running = "running" if season.season == view.current else season.known
        season.traits += [
            f"s: {season.known}, {view.tense}{view.nothing}",
            f"s: {running}, article of {self.era}{view.nothing}",
            f"s: {season.known}, {kind}{view.nothing}",
            f"s: {season.known}, {group_of(view.candidate)}{view.nothing}",
            f"s: {ago} years ago, {view.tense}",
        ]
