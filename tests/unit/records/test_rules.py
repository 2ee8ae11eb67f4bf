"""Contradictions: repaired where one reading stands out, else set aside; titles that two clubs claim; misplaced managers."""

import polars as pl
import pytest

from pipelines.records import champions, posts, shared_seasons, totals
from pipelines.records.arithmetic import contradictions
from pipelines.records.claim_rules import REMEDIES, rules
from pipelines.records.quarantine import RECORD_REASONS
from tests.unit.records.world import World

KEY = ("Claudio Ranieri", "Leicester City", "Premier League", "2015-16")
RECORD = "claudio-ranieri/leicester-city/2015-16/premier-league"


def test_the_only_consistent_reading_repairs_a_record_and_is_marked() -> None:
    world = World()
    facts = (("matches", 38), ("wins", 23), ("draws", 12), ("points", 81))
    world.says("2016-05-16", *KEY, *facts)
    world.says("2016-05-17", *KEY, ("losses", 5))
    row = world.season(RECORD)
    assert [row[name] for name in ("matches", "wins", "draws", "losses", "points")] == [38, 23, 12, 3, 81]
    assert row["derived_fields"] == ["losses"]
    records = world.records()
    assert records.claims.filter(field="losses").select("disposition", "reason").row(0) == ("losing", "rule")
    formula = records.record_evidence.filter(record_id=RECORD, kind="derived")["formula"].to_list()
    assert formula == ["repaired: matches - wins - draws"]


def test_a_repaired_value_has_no_claim_in_its_history() -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("losses", 5))
    world.says("2016-05-17", *KEY, ("matches", 38), ("wins", 23), ("draws", 12), ("points", 81))
    history = world.records().record_history.filter(field="losses").sort("valid_from")
    claim = next(row["claim_id"] for row in world.claims if row["field"] == "losses")
    assert history.select("value", "claim_id").rows() == [("5", claim), ("3", None)]


def test_a_reading_that_another_article_states_comes_before_arithmetic() -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("matches", 38), ("wins", 24), ("draws", 12), ("losses", 3), confidence=0.95)
    world.says("2016-05-17", *KEY, ("wins", 23), confidence=0.6)
    row = world.season(RECORD)
    assert (row["wins"], row["matches"]) == (23, 38)
    assert world.records().claims.filter(value="23")["disposition"].to_list() == ["used"]
    known = world.records().record_history.filter(field="wins").select("value", "valid_from").rows()
    assert [(value, str(day)) for value, day in known] == [("23", "2016-05-17")]  # not on the day before


def test_of_several_readings_the_one_that_gives_up_the_least_stands() -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("matches", 38), ("draws", 12), ("losses", 3))
    world.says("2016-05-17", *KEY, ("matches", 38), ("draws", 12), ("losses", 3), source="Far Post")
    world.says("2016-05-18", *KEY, ("wins", 24))
    row = world.season(RECORD)
    assert [row[name] for name in ("matches", "wins", "draws", "losses")] == [38, 23, 12, 3]


def test_a_final_and_an_early_report_of_one_day_are_one_snapshot() -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("wins", 23))
    world.says("2016-05-16", *KEY, ("wins", 22), ("matches", 37), status="to_date")
    row = world.season(RECORD)
    assert (row["status"], row["wins"], row["matches"]) == ("final", 23, None)
    assert world.records().record_history.height == 1


def test_what_has_several_readings_is_set_aside_and_the_claims_stay() -> None:
    world = World()
    facts = (("matches", 38), ("wins", 23), ("draws", 12), ("losses", 5), ("goals_for", 68))
    world.says("2016-05-16", *KEY, *facts)
    records = world.records()
    row = records.season_records.row(0, named=True)
    assert [row[name] for name in ("matches", "wins", "draws", "losses", "goals_for")] == [None] * 4 + [68]
    assert records.claims.filter(disposition="quarantined").height == 4
    (entry,) = records.quarantine.rows(named=True)
    assert (entry["rule"], entry["record_id"]) == ("parts_are_the_matches", RECORD)
    assert entry["reason"].startswith("Wins, draws and losses do not add up to the matches: ")
    assert all(text in entry["reason"] for text in ("matches 38", "wins 23", "draws 12", "losses 5"))


def test_each_rule_has_words_for_a_person() -> None:
    assert set(RECORD_REASONS) == {*contradictions(), champions.RULE, shared_seasons.RULE}
    assert set(REMEDIES) == {*rules(), posts.RULE, totals.RULE}


