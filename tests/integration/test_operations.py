"""Running gaffer for others: alerts, health, backup, and what the checks show in the UI."""

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines import backup, steps
from pipelines.defs import alerts, feeds, lake, warehouse
from pipelines.defs.resources import HomeResource
from pipelines.home import Home
from pipelines.warehouse.builds import CheckResult
from tests.integration.conftest import Gaffer, let_rest
from tests.integration.web import Web, web
from tests.unit.sources import made


@pytest.fixture
def folder(home: Path) -> Home:
    return Home(home).prepare()


@pytest.fixture
def hook(folder: Home) -> Iterator[Web]:
    with web() as served:
        served.give("/hook", b"ok")
        folder.settings_file.write_text(f'[alerts]\nwebhook = "{served.url("/hook")}"\n')
        yield served


def told(hook: Web) -> list[str]:
    return [json.loads(asked.body)["text"] for asked in hook.asked]


def publish(folder: Home) -> str:
    (folder.inbox / "a.jsonl").write_bytes(made.jsonl())
    let_rest(folder.inbox)
    list(steps.read_drops(folder, folder.inbox, ["a.jsonl"]))
    list(steps.parse_drops(folder, ["a.jsonl"]))
    steps.resolve_records(folder)
    candidate, results = steps.build_and_check(folder)
    steps.publish(folder, candidate, results)
    return candidate.content_hash


@dg.asset
def broken() -> None:
    raise dg.Failure("the disk is full")


@dg.asset
def checked() -> None:
    return None


def check_that(passed: bool) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=checked, name="adds_up")
    def adds_up() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=passed, metadata={"actual": "3 rows"})

    return adds_up


def test_a_failed_run_is_told_with_its_reason(folder: Home, hook: Web) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([broken], instance=instance, raise_on_error=False)
        event = next(event for event in result.all_events if event.event_type_value == "PIPELINE_FAILURE")
        context = dg.build_run_status_sensor_context(
            sensor_name="tell_of_failed_runs",
            dagster_instance=instance,
            dagster_run=result.dagster_run,
            dagster_event=event,
            resources={"home": HomeResource(root=str(folder.root))},
        ).for_run_failure()
        alerts.tell_of_failed_runs(context)
    (text,) = told(hook)
    assert "the disk is full" in text
    assert result.dagster_run.run_id[:8] in text


def test_a_check_is_told_when_it_begins_to_fail_and_when_it_holds_again(folder: Home, hook: Web) -> None:
    with dg.DagsterInstance.local_temp(str(folder.dagster)) as instance:
        cursor = None
        for passed in (True, False, False, True, False):
            dg.materialize([checked, check_that(passed)], instance=instance)
            context = dg.build_sensor_context(
                instance=instance,
                cursor=cursor,
                resources={"home": HomeResource(root=str(folder.root))},
                definitions=dg.Definitions(assets=[checked], asset_checks=[check_that(passed)]),
            )
            alerts.tell_of_failed_checks(context)
            cursor = context.cursor
    texts = told(hook)
    assert [("blocks" in text, "holds again" in text) for text in texts] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    assert "checked: adds_up" in texts[0]
    assert "3 rows" in texts[0]


def test_a_message_that_is_not_taken_is_sent_again(folder: Home, hook: Web) -> None:
    resource = HomeResource(root=str(folder.root))
    hook.give("/hook", b"", status="503 Busy")
    with pytest.raises(alerts.UndeliveredError, match="503"):
        alerts.tell(resource, "x")
    hook.give("/hook", b"ok")
    assert alerts.tell(resource, "x", kind="run")
    assert json.loads(hook.asked[-1].body) == {"text": "x", "kind": "run"}
    folder.settings_file.unlink()
    assert not alerts.tell(resource, "x")
    assert len(hook.asked) == 2


def test_checks_show_their_failing_rows(folder: Home) -> None:
    result = CheckResult(
        name="no_key_twice", table="claims", passed=False, blocking=True, rule="No key twice.", expected="no such row",
        actual="2 rows", failing=2, sample=({"claim_id": "a", "times": "2"}, {"claim_id": "b", "times": None}), measured=None,
    )  # fmt: skip
    shown = warehouse.check_result(result)
    assert shown.severity is dg.AssetCheckSeverity.ERROR
    rows = shown.metadata["first failing rows"]
    assert isinstance(rows, dg.TableMetadataValue)
    assert [record.data for record in rows.records] == [{"claim_id": "a", "times": "2"}, {"claim_id": "b", "times": ""}]

    (folder.inbox / "a.jsonl").write_bytes(b"{broken\n")
    list(steps.read_drops(folder, folder.inbox, ["a.jsonl"]))
    unread = lake.readable(HomeResource(root=str(folder.root)))
    assert isinstance(unread, dg.AssetCheckResult)
    assert (unread.passed, unread.severity) == (False, dg.AssetCheckSeverity.WARN)
    drops = unread.metadata["drops"]
    assert isinstance(drops, dg.TableMetadataValue)
    assert drops.records[0].data["drop"] == "a.jsonl"
    fresh = feeds.feeds_are_fresh(HomeResource(root=str(folder.root)))
    assert isinstance(fresh, dg.AssetCheckResult)
    assert fresh.passed


def test_health_says_what_is_ill(gaffer: Gaffer, folder: Home) -> None:
    before = gaffer("health", "--no-daemon")
    assert before.returncode == 1
    assert "ILL   warehouse" in before.stdout
    publish(folder)
    well = gaffer("health", "--no-daemon")
    assert well.returncode == 0, well.stdout
    silent = gaffer("health")
    assert silent.returncode == 1
    assert "daemon: silent" in silent.stdout


def test_a_backup_gives_the_same_warehouse_in_a_new_home(gaffer: Gaffer, folder: Home, tmp_path: Path) -> None:
    content = publish(folder)
    folder.judgements.write_text("decided_on,by,kind,subject,object,why\n")
    archive = tmp_path / "backup.tar.gz"
    made_ = gaffer("backup", archive)
    assert made_.returncode == 0, made_.stderr
    new = Home(tmp_path / "new")
    restored = gaffer("restore", archive, "--home", new.root)
    assert restored.returncode == 0, restored.stderr
    ran = gaffer("run", "--home", new.root)
    assert ran.returncode == 0, ran.stderr
    shown = gaffer("sql", "--home", new.root, "--format", "csv", "select content_hash from build")
    assert shown.stdout.splitlines()[1] == content
    assert new.judgements.exists()
    assert gaffer("restore", archive, "--home", new.root).returncode == 2


def test_a_damaged_or_foreign_archive_is_not_restored(tmp_path: Path) -> None:
    (tmp_path / "damaged.tar.gz").write_bytes(b"\x1f\x8b broken")
    with tarfile.open(tmp_path / "foreign.tar.gz", "w:gz") as archive:
        archive.add(__file__, arcname="../evil.py")
    for name in ("damaged", "foreign", "missing"):
        with pytest.raises(backup.BackupError):
            backup.restore(Home(tmp_path / f"home-{name}"), tmp_path / f"{name}.tar.gz")
    assert not (tmp_path / "evil.py").exists()
