"""How titles are phrased: leagues and cups won, doubles and trebles, champions, lists of honours.

Finals that are won or lost belong in `cups`.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact
from pipelines.parsing.tagging import Tagged

_TITLE_VERB: Final = (
    r"(?:won|win|wins|winning|lift(?:ed|ing|s)?|claim(?:ed|ing|s)?|clinch(?:ed|ing|es)?|land(?:ed|ing"
    r"|s)?|secur(?:ed|ing|es|e)|retain(?:ed|ing|s)?|deliver(?:ed|ing|s)?|captur(?:ed|ing|e|es)|took"
    r"|taken|taking|bag(?:ged|ging|s)?|seal(?:ed|ing|s)?|collect(?:ed|ing|s)?|regain(?:ed|ing|s)?"
    r"|reclaim(?:ed|ing)?|complet(?:ed|ing|e)|add(?:ed|ing|s)?|walked|romped to|stormed to|cruised to"
    r"|strolled to|wrapped up|defend(?:ed|ing)|scooped|picked up|pick(?:ing|s)? up|earn(?:ed|ing)"
    r"|pocket(?:ed|ing)|got his hands on|(?:took|take|takes|taking|taken) home|brought(?: home)?|gave C"
    r"|hoisted|(?:ended|finished|ending|finishing|capped|closed|ends)(?: [a-z]+| K| S){0,4} (?:with|in"
    r"|by winning)|(?:led"
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
    (
        "participle",
        re.compile(
            r"(?P<list>K)(?: (?:title|trophy|cup))?(?: (?:is|was) in the cabinet(?: too"
            r"| already)?)?(?:, (?:won|lifted|clinched"
            r"|secured|claimed|sealed)\b| won (?=in |at |against |with |on |by C |under ))(?! by)"
        ),
    ),
    (
        "has come",
        re.compile(
            r"(?P<list>K)(?: title| trophy)? (?:had come|came|followed|was added)(?: too"
            r"| as well)? (?=in [DY]|a (?:week|month"
            r"|fortnight|year) later)|\b(?:then|before that|after that),? came (?:the )?(?P<list2>K)\b(?! [a-z])"
        ),
    ),
    (
        "goes to",
        re.compile(
            r"(?P<list>K(?: title| crown| trophy)?|the (?:league |G )?(?:title|championship|crown"
            r"|cup))(?: that [a-z]+)?"
            r" (?:belongs?|belonged|went|goes|has gone|had gone) to (?:M's )?C\b"
        ),
    ),
    (
        "holders",
        re.compile(
            r"(?P<owner>(?:M|C)(?:'s|'))? ?(?:\b(?P<then>last (?:year|season|term)'s|the [YS]|reigning"
            r"|defending|deposed|dethroned)"
            r" )?(?:K |unbeaten |reigning |deposed |invincible |newly crowned |new )*(?P<list>(?:(?:league"
            r"|G|title) )?(?:champions"
            r"|title-?winners))\b(?! (?:league|elect|of|in|at|hosts?|cup|and|against))"
        ),
    ),
    (
        "champion in",
        re.compile(
            r"(?<![a-z] )\b(?P<list>(?:(?:league|G|K) )?(?:champions?"
            r"|(?<=K )winners?))(?: again)?,? (?:both )?in (?:both )?(?=[YS])"
            r"|\bwinners? of (?:the |a )?(?P<list2>K)(?= (?:in|of) [YS])"
        ),
    ),
    (
        "after a label",
        re.compile(
            r"(?:\b[SY]|step N) ?[:,–—-] ?(?P<list>(?:K |league )?champions)\b(?=[,.;)]|$| of | and | with )"
            r"|: (?P<list2>champions) of (?=K)|\([SY], (?P<list3>champions)(?=[,)])"
        ),
    ),
    (
        "of years",
        re.compile(
            r"(?P<list>\b(?:league |G |K )?(?:titles?"
            r"|championships?))(?P<gap>[^.;:NXW]{0,40}?(?:N times)?)(?:,? (?:after|following|in"
            r"|of|the last(?: of (?:them|these|those))?(?: coming)? in))(?: those of| both)? (?P<years>[YS]"
            r"(?:(?:, [YS])*,? and (?:again )?(?:in )?[YS]|[^.;:YS]{0,60},? and (?:again )?in [YS])?)\b"
        ),
    ),
    (
        "double noun",
        re.compile(
            r"\b(?:a|the|his|their|her|N|another|O|successive|consecutive"
            r"|back-to-back) (?P<list>(?:(?:domestic|historic"
            r"|unprecedented|clean|glorious|G|league and cup|O|successive) )*(?:trebles?|(?:(?<=domestic )"
            r"|(?<=league and cup ))"
            r"doubles?))\b(?! (?:bid|hopes?|chance|chasers?|dream|charge|winners|winning|over|against"
            r"|of (?:goals|chances)|by|is|was|are|that|would|could"
            r"|still|remains?))"
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
            r"|national |as |N-time |surprise |G |runaway |O-time |again |once more ){0,5}(?P<list>(?:(?:K|league"
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


_GENERIC_TROPHY: Final = re.compile(
    r"(?P<k>K)|(?P<generic>(?:(?P<g>G) )?(?:league and cup double|league cup|(?P<double>(?:domestic "
    r"|historic |league and cup |cup |unprecedented |title )*(?:double|treble|quadruple))|super cup"
    r"|league (?:title|championship|crown)s?|league|scudetto|championship|titles?|crown|cup|champions"
    r"|winners?|champion|trebles|doubles))"
)


_TITLE_TRIGGER: Final = re.compile(r"title|champion|league|cup|treble|double|crown|trophy|scudetto|winners")


def titles(tagged: Tagged) -> Iterator[Candidate]:
    """Yield the titles that a sentence says were won."""
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
            if name == "holders" and not (groups.get("owner") or "").endswith(("'s", "'")) and not groups.get("then"):
                continue
            if name == "of years" and (
                _NOT_WON.search(before)
                or not re.search(
                    r"[YS].*[YS]|after|following"
                    r"|last",
                    code[match.end("gap") : e],
                )
            ):
                continue
            if name in ("goes to", "double noun", "holders") and _NOT_WON.search(before):
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
            taken.append((a, b) if "years" not in groups else match.span("years"))
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
                if (
                    re.search(
                        r"\bto (?:the )?(?:semi|quarter|final"
                        r"|last)",
                        code[s:end],
                    )
                    and "title" not in code[s:end]
                ):
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
                    holder=name == "holders",
                )
                if groups.get("years"):
                    years = range(*match.span("years"))
                    candidate.years_at = [place for place in years if place in tagged.atoms and code[place] in "YS"]
                yield candidate


_NOT_WON: Final = re.compile(
    r"\b(?:race|challeng\w*|fight|bid|chas\w*|contend\w*|hopes?|lost|losing|miss\w* out on|pipped to|beaten to|denied"
    r"|surrender\w*|chances?|no|without|against|beat|beating|former|close to|dreams?)\b(?: [a-z]+){0,2} $"
)
_TITLE_NOT_BEFORE: Final = re.compile(
    r"\b(?:to|could|would|might|may|can|will|should|must|if|unless|not|never|cannot|can't|didn't"
    r"|did not|failed to|hoping to|favourites to|chance to|chance of|hopes? of|yet to|without|bid to"
    r"|aims? to|race to|close to|near to|instead of|rather than|missed out on|nor"
    r"|(?<![MC], )who)(?: [a-z]+){0,2} $"
)
_TITLE_NOUN_NOT_BEFORE: Final = re.compile(
    r"[NO]-time $|\b(?:race for|challenge for|contend(?:ing|ers) for|fight for|chas(?:e|ing)|hopes of"
    r"|the former|former|against|bid for|beat|beating|over|behind|defending|reigning|on course for"
    r"|on track for|towards?|miss(?:ed)? out on|denied|cost (?:them|C|him) (?:the|a)|pipped to|lost"
    r"|losing|surrender(?:ed)?|hosts|the|qualif\w+ for|no|for|first|last|eyeing|of|without (?:a"
    r"|the))(?: the| a| their| G)? $"
)
