"""Verification beside league tables, and what it says of publishers and parser rules."""

import polars as pl
import pytest

from pipelines.records.verification import agreement, contradictions, source_quality, verify
from schemas.contract import broken_rows
from schemas.source_quality import SourceQuality
from tests.unit.records.world import World, league_tables, reference

KEY = ("Claudio Ranieri", "Leicester City", "Premier League", "2015-16")
RECORD = "claudio-ranieri/leicester-city/2015-16/premier-league"
SACKED = ("Claudio Ranieri", "Leicester City", "Premier League", "2016-17")


@pytest.mark.parametrize(
    ("key", "facts", "verdict", "reason"),
    [
        (KEY, (("matches", 38), ("wins", 23), ("result", "winner")), "confirmed", None),
        (
            KEY,
            (("matches", 38), ("wins", 22), ("goals_for", 70)),
            "contradicted",
            "differs from the table in wins, goals_for",
        ),
        (KEY, (("goals_for", 70),), "unverified", "it is not known whether it is of the whole season"),
        (SACKED, (("matches", 25), ("wins", 5)), "consistent", None),
        (SACKED, (("matches", 25), ("wins", 13)), "contradicted", "more than the table in wins"),
        (
            ("Ada Hill", "Leicester City", "FA Cup", "2015-16"),
            (("wins", 1),),
            "unverified",
            "only leagues have tables",
        ),
        (
            ("Fabio Capello", "AC Milan", "Serie A", "1991-92"),
            (("wins", 1),),
            "unverified",
            "there is no complete table of Serie A 1991-92",
        ),
    ],
)
def test_verdicts(
    key: tuple[str, str, str, str], facts: tuple[tuple[str, object], ...], verdict: str, reason: str | None
) -> None:
    world = World()
    world.says("2017-06-01", *key, *facts)
    row = verify(world.records().season_records, league_tables(), reference()["competitions"]).row(0, named=True)
    assert (row["verification"], row["verification_reason"]) == (verdict, reason)


def test_a_record_to_date_is_not_compared() -> None:
    world = World()
    world.says("2015-12-20", *KEY, ("wins", 11), status="to_date")
    row = verify(world.records().season_records, league_tables(), reference()["competitions"]).row(0, named=True)
    assert (row["verification"], row["verification_reason"]) == ("unverified", "the season was not over")


def test_an_incomplete_table_verifies_nothing() -> None:
    world = World()
    world.says("2016-06-01", *KEY, ("matches", 38), ("wins", 23))
    row = verify(
        world.records().season_records, league_tables().with_columns(complete=False), reference()["competitions"]
    ).row(0, named=True)
    assert row["verification"] == "unverified"


def test_source_quality_counts_what_each_publisher_got_right() -> None:
    world = World()
    world.says("2016-06-01", *KEY, ("matches", 38), ("wins", 23), ("draws", 12), source="The Corner Flag")
    world.says("2016-06-02", *KEY, ("wins", 22), ("draws", 12), source="Goalmouth Wire", confidence=0.5)
    records = world.records()
    verified = verify(records.season_records, league_tables(), reference()["competitions"])
    quality = source_quality(records.claims, records.articles, verified, league_tables(), reference()["competitions"])
    assert broken_rows(SourceQuality, quality).height == 0
    assert quality.select("kind", "name", "n_claims", "n_confirmed").rows() == [
        ("publisher", "Goalmouth Wire", 2, 1),
        ("publisher", "The Corner Flag", 3, 3),
        ("rule", "test", 5, 4),
    ]


def test_a_title_won_in_a_play_off_is_not_held_against_a_record() -> None:
    key = ("Nick Montgomery", "Central Coast Mariners", "A-League", "2022-23")
    world = World()
    world.says("2023-06-04", *key, ("matches", 26), ("wins", 13), ("result", "winner"))
    records = world.records().season_records
    competitions = reference()["competitions"]
    assert verify(records, league_tables(), competitions)["verification"].to_list() == ["confirmed"]
    by_table = competitions.with_columns(
        champion_by=pl.when(competition_id="a-league").then(pl.lit("table")).otherwise("champion_by")
    )
    assert verify(records, league_tables(), by_table)["verification_reason"].to_list() == [
        "differs from the table in result"
    ]


def test_contradictions_come_with_both_values_and_agreement_is_counted_by_competition() -> None:
    world = World()
    world.says("2016-06-01", *KEY, ("matches", 38), ("wins", 22), ("goals_for", 68), ("unbeaten", True))
    world.says("2017-06-01", *SACKED, ("matches", 25), ("wins", 5))
    tables, competitions = league_tables(), reference()["competitions"]
    verified = verify(world.records().season_records, tables, competitions)
    assert contradictions(verified, tables, competitions).rows() == [
        (RECORD, "draws", "16", "12"),
        (RECORD, "losses", "0", "3"),
        (RECORD, "points", "82", "81"),
        (RECORD, "unbeaten", "true", "3 losses"),
        (RECORD, "wins", "22", "23"),
    ]
    assert agreement(verified).rows() == [("Premier League", 0, 1, 1, 0)]


@pytest.mark.parametrize(
    ("goals", "verdict", "reason"),
    [
        (12, "consistent", None),  # Derby scored 20 in 2007-08
        (13, "contradicted", "with the other parts of that season more than the table in goals_for"),
        (21, "contradicted", "more than the table in goals_for"),
    ],
)
def test_parts_of_a_season_are_compared_with_the_table_together(goals: int, verdict: str, reason: str | None) -> None:
    season = ("Derby County", "Premier League", "2007-08")
    world = World()
    world.says("2008-05-12", "Billy Davies", *season, ("matches", 14), ("goals_for", 8))
    world.says("2008-05-12", "Paul Jewell", *season, ("matches", 24), ("goals_for", goals))
    verified = verify(world.records().season_records, league_tables(), reference()["competitions"])
    rows = verified.sort("manager_id").select("coverage", "verification", "verification_reason").rows()
    assert rows[1] == ("part", verdict, reason)
