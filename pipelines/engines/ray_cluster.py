"""A Ray cluster, or Ray on this machine; needs the extra `gaffer-stats[ray]`.

Each batch is a task. Ray runs a task again whose node is gone, and one whose result was lost with its node, so that the
result is whole as long as one node is left. Nodes need the same checkout and environment as this process.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from pipelines.engines.interface import EngineError, Work, done_packed, packed, unpacked

AHEAD: Final = 4
"""Batches a processor of the cluster that wait or are at work."""
TRIES: Final = 10
"""How often a batch may lose its node."""


@dataclass(frozen=True)
class Ray:
    """The engine for many machines."""

    address: str
    """Of the cluster's head, such as 10.0.0.1:6379; empty for Ray on this machine alone."""

    def map(self, work: Work, batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Yield the result of each batch, in order."""
        ray = imported()
        started = connect(ray, self.address)
        try:
            task = ray.remote(num_cpus=1, max_retries=TRIES)(done_packed)
            most = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
            waiting: deque[Any] = deque()
            for batch in batches:
                waiting.append(task.remote(work, packed(batch)))
                if len(waiting) >= most:
                    yield unpacked(ray.get(waiting.popleft()))
            while waiting:
                yield unpacked(ray.get(waiting.popleft()))
        except ray.exceptions.RayTaskError:
            raise
        except ray.exceptions.RayError as error:
            raise EngineError(f"the Ray cluster failed: {error}. Nothing is lost: run again.") from error
        finally:
            if started:
                ray.shutdown()


def imported() -> Any:
    """Return the module `ray`. Raises EngineError, with the remedy, where it is not installed."""
    try:
        import ray
        import ray.exceptions
    except ImportError as error:
        raise EngineError(
            'kind = "ray" under [engine] needs Ray, which is not installed: pip install "gaffer-stats[ray]" here and '
            'on each node, or set kind = "processes".'
        ) from error
    return ray


def connect(ray: Any, address: str) -> bool:
    """Connect to the cluster, or start Ray here; return whether this has done it. Raises EngineError if it cannot."""
    if ray.is_initialized():
        return False
    try:
        ray.init(address=address or "local", include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, RuntimeError, ValueError) as error:
        where = f"to the Ray cluster at {address}" if address else "Ray on this machine"
        raise EngineError(f"cannot connect {where}: {error}. See engine.address in settings.toml.") from error
    return True
