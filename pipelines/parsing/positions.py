"""How places in a table are phrased: "finished third", "sit 14th", "bottom of the group", "eleventh, then seventh".

Runners-up of a league are here; of a cup they are told apart in `attribution`. Rounds of cups belong in `cups`.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact, number_at
from pipelines.parsing.tagging import Tagged

_PLACE: Final = (
    r"(?:(?P<o>O)(?P<frombottom> (?:from|off) (?:the )?(?:bottom|foot)"
    r"|[ -](?:from-)?bottom)?(?P<placed>-placed?|-place| place| spot| position)?"
    r"|(?P<bottom>rock[- ]bottom|dead last|last place|bottom[- ]place|bottom|the foot|the bottom)|(?P<top>top spot"
    r"|first place|the summit|top|pole position))"
)
_POSITION: Final = (
    (
        "group",
        re.compile(
            r"(?P<v>)\b(?:(?P<bottom>bottom of (?:their|the|its|his) (?:K )?group)|(?P<top>(?:top of"
            r"|topp(?:ed|ing)|won|winning|winners of) (?:their|the|its|his) (?:K )?group)\b|(?:second"
            r"|(?P<o>O)) in (?:their|the|its|his|a) (?:K )?group)(?P<frombottom>)?(?P<placed>)?"
        ),
    ),
    (
        "lettered group",
        re.compile(
            r"(?P<v>)\b(?:(?P<top>(?:lead|leads|led|top|tops|topped|topping|top of|on top of|won|winners of"
            r"|leaders of)"
            r" (?:qualifying )?group [a-l]\b)|(?P<bottom>bottom of (?:qualifying )?group [a-l]\b)"
            r"|(?P<o>O) in (?:qualifying )?group [a-l]\b)(?P<frombottom>)(?P<placed>)"
        ),
    ),
    (
        "beside the club",
        re.compile(
            r"\b(?P<v>(?:with|and|(?:had )?left|leaving|leaves|took over|found|inherited) (?:a |an )?(?:C"
            r"|the (?:club|team|side)"
            r"|(?:his|their) (?:side|team)|them|us)(?: (?:that|which) M (?:had )?left)?)(?: (?:in|down in"
            r"|up in|sitting|lying|back in))?"
            r" (?P<o>O)(?P<frombottom> (?:from|off) (?:the )?bottom)?(?P<placed> place| spot"
            r"| position)?(?P<bottom>)(?P<top>)"
            r"(?=[,.;:)—–]|$| (?:in (?:the|K)|and|but|when|after|at|on|a year|behind|with N)\b)"
        ),
    ),
    (
        "in brackets",
        re.compile(
            r"(?P<v>(?:season|campaign|C|S"
            r"|Y)) \((?P<o>O)(?P<placed>)(?=(?:,? (?:in )?(?:the )?K)?(?:,? (?:in )?[SY])?\))"
            r"(?P<frombottom>)(?P<bottom>)(?P<top>)"
        ),
    ),
    (
        "next to bottom",
        re.compile(
            r"(?P<v>)\b(?P<o>)(?P<lastbutone>next to (?:the )?bottom|second-bottom|bottom but one"
            r"|last but one in the (?:K|table|league)"
            r"|one off the bottom|one place off the bottom)\b(?P<frombottom>)(?P<placed>)(?P<bottom>)(?P<top>)"
        ),
    ),
    (
        "nobody below",
        re.compile(
            r"(?P<v>)(?P<o>)\b(?:(?P<bottom>(?:nobody|no ?one|no (?:side|team|club)|no-N|no N) (?:is |was "
            r"|were )?(?:below|beneath|under)"
            r" them|last in the (?:K|table|league|division))|(?P<top>(?:nobody|no ?one|no (?:side|team"
            r"|club)) (?:is |was |were )?above"
            r" them|(?:M|C)'s (?:[a-z-]+ )?(?:leaders|pace-?setters|table-toppers)\b))(?P<frombottom>)(?P<placed>)"
        ),
    ),
    (
        "finished",
        re.compile(
            r"\b(?P<v>no (?:better|worse) than|finish(?:ed|es|ing)?|came|come|coming|comes|end(?:ed|ing|s)?(?: up)?|wound up"
            r"|placed"
            r"|(?:end(?:ed)?|clos(?:ed|ing)|finish(?:ed|ing)?) (?:the|that|last|this|their|a"
            r"|his) (?:[a-z-]+ |K |S ){0,2}"
            r"(?:season|campaign|year|S|N))"
            r"(?: (?:the (?:season|campaign|year|S season|league|table)|that (?:season|campaign)|in|up|a|an"
            r"|very|only|just|joint|at|home|out|respectable|creditable|disappointing|disastrous|distant|lowly"
            r"|impressive|poor|solid|safe|comfortable|mid-table|dismal|the K|K|their|this one|that one|as|S|Y"
            r"|on|sixth|strong|surprise|close|excellent|fine|the|season|campaign|below|back|club-record"
            rf"|remarkable|(?:the )?(?:season|campaign) in),?){{0,9}} {_PLACE}"
        ),
    ),
    (
        "stands",
        re.compile(
            r"(?P<v>\b(?:are|is|were|was|sit|sits|sat|sitting|lie|lies|lay|lying|stand|stands|stood|remain"
            r"|remains|remained|rank|ranks|ranked|languish|languishes|languished|languishing|find themselves"
            r"|found themselves|currently|marooned|stuck|rooted|still|back|now|up|down|perched|moored|them"
            r"|side|team|'re|who are|all|go|went|gone|goes)|C),?(?: (?:currently|now|still|only|just|up|down"
            r"|in|at|back|joint|also|a|an|lowly|of|the|rooted|stuck|to|very|already|again|as|low|high"
            r"|comfortably|way|well|left|sitting|lying|languishing|placed|sat|marooned|right|moved|clear"
            rf"|N points clear|somehow|even|then),?){{0,9}} {_PLACE}"
        ),
    ),
    (
        "moved to",
        re.compile(
            r"\b(?P<v>to|into|from|in|up|of|at|for|as high as|as low as|a) (?:a |an |the |his |their "
            r"|as high as |as low as |joint |joint-|respectable |creditable |disappointing |lowly |distant "
            r"|G |club-record |record |impressive |surprise |mid-table |final |league |K |comfortable |solid "
            r"|finish of |position of |remarkable |excellent |historic |safe |strong |unprecedented |joint-"
            r"|credible |poor |dismal |successive |back-to-back |consecutive "
            rf"|unexpected ){{0,9}}{_PLACE}(?=(?: (?:place|position|spot|finish)|-placed? (?:finish|finishes)| (?:in"
            r"|at|by|on) |[,.;)]|$| and| under| last| this| that| before| with| after| when| but| from| as"
            r"| while| the| D| behind| during| above| below))"
        ),
    ),
    (
        "place",
        re.compile(
            r"(?P<v>\b(?:secur(?:ed|ing|es)|seal(?:ed|ing)?|claim(?:ed|ing)?|t[ao]k(?:e|en|ing)|took"
            r"|earn(?:ed|ing)|clinch(?:ed|ing)|grabb(?:ed|ing)|occup(?:y|ied|ies|ying)|h[eo]lds?|held|whose"
            r"|with (?:the (?:team|club|side)|C|them) in|left (?:C|them|us) in|leaves (?:C|them|us) in"
            r"|gave (?:us|them|C)|(?:had|has|have) (?:us|them|C)"
            r"|deliver(?:ed|ing)|brought|after|and|with|the|their|^|[.;:,-])) ?(?:the |a |an |their |him "
            r"|them |C |respectable |impressive ){0,5}(?P<o>O)(?P<placed>[ -]place\b(?! (?:play|in the (?:final"
            r"|next)))| spot\b| position\b)(?P<frombottom>)(?P<bottom>)(?P<top>)"
        ),
    ),
    (
        "opens",
        re.compile(
            r"(?P<v>)(?:^|[—–;:(,] ?|^and then |^then )(?P<o>O)(?P<placed> (?:with|on|and) (?=N points)"
            r"|(?= in (?:his|the S|S|Y|K|the K|that|D)| last (?:season|year|term|time)| that season"
            r"| this season| that O (?:season|year)| under M|, and then O|, then O|\.$"
            r"|; O))(?P<frombottom>)(?P<bottom>)(?P<top>)"
        ),
    ),
    (
        "opens at an end",
        re.compile(
            r"(?P<v>)(?:^|[—–;:(] ?)(?:(?P<bottom>(?:rock )?bottom|last)|(?P<top>top)),? (?=(?:with|on) N points)"
            r"(?P<o>)(?P<frombottom>)(?P<placed>)"
        ),
    ),
    (
        "after a date",
        re.compile(
            r"(?P<v>)\b(?:D|last D|in D|by D), (?P<o>O)(?P<frombottom> from bottom)?(?P<placed> place)?(?=[.;]|$|, with N points)"
            r"(?P<bottom>)(?P<top>)"
        ),
    ),
    (
        "placed",
        re.compile(
            r"(?P<v>)(?P<o>O)(?P<placed>-placed?)(?P<frombottom>)?(?P<bottom>)?(?P<top>)? (?=C|side|team|his"
            r"|the|finish|M)"
        ),
    ),
    (
        "in the table",
        re.compile(
            r"(?P<v>)\b(?:(?P<o>O)|(?P<lastbutone>next to last|last but one)|(?P<bottom>last)) in (?:the |a )?"
            r"(?:N-(?:team|club) )?(?:K|league|table"
            r"|division|standings|(?:eastern|western) (?:conference|K)|east|west|O tier|O division|top flight)\b"
            r"(?P<frombottom>)(?P<placed>)(?P<top>)"
        ),
    ),
    (
        "after a label",
        re.compile(
            r"(?:(?:\b[SY]|C|step N|^[a-z ]{3,30}) ?[:(–—,-] ?)(?P<v>)(?P<o>O)(?=[,.;)]|$| and | with N| on N| in (?:the )?K)"
            r"(?P<frombottom>)(?P<placed>)(?P<bottom>)(?P<top>)"
        ),
    ),
    (
        "and relegated",
        re.compile(
            r"(?P<v>)\b(?P<o>O)(?=,? and (?:relegat|promot|safe|survival|down|up)[a-z]*\b)"
            r"(?P<frombottom>)(?P<placed>)(?P<bottom>)(?P<top>)"
        ),
    ),
    (
        "runners-up",
        re.compile(
            r"\b(?P<v>)(?P<second>runners?-up|runners?up)\b(?! in (?:both|the two|all|N|the)(?: [a-z]+)? finals?)"
            r"(?P<o>)(?P<frombottom>)(?P<placed>)(?P<bottom>)(?P<top>)"
        ),
    ),
    (
        "top of",
        re.compile(
            r"(?P<v>)\b(?:(?P<top>top of the (?:table|league|pile|tree|standings|K|division|C?)|(?:at"
            r"|to) the (?:top|summit) of the (?:table|league|standings|K|division|group)|top(?:s|ped"
            r"|ping)? (?:the )?(?:table|league|standings|K|division|(?:their |the )?group)|lead(?:s"
            r"|ing)? the (?:K|table|league|standings|division|way in the K)|N points clear at the top"
            r"|table-topp(?:ing|ers)|league leaders|K leaders|leaders of the K|the league's leaders)"
            r"|(?P<bottom>bottom of the (?:table|league|pile|standings|K|division)|(?<!from )(?:at"
            r"|to) the (?:foot|bottom) of the (?:table|league|standings|K|division)|prop(?:s|ped"
            r"|ping)? up the (?:table|league|division|K|rest|standings)|bottom club|basement club"
            r"|rooted to the (?:bottom|foot)))(?P<o>)(?P<frombottom>)(?P<placed>)"
        ),
    ),
)
_NOT_PLACE: Final = re.compile(
    r"^(?:-(?!place)|(?: |, )?(?:season|round|time|half|games?|match(?:es)?|goals?|wins?|victor"
    r"|defeats?|draws?|titles?|straight|successive|consecutive|tier|division|leg|minute|years?|spell"
    r"|choice|trophy|troph|cup|managers?|head coach|coach(?:es)?|final|finals|half|day|teams?|man|men"
    r"|in succession|anniversary|appointment|major|league (?:title|game|win|match|defeat)|G|club"
    r"|attempt|groups?|permanent|occasion|thing|qualifying|chance|best|worst|highest|lowest|most"
    r"|month|week|weekend|half|against|ever|level|row|person|player|K|C|place play|European|european"
    r"|half-|of (?:N|O|his|her|those|these|five|three|two|the season|all|a|them|which|whom|their (?:N"
    r"|O))|as (?:player|a player)|to (?:be|win|lose|leave|go|score|do|reach|take)|hat|penalty|piece"
    r"|bench|flight|scorer|boss|job|class|priority|prize|target|league$|choice|stint|contract|quarter"
    r"|string|in line|campaign|term|meeting|half-dozen|coaching|reign|home|away|stage|seed|finisher"
    r"|crown|side|clean|promotion|relegation|manager|rung|party|name|era|generation|stop|port)\b"
    r"| N\b(?! points| (?:years|seasons|times) (?:running|in a row|in succession|on the (?:trot|bounce))))"
)


_PLACE_TRIGGER: Final = re.compile(
    r"bottom|below|beneath|above|top|runners?-?up|last|foot|lead|place|group|summit|pole"
)


def positions(tagged: Tagged) -> Iterator[Candidate]:
    """Yield the places in a table that a sentence tells."""
    code = tagged.code
    taken: list[tuple[int, int]] = []
    if "O" not in code and not _PLACE_TRIGGER.search(code):
        return
    for name, pattern in _POSITION:
        for match in pattern.finditer(code):
            groups = match.groupdict()
            s, e = match.span()
            if groups.get("o") is not None and groups.get("o"):
                s = match.start("v") if name in ("finished",) else match.start("o")
            if any(a < e and match.start() < b for a, b in taken):
                continue
            value: int | str
            if groups.get("second"):
                value = 2
            elif groups.get("lastbutone"):
                value = -2
            elif groups.get("o"):
                value = int(number_at(tagged, match.start("o")))
                if groups.get("frombottom"):
                    value = -value
            elif groups.get("bottom"):
                value = -1
            elif groups.get("top"):
                value = 1
            else:
                continue
            after = code[e : e + 40]
            if name in ("finished", "stands", "moved to") and not groups.get("placed"):
                if _NOT_PLACE.match(after):
                    continue
                if groups.get("bottom") or groups.get("top"):
                    if not re.match(
                        r"(?:$|[,.;:)–—]| (?:of (?:the|their|C|K|a (?:league|group))|with|and|by|on|at|after|in|when"
                        r"|under|six months|this|last|for|but|from|D|despite|again|while|as)\b| K)",
                        after,
                    ):
                        continue
                    if re.match(r" (?:half|three|four|five|six|N|eight|two|of the bill|of (?:his|that|it))", after):
                        continue
                if (
                    groups.get("top")
                    and name == "moved to"
                    and not re.match(r" of the (?:table|league|K|standings|division)", after)
                ):
                    continue
                if (
                    groups.get("o")
                    and name == "stands"
                    and match.group("v")
                    in (
                        "C",
                        "still",
                        "back",
                        "now",
                        "up",
                        "down",
                        "all",
                        "go",
                        "went",
                        "gone",
                        "goes",
                        "them",
                        "side",
                        "team",
                        "was",
                        "is",
                    )
                    and not re.match(
                        r"(?:$|[,.;:)–—]| (?:in|with|and|when|on|at|after|behind|but|under|from|last|this"
                        r"|of|six|N)\b)",
                        after,
                    )
                ):
                    continue
                if (
                    groups.get("o")
                    and value == 1
                    and name != "finished"
                    and not re.search(r"\bin the (?:K|table|league)|^[,.]? ?(?:in|place)", after)
                ):
                    continue
            if name == "stands" and groups.get("o") and re.match(r" of", after):
                continue
            if re.match(r"(?: place)? on goal difference", after) and False:
                continue
            if name == "place" and re.search(
                r"\b(?:for|race|battle|chas\w+|behind|above|from|below|off|outside|of|to) (?:the )?$",
                code[max(0, match.start("o") - 14) : match.start("o")],
            ):
                continue
            if name in ("stands", "moved to") and re.match(r" and O divisions?", after):
                continue
            if (
                name in ("moved to", "finished", "stands")
                and groups.get("o")
                and not groups.get("placed")
                and re.search(r"\b(?:his|her|their) $", code[max(0, match.start("o") - 6) : match.start("o")])
            ):
                continue
            if name == "moved to" and match.group("v") in ("from", "of") and not groups.get("o"):
                continue
            if name == "opens":
                e = match.end("o")
                if (
                    (value < 3 or match.start("o") > 0)
                    and not groups.get("placed")
                    and not re.match(r" in (?:S|Y|his|her|their)\b", code[e : e + 9])
                ):
                    continue
            taken.append((match.start(), e))
            place = Candidate(
                f"position: {name}",
                "position",
                s,
                e,
                [Fact("position", value, s, e)],
                words=match.group(),
                competition_at=_position_competition(tagged, s, e),
            )
            and_then = _coordinated(tagged, e)
            if name == "group" or (
                re.search(r"\bgroup\b", code[s : e + 25]) and not re.search(r"K|league", code[s : e + 25])
            ):
                place.generic = "group"
            yield place
            if value != 2 or groups.get("o"):
                yield from and_then


_AND_THEN: Final = re.compile(
    r"(?P<gap>(?:[^.;:NOXWMC]|(?<=his )O|(?<=her )O|(?<=their )O){0,60}?)(?:,| and|, and|, then| then"
    r"| and then|, followed by| followed by"
    r"|, but)(?: in| up to| to| just| only| a)*(?: the)? (?P<o>O)(?:-placed?| place| spot"
    r"| position)?(?=[,.;)]|$| (?:and|in|last|this|the|a year|under|a season|with|when|before|after"
    r"|then|on))"
)


def _coordinated(tagged: Tagged, end: int) -> list[Candidate]:
    """Return the further places of "seventh in his first season and fourth last year", "11th, seventh, fifth"."""
    code = tagged.code
    found: list[Candidate] = []
    while True:
        match = _AND_THEN.match(code, end)
        if (
            match is None
            or (_NOT_PLACE.match(code[match.end() : match.end() + 40]))
            or re.search(
                r"\b(?:won|lost|beat|reached|their|his|to win|round|for)\b(?! (?:O|first) )",
                match.group("gap").replace("his O", "").replace("their O", ""),
            )
        ):
            return found
        s, e = match.start("o"), match.end()
        value = int(number_at(tagged, s))
        found.append(
            Candidate(
                "position: and then",
                "position",
                s,
                e,
                [Fact("position", value, s, e)],
                words=match.group(),
                competition_at=_position_competition(tagged, s, e),
            )
        )
        end = e


def _position_competition(tagged: Tagged, s: int, e: int) -> int | None:
    code = tagged.code
    match = re.match(
        r"(?: (?:in|of|at the (?:top|bottom) of|place|position|spot|the|that|S|Y|season's|table|G|their"
        r"|his|this|year's|finish|last|a|season|tier))*? ?(K)",
        code[e : e + 60],
    )
    if match and re.search(r"\b(?:in|of|K)\b|^ ?K", code[e : e + match.start(1)]):
        return e + match.start(1)
    inside = [a.at for a in tagged.atoms.values() if a.code == "K" and s <= a.at < e]
    return inside[-1] if inside else None
