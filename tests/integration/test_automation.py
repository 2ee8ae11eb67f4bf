"""What starts runs, without a daemon: the sensor's ticks, the conditions, the schedules, tags, retries."""

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines import lake, steps
from pipelines.definitions import defs
from pipelines.defs import automation
from pipelines.defs.resources import HomeResource
from pipelines.defs.runs import PROCESS_TAG, fail_dead_runs, is_alive, this_process, trying_again
from pipelines.defs.specs import ARTICLES, CLAIMS, DROPS_NAME
from pipelines.files import WriteError
from pipelines.home import Home
from tests.integration.conftest import let_rest
from tests.unit.sources import made

RECORDS = dg.AssetKey(["records", "season_records"])
PUBLISHED = dg.AssetKey(["warehouse", "season_records"])


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return defs()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").prepare()


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made_:
        yield made_


def put(home: Home, *names: str) -> None:
    for name in names:
        (home.inbox / name).write_bytes(made.jsonl([made.Made(text=f"{made.BODY} It is told in {name}.")]))
    let_rest(home.inbox)


def look(home: Home, instance: dg.DagsterInstance, cursor: str | None = None) -> dg.SensorResult | dg.SkipReason:
    context = dg.build_sensor_context(
        instance=instance, cursor=cursor, resources={"home": HomeResource(root=str(home.root))}
    )
    found = automation.inbox(context)
    assert isinstance(found, dg.SensorResult | dg.SkipReason)
    return found


def read(home: Home, *names: str) -> None:
    list(steps.read_drops(home, home.inbox, names))
    list(steps.parse_drops(home, names))


def test_one_look_asks_for_one_range_over_all_stale_drops(home: Home, instance: dg.DagsterInstance) -> None:
    put(home, *(f"drop-{number}.jsonl" for number in range(50)))
    found = look(home, instance)
    assert isinstance(found, dg.SensorResult)
    (request,) = found.run_requests or ()
    assert request.job_name == "reading"
    assert request.tags["dagster/asset_partition_range_start"] == "drop-0.jsonl"
    assert request.tags["dagster/asset_partition_range_end"] == "drop-9.jsonl"
    assert request.tags["gaffer/started-by"] == "inbox"
    assert len(instance.get_dynamic_partitions(DROPS_NAME)) == 50


def test_a_drop_that_lands_during_a_run_is_taken_by_a_later_look(home: Home, instance: dg.DagsterInstance) -> None:
    put(home, "a.jsonl")
    first = look(home, instance)
    assert isinstance(first, dg.SensorResult)
    run = instance.add_run(
        dg.DagsterRun("reading", tags={"gaffer/started-by": "inbox"}, status=dg.DagsterRunStatus.STARTING)
    )
    put(home, "b.jsonl")
    waiting = look(home, instance, first.cursor)
    assert isinstance(waiting, dg.SkipReason)
    assert run.run_id in str(waiting.skip_message)
    read(home, "a.jsonl")
    instance.report_run_canceled(run)
    second = look(home, instance, first.cursor)
    assert isinstance(second, dg.SensorResult)
    (request,) = second.run_requests or ()
    assert request.partition_key is None
    assert {request.tags[f"dagster/asset_partition_range_{end}"] for end in ("start", "end")} == {"b.jsonl"}


def test_the_same_stale_drops_are_asked_for_three_times(home: Home, instance: dg.DagsterInstance) -> None:
    put(home, "a.jsonl")
    cursor, keys = None, []
    for _ in range(automation.MOST_TRIES):
        found = look(home, instance, cursor)
        assert isinstance(found, dg.SensorResult)
        keys.append((found.run_requests or ())[0].run_key)
        cursor = found.cursor
    assert isinstance(look(home, instance, cursor), dg.SkipReason)
    assert [key.split("-")[1] for key in keys if key] == ["1", "2", "3"]
    put(home, "b.jsonl")
    assert isinstance(look(home, instance, cursor), dg.SensorResult)


def test_a_new_parser_makes_all_drops_stale_and_one_run_reads_them(home: Home, instance: dg.DagsterInstance) -> None:
    put(home, "a.jsonl", "b.jsonl", "c.jsonl")
    read(home, "a.jsonl", "b.jsonl", "c.jsonl")
    (home.inbox / "b.jsonl").unlink()
    for known in lake.manifests(home):
        lake.write_manifest(home, replace(known, parser_version="0-older"))
    assert [(drop.drop_id, drop.reason) for drop in steps.find_work(home, home.inbox).stale] == [
        *(("a.jsonl", "older_parser"), ("b.jsonl", "older_parser"), ("c.jsonl", "older_parser"))
    ]
    found = look(home, instance)
    assert isinstance(found, dg.SensorResult)
    (request,) = found.run_requests or ()
    assert request.tags["dagster/asset_partition_range_end"] == "c.jsonl"
    read(home, "a.jsonl", "b.jsonl", "c.jsonl")
    assert not steps.find_work(home, home.inbox).stale


