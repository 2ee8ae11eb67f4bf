"""How sure a claim is: a logistic regression over what is known of how it was read, with its weights in weights.json.

The weights are trained by `python -m tests.benchmarks.train`; only their use belongs here.
"""

import json
import math
from functools import cache
from pathlib import Path
from typing import Any, Final

_UNTRAINED: Final = 0.8


@cache
def _model() -> dict[str, Any]:
    """Return the model: `records` and `spells`, each weights by trait with the intercept as "", and `thresholds`."""
    path = Path(__file__).with_name("weights.json")
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return loaded


def of(traits: dict[str, float]) -> float:
    """Return the share of claims with these traits that are right, by the trained weights."""
    known: dict[str, float] = _model().get("spells" if "spell" in traits else "records", {})
    if not known:
        return _UNTRAINED
    total = known.get("", 0.0) + sum(known.get(name, 0.0) * value for name, value in traits.items())
    return round(1 / (1 + math.exp(-total)), 3)


def threshold(scope: str) -> float:
    """Return the confidence below which a claim of this scope is not made."""
    return float(_model().get("thresholds", {}).get(scope, 0.0))


def key_weights() -> dict[str, dict[str, float]]:
    """Return the weights of what speaks for a key.

    `strangers`: who is a manager; `keys`: manager, club, season; `reaches`: competition, scope.
    """
    return {name: _model().get(name, {}) for name in ("strangers", "keys", "reaches")}
