"""Engines: the same claims wherever the batches run; what fails there is told here."""

import os
from pathlib import Path

import polars as pl
import pytest

from pipelines import lake, steps
from pipelines.engines.choosing import chosen
from pipelines.engines.in_process import InProcess
from pipelines.engines.interface import EngineError
from pipelines.engines.processes import Processes
from pipelines.engines.ray_cluster import Ray
from pipelines.home import Home
from pipelines.settings import EngineSettings
from tests.integration.conftest import SAMPLES

NUMBERS = [pl.DataFrame({"number": [number]}) for number in range(7)]


def doubled(numbers: pl.DataFrame) -> pl.DataFrame:
    if numbers["number"].item() == 5:
        raise ValueError("five is too much")
    return numbers * 2


def ended(numbers: pl.DataFrame) -> pl.DataFrame:
    os._exit(9)


def stored_claims(folder: Path, kind: str) -> dict[str, str]:
    """Return the name, which is a hash of the content, of the claims that an engine reads in each drop of the samples."""
    home = Home(folder).prepare()
    home.settings_file.write_text(f'[engine]\nkind = "{kind}"\nprocesses = 2\nleast_rows = 0\n')
    drops = [drop_id for drop_id, _ in steps.read_drops(home, SAMPLES, sorted(path.name for path in SAMPLES.iterdir()))]
    assert sum(claims for _, claims in steps.parse_drops(home, drops)) > 100
    return {made.drop_id: made.files["claims"].name for made in lake.manifests(home)}


def test_processes_store_the_same_bytes_as_one_process(tmp_path: Path) -> None:
    assert stored_claims(tmp_path / "two", "processes") == stored_claims(tmp_path / "one", "in_process")


def test_what_a_batch_raises_is_raised_here_after_the_results_before_it() -> None:
    results = Processes(2).map(doubled, NUMBERS)
    assert [next(results).item() for _ in range(5)] == [0, 2, 4, 6, 8]
    with pytest.raises(ValueError, match="five is too much"):
        next(results)


def test_a_process_that_is_killed_is_told_with_the_remedy() -> None:
    with pytest.raises(EngineError, match="run again, with fewer processes"):
        list(Processes(1).map(ended, NUMBERS))


def test_without_ray_the_remedy_is_told() -> None:
    with pytest.raises(EngineError, match=r"pip install \"gaffer-stats\[ray\]\""):
        list(Ray("").map(doubled, NUMBERS))


@pytest.mark.parametrize(
    ("kind", "processes", "rows", "expected"),
    [
        ("processes", 3, 1000, Processes(3)),
        ("processes", 3, 999, InProcess()),
        ("processes", 1, 1000, InProcess()),
        ("in_process", 3, 1000, InProcess()),
        ("ray", 0, 1000, Ray("10.0.0.1:6379")),
    ],
)
def test_settings_and_the_amount_of_work_choose_the_engine(
    kind: str, processes: int, rows: int, expected: object
) -> None:
    settings = EngineSettings(kind=kind, processes=processes, address="10.0.0.1:6379", least_rows=1000)
    found = chosen(settings, rows)
    assert found == expected or type(found) is type(expected) is InProcess
