"""Asset `team/lake`: the published warehouse as a snapshot of the team's DuckLake, where one is set up."""

from collections.abc import Iterator

import dagster as dg

from pipelines import steps
from pipelines.defs.resources import HomeResource
from pipelines.defs.specs import OWNER, WHEN_UPSTREAM_CHANGES
from pipelines.warehouse.sharing import SharingError
from pipelines.warehouse.statements import published

LAKE = dg.AssetKey(["team", "lake"])
SHARED = "is_shared"


@dg.multi_asset(
    name="team__lake",
    specs=[
        dg.AssetSpec(
            key=LAKE,
            deps=[dg.AssetKey(["warehouse", spec.name]) for spec in published()],
            group_name="report",  # what is made of the warehouse for others
            kinds={"duckdb", "parquet"},
            owners=[OWNER],
            automation_condition=WHEN_UPSTREAM_CHANGES,
            description="The published warehouse as one snapshot of the team's DuckLake, if the settings name one.",
            skippable=True,
        )
    ],
    check_specs=[
        dg.AssetCheckSpec(SHARED, asset=LAKE, description="The team's DuckLake has what is published in the home.")
    ],
)
def team_lake(home: HomeResource) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[None]]:
    """Share the published warehouse; a failure is a warning: what is published stays so, the next run tries again."""
    try:
        done = steps.share(home.open())
    except SharingError as error:
        yield check_result(passed=False, actual=str(error))
        return
    yield check_result(passed=True, actual=f"snapshot {done.snapshot}" if done else "no DuckLake is set up")
    if done:
        yield dg.MaterializeResult(
            asset_key=LAKE,
            metadata={
                "snapshot": done.snapshot,
                "build": done.build_id,
                "dagster/row_count": done.rows,
                "expired snapshots": done.expired,
            },
        )


def check_result(*, passed: bool, actual: str) -> dg.AssetCheckResult:
    """Return what the check found, as the alerts repeat it."""
    return dg.AssetCheckResult(
        asset_key=LAKE,
        check_name=SHARED,
        passed=passed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"expected": "the published build", "actual": actual, "remedy": "gaffer share"},
    )
