"""Processes of this machine, each with its own interpreter; batches travel through pipes as Arrow IPC.

They are spawned: a fork would take over the threads of Polars and the locks of the home. A process ends as soon as the
one that started it is gone, however that ended.
"""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.engines.interface import EngineError, Work, done_packed, packed, unpacked

AHEAD: Final = 2
"""Batches a process that wait or are at work."""


@dataclass(frozen=True)
class Processes:
    """The engine for one machine."""

    count: int
    """How many processes."""

    def map(self, work: Work, batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Yield the result of each batch, in order."""
        pool = ProcessPoolExecutor(self.count, multiprocessing.get_context("spawn"), initializer=end_with_parent)
        try:
            waiting: deque[Future[bytes]] = deque()
            for batch in batches:
                waiting.append(pool.submit(done_packed, work, packed(batch)))
                if len(waiting) >= AHEAD * self.count:
                    yield unpacked(waiting.popleft().result())
            while waiting:
                yield unpacked(waiting.popleft().result())
        except BrokenProcessPool as error:
            raise EngineError(
                "a process that reads articles was ended from outside, perhaps for want of memory. Nothing is lost: run "
                'again, with fewer processes or kind = "in_process" under [engine] in settings.toml.'
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def end_with_parent() -> None:
    """End this process when its parent is gone: it would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
