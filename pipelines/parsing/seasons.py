"""Words of a sentence that say a season: "in 2023-24", "last term", "his first season", "in May 2012", "a year later".

What each means, given the manager, the club and what was spoken of before; which of them a fact takes is decided in
`attribution`.
"""

import re
from dataclasses import dataclass
from typing import Final

from pipelines.parsing.tagging import Tagged


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that say a season: kind and value, at their place in the tagged string."""

    kind: str
    """season, year, date, current, last, ago, nth, next, previous, same."""
    value: object
    at: int
    end: int


_SEASON_WORD: Final = r"(?:season|term|campaign)"
_PATTERNS: Final = (
    (
        "current",
        re.compile(
            r"\b(?:this|the current|the ongoing|the present) (?:league |K |S |premier league |wsl "
            rf"|opening )?(?:{_SEASON_WORD}|year)(?:'s)?\b|\bthis time around\b"
            r"|\b(?:(?<=ended )|(?<=finished ))this (?:N|one)\b"
            rf"|\bthe {_SEASON_WORD} (?:just (?:finished|ended|gone)|that has just (?:ended|finished))\b"
        ),
    ),
    ("before last", re.compile(rf"\bthe {_SEASON_WORD} before last\b")),
    (
        "last",
        re.compile(
            rf"\b(?:last|the past) (?:league |K |premier league )?(?:{_SEASON_WORD}|year|time out|time around"
            r"|time)(?:'s)?\b"
        ),
    ),
    (
        "previous",
        re.compile(
            rf"\b(?:the (?:previous|preceding|prior) (?:{_SEASON_WORD}|year)|(?:the {_SEASON_WORD}|the year"
            r"|N months|a year|twelve months|one year|a season) (?:before|earlier|previously)|N year earlier"
            rf"|in (?:the )?previous {_SEASON_WORD})\b"
        ),
    ),
    (
        "next",
        re.compile(
            rf"\b(?:(?:the )?(?:following|next|subsequent) (?:{_SEASON_WORD}|year|spring)|the (?:{_SEASON_WORD}"
            rf"|year) (?:after|that followed)|(?:a|one|N) (?:years?|{_SEASON_WORD}s?) later|N months later"
            r"|twelve months (?:later|on)|N months on|a year on)\b"
        ),
    ),
    ("spring", re.compile(r"\b(?P<which>last|this|that) (?:spring|summer)\b")),
    ("summers ago", re.compile(r"\b(?P<n>N) (?:summers|springs) ago\b")),
    ("months ago", re.compile(r"\b(?P<n>N) months ago\b")),
    ("ago", re.compile(rf"\b(?P<n>N|a) (?:years?|{_SEASON_WORD}s?) ago\b")),
    (
        "nth",
        re.compile(
            r"\b(?:his|her|M's|their|the G's|in a|the|that) (?P<nth>O|debut|maiden|opening|only|sole|final"
            r"|last) (?:and (?:only|final) )?(?P<full>full )?(?:league |top-flight |K "
            rf"|managerial )?(?:{_SEASON_WORD}|year)(?! running| in a row| in succession)"
            r"(?: (?:in (?:charge|the job|the post|management|the dugout"
            r"|C|the K|Z)|at (?:C|the (?:club|helm))|with C|with the club|as (?:C )?(?:[a-z]+ )?(?:manager"
            r"|boss|coach)|under))?|(?:in|at) (?:his|the) (?P<first>first attempt)"
        ),
    ),
    (
        "nth",
        re.compile(
            r"\bin (?:his|their|her) (?P<nth>O)(?P<full>)(?P<first>)(?=,? (?:they|he|she|it|the C|C|his side|,))"
        ),
    ),
    ("nth later", re.compile(r"\b(?:his|her|their|the) (?P<nth>O) (?:was|saw|ended|brought|finished)\b")),
    (
        "same",
        re.compile(
            rf"\b(?:(?:that|the same|the very same|that same|that very same|same) (?:K |league )?(?:{_SEASON_WORD}|year|term)"
            rf"|at the end of (?:the|that) {_SEASON_WORD}|later that {_SEASON_WORD})\b"
        ),
    ),
)
_YEAR_BEFORE: Final = re.compile(
    r"\b(?:in|of|by|from|during|the|and|,|back in|until|for|before|early|late"
    r"|\() (?:both )?(?:the )?(?:early |late |spring of |summer of |autumn of )?$|^$|\($|[–—-] ?$|, $"
    r"|Y and $|Y, $|K $|in $|C $"
)
_SINCE: Final = re.compile(
    r"\b(?:since|between|from|until|to|till|born in|born|after|following|unlike|like in|as in|emulating)"
    r" (?:the )?(?:Y,? and |Y, )*$"
)
_ENDING: Final = re.compile(r"[,)]? (?:that |which |and )?(?:ended|finished|closed|culminated) (?:with|in|on|by)\b")
"""After "from 2011 to 2013": what follows is of its last season."""


def expressions(tagged: Tagged) -> list[Expression]:
    """Return the words that say a season, in order."""
    code = tagged.code
    found: list[Expression] = []
    for at, atom in tagged.atoms.items():
        if atom.code == "S":
            found.append(Expression("season", atom.value, at, at + 1))
        elif atom.code == "Y":
            before = code[max(0, at - 22) : at]
            if _SINCE.search(before) and not _ENDING.match(code, at + 1):
                found.append(Expression("since", atom.value, at, at + 1))
            elif (
                _YEAR_BEFORE.search(before)
                or _ENDING.match(code, at + 1)
                or re.match(r" (?:K|season|campaign|title)|:", code[at + 1 : at + 12])
                or at == 0
            ):
                found.append(Expression("year", atom.value, at, at + 1))
        elif atom.code == "D":
            before = code[max(0, at - 16) : at]
            found.append(Expression("since date" if _SINCE.search(before) else "date", atom.value, at, at + 1))
    if re.search(r"season|term|campaign|year|time|months|O|attempt|spring|summer", code):
        for kind, pattern in _PATTERNS:
            for match in pattern.finditer(code):
                value: object = None
                if kind == "spring":
                    value = match.group("which")
                elif kind in ("summers ago", "months ago"):
                    value = tagged.atoms[match.start("n")].value
                elif kind == "ago":
                    value = tagged.atoms[match.start("n")].value if match.group("n") == "N" else 1
                elif kind in ("nth", "nth later"):
                    if match.groupdict().get("first"):
                        value = (1, False)
                    else:
                        word = match.group("nth")
                        if word == "O":
                            ordinal: int | str = tagged.atoms[match.start("nth")].value
                        elif word in ("final", "last"):
                            ordinal = "last"
                        elif word in ("only", "sole"):
                            ordinal = "only"
                        else:
                            ordinal = 1
                        value = (ordinal, bool(match.groupdict().get("full")))
                elif kind == "next" and "N" in match.group():
                    value = match.group()
                if any(e.at < match.end() and match.start() < e.end for e in found):
                    continue
                found.append(Expression(kind, value, match.start(), match.end()))
    found.sort(key=lambda e: e.at)
    return found


def in_apposition(code: str, expression: Expression, start: int) -> bool:
    """Whether a season is said in passing of the subject, and not of what its verb, at or before `start`, tells.

    "Forest, last year's champions under Clough, lost three times": the defeats are not last year's.
    """
    comma = code.rfind(", ", 0, expression.at)
    possessive = code[: expression.end].endswith("'s")
    if comma < 0 or expression.end > start or code[: expression.at].endswith(("to ", "until ")):
        return False
    if not possessive and _ADVERBIAL.fullmatch(code, comma + 2, expression.at):
        return False
    return _MAIN_VERB.match(code, expression.end, start + 12) is not None


_ADVERBIAL: Final = re.compile(
    r"(?:(?:and|but|then|or|so) )?(?:(?:in|by|at|for|from|early|late|back|again) )*(?:the |his |its )?"
)
_MAIN_VERB: Final = re.compile(
    r"[^,;:]{0,60}, (?:(?:have|has|had|also|then|only|never|just|now|still) )*(?:won|lost|drew|are|were|is|was|finished|took"
    r"|went|came|beat|sit|sits|sat|led|reached|ended|lie|stand|scored|conceded|missed|fell|slipped|climbed|dropped)\b"
)
