"""Readers beside a writer: while the warehouse is built and published 20 times, eight processes query without an error."""

import json
import multiprocessing
import shutil
from multiprocessing.synchronize import Event
from pathlib import Path

import duckdb

from tests.integration.conftest import SAMPLES, Gaffer, let_rest

READERS = 8
PUBLISHES = 20
LENIENT = "[checks]\nmost_contradicted = 1.0\nmost_quarantined = 1.0\n"
"""What the parser makes of the articles is tested elsewhere: here every run is to be published."""
QUERIES = (
    "select build_id, claims, season_records from build",
    "select count(*) from claims",
    "select count(*) from season_records",
    "select count(*) from manager_careers",
    "select build_id, claims, season_records from build",
)


def read(link: Path, stop: Event, log: Path) -> None:
    """Open the warehouse anew and again, and query it, until told to stop; write what was seen."""
    builds: dict[str, int] = {}
    errors: list[str] = []
    while not stop.wait(0.4):  # eight readers that never rest would take both cores from the writer
        try:
            with duckdb.connect(str(link), read_only=True, config={"threads": 1}) as connection:
                first, claims, records, _, last = (connection.execute(sql).fetchall()[0] for sql in QUERIES)
            if first != last or (first[1], first[2]) != (claims[0], records[0]):
                errors.append(f"half a state: {first} {claims} {records} {last}")
            builds[first[0]] = builds.get(first[0], 0) + 1
        except Exception as error:  # noqa: BLE001 -- any error is what the test looks for
            errors.append(repr(error))
    log.write_text(json.dumps({"builds": builds, "errors": errors}))


def test_readers_see_one_whole_build_each_time_and_no_error(gaffer: Gaffer, home: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    shutil.copytree(SAMPLES / "invincibles", inbox / "invincibles")
    let_rest(inbox)
    home.mkdir()
    (home / "settings.toml").write_text(LENIENT)
    assert gaffer("run", "--inbox", inbox).returncode == 0
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    logs = [tmp_path / f"{number}.json" for number in range(READERS)]
    readers = [context.Process(target=read, args=(home / "gaffer.duckdb", stop, log)) for log in logs]
    for reader in readers:
        reader.start()
    try:
        for number in range(PUBLISHES):
            place = inbox / "invincibles" / "note.txt"
            place.write_text(
                f"date 2024-05-20\nJosé Mourinho's Chelsea won {number + 10} of 38 league matches in 2004-05.\n"
            )
            let_rest(inbox)
            done = gaffer("run", "--inbox", inbox)
            assert done.returncode == 0, done.stdout + done.stderr
    finally:
        stop.set()
        for reader in readers:
            reader.join(60)
    seen = [json.loads(log.read_text()) for log in logs]
    assert [reader["errors"] for reader in seen] == [[]] * READERS
    assert all(sum(reader["builds"].values()) > PUBLISHES for reader in seen)
    assert len({build for reader in seen for build in reader["builds"]}) > PUBLISHES * 0.9
