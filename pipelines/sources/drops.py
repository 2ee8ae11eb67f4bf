"""Drops: the entries of the inbox, what identifies them, and the records inside them.

How a file of one format is read stands in that format's module.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pipelines.sources import json_lines, text
from pipelines.sources.articles import SourceArticle, Unreadable, accepted
from schemas.identity import slug

SAFE_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
UNFINISHED: Final = (".part", ".tmp")
SLUG_CHARACTERS: Final = 50
CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class InboxDrop:
    """A drop that lies in the inbox, whole."""

    drop_id: str
    name: str
    path: Path
    sha256: str
    """Hash over the relative names and the bytes of all its files."""
    size: int
    """Bytes of all its files."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An entry of the inbox that is not read now."""

    name: str
    reason: str


def inbox_drops(inbox: Path, *, now: float, quiet_seconds: float) -> Iterator[InboxDrop | HeldBack]:
    """Yield the entries of the inbox in the order of their names, each as a drop or with why it is held back.

    Entries named `.…`, `….part` or `….tmp` are nobody's business yet and passed over. `now` is in seconds since the
    epoch; an entry with a change in the last `quiet_seconds` may still be written.
    """
    for path in sorted(inbox.iterdir(), key=lambda entry: entry.name):
        if path.name.startswith(".") or path.name.endswith(UNFINISHED):
            continue
        try:
            age = now - last_change(path)
            if 0 <= age < quiet_seconds:
                yield HeldBack(path.name, f"changed {age:.0f} s ago: it may still be written, the next run takes it")
            else:
                digest, size = content(path)
                yield InboxDrop(drop_id_of(path.name), path.name, path, digest, size)
        except OSError as error:
            yield HeldBack(path.name, f"cannot be read: {error.strerror}; look at its permissions, or take it out")


def drop_id_of(name: str) -> str:
    """Return the name itself where it is safe in a path, else a slug of it with 8 hexadecimal digits of its hash."""
    if SAFE_NAME.fullmatch(name) and ".." not in name:
        return name
    short = slug(name)[:SLUG_CHARACTERS].strip("-")
    return f"{short}-{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def files_of(path: Path) -> Iterator[Path]:
    """Yield the files of a drop in the order of their relative names; hidden and unfinished ones are left out."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith(UNFINISHED):
                yield Path(folder, name)


def last_change(path: Path) -> float:
    """Return when anything of the drop was last changed, in seconds since the epoch."""
    return max([path.lstat().st_mtime, *(file.lstat().st_mtime for file in files_of(path))])


def content(path: Path) -> tuple[str, int]:
    """Return the hash over the relative names and bytes of a drop's files, and their size. Links are not followed."""
    whole, size = hashlib.sha256(), 0
    for file in files_of(path):
        whole.update(relative(file, path).encode("utf-8", "surrogateescape") + b"\0")
        part = hashlib.sha256()
        if file.is_symlink():
            part.update(str(file.readlink()).encode("utf-8", "surrogateescape"))
        else:
            with file.open("rb") as handle:
                while chunk := handle.read(CHUNK):
                    part.update(chunk)
                    size += len(chunk)
        whole.update(part.digest())
    return whole.hexdigest(), size


def relative(file: Path, drop: Path) -> str:
    """Return the name of a file inside its drop; for a drop that is one file, that file's name."""
    return file.relative_to(drop).as_posix() if drop.is_dir() else file.name


def read_drop(path: Path, *, read_on: date) -> Iterator[SourceArticle | Unreadable]:
    """Yield every record of a drop, in the order of its files: as an article, or with why it is none.

    What a file holds never raises.
    """
    found = False
    for file in files_of(path):
        place = relative(file, path)
        if file.name.endswith(text.SIDECAR) and file.with_name(file.name.removesuffix(text.SIDECAR)).is_file():
            continue
        found = True
        for item in read_file(file, place):
            yield accepted(item, read_on) if isinstance(item, SourceArticle) else item
    if not found:
        yield Unreadable(path.name, "empty_drop", "the drop has no file", "put articles into it, or take it out")


def read_file(file: Path, place: str) -> Iterator[SourceArticle | Unreadable]:
    """Yield the records of one file."""
    if file.is_symlink():
        yield Unreadable(place, "link", "it is a symbolic link", "put the file itself into the drop")
        return
    suffix = file.suffix.lower()
    try:
        if suffix in text.SUFFIXES:
            yield text.read(file, place)
        elif suffix in json_lines.SUFFIXES:
            yield from json_lines.read(file, place)
        else:
            known = ", ".join(sorted(text.SUFFIXES | json_lines.SUFFIXES))
            yield Unreadable(
                place, "unknown_format", f"files named {suffix or 'so'} are not read", f"give it as {known}"
            )
    except OSError as error:
        yield Unreadable(place, "file_unreadable", f"{error.strerror}", "look at the file's permissions and the disk")
