"""What starts runs: a sensor on the inbox, the conditions downstream of it, and a daily schedule as backstop.

Polling feeds stands in `feeds`, telling people of failures in `alerts`.
"""

import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import dagster as dg

from pipelines import lake, steps
from pipelines.defs.resources import HomeResource
from pipelines.defs.runs import STARTED_BY, UNFINISHED, fail_dead_runs, range_tags, started_by
from pipelines.defs.specs import ARTICLES, CLAIMS, DROPS_NAME
from pipelines.home import Home

SECONDS_BETWEEN_LOOKS: Final = 5
MOST_TRIES: Final = 3
"""A run over the same stale drops is asked for so often; then the sensor waits until something changes."""
SECONDS_BEHIND: Final = 120
"""So long may the warehouse differ from the lake before the sensor asks for it itself: the conditions are quicker, but
ask only once, and a run may be killed."""
NOT_BEGUN: Final = (dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED)
PIPELINE: Final = dg.AssetSelection.groups("reference", "lake", "records", "warehouse", "report")

everything = dg.define_asset_job("everything", selection=PIPELINE)
reading = dg.define_asset_job("reading", selection=dg.AssetSelection.assets(ARTICLES, CLAIMS))
whole = dg.define_asset_job(
    "whole",
    selection=dg.AssetSelection.groups("reference", "records", "warehouse", "report"),
    description="All but reading drops.",
)


@dg.sensor(
    jobs=[reading, whole],
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Looks for drops that are new, changed, or read by an older parser; asks for one run over all of them.",
)
def inbox(context: dg.SensorEvaluationContext, home: HomeResource) -> dg.SensorResult | dg.SkipReason:
    """Ask for one range run over all stale drops, unless one is under way; for the warehouse, if it stays behind."""
    gone = fail_dead_runs(context.instance)
    if gone:
        context.log.warning(f"{len(gone)} runs were reported failed, since their processes are gone: {', '.join(gone)}")
    folder = home.open()
    work = steps.find_work(folder, home.inbox_folder())
    before: Mapping[str, Any] = json.loads(context.cursor or "{}")
    under_way = runs_under_way(context.instance, {STARTED_BY: "inbox"} if work.stale else {})
    if under_way:
        return dg.SkipReason(f"run {under_way[0]} is under way; what it leaves stale is for a later look")
    if not work.stale:
        return catch_up(folder, before, time.time())
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
                job_name=reading.name,
                tags=started_by("inbox", retries=0) | range_tags(context.instance, drop_ids),
            )
        ],
        cursor=json.dumps({"state": work.state, "tries": tries}),
    )


def runs_under_way(instance: dg.DagsterInstance, tags: Mapping[str, str]) -> list[str]:
    """Return the ids of the runs with these tags that have not ended."""
    runs = instance.get_runs(dg.RunsFilter(tags=dict(tags), statuses=[*UNFINISHED, *NOT_BEGUN]))
    return [run.run_id for run in runs]


def catch_up(home: Home, before: Mapping[str, Any], now: float) -> dg.SensorResult | dg.SkipReason:
    """Ask for all that follows the lake if it has been behind for long, once for each state of the lake."""
    if steps.is_up_to_date(home):
        return dg.SkipReason("nothing new in the inbox")
    state = lake.fingerprint(home)
    behind = before.get("behind", {})
    if behind.get("state") != state:
        behind = {"state": state, "since": now, "asked": False}
    if behind["asked"]:
        return dg.SkipReason("the warehouse is behind the lake, and a run has not changed that: look at the last run")
    requests = []
    if now - behind["since"] >= SECONDS_BEHIND:
        behind["asked"] = True
        requests = [dg.RunRequest(run_key=f"behind-{state}", job_name=whole.name, tags=started_by("inbox"))]
    return dg.SensorResult(
        run_requests=requests,
        skip_reason=None if requests else "the warehouse is behind the lake: a run should follow by itself",
        cursor=json.dumps({**before, "behind": behind}),
    )


downstream = dg.AutomationConditionSensorDefinition(
    "downstream",
    target=dg.AssetSelection.groups("records", "warehouse", "report"),
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    run_tags=started_by("downstream"),
)

daily = dg.ScheduleDefinition(
    name="daily",
    job=whole,
    cron_schedule="15 5 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    tags=started_by("daily"),
    description="The backstop: once a day all that follows the lake is made anew, whatever the sensors did.",
)
