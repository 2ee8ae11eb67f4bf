"""A sentence as the grammar sees it: each name, number and date one capital letter, all other words in small letters.

"In 2023-24 Alonso led Leverkusen to the Bundesliga title (28 wins, six draws)" reads
"in S M led C to the K title (N wins, N draws)". Patterns are written over this; `Tagged` gives back the places in the
stored text. Letters: M manager, P other person, C club or national team, K competition, S season, Y year, D date,
N number, O ordinal, W three numbers as in 14-4-5, X score, A "52-year-old", G nationality, Z place, Q noise
(money, clock, minutes).
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import ahocorasick

from pipelines.parsing import dates, numbers
from pipelines.parsing.dates import When
from pipelines.parsing.document import Sentence


@dataclass(slots=True)
class Atom:
    """One tagged stretch of a sentence; offsets of the sentence."""

    code: str
    start: int
    end: int
    value: Any
    at: int = -1
    """Its place in the tagged string."""
    pointed: When | None = None
    """The month that a date means beside the one before it: "that October"."""


@dataclass(slots=True)
class Tagged:
    """A sentence with its tagged string."""

    sentence: Sentence
    code: str
    atoms: dict[int, Atom] = field(default_factory=dict)
    runs: list[Any] | None = None
    """The runs that `facts` found, kept because two families need them."""
    _code_starts: list[int] = field(default_factory=list)
    _segments: list[tuple[int, int, int]] = field(default_factory=list)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the part of the article of a stretch of the tagged string."""
        return self._original(start, False) + self.sentence.start, self._original(end, True) + self.sentence.start

    def _original(self, at: int, is_end: bool) -> int:
        """Segments are (place in the tagged string, place in the sentence, length in the sentence; 0 = plain text)."""
        index = bisect_right(self._code_starts, at - 1 if is_end else at) - 1
        if index < 0:
            return 0
        code_start, start, length = self._segments[index]
        if length:
            return start + length if is_end else start
        return start + at - code_start

    def offset(self, at: int) -> int:
        """Return the offset in the sentence of a place of the tagged string."""
        return self._original(at, False)


