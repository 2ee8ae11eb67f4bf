"""What happens around a run: drops that move under it, a clock that goes back, what dead processes have left."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines import files, lake, steps
from pipelines.home import Home
from pipelines.warehouse import publishing
from pipelines.warehouse.building import build
from pipelines.warehouse.checking import check
from tests.integration.conftest import let_rest
from tests.integration.publications import publish, restock, seen, stocked
from tests.integration.world import HILL, PARSER, STORIES


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a filled lake."""
    return stocked(tmp_path / "home")


def lines(number: int, words: str) -> str:
    """Return articles as JSON Lines."""
    text = "Harbour Town boss Ada Hill has seen her team win 20 league games this season."
    rows = ({"id": str(n), "published_on": "2024-05-20", "text": f"{text} {words} {n}."} for n in range(number))
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("how", ["deleted", "changed"])
def test_a_drop_that_moves_during_the_run_is_left_for_the_next(tmp_path: Path, how: str, known: bool) -> None:
    home = Home(tmp_path / "home").prepare()
    drop = home.inbox / "b.jsonl"
    if known:
        drop.write_text(lines(1, "before"))
        list(steps.read_drops(home, home.inbox, ["b.jsonl"]))
    before = lake.manifest(home, "b.jsonl")
    (home.inbox / "a.jsonl").write_text(lines(steps.BATCH, "many"))
    drop.write_text(lines(2, "now"))
    reading = steps.read_drops(home, home.inbox, ["a.jsonl", "b.jsonl"])
    assert next(reading)[0] == "a.jsonl"  # the next drop is known, and has not been read yet
    if how == "deleted":
        drop.unlink()
    else:
        drop.write_text(lines(3, "then"))
    ((drop_id, counts),) = reading
    assert (drop_id, counts.moved) == ("b.jsonl", True)
    assert "the next run reads it" in counts.as_words()
    assert lake.manifest(home, "b.jsonl") == before
    assert dict(steps.parse_drops(home, ["a.jsonl", "b.jsonl"])).keys() == {"a.jsonl", "b.jsonl"}
    let_rest(home.inbox)
    stale = {drop.drop_id: drop.reason for drop in steps.find_work(home, home.inbox).stale}
    assert stale == ({"b.jsonl": "changed" if known else "new"} if how == "changed" else {})


def test_a_clock_that_goes_back_costs_nothing(home: Home) -> None:
    first = publish(home)
    restock(home, [HILL])
    earlier = datetime.now(UTC) - timedelta(days=40)
    candidate = build(home, parser_version=PARSER, built_at=earlier)
    second = publishing.publish(home, candidate, check(home, candidate), published_at=earlier)
    assert seen(home) == (second.build_id, 4)
    assert second.previous == first.build_id
    assert publishing.is_current(home)
    publishing.prune(home, now=earlier)
    assert publishing.rollback(home, published_at=earlier).build_id == first.build_id
    third = publish(home, STORIES)
    assert seen(home) == (third.build_id, 12)
    assert {first.build_id, second.build_id} <= {info.build_id for info in publishing.builds(home)}


def test_a_drop_from_the_future_is_read(home: Home) -> None:
    drop = home.inbox / "later.txt"
    drop.write_text("date 2024-05-20\n\nHarbour Town boss Ada Hill has won 20 league games this season.")
    os.utime(drop, (datetime.now().timestamp() + 86_400,) * 2)
    assert "later.txt" in {found.drop_id for found in steps.find_work(home, home.inbox).stale}


def test_what_a_dead_process_was_writing_goes_and_what_a_living_one_writes_stays(home: Home) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = [folder / f".x.{dead.pid}.part" for folder in (home.root, home.builds, home.made_from.parent)]
    others = [home.root / f".x.{os.getpid()}.part", home.root / "mine.part", home.root / ".mine.part"]
    for path in (*left, *others):
        path.write_text("half")
    publish(home)
    assert [path for path in left if path.exists()] == []
    assert [path for path in others if not path.exists()] == []
    files.remove_parts(home.root / "nowhere")


def test_files_of_others_among_builds_and_drops_are_not_ours_to_delete(home: Home) -> None:
    foreign = [home.builds / "mine.duckdb", home.builds / "mine.json", home.lake / "claims" / "drop=a" / "mine.parquet"]
    for path in foreign:
        path.write_text("somebody's")
        os.utime(path, (0, 0))
    publish(home)
    restock(home, STORIES)
    publishing.prune(home, now=datetime.now(UTC) + timedelta(days=1))
    assert [path for path in foreign if not path.exists()] == []


def test_a_reference_table_that_is_cut_off_is_read_again(home: Home) -> None:
    steps.load_reference(home)
    assert steps.reference_is_current(home)
    path = home.reference_file("clubs")
    os.truncate(path, path.stat().st_size // 2)
    assert not steps.reference_is_current(home)
    path.unlink()
    assert not steps.reference_is_current(home)
