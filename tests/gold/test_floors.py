"""The parser reads the articles outside the check part no worse than the floors say.

Raising a floor is free: `python -m tests.benchmarks.floors` writes the figures of now where they are higher. Lowering
one needs `--lower`, and a reason in the commit.
"""

import json

import pytest

from pipelines.parsing.reader import Reader
from tests.benchmarks.accuracy import Scores, predictions, score
from tests.benchmarks.annotated import GOLD, gazetteer, open_articles
from tests.benchmarks.floors import FLOORS, figures

LIMITS: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))


@pytest.fixture(scope="module")
def scores() -> Scores:
    articles = list(open_articles())
    return score(articles, predictions(Reader(gazetteer()), articles))


@pytest.mark.parametrize("name", LIMITS)
def test_no_figure_is_below_its_floor(scores: Scores, name: str) -> None:
    assert figures(scores)[name] >= LIMITS[name]


def test_the_scores_of_the_check_part_are_written_down() -> None:
    lines = (GOLD / "scores.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("commit,date,part,articles,season_p,season_r")
    assert all(len(line.split(",")) == len(lines[0].split(",")) for line in lines)