_MONTH: Final = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
# The pattern below is verbose: a blank in it counts for nothing.
_PHRASES: Final = numbers.PHRASES.replace(" ", r"\s")
_CARDINALS: Final = numbers.CARDINAL_WORDS.replace(" ", r"\s")
_ORDINALS: Final = numbers.ORDINAL_WORDS.replace(" ", r"\s")
_TOKEN: Final = re.compile(
    rf"""
      (?P<money>[£€$]\s?\d[\d,.]*\s?(?:m|bn|k|million|billion)?\b | \d[\d,.]*(?:m|bn)\b
               | \b\d{{1,3}}(?:\.\d+)?\s(?:million|billion)\b
               | \b\d{{1,2}}[.:]\d\d\s?(?:am|pm|GMT|BST|CET|ET)?\b | \b\d{{1,2}}\s?(?:am|pm)\b
               | \b\d{{1,3}}(?:st|nd|rd|th)[-\s]minute | \b\d{{1,3}}\+?\d?' | \bminute\s\d+
               | \b\d{{1,3}}/\d+\b(?!\d*\s*(?:season|campaign))(?<!\d{{4}}/\d\d)
               | \b\d+(?:-|\s)(?:metre|yard|mile|day|minute|week|month|hour
                 |man|page|seat|seater|storey|foot)s?(?:-|\s|\b))
    | (?P<age>\b(?:\d\d|(?:thirty|forty|fifty|sixty|seventy)(?:-[a-z]+)?)[-\s]year[-\s]olds?\b)
    | (?P<season>\b(?:18|19|20)\d\d\s?[-/–—]\s?(?:(?:19|20)\d\d|\d\d)\b(?![-/]\d))
    | (?P<short>'\d\d\b(?!/))
    | (?P<season2>(?<![\d.])'?\d\d/\d\d\b(?=\s(?:season|campaign|term)))
    | (?P<day>\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})(?:,?\s(?:18|19|20)\d\d)?\b
            | \b(?:{_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?[-–]\s?\d)(?:,?\s(?:18|19|20)\d\d\b)?)
    | (?P<month>\b(?:{_MONTH})(?:\sof)?\s(?:18|19|20)\d\d\b)
    | (?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)
    | (?P<lone>\b(?:January|February|April|June|July|August|September|October
               |November|December)\b(?:\s(?:of\s)?(?:last\syear|this\syear))?
             | (?<=\b[Ii]n\s)(?:March|May)\b(?:\s(?:of\s)?(?:last\syear|this\syear))?
             | (?<=last\s)(?:March|May)\b | (?<=since\s)(?:March|May)\b
             | (?<=this\s)(?:March|May)\b | (?<=that\s)(?:March|May)\b | (?<=until\s)(?:March|May)\b
             | (?<=by\s)(?:March|May)\b
             | (?<=of\s)(?:March|May)\b | (?<=late\s)(?:March|May)\b | (?<=early\s)(?:March|May)\b
             | (?<=previous\s)(?:March|May)\b)
    | (?P<weekday>\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)
    | (?P<triple>(?<![\d-])\d{{1,3}}[-–]\d{{1,3}}[-–]\d{{1,3}}\b(?![-\d]))
    | (?P<score>(?<![\d-])\d{{1,2}}\s?[-–]\s?\d{{1,2}}\b(?![-\d]))
    | (?P<ordinal>\b\d{{1,3}}(?:st|nd|rd|th)\b | \b(?i:{_ORDINALS})\b)
    | (?P<year>\b(?:18|19|20)\d\d\b(?![,.]\d)(?!\s(?:fans|supporters|people|spectators|games|matches|miles|seats)))
    | (?P<decimal>\b\d{{1,3}}\.\d{{1,2}}\b)
    | (?P<number>\b\d{{1,3}}(?:,\d{{3}})+\b | (?<![.\w])\d{{1,4}}\b)
    | (?P<words>\b(?i:{_PHRASES}|{_CARDINALS})\b)
    """,
    re.VERBOSE,
)
_PERSON: Final = re.compile(
    r"\b(?!The\b|In\b|At\b|On\b|A\b|An\b|His\b|He\b|But\b|And\b|When\b|After\b|Under\b|Before\b"
    r"|With\b|For\b|It\b|They\b|If\b|As\b|Who\b|By\b|Since\b|Former\b|Manager\b|Coach\b|Boss\b|Head\b"
    r"|Sir\b|Then\b|Now\b|Later\b|Once\b|Only\b|Even\b|Yet\b|So\b|While\b|Where\b|What\b|How\b|Why\b|That\b|There\b"
    r"|Here\b|This\b|These\b|Those\b|From\b|To\b|Of\b|Or\b|Not\b|No\b|Like\b|Until\b|Against\b|Between\b|During\b"
    r"|Last\b|Next\b|Our\b|Their\b|Her\b|She\b|We\b|You\b|My\b|Its\b|Meanwhile\b|Instead\b|Perhaps\b|Although\b"
    r"|Though\b|Because\b|Nor\b|Mr\b|Mrs\b|Herr\b|Signor\b|Captain\b|President\b|Chairman\b|Referee\b"
    r"|Major\b|Interim\b|Caretaker\b|Boxing\b|Enter\b|Assistant\b|Striker\b|Goalkeeper\b|Defender\b|Midfielder\b"
    r"|Winger\b|Owner\b|January\b|February\b|March\b|July\b|September\b|October\b|November\b|December\b|Should\b"
    r"|Big\b|Poor\b|About\b)"
    r"[A-Z](?:[a-z]|'(?!s\b)|-)*[a-z](?:[A-Z][a-z]+)?"
    r"(?:\s(?:de|da|dos|do|van|von|der|den|ten|ter|di|del|della|la|le|el|al|bin|Mac|Mc|O'|St)){0,2}"
    r"(?:\s[A-Z](?:(?:[a-z]|'(?!s\b)|'(?=[A-Z])|-)*[a-zA-Z])?(?:[A-Z][a-z]+)?){1,2}(?<![A-Z])(?!\w)"
)


def person_pattern() -> re.Pattern[str]:
    """Return the pattern of what looks like a person's full name, over folded text."""
    return _PERSON


