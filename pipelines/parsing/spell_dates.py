"""The date of an appointment or a departure: which of the dates around a phrase is its own.

What the words of a date mean belongs in `dates` and `tagging`.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from pipelines.parsing import tagging
from pipelines.parsing.dates import When
from pipelines.parsing.discourse import Scene
from pipelines.parsing.tenures import Report

_NEAR_DATE: Final = re.compile(
    r"(?:[^.;)DYRC]|C(?! (?:have|has|sacked|appointed)))*?\b(?P<p>in|on|since|from|until|till|this"
    r"|last|of|by|that|to|late|early|during|back in|between|at the (?:start|end) of"
    r"|,) ?(?:the )?(?:(?:summer|autumn|spring|winter|start|end|beginning|middle|early|late|evening"
    r"|morning|afternoon|night|months?|previous|last|this|mid-|of|back|in"
    r"|early part)[ -]?(?:of )?)*(?P<d>[DYRS])(?:'s)?(?:(?: and | to | until |-|, until "
    r"| till )(?:the (?:summer|end) of )?(?P<d2>[DY]))?"
)
_LEADING_DATE: Final = re.compile(
    r"^(?:(?:and|but|then|so) )?(?:back )?(?:in|on|since|from|by|at the (?:end"
    r"|start) of) (?:the )?(?:(?:summer|autumn|spring|winter|start|end|early"
    r"|late) (?:of )?)?(?P<d>[DY])(?:'s)?\b,?"
)
_DATE_WHEN: Final = re.compile(
    r"(?P<d>[DY]),? (?:when|where|the day (?:that|on which)|after|following|as) (?:[a-z]+ ){0,3}(?:C )?$"
)
_DATE_LEFT: Final = re.compile(r"\b(?:on|in|since) (?P<d>D)(?: (?:morning|evening|night|afternoon))?,? [^.;MCD]{0,30}$")
_RELATIVE: Final = re.compile(
    r"\b(?:last week|in the summer|in the close season|(?:an?|N) (?:day|week|fortnight|month|year)s? ago"
    r"|today|tonight|this morning|this afternoon|this evening|yesterday|last night|last month"
    r"|this month|last summer|last year|last autumn|last winter|last spring)\b"
)
_BRIEF_DATES: Final = re.compile(r"^\W{1,3}\(?(?P<d>[YDR])(?:\W{1,3}(?P<d2>[YD]))?\)?")


def of_phrase(
    code: str, scene: Scene, start: int, end: int, published_on: date, name: str
) -> tuple[When | None, When | None, tuple[int, int] | None]:
    """Return the date of a phrase, a second one where it gives a stretch, and where they stand."""
    window = code[end : end + 75]
    match = _NEAR_DATE.match(window)
    brief = _BRIEF_DATES.match(window)
    if brief and name not in ("sack", "sacked"):
        match = brief
    if name in ("sack", "sacked", "leave", "leaving", "sacking of"):
        season_end = _END_OF_SEASON.match(window)
        if season_end is not None:
            year = published_on.year if published_on.month >= 5 else published_on.year - 1
            if season_end.group("s"):
                year = int(scene.tagged.atoms[end + season_end.start("s")].value[:4]) + 1
            if year <= published_on.year:
                return When(year), None, (end + season_end.start(), end + season_end.end())
    if match is not None and _crosses(window[: match.start("d")]):
        match = None
    atoms = scene.tagged.atoms
    if match is not None:
        at = end + match.start("d")
        atom = atoms[at]
        place = (at, at + 1)
        if atom.code == "R":
            return When(atom.value[0]), When(atom.value[1]), place
        if atom.code == "S":
            match = None
        else:
            when = _when(atom)
            until = None
            if match.group("d2"):
                second = atoms[end + match.start("d2")]
                until = _when(second)
                place = (at, end + match.end("d2"))
            if when.year > published_on.year + 3 or (
                when.year > published_on.year and name not in ("appointed", "take over", "appoint")
            ):
                return None, None, None
            return when, until, place
    left = _DATE_WHEN.search(code, max(0, start - 45), start)
    if left is not None:
        at = left.start("d")
        atom = atoms[at]
        return _when(atom), None, (at, at + 1)
    leading = _LEADING_DATE.match(code)
    if leading is not None and start - leading.end() < 60:
        atom = atoms[leading.start("d")]
        when = _when(atom)
        return when, None, (leading.start("d"), leading.start("d") + 1)
    inside = [a for a in atoms.values() if start <= a.at < end and a.code == "D"]
    if inside:
        return _when(inside[-1]), None, (inside[-1].at, inside[-1].at + 1)
    back = _DATE_LEFT.search(code, max(0, start - 50), start)
    if back is not None:
        at = back.start("d")
        return _when(atoms[at]), None, (at, at + 1)
    for found in _RELATIVE.finditer(code, max(0, start - 30), min(len(code), end + 60)):
        words = found.group()
        if words.startswith("N "):
            words = f"{atoms[found.start()].value} {words[2:]}"
        relative = tagging.relative_day(words, published_on)
        if relative is not None:
            return relative, None, found.span()
    return None, None, None


def _when(atom: tagging.Atom) -> When:
    """Return what a year or date means, seen from the date before it where it points there."""
    found: When = When(atom.value) if atom.code == "Y" else atom.pointed or atom.value
    return found


_END_OF_SEASON: Final = re.compile(
    r"[^.;,]{0,30}?\bat the end of (?:last season|the season just gone|the (?P<s>S)(?: season| campaign)?)"
)
COMING: Final = re.compile(
    r"^[^.;]{0,20}\b(?:in the summer|this summer|next (?:season|summer|month)|at the end of|in D|on D)\b"
)
_FRESH: Final = re.compile(
    r"\b(?:have|has) |\b(?:sack|appoint|name|part|dismiss|fire|axe|hire|unveil|confirm|leaves|quits"
    r"|resigns|joins|replaces|succeeds|takes|steps|turn|announce)s?\b"
)
_NOT_FRESH: Final = re.compile(r"\b(?:had|since|ago|last|previously|earlier|Y|before|once|former)\b|Y")


def of_news(
    report: Report, name: str, code: str, number: int, scenes: Sequence[Scene], published_on: date
) -> tuple[When, tuple[int, int] | None] | None:
    """Return the date of what an article reports as news and gives no date with: the day it names, else the month."""
    if number > (15 if name == "interim office" else 4) or name not in (
        "sack",
        "sacked",
        "leave",
        "appointed",
        "appoint",
        "replace",
        "take over",
        "interim office",
    ):
        return None
    text = code[report.start : report.end]
    if _NOT_FRESH.search(code[max(0, report.start - 20) : report.end + 25]) or not (
        _FRESH.search(text)
        or name == "interim office"
        or number == 0
        or re.match(r" (?:this week|today|yesterday|earlier this week)", code[report.end : report.end + 20])
    ):
        return None
    for other in range(min(5, len(scenes))):
        for atom in scenes[other].tagged.atoms.values():
            if atom.code == "D" and isinstance(atom.value, When) and atom.value.day is not None:
                day = date(atom.value.year, atom.value.month or 1, atom.value.day)
                if (
                    0 <= (published_on - day).days <= 3
                    and re.search(r"\b(?:on|after|,) $|\(|^", code[max(0, atom.at - 6) : atom.at])
                    and re.search(
                        r"announce|confirm|statement|said|sack|appoint|decision|named|dismiss|part|left|on D",
                        scenes[other].tagged.code,
                    )
                ):
                    return atom.value, None
    return When(published_on.year, published_on.month), None


def coming(when: When, published_on: date) -> When:
    """Return the next such day or month: "will start work on 1 July" is not last year's."""
    if when.month is None or (when.year, when.month) >= (published_on.year, published_on.month):
        return when
    return When(when.year + 1, when.month, when.day)


def _crosses(words: str) -> bool:
    """Whether other events stand between a phrase and a date."""
    return (
        re.search(
            r"\b(?:who|which|when|where|won|lost|beat|finished|after|following|because|but|while|despite"
            r"|before|until|contract|deal|with N|his|her|their first|the first|against|will|since)\b",
            words,
        )
        is not None
        and "since" not in words
    )
