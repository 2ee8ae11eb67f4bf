"""The definitions that Dagster loads: all of `pipelines/defs`, and nothing of its own."""

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    """Return all assets, checks, jobs, sensors and schedules of gaffer."""
    return dg.load_from_defs_folder(path_within_project=Path(__file__))
