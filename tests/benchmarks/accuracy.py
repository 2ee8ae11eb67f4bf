"""How well the parser reads: precision and recall by scope, field, genre and rule, and the table of misses by kind.

    python -m tests.benchmarks.accuracy             on the annotated articles outside the check part
    python -m tests.benchmarks.accuracy --check     only the figures of the check part, a line for tests/gold/scores.csv

The check part is never opened: neither its articles nor its misses are shown.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipelines.parsing import gold_form
from pipelines.parsing.reader import Reader
from tests.benchmarks.annotated import check_articles, gazetteer, open_articles
from tests.gold import gold

KEY = ("manager", "club", "competition", "season", "scope")


@dataclass
class Scores:
    """The figures of gold.py over some articles."""

    figures: dict[str, tuple[float, float, float]]
    further: dict[str, float]
    facts: dict[str, int] = field(default_factory=dict)


def predictions(reader: Reader, articles: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what the parser says of each article, in the form of the guidelines."""
    out = {}
    for article in articles:
        reading = reader.read(gold_form.article_of_gold(article))
        out[article["id"]] = gold_form.form_of_claims(article["id"], reading.claims, reading.unattributed)
    return out


def score(articles: list[dict[str, Any]], predicted: dict[str, dict[str, Any]]) -> Scores:
    """Return precision, recall and F1 by scope ("all": together) and the shares that gold.py prints beside them."""
    tally, by_genre, quotes, bins = gold.score(articles, predicted)
    rows = {**{name: tally[name] for name in ("season", "tenure", "run", "career", "spells")}}
    rows["all"] = sum(tally.values(), Counter())

    def share(part: str, whole: str) -> float:
        return quotes[part] / quotes[whole] if quotes[whole] else 1.0

    binned = sum(c["all"] for c in bins.values())
    further = {
        "evidence": share("right facts with evidence", "right facts"),
        "record_status": share("records status", "records found"),
        "spell_status": share("tenures status", "tenures found"),
        "role": share("tenures role", "tenures found"),
        "distractors": float(by_genre["distractor"]["fp"]),
        "calibration_error": sum(abs(c["right"] - c["confidence"]) for c in bins.values()) / binned if binned else 0.0,
    }
    for genre, counts in sorted(by_genre.items()):
        rows[f"genre {genre}"] = counts
    return Scores(
        {name: gold.figures(counts) for name, counts in rows.items()},
        further,
        {name: counts["tp"] + counts["fn"] for name, counts in rows.items()},
    )


def wrong(article: dict[str, Any], predicted: dict[str, Any]) -> Iterator[tuple[str, str, str, bool, str]]:
    """Yield scope, field, rule, whether right and, if not, what of the key is wrong, for each fact that was read."""
    for record in predicted["records"]:
        hits = [g for g in article["records"] if gold.same_record(g, record) or gold.same_but_scope(g, record)]
        if any(g.get("optional") for g in hits) or (not hits and gold.loosely_optional(record, article["records"])):
            continue
        rules = {item["field"]: item["rule"] for item in record["evidence"]}
        for name, value in record["facts"].items():
            right = any(name in g["facts"] and gold.same_value(name, g["facts"][name], value) for g in hits)
            yield record["scope"], name, rules[name], right, "" if right else difference(article, record, name, value)


def difference(article: dict[str, Any], record: dict[str, Any], name: str, value: Any) -> str:
    """Return which part of the key keeps a fact from being right: the fewest that do; else that nobody said it."""
    best: list[str] | None = None
    for g in article["records"]:
        if name not in g["facts"] or not gold.same_value(name, g["facts"][name], value):
            continue
        differs = [part for part in KEY if not _same(part, g, record)]
        if len(differs) <= 2 and (best is None or len(differs) < len(best)):
            best = differs
    return "not asserted" if best is None else "wrong " + " and ".join(best)


def _same(part: str, annotated: dict[str, Any], record: dict[str, Any]) -> bool:
    if part == "manager":
        return bool(gold.same_person(annotated[part], record[part]))
    if part == "club":
        return bool(gold.same_place(annotated[part], record[part]))
    if part == "competition":
        return bool(gold.same_competition(annotated[part], record[part]))
    return bool(annotated[part] == record[part])


def missed(article: dict[str, Any], predicted: dict[str, Any], rejected: Iterable[Any]) -> Iterator[str]:
    """Yield, for each annotated fact that was not read, why: the reason of its rejection, or that no phrase is known."""
    reasons = {(one.field, one.value): one.reason for one in rejected}
    everything = predicted["records"] + [item for item in predicted.get("unattributed", []) if "scope" in item]
    for g in article["records"]:
        if g.get("optional"):
            continue
        for name, value in g["facts"].items():
            if not any(name in p["facts"] and gold.same_value(name, value, p["facts"][name]) for p in everything):
                yield reasons.get((name, str(value)), "phrase unknown")


def table(articles: list[dict[str, Any]]) -> None:
    """Print the figures of the open part and its misses by kind."""
    reader = Reader(gazetteer())
    predicted = predictions(reader, articles)
    scores = score(articles, predicted)
    print(f"{'':24}precision  recall      F1   facts")
    for name, (precision, recall, f1) in scores.figures.items():
        print(f"{name:24}{precision:9.3f}{recall:8.3f}{f1:8.3f}{scores.facts[name]:8}")
    print("; ".join(f"{name} {value:.3f}" for name, value in scores.further.items()))
    read: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for article in articles:
        for scope, name, rule, right, kind in wrong(article, predicted[article["id"]]):
            for row in (f"field {name}", f"rule {rule}", f"scope {scope}"):
                read[row].update(all=1, right=int(right))
            kinds[kind] += not right
        rejected = reader.read(gold_form.article_of_gold(article)).rejected
        reasons.update(missed(article, predicted[article["id"]], rejected))
    print("\nfacts of records that were read, and the share that is right")
    for row, counts in sorted(read.items(), key=lambda item: (item[0].split()[0], -item[1]["all"])):
        print(f"{row:44}{counts['all']:6}{counts['right'] / counts['all']:8.2f}")
    print("\nread and wrong: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common() if n))
    print("not read: " + ", ".join(f"{reason} {n}" for reason, n in reasons.most_common()))


def line(articles: list[dict[str, Any]]) -> str:
    """Return the figures as a line of tests/gold/scores.csv, without commit and date."""
    scores = score(articles, predictions(Reader(gazetteer()), articles))
    season, everything, spells = (scores.figures[name] for name in ("season", "all", "spells"))
    cells = [season[0], season[1], everything[0], everything[1], spells[2], *scores.further.values()]
    return ",".join([str(len(articles)), *(f"{cell:.3f}" for cell in cells)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="the figures of the check part, nothing else")
    if parser.parse_args().check:
        sys.stdout.write(line(list(check_articles())) + "\n")
        return
    table(list(open_articles()))


if __name__ == "__main__":
    main()
