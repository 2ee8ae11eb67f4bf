"""`gaffer dev`: Dagster's web page and daemon on a home."""

import os
import sys
from pathlib import Path

from pipelines import dagster_home
from pipelines.errors import GafferError
from pipelines.home import CHECKOUT, Home


def dev(home: Path | None, port: int) -> int:
    """Become `dg dev` on the home. Returns only if that cannot start."""
    dagster_home.prepare(Home.find(home).prepare())
    program = Path(sys.executable).with_name("dg")
    if not program.exists():
        raise GafferError(f"{program} is missing: make setup installs it")
    make_tables()
    os.environ["VIRTUAL_ENV"] = sys.prefix  # dg compares it with the project's own
    os.chdir(CHECKOUT)
    os.execv(program, [str(program), "dev", "--port", str(port)])  # noqa: S606


def make_tables() -> None:
    """Make the tables of Dagster's storage where there are none: web page and daemon, which start together, both would."""
    import dagster as dg

    with dg.DagsterInstance.get() as instance:
        instance.get_runs(limit=1)
