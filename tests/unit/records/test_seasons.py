"""Season records: what is derived, what is called unbeaten or invincible, what the league tables say of it."""

import polars as pl

from schemas.contract import broken_rows
from schemas.tables import RESOLVED_TABLES
from tests.unit.records.world import World


def test_losses_matches_and_points_follow_from_an_unbeaten_title() -> None:
    world = World()
    world.says(
        "2025-01-29",
        "Xabi Alonso",
        "Bayer Leverkusen",
        "Bundesliga",
        "2023-24",
        ("wins", 28),
        ("draws", 6),
        ("unbeaten", True),
        ("result", "winner"),
    )
    row = world.season("xabi-alonso/bayer-leverkusen/2023-24/bundesliga")
    assert [row[name] for name in ("matches", "wins", "draws", "losses", "points")] == [34, 28, 6, 0, 90]
    assert set(row["derived_fields"]) == {"matches", "losses", "points"}  # type: ignore[call-overload]
    assert row["is_invincible"]
    assert row["is_title"]
    assert (row["coverage"], row["verification"]) == ("whole", "confirmed")
    evidence = world.records().record_evidence.filter(record_id=row["record_id"])
    assert set(evidence["field"]) >= {"wins", "draws", "losses", "matches", "points", "result", "unbeaten"}
    assert evidence.filter(kind="derived")["formula"].null_count() == 0


def test_a_caretaker_with_two_wins_is_not_invincible() -> None:
    world = World()
    facts = (("wins", 2), ("matches", 2), ("unbeaten", True), ("result", "winner"))
    world.says("2019-05-20", "Ada Hill", "Celtic", "Scottish Premiership", "2018-19", *facts)
    row = world.season("ada-hill/celtic/2018-19/scottish-premiership")
    assert not row["is_unbeaten"]
    assert not row["is_invincible"]
    assert row["coverage"] != "whole"


def test_an_unbeaten_second_place_is_unbeaten_but_not_invincible() -> None:
    world = World()
    facts = (("wins", 11), ("draws", 19), ("losses", 0), ("position", 2))
    world.says("1979-06-01", "Ilario Castagner", "Perugia", "Serie A", "1978-79", *facts)
    row = world.season("ilario-castagner/perugia/1978-79/serie-a")
    assert row["is_unbeaten"]
    assert not row["is_invincible"]
    assert (row["matches"], row["points"]) == (30, 41)


def test_two_points_for_a_win_where_that_was_the_rule() -> None:
    world = World()
    facts = (("wins", 30), ("draws", 8), ("losses", 4), ("result", "winner"))
    world.says("1979-06-01", "Bob Paisley", "Liverpool", "First Division", "1978-79", *facts)
    row = world.season("bob-paisley/liverpool/1978-79/first-division")
    assert row["points"] == 68
    assert row["verification"] == "confirmed"


def test_no_points_are_derived_for_a_club_that_had_some_taken_off() -> None:
    world = World()
    facts = (("wins", 10), ("draws", 12), ("losses", 16))
    world.says("1997-06-01", "Bryan Robson", "Middlesbrough", "Premier League", "1996-97", *facts)
    row = world.season("bryan-robson/middlesbrough/1996-97/premier-league")
    assert row["points"] is None
    assert row["matches"] == 38
    assert row["verification"] == "confirmed"


def test_a_wrong_number_contradicts_the_table_and_says_which() -> None:
    world = World()
    facts = (("wins", 27), ("draws", 7), ("losses", 0))
    world.says("2024-06-01", "Xabi Alonso", "Bayer Leverkusen", "Bundesliga", "2023-24", *facts)
    row = world.season("xabi-alonso/bayer-leverkusen/2023-24/bundesliga")
    assert row["verification"] == "contradicted"
    assert "wins" in str(row["verification_reason"])


def test_a_final_record_takes_no_count_from_one_to_date() -> None:
    world = World()
    key = ("Pep Guardiola", "Manchester City", "Premier League", "2017-18")
    world.says("2017-12-20", *key, ("wins", 17), ("goals_for", 56), status="to_date")
    world.says("2018-05-14", *key, ("points", 100), ("result", "winner"))
    row = world.season("pep-guardiola/manchester-city/2017-18/premier-league")
    assert row["status"] == "final"
    assert row["wins"] is None
    assert row["goals_for"] is None
    lost = world.records().claims.filter(field="wins")
    assert lost.select("disposition", "reason").row(0) == ("losing", "superseded")


def test_two_sources_outvote_one_and_the_loser_stays_with_its_reason() -> None:
    world = World()
    key = ("Claudio Ranieri", "Leicester City", "Premier League", "2015-16")
    world.says("2016-05-16", *key, ("goals_against", 35), source="The Corner Flag", confidence=0.99)
    world.says("2016-05-17", *key, ("goals_against", 36), source="The Touchline Gazette")
    world.says("2016-05-18", *key, ("goals_against", 36), source="Goalmouth Wire")
    row = world.season("claudio-ranieri/leicester-city/2015-16/premier-league")
    assert row["goals_against"] == 36
    assert row["n_conflicts"] == 1
    lost = world.records().claims.filter(value="35")
    assert lost.select("disposition", "reason").row(0) == ("losing", "outvoted")


def test_a_revision_at_the_same_address_takes_the_place_of_the_first_text() -> None:
    world = World()
    key = ("José Mourinho", "Real Madrid", "La Liga", "2011-12")
    world.says("2012-05-14", *key, ("goals_for", 120), url="https://example.org/a")
    world.says("2012-05-15", *key, ("goals_for", 121), url="https://example.org/a")
    assert world.season("jose-mourinho/real-madrid/2011-12/la-liga")["goals_for"] == 121
    lost = world.records().claims.filter(value="120")
    assert lost.select("disposition", "reason").row(0) == ("losing", "revised")


def test_a_count_beyond_the_season_goes_to_quarantine_with_a_remedy() -> None:
    world = World()
    world.says("2013-06-01", "Alex Ferguson", "Manchester United", "Premier League", "2012-13", ("wins", 895))
    records = world.records()
    assert records.season_records.height == 0
    row = records.quarantine.row(0, named=True)
    assert "895" in row["reason"]
    assert row["remedy"]
    assert records.claims["disposition"].to_list() == ["quarantined"]


def test_all_competitions_together_have_a_row_of_their_own() -> None:
    world = World()
    world.says("2024-06-01", "Ada Hill", "Harbour Town", "all", "2023-24", ("matches", 55), ("wins", 30))
    world.says("2024-06-01", "Ada Hill", "Harbour Town", "League Two", "2023-24", ("matches", 46), ("wins", 25))
    rows = world.records().season_records.sort("matches").select("competition", "matches")
    assert rows.rows() == [("League Two", 46), ("all", 55)]


def test_every_table_keeps_its_contract_and_every_claim_has_one_end() -> None:
    world = World()
    world.says("2024-06-01", "Ada Hill", "Harbour Town", "League Two", "2023-24", ("wins", 25))
    world.says("2024-06-01", None, "Harbour Town", "League Two", "2021-22", ("wins", 20))
    world.says("2024-06-01", "Ada Hill", "Harbour Town", None, None, ("managed", True), scope="spell", status="current")
    records = world.records()
    for name, frame in records.tables().items():
        assert broken_rows(RESOLVED_TABLES[name], frame).height == 0, name
    assert records.claims.height == len(world.claims)
    assert records.claims.filter(pl.col("disposition") == "unattributed")["value"].to_list() == ["20"]
    tenure = records.tenures.filter(manager_id="ada-hill")
    assert tenure.select("club_id", "status").rows() == [("harbour-town", "current")]
