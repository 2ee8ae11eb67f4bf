"""Train the weights of `pipelines/parsing/keys.py`: whose a phrase is, learned from what annotators say.

Each phrase whose words an annotation marks is one lesson: its readings, and which of them the annotation gives. The
weights are those of a conditional log-linear model with a Gaussian prior (Berger, Della Pietra & Della Pietra 1996).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipelines.parsing.candidate import Candidate
from pipelines.parsing.discourse import Scene
from pipelines.parsing.gazetteer import Gazetteer
from pipelines.parsing.keys import Option
from pipelines.parsing.scopes import Reach
from tests.gold import gold

FEWEST = 4
"""Traits of fewer phrases get no weight."""
PRIOR = 4.0
"""The inverse variance of the prior."""


@dataclass(frozen=True)
class Lesson:
    """A phrase: its article, the traits of each reading, and which readings are right."""

    kind: str
    """keys or reaches."""
    article: str
    traits: list[list[str]]
    right: list[bool]


def places(article: dict[str, Any]) -> list[tuple[str, int, int, dict[str, Any]]]:
    """Return part, start and end of all words that annotations mark, each with its record."""
    found = []
    for record in article["records"]:
        for words in record["evidence"]:
            for part in ("title", "text"):
                at = article[part].find(words)
                while at >= 0:
                    found.append((part, at, at + len(words), record))
                    at = article[part].find(words, at + 1)
    return found


def records_of(
    marked: Iterable[tuple[str, int, int, dict[str, Any]]], scene: Scene, candidate: Candidate
) -> list[dict[str, Any]]:
    """Return the annotated records that a phrase states."""
    part = scene.tagged.sentence.part
    out: list[dict[str, Any]] = []
    for fact in candidate.facts:
        start, end = scene.tagged.place(fact.start, fact.end)
        open_value = (fact.field == "position" and isinstance(fact.value, int) and fact.value < 0) or (
            fact.field == "result" and str(fact.value).startswith("O")
        )
        for where, at, until, record in marked:
            known = record["facts"].get(fact.field)
            if where != part or at >= end or start >= until or known is None or record in out:
                continue
            if open_value or gold.same_value(fact.field, known, fact.value):
                out.append(record)
    return out


def is_marked(marked: Iterable[tuple[str, int, int, dict[str, Any]]], scene: Scene, candidate: Candidate) -> bool:
    """Whether annotations mark any of the words of a phrase."""
    part = scene.tagged.sentence.part
    start, end = scene.tagged.place(candidate.start, candidate.end)
    return any(where == part and at < end and start < until for where, at, until, _ in marked)


def is_right(option: Option, records: Sequence[dict[str, Any]], gazetteer: Gazetteer, latest: str) -> bool:
    """Whether a reading is that of one of the records. A tournament's year is worked out later: the latest season fits."""
    pair, season = option.pair, option.season
    for record in records:
        if not (
            pair.manager
            and gold.same_person(record["manager"], pair.manager)
            and gold.same_place(record["club"], pair.club)
        ):
            continue
        if record["scope"] != "season":
            return True
        if season is None:
            continue
        if season.season == record["season"]:
            return True
        team = gazetteer.clubs.get(pair.club)
        years = int(record["season"][:4]) - int(season.season[:4])
        if team is not None and team.national and season.season == latest and -1 <= years <= 3:
            return True
    return False


_TOURNAMENTS: Final = ("FIFA World Cup", "UEFA European Championship")


def is_reached(reach: Reach, records: Sequence[dict[str, Any]]) -> bool:
    """Whether a competition and a scope are those of one of the records; of qualifying the tournament fits."""
    return any(
        record["scope"] == reach.scope
        and (
            gold.same_competition(record["competition"], reach.competition)
            or (
                "qualifying" in record["competition"]
                and record["competition"].split(" qualifying")[0] in reach.competition
                and any(name == reach.competition for name in _TOURNAMENTS)
            )
        )
        for record in records
    )


def lesson(kind: str, article: str, options: Sequence[Option], right: list[bool]) -> Lesson:
    """Return a lesson of the readings of a phrase."""
    return Lesson(
        kind,
        article,
        [[*o.pair.traits, *(o.season.traits if o.season is not None else ()), *o.traits] for o in options],
        right,
    )


def train(lessons: Sequence[Lesson]) -> dict[str, float]:
    """Return the weight of each trait."""
    lessons = [one for one in lessons if any(one.right) and not all(one.right)]
    seen = Counter(trait for one in lessons for trait in {t for traits in one.traits for t in traits})
    names = sorted(trait for trait, count in seen.items() if count >= FEWEST)
    place = {name: i for i, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    starts: list[int] = []
    row = 0
    for one in lessons:
        starts.append(row)
        for traits in one.traits:
            for at in {place[trait] for trait in traits if trait in place}:
                rows.append(row)
                columns.append(at)
            row += 1
    features = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(row, len(names)))
    turned = features.T.tocsr()
    right = np.array([r for one in lessons for r in one.right], dtype=float)
    first = np.array(starts)
    of_lesson = np.repeat(np.arange(len(lessons)), np.diff([*starts, row]))

    def loss(weights: Any) -> tuple[float, Any]:
        scores = features @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, first)[of_lesson])
        all_of = np.add.reduceat(powers, first)
        right_of = np.maximum(np.add.reduceat(powers * right, first), 1e-12)
        slope = turned @ (powers / all_of[of_lesson] - powers * right / right_of[of_lesson])
        value = (np.log(all_of) - np.log(right_of)).sum() + 0.5 * PRIOR * weights @ weights
        return float(value), slope + PRIOR * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True) if abs(weight) >= 0.01}
