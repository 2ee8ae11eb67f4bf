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
