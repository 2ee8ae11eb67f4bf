"""How managers and clubs stand to a phrase: beside it, in which words, or how long ago they were last spoken of.

A trait says it in words that weights can be learned for; who is taken is decided in `keys`.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipelines.parsing import clauses
from pipelines.parsing.candidate import Candidate
from pipelines.parsing.discourse import Ref, Scene
from pipelines.parsing.document import Kind
from pipelines.parsing.mentions import Cast
from pipelines.parsing.tagging import lower
from pipelines.parsing.views import breaks, gap, group_of

_ATTACHED: Final = re.compile(
    r"[CMP], (?:the|who|whose|which)(?: (?:have|has|had|were|was|at least|only|also|then|themselves|duly|eventually))* $"
)
_LINK: Final = 14
"""Letters between a name and a phrase at most, for the words between to speak for themselves."""
_PREPOSITION_BEFORE: Final = re.compile(
    r"\b(under|with|for|at|of|by|from|against|over|to|beat|behind|above|than|and|but|replaced|succeeded|left|joined|led|took"
    r"|guided|steered|after|before|in|on|off|into|past|facing)[ ,(]+(?:(?:the|a|G|C|former|boss|manager|coach|head) )*$"
)
_NO_PERSON: Final = re.compile(
    r"(?:Last|This|Next|That|Old|New)\b|.*\b(?:Park|Road|Stadium|Lane|Street|Ground|Arena|Field|Day|Eve|Bay|Bridge)$"
)
_LATELY: Final = 12
"""Sentences within which somebody was spoken of lately."""


class MentionTraits:
    """Who is spoken of where in one article."""

    def __init__(self, scenes: Sequence[Scene], cast: Cast) -> None:
        self.scenes = scenes
        self.refs: list[list[Ref]] = []
        """By sentence, the places that point to a person or a club: those of `discourse`, and strangers."""
        self._clauses: dict[int, list[clauses.Clause]] = {}
        self._order: dict[tuple[int, int, bool], list[str]] = {}
        surnames: dict[str, str] = {}
        mentions: dict[str, list[int]] = {}
        for number, scene in enumerate(scenes):
            refs = sorted([*scene.refs, *_strangers_in(scene, surnames)], key=lambda ref: ref.at)
            self.refs.append(refs)
            for ref in refs:
                for name in (ref.manager, ref.club):
                    if name is not None:
                        mentions.setdefault(name, []).append(number)
        self._mentions = mentions
        self.managers = [name for name in cast.managers if name in mentions]
        self.clubs = [name for name in cast.clubs if name in mentions]
        self.strangers = {str(r.manager) for refs in self.refs for r in refs if r.how == "person"} - set(cast.managers)
        self._rank = {
            name: rank
            for names in (self.managers, self.clubs)
            for rank, name in enumerate(sorted(names, key=lambda n: -len(mentions[n])))
        }

    def most_named(self) -> str | None:
        """Return the manager whom the article names most."""
        return min(self.managers, key=lambda name: self._rank[name], default=None)

    def attached(self, candidate: Candidate, number: int) -> str | None:
        """Return the manager or club to whose name a phrase is attached: "Benfica, who came", "Ajax, the runners-up"."""
        found = _ATTACHED.search(self.scenes[number].tagged.code, 0, candidate.start)
        if found is None:
            return None
        return self.at(found.start(), number)

    def at(self, place: int, number: int) -> str | None:
        """Return the club, or else the manager, to whom a place of a sentence points."""
        ref = next((r for r in self.refs[number] if r.at <= place < r.end), None)
        return None if ref is None else ref.manager if ref.club is None else ref.club

    def of(self, name: str, person: bool, candidate: Candidate, number: int) -> list[str]:
        """Return where a manager (a `person`) or a club is spoken of, seen from a phrase."""
        what = "m" if person else "c"
        refs = [r for r in self.refs[number] if _name(r, person) is not None]
        mine = [r for r in refs if _name(r, person) == name]
        if mine:
            traits = self._here(name, person, refs, mine, candidate, number)
        else:
            traits = [f"{what}: not here" if refs else f"{what}: none here", *self._before(name, person, number)]
        alone = "" if refs else ", none here"
        order = self._recent(number, candidate.start, person)
        standing = [f"{order.index(name)} others since"] if name in order[:3] else []
        scene = self.scenes[number]
        if (scene.manager if person else scene.club) == name:
            standing += ["in focus", f"in focus, {scene.tagged.sentence.kind.value}"]
        for trait in standing:
            traits += dict.fromkeys((f"{what}: {trait}", f"{what}: {trait}{alone}"))
        traits += self._by_clause(name, person, candidate, number)
        traits.append(f"{what}: rank {min(self._rank.get(name, 3), 3)}")
        if 0 in self._mentions[name] and self.scenes[0].tagged.sentence.kind is Kind.TITLE:
            traits.append(f"{what}: in title")
        if len(self.managers if person else self.clubs) == 1:
            traits.append(f"{what}: only one")
        return traits

    def subject(self, candidate: Candidate, number: int) -> tuple[Ref | None, int]:
        """Return the subject of the clause in which a phrase stands, and the depth of the clause."""
        if number not in self._clauses:
            self._clauses[number] = clauses.read(self.scenes[number].tagged.code, self.refs[number])
        clause = clauses.at(self._clauses[number], candidate.start)
        return (None, 0) if clause is None else (clause.subject, clause.depth)

    def _by_clause(self, name: str, person: bool, candidate: Candidate, number: int) -> list[str]:
        """Return how a manager or club stands to the subject of the clause of a phrase."""
        what = "m" if person else "c"
        subject, depth = self.subject(candidate, number)
        if subject is None:
            return []
        of = _name(subject, person)
        word = "is" if of == name else "is another" if of is not None else "is of other kind"
        trait = f"{what}: subject {word}"
        return [trait, f"{trait}, depth {depth}", f"{trait}, {subject.how}", f"{trait}, {group_of(candidate)}"]

    def _here(
        self, name: str, person: bool, refs: Sequence[Ref], mine: Sequence[Ref], candidate: Candidate, number: int
    ) -> list[str]:
        """Return where in the sentence of a phrase somebody is spoken of."""
        what = "m" if person else "c"
        code = self.scenes[number].tagged.code
        others = [r for r in refs if person or not r.rival]
        left = [r for r in mine if r.end <= candidate.start]
        right = [r for r in mine if r.at >= candidate.end]
        inside = [r for r in mine if r.end > candidate.start and r.at < candidate.end]
        traits: list[str] = []
        if left:
            ref = left[-1]
            between = code[ref.end : candidate.start]
            names = {_name(r, person) for r in others if ref.at < r.at and r.end <= candidate.start} - {name}
            traits += [
                f"{what}: before, {min(len(names), 2)} between",
                f"{what}: before, gap {gap(between)}",
                f"{what}: before, {breaks(between)} breaks",
                f"{what}: before, {ref.how}, gap {gap(between)}, {breaks(between)} breaks",
                f"{what}: before, {min(len(names), 2)} between, {breaks(between)} breaks",
                *_manner(ref, f"{what}: before", code),
            ]
            if len(between) <= _LINK:
                traits += [f"{what}: before, '{between}'", f"{what}: before, '{between}', {candidate.family}"]
        if right:
            ref = right[0]
            between = code[candidate.end : ref.at]
            names = {_name(r, person) for r in others if candidate.end <= r.at < ref.at} - {name}
            only = "" if left else ", only"
            traits += [
                f"{what}: after, {min(len(names), 2)} between",
                f"{what}: after, gap {gap(between)}",
                f"{what}: after, {breaks(between)} breaks",
                f"{what}: after, {min(len(names), 2)} between, {breaks(between)} breaks{only}",
                *_manner(ref, f"{what}: after", code),
            ]
            if len(between) <= _LINK:
                traits += [f"{what}: after, '{between}'", f"{what}: after, '{between}', {candidate.rule}"]
            if not left:
                traits.append(f"{what}: only after")
        if inside:
            traits += [f"{what}: inside", *_manner(inside[0], f"{what}: inside", code)]
        straight = [r for r in refs if not r.rival and not r.located and not r.oblique]
        if straight and _name(straight[0], person) == name:
            traits.append(f"{what}: subject")
        if len({_name(r, person) for r in refs}) == 1:
            traits.append(f"{what}: alone here")
        return traits

    def _before(self, name: str, person: bool, number: int) -> list[str]:
        """Return where before the sentence of a phrase somebody was spoken of last."""
        what = "m" if person else "c"
        past = [n for n in self._mentions[name] if n < number]
        if not past:
            return [f"{what}: only later"]
        last = past[-1]
        same = self.scenes[last].tagged.sentence.paragraph == self.scenes[number].tagged.sentence.paragraph
        traits = [f"{what}: {min(number - last, 4)} sentences before{', same paragraph' if same else ''}"]
        mine = [r for r in self.refs[last] if _name(r, person) == name]
        others = [r for r in self.refs[last] if _name(r, person) not in (None, name)]
        if all(r.rival or r.oblique for r in mine):
            traits.append(f"{what}: there in passing")
        if not others:
            traits.append(f"{what}: there alone")
        elif mine[0].at < others[0].at:
            traits.append(f"{what}: there first")
        return traits

    def where(self, name: str, person: bool, candidate: Candidate, number: int) -> str:
        """Return in a word where a manager or club stands, seen from a phrase."""
        refs = [r for r in self.refs[number] if _name(r, person) is not None]
        mine = [r for r in refs if _name(r, person) == name]
        scene = self.scenes[number]
        if mine:
            if all(r.rival or r.oblique for r in mine):
                return "in passing"
            left = [r for r in refs if r.end <= candidate.start and not r.rival and not r.oblique]
            if left and _name(left[-1], person) == name:
                return "nearest before" if len({(r.manager, r.club) for r in left}) > 1 else "alone before"
            if any(r.end <= candidate.start for r in mine):
                return "before"
            return "inside" if any(r.at < candidate.end for r in mine) else "after"
        here = ", others here" if refs else ""
        if name == (scene.manager if person else scene.club):
            return f"in focus{here}"
        order = self._recent(number, candidate.start, person)
        return (f"{order.index(name)} since" if name in order[:2] else "far") + here

    def _recent(self, number: int, start: int, person: bool) -> list[str]:
        """Return the managers or clubs spoken of before a place, the last one first."""
        key = (number, start, person)
        if key not in self._order:
            order: dict[str, None] = {}
            for back in range(number, max(-1, number - _LATELY), -1):
                for ref in reversed(self.refs[back]):
                    name = None if not person and ref.rival else _name(ref, person)
                    if name is not None and not (back == number and ref.end > start):
                        order[name] = None
                if len(order) >= 3:
                    break
            self._order[key] = list(order)
        return self._order[key]


def _name(ref: Ref, person: bool) -> str | None:
    return ref.manager if person else ref.club


def _manner(ref: Ref, side: str, code: str) -> list[str]:
    """Return in which way and after which word a name stands."""
    traits = [f"{side}, {ref.how}"]
    traits += [f"{side}, {way}" for way in ("rival", "oblique", "located") if getattr(ref, way)]
    word = _PREPOSITION_BEFORE.search(code, max(0, ref.at - 40), ref.at)
    if word is not None:
        traits.append(f"{side}, '{word.group(1)}'")
    if code.startswith("'s", ref.end):
        traits.append(f"{side}, owns")
    if code.startswith((", who", " who"), ref.end):
        traits.append(f"{side}, who")
    return traits


def _strangers_in(scene: Scene, surnames: dict[str, str]) -> list[Ref]:
    """Return where a sentence names people who are no known managers, in full, or by the surname of one named before.

    `surnames`, in small letters, with the full names, is carried from sentence to sentence.
    """
    tagged = scene.tagged
    found = []
    for surname, name in surnames.items():
        at = tagged.code.find(surname)
        end = at + len(surname)
        if at >= 0 and not (tagged.code[at - 1 : at].isalnum() or tagged.code[end : end + 1].isalnum()):
            start = tagged.offset(at)
            if tagged.sentence.text[start : start + 1].isupper():
                found.append(Ref(at, end, name, None, "person"))
    for atom in tagged.atoms.values():
        if atom.code == "P" and not _NO_PERSON.match(str(atom.value)):
            name = str(atom.value)
            found.append(Ref(atom.at, atom.at + 1, name, None, "person"))
            last = lower(name.split()[-1])
            if len(last) > 3:
                surnames[last] = name
    return found
