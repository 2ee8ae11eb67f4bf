"""Homes with a filled lake, warehouses published from some of its stories, and analysts' processes that read them."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines import lake
from pipelines.home import Home
from pipelines.warehouse import publishing
from pipelines.warehouse.building import build
from pipelines.warehouse.builds import BuildInfo
from pipelines.warehouse.checking import check
from tests.integration.world import BUILT_AT, PARSER, STORIES, Story, fill

LENIENT = "[checks]\nleast_records = 0.1\nleast_claims = 0.1\n"
WAYS = ("symbolic", "copy")


def stocked(root: Path, way: str = "") -> Home:
    """Return a home with a filled lake that publishes in one of the ways, a link where none is named."""
    made = Home(root).prepare()
    made.settings_file.write_text((f'[publishing]\nlink = "{way}"\n' if way else "") + LENIENT)
    fill(made)
    return made


def restock(home: Home, stories: Iterable[Story]) -> None:
    """Let the lake hold these stories and no others."""
    kept = list(stories)
    if {made.drop_id for made in lake.manifests(home)} == {story.drop_id for story in kept}:
        return
    for made in lake.manifests(home):
        if made.drop_id not in {story.drop_id for story in kept}:
            lake.forget(home, made.drop_id, when=BUILT_AT)
    for entry in lake.forgotten(home):
        if entry.id in {story.drop_id for story in kept}:
            lake.readmit(home, entry.id)
    fill(home, kept)


def publish(home: Home, stories: Iterable[Story] = STORIES) -> BuildInfo:
    """Publish a warehouse of some of the stories."""
    restock(home, stories)
    candidate = build(home, parser_version=PARSER, built_at=datetime.now(UTC))
    return publishing.publish(home, candidate, check(home, candidate))


LOOK = "select (select build_id from build), (select count(*) from claims)"


def seen(home: Home, *, read_only: bool = True) -> tuple[str, int]:
    """Return build and claims as a client sees them that opens the path that is told to analysts."""
    with duckdb.connect(str(home.link), read_only=read_only) as connection:
        (row,) = connection.execute(LOOK).fetchall()
    return row


@contextmanager
def client(home: Home, script: str) -> Iterator["subprocess.Popen[str]"]:
    """Run an analyst's process; it says `ready` when it has done its part, and lives until its input ends."""
    program = f"import duckdb, os, sys, time\npath = sys.argv[1]\nlook = {LOOK!r}\n{script}"
    command = [sys.executable, "-c", program, str(home.link)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()
