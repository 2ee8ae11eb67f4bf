"""Write tests/gold/floors.json: the figures below which the parser may not fall on the articles outside the check part.

python -m tests.benchmarks.floors             raise the floors that are higher now
python -m tests.benchmarks.floors --lower     write the figures of now, lower ones too
"""

import argparse
import json
import math

from pipelines.parsing.reader import Reader
from tests.benchmarks.accuracy import Scores, predictions, score
from tests.benchmarks.annotated import GOLD, gazetteer, open_articles

FLOORS = GOLD / "floors.json"


def figures(scores: Scores) -> dict[str, float]:
    """Return the figures that have floors; a count of wrong facts counts down from none."""
    out = {}
    for scope in ("season", "tenure", "run", "spells", "all"):
        precision, recall, _ = scores.figures[scope]
        out[f"{scope} precision"], out[f"{scope} recall"] = precision, recall
    for name in ("evidence", "record_status", "spell_status", "role"):
        out[name] = scores.further[name]
    out["distractors"] = -scores.further["distractors"]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="write lower figures too")
    lower = parser.parse_args().lower
    articles = list(open_articles())
    now = {
        name: math.floor(value * 1000) / 1000
        for name, value in figures(score(articles, predictions(Reader(gazetteer()), articles))).items()
    }
    before = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    floors = now if lower else {name: max(value, before.get(name, value)) for name, value in now.items()}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    for name, value in floors.items():
        print(f"{name:20}{value:8.3f}  now {now[name]:.3f}")


if __name__ == "__main__":
    main()
