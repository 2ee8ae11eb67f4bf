"""Whose numbers they are: manager, club, competition, season, scope and status of what a phrase says.

Candidates come from `facts`, people and clubs from `discourse`, spells from `spells`. A candidate whose club or season
cannot be told is rejected with the reason; one whose manager cannot be told is kept without.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipelines.parsing import dates
from pipelines.parsing.candidate import Candidate, Fact
from pipelines.parsing.dates import When
from pipelines.parsing.discourse import Ref, Scene, main_club
from pipelines.parsing.document import Kind
from pipelines.parsing.gazetteer import Club, Competition, Gazetteer
from pipelines.parsing.mentions import Cast
from pipelines.parsing.seasons import Expression, expressions
from pipelines.parsing.tenures import Tenure


@dataclass(slots=True)
class Source:
    """Where a part of the key was taken from: a place in a scene, or no place."""

    role: str
    scene: int | None
    start: int
    end: int
    how: str


@dataclass(slots=True)
class Attributed:
    """A candidate with its key."""

    candidate: Candidate
    scene: int
    manager: str | None
    club: str | None
    competition: str | None
    season: str | None
    scope: str
    status: str
    facts: list[Fact]
    sources: list[Source]
    traits: dict[str, float] = field(default_factory=dict)
    """What is known of how sure the key is, for `confidence`."""


class UnclearError(Exception):
    """A part of the key cannot be told; the message is the reason."""


_CLUB_IS_SUBJECT: Final = re.compile(
    r"(?:,? who)? (?:are|were|is|was|have|has|had|finish|ended|came|come|won|lost|sit|sat|lie|lay"
    r"|stand|stood|went|reached|drew|got|remain|climbed|slipped)"
)
_OVER: Final = re.compile(
    r"\b(?:final (?:day|afternoon|table|standings|whistle of the season)|last (?:day|afternoon"
    r"|day of the season|game of the season)|season review|season is over|end of the season|(?:have"
    r"|had|has) (?:finished|ended)|unbeaten season|champions|finish(?:ed|es)? the (?:S |season"
    r"|campaign|K)|N-match season|season just (?:finished|ended))\b"
)
_NOT_OVER: Final = re.compile(
    r"\b(?:N (?:games|matches|fixtures|rounds) (?:left|to go|to play|remaining|still)|still to play"
    r"|with N to (?:play|go)|go into the final (?:day|weekend)|last (?:match|game) of the K season"
    r"|on the final day|next weekend)\b"
)
_CYCLES: Final = {
    "FIFA World Cup": (4, 2),
    "UEFA European Championship": (4, 0),
    "FIFA Women's World Cup": (4, 3),
    "AFC Asian Cup": (4, 3),
}
"""Tournaments with the years between editions, and what is left of the year of one."""
_QUALIFYING: Final = {
    "FIFA World Cup": "World Cup qualifying",
    "UEFA European Championship": "European Championship qualifying",
    "Africa Cup of Nations": "Africa Cup of Nations qualifying",
    "AFC Asian Cup": "AFC Asian Cup qualifying",
    "FIFA Women's World Cup": "FIFA Women's World Cup qualifying",
}
_MOST_MATCHES: Final = 80
_BEGAN: Final = re.compile(
    r"\b(?:began|begun|begins|started|starting|beginning)(?: life)? (?:again )?(?:in|on) (?:early |late )?$"
)
_NEXT_PLACE: Final = re.compile(r"^[^,;]{0,30}\band (?:then )?O\b")
_UNDER_HIM: Final = re.compile(r"(?: [a-z]+)? (?:under (?:M|him|her)|over (?:the|his) N (?:years|seasons))\b")
_AT_GROUND: Final = re.compile(r" at (?:the )?P\b")
_REACH: Final = 60
"""Sentences within which a name is looked for."""
_BEYOND: Final = ("continental", "international", "supercup", "qualifying")
_CONFEDERATIONS: Final = ("UEFA", "FIFA", "UEFA and CONMEBOL", "CONMEBOL", "AFC", "CAF", "CONCACAF", "OFC")
_IN_CUP: Final = re.compile(r"(?:\b(?:in|of|during|from) (?:the |this season's |their |his )?(?:S |Y )?|^(?:the )?)K$")
_FORMER: Final = re.compile(r"(?:\b(?:former|once of|previously of|late of) (?:the )?|\bex-)$")
_SUBJECT_OF: Final = re.compile(
    r"(?:,[^,;.]{1,60},)?(?:'s (?:side|team|men|charges|C))?,?(?: (?:who|had|has|have|then|also|only|just|and))* ?$"
)
"""What may stand between a manager and a count of his."""
_RUN_ENDED: Final = re.compile(r"\b(?:went|were|was|had (?:been|gone)|endured|suffered|after)\b[^.;,]{0,25}$")
_WHO: Final = re.compile(r",? who\b[^;.,MC]{0,45}$")
_SURENESS: Final = {
    **dict.fromkeys(("named", "surname", "pronoun", "epithet"), 2.6),
    "subject": 5.0,
    "same sentence": 1.6,
}
"""How much it counts for a manager that a sentence points to him."""
_BEFORE_HEAD: Final = re.compile(r"(?:N ?[.):–-]? ?|[-–*•·] ?)*(?:sir |the late )?")
"""What may stand before the manager who heads an item."""
_STRANGE_HEAD: Final = re.compile(r"(?:N ?[.):–-] ?|[-–*•·] ?)*(?:[a-z]+ )?P\b")
_EARLIER_SPELL: Final = re.compile(r"\b(?:O|earlier|previous) (?:spell|stint|reign)[^.;]{0,30}$")
_MOVED_CLUB: Final = re.compile(
    r"[^.;MC]{0,60}\b(?:dropped|drops|left|leaves|sent|took|takes|lifted|lifts|moved|pushed|put|puts|kept) (?P<c>C)\b"
)
"""The team whose results a match is the latest of: "made it seven without a win and dropped C to 15th"."""
_NOW: Final = re.compile(r"\b(?:have|has|are|is|now)\b")
_STRANGER: Final = re.compile(r"\bP(?:,[^,;.MC]{1,60},)?,?(?: (?:who|had|has|have|then|also|only|just|and))* ?$")
"""A person who is no manager as the subject of a count."""
_LONGEST_HEAD: Final = 60
"""Letters of the tagged string that a heading or the head of an item has at most."""
_OF_THOSE: Final = re.compile(r"\b(?:of|in|from) (?:those|them|these|which)\b")
_TOLD_OF: Final = re.compile(
    r"C, (?:the|who|which|whose)(?: (?:have|has|had|were|was|at least|only|also|then|themselves))* $"
)
"""A club of which the next words tell: "Benfica, who at least came second", "Stuttgart, the runners-up"."""
_RIGHT_CLUB: Final = re.compile(
    r"^[^.;:]{0,45}?\b(?:with|at|for|in charge of|as (?:C )?(?:manager|boss|coach|head coach) (?:of"
    r"|at)) (?:the )?(?P<c>C)\b(?!'s)"
)
_RIGHT_MANAGER: Final = re.compile(
    r"^[^.;:]{0,60}?\b(?:under|for|with|from) (?:the |former |G |boss |manager |coach "
    r"|head coach )*(?P<m>M|him|his (?:leadership|guidance|stewardship|watch))\b"
)
_ALL_COMPETITIONS: Final = re.compile(
    r"\b(?:all competitions|all fronts|all told|counting (?:the )?cup|every competition"
    r"|competitive (?:games|matches|fixtures)|in all\b|cup ties included|all comps|overall record)\b"
)
_TENURE: Final = re.compile(
    r"\b(?:(?:leaves|departs|left|goes|signs off|bows out) with|in (?:sole |interim |temporary "
    r"|caretaker |permanent )?charge(?! of C (?:last|this))|at the helm|as (?:C |C's |the |their "
    r"|interim |caretaker )*(?:manager|boss|head coach|coach)|since (?:taking|he (?:took|was|arrived"
    r"|joined|replaced|succeeded|came)|his (?:appointment|arrival|return)|being appointed|succeeding"
    r"|replacing|arriving|M's (?:appointment|arrival|departure)|(?:M|she) (?:took|arrived"
    r"|was appointed|replaced|came)|then\b)"
    r"|(?:his|her|M's) (?:reign|tenure|spell|stint|tally|time (?:at|in|with)|record\b|N (?:games|matches"
    r"|league games|fixtures)|[a-z]+ (?:reign|tenure|spell|stint))|in the (?:job|post|role|dugout"
    r"|hot ?seat)|on his watch|of his (?:reign|tenure|spell)|(?:his|her|M's) record of|under (?:M|him|her)\b"
    r"|during (?:his|her)|N days|in his N (?:games|matches))\b"
)
_RUN: Final = re.compile(
    r"\b(?:since (?:D|christmas|boxing day|the (?:turn|start|break|international|world cup|new"
    r"|restart|resumption|winter)|january|losing|beating|then|early|late|mid|new year|Y|a )"
    r"|last month|this month|the month of|the calendar year|in the (?:new|second half|first half"
    r"|run-in)|after (?:christmas|the (?:break|turn|world cup))|at home\b|on the road|away from home"
    r"|away games|home games|home form|away form|on their travels|in the (?:group|play-offs?)|of late"
    r"|recent|lately|so far in Y|at anfield|at old trafford)\b"
)
_PRESENT: Final = re.compile(
    r"\b(?:is|are|has|have|sits?|lies?|stands?|remains?|currently|now|'ve|'re|languish(?:es)?|goes|go"
    r"|boast|lead|leads|top|so far|leaves?)\b|'s (?:side|men|team) (?:are|have|sit)"
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


class Attribution:
    """Attribution over one article."""

    def __init__(
        self, published_on: date, scenes: Sequence[Scene], tenures: Sequence[Tenure], cast: Cast, gazetteer: Gazetteer
    ) -> None:
        self.published_on = published_on
        self.scenes = scenes
        self.cast = cast
        self.gazetteer = gazetteer
        self.tenures: dict[tuple[str, str], list[Tenure]] = {}
        self.by_club: dict[str, list[str]] = {}
        for tenure in tenures:
            self.tenures.setdefault((tenure.manager, tenure.club), []).append(tenure)
            self.by_club.setdefault(tenure.club, [])
            if tenure.manager not in self.by_club[tenure.club]:
                self.by_club[tenure.club].append(tenure.manager)
        for manager in cast.managers.values():
            if manager is None:
                continue
            for spell in manager.spells:
                names = self.by_club.setdefault(spell.club, [])
                if manager.name not in names:
                    names.append(manager.name)
        self._this: bool | None = None
        self._told: dict[tuple[int, int, str], str] = {}
        self._expressions: dict[int, list[Expression]] = {}
        self.carried: tuple[int, int, str | None, str] | None = None
        """paragraph, scene, club, season of the last fact whose season was told."""
        self.league_of: dict[tuple[str, str], str] = {}
        self.last_competition: tuple[int, Competition] | None = None
        self.topic: tuple[int, Competition] | None = None
        """The league that a sentence without facts speaks of: "It was a different story in the top flight"."""
        self.head: str | None = None
        """The manager whom the heading above names."""
        self.of_spell: str | None = None
        """The manager whose heading gives a win percentage: what stands below is of his whole spell."""
        self.list_club: str | None = None
        """The club of the last manager who heads a part of a list."""
        self.section: tuple[int, Expression] | None = None
        """The season or date of the heading above."""
        self.last_place: tuple[int, str] | None = None
        """Scene and season of the last place in a table."""
        self.last: Attributed | None = None
        """The last counts of matches or wins, to which "of those" points."""
        self.chain: list[Attributed] = []
        """The counts with which the last ones went on."""
        self.last_season_by_club: dict[str, tuple[int, str]] = {}
        y, m = published_on.year, published_on.month
        self.current_start = y if m >= 7 else y - 1
        self._leagues = self._mentioned_leagues()
        self.main = main_club(cast)
        text = " ".join(scene.tagged.code for scene in scenes)
        self.percentages = re.search(r"\bwin(?:ning|s)?[ -](?:percentages?|rates?|ratios?)\b", text) is not None
        self.qualifying = re.search(r"\bqualif(?:y|ying|iers?|ication)\b", text) is not None
        self.over = _OVER.search(text) is not None and _NOT_OVER.search(text) is None
        """Whether an article of late spring speaks of a season that is over."""
        self.article_season = self._season_of_article()

    # --- the whole ---

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
            else (scene.club_of.get(str(manager)) or self._club_of(str(manager)))
            if manager
            else scene.club
        )
        if club is None:
            return
        team = self.gazetteer.clubs.get(club)
        value = self._value(
            found[0],
            Candidate("", "", found[0].at, found[0].end, []),
            number,
            manager,
            club,
            self._is_calendar(Candidate("", "", 0, 0, []), team),
        )
        if value is not None:
            self.carried = (scene.tagged.sentence.paragraph, number, club, value)

    def attribute(self, candidate: Candidate, number: int) -> list[Attributed]:
        """Return the candidate with its key, for each competition and season. Raises UnclearError with the reason."""
        scene = self.scenes[number]
        if candidate.rule == "win percentage of heading" and not self.percentages:
            raise UnclearError("a percentage of what is not said")
        if self.last is not None and candidate.family == "counts" and self._goes_on(candidate, number, self.last):
            last = self.last
            again = Attributed(
                candidate,
                number,
                last.manager,
                last.club,
                last.competition,
                last.season,
                last.scope,
                last.status,
                candidate.facts,
                list(last.sources),
                dict(last.traits),
            )
            self.chain.append(last)
            self.last = again
            return [again]
        if candidate.family in ("counts", "run") and _STRANGER.search(
            scene.tagged.code, max(0, candidate.start - 90), candidate.start
        ):
            raise UnclearError("of somebody who is not known as a manager")
        sources: list[Source] = []
        manager, club, how = self._who(candidate, number, sources)
        if club is None:
            raise UnclearError("no club that it could be of")
        team = self.gazetteer.clubs.get(club)
        expression, seasons = self._seasons(candidate, number, manager, club, team)
        results = []
        before_list = self.carried
        for season, season_source, certainty in seasons:
            if (
                season is not None
                and manager is not None
                and not any(s.role == "club" and s.scene == number for s in sources)
            ):
                elsewhere = self._club_in(manager, club, season)
                if elsewhere is not None:
                    club, team = elsewhere, self.gazetteer.clubs.get(elsewhere)
                    sources = [s for s in sources if s.role != "club"] + [self._club_source(elsewhere, number, "spell")]
            for competition, competition_how, competition_at in self._competitions(
                candidate, number, club, team, season
            ):
                results.append(
                    self._finish(
                        candidate,
                        number,
                        scene,
                        manager,
                        club,
                        team,
                        how,
                        season,
                        season_source,
                        certainty,
                        expression,
                        competition,
                        competition_how,
                        competition_at,
                        list(sources),
                    )
                )
        if not results:
            raise UnclearError("no competition that it could be in")
        if candidate.rule == "win percentage of heading":
            self.of_spell = self.head
        if results[-1].scope == "tenure" and results[-1].manager == self.head:
            self.list_club = results[-1].club
        if len(seasons) > 1:
            self.carried = before_list
        if candidate.family == "position" and results[-1].season is not None:
            self.last_place = (number, results[-1].season)
        if candidate.family in ("counts", "run") and any(f.field in ("matches", "wins") for f in candidate.facts):
            self.last = results[-1]
            self.chain = []
        return results

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

    def _told_of(self, last: Attributed) -> list[Fact]:
        """Return the facts of the last counts and of those that went on with them."""
        return [fact for one in (*self.chain, last) for fact in one.facts]

    def _finish(
        self,
        candidate: Candidate,
        number: int,
        scene: Scene,
        manager: str | None,
        club: str,
        team: Club | None,
        how: str,
        season: str | None,
        season_source: Source,
        certainty: float,
        expression: Expression | None,
        competition: str,
        competition_how: str,
        competition_at: int | None,
        sources: list[Source],
    ) -> Attributed:
        known = self.gazetteer.competitions.get(competition)
        calendar = known is not None and known.season_kind in ("calendar", "tournament")
        scope = self._scope(candidate, number, expression, manager, club)
        if (
            candidate.family in ("counts", "unbeaten", "run", "share")
            and scope != "season"
            and candidate.competition_at is None
            and _ALL_COMPETITIONS.search(scene.tagged.code)
        ) or (
            candidate.family in ("counts", "unbeaten", "run")
            and _ALL_COMPETITIONS.search(scene.tagged.code)
            and competition_how == "knowledge"
        ):
            competition = "all"
        if candidate.family == "share" and scope == "tenure" and competition_how == "knowledge":
            competition = "all"
        if season is not None and known is not None and known.kind in ("international", "qualifying"):
            competition, season = self._tournament(candidate, known, season)
            known = self.gazetteer.competitions.get(competition, known)
        elif season is not None and competition not in ("all", "league"):
            season = dates.as_kind(season, calendar) if (calendar or "-" not in season) else season
        if scope == "season" and self._is_of_spell(candidate, manager, club, how, season, season_source):
            scope = "tenure"
        if (
            scope == "tenure"
            and competition_how in ("knowledge", "spell", "previous sentence")
            and candidate.generic != "league"
        ):
            competition = "all"
        if scope == "season" and any(f.field == "matches" and f.value > _MOST_MATCHES for f in candidate.facts):
            raise UnclearError("more matches than a season has")
        if scope in ("tenure", "career"):
            season = None
        elif season is None and scope == "season":
            raise UnclearError("no season that it could be of")
        labelled = (
            candidate.family in ("counts", "share")
            and scene.tagged.sentence.kind is Kind.ITEM
            and (
                candidate.rule in ("label and value", "win percentage", "win percentage of heading")
                or not any(ref.manager != self.head for ref in scene.refs)
            )
        )
        if (
            (
                labelled
                and self.head is not None
                and season_source.how in ("publication date", "tense", "knowledge", "previous sentence")
                and candidate.family != "position"
            )
            and not any(f.field == "position" for f in candidate.facts)
            and self._linked(self.head, club)
        ):
            scope, season, manager = "tenure", None, self.head
            if competition_how in ("knowledge", "spell", "previous sentence"):
                competition = "all"
        who = manager
        if season is not None and scope != "tenure":
            better, better_how = self._manager_in(club, season, manager, candidate, number, how)
            if better != manager:
                sources = [s for s in sources if s.role != "manager"]
                if better is not None:
                    sources.append(self._mention_source(better, number, better_how))
            who, how = better, better_how
        status = self._status(candidate, number, who, club, season, scope, competition, known)
        facts = self._facts(candidate, competition, season)
        sources.append(season_source)
        sources.append(
            Source(
                "competition",
                number if competition_at is not None else None,
                competition_at or 0,
                (competition_at or 0) + 1,
                competition_how,
            )
        )
        passing = expression is not None and _in_apposition(scene.tagged.code, expression, len(scene.tagged.code))
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
            "season certainty": certainty,
            "known pair": float(who is not None and bool(self.gazetteer.spells_at(who, club))),
            "told pair": float(who is not None and (who, club) in self.tenures),
            **self._traits(candidate, number, who, club, season, expression),
        }
        return Attributed(candidate, number, who, club, competition, season, scope, status, facts, sources, traits)

    def _is_of_spell(
        self, candidate: Candidate, manager: str | None, club: str, how: str, season: str | None, source: Source
    ) -> bool:
        """Whether counts that no words tie to a season are of the manager's whole spell.

        They are where they are more than a season has, where no season can be told, and where the season that would be
        taken is not one of his.
        """
        if candidate.family not in ("counts", "share") or manager is None:
            return False
        if manager == self.head == self.of_spell and source.how != "stated":
            return True
        fields = {fact.field for fact in candidate.facts}
        if _least_matches(candidate.facts) > _MOST_MATCHES:
            return True
        if source.how == "stated" or not fields & {"matches", "win_pct"}:
            return False
        his = how in ("subject", "named", "surname", "pronoun", "epithet", "heading") or manager == self.head
        if season is None:
            return his and len(fields) > 1
        return his and self._coverage(manager, club, season) <= 0 and not self._overlaps(manager, club, season)

    def _overlaps(self, manager: str, club: str, season: str) -> bool:
        """Whether a known spell of a manager's reaches into a season."""
        last = dates.end_year(season)
        first = last - 1 if "-" in season else last
        return any(s.start <= last and (s.end or 9999) >= first for s in self.gazetteer.spells_at(manager, club))

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
            coverage = self._coverage(who, club, season)
            traits[f"coverage {_share_of(coverage)}"] = 1.0
            traits["current season"] = float(int(season[:4]) >= self.current_start)
            traits["years ago"] = min(3.0, max(0, self.current_start - int(season[:4])) / 5)
        return traits

    # --- who ---

    def _who(
        self, candidate: Candidate, number: int, sources: list[Source]
    ) -> tuple[str | None, str, str] | tuple[str | None, None, str]:
        scene = self.scenes[number]
        code = scene.tagged.code
        left = [r for r in scene.refs if r.at < candidate.end and not (r.club and r.rival and not r.manager)]
        managers = [
            r
            for r in left
            if r.manager
            and not any(c.rival and c.at == r.end + 3 for c in scene.refs)  # "a win over M's C"
            and (
                not r.oblique
                or code[max(0, r.at - 6) : r.at] == "under "
                or (candidate.family in ("counts", "run") and _SUBJECT_OF.fullmatch(code, r.end, candidate.start))
            )
        ]
        clubs = [r for r in left if r.club]
        right = code[candidate.end : candidate.end + 90]
        right_club = _RIGHT_CLUB.match(right)
        right_manager = _RIGHT_MANAGER.match(right)
        beside = re.match(" ?C", code[candidate.end : candidate.end + 2])
        if candidate.rule in ("position: runners-up", "position: placed") and beside:
            found = self._ref(scene, candidate.end + beside.end() - 1)
            if found is not None and found.club:
                clubs = [found]
                managers = []
        told_of = _TOLD_OF.search(code, 0, candidate.start)
        if (
            candidate.family == "position"
            and told_of
            and code[max(0, told_of.start() - 8) : told_of.start()] != "against "
        ):
            found = self._ref(scene, told_of.start())
            if found is not None and found.club:
                clubs = [found]
                managers = [r for r in managers if r.at >= told_of.start() or r is found]
        manager_ref: Ref | None = managers[-1] if managers else None
        if manager_ref is not None and manager_ref.how == "pronoun" and manager_ref.at >= candidate.start:
            same = [r for r in managers if r.manager == manager_ref.manager and r.end <= candidate.start]
            manager_ref = same[-1] if same else manager_ref
        relative = _WHO.search(code, max(0, candidate.start - 60), candidate.start)
        if relative is not None:
            manager_ref = next((r for r in managers if r.end == relative.start()), manager_ref)
        clubs = [r for r in clubs if not r.located or any(self._linked(m.manager, r.club) for m in managers)] or [
            r for r in clubs if not r.located
        ]
        club_ref: Ref | None = clubs[-1] if clubs else None
        moved = _MOVED_CLUB.match(right) if club_ref is None and candidate.family in ("counts", "run") else None
        if moved is not None:
            club_ref = self._ref(scene, candidate.end + moved.start("c"))
        if (right_manager and candidate.family != "title") or (right_manager and "under" in right_manager.group()):
            found = self._ref(scene, candidate.end + right_manager.start("m"))
            if found is not None and found.manager:
                manager_ref = found
        if right_club and (
            club_ref is None
            or (manager_ref is not None and manager_ref.at > club_ref.at)
            or candidate.family in ("title", "move", "round")
        ):
            found = self._ref(scene, candidate.end + right_club.start("c"))
            if (
                found is not None
                and not found.rival
                and (manager_ref is None or self._linked(manager_ref.manager, found.club))
            ):
                club_ref = found
        if candidate.family in ("counts", "share") and self.head is not None and not managers and not right_manager:
            if club_ref is None or club_ref.how == "pronoun" or self._linked(self.head, club_ref.club):
                manager_ref = Ref(0, 0, self.head, None, "heading")
                if club_ref is not None and club_ref.how == "pronoun":
                    club_ref = None
        elif (
            club_ref is not None
            and club_ref.how == "pronoun"
            and club_ref is not manager_ref
            and candidate.family in ("counts", "run")
            and _NOW.search(code, club_ref.end, candidate.end)
        ):
            now = self._moved_on(manager_ref.manager if manager_ref else scene.manager, club_ref.club)
            if now is not None:
                club_ref = Ref(club_ref.at, club_ref.end, None, now, "pronoun")
        manager = manager_ref.manager if manager_ref else None
        club = None
        club_how = ""
        if club_ref is not None and manager_ref is not None and club_ref.club:
            if club_ref.at >= manager_ref.at or club_ref is manager_ref or club_ref.manager == manager:
                club, club_how = club_ref.club, club_ref.how
                if not self._linked(manager, club) and club_ref is not manager_ref:
                    between = code[manager_ref.end : club_ref.at]
                    if len(between) > 50 or club_ref.how in ("pronoun",):
                        manager = None
            elif self._linked(manager, club_ref.club):
                club, club_how = club_ref.club, club_ref.how
            else:
                club = scene.club_of.get(str(manager)) or self._club_of(str(manager))
                club_how = "spell"
                if club is None:
                    club, club_how, manager = club_ref.club, club_ref.how, None
        elif club_ref is not None:
            club, club_how = club_ref.club, club_ref.how
        elif manager_ref is not None:
            club = (
                (manager_ref.club if manager_ref.how != "pronoun" else None)
                or self._his_club(str(manager), number)
                or manager_ref.club
                or scene.club_of.get(str(manager))
                or self._club_of(str(manager))
            )
            club_how = "spell"
        elif scene.club is not None:
            later = [r for r in scene.refs if r.at >= candidate.end and r.club and not r.rival]
            club, club_how = scene.club, "previous sentence"
            if scene.manager is not None and self._linked(scene.manager, club):
                club = self._his_club(scene.manager, number) or club
            if later and scene.heading:
                club, club_how = later[0].club, later[0].how
        elif scene.manager is not None:
            club = self._club_of(scene.manager)
            manager, club_how = scene.manager, "previous sentence"
        if club is None and manager is not None and manager == self.head:
            club, club_how = self.list_club or self.main, "title"
        if club is None:
            return manager, None, ""
        how = manager_ref.how if manager_ref is not None and manager else ""
        if (
            club_ref is not None
            and manager_ref is not None
            and how
            and club_ref is not manager_ref
            and club == club_ref.club
            and club_ref.at > manager_ref.at
            and _CLUB_IS_SUBJECT.match(code, club_ref.end)
        ):
            how = "same sentence"
        if (
            candidate.family in ("counts", "run")
            and manager_ref is not None
            and how in ("named", "surname", "epithet")
            and manager_ref.end <= candidate.start
            and _SUBJECT_OF.fullmatch(code, manager_ref.end, candidate.start)
        ):
            how = "subject"
        if manager is None and scene.manager and self._linked(scene.manager, club):
            manager, how = scene.manager, "previous sentence"
        if manager is not None:
            if (
                manager_ref is not None
                and manager == manager_ref.manager
                and how not in ("previous sentence", "heading")
            ):
                sources.append(Source("manager", number, manager_ref.at, manager_ref.end, how))
            else:
                sources.append(self._mention_source(manager, number, "previous sentence"))
        if club_ref is not None and club == club_ref.club:
            sources.append(Source("club", number, club_ref.at, club_ref.end, club_ref.how))
        else:
            sources.append(self._club_source(club, number, club_how))
        return manager, club, how or "spell"

    def _club_in(self, manager: str, club: str, season: str) -> str | None:
        """Return the club that a manager had in a season, where it cannot be the one he was last spoken of with."""
        if not self.gazetteer.spells_at(manager, club) or self._coverage(manager, club, season) > 0:
            return None
        known = self.cast.managers.get(manager)
        if known is None:
            return None
        fits = {
            s.club
            for s in known.spells
            if s.club in self.cast.clubs and s.club != club and self._coverage(manager, s.club, season) >= 1.2
        }
        return fits.pop() if len(fits) == 1 else None

    def _ref(self, scene: Scene, at: int) -> Ref | None:
        return next((r for r in scene.refs if r.at <= at < r.end), None)

    def _linked(self, manager: str | None, club: str | None) -> bool:
        if manager is None or club is None:
            return False
        return (manager, club) in self.tenures or bool(self.gazetteer.spells_at(manager, club))

    def _moved_on(self, manager: str | None, club: str | None) -> str | None:
        """Return the club that a manager has now, where he has left the one he was last spoken of with."""
        if manager is None or club is None or any(t.status != "ended" for t in self.tenures.get((manager, club), [])):
            return None
        now = self._news_clubs(manager, current=True)
        return now[0] if len(now) == 1 and now[0] != club and self._linked(manager, club) else None

    def _news_clubs(self, manager: str, *, current: bool = False) -> list[str]:
        """Return the clubs that a manager has, or has just left, at publication."""
        return [
            club
            for (name, club), group in self.tenures.items()
            if name == manager and any(t.status == "current" or (not current and self._just_ended(t)) for t in group)
        ]

    def _his_club(self, manager: str, number: int) -> str | None:
        """Return the club of a manager's that the paragraph speaks of, else the article's main club if it is one of his."""
        paragraph = self.scenes[number].tagged.sentence.paragraph
        for scene in self.scenes[number::-1]:
            if scene.tagged.sentence.paragraph != paragraph:
                break
            for ref in reversed(scene.refs):
                if (
                    not ref.club
                    or ref.rival
                    or ref.manager
                    or ref.how == "pronoun"
                    or not self._linked(manager, ref.club)
                ):
                    continue
                if not _FORMER.search(scene.tagged.code, max(0, ref.at - 12), ref.at):
                    return ref.club
        news = self._news_clubs(manager)
        if len(news) == 1:
            return news[0]
        return self.main if self._linked(manager, self.main) else None

    def _just_ended(self, tenure: Tenure) -> bool:
        """Whether a spell ended in the months before publication: it is the article's news."""
        end = tenure.ended
        if end is None or end.month is None:
            return False
        months = (self.published_on.year - end.year) * 12 + self.published_on.month - end.month
        return 0 <= months <= 1

    def _club_of(self, manager: str) -> str | None:
        mine = [t for (m, _), group in self.tenures.items() if m == manager for t in group]
        current = [t.club for t in mine if t.status == "current"]
        if current:
            return current[0]
        known = self.cast.managers.get(manager)
        if known is not None:
            here = [
                s.club
                for s in known.spells
                if s.covers(self.published_on.year) and s.start < self.published_on.year and s.club in self.cast.clubs
            ]
            here = [c for c in here if all(t.status != "ended" for t in self.tenures.get((manager, c), []))]
            if here:
                return here[-1]
        recent = [t for t in mine if t.ended is not None and (self.published_on.year - t.ended.year) <= 1]
        if recent:
            return recent[0].club
        if known is not None:
            here = [s.club for s in known.spells if s.covers(self.published_on.year) and s.club in self.cast.clubs]
            if here:
                return here[-1]
        return mine[0].club if len({t.club for t in mine}) == 1 else None

    def _mention_source(self, manager: str, number: int, how: str) -> Source:
        for at_scene in range(number, max(-1, number - _REACH), -1):
            for ref in reversed(self.scenes[at_scene].refs):
                if ref.manager == manager and ref.how in ("named", "surname", "epithet"):
                    return Source(
                        "manager",
                        at_scene,
                        ref.at,
                        ref.end,
                        "same sentence" if at_scene == number else "previous sentence" if how != "spell" else "spell",
                    )
        for at_scene in range(number + 1, min(len(self.scenes), number + _REACH)):
            for ref in self.scenes[at_scene].refs:
                if ref.manager == manager:
                    return Source("manager", at_scene, ref.at, ref.end, "spell")
        return Source("manager", None, 0, 0, "knowledge")

    def _club_source(self, club: str, number: int, how: str) -> Source:
        for at_scene in range(number, max(-1, number - _REACH), -1):
            for ref in reversed(self.scenes[at_scene].refs):
                if ref.club == club and ref.how in ("named", "nickname"):
                    return Source(
                        "club",
                        at_scene,
                        ref.at,
                        ref.end,
                        "same sentence" if at_scene == number else "previous sentence",
                    )
        return Source("club", None, 0, 0, "knowledge" if how != "spell" else "spell")

    def _coverage(self, manager: str, club: str, season: str) -> float:
        """Return how surely a manager had a club in a season: below 0 not, 3 the whole of it."""
        last = dates.end_year(season)
        first = last - 1 if "-" in season else last
        best = -2.0
        spells = self.gazetteer.spells_at(manager, club)
        for spell in spells:
            end = spell.end if spell.end is not None else 9999
            if spell.start == self.published_on.year and (manager, club) not in self.tenures:
                continue
            if spell.start <= first and end > last:
                best = max(best, 3.0)
            elif spell.start <= first and end >= last:
                best = max(best, 2.8)
            elif spell.start <= last and end > last:
                best = max(best, 2.3 if spell.start == first else 1.6)
            elif spell.start <= last and end >= last:
                best = max(best, 1.5)
            elif spell.start <= first <= end:
                best = max(best, 1.2)
        months = (5, 6, 7, 8)
        current = first >= self.current_start or (last >= self.published_on.year and "-" not in season)
        for tenure in self.tenures.get((manager, club), ()):
            begun = tenure.began.year if tenure.began else None
            new = any(
                r.rule in ("appointed", "appoint", "join", "replace", "take over", "become") for r in tenure.reports
            ) and (
                begun is None or (begun == self.published_on.year and (tenure.began.month or 6) >= 5)  # type: ignore[union-attr]
            )
            if (
                new
                and self.published_on.month in months
                and last == self.published_on.year
                and tenure.status != "ended"
                and (not spells or spells[-1].start == self.published_on.year)
            ):
                return -3.0
            over = tenure.ended.year if tenure.ended else None
            score = (0.6 if all(r.rule.startswith("under") for r in tenure.reports) else 1.0) if not spells else 0.0
            if begun is not None and tenure.began is not None:
                if begun > last or (begun == last and "-" in season and (tenure.began.month or 1) >= 7):
                    score = -3.0
                    if not spells or begun >= max(s.start for s in spells):
                        best = (
                            min(best, -1.0)
                            if tenure.status == "current" and not any(s.start < begun - 1 for s in spells)
                            else best
                        )
                else:
                    score += 1.0
            if (over is not None and over < first) or (
                over is not None
                and over == first
                and "-" in season
                and tenure.ended is not None
                and (tenure.ended.month or 12) <= 6
            ):
                score = -3.0
            if current:
                if tenure.status == "current" and not (
                    not spells and all(r.status is None for r in tenure.reports) and len(self.by_club.get(club, ())) > 1
                ):
                    score += 2.5
                elif tenure.status == "agreed":
                    score = -3.0
                elif over is not None and over >= first:
                    score += 1.5
            elif tenure.status == "current" and not spells and begun is None:
                score += 0.3
            if score > 0:
                best = max(best, score)
        return best

    def _manager_in(
        self, club: str, season: str, manager: str | None, candidate: Candidate, number: int, how: str
    ) -> tuple[str | None, str]:
        scores: dict[str, float] = {}
        scene = self.scenes[number]
        here = {r.manager for r in scene.refs if r.manager}
        for name in self.by_club.get(club, ()):
            if name not in self.cast.managers:
                continue
            score = self._coverage(name, club, season)
            if score < 0 and name != manager:
                continue
            if name == manager:
                score += _SURENESS.get(how, 1.0)
            elif name in here:
                score += 0.5
            if candidate.scope == "run" and any(x.status == "current" for x in self.tenures.get((name, club), ())):
                score += 1.0 if _NOW.search(scene.tagged.code, candidate.start, candidate.end + 60) else 0.0
            if name == self._departed(club) and int(season[:4]) >= self.current_start:
                score += 1.5
            if candidate.family in ("title", "position", "round", "move"):
                if self._ends_season(name, club, season):
                    score += 0.4
                elif name != manager or how not in ("subject", "named", "surname", "pronoun", "epithet"):
                    score -= 0.8
            scores[name] = score
        if manager is not None and manager not in scores:
            scores[manager] = 5.0 if how == "subject" else 1.0 if self.gazetteer.managers.get(manager) is None else 0.4
        if not scores:
            return None, ""
        best = max(scores, key=lambda name: scores[name])
        if scores[best] < 0.35:
            return None, ""
        return best, how if best == manager else "spell"

    def _departed(self, club: str) -> str | None:
        """Return the manager whose departure from a club is the article's news: the table is still his."""
        for name in self.by_club.get(club, ()):
            for tenure in self.tenures.get((name, club), ()):
                gone = any(r.rule in ("sack", "sacked", "leave", "sacking of") and r.scene <= 5 for r in tenure.reports)
                fresh = tenure.ended is None or (
                    tenure.ended.year == self.published_on.year
                    and tenure.ended.month is not None
                    and self.published_on.month - tenure.ended.month in (0, 1)
                )
                if tenure.status == "ended" and gone and fresh:
                    return name
        return None

    def _ends_season(self, manager: str, club: str, season: str) -> bool:
        last = dates.end_year(season)
        return any(s.start <= last and (s.end is None or s.end > last) for s in self.gazetteer.spells_at(manager, club))

    # --- season ---

    def expressions(self, number: int) -> list[Expression]:
        """Return the words of a sentence that say a season."""
        if number not in self._expressions:
            self._expressions[number] = expressions(self.scenes[number].tagged)
        return self._expressions[number]

    def _season_of_article(self) -> str | None:
        """Return the season of the past that an article is on, where its head says one."""
        for number in range(min(4, len(self.scenes))):
            for e in self.expressions(number):
                if e.kind == "season" and isinstance(e.value, str) and int(e.value[:4]) < self.current_start:
                    return e.value
        return None

    def _is_calendar(self, candidate: Candidate, team: Club | None) -> bool:
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

    def _current(self, calendar: bool) -> str:
        return str(self.published_on.year) if calendar else dates.split_season(self.current_start)

    def _seasons(
        self, candidate: Candidate, number: int, manager: str | None, club: str, team: Club | None
    ) -> tuple[Expression | None, list[tuple[str | None, Source, float]]]:
        calendar = self._is_calendar(candidate, team)
        scene = self.scenes[number]
        code = scene.tagged.code
        if candidate.years_at:
            return None, [self._of_year(number, at, calendar) for at in candidate.years_at]
        chosen = self._choose(candidate, number)
        if candidate.holder and (chosen is None or chosen.kind == "current"):
            return None, [(self._held(calendar), Source("season", None, 0, 0, "publication date"), 0.6)]
        if (
            candidate.rule == "position: and then"
            and self.last_place is not None
            and self.last_place[0] == number
            and (chosen is None or chosen.end <= candidate.start)
        ):
            return None, [
                (
                    dates.shift(self.last_place[1], 1),
                    Source("season", number, candidate.start, candidate.end, "stated"),
                    0.5,
                )
            ]
        then = self._date_of_place(candidate, number) if chosen is None else None
        if then is not None:
            return then[0], [
                (
                    dates.season_at(then[1], calendar),
                    Source("season", number - 1, then[0].at, then[0].end, "previous sentence"),
                    0.6,
                )
            ]
        if self.section is not None and (chosen is None or chosen.kind in ("nth", "nth later", "same")):
            at_number, e = self.section
            value = self._value(e, candidate, at_number, manager, club, calendar)
            if value is not None:
                return e, [(value, Source("season", at_number, e.at, e.end, "heading"), 0.8)]
        if (chosen is None or chosen.kind in ("date", "current", "nth")) and _BEFORE_THAT.search(code[: candidate.end]):
            raise UnclearError("of an earlier time that is not named")
        if chosen is not None:
            lists = self._list_of_years(candidate, code, number, chosen, calendar)
            if lists:
                return chosen, lists
            memo = (number, chosen.at, club)
            value = self._told.get(memo) or self._value(chosen, candidate, number, manager, club, calendar)
            if value is not None:
                if chosen.kind in ("next", "previous", "same"):
                    self._told[memo] = value
                return chosen, [
                    (
                        value,
                        Source("season", number, chosen.at, chosen.end, "stated"),
                        1.0 if chosen.kind in ("season", "year", "current", "last") else 0.7,
                    )
                ]
        if candidate.family == "run" or candidate.scope == "run":
            return None, [(self._current(calendar), Source("season", None, 0, 0, "publication date"), 0.5)]
        paragraph = scene.tagged.sentence.paragraph
        before = code[max(0, candidate.start - 70) : candidate.end]
        present = _PRESENT.search(before) is not None
        if scene.tagged.sentence.kind is Kind.ITEM or scene.heading:
            heading = self._heading_season(number, calendar)
            if heading is not None:
                return None, [heading]
        if self.carried is not None and not (present and not re.search(r"\b(?:had|were|was)\b", before)):
            at_paragraph, at_scene, at_club, season = self.carried
            if at_paragraph == paragraph and (at_club == club or number - at_scene <= 1):
                return None, [(season, Source("season", at_scene, 0, 0, "previous sentence"), 0.7)]
        if present:
            return None, [(self._current(calendar), Source("season", None, 0, 0, "tense"), 0.8)]
        heading = self._heading_season(number, calendar)
        if heading is not None:
            return None, [heading]
        return None, [self._by_spell(candidate, number, manager, club, calendar)]

    def _date_of_place(self, candidate: Candidate, number: int) -> tuple[Expression, When] | None:
        """Return the date of the sentence before, when the club "were" in a place: "hired in October. They were 17th"."""
        scene = self.scenes[number]
        if candidate.family != "position" or not _WAS_THEN.search(scene.tagged.code, 0, candidate.start) or number == 0:
            return None
        if self.scenes[number - 1].tagged.sentence.paragraph != scene.tagged.sentence.paragraph:
            return None
        said = [e for e in self.expressions(number - 1) if e.kind == "date" and isinstance(e.value, When)]
        return (
            (said[-1], said[-1].value) if said and isinstance(said[-1].value, When) and said[-1].value.month else None
        )

    def _of_year(self, number: int, at: int, calendar: bool) -> tuple[str | None, Source, float]:
        """Return the season of a year in a list of titles: the one that ended in it."""
        value = self.scenes[number].tagged.atoms[at].value
        season = value if isinstance(value, str) else str(value) if calendar else dates.split_season(value - 1)
        return season, Source("season", number, at, at + 1, "stated"), 1.0

    def _held(self, calendar: bool) -> str:
        """Return the season whose title champions hold at publication: this one once it is over, else the last."""
        current = self._current(calendar)
        fresh = self.published_on.month in ((11, 12) if calendar else (5, 6))
        return current if fresh else dates.shift(current, -1)

    def _heading_season(self, number: int, calendar: bool) -> tuple[str, Source, float] | None:
        for back in range(number - 1, max(-1, number - 5), -1):
            if self.scenes[back].tagged.sentence.kind in (Kind.HEADING, Kind.ITEM):
                for e in self.expressions(back):
                    if e.kind == "season":
                        return str(e.value), Source("season", back, e.at, e.end, "heading"), 0.8
                    if e.kind == "year" and self.scenes[back].heading and isinstance(e.value, int):
                        return (
                            (str(e.value) if calendar else dates.split_season(e.value - 1)),
                            Source("season", back, e.at, e.end, "heading"),
                            0.6,
                        )
                if self.scenes[back].heading:
                    return None
        return None

    def _by_spell(
        self, candidate: Candidate, number: int, manager: str | None, club: str, calendar: bool
    ) -> tuple[str | None, Source, float]:
        """Return the season by common knowledge: the one of a short spell, or the running one of a current spell."""
        scene = self.scenes[number]
        current = self._current(calendar)
        who = manager
        if who is None:
            who, _ = self._manager_in(club, current, None, candidate, number, "")
        tenures = self.tenures.get((who, club), []) if who else []
        fresh = any(
            t.status == "current"
            or (
                t.ended is not None
                and t.ended.year == self.published_on.year
                and (self.published_on.month - (t.ended.month or self.published_on.month)) <= 1
            )
            for t in tenures
        )
        spells = self.gazetteer.spells_at(who, club) if who else []
        if tenures and fresh:
            return current, Source("season", None, 0, 0, "publication date"), 0.55
        if (
            len(spells) == 1
            and spells[0].end is not None
            and not calendar
            and spells[0].end - spells[0].start == 1
            and spells[0].end < self.published_on.year
        ):
            return dates.split_season(spells[0].start), Source("season", None, 0, 0, "knowledge"), 0.4
        if who is None or not (spells or tenures):
            first = number <= 3 or scene.tagged.sentence.kind is Kind.TITLE
            if first:
                return current, Source("season", None, 0, 0, "publication date"), 0.4
        if (
            who is not None
            and self._coverage(who, club, current) > 0.9
            and (candidate.family != "title" or self.published_on.month in (4, 5, 6))
        ):
            return current, Source("season", None, 0, 0, "publication date"), 0.45
        if (
            spells
            and spells[-1].covers(self.published_on.year)
            and not any(t.status == "ended" for t in tenures)
            and self._coverage(str(who), club, current) > 0
        ):
            return current, Source("season", None, 0, 0, "publication date"), 0.5
        earlier = self.last_season_by_club.get(club)
        if earlier is not None and number - earlier[0] <= 6:
            return earlier[1], Source("season", earlier[0], 0, 0, "previous sentence"), 0.35
        if self.article_season is not None:
            return self.article_season, Source("season", 0, 0, 0, "title"), 0.35
        return None, Source("season", None, 0, 0, "knowledge"), 0.0

    def _choose(self, candidate: Candidate, number: int) -> Expression | None:
        """Return the words that say the season of a candidate: those after it in its clause, else before it."""
        code = self.scenes[number].tagged.code
        found = [
            e
            for e in self.expressions(number)
            if e.kind not in ("since", "since date") and not _in_apposition(code, e, candidate.start)
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
            if len(gap) > 40 and re.search(r"\b(?:but|while|now|today)\b", gap) and _PRESENT.search(gap):
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
    ) -> list[tuple[str | None, Source, float]]:
        """Return several seasons where years are listed: "in 2007, 2008 and 2009", "in both 2014-15 and 2015-16"."""
        if chosen.at < candidate.start - 3 or candidate.family not in ("title", "position", "round", "move"):
            return []
        match = re.compile(r"[YS](?:, [YS])*,?(?: and (?:again in |then in )?[YS])+").match(code, chosen.at)
        if not match:
            return []
        out: list[tuple[str | None, Source, float]] = []
        for at in range(chosen.at, match.end()):
            atom = self.scenes[number].tagged.atoms.get(at)
            if atom is None or atom.code not in "YS":
                continue
            out.append(self._of_year(number, at, calendar))
        return out if len(out) > 1 else []

    def _value(
        self, e: Expression, candidate: Candidate, number: int, manager: str | None, club: str, calendar: bool
    ) -> str | None:
        current = self._current(calendar)
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
                    current = self._current(calendar)
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

    # --- competition ---

    def _mentioned_leagues(self) -> dict[str, list[Competition]]:
        leagues: dict[str, list[Competition]] = {}
        for scene in self.scenes:
            for atom in scene.tagged.atoms.values():
                if atom.code == "K":
                    for competition in atom.value.competitions:
                        if competition.kind == "league":
                            names = leagues.setdefault(competition.country, [])
                            if competition not in names:
                                names.append(competition)
        return leagues

    def _competitions(
        self, candidate: Candidate, number: int, club: str, team: Club | None, season: str | None
    ) -> list[tuple[str, str, int | None]]:
        at = candidate.competition_at
        country = team.country if team else ""
        if at is not None:
            named = self._named(number, at, team, season)
            if named is None:
                raise UnclearError("a competition in which the club does not play")
            if candidate.generic in ("promotion to", "relegation to"):
                below = self._tier(named, 1 if candidate.generic == "promotion to" else -1)
                if below is None:
                    raise UnclearError("promoted from a league that is not named")
                return [(below, "knowledge", at)]
            if candidate.family == "position" and named.kind not in (
                "league",
                "continental",
                "international",
                "qualifying",
            ):
                raise UnclearError("a place in a cup")
            if candidate.family == "move" and named.kind != "league":
                raise UnclearError("promotion in a cup")
            return [(named.name, "named", at)]
        domestic = self.gazetteer.domestic.get(country, {})
        generic = candidate.generic
        if generic == "group":
            generic = "that cup"
        if generic == "both cups":
            return [
                (self._of_women(domestic[kind]), "knowledge", None)
                for kind in ("cup", "league cup")
                if kind in domestic
            ]
        if generic in ("cup", "league cup", "super cup", "that cup"):
            previous = self._previous_cup(number, candidate, team, season)
            if generic == "that cup" or (generic == "cup" and previous is not None and previous[0].kind == "cup"):
                if previous is None:
                    if country in ("United States", "Canada", "Australia"):
                        playoffs = self._league(candidate, number, club, team, season)
                        if playoffs is not None:
                            return [(playoffs[0], "knowledge", None)]
                    raise UnclearError("no competition that it could be in")
                return [(previous[0].name, "previous sentence", None)]
            name = domestic.get(generic)
            if name is None:
                raise UnclearError("no cup that it could be")
            return [(self._of_women(name), "knowledge", None)]
        if generic == "promotion to" or generic == "relegation to":
            words = candidate.words
            if "top flight" in words or "top division" in words:
                top = domestic.get("league")
                below = (
                    self._tier(self.gazetteer.competitions[top], 1)
                    if top in self.gazetteer.competitions and generic == "promotion to"
                    else None
                )
                if below:
                    return [(below, "knowledge", None)]
            league = self._league(candidate, number, club, team, season)
            if league is None:
                raise UnclearError("no league that it could be")
            return [(league[0], league[1], None)]
        league = self._league(candidate, number, club, team, season)
        if generic in ("double", "treble"):
            out: list[tuple[str, str, int | None]] = [(league[0], "knowledge", None)] if league else []
            if "cup" in domestic:
                out.append((self._of_women(domestic["cup"]), "knowledge", None))
            if generic == "treble":
                if country == "Scotland" or "domestic" in candidate.words:
                    if "league cup" in domestic:
                        out.append((self._of_women(domestic["league cup"]), "knowledge", None))
                else:
                    out.append((self._of_women("UEFA Champions League"), "knowledge", None))
            return out
        if team is not None and team.national:
            previous = self._previous_cup(number, candidate, team, season)
            if previous is None:
                if candidate.family in ("counts", "run", "share", "unbeaten"):
                    return [("all", "knowledge", None)]
                raise UnclearError("no competition that it could be in")
            return [(previous[0].name, "previous sentence", None)]
        if league is None:
            if team is None or not team.country:
                return [("league", "knowledge", None)]
            if all(fact.field not in ("points", "position", "result") for fact in candidate.facts) and (
                _TENURE.search(self.scenes[number].tagged.code)
                or _ALL_COMPETITIONS.search(self.scenes[number].tagged.code)
            ):
                return [("all", "knowledge", None)]
            raise UnclearError("a league that nobody names")
        if candidate.family == "move" and candidate.facts[0].value == "promoted":
            known = self.gazetteer.competitions.get(league[0])
            if known is not None and known.tier == 1:
                below = self._tier(known, 1)
                if below is not None:
                    return [(below, "knowledge", None)]
        return [(league[0], league[1], league[2])]

    def _named(self, number: int, at: int, team: Club | None, season: str | None) -> Competition | None:
        atom = self.scenes[number].tagged.atoms[at]
        options: list[Competition] = list(atom.value.competitions)
        country = team.country if team else None
        fits = [c for c in options if team is None or self._plays_in(team, c)]
        if not fits:
            if country and country not in ("Wales",):
                era = self.gazetteer.era_name(atom.value.printed, country, season)
                if era:
                    return self._women_of(self.gazetteer.competitions[era])
                twin = self.gazetteer.competitions.get(
                    f"{'Scottish' if country == 'Scotland' else country} {atom.value.printed}"
                )
                if twin is not None:
                    return twin
                if len(options) == 1 and options[0].kind == "league" and options[0].tier == 1:
                    home = self.gazetteer.domestic.get(country, {}).get("league")
                    if home and atom.value.printed in home:
                        return self.gazetteer.competitions[home]
            return None
        chosen = fits[0]
        if chosen.country in ("England", "Scotland", "France") and season is not None:
            era = self.gazetteer.era_name(atom.value.printed, chosen.country, season)
            if era is not None:
                chosen = self.gazetteer.competitions[era]
        return self._women_of(chosen)

    def _plays_in(self, team: Club, competition: Competition) -> bool:
        if competition.kind in _BEYOND and competition.country in _CONFEDERATIONS:
            return True
        if team.national:
            return competition.kind in ("international", "qualifying")
        if team.country == competition.country or not competition.country or not team.country:
            return True
        if team.country == "Wales" and competition.country == "England":
            return True
        return team.country in competition.country

    def _of_women(self, name: str) -> str:
        known = self.gazetteer.competitions.get(name)
        return self._women_of(known).name if known is not None else name

    def _women_of(self, competition: Competition) -> Competition:
        if not self.cast.women or competition.women:
            return competition
        other = {
            "FA Cup": "Women's FA Cup",
            "League Cup": "Women's League Cup",
            "UEFA Champions League": "UEFA Women's Champions League",
            "FIFA World Cup": "FIFA Women's World Cup",
            "UEFA European Championship": "UEFA Women's Championship",
            "Bundesliga": "Frauen-Bundesliga",
            "DFB-Pokal": "DFB-Pokal Frauen",
            "Championship": "Women's Championship",
            "UEFA Nations League": "UEFA Women's Nations League",
            "Premier League": "Women's Super League",
            "Copa del Rey": "Copa de la Reina",
            "Ligue 1": "Division 1 Féminine",
            "La Liga": "Liga F",
        }.get(competition.name)
        return self.gazetteer.competitions.get(other or "", competition)

    def _tier(self, league: Competition, step: int) -> str | None:
        if league.tier is None:
            return None
        for other in self.gazetteer.competitions.values():
            if (
                other.kind == "league"
                and other.country == league.country
                and other.tier == league.tier + step
                and other.women == league.women
            ):
                if other.name.endswith("Division") and league.country == "England":
                    continue
                return other.name
        return None

    def _previous_cup(
        self, number: int, candidate: Candidate, team: Club | None, season: str | None
    ) -> tuple[Competition, int] | None:
        for back in range(number, max(-1, number - 4), -1):
            atoms = [
                a
                for a in self.scenes[back].tagged.atoms.values()
                if a.code == "K" and (back < number or a.at < candidate.end)
            ]
            for atom in sorted(atoms, key=lambda a: -a.at):
                competition = self._named(back, atom.at, team, season)
                if competition is not None and (competition.kind != "league" or (team is not None and team.national)):
                    return competition, atom.at
            if atoms and back < number:
                break
        return None

    def _league(
        self, candidate: Candidate, number: int, club: str, team: Club | None, season: str | None
    ) -> tuple[str, str, int | None] | None:
        """Return the league of a club in a season: named near, learned before in the article, or the usual one."""
        code = self.scenes[number].tagged.code
        code_atoms = [a for a in self.scenes[number].tagged.atoms.values() if a.code == "K"]
        counts = candidate.family in ("counts", "run", "unbeaten", "share")
        best: tuple[int, Competition, int] | None = None
        for atom in code_atoms:
            competition = self._named(number, atom.at, team, season)
            if competition is None or (
                competition.kind != "league"
                and not (counts and candidate.generic is None and _IN_CUP.search(code, 0, atom.at + 1))
            ):
                continue
            if "Shield" in competition.name:
                continue
            if competition.name.endswith("qualifying"):
                continue
            distance = min(abs(atom.at - candidate.start), abs(atom.at - candidate.end))
            limit = 60 if competition.kind != "league" else 120
            if distance < limit and (best is None or distance < best[0]):
                best = (distance, competition, atom.at)
        if best is not None:
            return best[1].name, "same sentence", best[2]
        tier = self._tier_in_words(candidate, number, team)
        if tier is not None:
            return self._era(tier, season), "same sentence", None
        if season is not None and (club, season) in self.league_of:
            return self.league_of[club, season], "spell", None
        if (
            self.last_competition is not None
            and number - self.last_competition[0] <= 1
            and self.scenes[self.last_competition[0]].tagged.sentence.paragraph
            == self.scenes[number].tagged.sentence.paragraph
        ):
            last = self.last_competition[1]
            if team is not None and last.kind == "league" and self._plays_in(team, last):
                same = self.last_season_by_club.get(club)
                if same is not None and same[1] == season:
                    return last.name, "previous sentence", None
        if (
            (
                self.topic is not None
                and number - self.topic[0] <= 2
                and self.scenes[self.topic[0]].tagged.sentence.paragraph
                == self.scenes[number].tagged.sentence.paragraph
            )
            and team is not None
            and self._plays_in(team, self.topic[1])
        ):
            return self._era(self.topic[1], season), "previous sentence", None
        country = team.country if team else ""
        if country == "Wales":
            country = "England"
        usual = self.gazetteer.competitions.get(team.league or "") if team else None
        if not (usual is not None and usual.tier == 1):
            near = self._near_league(number, club, team, season)
            if near is not None:
                return near, "spell", None
        mentioned = [c for c in self._leagues.get(country, []) if c.women == self.cast.women]
        if (
            season is not None
            and season == self._current(season.isdecimal())
            and len(mentioned) == 1
            and not (usual is not None and (usual in mentioned or usual.tier == 1))
        ):
            return self._era(mentioned[0], season), "knowledge", None
        if usual is not None and usual.tier is not None and usual.tier >= 2 and not usual.women and not self.cast.women:
            # A club that goes up and down: its league of a season is known only from the text.
            dominant = self._dominant_league(country)
            if dominant is not None and season == self._current(False):
                return self._era(dominant, season), "knowledge", None
            if usual in mentioned and (season is None or self.published_on.year >= 2024):
                return self._era(usual, season), "knowledge", None
            if len(mentioned) == 1:
                return self._era(mentioned[0], season), "knowledge", None
            return None
        if usual is not None:
            if self.cast.women and not usual.women:
                usual = self._women_of(usual)
            return self._era(usual, season), "knowledge", None
        if len(mentioned) == 1:
            return self._era(mentioned[0], season), "knowledge", None
        return None

    def _tournament(self, candidate: Candidate, known: Competition, season: str) -> tuple[str, str]:
        """Return a tournament, or the qualifying for it, with the year of its edition."""
        name = known.name
        year = dates.end_year(season)
        if (
            known.kind == "international"
            and candidate.family in ("counts", "position", "run", "unbeaten")
            and self.qualifying
        ):
            name = _QUALIFYING.get(name, name)
        cycle = _CYCLES.get(name.replace(" qualifying", ""))
        if name.startswith("World Cup"):
            cycle = _CYCLES["FIFA World Cup"]
        elif name.startswith("European Championship"):
            cycle = _CYCLES["UEFA European Championship"]
        if cycle is None:
            return name, str(year) if known.season_kind != "split" else season
        period, offset = cycle
        wait = (offset - year) % period
        if "qualifying" in name:
            return name, str(year + wait)
        return name, str(year if wait == 0 else year - (period - wait))

    def _dominant_league(self, country: str) -> Competition | None:
        """Return the league of a country that the article is on: named twice and more than all its others together."""
        named: dict[str, int] = {}
        leagues: dict[str, Competition] = {}
        for scene in self.scenes:
            for atom in scene.tagged.atoms.values():
                if atom.code == "K":
                    first = atom.value.competitions[0]
                    if first.kind == "league" and first.country == country:
                        named[first.name] = named.get(first.name, 0) + 1
                        leagues[first.name] = first
        for name, count in named.items():
            if count >= 2 and count > sum(named.values()) - count:
                return leagues[name]
        return None

    def _tier_in_words(self, candidate: Candidate, number: int, team: Club | None) -> Competition | None:
        """Return the league of "the top flight", "the second tier" near a candidate."""
        if team is None:
            return None
        code = self.scenes[number].tagged.code
        for match in re.finditer(
            r"\b(?:(?P<top>top (?:flight|division|tier))|(?P<o>O)[ -](?:tier|division))\b(?! (?:side|club"
            r"|team|opponents|C))",
            code,
        ):
            if min(abs(match.start() - candidate.end), abs(candidate.start - match.end())) > 50:
                continue
            tier = 1 if match.group("top") else self.scenes[number].tagged.atoms[match.start("o")].value
            country = "England" if team.country == "Wales" else team.country
            for other in self.gazetteer.competitions.values():
                if (
                    other.kind == "league"
                    and other.country == country
                    and other.tier == tier
                    and other.women == self.cast.women
                    and not (other.last_season and country == "England")
                ):
                    return other
        return None

    def _near_league(self, number: int, club: str, team: Club | None, season: str | None) -> str | None:
        """Return the league that the text names beside the club, in the sentence nearest to this one."""
        best: tuple[int, Competition] | None = None
        for other in range(max(0, number - 12), min(len(self.scenes), number + 13)):
            scene = self.scenes[other]
            if "K" not in scene.tagged.code:
                continue
            clubs = [r.club for r in scene.refs if r.club and not (r.rival and not r.manager)]
            if club not in clubs or len(set(clubs)) > 2:
                continue
            told = [
                str(e.value)[:4] if e.kind == "season" else str(int(str(e.value)) - 1)
                for e in self.expressions(other)
                if e.kind in ("season", "year")
            ]
            if told and season is not None and season[:4] not in told:
                continue
            for atom in scene.tagged.atoms.values():
                if atom.code != "K":
                    continue
                named = self._named(other, atom.at, team, season)
                if named is not None and named.kind == "league" and "Shield" not in named.name:
                    distance = abs(other - number)
                    if best is None or distance < best[0]:
                        best = (distance, named)
        return self._era(best[1], season) if best is not None else None

    def _era(self, league: Competition, season: str | None) -> str:
        """Return the name of a tier in a season: the top one in England was the First Division before 1992."""
        if (
            league.country == "England"
            and season is not None
            and int(season[:4]) < 1992
            and league.tier is not None
            and league.tier <= 4
        ):
            return ("First Division", "Second Division", "Third Division", "Fourth Division")[league.tier - 1]
        return league.name

    # --- scope, status, facts ---

    def _scope(
        self, candidate: Candidate, number: int, expression: Expression | None, manager: str | None, club: str
    ) -> str:
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
            and (seasonal or _PRESENT.search(around) is not None)
            and (expression is None or expression.kind == "current")
        ):
            return "run"
        if _RUN.search(close) and not (expression is not None and expression.kind in ("current", "season")):
            return "run"
        if _TENURE.search(around) and not (
            seasonal and expression is not None and expression.kind in ("season", "current", "last", "year")
        ):
            if candidate.family == "counts" and any(f.field == "points" for f in candidate.facts):
                return "season"
            return "tenure"
        if candidate.family == "unbeaten" and candidate.facts[0].field == "matches":
            return "run"
        return "season"

    def _just_appointed(self, manager: str | None, club: str, number: int) -> bool:
        """Whether the sentences before told how the manager came."""
        tenures = self.tenures.get((manager, club), []) if manager is not None else []
        return any(r.began is not None and 0 <= number - r.scene <= 2 for t in tenures for r in t.reports)

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

    def _has_another(self, manager: str, club: str) -> bool:
        """Whether words of the article make somebody else the present manager of a club."""
        return any(
            tenure.status == "current"
            for (name, at), group in self.tenures.items()
            if at == club and name != manager
            for tenure in group
        )

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

    def _is_current(self, manager: str | None, club: str) -> bool:
        if manager is None:
            return False
        return any(s.covers(self.published_on.year) for s in self.gazetteer.spells_at(manager, club))

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


