"""CSV and TSV files: an article a row; the columns are named by the first line.

Which column holds which field stands in `tables`.
"""

import csv
from collections.abc import Iterator
from typing import Final

from pipelines.sources.articles import QUOTED_CHARACTERS, Unreadable
from pipelines.sources.files import Options, Record, SourceFile
from pipelines.sources.json_lines import LONGEST_LINE, bounded_lines
from pipelines.sources.tables import columns_of, row_article

SUFFIXES: Final = frozenset({".csv", ".tsv"})
DELIMITERS: Final = ",;\t|"

csv.field_size_limit(LONGEST_LINE)


def read(file: SourceFile, options: Options) -> Iterator[Record]:
    """Yield the article of each row, or why it is none; rows are numbered from 1 after the line with the names."""
    with file.open() as stream:
        lines = (line.decode("utf-8", "surrogateescape") for line in bounded_lines(stream))
        first = next(lines, "").removeprefix("\ufeff")
        delimiter = max(DELIMITERS, key=first.count)
        try:
            names = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error as error:
            reason = f"its first line, the names of the columns, is no CSV: {error}"
            yield Unreadable(file.place, "no_column", reason, "start the file with the names of its columns")
            return
        columns = columns_of(names, file.place, options)
        if isinstance(columns, Unreadable):
            yield columns
            return
        rows = csv.reader(lines, delimiter=delimiter)
        number = 0
        while True:
            place = f"{file.place}:{number + 1}"
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                number += 1
                yield Unreadable(place, "broken_row", f"the row is no CSV: {error}", "put its quotes right")
                continue
            if not row:
                continue
            number += 1
            if len(row) != len(names):
                quote = delimiter.join(row)[:QUOTED_CHARACTERS].encode("utf-8", "replace").decode()
                reason = f"the row has {len(row)} fields, the first line {len(names)}"
                yield Unreadable(place, "ragged_row", reason, "put its quotes and delimiters right", quote)
            elif any(not field.isascii() and is_broken(field) for field in row):
                quote = delimiter.join(row)[:QUOTED_CHARACTERS].encode("utf-8", "replace").decode()
                yield Unreadable(place, "not_utf8", "the row is not UTF-8", "save the file in UTF-8", quote)
            else:
                yield row_article(dict(zip(names, row, strict=True)), columns, place, options)


def is_broken(field: str) -> bool:
    """Return whether a field has bytes that are not UTF-8."""
    return any("\udc80" <= character <= "\udcff" for character in field)
