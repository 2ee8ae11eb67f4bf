"""The readings of what a phrase counts: every competition it could be in, and a season, a run or a whole spell.

Which is the likeliest is decided by `ranking` with trained weights; whose it is was decided in `keys` before.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipelines.parsing import ranking
from pipelines.parsing.candidate import Candidate
from pipelines.parsing.gazetteer import Competition
from pipelines.parsing.keys import Option
from pipelines.parsing.seasons import Expression
from pipelines.parsing.views import gap, group_of

if TYPE_CHECKING:
    from pipelines.parsing.attribution import Attribution


@dataclass(slots=True)
class Reach:
    """A competition, or `all`, and a scope, with what speaks for them."""

    competition: str
    scope: str
    traits: list[str]
    how: str
    at: int | None
    share: float = 0.0


LookAtReaches = Callable[[int, Candidate, Option, list[Reach]], list[Reach]]
"""Sees the readings of a phrase and returns them, the likeliest first: how training looks on."""
_COUNTED: Final = ("counts", "run", "share", "unbeaten")
_ALL: Final = re.compile(
    r"\b(?:all competitions|all fronts|all told|every competition|competitive (?:games|matches|fixtures)|in all\b"
    r"|cup ties included|all comps|overall|competitive)\b"
)
_LEAGUE: Final = re.compile(r"\b(?:league|table|division|tier|flight|points?|matchday|standings|title)\b")
_CHARGE: Final = re.compile(
    r"\b(?:in (?:[a-z]+ )?charge|at the helm|as (?:[a-zC']+ )*(?:manager|boss|coach)|since (?:taking|his|her|he|she|M|then"
    r"|being|succeeding|replacing)|reign|tenure|spell|stint|in the (?:job|post|role|dugout)|on (?:his|her) watch"
    r"|(?:his|her) (?:time|record|tally)|under (?:M|him|her)|N days|leaves?|departs?|left)\b"
)
_STRETCH: Final = re.compile(
    r"\b(?:since (?:D|christmas|boxing|the|losing|beating|early|late|mid|new|Y)|last month|this month|calendar year"
    r"|run|streak|in a row|straight|successive|consecutive|on the (?:spin|trot|bounce)|of late|recent|lately|at home"
    r"|away|on the road|unbeaten in|without (?:a )?(?:win|defeat)|winless|last N|final N|past N|previous N|O N|group)\b"
)
_SINCE: Final = re.compile(
    r"\bsince (?:christmas|boxing day|new year|easter|the (?:turn of|winter break|restart|new year))\b"
)
"""What a stretch begins with that is no season and no spell."""
_SIZES: Final = ((6, "few"), (14, "some"), (26, "half"), (48, "whole"), (80, "all"))


class Reaches:
    """The readings of the phrases of one article. `told` is the attribution that knows what came before."""

    def __init__(self, told: "Attribution", weights: dict[str, float], look: LookAtReaches | None = None) -> None:
        self.told = told
        self.weights = weights
        self.look = look

    def ranked(
        self, candidate: Candidate, number: int, option: Option, expression: Expression | None, season: str | None
    ) -> list[Reach]:
        """Return the readings of a phrase with their shares, the likeliest first."""
        competitions = self._possible(self._competitions(candidate, number, option, season), candidate, option, season)
        scopes = self._scopes(candidate, number, option, expression)
        group = group_of(candidate)
        reaches = []
        for name, (traits, how, at) in competitions.items():
            for scope, scope_traits in scopes.items():
                both = [f"k {'all' if name == 'all' else 'one'} {scope}", f"k {how} {scope}"]
                both.append(f"{both[0]} {candidate.generic} {_ALL.search(self._code(number)) is not None}")
                mine = [*traits, *scope_traits]
                reaches.append(Reach(name, scope, [*mine, *both, *(f"{group}|{t}" for t in traits)], how, at))
        if not reaches:
            return []
        scores = [ranking.score(reach.traits, self.weights) for reach in reaches]
        for reach, share in zip(reaches, ranking.shares(scores), strict=True):
            reach.share = share
        reaches.sort(key=lambda reach: -reach.share)
        return reaches if self.look is None else self.look(number, candidate, option, reaches)

    def _code(self, number: int) -> str:
        return self.told.scenes[number].tagged.code

    # --- competitions ---

    def _possible(
        self,
        found: dict[str, tuple[list[str], str, int | None]],
        candidate: Candidate,
        option: Option,
        season: str | None,
    ) -> dict[str, tuple[list[str], str, int | None]]:
        """Return the competitions without those in which the phrase cannot be, as long as others remain.

        A club goes up or down from the league it was in, plays in no league where it is known to have played in another,
        has no group in a league of one table, and wins a shield with the matches of the league.
        """
        gazetteer = self.told.gazetteer
        then = [name for name in gazetteer.leagues_of(option.pair.club, season) if name in found]
        kinds = {name: self._kind(gazetteer.competitions.get(name)) for name in found}
        out = set()
        if then and candidate.family == "move":
            out = set(found) - set(then)
        elif then and candidate.competition_at is None:
            out = {name for name, kind in kinds.items() if kind == "league" and name not in then}
        if candidate.generic == "group" or candidate.rule in ("position: group", "position: lettered group"):
            out |= {name for name, kind in kinds.items() if kind == "league"}
        if candidate.family in _COUNTED:
            out |= {name for name in found if name.endswith("Shield")}
        return {name: reading for name, reading in found.items() if name not in out} or found

    def _competitions(
        self, candidate: Candidate, number: int, option: Option, season: str | None
    ) -> dict[str, tuple[list[str], str, int | None]]:
        told = self.told
        club = option.pair.club
        team = told.gazetteer.clubs.get(club)
        found: dict[str, tuple[list[str], str, int | None]] = {}

        def add(name: str | None, traits: Iterable[str], how: str, at: int | None = None) -> None:
            if name is None:
                return
            if name in found:
                found[name][0].extend(traits)
            else:
                found[name] = (list(traits), how, at)

        code = self._code(number)
        for name, how, at in told.by_rule(candidate, number, club, team, season):
            add(name, ["k: rule", f"k: rule, {how}", f"k: rule, {candidate.generic}, {how}"], how, at)
        places = sorted(a.at for a in told.scenes[number].tagged.atoms.values() if a.code == "K")
        for at in places:
            named = told.named(number, at, team, season)
            if named is None:
                continue
            side = "inside" if candidate.start <= at < candidate.end else "before" if at < candidate.start else "after"
            between = code[at + 1 : candidate.start] if side == "before" else code[candidate.end : at]
            others = sum(1 for other in places if min(at, candidate.start) < other < max(at, candidate.start))
            kind = self._kind(named)
            add(
                self._name(named, season),
                [
                    f"k: {side}, gap {gap(between)}",
                    f"k: {side}, {min(others, 2)} between",
                    f"k: {side}, {kind}",
                    *(["k: of phrase"] if at == candidate.competition_at else []),
                    *(["k: after 'in'"] if code[max(0, at - 7) : at].startswith(("in the", " in ")) else []),
                    *(["k: only one here"] if len(places) == 1 else []),
                    *(["k: clause"] if not re.search(r"[;:,]| and | but ", between) else []),
                ],
                "same sentence" if at != candidate.competition_at else "named",
                at,
            )
        for back in (1, 2):
            if number - back < 0:
                break
            same = told.scenes[number - back].tagged.sentence.paragraph == told.scenes[number].tagged.sentence.paragraph
            atoms = [a for a in told.scenes[number - back].tagged.atoms.values() if a.code == "K"]
            for atom in atoms:
                named = told.named(number - back, atom.at, team, season)
                if named is not None:
                    add(
                        self._name(named, season),
                        [
                            f"k: {back} before, {'same' if same else 'other'} paragraph",
                            f"k: before, {self._kind(named)}",
                        ],
                        "previous sentence",
                    )
        if told.history:
            last = told.history[-1]
            near = "same sentence" if last.scene == number else "earlier"
            alike = "same" if (last.club, last.season) == (club, season) else "other"
            add(
                last.competition,
                [f"k: of last, {near}", f"k: of last, {alike}", f"k: of last, {near}, {alike}"],
                "previous sentence",
            )
        if season is not None and (club, season) in told.league_of:
            add(told.league_of[club, season], ["k: told of the season"], "spell")
        if team is not None:
            usual = told.gazetteer.competitions.get(team.league or "")
            if usual is not None:
                current = season is not None and int(season[:4]) >= 2024
                add(
                    told.era(told.women_of(usual), season),
                    [f"k: usual, tier {usual.tier}", f"k: usual, tier {usual.tier}, {current}"],
                    "knowledge",
                )
            country = "England" if team.country == "Wales" else team.country
            for league in told.leagues.get(country, []):
                if league.women == told.cast.women:
                    add(
                        told.era(league, season),
                        ["k: league of article", f"k: one of {min(len(told.leagues[country]), 3)} leagues of article"],
                        "knowledge",
                    )
            dominant = told.dominant_league(country)
            if dominant is not None:
                add(told.era(dominant, season), ["k: main league"], "knowledge")
        for name in told.gazetteer.leagues_of(club, season):
            add(name, ["k: league of the club then"], "knowledge")
        if candidate.family in _COUNTED:
            add("all", ["k: all", f"k: all, said {_ALL.search(code) is not None}"], "knowledge")
        out = {}
        for name, (traits, how, at) in found.items():
            known = told.gazetteer.competitions.get(name)
            traits.append(f"k: {self._kind(known)} {candidate.family}")
            traits.append(f"k: {self._kind(known)} {candidate.generic}")
            if known is not None and known.kind == "league":
                played = told.gazetteer.played_in(club, name, season)
                traits += [f"k: played in {played}", f"k: played in {played}, {how}"]
            traits.append(f"k: {self._kind(known)} league words {_LEAGUE.search(code) is not None}")
            out[name] = (traits, how, at)
        return out

    def _kind(self, known: Competition | None) -> str:
        return known.kind if known is not None else "other"

    def _name(self, known: Competition, season: str | None) -> str:
        return self.told.era(known, season) if known.kind == "league" else known.name

    # --- scopes ---

    def _scopes(
        self, candidate: Candidate, number: int, option: Option, expression: Expression | None
    ) -> dict[str, list[str]]:
        if candidate.family not in _COUNTED:
            return {"season": []}
        told = self.told
        code = self._code(number)
        rule = told.scope(candidate, number, expression, option.pair.manager, option.pair.club)
        before = code[max(0, candidate.start - 60) : candidate.start]
        inside = code[candidate.start : candidate.end]
        after = code[candidate.end : candidate.end + 45]
        fields = {fact.field for fact in candidate.facts}
        matches = next((f.value for f in candidate.facts if f.field == "matches"), None)
        most = sum(f.value for f in candidate.facts if f.field in ("wins", "draws", "losses") and f.value is not None)
        size = max(matches or 0, most)
        kind = expression.kind if expression is not None else "nothing"
        cues = [
            f"rule {rule}",
            f"phrase {candidate.scope}",
            f"family {candidate.family}",
            f"{candidate.rule}",
            f"told by {kind}",
            f"stretch {candidate.stretch}, opening {candidate.opening}",
            f"stretch {candidate.stretch}, told by {kind}",
            f"size {next((word for limit, word in _SIZES if size <= limit), 'more')}",
            f"fields {'matches' if 'matches' in fields else ''} {'points' if 'points' in fields else ''}",
            f"kind {told.scenes[number].tagged.sentence.kind.value}",
            f"heads {option.pair.manager == told.head}",
        ]
        words = []
        for side, text in (("before", before), ("inside", inside), ("after", after)):
            words += [f"charge {side}"] if _CHARGE.search(text) else []
            words += [f"stretch {side}"] if _STRETCH.search(text) else []
        cues += [*words, f"rule {rule}, {', '.join(words)}"]
        tenures = told.tenures.get((str(option.pair.manager), option.pair.club), ())
        cues += [f"spell {tenure.status}" for tenure in tenures]
        if told.history and told.history[-1].club == option.pair.club:
            cues.append(f"last {told.history[-1].scope}{', same sentence' if told.history[-1].scene == number else ''}")
        scopes = ("run",) if _SINCE.search(code) and rule == "run" else ("season", "run", "tenure")
        return {scope: [f"{scope}: {cue}" for cue in cues] for scope in scopes}