def _least_matches(facts: Sequence[Fact]) -> int:
    """Return of how many matches counts are at least: the number told, or that of their wins, draws and losses."""
    told = {fact.field: fact.value for fact in facts}
    return int(max(told.get("matches", 0), sum(told.get(name, 0) for name in ("wins", "draws", "losses"))))


def _is_fragment(code: str, candidate: Candidate) -> bool:
    """Whether a sentence is its counts alone, without a verb: "No wins", "A dozen matches at the helm"."""
    return (
        _VERBLESS.fullmatch(code[: candidate.start]) is not None
        and _VERBLESS.fullmatch(code[candidate.end :]) is not None
    )


_VERBLESS: Final = re.compile(
    r"[ ,.;:()–—-]*(?:(?:in charge|at the helm|in all|all told|only|just|on the clock|overall)[ ,.;:–—-]*)?"
)
_BREAKS: Final = re.compile(
    r"[;:]|\b(?:but|while|whereas|before|after|and then|although|though|having|who|having|since|until"
    r"|replaced|sacked|left|joined|took)\b|, and |[MC] (?:have|has|were|won|finished|was|are|is)\b"
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


def _in_apposition(code: str, expression: Expression, start: int) -> bool:
    """Whether a season is said in passing of the subject, and not of what its verb, at or before `start`, tells.

    "Forest, last year's champions under Clough, lost three times": the defeats are not last year's.
    """
    comma = code.rfind(", ", 0, expression.at)
    possessive = code[: expression.end].endswith("'s")
    if comma < 0 or expression.end > start or code[: expression.at].endswith(("to ", "until ")):
        return False
    if not possessive and _ADVERBIAL.fullmatch(code, comma + 2, expression.at):
        return False
    return _MAIN_VERB.match(code, expression.end, start + 12) is not None


_WAS_THEN: Final = re.compile(r"\b(?:were|was|lay|sat|stood)(?: (?:[a-z]+ly|then|only|in|at|the|still))* $")
_BEFORE_THAT: Final = re.compile(
    r"\b(?:after|before|following|until|once|because|in which|during which) [^.;:]{0,60}\bhad (?:(?:[a-z]+ly|just|only|never"
    r"|also) )?(?:won|lost|drawn|finished|come|ended|taken|reached|gone|been|led|won|scored|conceded)\b[^,.;:]{0,40}$"
)
"""A clause in the past perfect about the time before: "after two years in which they had come in seventh"."""
_ADVERBIAL: Final = re.compile(
    r"(?:(?:and|but|then|or|so) )?(?:(?:in|by|at|for|from|early|late|back|again) )*(?:the |his |its )?"
)
_MAIN_VERB: Final = re.compile(
    r"[^,;:]{0,60}, (?:(?:have|has|had|also|then|only|never|just|now|still) )*(?:won|lost|drew|are|were|is|was|finished|took"
    r"|went|came|beat|sit|sits|sat|led|reached|ended|lie|stand|scored|conceded|missed|fell|slipped|climbed|dropped)\b"
)


def _share_of(coverage: float) -> str:
    """Return how much of a season a manager had, in words."""
    return "none" if coverage < 0 else "part" if coverage < 1.4 else "some" if coverage < 2.4 else "whole"


def _english_round(ordinal: int, competition: str) -> str:
    if competition == "FA Cup":
        return {4: "round_of_32", 5: "round_of_16", 6: "quarter_final"}.get(ordinal, "early_round")
    if competition in ("League Cup", "Scottish Cup") and ordinal == 4:
        return "round_of_16" if competition == "League Cup" else "round_of_32"
    if competition == "Scottish Cup" and ordinal == 5:
        return "round_of_16"
    return "early_round"
