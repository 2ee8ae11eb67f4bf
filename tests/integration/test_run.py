"""`gaffer run` on the sample articles: what a new user sees, and what must hold whatever order the drops come in."""

import json
import shutil
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines import lake, steps
from pipelines.home import Home
from tests.integration.conftest import SAMPLES, Gaffer, let_rest


def rows(gaffer: Gaffer, query: str) -> list[dict[str, object]]:
    done = gaffer("sql", "--format", "json", query)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def materializations(home: Path) -> dict[str, dict[str, Any]]:
    """Return the metadata of each asset that the home's only run has made."""
    with dg.DagsterInstance.from_config(str(home / "dagster")) as instance:
        (run,) = instance.get_runs()
        entries = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)
    made = [entry.get_dagster_event().step_materialization_data.materialization for entry in entries]
    return {one.asset_key.to_user_string(): {k: v.value for k, v in one.metadata.items()} for one in made}


def content_hash(gaffer: Gaffer) -> object:
    return rows(gaffer, "select content_hash from build")[0]["content_hash"]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return an inbox with the sample articles, old enough to be read."""
    shutil.copytree(SAMPLES, tmp_path / "inbox")
    let_rest(tmp_path / "inbox")
    return tmp_path / "inbox"


def test_the_samples_become_a_warehouse_with_invincible_seasons(gaffer: Gaffer, inbox: Path, home: Path) -> None:
    done = gaffer("run", "--inbox", inbox)
    assert done.returncode == 0, done.stderr
    assert "Published" in done.stdout

    found = rows(gaffer, "select record_id, wins, draws, losses from season_records where is_invincible")
    assert {
        "record_id": "xabi-alonso/bayer-leverkusen/2023-24/bundesliga",
        "wins": 28,
        "draws": 6,
        "losses": 0,
    } in found
    assert {"record_id": "arsene-wenger/arsenal/2003-04/premier-league", "wins": 26, "draws": 12, "losses": 0} in found
    assert not [row for row in found if "perugia" in str(row["record_id"])]

    made = materializations(home)
    seasons = made["records/season_records"]
    assert seasons["confirmed"] + seasons["consistent"] + seasons["unverified"] == seasons["dagster/row_count"]
    assert seasons["confirmed, share"] == round(seasons["confirmed"] / seasons["dagster/row_count"], 4)
    assert seasons["stale"] < seasons["dagster/row_count"]
    assert made["records/quarantine"]["no_date, share"] > 0
    assert made["records/source_quality"]["dagster/row_count"] > 5
    in_the_mart, in_the_table = (
        made[f"warehouse/{name}"]["dagster/column_lineage"].deps_by_column["wins"]
        for name in ("manager_careers", "season_records")
    )
    assert dg.TableColumnDep(dg.AssetKey(["warehouse", "season_records"]), "wins") in in_the_mart
    assert list(in_the_table) == [dg.TableColumnDep(dg.AssetKey(["records", "season_records"]), "wins")]
    assert made["warehouse/invincibles"]["dagster/row_count"] == len(found)
    assert rows(gaffer, "select min(share_confirmed) as least from source_quality where n_claims >= 10")

    again = gaffer("run", "--inbox", inbox)
    assert again.returncode == 0
    assert "Nothing new" in again.stdout

    before = content_hash(gaffer)
    for path in [*(home / "builds").iterdir(), home / "gaffer.duckdb"]:
        path.unlink()
    rebuilt = gaffer("run", "--inbox", inbox)
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert content_hash(gaffer) == before


def test_the_order_of_the_drops_does_not_matter(inbox: Path, tmp_path: Path) -> None:
    drops = sorted(path.name for path in inbox.iterdir())
    at_once = built(Home(tmp_path / "at-once").prepare(), inbox, [drops])
    one_by_one = built(Home(tmp_path / "one-by-one").prepare(), inbox, [[drop] for drop in reversed(drops)])
    assert one_by_one == at_once


def built(home: Home, inbox: Path, batches: list[list[str]]) -> str:
    """Read the drops in these batches, and return the content hash of what is built from them."""
    steps.load_reference(home)
    for batch in batches:
        list(steps.read_drops(home, inbox, batch))
        list(steps.parse_drops(home, batch))
    steps.resolve_records(home)
    candidate, _ = steps.build_and_check(home)
    return candidate.content_hash


def test_one_unreadable_drop_among_ten_costs_only_itself(gaffer: Gaffer, tmp_path: Path, home: Path) -> None:
    inbox = tmp_path / "ten"
    inbox.mkdir()
    for number in range(9):
        text = (
            f"date 2024-05-2{number}\n\nHarbour Town boss Ada Hill has led her side to the League Two title. "
            f"Her team won {20 + number} games this season."
        )
        (inbox / f"drop-{number}.txt").write_text(text)
    (inbox / "drop-9.txt").write_bytes(b"date 2024-05-20\n\n\xff\xfe broken")
    let_rest(inbox)
    done = gaffer("run", "--inbox", inbox)
    assert done.returncode == 0, done.stderr
    assert rows(gaffer, "select count(*) as n from articles") == [{"n": 9}]
    assert rows(gaffer, "select drop_id, readable from drops where not readable") == [
        {"drop_id": "drop-9.txt", "readable": False}
    ]
    shown = gaffer("quarantine").stdout
    assert "drop-9.txt" in shown
    assert "UTF-8" in shown

    with dg.DagsterInstance.from_config(str(home / "dagster")) as instance:
        (run,) = instance.get_runs()
        entries = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    checks = [entry.get_dagster_event().asset_check_evaluation_data for entry in entries]
    (readable,) = [check for check in checks if check.check_name == "readable"]
    assert run.status is dg.DagsterRunStatus.SUCCESS
    assert not readable.passed
    assert not readable.blocking
    assert {check.check_name for check in checks if not check.passed and check.blocking} == set()


def test_a_mistake_is_a_message_and_no_traceback(gaffer: Gaffer, tmp_path: Path, home: Path) -> None:
    for arguments in (
        ("run", "--inbox", tmp_path / "nowhere"),
        ("sql", "from season_records"),
        ("sql",),
        ("extract", tmp_path / "nothing.txt"),
        ("publish", "--accept", "why not"),
        ("rollback",),
        ("explain", "Nobody Atall"),
    ):
        done = gaffer(*arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()


def test_the_dictionary_is_there_before_the_first_run(gaffer: Gaffer) -> None:
    done = gaffer("tables")
    assert done.returncode == 0
    assert "season_records" in done.stdout


def test_what_an_editor_rejects_stays_out_and_a_bad_line_is_in_quarantine(inbox: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home").prepare()
    built(home, inbox, [["invincibles"]])
    claim = lake.records(home, "claims").filter(disposition="used", field="wins").collect().row(0, named=True)
    home.judgements.write_text(
        "decided_on,by,kind,subject,object,why\n"
        f"2024-07-01,an editor,reject-claim,{claim['claim_id']},,a slip\n"
        "yesterday,an editor,reject-claim,x,,\n"
    )
    steps.resolve_records(home)
    rejected = lake.records(home, "claims").filter(claim_id=claim["claim_id"]).collect().row(0, named=True)
    assert (rejected["disposition"], rejected["reason"]) == ("losing", "judged")
    places = lake.records(home, "quarantine").collect()["place"].to_list()
    assert "judgements.csv:3" in places
