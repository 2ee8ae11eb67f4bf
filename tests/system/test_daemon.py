"""The daemon alone: from the inbox to the published warehouse, whatever lands, dies or piles up meanwhile."""

import os
import signal
from collections import Counter
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.defs.runs import PROCESS_TAG
from pipelines.defs.specs import ARTICLES
from pipelines.home import Home
from tests.integration.conftest import let_rest
from tests.system.daemon import daemon, failed_ticks, instance_of, runs, wait_for
from tests.unit.sources import made

MINUTE = 60.0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").prepare()


def put(home: Home, name: str, number: int = 1) -> None:
    """Put a drop with one article into the inbox."""
    article = made.Made(number, text=f"{made.BODY} It is told by {name}.")
    part = home.inbox / f"{name}.part"
    part.write_bytes(made.jsonl([article]))
    part.rename(home.inbox / name)


def published(home: Home, query: str = "select count(*) from drops") -> int:
    """Return a number out of the published warehouse, 0 while there is none."""
    if not home.link.exists():
        return 0
    with duckdb.connect(str(home.link), read_only=True) as connection:
        return int(connection.execute(query).fetchall()[0][0])


def at_rest(home: Home) -> bool:
    return all(run.is_finished for run in runs(home))


def materializations(home: Home) -> Counter[str]:
    """Return how often each drop was read, by the events of the runs."""
    with instance_of(home) as instance:
        found = instance.fetch_materializations(ARTICLES, limit=5000)
    return Counter(str(record.partition_key) for record in found.records)


def test_a_drop_is_published_within_a_minute_and_one_that_lands_meanwhile_is_not_lost(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    with daemon(home):
        put(home, "first.jsonl")
        wait_for(lambda: any(run.status is dg.DagsterRunStatus.STARTED for run in runs(home)), "a first run")
        put(home, "second.jsonl", 2)
        first = wait_for(lambda: published(home) >= 1, "the first drop in the warehouse", MINUTE)
        second = wait_for(lambda: published(home) == 2, "the second drop in the warehouse", 2 * MINUTE)
        wait_for(lambda: at_rest(home), "all runs to end")
    with capsys.disabled():
        print(f"\nfrom the first run to its warehouse {first:.0f} s; the second drop {second:.0f} s later")
    assert published(home, "select count(*) from articles where duplicate_of is null") == 2
    assert published(home, "select count(*) from season_records") > 0
    assert {run.status for run in runs(home)} == {dg.DagsterRunStatus.SUCCESS}
    assert materializations(home) == {"first.jsonl": 1, "second.jsonl": 1}
    assert failed_ticks(home) == []


def test_after_a_killed_daemon_nothing_is_lost_or_done_twice(home: Home) -> None:
    with daemon(home) as process:
        for number in range(5):
            put(home, f"drop-{number}.jsonl", number)

        def begun() -> list[dg.DagsterRun]:
            return [run for run in runs(home) if run.status is dg.DagsterRunStatus.STARTED and PROCESS_TAG in run.tags]

        wait_for(begun, "a run")
        killed = begun()[0]
        os.killpg(process.pid, signal.SIGKILL)
        worker = int(killed.tags[PROCESS_TAG].partition("@")[0])
        if Path(f"/proc/{worker}").exists():
            os.kill(worker, signal.SIGKILL)
        process.wait()
    put(home, "after.jsonl", 9)
    with daemon(home):
        wait_for(lambda: published(home) == 6, "all drops in the warehouse", 3 * MINUTE)
        wait_for(lambda: at_rest(home), "all runs to end", 2 * MINUTE)
    statuses = Counter(run.status.value for run in runs(home))
    assert statuses["FAILURE"] <= 1
    assert published(home, "select count(*) from articles") == 6
    assert all(count == 1 for count in materializations(home).values())


def test_a_thousand_drops_at_once_are_published_within_three_minutes(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(1000):
        put(home, f"drop-{number:04d}.jsonl", number)
    let_rest(home.inbox)  # all at once: none is held back for having just been written
    with daemon(home):
        took = wait_for(lambda: published(home) == 1000, "a thousand drops in the warehouse", 3 * MINUTE)
        with instance_of(home) as instance:
            (state,) = [state for state in instance.all_instigator_state() if state.name == "inbox"]
            ticks = instance.get_ticks(state.instigator_origin_id, state.selector_id)
    longest = max((tick.end_timestamp or tick.timestamp) - tick.timestamp for tick in ticks)
    with capsys.disabled():
        print(f"\n1,000 drops published after {took:.0f} s; the longest look took {longest:.1f} s")
    assert {tick.status.value for tick in ticks} <= {"SUCCESS", "SKIPPED", "STARTED"}
    assert len([run for run in runs(home) if run.job_name == "reading"]) == 1
