"""Which of several readings is the likeliest: a log-linear choice among options, with its weights in weights.json.

An option is what speaks for and against it, in words ("club: nearest before", "season: said inside"); its score is the
sum of the weights of these words. What the options are belongs in `keys`; training in `tests.benchmarks.train`.
"""

import math
from collections.abc import Iterable, Sequence


def score(traits: Iterable[str], weights: dict[str, float]) -> float:
    """Return the sum of the weights of the traits; traits that training has not seen count for nothing."""
    get = weights.get
    return sum([get(trait, 0.0) for trait in traits])


def shares(scores: Sequence[float]) -> list[float]:
    """Return the probability of each option from its score; they add up to 1."""
    highest = max(scores)
    powers = [math.exp(one - highest) for one in scores]
    total = sum(powers)
    return [power / total for power in powers]
