"""How counts are phrased, and whether they are of a season, a spell or a stretch of matches."""

from datetime import date

import pytest

from pipelines.parsing.claim import Article
from tests.unit.parsing.reading import reader

FRAME = "Bayer Leverkusen manager Xabi Alonso spoke to reporters. "


def counted(text: str, published_on: str = "2024-03-11") -> dict[str, dict[str, str]]:
    """Return field → value by scope of all that is not of spells, places or titles."""
    drafts, _ = reader().drafts(Article("a", date.fromisoformat(published_on), "News", text))
    found: dict[str, dict[str, str]] = {}
    for draft in drafts:
        if draft.scope != "spell" and draft.field not in ("position", "result"):
            found.setdefault(draft.scope, {})[draft.field] = str(draft.value)
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Leverkusen have won eight of their last ten.", {"wins": "8", "matches": "10"}),
        ("Leverkusen lost 13 of their last 18 matches.", {"losses": "13", "matches": "18"}),
        ("Leverkusen are unbeaten in 11.", {"matches": "11", "unbeaten": "True"}),
        ("Leverkusen are winless in seven.", {"matches": "7", "wins": "0"}),
        ("Leverkusen have gone five without defeat.", {"matches": "5", "unbeaten": "True"}),
        ("Leverkusen made it six in the league without a win.", {"matches": "6", "wins": "0"}),
        ("Leverkusen had nine games without a victory in the autumn.", {"matches": "9", "wins": "0"}),
        ("Leverkusen have not won in eight matches.", {"matches": "8", "wins": "0"}),
        ("It was their second defeat in a row.", {"matches": "2", "losses": "2"}),
        ("It was their fifth straight win.", {"matches": "5", "wins": "5"}),
        ("Leverkusen celebrated a fourth consecutive league victory.", {"matches": "4", "wins": "4"}),
        ("Leverkusen drew their last four.", {"matches": "4", "draws": "4"}),
        ("Leverkusen took two points from a possible 21.", {"points": "2"}),
        ("Leverkusen have helped themselves to 11 points out of the last 15.", {"points": "11"}),
        (
            "Leverkusen have won three and lost five of their last eight.",
            {"wins": "3", "losses": "5", "matches": "8"},
        ),
        (
            "Leverkusen have lost four of their last five in the Bundesliga, shipping 17 goals.",
            {"losses": "4", "matches": "5", "goals_against": "17"},
        ),
        (
            "Leverkusen have won each of their past five league games, scoring 16.",
            {"wins": "5", "matches": "5", "goals_for": "16"},
        ),
        ("Leverkusen have won just two of their last nine.", {"wins": "2", "matches": "9"}),
        ("Leverkusen have one win in their last nine.", {"wins": "1", "matches": "9"}),
        (
            "Leverkusen did not taste defeat in any of their last 12 matches.",
            {"matches": "12", "unbeaten": "True"},
        ),
        ("Leverkusen have not won any of their last seven.", {"matches": "7", "wins": "0"}),
        ("They were on a nine-match unbeaten run.", {"matches": "9", "unbeaten": "True"}),
        ("Leverkusen have picked up one point from the last 12 available.", {"points": "1"}),
        (
            "Four away league fixtures, three victories, 12 goals for and two against: Leverkusen travel well.",
            {"matches": "4", "wins": "3", "goals_for": "12", "goals_against": "2"},
        ),
        (
            "Leverkusen went six without a win in November (four of those were drawn).",
            {"matches": "6", "wins": "0", "draws": "4"},
        ),
        ("Seven of the last ten league games were lost by Leverkusen.", {"losses": "7", "matches": "10"}),
        (
            "Leverkusen won four of their first six this spring, one of them against Edin Terzić's Dortmund.",
            {"wins": "4", "matches": "6"},
        ),
        ("Leverkusen have not won any of their last three, two of them away.", {"wins": "0", "matches": "3"}),
        ("Since Christmas Leverkusen have won six and drawn two.", {"wins": "6", "draws": "2"}),
    ],
)
def test_stretches_of_matches(sentence: str, expected: dict[str, str]) -> None:
    assert counted(FRAME + sentence) == {"run": expected}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("As Leverkusen boss he has won 40 of 62 games.", {"wins": "40", "matches": "62"}),
        (
            "He has been in charge for 32 games. Leverkusen have won 12, drawn 11 and lost nine of them.",
            {"matches": "32", "wins": "12", "draws": "11", "losses": "9"},
        ),
        ("He has managed 62 matches and has a win percentage of 45.2.", {"matches": "62", "win_pct": "45.2"}),
        (
            "In charge of Leverkusen he has overseen 62 matches: 30 wins, 12 draws, 20 defeats.",
            {"matches": "62", "wins": "30", "draws": "12", "losses": "20"},
        ),
        ("His record at Leverkusen: 94 games, 47 of them won.", {"matches": "94", "wins": "47"}),
        (
            "His record at Leverkusen reads 67 played, 40 won, 22 drawn, five lost.",
            {"matches": "67", "wins": "40", "draws": "22", "losses": "5"},
        ),
        ("Sunday's defeat was his 53rd match in charge.", {"matches": "53"}),
        ("His 65 matches at the helm have been happy ones.", {"matches": "65"}),
        (
            "Since taking over he has won 33 matches and lost seven.",
            {"wins": "33", "losses": "7"},
        ),
    ],
)
def test_totals_of_a_spell(sentence: str, expected: dict[str, str]) -> None:
    assert counted(FRAME + sentence) == {"tenure": expected}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This season they have 24 points from 19 games.", {"points": "24", "matches": "19"}),
        (
            "They have won eight and drawn three of their opening 12 this season.",
            {"wins": "8", "draws": "3", "matches": "12"},
        ),
        ("Leverkusen have six goals from nine games this season.", {"goals_for": "6", "matches": "9"}),
        (
            "This season they have played 25, winning 21 and drawing four.",
            {"matches": "25", "wins": "21", "draws": "4"},
        ),
        (
            "Twenty-five league games this season have brought 21 wins and four draws.",
            {"matches": "25", "wins": "21", "draws": "4"},
        ),
        ("Leverkusen have four wins out of four this season.", {"wins": "4", "matches": "4"}),
        ("They have yet to win a league game this season.", {"wins": "0"}),
        (
            "This season: 25 games, 21 wins, four draws, 60 goals scored, 18 conceded.",
            {"matches": "25", "wins": "21", "draws": "4", "goals_for": "60", "goals_against": "18"},
        ),
        ("Last season they lost twice and let in 24 goals.", {"losses": "2", "goals_against": "24"}),
        (
            "Leverkusen (P25 W21 D4 L0, 67 points) lead the Bundesliga this season.",
            {"matches": "25", "wins": "21", "draws": "4", "losses": "0", "points": "67"},
        ),
    ],
)
def test_counts_of_a_season(sentence: str, expected: dict[str, str]) -> None:
    assert counted(FRAME + sentence) == {"season": expected}


