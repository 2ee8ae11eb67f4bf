"""What an engine can do, and how frames travel to other processes: as Arrow IPC."""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import polars as pl

from pipelines.errors import GafferError

Work = Callable[[pl.DataFrame], pl.DataFrame]
"""A pure function of a module, so that another process can import it: the same frame in, the same frame out."""


class EngineError(GafferError):
    """An engine cannot start, or lost the processes that did its work."""


class Engine(Protocol):
    """Runs work over batches."""

    def map(self, work: Work, batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Yield the result of each batch, in the order of the batches; a few batches are in memory at a time.

        What `work` raises is raised here. Raises EngineError where the engine itself fails.
        """


def packed(frame: pl.DataFrame) -> bytes:
    """Return a frame as Arrow IPC."""
    buffer = io.BytesIO()
    frame.write_ipc(buffer)
    return buffer.getvalue()


def unpacked(content: bytes) -> pl.DataFrame:
    """Return the frame that `packed` wrote."""
    return pl.read_ipc(io.BytesIO(content))


def done_packed(work: Work, content: bytes) -> bytes:
    """Do the work on a packed frame, in the process that it was sent to."""
    return packed(work(unpacked(content)))
