"""What starts runs: a sensor on the inbox, the conditions downstream of it, and a daily schedule as backstop."""

import json
from datetime import UTC, datetime
from typing import Final

import dagster as dg

from pipelines import steps
from pipelines.defs.resources import HomeResource
from pipelines.defs.runs import UNFINISHED, range_tags
from pipelines.defs.specs import ARTICLES, CLAIMS, DROPS_NAME

SENSOR_TAG: Final = {"gaffer/started-by": "inbox"}
SECONDS_BETWEEN_LOOKS: Final = 30
MOST_TRIES: Final = 3
"""A run over the same stale drops is asked for so often; then the sensor waits until something changes."""
NOT_BEGUN: Final = (dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED)

everything = dg.define_asset_job("everything", selection=dg.AssetSelection.all())
reading = dg.define_asset_job("reading", selection=dg.AssetSelection.assets(ARTICLES, CLAIMS))
whole = dg.define_asset_job(
    "whole",
    selection=dg.AssetSelection.groups("reference", "records", "warehouse"),
    description="All but reading drops.",
)


@dg.sensor(
    job=reading,
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Looks for drops that are new, changed, or read by an older parser; asks for one run over all of them.",
)
def inbox(context: dg.SensorEvaluationContext, home: HomeResource) -> dg.SensorResult | dg.SkipReason:
    """Ask for one range run over all stale drops, unless one is under way."""
    work = steps.find_work(home.open(), home.inbox_folder())
    if not work.stale:
        return dg.SkipReason("nothing new in the inbox")
    under_way = context.instance.get_runs(dg.RunsFilter(tags=SENSOR_TAG, statuses=[*UNFINISHED, *NOT_BEGUN]))
    if under_way:
        return dg.SkipReason(f"run {under_way[0].run_id} is under way; what it leaves stale is for the next look")
    before = json.loads(context.cursor or "{}")
    tries = before.get("tries", 0) + 1 if before.get("state") == work.state else 1
    if tries > MOST_TRIES:
        return dg.SkipReason(
            f"{MOST_TRIES} runs left the same {len(work.stale)} drops stale: look at the last failed run, then run "
            "gaffer run or change a drop"
        )
    drop_ids = [drop.drop_id for drop in work.stale]
    known = set(context.instance.get_dynamic_partitions(DROPS_NAME))
    new = [drop_id for drop_id in drop_ids if drop_id not in known]
    context.instance.add_dynamic_partitions(DROPS_NAME, new)
    return dg.SensorResult(
        run_requests=[
            dg.RunRequest(
                run_key=f"{work.state}-{tries}-{datetime.now(UTC):%Y%m%dT%H%M%S}",
                tags=SENSOR_TAG | range_tags(context.instance, drop_ids),
            )
        ],
        cursor=json.dumps({"state": work.state, "tries": tries}),
    )


downstream = dg.AutomationConditionSensorDefinition(
    "downstream",
    target=dg.AssetSelection.groups("records", "warehouse"),
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
)

daily = dg.ScheduleDefinition(
    name="daily",
    job=whole,
    cron_schedule="15 5 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="The backstop: once a day all that follows the lake is made anew, whatever the sensors did.",
)
