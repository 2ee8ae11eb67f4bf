"""Asset `report/site`: the static site of the published warehouse."""

import dagster as dg

from pipelines.defs.resources import HomeResource
from pipelines.defs.specs import OWNER, WHEN_UPSTREAM_CHANGES
from pipelines.report import site as report
from pipelines.warehouse.statements import published


@dg.asset(
    key=["report", "site"],
    deps=[dg.AssetKey(["warehouse", spec.name]) for spec in published()],
    group_name="report",
    kinds={"html"},
    owners=[OWNER],
    automation_condition=WHEN_UPSTREAM_CHANGES,
    description="A web page for everyone: managers, seasons, and each number with its sentence; it opens from disk.",
)
def site(home: HomeResource) -> dg.MaterializeResult[None]:
    """Write the site of the published warehouse."""
    written = report.write(home.open())
    return dg.MaterializeResult(
        metadata={
            "build": written.build_id,
            "pages": written.pages,
            "open": dg.MetadataValue.path(written.folder / "index.html"),
        }
    )
