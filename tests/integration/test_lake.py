"""The lake on real files: what is written comes back, what is stale is known, and damage has a name and a remedy."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines import lake
from pipelines.home import CHECKOUT, Home
from pipelines.lake import LakeError, StaleDrop
from schemas.claims import LakeClaims
from schemas.contract import ContractError, broken_rows
from tests.integration.world import (
    COLE,
    HILL,
    PARSER,
    fill,
    lake_articles,
    lake_claims,
    put,
    put_article,
    put_unreadable,
    resolved,
)

SAME = "1" * 64
OTHER = "3" * 64
NOW = datetime(2024, 7, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Drop:
    drop_id: str
    sha256: str = SAME


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path).prepare()


def only_file(home: Home, table: str, drop_id: str) -> Path:
    (path,) = home.drop_folder(table, drop_id).iterdir()
    return path


def test_what_is_written_comes_back_without_a_column_for_the_folder(home: Home) -> None:
    put(home, HILL)
    put(home, COLE)
    assert lake.read_articles(home, "a").equals(lake_articles(HILL))
    assert lake.articles(home).collect().equals(pl.concat([lake_articles(HILL), lake_articles(COLE)]))
    back = lake.claims(home).collect()
    assert back.equals(pl.concat([lake_claims(HILL), lake_claims(COLE)]).sort("claim_id"))
    assert broken_rows(LakeClaims, back).is_empty()


def test_an_empty_lake_has_no_rows(home: Home) -> None:
    assert lake.articles(home).collect().is_empty()
    assert lake.claims(home).collect().is_empty()
    assert lake.quarantine(home).collect().is_empty()
    assert lake.drops(home).is_empty()


def test_the_claims_of_an_article_that_two_drops_hold_come_once(home: Home) -> None:
    put(home, HILL)
    put(home, replace(HILL, drop_id="copy"))
    assert lake.articles(home).collect().height == 2
    assert lake.claims(home).collect().equals(lake_claims(HILL).sort("claim_id"))


def test_where_two_parsers_read_an_article_the_later_counts(home: Home) -> None:
    put(home, HILL, parser="2")
    put(home, replace(HILL, drop_id="copy"), parser="1")
    assert lake.claims(home).collect()["parser_version"].unique().to_list() == ["2"]


def test_a_frame_that_breaks_its_contract_is_not_written(home: Home) -> None:
    put_article(home, HILL)
    with pytest.raises(ContractError, match="value_fits_field"):
        lake.write_claims(home, "a", lake_claims(HILL).with_columns(value=pl.lit("many")), PARSER)
    assert not home.drop_folder("claims", "a").exists()
    faulty = resolved([HILL]) | {"season_records": resolved([HILL])["season_records"].with_columns(losses=1)}
    with pytest.raises(ContractError, match="SeasonRecords"):
        lake.write_records(home, faulty)
    assert not home.record_file("articles").exists()


def test_claims_need_their_articles(home: Home) -> None:
    with pytest.raises(LakeError, match="articles of the drop a are not in the lake"):
        lake.write_claims(home, "a", lake_claims(HILL), PARSER)


def test_the_counts_of_a_drop_are_published(home: Home) -> None:
    put(home, HILL)
    put_unreadable(home, "x")
    counts = ("drop_id", "records", "articles", "quarantined", "claims", "readable")
    assert lake.drops(home).select(counts).rows() == [("a", 1, 1, 0, 4, True), ("x", 1, 0, 1, 0, False)]
    assert lake.quarantine(home).collect()["drop_id"].to_list() == ["x"]


def test_records_take_the_quarantine_of_the_drops_along_once(home: Home) -> None:
    put_unreadable(home, "x")
    lake.write_records(home, resolved([HILL]) | {"quarantine": lake.quarantine(home).collect()})
    assert lake.records(home, "quarantine").collect().height == 1
    assert lake.records(home, "drops").collect()["drop_id"].to_list() == ["x"]


def test_a_drop_is_stale_when_it_is_new_changed_unfinished_or_read_by_another_parser(home: Home) -> None:
    put(home, HILL)
    assert lake.stale(home, [Drop("a")], PARSER) == ()
    assert lake.stale(home, [Drop("a", OTHER)], PARSER) == (StaleDrop("a", "changed", True, True),)
    assert lake.stale(home, [Drop("a"), Drop("0")], PARSER) == (StaleDrop("0", "new", True, True),)
    assert lake.stale(home, [Drop("a")], "2") == (StaleDrop("a", "older_parser", True, False),)
    put_article(home, COLE)
    assert lake.stale(home, [Drop("a"), Drop("b")], PARSER) == (StaleDrop("b", "unfinished", True, False),)


def test_a_drop_that_is_gone_from_the_inbox_is_kept_and_only_its_claims_are_read_again(home: Home) -> None:
    put(home, HILL)
    assert lake.stale(home, [], PARSER) == ()
    assert lake.stale(home, [], "2") == (StaleDrop("a", "older_parser", False, False),)


def test_new_articles_take_the_place_of_the_old_and_their_claims_go(home: Home) -> None:
    put(home, HILL)
    put_article(home, replace(COLE, drop_id="a"), OTHER)
    assert lake.claims(home).collect().is_empty()
    assert only_file(home, "articles", "a").name == lake.manifests(home)[0].files["articles"].name
    assert not any(home.drop_folder("claims", "a").iterdir())
    assert not lake.articles_are_current(home, "a", SAME)
    assert lake.articles_are_current(home, "a", OTHER)
    assert not lake.claims_are_current(home, "a", PARSER)


@pytest.mark.parametrize(("table", "needs_reading"), [("articles", True), ("claims", False)])
def test_a_file_that_was_cut_off_makes_its_drop_stale_and_is_named_when_read(
    home: Home, table: str, needs_reading: bool
) -> None:
    put(home, HILL)
    path = only_file(home, table, "a")
    os.truncate(path, path.stat().st_size // 2)
    assert lake.stale(home, [Drop("a")], PARSER) == (StaleDrop("a", "damaged", True, needs_reading),)
    read = {"articles": lake.articles, "claims": lake.claims}[table]
    with pytest.raises(LakeError, match=rf"{path} is cut off or no Parquet file.*gaffer run"):
        read(home)
    put(home, HILL)
    assert lake.stale(home, [Drop("a")], PARSER) == ()
    assert read(home).collect().height


def test_a_file_that_was_changed_in_its_middle_is_named(home: Home) -> None:
    put(home, HILL)
    path = only_file(home, "claims", "a")
    content = bytearray(path.read_bytes())
    content[100] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(LakeError, match=rf"{path} is not what was written there"):
        lake.claims(home)


def test_a_disk_that_is_full_is_a_message_and_leaves_the_drop_as_it_was(home: Home) -> None:
    put(home, HILL)
    script = (
        "import resource, sys; from pathlib import Path; from pipelines.home import Home\n"
        "from tests.integration.world import COLE, put; from dataclasses import replace\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))\n"
        "put(Home(Path(sys.argv[1])), replace(COLE, drop_id='a'), '3' * 64)"
    )
    command = [sys.executable, "-c", script, str(home.root)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert "WriteError" in done.stderr.splitlines()[-1]
    assert "File too large" in done.stderr
    assert lake.read_articles(home, "a").equals(lake_articles(HILL))
    assert not list(home.lake.rglob("*.part"))


def test_a_missing_file_makes_its_drop_stale(home: Home) -> None:
    put(home, HILL)
    only_file(home, "claims", "a").unlink()
    assert [drop.reason for drop in lake.stale(home, [Drop("a")], PARSER)] == ["damaged"]
    with pytest.raises(LakeError, match="is missing"):
        lake.claims(home)


def test_a_foreign_file_does_not_count_and_a_foreign_table_is_named(home: Home) -> None:
    put(home, HILL)
    (home.drop_folder("claims", "a") / "notes.parquet").write_text("no Parquet")
    (home.lake / "claims" / "drop=zzz").mkdir()
    (home.manifests / "Thumbs.db").write_text("")
    assert lake.claims(home).collect().height == 4
    home.record_file("runs").parent.mkdir(parents=True)
    pl.DataFrame({"a": [1]}).write_parquet(home.record_file("runs"))
    with pytest.raises(LakeError, match=r"runs\.parquet has other columns than Runs"):
        lake.records(home, "runs")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"drop_id": "a"}', "\x00"])
def test_a_damaged_manifest_is_named(home: Home, content: str) -> None:
    put(home, HILL)
    home.manifest("a").write_text(content)
    with pytest.raises(LakeError, match=r"drops/a\.json is no manifest"):
        lake.stale(home, [], PARSER)


def test_a_forgotten_drop_goes_and_stays_out_until_it_is_let_in_again(home: Home) -> None:
    put(home, HILL)
    put(home, COLE)
    entry = lake.forget(home, "a", when=NOW, why="asked to")
    assert (entry.kind, lake.forgotten(home)) == ("drop", (entry,))
    assert lake.articles(home).collect()["drop_id"].to_list() == ["b"]
    assert lake.claims(home).collect()["article_id"].unique().to_list() == [COLE.article_id]
    assert lake.stale(home, [Drop("a", OTHER), Drop("b")], PARSER) == ()
    with pytest.raises(LakeError, match="forgotten"):
        put(home, HILL)
    lake.readmit(home, "a")
    assert lake.stale(home, [Drop("a"), Drop("b")], PARSER) == (StaleDrop("a", "new", True, True),)
    put(home, HILL)
    with pytest.raises(LakeError, match="not among the forgotten"):
        lake.readmit(home, "a")


def test_a_forgotten_article_goes_from_every_drop_with_its_claims_and_the_counts_still_add_up(home: Home) -> None:
    put(home, HILL)
    put(home, replace(HILL, drop_id="copy"))
    put(home, COLE)
    lake.forget(home, HILL.article_id, when=NOW)
    assert lake.articles(home).collect()["article_id"].to_list() == [COLE.article_id]
    assert lake.claims(home).collect()["article_id"].unique().to_list() == [COLE.article_id]
    assert lake.drops(home).select("articles", "claims").rows() == [(0, 0), (1, 4), (0, 0)]
    put(home, replace(HILL, drop_id="late"))
    assert lake.read_articles(home, "late").is_empty()
    lake.readmit(home, HILL.article_id)
    assert {drop.reason for drop in lake.stale(home, [Drop("a"), Drop("late")], PARSER)} == {"changed"}


def test_what_is_not_there_cannot_be_forgotten(home: Home) -> None:
    for unknown in ("nothing", "0123456789abcdef", "../lake"):
        with pytest.raises(LakeError, match="no drop and no article"):
            lake.forget(home, unknown, when=NOW)


def test_records_are_current_until_something_they_are_made_from_changes(home: Home) -> None:
    fill(home, [HILL])
    assert lake.records_are_current(home)
    home.judgements.write_text("who,when\n")
    assert not lake.records_are_current(home)
    home.judgements.unlink()
    assert lake.records_are_current(home)
    put(home, COLE)
    assert not lake.records_are_current(home)
    lake.forget(home, "b", when=NOW)
    assert lake.records_are_current(home)


KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from pathlib import Path
from tests.integration.world import COLE, HILL, put
from pipelines.home import Home
from dataclasses import replace
count = int(sys.argv[2])
replaced = 0
def watch(event, arguments):
    global replaced
    if event == "os.rename":
        replaced += 1
        if replaced > count:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
put(Home(Path(sys.argv[1])), replace(COLE, drop_id="a"), "3" * 64)
"""


@pytest.mark.parametrize("renames", range(11))
def test_a_run_that_is_killed_leaves_the_drop_as_before_or_after_a_step(home: Home, renames: int) -> None:
    put(home, HILL)
    script = [sys.executable, "-c", KILLED_IN_THE_MIDDLE, str(home.root), str(renames)]
    killed = subprocess.run(script, cwd=CHECKOUT, check=False).returncode == -signal.SIGKILL
    assert killed == (renames < 10)
    (made,) = lake.manifests(home)
    story = HILL if made.sha256 == SAME else replace(COLE, drop_id="a")
    assert lake.read_articles(home, "a").equals(lake_articles(story))
    claims = lake.claims(home).collect()
    assert claims.equals(lake_claims(story).sort("claim_id")) if made.has_claims else claims.is_empty()
    put(home, replace(COLE, drop_id="a"), OTHER)
    assert lake.stale(home, [Drop("a", OTHER)], PARSER) == ()
    assert [path.suffix for table in lake.DROP_TABLES for path in home.drop_folder(table, "a").iterdir()] == (
        [".parquet"] * 4
    )
