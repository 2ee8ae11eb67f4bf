"""One writer a home: a lock that the kernel frees when its holder dies, however it dies.

Readers need no lock: they open what is published.
"""

import fcntl
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Final

from pipelines.errors import GafferError
from pipelines.home import Home, HomeError

LOOKS: Final = 20
MOMENT: Final = 0.01


@dataclass(frozen=True)
class Holder:
    """Who holds the lock."""

    pid: int
    since: str
    """When it took the lock: ISO 8601, UTC."""
    doing: str
    """What it does, for a person."""

    def __str__(self) -> str:
        """Return the holder as a message names it."""
        return f"{self.doing} (process {self.pid}, since {self.since})"


class HomeLocked(GafferError):  # noqa: N818 -- a state of the home, no fault
    """Another process writes in the home."""

    def __init__(self, home: Home, holder: Holder | None) -> None:
        who = str(holder) if holder else "another process"
        super().__init__(f"{home.root} is being written by {who}. Wait until it has finished, or end it.")
        self.holder = holder


@dataclass
class Held:
    """A lock that this process holds."""

    descriptor: int
    depth: int = 1


@dataclass
class Locks:
    """The locks of this process, by lock file. `guard` protects the table, not the home."""

    held: dict[str, Held] = field(default_factory=dict)
    guard: threading.Lock = field(default_factory=threading.Lock)


LOCKS: Final = Locks()


@contextmanager
def hold(
    home: Home,
    *,
    doing: str = "gaffer",
    wait: bool = True,
    on_wait: Callable[[Holder | None], None] | None = None,
) -> Iterator[None]:
    """Hold the lock of a home.

    Within a process it may be taken again, by any thread. If another process has it, `on_wait` is called once with who
    that is, and then this waits; with `wait=False` it raises HomeLocked instead. Raises HomeError where the home is
    missing or cannot be written.
    """
    key = os.path.realpath(home.lock_file)
    if not taken_again(key):
        descriptor = opened(home)
        try:
            acquire(home, descriptor, wait=wait, on_wait=on_wait)
        except BaseException:
            os.close(descriptor)
            raise
        sign(descriptor, Holder(os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"), doing))
        with LOCKS.guard:
            LOCKS.held[key] = Held(descriptor)
    try:
        yield
    finally:
        give_back(key)


def holder(home: Home) -> Holder | None:
    """Return who holds the lock of a home now; None if nobody does."""
    if not home.lock_file.exists():
        return None
    descriptor = os.open(home.lock_file, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return signed(descriptor)
    finally:
        os.close(descriptor)
    return None


def opened(home: Home) -> int:
    """Open the lock file, which is made if need be. Raises HomeError where the home is missing or cannot be written."""
    try:
        return os.open(home.lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise HomeError(f"cannot write in the home {home.root}: {error.strerror}. Name another with --home.") from error


def taken_again(key: str) -> bool:
    """Return whether this process has the lock already; if so, count once more."""
    with LOCKS.guard:
        held = LOCKS.held.get(key)
        if held:
            held.depth += 1
        return held is not None


def give_back(key: str) -> None:
    """Count once less; free the lock with the last."""
    with LOCKS.guard:
        held = LOCKS.held.get(key)
        if held is None:  # a forked child leaves what its parent entered
            return
        held.depth -= 1
        if held.depth == 0:
            del LOCKS.held[key]
            os.ftruncate(held.descriptor, 0)
            os.close(held.descriptor)


def acquire(home: Home, descriptor: int, *, wait: bool, on_wait: Callable[[Holder | None], None] | None) -> None:
    """Lock an open lock file, at once or after waiting."""
    if taken_at_once(descriptor):
        return
    who = signed(descriptor)
    if not wait:
        raise HomeLocked(home, who)
    if on_wait:
        on_wait(who)
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def taken_at_once(descriptor: int) -> bool:
    """Return whether the lock could be had without waiting for a holder who has signed.

    A lock without a signature is one that is being taken, given back or looked at: that is over in a moment.
    """
    for _ in range(LOOKS):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if signed(descriptor):
                return False
            time.sleep(MOMENT)
        else:
            return True
    return False


def sign(descriptor: int, who: Holder) -> None:
    """Write into the lock file who holds it, for the one who waits."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(asdict(who)).encode(), 0)


def signed(descriptor: int) -> Holder | None:
    """Return who says in the lock file that he holds it; None between taking it and signing."""
    try:
        return Holder(**json.loads(os.pread(descriptor, 4096, 0)))
    except (ValueError, TypeError):
        return None


def leave_to_the_parent() -> None:
    """Drop, in a forked child, what its parent holds: else the lock would outlive the parent."""
    for held in LOCKS.held.values():
        os.close(held.descriptor)
    LOCKS.held.clear()
    LOCKS.guard = threading.Lock()


os.register_at_fork(after_in_child=leave_to_the_parent)
