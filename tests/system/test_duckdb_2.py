"""The lake, the warehouse and its publishing on DuckDB 2.0, which readers may have before gaffer moves to it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.integration.conftest import CHECKOUT

LOCK = Path(__file__).with_name("duckdb-2.lock")
TESTS = ("integration/test_publishing.py", "integration/test_warehouse.py", "system/test_publishing_killed.py")


def test_the_warehouse_is_built_and_published_on_duckdb_2(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target"]
    subprocess.run([*install, packages, "-r", LOCK], check=True)
    environment = os.environ | {"PYTHONPATH": str(packages)}
    version = subprocess.run(
        [sys.executable, "-c", "import duckdb; print(duckdb.__version__)"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert version.stdout.startswith("2.")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "2", *(CHECKOUT / "tests" / name for name in TESTS)],
        env=environment,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
