"""Telling people: a message to a webhook when a run fails, when a check begins to fail, and when it holds again.

The address stands in the settings, `[alerts] webhook`; without one the sensors look and say nothing. A message that
cannot be delivered fails the tick, and is sent by the next one.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

import dagster as dg
import urllib3

from pipelines.defs.resources import HomeResource
from pipelines.settings import Settings

SECONDS_BETWEEN_LOOKS: Final = 30
SECONDS_OF_A_MESSAGE: Final = 10.0
LONGEST: Final = 3_000
"""Characters of a message."""


class UndeliveredError(Exception):
    """The webhook has not taken a message."""


def tell(home: HomeResource, text: str, **facts: str) -> bool:
    """Send a message to the webhook, as JSON with `text` (which chat programs show) and the facts.

    Returns whether there is a webhook. Raises UndeliveredError if it does not answer with 2xx.
    """
    address = Settings.read(home.open()).alerts.webhook
    if not address:
        return False
    body = json.dumps({"text": text[:LONGEST], **facts}, ensure_ascii=False).encode()
    try:
        answer = urllib3.request(
            "POST",
            address,
            body=body,
            headers={"Content-Type": "application/json"},
            timeout=SECONDS_OF_A_MESSAGE,
            retries=False,
            redirect=False,
        )
    except urllib3.exceptions.HTTPError as error:
        raise UndeliveredError(f"the webhook {address} cannot be reached: {error}") from error
    if not 200 <= answer.status < 300:
        raise UndeliveredError(f"the webhook {address} answers {answer.status}")
    return True


@dg.run_failure_sensor(
    name="tell_of_failed_runs",
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells the webhook of every run that fails.",
)
def tell_of_failed_runs(context: dg.RunFailureSensorContext, home: HomeResource) -> None:
    """Tell of one failed run."""
    run = context.dagster_run
    why = context.failure_event.message or "it has failed"
    for event in context.get_step_failure_events():
        data = event.step_failure_data
        if data.user_failure_data and data.user_failure_data.description:
            why = data.user_failure_data.description
        elif data.error:
            why = f"{event.step_key}: {data.error.message.strip()}"
    tell(home, f"gaffer: the run {run.job_name} ({run.run_id[:8]}) has failed. {why}", kind="run", run_id=run.run_id)


@dg.sensor(
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells the webhook of every check that begins to fail, and when it holds again.",
)
def tell_of_failed_checks(context: dg.SensorEvaluationContext, home: HomeResource) -> dg.SkipReason:
    """Tell of the checks whose outcome has changed since the last look."""
    failing: dict[str, str] = json.loads(context.cursor or "{}")
    keys = sorted(context.repository_def.asset_graph.asset_check_keys) if context.repository_def else []
    for key, found in latest(context.instance, keys):
        name = f"{key.asset_key.to_user_string()}: {key.name}"
        if not found.passed and name not in failing:
            facts = "; ".join(f"{fact} {value.value}" for fact, value in found.metadata.items() if fact in SHOWN)
            level = "blocks" if found.severity is dg.AssetCheckSeverity.ERROR else "warns"
            tell(home, f"gaffer: the check {name} {level}. {facts}", kind="check", check=name)
            failing[name] = found.severity.value
        elif found.passed and name in failing:
            tell(home, f"gaffer: the check {name} holds again.", kind="check", check=name)
            del failing[name]
        context.update_cursor(json.dumps(failing))
    return dg.SkipReason(f"{len(keys)} checks were looked at, {len(failing)} fail")


SHOWN: Final = ("expected", "actual", "failing", "remedy")
"""Metadata of a check that a message repeats."""


def latest(
    instance: dg.DagsterInstance, keys: Sequence[dg.AssetCheckKey]
) -> Iterator[tuple[dg.AssetCheckKey, dg.AssetCheckEvaluation]]:
    """Yield what each check found last; a check that was never evaluated is left out."""
    for key in keys:
        record = instance.get_latest_asset_check_evaluation_record(key)
        event = record.event if record else None
        if (
            event
            and event.dagster_event
            and event.dagster_event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION
        ):
            yield key, event.dagster_event.asset_check_evaluation_data
