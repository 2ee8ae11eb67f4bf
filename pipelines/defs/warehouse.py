"""Assets `warehouse/*`: the DuckDB file is built, checked and, if no blocking check has failed, published. One step."""

from collections.abc import Iterator

import dagster as dg

from pipelines import steps
from pipelines.defs.resources import HomeResource
from pipelines.defs.runs import trying_again
from pipelines.defs.specs import MADE_DAILY, OWNER, WHEN_UPSTREAM_CHANGES, column_schema
from pipelines.warehouse.checking import CheckResult, check_specs
from pipelines.warehouse.lineage import ROWS, column_lineage
from pipelines.warehouse.publishing import PublishBlocked
from pipelines.warehouse.statements import PublishedSpec, published
from schemas.tables import REFERENCE_TABLES, RESOLVED_TABLES, TABLES


def upstream(spec: PublishedSpec) -> list[dg.AssetKey]:
    """Return what a table or mart is made from: a table from its rows in the lake, a mart from tables."""
    if spec.kind == "mart":
        return [dg.AssetKey(["warehouse", name]) for name in spec.depends_on]
    if spec.name in RESOLVED_TABLES:
        return [dg.AssetKey(["records", spec.name])]
    if spec.name in REFERENCE_TABLES:
        return [dg.AssetKey(["reference", spec.name])]
    if spec.name == "lineage_column":
        return []  # it is read from sql/
    return [dg.AssetKey(["lake", "claims"])]


def lineage_metadata(name: str) -> dict[str, dg.TableColumnLineage]:
    """Return the column lineage of a table or mart, as far as it comes from assets."""
    columns = column_lineage().get(name, {})
    deps = {
        column: [
            dg.TableColumnDep(asset_key_of(relation), source)
            for relation, source in sorted(origin.sources)
            if source != ROWS
        ]
        for column, origin in columns.items()
    }
    return {"dagster/column_lineage": dg.TableColumnLineage(deps)} if deps else {}


def asset_key_of(relation: str) -> dg.AssetKey:
    """Return the asset of a relation: a file of the lake, or a table or mart of the warehouse."""
    return dg.AssetKey(relation.split("/") if "/" in relation else ["warehouse", relation])


def asset_spec(spec: PublishedSpec) -> dg.AssetSpec:
    """Return the asset of a published table or mart."""
    metadata = {"dagster/column_schema": column_schema(TABLES[spec.name])} if spec.kind == "table" else {}
    return dg.AssetSpec(
        key=["warehouse", spec.name],
        deps=upstream(spec),
        description=spec.description,
        metadata=metadata,
        group_name="warehouse",
        kinds={"duckdb", spec.kind},
        owners=[OWNER],
        automation_condition=WHEN_UPSTREAM_CHANGES,
        freshness_policy=MADE_DAILY,
    )


def check_result(result: CheckResult) -> dg.AssetCheckResult:
    """Return a check of the candidate as Dagster's, with expected, actual and the first failing rows."""
    metadata: dict[str, dg.MetadataValue | str | int] = {
        "rule": result.rule,
        "expected": result.expected,
        "actual": result.actual,
        "failing": result.failing,
    }
    if result.sample:
        columns = [dg.TableColumn(name) for name in result.sample[0]]
        metadata["first failing rows"] = dg.MetadataValue.table(
            records=[dg.TableRecord({name: value or "" for name, value in row.items()}) for row in result.sample],
            schema=dg.TableSchema(columns),
        )
    return dg.AssetCheckResult(
        asset_key=["warehouse", result.table],
        check_name=result.name,
        passed=result.passed,
        severity=dg.AssetCheckSeverity.ERROR if result.blocking else dg.AssetCheckSeverity.WARN,
        metadata=metadata,
    )


@dg.multi_asset(
    name="build_and_publish",
    specs=[asset_spec(spec) for spec in published()],
    check_specs=[
        dg.AssetCheckSpec(spec.name, asset=["warehouse", spec.table], description=spec.rule) for spec in check_specs()
    ],
)
def build_and_publish(
    context: dg.AssetExecutionContext, home: HomeResource
) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[None]]:
    """Build the warehouse beside the published one, check it, move the link only if no blocking check has failed."""
    folder = home.open()
    with trying_again():
        candidate, results = steps.build_and_check(folder)
    yield from (check_result(result) for result in results)
    try:
        with trying_again():
            done = steps.publish(folder, candidate, results)
    except PublishBlocked as blocked:
        raise dg.Failure(
            description=str(blocked),
            metadata={"build": blocked.build_id, "failed checks": [result.name for result in blocked.failed]},
            allow_retries=False,
        ) from blocked
    context.log.info(f"published {done.build_id}")
    for report in candidate.reports:
        metadata: dict[str, str | float | int | dg.TableColumnLineage] = {
            "build": done.build_id,
            "seconds": report.seconds,
            "dagster/row_count": report.rows,
            **lineage_metadata(report.name),
        }
        yield dg.MaterializeResult(asset_key=["warehouse", report.name], metadata=metadata)
