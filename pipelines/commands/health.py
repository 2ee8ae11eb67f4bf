"""`gaffer health`: is the home well? For people, and for whatever watches the server: exit code 0 or 1."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pipelines import dagster_home
from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.sources.polling.polls import stale_feeds
from pipelines.warehouse import publishing, reading, sharing

WELL, ILL = 0, 1
SECONDS_WITHOUT_A_BEAT: Final = 120
LEAST_FREE: Final = 1_000_000_000
"""Bytes on the disk of the home."""
BEATS: Final = ("SENSOR", "SCHEDULER", "QUEUED_RUN_COORDINATOR", "MONITORING", "ASSET")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    name: str
    well: bool
    words: str


def health(home: Path | None, *, daemon: bool) -> int:
    """Print what is well and what is not; return 0 if all is well, else 1. `daemon`: whether one should be running."""
    folder = Home.find(home).prepare()
    findings = list(looked_at(folder, daemon=daemon))
    for finding in findings:
        style = "green" if finding.well else "red"
        sign = "well" if finding.well else "ILL "
        show.console.print(f"{sign}  {finding.name}: {finding.words}", style=style, markup=False, highlight=False)
    return WELL if all(finding.well for finding in findings) else ILL


def looked_at(home: Home, *, daemon: bool) -> Iterator[Finding]:
    """Yield what is found."""
    free = shutil.disk_usage(home.root).free
    yield Finding("disk", free >= LEAST_FREE, f"{free / 1e9:.1f} GB free")
    yield warehouse(home)
    if sharing.is_set_up(home):
        yield team(home)
    try:
        stale = stale_feeds(home, datetime.now(UTC))
        yield Finding(
            "feeds", not stale, "; ".join(f"{row['feed']}: {row['problem']}" for row in stale) or "none is stale"
        )
    except GafferError as error:
        yield Finding("feeds", well=False, words=f"{error}")
    if daemon:
        yield from dagster(home)


def warehouse(home: Home) -> Finding:
    """Open the published warehouse."""
    try:
        built = reading.query(home, "select build_id from build").rows[0][0]
        counts = reading.query(home, "select count(*) from season_records").rows[0][0]
    except GafferError as error:
        return Finding("warehouse", well=False, words=f"{error}")
    blocked = "" if publishing.is_current(home) else "; what came in since is not published (yet)"
    return Finding("warehouse", well=True, words=f"build {built}, {counts} season records{blocked}")


def team(home: Home) -> Finding:
    """Look whether the team has what is published."""
    last = sharing.last_shared(home)
    words = (last.error or f"snapshot {last.snapshot}, build {last.build_id}") if last else "never shared: gaffer share"
    return Finding("team", sharing.is_shared(home), words)


def dagster(home: Home) -> Iterator[Finding]:
    """Ask Dagster for the daemon's heartbeats, and how the last run ended."""
    dagster_home.prepare(home)
    import dagster as dg

    with dg.DagsterInstance.get() as instance:
        beats = instance.get_daemon_heartbeats()
        silent = [
            name for name in BEATS if name not in beats or time.time() - beats[name].timestamp > SECONDS_WITHOUT_A_BEAT
        ]
        yield Finding("daemon", not silent, f"silent: {', '.join(silent)}" if silent else "beats")
        ended = dg.RunsFilter(statuses=[dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE])
        runs = instance.get_runs(ended, limit=1)
        last = runs[0] if runs else None
        failed = last is not None and last.status is dg.DagsterRunStatus.FAILURE
        words = f"the last one, {last.run_id[:8]}, ended as {last.status.value}" if last else "none yet"
        yield Finding("runs", not failed, words)
