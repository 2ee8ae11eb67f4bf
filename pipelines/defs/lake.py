"""Assets `lake/articles` and `lake/claims`: one partition a drop, as many drops a run as are stale.

A drop that is unchanged is skipped inside the step, by content. A drop that cannot be read is materialised with zero
rows; the check `readable` names it.
"""

from dataclasses import asdict

import dagster as dg

from pipelines import steps
from pipelines.defs.resources import HomeResource
from pipelines.defs.runs import report_done_on_failure, trying_again
from pipelines.defs.specs import ARTICLES, CLAIMS, DROPS, FEEDS, ONE_RUN, OWNER, column_schema
from schemas.articles import LakeArticles
from schemas.claims import LakeClaims
from schemas.contract import description


@dg.asset(
    key=ARTICLES,
    deps=[FEEDS],
    description=description(LakeArticles),
    metadata={"dagster/column_schema": column_schema(LakeArticles)},
    group_name="lake",
    kinds={"parquet"},
    owners=[OWNER],
    partitions_def=DROPS,
    backfill_policy=ONE_RUN,
)
def lake_articles(context: dg.AssetExecutionContext, home: HomeResource) -> None:
    """Read the drops of this run into the lake."""
    folder = home.open()
    with trying_again(), report_done_on_failure(context, ARTICLES) as done:
        for drop_id, counts in steps.read_drops(folder, home.inbox_folder(), context.partition_keys):
            if counts.moved or (
                not counts.unchanged and counts.quarantined
            ):  # each line is an event in the database: only what matters
                context.log.warning(f"{drop_id}: {counts.as_words()}")
            context.add_asset_metadata(asdict(counts), asset_key=ARTICLES, partition_key=drop_id)
            done.append(drop_id)
        context.log.info(f"{len(done)} drops of this run are in the lake")


@dg.asset(
    key=CLAIMS,
    deps=[ARTICLES],
    description=description(LakeClaims),
    metadata={"dagster/column_schema": column_schema(LakeClaims)},
    group_name="lake",
    kinds={"parquet"},
    owners=[OWNER],
    partitions_def=DROPS,
    backfill_policy=ONE_RUN,
)
def lake_claims(context: dg.AssetExecutionContext, home: HomeResource) -> None:
    """Read the claims out of the articles of this run's drops."""
    folder = home.open()
    with trying_again(), report_done_on_failure(context, CLAIMS) as done:
        for drop_id, claims in steps.parse_drops(folder, context.partition_keys):
            context.add_asset_metadata({"dagster/row_count": claims}, asset_key=CLAIMS, partition_key=drop_id)
            done.append(drop_id)


@dg.asset_check(
    asset=ARTICLES, description="Every record of every drop could be read; what could not is in quarantine."
)
def readable(home: HomeResource) -> dg.AssetCheckResult:
    """Warn of drops that could not be read, in whole or in part."""
    unread = steps.unread_drops(home.open())
    return dg.AssetCheckResult(
        passed=not unread,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "drops": dg.MetadataValue.table(
                records=[dg.TableRecord(row) for row in unread],
                schema=dg.TableSchema([dg.TableColumn(name) for name in ("drop", "records", "unread", "first reason")]),
            ),
            "remedy": "gaffer quarantine",
        },
    )
