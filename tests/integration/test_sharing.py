"""Sharing with a team: one snapshot a build in a DuckLake with a catalog of SQLite; without it, publishing stands."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.defs.resources import HomeResource
from pipelines.defs.team import team_lake
from pipelines.home import Home
from pipelines.settings import Settings
from pipelines.warehouse import publishing, sharing
from tests.integration.publications import LENIENT, publish, seen, stocked
from tests.integration.world import HILL, STORIES


def set_up(home: Home, catalog: str, data: Path, keep_days: int = 90) -> None:
    """Name a DuckLake in the settings."""
    team = f'[team]\ncatalog = "{catalog}"\ndata = "{data}"\nkeep_days = {keep_days}\n'
    home.settings_file.write_text(LENIENT + team)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a published warehouse and a DuckLake in the settings."""
    made = stocked(tmp_path / "home")
    set_up(made, f"sqlite:{tmp_path / 'catalog.sqlite'}", tmp_path / "o'data")
    publish(made)
    return made


def reader(home: Home) -> duckdb.DuckDBPyConnection:
    """Open the DuckLake as somebody of the team does."""
    connection = duckdb.connect()
    for extension in ("ducklake", "sqlite_scanner"):
        connection.execute(f"load '{sharing.file_of(extension)}'")
    connection.execute(f"attach 'ducklake:{Settings.read(home).team.catalog}' as gaffer (read_only)")
    connection.execute("use gaffer")
    return connection


def test_a_build_is_one_snapshot_with_tables_marts_macros_and_comments(home: Home) -> None:
    first = sharing.share(home)
    assert first is not None
    with duckdb.connect(str(home.link), read_only=True) as built, reader(home) as shared:
        tables = "select table_name from duckdb_tables() where database_name = $name order by all"
        names = [name for (name,) in built.execute(tables, {"name": home.link.resolve().stem}).fetchall()]
        assert [name for (name,) in shared.execute(tables, {"name": "gaffer"}).fetchall()] == names
        for name in names:
            everything = f"select to_json(t) as row from {name} as t order by all"  # noqa: S608
            assert shared.execute(everything).fetchall() == built.execute(everything).fetchall(), name
        comments = (
            "select table_name, column_name, data_type, comment from duckdb_columns() "
            "where database_name = current_database() and not internal order by all"
        )
        described = shared.execute(comments).fetchall()
        assert described == built.execute(comments).fetchall()
        assert all(row[-1] for row in described)
        card = "select matches, wins from manager_card('Ada Hill')"
        assert shared.execute(card).fetchall() == built.execute(card).fetchall()
        authors = shared.execute("select snapshot_id, author, commit_message from gaffer.snapshots()").fetchall()
    assert authors[1:] == [(first.snapshot, "gaffer", f"build {first.build_id}")]
    assert sharing.is_shared(home)


def test_the_past_can_be_asked_and_the_same_build_is_shared_once(home: Home) -> None:
    first = sharing.share(home)
    again = sharing.share(home)
    publish(home, [HILL])
    assert not sharing.is_shared(home)
    second = sharing.share(home)
    assert first is not None
    assert again is not None
    assert second is not None
    assert again.snapshot == first.snapshot
    assert second.snapshot != first.snapshot
    with reader(home) as shared:
        at = f"select count(*) from claims at (version => {first.snapshot})"  # noqa: S608
        assert shared.execute(at).fetchall() == [(12,)]
        assert shared.execute("select count(*) from claims").fetchall() == [(4,)]


def test_old_snapshots_expire_but_the_last(home: Home) -> None:
    sharing.share(home)
    publish(home, [HILL])
    set_up(home, Settings.read(home).team.catalog, home.root.parent / "o'data", keep_days=1)
    with duckdb.connect() as connection:
        connection.execute(f"load '{sharing.file_of('sqlite_scanner')}'")
        connection.execute(f"attach '{home.root.parent / 'catalog.sqlite'}' as catalog (type sqlite)")
        long_ago = (datetime.now(UTC) - timedelta(days=3)).isoformat(sep=" ")
        connection.execute("update catalog.ducklake_snapshot set snapshot_time = $then", {"then": long_ago})
    done = sharing.share(home)
    assert done is not None
    assert done.expired == 2
    with reader(home) as shared:
        assert [row for (row,) in shared.execute("select snapshot_id from gaffer.snapshots()").fetchall()] == [
            done.snapshot
        ]
        assert shared.execute("select count(*) from claims").fetchall() == [(4,)]


UNREACHABLE = (
    "sqlite:/proc/nowhere/catalog.sqlite",
    "postgres:host=127.0.0.1 port=1 user=me password=hidden-1 dbname=x",
    "postgres:postgresql://me:hidden-1@127.0.0.1:1/x",
)


def test_a_catalog_that_cannot_be_reached_is_a_warning_and_what_is_published_stays(home: Home) -> None:
    published = publishing.current(home)
    assert published is not None
    for catalog in UNREACHABLE:
        set_up(home, catalog, home.root.parent / "data")
        (check,) = team_lake(HomeResource(root=str(home.root)))
        assert isinstance(check, dg.AssetCheckResult)
        assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
        last = sharing.last_shared(home)
        assert last is not None
        assert f"the build {published.build_id} is published, but not shared" in str(last.error)
        assert "onnect" in str(last.error) or "nowhere" in str(last.error)
        assert "hidden-1" not in str(last.error)
    assert seen(home) == (published.build_id, 12)
    assert publishing.is_current(home)
    set_up(home, f"sqlite:{home.root.parent / 'catalog.sqlite'}", home.root.parent / "o'data")
    check, made = team_lake(HomeResource(root=str(home.root)))
    assert isinstance(check, dg.AssetCheckResult)
    assert isinstance(made, dg.MaterializeResult)
    assert check.passed
    assert (made.metadata or {})["build"] == published.build_id


def test_a_missing_extension_is_named_with_the_command_that_installs_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [place for place in sys.path if "site-packages" not in place])
    monkeypatch.delitem(sys.modules, "duckdb_extension_ducklake", raising=False)
    with pytest.raises(
        sharing.SharingError,
        match=r"extension ducklake is missing.*make setup.*pip install duckdb-extension-ducklake==",
    ):
        sharing.share(home)


def test_without_a_ducklake_nothing_is_shared(tmp_path: Path) -> None:
    home = stocked(tmp_path / "home")
    publish(home, STORIES)
    assert sharing.share(home) is None
    assert sharing.is_shared(home)
    (check,) = team_lake(HomeResource(root=str(home.root)))
    assert isinstance(check, dg.AssetCheckResult)
    assert check.passed
