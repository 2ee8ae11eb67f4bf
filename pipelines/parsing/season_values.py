"""Which season words mean: "last term", "in May 2012", "his second full season", "a year later".

What such words look like belongs in `seasons`; which of them a phrase takes is decided in `keys`.
"""

import re
from typing import Final

from pipelines.parsing import dates
from pipelines.parsing.candidate import Candidate
from pipelines.parsing.coverage import Coverage
from pipelines.parsing.dates import When
from pipelines.parsing.document import Kind
from pipelines.parsing.gazetteer import Club
from pipelines.parsing.seasons import Expression, in_apposition
from pipelines.parsing.told import Source

_BEGAN: Final = re.compile(
    r"\b(?:began|begun|begins|started|starting|beginning)(?: life)? (?:again )?(?:in|on) (?:early |late )?$"
)


_NEXT_PLACE: Final = re.compile(r"^[^,;]{0,30}\band (?:then )?O\b")


PRESENT: Final = re.compile(
    r"\b(?:is|are|has|have|sits?|lies?|stands?|remains?|currently|now|'ve|'re|languish(?:es)?|goes|go"
    r"|boast|lead|leads|top|so far|leaves?)\b|'s (?:side|men|team) (?:are|have|sit)"
)


_BREAKS: Final = re.compile(
    r"[;:]|\b(?:but|while|whereas|before|after|and then|although|though|having|who|having|since|until"
    r"|replaced|sacked|left|joined|took)\b|, and |[MC] (?:have|has|were|won|finished|was|are|is)\b"
)


