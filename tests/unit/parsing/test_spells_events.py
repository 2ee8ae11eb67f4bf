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
