"""How stretches of matches are phrased: unbeaten in eleven, winless in seven, three defeats in a row.

The words that stand around any number of matches are here too. Counts of wins, points and goals belong in `counts`.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact, inner_competition, number_at
from pipelines.parsing.tagging import Tagged

GAMES: Final = r"(?:games?|matches|match|fixtures?|outings?|encounters?|contests?|meetings?|assignments?|starts)"
ADJ: Final = (
    r"(?:(?:K|G|league|cup|home|away|competitive|straight|consecutive|successive|top-flight|european"
    r"|domestic|regular-season|regular season|group|more|other|total|further|back-to-back|bundesliga"
    r"|group-stage|full|previous|unbeaten|official|senior|first-team|such) )*"
)
HEDGE: Final = (
    r"(?:only |the remaining |the other |just |a mere |merely |as many as |all |a total of "
    r"|a further |another |no fewer than |at least |the O |some |more than |over |a record "
    r"|a club-record |a remarkable |an impressive |a grand total of |precisely |exactly |a paltry "
    r"|barely |fully |fewer than )*"
)
WHOSE: Final = r"(?:his |her |their |its |the |those |these |our |C's |M's |a )?"
SPAN: Final = r"(?:last|past|previous|final|next|O|opening|most recent|preceding|recent)"

_RUN: Final = (
    (
        "unbeaten in",
        re.compile(
            r"\b(?:unbeaten|undefeated|not (?:been beaten|lost|tasted defeat)|without (?:a )?(?:defeat|loss"
            r"|losing)|have not lost|avoided defeat) (?:in|for|through|over|across|during"
            rf"|throughout) {WHOSE}(?P<span>{SPAN} )?{HEDGE}(?P<n>N)\b(?: of (?:his"
            rf"|their) N)?(?P<games> {ADJ}{GAMES})?(?! (?:years|months|weeks|days|minutes|seasons|hours))"
        ),
        ("matches", "unbeaten"),
    ),
    (
        "unbeaten run",
        re.compile(
            r"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?(?:unbeaten|undefeated) (?:run|streak|start|sequence)"
            r"|unbeaten (?:run|streak|sequence|start) (?:of|to|in|that (?:stretched|lasted)(?: to)?"
            r"|stretching(?: to| back)?|spanning|over|across|stood at|now stands at|stands at|extended to|to"
            rf"|extends to) {HEDGE}(?P<n2>N)\b(?! (?:years|months|weeks|days))(?: {ADJ}{GAMES})?"
        ),
        ("matches", "unbeaten"),
    ),
    (
        "games unbeaten",
        re.compile(
            rf"(?P<n>N) (?:{ADJ})(?:{GAMES} )?(?:unbeaten|undefeated|without (?:a |being |tasting "
            r"|suffering )?(?:single )?(?:defeat|losing|loss|beaten))\b"
        ),
        ("matches", "unbeaten"),
    ),
    (
        "winless in",
        re.compile(
            r"\b(?:winless (?:in|for|through)|(?:without|not) (?:a |managed a |had a |recorded a "
            r"|registered a |tasted )?(?:league |home |K )?(?:win|victory|won|winning|success) (?:in|for|from"
            r"|after|over)|have not won (?:in|for)|failed to win (?:any of|in|for)|yet to win (?:in"
            rf"|after)) {WHOSE}(?P<span>{SPAN} )?{HEDGE}(?P<n>N)\b(?P<games> {ADJ}{GAMES})?(?! (?:years"
            r"|months|weeks|days|seasons))"
        ),
        ("matches", "winless"),
    ),
    (
        "not won any",
        re.compile(
            r"\b(?:not won|won none|failed to win|won not one) (?:any |one )?of (?:his|their|its"
            rf"|the) {SPAN} (?P<n>N)\b(?P<games> {ADJ}{GAMES})?"
        ),
        ("matches", "winless"),
    ),
    (
        "winless run",
        re.compile(
            r"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?winless (?:run|streak|start|sequence)|winless (?:run"
            rf"|streak|sequence) (?:of|stretching to|to) {HEDGE}(?P<n2>N)\b(?: {ADJ}{GAMES})?"
            rf"|(?P<n3>N) (?:{ADJ})(?:{GAMES} )?without (?:a |tasting |recording a )?(?:single )?(?:win"
            r"|victory|winning|success)\b"
            rf"|run of (?P<n4>N) (?:{ADJ})?(?:{GAMES} )?(?:[a-z ]{{0,14}}? )?without (?:a )?win"
        ),
        ("matches", "winless"),
    ),
    (
        "winning run",
        re.compile(
            r"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?winning (?:run|streak|start|sequence)|winning (?:run"
            r"|streak|sequence) (?:of|to|stretching to) (?P<n2>N)\b"
        ),
        ("matches", "wins"),
    ),
    (
        "losing run",
        re.compile(
            r"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?losing (?:run|streak|start|sequence)|losing (?:run"
            r"|streak|sequence) (?:of|to|stretching to) (?P<n2>N)\b"
        ),
        ("matches", "losses"),
    ),
    (
        "straight wins",
        re.compile(
            r"(?P<n>N) (?:(?:K|league|home|away|cup) )?(?:straight|consecutive|successive|back-to-back"
            r"|unanswered) (?:K |league |home |away |cup |bundesliga )*(?:wins|victories)\b|(?P<n2>N) (?:K "
            r"|league |home |away )*(?:wins|victories) (?:in a row|on the (?:spin|trot|bounce|run)"
            r"|in succession|on the bounce)|\bwon (?:(?:their|his|the|its) )?(?:(?:last|past|O|opening|final"
            r"|previous) )?(?P<n3>N)(?: [a-z]+)? (?:straight|consecutive|successive|in a row|on the (?:spin"
            r"|trot|bounce|run)|in succession)|\bwinning (?P<n4>N) (?:straight|consecutive|successive"
            r"|in a row|on the (?:spin|trot|bounce)|in succession)"
        ),
        ("matches", "wins"),
    ),
    (
        "won the last",
        re.compile(
            r"\b(?:won|winning|win|wins) (?:all |each |every one )?(?:of )?(?:his|their|its|the|all|C's|M's"
            rf"|her)(?: of (?:his|their|the))? {SPAN} (?P<n>N)\b(?! (?:titles|trophies"
            rf"|cups))(?P<games> {ADJ}{GAMES})?|{SPAN} (?P<n2>N) (?:{ADJ}{GAMES} )?(?:(?:were|have"
            r"|had) )?(?:all )?(?:been )?(?:all )?won\b"
        ),
        ("matches", "wins"),
    ),
    (
        "lost the last",
        re.compile(
            r"\b(?:lost|losing|lose) (?:all |each |every one )?(?:of )?(?:his|their|its|the|all|C's|M's"
            rf"|her)(?: of (?:his|their|the))? {SPAN} (?P<n>N)\b(?P<games> {ADJ}{GAMES})?"
            rf"|{SPAN} (?P<n2>N) (?:{ADJ}{GAMES} )?(?:(?:were|have|had) )(?:all )?(?:been )?(?:all )?lost\b"
        ),
        ("matches", "losses"),
    ),
    (
        "straight defeats",
        re.compile(
            r"(?P<n>N) (?:(?:K|league|home|away|cup) )?(?:straight|consecutive|successive|back-to-back) (?:K "
            r"|league |home |away |cup )*(?:defeats|losses|reverses)\b|(?P<n2>N) (?:K |league |home "
            r"|away )*(?:defeats|losses) (?:in a row|on the (?:spin|trot|bounce|run)|in succession)"
            r"|\blost (?:(?:their|his|the|its) )?(?:(?:last|past|O|opening|final"
            r"|previous) )?(?P<n3>N)(?: [a-z]+)? (?:straight|consecutive|successive|in a row|on the (?:spin"
            r"|trot|bounce|run)|in succession)|\blosing (?P<n4>N) (?:straight|consecutive|successive|in a row"
            r"|on the (?:spin|trot|bounce)|in succession)"
        ),
        ("matches", "losses"),
    ),
)


def runs(tagged: Tagged) -> Iterator[Candidate]:
    """Find stretches of matches of one kind of result; a sentence is searched once."""
    if tagged.runs is None:
        tagged.runs = list(_find_runs(tagged))
    yield from tagged.runs


_RUN_WORDS: Final = re.compile(
    r"unbeaten|undefeated|winless|straight|consecutive|successive|back-to-back|in a row|on the"
    r"|succession|without|winning|losing|not (?:won|lost|been)|won|win|lost|lose|unanswered"
    r"|failed to win|yet to win|tasted defeat"
)


def _find_runs(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "N" not in code or not _RUN_WORDS.search(code):
        return
    for name, pattern, (_first, second) in _RUN:
        for match in pattern.finditer(code):
            group = next((g for g in ("n", "n2", "n3", "n4") if match.groupdict().get(g)), None)
            if group is None:
                continue
            at = match.start(group)
            n = number_at(tagged, at)
            if not isinstance(n, int) or n > 120 or n < 2:
                continue
            s, e = match.span()
            facts = [Fact("matches", n, s, e)]
            if second == "unbeaten":
                facts.append(Fact("unbeaten", True, s, e))
            elif second == "winless":
                facts.append(Fact("wins", 0, s, e))
            else:
                facts.append(Fact(second, n, s, e))
            yield Candidate(
                name,
                "run",
                s,
                e,
                facts,
                scope="run",
                words=match.group(),
                competition_at=inner_competition(tagged, s, e),
                opening=_is_opening(tagged, match),
            )


def _is_opening(tagged: Tagged, match: re.Match[str]) -> bool:
    """Whether a run is of the first matches: "their first four", "the opening six"."""
    span = (match.groupdict().get("span") or "").strip()
    return span == "opening" or (span == "O" and tagged.atoms[match.start("span")].value == 1)
