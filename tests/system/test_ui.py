"""The UI on an empty home: a drop lands, the sensor's run reads it, and a browser looks at all that a user looks at.

With GAFFER_SCREENSHOTS set to a folder, the pictures of the README's tour are written there.
"""

import os
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import pytest
from playwright.sync_api import Page

from pipelines.home import Home
from tests.integration.conftest import CHECKOUT, SAMPLES
from tests.integration.web import Web, web
from tests.system.daemon import PROGRAMS, daemon, environment_of, failed_ticks, runs, wait_for

MINUTES = 120.0
PATIENCE_OF_THE_PAGE = 60_000
"""Milliseconds."""


@pytest.fixture
def folder(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").prepare()


@pytest.fixture
def address(folder: Home) -> Iterator[str]:
    """Run webserver and daemon on the home; return the address of the page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with daemon(folder):
        server = subprocess.Popen(
            [PROGRAMS / "dagster-webserver", "-m", "pipelines.definitions", "-d", CHECKOUT, "-p", str(port)],
            env=environment_of(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_for(lambda: answers(f"http://127.0.0.1:{port}/server_info"), "the web page")
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, 15)
            server.wait(20)


@pytest.fixture
def hook() -> Iterator[Web]:
    """Return a web server that takes messages."""
    with web() as served:
        yield served


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


@pytest.fixture
def picture(page: Page) -> Callable[..., None]:
    """Return a function that keeps a picture of the page, if somebody wants pictures."""

    def take(name: str, height: int = 900) -> None:
        wanted = os.environ.get("GAFFER_SCREENSHOTS")
        if wanted:
            Path(wanted).mkdir(parents=True, exist_ok=True)
            page.wait_for_timeout(1500)
            clip = {"x": 0, "y": 0, "width": 1440, "height": height}
            page.screenshot(path=Path(wanted) / f"{name}.png", clip=clip)  # type: ignore[arg-type]

    return take


def shows(page: Page, *texts: str) -> None:
    """Assert that the page shows these texts, waiting for each."""
    for text in texts:
        page.get_by_text(text).filter(visible=True).first.wait_for(timeout=PATIENCE_OF_THE_PAGE)


def test_the_ui_tells_the_truth_about_a_drop(
    folder: Home, address: str, hook: Web, page: Page, picture: Callable[..., None]
) -> None:
    hook.give("/hook", b"ok")
    folder.settings_file.write_text(f'[alerts]\nwebhook = "{hook.url("/hook")}"\n')
    drop = folder.inbox / ".invincibles.part"
    shutil.copytree(SAMPLES / "invincibles", drop)
    (drop / "broken.txt").write_bytes(b"date 2024-05-20\n\n\xff\xfe")
    drop.rename(folder.inbox / "invincibles")
    wait_for(folder.link.exists, "the published warehouse", MINUTES)
    wait_for(lambda: all(run.is_finished for run in runs(folder)), "all runs to end", MINUTES)
    read, made = runs(folder)[:2]
    assert (read.job_name, read.status) == ("reading", dg.DagsterRunStatus.SUCCESS)
    assert made.status is dg.DagsterRunStatus.SUCCESS

    wait_for(lambda: hook.asked, "a message that a check warns", MINUTES)
    assert "lake/articles: readable warns" in hook.asked[0].body.decode()
    assert failed_ticks(folder) == []

    page.goto(f"{address}/asset-groups")
    shows(page, "lake", "records", "reference", "report", "sources", "warehouse")
    picture("asset-graph")

    page.goto(f"{address}/assets/warehouse/season_records?view=overview")
    shows(page, "Row count", "Freshness policy", "manager/club/season/competition", "non-nullable")
    picture("asset-columns")

    page.goto(f"{address}/assets/warehouse/season_records?view=checks")
    shows(page, "Passed", "Few season records contradict the table of their league.")
    picture("asset-checks")

    page.goto(f"{address}/assets/warehouse/season_records?view=lineage&lineageScope=upstream&lineageDepth=4")
    shows(page, "season_records", "claims", "articles", "feeds")
    picture("asset-lineage")

    page.goto(f"{address}/assets/lake/articles?view=checks")
    shows(page, "readable", "byte 17 is not UTF-8", "gaffer quarantine")
    picture("failing-check")

    page.goto(f"{address}/assets/lake/articles?view=partitions&partition=invincibles")
    shows(page, "invincibles", "not_football", "quarantined")
    picture("asset-partition")

    page.goto(f"{address}/runs/{made.run_id}")
    shows(page, "build_and_publish", "records", "Success")
    picture("run", 365)  # below are events, with paths of this machine

    page.goto(f"{address}/automation")
    shows(page, "inbox", "downstream", "daily", "feeds_schedule", "tell_of_failed_runs")
    picture("automation")
