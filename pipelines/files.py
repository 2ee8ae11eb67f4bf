"""Writing files so that a reader, or a run after a power cut, finds the old content or the new one, never a half.

What stands in the files is no concern of this module.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipelines.errors import GafferError

PART_SUFFIX = ".part"
"""The ending of a file that is being written; what is left of it after a crash may be deleted."""


class WriteError(GafferError):
    """A file cannot be written: the disk is full, or the place must not be written."""


def write_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Have `write` write a file beside `path`, bring it to the disk, and put it in the place of `path`.

    Makes the folder if need be. Whatever goes wrong, `path` keeps what it held, and nothing is left beside it.
    Raises WriteError where the system refuses.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}{PART_SUFFIX}")
    try:
        make_folder(path.parent)
        write(part)
        sync_file(part)
        part.replace(path)
        sync_folder(path.parent)
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            why = error.strerror or error
            raise WriteError(f"{path} cannot be written: {why}. Make room, or allow it, and run again.") from error
        raise


def write_text(path: Path, text: str) -> None:
    """Write a text file atomically, in UTF-8."""
    write_atomically(path, lambda part: part.write_bytes(text.encode("utf-8")))


def replace_link(link: Path, target: str) -> None:
    """Let the symbolic link `link` point to `target`, in one step. Raises OSError where links cannot be made."""
    new = link.with_name(f".{link.name}.{os.getpid()}{PART_SUFFIX}")
    new.unlink(missing_ok=True)
    try:
        new.symlink_to(target)
        new.replace(link)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    sync_folder(link.parent)


def remove(path: Path) -> None:
    """Delete a file, if it is there, for good. Raises WriteError where the system refuses."""
    if path.exists() or path.is_symlink():
        try:
            path.unlink(missing_ok=True)
            sync_folder(path.parent)
        except OSError as error:
            why = error.strerror or error
            raise WriteError(f"{path} cannot be deleted: {why}. Allow it, and run again.") from error


def remove_parts(folder: Path) -> None:
    """Delete what processes that are gone were writing in a folder when they died."""
    for path in folder.glob(f".*{PART_SUFFIX}"):
        process = path.name.split(".")[-2]
        if process.isdecimal() and not runs(int(process)):
            remove(path)


def runs(process: int) -> bool:
    """Return whether there is a process of this number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, for good."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for place in missing:
        sync_folder(place.parent)


def sync_file(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    with opened(path) as descriptor:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk (where the system can: Windows opens no folders)."""
    if os.name == "posix":
        with opened(folder) as descriptor:
            os.fsync(descriptor)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Hold a file descriptor on a file or folder, to read."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
