"""Who "he", "the Spaniard", "his side", "they" and "the club" are, sentence by sentence.

A `Ref` is one place that points to a manager or a club. Which facts belong to them is decided in `attribution`; spells
that the text asserts are read in `spells`.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipelines.parsing.document import Kind
from pipelines.parsing.gazetteer import Gazetteer
from pipelines.parsing.mentions import Cast
from pipelines.parsing.tagging import Tagged


@dataclass(slots=True)
class Ref:
    """A place in a tagged sentence that points to a manager or a club."""

    at: int
    end: int
    manager: str | None
    club: str | None
    how: str
    rival: bool = False
    """A club named as the other side: beaten, met, above, below, bought from."""
    located: bool = False
    """A club named as a place: "at Benfica's ground", "won at Leeds"."""
    oblique: bool = False
    """A manager named in passing: the one who was replaced, the one under whom."""


@dataclass(slots=True)
class Scene:
    """A tagged sentence with who it speaks of; focus is as it stands before the sentence."""

    tagged: Tagged
    refs: list[Ref] = field(default_factory=list)
    manager: str | None = None
    club: str | None = None
    club_of: dict[str, str] = field(default_factory=dict)
    """The club at which each manager was last spoken of."""
    heading: bool = False


_POINTER: Final = re.compile(
    r"(?P<owned>M's? (?:(?!(?:first|last|own|O|N)\b)[a-z-]+ )?(?:side|team|men|players|charges|women"
    r"|outfit|champions|lot|boys|squad|strugglers|leaders)\b)"
    r"|(?P<side>\b(?:his|her|their) (?:(?:new|own|current|former|old|young|struggling|in-form"
    r"|title-winning|first-year|much-changed) )?(?:side|team|men|players|charges|squad|lads|boys"
    r"|women|club|outfit)\b)"
    r"|(?P<he>\b(?:he|him|his|she|her|himself|herself)\b)"
    r"|(?P<past>\bthe (?:former|ex-|one-time|sometime|erstwhile|old|current"
    r"|outgoing) ?(?:C(?:,? (?:and )?C)*) (?:manager|boss|head coach|coach)\b(?! M| P|,? M))"
    r"|(?P<person>\bthe (?:G|A|(?:former|ex-|young|experienced|veteran|new|G|under-fire|outgoing"
    r"|incoming|long-serving|caretaker|interim) )*(?:G|A|manager|head coach|coach|boss|tactician"
    r"|gaffer)(?: (?:coach|manager|boss|tactician|A))?\b(?!'s job))"
    r"|(?P<where>(?<=C, )where\b)|(?P<who>(?<=[CM], )who\b)"
    r"|(?P<they>\b(?:they|them|their|the (?:club|team|side|hosts|visitors|champions"
    r"|(?:[a-z]+ )?(?:outfit|giants))|we|our|us|its)\b)"
    r"|(?P<M>M)|(?P<C>C)"
)
_RIVAL_BEFORE: Final = re.compile(
    r"(?:\bagainst|\bfrom|\band (?:to|by|at)|\bover|\bbeat|\bbeating|\bbeaten (?:N-N |X )?by"
    r"|\b(?:loss|defeat|defeats|losses|reverse|beating|hammering|thrashing|exit|drubbing|humbling"
    r"|upset) (?:by|to|at|against|from)|\blost (?:X )?(?:on \w+ )?(?:to|at|against|away to|away at"
    r"|out to)"
    r"|\blosing(?: [a-z]+)? (?:X )?(?:to|at|against|away to)|\blosing the latter X to|\b(?:win|wins"
    r"|victory|victories|triumph|success|draw|draws|point|stalemate) (?:at|over|with|against|away to"
    r"|away at|away against|at home to|at home against|home to)"
    r"|\bvisit(?:s|ed)?(?: (?:to|of|from))?|\btrips? to|\bhost(?:s|ed|ing)?|\bfac(?:e|es|ed|ing)"
    r"|\bbehind|\babove|\bahead of|\bbelow|\bclear of|\bfrom rivals|\bmeet|\bmet|\bplay(?:s|ed|ing)?"
    r"|\btravel(?:led|s)? to|\bknocked out (?:of the [KR] |of [a-z -]+ )?by"
    r"|\bdefeat(?:ed|ing)?|\boverc[oa]me|\bsee(?:ing)? off|\beliminated(?: [a-z -]+)? by|\bat home to"
    r"|\bhome to|\baway (?:to|at)|\bX (?:to|against|at|by|over|with)|\bvs?\.?|\btake on"
    r"|\bdrew (?:X )?(?:with|at|against)|\bthan|\bon loan (?:from|at|to)"
    r"|\bsign(?:ed|ing) (?:[a-z ]+ )?from|\bout by|\bpipp(?:ed|ing)|\bheld (?:X )?by|\bby"
    r"|\blevel with|\badrift of|\bshort of|\boff|\bonly behind|\bput out by"
    r"|\bdumped out (?:[a-z ]+ )?by|\bgoal difference (?:from|to)|\bwent down (?:X )?(?:to|at)|\bX)"
    r" (?:[a-z]+-tier |G |rivals |neighbours |the |a |second-tier |third-tier |fellow |city rivals "
    r"|top-flight |strugglers |leaders |champions |G side |eventual (?:champions|winners) |[MP]'s? )*$"
)
_JOINED_BEFORE: Final = re.compile(
    r"(?:\b(?:at|with|of|to|joined|managed|led|guided|took|steered|coached|leading|guiding|taking"
    r"|left|over|inspired|helped|for|in charge of|steering)|M's?) (?:the )?$"
)
_WHO_ARE: Final = re.compile(r", who (?:are|have|sit|lie|were|had|remain|stand)\b")
_LIST_BEFORE: Final = re.compile(r"C(?:,| and|, and) $")
_OBLIQUE_BEFORE: Final = re.compile(
    r"(?:\breplac(?:ed|es|e|ing)|\bsucce(?:ed|eded|eds|eding|ss to|ssor to)|\b(?:took|take|taking"
    r"|taken|takes) over from|\bunder|\bthan|\bafter|\bunlike|\bpredecessor|\bsuccessor|\bin place of"
    r"|\binstead of|\bfollowed|\bto replace|\bin succession to|\bbehind|\bagainst|\bfrom)"
    r" (?:the |former |G |C |boss |manager |coach |predecessor |N |, )*$"
)


def read(
    tagged: list[Tagged], cast: Cast, gazetteer: Gazetteer, published_on: date, pairs: dict[str, str]
) -> list[Scene]:
    """Return the scenes of an article. `pairs` are the clubs that the text plainly gives managers ("C boss M")."""
    reader = _Discourse(cast, gazetteer, published_on, pairs)
    return [reader.sentence(one) for one in tagged]


class _Discourse:
    def __init__(self, cast: Cast, gazetteer: Gazetteer, published_on: date, pairs: dict[str, str]) -> None:
        self.cast = cast
        self.gazetteer = gazetteer
        self.published_on = published_on
        self.pairs = pairs
        self.manager: str | None = None
        self.club: str | None = None
        self.paragraph = -1
        self.club_of: dict[str, str] = dict(pairs)
        self.seen: list[str] = []
        self.headed = False
        """Whether the heading above names somebody: then it is not the article's main club that is spoken of."""
        self.main = main_club(cast)
        self.manager_of: dict[str, str] = {club: manager for manager, club in reversed(list(pairs.items()))}

    def sentence(self, tagged: Tagged) -> Scene:
        code = tagged.code
        heading = tagged.sentence.kind is Kind.HEADING
        if tagged.sentence.paragraph != self.paragraph:
            self.paragraph = tagged.sentence.paragraph
            if self.main and not _POINTER.search(code) and not heading and not self.headed:
                self.club = self.main
                self.manager = self.manager_of.get(self.main, self.manager)
        if heading:
            self.headed = "C" in code or "M" in code
        scene = Scene(tagged, [], self.manager, self.club, dict(self.club_of), heading)
        subject: str | None = None
        topic: str | None = None
        for match in _POINTER.finditer(code):
            kind = match.lastgroup
            at, end = match.span()
            if (
                tagged.sentence.quoted
                and kind in ("he", "they", "side")
                and tagged.sentence.in_quote(tagged.offset(at))
            ):
                continue
            ref: Ref | None = None
            if kind == "owned":
                name = tagged.atoms[at].value.name
                subject = subject or name
                ref = Ref(
                    at,
                    end,
                    name,
                    self._club_of(name),
                    tagged.atoms[at].value.how,
                    rival=_RIVAL_BEFORE.search(code, max(0, at - 60), at) is not None,
                )
                if name in self.seen:
                    self.seen.remove(name)
                self.seen.append(name)
                if topic is None and not ref.rival:
                    topic = ref.club
            elif kind == "M":
                name = tagged.atoms[at].value.name
                oblique = _OBLIQUE_BEFORE.search(code, max(0, at - 40), at) is not None
                ref = Ref(at, end, name, None, tagged.atoms[at].value.how, oblique=oblique)
                if name in self.seen:
                    self.seen.remove(name)
                self.seen.append(name)
                if subject is None and not oblique:
                    subject = name
            elif kind == "C":
                club = tagged.atoms[at].value.name
                if (
                    self.club
                    and self.cast.clubs[club] == 1
                    and code[max(0, at - 4) : at] == "the "
                    and re.match(r" (?:club|side|outfit)\b", code[end : end + 8])
                    and club != self.club
                    and tagged.atoms[at].value.how == "named"
                ):
                    scene.refs.append(Ref(at, end, None, topic or self.club, "epithet"))
                    continue
                rival = _RIVAL_BEFORE.search(code, max(0, at - 60), at) is not None
                if (
                    not rival
                    and _LIST_BEFORE.search(code, max(0, at - 8), at)
                    and scene.refs
                    and scene.refs[-1].rival
                    and scene.refs[-1].club
                ):
                    rival = True
                located = code[max(0, at - 3) : at] == "at " or (
                    code[max(0, at - 7) : at] == "at the " and end < len(code)
                )
                ref = Ref(at, end, None, club, tagged.atoms[at].value.how, rival=rival, located=located)
                if topic is None and not rival and not located:
                    topic = club
            elif kind == "he":
                who = subject or self.manager
                if who:
                    subject = who
                    ref = Ref(at, end, who, None, "pronoun")
            elif kind == "past":
                clubs = [tagged.atoms[p].value.name for p in range(at, end) if code[p] == "C"]
                who = self._of_clubs(clubs) or subject or self.manager
                for p in range(at, end):
                    if code[p] == "C":
                        scene.refs.append(
                            Ref(p, p + 1, None, tagged.atoms[p].value.name, tagged.atoms[p].value.how, rival=True)
                        )
                if who:
                    ref = Ref(at, end, who, None, "epithet")
                    if subject is None:
                        subject = who
            elif kind == "person":
                who = self._epithet(match.group(), tagged, at, end, subject)
                if who:
                    ref = Ref(
                        at,
                        end,
                        who,
                        None,
                        "epithet",
                        oblique=_OBLIQUE_BEFORE.search(code, max(0, at - 40), at) is not None,
                    )
                    if subject is None and not ref.oblique:
                        subject = who
            elif kind == "side":
                if match.group().startswith("their"):
                    if self.club or topic:
                        ref = Ref(at, end, None, topic or self.club, "pronoun")
                else:
                    who = subject or self.manager
                    mine = self._club_of(who) if who else None
                    if who:
                        ref = Ref(at, end, who, mine, "pronoun")
            elif kind == "where":
                ref = Ref(at, end, None, tagged.atoms[at - 3].value.name, "pronoun")
            elif kind == "who":
                atom = tagged.atoms.get(at - 3)
                if atom is not None and code[at - 3] == "C":
                    ref = Ref(at, end, None, atom.value.name, "pronoun")
                elif atom is not None and code[at - 3] == "M":
                    ref = Ref(at, end, atom.value.name, None, "pronoun")
            elif kind == "they":
                mine = (
                    self._club_of(subject)
                    if subject and scene.refs[-1:] != [] and scene.refs[-1].manager == subject
                    else None
                )
                club = (
                    topic
                    or (mine if match.group() in ("them", "the club", "the side", "the team") else None)
                    or self.club
                    or (self._own_club() if match.group() in ("we", "us", "our") else None)
                )
                if club:
                    ref = Ref(at, end, None, club, "pronoun")
            if ref is not None:
                scene.refs.append(ref)
        self._pair(scene)
        self._move_on(scene, subject, topic, heading)
        return scene

    def _epithet(self, words: str, tagged: Tagged, at: int, end: int, subject: str | None) -> str | None:
        ages = [a.value for p, a in tagged.atoms.items() if at <= p < end and a.code == "A"]
        nations = [a.value for p, a in tagged.atoms.items() if at <= p < end and a.code == "G"]
        order = [
            name
            for name in ([subject] if subject else []) + ([self.manager] if self.manager else []) + self.seen[::-1]
            if name
        ]
        order += [name for name in self.cast.managers if name not in order]
        if ages:
            for name in dict.fromkeys(order):
                if self._has_age(name, ages[0]):
                    return name
            unknown = [n for n in dict.fromkeys(order) if getattr(self.cast.managers.get(n), "born", None) is None]
            return unknown[0] if unknown else None
        if nations:
            if not re.search(r"(?:G|coach|manager|boss|tactician)$", words) or re.match(
                r" (?:side|club|team|league|cup|football|giants|champions|[a-z]+ (?:side|club))\b|G|C|K|P|-",
                tagged.code[end : end + 14],
            ):
                return None
            for name in dict.fromkeys(order):
                known = self.cast.managers.get(name)
                if known is not None and known.nationality == nations[0]:
                    return name
            unknown = [
                n for n in dict.fromkeys(order) if getattr(self.cast.managers.get(n), "nationality", None) is None
            ]
            return unknown[0] if unknown else None
        return subject or self.manager

    def _own_club(self) -> str | None:
        """Return whom "we" are in a club's own statement: the club of the first manager at publication."""
        for known in self.cast.managers.values():
            if known is not None:
                here = [spell for spell in known.spells if spell.covers(self.published_on.year)]
                return here[-1].club if here else None
        return None

    def _of_clubs(self, clubs: list[str]) -> str | None:
        """Return the manager of the article who has been at all these clubs: the last spoken of first."""
        order = ([self.manager] if self.manager else []) + self.seen[::-1] + list(self.cast.managers)
        for name in dict.fromkeys(order):
            if all(self.gazetteer.spells_at(name, club) for club in clubs):
                return name
        return None

    def _has_age(self, name: str, age: int) -> bool:
        if name in self.cast.ages:
            return self.cast.ages[name] == age
        known = self.cast.managers.get(name)
        return known is not None and known.born is not None and self.published_on.year - known.born - age in (0, 1)

    def _club_of(self, name: str) -> str | None:
        if name in self.club_of:
            return self.club_of[name]
        if self.club and self.gazetteer.spells_at(name, self.club):
            return self.club
        current = self.current_club(name)
        if current is not None:
            return current
        known = self.cast.managers.get(name)
        if known is None:
            return None
        mine = [spell.club for spell in known.spells if spell.club in self.cast.clubs]
        if self.main in mine:
            return self.main
        return mine[-1] if len(set(mine)) == 1 else None

    def current_club(self, name: str) -> str | None:
        """Return the club of a manager at publication by reference: one that the article names."""
        known = self.cast.managers.get(name)
        if known is None:
            return None
        here = [s for s in known.spells if s.covers(self.published_on.year)]
        named = [s for s in here if s.club in self.cast.clubs]
        return named[-1].club if named else None

    def _pair(self, scene: Scene) -> None:
        """Note at which club each manager of the sentence is spoken of."""
        previous: Ref | None = None
        speaker: Ref | None = None
        for ref in scene.refs:
            if ref.manager and not ref.club:
                previous = ref
                if not ref.oblique:
                    speaker = ref
                if ref.at >= 2 and not ref.oblique:
                    before = [r for r in scene.refs if r.club and not r.rival and 0 < ref.at - r.end < 30]
                    for other in before[-1:]:
                        if other.club and self._linked(ref.manager, other.club):
                            self.club_of[ref.manager] = other.club
            elif ref.club and not ref.rival and not ref.manager:
                code = scene.tagged.code
                if (
                    speaker is not None
                    and speaker is not previous
                    and speaker.manager
                    and self._linked(speaker.manager, ref.club)
                    and _JOINED_BEFORE.search(code, max(0, ref.at - 30), ref.at)
                ):
                    self.club_of[speaker.manager] = ref.club
                if (
                    previous is not None
                    and previous.manager
                    and self._linked(previous.manager, ref.club)
                    and (
                        _JOINED_BEFORE.search(code, max(0, ref.at - 30), ref.at) or previous.manager not in self.club_of
                    )
                ):
                    self.club_of[previous.manager] = ref.club
                    scene.club_of.setdefault(previous.manager, ref.club)

    def _linked(self, manager: str, club: str) -> bool:
        return self.pairs.get(manager) == club or bool(self.gazetteer.spells_at(manager, club))

    def _move_on(self, scene: Scene, subject: str | None, topic: str | None, heading: bool) -> None:
        managers = [ref for ref in scene.refs if ref.manager]
        clubs = [ref for ref in scene.refs if ref.club and not ref.rival]
        owned = [ref for ref in clubs if ref.manager and ref.how in ("named", "surname")]
        if owned:
            clubs = owned
        relative = [ref for ref in scene.refs if ref.club and _WHO_ARE.match(scene.tagged.code, ref.end)]
        if relative:
            clubs = relative[-1:]
        explicit = [ref for ref in managers if ref.how in ("named", "surname", "epithet")]
        if subject:
            self.manager = subject
        elif explicit and (self.manager is None or any(not ref.oblique for ref in explicit)):
            self.manager = explicit[-1].manager
        if clubs:
            first = clubs[0]
            self.club = first.club
            if heading and not explicit:
                self.manager = self.manager_of.get(str(self.club), self.manager)
        elif subject and self._club_of(subject):
            self.club = self._club_of(subject)
        if clubs and not managers:
            # A sentence on a club alone brings its manager to mind where one is known.
            who = self.manager_of.get(str(self.club))
            if who and self.manager and not self._linked(self.manager, str(self.club)):
                self.manager = who
        for ref in explicit:
            if ref.manager:
                club = self.club_of.get(ref.manager)
                if club:
                    self.manager_of.setdefault(club, ref.manager)


def main_club(cast: Cast) -> str | None:
    """Return the club that an article is on: the one it names most, more than any other by a third."""
    ranked = cast.clubs.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] * 3 < ranked[1][1] * 4) or ranked[0][1] < 2:
        return None
    return ranked[0][0]