def quantities(text: str, published_on: date) -> list[Atom]:
    """Return the numbers, dates and seasons of a sentence (folded, case as stored)."""
    atoms = []
    end = 0
    starts = [found.start() for found in _FIGURE.finditer(text)]
    for last, size in _STARTERS.iter(lower(text)):
        start = last + 1 - size
        if not (text[start - 1 : start].isalnum() or text[last + 1 : last + 2].isalnum()):
            starts.append(start)
    for start in sorted(starts):
        if start < end:
            continue
        match = _TOKEN.match(text, start)
        if match is None:
            continue
        end = match.end()
        atom = _atom(match, published_on)
        if atom is not None:
            ago = match.lastgroup == "lone" and text[max(0, start - 5) : start] == "last "
            if ago and atom.value == When(published_on.year, published_on.month):
                atom.value = When(published_on.year - 1, published_on.month)  # "last May", said in May
            atoms.append(atom)
    return atoms


_NEGATED: Final = re.compile(r"\b(?:not|without|never|nor|n't|cannot)(?: [a-z]+){0,2} $")
_FIGURE: Final = re.compile(r"[£€$]|(?<![^\W_])[0-9]|'(?=\d\d\b)")


def _starters() -> Any:
    """Return an automaton of the words with which a number or date may begin, each with its length."""
    automaton = ahocorasick.Automaton()
    for word in (*numbers.TRIGGERS, *dates.MONTHS, *dates.WEEKDAYS, "a", "half", "just", "minute"):
        automaton.add_word(word, len(word))
    automaton.make_automaton()
    return automaton


_STARTERS: Final = _starters()


def _atom(match: re.Match[str], published_on: date) -> Atom | None:
    kind = match.lastgroup
    words = match.group()
    start, end = match.span()
    lower = words.lower()
    if kind == "number":
        value = int(words.replace(",", ""))
        return Atom("N", start, end, value) if value <= 10_000 else Atom("Q", start, end, None)
    if kind == "words" and lower.startswith("a ") and _NEGATED.search(match.string, max(0, start - 30), start):
        return None  # "not a single defeat" counts none
    if kind == "words":
        return Atom("N", start, end, numbers.cardinal(lower))
    if kind == "decimal":
        return Atom("N", start, end, float(words))
    if kind == "ordinal":
        return Atom("O", start, end, numbers.ordinal(lower))
    if kind == "year":
        return Atom("Y", start, end, int(words))
    if kind == "season":
        return _season(words, start, end)
    if kind == "short":
        two = int(words[1:])
        return Atom("Y", start, end, two + (2000 if two <= published_on.year % 100 else 1900))
    if kind == "season2":
        first = int(words.strip("'")[:2])
        year = first + (2000 if first <= published_on.year % 100 else 1900)
        return Atom("S", start, end, dates.split_season(year))
    if kind in ("day", "month", "iso", "lone", "weekday"):
        when = _when(kind, lower, published_on, after_last=match.string[max(0, start - 5) : start].lower() == "last ")
        return Atom("D", start, end, when) if when else Atom("Q", start, end, None)
    if kind == "triple":
        return Atom("W", start, end, tuple(int(n) for n in re.split("[-–]", words)))
    if kind == "score":
        return Atom("X", start, end, tuple(int(n) for n in re.findall(r"\d+", words)))
    if kind == "age":
        digits = words[:2]
        return Atom(
            "A",
            start,
            end,
            int(digits) if digits.isdecimal() else numbers.cardinal(lower.split("-year")[0].split(" year")[0]),
        )
    return Atom("Q", start, end, None)


def _season(words: str, start: int, end: int) -> Atom:
    first, second = re.findall(r"\d+", words)
    begin = int(first)
    finish = (
        int(second)
        if len(second) == 4
        else begin - begin % 100 + int(second) + (100 if int(second) < begin % 100 else 0)
    )
    if finish == begin + 1:
        return Atom("S", start, end, dates.split_season(begin))
    return Atom("R", start, end, (begin, finish))


