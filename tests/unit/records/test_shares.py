"""How many rows are of which kind."""

from pipelines.records.shares import kinds
from pipelines.records.verification import verify
from tests.unit.records.world import World, league_tables, reference

KEY = ("Claudio Ranieri", "Leicester City", "Premier League")


def test_rows_are_counted_by_verdict_disposition_and_rule_and_stale_ones_apart() -> None:
    world = World()
    world.says("2016-06-01", *KEY, "2015-16", ("matches", 38), ("wins", 23), ("position", 25))
    world.says("2016-12-20", *KEY, "2016-17", ("wins", 4), status="to_date")
    world.says("2017-12-20", "Ada Hill", "Arsenal", "FA Cup", "2016-17", ("result", "winner"))
    tables = world.records().tables()
    tables["season_records"] = verify(tables["season_records"], league_tables(), reference()["competitions"])
    found = kinds(tables)
    assert found["season_records"] == {"confirmed": 1, "unverified": 2, "stale": 1}
    assert found["claims"] == {"quarantined": 1, "used": 4}
    assert found["quarantine"] == {"place_within_the_league": 1}
    assert sum(found["tenures"].values()) == tables["tenures"].height


def test_a_season_that_goes_on_is_not_stale() -> None:
    world = World()
    world.says("2016-12-20", *KEY, "2016-17", ("wins", 4), status="to_date")
    assert kinds(world.records().tables())["season_records"]["stale"] == 0
