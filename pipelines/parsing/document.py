"""Text to sentences: what of an article is prose, what a heading or a line of a list, and what a crumb of the page.

Offsets always refer to the stored title and text. What the words mean belongs in the other modules.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pipelines.parsing.claim import Article
from schemas.vocabulary import Part


class Kind(Enum):
    """What a sentence is on the page."""

    TITLE = "title"
    PROSE = "prose"
    HEADING = "heading"
    ITEM = "item"
    CRUMB = "crumb"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or line, at its place in a part of the article."""

    number: int
    part: Part
    start: int
    end: int
    text: str
    paragraph: int
    kind: Kind
    quoted: tuple[tuple[int, int], ...]
    """Stretches of direct speech, in offsets of the sentence."""

    def in_quote(self, at: int) -> bool:
        """Whether a place of the sentence is inside direct speech."""
        return any(start <= at < end for start, end in self.quoted)


_LEAD_IN: Final = re.compile(r"\s*date \d{4}-\d{2}-\d{2}\s")
_CRUMB: Final = re.compile(
    r"""^\W*(?:
      read\s(?:more|also|next)|also\sread|more\s(?:on\sthis|from|soccer|football|like)
    | more\s*:|next\s*:|tags?\s*:|topics?\s*:
    | share(?:\s|$)|advert|trending|expand\stweet|×|x\sfeedback|feedback|subscribe|sign\sup|newsletter
    | follow\s(?:us|our|the)
    | related|recommended|image\s(?:caption|credit|source)|photo(?:graph)?\s?:|picture\s?:|getty
    | skip\sto|log\sin|comments?\b(?!\sby)
    | \d+\scomments?|e-?mail\sthis|printable|last\supdated|scroll|swipe|watch\s*:|listen\s*:|video\s*:
    | gallery\s*:|poll\s*:|play\sour
    | ©|copyright|\(c\)\s|all\srights|click\shere|download|cookies?\b
    | column\scontinues|story\scontinues|article\scontinues
    | most\sread|standings\s\||tickets?\b.{0,40}\||what\sdo\syou\sthink|have\syour\ssay
    | by\sour\s|editing\sby|reporting\sby|this\sarticle\s
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL: Final = re.compile(
    r"^\W*(?:related\s(?:articles|stories|news)|recommended\sfor|you\smay\salso|more\sfrom\s"
    r"|comments?\s*(?:\(\d+\))?\s*$|\d+\scomments?\s*$"
    r"|most\sread|[x×]\sfeedback)",
    re.IGNORECASE,
)
_LINE: Final = re.compile(r"[^\n\r\u2028\u2029]+")
_BREAK: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\s+|$)")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|No|Nos|vs|v|Utd|Ltd|Inc|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov"
    r"|Dec|[A-Z]|[A-Z]\.[A-Z]|\d)"
    r"|\b(?:a\.m|p\.m|i\.e|e\.g))\.$"
)
_OPENING: Final = re.compile(r"[\"'“‘«(\[]*[A-ZÀ-ÞĀ-Ž0-9£€$]")
_END: Final = re.compile(r"[.!?…:;,][\"'”’)\]]*\s*$")
_SPEECH: Final = re.compile(r"“[^“”]{1,2000}(?:”|$)|(?<![\w])\"[^\"]{1,2000}(?:\"|$)|(?<!\w)‘[^‘’]{25,2000}’(?!\w)")
_LISTED: Final = re.compile(r"\s*(?:[-–—•*·>]|\d{1,3}[.):]|\d{1,2}(?:st|nd|rd|th)\b|\w[\w .’'/&-]{1,40}:\s)")

_HEADING_WORDS: Final = 14
_CRUMB_WORDS: Final = 40
_LONGEST_SENTENCE: Final = 700
_INTERVIEW: Final = 35
"""The share of direct speech, in percent, from which an article is an interview: what is said there is its text."""


def sentences(article: Article) -> list[Sentence]:
    """Return the sentences of an article, the title first."""
    found: list[Sentence] = []
    title = article.title.strip()
    if title:
        start = article.title.index(title)
        found.append(Sentence(0, "title", start, start + len(title), title, 0, Kind.TITLE, ()))
    text = article.text
    lead_in = _LEAD_IN.match(text)
    begin = lead_in.end() if lead_in else 0
    tail = False
    paragraph = 0
    spoken = sum(match.end() - match.start() for match in _SPEECH.finditer(text))
    interview = spoken * 100 > len(text) * _INTERVIEW
    for line in _LINE.finditer(text, begin):
        words = line.group()
        if not words.strip():
            continue
        paragraph += 1
        n_words = words.count(" ") + 1
        if _TAIL.match(words):
            tail = True
        elif tail and n_words > _CRUMB_WORDS:
            tail = False
        crumb = tail or (n_words <= _CRUMB_WORDS and _CRUMB.match(words) is not None)
        if crumb:
            kind = Kind.CRUMB
        elif _LISTED.match(words):
            kind = Kind.ITEM
        elif n_words <= _HEADING_WORDS and not _END.search(words):
            kind = Kind.HEADING
        else:
            kind = Kind.PROSE
        speech = [match.span() for match in _SPEECH.finditer(words)] if not crumb and not interview else []
        for start, end in _split(words):
            sentence = words[start:end]
            quoted = tuple((max(a - start, 0), min(b, end) - start) for a, b in speech if a < end and b > start)
            found.append(
                Sentence(
                    len(found),
                    "text",
                    line.start() + start,
                    line.start() + end,
                    sentence,
                    paragraph,
                    kind,
                    quoted,
                )
            )
    return found


def _bounded(words: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Break what is longer than any sentence, so that the time to read a text grows with its length alone."""
    out = []
    for start, end in bounds:
        while end - start > _LONGEST_SENTENCE:
            at = words.rfind(" ", start, start + _LONGEST_SENTENCE)
            at = at + 1 if at > start else start + _LONGEST_SENTENCE
            out.append((start, at))
            start = at
        out.append((start, end))
    return out


def _split(words: str) -> list[tuple[int, int]]:
    """Return the sentences of one line as offsets, without blanks around them."""
    bounds = []
    start = 0
    for match in _BREAK.finditer(words):
        end = match.end()
        if end < len(words):
            stop = words[max(0, match.start() - 8) : match.start() + 1]
            if words[match.start()] == "." and _ABBREVIATION.search(stop):
                continue
            if not _OPENING.match(words, end):
                continue
        bounds.append((start, end))
        start = end
    if start < len(words):
        bounds.append((start, len(words)))
    trimmed = []
    for a, b in _bounded(words, bounds):
        sentence = words[a:b]
        left = len(sentence) - len(sentence.lstrip())
        if sentence.strip():
            trimmed.append((a + left, a + len(sentence.rstrip())))
    return trimmed
