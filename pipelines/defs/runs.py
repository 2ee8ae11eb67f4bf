"""What runs of a home say about themselves: their range of drops, their process, what they did before they failed.

And how a run whose process is gone is told from one that is still at work.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import dagster as dg

from pipelines.defs.specs import DROPS_NAME

PROCESS_TAG: Final = "gaffer/process"
RANGE_START: Final = "dagster/asset_partition_range_start"
RANGE_END: Final = "dagster/asset_partition_range_end"
UNFINISHED: Final = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]


def range_tags(instance: dg.DagsterInstance, drop_ids: Sequence[str]) -> dict[str, str]:
    """Return the tags that make one run of the smallest range of partitions with all these drops; none for no drops.

    Drops of the range that are unchanged are skipped by content inside the step.
    """
    wanted = set(drop_ids)
    inside = [partition for partition in instance.get_dynamic_partitions(DROPS_NAME) if partition in wanted]
    return {RANGE_START: inside[0], RANGE_END: inside[-1]} if inside else {}


def name_process(context: dg.AssetExecutionContext) -> None:
    """Write the id of this process into the run's tags, so that a later run can tell whether it is still alive."""
    context.instance.add_run_tags(context.run_id, {PROCESS_TAG: str(os.getpid())})


def fail_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Report unfinished runs whose process is gone as failed, and return their ids; else they block automation.

    To be called with the home's lock held: then no live process of this home is between taking the lock and naming
    itself.
    """
    dead = []
    for run in instance.get_runs(dg.RunsFilter(statuses=UNFINISHED)):
        process = run.tags.get(PROCESS_TAG)
        if process and not is_alive(int(process)):
            instance.report_run_failed(run, f"process {process} is gone: it was killed, or the machine was stopped")
            dead.append(run.run_id)
    return dead


def is_alive(process: int) -> bool:
    """Return whether a process of this machine exists."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


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
