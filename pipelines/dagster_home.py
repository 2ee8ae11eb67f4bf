"""Dagster's own folder in a home: written on first use, so that the command line and the UI show the same runs.

No Dagster is imported here: the folder is made before Dagster starts.
"""

import os
from pathlib import Path
from typing import Final

from pipelines import files
from pipelines.home import Home

CONFIG: Final = Path(__file__).with_name("dagster.yaml")


def prepare(home: Home) -> None:
    """Make the folder with its `dagster.yaml` where there is none, and point DAGSTER_HOME and GAFFER_HOME to it."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    config = home.dagster / "dagster.yaml"
    if not config.exists():
        files.write_text(config, CONFIG.read_text(encoding="utf-8"))
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    os.environ["GAFFER_HOME"] = str(home.root)
