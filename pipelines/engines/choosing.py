"""Which engine runs the batches, by the settings and by how much there is to do."""

import os

from pipelines.engines.in_process import InProcess
from pipelines.engines.interface import Engine
from pipelines.engines.processes import Processes
from pipelines.engines.ray_cluster import Ray
from pipelines.settings import EngineSettings


def chosen(settings: EngineSettings, rows: int) -> Engine:
    """Return the engine for so many rows: little work stays in this process, whatever is set."""
    count = settings.processes or processors()
    if settings.kind == "in_process" or rows < settings.least_rows:
        return InProcess()
    if settings.kind == "ray":
        return Ray(settings.address)
    return Processes(count) if count > 1 else InProcess()


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
