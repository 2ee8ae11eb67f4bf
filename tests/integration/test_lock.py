"""The lock between processes: the second waits and knows for whom, and death frees it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipelines.home import Home, HomeError
from pipelines.lock import Holder, HomeLocked, hold, holder

HOLD = """
import sys
from pathlib import Path
from pipelines.home import Home
from pipelines.lock import hold
with hold(Home(Path(sys.argv[1])), doing="gaffer run"):
    print("held", flush=True)
    sys.stdin.read()
"""
FORK_AND_HOLD = """
import os, sys
from pathlib import Path
from pipelines.home import Home
from pipelines.lock import hold
with hold(Home(Path(sys.argv[1])), doing="gaffer run"):
    if os.fork() == 0:
        print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path).prepare()


@contextmanager
def holding(home: Home, program: str = HOLD) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", program, str(home.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.fixture
def other(home: Home) -> Iterator["subprocess.Popen[str]"]:
    with holding(home) as process:
        yield process


def test_the_second_is_told_who_has_it(home: Home, other: "subprocess.Popen[str]") -> None:
    with pytest.raises(HomeLocked, match=f"gaffer run .process {other.pid}, since 20") as error, hold(home, wait=False):
        pytest.fail("two writers in one home")
    assert isinstance(error.value.holder, Holder)
    assert error.value.holder.pid == other.pid
    assert holder(home) == error.value.holder


def test_the_second_waits_and_goes_on_when_the_first_has_finished(home: Home, other: "subprocess.Popen[str]") -> None:
    waited_for: list[Holder | None] = []

    def finish(who: Holder | None) -> None:
        waited_for.append(who)
        assert other.stdin is not None
        other.stdin.close()

    with hold(home, on_wait=finish):
        assert holder(home) == Holder(os.getpid(), getattr(holder(home), "since", ""), "gaffer")
    assert [who.pid for who in waited_for if who] == [other.pid]


def test_the_kernel_frees_the_lock_of_a_killed_holder(home: Home, other: "subprocess.Popen[str]") -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert holder(home) is None
    with hold(home, wait=False):
        pass


def test_a_forked_child_does_not_hold_on_to_it(home: Home) -> None:
    with holding(home, FORK_AND_HOLD) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with hold(home, wait=False):
            pass


def test_a_process_may_take_it_again_and_gives_it_back_with_the_last(home: Home) -> None:
    with hold(home):
        with hold(home, wait=False):
            pass
        assert holder(home) is not None
    assert holder(home) is None


def test_an_error_inside_gives_it_back(home: Home) -> None:
    with pytest.raises(ValueError, match="x"), hold(home):
        raise ValueError("x")
    assert holder(home) is None


def test_a_home_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="cannot write in the home"), hold(Home(tmp_path / "nowhere")):
        pytest.fail("no home, no lock")
