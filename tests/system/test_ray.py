"""The Ray engine on a real cluster of two nodes on this machine, one of which is killed in the middle."""

import os
import subprocess
import sys
from pathlib import Path

from tests.integration.conftest import CHECKOUT

LOCK = Path(__file__).with_name("ray.lock")


def test_a_node_that_is_killed_changes_nothing_in_the_claims(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target"]
    subprocess.run([*install, packages, "-r", LOCK], check=True)
    environment = os.environ | {"PYTHONPATH": f"{packages}:{CHECKOUT}", "RAY_USAGE_STATS_ENABLED": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.system.ray_cluster", tmp_path],
        env=environment,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "same claims; 2 nodes had work, 1 was killed" in done.stdout
