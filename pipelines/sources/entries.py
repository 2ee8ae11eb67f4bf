"""What lies in a drop: its files, in one order, and whatever else somebody put there. No file is opened here."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

UNFINISHED: Final = (".part", ".tmp")

Kind = Literal["file", "folder", "link", "special", "closed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a drop, the drop itself included."""

    path: Path
    place: str
    """Its name inside the drop; for a drop that is one file, the name of that file."""
    kind: Kind
    """file, folder, symbolic link, special (a pipe, a socket, a device), or closed: it cannot be looked into."""
    changed: float = 0
    """When it was last changed, in seconds since the epoch."""
    state: tuple[int, ...] | None = None
    """What changes when the file does: device, number, size, and the times of its last changes, in nanoseconds."""
    reason: str = ""
    """Why it is closed."""


def is_passed_over(name: str) -> bool:
    """Return whether nobody is meant to read this: hidden, or still being written."""
    return name.startswith(".") or name.endswith(UNFINISHED)


def entries(drop: Path) -> Iterator[Entry]:
    """Yield the drop and everything in it, a folder before what it holds, in the order of the names.

    Links are not followed, and what is hidden or unfinished is left out. Never raises OSError: what cannot be looked
    into is an entry of the kind `closed`.
    """
    waiting = [(drop, "")]
    while waiting:
        path, place = waiting.pop()
        found = entry(path, place or readable(path.name))
        yield found
        if found.kind == "folder":
            try:
                names = [child.name for child in path.iterdir() if not is_passed_over(child.name)]
            except OSError as error:
                yield Entry(path, found.place, "closed", found.changed, reason=f"{error.strerror}")
            else:
                inside = f"{place}/" if place else ""
                waiting += [(path / name, inside + readable(name)) for name in sorted(names, reverse=True)]


def entry(path: Path, place: str) -> Entry:
    """Return the entry of one path."""
    try:
        state = path.lstat()
    except OSError as error:
        return Entry(path, place, "closed", reason=f"{error.strerror}")
    identity = (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    return Entry(path, place, kind_of(state.st_mode), state.st_mtime, identity)


def kind_of(mode: int) -> Kind:
    """Return what a file mode says of the kind."""
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "link" if stat.S_ISLNK(mode) else "special"


def readable(name: str) -> str:
    r"""Return a file name as text that can be stored: bytes that are not UTF-8 become `\x..`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
