"""A file of a drop, or a member of an archive in it, as a reader gets it: a name, a place, bytes, what is said beside it.

How packed files are unpacked stands in `packed`, how a format is read in that format's module.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from pipelines.sources.articles import NotFootball, SourceArticle, Unreadable

SIDECAR: Final = ".meta.json"
"""NAME.meta.json beside NAME says what NAME itself does not: its date, its address."""
LARGEST_SIDECAR: Final = 100_000
"""Bytes."""

Record = SourceArticle | Unreadable | NotFootball
"""What a reader yields, one for each record of a file."""


class UnpackError(OSError):
    """Packed bytes cannot be unpacked; `rule` and the message say why, `remedy` what to do."""

    def __init__(self, rule: str, reason: str, remedy: str) -> None:
        super().__init__(0, reason)
        self.rule, self.reason, self.remedy = rule, reason, remedy


@dataclass(frozen=True)
class Options:
    """What a user may set about reading; the defaults are those of settings.toml."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each field of an article the columns of a table (Parquet, CSV) that may hold it; the first that is there
    counts. A field that is not named is looked for under its own name."""
    football_test: bool = True
    """Whether pages without a word of football are turned away before their text is extracted."""


@dataclass(frozen=True)
class SourceFile:
    """Bytes with a name."""

    name: str
    """The last part of its path: its ending tells the format."""
    place: str
    """Where in the drop."""
    open: Callable[[], BinaryIO]
    """Opens it anew. What is read may raise UnpackError or another OSError."""
    sidecar: Callable[[], bytes | None]
    """Returns what lies beside it in NAME.meta.json, None if nothing does. Raises ValueError for what is too large."""

    @property
    def suffix(self) -> str:
        """The ending of the name, in small letters."""
        return Path(self.name).suffix.lower()

    def facts_beside(self) -> Mapping[str, Any]:
        """Return what the sidecar says. Raises ValueError or RecursionError for what is no JSON object."""
        raw = self.sidecar()
        if raw is None:
            return {}
        try:
            fields = json.loads(raw)
        except ValueError as error:
            raise ValueError(f"{self.name}{SIDECAR}: {error}") from error
        if not isinstance(fields, dict):
            raise ValueError(f"{self.name}{SIDECAR} is no JSON object")  # noqa: TRY004 - the user's mistake
        return fields


def on_disk(path: Path, place: str) -> SourceFile:
    """Return a file of a drop."""
    return SourceFile(path.name, place, lambda: path.open("rb"), lambda: sidecar_on_disk(path))


def in_memory(name: str, raw: bytes) -> SourceFile:
    """Return bytes as a file."""
    return SourceFile(name, name, lambda: io.BytesIO(raw), lambda: None)


def sidecar_on_disk(path: Path) -> bytes | None:
    """Return the sidecar of a file. Raises ValueError for a link or what is too large."""
    beside = path.with_name(path.name + SIDECAR)
    if beside.is_symlink():
        raise ValueError(f"{beside.name} is a symbolic link")
    if not beside.is_file():
        return None
    if beside.stat().st_size > LARGEST_SIDECAR:
        raise ValueError(f"{beside.name} has more than {LARGEST_SIDECAR:,} bytes")
    return beside.read_bytes()


def whole(file: SourceFile, most: int) -> bytes | Unreadable:
    """Return all bytes of a file that holds one article or one feed, or that it has more than `most`."""
    with file.open() as stream:
        raw = stream.read(most + 1)
    if len(raw) > most:
        reason = f"the file has more than {most:,} bytes"
        return Unreadable(file.place, "file_too_large", reason, "split it into its articles")
    return raw


Reader = Callable[[SourceFile, Options], Iterator[Record]]
"""Yields the records of a file in their order, one in memory at a time. Only OSError leaves it."""
