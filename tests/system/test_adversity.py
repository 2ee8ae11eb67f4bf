"""Runs that are killed, a disk that is full, folders that must not be written, files that are cut off: nothing is lost.

What can be put right has a message that says where. Runs are forked processes; `make soak` kills fifty of the command.
"""

import ctypes
import multiprocessing.connection
import os
import random
import resource
import shutil
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.errors import GafferError
from pipelines.home import Home
from tests.system.kills import PATIENCE, Trials, as_steps, do_steps, fork_server, whole


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    """Homes to be ill-treated."""
    return Trials.prepare(tmp_path_factory.mktemp("adversity"), as_steps)


def attempt(home: Path, inbox: Path, before: "Callable[[], None] | None" = None) -> str:
    """Do the steps in a forked process, after something; return the message with which they fail, "" if they do not.

    Anything but an error for users is no message, and fails.
    """
    ours, theirs = fork_server().Pipe()
    process = fork_server().Process(target=attempted, args=(theirs, home, inbox, before))
    process.start()
    theirs.close()
    assert ours.poll(PATIENCE)
    said: str = ours.recv()
    process.join(PATIENCE)
    return said


def attempted(
    pipe: multiprocessing.connection.Connection, home: Path, inbox: Path, before: "Callable[[], None] | None"
) -> None:
    """Send what the steps say."""
    try:
        if before:
            before()
        do_steps(home, inbox)
    except GafferError as error:
        pipe.send(str(error))
    except BaseException as error:
        pipe.send(f"no message for users: {error!r}")
        raise
    else:
        pipe.send("")


def few_bytes() -> None:
    """Let no file grow over a few bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


def some_bytes() -> None:
    """Let no file grow over what the lake needs and the warehouse does not."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))


def without_privileges() -> None:
    """Give up what lets the superuser write everywhere: all capabilities of Linux."""
    header = struct.pack("Ii", 0x20080522, 0)
    assert ctypes.CDLL(None, use_errno=True).capset(header, bytes(24)) == 0


def test_ten_killed_runs_leave_the_old_or_the_new_and_the_next_is_as_if_undisturbed(trials: Trials) -> None:
    seed = random.randrange(10**6)  # noqa: S311 -- no secret
    print(f"seed {seed}")  # pytest shows it where this fails
    trials.kill(10, random.Random(seed))  # noqa: S311


def test_what_must_not_be_written_or_grow_is_named_and_nothing_is_lost(trials: Trials) -> None:
    home = trials.home("hindered")
    hindered: list[Path | Callable[[], None]] = [few_bytes, home.lake / "articles", home.lake / "records"]
    hindered += [some_bytes, home.builds, home.root]  # each comes further than the one before
    for what in hindered:
        if isinstance(what, Path):
            mode = what.stat().st_mode
            what.chmod(0o555)
            said = attempt(home.root, trials.inbox, without_privileges)
            what.chmod(mode)
            assert str(what) in said, (what, said)
            assert "llow it" in said
        else:
            said = attempt(home.root, trials.inbox, what)
            assert str(home.root) in said, (what, said)
        assert whole(home) == trials.old
    trials.run_again(home)


def test_a_full_disk_is_named_and_nothing_is_lost(trials: Trials, tmp_path: Path) -> None:
    """On a small disk of its own where we may mount one; a limit on each file stands for it elsewhere."""
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(path.stat().st_size for path in (trials.folder / "base").rglob("*") if path.is_file()) + 400_000
    mounted = not subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=False).returncode
    try:
        home = Home(shutil.copytree(trials.folder / "base", disk / "home", symlinks=True))
        said = attempt(home.root, trials.inbox, None if mounted else some_bytes)
        assert str(home.root) in said, said
        assert whole(home) == trials.old
    finally:
        if mounted:
            subprocess.run(["umount", "-l", disk], check=True)


def test_what_is_cut_off_is_made_again_and_files_of_others_stay(trials: Trials) -> None:
    home = trials.home("damaged")
    for folder in ("articles", "claims", "records", "reference"):
        for path in (home.lake / folder).rglob("*.parquet"):
            os.truncate(path, path.stat().st_size // 2)
    folders = [home.root, *(path for path in home.root.rglob("*") if path.is_dir() and "report" not in path.parts)]
    names = ("notes.txt", "mine.duckdb", "mine.parquet", ".DS_Store")
    foreign = [folder / name for folder in folders for name in names]
    foreign += [home.builds / "mine.json", home.root / "mine.json"]
    for path in foreign:
        path.write_text("somebody's")
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert attempt(home.root, trials.inbox) == ""
    assert whole(home) == trials.new
    assert [path for path in foreign if not path.exists()] == []
