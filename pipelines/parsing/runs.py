"""How stretches of matches are phrased: unbeaten in eleven, winless in seven, three defeats in a row.

The words that stand around any number of matches are here too. Counts of wins, points and goals belong in `counts`.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact, inner_competition, number_at
from pipelines.parsing.tagging import Tagged

GAMES: Final = r"(?:games?|matches|match|fixtures?|outings?|encounters?|contests?|meetings?|assignments?|starts|rounds)"
ADJ: Final = (
    r"(?:(?:K|G|league|cup|home|away|competitive|straight|consecutive|successive|top-flight|european"
    r"|domestic|regular-season|regular season|regular|group|more|other|total|further|back-to-back|bundesliga"
    r"|group-stage|full|previous|unbeaten|official|senior|first-team|such) )*"
)
HEDGE: Final = (
    r"(?:only |the remaining |the other |just |a mere |a miserly |merely |no more than |as many as |all |a total of "
    r"|a further |another |no fewer than |at least |the O |the grand total of |some |more than |over |a record "
    r"|a club-record |a remarkable |an impressive |a grand total of |precisely |exactly |a paltry "
    r"|barely |fully |fewer than )*"
)
WHOSE: Final = r"(?:his |her |their |its |the |those |these |our |C's |M's |a )?"
SPAN: Final = r"(?:last|past|previous|final|next|O|opening|most recent|preceding|recent|latest)"

_WITHOUT_LOSS: Final = (
    r"(?:unbeaten|undefeated|without (?:(?:a|an|single|tasting|suffering|knowing|league) )*"
    r"(?:defeat|loss|losing|beating|reverse|being beaten))"
)
_WITHOUT_WIN: Final = (
    r"(?:winless|without (?:(?:a|single|solitary|tasting|recording|registering|managing|league|home|K) )*"
    r"(?:wins?|victory|success|winning))"
)
_WHERE: Final = r"(?: (?:in|of) (?:the league|league football|the K|K|all competitions|the division))?"
_NOT_TIME: Final = r"(?! (?:years|months|weeks|days|minutes|seasons|hours|points|goals|of (?:those|them))|-)"
_LAST_N: Final = rf"{WHOSE}(?P<span>{SPAN} )?{HEDGE}(?P<n>N)\b{_NOT_TIME}(?P<games> {ADJ}{GAMES})?"
_ANY_OF: Final = rf"(?:any |one |even one )?of {_LAST_N}"
_OVER: Final = r"(?:in|for|through|over|across|during|throughout|from|after)"
_SEQUENCE: Final = r"(?:run|streak|start|sequence|spell|stretch|series)"
_IN_A_ROW: Final = r"(?:in a row|on the (?:spin|trot|bounce|run)|in succession|running|on end)"
_STRAIGHT: Final = r"(?:straight|consecutive|successive|back-to-back|unanswered)"
_OF_WHAT: Final = r"(?:(?:K|league|home|away|cup|bundesliga|G|top-flight) )*"
_NOT_SOME_OF: Final = r"(?<!of the )(?<!of their )(?<!of his )(?<!of its )(?<!of C's )(?<!of our )"
_WINS: Final = r"(?:wins?|victor(?:y|ies))"
_LOSSES: Final = r"(?:defeats?|loss(?:es)?|reverses?)"
_DRAWS: Final = r"(?:draws?|stalemates?)"
_NOT_OVER_CLUB: Final = r"(?! (?:over|against|at|to|by) (?:the )?[CM])"


def _row(noun: str, verb: str, gerund: str) -> tuple[str, ...]:
    """Return the patterns of matches that all ended alike: nouns, ordinals, verbs."""
    return (
        rf"(?P<n>N) (?:{_OF_WHAT}){_STRAIGHT} {_OF_WHAT}{noun}\b",
        rf"(?P<n>N) (?:of them )?{_OF_WHAT}{noun} {_IN_A_ROW}",
        rf"(?P<o>O) {_OF_WHAT}(?:{_STRAIGHT} {_OF_WHAT}{noun}\b|{noun} {_IN_A_ROW}){_NOT_OVER_CLUB}",
        rf"\b(?:{verb}|{gerund}) (?:all |each |every one )?(?:of )?{WHOSE}(?:of (?:his|their|the) )?"
        rf"(?P<span>{SPAN} )?(?P<n>N)(?: {ADJ}{GAMES})? (?:{_STRAIGHT}|{_IN_A_ROW})",
        rf"\b(?:{verb}|{gerund}) (?:all |each |every one )?(?:of )?(?:his|their|its|the|all|C's|M's|her)"
        rf"(?: of (?:his|their|the))? (?P<span>{SPAN}) (?P<n>N)\b(?! (?:titles|trophies|cups|points|goals)| of\b)"
        rf"(?P<games> {ADJ}{GAMES})?",
    )


_RUN: Final = (
    (
        "unbeaten in",
        "unbeaten",
        (
            rf"\b(?:not (?:been beaten|lost|tasted defeat)|{_WITHOUT_LOSS}|have not lost|avoided defeat)"
            rf"{_WHERE} {_OVER} {_LAST_N}",
            rf"\b(?:did not|have not|has not|had not|not|never) (?:lose|lost|taste|tasted|suffer|suffered|been|know|known)"
            rf"(?: a)?(?: defeat| beaten)? (?:in )?{_ANY_OF}",
            rf"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?(?:unbeaten|undefeated) {_SEQUENCE}",
            rf"unbeaten {_SEQUENCE} (?:of|to|in|that (?:stretched|lasted)(?: to)?|stretching(?: to| back)?|spanning|over"
            rf"|across|(?:now )?(?:stood|stands) at|extended to|extends to|reads|:) ?{HEDGE}(?P<n>N)\b{_NOT_TIME}"
            rf"(?: {ADJ}{GAMES})?",
            rf"(?P<n>N)(?: {ADJ}{GAMES})?{_WHERE}(?: gone by| passed| played| in succession| {_IN_A_ROW})? {_WITHOUT_LOSS}\b",
            rf"(?P<o>O) {_OF_WHAT}(?:game|match|fixture|outing)(?: {_IN_A_ROW})? {_WITHOUT_LOSS}\b",
        ),
    ),
    (
        "winless in",
        "winless",
        (
            rf"\b{_WITHOUT_WIN}{_WHERE} {_OVER} {_LAST_N}",
            rf"\b(?:not (?:won|managed a (?:win|victory)|tasted victory)|have not won|failed to win)"
            rf"{_WHERE} (?:in|for) {_LAST_N}",
            rf"\b(?:not won|not win|won none|failed to win|fail to win|won not one|winning none|without winning) {_ANY_OF}",
            rf"\bno (?:wins?|victory|victories)(?: to show)? {_OVER} {_LAST_N}",
            rf"\bnot seen C win {_ANY_OF}",
            rf"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?winless {_SEQUENCE}",
            rf"winless {_SEQUENCE} (?:of|stretching to|to|that reached|:) ?{HEDGE}(?P<n>N)\b{_NOT_TIME}(?: {ADJ}{GAMES})?",
            rf"(?P<n>N)(?: {ADJ}{GAMES})?{_WHERE}(?: gone by| passed| played| in succession| {_IN_A_ROW})? {_WITHOUT_WIN}\b",
            rf"(?P<o>O) {_OF_WHAT}(?:game|match|fixture|outing)(?: {_IN_A_ROW})? {_WITHOUT_WIN}\b",
        ),
    ),
    (
        "wins in a row",
        "wins",
        (
            rf"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?winning {_SEQUENCE}",
            rf"winning {_SEQUENCE} (?:of|to|stretching to|:) ?(?P<n>N)\b{_NOT_TIME}",
            *_row(_WINS, "w[io]n|wins", "winning"),
            rf"{_NOT_SOME_OF}(?P<span>{SPAN}) (?P<n>N) (?:{ADJ}{GAMES} )?(?:(?:were|have|had) )?"
            r"(?:all )?(?:been )?(?:all )?won\b",
        ),
    ),
    (
        "defeats in a row",
        "losses",
        (
            rf"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?losing {_SEQUENCE}",
            rf"losing {_SEQUENCE} (?:of|to|stretching to|:) ?(?P<n>N)\b{_NOT_TIME}",
            *_row(_LOSSES, "los[et]", "losing"),
            rf"{_NOT_SOME_OF}(?P<span>{SPAN}) (?P<n>N) (?:{ADJ}{GAMES} )?(?:were|have|had) "
            r"(?:all )?(?:been )?(?:all )?lost\b",
        ),
    ),
    ("draws in a row", "draws", _row(_DRAWS, "drew|drawn|draw", "drawing")),
)
_PATTERNS: Final = tuple(
    (name, what, tuple(re.compile(pattern) for pattern in patterns)) for name, what, patterns in _RUN
)
_WORDS: Final = re.compile(
    r"unbeaten|undefeated|winless|straight|consecutive|successive|back-to-back|in a row|on the"
    r"|succession|without|winning|losing|drawing|not |w[io]n|los[te]|dr[ae]w|unanswered|never"
    r"|failed|running|on end|no (?:win|vict)|defeat"
)
_IN_COMPETITION: Final = re.compile(r" in (?:the )?K")
_ALL_OF_HIS: Final = re.compile(r"\bany of (?:his|her|their|its|M's|C's) N\b")
"""All the matches of a spell or season, not a stretch of them."""
_MOST_MATCHES: Final = 120


def runs(tagged: Tagged) -> Iterator[Candidate]:
    """Find stretches of matches of one kind of result; a sentence is searched once."""
    if tagged.runs is None:
        tagged.runs = list(_find(tagged))
    yield from tagged.runs


def _find(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if not ("N" in code or "O" in code) or not _WORDS.search(code):
        return
    taken: list[tuple[int, int]] = []
    for name, what, patterns in _PATTERNS:
        for pattern in patterns:
            for match in pattern.finditer(code):
                groups = match.groupdict()
                number = number_at(tagged, match.start("n" if groups.get("n") else "o"))
                if not isinstance(number, int) or not 2 <= number <= _MOST_MATCHES:
                    continue
                s, e = match.span()
                if any(a < e and s < b for a, b in taken):
                    continue
                taken.append((s, e))
                facts = [Fact("matches", number, s, e)]
                if what == "unbeaten":
                    facts.append(Fact("unbeaten", True, s, e))
                elif what == "winless":
                    facts.append(Fact("wins", 0, s, e))
                else:
                    facts.append(Fact(what, number, s, e))
                after = _IN_COMPETITION.match(code, e)
                yield Candidate(
                    name,
                    "run",
                    s,
                    e,
                    facts,
                    scope=None if _ALL_OF_HIS.search(match.group()) else "run",
                    words=match.group(),
                    competition_at=after.end() - 1 if after else inner_competition(tagged, s, e),
                    opening=is_opening(tagged, match),
                )


def is_opening(tagged: Tagged, match: re.Match[str]) -> bool:
    """Whether a stretch is of the first matches: "their first four", "the opening six"."""
    span = (match.groupdict().get("span") or "").strip()
    return span == "opening" or (span == "O" and tagged.atoms[match.start("span")].value == 1)