def test_unbeaten_with_a_defeat_is_no_unbeaten_record() -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("matches", 38), ("wins", 23), ("draws", 12), ("losses", 3), ("unbeaten", True))
    row = world.season(RECORD)
    assert (row["losses"], row["unbeaten"], row["is_unbeaten"]) == (3, None, False)


def test_points_that_do_not_follow_give_way_to_those_that_do() -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("matches", 38), ("wins", 23), ("draws", 12), ("losses", 3), ("points", 91))
    assert world.season(RECORD)["points"] == 81


@pytest.mark.parametrize(("tottenham", "expected"), [(1, [None, None]), (0, ["winner"]), (3, [None, "winner"])])
def test_one_champion_a_league_season(tottenham: int, expected: list[str | None]) -> None:
    world = World()
    world.says("2016-05-16", *KEY, ("result", "winner"), ("points", 81))
    for paper in range(tottenham):
        other = ("Mauricio Pochettino", "Tottenham Hotspur", "Premier League", "2015-16")
        world.says("2016-05-17", *other, ("result", "winner"), ("points", 70), source=f"Paper {paper}")
    records = world.records()
    assert records.season_records.sort("record_id")["result"].to_list() == expected
    barred = records.quarantine.filter(rule="as_many_champions_as_the_rule_says")
    assert barred.height == expected.count(None)


def test_a_season_that_was_wholly_another_s_goes_to_quarantine() -> None:
    world = World()
    world.says("2010-06-01", "José Mourinho", "Arsenal", "Premier League", "2008-09", ("wins", 20))
    records = world.records()
    assert records.season_records.height == 0
    (entry,) = records.quarantine.rows(named=True)
    assert entry["rule"] == "a_spell_holds_the_season"
    assert "Arsène Wenger" in entry["reason"]


def test_a_stand_in_of_whom_an_article_speaks_keeps_his_part_of_another_s_season() -> None:
    world = World()
    spell = (("managed", True), ("start", "2008-10"), ("end", "2008-11"))
    world.says("2009-06-01", "Ada Hill", "Arsenal", None, None, *spell, scope="spell", status="ended", role="interim")
    world.says("2009-06-02", "Ada Hill", "Arsenal", "Premier League", "2008-09", ("wins", 3), ("matches", 5))
    row = world.season("ada-hill/arsenal/2008-09/premier-league")
    assert (row["coverage"], row["tenure_ids"]) == ("part", ["ada-hill/arsenal/2008"])


def test_a_season_that_had_not_begun_goes_to_quarantine() -> None:
    world = World()
    world.says("2015-02-01", *KEY, ("wins", 20))
    (entry,) = world.records().quarantine.rows(named=True)
    assert entry["rule"] == "season_has_begun"


def test_a_snapshot_to_date_is_that_of_the_newest_count() -> None:
    world = World()
    say = {"status": "to_date"}
    world.says("2015-11-01", *KEY, ("matches", 11), ("wins", 6), ("goals_for", 23), **say)
    world.says("2015-12-20", *KEY, ("matches", 17), ("wins", 11), **say)
    world.says("2015-12-18", *KEY, ("position", 1), **say)
    world.says("2016-02-20", *KEY, ("position", 2), **say)
    row = world.season(RECORD)
    assert [row[name] for name in ("matches", "wins", "position", "goals_for")] == [17, 11, 1, None]
    assert row["status"] == "to_date"
    assert str(row["as_of"]) == "2015-12-20"
    reasons = dict(world.records().claims.filter(disposition="losing").select("value", "reason").rows())
    assert reasons == {"11": "older", "6": "older", "23": "older", "2": "later"}


def test_history_shows_each_snapshot_until_the_next() -> None:
    world = World()
    world.says("2015-11-01", *KEY, ("wins", 6), status="to_date")
    world.says("2015-12-20", *KEY, ("wins", 11), status="to_date")
    world.says("2016-05-16", *KEY, ("wins", 23))
    history = world.records().record_history.filter(field="wins").sort("valid_from")
    rows = history.select("value", "status", "valid_from", "valid_to").rows()
    assert [(value, status, str(start), str(end)) for value, status, start, end in rows] == [
        ("6", "to_date", "2015-11-01", "2015-12-20"),
        ("11", "to_date", "2015-12-20", "2016-05-16"),
        ("23", "final", "2016-05-16", "None"),
    ]


DERBY = ("Derby County", "Premier League", "2007-08")