def _when(kind: str, lower: str, published_on: date, *, after_last: bool) -> When | None:
    if kind == "iso":
        year, month, day = (int(part) for part in lower.split("-"))
        return When(year, month, day) if dates.day_exists(year, month, day) else None
    if kind == "weekday":
        return dates.latest_weekday(lower, published_on)
    month = next(dates.MONTHS[word.strip(".,")] for word in lower.split() if word.strip(".,") in dates.MONTHS)
    years = re.findall(r"\b(?:18|19|20)\d\d\b", lower)
    said = int(years[0]) if years else None
    if kind == "day":
        days = re.findall(r"\b\d{1,2}(?=st|nd|rd|th|\b)", lower)
        day = int(days[0])
        if said is None:
            return dates.latest_day(month, day, published_on)
        return When(said, month, day) if dates.day_exists(said, month, day) else None
    if kind == "month":
        return When(int(years[0]), month)
    if lower.endswith("last year"):
        return When(published_on.year - 1, month)
    if lower.endswith("this year"):
        return When(published_on.year, month)
    if after_last and month == published_on.month:
        return When(published_on.year - 1, month)
    return dates.latest_month(month, published_on)


_AGO: Final = re.compile(
    r"(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) "
    r"(?P<unit>day|week|fortnight|month|year)s? (?:ago|earlier)"
)


def _ago(match: re.Match[str], published_on: date) -> When | None:
    words, unit = match.group("n"), match.group("unit")
    count = 1 if words in ("a", "an") else int(words) if words.isdecimal() else int(numbers.cardinal(words) or 0)
    if unit == "year":
        return When(published_on.year - count)
    if unit == "month":
        months = published_on.year * 12 + published_on.month - 1 - count
        return When(months // 12, months % 12 + 1)
    day = published_on - timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return When(day.year, day.month, day.day) if unit == "day" else When(day.year, day.month)


def relative_day(words: str, published_on: date) -> When | None:
    """Return the date of "today", "yesterday", "last month", "last year", "this week": None where they give none."""
    if words in ("today", "tonight", "this morning", "this afternoon", "this evening"):
        return dates.before(published_on)
    if words in ("yesterday", "last night"):
        return dates.before(published_on, 1)
    ago = _AGO.fullmatch(words)
    if ago is not None:
        return _ago(ago, published_on)
    if words == "last week":
        day = published_on - timedelta(days=7)
        return When(day.year, day.month)
    if words in ("in the summer", "this summer", "in the close season"):
        return When(published_on.year if published_on.month >= 6 else published_on.year - 1)
    if words == "last month":
        day = published_on.replace(day=1) - timedelta(days=1)
        return When(day.year, day.month)
    if words == "this month":
        return When(published_on.year, published_on.month)
    if words in ("last summer", "last year", "last autumn", "last winter", "last spring"):
        return When(published_on.year - (1 if words == "last year" or published_on.month <= 8 else 0))
    return None


def lower(text: str) -> str:
    """Return the text in small letters, character for character as long."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def tag(sentence: Sentence, folded: str, atoms: list[Atom]) -> Tagged:
    """Return the tagged sentence; of atoms that overlap the first wins. `folded` is its folded text."""
    taken: list[Atom] = []
    used = bytearray(len(folded))
    for atom in atoms:
        if not any(used[atom.start : atom.end]):
            used[atom.start : atom.end] = b"\x01" * (atom.end - atom.start)
            taken.append(atom)
    taken.sort(key=lambda atom: atom.start)
    pieces: list[str] = []
    tagged = Tagged(sentence, "")
    at = place = 0
    for atom in taken:
        if atom.start > place:
            pieces.append(lower(folded[place : atom.start]))
            tagged._segments.append((at, place, 0))
            tagged._code_starts.append(at)
            at += atom.start - place
        atom.at = at
        pieces.append(atom.code)
        tagged.atoms[at] = atom
        tagged._segments.append((at, atom.start, atom.end - atom.start))
        tagged._code_starts.append(at)
        at += 1
        place = atom.end
    if place < len(folded):
        pieces.append(lower(folded[place:]))
        tagged._segments.append((at, place, 0))
        tagged._code_starts.append(at)
    tagged.code = "".join(pieces)
    return tagged
