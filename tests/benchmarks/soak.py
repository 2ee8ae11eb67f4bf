"""`make soak`: a crawl of a gigabyte, made from pages of our own, through the reader and through the whole pipeline.

Prints pages a second and the largest memory, for a crawl full of football and for one without. Both are run in a process
of their own, so that the memory is theirs alone. A crawl whose memory grows with its size fails.

    python -m tests.benchmarks.soak [--megabytes 1024]
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from tests.unit.sources import made
from tests.unit.sources.made import Made

MOST_MEGABYTES: Final = 500
"""Of memory."""
CLUBS: Final = ("Harbour Town", "Moor Rovers", "Vale United", "Castle Albion", "Dock City", "Mill Athletic")
NAMES: Final = ("Ada Hill", "Rae Moran", "Ida Petersen", "Max Okoro", "Lou Lindqvist", "Kit Alvarez")
COOKING: Final = "Peel the apples, cook them slowly with the sugar, and stir until they fall apart. "
FILLER: Final = (
    "The crowd stayed long after the whistle, and the band played on beside the river. Nobody was in a hurry to leave. "
)


def football(number: int) -> Made:
    """Return a report of a season."""
    chance = random.Random(number)  # noqa: S311 - no secret
    club, name = chance.choice(CLUBS), chance.choice(NAMES)
    wins, draws, losses = chance.randint(5, 30), chance.randint(0, 12), chance.randint(0, 14)
    text = (
        f"{club} manager {name} has led the side through the season. In League Two her team won {wins} matches, drew "
        f"{draws} and lost {losses}, and finished {chance.randint(1, 24)}th.\n" + FILLER * chance.randint(5, 30)
    )
    return Made(
        number, text, f"{club} end the season, report {number}", str(date(2024, 1, 1) + timedelta(number % 140))
    )


def cooking(number: int) -> Made:
    """Return a page about something else."""
    return Made(number, COOKING * 40, f"Apple sauce {number}", "2024-02-01")


def write_crawl(path: Path, make: Callable[[int], Made], megabytes: int) -> int:
    """Write a crawl of that size; return its pages. Scripts and styles make a page as heavy as those of newspapers."""
    weight = b"<script>" + b"var a = [1, 2, 3]; " * 2_500 + b"</script></head>"
    number, size = 0, 0
    with path.open("wb") as file:
        while size < megabytes * 1_000_000:
            number += 1
            article = make(number)
            body = made.page(article).replace(b"</head>", weight)
            size += file.write(made.record(made.answer(body), url=article.url, number=number))
    return number


def read_only(path: Path) -> dict[str, int]:
    """Read a crawl and keep nothing."""
    from pipelines.sources.drops import read_drop

    counts: dict[str, int] = {}
    for item in read_drop(path, read_on=date(2024, 6, 1)):
        counts[type(item).__name__] = counts.get(type(item).__name__, 0) + 1
    return counts


def through_the_lake(path: Path) -> dict[str, int]:
    """Read a crawl into the lake of a new home, and the claims out of it."""
    from pipelines import lake, steps
    from pipelines.home import Home

    home = Home(path.parent / f"home-{path.stem}").prepare()
    path.rename(home.inbox / path.name)
    try:
        list(steps.read_drops(home, home.inbox, [path.name]))
        ((_, claims),) = steps.parse_drops(home, [path.name])
    finally:
        (home.inbox / path.name).rename(path)
    known = lake.manifest(home, path.name)
    if known is None or known.records != known.articles + known.not_football + known.quarantined:
        raise SystemExit(f"the counts do not add up: {known}")
    return {"records": known.records, "articles": known.articles, "not_football": known.not_football, "claims": claims}


WAYS: Final = {"read": read_only, "lake": through_the_lake}


def measured(way: str, path: Path) -> dict[str, float]:
    """Run one way in a process of its own; return what it counted, its seconds, its memory."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.soak", "--way", way, "--file", path], check=True, capture_output=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    """Make the crawls and measure them; return 1 if memory is not flat."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--way", choices=WAYS)
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.way:
        begin = time.monotonic()
        counts: dict[str, float] = dict(WAYS[given.way](given.file))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(counts | {"seconds": round(time.monotonic() - begin, 1), "megabytes": round(peak)}))
        return 0
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("football", football), ("cooking", cooking)):
            path = Path(folder) / f"{name}.warc"
            pages = write_crawl(path, make, given.megabytes)
            for way in WAYS:
                found = measured(way, path)
                worst = max(worst, found["megabytes"])
                speed = pages / found["seconds"]
                print(
                    f"{name}, {way}: {pages} pages, {path.stat().st_size / 1e9:.2f} GB: {speed:.0f} pages/s, {found}",
                    flush=True,
                )
            path.unlink()
    print(f"largest memory {worst:.0f} MB, allowed {MOST_MEGABYTES} MB")
    return int(worst > MOST_MEGABYTES)


if __name__ == "__main__":
    raise SystemExit(main())
