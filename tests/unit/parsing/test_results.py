"""Titles, rounds of cups, promotions and places, in sentences of our own: what is said, sure or not."""

import pytest

from pipelines.parsing.claim import Article
from schemas.identity import article_id
from tests.unit.parsing.reading import date, reader


def said(text: str, published_on: str = "2024-03-11") -> set[tuple[str | None, str | None, str, str]]:
    """Return (competition, season, field, value) of all that an article says of seasons."""
    day = date.fromisoformat(published_on)
    drafts, _ = reader().drafts(Article(article_id(day, "News", text), day, "News", text))
    return {(d.key[2], d.key[3], d.field, str(d.value)) for d in drafts if d.scope == "season"}


@pytest.mark.parametrize(
    ("text", "published_on", "expected"),
    [
        (
            "The Bundesliga season is over for Borussia Dortmund, and Jürgen Klopp's champions finished on 75 points.",
            "2011-05-16",
            ("Bundesliga", "2010-11", "result", "winner"),
        ),
        (
            "Chelsea are struggling, and Antonio Conte's champions have lost three league matches out of ten this season.",
            "2017-10-30",
            ("Premier League", "2016-17", "result", "winner"),
        ),
        (
            "It is a third league title for Bob Paisley at Liverpool, after 1976 and 1977.",
            "1979-05-20",
            ("First Division", "1975-76", "result", "winner"),
        ),
        (
            "José Mourinho won two titles at Chelsea, in 2005 with a famous defence and again in 2006.",
            "2012-03-01",
            ("Premier League", "2005-06", "result", "winner"),
        ),
        (
            "Otto Rehhagel was a king at Werder Bremen, league champion in 1988 and 1993.",
            "1998-05-11",
            ("Bundesliga", "1987-88", "result", "winner"),
        ),
        (
            "Manchester City under Pep Guardiola had one cup already, the League Cup, won in February 2018.",
            "2018-05-14",
            ("League Cup", "2017-18", "result", "winner"),
        ),
        (
            "Celtic under Brendan Rodgers finished the 2016-17 season with a domestic treble.",
            "2018-05-14",
            ("Scottish League Cup", "2016-17", "result", "winner"),
        ),
        (
            "Arsène Wenger, who won the FA Cup with Arsenal in 2014, is in the stand.",
            "2020-05-14",
            ("FA Cup", "2013-14", "result", "winner"),
        ),
    ],
)
def test_titles_are_read(text: str, published_on: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in said(text, published_on)


@pytest.mark.parametrize(
    "text",
    [
        "A domestic treble is on for Celtic under Brendan Rodgers.",
        "It was Bobby Robson's Ipswich and the treble that got away in 1980-81.",
        "Arsenal under Arsène Wenger lost the race for the title in 1999 and 2001.",
        "Arsène Wenger's Arsenal beat the champions of Spain in 2006.",
    ],
)
def test_titles_missed_or_hoped_for_are_none(text: str) -> None:
    assert not {claim for claim in said(text) if claim[2:] == ("result", "winner")}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The FA Cup run of Eddie Howe's Newcastle went no further than the last 16 this season.", "round_of_16"),
        ("Eddie Howe's Newcastle went out of the FA Cup in round five this season.", "round_of_16"),
        ("Eddie Howe's Newcastle went out of the FA Cup at Luton in round five this season.", "round_of_16"),
        ("Eddie Howe's Newcastle had a last-16 tie in the FA Cup this season, and lost it.", "round_of_16"),
        ("This season Eddie Howe's Newcastle were FA Cup semi-finalists.", "semi_final"),
        ("This season there were semi-final exits from both cups for Eddie Howe's Newcastle.", "semi_final"),
    ],
)
def test_rounds_are_read(text: str, value: str) -> None:
    assert ("FA Cup", "2023-24", "result", value) in said(text, "2024-05-27")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Eddie Howe had Newcastle third in 2022-23.", "3"),
        ("In 2022-23 Eddie Howe gave Newcastle fourth place in the Premier League.", "4"),
        ("In 2022-23 the season ended with Eddie Howe's Newcastle next to bottom in the Premier League.", "19"),
        ("In 2022-23 Eddie Howe's Newcastle had 11 points from 20 games and nobody below them.", "20"),
        ("Eddie Howe is at Newcastle, and in 2022-23 he left them 19th in the Premier League.", "19"),
    ],
)
def test_places_are_read(text: str, value: str) -> None:
    assert ("Premier League", "2022-23", "position", value) in said(text, "2024-05-27")


