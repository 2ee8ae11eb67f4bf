"""How the side that lost a final is told by the side that won it: "won the cup by beating M's C", "beat C 2-1 in the final".

Finals of which a side is told to have lost or won them itself belong in `cups`.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact
from pipelines.parsing.tagging import Tagged

_BEATEN: Final = r"(?:X )?(?:M's? )?(?:G (?:side |club |champions )?)?(?P<who>C|Z)\b"
_CUPS: Final = ("cup", "continental", "international", "supercup")
_WHICH: Final = r"(?:the |their |his |a |S |Y |first |O )*(?P<k>K)"
_FINALS: Final = (
    (
        "beaten for the cup",
        re.compile(
            rf"\b(?:w[io]n|winning|wins|lift(?:ed|ing|s)?|took|take|taking|claim(?:ed|ing)|retain(?:ed|ing)|kept) {_WHICH}"
            r"(?! (?:semi|quarter|group|play|opener|tie|title))[^.;:MCZ]{0,40}?"
            r"\b(?:by beating|beating|after beating|defeating|overcoming|with (?:a |an )?(?:X )?(?:win|victory|triumph)"
            r" (?:over|against)"
            rf"|at the expense of|against) {_BEATEN}(?! in the (?:semi|quarter|last|O|group))"
        ),
    ),
    (
        "beaten in the final",
        re.compile(
            rf"\b(?:beat|beating|defeated|defeating|overcame|win over|victory over|wins? against|edged|saw off) {_BEATEN} (?:X )?"
            rf"(?:on penalties |after extra time )?in (?:{_WHICH} |the |a |S |Y |last |O )*(?:(?P<named>K) )?(?:cup )?final\b"
        ),
    ),
    (
        "beaten to win the cup",
        re.compile(
            rf"\b(?:beat|defeated|overcame) {_BEATEN} (?:X )?[^.;:MCZ]{{0,30}}?(?:\bto (?:win|lift|claim|retain|keep)"
            rf"|\band (?:so |thus |thereby )?(?:won|kept|took|lifted|retained)) {_WHICH}"
        ),
    ),
)
_NOT_TOLD: Final = re.compile(r"\b(?:could|would|can|will|should|might|if|hopes? to|aims? to)\b[^.;]{0,40}$")


def losers(tagged: Tagged) -> Iterator[Candidate]:
    """Yield the finals that sides lost who are named as beaten in them."""
    code = tagged.code
    if not re.search(r"\bbeat|defeat|overc|against|expense| over |edged|saw off", code):
        return
    taken: list[int] = []
    for name, pattern in _FINALS:
        for match in pattern.finditer(code):
            who = match.start("who")
            if who in taken or _NOT_TOLD.search(code, max(0, match.start() - 60), match.start()):
                continue
            groups = match.groupdict()
            at = match.start("k") if groups["k"] else match.start("named") if groups.get("named") else None
            if at is not None and tagged.atoms[at].value.competitions[0].kind not in _CUPS:
                continue
            taken.append(who)
            yield Candidate(
                f"round: {name}",
                "round",
                match.start(),
                match.end(),
                [Fact("result", "runner_up", match.start(), match.end())],
                words=match.group(),
                competition_at=at,
                generic=None if at is not None else "that cup",
                round="final",
                of_at=who,
            )
