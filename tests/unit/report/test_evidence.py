"""Passages: the sentence of a value, its neighbours, and what is marked; by code points, whatever the text holds."""

from datetime import date
from typing import Any

import pytest

from pipelines.report.evidence import CUE, PLAIN, VALUE, Mark, Text, pieces, shown

WORDS = "They were late. Hill won 28 of 34 matches 🏆 with Town. Nobody was close."


def text(words: str, title: str = "Hill's year") -> Text:
    return Text({"article_id": "0" * 16, "published_on": date(2024, 5, 20), "title": title, "text": words})


def cue(role: str, words: str | None, part: str = "text", how: str = "named") -> dict[str, Any]:
    source = {"text": WORDS, "title": "Hill's year"}[part]
    start = source.index(words) if words else None
    end = start + len(words) if words and start is not None else None
    return {
        "role": role,
        "part": part if words else None,
        "char_start": start,
        "char_end": end,
        "quote": words,
        "how": how,
    }


def test_a_passage_is_the_sentence_with_one_on_each_side_and_two_kinds_of_marks() -> None:
    start = WORDS.index("28")
    cues = [cue("manager", "Hill"), cue("club", "Town"), cue("season", None, how="publication date")]
    passage = text(WORDS).passage("text", start, start + 2, [*cues, cue("manager", "Hill", "title")])
    joined = ["".join(piece.text for piece in part) for part in (passage.before, passage.sentence, passage.after)]
    assert [part.strip() for part in joined] == ["They were late.", WORDS[16:-18].strip(), "Nobody was close."]
    assert [(p.text, p.what) for p in passage.sentence if p.what != PLAIN] == [
        ("Hill", CUE),
        ("28", VALUE),
        ("Town", CUE),
    ]
    assert passage.elsewhere == (("season", "publication date"), ("manager", "“Hill” (named)"))


def test_the_value_is_seen_over_a_cue_and_nothing_is_lost() -> None:
    found = pieces("abcdef", 1, 6, [Mark(2, 4, VALUE, "v"), Mark(0, 5, CUE, "c")])
    assert [(p.text, p.what) for p in found] == [("b", CUE), ("cd", VALUE), ("e", CUE), ("f", PLAIN)]


def test_a_value_over_two_sentences_and_a_text_of_one_sentence_are_whole() -> None:
    passage = text("One. Two.").passage("text", 2, 7, [])
    assert "".join(p.text for p in passage.sentence) == "One. Two."
    assert (passage.before, passage.after) == ((), ())


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\u200f", "\x07"])
def test_what_turns_the_direction_of_text_is_a_sign_of_its_own(sign: str) -> None:
    assert shown(f"a{sign}b") == "a\ufffdb"


def test_a_whole_text_keeps_every_character() -> None:
    claims = [{"part": "text", "char_start": 20, "char_end": 23, "field": "wins", "cues": [cue("manager", "Hill")]}]
    whole = text(WORDS).whole(claims)
    assert "".join(p.text for p in whole["text"]) == WORDS
    assert "".join(p.text for p in whole["title"]) == "Hill's year"
