"""The clauses of a sentence and their subjects: in "M took over after N resigned, and won twice" the wins are M's.

A shallow reading, by conjunctions, relative pronouns and commas. Whom a subject is, `discourse` tells; what follows for
a phrase is weighed in `keys`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.parsing.discourse import Ref


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a tagged sentence with its subject, None where none is told.

    `depth` is 1 in a subordinate clause, and 2 where the subject is that of the part before.
    """

    start: int
    end: int
    subject: Ref | None
    depth: int = 0


_BREAK: Final = re.compile(r"[;:]| [–—-] |[.!?] ")
_RELATIVE: Final = re.compile(
    r"(?:,|(?<=[MCP])|(?<=team)|(?<=side)|(?<=club)|(?<=man)) (?:of |with |under |for )?(who|which|whom|whose|where)\b"
)
_SUBORDINATE: Final = re.compile(
    r"\b(?:after|before|when|while|whereas|as|since|until|till|because|though|although|if|where|once|that) (?:the |then |only )?$"
)
_ABSOLUTE: Final = re.compile(r" (?:having|being|still|[a-z]{2,}ing)\b")
_OPENS: Final = re.compile(
    r"(?:^|[,(] ?|\b(?:and|but|or|then|yet|so|that|nor|for) )(?:(?:the|his|their|a|an|former|new|old|young|G|N-year-old|A|then"
    r"|now|later|instead|meanwhile|successor|predecessor|manager|coach|boss|only|even|mr|sir|champions|strugglers"
    r"|when)(?: {0,2}| ?, ?))*$"
)
_VERB: Final = re.compile(
    r"(?:'s?(?: [a-zCNO-]+){1,4}?)?(?:,[^,;]{1,90},| \([^)]*\))?(?: (?:[a-z]+ly|also|then|still|now|only|just|never|soon|twice"
    r"|duly|once|themselves|himself|both|all|not))* ([a-z]+)(?:'|\b)"
)
_NO_VERB: Final = frozenset(
    {
        *(
            "and",
            "or",
            "but",
            "nor",
            "than",
            "as",
            "that",
            "if",
            "though",
            "although",
            "because",
            "while",
            "when",
            "until",
        ),
        *(
            "in",
            "at",
            "of",
            "on",
            "from",
            "with",
            "for",
            "to",
            "by",
            "after",
            "before",
            "under",
            "over",
            "against",
            "into",
        ),
        *("behind", "above", "below", "off", "per", "via", "without", "within", "during", "since"),
        *("the", "a", "an", "his", "their", "its", "this", "who", "which", "whom", "whose", "where"),
        *("side", "team", "men", "players", "boss", "manager", "coach", "head", "man", "games", "matches", "points"),
    }
)
"""Words that follow a name without being its verb."""


def read(code: str, refs: Sequence[Ref]) -> list[Clause]:
    """Return the clauses of a tagged sentence, the outer ones first. `refs` are its places in order."""
    clauses: list[Clause] = []
    last: Ref | None = None
    start = 0
    for stop in [*(match.start() for match in _BREAK.finditer(code)), len(code)]:
        if stop > start:
            part = _part(code, start, stop, [ref for ref in refs if start <= ref.at < stop], last)
            last = next((clause.subject for clause in reversed(part) if clause.depth != 1), last)
            clauses += part
        start = stop + 1
    return sorted(clauses, key=lambda clause: (clause.depth == 1, clause.start))


def at(clauses: Sequence[Clause], place: int) -> Clause | None:
    """Return the innermost clause around a place."""
    around = [clause for clause in clauses if clause.start <= place < clause.end]
    return around[-1] if around else None


def _part(code: str, start: int, stop: int, refs: Sequence[Ref], last: Ref | None) -> list[Clause]:
    """Return the clauses between two breaks; where no subject is told, that of the part before goes on."""
    inner: list[Clause] = []
    for match in _RELATIVE.finditer(code, start, stop):
        before = [ref for ref in refs if ref.end <= match.start() + 1 and not ref.located]
        end = _comma(code, match.end(), stop)
        if match.group(1) in ("who", "which"):
            subject = before[-1] if before else None
        else:
            subject = next((r for r in refs if match.end() <= r.at < end and _acts(code, r, end)), None)
        inner.append(Clause(match.start(), end, subject, 1))
    for ref in refs:
        before_ref = code[max(start, ref.at - 24) : ref.at]
        absolute = before_ref.endswith(", ") and _ABSOLUTE.match(code, ref.end)
        if absolute or (_SUBORDINATE.search(before_ref) and _acts(code, ref, stop)):
            inner.append(Clause(ref.at, _comma(code, ref.end, stop), ref, 1))
    subjects = [
        ref
        for ref in refs
        if not ref.rival
        and not any(clause.start <= ref.at < clause.end for clause in inner)
        and _OPENS.search(code[start : ref.at].lstrip())
        and _acts(code, ref, stop)
    ]
    edges = [start, *(ref.at for ref in subjects), stop]
    outer = [
        Clause(first, last, subject)
        for first, last, subject in zip(edges[:-1], edges[1:], [None, *subjects], strict=True)
        if last > first
    ]
    if outer and outer[0].subject is None and last is not None:
        outer[0] = Clause(outer[0].start, outer[0].end, last, 2)
    return [*outer, *inner]


def _comma(code: str, start: int, stop: int) -> int:
    found = code.find(",", start, stop)
    return found if found >= 0 else stop


def _acts(code: str, ref: Ref, stop: int) -> bool:
    """Whether a verb follows a reference."""
    found = _VERB.match(code, ref.end, min(stop, ref.end + 140))
    return found is not None and found.group(1) not in _NO_VERB
