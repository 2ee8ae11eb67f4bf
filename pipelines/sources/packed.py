"""Packed files: what is inside gz, zst and zip, as files to be read; nothing is ever written to the disk.

Names inside an archive are labels only. What unpacks to far more than it is worth is stopped.
"""

import gzip
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, Final, cast

from backports import zstd

from pipelines.sources.articles import Unreadable
from pipelines.sources.entries import is_passed_over
from pipelines.sources.files import LARGEST_SIDECAR, SIDECAR, SourceFile, UnpackError

COMPRESSED: Final = frozenset({".gz", ".zst"})
ARCHIVES: Final = frozenset({".zip"})
FREE_BYTES: Final = 100_000_000
"""So much may come out of any file."""
MOST_TIMES: Final = 200
"""More than `FREE_BYTES` may come out only while it is less than so many times what went in: articles pack to a tenth."""
MOST_MEMBERS: Final = 200_000
LONGEST_NAME: Final = 300
FAULTS: Final = (
    EOFError,
    zlib.error,
    zstd.ZstdError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What the libraries raise on damaged or encrypted bytes."""
DAMAGED_REMEDY: Final = "fetch the file again; what could be unpacked before this place was read"


class Budget:
    """How much may still come out of one file of the drop."""

    def __init__(self, packed: int) -> None:
        self.left = max(FREE_BYTES, packed * MOST_TIMES)

    def spend(self, count: int) -> None:
        """Take bytes off. Raises UnpackError when there are none left."""
        self.left -= count
        if self.left < 0:
            reason = f"it unpacks to more than {MOST_TIMES} times its size"
            raise UnpackError("decompression_bomb", reason, "if it is no attack, give it unpacked")


class Unpacking(io.RawIOBase):
    """The unpacked bytes of a stream, within a budget; every fault of its library is an UnpackError."""

    def __init__(self, opened: Callable[[], BinaryIO], budget: Budget) -> None:
        self.budget = budget
        try:
            self.stream = opened()
        except FAULTS as error:
            raise damaged(error) from error

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer with unpacked bytes."""
        view = memoryview(cast(bytearray, buffer)).cast("B")
        try:
            found = self.stream.read(len(view))
        except (*FAULTS, gzip.BadGzipFile) as error:
            raise damaged(error) from error
        self.budget.spend(len(found))
        view[: len(found)] = found
        return len(found)

    def close(self) -> None:
        """Close the stream below."""
        if not self.closed and hasattr(self, "stream"):
            self.stream.close()
        super().close()


def damaged(error: Exception) -> UnpackError:
    """Return the fault of a library as ours."""
    return UnpackError("damaged_archive", f"it cannot be unpacked: {error}"[:LONGEST_NAME], DAMAGED_REMEDY)


def inside(file: SourceFile) -> Iterator[SourceFile | Unreadable]:
    """Yield the file itself if it is not packed, else what is in it: one file of a compressed one, all of an archive."""
    if file.suffix in COMPRESSED:
        yield uncompressed(file)
    elif file.suffix in ARCHIVES:
        yield from members(file)
    else:
        yield file


def uncompressed(file: SourceFile) -> SourceFile:
    """Return what is in a compressed file, under its name without the last ending."""

    def opened() -> BinaryIO:
        below = file.open()
        budget = Budget(below.seek(0, io.SEEK_END))
        below.seek(0)
        if file.suffix == ".gz":
            stream: Callable[[], BinaryIO] = lambda: cast(BinaryIO, gzip.GzipFile(fileobj=below))  # noqa: E731
        else:
            stream = lambda: cast(BinaryIO, zstd.ZstdFile(below))  # noqa: E731
        return io.BufferedReader(Unpacking(stream, budget), 1 << 20)

    return replace(file, name=file.name[: -len(file.suffix)], open=opened)


def members(file: SourceFile) -> Iterator[SourceFile | Unreadable]:
    """Yield the files of a zip archive in its order; folders, hidden and unfinished files are left out.

    The archive is open while this goes on: read each file before you take the next.
    """
    with file.open() as below:
        budget = Budget(below.seek(0, io.SEEK_END))
        try:
            archive = zipfile.ZipFile(below)
            listed = archive.infolist()
        except (*FAULTS, OSError) as error:
            fault = damaged(error)
            yield Unreadable(file.place, fault.rule, fault.reason, "fetch the file again")
            return
        if len(listed) > MOST_MEMBERS:
            yield Unreadable(file.place, "too_many_members", f"it lists {len(listed):,} files", "split it")
            return
        known = {info.filename: info for info in listed}
        seen: Counter[str] = Counter()
        found = False
        for info in listed:
            name = info.filename
            of = name.removesuffix(SIDECAR)
            if info.is_dir() or any(is_passed_over(part) for part in name.split("/") if part not in ("..", ".")):
                continue
            if of != name and of in known:
                continue
            found = True
            seen[name] += 1
            label = name.encode("utf-8", "backslashreplace").decode()[:LONGEST_NAME]
            place = f"{file.place}/{label}" + (f" ({seen[name]})" if seen[name] > 1 else "")
            yield member(archive, info, known.get(name + SIDECAR), place, budget)
        if not found:
            yield Unreadable(file.place, "empty_archive", "there is no file in it", "put articles in, or take it out")


def member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, beside: zipfile.ZipInfo | None, place: str, budget: Budget
) -> SourceFile:
    """Return a file of an archive."""

    def opened(which: zipfile.ZipInfo) -> BinaryIO:
        return io.BufferedReader(Unpacking(lambda: cast(BinaryIO, archive.open(which)), budget), 1 << 16)

    def sidecar() -> bytes | None:
        if beside is None:
            return None
        with opened(beside) as stream:
            raw = stream.read(LARGEST_SIDECAR + 1)
        if len(raw) > LARGEST_SIDECAR:
            raise ValueError(f"{beside.filename} has more than {LARGEST_SIDECAR:,} bytes")
        return raw

    return SourceFile(info.filename.rsplit("/", 1)[-1], place, lambda: opened(info), sidecar)
