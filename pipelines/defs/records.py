"""Assets `records/*`: the claims of all drops brought together. One step, always whole."""

from collections.abc import Iterator
from typing import Final

import dagster as dg

from pipelines import steps
from pipelines.defs.resources import HomeResource
from pipelines.defs.runs import trying_again
from pipelines.defs.specs import ARTICLES, CLAIMS, WHEN_UPSTREAM_CHANGES, table_spec
from schemas.tables import REFERENCE_TABLES, RESOLVED_TABLES

VERIFIED: Final = ("season_records", "source_quality")
"""Only these are compared with the league tables; nothing else may see them."""


def upstream(table: str) -> list[dg.AssetKey]:
    """Return what a table of the records is made from."""
    names = [name for name in REFERENCE_TABLES if name != "league_tables" or table in VERIFIED]
    return [ARTICLES, CLAIMS, *(dg.AssetKey(["reference", name]) for name in names)]


@dg.multi_asset(
    name="records",
    specs=[
        table_spec(
            "records", table, model, kinds={"polars", "parquet"}, deps=upstream(table), automation=WHEN_UPSTREAM_CHANGES
        )
        for table, model in RESOLVED_TABLES.items()
    ],
)
def records(context: dg.AssetExecutionContext, home: HomeResource) -> Iterator[dg.MaterializeResult[None]]:
    """Resolve all claims of the lake into records, and compare them with the league tables."""
    with trying_again():
        made = steps.resolve_records(home.open())
    for table, counts in made.items():
        yield dg.MaterializeResult(asset_key=["records", table], metadata=as_metadata(counts))


def as_metadata(counts: steps.RowCounts) -> dict[str, int | float]:
    """Return rows, and of each kind the rows and their share: numbers that the UI plots from run to run."""
    metadata: dict[str, int | float] = {"dagster/row_count": counts.rows}
    for kind, rows in counts.of_kind.items():
        metadata |= {kind: rows, f"{kind}, share": round(rows / counts.rows, 4) if counts.rows else 0.0}
    return metadata
