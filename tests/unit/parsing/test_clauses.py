"""Whose a clause is: the subject of each clause of sentences of our own."""

import pytest

from pipelines.parsing import clauses
from pipelines.parsing.discourse import Ref


def subject(code: str, phrase: str) -> tuple[str | None, int]:
    """Return who is the subject of the clause of a phrase, and its depth; each M and C of `code` is numbered from 1."""
    refs = []
    for place, letter in enumerate(code):
        if letter in "MC":
            name = f"{letter}{code[: place + 1].count(letter)}"
            manager, club = (name, None) if letter == "M" else (None, name)
            refs.append(Ref(place, place + 1, manager, club, "named"))
    clause = clauses.at(clauses.read(code, refs), code.index(phrase))
    assert clause is not None
    found = clause.subject
    return (None if found is None else found.manager or found.club), clause.depth


@pytest.mark.parametrize(
    ("code", "phrase", "expected"),
    [
        ("M came back in D after M resigned, took charge of N matches and won none.", "won none", ("M1", 0)),
        ("M came back in D after M had lost N matches, and won none.", "lost N", ("M2", 1)),
        ("M, who combined the job with another, won N of N matches.", "won N", ("M1", 0)),
        ("M took them over in O, M having left for home, and lost only N of his N games.", "lost only", ("M1", 0)),
        ("M left for C with the side top; M won N in succession and lost the title.", "won N", ("M2", 0)),
        ("M replaced M at the end of D, when C were O with N points, and collected N.", "O with", ("C1", 1)),
        ("M replaced M at the end of D, when C were O with N points, and collected N.", "collected", ("M1", 0)),
        ("M took C to the final, and C were relegated.", "relegated", ("C2", 0)),
        ("M's side have won N of N.", "won N", ("M1", 0)),
        ("M was dismissed, rather harshly: O in the table.", "O in", ("M1", 2)),
        ("under M, N points were taken.", "N points", (None, 0)),
    ],
)
def test_the_subject_of_a_clause(code: str, phrase: str, expected: tuple[str | None, int]) -> None:
    assert subject(code, phrase) == expected


def test_each_place_of_a_sentence_is_in_a_clause() -> None:
    code = "M won; C (O, N points) went down, who knows why: and M – of all people – left."
    found = clauses.read(code, [])
    breaks = {place for place, letter in enumerate(code) if letter in ";:–"}
    assert all(clauses.at(found, place) for place in range(len(code)) if place not in breaks and code[place] != " ")
