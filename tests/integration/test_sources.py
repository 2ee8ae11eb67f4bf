"""Drops of every format through the steps: what is stored, counted, marked and not parsed."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from pipelines import lake, steps
from pipelines.home import Home
from tests.integration.conftest import let_rest
from tests.unit.sources import made
from tests.unit.sources.made import ARTICLES, Made

GERMAN = (
    "Trainer Ada Hill hat mit ihrer Mannschaft die Meisterschaft gewonnen. Der Verein gewann in dieser Saison 26 Spiele "
    "und verlor nur drei davon. Schon lange vor dem Anpfiff des letzten Spiels war das Stadion bis auf den letzten Platz gefüllt."
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").prepare()


def read(home: Home, files: dict[str, bytes]) -> dict[str, steps.DropCounts]:
    for name, raw in files.items():
        (home.inbox / name).write_bytes(raw)
    let_rest(home.inbox)
    return dict(steps.read_drops(home, home.inbox, list(files)))


def test_all_counts_add_up_to_the_records_of_the_drop(home: Home) -> None:
    counts = read(home, made.every_format())
    for drop_id, count in counts.items():
        known = lake.manifest(home, drop_id)
        assert known is not None
        assert known.articles + known.not_football + known.quarantined == known.records == count.records > 0, drop_id
    assert lake.drops(home).height == len(counts)
    claims = dict(steps.parse_drops(home, list(counts)))
    assert claims["a.jsonl"] == claims["a.parquet"] > 0
    # A page may say its headline once more in its text: the same facts, with one more quote.
    told = (
        lake.claims(home).collect().join(lake.articles(home).select("article_id", "drop_id").collect(), on="article_id")
    )
    facts = {
        name: set(part.select("manager", "club", "competition", "season", "field", "value").rows())
        for (name,), part in told.group_by("drop_id")
    }
    assert facts["a.jsonl"] == facts["a.warc.gz"] == facts["a.parquet"]


def test_what_is_not_english_is_kept_marked_and_not_parsed(home: Home) -> None:
    german = Made(text=GERMAN, title="Meister")
    read(
        home,
        {"german.html": made.page(german), "german.jsonl": made.jsonl([german]), "english.html": made.page(Made())},
    )
    languages = dict(lake.articles(home).select("drop_id", "language").collect().iter_rows())
    assert languages == {"german.html": "de", "german.jsonl": "de", "english.html": "en"}
    claims = dict(steps.parse_drops(home, list(languages)))
    assert claims["english.html"] > 0
    assert claims["german.html"] == claims["german.jsonl"] == 0


def test_the_settings_name_columns_and_turn_the_test_for_football_off(home: Home) -> None:
    cooking = [Made(number, "Peel the apples and cook them slowly.", "Apple sauce") for number in (1, 2)]
    assert read(home, {"a.csv": made.csv(cooking)})["a.csv"].not_football == 2
    home.settings_file.write_text(
        '[sources]\nfootball_test = false\n[columns]\ntext = ["content"]\npublished_on = ["tag"]\n'
    )
    raw = made.csv(cooking).replace(b"date", b"tag", 1)
    assert read(home, {"b.csv": raw})["b.csv"].articles == 2


def test_a_large_crawl_is_stored_in_batches(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "BATCH", 2)
    crawl = made.warc([*ARTICLES, *(Made(number, f"{made.BODY} {number}") for number in range(4, 9))])
    counts = read(home, {"a.warc.gz": gzip.compress(crawl)})["a.warc.gz"]
    assert counts.articles == 8
    assert lake.articles(home).select(pl.col("article_id").n_unique()).collect().item() == 8
