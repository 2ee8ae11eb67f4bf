"""What an editor is shown: names and contradicted records."""

import polars as pl

from pipelines.records.review import names_to_review, records_to_review, sentence
from pipelines.records.verification import verify
from schemas.claims import LakeClaims
from schemas.contract import polars_schema
from tests.unit.records.world import World, league_tables, reference


def test_unknown_and_doubtful_names_come_with_counts_and_an_example() -> None:
    world = World()
    world.says("2024-06-01", "Ada Hill", "Harbour Town", "League Two", "2023-24", ("wins", 17), ("draws", 9))
    world.says("2024-06-02", "Ada Hill", "Arsenal", "Harbour Cup", "2022-23", ("result", "winner"))
    world.says("2024-06-03", "Neville", "Arsenal", "all", "2022-23", ("wins", 17))
    lake = pl.DataFrame(world.claims, schema=polars_schema(LakeClaims), orient="row")
    found = names_to_review(lake, world.records().tables(), reference()["national_teams"])
    rows = found.select("kind", "name", "why", "n_claims", "n_articles")
    assert rows.rows() == [
        ("manager", "Ada Hill", "unknown", 3, 2),
        ("club", "Harbour Town", "unknown", 2, 1),
        ("competition", "Harbour Cup", "unknown", 1, 1),
        ("manager", "Neville", "doubtful", 1, 1),
    ]
    nevilles = found.row(3, named=True)["candidates"]
    assert {"gary-neville", "phil-neville"} <= set(nevilles)
    assert "ada-hill" not in found.row(0, named=True)["candidates"]


def test_the_example_is_the_sentence_in_which_the_claim_stands() -> None:
    told = pl.DataFrame(
        {
            "part": ["text", "title", "text"],
            "title": ["Ten wins!"] * 3,
            "text": ["Before. He won 17 of 38, and lost 2.\nAfter."] * 3,
            "char_start": [15, 0, 37],
            "char_end": [17, 8, 42],
        }
    )
    assert told.select(sentence()).to_series().to_list() == [
        "He won 17 of 38, and lost 2.",
        "Ten wins!",
        "After.",
    ]


def test_contradicted_records_come_with_the_sentences_that_state_the_wrong_values() -> None:
    world = World()
    key = ("Claudio Ranieri", "Leicester City", "Premier League", "2015-16")
    world.says("2016-06-01", *key, ("matches", 38), ("wins", 22), ("position", 1))
    records = world.records()
    verified = verify(records.season_records, league_tables(), reference()["competitions"])
    rows = records_to_review(verified, records.record_evidence, records.articles)
    assert rows.select("field", "value").rows() == [("wins", "22")]
    assert "| wins 22 |" in rows["sentence"][0]
