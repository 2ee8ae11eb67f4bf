"""Any text whatever: no exception, exact quotes, and the same reading each time."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.parsing.claim import Article
from pipelines.parsing.reader import Reader
from tests.benchmarks.annotated import gazetteer

READER = Reader(gazetteer())
WORDS = st.sampled_from(
    (
        *("Arsenal", "Chelsea", "Bayern", "Leverkusen", "Arteta", "Mikel", "Alonso", "Xabi", "he", "they", "his side"),
        *(
            "won",
            "lost",
            "drew",
            "3",
            "12",
            "28",
            "points",
            "wins",
            "draws",
            "of",
            "from",
            "in",
            "the",
            "last",
            "their",
        ),
        *("matches", "third", "bottom", "top", "finished", "are", "Premier League", "Bundesliga", "DFB-Pokal", "title"),
        *("final", "semi-finals", "promoted", "relegated", "sacked", "appointed", "manager", "boss", "former", "under"),
        *("season", "this season", "2023-24", "2016", "May", "Monday", ",", ".", ";", "(", ")", "\n", "“", "”", "’"),
        *("14-4-5", "2-1", "W28 D6 L0", "unbeaten", "since", "İ", "ß", "é", "😀", "\u2028", "½", "²", "Ⅳ"),
    )
)
DAYS = st.dates(date(1950, 1, 1), date(2040, 1, 1))
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=120).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(title=st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join)), text=TEXTS, day=DAYS)
def test_quotes_are_exact_and_ids_unique(title: str, text: str, day: date) -> None:
    article = Article("0" * 16, day, title, text)
    reading = READER.read(article)
    claims = reading.claims + reading.unattributed
    assert len({claim.claim_id for claim in claims}) == len(claims)
    for claim in claims:
        assert article.part(claim.part)[claim.char_start : claim.char_end] == claim.quote
        assert 1 <= len(claim.quote) <= 300
        for cue in claim.cues:
            if cue.part is not None:
                assert article.part(cue.part)[cue.char_start : cue.char_end] == cue.quote
    for rejected in reading.rejected:
        assert article.part(rejected.part)[rejected.char_start : rejected.char_end] == rejected.quote
    assert READER.read(article) == reading


@pytest.mark.parametrize(
    "trigger",
    [
        "Arsenal ",
        "Mikel Arteta ",
        "won 3 of ",
        "unbeaten in 10 ",
        "10 points ",
        "former Arsenal, Chelsea and ",
        "he was ",
        "(",
        "“",
        "A B ",
        "third then ",
        "in 2023, ",
        "\n- ",
    ],
)
def test_repeats_of_a_trigger_come_to_an_end(trigger: str) -> None:
    """A pattern that runs away would not end here; how long each takes is measured by the benchmark."""
    READER.read(Article("0" * 16, date(2024, 5, 1), "Arsenal boss Mikel Arteta", trigger * (60_000 // len(trigger))))
