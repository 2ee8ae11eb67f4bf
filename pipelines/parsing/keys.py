"""The readings of whose a phrase is: every manager, club and season that it could be of, and what speaks for each.

The options are plain (who is named, who is spoken of, which seasons are said or known); which is the likeliest is decided
by `ranking` with trained weights. No place of the text is judged here by a rule of its own.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipelines.parsing import dates, ranking
from pipelines.parsing.candidate import Candidate
from pipelines.parsing.discourse import Ref, Scene
from pipelines.parsing.document import Kind
from pipelines.parsing.seasons import Expression, in_apposition
from pipelines.parsing.tagging import lower

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
_ATTACHED: Final = re.compile(
    r"[CMP], (?:the|who|whose|which)(?: (?:have|has|had|were|was|at least|only|also|then|themselves|duly|eventually))* $"
)
_LINK: Final = 14
"""Letters between a name and a phrase at most, for the words between to speak for themselves."""
_MOST_PAIRS: Final = 10
_GROUP: Final = {"counts": "counts", "run": "counts", "share": "counts", "unbeaten": "counts", "position": "place"}
_WORDS_BEFORE: Final = re.compile(r"([a-z']+)[ ,(]*(?:the |a |G |C |former |boss |manager |coach |head )*$")
_BARRIER: Final = re.compile(
    r"[;:]|\b(?:but|while|whereas|before|after|although|though|until|since|having|who|which|where|when|with|and)\b|, "
)
_PREPOSITIONS: Final = frozenset(
    (
        *(
            "under",
            "with",
            "for",
            "at",
            "of",
            "by",
            "from",
            "against",
            "over",
            "to",
            "beat",
            "behind",
            "above",
            "than",
            "and",
        ),
        *(
            "but",
            "replaced",
            "succeeded",
            "left",
            "joined",
            "led",
            "took",
            "guided",
            "steered",
            "after",
            "before",
            "in",
            "on",
        ),
        *("off", "into", "past", "facing"),
    )
)
PRESENT: Final = re.compile(r"\b(?:is|are|has|have|sits?|lies?|stands?|remains?|currently|now|'ve|'re|so far|yet to)\b")
_PERFECT: Final = re.compile(r"\b(?:has|have|'ve)\b")
_PLUPERFECT: Final = re.compile(r"\bhad\b")
_PAST: Final = re.compile(
    r"\b(?:was|were|won|lost|drew|finished|came|ended|took|went|led|guided|steered|reached|beat|fell|earned|lifted"
    r"|claimed|secured|delivered|brought|did|got|made|missed|saw|[a-z]{3,}ed)\b"
)


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
_COVERED: Final = ((-1.5, "none"), (0, "hardly"), (0.5, "0"), (1.4, "1"), (2.4, "2"), (9, "3"))
"""How much of a season a manager had a club, in steps."""
_NO_PERSON: Final = re.compile(r"(?:Last|This|Next|That|Old|New|Park|Road|Stadium)\b")
_THEN: Final = re.compile(r"\b(?:follow(?:ed|ing)|then|next|after that|later|return|again|before)\b")


def group_of(candidate: Candidate) -> str:
    """Return the kind of phrase as far as its owner is concerned."""
    return _GROUP.get(candidate.family, "result")


def gap(length: int) -> str:
    """Return how far apart two places are, in steps."""
    return "0" if length < 4 else "1" if length < 18 else "2" if length < 45 else "3" if length < 90 else "4"


def _is_word(code: str, start: int, end: int) -> bool:
    return not (code[start - 1 : start].isalnum() or code[end : end + 1].isalnum())


class Keys:
    """The readings of the phrases of one article. `told` is the attribution that knows what came before."""

    def __init__(self, told: "Attribution", weights: dict[str, float], look: Look | None = None) -> None:
        self.told = told
        self.look = look
        self.weights = weights
        self.scenes: Sequence[Scene] = told.scenes
        self._mentions: dict[str, list[int]] = {}
        self._refs: list[list[Ref]] = []
        self._order: dict[tuple[int, int, bool], list[str]] = {}
        surnames: dict[str, str] = {}
        """The surname, in small letters, of each person named in full so far who is no known manager."""
        for number, scene in enumerate(self.scenes):
            refs = list(scene.refs)
            strangers = self._people_in(scene, surnames)
            if strangers:
                refs += strangers
                refs.sort(key=lambda ref: ref.at)
            self._refs.append(refs)
            for ref in refs:
                for name in (ref.manager, ref.club):
                    if name is not None:
                        self._mentions.setdefault(name, []).append(number)
        known = told.cast.managers
        self._strangers = {r.manager for refs in self._refs for r in refs if r.how == "person"} - set(known)
        managers = [name for name in known if name in self._mentions]
        self._rank = {
            name: rank
            for names in (managers, [c for c in told.cast.clubs if c in self._mentions])
            for rank, name in enumerate(sorted(names, key=lambda n: -len(self._mentions[n])))
        }
        self._managers = managers
        self.era = self._era_of_article()
        self._clubs = [c for c in told.cast.clubs if c in self._mentions]

    def _era_of_article(self) -> str:
        """Return whether the seasons and dates that an article says are of the past or of now."""
        years = [
            int(str(e.value)[:4]) if e.kind != "date" else getattr(e.value, "year", 0)
            for number in range(len(self.scenes))
            for e in self.told.expressions(number)
            if e.kind in ("season", "year", "date") and e.value is not None
        ]
        old = sum(year < self.told.current_start - 1 for year in years)
        return "now" if not old else "past" if old == len(years) else "mostly past" if old * 2 > len(years) else "mixed"

    def _people_in(self, scene: Scene, surnames: dict[str, str]) -> list[Ref]:
        """Return where a sentence names people who are no known managers, in full or later by surname."""
        tagged = scene.tagged
        found = []
        for surname, name in surnames.items():
            at = tagged.code.find(surname)
            if at >= 0 and _is_word(tagged.code, at, at + len(surname)):
                start = tagged.offset(at)
                if tagged.sentence.text[start : start + 1].isupper():
                    found.append(Ref(at, at + len(surname), name, None, "person"))
        for atom in tagged.atoms.values():
            if atom.code == "P" and not _NO_PERSON.match(str(atom.value)):
                name = str(atom.value)
                found.append(Ref(atom.at, atom.at + 1, name, None, "person"))
                last = lower(name.split()[-1])
                if len(last) > 3:
                    surnames[last] = name
        return found

    def refs(self, number: int) -> list[Ref]:
        """Return the places of a sentence that point to a person or a club, strangers included."""
        return self._refs[number]

    def options(self, candidate: Candidate, number: int) -> list[Option]:
        """Return the readings of a phrase."""
        out: list[Option] = []
        for pair in self._likely(self.pairs(candidate, number)):
            seasons = self.seasons(candidate, number, pair)
            if not seasons:
                out.append(Option(pair, None, ["no season"]))
            out += [Option(pair, season, self.fit(pair, season, candidate)) for season in seasons]
        return out

    def _likely(self, pairs: list[Pair]) -> list[Pair]:
        for pair in pairs:
            pair.score = ranking.score(pair.traits, self.weights)
        if not self.weights:
            return pairs
        return sorted(pairs, key=lambda pair: -pair.score)[:_MOST_PAIRS]

    def ranked(self, candidate: Candidate, number: int) -> list[Option]:
        """Return the readings of a phrase with their shares, the likeliest first."""
        options = self.options(candidate, number)
        if not options:
            return []
        scores = [
            option.pair.score
            + ranking.score(option.season.traits if option.season else (), self.weights)
            + ranking.score(option.traits, self.weights)
            for option in options
        ]
        for option, share in zip(options, ranking.shares(scores), strict=True):
            option.share = share
        options.sort(key=lambda option: -option.share)
        return options if self.look is None else self.look(self.scenes[number], candidate, options)

    # --- managers and clubs ---

    def pairs(self, candidate: Candidate, number: int) -> list[Pair]:
        """Return the managers and clubs that a phrase may be of."""
        people = {name: self._mention(name, True, candidate, number) for name in self._managers}
        clubs = {name: self._mention(name, False, candidate, number) for name in self._clubs}
        scene = self.scenes[number]
        strangers = sorted(
            {
                str(r.manager)
                for back in range(max(0, number - 2), number + 1)
                for r in self._refs[back]
                if r.manager in self._strangers
            }
        )
        people |= {name: [*self._mention(name, True, candidate, number), "m: stranger"] for name in strangers}
        pairs = []
        group = group_of(candidate)
        here = {r.club for r in scene.refs} | {r.manager for r in scene.refs}
        near = {r.club for back in range(max(0, number - 2), number) for r in self._refs[back] if not r.rival}
        owned = {(r.manager, r.club) for r in scene.refs if r.manager and r.club}
        where = {name: self._where(name, name in people, candidate, number) for name in [*people, *clubs]}
        for club in self._clubs:
            linked = 0
            for manager in self._managers:
                told = self.told.tenures.get((manager, club))
                spells = self.told.gazetteer.spells_at(manager, club)
                if not (told or spells or (manager, club) in owned or scene.club_of.get(manager) == club):
                    spoken_of = manager in here or manager in (scene.manager, self.told.head)
                    if not (spoken_of and (club in here or club in near or club in (scene.club, self.told.main))):
                        continue
                else:
                    linked += 1
                traits = people[manager] + clubs[club]
                link = "told" if told else "known" if spells else "new"
                traits.append(f"pair: m {where[manager]}, c {where[club]}")
                traits.append(f"pair: m {where[manager]}, c {where[club]}, {link}")
                traits += self._together(manager, club, told, spells, scene, owned)
                pairs.append(Pair(manager, club, traits))
            for manager in strangers:
                if club in here or club in (scene.club, self.told.main):
                    pairs.append(Pair(manager, club, [*people[manager], *clubs[club], "pair: stranger"]))
            nobody = [f"nobody: c {where[club]}", f"nobody: c {where[club]}, {min(linked, 2)} known"]
            traits = [*nobody, "nobody", f"nobody: of {min(linked, 2)} known", *clubs[club]]
            if any(r.manager for r in scene.refs):
                traits.append("nobody: somebody is here")
            pairs.append(Pair(None, club, traits))
        attached = self._attached(candidate, number)
        if attached is not None:
            pairs = [pair for pair in pairs if attached in (pair.manager, pair.club)] or pairs
        for pair in pairs:
            pair.traits += self._before(pair, candidate, number, group)
        return pairs

    def _attached(self, candidate: Candidate, number: int) -> str | None:
        """Return the manager or club to whose name a phrase is attached: "Benfica, who came", "Stuttgart, the runners-up"."""
        found = _ATTACHED.search(self.scenes[number].tagged.code, 0, candidate.start)
        if found is None:
            return None
        ref = next((r for r in self._refs[number] if r.at <= found.start() < r.end), None)
        return (ref.manager if ref.club is None else ref.club) if ref is not None else None

    def _mention(self, name: str, person: bool, candidate: Candidate, number: int) -> list[str]:
        """Return where a manager or club is spoken of, seen from a phrase."""
        what = "m" if person else "c"
        scene = self.scenes[number]
        code = scene.tagged.code
        traits: list[str] = []
        refs = [r for r in self._refs[number] if (r.manager if person else r.club) is not None]
        mine = [r for r in refs if (r.manager if person else r.club) == name]
        if mine:
            before = [r for r in refs if r.end <= candidate.start and not (not person and r.rival)]
            after = [r for r in refs if r.at >= candidate.end and not (not person and r.rival)]
            left = [r for r in mine if r.end <= candidate.start]
            right = [r for r in mine if r.at >= candidate.end]
            inside = [r for r in mine if not (r.end <= candidate.start or r.at >= candidate.end)]
            if left:
                ref = left[-1]
                between = code[ref.end : candidate.start]
                names = {(r.manager if person else r.club) for r in before if r.at > ref.at} - {name}
                traits.append(f"{what}: before, {min(len(names), 2)} between")
                traits.append(f"{what}: before, gap {gap(len(between))}")
                breaks = min(len(_BARRIER.findall(between)), 3)
                traits.append(f"{what}: before, {breaks} breaks")
                if len(between) <= _LINK:
                    traits += [f"{what}: before, '{between}'", f"{what}: before, '{between}', {candidate.family}"]
                traits.append(f"{what}: before, {ref.how}, gap {gap(len(between))}, {breaks} breaks")
                traits.append(f"{what}: before, {min(len(names), 2)} between, {breaks} breaks")
                traits += self._manner(ref, what, "before", code)
            if right:
                ref = right[0]
                between = code[candidate.end : ref.at]
                names = {(r.manager if person else r.club) for r in after if r.at < ref.at} - {name}
                traits.append(f"{what}: after, {min(len(names), 2)} between")
                traits.append(f"{what}: after, gap {gap(len(between))}")
                if len(between) <= _LINK:
                    traits += [f"{what}: after, '{between}'", f"{what}: after, '{between}', {candidate.rule}"]
                breaks = min(len(_BARRIER.findall(between)), 3)
                traits.append(f"{what}: after, {breaks} breaks")
                traits.append(f"{what}: after, {min(len(names), 2)} between, {breaks} breaks{'' if left else ', only'}")
                traits += self._manner(ref, what, "after", code)
                if not left:
                    traits.append(f"{what}: only after")
            if inside:
                traits.append(f"{what}: inside")
                traits += self._manner(inside[0], what, "inside", code)
            straight = [r for r in refs if not r.rival and not r.located and not r.oblique]
            if straight and (straight[0].manager if person else straight[0].club) == name:
                traits.append(f"{what}: subject")
            if len({(r.manager if person else r.club) for r in refs}) == 1:
                traits.append(f"{what}: alone here")
        else:
            traits.append(f"{what}: not here" if refs else f"{what}: none here")
            past = [n for n in self._mentions[name] if n < number]
            if past:
                away = number - past[-1]
                same = self.scenes[past[-1]].tagged.sentence.paragraph == scene.tagged.sentence.paragraph
                traits.append(f"{what}: {min(away, 4)} sentences before{', same paragraph' if same else ''}")
                last = [r for r in self._refs[past[-1]] if (r.manager if person else r.club) == name]
                if all(r.rival or r.oblique for r in last):
                    traits.append(f"{what}: there in passing")
                others = [r for r in self._refs[past[-1]] if (r.manager if person else r.club) not in (None, name)]
                if not others:
                    traits.append(f"{what}: there alone")
                elif last[0].at < others[0].at:
                    traits.append(f"{what}: there first")
            else:
                traits.append(f"{what}: only later")
        order = self._recent(number, candidate.start, person)
        if name in order[:3]:
            traits.append(f"{what}: {order.index(name)} others since")
            if not refs:
                traits.append(f"{what}: {order.index(name)} others since, none here")
        focus = scene.manager if person else scene.club
        if focus == name:
            traits.append(f"{what}: in focus")
            if not refs:
                traits.append(f"{what}: in focus, none here")
        rank = self._rank.get(name, 3)
        traits.append(f"{what}: rank {min(rank, 3)}")
        if 0 in self._mentions[name] and self.scenes[0].tagged.sentence.kind is Kind.TITLE:
            traits.append(f"{what}: in title")
        if len(self._managers if person else self._clubs) == 1:
            traits.append(f"{what}: only one")
        if person and name == self.told.head:
            traits.append("m: heads")
            traits.append(f"m: heads, {scene.tagged.sentence.kind.value}{'' if refs else ', none here'}")
        if not person and name == self.told.main:
            traits.append("c: main")
        if not person and name == self.told.list_club:
            traits.append("c: of list")
        return traits

    def _where(self, name: str, person: bool, candidate: Candidate, number: int) -> str:
        """Return in one word where a manager or club stands, seen from a phrase."""
        refs = [r for r in self._refs[number] if (r.manager if person else r.club) is not None]
        mine = [r for r in refs if (r.manager if person else r.club) == name]
        scene = self.scenes[number]
        if mine:
            if all(r.rival or r.oblique for r in mine):
                return "in passing"
            left = [r for r in refs if r.end <= candidate.start and not r.rival and not r.oblique]
            if left and (left[-1].manager if person else left[-1].club) == name:
                return "nearest before" if len({(r.manager, r.club) for r in left}) > 1 else "alone before"
            if any(r.end <= candidate.start for r in mine):
                return "before"
            return "inside" if any(r.at < candidate.end for r in mine) else "after"
        focus = scene.manager if person else scene.club
        order = self._recent(number, candidate.start, person)
        here = ", others here" if refs else ""
        if name == focus:
            return f"in focus{here}"
        return (f"{order.index(name)} since" if name in order[:2] else "far") + here

    def _recent(self, number: int, start: int, person: bool) -> list[str]:
        """Return the managers or clubs spoken of before a place, the last one first."""
        key = (number, start, person)
        known = self._order.get(key)
        if known is not None:
            return known
        order: list[str] = []
        for back in range(number, max(-1, number - 12), -1):
            for ref in reversed(self._refs[back]):
                if back == number and ref.end > start:
                    continue
                name = ref.manager if person else None if ref.rival else ref.club
                if name is not None and name not in order:
                    order.append(name)
            if len(order) >= 3:
                break
        self._order[key] = order
        return order

    def _manner(self, ref: Ref, what: str, side: str, code: str) -> list[str]:
        traits = [f"{what}: {side}, {ref.how}"]
        if ref.rival:
            traits.append(f"{what}: {side}, rival")
        if ref.oblique:
            traits.append(f"{what}: {side}, oblique")
        if ref.located:
            traits.append(f"{what}: {side}, located")
        word = _WORDS_BEFORE.search(code, max(0, ref.at - 40), ref.at)
        if word is not None and word.group(1) in _PREPOSITIONS:
            traits.append(f"{what}: {side}, '{word.group(1)}'")
        if code[ref.end : ref.end + 2] == "'s":
            traits.append(f"{what}: {side}, owns")
        if code[ref.end : ref.end + 5] == ", who" or code[ref.end : ref.end + 4] == " who":
            traits.append(f"{what}: {side}, who")
        return traits

    def _together(
        self,
        manager: str,
        club: str,
        told: Sequence[object] | None,
        spells: Sequence[object],
        scene: Scene,
        owned: set[tuple[str, str]],
    ) -> list[str]:
        traits = []
        year = self.told.published_on.year
        if told:
            traits += [f"pair: told {t.status}" for t in told]  # type: ignore[attr-defined]
        else:
            traits.append("pair: not told")
        if spells:
            now = any(s.covers(year) for s in spells)  # type: ignore[attr-defined]
            traits.append("pair: known now" if now else "pair: known then")
        elif self.told.gazetteer.managers.get(manager) is not None and club in self.told.gazetteer.clubs:
            traits.append("pair: unknown")
        if (manager, club) in owned:
            traits.append("pair: owned")
        if scene.club_of.get(manager) == club:
            traits.append("pair: last spoken of")
        if self.told.club_of(manager) == club:
            traits.append("pair: his club")
        if self.told.departed(club) == manager:
            traits.append("pair: departed")
        return traits

    def _before(self, pair: Pair, candidate: Candidate, number: int, group: str) -> list[str]:
        """Return how a pair stands to the last phrase whose owner was told."""
        last = self.told.history[-1] if self.told.history else None
        if last is None:
            return []
        near = (
            "same sentence"
            if last.scene == number
            else "same paragraph"
            if self.scenes[last.scene].tagged.sentence.paragraph == self.scenes[number].tagged.sentence.paragraph
            else "earlier"
        )
        out = []
        if last.scene == number:
            between = self.scenes[number].tagged.code[last.candidate.end : candidate.start]
            if len(between) < 16 or not re.search(r"[MCP]|[a-z]{4,} [a-z]{3,} [a-z]{3,}", between):
                near = "close by"
        if last.club == pair.club and last.manager == pair.manager:
            out.append(f"pair: of last, {near}")
        if last.club == pair.club:
            out.append(f"c: of last, {near}")
        if last.manager == pair.manager:
            out.append(f"m: of last, {near}")
        return out

    # --- seasons ---

    def seasons(self, candidate: Candidate, number: int, pair: Pair) -> list[Season]:
        """Return the seasons that a phrase about a pair may be of."""
        told = self.told
        scene = self.scenes[number]
        code = scene.tagged.code
        club = pair.club
        manager = pair.manager
        team = told.gazetteer.clubs.get(club)
        calendar = told.is_calendar(candidate, team)
        current = told.current(calendar)
        found: dict[str, Season] = {}
        group = group_of(candidate)

        def add(
            value: str | None,
            traits: Iterable[str],
            how: str,
            expression: Expression | None = None,
            at_scene: int | None = None,
        ) -> None:
            if value is None:
                return
            known = found.get(value)
            if known is None:
                place = (expression.at, expression.end) if expression is not None else (0, 0)
                found[value] = Season(value, list(traits), expression, at_scene, *place, how)
            else:
                known.traits += traits

        said = [e for e in told.expressions(number) if e.kind not in ("since", "since date")]
        chosen = told.choose(candidate, number)
        before = [e for e in said if e.end <= candidate.start]
        after = [e for e in said if e.at >= candidate.end]
        ordered = [(e, "inside", 0) for e in said if e not in before and e not in after]
        ordered += [(e, "before", len(before) - 1 - i) for i, e in enumerate(before)]
        ordered += [(e, "after", i) for i, e in enumerate(after)]
        ordered.sort(key=lambda item: (item[0] is not chosen, item[1] != "inside", item[2]))
        for e, side, rank in ordered:
            value = told.value(e, candidate, number, manager, club, calendar)
            between = code[e.end : candidate.start] if side == "before" else code[candidate.end : e.at]
            kind = e.kind
            traits = [
                f"s: {side}",
                f"s: {side}, {min(rank, 2)}",
                f"s: {kind}",
                f"s: {kind}, {side}",
                f"s: {side}, gap {gap(len(between)) if side != 'inside' else 0}",
                f"s: {side}, {min(len(_BARRIER.findall(between)), 3) if side != 'inside' else 0} breaks",
            ]
            if e is chosen:
                traits.append("s: nearest in clause")
                traits.append(f"s: nearest in clause, {kind}")
            if in_apposition(code, e, candidate.start):
                traits.append("s: in apposition")
            add(value, traits, "stated", e, number)
            if kind in ("year", "date") and not calendar and value is not None:
                add(
                    dates.shift(value, 1),
                    [f"s: a year on, {side}", f"s: a year on, {kind}", f"s: a year on, {candidate.rule}"],
                    "stated",
                    e,
                    number,
                )
                add(
                    dates.shift(value, -1),
                    [f"s: a year back, {side}", f"s: a year back, {kind}", f"s: a year back, {candidate.rule}"],
                    "stated",
                    e,
                    number,
                )
        around = code[max(0, candidate.start - 70) : candidate.end + 25]
        tense = (
            "perfect"
            if _PERFECT.search(around)
            else "present"
            if PRESENT.search(around)
            else "pluperfect"
            if _PLUPERFECT.search(around)
            else "past"
            if _PAST.search(around)
            else "none"
        )
        month = told.published_on.month
        part = "summer" if month in (6, 7) else "spring" if month in (4, 5) else "other"
        nothing = "" if said else ", nothing said"
        if current == told.current(False) or calendar:
            add(
                current,
                [
                    "s: running",
                    f"s: running, {tense}{nothing}",
                    f"s: running, {candidate.family}{nothing}",
                    f"s: running, {part}",
                    f"s: running, title {number == 0}{nothing}",
                ],
                "tense" if tense in ("present", "perfect") else "publication date",
            )
        if part == "summer" or (calendar and month <= 2):
            add(
                dates.shift(current, -1),
                [f"s: just over, {tense}{nothing}", f"s: just over, {month}"],
                "publication date",
            )
        paragraph = scene.tagged.sentence.paragraph
        if told.carried is not None:
            at_paragraph, at_scene, at_club, season = told.carried
            near = "same" if at_paragraph == paragraph else "next" if paragraph - at_paragraph == 1 else "far"
            add(
                season,
                [
                    f"s: carried, {near}{nothing}",
                    f"s: carried, {min(number - at_scene, 3)} before",
                    f"s: carried, {'same' if at_club == club else 'other'} club{nothing}",
                    f"s: carried, {tense}{nothing}",
                ],
                "previous sentence",
                None,
                at_scene,
            )
        if told.history:
            last = told.history[-1]
            if last.season is not None:
                near = (
                    "same sentence"
                    if last.scene == number
                    else (
                        "same paragraph"
                        if self.scenes[last.scene].tagged.sentence.paragraph == paragraph
                        else "earlier"
                    )
                )
                add(
                    last.season,
                    [
                        f"s: of last, {near}{nothing}",
                        f"s: of last, {near}, {tense}",
                        f"s: of last, {last.club == club}",
                    ],
                    "previous sentence",
                    None,
                    last.scene,
                )
                if last.season is not None:
                    then = "followed" if _THEN.search(code, 0, candidate.end) else "not"
                    for step in (1, -1):
                        add(
                            dates.shift(last.season, step),
                            [
                                f"s: {step:+d} of last, {near}, {then}{nothing}",
                                f"s: {step:+d} of last, {last.candidate.family} then {candidate.family}",
                            ],
                            "previous sentence",
                            None,
                            last.scene,
                        )
            mine = next((one for one in reversed(told.history) if one.club == club and one.season is not None), None)
            if mine is not None:
                add(
                    mine.season,
                    [f"s: club's last{nothing}", f"s: club's last, {tense}{nothing}"],
                    "previous sentence",
                    None,
                    mine.scene,
                )
        for back in (1, 2):
            if number - back < 0 or self.scenes[number - back].tagged.sentence.kind is Kind.TITLE:
                break
            same = self.scenes[number - back].tagged.sentence.paragraph == paragraph
            for rank, e in enumerate(reversed(told.expressions(number - back))):
                if e.kind in ("since", "since date", "next", "previous", "same") or rank > 1:
                    continue
                value = told.value(e, candidate, number - back, manager, club, calendar)
                add(
                    value,
                    [
                        f"s: said {back} before{', same paragraph' if same else ''}{nothing}",
                        f"s: said before, {e.kind}{nothing}",
                        f"s: said before, {tense}{nothing}",
                    ],
                    "previous sentence",
                    e,
                    number - back,
                )
        for other in range(max(0, number - 8), min(len(self.scenes), number + 3)):
            if other == number or 0 < number - other <= 2:
                continue
            for e in told.expressions(other):
                if e.kind in ("season", "year"):
                    value = told.value(e, candidate, other, manager, club, calendar)
                    add(
                        value,
                        [f"s: said {'above' if other < number else 'below'}{nothing}"],
                        "previous sentence",
                        e,
                        other,
                    )
        if told.section is not None:
            at_number, e = told.section
            value = told.value(e, candidate, at_number, manager, club, calendar)
            add(value, ["s: heading", f"s: heading, {e.kind}{nothing}"], "heading", e, at_number)
        heading = told.heading_season(number, calendar)
        if heading is not None:
            source = heading[1]
            above = Expression("season", heading[0], source.start, source.end)
            add(heading[0], ["s: list heading", f"s: list heading{nothing}"], "heading", above, source.scene)
        if told.article_season is not None:
            add(told.article_season, ["s: of article", f"s: of article{nothing}"], "title")
        if candidate.holder:
            add(told.held(calendar), ["s: held"], "publication date")
        if manager is not None:
            for first, last_year, how in self._spell_seasons(manager, club, calendar):
                if first == last_year and first is not None:
                    add(first, [f"s: only one of spell, {how}{nothing}"], "knowledge")
                else:
                    add(first, [f"s: first of spell, {how}{nothing}"], "knowledge")
                    if first is not None:
                        for nth in range(1, 6):
                            value = dates.shift(first, nth)
                            if last_year is None or value < last_year:
                                add(
                                    value, [f"s: in spell, {how}{nothing}", f"s: in spell, {nth}{nothing}"], "knowledge"
                                )
                    add(last_year, [f"s: last of spell, {how}{nothing}", f"s: last of spell, {tense}"], "knowledge")
        if candidate.holder and not any(e.kind != "current" for e in said):
            held = told.held(calendar)  # "Clough's champions" hold the title of that season
            return [one for one in found.values() if one.season == held]
        latest = told.published_on.year if calendar else told.current_start
        out = [one for one in found.values() if int(one.season[:4]) <= latest]
        for one in out:
            marks = {trait.split(",")[0] for trait in one.traits}
            known = "+".join(short for short, mark in _DERIVED if mark in marks)
            one.traits.append(f"s: {known}, {tense}{nothing}")
            one.traits.append(f"s: {'running' if one.season == current else known}, article of {self.era}{nothing}")
            one.traits.append(f"s: {known}, {scene.tagged.sentence.kind.value}{nothing}")
            one.traits.append(f"s: {known}, {group}{nothing}")
            one.known = known
            years = told.current_start - int(one.season[:4])
            one.traits.append(
                f"s: {'0' if years <= 0 else '1' if years == 1 else '2-5' if years <= 5 else 'old'} years ago, {tense}"
            )
        return out

    def _spell_seasons(self, manager: str, club: str, calendar: bool) -> Iterable[tuple[str | None, str | None, str]]:
        told = self.told
        for tenure in told.tenures.get((manager, club), ()):
            first = dates.season_at(tenure.began, calendar) if tenure.began is not None else None
            last = dates.season_at(tenure.ended, calendar) if tenure.ended is not None else None
            yield first, last, f"told {tenure.status}"
        for spell in told.gazetteer.spells_at(manager, club):
            first = str(spell.start) if calendar else dates.split_season(spell.start)
            if spell.end is None:
                yield first, None, "known"
            else:
                last = str(spell.end) if calendar else dates.split_season(max(spell.start, spell.end - 1))
                yield first, last, "known"

    def fit(self, pair: Pair, season: Season, candidate: Candidate) -> list[str]:
        """Return how a pair and a season go together."""
        if pair.manager is None:
            return [f"fit: nobody, {season.how}"]
        coverage = self.told.coverage(pair.manager, pair.club, season.season)
        known = "known" if self.told.gazetteer.spells_at(pair.manager, pair.club) else "new"
        share = (
            "none"
            if coverage < -1.5
            else "hardly"
            if coverage < 0
            else "0"
            if coverage < 0.5
            else "1"
            if coverage < 1.4
            else "2"
            if coverage < 2.4
            else "3"
        )
        ends = self.told.ends_season(pair.manager, pair.club, season.season)
        group = group_of(candidate)
        return [
            f"fit: {share}",
            f"fit: {share}, {known}",
            f"fit: {share}, {season.how}",
            f"fit: {share}, article of {self.era}",
            f"fit: {group}, ends {ends}",
            f"fit: {group}, {share}",
            f"fit: {season.known}, {share}",
            f"fit: {season.known}, {share}, {known}",
        ]
