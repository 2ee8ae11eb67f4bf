"""Words in their text: the sentence that states a value, its neighbours, and what is marked in them.

A mark is a stretch of one part of an article: the value itself, or a cue (the mention from which manager, club,
competition, season or status was taken). Offsets count code points, as everywhere.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from pipelines.parsing.claim import Article
from pipelines.parsing.document import Sentence, sentences

VALUE, CUE, PLAIN = "value", "cue", "plain"
BIDI_CONTROLS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of text: on a page they could make a sentence say something else."""
OTHER_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Mark:
    """A stretch of a part of an article that is to be seen."""

    start: int
    end: int
    what: str
    """value or cue."""
    title: str
    """What it says of the value, shown on hovering and read aloud."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one look."""

    text: str
    what: str
    """value, cue or plain."""
    title: str


@dataclass(frozen=True)
class Passage:
    """A sentence with its neighbours, cut into pieces."""

    before: tuple[Piece, ...]
    sentence: tuple[Piece, ...]
    after: tuple[Piece, ...]
    elsewhere: tuple[tuple[str, str], ...]
    """Cues that lie outside: what they say, and the words (or how it is known, where no words say it)."""


class Text:
    """An article that passages are taken from."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row
        self.parts = {"title": row["title"], "text": row["text"]}
        self.sentences: dict[str, list[Sentence]] = {"title": [], "text": []}
        for sentence in sentences(Article(row["article_id"], row["published_on"], row["title"], row["text"])):
            self.sentences[sentence.part].append(sentence)

    def passage(self, part: str, start: int, end: int, cues: Iterable[dict[str, Any]]) -> Passage:
        """Return the sentence of a value with one on each side, value and cues marked."""
        of_part = self.sentences[part]
        here = max(bisect_right([sentence.start for sentence in of_part], start) - 1, 0)
        last = max(bisect_right([sentence.start for sentence in of_part], max(end - 1, start)) - 1, here)
        if of_part:
            begin, stop = min(of_part[here].start, start), max(of_part[last].end, end)
            before = (of_part[here - 1].start, begin) if here > 0 else (begin, begin)
            after = (stop, of_part[last + 1].end) if last + 1 < len(of_part) else (stop, stop)
        else:
            begin, stop = start, end
            before, after = (begin, begin), (stop, stop)
        marks = [Mark(start, end, VALUE, "the value")]
        elsewhere = []
        for cue in cues:
            inside = cue["char_start"] is not None and cue["part"] == part
            if inside and before[0] <= cue["char_start"] < after[1]:
                marks.append(Mark(cue["char_start"], cue["char_end"], CUE, f"{cue['role']}: {cue['how']}"))
            else:
                elsewhere.append((cue["role"], f"“{cue['quote']}” ({cue['how']})" if cue["quote"] else cue["how"]))
        words = self.parts[part]
        return Passage(
            pieces(words, *before, marks),
            pieces(words, begin, stop, marks),
            pieces(words, *after, marks),
            tuple(dict.fromkeys(elsewhere)),
        )

    def whole(self, claims: Iterable[dict[str, Any]]) -> dict[str, tuple[Piece, ...]]:
        """Return title and text with everything marked that claims point to."""
        marks: dict[str, list[Mark]] = {"title": [], "text": []}
        for claim in claims:
            marks[claim["part"]].append(Mark(claim["char_start"], claim["char_end"], VALUE, claim["field"]))
            for cue in claim["cues"] or ():
                if cue["char_start"] is not None:
                    marks[cue["part"]].append(Mark(cue["char_start"], cue["char_end"], CUE, cue["role"]))
        return {part: pieces(words, 0, len(words), marks[part]) for part, words in self.parts.items()}


def pieces(words: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Return words[start:end], cut where a mark begins or ends; a value is seen over a cue."""
    looks: list[tuple[str, str]] = [(PLAIN, "")] * max(end - start, 0)
    for mark in sorted(marks, key=lambda mark: mark.what == VALUE):
        for place in range(max(mark.start, start), min(mark.end, end)):
            looks[place - start] = (mark.what, mark.title)
    found = []
    at = start
    for (what, title), run in groupby(looks):
        length = sum(1 for _ in run)
        found.append(Piece(shown(words[at : at + length]), what, title))
        at += length
    return tuple(found)


def shown(text: str) -> str:
    """Return text as a page may show it: what would turn its direction, or cannot be seen, is a sign of its own."""
    return OTHER_CONTROLS.sub("\ufffd", BIDI_CONTROLS.sub("\ufffd", text))
