"""One batch after the other, in this process."""

from collections.abc import Iterable, Iterator

import polars as pl

from pipelines.engines.interface import Work


class InProcess:
    """The engine for little work: nothing has to be started."""

    def map(self, work: Work, batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Yield the result of each batch."""
        return map(work, batches)
