"""Spells: joined from claims and reference, two at one club apart, current only while somebody says so."""

from datetime import date

import pytest

from tests.unit.records.world import World


def spell(
    world: World, day: str, manager: str, club: str, status: str, *facts: tuple[str, object], role: str = "manager"
) -> None:
    """Let an article speak of a spell."""
    world.says(day, manager, club, None, None, ("managed", True), *facts, status=status, scope="spell", role=role)


def tenures(world: World, manager: str) -> list[dict[str, object]]:
    """Return the tenures of a manager of which articles speak, in order."""
    rows = world.records().tenures.filter(manager_id=manager).sort("start_from", "tenure_id")
    return [row for row in rows.rows(named=True) if row["n_claims"]]


def test_claims_join_the_spell_of_the_reference_and_make_it_exact() -> None:
    world = World()
    spell(world, "2025-01-29", "Xabi Alonso", "Bayer Leverkusen", "current", ("start", "2022-10-05"))
    spell(world, "2025-01-20", "Xabi Alonso", "Bayer Leverkusen", "current", ("start", "2022"))
    (tenure,) = tenures(world, "xabi-alonso")
    assert tenure["tenure_id"] == "xabi-alonso/bayer-leverkusen/2022"
    assert (tenure["start_from"], tenure["start_to"]) == (date(2022, 10, 5), date(2022, 10, 5))
    assert tenure["status"] == "current"
    assert tenure["origins"] == ["articles", "reference"]
    assert (tenure["n_articles"], tenure["n_claims"], tenure["n_conflicts"]) == (2, 4, 0)


def test_two_spells_at_one_club_are_two_tenures() -> None:
    world = World()
    spell(world, "2014-01-10", "José Mourinho", "Chelsea", "current", ("start", "2013-06"))
    spell(world, "2014-01-11", "José Mourinho", "Chelsea", "ended", ("start", "2004"), ("end", "2007-09"))
    first, second = tenures(world, "jose-mourinho")
    assert (first["tenure_id"], first["status"]) == ("jose-mourinho/chelsea/2004", "ended")
    assert (first["end_from"], first["end_to"]) == (date(2007, 9, 1), date(2007, 9, 30))
    assert (second["tenure_id"], second["status"]) == ("jose-mourinho/chelsea/2013", "current")


def test_an_unknown_manager_s_two_spells_are_apart() -> None:
    world = World()
    spell(world, "2010-01-10", "Ada Hill", "Harbour Town", "ended", ("start", "2001"), ("end", "2003"))
    spell(world, "2010-01-11", "Ada Hill", "Harbour Town", "current", ("start", "2008-07-01"))
    assert [row["status"] for row in tenures(world, "ada-hill")] == ["ended", "current"]


def test_current_lasts_half_a_year_or_until_a_successor() -> None:
    world = World()
    spell(world, "2020-01-10", "Ada Hill", "Harbour Town", "current", ("start", "2019"))
    assert tenures(world, "ada-hill")[0]["status"] == "current"
    world.says("2020-12-01", "Bea Holt", "Marsh Rovers", "League Two", "2020-21", ("wins", 3), status="to_date")
    assert tenures(world, "ada-hill")[0]["status"] == "unknown_end"
    followed = World()
    spell(followed, "2020-01-10", "Ada Hill", "Harbour Town", "current", ("start", "2019"))
    spell(followed, "2020-03-10", "Bea Holt", "Harbour Town", "current", ("start", "2020-03-01"))
    assert tenures(followed, "ada-hill")[0]["status"] == "unknown_end"
    assert tenures(followed, "bea-holt")[0]["status"] == "current"


def test_a_spell_that_ends_before_it_starts_goes_to_quarantine() -> None:
    world = World()
    spell(world, "2020-01-10", "Ada Hill", "Harbour Town", "ended", ("start", "2019-05-01"), ("end", "2019-02-01"))
    (tenure,) = tenures(world, "ada-hill")
    assert tenure["end_to"] is None
    (row,) = world.records().quarantine.rows(named=True)
    assert row["rule"] == "spell_ends_after_it_starts"
    assert "2019-02-01" in row["reason"]


def test_interim_and_how_it_ended() -> None:
    world = World()
    spell(
        world,
        "2020-01-10",
        "Ada Hill",
        "Harbour Town",
        "ended",
        ("start", "2019-11"),
        ("exit", "moved"),
        role="interim",
    )
    (tenure,) = tenures(world, "ada-hill")
    assert (tenure["role"], tenure["exit"], tenure["status"]) == ("interim", "moved", "ended")


def test_totals_stand_beside_the_sums_of_the_season_records() -> None:
    world = World()
    for season, wins in (("2018-19", 20), ("2019-20", 18)):
        facts = (("matches", 46), ("wins", wins))
        world.says(f"20{season[-2:]}-06-01", "Ada Hill", "Harbour Town", "League Two", season, *facts)
    spell(world, "2020-07-01", "Ada Hill", "Harbour Town", "ended", ("start", "2018-06"), ("end", "2020-06"))
    total = (("matches", 92), ("wins", 39))
    world.says("2020-07-02", "Ada Hill", "Harbour Town", "League Two", None, *total, scope="tenure")
    (row,) = world.records().tenure_records.rows(named=True)
    assert row["record_id"] == "ada-hill/harbour-town/2018/league-two"
    assert (row["matches"], row["season_matches"], row["wins"], row["season_wins"]) == (92, 92, 39, 38)


@pytest.mark.parametrize(
    ("matches", "expected"),
    [
        (5, "jupp-heynckes/bayern-munich/2009"),  # a spell of weeks; the others surely had more
        (27, "jupp-heynckes/bayern-munich/2017"),
        (109, "jupp-heynckes/bayern-munich/2017"),  # the last that was over
    ],
)
def test_a_total_goes_to_a_spell_that_can_hold_it(matches: int, expected: str) -> None:
    world = World()
    club = ("Jupp Heynckes", "Bayern Munich")
    world.says("2018-05-21", *club, "Bundesliga", "2017-18", ("matches", 27), ("wins", 23))
    world.says("2018-05-21", *club, "all", None, ("matches", matches), scope="tenure")
    (row,) = world.records().tenure_records.rows(named=True)
    assert row["tenure_id"] == expected


def test_a_total_that_no_spell_can_hold_goes_to_quarantine() -> None:
    world = World()
    world.says("2013-05-20", "Alex Ferguson", "Manchester United", "all", None, ("matches", 150), scope="tenure")
    records = world.records()
    assert records.tenure_records.height == 0
    (row,) = records.quarantine.rows(named=True)
    assert row["rule"] == "total_holds_its_seasons"
    assert "150 matches over a spell at Manchester United" in row["reason"]
    assert records.claims["disposition"].to_list() == ["quarantined"]


def test_joint_managers_have_a_record_each_and_name_each_other() -> None:
    world = World()
    world.says("1992-06-01", "Alan Curbishley", "Charlton Athletic", "Second Division", "1991-92", ("wins", 20))
    joint = {"manager": "Steve Gritt", "manager_id": "steve-gritt", "claim_id": "e" * 16, "statement_id": "e" * 16}
    world.claims.append(world.claims[0] | joint)
    rows = world.records().season_records.sort("manager_id").select("manager_id", "wins", "joint_with").rows()
    assert rows == [("alan-curbishley", 20, ["steve-gritt"]), ("steve-gritt", 20, ["alan-curbishley"])]
