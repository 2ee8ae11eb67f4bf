"""Which persons whom no gazetteer knows are managers: weighed over all that an article says beside their names.

A person's traits are words in the clause beside each of his names and in a sentence that goes on with "he", how often and
where he is named. What a single phrase proves belongs in `mentions`; the weights are learned (`tests.benchmarks.train`).
"""

import math
import re
from collections.abc import Sequence
from typing import Final

from pipelines.parsing import ranking
from pipelines.parsing.document import Kind
from pipelines.parsing.tagging import Tagged, lower

_SURE_ENOUGH: Final = 0.4
"""The probability from which a person is read as a manager; that a claim of his is right is weighed once more."""
_WINDOW: Final = 70
"""Letters on each side of a name in which words count, as far as the clause goes."""
_EDGE: Final = re.compile(r"[.;:!?]|[MP]")
_CUES: Final = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in {
        "coach": r"managers?|boss|head coach|coach|gaffer|coaches",
        "work": r"manages?|managed|managing|coached|coaching|in charge|charge of|dugout|touchline|at the helm|reins|reign",
        "spell": r"tenure|spell|stint|era|regime",
        "caretaker": r"caretaker|interim|stand-in|temporary|temporarily",
        "assistant": r"assistant|number two|deputy|right-hand man|backroom",
        "arrival": r"appointed|appoints?|appointment|hired|arrived|took over|taken over|takes over|installed|named"
        r"|brought in|came in|handed|inherited|inherits",
        "departure": r"sacked|dismissed|fired|resigned|resigns|quit|left|departed|departure|walked out|stood down"
        r"|stepped down|stepping down|let go|removed|ousted|axed|relieved|dispensed|parted|retired|bowed out",
        "succession": r"succeeded|successor|replaced|replacing|replacement|predecessor|followed|succeeding",
        "lead": r"led|leads|guided|steered|took|taken|takes|brought|kept|saved|masterminded|oversaw|inspired|lifted|revived",
        "success": r"won|wins|title|titles|champions|championship|promotion|promoted|cup|trophy|double|treble|crown|K",
        "place": r"O|top|bottom|finished|finish|points|relegated|relegation|runners-up|semi-finals?|final",
        "his team": r"(?:his|whose) (?:C|side|team|men|players|charges|squad|boys|troops|XI|lads)"
        r"|'s (?:C|side|team|men|boys|charges|players|lot|troops)",
        "contract": r"contract|deal|extension|signed until",
        "job": r"job|post|role|position|vacancy|bench",
        "player": r"striker|midfielder|defender|goalkeeper|keeper|winger|forward|full-back|centre-half|centre-back|captain"
        r"|centre-forward|playmaker|substitute|marksman|scorer|left-back|right-back|player",
        "goal": r"scored|scores|goals?|header|headed|penalty|equali[sz]er|equali[sz]ed|netted|struck|saved|shot|brace"
        r"|hat-trick|curled|volley|volleyed|minutes?|half-time|assists?|cross|booked|own goal|free-kick",
        "signing": r"signing|bid|fee|transfer|loan|loanee",
        "office": r"chairman|chairwoman|president|owner|director|chief executive|secretary|vice-president|investor"
        r"|chief|sheikh|board member|spokesman|agent|minister|mayor",
        "other trade": r"referee|journalist|author|professor|doctor|singer|actor|police|judge|lawyer|pundit|commentator"
        r"|writer|historian|fan|supporter|scout|physio|groundsman|editor",
        "speech": r"said|says|told|admitted|insisted|added|explained",
        "club": r"C",
    }.items()
}
_GOING_ON: Final = ("coach", "work", "arrival", "departure", "lead", "success", "place", "his team", "goal")
"""Cues that count in a sentence that goes on with "he" or "his"."""
_PRONOUN: Final = re.compile(r"\b(?:he|his|him|she|her)\b")
_PLACE: Final = re.compile(r"\b(at|in|of|from|to|against|with|by|under|for|and) $")
_OFFICE: Final = re.compile(
    r" (?:manager|boss|coach|head coach|chairman|captain|striker|midfielder|defender|goalkeeper)\b"
)
"""What follows the name of a club, not of a person: "Whitby manager"."""
_NAME: Final = re.compile(r"[MP]")


def likely(tagged: Sequence[Tagged], weights: dict[str, float]) -> list[str]:
    """Return the persons, by full name, who are probably managers; none without weights."""
    found = []
    for name, traits in of(tagged).items() if weights else ():
        score = weights.get("", 0.0) + ranking.score(traits, weights)
        if 1 / (1 + math.exp(-score)) >= _SURE_ENOUGH:
            found.append(name)
    return found


def of(tagged: Sequence[Tagged]) -> dict[str, list[str]]:
    """Return the traits of each person whom no gazetteer knows, by full name."""
    return {name: _traits(found, tagged) for name, found in _places(tagged).items()}


def _places(tagged: Sequence[Tagged]) -> dict[str, list[tuple[int, int, int]]]:
    """Return by person the places (sentence, start, end in the tagged string) of full names and surnames."""
    surnames: dict[str, str] = {}
    places: dict[str, list[tuple[int, int, int]]] = {}
    for one in tagged:
        for atom in one.atoms.values() if "P" in one.code else ():
            if atom.code == "P":
                name = str(atom.value)
                places.setdefault(name, [])
                last = lower(name.split()[-1])
                if len(last) > 2:
                    surnames.setdefault(last, name)
    for number, one in enumerate(tagged) if places else ():
        for surname, name in surnames.items():
            at = one.code.find(surname)
            end = at + len(surname)
            if at >= 0 and not (one.code[at - 1 : at].isalnum() or one.code[end : end + 1].isalnum()):
                start = one.offset(at)
                if one.sentence.text[start : start + 1].isupper():
                    places[name].append((number, at, end))
        for atom in one.atoms.values() if "P" in one.code else ():
            if atom.code == "P":
                places[str(atom.value)].append((number, atom.at, atom.at + 1))
    return places


def _traits(places: Sequence[tuple[int, int, int]], tagged: Sequence[Tagged]) -> list[str]:
    traits = {f"named {min(len(places), 4)} times"}
    if any(tagged[number].sentence.kind is Kind.TITLE for number, _, _ in places):
        traits.add("in title")
    if len({tagged[number].sentence.paragraph for number, _, _ in places}) > 1:
        traits.add("in paragraphs")
    for number, start, end in places:
        code = tagged[number].code
        before = code[max(0, start - _WINDOW) : start]
        edges = [match.end() for match in _EDGE.finditer(before)]
        before = before[edges[-1] :] if edges else before
        stop = _EDGE.search(code, end + 2, end + _WINDOW)
        after = code[end : stop.start() if stop else end + _WINDOW]
        for cue, pattern in _CUES.items():
            traits |= {f"{cue} before"} if pattern.search(before) else set()
            traits |= {f"{cue} after"} if pattern.search(after) else set()
        if before.endswith(("C, ", "C (", "C: ")) or after.startswith((" (C", ", C")):
            traits.add("club in apposition")
        place = _PLACE.search(before)
        if place is not None:
            traits.add(f"'{place.group(1)}' before")
        if _OFFICE.match(after):
            traits.add("office after")
        if start < 3 and tagged[number].sentence.kind is Kind.PROSE:
            traits.add("opens a sentence")
        following = tagged[number + 1].code if number + 1 < len(tagged) else ""
        if not _NAME.search(following) and _PRONOUN.search(following):
            traits.add("pronoun follows")
            traits |= {f"{cue} follows" for cue in _GOING_ON if _CUES[cue].search(following)}
    return sorted(traits)
