"""What an editor does: review, reject, forget, verify, each as a process on a home with a small inbox."""

import csv
import json
from pathlib import Path

import pytest

from pipelines import lake
from pipelines.home import Home
from schemas.judgements import JUDGEMENT_KINDS
from tests.integration.conftest import Gaffer, let_rest

WRONG = "Leicester City won the 2015-16 Premier League under Claudio Ranieri with 22 wins from their 38 matches."
RIGHT = "Leicester City won the 2015-16 Premier League under Claudio Ranieri: 23 wins, 12 draws and three defeats."
UNKNOWN = "Harbour Town boss Ada Hill has led her side to the League Two title. Her team won 27 games in 2015-16."


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return an inbox of three articles: one with a wrong number, one with names that nobody knows."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, text in (("wrong", WRONG), ("unknown", UNKNOWN)):
        (folder / f"{name}.txt").write_text(f"date 2016-06-01\n\n{text}\n")
    let_rest(folder)
    return folder


def answer(gaffer: Gaffer, query: str) -> list[dict[str, object]]:
    done = gaffer("sql", "--format", "json", query)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_is_contradicted_is_shown_rejected_and_stays_out(gaffer: Gaffer, inbox: Path, home: Path) -> None:
    for command in ("review", "verify", ("reject", "0123456789abcdef", "--why", "x"), ("forget", "wrong.txt", "--yes")):
        done = gaffer(*([command] if isinstance(command, str) else command))
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), command
        assert done.stderr.strip(), command
    assert gaffer("run", "--inbox", inbox).returncode == 0

    verified = gaffer("verify")
    assert verified.returncode == 1
    row = next(line for line in verified.stdout.splitlines() if " wins " in line)
    assert "22" in row
    assert "23" in row

    shown = gaffer("review").stdout
    assert "Ada Hill" in shown
    assert "Harbour Town boss Ada Hill has led her side" in shown
    assert ",alias,manager/Ada Hill," in shown
    (claim,) = answer(gaffer, "select claim_id from claims where field = 'wins' and club = 'Leicester City'")
    claim_id = str(claim["claim_id"])
    assert f"gaffer reject {claim_id} --why" in shown
    assert f"claim {claim_id}" in gaffer("explain", "Claudio Ranieri").stdout

    unknown = gaffer("reject", "0123456789abcdef", "--why", "a slip")
    assert unknown.returncode == 2
    assert "no claim '0123456789abcdef'" in unknown.stderr
    assert not (home / "judgements.csv").exists()
    done = gaffer("reject", claim_id, "--why", "it was 23, not 22", "--by", "the desk")
    assert done.returncode == 0, done.stderr
    (judged,) = csv.DictReader((home / "judgements.csv").read_text().splitlines())
    assert {name: judged[name] for name in ("by", "kind", "subject", "why")} == {
        "by": "the desk",
        "kind": "reject-claim",
        "subject": claim_id,
        "why": "it was 23, not 22",
    }
    assert judged["kind"] in JUDGEMENT_KINDS
    again = gaffer("reject", claim_id, "--why", "again")
    assert again.returncode == 0
    assert len((home / "judgements.csv").read_text().splitlines()) == 2

    rerun = gaffer("run", "--inbox", inbox)
    assert rerun.returncode == 0, rerun.stderr
    judged_now = answer(gaffer, "select claim_id, disposition from claims where reason = 'judged'")
    assert judged_now == [{"claim_id": claim_id, "disposition": "losing"}]
    assert gaffer("verify").returncode == 0
    assert "Nothing new" in gaffer("run", "--inbox", inbox).stdout


def test_what_is_forgotten_is_asked_for_goes_and_comes_back(gaffer: Gaffer, inbox: Path, home: Path) -> None:
    (inbox / "right.txt").write_text(f"date 2016-06-02\n\n{RIGHT}\n")
    let_rest(inbox)
    assert gaffer("run", "--inbox", inbox).returncode == 0
    (article,) = answer(gaffer, "select article_id from articles where drop_id = 'wrong.txt'")
    asked = gaffer("forget", str(article["article_id"]), input="")
    assert asked.returncode == 2
    assert "of wrong.txt" in asked.stderr
    assert "--yes" in asked.stderr
    assert lake.forgotten(Home(home)) == ()

    done = gaffer("forget", str(article["article_id"]), "--yes", "--why", "sent by mistake")
    assert done.returncode == 0, done.stderr
    (entry,) = lake.forgotten(Home(home))
    assert (entry.kind, entry.why) == ("article", "sent by mistake")
    assert gaffer("forget", "unknown.txt", "--yes").returncode == 0
    blocked = gaffer("run", "--inbox", inbox)  # two of three articles less is more than a check lets through unasked
    assert blocked.returncode == 1
    assert gaffer("publish", "--accept", "an editor took them out").returncode == 0
    assert [row["drop_id"] for row in answer(gaffer, "from articles")] == ["right.txt"]

    assert gaffer("forget", "--readmit", "unknown.txt").returncode == 0
    back = gaffer("run", "--inbox", inbox)
    assert back.returncode == 0, back.stderr
    assert answer(gaffer, "select count(*) as n from articles") == [{"n": 2}]
