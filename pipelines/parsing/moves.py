"""How promotion and relegation are phrased.

Play-offs that were lost belong in `cups`.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact
from pipelines.parsing.tagging import Tagged

_MOVE: Final = (
    (
        "promoted",
        re.compile(
            r"\b(?P<v>promoted|promotion|took (?:them|the (?:club|side)|C|him) (?:straight "
            r"|back )?up\b(?! to [ON])|taken (?:them|C|the club) up\b(?! to O)|go(?:ing)? up|went up"
            r"|taking (?:them|C|the club) up\b(?! to O)|won (?:his|their) way (?:back )?to|led (?:them|C) up"
            r"|lead(?:ing)? (?:them|C) (?:back )?up|return(?:ed)? (?:C|them) to"
            r"|out of)(?: [a-z]+){0,3}?(?P<dir> (?:to|into|from|out of|back to|back into|in)(?: the)? (?P<k>K"
            r"|top flight|top division|premier division|second tier|third tier|fourth tier|O tier"
            r"|football league))?(?P<via> (?:via|through|by way of) (?:the )?play-?offs?)?"
        ),
        "promoted",
    ),
    (
        "play-offs won",
        re.compile(
            r"\b(?P<v>(?:won|winning|wins|win) (?:the |a |that )?(?:S |K |Y |[a-z]+ tier )*play-?offs?(?: final)?"
            r"(?! (?:semi|spot|place|quarter|match|game|tie|against))|(?:winners|victors"
            r"|victorious) in the (?:K )?play-?offs?(?: final)?"
            r"|(?:gone|went|going|goes|up|them up|C up|it up|us up) (?:up )?(?:through|via"
            r"|by way of) the play-?offs?)(?P<k>)(?P<dir>)"
        ),
        "promoted",
    ),
    (
        "gone up",
        re.compile(
            r"\b(?P<v>(?:got|took|brought|fired|taken|takes|bringing) (?:them|us|it|C) (?:straight |back "
            r"|right )?up\b(?! (?:to [ON]|from|against))"
            r"|came (?:straight |right )*(?:back )?up\b(?! (?:to [ON]|with|against|from|for|in|short))"
            r"|(?:had|have|has) (?:just )?gone up\b(?! (?:to [ON]|a|against|in (?:price|value)))|(?:were"
            r"|was|are) going up\b|going up in (?=O))(?P<k>)(?P<dir>)"
        ),
        "promoted",
    ),
    (
        "not kept up",
        re.compile(
            r"\b(?P<v>(?:could not|couldn't|unable to|failed to|too late to|not enough to"
            r"|did not) (?:quite |have )?(?:keep (?:C|them|us|it)"
            r" (?:up\b|in (?:the )?(?:K|division|top flight|league|second tier|O tier))|(?:save|spare"
            r"|rescue) (?:C |them |us )?from"
            r" (?:relegation|the drop|going down)|(?:stop|prevent) (?:C|them|us)(?: from)? (?:going down"
            r"|being relegated|dropping"
            r"|sliding|slipping))|whom he could not save from relegation)(?P<dir>)(?P<k>)"
        ),
        "relegated",
    ),
    (
        "gone down",
        re.compile(
            r"(?P<v>\bcame straight back down\b|\bdropped back(?: down)? again\b|(?:\bC|\bthey) (?:are|were|have gone"
            r"|had gone|go) (?:straight back )?down(?=[.,;:]|$| with| after| and| as))(?P<dir>)(?P<k>)"
        ),
        "relegated",
    ),
    (
        "relegated",
        re.compile(
            r"\b(?P<v>relegated|relegation|went (?:straight |back )*down\b|gone (?:straight |back )*down\b"
            r"|go(?:ing|es)? (?:straight |back )*down\b|dropped (?:out of|into)|drop(?:ping)? out of"
            r"|fell out of|slipped out of|dropped down to|down to the|sent C (?:back )?(?:down )?(?:to|into)"
            r"|the drop|taking (?:them|C) down|took (?:them|C) down)(?P<dir>(?: [a-z]+){0,2}?(?: (?:to|into"
            r"|from|out of))?(?: the)? (?P<k>K|top flight|second tier|third tier|O tier|football league))?"
        ),
        "relegated",
    ),
)
_NOT_MOVE: Final = re.compile(
    r"^(?:[ -](?:battle|zone|fight|scrap|threat|fears?|places?|play-?offs?|candidates|rivals|trouble"
    r"|worries|spots?|danger|race|push|hopes?|challenge|chasers?|contenders|bid|favourites|dogfight"
    r"|strugglers|line|picture|mire|clause|side|opponents|haunted|threatened|odds|party)|s\b"
    r"| wouldn't| for M| of M)"
)
_PERSON_PROMOTED: Final = re.compile(
    r"(?:M|P|\b(?:he|she|assistant)|the [GA])(?:,[^,.;C]{1,40},)? (?:was|is|has been|had been|were"
    r"|being) (?:internally )?$"
)
_NOT_MOVE_BEFORE: Final = re.compile(
    r"(?:avoid(?:ed|ing|s)?|escap(?:e|ed|ing)|newly|flirt(?:ed|ing)(?: [a-z]+)? with|away from"
    r"|threat of|against|risk of|from|clear of|above|near|danger of|facing|face|stave(?:d)? off"
    r"|battling|fighting|survive[d]?|possible|facing|chasing|pushing for|hopes? of|in the hunt for"
    r"|for|race for|bid for|chance of|miss(?:ed)? out on|prospect of|save (?:them|C) from|spared"
    r"|prevent(?:ed)?|beat(?:ing)? the|beat the|already-|candidates for|worried about|recently"
    r"|recently-|just-|fear(?:ed|ing)?|push for|charge for|chase for|without|M was|he was"
    r"|internally)(?: (?:automatic|immediate|an?|the|instant|certain|any|both|their|almost-certain"
    r"|likely|with))* $"
)


_MOVE_TRIGGER: Final = re.compile(
    r"play-?off|keep|save|stop|prevent|promot|relegat|up\b|down|back again|out of|return|drop"
)


def moves(tagged: Tagged) -> Iterator[Candidate]:
    """Yield the promotions and relegations that a sentence tells."""
    code = tagged.code
    if not _MOVE_TRIGGER.search(code):
        return
    for name, pattern, value in _MOVE:
        for match in pattern.finditer(code):
            s, e = match.span()
            after = code[match.end("v") : match.end("v") + 25]
            if match.group("v") in ("relegation", "promotion", "relegated", "promoted", "the drop") and _NOT_MOVE.match(
                after
            ):
                continue
            before = code[max(0, s - 40) : s]
            if match.group("v") in (
                "relegation",
                "promotion",
                "relegated",
                "promoted",
                "the drop",
            ) and _NOT_MOVE_BEFORE.search(before):
                continue
            if match.group("v") == "the drop":
                continue
            if match.group("v") == "promoted" and _PERSON_PROMOTED.search(before):
                continue
            if match.group("v") == "go up" and re.match(r" as (?:runners|champions)|[,.]", after):
                pass
            elif match.group("v") in (
                "out of",
                "go up",
                "going up",
                "down to the",
                "go down",
                "goes down",
                "going down",
                "return C to",
            ) and not match.groupdict().get("k"):
                continue
            if match.group("v") in ("out of", "promotion", "relegation") and not re.search(
                r"\b(?:won|win|winning|wins|secured|securing|achieved?|achieving|earn(?:ed|ing)|clinch(?:ed|ing)"
                r"|gain(?:ed|ing)?|deliver(?:ed|ing)?|seal(?:ed|ing)?|to|led|guided|suffer(?:ed|ing)?|after"
                r"|following|with|since|of|and|in|confirmed|took|take|celebrat\w+|back-to-back|successive|claimed"
                r"|oversaw|end(?:ed|ing)? in|consecutive|automatic|his|their|masterminded)\b[^.;]{0,30}$",
                before,
            ):
                continue
            at = match.start("k") if match.groupdict().get("k") == "K" else None
            direction = match.groupdict().get("dir") or match.group("v")
            generic = None
            if re.search(r"\b(?:to|into|up to|back to)\b", direction) and match.groupdict().get("k"):
                generic = "promotion to" if value == "promoted" else "relegation to"
            elif match.groupdict().get("k") is None or at is None:
                generic = "league"
            yield Candidate(
                f"move: {name}",
                "move",
                s,
                e,
                [Fact("result", value, s, e)],
                words=match.group(),
                competition_at=at,
                generic=generic,
            )