def test_a_place_kept_for_two_years_is_a_place_in_each() -> None:
    found = said("Peter Reid's Sunderland came seventh two years running, in 2000 and 2001.", "2002-10-01")
    assert {("Premier League", "1999-00", "position", "7"), ("Premier League", "2000-01", "position", "7")} <= found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 2021-22 Nathan Jones won the Championship play-off final with Luton Town.", "promoted"),
        (
            "In 2021-22 Nathan Jones got Luton Town up from the Championship: they had gone up through the play-offs.",
            "promoted",
        ),
        ("In 2021-22 Nathan Jones could not keep Luton Town in the Championship.", "relegated"),
        ("In 2021-22 Nathan Jones was too late to stop Luton Town going down from the Championship.", "relegated"),
    ],
)
def test_moves_between_leagues_are_read(text: str, value: str) -> None:
    assert ("Championship", "2021-22", "result", value) in said(text)


def test_a_result_is_never_of_all_competitions() -> None:
    found = said("Marco Silva was in charge of Wexmouth Town and could not keep them in the division last season.")
    assert not {claim for claim in found if claim[0] == "all" and claim[2] == "result"}


@pytest.mark.parametrize(
    ("text", "published_on", "season"),
    [
        ("Two summers ago Andoni Iraola's Rayo Vallecano came sixth in the Segunda División.", "2023-03-01", "2020-21"),
        ("Seven months ago Andoni Iraola's Rayo Vallecano came sixth in La Liga.", "2022-12-01", "2021-22"),
        ("Andoni Iraola's spell at Rayo Vallecano began in June 2020 with sixth place.", "2023-03-01", "2020-21"),
    ],
)
def test_the_season_of_a_place_is_worked_out(text: str, published_on: str, season: str) -> None:
    assert (season, "position", "6") in {claim[1:] for claim in said(text, published_on)}


def test_a_place_does_not_take_the_season_of_the_next() -> None:
    found = said("Ivan Jurić led Torino to tenth place twice and ninth last term.", "2025-03-01")
    assert ("Serie A", "2023-24", "position", "9") in found
    assert ("Serie A", "2023-24", "position", "10") not in found


def test_the_honours_of_a_player_are_not_the_managers() -> None:
    found = said("Vincent Kompany's Burnley lost. As a player Kompany won the Premier League with Manchester City.")
    assert not {claim for claim in found if claim[2] == "result"}


@pytest.mark.parametrize(
    ("text", "published_on", "expected"),
    [
        (
            "Pep Guardiola's Manchester City won the FA Cup by beating Erik ten Hag's Manchester United.",
            "2023-06-04",
            ("Erik ten Hag", "Manchester United", "FA Cup", "2022-23", "runner_up"),
        ),
        (
            "Chelsea, under José Mourinho, beat Arsène Wenger's Arsenal 2-1 in the League Cup final.",
            "2007-02-26",
            ("Arsène Wenger", "Arsenal", "League Cup", "2006-07", "runner_up"),
        ),
    ],
)
def test_the_side_that_a_final_was_won_against_lost_it(
    text: str, published_on: str, expected: tuple[str, str, str, str, str]
) -> None:
    day = date.fromisoformat(published_on)
    drafts, _ = reader().drafts(Article(article_id(day, "News", text), day, "News", text))
    assert expected in {(*d.key, d.value) for d in drafts if d.field == "result"}
