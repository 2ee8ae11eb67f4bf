"""Numbers, dates and seasons as words write them."""

from datetime import date

import pytest

from pipelines.parsing import dates, numbers
from pipelines.parsing.dates import When
from pipelines.parsing.tagging import quantities

MONDAY = date(2024, 3, 11)


@pytest.mark.parametrize(
    ("words", "value"),
    [("twenty-three", 23), ("a dozen", 12), ("half a dozen", 6), ("a brace of", 2), ("1,042", 1042), ("forty two", 42)],
)
def test_cardinals(words: str, value: int) -> None:
    assert numbers.cardinal(words) == value


@pytest.mark.parametrize(("words", "value"), [("third", 3), ("twenty-first", 21), ("22nd", 22), ("fourteenth", 14)])
def test_ordinals(words: str, value: int) -> None:
    assert numbers.ordinal(words) == value


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("in 2023-24", "S", "2023-24"),
        ("in 1999/2000", "S", "1999-00"),
        ("in 2023/24", "S", "2023-24"),
        ("from 2013-2016", "R", (2013, 2016)),
        ("since October", "D", When(2023, 10)),
        ("on 9 November", "D", When(2023, 11, 9)),
        ("on November 9, 2020", "D", When(2020, 11, 9)),
        ("on Monday", "D", When(2024, 3, 11)),
        ("on Sunday", "D", When(2024, 3, 10)),
        ("went 14-4-5", "W", (14, 4, 5)),
        ("won 3-1", "X", (3, 1)),
        ("the 52-year-old", "A", 52),
        ("in '78", "Y", 1978),
        ("a dozen outings", "N", 12),
        ("half a dozen defeats", "N", 6),
        ("a £20m fee", "Q", None),
    ],
)
def test_one_expression(text: str, code: str, value: object) -> None:
    assert [(atom.code, atom.value) for atom in quantities(text, MONDAY)] == [(code, value)]


def test_seasons() -> None:
    assert dates.season_at(When(2024, 5), calendar=False) == "2023-24"
    assert dates.season_at(When(2024, 8), calendar=False) == "2024-25"
    assert dates.season_at(When(2024, 8), calendar=True) == "2024"
    assert dates.season_at(When(2016), calendar=False) == "2015-16"
    assert dates.shift("1999-00", 1) == "2000-01"
    assert dates.as_kind("2023-24", calendar=True) == "2024"
