"""What the report shows, as sql/report prepares it: rows with names, grouped as the pages need them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from pipelines.home import Home
from pipelines.warehouse import reading, statements

Row = dict[str, Any]


@dataclass(frozen=True)
class Data:
    """The rows of each select of sql/report."""

    rows: dict[str, list[Row]]

    @classmethod
    def read(cls, home: Home) -> "Data":
        """Return what the published warehouse says, all from one build."""
        with reading.connect(home) as connection:
            return cls({s.name: rows_of(connection, s.sql) for s in statements.report()})

    def __getitem__(self, name: str) -> list[Row]:
        return self.rows[name]

    def one(self, name: str) -> Row:
        """Return the only row of a select."""
        (row,) = self.rows[name]
        return row

    def by(self, name: str, *columns: str) -> dict[Any, list[Row]]:
        """Return the rows of a select by the value of a column, or by the values of several."""
        if len(columns) == 1:
            return grouped(self.rows[name], lambda row: row[columns[0]])
        return grouped(self.rows[name], lambda row: tuple(row[column] for column in columns))


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    """Return the rows of a query."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def grouped(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> dict[Any, list[Row]]:
    """Return rows by a key, in their order."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
