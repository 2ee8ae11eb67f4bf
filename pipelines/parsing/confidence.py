"""How sure a claim is: boosted trees over what is known of how it was read, in confidence.json.

Trees and weights are trained by `python -m tests.benchmarks.train`; only their use belongs here.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from pipelines.parsing import trees

_UNTRAINED: Final = 0.8


@cache
def _model(name: str) -> dict[str, Any]:
    """Return what a file holds: `weights` those of the readings, `confidence` start and trees of `records` and `spells`."""
    path = Path(__file__).with_name(f"{name}.json")
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return loaded


def of(traits: dict[str, float]) -> float:
    """Return the share of claims with these traits that are right, by the trained trees."""
    known = _model("confidence").get("spells" if "spell" in traits else "records")
    return round(trees.probability(traits, known["start"], known["trees"]), 3) if known else _UNTRAINED


def threshold(scope: str) -> float:
    """Return the confidence below which a claim of this scope is not made."""
    return float(_model("confidence").get("thresholds", {}).get(scope, 0.0))


def key_weights() -> dict[str, dict[str, float]]:
    """Return the weights of what speaks for a key.

    `strangers`: who is a manager; `keys`: manager, club, season; `reaches`: competition, scope.
    """
    return {name: _model("weights").get(name, {}) for name in ("strangers", "keys", "reaches")}
