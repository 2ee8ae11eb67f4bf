"""How appointments, departures and stand-ins are told: each phrase with sentences of our own."""

import pytest

from tests.unit.parsing.reading import read, spells

OPENING = "Leicester City manager Rowan Ashdown spoke to reporters. "


@pytest.mark.parametrize(
    ("sentence", "end", "exit_"),
    [
        ("Ashdown got the sack in February.", "2024-02", "sacked"),
        ("Ashdown was out on his ear in November of last year.", "2023-11", "sacked"),
        ("Ashdown paid with his job on Saturday.", "2024-03-09", "sacked"),
        ("Leicester, tired of waiting, sacked Ashdown in February.", "2024-02", "sacked"),
        ("Ashdown has today been relieved of his duties.", "2024-03-11", "sacked"),
        ("The board gave up on Ashdown on Friday.", "2024-03-08", "sacked"),
        ("Ashdown announced that he was stepping down on Sunday.", "2024-03-10", "resigned"),
    ],
)
def test_a_departure_ends_a_spell(sentence: str, end: str, exit_: str) -> None:
    spell = spells(read(OPENING + sentence))["Rowan Ashdown", "Leicester City"]
    assert (spell["status"], spell.get("end"), spell.get("exit")) == ("ended", end, exit_)


@pytest.mark.parametrize(
    "sentence",
    [
        "In came Rowan Ashdown in January.",
        "So they turned to Rowan Ashdown in January.",
        "The owners fetched Rowan Ashdown in January.",
        "A two-year deal was handed to Rowan Ashdown in January.",
        "Rowan Ashdown took the job in January.",
    ],
)
def test_an_unknown_manager_is_found_by_his_appointment(sentence: str) -> None:
    spell = spells(read("Leicester City were bottom at Christmas. " + sentence, title="Leicester City's year"))
    assert spell["Rowan Ashdown", "Leicester City"]["start"] == "2024-01"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Coach Rowan Ashdown will look after the first team for now.", "current"),
        ("Rowan Ashdown, who minded the shop in the autumn, is a popular man.", "ended"),
        ("Rowan Ashdown stood in for two matches.", "ended"),
        ("The club has a stand-in, Rowan Ashdown.", "current"),
        ("They have put assistant Rowan Ashdown in temporary charge.", "current"),
    ],
)
def test_a_stand_in_is_interim(sentence: str, status: str) -> None:
    spell = spells(read("Leicester City are looking for a manager. " + sentence, title="Leicester City wait"))
    assert spell["Rowan Ashdown", "Leicester City"]["role"] == "interim"
    assert spell["Rowan Ashdown", "Leicester City"]["status"] == status


def test_the_man_before_is_named_beside_the_man_after() -> None:
    text = OPENING + "His predecessor, Edmund Tarrow, is on holiday."
    assert spells(read(text))["Edmund Tarrow", "Leicester City"]["status"] == "ended"


def test_years_in_brackets_are_a_spell() -> None:
    text = "Leicester City have had few like him. Boss Rowan Ashdown (1991–94) is the one whom fans loved."
    spell = spells(read(text, title="Leicester City's managers"))["Rowan Ashdown", "Leicester City"]
    assert (spell["start"], spell["end"], spell["status"]) == ("1991", "1994", "ended")


@pytest.mark.parametrize(
    "sentence",
    [
        "Rowan Ashdown could be asked to take over in the summer.",
        "Under-21s coach Rowan Ashdown was there too.",
        "Rowan Ashdown is tipped to succeed him.",
    ],
)
def test_a_rumour_is_no_spell(sentence: str) -> None:
    found = spells(read("Leicester City lost again. " + sentence, title="Leicester City lose"))
    assert ("Rowan Ashdown", "Leicester City") not in found


def test_an_event_in_other_words_gives_a_spell_its_dates() -> None:
    found = spells(
        read(
            "Oldham Athletic manager Derek Fenn has work to do. Fenn, a quiet man who had never had a senior post, was"
            " with the club's youngsters when the call came, and was given the reins in May 2022.",
            "2024-03-11",
        )
    )
    assert found[("Derek Fenn", "Oldham Athletic")]["start"] == "2022-05"


def test_an_event_of_somebody_else_in_the_sentence_is_not_his() -> None:
    found = spells(
        read(
            "Oldham Athletic manager Derek Fenn can do no more. He has won eight in a row since the morning after"
            " Brian Mossop had seen his side lose and been dismissed in January.",
            "2024-03-11",
        )
    )
    assert "exit" not in found[("Derek Fenn", "Oldham Athletic")]


def test_a_title_of_courtesy_is_no_first_name() -> None:
    found = spells(read("Oldham Athletic, managed by Mr Derek Fenn, are at home on Saturday.", "1954-07-05"))
    assert ("Derek Fenn", "Oldham Athletic") in found


def test_the_club_of_a_paragraph_is_that_of_a_manager_without_one() -> None:
    found = spells(
        read(
            "Rochdale were champions. Rochdale lost twice, and Rochdale scored 80 goals. Nobody else came near Rochdale.\n\n"
            "Oldham Athletic finished ninth. Derek Fenn was sacked in March.",
            "2024-05-11",
        )
    )
    assert found.keys() >= {("Derek Fenn", "Oldham Athletic")}


def test_one_club_changes_its_man_for_another() -> None:
    found = spells(
        read("Oldham Athletic, who replaced Derek Fenn with Brian Mossop in October, are ninth.", "2024-03-11")
    )
    assert found[("Derek Fenn", "Oldham Athletic")]["status"] == "ended"
    assert ("Brian Mossop", "Oldham Athletic") in found
