"""Over what a phrase counts by its own words, whether that is over at publication, and the values that a key changes."""

import re
from typing import Final

from pipelines.parsing import dates
from pipelines.parsing.candidate import Candidate, Fact
from pipelines.parsing.gazetteer import Competition
from pipelines.parsing.leagues import TENURE, Leagues
from pipelines.parsing.season_values import PRESENT
from pipelines.parsing.seasons import Expression
from pipelines.parsing.told import Attributed, UnclearError

_UNDER_HIM: Final = re.compile(r"(?: [a-z]+)? (?:under (?:M|him|her)|over (?:the|his) N (?:years|seasons))\b")


_AT_GROUND: Final = re.compile(r" at (?:the )?P\b")


_RUN_ENDED: Final = re.compile(r"\b(?:went|were|was|had (?:been|gone)|endured|suffered|after)\b[^.;,]{0,25}$")


_EARLIER_SPELL: Final = re.compile(r"\b(?:O|earlier|previous) (?:spell|stint|reign)[^.;]{0,30}$")


_RUN: Final = re.compile(
    r"\b(?:since (?:D|christmas|boxing day|the (?:turn|start|break|international|world cup|new"
    r"|restart|resumption|winter)|january|losing|beating|then|early|late|mid|new year|Y|a )"
    r"|last month|this month|the month of|the calendar year|in the (?:new|second half|first half"
    r"|run-in)|after (?:christmas|the (?:break|turn|world cup))|at home\b|on the road|away from home"
    r"|away games|home games|home form|away form|on their travels|in the (?:group|play-offs?)|of late"
    r"|recent|lately|so far in Y|at anfield|at old trafford)\b"
)


_ENDED: Final = re.compile(
    r"\b(?:finished|ended|finish|finishing|final (?:table|day|standings)|ended up|came|wound up"
    r"|end of the season|last day)\b"
)


_OUT: Final = re.compile(
    r"\b(?:knocked out|lost|beaten|exit|eliminated|went out|crashed out|bowed out|out of|out in"
    r"|defeat|dumped out|losing|defeated|fell|lost to|elimination|went down|where they were"
    r"|put out)\b"
)


_STILL_IN: Final = re.compile(
    r"\b(?:are in|is in|have reached|has reached|through to|into|awaits?|face|faces|will|next|booked"
    r"|are through|still in|progress(?:ed)? to|advance|are up to|remain in|against C in the K (?:semi"
    r"|quarter))\b"
)


