"""Runs that are killed at random moments: what readers see all the while, and what the next run makes of it.

`python -m tests.system.kills` kills `gaffer run` fifty times (a part of `make soak`); test_kills.py kills the same steps
ten times in processes that are forked from one that has everything loaded, which is much quicker.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from pipelines import lake, steps
from pipelines.home import Home
from pipelines.lock import hold
from pipelines.report import site
from pipelines.warehouse import publishing
from tests.integration.conftest import GAFFER, SAMPLES, let_rest

THERE = ("agency-copy.jsonl", "invincibles")
"""Drops that are in the warehouse before the run that is killed."""
NEWS = ("revisions", "two-tales")
"""Drops that this run reads."""
PATIENCE = 300.0
LOOK = """
select
    (select content_hash from build),
    (select count(*) from drops),
    (select count(*) from claims),
    (select count(*) from record_evidence),
    (select count(*) from manager_careers)
"""
State = tuple[str, int, int, int, int]
"""The hash over all rows of a warehouse, and how many rows some of its tables have."""


@dataclass(frozen=True)
class Running:
    """A run in a process of its own."""

    kill: Callable[[], None]
    """With SIGKILL, and its children."""
    ended: Callable[[], bool]
    wait: Callable[[], int]
    """Return the exit code."""


Start = Callable[[Path, Path], Running]
"""Starts a run over a home and an inbox."""


def do_steps(home: Path, inbox: Path) -> None:
    """Do what `gaffer run` does, without Dagster."""
    folder = Home(home).prepare()
    with hold(folder, doing="the steps"):
        drops = [drop.drop_id for drop in steps.find_work(folder, inbox).stale]
        list(steps.read_drops(folder, inbox, drops))
        list(steps.parse_drops(folder, drops))
        steps.resolve_records(folder)
        candidate, results = steps.build_and_check(folder)
        steps.publish(folder, candidate, results)
        site.write(folder)


@cache
def fork_server() -> "multiprocessing.context.ForkServerContext":
    """Return what forks processes from one that has all loaded that a run needs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.system.loaded", __name__])
    return context


def as_steps(home: Path, inbox: Path) -> Running:
    """Start the steps in a forked process."""
    process = fork_server().Process(target=do_steps, args=(home, inbox))
    process.start()

    def wait() -> int:
        process.join(PATIENCE)
        return -1 if process.exitcode is None else process.exitcode

    return Running(process.kill, lambda: not process.is_alive(), wait)


def as_command(home: Path, inbox: Path) -> Running:
    """Start `gaffer run`."""
    process = subprocess.Popen(
        [GAFFER, "run", "--home", home, "--inbox", inbox],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def kill() -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)

    return Running(
        kill,
        lambda: process.poll() is not None,
        lambda: process.wait(PATIENCE),
    )


def seen(home: Home) -> State:
    """Return what a reader sees; raise if the warehouse or a file of the lake is not whole."""
    with duckdb.connect(str(home.link.resolve()), read_only=True) as connection:
        (row,) = connection.execute(LOOK).fetchall()
    return row


def whole(home: Home) -> State:
    """Return what a reader sees; raise if the warehouse or a file that the lake counts is not what was written."""
    publishing.verify(home)
    assert {made.drop_id for made in lake.manifests(home)} >= set(THERE)
    for made in lake.manifests(home):
        assert lake.undamaged(home, made, made.files)
    lake.claims(home).collect()
    return seen(home)


def begun(home: Home, running: Running) -> None:
    """Wait until a run has taken the home's lock."""
    while not running.ended() and not (home.lock_file.exists() and home.lock_file.stat().st_size):
        time.sleep(0.005)


@dataclass(frozen=True)
class Trials:
    """A home with a published warehouse, an inbox with news, and what an undisturbed run makes of them."""

    folder: Path
    start: Start
    old: State
    new: State
    seconds: float
    """That the undisturbed run took from taking the lock to its end."""

    @classmethod
    def prepare(cls, folder: Path, start: Start) -> "Trials":
        """Publish the old warehouse; let an undisturbed run publish the new one in a copy of the home."""
        inbox, base = folder / "inbox", Home(folder / "base")
        inbox.mkdir(parents=True)
        put(inbox, THERE)
        assert as_steps(base.root, inbox).wait() == 0
        put(inbox, NEWS)
        copied = Home(shutil.copytree(base.root, folder / "undisturbed", symlinks=True))
        running = start(copied.root, inbox)
        begun(copied, running)
        began = time.monotonic()
        assert running.wait() == 0
        found = cls(folder, start, whole(base), whole(copied), time.monotonic() - began)
        assert found.old != found.new
        return found

    @property
    def inbox(self) -> Path:
        """Where the drops are."""
        return self.folder / "inbox"

    def home(self, name: str) -> Home:
        """Return a copy of the home with the old warehouse."""
        return Home(shutil.copytree(self.folder / "base", self.folder / name, symlinks=True))

    def kill_one(self, home: Home, share: float) -> bool:
        """Kill a run when this share of its time is over, looking on; return whether the new warehouse is there."""
        running = self.start(home.root, self.inbox)
        begun(home, running)
        until = time.monotonic() + share * self.seconds
        while time.monotonic() < until and not running.ended():
            assert seen(home) in (self.old, self.new)
            time.sleep(0.02)
        running.kill()
        running.wait()
        found = whole(home)
        assert found in (self.old, self.new)
        return found == self.new

    def run_again(self, home: Home) -> None:
        """Run undisturbed; all must be as if no run had been killed."""
        assert self.start(home.root, self.inbox).wait() == 0
        assert whole(home) == self.new
        shutil.rmtree(home.root)

    def kill(self, times: int, chance: random.Random) -> None:
        """Kill so many runs; the next begins with what the killed one has left, or anew if that had published."""
        home = self.home("home-0")
        for number in range(1, times + 1):
            share = chance.random()
            published = self.kill_one(home, share)
            seen_ = "new" if published else "old"
            print(f"{number}: killed after {share * self.seconds:.2f} s; the {seen_} warehouse is whole", flush=True)
            if published:
                self.run_again(home)
                home = self.home(f"home-{number}")
        self.run_again(home)


def put(inbox: Path, drops: tuple[str, ...]) -> None:
    """Put sample drops into an inbox, old enough to be read."""
    for name in drops:
        source = SAMPLES / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, inbox / name)
        if source.is_file():
            os.utime(inbox / name, (1_700_000_000, 1_700_000_000))
        else:
            let_rest(inbox / name)


def main() -> int:
    """Kill runs, and say how many of them did no harm."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 -- no secret
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials.prepare(Path(folder), as_command)
        print(f"seed {given.seed}; an undisturbed run takes {trials.seconds:.1f} s once it has the lock", flush=True)
        trials.kill(given.times, random.Random(given.seed))  # noqa: S311 -- no secret
    print(f"{given.times} of {given.times}: old or new at every moment, and after another run as if undisturbed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
