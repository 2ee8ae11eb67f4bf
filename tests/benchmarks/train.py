"""Train weights.json and confidence.json of `pipelines/parsing` on the annotated articles outside the check part.

    python -m tests.benchmarks.train

Deterministic: the same articles and rules give the same two files, byte for byte. Cross-validated by article, so
that the thresholds are chosen on articles that the weights have not seen.
"""

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from pipelines.parsing import gold_form
from pipelines.parsing.candidate import Candidate
from pipelines.parsing.discourse import Scene
from pipelines.parsing.keys import Option
from pipelines.parsing.reader import Draft, Reader
from pipelines.parsing.scopes import Reach
from tests.benchmarks import owners
from tests.benchmarks.annotated import gazetteer, open_articles
from tests.gold import gold

WEIGHTS = Path(gold_form.__file__).with_name("weights.json")
CONFIDENCE = WEIGHTS.with_name("confidence.json")


def labelled(reader: Reader, article: dict[str, Any]) -> list[tuple[Draft, bool]]:
    """Return the drafts of an article, each with whether the annotation says so; doubtful ones left out."""
    drafts, _ = reader.drafts(gold_form.article_of_gold(article))
    out = []
    for draft in drafts:
        manager, club, competition, season = draft.key
        if manager is None:
            continue  # kept apart as unattributed, right or wrong
        item = {"manager": manager, "club": club, "competition": competition, "season": season, "scope": draft.scope}
        item["facts"] = {draft.field: draft.value}
        if draft.scope == "spell":
            fits = [g for g in article["tenures"] if gold.same_tenure(g, item)]
        else:
            fits = [g for g in article["records"] if gold.same_record(g, item) or gold.same_but_scope(g, item)]
        if any(g.get("optional") for g in fits) or (
            not fits and draft.scope != "spell" and gold.loosely_optional(item, article["records"])
        ):
            continue
        if draft.scope == "spell" and draft.field != "managed":
            known = [g["facts"][draft.field] for g in fits if draft.field in g["facts"]]
            if fits and not known:
                continue
            right = any(gold.same_value(draft.field, value, draft.value) for value in known)
        elif draft.scope == "spell":
            right = bool(fits)
        else:
            right = any(
                draft.field in g["facts"] and gold.same_value(draft.field, g["facts"][draft.field], draft.value)
                for g in fits
            )
        out.append((draft, right))
    return out


@dataclass(frozen=True)
class Person:
    """A person whom no gazetteer knows: where, the traits, and whether a manager by the annotation."""

    article: str
    traits: list[str]
    right: bool


FOLDS: Final = 8
ROUNDS: Final = 2


def lessons_of(reader: Reader, article: dict[str, Any], *, taught: bool = False) -> list[owners.Lesson]:
    """Return the lessons of an article; where it is `taught`, what comes before a phrase is read as annotated."""
    marked = owners.places(article)
    lessons: list[owners.Lesson] = []
    seen: dict[int, Scene] = {}

    def look(scene: Scene, candidate: Candidate, options: list[Option]) -> list[Option]:
        seen[scene.tagged.sentence.number] = scene
        records = owners.records_of(marked, scene, candidate)
        if candidate.years_at or (not records and owners.is_marked(marked, scene, candidate)):
            return options
        if not records:  # of a team whose manager the article does not give, or not asserted: nobody's
            right = [option.pair.manager is None for option in options]
            lessons.append(owners.lesson("keys", article["id"], options, right))
            return options
        latest = max((o.season.season for o in options if o.season is not None), default="")
        right = [owners.is_right(option, records, reader.gazetteer, latest) for option in options]
        lessons.append(owners.lesson("keys", article["id"], options, right))
        return sorted(options, key=lambda o: not right[options.index(o)]) if taught and any(right) else options

    def look_at_reaches(number: int, candidate: Candidate, option: Option, reaches: list[Reach]) -> list[Reach]:
        records = owners.records_of(marked, seen[number], candidate) if number in seen else []
        mine = [r for r in records if gold.same_place(r["club"], option.pair.club)]
        if not mine or candidate.generic in ("double", "treble", "both cups"):
            return reaches
        right = [owners.is_reached(reach, mine) for reach in reaches]
        lessons.append(owners.Lesson("reaches", article["id"], [reach.traits for reach in reaches], right))
        return sorted(reaches, key=lambda r: not right[reaches.index(r)]) if taught and any(right) else reaches

    reader.drafts(gold_form.article_of_gold(article), look, look_at_reaches)
    return lessons