@pytest.mark.parametrize(
    "sentence",
    [
        "Leverkusen are ten points clear.",
        "Leverkusen won 3-1 on Sunday.",
        "Victor Boniface has scored 14 goals in 20 appearances this season.",
        "Leverkusen could win 30 games this season.",
        "Leverkusen need six points from their last two games.",
        "Leverkusen have five games left.",
        "He has won 114 caps for Spain.",
        "Leverkusen and Bayern have met 12 times, and Leverkusen have won four of those meetings.",
        "Bookmakers give Leverkusen odds of four to one.",
        "Leverkusen are two wins from the title.",
        "It was his second win against Bayern in three meetings.",
    ],
)
def test_what_is_no_count_of_the_team(sentence: str) -> None:
    assert counted(FRAME + sentence) == {}


LIST = """{title}
1) Xabi Alonso – 61.5%
Games: 104
Wins: 64
Draws: 25
Defeats: 15

2) Gerardo Seoane – 48%
One hundred and one matches. No excuses.

3) Peter Bosz
P62 W29 D16 L17
"""


def test_the_blocks_of_a_list_belong_to_the_managers_who_head_them() -> None:
    text = "Bayer Leverkusen had several coaches. " + LIST.format(title="Win percentages at Bayer Leverkusen")
    drafts, _ = reader().drafts(Article("a", date(2024, 6, 1), "Leverkusen's coaches by win percentage", text))
    found: dict[str | None, dict[str, str]] = {}
    for draft in drafts:
        if draft.scope == "tenure":
            found.setdefault(draft.key[0], {})[draft.field] = str(draft.value)
    assert found["Xabi Alonso"] == {"win_pct": "61.5", "matches": "104", "wins": "64", "draws": "25", "losses": "15"}
    assert found["Peter Bosz"] == {"matches": "62", "wins": "29", "draws": "16", "losses": "17"}
    assert found["Gerardo Seoane"]["win_pct"] == "48"


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("Eight matches. No wins. Two draws, six defeats.", {"matches": "8", "wins": "0", "draws": "2", "losses": "6"}),
        ("He was sacked after 24 games.", {"matches": "24"}),
        (
            "He leaves with 43 matches on the clock: 23 victories, nine draws, 11 losses.",
            {"matches": "43", "wins": "23", "draws": "9", "losses": "11"},
        ),
    ],
)
def test_what_a_departed_manager_leaves_behind(sentences: str, expected: dict[str, str]) -> None:
    text = "Bayer Leverkusen have sacked manager Xabi Alonso. " + sentences
    found = counted(text, "2024-10-20")
    assert {field: value for fields in found.values() for field, value in fields.items()} == expected


def test_numbers_of_a_person_who_is_no_manager_are_not_the_managers() -> None:
    text = FRAME + "Ludovic Ramirez, who lost 11 of the opening 14, watched from the stands."
    assert counted(text) == {}


@pytest.mark.parametrize("triple", ["4-4-2", "3-5-2", "4-3-3"])
def test_a_formation_is_no_record(triple: str) -> None:
    assert counted(FRAME + f"Leverkusen lined up in a {triple} this season.") == {}
