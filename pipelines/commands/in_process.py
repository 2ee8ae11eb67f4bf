"""One Dagster run in this process, over a range of drops and all that follows, with progress from its event stream."""

import logging
import threading
import uuid
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipelines.commands import show
from pipelines.commands.event_log import held_open
from pipelines.defs.runs import PROCESS_TAG, fail_dead_runs, range_tags, this_process
from pipelines.defs.specs import ARTICLES, CLAIMS, DROPS_NAME, FEEDS
from pipelines.home import Home

STEPS: Final = {
    "reference": "reference tables",
    "lake__articles": "articles",
    "lake__claims": "claims",
    "records": "records",
    "build_and_publish": "warehouse",
    "report__site": "report",
    "team__lake": "the team's DuckLake",
}
"""What each step is called in the progress line."""
POLL_SECONDS: Final = 0.2


def run_pipeline(home: Home, inbox: Path, drop_ids: Sequence[str]) -> str | None:
    """Run all assets over the given drops, or, without drops, all but the lake's; return why it failed, None if not.

    The home's lock must be held. A run of this home that is unfinished and whose process is gone is reported failed.
    """
    warnings.filterwarnings("ignore", category=dg.BetaWarning)
    from pipelines.definitions import defs

    with quiet_logs(), dg.DagsterInstance.get() as instance, held_open(instance):
        fail_dead_runs(instance)
        instance.add_dynamic_partitions(DROPS_NAME, list(drop_ids))
        definitions = defs()
        job = definitions.resolve_implicit_global_asset_job_def()
        everything = definitions.resolve_asset_graph().materializable_asset_keys - {FEEDS}
        run_id = str(uuid.uuid4())
        with progress(instance, run_id):
            result = job.execute_in_process(
                instance=instance,
                run_id=run_id,
                asset_selection=sorted(everything if drop_ids else everything - {ARTICLES, CLAIMS}),
                tags=range_tags(instance, drop_ids) | {PROCESS_TAG: this_process()},
                run_config={
                    "resources": {"home": {"config": {"root": str(home.root), "inbox": str(inbox)}}},
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
                raise_on_error=False,
            )
    return None if result.success else first_failure(result)


def first_failure(result: dg.ExecuteInProcessResult) -> str:
    """Return what went wrong in a failed run, as the step that failed says it."""
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            if data.user_failure_data and data.user_failure_data.description:
                return data.user_failure_data.description
            error = data.error
            while error and error.cause:
                error = error.cause
            where = STEPS.get(event.step_key or "", event.step_key)
            return f"{where}: {error.message.strip() if error else event.message}"
    return "the run failed before its first step; gaffer dev shows it"


@contextmanager
def quiet_logs() -> Iterator[None]:
    """Keep Dagster's log lines out of the terminal: they are in the event log, which the UI shows."""
    logger = logging.getLogger("dagster")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextmanager
def progress(instance: dg.DagsterInstance, run_id: str) -> Iterator[None]:
    """Show which step the run is in, from the run's events."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), console=show.errors, transient=True) as bar:
        task = bar.add_task("starting", total=len(STEPS))
        finished = threading.Event()

        def follow() -> None:
            cursor: str | None = None
            while not finished.wait(POLL_SECONDS):
                page = instance.get_records_for_run(run_id, cursor=cursor, of_type=FOLLOWED)
                cursor = page.cursor
                for record in page.records:
                    event = record.event_log_entry.dagster_event
                    if event is None:
                        continue
                    if event.event_type is dg.DagsterEventType.STEP_START:
                        bar.update(task, description=STEPS.get(event.step_key or "", event.step_key))
                    else:
                        bar.advance(task)

        follower = threading.Thread(target=follow, daemon=True)
        follower.start()
        try:
            yield
        finally:
            finished.set()
            follower.join()


FOLLOWED: Final = {dg.DagsterEventType.STEP_START, dg.DagsterEventType.STEP_SUCCESS, dg.DagsterEventType.STEP_FAILURE}