@pytest.mark.parametrize(
    ("davies", "jewell", "stories", "left"),
    [
        (14, 24, 1, [14, 24]),  # together the season
        (14, 23, 1, [14, 23]),  # somebody stood in for one
        (14, 25, 1, [None, None]),  # one too many, and nothing tells which
        (14, 38, 1, [None, None]),
        (14, 25, 2, [14, None]),  # two stories speak for the first part
    ],
)
def test_managers_of_one_season_have_no_more_matches_than_it_has(
    davies: int, jewell: int, stories: int, left: list[int | None]
) -> None:
    world = World()
    for number in range(stories):
        world.says(
            f"2008-05-1{number + 2}", "Billy Davies", *DERBY, ("matches", davies), ("wins", 1), source=f"Paper {number}"
        )
    world.says("2008-05-20", "Paul Jewell", *DERBY, ("matches", jewell), ("wins", 0), ("position", 20))
    records = world.records()
    found = records.season_records.sort("manager_id")
    keyed = dict(found.select("manager_id", "matches").rows())
    assert [keyed.get("billy-davies"), keyed.get("paul-jewell")] == left
    rows = records.quarantine.filter(rule=shared_seasons.RULE)
    assert rows.height == left.count(None)
    if left[1] is None:
        assert found.filter(manager_id="paul-jewell")["position"].to_list() == [20]
        assert "more matches of this season than a club plays in it" in rows["reason"][0]
        assert "matches" in rows["reason"][0]


def test_joint_managers_each_have_all_matches() -> None:
    world = World()
    season = ("Charlton Athletic", "Second Division", "1991-92")
    world.says("1992-05-04", "Alan Curbishley", *season, ("matches", 46), ("wins", 20))
    both = [claim | {"manager": "Steve Gritt", "manager_id": "steve-gritt"} for claim in world.claims]
    world.claims += [claim | {"claim_id": f"{number:016x}"} for number, claim in enumerate(both)]
    world.says("1992-05-06", "Alan Curbishley", *season, ("matches", 46))
    assert world.records().season_records["matches"].to_list() == [46, 46]


def test_history_shows_when_the_parts_became_too_many() -> None:
    world = World()
    world.says("2008-05-12", "Billy Davies", *DERBY, ("matches", 14), ("position", 20))
    world.says("2008-05-20", "Paul Jewell", *DERBY, ("matches", 38), ("position", 20))
    history = world.records().record_history.filter(field="matches").sort("valid_from", "record_id")
    davies = history.filter(pl.col("record_id").str.contains("davies")).select("valid_from", "valid_to", "value")
    assert [(str(a), str(b), c) for a, b, c in davies.rows()] == [
        ("2008-05-12", "2008-05-20", "14"),
        ("2008-05-20", "None", None),
    ]


def test_what_is_said_of_one_part_later_does_not_bring_its_counts_back() -> None:
    world = World()
    world.says("2008-05-12", "Billy Davies", *DERBY, ("matches", 14))
    world.says("2008-05-12", "Paul Jewell", *DERBY, ("matches", 38))
    world.says("2008-05-20", "Paul Jewell", *DERBY, ("position", 20))
    assert world.records().season_records.select("manager_id", "matches").rows() == [("paul-jewell", None)]


def test_a_place_that_is_not_the_champions_gives_way_or_both_wait() -> None:
    key = ("Xabi Alonso", "Bayer Leverkusen", "Bundesliga", "2023-24")
    world = World()
    world.says("2024-05-20", *key, ("wins", 28), ("result", "winner"), ("position", 2))
    (row,) = world.records().season_records.rows(named=True)
    assert (row["wins"], row["position"], row["result"], row["is_title"]) == (28, None, None, False)
    (entry,) = world.records().quarantine.rows(named=True)
    assert entry["rule"] == "champions_are_first"
    assert "position 2, result winner" in entry["reason"]
    world.says("2024-05-21", *key, ("result", "winner"), source="Goalmouth Wire")
    (row,) = world.records().season_records.rows(named=True)
    assert (row["position"], row["result"], row["is_title"]) == (None, "winner", True)


def test_a_title_of_a_play_off_says_nothing_of_the_place() -> None:
    world = World()
    key = ("Nick Montgomery", "Central Coast Mariners", "A-League", "2022-23")
    world.says("2023-06-04", *key, ("position", 2), ("result", "winner"))
    assert world.records().season_records.select("position", "result").rows() == [(2, "winner")]
