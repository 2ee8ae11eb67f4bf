"""A synthetic corpus: football among other news, in our own sentences; the same number makes the same corpus.

    python -m tests.benchmarks.corpus FOLDER ARTICLES [FIRST]

Written as Parquet, as crawls are handed on: published_on, title, text, url, language. No name is of a person or a club
that is known, so that records grow with the corpus.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Final

import polars as pl

SHARE_OF_FOOTBALL: Final = 0.02
ROWS_OF_A_FILE: Final = 100_000
FIRST_NAMES: Final = (
    "Ada",
    "Bo",
    "Cal",
    "Dee",
    "Eli",
    "Fay",
    "Gus",
    "Hal",
    "Ida",
    "Jed",
    "Kit",
    "Lou",
    "Max",
    "Ned",
    "Ola",
)
SYLLABLES: Final = (
    "bar",
    "den",
    "fol",
    "gan",
    "hul",
    "kar",
    "lin",
    "mor",
    "nas",
    "pel",
    "ros",
    "sen",
    "tal",
    "ven",
    "yor",
)
PLACES: Final = [(a + b + end).title() for a, b in product(SYLLABLES, SYLLABLES) for end in ("ton", "ford", "by")]
SURNAMES: Final = [
    (a + b + ending).title() for a, b in product(SYLLABLES, SYLLABLES) for ending in ("er", "sson", "ow")
]
CLUBS: Final = ("Town", "Rovers", "United", "Albion", "City", "Athletic")
OTHER_NEWS: Final = (
    "The council has agreed to mend the bridge before the winter, and the work will cost less than was feared.",
    "Peel the apples, cook them slowly with the sugar, and stir until they fall apart.",
    "Rain will reach the coast by the evening, and the night will stay mild in the hills.",
    "Shares of the shipping line fell after it warned that fuel would cost more next year.",
    "The orchestra will open its season with a symphony that has not been heard here since the war.",
    "Doctors advise a walk after each meal, whatever the weather may be.",
    "Two ministers left the talks without a word, and the markets took it as a good sign.",
    "The museum has bought a map of the harbour that was thought to be lost.",
    "A new line of trams will join the station and the hospital from the spring.",
    "The farmers' market moves to the old mill while the square is paved.",
)
COLOUR: Final = (
    "The crowd stayed long after the whistle, and the band played on beside the river.",
    "Nobody in the ground was in a hurry to leave.",
    "The chairman thanked the supporters for their patience in a hard year.",
)


def article(number: int, seed: int = 7) -> dict[str, object]:
    """Return the article of a number: title, text, date, address."""
    chance = random.Random(seed * 1_000_000_007 + number)  # noqa: S311 - no secret
    published = date(2015, 1, 1) + timedelta(chance.randrange(3650))
    title, text = football(chance) if chance.random() < SHARE_OF_FOOTBALL else other(chance)
    return {
        "published_on": published,
        "title": title,
        "text": text,
        "url": f"https://news.example/{number}",
        "language": "en",
    }


def other(chance: random.Random) -> tuple[str, str]:
    """Return title and text of an article about something else, of some 300 words."""
    sentences = chance.choices(OTHER_NEWS, k=18)
    return sentences[0].split(",")[0], "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, 18, 3))


def football(chance: random.Random) -> tuple[str, str]:
    """Return title and text of the report of a manager's season."""
    manager = f"{chance.choice(FIRST_NAMES)} {chance.choice(SURNAMES)}"
    club = f"{chance.choice(PLACES)} {chance.choice(CLUBS)}"
    year = chance.randrange(1990, 2015)
    wins, draws = chance.randint(5, 25), chance.randint(0, 12)
    text = (
        f"{club} manager {manager} looked back on the {year}-{(year + 1) % 100:02d} season.\n\n"
        f"In League Two {manager}'s {club} won {wins} matches, drew {draws} and lost {46 - wins - draws}. "
        f"They finished {chance.randint(4, 24)}th with {3 * wins + draws} points.\n\n"
        + " ".join(chance.choices((*COLOUR, *OTHER_NEWS), k=12))
    )
    return f"{manager} looks back with {club}", text


def write(folder: Path, articles: int, first: int = 0) -> None:
    """Write articles, from number `first` on, as Parquet files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for start, rows in parts(articles, first):
        pl.DataFrame(list(rows)).write_parquet(folder / f"part-{start:010d}.parquet")


def parts(articles: int, first: int) -> Iterator[tuple[int, Iterator[dict[str, object]]]]:
    """Yield the articles of each file, with the number of its first."""
    for start in range(first, first + articles, ROWS_OF_A_FILE):
        yield start, map(article, range(start, min(first + articles, start + ROWS_OF_A_FILE)))


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:]))
