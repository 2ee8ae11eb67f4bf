"""How statistics are phrased: the grammar of facts, one place for each family of phrase, over tagged sentences.

A `Candidate` is what one phrase says, with its place; whose numbers they are and of which season is decided in
`attribution`, whether they are asserted at all in `assertion`.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact, number_at
from pipelines.parsing.counts import counts, share, unbeaten
from pipelines.parsing.runs import runs
from pipelines.parsing.tagging import Tagged

_PLACE: Final = (
    r"(?:(?P<o>O)(?P<frombottom> (?:from|off) (?:the )?(?:bottom|foot)"
    r"|[ -](?:from-)?bottom)?(?P<placed>-placed?|-place| place| spot| position)?"
    r"|(?P<bottom>rock[- ]bottom|dead last|last place|bottom|the foot|the bottom)|(?P<top>top spot"
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
        "finished",
        re.compile(
            r"\b(?P<v>finish(?:ed|es|ing)?|came|come|coming|comes|end(?:ed|ing|s)?(?: up)?|wound up|placed"
            r"|ended the (?:season|campaign)|end the (?:season|campaign)|finish(?:ed|ing)? (?:the|that|last"
            r"|their|a|his) (?:[a-z-]+ )?(?:season|campaign|year|S)|closed (?:the|that|their) (?:season"
            r"|campaign))"
            r"(?: (?:the (?:season|campaign|year|S season|league|table)|that (?:season|campaign)|in|up|a|an"
            r"|very|only|just|joint|at|home|out|respectable|creditable|disappointing|disastrous|distant|lowly"
            r"|impressive|poor|solid|safe|comfortable|mid-table|dismal|the K|K|their|this one|that one|as|S|Y"
            r"|on|sixth|strong|surprise|close|excellent|fine|the|season|campaign|below|back|club-record"
            rf"|remarkable|(?:the )?(?:season|campaign) in),?)* {_PLACE}"
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
            rf"|N points clear|somehow|even|then),?)* {_PLACE}"
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
            rf"|unexpected )*{_PLACE}(?=(?: (?:place|position|spot|finish)|-placed? (?:finish|finishes)| (?:in"
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
            r"|deliver(?:ed|ing)|brought|after|and|with|the|their|^|[.;:,-])) ?(?:the |a |an |their |him "
            r"|them |C |respectable |impressive )*(?P<o>O)(?P<placed>[ -]place\b(?! (?:play|in the (?:final"
            r"|next)))| spot\b| position\b)(?P<frombottom>)(?P<bottom>)(?P<top>)"
        ),
    ),
    (
        "opens",
        re.compile(
            r"(?P<v>)(?:^|[—–;:(,] ?|^and then |^then )(?P<o>O)(?P<placed> (?:with|on|and) (?=N points)"
            r"|(?= in (?:his|the S|S|Y|K|the K|that|D)| last (?:season|year|term|time)| that season"
            r"| this season| that O (?:season|year)| under M|, and then O|, then O|\.$|; O))(?P<frombottom>)(?P<bottom>)(?P<top>)"
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
    r"| N\b(?! points))"
)
_TITLE_VERB: Final = (
    r"(?:won|win|wins|winning|lift(?:ed|ing|s)?|claim(?:ed|ing|s)?|clinch(?:ed|ing|es)?|land(?:ed|ing"
    r"|s)?|secur(?:ed|ing|es|e)|retain(?:ed|ing|s)?|deliver(?:ed|ing|s)?|captur(?:ed|ing|e|es)|took"
    r"|taken|taking|bag(?:ged|ging|s)?|seal(?:ed|ing|s)?|collect(?:ed|ing|s)?|regain(?:ed|ing|s)?"
    r"|reclaim(?:ed|ing)?|complet(?:ed|ing|e)|add(?:ed|ing|s)?|walked|romped to|stormed to|cruised to"
    r"|strolled to|wrapped up|defend(?:ed|ing)|scooped|picked up|pick(?:ing|s)? up|earn(?:ed|ing)"
    r"|pocket(?:ed|ing)|got his hands on|(?:took|take|takes|taking|taken) home|brought(?: home)?|gave C"
    r"|hoisted|ended [a-z ]+ with|(?:led"
    r"|guided|steered|took|taken|leading|guiding|steering|taking|fired|inspired|inspiring"
    r"|masterminded|coached|managed|helped|captained|carried|sent|propelled|delivered|driven|drove"
    r"|brought)(?: [^.;:]{0,60}?)? to)"
)
_TROPHY: Final = (
    r"(?:K(?: and K)*(?: (?:title|trophy|crown|cup|shield|glory|success|triumph|titles|championship"
    r"|honours))?|(?:G )?(?:league (?:and cup )?(?:title|championship|crown|double)s?|league cup"
    r"|league|scudetto|championship|title|titles|crown|cup|(?:domestic |historic |unprecedented "
    r"|league and cup |cup |title |quadruple )*(?:double|treble|quadruple)|super cup)"
    r"|champions league)"
)
_TITLE_ADJ: Final = (
    r"(?:(?:C|them|him|G|O|N|S|Y|(?!(?:race|right|chance|battle|fight|way|place|points?|games?|match"
    r"|matches|back|out|over|for|to|in|at|from|of|against|with|on|by|but|and|while|when|after|under"
    r"|leg|promotion|toss|draw|opening|tie|heart|praise|award|manager|group|qualif[a-z]*|tournament"
    r"|plaudits|either|neither|nothing|no|any|if|or|youth|junior|reserve) )[a-z'-]+) ){0,5}"
)
_HONOURS: Final = re.compile(
    r"^(?:[a-z ]{0,20})?(?:honou?rs|trophies|pots|titles|silverware|major honou?rs"
    r"|won)(?: as (?:manager|coach)| won)? ?[:–—-]"
)
_HONOUR: Final = re.compile(
    r"K(?: (?:title|winners?|champions?))?,? ?\(?(?:both |x ?\d |in )?(?P<years>[YS](?:(?:,| and|, and|/) ?[YS])*)"
)
_TITLE: Final = (
    (
        "won passive",
        re.compile(
            r"(?P<list>K|(?:the )?(?:league(?: title)?|title|championship|cup|league cup))(?: title"
            r"| trophy)?(?:,? (?:which|that))?(?: that)? (?:was|were|had been|has been|had|having been"
            r"|it had) (?:also |duly |finally |then |already )?(?:won|lifted|secured|clinched|sealed"
            r"|wrapped up|delivered|claimed|retained|landed|tucked away)\b(?! by (?:C|M|P))"
        ),
    ),
    ("cups of years", re.compile(r"(?P<list>K)s? (?:in|of) (?:both )?(?=[YS](?:(?:,| and|, and) [YS])+)")),
    (
        "win title",
        re.compile(
            rf"\b(?P<v>{_TITLE_VERB}) (?P<list>{_TITLE_ADJ}{_TROPHY}(?:(?:,| and|, and|, as well as"
            r"| as well as| and also| along with| plus|, plus| followed by|, followed by| in Y and| in Y,"
            r"| in Y and Y,| in S and| (?:and"
            rf"|then),? in Y,) {_TITLE_ADJ}{_TROPHY}\b)*)(?! (?:finals?\b(?! (?:on|against|in))|semi|quarter"
            r"|group|match|game|tie|clash|opener|place|race|challenge|football|qualif|play|spot|debut|run"
            r"|round|win\b|winner|medal|points?|matches|games|campaign|side|replay|club|leaders))"
        ),
    ),
    (
        "to title",
        re.compile(
            rf"\bto (?P<list>{_TITLE_ADJ}K (?:title|crown|trophy|glory|success|triumph|victory|win|titles"
            rf"|championship)(?:(?:,| and|, and) {_TITLE_ADJ}{_TROPHY})*)\b(?! (?:race|challenge|charge))"
        ),
    ),
    ("champions of", re.compile(r"^(?P<list>champions|winners) of (?:the )?(?P<of>K)\b")),
    (
        "champions",
        re.compile(
            r"\b(?:made (?:C|them)|crowned|became|become|becoming|named|are|as|were|finished(?: as)?"
            r"|finish(?:ing)?(?: as)?|ended(?: up)? as|emerged as|declared|up as|promoted as|the new|reigning"
            r"|defending|confirmed as|being|champions?) (?:the |deserved |worthy |back-to-back |unbeaten "
            r"|national |as |N-time |surprise |G |runaway |O-time |again |once more )*(?P<list>(?:(?:K|league"
            r"|G|title|cup|world) )?(?:champions|winners))(?: of (?P<of>K|G|Z|C|the (?:K|division|league"
            r"|Od? ?tier|second division|second tier|country)))?(?! (?:league|at|elect|against))"
        ),
    ),
    (
        "title noun",
        re.compile(
            r"(?P<list>(?:K|league|G league|G) (?:title|crown|triumph|glory|success|titles|championship"
            r"|victory|winners|champions))(?: (?:of|in) (?P<when>S|Y))?(?! (?:race|challenge|charge"
            r"|contenders|hopes|rivals|bid|chase|favourites|holders|defence|hopefuls|chances|ambitions"
            r"|decider|run-in|battle|tilt|push|credentials))|(?P<list2>K)-winning|\b(?P<list3>(?:league"
            r"|K) title)-winning|(?P<list4>title)-winning (?:season|campaign|side|team|year|S|manager|coach)"
        ),
    ),
)
_KNOCKED_OUT: Final = re.compile(
    r"\b(?:knocked out of|went out of|dumped out of|out of|eliminated from|crashed out of"
    r"|bowed out of|exit from) (?:the )?(?P<k>K) (?:by|to|against|at home to) (?:O-(?:tier|division) "
    r"|non-league |lower-league |the )*(?P<who>C|Z)"
)
_ROUND_WORDS: Final = (
    r"(?P<round>semi-? ?finals?|semis|quarter-? ?finals?|quarters|last (?:N|O|four|eight|sixteen)"
    r"|round of (?:N|sixteen)|O round|O-round|first-round|second-round|group[- ]stages?|league phase"
    r"|group phase|finals?|showpiece|play-?offs?(?: (?:final|semi-finals?|semis))?(?! (?:places?"
    r"|spots?|positions?|race|picture|line|push|hopes|contention|berth|zone|chase))"
    r"|knockout (?:play-?offs?|phase|stages?|round)|knock-out (?:play-?offs?|phase|stages?|rounds?)"
    r"|preliminary round|qualifying round|group)"
)
_ROUND: Final = (
    (
        "round of cup",
        re.compile(
            rf"(?<![a-z-]){_ROUND_WORDS}(?: stages?)?(?: (?:exit|defeat|loss|elimination|place|spot|berth"
            r"|appearance|tie|clash))?(?:,)? (?:of|in|from|to) (?:both )?(?:the |this |that |last year's "
            r"|last season's |this season's |S |Y |their |C's )*(?P<k>K|competition|cup|copa|tournament"
            r"|domestic cup|(?:G )?cup|league cup)\b"
        ),
    ),
    ("cup round", re.compile(rf"(?P<k>K|\b(?:league )?cup)(?:'s|')? {_ROUND_WORDS}\b")),
    (
        "round alone",
        re.compile(
            r"\b(?P<lead>reach(?:ed|es|ing)?|got to|into|in|made|to|at|out|lost|beaten|through to"
            r"|progressed to|advanced to|exit|eliminated|knocked out|went out|run to|losing|fell|bowed out"
            rf"|crashed out|dumped out|lose)(?P<mid>[^.;NX]{{0,50}}?)\b(?:the |a |that |their "
            rf"|its )(?P<k>)?{_ROUND_WORDS}\b(?! of)"
        ),
    ),
)
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

_MOST: Final = 40
_TRIGGERS: Final = re.compile(
    r"[NOW]|K|C|\b(?:un(?:beaten|defeated)|invincible|bottom|top|last|champions?|title|treble|double"
    r"|cup|league|promot|relegat|winners?|runners?-up|final|semi|quarter|group|round|play-?offs?|won"
    r"|lost|leaders)"
)


def read(tagged: Tagged) -> list[Candidate]:
    """Return what the phrases of a sentence say, in order of place; of two that overlap in one family the longer."""
    code = tagged.code
    if not _TRIGGERS.search(code):
        return []
    found: list[Candidate] = []
    for family in _FAMILIES:
        found += family(tagged)
    if len(found) > _MOST:
        return []  # no sentence of a language says so much
    found.sort(key=lambda c: (c.start, c.end))
    return found


# --- positions ---


_PLACE_TRIGGER: Final = re.compile(r"bottom|top|runners?-?up|last|foot|lead|place|group|summit|pole")


def _positions(tagged: Tagged) -> Iterator[Candidate]:
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
                        r"(?:$|[,.;:)–—]| (?:in|with|and|when|on|at|after|behind|but|under|from|last|this|of|six|N)\b)",
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


# --- titles ---


_GENERIC_TROPHY: Final = re.compile(
    r"(?P<k>K)|(?P<generic>(?:(?P<g>G) )?(?:league and cup double|league cup|(?P<double>(?:domestic "
    r"|historic |league and cup |cup |unprecedented |title )*(?:double|treble|quadruple))|super cup"
    r"|league (?:title|championship|crown)s?|league|scudetto|championship|titles?|crown|cup|champions"
    r"|winners))"
)


_TITLE_TRIGGER: Final = re.compile(r"title|champion|league|cup|treble|double|crown|trophy|scudetto|winners")


def _titles(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    taken: list[tuple[int, int]] = []
    if "K" not in code and not _TITLE_TRIGGER.search(code):
        return
    if _HONOURS.match(code):
        for match in _HONOUR.finditer(code):
            taken.append(match.span())
            yield Candidate(
                "title: honours list",
                "title",
                match.start(),
                match.end(),
                [Fact("result", "winner", match.start(), match.end())],
                words=match.group(),
                competition_at=match.start(),
            )
    for name, pattern in _TITLE:
        for match in pattern.finditer(code):
            groups = match.groupdict()
            group = next((g for g in ("list", "list2", "list3", "list4") if groups.get(g)), "list")
            a, b = match.span(group)
            s, e = match.span()
            if any(x < b and a < y for x, y in taken):
                continue
            before = code[max(0, s - 45) : s]
            if _TITLE_NOT_BEFORE.search(before) or (name == "title noun" and _TITLE_NOUN_NOT_BEFORE.search(before)):
                continue
            if (
                name == "win title"
                and re.match(
                    r"(?:took|take|taken|taking|add|complet|earn|brought|ended|collect|defend|deliver)",
                    match.group("v"),
                )
                and not re.search(r"title|trophy|crown|cup|treble|double|K", match.group("list"))
            ):
                continue
            found = list(_GENERIC_TROPHY.finditer(code, a, b))
            if (
                name == "win title"
                and groups.get("v", "").endswith(" to")
                and len(found) == 1
                and code[found[0].start()] == "K"
                and not re.search(r"title|trophy|crown|glory|success|triumph|championship|victory|cup", code[a:b])
            ) and tagged.atoms[found[0].start()].value.competitions[0].kind == "league":
                continue
            if not found:
                continue
            taken.append((a, b))
            for trophy in found:
                at = trophy.start("k") if trophy.group("k") else None
                generic = None
                if at is None:
                    words = trophy.group("generic")
                    if re.search(r"treble", words):
                        generic = "treble"
                    elif re.search(r"quadruple", words):
                        continue
                    elif re.search(r"double", words):
                        generic = "double"
                    elif "super cup" in words:
                        generic = "super cup"
                    elif "league cup" in words:
                        generic = "league cup"
                    elif re.search(r"\bcup\b", words):
                        generic = "cup"
                    else:
                        generic = "league"
                    if any(code[x.start()] == "K" and 0 <= trophy.start() - x.end() <= 1 for x in found):
                        continue
                start = s if len(found) == 1 else (trophy.start() if trophy is not found[0] else s)
                end = e if len(found) == 1 or trophy is found[-1] else trophy.end()
                of = groups.get("of")
                if of and "K" in of:
                    at = match.start("of") + of.index("K")
                if re.search(r"\bto (?:the )?(?:semi|quarter|final|last)", code[s:end]) and "title" not in code[s:end]:
                    continue
                candidate = Candidate(
                    f"title: {name}",
                    "title",
                    start,
                    end,
                    [Fact("result", "winner", start, end)],
                    words=code[s:e],
                    competition_at=at,
                    generic=generic,
                )
                yield candidate


_TITLE_NOT_BEFORE: Final = re.compile(
    r"\b(?:to|could|would|might|may|can|will|should|must|if|unless|not|never|cannot|can't|didn't"
    r"|did not|failed to|hoping to|favourites to|chance to|chance of|hopes? of|yet to|without|bid to"
    r"|aims? to|race to|close to|near to|instead of|rather than|missed out on|nor"
    r"|who)(?: [a-z]+){0,2} $"
)
_TITLE_NOUN_NOT_BEFORE: Final = re.compile(
    r"[NO]-time $|\b(?:race for|challenge for|contend(?:ing|ers) for|fight for|chas(?:e|ing)|hopes of"
    r"|the former|former|against|bid for|beat|beating|over|behind|defending|reigning|on course for"
    r"|on track for|towards?|miss(?:ed)? out on|denied|cost (?:them|C|him) (?:the|a)|pipped to|lost"
    r"|losing|surrender(?:ed)?|hosts|the|qualif\w+ for|no|for|first|last|eyeing|of|without (?:a"
    r"|the))(?: the| a| their| G)? $"
)


# --- rounds of cups ---


_ROUND_VALUES: Final = (
    (re.compile(r"^play-?off|^knock-?out (?:play-?off|round)"), "play_off"),
    (re.compile(r"^semi"), "semi_final"),
    (re.compile(r"^quarter"), "quarter_final"),
    (re.compile(r"^group"), "group_stage"),
    (re.compile(r"^league phase"), "league_phase"),
    (re.compile(r"^finals?$|^showpiece"), "final"),
    (re.compile(r"^(?:preliminary|qualifying)"), "early_round"),
)
_LOST: Final = re.compile(
    r"\b(?:los(?:t|ing|e|s)|beaten|defeat(?:ed)?|runners?-up|fell|falling short|heartbreak|denied"
    r"|went down|edged out|pipped|missed out|agony|beating them|eventual winners|came unstuck"
    r"|succumb)\b"
)
_WON: Final = re.compile(r"\b(?:won|win|winning|beat|beating|victory|triumph|overcame|lifted|defeating|saw off)\b")


_GROUP_OUT: Final = re.compile(
    r"\b(?:out|eliminated|exit|knocked|fail(?:ed|ure)|bow(?:ed|ing)|f[ae]ll|bottom|crash(?:ed|ing)|early|harsh|past)\b"
)
_PLAY_OFF_OUT: Final = re.compile(
    r"\b(?:lost|losing|beaten|lose|defeat(?:ed)?|reached|reach|final|semi|knocked out|fell|missed out)\b"
)
_ROUND_TRIGGER: Final = re.compile(
    r"out of|eliminated|exit from|final|semis|quarter|last [NO]|round|group|phase|play-?off|showpiece|knock"
)


def _rounds(tagged: Tagged) -> Iterator[Candidate]:
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
                value = _final_value(lead, tail)
                if value is None:
                    continue
            elif value in ("group_stage", "league_phase"):
                if not _GROUP_OUT.search(lead[-45:] + " " + tail[:45]):
                    continue
            elif re.match(r"play-?off", words) and not _PLAY_OFF_OUT.search(lead + tail[:40]):
                continue
            if re.search(
                r"\b(?:first leg|second leg|next|draw for|will|face|faces|on track|tie against|against C in"
                r"|ahead of|before|meet|host|hosts|could|would|can|clash)\b",
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
        number = number or {"four": 4, "eight": 8, "sixteen": 16}.get(words.split()[-1], 0)
        return {
            4: "semi_final",
            8: "quarter_final",
            16: "round_of_16",
            32: "round_of_32",
            2: None,
            64: "early_round",
        }.get(number)
    if number is not None and words.endswith("round"):
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


# --- promotion and relegation ---


_MOVE_TRIGGER: Final = re.compile(r"promot|relegat|up\b|down|out of|return|drop")


def _moves(tagged: Tagged) -> Iterator[Candidate]:
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


_FAMILIES: Final[tuple[Callable[[Tagged], Iterator[Candidate]], ...]] = (
    runs,
    counts,
    share,
    unbeaten,
    _positions,
    _titles,
    _rounds,
    _moves,
)