def test_a_backfill_of_all_drops_is_one_run(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for key in (ARTICLES, CLAIMS):
        assert graph.get(key).backfill_policy == dg.BackfillPolicy.single_run()


def test_a_warehouse_that_stays_behind_is_asked_for_once(home: Home) -> None:
    put(home, "a.jsonl")
    read(home, "a.jsonl")
    first = automation.catch_up(home, {}, 1000.0)
    assert isinstance(first, dg.SensorResult)
    assert not first.run_requests
    later = automation.catch_up(home, json.loads(first.cursor or ""), 1000.0 + automation.SECONDS_BEHIND)
    assert isinstance(later, dg.SensorResult)
    assert [request.job_name for request in later.run_requests or ()] == ["whole"]
    assert isinstance(automation.catch_up(home, json.loads(later.cursor or ""), 9e9), dg.SkipReason)
    steps.resolve_records(home)
    candidate, results = steps.build_and_check(home)
    steps.publish(home, candidate, results)
    done = automation.catch_up(home, {}, 9e9)
    assert isinstance(done, dg.SkipReason)
    assert "nothing new" in str(done.skip_message)


def test_what_follows_the_lake_is_asked_for_in_one_run_even_if_a_drop_failed(
    definitions: dg.Definitions, instance: dg.DagsterInstance
) -> None:
    instance.add_dynamic_partitions(DROPS_NAME, ["a", "b", "c"])

    def evaluate(cursor: object = None) -> tuple[set[dg.AssetKey], object]:
        result = dg.evaluate_automation_conditions(
            definitions, instance, dg.AssetSelection.groups("records", "warehouse"), cursor=cursor
        )
        return {found.key for found in result.results if result.get_num_requested(found.key)}, result.cursor

    def materialize(key: dg.AssetKey, partition: str | None = None) -> None:
        instance.report_runless_asset_event(dg.AssetMaterialization(key, partition=partition))

    _, cursor = evaluate()
    for key in (ARTICLES, CLAIMS):
        for partition in ("a", "c"):
            materialize(key, partition)
    graph = definitions.resolve_asset_graph()
    for key in graph.materializable_asset_keys:
        if key.path[0] in ("reference", "sources"):
            materialize(key)
    asked, cursor = evaluate(cursor)
    expected = {key for key in graph.materializable_asset_keys if key.path[0] in ("records", "warehouse")}
    assert asked == expected
    for key in expected:
        materialize(key)
    again, cursor = evaluate(cursor)
    assert not again
    materialize(CLAIMS, "a")
    asked, cursor = evaluate(cursor)
    assert {RECORDS, PUBLISHED} <= asked


def test_schedules_and_sensors_run_by_default_and_tag_their_runs(definitions: dg.Definitions) -> None:
    repository = definitions.get_repository_def()
    assert {sensor.name for sensor in repository.sensor_defs} >= {"inbox", "downstream"}
    for sensor in repository.sensor_defs:
        assert sensor.default_status is dg.DefaultSensorStatus.RUNNING, sensor.name
    for schedule in repository.schedule_defs:
        assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING, schedule.name
    daily = repository.get_schedule_def("daily")
    ticked = daily.evaluate_tick(dg.build_schedule_context())
    (request,) = ticked.run_requests or ()
    assert request.tags["gaffer/started-by"] == "daily"
    assert request.tags["dagster/max_retries"] == "2"


def test_what_is_published_should_be_fresh(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for key in graph.materializable_asset_keys:
        policy = graph.get(key).freshness_policy
        assert (policy is not None) == (key.path[0] in ("records", "warehouse")), key


def test_a_run_whose_process_is_gone_is_reported_failed_and_a_living_one_is_not(instance: dg.DagsterInstance) -> None:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    began = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[19]
    runs = {
        name: instance.add_run(dg.DagsterRun("reading", tags={PROCESS_TAG: tag}, status=dg.DagsterRunStatus.STARTED))
        for name, tag in (
            ("living", this_process()),
            ("killed", f"{process.pid}@{began}"),
            ("number taken by another", f"{os.getpid()}@1"),
        )
    }
    assert is_alive(f"{process.pid}@{began}")
    process.kill()
    process.wait()
    assert set(fail_dead_runs(instance)) == {runs["killed"].run_id, runs["number taken by another"].run_id}
    statuses = {name: instance.get_run_by_id(run.run_id) for name, run in runs.items()}
    assert {name: run.status.value for name, run in statuses.items() if run} == {
        "living": "STARTED",
        "killed": "FAILURE",
        "number taken by another": "FAILURE",
    }


def test_a_full_disk_is_tried_again_and_a_mistake_is_not() -> None:
    with pytest.raises(dg.RetryRequested) as asked, trying_again():
        raise WriteError("x cannot be written: No space left on device")
    assert asked.value.max_retries == 2
    with pytest.raises(dg.RetryRequested), trying_again():
        raise duckdb.FatalException("Failed to create checkpoint: No space left on device")
    with pytest.raises(lake.LakeError), trying_again():
        raise lake.LakeError("a manifest is damaged")
