"""A team on one DuckLake: the catalog in a real PostgreSQL, one writer, many readers, each with the rights of a reader."""

import subprocess
import sys
from pathlib import Path

import duckdb
import psycopg2
import pytest

from pipelines.home import CHECKOUT, Home
from pipelines.warehouse import sharing
from tests.integration.conftest import Gaffer, let_rest
from tests.integration.publications import LENIENT, publish, stocked
from tests.integration.world import COLE, HILL, STORIES, Story
from tests.system.test_postgres import postgres
from tests.unit.sources import made

__all__ = ["postgres"]

READER = """
import os, sys, time, duckdb
from pipelines.warehouse import sharing
catalog, stop = sys.argv[1:]
with duckdb.connect() as connection:
    for extension in ("ducklake", "postgres_scanner"):
        connection.execute(f"load '{sharing.file_of(extension)}'")
    connection.execute(f"attach 'ducklake:{catalog}' as gaffer (read_only)")
    print("ready", flush=True)
    found, asked = set(), 0
    while not os.path.exists(stop) or not asked:
        (row,) = connection.execute(
            "select (select build_id from gaffer.build), (select count(*) from gaffer.claims), "
            "(select sum(n_claims) from gaffer.season_records)"
        ).fetchall()
        found.add(row)
        asked += 1
        time.sleep(0.05)
    print(asked, sorted(found), flush=True)
"""
RIGHTS = """
create role reader login;
create database team;
"""
RIGHTS_IN_TEAM = """
grant usage on schema public to reader;
alter default privileges in schema public grant select on tables to reader;
"""


def catalog_of(address: str, user: str) -> str:
    """Return the catalog in the server at this address, for a user."""
    host, port = address.rpartition("@")[2].partition("/")[0].split(":")
    return f"postgres:host={host} port={port} user={user} dbname=team"


def make_team(address: str) -> None:
    """Make the database of the catalog, and a role that may only read it."""
    plain = address.replace("+psycopg2", "")
    for place, statements in ((plain, RIGHTS), (plain.replace("/postgres", "/team"), RIGHTS_IN_TEAM)):
        connection = psycopg2.connect(place)
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in filter(str.strip, statements.split(";")):
                cursor.execute(statement)
        connection.close()


def test_many_read_whole_snapshots_while_one_writes_and_ask_for_the_past(tmp_path: Path, postgres: str) -> None:
    make_team(postgres)
    home = stocked(tmp_path / "home")
    team = f'[team]\ncatalog = "{catalog_of(postgres, "gaffer")}"\ndata = "{tmp_path / "data"}"\n'
    home.settings_file.write_text(LENIENT + team)

    def shared(stories: list[Story]) -> tuple[str, int, int]:
        build = publish(home, stories)
        done = sharing.share(home)
        assert done is not None
        snapshots.append(done.snapshot)
        return (build.build_id, 4 * len(stories), 4 * len(stories))

    snapshots: list[int | None] = []
    known = {shared(list(STORIES))}
    stop = tmp_path / "stop"
    command = [sys.executable, "-c", READER, catalog_of(postgres, "reader"), str(stop)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=CHECKOUT)
        for _ in range(3)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n", reader.communicate()[1]
    for stories in ([HILL], [HILL, COLE]):
        known.add(shared(stories))
    stop.touch()
    for reader in readers:
        out, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0, errors
        asked, _, found = out.partition(" ")
        assert int(asked) > 1
        assert set(eval(found, {"Decimal": int})) <= known  # noqa: S307 -- what our own process printed

    with duckdb.connect() as connection:
        for extension in ("ducklake", "postgres_scanner"):
            connection.execute(f"load '{sharing.file_of(extension)}'")
        connection.execute(f"attach 'ducklake:{catalog_of(postgres, 'reader')}' as gaffer")
        past = [
            connection.execute(f"select count(*) from gaffer.claims at (version => {snapshot})").fetchall()  # noqa: S608
            for snapshot in snapshots
        ]
        assert past == [[(12,)], [(4,)], [(8,)]]
        with pytest.raises(duckdb.Error, match="permission denied"):
            connection.execute("delete from gaffer.claims")


def test_the_run_shares_what_it_publishes(gaffer: Gaffer, home: Path, postgres: str, tmp_path: Path) -> None:
    make_team(postgres)
    folder = Home(home).prepare()
    wrong = f'[team]\ncatalog = "postgres:host=127.0.0.1 port=1 dbname=team"\ndata = "{tmp_path / "data"}"\n'
    folder.settings_file.write_text(wrong)
    (folder.inbox / "a.jsonl").write_bytes(made.jsonl())
    let_rest(folder.inbox)
    done = gaffer("run")
    assert done.returncode == 0, done.stderr
    assert "is published, but not shared" in done.stderr
    assert "ILL   team" in gaffer("health", "--no-daemon").stdout
    folder.settings_file.write_text(
        f'[team]\ncatalog = "{catalog_of(postgres, "gaffer")}"\ndata = "{tmp_path / "data"}"\n'
    )
    again = gaffer("run")
    assert "Nothing new" in again.stdout
    assert "Shared with the team: snapshot 1." in again.stdout
    assert "Shared" in gaffer("share").stdout
