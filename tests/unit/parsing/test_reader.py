"""Short articles of our own, each for one thing that the parser must do; and what it must leave alone."""

from datetime import date

import pytest

from pipelines.parsing import gold_form
from pipelines.parsing.claim import Article
from pipelines.parsing.version import PARSER_VERSION
from tests.unit.parsing.reading import exact, facts, read, reader, spells

LEVERKUSEN = ("Bayer Leverkusen", "Bundesliga", "2023-24")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2023-24 {0} won 28 and drew six of their 34 matches.", {"wins": "28", "draws": "6", "matches": "34"}),
        ("In 2023-24 {0} finished first with 90 points.", {"position": "1", "points": "90"}),
        ("In 2023-24 {0} won the Bundesliga title.", {"result": "winner"}),
        ("In 2023-24 {0} were crowned Bundesliga champions.", {"result": "winner"}),
        ("In 2023-24 {0} scored 89 goals and conceded 24.", {"goals_for": "89", "goals_against": "24"}),
        (
            "In 2023-24 {0} had 28 wins, six draws and no defeats.",
            {"wins": "28", "draws": "6", "losses": "0", "unbeaten": "True"},
        ),
        ("In 2023-24 {0} kept 16 clean sheets.", {"clean_sheets": "16"}),
    ],
)
def test_how_a_season_is_phrased(sentence: str, expected: dict[str, str]) -> None:
    text = "Bayer Leverkusen manager Xabi Alonso spoke to reporters. " + sentence.format("Leverkusen")
    drafts, _ = reader().drafts(Article("a", date(2024, 6, 10), "News", text))
    found = {
        draft.field: str(draft.value) for draft in drafts if draft.scope == "season" and draft.key[1:] == LEVERKUSEN
    }
    assert found == expected


def test_a_season_and_its_manager_are_carried_by_pronouns() -> None:
    text = (
        "Xabi Alonso has left Bayer Leverkusen. In 2023-24 he led Leverkusen to the Bundesliga title. "
        "He also guided his side to the DFB-Pokal."
    )
    drafts, _ = reader().drafts(Article("a", date(2025, 5, 20), "News", text))
    assert {draft.key for draft in drafts if draft.field == "result"} == {
        ("Xabi Alonso", "Bayer Leverkusen", "Bundesliga", "2023-24"),
        ("Xabi Alonso", "Bayer Leverkusen", "DFB-Pokal", "2023-24"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Leverkusen could win the Bundesliga title this season.",
        "If they win on Sunday, Leverkusen will have won the Bundesliga.",
        "Leverkusen need 10 points to win the title.",
        "Leverkusen are six points clear of Bayern Munich.",
        "Striker Victor Boniface has scored 11 goals in 18 appearances this season.",
        "Will Leverkusen win the DFB-Pokal?",
        "Leverkusen's under-19s finished third in their league.",
        "Bayern Munich are on course to win the title.",
    ],
)
def test_what_is_not_asserted_is_nothing(sentence: str) -> None:
    reading = read("Bayer Leverkusen manager Xabi Alonso spoke to reporters on Friday. " + sentence)
    assert facts(reading) == {}


def test_an_appointment_and_the_departure_before_it() -> None:
    found = spells(
        read(
            "Chelsea have appointed Thomas Tuchel as their new head coach. "
            "The German replaced Frank Lampard at Stamford Bridge in January 2021.",
            "2021-02-10",
        )
    )
    assert found["Thomas Tuchel", "Chelsea"]["start"] == "2021-01"
    assert found["Thomas Tuchel", "Chelsea"]["status"] == "current"
    assert (
        found["Frank Lampard", "Chelsea"] | {"end": "2021-01", "status": "ended"} == found["Frank Lampard", "Chelsea"]
    )


def test_a_manager_whom_no_gazetteer_knows_is_found_from_context() -> None:
    found = spells(read("Wycombe boss Jasper Quillfeather was sacked on Sunday. Quillfeather leaves after 20 games."))
    assert found["Jasper Quillfeather", "Wycombe Wanderers"]["exit"] == "sacked"


def test_a_former_job_is_a_spell_that_has_ended() -> None:
    found = spells(read("Former Norwich City boss Daniel Farke is in charge of Leeds United."))
    assert found["Daniel Farke", "Norwich City"]["status"] == "ended"


def test_quotes_are_exact_and_the_cues_stand_where_they_say() -> None:
    title, text = (
        "Emery’s Villa ⚽ fourth",
        "Aston Villa boss Unai Emery said they are fourth in the Premier League 😀 with 55 points.",
    )
    day = date(2024, 3, 11)
    article = Article("0" * 16, day, title, text)
    reading = reader().read(article)
    assert reading.claims
    for claim in reading.claims:
        assert exact(claim, article)
        for cue in claim.cues:
            if cue.part is not None:
                assert article.part(cue.part)[cue.char_start : cue.char_end] == cue.quote


def test_the_same_whatever_was_read_before() -> None:
    text = "Aston Villa boss Unai Emery said they are fourth in the Premier League with 55 points."
    first = read(text)
    read("Chelsea have sacked Frank Lampard.")
    assert read(text) == first


def test_no_football_is_nothing() -> None:
    assert read("Parliament sat until midnight, and 31 members voted for the bill.").claims == ()


def test_the_version_tells_of_sources_and_gazetteer() -> None:
    assert reader().version.startswith(PARSER_VERSION)
    assert reader().version.endswith(reader().gazetteer.digest)


def test_the_form_of_a_reading_has_evidence_for_each_fact() -> None:
    reading = read("Aston Villa boss Unai Emery said they are fourth in the Premier League with 55 points.")
    for record in gold_form.form_of_claims("x", reading.claims)["records"]:
        assert {item["field"] for item in record["evidence"]} == set(record["facts"])
