"""Persons whom no gazetteer knows: who is read as a manager, in articles of our own."""

from datetime import date

from pipelines.parsing import strangers
from pipelines.parsing.claim import Article
from tests.unit.parsing.reading import reader

COACH = (
    "Orvin Tasker gave Leeds United back their pride. Tasker took the job in 1974 with the club 19th. He led them to fourth "
    "in his first season and won the FA Cup in his second.\n\nTasker was dismissed in 1979. His side had finished bottom."
)
STRIKER = (
    "Orvin Tasker scored twice as Leeds United beat Everton 2-1. The striker headed the first after 12 minutes, and "
    "Tasker's second goal, a penalty, came before half-time."
)


def traits(text: str) -> dict[str, list[str]]:
    return reader().strangers(Article("0" * 16, date(1985, 5, 1), "News", text))


def test_what_is_said_beside_a_name_and_in_sentences_that_go_on_with_he() -> None:
    found = set(traits(COACH)["Orvin Tasker"])
    assert {"named 3 times", "in paragraphs", "departure after", "pronoun follows", "success follows"} <= found
    assert not {"goal after", "player follows", "in title"} & found


def test_a_coach_is_a_manager_and_a_striker_is_none() -> None:
    weights = reader().weights["strangers"]
    articles = {text: Article("0" * 16, date(1985, 5, 1), "News", text) for text in (COACH, STRIKER)}
    assert weights
    drafts = {text: reader().drafts(article)[0] for text, article in articles.items()}
    assert "Orvin Tasker" in {draft.key[0] for draft in drafts[COACH]}
    assert "Orvin Tasker" not in {draft.key[0] for draft in drafts[STRIKER]}


def test_without_weights_nobody_is() -> None:
    assert strangers.likely([], {}) == []
