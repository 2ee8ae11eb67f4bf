"""Publishing on real files under real readers, on whichever DuckDB is installed: old or new, never a mixture.

The module runs on its own, without Dagster: `python -m pytest tests/integration/test_publishing.py`.
"""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines import lake
from pipelines.home import CHECKOUT, Home
from pipelines.lock import HomeLocked, hold
from pipelines.warehouse import publishing, reading
from pipelines.warehouse.building import build
from pipelines.warehouse.builds import WarehouseError, current_id, info_file, read_info
from pipelines.warehouse.checking import check
from pipelines.warehouse.publishing import PublishBlocked
from tests.integration.publications import WAYS, client, publish, restock, seen, stocked
from tests.integration.world import COLE, HILL, PARSER, STORIES, put_unreadable, resolved


@pytest.fixture(params=WAYS)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A home with a filled lake, once for each way of publishing."""
    return stocked(tmp_path / "home", request.param)


@pytest.fixture
def linked(tmp_path: Path) -> Home:
    """A home with a filled lake that publishes by a link."""
    return stocked(tmp_path / "home")


WRITE = """
connection = duckdb.connect(path)
connection.execute("create table mine (x integer)")
connection.execute("delete from claims")
print("ready", flush=True)
sys.stdin.read()
"""
READ = """
connection = duckdb.connect(path, read_only=True)
print("ready", flush=True)
for line in sys.stdin:
    print(*connection.execute(look).fetchall()[0], flush=True)
    print(*connection.execute(look).fetchall()[0], flush=True)