def trained(lessons: Sequence[owners.Lesson], people: Sequence[Person]) -> dict[str, dict[str, float]]:
    """Return the weights of who is a manager and of both choices."""
    choices = {kind: owners.train([one for one in lessons if one.kind == kind]) for kind in ("keys", "reaches")}
    return {"strangers": weighed([one.traits for one in people], [one.right for one in people]), **choices}


def people_of(reader: Reader, article: dict[str, Any]) -> list[Person]:
    """Return the persons of an article whom nothing else makes managers, each with whether the annotation does."""
    managers = {one["manager"] for kind in ("records", "tenures") for one in article[kind]}
    traits = reader.strangers(gold_form.article_of_gold(article))
    return [
        Person(article["id"], found, any(gold.same_person(manager, name) for manager in managers))
        for name, found in traits.items()
    ]


def weighed(traits: Sequence[list[str]], right: Sequence[bool]) -> dict[str, float]:
    """Return the weights of a logistic regression over traits, that of the constant under ""."""
    vectorizer = DictVectorizer(sort=True)
    features = vectorizer.fit_transform([dict.fromkeys(one, 1.0) for one in traits])
    model = LogisticRegression(C=0.5, max_iter=2000).fit(features, np.array(right))
    named = zip(vectorizer.feature_names_, model.coef_[0], strict=True)
    return {"": round(float(model.intercept_[0]), 3)} | {
        trait: round(float(weight), 3) for trait, weight in named if abs(weight) >= 0.005
    }


def main() -> None:
    known = list(open_articles())
    folds = {article["id"]: number % FOLDS for number, article in enumerate(sorted(known, key=lambda a: str(a["id"])))}
    nothing: dict[str, dict[str, float]] = {"strangers": {}, "keys": {}, "reaches": {}}
    people = [one for article in known for one in people_of(Reader(gazetteer(), nothing), article)]
    lessons = [one for article in known for one in lessons_of(Reader(gazetteer(), nothing), article, taught=True)]
    readers: list[Reader] = []
    for turn in range(ROUNDS + 1):
        readers = [
            Reader(
                gazetteer(),
                trained(
                    [one for one in lessons if folds[one.article] != fold],
                    [one for one in people if folds[one.article] != fold],
                ),
            )
            for fold in range(FOLDS)
        ]
        if turn == ROUNDS:
            break
        # From the second time on each article is read as articles are read later: with weights that do not know it.
        lessons = [one for article in known for one in lessons_of(readers[folds[article["id"]]], article)]
    for kind in ("keys", "reaches"):
        mine = [one for one in lessons if one.kind == kind]
        print(
            f"{kind}: {len(mine)} phrases, {sum(any(one.right) for one in mine)} with a right reading, "
            f"{sum(one.right[0] for one in mine)} read right by weights that do not know the article"
        )
    rows: dict[str, list[tuple[str, Draft, bool]]] = defaultdict(list)
    for article in known:
        for draft, right in labelled(readers[folds[article["id"]]], article):
            rows["spells" if draft.scope == "spell" else "records"].append((article["id"], draft, right))
    model: dict[str, Any] = {}
    thresholds: dict[str, float] = {}
    for name, mine in rows.items():
        vectorizer = DictVectorizer(sort=True, sparse=False)
        features = vectorizer.fit_transform([draft.traits for _, draft, _ in mine])
        features[:, np.count_nonzero(features, axis=0) < FEWEST] = 0
        labels = np.array([right for _, _, right in mine])
        groups = np.array([article for article, _, _ in mine])
        held_out = np.zeros(len(mine))
        for train, test in GroupKFold(n_splits=10).split(features, labels, groups):
            held_out[test] = boosted().fit(features[train], labels[train]).predict_proba(features[test])[:, 1]
        model[name] = plain(boosted().fit(features, labels), vectorizer.feature_names_, float(labels.mean()))
        for scope in sorted({draft.scope for _, draft, _ in mine}):
            at = np.array([draft.scope == scope for _, draft, _ in mine])
            thresholds[scope] = _threshold(held_out[at], labels[at], scope == "spell")
            kept = at & (held_out >= thresholds[scope])
            print(
                f"{scope:8} {at.sum():5} drafts, {labels[at].mean():.3f} right; at {thresholds[scope]:.2f}: "
                f"{kept.sum():5} kept, {labels[kept].mean() if kept.any() else 1:.3f} right, "
                f"{labels[kept].sum() / max(1, labels[at].sum()):.3f} of the right ones"
            )
    write(WEIGHTS, dict(trained(lessons, people)))
    write(CONFIDENCE, {**model, "thresholds": thresholds})


