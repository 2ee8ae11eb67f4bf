"""Boosted trees: what they give, and that the trained ones are whole."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from pipelines.parsing import confidence, trees

STUMP: trees.Tree = ["share", 0.5, -1.0, ["named", 0.5, 0.25, 2.0]]


@pytest.mark.parametrize(
    ("traits", "expected"),
    [({}, -1.0), ({"share": 0.5}, -1.0), ({"share": 0.6}, 0.25), ({"share": 0.6, "named": 1.0}, 2.0)],
)
def test_each_trait_leads_down_one_side(traits: dict[str, float], expected: float) -> None:
    assert trees.probability(traits, 0.0, [STUMP]) == pytest.approx(1 / (1 + math.exp(-expected)))


def test_trees_add_up() -> None:
    assert trees.probability({"share": 1.0}, -0.5, [STUMP, 0.25]) == pytest.approx(0.5)


def test_the_trained_trees_are_whole() -> None:
    model = json.loads(Path(confidence.__file__).with_name("confidence.json").read_text("utf-8"))

    def whole(tree: Any) -> bool:
        if not isinstance(tree, list):
            return isinstance(tree, int | float)
        return len(tree) == 4 and isinstance(tree[0], str) and whole(tree[2]) and whole(tree[3])

    assert {"records", "spells", "thresholds"} == model.keys()
    assert all(whole(tree) for part in ("records", "spells") for tree in model[part]["trees"])
    assert all(0.3 <= confidence.threshold(scope) <= 0.6 for scope in ("season", "run", "tenure", "spell"))