class Standing(Leagues):
    """Scope, status and values."""

    def _told_of(self, last: Attributed) -> list[Fact]:
        """Return the facts of the last counts and of those that went on with them."""
        return [fact for one in (*self.chain, last) for fact in one.facts]

    def scope(
        self, candidate: Candidate, number: int, expression: Expression | None, manager: str | None, club: str
    ) -> str:
        """Return the scope of a phrase by its own words: season, run or tenure."""
        if candidate.family not in ("counts", "unbeaten", "share", "run"):
            return "season"
        code = self.scenes[number].tagged.code
        if candidate.scope == "run":
            if candidate.opening and expression is not None and expression.kind == "current":
                return "season"
            if candidate.possible is not None and not candidate.stretch:
                told = expression is not None and expression.kind in ("current", "last", "season")
                if told or (self.last is not None and self._all_points(candidate.possible, number)):
                    return "season"
            close_by = code[candidate.end : candidate.end + 45]
            if (
                candidate.family == "run"
                and not candidate.stretch
                and re.match(
                    r"[^.;]{0,25}?\bsince (?:he|she|M|the G|his|her|taking|being|succeeding|replacing)\b", close_by
                )
            ):
                return "tenure"
            if candidate.family == "run" and re.search(r"\bsince then\b", code[candidate.start : candidate.end + 20]):
                return "tenure" if self._just_appointed(manager, club, number) else "run"
            return "run"
        around = code[max(0, candidate.start - 80) : candidate.end + 60]
        close = (
            re.split(r"[;:]| but | while ", code[max(0, candidate.start - 45) : candidate.start])[-1]
            + code[candidate.start : candidate.end]
            + re.split(r"[;:.]| but | while |, and ", code[candidate.end : candidate.end + 35])[0]
        )
        seasonal = expression is not None and expression.kind in (
            "season",
            "year",
            "current",
            "last",
            "nth",
            "previous",
            "same",
            "ago",
        )
        if (
            _UNDER_HIM.match(code, candidate.end)
            and not (expression is not None and expression.kind in ("current", "last"))
            and not any(fact.field == "points" for fact in candidate.facts)
        ):
            return "tenure"
        if _AT_GROUND.match(code, candidate.end):
            return "run"
        if candidate.scope == "tenure":
            return (
                "season"
                if seasonal and expression is not None and expression.kind in ("season", "current", "last")
                else "tenure"
            )
        if candidate.family == "share":
            return (
                "season"
                if seasonal and expression is not None and expression.kind in ("season", "current", "last")
                else "tenure"
            )
        if candidate.opening and any(fact.field == "points" for fact in candidate.facts):
            return "season"
        if candidate.stretch and not (
            candidate.opening
            and (seasonal or PRESENT.search(around) is not None)
            and (expression is None or expression.kind == "current")
        ):
            return "run"
        if _RUN.search(close) and not (expression is not None and expression.kind in ("current", "season")):
            return "run"
        if TENURE.search(around) and not (
            seasonal and expression is not None and expression.kind in ("season", "current", "last", "year")
        ):
            if candidate.family == "counts" and any(f.field == "points" for f in candidate.facts):
                return "season"
            return "tenure"
        if candidate.family == "unbeaten" and candidate.facts[0].field == "matches":
            return "run"
        return "season"

    def _all_points(self, possible: int, number: int) -> bool:
        """Whether the points that were to be had are those of the matches told just before."""
        last = self.last
        return (
            last is not None
            and number - last.scene <= 2
            and any(fact.field == "matches" and fact.value * 3 == possible for fact in self._told_of(last))
        )

    def _season_over(self, season: str, competition: str) -> bool:
        last = dates.end_year(season)
        y, m, d = self.published_on.year, self.published_on.month, self.published_on.day
        if "-" not in season:
            known = self.gazetteer.competitions.get(competition)
            if known is not None and known.season_kind == "tournament":
                return last < y or (last == y and m >= 8)
            return last < y or (last == y and m == 12 and d > 10)
        return last < y or (last == y and ((m, d) >= (5, 27) or (self.over and (m, d) >= (5, 5))))

    def _status(
        self,
        candidate: Candidate,
        number: int,
        manager: str | None,
        club: str,
        season: str | None,
        scope: str,
        competition: str,
        known: Competition | None,
    ) -> str:
        mine = self.tenures.get((manager, club), []) if manager else []
        left = bool(mine) and all(t.status == "ended" for t in mine)
        if not mine and manager is not None:
            left = self._has_another(manager, club)
        if scope == "tenure" and _EARLIER_SPELL.search(self.scenes[number].tagged.code, 0, candidate.start):
            return "final"
        if scope in ("tenure", "career"):
            return "final" if left or (not mine and not self._is_current(manager, club)) else "to_date"
        if season is None:
            return "final" if left else "to_date"
        if self._season_over(season, competition):
            return "final"
        code = self.scenes[number].tagged.code
        if left:
            return "final"
        if scope == "run":
            ended = candidate.family == "run" and _RUN_ENDED.search(code, max(0, candidate.start - 60), candidate.start)
            return "final" if ended else "to_date"
        around = code[max(0, candidate.start - 60) : candidate.end + 40]
        if candidate.family == "round":
            value = candidate.facts[0].value
            if value == "runner_up" or value == "winner":
                return "final"
            if _OUT.search(around + code[candidate.end : candidate.end + 80]) and not _STILL_IN.search(around[:60]):
                return "final"
            return "to_date"
        if candidate.family == "title":
            if known is not None and known.kind != "league":
                return "final"
            return "final" if self.published_on.month in (5, 6) else "to_date"
        if (
            candidate.family in ("position", "counts", "unbeaten")
            and self.published_on.month in (5, 6)
            and self.published_on.day >= 8
            and _ENDED.search(around)
        ):
            return "final"
        return "to_date"

    def _facts(self, candidate: Candidate, competition: str, season: str | None) -> list[Fact]:
        facts = []
        for fact in candidate.facts:
            value = fact.value
            if fact.field == "position" and isinstance(value, int) and value < 0:
                teams = self.gazetteer.teams_in(competition, season)
                if candidate.generic == "group":
                    teams = 4
                if teams is None:
                    raise UnclearError("bottom of a league of unknown size")
                value = teams + 1 + value
            if fact.field == "position":
                teams = self.gazetteer.teams_in(competition, season)
                known = self.gazetteer.competitions.get(competition)
                if (
                    known is not None
                    and known.kind == "league"
                    and teams
                    and isinstance(value, int)
                    and value > max(teams, 24)
                ):
                    raise UnclearError("a place beyond the league")
                if candidate.words.startswith("runner") and known is not None and known.kind not in ("league",):
                    facts.append(Fact("result", "runner_up", fact.start, fact.end))
                    continue
            if fact.field == "result" and isinstance(value, str) and value.startswith("O"):
                value = _english_round(int(value[1:]), competition)
            facts.append(Fact(fact.field, value, fact.start, fact.end))
        return facts


def _english_round(ordinal: int, competition: str) -> str:
    if competition == "FA Cup":
        return {4: "round_of_32", 5: "round_of_16", 6: "quarter_final"}.get(ordinal, "early_round")
    if competition in ("League Cup", "Scottish Cup") and ordinal == 4:
        return "round_of_16" if competition == "League Cup" else "round_of_32"
    if competition == "Scottish Cup" and ordinal == 5:
        return "round_of_16"
    return "early_round"
