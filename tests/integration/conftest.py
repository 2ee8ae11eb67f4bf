"""Homes and commands for the integration tests: real processes of `gaffer` on a home in a temporary folder."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLES = CHECKOUT / "seeds" / "articles"
GAFFER = Path(sys.executable).with_name("gaffer")

Gaffer = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder that may become a home."""
    return tmp_path / "home"


@pytest.fixture
def gaffer(home: Path) -> Gaffer:
    """Return a function that runs a command of gaffer on the home, and gives exit code, output and errors."""

    def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"GAFFER_HOME": str(home), "COLUMNS": "200", "NO_COLOR": "1"}
        environment.pop("DAGSTER_HOME", None)
        return subprocess.run(
            [GAFFER, *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            **options,  # type: ignore[call-overload]
        )

    return run


def let_rest(folder: Path, seconds: float = 60) -> None:
    """Make everything in an inbox old enough to be read."""
    for path in [folder, *folder.rglob("*")]:
        stamp = path.lstat().st_mtime - seconds
        os.utime(path, (stamp, stamp), follow_symlinks=False)
