"""Train the weights of `pipelines/parsing/confidence.py` on the annotated articles outside the check part.

    python -m tests.benchmarks.train

Deterministic: the same articles and rules give the same weights.json, byte for byte. Cross-validated by article, so
that the thresholds are chosen on articles that the weights have not seen.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from pipelines.parsing import gold_form
from pipelines.parsing.reader import Draft, Reader
from tests.benchmarks.annotated import gazetteer, open_articles
from tests.gold import gold

WEIGHTS = Path(gold_form.__file__).with_name("weights.json")


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


def main() -> None:
    reader = Reader(gazetteer())
    rows: dict[str, list[tuple[str, Draft, bool]]] = defaultdict(list)
    for article in open_articles():
        for draft, right in labelled(reader, article):
            rows["spells" if draft.scope == "spell" else "records"].append((article["id"], draft, right))
    model: dict[str, Any] = {}
    thresholds: dict[str, float] = {}
    for name, mine in rows.items():
        vectorizer = DictVectorizer(sort=True)
        features = vectorizer.fit_transform([draft.traits for _, draft, _ in mine])
        labels = np.array([right for _, _, right in mine])
        groups = np.array([article for article, _, _ in mine])
        held_out = np.zeros(len(mine))
        for train, test in GroupKFold(n_splits=10).split(features, labels, groups):
            part = LogisticRegression(C=0.15, max_iter=2000).fit(features[train], labels[train])
            held_out[test] = part.predict_proba(features[test])[:, 1]
        whole = LogisticRegression(C=0.15, max_iter=2000).fit(features, labels)
        model[name] = {"": round(float(whole.intercept_[0]), 3)} | {
            trait: round(float(weight), 3)
            for trait, weight in zip(vectorizer.feature_names_, whole.coef_[0], strict=True)
            if abs(weight) >= 0.005
        }
        for scope in sorted({draft.scope for _, draft, _ in mine}):
            at = np.array([draft.scope == scope for _, draft, _ in mine])
            thresholds[scope] = _threshold(held_out[at], labels[at])
            kept = at & (held_out >= thresholds[scope])
            print(
                f"{scope:8} {at.sum():5} drafts, {labels[at].mean():.3f} right; at {thresholds[scope]:.2f}: "
                f"{kept.sum():5} kept, {labels[kept].mean() if kept.any() else 1:.3f} right, "
                f"{labels[kept].sum() / max(1, labels[at].sum()):.3f} of the right ones"
            )
    WEIGHTS.write_text(
        json.dumps({**model, "thresholds": thresholds}, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8"
    )


_HIGHEST = 0.5
"""No threshold is higher: what is rather right than wrong is said, with its confidence."""


def _threshold(scores: Any, labels: Any) -> float:
    """Return the threshold, in steps of 0.02, with the best F0.5: a wrong number costs more than a missing one."""
    best, found = 0.0, 0.0
    for step in range(int(_HIGHEST / 0.02) + 1):
        kept = scores >= step * 0.02
        right = labels[kept].sum()
        if not right:
            continue
        precision, recall = right / kept.sum(), right / labels.sum()
        score = 1.25 * precision * recall / (0.25 * precision + recall)
        if score > best:
            best, found = score, round(step * 0.02, 2)
    return found


if __name__ == "__main__":
    main()
