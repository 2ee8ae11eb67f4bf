"""A Ray cluster of a head and a second node; the second is killed while the articles are read. Run with Ray installed."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import polars as pl

from pipelines import lake, steps
from pipelines.engines.in_process import InProcess
from pipelines.engines.ray_cluster import Ray
from pipelines.home import Home
from pipelines.reading import COLUMNS, claims_of
from tests.integration.conftest import SAMPLES

SECONDS_TO_START = 90
NODES = 2


def marked(folder: str, articles: pl.DataFrame) -> pl.DataFrame:
    """Return the claims, once each node has left its mark: the raylet of a node is the parent of its workers."""
    marks = Path(folder)
    (marks / str(os.getppid())).touch()
    until = time.monotonic() + SECONDS_TO_START
    while len(list(marks.iterdir())) < NODES and time.monotonic() < until:
        time.sleep(0.1)
    return claims_of(articles)


def started(*options: str) -> "subprocess.Popen[bytes]":
    """Start a node in a session of its own."""
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--block", "--num-cpus=1", "--disable-usage-stats"]
    command += ["--object-store-memory=100000000", *options]
    noticed = {"RAY_health_check_period_ms": "1000", "RAY_health_check_failure_threshold": "3"}
    return subprocess.Popen(
        command, env=os.environ | noticed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def killed(node: "subprocess.Popen[bytes]") -> None:
    """Kill a node with all its processes."""
    os.killpg(node.pid, signal.SIGKILL)
    node.wait()


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(folder: Path) -> None:
    """Read the samples, many times over, here and on the cluster, and compare."""
    import ray

    home = Home(folder / "home").prepare()
    for _ in steps.read_drops(home, SAMPLES, sorted(path.name for path in SAMPLES.iterdir())):
        pass
    articles = lake.articles(home).select(COLUMNS).collect()
    batches = [articles.slice(start, 6) for start in range(0, articles.height, 6)] * 10
    marks = folder / "marks"
    marks.mkdir()
    with tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp") as short:
        port = free_port()
        head = started(
            "--head",
            f"--port={port}",
            "--node-ip-address=127.0.0.1",
            f"--temp-dir={short}",
            "--include-dashboard=false",
        )
        second = None
        try:
            address = f"127.0.0.1:{port}"
            connected(address, nodes=1)
            second = started(f"--address={address}", "--node-ip-address=127.0.0.2")
            connected(address, nodes=NODES)
            results = []
            for result in Ray(address).map(partial(marked, str(marks)), batches):
                results.append(result)
                if second:
                    killed(second)
                    second = None
                    assert len(list(marks.iterdir())) == NODES, "the second node had no work"
                    alive = sum(node["Alive"] for node in ray.nodes())
        finally:
            ray.shutdown()
            for node in filter(None, (second, head)):
                killed(node)
    here = list(InProcess().map(claims_of, batches))
    assert len(results) == len(here)
    assert all(one.equals(other) for one, other in zip(results, here, strict=True))
    print(f"same claims; {alive} nodes had work, 1 was killed")


def connected(address: str, *, nodes: int) -> None:
    """Connect to the cluster, and wait until it has so many nodes."""
    import ray as cluster

    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        try:
            if not cluster.is_initialized():
                cluster.init(address=address, log_to_driver=False, logging_level="ERROR", _node_ip_address="127.0.0.1")
            if sum(node["Alive"] for node in cluster.nodes()) == nodes:
                return
        except (ConnectionError, RuntimeError, ValueError):
            pass
        time.sleep(0.5)
    raise TimeoutError(f"no cluster of {nodes} nodes after {SECONDS_TO_START} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
