"""What the phrases of a sentence say: all families of phrase together, each in a module of its own.

A `Candidate` is what one phrase says, with its place; whose numbers they are and of which season is decided in
`attribution`, whether they are asserted at all in `assertion`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from pipelines.parsing.candidate import Candidate
from pipelines.parsing.counts import counts, share, unbeaten
from pipelines.parsing.cups import rounds
from pipelines.parsing.finals import losers
from pipelines.parsing.moves import moves
from pipelines.parsing.positions import positions
from pipelines.parsing.runs import runs
from pipelines.parsing.tagging import Tagged
from pipelines.parsing.titles import titles

_MOST: Final = 40
_TRIGGERS: Final = re.compile(
    r"[NOW]|K|C|\b(?:un(?:beaten|defeated)|invincible|bottom|top|last|champions?|title|treble|double"
    r"|cup|league|promot|relegat|winners?|runners?-up|final|semi|quarter|group|round|play-?offs?|won"
    r"|lost|leaders|[pw]\d|(?:no|yet to|not) (?:w[io]n|vict|defeat|draw|loss|lose))"
)


def read(tagged: Tagged) -> list[Candidate]:
    """Return what the phrases of a sentence say, in order of place; of two that overlap in one family the longer."""
    code = tagged.code
    if not _TRIGGERS.search(code):
        return []
    found: list[Candidate] = []
    for family in _FAMILIES:
        found += family(tagged)
    if len(found) > _MOST:
        return []  # no sentence of a language says so much
    found.sort(key=lambda c: (c.start, c.end))
    return _with_goals(code, found)


_GOALS_OF_RUN: Final = re.compile(
    r"^(?: in (?:the )?(?:K|league|division)| at [a-zP ]{3,25})?,?(?: and| but| while)? ?$"
)


_RESULTS_OF_RUN: Final = re.compile(
    r"^(?: since [^,.;NMC]{1,30}?)?(?: in (?:the league|the K|all competitions))?,(?: (?:and|but|while|only))? ?$"
)


def _with_goals(code: str, found: list[Candidate]) -> list[Candidate]:
    """Give what is told after a stretch of matches to it: "lost four of their last five, shipping 17 goals"."""
    out: list[Candidate] = []
    for one in found:
        before = out[-1] if out else None
        if (
            before is not None
            and (before.scope == "run" or before.stretch)
            and before.family in ("run", "counts")
            and one.family == "counts"
            and before.end <= one.start
            and not {fact.field for fact in one.facts} & {fact.field for fact in before.facts}
            and (
                _GOALS_OF_RUN.match(code[before.end : one.start])
                if {fact.field for fact in one.facts} <= {"goals_for", "goals_against"}
                else one.words.startswith(("winning", "drawing", "losing"))
                and _RESULTS_OF_RUN.match(code[before.end : one.start])
            )
        ):
            out[-1] = replace(before, facts=[*before.facts, *one.facts], end=one.end)
            continue
        out.append(one)
    return out


_FAMILIES: Final[tuple[Callable[[Tagged], Iterator[Candidate]], ...]] = (
    runs,
    counts,
    share,
    unbeaten,
    positions,
    titles,
    rounds,
    losers,
    moves,
)
