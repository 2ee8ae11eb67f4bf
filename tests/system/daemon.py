"""The daemon of a home, as a process that ends with the test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.scheduler.instigation import TickStatus

from pipelines import dagster_home
from pipelines.home import Home
from tests.integration.conftest import CHECKOUT

PATIENCE = 60.0
PROGRAMS = Path(sys.executable).parent


def wait_for(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> float:
    """Wait until a condition holds, and return how long that took; fail with what was waited for."""
    begin = time.monotonic()
    while time.monotonic() - begin < patience:
        if condition():
            return time.monotonic() - begin
        time.sleep(0.1)
    pytest.fail(f"waited {patience:.0f} s in vain for {what}")


def environment_of(home: Home) -> dict[str, str]:
    return os.environ | {"GAFFER_HOME": str(home.root), "DAGSTER_HOME": str(home.dagster), "NO_COLOR": "1"}


@contextmanager
def daemon(home: Home) -> Iterator[subprocess.Popen[bytes]]:
    """Run the daemon on a home until it beats; kill it and all that it started at the end."""
    old = {name: os.environ.get(name) for name in ("DAGSTER_HOME", "GAFFER_HOME")}
    dagster_home.prepare(home)
    with instance_of(home) as instance:
        instance.get_runs(limit=1)  # the tables are made: two processes at once could stumble over each other
    log = home.root.with_name(f"{home.root.name}-daemon.log")
    with log.open("ab") as output:
        process = subprocess.Popen(
            [PROGRAMS / "dagster-daemon", "run", "-m", "pipelines.definitions", "-d", CHECKOUT],
            env=environment_of(home),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        with instance_of(home) as instance:
            wait_for(lambda: instance.get_daemon_heartbeats().get("SENSOR"), "the daemon's first heartbeat")
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        for name, value in old.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def instance_of(home: Home) -> dg.DagsterInstance:
    return dg.DagsterInstance.from_config(str(home.dagster))


def runs(home: Home) -> list[dg.DagsterRun]:
    """Return the runs of a home, oldest first."""
    with instance_of(home) as instance:
        return list(reversed(list(instance.get_runs())))


def failed_ticks(home: Home) -> list[str]:
    """Return the looks of sensors and schedules that have failed, with their errors."""
    with instance_of(home) as instance:
        return [
            f"{state.name}: {tick.error}"
            for state in instance.all_instigator_state()
            for tick in instance.get_ticks(state.instigator_origin_id, state.selector_id)
            if tick.status is TickStatus.FAILURE
        ]
