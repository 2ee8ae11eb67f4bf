"""Assets `records/*`: the claims of all drops brought together. One step, always whole."""

from collections.abc import Iterator

import dagster as dg

from pipelines import steps
from pipelines.defs.resources import HomeResource
from pipelines.defs.specs import ARTICLES, CLAIMS, WHEN_UPSTREAM_CHANGES, table_spec
from schemas.tables import REFERENCE_TABLES, RESOLVED_TABLES

UPSTREAM = [ARTICLES, CLAIMS, *(dg.AssetKey(["reference", table]) for table in REFERENCE_TABLES)]


@dg.multi_asset(
    name="records",
    specs=[
        table_spec(
            "records", table, model, kinds={"polars", "parquet"}, deps=UPSTREAM, automation=WHEN_UPSTREAM_CHANGES
        )
        for table, model in RESOLVED_TABLES.items()
    ],
)
def records(context: dg.AssetExecutionContext, home: HomeResource) -> Iterator[dg.MaterializeResult[None]]:
    """Resolve all claims of the lake into records, and compare them with the league tables."""
    for table, rows in steps.resolve_records(home.open()).items():
        yield dg.MaterializeResult(asset_key=["records", table], metadata={"dagster/row_count": rows})
