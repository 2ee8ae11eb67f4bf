"""What runs of a home say about themselves: their range of drops, their process, what they did before they failed.

And how a run whose process is gone is told from one that is still at work.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg
import duckdb

from pipelines.defs.specs import DROPS_NAME
from pipelines.files import WriteError

PROCESS_TAG: Final = "gaffer/process"
STARTED_BY: Final = "gaffer/started-by"
RANGE_START: Final = "dagster/asset_partition_range_start"
RANGE_END: Final = "dagster/asset_partition_range_end"
MOST_TRIES_OF_A_STEP: Final = 2
SECONDS_BEFORE_A_TRY: Final = 10
UNFINISHED: Final = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]


def range_tags(instance: dg.DagsterInstance, drop_ids: Sequence[str]) -> dict[str, str]:
    """Return the tags that make one run of the smallest range of partitions with all these drops; none for no drops.

    Drops of the range that are unchanged are skipped by content inside the step.
    """
    wanted = set(drop_ids)
    inside = [partition for partition in instance.get_dynamic_partitions(DROPS_NAME) if partition in wanted]
    return {RANGE_START: inside[0], RANGE_END: inside[-1]} if inside else {}


def started_by(what: str, *, retries: int = 2) -> dict[str, str]:
    """Return the tags of a run: what has started it, that it writes in the home, how often it is begun again.

    Begun again are only runs that were killed: a step that fails says itself whether it is worth another try.
    """
    return {STARTED_BY: what, "gaffer/writes": "home", "dagster/max_retries": str(retries)}


def this_process() -> str:
    """Return what tells this process from all others of this machine: its id and when it began."""
    return f"{os.getpid()}@{beginning_of(os.getpid())}"


def beginning_of(process: int) -> str:
    """Return when a process began, in ticks since the machine's start; empty where the system does not tell."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def name_process(instance: dg.DagsterInstance, run_id: str) -> None:
    """Write this process into the run's tags, so that a later run can tell whether it is still alive."""
    instance.add_run_tags(run_id, {PROCESS_TAG: this_process()})


def fail_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Report unfinished runs whose process is gone as failed, and return their ids; else they block automation."""
    dead = []
    for run in instance.get_runs(dg.RunsFilter(statuses=UNFINISHED)):
        process = run.tags.get(PROCESS_TAG)
        if not process or is_alive(process):
            continue
        again = instance.get_run_by_id(run.run_id)  # it may have ended in between
        if again is not None and again.status in UNFINISHED:
            number = process.partition("@")[0]
            instance.report_run_failed(run, f"process {number} is gone: it was killed, or the machine was stopped")
            dead.append(run.run_id)
    return dead


def is_alive(process: str) -> bool:
    """Return whether a process of this machine, written as `this_process` does, exists."""
    number, _, began = process.partition("@")
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return beginning_of(int(number)) == began


@contextmanager
def trying_again() -> Iterator[None]:
    """Let a step try again after what may pass: a disk that is full, a file that cannot be opened just now."""
    try:
        yield
    except (WriteError, OSError, duckdb.IOException, duckdb.FatalException) as error:
        raise dg.RetryRequested(MOST_TRIES_OF_A_STEP, seconds_to_wait=SECONDS_BEFORE_A_TRY) from error


@contextmanager
def report_done_on_failure(context: dg.AssetExecutionContext, key: dg.AssetKey) -> Iterator[list[str]]:
    """Give a list for the partitions that are done; if the step fails, report them all the same.

    Dagster reports the partitions of a range only when the whole step has succeeded.
    """
    done: list[str] = []
    try:
        yield done
    except BaseException:
        for partition in done:
            context.log_event(dg.AssetMaterialization(key, partition=partition))
        raise
