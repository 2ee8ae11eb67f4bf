"""Of what kinds the rows of a table are: verdicts, dispositions, broken rules, and what has gone stale.

Counts for the run's metadata, so that a change shows from run to run; limits on shares are checks of the warehouse.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from pipelines.records import seasons

KINDS: Final = {
    "season_records": "verification",
    "claims": "disposition",
    "tenures": "status",
    "quarantine": "rule",
}
"""The column that says of what kind a row is."""
STALE: Final = "stale"
"""Season records still to date though an article has come out after the last day of their season."""


def kinds(tables: Mapping[str, pl.DataFrame]) -> dict[str, dict[str, int]]:
    """Return for each table in KINDS how many rows are of which kind; for season records also how many are STALE.

    In: the tables of `resolve.Records`, by name, season records verified.
    """
    found = {table: counted(tables[table], column) for table, column in KINDS.items()}
    newest = pl.lit(tables["articles"].get_column("published_on").max(), pl.Date)
    is_stale = (pl.col("status") == "to_date") & (seasons.last_day(pl.col("season")) < newest)
    found["season_records"][STALE] = tables["season_records"].filter(is_stale).height
    return found


def counted(table: pl.DataFrame, column: str) -> dict[str, int]:
    """Return how often each value of a column stands in a table."""
    return dict(table.group_by(column).len().sort(column).iter_rows())
