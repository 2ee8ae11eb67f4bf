"""Parquet files: news corpora, an article a row. Read by pyarrow in batches: Polars ends the process on damaged files.

Which column holds which field stands in `tables`.
"""

import shutil
import tempfile
from collections.abc import Iterator
from typing import BinaryIO, Final

from pipelines.sources.articles import Unreadable
from pipelines.sources.files import Options, Record, SourceFile
from pipelines.sources.tables import columns_of, row_article

SUFFIXES: Final = frozenset({".parquet"})
ROWS: Final = 500
"""Rows in memory at a time."""
LARGEST_VALUE: Final = 64_000_000
REMEDY: Final = "write the file again"


def read(file: SourceFile, options: Options) -> Iterator[Record]:
    """Yield the article of each row, or why it is none; rows are numbered from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with file.open() as stream:
        seekable = stream if stream.seekable() else unpacked(stream)
        number = 0
        try:
            table = pq.ParquetFile(seekable, memory_map=False, pre_buffer=False)
            columns = columns_of(table.schema_arrow.names, file.place, options)
            if isinstance(columns, Unreadable):
                yield columns
                return
            wanted = sorted(set(columns.values()))
            for batch in table.iter_batches(ROWS, columns=wanted, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield row_article(row, columns, f"{file.place}:{number}", options)
        except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError, MemoryError) as error:
            if isinstance(error, OSError) and error.errno:
                raise
            reason = f"after {number:,} rows the file cannot be read: {' '.join(f'{error}'.split())[:150]}"
            yield Unreadable(file.place, "damaged_file", reason, REMEDY)


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Return the bytes of a stream that cannot be moved about in as a nameless file that can."""
    spooled = tempfile.TemporaryFile()  # noqa: SIM115 - closed with its last reference
    shutil.copyfileobj(stream, spooled, 1 << 20)
    spooled.seek(0)
    return spooled
