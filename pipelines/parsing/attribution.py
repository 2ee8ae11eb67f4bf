"""Whose numbers they are: manager, club, competition, season, scope and status of what a phrase says.

Candidates come from `facts`, people and clubs from `discourse`, spells from `spells`. A candidate whose club or season
cannot be told is rejected with the reason; one whose manager cannot be told is kept without.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from pipelines.parsing import dates
from pipelines.parsing.candidate import Candidate, Fact
from pipelines.parsing.dates import When
from pipelines.parsing.discourse import Ref, Scene
from pipelines.parsing.document import Kind
from pipelines.parsing.gazetteer import Gazetteer
from pipelines.parsing.keys import Keys, Look, Option, Pair
from pipelines.parsing.mentions import Cast
from pipelines.parsing.scopes import LookAtReaches, Reach, Reaches
from pipelines.parsing.seasons import Expression, in_apposition
from pipelines.parsing.standing import Standing
from pipelines.parsing.tenures import Tenure
from pipelines.parsing.told import Attributed, Source, UnclearError

_MOST_MATCHES: Final = 80


_SUBJECT_OF: Final = re.compile(
    r"(?:,[^,;.]{1,60},)?(?:'s (?:side|team|men|charges|C))?,?(?: (?:who|had|has|have|then|also|only|just|and))* ?$"
)
"""What may stand between a manager and a count of his."""


_BEFORE_HEAD: Final = re.compile(r"(?:N ?[.):–-]? ?|[-–*•·] ?)*(?:sir |the late )?")
"""What may stand before the manager who heads an item."""


_STRANGE_HEAD: Final = re.compile(r"(?:N ?[.):–-] ?|[-–*•·] ?)*(?:[a-z]+ )?P\b")


_STRANGER: Final = re.compile(r"\bP(?:,[^,;.MC]{1,60},)?,?(?: (?:who|had|has|have|then|also|only|just|and))* ?$")
"""A person who is no manager as the subject of a count."""


_LONGEST_HEAD: Final = 60
"""Letters of the tagged string that a heading or the head of an item has at most."""


_OF_THOSE: Final = re.compile(r"\b(?:of|in|from) (?:those|them|these|which)\b")


_VERBLESS: Final = re.compile(
    r"[ ,.;:()–—-]*(?:(?:in charge|at the helm|in all|all told|only|just|on the clock|overall)[ ,.;:–—-]*)?"
)


class Attribution(Standing):
    """Attribution over one article."""

    def __init__(
        self,
        published_on: date,
        scenes: Sequence[Scene],
        tenures: Sequence[Tenure],
        cast: Cast,
        gazetteer: Gazetteer,
        weights: dict[str, dict[str, float]],
        look: Look | None = None,
        look_at_reaches: LookAtReaches | None = None,
    ) -> None:
        super().__init__(published_on, scenes, tenures, cast, gazetteer)
        self.article_season = self._season_of_article()
        self.leagues = self._mentioned_leagues()
        self.keys = Keys(self, weights["keys"], look)
        self.reaches = Reaches(self, weights["reaches"], look_at_reaches)

    def enter(self, number: int) -> None:
        """Take over the manager whom a heading or the head of an item names, before its facts are read."""
        scene = self.scenes[number]
        code = scene.tagged.code
        if scene.tagged.sentence.kind not in (Kind.HEADING, Kind.ITEM) or len(code) >= _LONGEST_HEAD:
            return
        heads = [r for r in scene.refs if r.manager and r.how in ("named", "surname")]
        if heads and (scene.heading or _BEFORE_HEAD.fullmatch(code, 0, heads[0].at)):
            self.head = str(heads[0].manager)
        elif (scene.heading and re.search(r"[MPC]|[a-z]{4}", code)) or _STRANGE_HEAD.match(code):
            self.head = None

    def note(self, number: int) -> None:
        """Carry on the season that a sentence without facts speaks of: "His second season was a disappointing one"."""
        scene = self.scenes[number]
        leagues = [a.value.competitions[0] for a in scene.tagged.atoms.values() if a.code == "K"]
        if len(leagues) == 1 and leagues[0].kind == "league":
            self.topic = (number, leagues[0])
        if scene.tagged.sentence.kind in (Kind.HEADING, Kind.ITEM):
            told = [e for e in self.expressions(number) if e.kind in ("season", "year", "date")]
            if scene.heading:
                self.section = None
            if (
                told
                and len(scene.tagged.code) < 60
                and (scene.heading or not re.search(r"[a-z]{4}", scene.tagged.code))
            ):
                self.section = (number, told[0])
                return
        found = [
            e
            for e in self.expressions(number)
            if e.kind in ("nth", "season", "current", "last", "next", "previous")
            or (e.kind == "date" and isinstance(e.value, When) and e.value.day is None and len(scene.tagged.code) < 40)
        ]
        if not found:
            return
        subject = next((r for r in scene.refs if (r.manager and not r.oblique) or (r.club and not r.rival)), None)
        manager = subject.manager if subject else scene.manager
        clubs = [r.club for r in scene.refs if r.club and not r.rival]
        club = (
            clubs[0]
            if clubs
            else (scene.club_of.get(str(manager)) or self.club_of(str(manager)))
            if manager
            else scene.club
        )
        if club is None:
            return
        team = self.gazetteer.clubs.get(club)
        value = self.value(
            found[0],
            Candidate("", "", found[0].at, found[0].end, []),
            number,
            manager,
            club,
            self.is_calendar(team),
        )
        if value is not None:
            self.carried = (scene.tagged.sentence.paragraph, number, club, value)

    def attribute(self, candidate: Candidate, number: int) -> list[Attributed]:
        """Return the candidate with its key, for each competition and season. Raises UnclearError with the reason."""
        scene = self.scenes[number]
        if candidate.rule == "win percentage of heading" and not self.percentages:
            raise UnclearError("a percentage of what is not said")
        if self.last is not None and candidate.family == "counts" and self._goes_on(candidate, number, self.last):
            return [self._gone_on(candidate, number, self.last)]
        if candidate.family in ("counts", "run") and _STRANGER.search(
            scene.tagged.code, max(0, candidate.start - 90), candidate.start
        ):
            raise UnclearError("of somebody who is not known as a manager")
        options = self.keys.ranked(candidate, number)
        if not options:
            raise UnclearError("no club that it could be of")
        best = options[0]
        sureness = {
            "share": best.share,
            "pair share": sum(o.share for o in options if o.pair is best.pair),
            "season share": sum(
                o.share for o in options if o.season and best.season and o.season.season == best.season.season
            ),
        }
        sources, how = self._sources(best.pair, candidate, number)
        expression = best.season.expression if best.season is not None and best.season.scene == number else None
        seasons = self._seasons(candidate, number, best, expression)
        carried = self.carried
        results = []
        for season, source in seasons:
            reaches = self.reaches.ranked(candidate, number, best, expression, season)
            if not reaches:
                raise UnclearError("no competition that it could be in")
            first = reaches[0]
            sureness["reach share"] = first.share
            sureness["competition share"] = sum(r.share for r in reaches if r.competition == first.competition)
            for reach in self._several(candidate, number, best.pair.club, season) or [first]:
                results.append(
                    self._finish(
                        candidate, number, best.pair, how, season, expression, reach, [*sources, source], sureness
                    )
                )
        last = results[-1]
        if last.scope == "tenure" and last.manager == self.head:
            self.list_club = last.club
        if len(seasons) > 1:
            self.carried = carried
        if candidate.family in ("counts", "run") and any(f.field in ("matches", "wins") for f in candidate.facts):
            self.last = last
            self.chain = []
        self.history.append(last)
        return results

    def _seasons(
        self, candidate: Candidate, number: int, best: Option, expression: Expression | None
    ) -> list[tuple[str | None, Source]]:
        """Return the seasons of a phrase with the words that say them: several where it lists them."""
        calendar = self.is_calendar(self.gazetteer.clubs.get(best.pair.club))
        if candidate.years_at:
            return [self._of_year(number, at, calendar) for at in candidate.years_at]
        one = best.season
        if one is None:
            return [(None, Source("season", None, 0, 0, "knowledge"))]
        code = self.scenes[number].tagged.code
        listed = self._list_of_years(candidate, code, number, expression, calendar) if expression is not None else []
        return listed or [(one.season, Source("season", one.scene, one.at, one.end, one.how))]

    def _gone_on(self, candidate: Candidate, number: int, last: Attributed) -> Attributed:
        """Return counts that go on with the last ones: of the same key."""
        again = replace(
            last,
            candidate=candidate,
            scene=number,
            facts=candidate.facts,
            sources=list(last.sources),
            traits=dict(last.traits),
        )
        self.chain.append(last)
        self.last = again
        self.history.append(again)
        return again

    def _goes_on(self, candidate: Candidate, number: int, last: Attributed) -> bool:
        """Whether counts go on with the ones before: "Eight matches. No wins.", "32 games. They won 12 of those"."""
        scene = self.scenes[number]
        code = scene.tagged.code
        if {fact.field for fact in candidate.facts} & {fact.field for fact in self._told_of(last)}:
            return False
        if candidate.possible is not None and self._all_points(candidate.possible, number):
            return True
        if _OF_THOSE.search(code[max(0, candidate.start - 12) : candidate.end + 10]):
            named = {r.manager for r in scene.refs if r.manager and r.at < candidate.start} - {last.manager}
            return number - last.scene <= 2 and not named
        before = self.scenes[last.scene].tagged
        return (
            number - last.scene == 1
            and scene.tagged.sentence.paragraph == before.sentence.paragraph
            and _is_fragment(code, candidate)
            and _is_fragment(before.code, last.candidate)
        )

    def _finish(
        self,
        candidate: Candidate,
        number: int,
        pair: Pair,
        how: str,
        season: str | None,
        expression: Expression | None,
        reach: Reach,
        sources: list[Source],
        sureness: dict[str, float],
    ) -> Attributed:
        """Return the candidate with its whole key; the last of the sources is that of the season."""
        scene = self.scenes[number]
        who, club = pair.manager, pair.club
        season_source = sources[-1]
        competition, competition_how, competition_at, scope = reach.competition, reach.how, reach.at, reach.scope
        known = self.gazetteer.competitions.get(competition)
        calendar = known is not None and known.season_kind in ("calendar", "tournament")
        if season is not None and known is not None and known.kind in ("international", "qualifying"):
            competition, season = self._tournament(candidate, known, season)
            known = self.gazetteer.competitions.get(competition, known)
        elif season is not None and competition not in ("all", "league"):
            season = dates.as_kind(season, calendar) if (calendar or "-" not in season) else season
        if scope == "season" and any(f.field == "matches" and f.value > _MOST_MATCHES for f in candidate.facts):
            raise UnclearError("more matches than a season has")
        if scope in ("tenure", "career"):
            season = None
        elif season is None and scope == "season":
            raise UnclearError("no season that it could be of")
        status = self._status(candidate, number, who, club, season, scope, competition, known)
        facts = self._facts(candidate, competition, season)
        sources.append(
            Source(
                "competition",
                number if competition_at is not None else None,
                competition_at or 0,
                (competition_at or 0) + 1,
                competition_how,
            )
        )
        passing = expression is not None and in_apposition(scene.tagged.code, expression, len(scene.tagged.code))
        if season_source.scene is not None and season is not None and scope == "season" and not passing:
            self.carried = (scene.tagged.sentence.paragraph, number, club, season)
        if season is not None:
            self.last_season_by_club[club] = (number, season)
        if known is not None:
            self.last_competition = (number, known)
            if known.kind == "league" and season is not None and competition_how == "named":
                self.league_of[club, season] = competition
        traits = {
            f"who {how}": 1.0,
            f"season {season_source.how}": 1.0,
            f"competition {competition_how}": 1.0,
            **{name: _logit(share) for name, share in sureness.items()},
            f"share {_in_tenths(sureness['share'])}": 1.0,
            f"pair share {_in_tenths(sureness['pair share'])}": 1.0,
            f"reach share {_in_tenths(sureness['reach share'])}": 1.0,
            "all shares": _logit(sureness["share"] * sureness["reach share"]),
            "known pair": float(who is not None and bool(self.gazetteer.spells_at(who, club))),
            "told pair": float(who is not None and (who, club) in self.tenures),
            **self._traits(candidate, number, who, club, season, expression),
        }
        return Attributed(candidate, number, who, club, competition, season, scope, status, facts, sources, traits)

    def _traits(
        self,
        candidate: Candidate,
        number: int,
        who: str | None,
        club: str,
        season: str | None,
        expression: Expression | None,
    ) -> dict[str, float]:
        """Return what else is known of how sure the key is."""
        scene = self.scenes[number]
        code = scene.tagged.code
        clubs = {r.club for r in scene.refs if r.club}
        managers = {r.manager for r in scene.refs if r.manager}
        traits = {
            f"told by {expression.kind if expression is not None else 'nothing'}": 1.0,
            "main club": float(club == self.main),
            "other clubs": float(min(4, len(clubs - {club}))),
            "other managers": float(min(3, len(managers - {who}))),
            "manager here": float(who in managers),
            "guessed manager": float(who in self.cast.guessed),
            "club here": float(club in clubs),
            "length": min(3.0, len(code) / 100),
            "managers of club": float(min(4, sum(name in self.cast.managers for name in self.by_club.get(club, ())))),
            "title": float(scene.tagged.sentence.kind is Kind.TITLE),
            "subject": float(
                any(
                    r.club == club or r.manager == who
                    for r in scene.refs
                    if r.at < candidate.start and candidate.start - r.end < 25
                )
            ),
        }
        if season is not None and who is not None:
            coverage = self.coverage(who, club, season)
            traits[f"coverage {_share_of(coverage)}"] = 1.0
            traits["current season"] = float(int(season[:4]) >= self.current_start)
            traits["years ago"] = min(3.0, max(0, self.current_start - int(season[:4])) / 5)
        return traits

    def _sources(self, pair: Pair, candidate: Candidate, number: int) -> tuple[list[Source], str]:
        """Return the words from which a manager and a club were taken, and how the manager is pointed to."""
        scene = self.scenes[number]

        def nearest(refs: list[Ref]) -> Ref | None:
            return min(
                refs,
                key=lambda r: candidate.start - r.end if r.end <= candidate.start else 40 + r.at - candidate.start,
                default=None,
            )

        sources = []
        how = ""
        if pair.manager is not None:
            ref = nearest([r for r in self.keys.refs(number) if r.manager == pair.manager])
            if ref is not None:
                how = "surname" if ref.how == "person" else ref.how
                if (
                    candidate.family in ("counts", "run")
                    and how in ("named", "surname", "epithet")
                    and ref.end <= candidate.start
                    and _SUBJECT_OF.fullmatch(scene.tagged.code, ref.end, candidate.start)
                ):
                    how = "subject"
                sources.append(Source("manager", number, ref.at, ref.end, "named" if how == "subject" else how))
            else:
                how = "previous sentence"
                sources.append(self._mention_source(pair.manager, number, how))
        ref = nearest([r for r in scene.refs if r.club == pair.club])
        if ref is not None:
            sources.append(Source("club", number, ref.at, ref.end, ref.how))
        else:
            sources.append(self._club_source(pair.club, number, "spell"))
        return sources, how or "spell"

    def settle(self, attributed: Sequence[Attributed]) -> None:
        """Make final what is said of league seasons of which one record counts every match: they are over."""
        over = {
            (one.competition, one.season)
            for one in attributed
            if one.scope == "season"
            and one.competition is not None
            and _played(one.facts) is not None
            and _played(one.facts) == self.gazetteer.matches_in(one.competition, one.season)
        }
        for one in attributed:
            if one.scope == "season" and (one.competition, one.season) in over:
                one.status = "final"


def _is_fragment(code: str, candidate: Candidate) -> bool:
    """Whether a sentence is its counts alone, without a verb: "No wins", "A dozen matches at the helm"."""
    return (
        _VERBLESS.fullmatch(code[: candidate.start]) is not None
        and _VERBLESS.fullmatch(code[candidate.end :]) is not None
    )


def _played(facts: Sequence[Fact]) -> int | None:
    """Return the matches that counts make, stated or summed up; None where they do not say."""
    values = {fact.field: fact.value for fact in facts}
    if isinstance(values.get("matches"), int):
        return int(values["matches"])
    parts = [values.get(name) for name in ("wins", "draws", "losses")]
    if values.get("unbeaten"):
        parts[2] = 0
    return sum(parts) if all(isinstance(part, int) for part in parts) else None  # type: ignore[arg-type]


def _logit(share: float) -> float:
    return math.log(max(share, 0.005) / max(1 - share, 0.005))


def _in_tenths(share: float) -> str:
    return next(word for limit, word in _STEPS if share < limit)


_STEPS: Final = (
    (0.35, "low"),
    (0.5, "below half"),
    (0.7, "above half"),
    (0.85, "high"),
    (0.95, "higher"),
    (2, "highest"),
)


def _share_of(coverage: float) -> str:
    """Return how much of a season a manager had, in words."""
    return "none" if coverage < 0 else "part" if coverage < 1.4 else "some" if coverage < 2.4 else "whole"
