"""Drops: the entries of the inbox, what identifies them, and the records inside them.

How a folder is walked stands in `entries`, how a file of one format is read in that format's module.
"""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pipelines.sources import formats
from pipelines.sources.articles import SourceArticle, Unreadable, accepted
from pipelines.sources.entries import Entry, entries, is_passed_over, readable
from pipelines.sources.files import SIDECAR, Options, Record, SourceFile, UnpackError, on_disk
from pipelines.sources.packed import inside
from schemas.identity import slug

SAFE_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
SLUG_CHARACTERS: Final = 50
CHUNK: Final = 1 << 20
SETTLED_SECONDS: Final = 2
"""A file that changed just now may change again within the same tick of the clock."""
HASHED: Final[dict[tuple[int, ...] | None, tuple[bytes, int]]] = {}
"""Hash and length of files by their state, as this process has read them."""


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
    for name in sorted(entry.name for entry in inbox.iterdir()):
        if is_passed_over(name):
            continue
        path = inbox / name
        age = now - max(entry.changed for entry in entries(path))
        if not os.path.lexists(path):
            yield HeldBack(readable(name), "gone while it was looked at")
        elif 0 <= age < quiet_seconds:
            yield HeldBack(readable(name), f"changed {age:.0f} s ago: it may still be written, the next run takes it")
        else:
            sha256, size = content(path)
            yield InboxDrop(drop_id_of(name), readable(name), path, sha256, size)


def drop_id_of(name: str) -> str:
    """Return the name itself where it is safe in a path, else a slug of it with 8 hexadecimal digits of its hash."""
    if SAFE_NAME.fullmatch(name) and ".." not in name:
        return name
    short = slug(readable(name))[:SLUG_CHARACTERS].strip("-")
    return f"{short}-{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def content(drop: Path) -> tuple[str, int]:
    """Return the hash over the relative names and bytes of a drop's files, and their size, reading chunk by chunk.

    A link counts by where it points, what cannot be read by that: once it can be, the hash is another.
    """
    whole, size = hashlib.sha256(), 0
    for entry in entries(drop):
        if entry.kind == "folder":
            continue
        inside = entry.path.relative_to(drop) if entry.path != drop else Path(drop.name)
        digest, length = entry_content(entry)
        size += length
        whole.update(os.fsencode(inside) + b"\0" + digest)
    return whole.hexdigest(), size


def entry_content(entry: Entry) -> tuple[bytes, int]:
    """Return the hash of a file or link and its length; one that is as it was when last hashed is not read again.

    A sensor looks every few seconds, and a crawl has gigabytes.
    """
    state = entry.state if entry.kind == "file" else None
    if state in HASHED:
        return HASHED[state]
    part, size = hashlib.sha256(entry.kind.encode()), 0
    try:
        for chunk in chunks(entry):
            part.update(chunk)
            size += len(chunk) if entry.kind == "file" else 0
    except OSError:  # reading the drop says why, in the quarantine
        part.update(b"unread")
        return part.digest(), size
    if state is not None and time.time() - entry.changed > SETTLED_SECONDS:
        HASHED[state] = part.digest(), size
    return part.digest(), size


def chunks(entry: Entry) -> Iterator[bytes]:
    """Yield the bytes of a file, or where a link points; nothing of what is neither."""
    if entry.kind == "link":
        yield os.fsencode(entry.path.readlink())
    elif entry.kind == "file":
        with entry.path.open("rb") as handle:
            while chunk := handle.read(CHUNK):
                yield chunk


def read_drop(path: Path, *, read_on: date, options: Options | None = None) -> Iterator[Record]:
    """Yield every record of a drop, in the order of its files: as an article, or with why it is none.

    What a drop holds never raises. Only one record is in memory at a time.
    """
    found = False
    for entry in entries(path):
        if entry.kind == "folder" or is_sidecar(entry):
            continue
        found = True
        for item in records_of(entry, options or Options()):
            yield accepted(item, read_on) if isinstance(item, SourceArticle) else item
    if not found:
        yield Unreadable(readable(path.name), "empty_drop", "the drop has no file", "put articles in, or take it out")


def is_sidecar(entry: Entry) -> bool:
    """Return whether a file only tells of the article beside it."""
    article = entry.path.name.removesuffix(SIDECAR)
    return article != entry.path.name and entry.kind == "file" and entry.path.with_name(article).is_file()


def records_of(entry: Entry, options: Options) -> Iterator[Record]:
    """Yield the records of one entry, or why it has none."""
    place = entry.place
    if entry.kind == "link":
        yield Unreadable(place, "link", "it is a symbolic link", "put the file itself into the drop")
    elif entry.kind == "special":
        yield Unreadable(place, "special_file", "it is no regular file", "put a regular file in its place")
    elif entry.kind == "closed":
        yield Unreadable(place, "file_unreadable", entry.reason, "look at the permissions and the disk")
    else:
        try:
            for item in inside(on_disk(entry.path, place)):
                yield from [item] if isinstance(item, Unreadable) else records_in(item, options)
        except OSError as error:
            yield unreadable(place, error)


def records_in(file: SourceFile, options: Options) -> Iterator[Record]:
    """Yield the records of one file, or why it has none."""
    reader = formats.reader_of(file.suffix)
    if reader is None:
        reason = f"files named {readable(file.suffix)} are not read" if file.suffix else "its name has no ending"
        yield Unreadable(file.place, "unknown_format", reason, f"give it as {', '.join(formats.known())}")
        return
    found = False
    try:
        for item in reader(file, options):
            found = True
            yield item
    except OSError as error:
        found = True
        yield unreadable(file.place, error)
    if not found:
        yield Unreadable(file.place, "empty_file", "there is no record in it", "put articles in, or take it out")


def unreadable(place: str, error: OSError) -> Unreadable:
    """Return why a file could not be read, or not to its end."""
    if isinstance(error, UnpackError):
        return Unreadable(place, error.rule, error.reason, error.remedy)
    return Unreadable(place, "file_unreadable", f"{error.strerror or error}", "look at the permissions and the disk")
