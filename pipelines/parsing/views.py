"""How far apart two places of an article are, in the few steps that weights can be learned for."""

import re
from collections.abc import Sequence
from typing import Final

from pipelines.parsing.candidate import Candidate
from pipelines.parsing.discourse import Scene

_STEPS: Final = ((4, "0"), (18, "1"), (45, "2"), (90, "3"))
_BARRIER: Final = re.compile(
    r"[;:]|\b(?:but|while|whereas|before|after|although|though|until|since|having|who|which|where|when|with|and)\b|, "
)
_GROUP: Final = {"counts": "counts", "run": "counts", "share": "counts", "unbeaten": "counts", "position": "place"}


def gap(between: str) -> str:
    """Return how long the words between two places are."""
    return next((step for limit, step in _STEPS if len(between) < limit), "4")


def breaks(between: str) -> int:
    """Return how many clauses end between two places, 3 where more."""
    return min(len(_BARRIER.findall(between)), 3)


def nearness(scenes: Sequence[Scene], earlier: int, number: int) -> str:
    """Return how near an earlier sentence is to one."""
    if earlier == number:
        return "same sentence"
    same = scenes[earlier].tagged.sentence.paragraph == scenes[number].tagged.sentence.paragraph
    return "same paragraph" if same else "earlier"


def group_of(candidate: Candidate) -> str:
    """Return the kind of phrase as far as its key is concerned: counts, place or result."""
    return _GROUP.get(candidate.family, "result")