"""


def test_the_first_publication_makes_the_warehouse(home: Home) -> None:
    assert publishing.current(home) is None
    assert not publishing.is_current(home)
    info = publish(home)
    assert seen(home) == (info.build_id, 12)
    assert publishing.current(home) == info
    assert publishing.is_current(home)
    assert publishing.verify(home) == info
    assert (info.state, info.previous, info.counts["claims"]) == ("published", None, 12)


def test_the_link_is_relative_so_that_a_home_may_be_moved(linked: Home, tmp_path: Path) -> None:
    info = publish(linked)
    moved = Home(linked.root.rename(tmp_path / "elsewhere"))
    assert moved.link.readlink() == Path("builds") / f"{info.build_id}.duckdb"
    assert seen(moved) == (info.build_id, 12)


def test_a_new_build_takes_the_place_of_the_old_and_knows_it(home: Home) -> None:
    first = publish(home)
    second = publish(home, [HILL])
    assert seen(home) == (second.build_id, 4)
    assert second.previous == first.build_id
    assert [info.build_id for info in publishing.builds(home)] == [second.build_id, first.build_id]


def test_the_same_lake_published_twice_has_the_same_content(home: Home) -> None:
    assert publish(home).content_hash == publish(home).content_hash


def test_published_files_are_read_only(home: Home) -> None:
    publish(home)
    assert home.link.resolve().stat().st_mode & 0o222 == 0


def test_an_analyst_who_writes_and_is_killed_does_not_reach_the_next_build(home: Home) -> None:
    publish(home)
    with client(home, WRITE) as analyst:
        analyst.send_signal(signal.SIGKILL)
        analyst.wait()
    assert list(home.root.rglob("*.wal")), "the client has left a log, which is what this test is about"
    assert not publishing.is_current(home)
    new = publish(home, [HILL, COLE])
    for read_only in (True, False, True):
        assert seen(home, read_only=read_only) == (new.build_id, 8)
        with duckdb.connect(str(home.link), read_only=True) as connection:
            assert connection.execute("select count(*) from duckdb_tables() where table_name = 'mine'").fetchall() == [
                (0,)
            ]
    assert reading.query(home, "select count(*) from claims").rows == ((8,),)


def test_an_analyst_who_still_writes_while_the_next_is_published_does_not_reach_it(linked: Home) -> None:
    publish(linked)
    with client(linked, WRITE) as analyst:
        new = publish(linked, [HILL, COLE])
        assert seen(linked) == (new.build_id, 8)
        analyst.send_signal(signal.SIGKILL)
        analyst.wait()
    assert seen(linked, read_only=False) == (new.build_id, 8)
    newest = publish(linked, [HILL])
    assert seen(linked) == (newest.build_id, 4)


def test_a_reader_keeps_the_build_that_it_opened_and_a_new_one_sees_the_new(home: Home) -> None:
    old = publish(home)
    with client(home, READ) as reader:
        new = publish(home, [HILL])
        assert seen(home) == (new.build_id, 4)
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write("now\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == f"{old.build_id} 12\n"
        assert reader.stdout.readline() == f"{old.build_id} 12\n"


def test_a_process_that_holds_the_old_build_sees_the_new_one_when_it_opens_again(linked: Home) -> None:
    old = publish(linked)
    with duckdb.connect(str(linked.link.resolve()), read_only=True) as held:
        new = publish(linked, [HILL])
        assert seen(linked) == (new.build_id, 4)
        with reading.connect(linked) as connection:
            assert connection.execute("select build_id from build").fetchall() == [(new.build_id,)]
        assert held.execute("select build_id from build").fetchall() == [(old.build_id,)]


def test_a_file_that_is_half_written_is_never_shown_and_goes(linked: Home) -> None:
    info = publish(linked)
    half = linked.builds / "20240101T000000-00000000.duckdb"
    half.write_bytes(linked.link.read_bytes()[:5000])
    half.with_suffix(".duckdb.wal").write_bytes(b"log")
    assert seen(linked) == (info.build_id, 12)
    assert [build.build_id for build in publishing.builds(linked)] == [info.build_id]
    assert publishing.prune(linked) == ()
    assert publishing.prune(linked, now=datetime.now(UTC) + timedelta(hours=2)) == (half.stem,)
    assert not list(linked.builds.glob(f"{half.stem}*"))


def blocked(home: Home) -> PublishBlocked:
    """Try to publish a lake of which most could not be read."""
    for number in range(4):
        put_unreadable(home, f"x{number}")
    lake.write_records(home, resolved(STORIES))
    candidate = build(home, parser_version=PARSER, built_at=datetime.now(UTC))
    with pytest.raises(PublishBlocked) as error:
        publishing.publish(home, candidate, check(home, candidate))
    return error.value


def test_a_blocked_build_is_kept_with_its_checks_and_the_old_one_stays(home: Home) -> None:
    old = publish(home)
    error = blocked(home)
    assert "quarantine_is_small" in str(error)
    assert "gaffer publish --accept" in str(error)
    assert seen(home) == (old.build_id, 12)
    info = read_info(info_file(home, error.build_id))
    assert info.state == "blocked"
    assert [check.name for check in info.failed] == ["quarantine_is_small"]
    assert not publishing.is_current(home)


def test_a_blocked_build_may_be_accepted_with_a_reason(home: Home) -> None:
    old = publish(home)
    error = blocked(home)
    with pytest.raises(WarehouseError, match="say why"):
        publishing.publish_kept(home, accept="  ")
    info = publishing.publish_kept(home, accept="the feed sends pictures")
    assert seen(home) == (error.build_id, 12)
    assert (info.accepted, info.previous, info.state) == ("the feed sends pictures", old.build_id, "published")
    with pytest.raises(WarehouseError, match="nothing to accept"):
        publishing.publish_kept(home, accept="again")


def test_a_blocked_build_that_somebody_has_changed_is_not_accepted(home: Home) -> None:
    error = blocked(home)
    path = home.builds / f"{error.build_id}.duckdb"
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        connection.execute("delete from claims")
    with pytest.raises(WarehouseError, match="no longer what was built"):
        publishing.publish_kept(home, accept="why not")


def test_going_back_and_further_back_and_on(home: Home) -> None:
    first, second, third = publish(home), publish(home, [HILL, COLE]), publish(home, [HILL])
    assert publishing.rollback(home).build_id == second.build_id
    assert seen(home) == (second.build_id, 8)
    back = publishing.rollback(home)
    assert (back.build_id, back.previous) == (first.build_id, second.build_id)
    assert seen(home) == (first.build_id, 12)
    with pytest.raises(WarehouseError, match="no build before"):
        publishing.rollback(home)
    assert publishing.rollback(home, third.build_id).build_id == third.build_id
    assert seen(home) == (third.build_id, 4)
    with pytest.raises(WarehouseError, match=f"no build 'x' .{third.build_id}, "):
        publishing.rollback(home, "x")


def test_after_going_back_nothing_is_to_do_until_something_comes_in(home: Home) -> None:
    publish(home)
    publish(home, [HILL])
    publishing.rollback(home)
    assert publishing.is_current(home)
    restock(home, [HILL, COLE])
    assert not publishing.is_current(home)


def test_one_does_not_go_back_to_a_build_in_which_somebody_has_written(linked: Home) -> None:
    first = publish(linked)
    publish(linked, [HILL])
    path = linked.builds / f"{first.build_id}.duckdb"
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        connection.execute("delete from claims")
    with pytest.raises(WarehouseError, match="no longer what was built"):
        publishing.rollback(linked)


def test_the_log_of_a_killed_client_is_set_aside_when_going_back(linked: Home) -> None:
    first = publish(linked)
    with client(linked, WRITE) as analyst:
        analyst.send_signal(signal.SIGKILL)
        analyst.wait()
    publish(linked, [HILL])
    publishing.rollback(linked)
    assert seen(linked) == (first.build_id, 12)
    assert seen(linked, read_only=False) == (first.build_id, 12)
    assert [path.name for path in linked.builds.glob("*.aside")] == [f"{first.build_id}.duckdb.wal.0.aside"]


def test_a_build_that_failed_its_checks_is_not_gone_back_to(home: Home) -> None:
    publish(home)
    error = blocked(home)
    with pytest.raises(WarehouseError, match="failed its checks"):
        publishing.rollback(home, error.build_id)


def test_the_published_file_is_compared_with_what_was_built(home: Home) -> None:
    with pytest.raises(WarehouseError, match="no published warehouse"):
        publishing.verify(home)
    publish(home)
    path = home.link.resolve()
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        connection.execute("delete from claims where value = '36'")
    with pytest.raises(WarehouseError, match="somebody has opened it to write"):
        publishing.verify(home)
    assert not publishing.is_current(home)


def test_old_builds_go_but_for_the_shown_the_last_and_the_young(home: Home) -> None:
    home.settings_file.write_text(home.settings_file.read_text() + "[retention]\nbuilds = 2\nblocked = 1\n")
    infos = [publish(home, [HILL]) for _ in range(5)]
    kept_back = [blocked(home).build_id for _ in range(2)]
    assert len(publishing.builds(home)) == 7
    late = datetime.now(UTC) + timedelta(hours=2)
    assert set(publishing.prune(home, now=late)) == {
        infos[0].build_id,
        infos[1].build_id,
        infos[2].build_id,
        kept_back[0],
    }
    assert {path.name.split(".")[0] for path in home.builds.iterdir()} == {
        infos[3].build_id,
        infos[4].build_id,
        kept_back[1],
    }
    publishing.rollback(home)
    assert publishing.prune(home, now=late) == ()
    assert seen(home) == (infos[3].build_id, 4)


def test_a_clock_that_goes_back_deletes_nothing(home: Home) -> None:
    publish(home)
    publish(home, [HILL])
    assert publishing.prune(home, now=datetime.now(UTC) - timedelta(days=400)) == ()


def test_where_there_are_no_links_a_copy_is_published(linked: Home) -> None:
    first = publish(linked)
    linked.settings_file.write_text(linked.settings_file.read_text() + '[publishing]\nlink = "copy"\n')
    second = publish(linked, [HILL])
    assert not linked.link.is_symlink()
    assert seen(linked) == (second.build_id, 4)
    assert (linked.builds / f"{first.build_id}.duckdb").exists()
    assert current_id(linked) == second.build_id


def test_a_foreign_file_in_the_place_of_the_warehouse_is_named(linked: Home) -> None:
    linked.link.write_text("no database")
    with pytest.raises(WarehouseError, match=r"gaffer\.duckdb is no warehouse of gaffer"):
        publishing.current(linked)


def test_a_damaged_file_about_a_build_is_named(linked: Home) -> None:
    info = publish(linked)
    info_file(linked, info.build_id).write_text("{}")
    with pytest.raises(WarehouseError, match=rf"{info.build_id}\.json does not say"):
        publishing.current(linked)


def test_two_publishers_exclude_each_other(linked: Home) -> None:
    hold_it = (
        "import sys; from pathlib import Path; from pipelines.home import Home; from pipelines.lock import hold\n"
        "with hold(Home(Path(sys.argv[1])), doing='gaffer run'):\n    print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold_it, str(linked.root)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(HomeLocked, match="gaffer run"), hold(linked, wait=False):
            publish(linked)
        assert not linked.link.exists()
        other.kill()
    publish(linked)
    assert linked.link.is_symlink()


def test_a_damaged_build_is_named_with_what_to_do_and_is_made_anew(tmp_path: Path) -> None:
    home = stocked(tmp_path / "home")
    old = publish(home)
    path = home.link.resolve()
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:8192] + b"\0" * 8192)
    with pytest.raises(reading.QueryError, match=r"cannot be opened .*gaffer rollback.*delete the file"):
        reading.query(home, "from build")
    path.unlink()
    new = publish(home)
    assert seen(home) == (new.build_id, 12)
    assert new.content_hash == old.content_hash
