"""The readings of whose a phrase is: every manager, club and season that it could be of, and what speaks for each.

Which is the likeliest is decided by `ranking` with trained weights. Where somebody stands belongs in `mention_traits`, which
seasons there are in `season_readings`, competitions and scopes in `scopes`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipelines.parsing import dates, ranking
from pipelines.parsing.candidate import Candidate
from pipelines.parsing.discourse import Ref, Scene
from pipelines.parsing.gazetteer import Spell
from pipelines.parsing.mention_traits import MentionTraits
from pipelines.parsing.season_readings import Season, SeasonReadings
from pipelines.parsing.tenures import Tenure
from pipelines.parsing.views import group_of, nearness

if TYPE_CHECKING:
    from pipelines.parsing.attribution import Attribution


@dataclass(slots=True)
class Pair:
    """A manager, or nobody, and a club, with what speaks for them."""

    manager: str | None
    club: str
    traits: list[str]
    score: float = 0.0


@dataclass(slots=True)
class Option:
    """A reading: manager, club and season."""

    pair: Pair
    season: Season | None
    traits: list[str]
    """What speaks for them together."""
    share: float = 0.0


Look = Callable[[Scene, Candidate, list[Option]], list[Option]]
"""Sees the readings of a phrase and returns them, the likeliest first: how training looks on."""
_MOST_PAIRS: Final = 10
_COVERED: Final = ((-1.5, "none"), (0, "hardly"), (0.5, "0"), (1.4, "1"), (2.4, "2"))
"""How much of a season a manager had a club, in steps."""
_NEW_CLAUSE: Final = re.compile(r"[MCP]|[a-z]{4,} [a-z]{3,} [a-z]{3,}")
_CLOSE: Final = 16
"""Letters between two phrases that are close by."""


class Keys:
    """The readings of the phrases of one article. `told` is the attribution that knows what came before."""

    def __init__(self, told: "Attribution", weights: dict[str, float], look: Look | None = None) -> None:
        self.told = told
        self.weights = weights
        self.look = look
        self.mentions = MentionTraits(told.scenes, told.cast)
        self.seasons = SeasonReadings(told)

    def refs(self, number: int) -> list[Ref]:
        """Return the places of a sentence that point to a person or a club, strangers included."""
        return self.mentions.refs[number]

    def ranked(self, candidate: Candidate, number: int) -> list[Option]:
        """Return the readings of a phrase with their shares, the likeliest first."""
        options: list[Option] = []
        scores: list[float] = []
        for pair in self._likely(self._pairs(candidate, number)):
            seasons = self.seasons.of(candidate, number, pair.manager, pair.club)
            for season in seasons or (None,):
                traits = self._fit(pair, season, candidate, number) if season is not None else ["no season"]
                if season is not None and self._is_elsewhere(pair.club, season.season, candidate, number):
                    continue
                options.append(Option(pair, season, traits))
                said = season.traits if season is not None else ()
                scores.append(pair.score + ranking.score((*said, *traits), self.weights))
        if not options:
            return []
        for option, share in zip(options, ranking.shares(scores), strict=True):
            option.share = share
        options.sort(key=lambda option: -option.share)
        return options if self.look is None else self.look(self.told.scenes[number], candidate, options)

    def _likely(self, pairs: list[Pair]) -> list[Pair]:
        for pair in pairs:
            pair.score = ranking.score(pair.traits, self.weights)
        if not self.weights:
            return pairs  # the first lessons are of all pairs
        return sorted(pairs, key=lambda pair: -pair.score)[:_MOST_PAIRS]

    def _pairs(self, candidate: Candidate, number: int) -> list[Pair]:
        """Return the managers and clubs that a phrase may be of."""
        told, mentions = self.told, self.mentions
        scene = told.scenes[number]
        recent = range(max(0, number - 2), number + 1)
        strangers = sorted({str(r.manager) for n in recent for r in self.refs(n) if r.manager in mentions.strangers})
        clubs = {name: self._club(name, candidate, number) for name in mentions.clubs}
        people = {name: self._person(name, candidate, number) for name in mentions.managers}
        people |= {name: [*self._person(name, candidate, number), "m: stranger"] for name in strangers}
        where = {name: mentions.where(name, True, candidate, number) for name in people}
        where |= {name: mentions.where(name, False, candidate, number) for name in clubs}
        here = {name for r in scene.refs for name in (r.manager, r.club)}
        around = here | {r.club for n in recent[:-1] for r in self.refs(n) if not r.rival} | {scene.club, told.main}
        owned = {(r.manager, r.club) for r in scene.refs if r.manager and r.club}
        lately = {r.manager for n in recent for r in self.refs(n)}
        spoken_of = here | {scene.manager, told.head, mentions.most_named()} | lately
        pairs = []
        for club in clubs:
            linked = 0
            for manager in mentions.managers:
                tenures = told.tenures.get((manager, club), [])
                spells = told.gazetteer.spells_at(manager, club)
                if tenures or spells or (manager, club) in owned or scene.club_of.get(manager) == club:
                    linked += 1
                elif not (manager in spoken_of and club in around):
                    continue
                link = "told" if tenures else "known" if spells else "new"
                place = f"pair: m {where[manager]}, c {where[club]}"
                traits = [*people[manager], *clubs[club], place, f"{place}, {link}"]
                if (manager, club) in owned:
                    traits.append("pair: owned")
                pairs.append(Pair(manager, club, traits + self._together(manager, club, tenures, spells, scene)))
            if club in here or club in (scene.club, told.main):
                pairs += [Pair(name, club, [*people[name], *clubs[club], "pair: stranger"]) for name in strangers]
            nobody = f"nobody: c {where[club]}"
            traits = ["nobody", nobody, f"{nobody}, {min(linked, 2)} known", f"nobody: of {min(linked, 2)} known"]
            if any(r.manager for r in scene.refs):
                traits.append("nobody: somebody is here")
            pairs.append(Pair(None, club, [*traits, *clubs[club]]))
        for names in self._told_owners(candidate, number):
            pairs = [pair for pair in pairs if pair.manager in names or pair.club in names] or pairs
        for pair in pairs:
            pair.traits += self._beside_last(pair, candidate, number)
        return pairs

    def _told_owners(self, candidate: Candidate, number: int) -> list[tuple[str, ...]]:
        """Return the managers or clubs of whom one must be in the key, as far as the words leave no choice.

        These are the side that a phrase names as beaten; or the name to which it is attached, the subject of its clause
        where that is named, and, in a sentence without managers, the one who heads the part of a list.
        """
        mentions, refs = self.mentions, self.refs(number)
        if candidate.of_at is not None:
            beaten = mentions.at(candidate.of_at, number)
            return [(beaten,)] if beaten is not None else []
        owners: list[tuple[str, ...]] = []
        attached = mentions.attached(candidate, number)
        if attached is not None:
            owners.append((attached,))
        subject, depth = mentions.subject(candidate, number)
        if subject is not None and depth < 2 and subject.manager and subject.how in ("named", "surname", "epithet"):
            joint = self.told.scenes[number].tagged.code.endswith(" and ", 0, subject.at)
            beside = [str(r.manager) for r in refs if joint and r.manager and r.end == subject.at - len(" and ")]
            owners.append((subject.manager, *beside))
        if self.told.head is not None and not any(r.manager for r in refs):
            owners.append((self.told.head,))
        return owners

    def _person(self, name: str, candidate: Candidate, number: int) -> list[str]:
        traits = self.mentions.of(name, True, candidate, number)
        if name == self.told.head:
            kind = self.told.scenes[number].tagged.sentence.kind.value
            alone = "" if any(r.manager for r in self.refs(number)) else ", none here"
            traits += ["m: heads", f"m: heads, {kind}{alone}"]
        return traits

    def _club(self, name: str, candidate: Candidate, number: int) -> list[str]:
        traits = self.mentions.of(name, False, candidate, number)
        if name == self.told.main:
            traits.append("c: main")
        if name == self.told.list_club:
            traits.append("c: of list")
        return traits

    def _together(
        self, manager: str, club: str, tenures: Sequence[Tenure], spells: Sequence[Spell], scene: Scene
    ) -> list[str]:
        """Return how a manager and a club belong together, by text and reference."""
        told = self.told
        traits = [f"pair: told {tenure.status}" for tenure in tenures] or ["pair: not told"]
        if spells:
            now = any(spell.covers(told.published_on.year) for spell in spells)
            traits.append("pair: known now" if now else "pair: known then")
        elif told.gazetteer.managers.get(manager) is not None and club in told.gazetteer.clubs:
            traits.append("pair: unknown")
        if scene.club_of.get(manager) == club:
            traits.append("pair: last spoken of")
        if told.club_of(manager) == club:
            traits.append("pair: his club")
        if told.departed(club) == manager:
            traits.append("pair: departed")
        return traits

    def _beside_last(self, pair: Pair, candidate: Candidate, number: int) -> list[str]:
        """Return how a pair stands to the last phrase whose owner was told."""
        if not self.told.history:
            return []
        last = self.told.history[-1]
        near = nearness(self.told.scenes, last.scene, number)
        if last.scene == number:
            between = self.told.scenes[number].tagged.code[last.candidate.end : candidate.start]
            if len(between) < _CLOSE or not _NEW_CLAUSE.search(between):
                near = "close by"
        same_manager, same_club = last.manager == pair.manager, last.club == pair.club
        named = (("pair", same_manager and same_club), ("c", same_club), ("m", same_manager))
        return [f"{what}: of last, {near}" for what, same in named if same]

    def _is_elsewhere(self, club: str, season: str, candidate: Candidate, number: int) -> bool:
        """Whether a club is known to have played that season in another league than the one of a phrase."""
        told = self.told
        at = candidate.competition_at
        if at is None or candidate.generic in ("promotion to", "relegation to"):
            return False
        named = told.named(number, at, told.gazetteer.clubs.get(club), season)
        if named is None or named.kind != "league":
            return False
        return told.gazetteer.played_in(club, named.name, season) is False and bool(
            told.gazetteer.leagues_of(club, season)
        )

    def _moved(self, club: str, season: str) -> str:
        """Return whether a club played higher or lower a season later, by the leagues in which it is known to have played."""
        tiers = []
        later = dates.shift(season, 1)
        for one in (season, later):
            known = [self.told.gazetteer.competitions[name].tier for name in self.told.gazetteer.leagues_of(club, one)]
            tiers.append(next((tier for tier in known if tier is not None), None))
        before, after = tiers
        if before is None or after is None:
            return "unknown"
        return "up" if after < before else "down" if after > before else "stayed"

    def _league_fits(self, club: str, season: str, candidate: Candidate, number: int) -> list[str]:
        """Return whether the club played that season in the leagues that the sentence of a phrase names."""
        told = self.told
        team = told.gazetteer.clubs.get(club)
        traits = set()
        for atom in told.scenes[number].tagged.atoms.values():
            if atom.code != "K" or not any(c.kind == "league" for c in atom.value.competitions):
                continue
            named = told.named(number, atom.at, team, season)
            if named is None:
                played: bool | None = False
            elif named.kind != "league":
                continue
            else:
                played = told.gazetteer.played_in(club, named.name, season)
            word = "unknown whether" if played is None else "played" if played else "not"
            traits.add(f"fit: {word} in league {'of phrase' if atom.at == candidate.competition_at else 'beside'}")
        if candidate.family == "move":
            traits.add(f"fit: {candidate.facts[0].value}, moved {self._moved(club, season)}")
        return sorted(traits)

    def _fit(self, pair: Pair, season: Season, candidate: Candidate, number: int) -> list[str]:
        """Return how a pair and a season go together."""
        told = self.told
        league = self._league_fits(pair.club, season.season, candidate, number)
        if pair.manager is None:
            return [f"fit: nobody, {season.how}", *league]
        coverage = told.coverage(pair.manager, pair.club, season.season)
        share = next((step for limit, step in _COVERED if coverage < limit), "3")
        known = "known" if told.gazetteer.spells_at(pair.manager, pair.club) else "new"
        group = group_of(candidate)
        return [
            *league,
            f"fit: {share}",
            f"fit: {share}, {known}",
            f"fit: {share}, {season.how}",
            f"fit: {share}, article of {self.seasons.era}",
            f"fit: {group}, ends {told.ends_season(pair.manager, pair.club, season.season)}",
            f"fit: {group}, {share}",
            f"fit: {season.known}, {share}",
            f"fit: {season.known}, {share}, {known}",
        ]
