"""The server's set-up on a real PostgreSQL, which the test starts in a folder of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import psycopg2
import pytest

from pipelines.home import CHECKOUT, Home
from tests.integration.conftest import Gaffer, let_rest
from tests.unit.sources import made

VERSIONS = Path("/usr/lib/postgresql")


def as_its_user(*command: str | Path) -> None:
    """Run a program of PostgreSQL: as the user postgres where we are root, which it refuses to be."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *map(str, command)], capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr + done.stdout


@pytest.fixture
def postgres() -> Iterator[str]:
    """Start a server on a free port; return the address of an empty database."""
    programs = sorted(VERSIONS.glob("*/bin"))
    assert programs, "PostgreSQL is missing: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="gaffer-postgres-", dir="/tmp"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    control, data = programs[-1] / "pg_ctl", folder / "data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    try:
        as_its_user(programs[-1] / "initdb", "-D", data, "-A", "trust", "-U", "gaffer", "--no-sync")
        as_its_user(control, "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        yield f"postgresql+psycopg2://gaffer@127.0.0.1:{port}/postgres"
        as_its_user(control, "-D", data, "-m", "fast", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_runs_and_events_are_kept_in_postgres(
    gaffer: Gaffer, home: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAFFER_POSTGRES", postgres)
    folder = Home(home).prepare()
    shutil.copy(CHECKOUT / "pipelines" / "dagster_server.yaml", folder.dagster / "dagster.yaml")
    (folder.inbox / "a.jsonl").write_bytes(made.jsonl())
    let_rest(folder.inbox)
    done = gaffer("run")
    assert done.returncode == 0, done.stderr
    connection = psycopg2.connect(postgres.replace("+psycopg2", ""))
    try:
        with connection.cursor() as cursor:
            cursor.execute("select status, count(*) from runs group by status")
            assert cursor.fetchall() == [("SUCCESS", 1)]
            cursor.execute("select count(*) from event_logs where dagster_event_type = 'ASSET_MATERIALIZATION'")
            (materialized,) = cursor.fetchone() or (0,)
            assert materialized > 30
    finally:
        connection.close()
    assert not list(folder.dagster.rglob("*.db"))
    with dg.DagsterInstance.from_config(str(folder.dagster)) as instance:
        assert [run.status for run in instance.get_runs()] == [dg.DagsterRunStatus.SUCCESS]
        assert instance.get_dynamic_partitions("drops") == ["a.jsonl"]
    again = gaffer("run")
    assert "Nothing new" in again.stdout
