"""Processes that die or meet: a run that is killed, two runs at once, the UI that shows the run."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest

from tests.integration.conftest import GAFFER, SAMPLES, Gaffer, let_rest

PATIENCE = 60.0


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return an inbox with the sample articles, old enough to be read."""
    shutil.copytree(SAMPLES, tmp_path / "inbox")
    let_rest(tmp_path / "inbox")
    return tmp_path / "inbox"


@contextmanager
def started(home: Path, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Run a command of gaffer in the background; kill it and its children at the end."""
    process = subprocess.Popen(
        [GAFFER, *map(str, arguments)],
        env=os.environ | {"GAFFER_HOME": str(home), "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(condition: object, what: str) -> None:
    """Wait until a condition holds; fail with what was waited for."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator]
            return
        time.sleep(0.05)
    pytest.fail(f"waited in vain for {what}")


def runs(home: Path) -> list[dg.DagsterRun]:
    """Return the runs that Dagster knows of a home, oldest first."""
    if not (home / "dagster" / "dagster.yaml").exists():
        return []
    with dg.DagsterInstance.from_config(str(home / "dagster")) as instance:
        return list(reversed(list(instance.get_runs())))


def test_a_killed_run_is_shown_as_failed_and_the_next_one_succeeds(gaffer: Gaffer, home: Path, inbox: Path) -> None:
    with started(home, "run", "--inbox", inbox) as process:
        wait_for(
            lambda: (home / "lake" / "drops").exists() and any((home / "lake" / "drops").iterdir()), "a first drop"
        )
        os.killpg(process.pid, signal.SIGKILL)
    assert [run.status for run in runs(home)] == [dg.DagsterRunStatus.STARTED]

    done = gaffer("run", "--inbox", inbox)
    assert done.returncode == 0, done.stderr
    assert [run.status for run in runs(home)] == [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.SUCCESS]
    shown = gaffer("sql", "--format", "csv", "select count(*) from season_records where is_invincible")
    assert int(shown.stdout.splitlines()[1]) > 0


def test_the_second_of_two_runs_waits_and_says_for_whom(gaffer: Gaffer, home: Path, inbox: Path) -> None:
    with started(home, "run", "--inbox", inbox) as first:
        wait_for((home / "lake").exists, "the first run to begin")
        wait_for((home / ".lock").exists, "the first run to take the lock")
        at_once = gaffer("run", "--inbox", inbox, "--no-wait")
        second = gaffer("run", "--inbox", inbox)
        first.wait(PATIENCE)
        assert first.returncode == 0
    assert at_once.returncode == 75
    assert str(first.pid) in at_once.stderr
    assert second.returncode == 0
    assert f"process {first.pid}" in second.stderr
    assert "Nothing new" in second.stdout


def test_the_ui_shows_the_run_of_the_command_line(gaffer: Gaffer, home: Path, inbox: Path) -> None:
    done = gaffer("run", "--inbox", inbox)
    assert done.returncode == 0, done.stderr
    (run,) = runs(home)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with started(home, "dev", "--port", str(port)):
        query = "{ runsOrError { ... on Runs { results { runId status } } } assetNodes { id } }"
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/graphql",
            json.dumps({"query": query}).encode(),
            {"Content-Type": "application/json"},
        )
        answers: list[dict[str, object]] = []

        def answered() -> bool:
            try:
                with urllib.request.urlopen(request, timeout=5) as response:
                    answers.append(json.load(response)["data"])
            except OSError:
                return False
            return bool(answers[-1]["assetNodes"])

        wait_for(answered, "the web page")
    shown = answers[-1]
    assert {"runId": run.run_id, "status": "SUCCESS"} in shown["runsOrError"]["results"]  # type: ignore[index]
    assert len(shown["assetNodes"]) > 40  # type: ignore[arg-type]
