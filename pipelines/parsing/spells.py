"""Spells as head coach that the text asserts: appointments, departures, titles of office, passing possessives.

One table of phrases over tagged sentences gives `Report`s: a manager, a club, and what the phrase says of the spell.
Reports of one manager and club are brought together, with reference for what is common knowledge, in `join`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import ahocorasick

from pipelines.parsing import tagging
from pipelines.parsing.dates import When
from pipelines.parsing.discourse import Ref, Scene, main_club
from pipelines.parsing.gazetteer import Gazetteer
from pipelines.parsing.mentions import Cast


@dataclass(slots=True)
class Report:
    """What one phrase says of a spell; places are (scene number, start, end) in tagged strings."""

    manager: str
    club: str
    rule: str
    scene: int
    start: int
    end: int
    status: str | None = None
    """current, ended, agreed; None where the phrase leaves it open (a possessive, "under M")."""
    role: str = "manager"
    began: When | None = None
    ended: When | None = None
    exit: str | None = None
    manager_ref: Ref | None = None
    club_ref: Ref | None = None
    date_place: tuple[int, int] | None = None
    end_place: tuple[int, int] | None = None
    exit_place: tuple[int, int] | None = None


@dataclass(slots=True)
class Tenure:
    """A spell, all reports of it together."""

    manager: str
    club: str
    status: str
    role: str
    reports: list[Report] = field(default_factory=list)
    began: When | None = None
    ended: When | None = None
    exit: str | None = None
    told: bool = True
    """Whether a phrase of the text asserts it, not only a record."""


_QUALIFIER: Final = (
    r"(?:(?:O-team|O team|first team|head|interim|caretaker|acting|temporary|permanent|new|current"
    r"|long-serving|under-fire|under-pressure|rookie|veteran|G|sporting|then|outgoing|popular"
    r"|embattled|beleaguered|incoming|co-head|joint|team|women's|senior)[ -])*"
)
_OFFICE: Final = rf"(?:{_QUALIFIER}(?:manager|boss|head coach|coach|gaffer|head-coach|supremo|chief))(?!ing)\b"
_WHO: Final = (
    r"(?:M|he|she|the (?:(?:former|ex-|young|experienced|veteran) )*(?:G|A)(?: (?:coach|manager|boss|tactician|A))?)"
)
_ASIDE: Final = r"(?:, [^,.;MC]{1,45},)?"
_CLUB: Final = r"(?:C|they|who|the club|the side|his side|the team|them)"
_FORMER: Final = r"(?:former|ex|one-time|erstwhile|sometime|old|previous|former G)[ -]"
_CLUBS: Final = r"C(?:(?:,| and|, and|/| &) (?:former |ex-)?C)*"
_NAMED: Final = (
    r"(?:appointed|named|hired|unveiled|installed|confirmed|announced|brought in|chosen|handed|given|recruited|picked)"
)
_SACKED: Final = (
    r"(?:sacked|dismissed|fired|axed|ousted|relieved|shown the door|removed|given the boot|let go"
    r"|given his marching orders|sent packing|replaced|jettisoned|ditched)"
)
_HAVE: Final = r"(?:have |has |had )?"

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("former office", rf"\b(?:{_FORMER})(?P<cs>{_CLUBS})(?:'s)? (?:and G )?{_OFFICE}(?:,? (?P<m>M))?"),
        ("office", rf"(?P<c>C)(?:'s|')? {_OFFICE},? (?P<m>M)"),
        ("office of", rf"\b{_OFFICE} (?:of|at) (?P<c>C),? (?P<m>M)"),
        (
            "apposition",
            r"(?P<m>M),? (?:N, |A,? |who is |now |currently |the |their |then |once |previously |formerly "
            rf"|who was |until recently )*(?P<cs>{_CLUBS})(?:'s)? {_OFFICE}",
        ),
        (
            "apposition of",
            r"(?P<m>M),? (?:N, |A,? |who is |now |currently |then |the |a |is |was |had been "
            rf"|who was )*{_OFFICE} (?:of|at) (?P<cs>{_CLUBS})",
        ),
        ("office alone", rf"(?<!former )(?<!ex-)\b(?P<o>{_OFFICE}),? (?P<m>M)"),
        (
            "possessive",
            r"(?P<m>M)(?:'s|') (?:(?!(?:to|at|for|from|with|of|in|and|on|by|over|against|about|as"
            r"|than) )[a-z-]+ ){0,2}(?P<c>C)\b(?! (?:debut|contract|days|career|exit|return|future|job|role"
            r"|links|move|target|player))",
        ),
        ("possessive side", r"(?P<m>M)(?:'s|') (?:[a-z-]+ )?(?:side|team|men|charges|players|squad)\b"),
        (
            "reign at",
            rf"(?:(?P<m>M)(?:'s|')|\b(?P<p>his|her)) (?:[a-z-]+ ){{0,2}}(?:reign|tenure|spell|stint|time"
            r"|O season|debut season|year|years|days) (?:(?:at|with|in charge of|in charge at|as"
            rf"|in the dugout at|as {_OFFICE} (?:of|at)) (?:{_OFFICE} (?:of|at) )?)(?P<c>C)",
        ),
        (
            "appointed",
            rf"(?P<m>{_WHO}){_ASIDE} {_HAVE}(?:was|is|were|been|has been|had been"
            rf"|will be) (?:[a-z]+ly )?{_NAMED}(?: as)?(?: (?:the |their |its |our |a |as |new |G |permanent "
            rf"|interim |caretaker |{_OFFICE}|C's|team|the women's team|first))*(?:(?: (?:of|at|by"
            r"|for))? (?P<c>C))?",
        ),
        (
            "appoint",
            rf"(?P<c>{_CLUB}|we) {_HAVE}(?:[a-z]+ly )?(?:appoint(?:ed|s)?|name[ds]?|hire[ds]?|unveil(?:ed|s)?"
            r"|confirm(?:ed|s)?(?: (?:the )?appointment of)?|turn(?:ed|s)? to"
            r"|announce[ds]?(?: the appointment of)?|install(?:ed|s)?|brought in"
            rf"|bring in)(?: that)? (?:[a-z-]+ |G |C |A |{_OFFICE} ){{0,4}}?(?P<m>M)\b",
        ),
        ("appointment of", r"\bappoint(?:ment|ing)(?: of)? (?:[a-z-]+ |G |C ){0,3}?(?P<m>M)\b"),
        (
            "take over",
            rf"(?P<m>{_WHO}|who){_ASIDE} (?:{_HAVE}|then |also |only |first |initially |officially |will "
            r"|was to |would |to |is to |is set to )*(?:t[oa]ke?n?s?|took|taking|assume[ds]?) (?:over|charge"
            r"|the reins|the helm|the (?:[a-z]+ )?job|interim charge|temporary charge|caretaker charge"
            r"|full charge|sole charge|control|on (?:the|his) [a-z O-]+?)(?: (?:of|at"
            rf"|with))?(?: (?:the (?:[a-z]+ )?(?:side|club|team)|{_OFFICE} at|as|{_OFFICE}|of"
            r"|at))*(?: (?P<c>C))?",
        ),
        (
            "join",
            rf"(?P<m>{_WHO}){_ASIDE} (?:{_HAVE}|then |first |later |subsequently |also |next )*(?:joined"
            r"|moved to|arrived at|came to|returned to|went to|rejoined|pitched up at|switched to|left for"
            r"|(?:swapped|left|quit) C (?:for|to (?:join|take over at|take charge of"
            rf"|become)))(?: (?:take over at|{_OFFICE}))* (?P<c>C)",
        ),
        (
            "become",
            rf"(?P<m>{_WHO}){_ASIDE} (?:{_HAVE}|then |later |first )*(?:became|become|becomes) (?:the |a |an "
            rf"|their |[a-z-]+ ){{0,3}}?(?:(?P<c>C)(?:'s)? {_OFFICE}|{_OFFICE}(?: (?:of|at|for) (?P<c2>C))?)",
        ),
        (
            "replace",
            rf"(?P<m>{_WHO}|who){_ASIDE} (?:{_HAVE}|will |was to |would |to |then |is to |had )*(?:replac(?:ed"
            r"|es|e|ing)|succeed(?:ed|s|ing)?|(?:t[oa]ke?n?s?|took|taking) (?:over|charge)(?: at C"
            r"| of C)? (?:from|after)|step(?:ped|s|ping)? in for|follow(?:ed|s|ing)) (?:[a-z-]+ |G "
            rf"|A ){{0,3}}?(?P<m2>M|the G)(?:'s successor)?(?:(?: (?:at|as|in charge of|on|with"
            rf"|in)(?: the)?(?: {_OFFICE} (?:of|at))?) (?P<c>C))?",
        ),
        (
            "replaced by",
            rf"(?P<m2>{_WHO})(?:,)? {_HAVE}(?:was|is|been|were|has been|had been"
            r"|being) (?:[a-z]+ly )?(?:replaced|succeeded) (?:[a-z]+ )?by (?:[a-z-]+ |G |C "
            rf"|{_OFFICE} ){{0,4}}?(?P<m>M)",
        ),
        (
            "sack",
            rf"(?P<c>{_CLUB}) (?:{_HAVE}|then |also |today |on D |later )*(?:[a-z]+ly )?(?:sack(?:ed|s)?"
            r"|dismiss(?:ed|es)?|fire[ds]?|axe[ds]?|oust(?:ed|s)?|part(?:ed|s)? (?:company|ways) (?:with"
            r"|by mutual consent with)|dispensed with|got rid of|relieved|show(?:ed|n|s)|split with|removed"
            r"|let go(?: of)?|ditch(?:ed)?|wielded the axe on) (?:[a-z-]+ |G |A |C |their "
            rf"|{_OFFICE},? ){{0,4}}?(?P<m>M|him|the A|the G)\b",
        ),
        (
            "sacking of",
            r"\b(?:sack(?:ing)?|dismiss(?:al|ing)?|fir(?:e|ing)|ax(?:e|ing)|part(?:ing)? (?:company"
            r"|ways) with|departure|exit|resignation)(?: of)? (?:[a-z-]+ |G |A |C "
            rf"|{_OFFICE},? ){{0,3}}?(?P<m>M)\b",
        ),
        (
            "his sacking",
            r"(?:(?P<m>M)(?:'s|')|(?P<p>\bhis|\bher)) (?:[a-z]+ )?(?:sacking|dismissal|departure|exit"
            r"|resignation|removal|axing)\b",
        ),
        (
            "sacked",
            rf"(?P<m>{_WHO}|who){_ASIDE}(?:,)? (?:{_HAVE}|then |also |later |now |both )*(?:was|is|were|been"
            r"|has been|had been|got|gets) (?:[a-z]+ly |later |also |then |today "
            rf"|duly )?{_SACKED}(?! of)(?: (?:by|at|as|from|of his duties (?:at|by|as)|as {_OFFICE} (?:of"
            rf"|at)) (?:{_OFFICE} (?:of|at) )?(?P<c>C))?",
        ),
        (
            "leave",
            rf"(?P<m>{_WHO}|who)(?: by mutual consent)? (?:{_HAVE}|then |later |now |recently |also "
            r"|officially |will |is to |announced (?:that )?he would |told C (?:that )?he (?:will"
            r"|would) )*(?:left(?! (?:it|them|him|his|the (?:pitch|field|door|ground)|out|on|a|with|us|no|N))"
            r"|leaves?(?! (?:it|out))|resign(?:ed|s)?|step(?:ped|s|ping)? (?:down|aside)|quits?|departed"
            r"|departs?|walk(?:ed|s)? (?:out|away)|retire[ds]?|stood down|moved on|handed in his (?:notice"
            r"|resignation)|part(?:ed|s)? (?:company|ways)(?: with)?|said goodbye|call(?:ed"
            rf"|s)? it a day)(?: (?:as|from|at|of|on|by mutual consent|{_OFFICE}|his (?:role|post|job"
            r"|position)|for personal reasons))*(?: (?P<c>C|the club))?",
        ),
        (
            "leaving",
            r"\b(?:after|since|before|by|on|upon) (?:leaving|departing|parting (?:company|ways) with"
            r"|being (?:sacked|dismissed|fired|axed|let go|relieved"
            r"|shown the door)(?: (?:of his duties )?(?:by|at|from))?|his (?:sacking|dismissal|departure"
            rf"|exit) (?:from|by|at))(?: (?:as|{_OFFICE}|of|at|by))* (?P<c>C)",
        ),
        (
            "managed",
            r"\b(?:managed|coached|bossed|oversaw|took charge of|in charge of|(?:was|is"
            rf"|as) (?:the )?(?:{_OFFICE})(?: of| at)?|at the helm of|managing|coaching|led|head coach of"
            rf"|manager of|been in charge of|been (?:the )?{_OFFICE} (?:of|at)|(?:[a-z]+ )?(?:spells?|stints?"
            rf"|jobs?)(?: in charge| as {_OFFICE})? (?:at|with|of|in charge of))(?: both| the likes of"
            r"| clubs such as)?(?: (?:the )?(?:K |G |[a-z-]+ )?(?:side|club|team|outfit"
            rf"|giants))? (?P<cs>{_CLUBS})\b(?!'s (?:[RO]|under|academy|youth|reserves|B|captain))",
        ),
        (
            "in charge since",
            rf"(?P<m>{_WHO}|who),? (?:{_HAVE}|is |was |'s )*(?:been )?(?:in (?:interim |temporary |caretaker "
            r"|sole )?charge|at the helm|in the (?:job|post|role|hot ?seat|dugout)|at (?P<c>C)|with the club"
            rf"|{_OFFICE})(?: (?:of|at) (?P<c2>C|the club|the [A-Za-z]+ club))? (?:since|from|between)\b",
        ),
        ("under", r"(?P<c>C)\b[^.;MC]{0,60}\bunder (?:[a-z-]+ |G ){0,2}?(?P<m>M)\b"),
        ("under club", r"\bunder (?:[a-z-]+ |G )?(?P<m>M),? [^.;MC]{0,25}(?P<c>C)\b"),
        (
            "guide",
            rf"(?P<m>{_WHO}|who) (?:{_HAVE}|then |also |once |previously |twice )*(?:guided|led|steered|took"
            rf"|taken|masterminded|inspired|coached|managed|helped|won [^.;C]{{1,50}}? (?:with|at"
            r"|for))(?: [a-z]+)? (?P<c>C)\b",
        ),
        ("with club", rf"(?P<m>{_WHO}|who) (?:{_HAVE})*(?:won|lifted|claimed)\b[^.;]{{1,60}}?\b(?:with|at) (?P<c>C)\b"),
        (
            "interim office",
            r"(?P<m>M)(?:,[^,.]{1,60},)? (?:will (?:take|be|look|lead|oversee|step)|takes?|has been (?:placed"
            r"|put|named)|is|was|steps?|remains?|has taken|took|looks after|will remain"
            r"|leads?)\b[^.;]{0,70}?\b(?:interim|caretaker|temporary|temporarily|in the meantime|until (?:a"
            r"|the end|the summer)|for the (?:rest|remainder|time being))",
        ),
        ("coach at", r"(?<!replaced )(?<!succeeded )(?<!from )(?<!under )(?P<m>M) (?:of|at) (?P<c>C)\b"),
        (
            "extend",
            rf"(?P<m>{_WHO}) {_HAVE}(?:signed|agreed|penned|put pen to paper on"
            rf"|extended)\b[^.;]{{0,50}}?(?:contract|deal|extension|terms)",
        ),
        (
            "arrive",
            rf"(?P<m>{_WHO}|who){_ASIDE} (?:{_HAVE}|only |first |then |duly )*(?:arrived|arrives|came in|came"
            r"|started|got the (?:job|post)|was (?:promoted|hired|recruited|drafted in|handed the (?:job"
            r"|reins)|given the (?:job|reins)|put in charge|brought in)|been (?:here|in Z|in [a-z]+"
            r"|at the (?:club|helm)|with the club|the (?:manager|head coach|coach)(?: here)?)|joined us"
            r"|joined the club|stepped in|moved in|returned|inherited|began"
            rf"|took on)\b(?![^.;]{{0,20}} from C)",
        ),
        (
            "arrive from",
            rf"(?P<m>{_WHO}|who){_ASIDE} (?:{_HAVE}|only |then |who )*(?:arriv(?:es|ed|ing)|join(?:s|ed|ing)"
            r"|came|comes|moves|moved|recruited|poached|signed|was poached|was recruited|switched"
            rf"|was lured)\b[^.;MC]{{0,25}}? from (?P<c>C)\b",
        ),
        ("lured", r"(?P<m>M) was (?:then |later )?(?:lured|poached|tempted|prised) (?:away )?(?:to|by) (?P<c>C)"),
        (
            "now at",
            r"(?P<m>M),? (?:who is |is )?(?:now|currently|these days) (?:at|of|in charge of|with|in charge at"
            r"|the (?:manager|coach|boss|head coach) (?:of|at)) (?P<c>C)",
        ),
        (
            "once of",
            r"(?P<m>M),? (?:once|formerly|previously|late|lately|until recently|recently) (?:of|at"
            rf"|in charge of|with) (?P<cs>{_CLUBS})",
        ),
        (
            "possessive leaders",
            r"(?P<m>M)(?:'s|') (?:[a-z-]+ )?(?:leaders|champions|outfit|lot|boys|eleven|strugglers|reign"
            r"|tenure|first season|O season|spell|stint)\b",
        ),
        ("and his side", r"(?P<m>M) and his (?:[a-z-]+ )?(?P<c>C)(?: side| team| players| men)?\b"),
        ("label", rf"^{_OFFICE} ?[:–-] ?(?P<m>M)"),
        ("under alone", r"\bunder (?:[a-z-]+ |G )?(?P<m>M)\b"),
        (
            "clubs managed",
            r"\b(?:clubs managed|previous clubs as (?:manager|coach)|managerial career|coaching career"
            rf"|teams managed) ?[:–-] ?(?P<cs>{_CLUBS})",
        ),
        (
            "appointed initial",
            r"^(?:appointed|handed the (?:job|reins)|hired|installed"
            rf"|given the job)(?: (?:as )?(?:C's? )?{_OFFICE})?(?: (?:by|at) C)?\b",
        ),
        (
            "appointed aside",
            r"(?P<m>M), (?:who was )?(?:appointed|hired|named|installed|given the job|in charge since"
            r"|in the job since)\b",
        ),
        (
            "begins work",
            rf"(?P<m>{_WHO}) (?:will |is due to |is to )?(?:start|begin|starts|begins|take charge|takes charge"
            r"|takes over) (?:work |officially |his new job |in [a-z]+ |in C |at C )*on\b",
        ),
        ("coached by", r"(?P<c>C),? (?:now |then |who (?:are|were) )?(?:managed|coached|led) by (?:the |G )*(?P<m>M)"),
        ("as office", rf"(?P<m>M)(?:'s|') [a-zNO -]{{0,40}}?\bas (?P<c>C)(?:'s)? {_OFFICE}"),
        ("was office", rf"(?P<m>{_WHO}|who) (?:was|had been|is) (?:the )?(?P<c>C)(?:'s)? (?:[a-z]+ )?{_OFFICE}"),
        (
            "spent",
            rf"(?P<m>{_WHO}|who){_ASIDE} (?:{_HAVE})spent [^.;C]{{1,60}}?"
            rf"(?:\bas [^.;C]{{0,30}}?{_OFFICE} (?:of|at)|in charge of|\bat|\bwith) (?:the )?(?P<c>C)",
        ),
        (
            "left for",
            rf"(?P<m>{_WHO}|who){_ASIDE} (?:{_HAVE}|just |then |now )*(?:left|quit|departed|walked out|leaves|quits)"
            r"(?: (?P<c2>C))? (?:for|to (?:join|take over at|take charge of|manage|coach|become)) (?:the )?(?P<c>C)",
        ),
        (
            "and succeeds",
            r"\band (?:then )?(?:succeeds|replaces|succeeded|replaced|will (?:succeed|replace)"
            r"|t[ao]kes? over from|took over from) (?P<m2>M)(?: at (?P<c>C))?",
        ),
        (
            "and sack",
            r"(?P<c>C)\b[^.;MC]{1,45}\band (?:then |have )?"
            r"(?:sack(?:ed)?|fired?|dismiss(?:ed)?) (?:[a-z-]+ ){0,2}(?P<m>M)",
        ),
        (
            "agreed to part",
            r"(?P<c>C) and (?P<m>M|the [GA]) (?:have |had )?(?:agreed|decided) to (?:part|end|go their|terminate)",
        ),
        (
            "lost his job",
            rf"(?P<m>{_WHO}|who) (?:{_HAVE})(?:lost|losing) (?:his|her) (?:job|post|position|place in the dugout)",
        ),
        (
            "announced will",
            r"(?P<c>C)[^.;]{1,40}? confirm(?:ed)?[^.;]{1,30}?that (?P<m>M) will (?:take over|replace|succeed|become)",
        ),
        ("remains", r"(?P<m>M) (?:is still|remains|stays|will remain|will stay|continues) (?:in charge|at|as|in the)"),
    )
)

_FUTURE: Final = re.compile(r"\b(?:will|is to|are to|set to|would|agreed to|due to|next season|this summer)\b")
_NOT_ASSERTED: Final = re.compile(
    r"\b(?:could|might|may|would|should|linked|candidates?|favourites?|contenders?|rumou?r|reportedly"
    r"|considering|weigh(?:ing)? up|in the frame|shortlist|"
    r"interested in|admirers?|wants?|wanted|target|keen|odds|tipped|expected to|potential|possible|if"
    r"|hope[sd]?|approach(?:ed)?|talks|interview(?:ed)?|turned down|rejected|declined|denied|deny|not"
    r"|never|who will|who next)\b"
)
_OTHER_JOB: Final = re.compile(
    r"\b(?:assistant|under-\d\d|under-N|under-Ns|academy|youth|goalkeeping|reserve|reserves"
    r"|first-team|fitness|set-piece|deputy|b team|u21|u23|u18|u19|director of|technical director"
    r"|sporting director|number two|no\.? ?N)(?: team| side)?(?:'s)? (?:[a-z]+ )?$"
    r"|\bassistant (?:[a-z]+ )?(?:to|coach|manager)"
)
_INTERIM: Final = re.compile(
    r"\b(?:interim|caretaker|caretaking|temporary|temporarily|acting|in the meantime|stand-in|stopgap"
    r"|for the time being|placed in charge until|minded? the (?:shop|store)|hold(?:ing)? the fort"
    r"|held the fort)\b"
)
_CONSENT: Final = re.compile(
    r"\bmutual (?:consent|agreement|terms|termination)|\bby mutual|\bmutually agreed\b|\bpart(?:ed)? (?:company|ways)\b"
)
_EXITS: Final = (
    (
        "mutual_consent",
        re.compile(
            r"\bmutual (?:consent|agreement|termination)|\bby mutual|\bmutually\b|\bagreed to (?:part|end|terminate)"
        ),
    ),
    (
        "sacked",
        re.compile(
            r"\b(?:sack(?:ed|ing|s)?|dismiss(?:ed|al|es)?|fired?|firing|axed?|axing|ousted|relieved of"
            r"|shown the door|showed|removed|given the boot|let go|sent packing|dispensed with|got rid of"
            r"|jettisoned|marching orders|ditched|lost (?:his|her) (?:job|post))\b"
        ),
    ),
    (
        "resigned",
        re.compile(
            r"\b(?:resign(?:ed|s|ation)?|step(?:ped|s|ping)? (?:down|aside)|stood down|quits?|walk(?:ed"
            r"|s)? (?:out|away)|handed in his)\b"
        ),
    ),
    ("retired", re.compile(r"\bretire[ds]?\b|\bretirement\b")),
    (
        "contract_expired",
        re.compile(
            r"\bcontract (?:expired|ran out|had expired|was not renewed|came to an end|was up)"
            r"|\bend of (?:his|her) contract\b"
        ),
    ),
    (
        "moved",
        re.compile(
            r"\b(?:left|quit|departed|swapped|leaving|leaves)(?: C)? (?:for|to (?:join|take over|take charge"
            r"|become|manage|coach))\b|\bpoached\b|\blured away\b|\bmoved to\b"
        ),
    ),
)
_NEAR_DATE: Final = re.compile(
    r"(?:[^.;DYRC]|C(?! (?:have|has|sacked|appointed)))*?\b(?P<p>in|on|since|from|until|till|this"
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
    r"\b(?:today|tonight|this morning|this afternoon|this evening|yesterday|last night|last month"
    r"|this month|last summer|last year|last autumn|last winter|last spring)\b"
)
_BRIEF_DATES: Final = re.compile(r"^\W{1,3}\(?(?P<d>[YDR])(?:\W{1,3}(?P<d2>[YD]))?\)?")


def plain_pairs(tagged: Sequence[tagging.Tagged]) -> dict[str, str]:
    """Return the clubs at which the text plainly puts managers ("C boss M", "M's C"), the first for each manager."""
    pairs: dict[str, str] = {}
    for one in tagged:
        code = one.code
        if "M" not in code or "C" not in code:
            continue
        for name, pattern in _PAIRING:
            for match in pattern.finditer(code):
                before = code[max(0, match.start() - 12) : match.start()]
                if name != "apposition" and re.search(r"(?:former|ex|then|old|previous|one-time)[ -]$", before):
                    continue
                if re.search(r"former|previously|formerly|once|then", match.group()):
                    continue
                manager, club = one.atoms[match.start("m")].value.name, one.atoms[match.start("c")].value.name
                pairs.setdefault(manager, club)
    return pairs


_PAIRING: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("office", rf"(?P<c>C)(?:'s|')? {_OFFICE},? (?P<m>M)"),
        ("possessive", r"(?P<m>M)(?:'s|') (?P<c>C)\b(?! (?:debut|contract|days|career|exit|return))"),
        ("apposition", rf"(?P<m>M),? (?:N, |A,? |the |their |now |currently )*(?P<c>C)(?:'s)? {_OFFICE}"),
        (
            "sack",
            r"(?P<c>C) (?:have |has )?(?:sack(?:ed)?|dismiss(?:ed)?|appoint(?:ed)?|fired"
            r"|part(?:ed)? (?:company|ways) with|named|hired) (?:[a-z-]+ |G ){0,3}?(?P<m>M)",
        ),
        ("office of", rf"(?P<m>M),? (?:N, |the |now )*{_OFFICE} (?:of|at) (?P<c>C)"),
        ("fired by", rf"(?P<m>M) (?:has been|was) {_SACKED} (?:as )?(?:{_OFFICE} )?(?:by|at|of) (?P<c>C)"),
        ("named", rf"(?P<m>M) (?:has been|was|is) {_NAMED} (?:as )?(?:the |new )*(?P<c>C)(?:'s)? {_OFFICE}"),
        ("heading", r"^(?P<m>M)(?:,| -| –| —|:) (?:\()?(?P<c>C)"),
        ("heading", r"^(?P<c>C)(?:,| -| –| —|:) (?:\()?(?P<m>M)"),
    )
)


_OFFICES: Final = ("manager", "boss", "coach", "gaffer", "supremo", "chief")
_TRIGGERS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        ("former office", "office", "office of", "apposition", "apposition of", "office alone", "label", "become"),
        _OFFICES,
    ),
    "possessive": ("M's", "M'"),
    "possessive side": ("M's", "M'"),
    "possessive leaders": ("M's", "M'"),
    "reign at": ("reign", "tenure", "spell", "stint", "time", "season", "year", "days"),
    "appoint": ("appoint", "name", "hire", "unveil", "confirm", "turn", "announce", "install", "bring", "brought"),
    "appointed": (
        "appoint",
        "named",
        "hired",
        "unveil",
        "install",
        "confirm",
        "announced",
        "brought",
        "chosen",
        "handed",
        "given",
        "recruit",
        "picked",
    ),
    "appointment of": ("appoint",),
    "take over": ("over", "charge", "reins", "helm", "job", "control", "took on", "take on"),
    "join": (
        "joined",
        "moved",
        "arrived",
        "came",
        "returned",
        "went",
        "pitched",
        "switched",
        "left",
        "swapped",
        "quit",
    ),
    "replace": ("replac", "succe", "over from", "charge from", "step", "follow"),
    "replaced by": ("replaced", "succeeded"),
    "sack": (
        "sack",
        "dismiss",
        "fire",
        "axe",
        "oust",
        "part",
        "dispensed",
        "rid",
        "relieved",
        "show",
        "split",
        "removed",
        "let go",
        "ditch",
    ),
    "sacking of": ("sack", "dismiss", "fir", "ax", "part", "departure", "exit", "resignation"),
    "his sacking": ("sacking", "dismissal", "departure", "exit", "resignation", "removal", "axing"),
    "sacked": (
        "sacked",
        "dismissed",
        "fired",
        "axed",
        "ousted",
        "relieved",
        "door",
        "removed",
        "boot",
        "let go",
        "orders",
        "packing",
        "replaced",
        "jettisoned",
        "ditched",
    ),
    "leave": (
        "left",
        "leave",
        "resign",
        "step",
        "quit",
        "depart",
        "walk",
        "retire",
        "stood down",
        "moved on",
        "notice",
        "part",
        "goodbye",
        "call",
    ),
    "leaving": ("leaving", "departing", "parting", "being", "his "),
    "managed": ("manag", "coach", "bossed", "oversaw", "charge", "helm", "led", "spell", "stint", "job", *_OFFICES),
    "in charge since": ("since", "from", "between"),
    "under": ("under",),
    "under club": ("under",),
    "under alone": ("under",),
    "guide": (
        "guided",
        "led",
        "steered",
        "took",
        "taken",
        "masterminded",
        "inspired",
        "coached",
        "managed",
        "helped",
        "won",
    ),
    "with club": ("won", "lifted", "claimed"),
    "interim office": ("interim", "caretaker", "temporar", "meantime", "until", "for the"),
    "extend": ("contract", "deal", "extension", "terms"),
    "announced will": ("confirm",),
    "remains": ("remain", "stay", "still", "continues"),
    "arrive": (
        "arriv",
        "came",
        "got the",
        "was ",
        "been",
        "joined",
        "stepped",
        "moved",
        "returned",
        "inherited",
        "began",
        "started",
        "took on",
    ),
    "arrive from": ("from",),
    "lured": ("lured", "poached", "tempted", "prised"),
    "now at": ("now", "currently", "these days"),
    "once of": ("once", "formerly", "previously", "late", "recently"),
    "and his side": ("and his",),
    "clubs managed": ("managed", "clubs", "career"),
    "appointed initial": ("appointed", "handed", "hired", "installed", "given"),
    "appointed aside": ("appointed", "hired", "named", "installed", "given", "since"),
    "begins work": ("start", "begin", "take"),
}
"""Words of which a sentence must have one before a phrase is looked for."""


def _trigger_words() -> Any:
    """Return an automaton of the trigger words; each gives the patterns that it lets run, as bits by their place."""
    bits: dict[str, int] = {}
    for place, (name, _) in enumerate(_PATTERNS):
        for word in _TRIGGERS.get(name, ()):
            bits[word] = bits.get(word, 0) | 1 << place
    automaton = ahocorasick.Automaton()
    for word, patterns in bits.items():
        automaton.add_word(word, patterns)
    automaton.make_automaton()
    return automaton


_TRIGGER_WORDS: Final = _trigger_words()
_ALWAYS: Final = sum(1 << place for place, (name, _) in enumerate(_PATTERNS) if name not in _TRIGGERS)


def read(scenes: Sequence[Scene], cast: Cast, gazetteer: Gazetteer, published_on: date) -> list[Report]:
    """Return what the phrases of an article say of spells, in its order."""
    reports: list[Report] = []
    for number, scene in enumerate(scenes):
        code = scene.tagged.code
        if not (
            "M" in code
            or " he " in code
            or code.startswith("he ")
            or "his " in code
            or "who " in code
            or "the G" in code
            or "the A" in code
            or "former " in code
        ):
            continue
        wanted = _ALWAYS
        for _, patterns in _TRIGGER_WORDS.iter(code):
            wanted |= patterns
        for place, (name, pattern) in enumerate(_PATTERNS):
            if not wanted >> place & 1:
                continue
            for match in pattern.finditer(code):
                reports += _reports(name, match, number, scene, published_on, cast, gazetteer, scenes)
    return reports


def _ref_at(scene: Scene, at: int, end: int | None = None) -> Ref | None:
    for ref in scene.refs:
        if ref.at <= at < ref.end or (end is not None and at <= ref.at < end):
            return ref
    return None


def _left_manager(scene: Scene, at: int) -> Ref | None:
    before = [ref for ref in scene.refs if ref.manager and ref.at < at]
    return before[-1] if before else None


def _reports(
    name: str,
    match: re.Match[str],
    number: int,
    scene: Scene,
    published_on: date,
    cast: Cast,
    gazetteer: Gazetteer,
    scenes: Sequence[Scene],
) -> list[Report]:
    code = scene.tagged.code
    groups = match.groupdict()
    start, end = match.span()
    if scene.tagged.sentence.quoted and scene.tagged.sentence.in_quote(scene.tagged.offset(start)):
        return []
    left = code[max(0, start - 40) : start]
    who_at = match.start("m") if groups.get("m") else match.start("p") if groups.get("p") else -1
    manager_ref = None
    if who_at >= 0:
        if code.startswith("who", who_at) or groups.get("m") == "him":
            manager_ref = _left_manager(scene, who_at) if groups.get("m") != "him" else _ref_at(scene, who_at)
        else:
            manager_ref = _ref_at(scene, who_at, match.end("m") if groups.get("m") else match.end("p"))
    elif name in (
        "former office",
        "managed",
        "leaving",
        "sacking of",
        "office alone",
        "clubs managed",
        "appointed initial",
        "and succeeds",
    ):
        manager_ref = _left_manager(scene, start)
        if manager_ref is None:
            after = [r for r in scene.refs if r.manager and r.at >= start and not r.oblique]
            manager_ref = (
                after[0] if after and name in ("former office", "leaving", "managed", "appointed initial") else None
            )
        if manager_ref is None and scene.manager and name in ("former office",):
            manager_ref = Ref(start, start, scene.manager, None, "previous sentence")
    if manager_ref is None or manager_ref.manager is None:
        return []
    manager = manager_ref.manager
    if name == "arrive" and not re.search(
        r"[DY]|last (?:summer|year|month|autumn|winter|spring)", code[max(0, start - 40) : end + 45]
    ):
        return []
    said, name = name, _SAME_AS.get(name, name)
    clubs: list[Ref] = []
    if groups.get("cs"):
        clubs = [r for r in scene.refs if match.start("cs") <= r.at < match.end("cs") and r.club]
    else:
        for key in ("c", "c2"):
            if groups.get(key):
                ref = _ref_at(scene, match.start(key))
                if ref is not None and ref.club and not (said == "left for" and key == "c2"):
                    clubs = [ref]
    if groups.get("c") == "we" and scene.club:
        clubs = [Ref(match.start("c"), match.end("c"), None, scene.club, "previous sentence")]
    text = code[start:end]
    clause = code[max(0, start - 60) : min(len(code), end + 80)]
    if name not in (
        "former office",
        "office",
        "office of",
        "possessive",
        "possessive side",
        "apposition",
        "apposition of",
        "reign at",
        "coach at",
        "office alone",
        "under",
        "leaving",
        "his sacking",
        "guide",
        "with club",
        "managed",
        "remains",
        "announced will",
        "now at",
        "once of",
        "possessive leaders",
        "and his side",
        "under alone",
        "clubs managed",
        "arrive from",
    ):
        if _NOT_ASSERTED.search(code[max(0, start - 30) : end]) and name not in ("sack", "sacked", "leave", "replace"):
            return []
        if re.search(
            r"\b(?:could|might|may|would|should|if|to be|not|never|linked|expected to|set to|will be|wants? to)\b",
            code[max(0, start - 30) : end],
        ) and (
            name in ("sack", "sacked", "replace", "replaced by")
            or (name == "leave" and not re.search(r"\b(?:he|M) (?:will|would) ", code[start : end + 20]))
        ):
            return []
    if _OTHER_JOB.search(left) or (name in ("office", "office alone") and _OTHER_JOB.search(text[: text.rfind("M")])):
        return []
    if name in ("managed", "guide", "with club") and re.search(
        r"\b(?:assistant|captain|as a player|player|striker|midfielder|defender|played)\b",
        code[max(0, start - 40) : end],
    ):
        return []
    if (
        name == "managed"
        and re.match(r"\b(?:led|oversaw)", text)
        and not any(gazetteer.spells_at(manager, str(c.club)) for c in clubs)
    ):
        return []
    if name in ("under", "under club", "with club", "guide"):
        clubs = [ref for ref in clubs if not ref.rival]
        if not clubs:
            return []
    if not clubs:
        club = _club_without_name(name, manager, scene, cast, gazetteer, published_on)
        if club is None:
            return []
        clubs = [Ref(start, start, None, club, "previous sentence")]
    reports = []
    for ref in clubs:
        report = Report(manager, str(ref.club), name, number, start, end, manager_ref=manager_ref, club_ref=ref)
        _say(report, name, match, scene, published_on, clause, left)
        if ref.end <= ref.at:
            _by_year(report, manager, gazetteer)
        if report.began is None and report.ended is None and report.status != "agreed":
            news = _date_of_news(report, name, code, number, scenes, published_on)
            if news is not None:
                if name in ("sack", "sacked", "leave") and report.status == "ended":
                    report.ended = news[0]
                elif name not in ("sack", "sacked", "leave"):
                    report.began = news[0]
        reports.append(report)
        if said == "left for":
            old = _ref_at(scene, match.start("c2")) if groups.get("c2") else None
            before = old.club if old is not None else scene.club_of.get(manager) or scene.club
            if before and before != report.club and (old is not None or gazetteer.spells_at(manager, before)):
                gone = Report(manager, before, "left for", number, start, end, status="ended", manager_ref=manager_ref)
                gone.club_ref, gone.exit, gone.exit_place = old, "moved", (start, end)
                gone.ended, gone.end_place = report.began, report.date_place
                reports.append(gone)
        if groups.get("m2"):
            other = _ref_at(scene, match.start("m2"), match.end("m2"))
            if other is not None and other.manager and other.manager != manager:
                gone = Report(
                    other.manager,
                    report.club,
                    name + " (predecessor)",
                    number,
                    start,
                    end,
                    status="ended",
                    manager_ref=other,
                    club_ref=ref,
                )
                gone.ended, gone.end_place = report.began, report.date_place
                reports.append(gone)
    return reports


def _by_year(report: Report, manager: str, gazetteer: Gazetteer) -> None:
    """Correct a club that no words name by the year of the event: "He was sacked in September 2022"."""
    known = gazetteer.managers.get(manager)
    if known is None:
        return
    if report.began is not None:
        fits = [s.club for s in known.spells if s.start == report.began.year]
    elif report.ended is not None:
        fits = [s.club for s in known.spells if s.end == report.ended.year]
    else:
        return
    if fits and report.club not in fits and len(set(fits)) == 1:
        report.club = fits[0]


_SAME_AS: Final = {
    "and sack": "sack",
    "agreed to part": "leave",
    "lost his job": "sacked",
    "and succeeds": "replace",
    "was office": "apposition",
    "left for": "join",
}
"""Phrases that say what another says."""
_CLUBLESS: Final = frozenset(
    (
        "sack",
        "sacked",
        "sacking of",
        "his sacking",
        "leave",
        "appointed",
        "appoint",
        "appointment of",
        "take over",
        "replace",
        "replaced by",
        "become",
        "in charge since",
        "interim office",
        "office alone",
        "extend",
        "possessive side",
        "remains",
        "arrive",
        "possessive leaders",
        "under alone",
        "label",
        "appointed initial",
        "appointed aside",
        "begins work",
        "and succeeds",
        "agreed to part",
        "lost his job",
    )
)


def _club_without_name(
    name: str, manager: str, scene: Scene, cast: Cast, gazetteer: Gazetteer, published_on: date
) -> str | None:
    if name not in _CLUBLESS:
        return None
    if name == "under alone":
        for ref in reversed([r for r in scene.refs if r.club and not r.rival]):
            if gazetteer.spells_at(manager, str(ref.club)):
                return ref.club
        return scene.club if scene.club and gazetteer.spells_at(manager, scene.club) else None
    if name == "label":
        return scene.club
    if name in ("possessive side", "extend", "remains", "possessive leaders"):
        return scene.club_of.get(manager) or _by_reference(manager, cast, published_on)
    clubs = [ref.club for ref in scene.refs if ref.club and not ref.rival]
    for club in clubs:
        if club and gazetteer.spells_at(manager, club):
            return club
    if manager in scene.club_of:
        return scene.club_of[manager]
    focus = scene.club
    main = main_club(cast)
    if (
        main is not None
        and not clubs
        and (gazetteer.spells_at(manager, main) or (cast.managers.get(manager) is None and not scene.heading))
    ):
        return main
    if clubs and cast.managers.get(manager) is None:
        return clubs[0]
    if focus and (cast.managers.get(manager) is None or gazetteer.spells_at(manager, focus)):
        return focus
    known = _by_reference(manager, cast, published_on)
    if known:
        return known
    return focus if name in ("interim office", "take over", "appointed", "replace") else None


def _by_reference(manager: str, cast: Cast, published_on: date) -> str | None:
    known = cast.managers.get(manager)
    if known is None:
        return None
    clubs = [s.club for s in known.spells if s.covers(published_on.year) and s.club in cast.clubs]
    return clubs[-1] if clubs else None


def _say(
    report: Report, name: str, match: re.Match[str], scene: Scene, published_on: date, clause: str, left: str
) -> None:
    """Write down what the phrase says of status, role, dates and exit."""
    code = scene.tagged.code
    start, end = match.span()
    text = match.group()
    former = (
        re.search(r"(?:\bformer|\bex|\bthen|\bone-time|\bold|\bprevious|\berstwhile)[ -](?:G |[a-z-]+ )?$", left)
        is not None
        or re.search(r"\b(?:former|ex-|once|previously|formerly|until recently)\b|\bthen[ -]", text) is not None
    )
    interim = _INTERIM.search(text) is not None or (
        name in ("take over", "appointed", "interim office", "replace", "become", "appoint")
        and _INTERIM.search(code[end : end + 70]) is not None
    )
    if interim:
        report.role = "interim"
    if name in ("former office", "leaving", "once of", "clubs managed"):
        report.status = "ended"
    elif name == "arrive from":
        report.status = "ended"
        report.exit, report.exit_place = "moved", (start, end)
    elif name in ("now at", "lured", "label"):
        report.status = "current"
    elif name in (
        "office",
        "office of",
        "apposition",
        "apposition of",
        "coach at",
        "office alone",
        "remains",
        "extend",
    ):
        report.status = (
            None
            if name == "coach at"
            else "ended"
            if former or (name.startswith("apposition") and re.search(r"\b(?:was|had been)\b", text))
            else "current"
        )
        if former:
            report.rule = name + " (former)"
    elif name in ("managed", "reign at", "guide", "with club", "possessive", "possessive side", "under", "under club"):
        report.status = None
        if name == "managed" and re.search(
            r"\b(?:previously|before|formerly|earlier|once|career|after)\b|\bhad\b",
            code[max(0, start - 60) : start] + text,
        ):
            report.status = "ended"
        if name == "managed" and re.search(r"\bis (?:the )?", text):
            report.status = "current"
    elif name in ("sack", "sacked", "sacking of", "his sacking", "leave"):
        report.status = "ended"
        if name == "leave" and re.search(r"\b(?:will|would|is to)\b", text):
            report.status = "current"
            if re.search(
                r"end of (?:the|this) (?:season|campaign)|this summer|in the summer|when his contract",
                code[end : end + 50],
            ):
                report.ended = When(published_on.year if published_on.month < 8 else published_on.year + 1)
                report.end_place = (start, end)
    elif name in (
        "appointed",
        "appoint",
        "appointment of",
        "take over",
        "join",
        "become",
        "replace",
        "replaced by",
        "in charge since",
        "interim office",
        "announced will",
    ):
        if re.search(r"\b(?:will|is to|set to)\b", code[max(0, start - 12) : end]) or name == "announced will":
            report.status = (
                None
                if interim
                or re.search(r"\b(?:from|against|for) (?:this|today|the)\b|\binterim\b", code[end : end + 40])
                else "agreed"
            )
        elif name == "in charge since":
            report.status = (
                "current"
                if re.search(r"\b(?:has|is|'s|since)\b", text) and not re.search(r"\bwas\b|\bhad\b", text)
                else None
            )
        else:
            report.status = None
    if (
        name in ("take over", "join")
        and _COMING.search(code[end : end + 45])
        and re.search(r"\b(?:takes|moves|will)\b", text)
    ):
        report.status = "agreed"
    if name == "begins work":
        report.status = "agreed"
    if name in ("possessive", "possessive side", "possessive leaders", "and his side"):
        years = [a.value if a.code == "Y" else int(a.value[:4]) for a in scene.tagged.atoms.values() if a.code in "YS"]
        if years and max(years) < published_on.year - 1:
            report.status = "ended"
    if name in ("possessive leaders", "and his side", "under alone"):
        return
    when, until, place = _date(code, scene, start, end, published_on, name)
    if name in ("sack", "sacked", "sacking of", "his sacking", "leave", "leaving"):
        if (
            when is not None
            and (name != "leaving" or (place is not None and place[1] - place[0] > 3))
            and report.status != "current"
        ):
            report.ended, report.end_place = when, place
        words = code[max(0, start - 15) : end + 50]
        for value, pattern in _EXITS:
            found = pattern.search(words)
            if found:
                report.exit = value
                report.exit_place = (max(0, start - 15) + found.start(), max(0, start - 15) + found.end())
                break
        if report.status == "current":
            report.exit = None
    elif name == "arrive from":
        if when is not None:
            report.ended, report.end_place = when, place
    elif name in (
        "appointed",
        "appoint",
        "take over",
        "join",
        "become",
        "replace",
        "in charge since",
        "appointment of",
        "interim office",
        "arrive",
        "lured",
        "appointed initial",
        "appointed aside",
        "begins work",
    ):
        if when is not None and report.status == "agreed":
            when = _coming(when, published_on)
        if when is not None:
            report.began, report.date_place = when, place
        if until is not None:
            report.ended, report.end_place = until, place
            report.status = "ended"
    elif (
        until is not None
        and when is not None
        and name in ("managed", "reign at", "apposition", "apposition of", "office", "former office", "guide")
    ):
        report.began, report.ended, report.date_place, report.end_place = when, until, place, place
        report.status = "ended"
    elif name == "spent" and when is not None and re.search(r"before|previous", clause):
        report.ended, report.end_place, report.status = when, place, "ended"
    elif name == "replaced by" and when is not None:
        report.began, report.date_place = when, place


def _date(
    code: str, scene: Scene, start: int, end: int, published_on: date, name: str
) -> tuple[When | None, When | None, tuple[int, int] | None]:
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
            when = When(atom.value) if atom.code == "Y" else atom.value
            until = None
            if match.group("d2"):
                second = atoms[end + match.start("d2")]
                until = When(second.value) if second.code == "Y" else second.value
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
        return (When(atom.value) if atom.code == "Y" else atom.value), None, (at, at + 1)
    leading = _LEADING_DATE.match(code)
    if leading is not None and start - leading.end() < 60:
        atom = atoms[leading.start("d")]
        when = When(atom.value) if atom.code == "Y" else atom.value
        return when, None, (leading.start("d"), leading.start("d") + 1)
    inside = [a for a in atoms.values() if start <= a.at < end and a.code == "D"]
    if inside:
        return inside[-1].value, None, (inside[-1].at, inside[-1].at + 1)
    back = _DATE_LEFT.search(code, max(0, start - 50), start)
    if back is not None:
        at = back.start("d")
        return atoms[at].value, None, (at, at + 1)
    for found in _RELATIVE.finditer(code, max(0, start - 30), min(len(code), end + 60)):
        when = tagging.relative_day(found.group(), published_on)
        if when is not None:
            return when, None, found.span()
    return None, None, None


_END_OF_SEASON: Final = re.compile(
    r"[^.;,]{0,30}?\bat the end of (?:last season|the season just gone|the (?P<s>S)(?: season| campaign)?)"
)
_COMING: Final = re.compile(
    r"^[^.;]{0,20}\b(?:in the summer|this summer|next (?:season|summer|month)|at the end of|in D|on D)\b"
)
_FRESH: Final = re.compile(
    r"\b(?:have|has) |\b(?:sack|appoint|name|part|dismiss|fire|axe|hire|unveil|confirm|leaves|quits"
    r"|resigns|joins|replaces|succeeds|takes|steps|turn|announce)s?\b"
)
_NOT_FRESH: Final = re.compile(r"\b(?:had|since|ago|last|previously|earlier|Y|before|once|former)\b|Y")


def _date_of_news(
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


def _coming(when: When, published_on: date) -> When:
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


def known(
    scenes: Sequence[Scene], reports: Iterable[Report], cast: Cast, gazetteer: Gazetteer, published_on: date
) -> list[Report]:
    """Return spells that common knowledge sees in a text: a manager beside a club that was his, or is at publication.

    Only where no phrase says anything of the two; the words are the mention of the manager.
    """
    main = main_club(cast)
    told = {(report.manager, report.club) for report in reports}
    seen: set[tuple[str, str]] = set()
    found: list[Report] = []
    for number, scene in enumerate(scenes):
        clubs = [r for r in scene.refs if r.club and not r.rival and not r.manager and r.how in ("named", "nickname")]
        for ref in scene.refs:
            manager = cast.managers.get(str(ref.manager)) if ref.manager else None
            if manager is None:
                continue
            named = ref.how in ("named", "surname")
            pairs: list[tuple[str, Ref | None, str | None]] = []
            for club_ref in clubs:
                if abs(club_ref.at - ref.at) < _NEAR and gazetteer.spells_at(manager.name, str(club_ref.club)):
                    pairs.append((str(club_ref.club), club_ref, None))
            if (
                main is not None
                and named
                and any(s.start < published_on.year for s in gazetteer.spells_at(manager.name, main))
            ):
                pairs.append((main, None, None))
            for spell in manager.spells if named else ():
                if spell.club in cast.clubs and spell.start < published_on.year and spell.end in (None, *_LATER):
                    firm = spell.end is None or spell.end > published_on.year
                    if firm:
                        pairs.append((spell.club, None, "current"))
            for club, place, status in pairs:
                if (manager.name, club) in told or (manager.name, club) in seen:
                    continue
                if status is None and not any(
                    s.start < published_on.year for s in gazetteer.spells_at(manager.name, club)
                ):
                    continue
                seen.add((manager.name, club))
                report = Report(manager.name, club, "common knowledge", number, ref.at, ref.end, status=status)
                report.manager_ref, report.club_ref = ref, place
                found.append(report)
    return found


_NEAR: Final = 60
_LATER: Final = tuple(range(1900, 2100))


def join(
    reports: Iterable[Report], cast: Cast, gazetteer: Gazetteer, published_on: date, scenes: Sequence[Scene]
) -> list[Tenure]:
    """Return the spells that the reports tell of, with status, role, dates and exit."""
    groups: dict[tuple[str, str], list[Report]] = {}
    for report in reports:
        groups.setdefault((report.manager, report.club), []).append(report)
    leaders = _leaders(groups)
    tenures: list[Tenure] = []
    for (manager, club), mine in groups.items():
        tenures += _tenures(manager, club, mine, leaders, cast, gazetteer, published_on, scenes)
    return tenures


def _leaders(groups: dict[tuple[str, str], list[Report]]) -> dict[str, set[str]]:
    """Return the clubs at which each manager is said to be now."""
    now: dict[str, set[str]] = {}
    for (manager, club), mine in groups.items():
        if any(r.status == "current" for r in mine) and not any(
            r.status == "ended" and r.rule in ("sack", "sacked", "leave") for r in mine
        ):
            now.setdefault(manager, set()).add(club)
    return now


def _tenures(
    manager: str,
    club: str,
    mine: list[Report],
    leaders: dict[str, set[str]],
    cast: Cast,
    gazetteer: Gazetteer,
    published_on: date,
    scenes: Sequence[Scene],
) -> list[Tenure]:
    told = list(mine)
    starts = sorted({r.began.iso() for r in told if r.began})
    ends = sorted({r.ended.iso() for r in told if r.ended})
    if (
        starts
        and ends
        and any(s > e and s[:4] > e[:4] for s in starts for e in ends)
        and any(r.status == "ended" for r in told)
    ):
        first_end = ends[0]
        early = [r for r in told if (r.ended and r.ended.iso() <= first_end) or (r.began and r.began.iso() < first_end)]
        late = [r for r in told if r not in early]
        if early and late:
            return [
                _tenure(manager, club, early, leaders, cast, gazetteer, published_on, "ended"),
                _tenure(manager, club, late, leaders, cast, gazetteer, published_on, None),
            ]
    return [_tenure(manager, club, told, leaders, cast, gazetteer, published_on, None)]


def _tenure(
    manager: str,
    club: str,
    mine: list[Report],
    leaders: dict[str, set[str]],
    cast: Cast,
    gazetteer: Gazetteer,
    published_on: date,
    forced: str | None,
) -> Tenure:
    departures = [
        r for r in mine if r.rule in ("sack", "sacked", "sacking of", "his sacking", "leave") and r.status == "ended"
    ]
    ended = [r for r in mine if r.status == "ended"]
    current = [r for r in mine if r.status == "current"]
    agreed = [r for r in mine if r.status == "agreed"]
    status = forced or status_of(manager, club, departures, ended, current, agreed, leaders, gazetteer, published_on)
    interim = [r for r in mine if r.role == "interim"]
    permanent = [r for r in mine if r.role != "interim" and r.rule in ("office", "appointed", "appoint", "become")]
    role = "interim" if interim and not permanent else "manager"
    tenure = Tenure(manager, club, status, role, mine)
    starts = [r.began for r in mine if r.began and r.date_place] or [r.began for r in mine if r.began]
    if starts:
        tenure.began = max(starts, key=lambda when: (len(when.iso()), when.iso()))
    over = [
        r
        for r in mine
        if r.ended and (tenure.began is None or r.ended.iso() >= tenure.began.iso()[: len(r.ended.iso())])
    ]
    ends = [r.ended for r in over if r.ended and r.end_place] or [r.ended for r in over if r.ended]
    planned = [r.ended for r in mine if r.ended and r.status == "current"]
    if planned and status == "current":
        tenure.ended = planned[0]
    if ends and status == "ended":
        tenure.ended = max(ends, key=lambda when: (len(when.iso()), when.iso()))
    if status == "ended":
        exits = [r.exit for r in mine if r.exit]
        tenure.exit = exits[0] if exits else None
        if "mutual_consent" in exits:
            tenure.exit = "mutual_consent"
    return tenure


def status_of(
    manager: str,
    club: str,
    departures: Sequence[Report],
    ended: Sequence[Report],
    current: Sequence[Report],
    agreed: Sequence[Report],
    leaders: dict[str, set[str]],
    gazetteer: Gazetteer,
    published_on: date,
) -> str:
    """Return whether a spell is current, ended or agreed at publication, from its reports and by reference."""
    if departures:
        return "ended"
    if agreed and not current:
        return "agreed"
    spells = gazetteer.spells_at(manager, club)
    year = published_on.year
    over = bool(spells) and not any(s.covers(year) for s in spells)
    if current and not ended:
        return "current" if not over or not spells else "ended"
    if ended and not current:
        return "ended"
    if current and ended:
        return "current" if any(s.covers(year) and (s.end is None or s.end > year) for s in spells) else "ended"
    elsewhere = leaders.get(manager, set()) - {club}
    if elsewhere:
        return "ended"
    if spells:
        covering = [s for s in spells if s.covers(year)]
        if not covering:
            return "ended"
        last = covering[-1]
        if last.end is None or last.end > year:
            return "current"
        if published_on.month <= 5 and last.start < year:
            return "current"
        others = [
            s
            for m in [gazetteer.managers.get(manager)]
            if m
            for s in m.spells
            if s.club != club and s.start >= year and s.covers(year)
        ]
        return "ended" if others or published_on.month >= 7 else "current"
    if gazetteer.managers.get(manager) is not None:
        return "ended"
    return "current"
