"""How the rounds of cups are phrased: reached, lost in, knocked out in; finals, groups and play-offs.

Cups won without a word of the final belong in `titles`.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact, number_at
from pipelines.parsing.tagging import Tagged

_KNOCKED_OUT: Final = re.compile(
    r"\b(?:knocked out of|went out of|dumped out of|out of|eliminated from|crashed out of"
    r"|bowed out of|exit from) (?:the )?(?P<k>K) (?:by|to|against|at home to) (?:O-(?:tier|division) "
    r"|non-league |lower-league |the )*(?P<who>C|Z)"
)
_ROUND_WORDS: Final = (
    r"(?P<round>(?:beaten|losing|defeated) finalists?|semi-? ?final(?:ists?|s)?|semis"
    r"|quarter-? ?final(?:ists?|s)?|quarters"
    r"|last[ -](?:N|O|four|eight|sixteen)(?! (?:win|victory))|round N\b(?![-:])|opening round"
    r"|round of (?:N|sixteen)|O round|O-round|first-round|second-round|group[- ]stages?|league phase"
    r"|group phase|(?:grand )?finals?|showpiece|play-?offs?(?: (?:final|semi-finals?|semis))?(?! (?:places?"
    r"|spots?|positions?|race|picture|line|push|hopes|contention|berth|zone|chase))"
    r"|knockout (?:play-?offs?|phase|stages?|round)|knock-out (?:play-?offs?|phase|stages?|rounds?)"
    r"|preliminary round|qualifying round|group)"
)
_ROUND: Final = (
    (
        "round of cup",
        re.compile(
            rf"(?<![a-z-]){_ROUND_WORDS}(?: stages?)?(?: (?:exits?|defeats?|loss|losses|elimination|place|spot|berth"
            r"|appearance|tie|clash))?(?:,)? (?:of|in|from|to) (?:both )?(?:the |this |that |last year's "
            r"|last season's |this season's |S |Y |their |C's )*(?P<k>K|competition|cup|copa|tournament"
            r"|domestic cup|(?:G )?cup|league cup|(?:domestic )?cups)\b"
        ),
    ),
    (
        "cup run",
        re.compile(
            r"(?P<k>K|\b(?:league )?cup)(?: (?:run|campaign|adventure|journey|hopes|defence"
            r"|involvement))?(?: of (?:M's )?[CM])? "
            r"(?:(?:went|got|had gone|reached) (?:no further than|as far as)|ended (?:in|at)|was ended in"
            r"|came to an end in|stopped at"
            rf"|ran aground in|foundered in) (?:the |a ){_ROUND_WORDS}"
        ),
    ),
    (
        "out of cup in",
        re.compile(rf"out of (?:the )?(?P<k>K)(?: (?:at|by|to|against) C)? (?:in|at) (?:the |a )?{_ROUND_WORDS}"),
    ),
    ("cup round", re.compile(rf"(?P<k>K|\b(?:league )?cup)(?:'s|')? {_ROUND_WORDS}\b")),
    (
        "finalists",
        re.compile(
            r"(?P<k>)(?:(?<=[CZ], )|(?<=side, )|(?<=[CZ], the ))(?P<round>(?:losing |beaten )?semi-?finalists|quarter-?finalists"
            r"|(?:beaten|losing) finalists)\b"
        ),
    ),
    (
        "round alone",
        re.compile(
            r"\b(?P<lead>reach(?:ed|es|ing)?|got to|into|in|made|to|at|out|lost|beaten|through to"
            r"|progressed to|advanced to|exit|eliminated|knocked out|went out|run to|losing|fell|bowed out"
            rf"|crashed out|dumped out|lose|denied)(?P<mid>[^.;NX]{{0,50}}?)\b(?:the |a |that |their "
            rf"|its )(?:inaugural |last |O |Y |S |recent )?(?P<k>)?{_ROUND_WORDS}\b(?! of)"
        ),
    ),
)


_ROUND_VALUES: Final = (
    (re.compile(r"^play-?off|^knock-?out (?:play-?off|round)"), "play_off"),
    (re.compile(r"^(?:beaten|losing|defeated) finalist"), "runner_up"),
    (re.compile(r"^(?:(?:beaten|losing) )?semi"), "semi_final"),
    (re.compile(r"^quarter"), "quarter_final"),
    (re.compile(r"^group"), "group_stage"),
    (re.compile(r"^league phase"), "league_phase"),
    (re.compile(r"^(?:grand )?finals?$|^showpiece"), "final"),
    (re.compile(r"^opening round"), "early_round"),
    (re.compile(r"^(?:preliminary|qualifying)"), "early_round"),
)
_LOST: Final = re.compile(
    r"\b(?:los(?:t|ing|e|s)|beaten|defeat(?:ed)?|runners?-up|fell|falling short|heartbreak|denied"
    r"|went down|edged out|pipped|missed out|agony|beating them|eventual winners|came unstuck"
    r"|succumb)\b"
)
_WON: Final = re.compile(r"\b(?:won|win|winning|beat|beating|victory|triumph|overcame|lifted|defeating|saw off)\b")


_GROUP_OUT: Final = re.compile(
    r"\b(?:out|eliminated|exit|knocked|fail(?:ed|ure)|bow(?:ed|ing)|f[ae]ll|bottom|crash(?:ed|ing)|early"
    r"|harsh|past)\b"
)
_PLAY_OFF_OUT: Final = re.compile(
    r"\b(?:lost|losing|beaten|lose|defeat(?:ed)?|reached|reach|final|semi|knocked out|fell|missed out"
    r"|near miss(?:es)?|out on)\b"
)
_ROUND_TRIGGER: Final = re.compile(
    r"out of|eliminated|exit from|final|semis|quarter|last [NO]|last-|round|group|phase|play-?off|showpiece|knock"
)


_CONFERENCE: Final = re.compile(r"\b(?:west|east)(?:ern)? (?:K|conference) final")
"""In American leagues the final of a conference is a semi-final of the cup."""


def rounds(tagged: Tagged) -> Iterator[Candidate]:
    """Yield the rounds of cups that a sentence says were reached, lost or won."""
    code = tagged.code
    taken: list[tuple[int, int]] = []
    if not _ROUND_TRIGGER.search(code):
        return
    for name, pattern in _ROUND:
        for match in pattern.finditer(code):
            s, e = match.start("round"), match.end()
            if any(x < e and s < y for x, y in taken):
                continue
            words = match.group("round")
            value = _round_value(words, tagged, s)
            if value is None:
                continue
            lead = code[max(0, s - 70) : s]
            tail = code[e : e + 90]
            if value == "final":
                of_conference = _CONFERENCE.search(code, max(0, s - 24), e) is not None
                value = "semi_final" if of_conference else _final_value(lead, tail)
                if value is None:
                    continue
            elif value in ("group_stage", "league_phase"):
                if not _GROUP_OUT.search(lead[-45:] + " " + tail[:45]):
                    continue
            elif re.match(r"play-?off", words) and not _PLAY_OFF_OUT.search(lead + tail[:40]):
                continue
            if re.search(
                r"\b(?:first leg|second leg|next|draw for|will|face|faces|on track|tie against|against C in"
                r"|ahead of|before(?! that\b)|meet|host|hosts|could|would|can|clash)\b",
                lead[-45:],
            ) and not re.search(
                r"\b(?:reached|knocked out|lost|losing|lose|falling|fell|exit|beaten|through to|out in|out of"
                r"|are in|into)\b",
                lead[-60:],
            ):
                continue
            taken.append((s, e))
            at = match.start("k") if match.group("k") == "K" else None
            generic = None
            if at is None:
                k = match.group("k") or ""
                generic = "league cup" if "league cup" in k else "cup" if re.search(r"cup|copa", k) else "that cup"
                if k.endswith("cups"):
                    generic = "both cups"
                if value == "play_off" and "play" in words:
                    generic = "league"
            candidate = Candidate(
                f"round: {name}",
                "round",
                s,
                e,
                [Fact("result", value, s, e)],
                words=lead + match.group("round"),
                competition_at=at,
                generic=generic,
                round=words,
            )
            yield candidate
            yield from _also(tagged, match, candidate)
    if not taken:
        for match in _KNOCKED_OUT.finditer(code):
            at = match.start("k")
            if tagged.atoms[at].value.competitions[0].kind == "cup":
                yield Candidate(
                    "round: knocked out",
                    "round",
                    match.start(),
                    match.end(),
                    [Fact("result", "early_round", match.start(), match.end())],
                    words=match.group(),
                    competition_at=at,
                )


def _also(tagged: Tagged, match: re.Match[str], first: Candidate) -> Iterator[Candidate]:
    """Yield the second cup of "the semi-finals of the K and the K"."""
    tail = re.match(
        r"(?:,? and|, as well as|, plus)(?: of)?(?: the)? K\b(?! (?:title|final|trophy))",
        tagged.code[match.end() : match.end() + 30],
    )
    if tail and match.group("k") == "K":
        at = match.end() + tail.end() - 1
        yield Candidate(
            first.rule,
            "round",
            first.start,
            at + 1,
            [Fact("result", first.facts[0].value, first.start, at + 1)],
            words=first.words,
            competition_at=at,
            round=first.round,
        )


def _round_value(words: str, tagged: Tagged, s: int) -> str | None:
    for pattern, value in _ROUND_VALUES:
        if pattern.search(words):
            return value
    number: int | None = None
    for offset, character in enumerate(words):
        if character in "NO":
            number = int(number_at(tagged, s + offset))
    if words.startswith("last") or words.startswith("round of"):
        number = number or {"four": 4, "eight": 8, "sixteen": 16}.get(re.split("[ -]", words)[-1], 0)
        return {
            4: "semi_final",
            8: "quarter_final",
            16: "round_of_16",
            32: "round_of_32",
            2: None,
            64: "early_round",
        }.get(number)
    if number is not None and (words.endswith("round") or words.startswith("round")):
        return f"O{number}"
    if words in ("first-round", "second-round"):
        return "O1" if words.startswith("first") else "O2"
    return None


def _final_value(lead: str, tail: str) -> str | None:
    tail = re.split(r"[.;]", tail)[0]
    if _LOST.search(lead[-40:]) or (_LOST.search(tail[:70]) and not _WON.search(tail[:25])):
        if re.search(r"\b(?:beat|beating|won|winning|after|defeating)\b(?! by)", lead[-14:]) and not _LOST.search(
            lead[-14:]
        ):
            return "winner"
        return "runner_up"
    if re.search(
        r"\b(?:win|victory|triumph|success|winners)(?: \w+)? (?:over|against) C in (?:the |S |Y |that "
        r"|last |month's )*(?:K |cup )?$",
        lead,
    ):
        return "winner"
    if re.search(r"^(?:,| that| which)? (?:was|were|had been|they) lost\b", tail):
        return "runner_up"
    if re.search(
        r"\b(?:won|winning|win|wins|victory in|triumph in|triumphed in|beat(?:ing)? C (?:X )?in"
        r"|beat(?:ing)?[^.;]{0,25} in)(?: [a-z]+)? (?:the |a |S |Y |that |O )*(?:K |cup )?$",
        lead,
    ) or re.search(r"\b(?:winning|win over|victory over|beat C in) (?:the |in the )?$", lead):
        return "winner"
    return None