class SeasonValues(Coverage):
    """Which season words mean."""

    def _season_of_article(self) -> str | None:
        """Return the season of the past that an article is on, where its head says one."""
        for number in range(min(4, len(self.scenes))):
            for e in self.expressions(number):
                if e.kind == "season" and isinstance(e.value, str) and int(e.value[:4]) < self.current_start:
                    return e.value
        return None

    def is_calendar(self, team: Club | None) -> bool:
        """Whether a club's seasons are calendar years."""
        if team is None:
            return False
        if team.national:
            return True
        league = self.gazetteer.competitions.get(team.league or "")
        if league is not None:
            return league.season_kind == "calendar"
        home = self.gazetteer.domestic.get(team.country, {}).get("league")
        known = self.gazetteer.competitions.get(home or "")
        return known is not None and known.season_kind == "calendar"

    def current(self, calendar: bool) -> str:
        """Return the season of publication."""
        return str(self.published_on.year) if calendar else dates.split_season(self.current_start)

    def _of_year(self, number: int, at: int, calendar: bool) -> tuple[str | None, Source]:
        """Return the season of a year in a list of titles: the one that ended in it."""
        value = self.scenes[number].tagged.atoms[at].value
        season = value if isinstance(value, str) else str(value) if calendar else dates.split_season(value - 1)
        return season, Source("season", number, at, at + 1, "stated")

    def held(self, calendar: bool) -> str:
        """Return the season whose title champions hold at publication: this one once it is over, else the last."""
        current = self.current(calendar)
        fresh = self.published_on.month in ((11, 12) if calendar else (5, 6))
        return current if fresh else dates.shift(current, -1)

    def heading_season(self, number: int, calendar: bool) -> tuple[str, Source] | None:
        """Return the season that the heading or item above says."""
        for back in range(number - 1, max(-1, number - 5), -1):
            if self.scenes[back].tagged.sentence.kind in (Kind.HEADING, Kind.ITEM):
                for e in self.expressions(back):
                    if e.kind == "season":
                        return str(e.value), Source("season", back, e.at, e.end, "heading")
                    if e.kind == "year" and self.scenes[back].heading and isinstance(e.value, int):
                        return (
                            (str(e.value) if calendar else dates.split_season(e.value - 1)),
                            Source("season", back, e.at, e.end, "heading"),
                        )
                if self.scenes[back].heading:
                    return None
        return None

    def choose(self, candidate: Candidate, number: int) -> Expression | None:
        """Return the words that say the season of a candidate: those after it in its clause, else before it."""
        code = self.scenes[number].tagged.code
        found = [
            e
            for e in self.expressions(number)
            if e.kind not in ("since", "since date") and not in_apposition(code, e, candidate.start)
        ]
        if not found:
            return None
        inside = [e for e in found if candidate.start <= e.at < candidate.end]
        if inside:
            return inside[-1]
        after = [e for e in found if e.at >= candidate.end]
        before = [e for e in found if e.end <= candidate.start]
        near = None
        if after:
            between = code[candidate.end : after[0].at]
            if len(between) <= 60 and not _BREAKS.search(between) and not _NEXT_PLACE.search(between):
                near = after[0]
        if near is not None and before:
            gap = code[before[-1].end : candidate.start]
            if len(gap) < len(code[candidate.end : near.at]) and not _BREAKS.search(gap):
                return before[-1] if near.kind in ("date",) or len(code[candidate.end : near.at]) > 25 else near
        if near is not None:
            return near
        if before:
            last = before[-1]
            gap = code[last.end : candidate.start]
            if last.kind == "date" and len(gap) > 70:
                return None
            if len(gap) > 40 and re.search(r"\b(?:but|while|now|today)\b", gap) and PRESENT.search(gap):
                return None
            return last
        if (
            after
            and len(code[candidate.end : after[0].at]) <= 110
            and after[0].kind in ("season", "current", "last", "year", "nth", "previous", "next")
        ):
            between = code[candidate.end : after[0].at]
            if not _BREAKS.search(between) and not _NEXT_PLACE.search(between):
                return after[0]
        return None

    def _list_of_years(
        self, candidate: Candidate, code: str, number: int, chosen: Expression, calendar: bool
    ) -> list[tuple[str | None, Source]]:
        """Return several seasons where years are listed: "in 2007, 2008 and 2009", "in both 2014-15 and 2015-16"."""
        if chosen.at < candidate.start - 3 or candidate.family not in ("title", "position", "round", "move"):
            return []
        match = re.compile(r"[YS](?:, [YS])*,?(?: and (?:again in |then in )?[YS])+").match(code, chosen.at)
        if not match:
            return []
        out: list[tuple[str | None, Source]] = []
        for at in range(chosen.at, match.end()):
            atom = self.scenes[number].tagged.atoms.get(at)
            if atom is None or atom.code not in "YS":
                continue
            out.append(self._of_year(number, at, calendar))
        return out if len(out) > 1 else []

    def value(
        self, e: Expression, candidate: Candidate, number: int, manager: str | None, club: str, calendar: bool
    ) -> str | None:
        """Return the season that words mean for a manager and a club; None where they cannot be worked out."""
        current = self.current(calendar)
        carried = self.carried[3] if self.carried is not None and number - self.carried[1] <= 6 else None
        if e.kind == "season":
            return str(e.value)
        if e.kind == "year" and isinstance(e.value, int):
            if e.value > self.published_on.year:
                return None
            if calendar:
                return str(e.value)
            if candidate.family in ("counts", "share") or (
                e.value == self.published_on.year and candidate.family == "position" and self.published_on.month >= 8
            ):
                return dates.split_season(e.value - 1) if e.value < self.published_on.year else current
            return dates.split_season(e.value - 1)
        if e.kind == "date" and isinstance(e.value, When):
            code = self.scenes[number].tagged.code
            if e.value.month in (5, 6) and not calendar and _BEGAN.search(code[max(0, e.at - 24) : e.at]):
                return dates.split_season(e.value.year)
            return dates.season_at(e.value, calendar)
        summer = not calendar and self.published_on.month in (6, 7)
        if e.kind == "current":
            if not calendar and self.published_on.month == 7:
                return dates.split_season(self.published_on.year - 1)
            return current
        if e.kind == "last":
            if summer and self.published_on.month == 7:
                return dates.split_season(self.published_on.year - 1)
            if (
                summer
                and self.published_on.month == 6
                and "season" in self.scenes[number].tagged.code[e.at : e.end]
                and not self._says_this()
            ):
                return dates.split_season(self.published_on.year - 1)
            return dates.shift(current, -1)
        if e.kind == "before last":
            return dates.shift(current, -2)
        if e.kind == "spring":
            which = str(e.value)
            year = self.published_on.year
            if which == "last":
                year -= 0 if self.published_on.month >= 9 else 1
            elif which == "that":
                return carried
            return str(year) if calendar else dates.split_season(year - 1)
        if e.kind == "summers ago" and isinstance(e.value, int | float):
            year = self.published_on.year - int(e.value) + (1 if self.published_on.month >= 8 else 0)
            return str(year) if calendar else dates.split_season(year - 1)
        if e.kind == "months ago" and isinstance(e.value, int | float):
            total = self.published_on.year * 12 + self.published_on.month - 1 - int(e.value)
            return dates.season_at(When(total // 12, total % 12 + 1), calendar)
        if e.kind == "ago" and isinstance(e.value, int | float):
            return dates.shift(current, -int(e.value))
        if e.kind in ("nth", "nth later") and isinstance(e.value, tuple):
            return self._nth(e, manager, club, calendar)
        if e.kind == "next":
            earlier = self._earlier(e, number, calendar, manager, club)
            base = earlier or carried
            if base is None:
                return None
            text = str(e.value or "")
            if "months" in text or "N months" in self.scenes[number].tagged.code[e.at : e.end]:
                at = self.scenes[number].tagged.code.find("N", e.at)
                months = self.scenes[number].tagged.atoms[at].value if at in self.scenes[number].tagged.atoms else 12
                if isinstance(months, int) and months < 10:
                    date_before = self._date_before(number, e.at)
                    if date_before is not None and date_before.month is not None:
                        total = date_before.year * 12 + date_before.month - 1 + months
                        return dates.season_at(When(total // 12, total % 12 + 1), calendar)
                    return base
            years = 1
            match = re.match(r"N (?:year|season|campaign)", text)
            if match:
                at = e.at
                value = self.scenes[number].tagged.atoms[at].value if at in self.scenes[number].tagged.atoms else 1
                years = int(value) if isinstance(value, int) else 1
            season = dates.shift(base, years)
            return season if int(season[:4]) <= (self.published_on.year if calendar else self.current_start) else None
        if e.kind == "previous":
            base = self._earlier(e, number, calendar, manager, club) or carried or current
            return dates.shift(base, -1)
        if e.kind == "same":
            date_before = self._date_before(number, e.at)
            if date_before is not None and (self.carried is None or self.carried[1] < number):
                return dates.season_at(date_before, calendar)
            return carried or (dates.season_at(date_before, calendar) if date_before else None)
        return None

    def _says_this(self) -> bool:
        if self._this is None:
            self._this = self._any_this()
        return self._this

    def _any_this(self) -> bool:
        return any(e.kind == "current" for n in range(len(self.scenes)) for e in self.expressions(n))

    def _earlier(self, e: Expression, number: int, calendar: bool, manager: str | None, club: str) -> str | None:
        """Return the season said before in the same sentence, or in the sentence before."""
        for at_scene in (number, number - 1):
            if at_scene < 0:
                break
            for other in reversed(self.expressions(at_scene)):
                if at_scene == number and other.end > e.at:
                    continue
                if other.kind in ("season", "year", "last", "current", "nth", "date"):
                    if other.kind == "nth" and isinstance(other.value, tuple):
                        return self._nth(other, manager, club, calendar)
                    if other.kind == "season":
                        return str(other.value)
                    if other.kind == "year" and isinstance(other.value, int):
                        return str(other.value) if calendar else dates.split_season(other.value - 1)
                    if other.kind == "date" and isinstance(other.value, When):
                        return dates.season_at(other.value, calendar)
                    current = self.current(calendar)
                    return current if other.kind == "current" else dates.shift(current, -1)
            if at_scene == number and self.carried is not None and self.carried[1] == number:
                return self.carried[3]
        return None

    def _date_before(self, number: int, at: int) -> When | None:
        for scene_number in range(number, number - 4, -1):
            if scene_number < 0:
                break
            for e in reversed(self.expressions(scene_number)):
                if scene_number == number and e.at >= at:
                    continue
                if e.kind in ("date", "since date") and isinstance(e.value, When):
                    return e.value
        return None

    def _nth(self, e: Expression, manager: str | None, club: str, calendar: bool) -> str | None:
        ordinal, full = e.value if isinstance(e.value, tuple) else (1, False)
        if manager is None:
            return None
        start: When | None = None
        end: int | None = None
        tenures = self.tenures.get((manager, club), [])
        for tenure in tenures:
            if tenure.began is not None:
                start = tenure.began
            if tenure.ended is not None:
                end = tenure.ended.year
        spells = self.gazetteer.spells_at(manager, club)
        if start is None and spells:
            start = When(spells[-1].start)
        if spells and end is None:
            end = spells[-1].end
        if ordinal == "last":
            if end is None:
                return None
            return str(end) if calendar else dates.split_season(end - 1)
        if ordinal == "only":
            ordinal = 1
        if start is None or not isinstance(ordinal, int):
            return None
        if calendar:
            first = start.year + (1 if full and (start.month or 1) >= 4 else 0)
            return str(first + ordinal - 1)
        first = start.year
        if start.month is not None and start.month <= 4:
            first -= 0 if full else 1
            if full:
                first = start.year
        elif full and start.month is not None and start.month >= 9:
            first += 1
        season = dates.split_season(first + ordinal - 1)
        return season if first + ordinal - 1 <= self.published_on.year else None
