"""Processes that parse end with the run that started them, however it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from tests.integration.conftest import CHECKOUT

SCRIPT = """
import polars as pl
from pipelines.engines.processes import Processes
from tests.system.test_engine_killed import slept
list(Processes(2).map(slept, [pl.DataFrame({"folder": [%r]})] * 4))
"""
SECONDS = 60


def slept(frame: pl.DataFrame) -> pl.DataFrame:
    (Path(frame["folder"].item()) / str(os.getpid())).touch()
    time.sleep(SECONDS * 10)
    return frame


def is_there(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_no_process_is_left_when_the_run_is_killed(tmp_path: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", SCRIPT % str(tmp_path)], cwd=CHECKOUT, env=os.environ | {"PYTHONPATH": str(CHECKOUT)}
    )
    try:
        assert wait_for(lambda: len(list(tmp_path.iterdir())) == 2)
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
    workers = [int(path.name) for path in tmp_path.iterdir()]
    assert wait_for(lambda: not any(is_there(worker) for worker in workers))
