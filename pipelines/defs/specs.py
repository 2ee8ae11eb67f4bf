"""What all assets share: the key of a table, its columns as the UI shows them, owner, group, kinds.

One place, so that a table looks the same wherever it stands in the graph.
"""

from collections.abc import Iterable
from datetime import timedelta

import dagster as dg

from schemas.contract import Contract, columns, description

OWNER = "team:data-desk"
DROPS_NAME = "drops"
DROPS = dg.DynamicPartitionsDefinition(name=DROPS_NAME)
"""One partition for each drop of the inbox."""
ONE_RUN = dg.BackfillPolicy.single_run()

FEEDS = dg.AssetKey(["sources", "feeds"])
ARTICLES = dg.AssetKey(["lake", "articles"])
CLAIMS = dg.AssetKey(["lake", "claims"])
MADE_DAILY = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=50), warn_window=timedelta(hours=26))
"""The daily schedule makes them at the latest: a day missed is a warning, two are a failure."""


def table_spec(
    group: str,
    table: str,
    model: type[Contract],
    *,
    kinds: Iterable[str],
    deps: Iterable[dg.AssetKey] = (),
    automation: dg.AutomationCondition[dg.AssetKey] | None = None,
) -> dg.AssetSpec:
    """Return the spec of a table in a group, with description and columns from its contract."""
    return dg.AssetSpec(
        key=[group, table],
        deps=list(deps),
        description=description(model),
        metadata={"dagster/column_schema": column_schema(model)},
        group_name=group,
        kinds=set(kinds),
        owners=[OWNER],
        automation_condition=automation,
        freshness_policy=MADE_DAILY if automation else None,
    )


def column_schema(model: type[Contract]) -> dg.TableSchema:
    """Return the columns of a contract as the UI shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=column.duckdb_type,
                description=column.description,
                constraints=dg.TableColumnConstraints(nullable=column.nullable),
            )
            for column in columns(model)
        ]
    )


WHEN_UPSTREAM_CHANGES = (
    dg.AutomationCondition.eager()
    .without(~dg.AutomationCondition.any_deps_missing())
    .with_label("when something upstream has changed, even if one drop failed")
)
