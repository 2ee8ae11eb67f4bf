"""What the sample articles must give, beside tables that were typed and checked by hand (see expected/README.md)."""

import csv
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.parsing.gold_form import first_day
from schemas import vocabulary
from tests.integration.samples import from_annotations, from_parser, tables

EXPECTED = Path(__file__).with_name("expected")
FIELDS = ["status", *vocabulary.RECORD_FIELDS]

Tables = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables(from_annotations(tmp_path_factory.mktemp("annotated")))


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables(from_parser(tmp_path_factory.mktemp("parsed")))


def expected(name: str) -> list[dict[str, str | None]]:
    """Return the rows of an expected table; empty cells are null."""
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{column: cell or None for column, cell in row.items()} for row in csv.DictReader(file)]


def as_text(records: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """Return season records by id, values as text."""
    worded = records.with_columns(
        pl.col(FIELDS).cast(pl.String), derived_fields=pl.col("derived_fields").list.sort().list.join(" ")
    )
    return {row["record_id"]: row for row in worded.iter_rows(named=True)}


def test_exact_claims_give_exactly_the_expected_season_records(annotated: Tables) -> None:
    found = as_text(annotated["season_records"])
    wanted = {row["record_id"]: row for row in expected("season_records")}
    assert found.keys() == wanted.keys()
    for record_id, row in wanted.items():
        verdict = row.pop("verification")
        row["derived_fields"] = row["derived_fields"] or ""
        assert {name: found[record_id][name] for name in row} == row
        assert verdict in (None, found[record_id]["verification"]), record_id


def test_exact_claims_give_the_expected_spells(annotated: Tables) -> None:
    for row in expected("tenures"):
        spells = annotated["tenures"].filter(
            pl.col("manager_id") == row["manager_id"],
            pl.col("club_id") == row["club_id"],
            pl.col("role") == row["role"],
            *(falls(name, row[name]) for name in ("start", "end") if row[name]),
            *((pl.col("exit") == row["exit"],) if row["exit"] else ()),
        )
        assert spells.height == 1, row


def falls(end: str, day: str | None) -> pl.Expr:
    """Return whether an end of a spell is known just as exactly as a day, month or year says."""
    text = str(day)
    first = pl.lit(first_day(text))
    last = {4: first.dt.offset_by("1y"), 7: first.dt.offset_by("1mo"), 10: first.dt.offset_by("1d")}[len(text)]
    return (pl.col(f"{end}_from") == first) & (pl.col(f"{end}_to") == last.dt.offset_by("-1d"))


def test_shared_jobs_totals_runs_and_what_goes_on_are_as_told(annotated: Tables) -> None:
    tenures = annotated["tenures"]
    (charlton,) = tenures.filter(tenure_id="steve-gritt/charlton-athletic/1991")["joint_with"].to_list()
    assert charlton == ["alan-curbishley"]
    in_post = set(tenures.filter(status="current")["tenure_id"])
    assert {"seb-hines/orlando-pride/2022", "jonatan-giraldez/washington-spirit/2024"} <= in_post
    totals = annotated["tenure_records"].select("tenure_id", "competition_id", "matches", "wins", "draws", "losses")
    assert ("alex-ferguson/manchester-united/1986", "all", 1500, 895, 338, 267) in totals.rows()
    assert ("jupp-heynckes/bayern-munich/2009", "all", 5, None, None, None) in totals.rows()
    assert ("arsene-wenger/arsenal/1996", "all", 1235, 707, 280, 248) in totals.rows()
    forest = annotated["runs"].filter(manager_id="brian-clough").select("matches", "wins", "draws", "losses")
    assert forest.rows() == [(42, 21, 21, 0)]


def test_who_disagrees_is_outvoted_revised_or_superseded_and_copies_are_one(annotated: Tables) -> None:
    claims = annotated["claims"]
    conceded = claims.filter(record_id="claudio-ranieri/leicester-city/2015-16/premier-league", field="goals_against")
    assert sorted(conceded.select("value", "disposition", "reason").rows()) == [
        ("35", "losing", "outvoted"),
        ("36", "used", None),
        ("36", "used", None),
    ]
    short = claims.filter(record_id="jose-mourinho/real-madrid/2011-12/la-liga", field="goals_for")
    assert sorted(short.select("value", "disposition", "reason").rows()) == [
        ("120", "losing", "revised"),
        ("121", "used", None),
    ]
    early = claims.filter(
        pl.col("record_id") == "pep-guardiola/manchester-city/2017-18/premier-league", pl.col("status") == "to_date"
    )
    assert set(early["reason"]) == {"superseded"}
    napoli = annotated["articles"].filter(pl.col("drop_id") == "agency-copy.jsonl")
    assert napoli.height == 2
    assert napoli["story_id"].n_unique() == 1
    assert annotated["articles"].filter(pl.col("copies").list.len() > 1).height == 1  # the reader's mail


@pytest.mark.parametrize("claims", ["annotated", "parsed"])
def test_every_article_broken_on_purpose_is_in_quarantine_with_a_reason_and_a_remedy(
    claims: str, request: pytest.FixtureRequest
) -> None:
    rows = request.getfixturevalue(claims)["quarantine"].filter(stage="source")
    wanted = expected("quarantine")
    assert rows.height == len(wanted)
    for row in wanted:
        found = rows.filter(drop_id=row["drop_id"], place=row["place"], rule=row["rule"]).row(0, named=True)
        assert str(row["reason"]) in found["reason"]
        assert str(row["remedy"]) in found["remedy"]


def test_exact_claims_put_nothing_else_into_quarantine(annotated: Tables) -> None:
    assert annotated["quarantine"].filter(pl.col("stage") != "source").to_dicts() == []


def test_every_invincible_season_of_exact_claims_is_confirmed_or_has_no_open_table(annotated: Tables) -> None:
    invincible = annotated["season_records"].filter("is_invincible")
    verdicts = dict(invincible.select("record_id", "verification").rows())
    assert verdicts == {
        "ally-mccoist/rangers/2013-14/scottish-league-one": "confirmed",
        "andre-villas-boas/fc-porto/2010-11/primeira-liga": "confirmed",
        "antonio-conte/juventus/2011-12/serie-a": "confirmed",
        "arsene-wenger/arsenal/2003-04/premier-league": "confirmed",
        "brendan-rodgers/celtic/2016-17/scottish-premiership": "confirmed",
        "louis-van-gaal/ajax/1994-95/eredivisie": "confirmed",
        "vitor-pereira/fc-porto/2012-13/primeira-liga": "confirmed",
        "xabi-alonso/bayer-leverkusen/2023-24/bundesliga": "confirmed",
        "emma-hayes/chelsea-women/2017-18/women-s-super-league": "confirmed",
        "fabio-capello/ac-milan/1991-92/serie-a": "unverified",
        "fred-pentland/athletic-bilbao/1929-30/la-liga": "unverified",
        "lippo-hertzka/real-madrid/1931-32/la-liga": "unverified",
    }
    reasons = invincible.filter(verification="unverified")["verification_reason"].to_list()
    assert all(reason.startswith("there is no complete table of ") for reason in reasons)
    assert (
        not annotated["season_records"]
        .filter(pl.col("is_invincible"), pl.col("record_id").str.contains("perugia|germany|celtic/2009|jonker"))
        .height
    )


def test_what_the_parser_finds_is_never_wrong_where_it_matters(parsed: Tables) -> None:
    found = as_text(parsed["season_records"])
    wanted = {row["record_id"]: row for row in expected("season_records")}
    assert parsed["season_records"].filter(verification="contradicted").to_dicts() == []
    for record_id, row in found.items():
        if record_id not in wanted:
            assert row["verification"] == "confirmed" or not row["is_unbeaten"], record_id
        elif row["verification"] == "confirmed" or row["is_unbeaten"]:
            wrong = {name for name in FIELDS if row[name] not in (None, wanted[record_id][name])}
            assert not wrong, record_id


def test_the_parser_finds_these_records(parsed: Tables) -> None:
    found = as_text(parsed["season_records"])
    wanted = {row["record_id"]: row for row in expected("season_records")}
    for row in expected("parsed"):
        record_id, fields = row["record_id"], str(row["fields"]).split()
        assert {name: found[record_id][name] for name in fields} == {
            name: wanted[record_id][name] for name in fields
        }, record_id
