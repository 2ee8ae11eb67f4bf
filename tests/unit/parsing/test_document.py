"""Text to sentences: offsets are those of the stored text, crumbs of the page are no prose."""

from datetime import date

from pipelines.parsing.claim import Article
from pipelines.parsing.document import Kind, Sentence, sentences


def split(text: str) -> list[Sentence]:
    return sentences(Article("a", date(2024, 1, 1), "A title", text))


def test_every_sentence_stands_where_it_says() -> None:
    text = "One came. Two went, said Mr. Hill. \n\nThree – 2.5 goals a game! “Four,” he said."
    found = split(text)
    assert found[0].kind is Kind.TITLE
    for sentence in found[1:]:
        assert text[sentence.start : sentence.end] == sentence.text
    assert [s.text for s in found[1:3]] == ["One came.", "Two went, said Mr. Hill."]


def test_a_number_or_an_initial_ends_no_sentence() -> None:
    assert len(split("They took 2.5 points a game under J. R. Hill and were 3. Liga champions.")) == 2


def test_crumbs_are_no_prose() -> None:
    found = split("A sentence stands here.\nREAD MORE: Ten things we learned\nShare this story on our page")
    assert [s.kind for s in found[1:]] == [Kind.PROSE, Kind.CRUMB, Kind.CRUMB]


def test_what_follows_the_related_articles_is_a_crumb() -> None:
    found = split("A sentence stands here.\nRelated articles\nInjury update from the training ground")
    assert found[-1].kind is Kind.CRUMB


def test_the_lead_in_with_the_date_is_not_read() -> None:
    assert split(" date 2025-01-29 Leverkusen won.")[1].text == "Leverkusen won."


def test_what_is_longer_than_a_sentence_is_broken() -> None:
    assert max(len(s.text) for s in split("word " * 2000)[1:]) <= 700
