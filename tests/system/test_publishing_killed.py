"""Publishing beside readers that open the warehouse again and again, and publishing that is killed: old or new, no mixture."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.home import CHECKOUT, Home
from pipelines.warehouse import publishing
from tests.integration.publications import WAYS, client, publish, seen, stocked
from tests.integration.world import COLE, HILL, OLDER, STORIES

READ_AGAIN_AND_AGAIN = """
print("ready", flush=True)
found = set()
while True:
    with duckdb.connect(path, read_only=True, config={"threads": 1}) as connection:
        found.add(connection.execute(look).fetchall()[0])
    time.sleep(0.02)
    if os.path.exists(path + ".stop"):
        break
print(sorted(found), flush=True)
"""


@pytest.fixture(params=WAYS)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A home with a filled lake, once for each way of publishing."""
    return stocked(tmp_path / "home", request.param)


def test_readers_that_open_again_and_again_see_whole_builds_only(home: Home) -> None:
    known = {(publish(home).build_id, 12)}
    stop = Path(f"{home.link}.stop")
    with client(home, READ_AGAIN_AND_AGAIN) as first, client(home, READ_AGAIN_AND_AGAIN) as second:
        for stories in ([HILL], STORIES, [HILL, COLE], [OLDER], STORIES):
            known.add((publish(home, stories).build_id, 4 * len(list(stories))))
        stop.touch()
        for reader in (first, second):
            out, _ = reader.communicate()
            found: set[Any] = set(eval(out))  # noqa: S307 -- what our own process printed
            assert found <= known


def killed_at(home: Home, event: str, count: int) -> int:
    """Publish in a process of its own that is killed just before its `count`-th event of the kind."""
    script = f"""
import os, signal, sys
from pathlib import Path
from datetime import datetime, UTC
from pipelines.home import Home
from pipelines.warehouse.building import build
from pipelines.warehouse.checking import check
from pipelines.warehouse.publishing import publish
home = Home(Path(sys.argv[1]))
candidate = build(home, parser_version="1", built_at=datetime.now(UTC))
results = check(home, candidate)
seen = 0
def watch(event, arguments):
    global seen
    if event == {event!r}:
        seen += 1
        if seen == {count}:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
publish(home, candidate, results)
"""
    return subprocess.run([sys.executable, "-c", script, str(home.root)], cwd=CHECKOUT, check=False).returncode


@pytest.mark.parametrize(("event", "count"), [("os.chmod", 1), ("os.rename", 1), ("os.rename", 2), ("os.rename", 3)])
def test_publishing_that_is_killed_leaves_the_old_or_the_new(home: Home, event: str, count: int) -> None:
    old = publish(home)
    assert killed_at(home, event, count) == -signal.SIGKILL
    assert seen(home) == (old.build_id, 12)
    assert publishing.verify(home).build_id == old.build_id
    new = publish(home, [HILL])
    assert seen(home) == (new.build_id, 4)
    assert new.previous == old.build_id
    publishing.rollback(home)
    assert seen(home) == (old.build_id, 12)
