"""Boosted trees over traits: small decision trees whose values add up (Friedman 2001), each readable as it stands in a file.

A tree is a number, or a list of a trait, a limit, the tree where the trait is at most the limit, and the tree where it is
more; a trait that is not there is 0. Training belongs in `tests.benchmarks.train`.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

Tree = float | list[Any]


def probability(traits: Mapping[str, float], start: float, trees: Sequence[Tree]) -> float:
    """Return the probability that the trees give, `start` being the log-odds before them."""
    total = start
    for tree in trees:
        while isinstance(tree, list):
            trait, limit, low, high = tree
            tree = low if traits.get(trait, 0.0) <= limit else high
        total += tree
    return 1 / (1 + math.exp(-total))