FEWEST: Final = 8
"""Traits of fewer claims split no tree."""
RATE: Final = 0.04
"""How much of each tree counts."""


def boosted() -> GradientBoostingClassifier:
    """Return the trees to be trained: 250 of at most eight leaves, each on a part of the claims and of the traits."""
    return GradientBoostingClassifier(
        n_estimators=250,
        learning_rate=RATE,
        max_depth=3,
        subsample=0.6,
        max_features=0.3,
        min_samples_leaf=12,
        random_state=0,
    )


def plain(model: GradientBoostingClassifier, names: Sequence[str], share: float) -> dict[str, Any]:
    """Return trained trees in the form of `pipelines.parsing.trees`; `share` of the claims was right."""

    def of(tree: Any, node: int) -> Any:
        if tree.children_left[node] == tree.children_right[node]:
            return round(RATE * float(tree.value[node, 0, 0]), 4)
        low, high = of(tree, tree.children_left[node]), of(tree, tree.children_right[node])
        return low if low == high else [names[tree.feature[node]], round(float(tree.threshold[node]), 3), low, high]

    return {
        "start": round(math.log(share / (1 - share)), 4),
        "trees": [of(one[0].tree_, 0) for one in model.estimators_],
    }


def write(path: Path, model: dict[str, Any]) -> None:
    """Write a model for reading: a weight, or a tree, a line."""
    text = json.dumps(model, indent=1, sort_keys=True, ensure_ascii=False)
    if any("trees" in part for part in model.values() if isinstance(part, dict)):
        parts = []
        for name, part in sorted(model.items()):
            if "trees" in part:
                lines = ",\n".join("   " + json.dumps(tree, ensure_ascii=False) for tree in part["trees"])
                parts.append(f' {json.dumps(name)}: {{"start": {part["start"]}, "trees": [\n{lines}\n ]}}')
            else:
                parts.append(f" {json.dumps(name)}: {json.dumps(part, sort_keys=True)}")
        text = "{\n" + ",\n".join(parts) + "\n}"
    path.write_text(text + "\n", "utf-8")


_HIGHEST: Final = 0.6
_HIGHEST_OF_SPELLS: Final = 0.4
"""No threshold is higher: what is likely right is said, with its confidence."""
_LOWEST: Final = 0.3


def _threshold(scores: Any, labels: Any, spells: bool) -> float:
    """Return the threshold, in steps of 0.02, with the best F0.5: a wrong number costs more than a missing one.

    Of `spells` it is that of the best F1: who has a job is said sooner than numbers.
    """
    weight = 1.0 if spells else 0.25
    best, found = 0.0, _LOWEST
    highest = _HIGHEST_OF_SPELLS if spells else _HIGHEST
    for step in range(round(_LOWEST / 0.02), round(highest / 0.02) + 1):
        kept = scores >= step * 0.02
        right = labels[kept].sum()
        if not right:
            continue
        precision, recall = right / kept.sum(), right / labels.sum()
        score = (1 + weight) * precision * recall / (weight * precision + recall)
        if score > best:
            best, found = score, round(step * 0.02, 2)
    return found


if __name__ == "__main__":
    main()
