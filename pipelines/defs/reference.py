"""Assets `reference/*`: clubs, competitions, managers, league rules and tables, from seeds/reference and the home."""

from collections.abc import Iterator

import dagster as dg

from pipelines import steps
from pipelines.defs.resources import HomeResource
from pipelines.defs.specs import table_spec
from schemas.tables import REFERENCE_TABLES


@dg.multi_asset(
    name="reference",
    specs=[
        table_spec("reference", table, model, kinds={"csv", "parquet"}) for table, model in REFERENCE_TABLES.items()
    ],
)
def reference(context: dg.AssetExecutionContext, home: HomeResource) -> Iterator[dg.MaterializeResult[None]]:
    """Read the reference tables under their contracts into the lake."""
    for table, rows in steps.load_reference(home.open()).items():
        yield dg.MaterializeResult(asset_key=["reference", table], metadata={"dagster/row_count": rows})
