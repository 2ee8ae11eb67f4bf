"""How appointments, departures and terms of office are phrased: tables over tagged sentences.

A row is the name of a phrase and its pattern. Named groups: `m` the manager, `m2` whom he follows, `c` and `c2` the
club, `cs` several clubs, `p` a pronoun. What a phrase says of a spell is decided in `spells`.
"""

import re
from typing import Any, Final

import ahocorasick

_QUALIFIER: Final = (
    r"(?:(?:O-team|O team|first team|head|interim|caretaker|acting|temporary|permanent|new|current"
    r"|long-serving|under-fire|under-pressure|rookie|veteran|G|sporting|then|outgoing|popular"
    r"|embattled|beleaguered|incoming|co-head|joint|team|women's|senior)[ -])*"
)
OFFICE: Final = (
    rf"(?:{_QUALIFIER}(?:(?:player-|secretary-)?manager|boss|head coach"
    r"|(?:player-)?coach|gaffer|head-coach|supremo|chief|trainer))(?!ing)\b"
)
WHO: Final = (
    r"(?:M|he|she|the (?:(?:former|ex-|young|experienced|veteran) )*(?:G|A)(?: (?:coach|manager|boss|tactician|A))?)"
)
ASIDE: Final = r"(?:, [^.;M]{1,90}?,)?"
_CLUB: Final = r"(?:C|they|who|the club|the side|his side|the team|them)"
_FORMER: Final = r"(?:former|ex|one-time|erstwhile|sometime|old|previous|former G)[ -]"
CLUBS: Final = r"C(?:(?:,| and|, and|/| &) (?:former |ex-)?C)*"
_NAMED: Final = (
    r"(?:appointed|named|hired|unveiled|installed|confirmed|announced|brought in|chosen|handed|given"
    r"|recruited|picked)"
)
_SACKED: Final = (
    r"(?:sacked|dismissed|fired|axed|ousted|relieved|shown the door|removed|given the boot|let go"
    r"|given his marching orders|sent packing|replaced|jettisoned|ditched)"
)
HAVE: Final = r"(?:have |has |had )?(?:today |now |since |already |also |finally |only |just |duly |later )?"

_PHRASES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("former office", rf"\b(?:{_FORMER})(?P<cs>{CLUBS})(?:'s)? (?:and G )?{OFFICE}(?:,? (?P<m>M))?"),
        ("office", rf"(?P<c>C)(?:'s|')? {OFFICE},? (?P<m>M)"),
        ("office of", rf"\b{OFFICE} (?:of|at) (?P<c>C),? (?P<m>M)"),
        (
            "apposition",
            r"(?P<m>M),? (?:N, |A,? |who is |now |currently |the |their |then |once |previously |formerly "
            rf"|who was |until recently )*(?P<cs>{CLUBS})(?:'s)? {OFFICE}",
        ),
        (
            "apposition of",
            r"(?P<m>M),? (?:N, |A,? |who is |now |currently |then |the |a |is |was |had been "
            rf"|who was )*{OFFICE} (?:of|at) (?P<cs>{CLUBS})",
        ),
        ("office alone", rf"(?<!former )(?<!ex-)\b(?P<o>{OFFICE}),? (?P<m>M)"),
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
            rf"|in the dugout at|as {OFFICE} (?:of|at)) (?:{OFFICE} (?:of|at) )?)(?P<c>C)",
        ),
        (
            "appointed",
            rf"(?P<m>{WHO}){ASIDE} {HAVE}(?:was|is|were|been|has been|had been"
            rf"|will be) (?:[a-z]+ly )?{_NAMED}(?: as)?(?: (?:the |their |its |our |a |as |new |G |permanent "
            rf"|interim |caretaker |{OFFICE}|C's|team|the women's team|first))*(?:(?: (?:of|at|by"
            r"|for))? (?P<c>C))?",
        ),
        (
            "appoint",
            rf"(?P<c>{_CLUB}|we) {HAVE}(?:[a-z]+ly )?(?:appoint(?:ed|s)?|name[ds]?|hire[ds]?|unveil(?:ed|s)?"
            r"|confirm(?:ed|s)?(?: (?:the )?appointment of)?|turn(?:ed|s)? to"
            r"|announce[ds]?(?: the appointment of)?|install(?:ed|s)?|brought in"
            rf"|bring in)(?: that)? (?:[a-z-]+ |G |C |A |{OFFICE} ){{0,4}}?(?P<m>M)\b",
        ),
        ("appointment of", r"\bappoint(?:ment|ing)(?: of)? (?:[a-z-]+ |G |C ){0,3}?(?P<m>M)\b"),
        (
            "take over",
            rf"(?P<m>{WHO}|who){ASIDE} (?:{HAVE}|then |also |only |first |initially |officially |will "
            r"|was to |would |to |is to |is set to )*(?:t[oa]ke?n?s?|took|taking|assume[ds]?) (?:over|charge"
            r"|the reins|the helm|the (?:[a-z]+ )?job|interim charge|temporary charge|caretaker charge"
            r"|full charge|sole charge|control|on (?:the|his) [a-z O-]+?)(?: (?:of|at"
            rf"|with))?(?: (?:the (?:[a-z]+ )?(?:side|club|team)|{OFFICE} at|as|{OFFICE}|of"
            r"|at))*(?: (?P<c>C))?",
        ),
        (
            "join",
            rf"(?P<m>{WHO}){ASIDE} (?:{HAVE}|then |first |later |subsequently |also |next )*(?:joined"
            r"|moved to|arrived at|came to|returned to|went to|rejoined|pitched up at|switched to|left for"
            r"|(?:swapped|left|quit) C (?:for|to (?:join|take over at|take charge of"
            rf"|become)))(?: (?:take over at|{OFFICE}))* (?P<c>C)",
        ),
        (
            "become",
            rf"(?P<m>{WHO}){ASIDE} (?:{HAVE}|then |later |first )*(?:became|become|becomes) (?:the |a |an "
            rf"|their |[a-z-]+ ){{0,3}}?(?:(?P<c>C)(?:'s)? {OFFICE}|{OFFICE}(?: (?:of|at|for) (?P<c2>C))?)",
        ),
        (
            "replace",
            rf"(?P<m>{WHO}|who){ASIDE} (?:{HAVE}|will |was to |would |to |then |is to |had )*(?:replac(?:ed"
            r"|es|e|ing)|succeed(?:ed|s|ing)?|(?:t[oa]ke?n?s?|took|taking) (?:over|charge)(?: at C"
            r"| of C)? (?:from|after)|step(?:ped|s|ping)? in for|follow(?:ed|s|ing)) (?:[a-z-]+ |G "
            rf"|A ){{0,3}}?(?P<m2>M|him|her|the G)(?:'s successor)?(?:(?: (?:at|as|in charge of|on|with"
            rf"|in)(?: the)?(?: {OFFICE} (?:of|at))?) (?P<c>C))?",
        ),
        (
            "replaced by",
            rf"(?P<m2>{WHO})(?:,)? {HAVE}(?:was|is|been|were|has been|had been"
            r"|being) (?:[a-z]+ly )?(?:replaced|succeeded) (?:[a-z]+ )?by (?:[a-z-]+ |G |C "
            rf"|{OFFICE} ){{0,4}}?(?P<m>M)",
        ),
        (
            "sack",
            rf"(?P<c>{_CLUB}){ASIDE} (?:{HAVE}|then |also |today |on D |later )*(?:[a-z]+ly )?(?:sack(?:ed|s)?"
            r"|dismiss(?:ed|es)?|fire[ds]?|axe[ds]?|oust(?:ed|s)?|part(?:ed|s)? (?:company|ways) (?:with"
            r"|by mutual consent with)|dispensed with|got rid of|relieved|show(?:ed|n|s)|split with|removed"
            r"|let go(?: of)?|ditch(?:ed)?|wielded the axe on) (?:[a-z-]+ |G |A |C |their "
            rf"|{OFFICE},? ){{0,4}}?(?P<m>M|him|the A|the G)\b",
        ),
        (
            "sacking of",
            r"\b(?:sack(?:ing)?|dismiss(?:al|ing)?|fir(?:e|ing)|ax(?:e|ing)|part(?:ing)? (?:company"
            r"|ways) with|departure|exit|resignation)(?: of)? (?:[a-z-]+ |G |A |C "
            rf"|{OFFICE},? ){{0,3}}?(?P<m>M)\b",
        ),
        (
            "his sacking",
            r"(?:(?P<m>M)(?:'s|')|(?P<p>\bhis|\bher)) (?:[a-z]+ )?(?:sacking|dismissal|departure|exit"
            r"|resignation|removal|axing)\b",
        ),
        (
            "sacked",
            rf"(?P<m>{WHO}|who){ASIDE}(?:,)? (?:{HAVE}|then |also |later |now |both )*(?:was|is|were|been"
            r"|has been|had been|got|gets) (?:[a-z]+ly |later |also |then |today "
            rf"|duly )?{_SACKED}(?! of (?!his|her))(?: (?:by|at|as|from|of his duties (?:at|by|as)|as {OFFICE} (?:of"
            rf"|at)) (?:{OFFICE} (?:of|at) )?(?P<c>C))?",
        ),
        (
            "leave",
            rf"(?P<m>{WHO}|who)(?: by mutual consent)? (?:{HAVE}|then |later |now |recently |also "
            r"|officially |will |is to |announced (?:that )?he would |told C (?:that )?he (?:will"
            r"|would) )*(?:left(?! (?:it|them|him|his|the (?:pitch|field|door|ground)|out|on|a|with|us|no|N))"
            r"|leaves?(?! (?:it|out))|resign(?:ed|s)?|step(?:ped|s|ping)? (?:down|aside)|quits?|departed"
            r"|departs?|walk(?:ed|s)? (?:out|away)|retire[ds]?|stood down|moved on|handed in his (?:notice"
            r"|resignation)|part(?:ed|s)? (?:company|ways)(?: with)?|said goodbye|call(?:ed"
            rf"|s)? it a day)(?: (?:as|from|at|of|on|by mutual consent|{OFFICE}|his (?:role|post|job"
            r"|position)|for personal reasons))*(?: (?P<c>C|the club))?",
        ),
        (
            "leaving",
            r"\b(?:after|since|before|by|on|upon) (?:leaving|departing|parting (?:company|ways) with"
            r"|being (?:sacked|dismissed|fired|axed|let go|relieved"
            r"|shown the door)(?: (?:of his duties )?(?:by|at|from))?|his (?:sacking|dismissal|departure"
            rf"|exit) (?:from|by|at))(?: (?:as|{OFFICE}|of|at|by))* (?P<c>C)",
        ),
        (
            "managed",
            r"\b(?:managed|coached|bossed|oversaw|took charge of|in charge of|(?:was|is"
            rf"|as) (?:the )?(?:{OFFICE})(?: of| at)?|at the helm of|managing|coaching|led|head coach of"
            rf"|manager of|been in charge of|been (?:the )?{OFFICE} (?:of|at)|(?:[a-z]+ )?(?:spells?|stints?"
            rf"|jobs?)(?: in charge| as {OFFICE})? (?:at|with|of|in charge of))(?: both| the likes of"
            r"| clubs such as)?(?: (?:the )?(?:K |G |[a-z-]+ )?(?:side|club|team|outfit"
            rf"|giants))? (?P<cs>{CLUBS})\b(?!'s (?:[RO]|under|academy|youth|reserves|B|captain))",
        ),
        (
            "in charge since",
            rf"(?P<m>{WHO}|who)(?:, (?:N|A))?,? (?:{HAVE}|is |was |'s )*(?:been )?(?:in (?:interim |temporary "
            rf"|caretaker "
            r"|sole )?charge|at the helm|in (?:the|this) (?:job|post|role|hot ?seat|dugout)|at (?P<c>C)|with the club"
            rf"|{OFFICE})(?: (?:of|at) (?P<c2>C|the club|the [A-Za-z]+ club))? (?:since|from|between)\b",
        ),
        (
            "his time as caretaker",
            r"\b(?P<p>his|her) (?:[a-zN-]+ ){0,3}as (?:a |an |the )?(?:caretaker|interim|stopgap|stand-in)\b",
        ),
        ("his appointment", r"(?:(?P<m>M)(?:'s|')|\b(?P<p>his|her)) (?:appointment|arrival)(?= (?:in|on|last)\b)"),
        (
            "began in passing",
            r"(?:^|[,;(–] |\band |\bbut )(?:hired|appointed|installed|named|given the job|handed the (?:job"
            r"|reins)|brought in)(?= (?:in|on|last|by) (?:[a-z]+ )?[DY])",
        ),
        (
            "ended in passing",
            r"(?:^|[,;(–] |\band |\bbut |\bhe'd |\bhe )(?:sacked|fired|dismissed|axed|out|gone|paid off|the sack"
            r"|given the boot"
            r"|let go|shown the door|was gone)(?= (?:in|on|last|by(?: the| next| the next)?|at the end of"
            r"|after N [a-z]+ in"
            r"|the (?:next|following)) (?:[a-z]+ )?[DY])",
        ),
        ("under", r"(?P<c>C)\b[^.;MC]{0,60}\bunder (?:[a-z-]+ |G ){0,2}?(?P<m>M)\b"),
        ("under club", r"\bunder (?:[a-z-]+ |G )?(?P<m>M),? [^.;MC]{0,25}(?P<c>C)\b"),
        (
            "guide",
            rf"(?P<m>{WHO}|who) (?:{HAVE}|then |also |once |previously |twice )*(?:guided|led|steered|took"
            rf"|taken|masterminded|inspired|coached|managed|helped|won [^.;C]{{1,50}}? (?:with|at"
            r"|for))(?: [a-z]+)? (?P<c>C)\b",
        ),
        ("with club", rf"(?P<m>{WHO}|who) (?:{HAVE})*(?:won|lifted|claimed)\b[^.;]{{1,60}}?\b(?:with|at) (?P<c>C)\b"),
        (
            "interim office",
            r"(?P<m>M)(?:,[^,.]{1,60},)? (?:will (?:take|be|look|lead|oversee|step)|takes?|has been (?:placed"
            r"|put|named)|is|was|steps?|remains?|has taken|took|looks after|will remain"
            r"|leads?)\b[^.;]{0,70}?\b(?<!the )(?:interim|caretaker|temporary|temporarily|in the meantime|until (?:a"
            r"|the end|the summer)|for the (?:rest|remainder|time being))",
        ),
        ("coach at", r"(?<!replaced )(?<!succeeded )(?<!from )(?<!under )(?P<m>M) (?:of|at) (?P<c>C)\b"),
        (
            "extend",
            rf"(?P<m>{WHO}) {HAVE}(?:signed|agreed|penned|put pen to paper on"
            rf"|extended)\b[^.;]{{0,50}}?(?:contract|deal|extension|terms)",
        ),
        (
            "arrive",
            rf"(?P<m>{WHO}|who){ASIDE} (?:{HAVE}|only |first |then |duly )*(?:arrived|arrives|came in|came(?! next)|come in"
            rf"|come|walked in|moved into the (?:dugout|hot ?seat)"
            r"|started|got the (?:job|post)|was (?:promoted|hired|recruited|drafted in|handed the (?:job"
            r"|reins)|given the (?:job|reins)|put in charge|brought in)|been (?:here|in Z|in [a-z]+"
            r"|at the (?:club|helm)|with the club|the (?:manager|head coach|coach)(?: here)?)|joined us"
            r"|joined the club|stepped in|moved in|returned|inherited|began"
            rf"|took on)\b(?![^.;]{{0,20}} from C)",
        ),
        (
            "arrive from",
            rf"(?P<m>{WHO}|who){ASIDE} (?:{HAVE}|only |then |who )*(?:arriv(?:es|ed|ing)|join(?:s|ed|ing)"
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
            rf"|in charge of|with) (?P<cs>{CLUBS})",
        ),
        (
            "possessive leaders",
            r"(?P<m>M)(?:'s|') (?:[a-z-]+ )?(?:leaders|champions|outfit|lot|boys|eleven|strugglers|reign"
            r"|tenure|first season|O season|spell|stint)\b",
        ),
        ("and his side", r"(?P<m>M) and his (?:[a-z-]+ )?(?P<c>C)(?: side| team| players| men)?\b"),
        ("label", rf"^{OFFICE} ?[:–-] ?(?P<m>M)"),
        ("under alone", r"\bunder (?:[a-z-]+ |G )?(?P<m>M)\b"),
        (
            "clubs managed",
            r"\b(?:clubs managed|previous clubs?(?: as (?:manager|coach))?|former clubs?|managerial career"
            r"|coaching career"
            rf"|teams managed) ?[:–-] ?(?P<cs>{CLUBS})",
        ),
        (
            "appointed initial",
            r"^(?:appointed|handed the (?:job|reins)|hired|installed"
            rf"|given the job)(?: (?:as )?(?:C's? )?{OFFICE})?(?: (?:by|at) C)?\b",
        ),
        (
            "appointed aside",
            r"(?P<m>M),? \(?(?:who was )?(?:appointed|hired|named|installed|given the job|in charge since"
            r"|in the job since)\b",
        ),
        (
            "begins work",
            rf"(?P<m>{WHO}) (?:will |is due to |is to )?(?:start|begin|starts|begins|take charge|takes charge"
            r"|takes over) (?:work |officially |his new job |in [a-z]+ |in C |at C )*on\b",
        ),
        (
            "coached by",
            r"(?P<c>C),? (?:now |then |who (?:are|were) )?(?:managed|coached|trained|led|in the charge of) (?:by )?"
            r"(?:the |G |mr\.? |herr )*(?P<m>M)",
        ),
        ("as office", rf"(?P<m>M)(?:'s|') [a-zNO -]{{0,40}}?\bas (?P<c>C)(?:'s)? {OFFICE}"),
        ("was office", rf"(?P<m>{WHO}|who) (?:was|had been|is) (?:the )?(?P<c>C)(?:'s)? (?:[a-z]+ )?{OFFICE}"),
        (
            "spent",
            rf"(?P<m>{WHO}|who){ASIDE} (?:{HAVE})spent [^.;C]{{1,60}}?"
            rf"(?:\bas [^.;C]{{0,30}}?{OFFICE} (?:of|at)|in charge of|\bat|\bwith) (?:the )?(?P<c>C)",
        ),
        (
            "left for",
            rf"(?P<m>{WHO}|who){ASIDE} (?:{HAVE}|just |then |now )*(?:left|quit|departed|walked out|leaves|quits)"
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
            rf"(?P<m>{WHO}|who) (?:{HAVE})(?:lost|losing) (?:his|her) (?:job|post|position|place in the dugout)",
        ),
        (
            "announced will",
            r"(?P<c>C)[^.;]{1,40}? confirm(?:ed)?[^.;]{1,30}?that (?P<m>M) will (?:take over|replace|succeed|become)",
        ),
        ("remains", r"(?P<m>M) (?:is still|remains|stays|will remain|will stay|continues) (?:in charge|at|as|in the)"),
    )
)

NOT_ASSERTED: Final = re.compile(
    r"\b(?:could|might|may|would|should|linked|candidates?|favourites?|contenders?|rumou?r|reportedly"
    r"|considering|weigh(?:ing)? up|in the frame|shortlist|"
    r"interested in|admirers?|wants?|wanted|target|keen|odds|tipped|expected to|potential|possible|if"
    r"|hope[sd]?|approach(?:ed)?|talks|interview(?:ed)?|turned down|rejected|declined|denied|deny|not"
    r"|never|who will|who next)\b"
)
OTHER_JOB: Final = re.compile(
    r"\b(?:assistant|under-\d\ds?|under-Ns?|O-team|O team|academy|youth|goalkeeping|reserve|reserves"
    r"|first-team|fitness|set-piece|deputy|b team|u21|u23|u18|u19|director of|technical director"
    r"|sporting director|number two|no\.? ?N)(?: team| side)?(?:'s)? (?:[a-z]+ )?$"
    r"|\bassistant (?:[a-z]+ )?(?:to|coach|manager)"
)
INTERIM: Final = re.compile(
    r"\b(?:interim|caretaker|caretaking|temporary|temporarily|acting|in the meantime|stand-in|stopgap"
    r"|for the time being|placed in charge until|minded? the (?:shop|store)|hold(?:ing)? the fort"
    r"|held the fort)\b"
)
EXITS: Final = (
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
PAIRING: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("office", rf"(?P<c>C)(?:'s|')? {OFFICE},? (?P<m>M)"),
        ("possessive", r"(?P<m>M)(?:'s|') (?P<c>C)\b(?! (?:debut|contract|days|career|exit|return))"),
        ("apposition", rf"(?P<m>M),? (?:N, |A,? |the |their |now |currently )*(?P<c>C)(?:'s)? {OFFICE}"),
        (
            "sack",
            r"(?P<c>C) (?:have |has )?(?:sack(?:ed)?|dismiss(?:ed)?|appoint(?:ed)?|fired"
            r"|part(?:ed)? (?:company|ways) with|named|hired) (?:[a-z-]+ |G ){0,3}?(?P<m>M)",
        ),
        ("office of", rf"(?P<m>M),? (?:N, |the |now )*{OFFICE} (?:of|at) (?P<c>C)"),
        ("fired by", rf"(?P<m>M) (?:has been|was) {_SACKED} (?:as )?(?:{OFFICE} )?(?:by|at|of) (?P<c>C)"),
        ("named", rf"(?P<m>M) (?:has been|was|is) {_NAMED} (?:as )?(?:the |new )*(?P<c>C)(?:'s)? {OFFICE}"),
        ("heading", r"^(?P<m>M)(?:,| -| –| —|:) (?:\()?(?P<c>C)"),
        ("heading", r"^(?P<c>C)(?:,| -| –| —|:) (?:\()?(?P<m>M)"),
    )
)


_GAP: Final = r"(?:, (?:[^.;M]{1,90}?,|who))?"
_BEFORE: Final = r"(?:[a-z-]+ |G |A |C |their |the |\"){0,4}?"
_EVENTS: Final[tuple[tuple[str, str, str], ...]] = (
    # rule, phrase with {m} before or after it, what it says
    (
        "got the sack",
        "sacked",
        rf"{{m}} (?:{HAVE}|then |duly |also )*(?:got|was given|been given|was handed|gets|received) "
        r"(?:the |his )(?:sack|boot|chop|push|bullet|elbow|axe|cards)\b",
    ),
    (
        "out on his ear",
        "sacked",
        rf"{{m}} (?:{HAVE}|too )*(?:was|is|were|been) (?:then |too |finally |duly )?(?:out on (?:his|her) ear"
        rf"|out of (?:the door"
        r"|work|a job)|sent home|paid off|put out of (?:his|her) misery|told (?:to go|that he was finished)"
        r"|pushed out|shown the exit)\b",
    ),
    (
        "paid with his job",
        "sacked",
        rf"{{m}} (?:{HAVE})(?:paid (?:for it |the price )?with (?:his|her) job|lost the (?:post|job)"
        rf"|lost (?:his|her) (?:job|post))\b",
    ),
    (
        "did for",
        "sacked",
        r"\b(?:did for|goodbye to|goodbye, |finished off|(?:gave|given) up on|lost patience with"
        r"|ran out of patience with"
        r"|called time on|pulled the trigger on|dispensed with|dispensing with|rid themselves of|tired of"
        r"|bade farewell to) {m}\b",
    ),
    (
        "thanked and went for",
        "appoint",
        r"\b(?:turned to|turning to|went for|going for|plumped for|fetched|settled on|landed on|sent for"
        r"|called for|called (?:up)?on"
        r"|opted for|(?:gave|given|handed|handing) the (?:job|reins|post|task) to|brought back|recalled"
        r"|reached for|entrusted the (?:side|team) to) " + _BEFORE + r"{m}\b",
    ),
    (
        "in came",
        "appoint",
        r"(?:\b|^)(?:in came|in comes|enter|next came|next up was|next was|along came|then came|in stepped"
        r"|step forward|so began the reign of) " + _BEFORE + r"{m}\b",
    ),
    (
        "took the job",
        "take over",
        r"{m} (?:{h}|then )*(?:took|got|landed|accepted|takes|inherited|was asked to take|was given"
        r"|was handed) (?:the |his )(?:[a-z-]+ )?(?:job|post|role|reins|wheel|team|side)\b",
    ),
    (
        "came in for",
        "replace",
        rf"{{m}}{_GAP} (?:{HAVE})(?:came in for|took the place of|stepped into the shoes of"
        rf"|inherited the (?:side|team|job) from) (?P<m2>M)",
    ),
    (
        "minded the shop",
        "interim office",
        rf"{{m}}{_GAP} (?:{HAVE}|will |then |is |was |also |who )*(?:mind(?:ed|s|ing)? the (?:shop|store|house)"
        rf"|fill(?:ed|s|ing)? in|"
        r"stood in|stands in|standing in|step(?:s|ping)? in|h(?:eld|old|olds|olding) the fort|look(?:ed|s"
        r"|ing)? after (?:the|our|things|C|them|us|team|first)"
        r"|pick the (?:side|team)|picks the (?:side|team)|take the (?:team|side)|takes the (?:team|side)"
        r"|in (?:temporary|interim|caretaker) charge"
        r"|caretak(?:ed|ing)|keep(?:s|ing)? the seat warm|kept the seat warm)\b",
    ),
    (
        "stand-in",
        "interim office",
        r"\b(?:stand-in|caretaker|stopgap|interim)(?: (?:manager|boss|coach|head coach))?,? {m}\b",
    ),
    (
        "as caretaker",
        "interim office",
        r"{m}(?:, N,)? as (?:a |an |the |their )?(?:caretaker|stopgap|stand-in|interim)\b",
    ),
    ("put in charge", "interim office", r"\bput (?:[a-z-]+ ){0,3}{m} in (?:temporary|interim|caretaker) charge\b"),
    (
        "lured away",
        "leave",
        r"{m} (?:was|had been|has been|were) (?:then |later )?(?:lured|poached|tempted|prised|enticed) (?:away"
        r"|off)\b",
    ),
    (
        "went",
        "leave",
        rf"{{m}}{_GAP} (?:{HAVE}|then |too |duly )*(?:went|was gone|were gone|goes|walked|had gone|made way"
        rf"|bowed out|moved on|was out)(?= (?:in|last|on|at the (?:end|start)|by|before|after|this|that"
        rf"|a (?:week|month|fortnight)|D|Y)|[,.;]|$| and\b)",
    ),
    ("his predecessor", "predecessor", r"\b(?:his|her|the) (?:immediate )?(?:predecessor),? {m}\b"),
    (
        "in succession to",
        "predecessor",
        r"\b(?:(?:arriv(?:ed|es)|brought in|appointed|hired|asked (?:him|her|M)?|came(?: in)?|named|chosen|return(?:ed|s)"
        r"|recruited|recalled)[^.;MC]{0,25} to (?:succeed|replace|follow|take over from)|in succession to|in place of"
        r"|as (?:a |the )?(?:replacement|successor) (?:for|to)|successor to"
        r"|replacement for) (?:the )?(?:[a-z-]+ |G ){0,2}?{m}\b",
    ),
    ("his successor", "successor", r"\b(?:his|her) (?:immediate |eventual )?(?:successor|replacement),? {m}\b"),
    ("successor of", "predecessor", r"{m}(?:'s|') (?:[a-z-]+ )?(?:successor|replacement)\b"),
    (
        "in charge when",
        "under alone",
        r"\b(?:when|while|with) {m} (?:was |were |is )?(?:in charge|at the helm|in the dugout|at the wheel"
        r"|on the bench|minding)\b",
    ),
    ("in the care of", "under alone", r"\b(?:in the (?:sole )?care of|in the hands of|coached by|managed by) {m}\b"),
    (
        "months of",
        "possessive leaders",
        r"{m}(?:'s|') (?:[a-zNO-]+ ){0,2}?(?:months|weeks|days|years|games|matches) (?:in charge|at the helm"
        r"|in the (?:job|post|dugout)|as (?:manager|boss|coach))\b",
    ),
    ("had them", "possessive leaders", r"{m}(?:'s|') had (?:them|us) \b"),
    ("dates of", "dated", r"{m},? \(?(?P<d>R|Y ?[-–] ?Y)\)?"),
    ("went in list", "departure line", r"^{m},? (?P<c>C) ?[-–—:] ?(?P<d>D)$"),
    (
        "deal handed to",
        "appoint",
        r"\b(?:deal|contract|job|post|reins) (?:was|were|has been|had been) (?:handed|given|offered) to {m}\b",
    ),
    (
        "will not go on",
        "leave",
        r"{m} (?:told C (?:that )?he )?(?:will not|won't) (?:continue|carry on|stay on|be (?:staying|back))\b",
    ),
    (
        "announced that he was leaving",
        "leave",
        r"{m} (?:has |had )?(?:announced|said|confirmed|revealed) (?:that )?he (?:was|is) (?:finished|leaving"
        r"|stepping down|resigning|quitting|standing down|going)\b",
    ),
    (
        "employed him",
        "employed",
        r"(?P<cs>C(?:(?:,| and|, and) C)*) (?:all |both |later |then |duly |also |had )*(?:employed|took|kept"
        r"|hired|appointed|engaged|came for|recruited|snapped up|rehired|entrusted) {m}(?: on)?\b(?! (?:to"
        r"|as an assistant|off|back))",
    ),
    (
        "of the caretaker",
        "interim office",
        r"{m}, (?:N, |A, |[^,.;MC]{1,40}, )?(?:the |their |a )?(?:[a-z-]+ ){0,3}(?:player-caretaker"
        r"|caretaker(?:[- ](?:manager|boss|coach))?|stand-in)\b",
    ),
    (
        "will be coach",
        "announced will",
        rf"{{m}} (?:will|is to) (?:be|become) (?:the |their |its |our |a )?(?:new |next |O |C's? )*{OFFICE}",
    ),
    (
        "joint office",
        "office",
        r"\b(?P<c>C)?(?:'s? )?(?:joint|co)[ -](?:managers|head coaches|coaches|bosses) (?:M and )?{m}\b",
    ),
    ("joint bosses", "joint bosses", r"\b(?:joint|co)[ -](?:managers|head coaches|coaches|bosses) {m} and"),
    ("where he was boss", "was boss", rf"(?<=where ){{m}} (?:was|had been|became) (?:[a-z]+ )?(?:the )?{OFFICE}"),
    (
        "asked to",
        "take over",
        rf"{{m}}{_GAP} (?:{HAVE})?(?:was|is|were|been) (?:then |later )?(?:asked|told|invited|chosen"
        rf"|persuaded) to (?:follow|take (?:over|charge)|succeed|replace|step up|put the)\b",
    ),
    (
        "not kept on",
        "contract",
        rf"{{m}}{_GAP} (?:{HAVE})?(?:was |is )?(?:not kept on|not retained|allowed to leave)\b",
    ),
    (
        "cut loose",
        "sacked",
        rf"{{m}}{_GAP} (?:{HAVE}|then |duly |also |too )*(?:was|is|were|been|got|gets) (?:[a-z]+ly )?(?:cut loose"
        r"|canned|binned|turned out|shown out|dispensed with|turfed out|released from (?:his|her)"
        r"|thanked and|told his services|asked to (?:leave|go|clear|hand in))\b",
    ),
    (
        "showed him out",
        "sacked",
        r"\b(?:showed|turned|threw|kicked|cut|let|sent|released?|relieved?|handed) {m} (?:out|loose|go(?! (?:on|to|and))"
        r"|packing|(?:from|of) (?:his|her)|(?:his|her) (?:cards|notice))\b",
    ),
    (
        "gave up the job",
        "leave",
        rf"{{m}}{_GAP} (?:{HAVE}|then |duly |also )*(?:(?:gave|given|gives) up|vacated|relinquished|surrendered"
        r"|walked away from) (?:the|his|her) (?:job|post|role|position|reins|C)\b",
    ),
    (
        "said his goodbyes",
        "leave",
        rf"{{m}}{_GAP} (?:{HAVE}|then )*(?:said (?:his|her) (?:goodbyes|farewells) to|took (?:his|her) leave of"
        r"|bade farewell to|made way|was gone|had gone|went)\b(?= (?:C\b|in D|in Y|by D|by (?:the )?[a-z]+$|D))(?: (?P<c>C))?",
    ),
    (
        "lasted",
        "leave",
        r"{m}{g} (?:{h})(?:lasted|survived)(?: (?:only|just|all of|barely))*(?: until| till| to|(?= N)|(?= a ))",
    ),
    (
        "handed over to",
        "appoint",
        r"\b(?:hand(?:ed|s|ing)? (?:over|the (?:team|side|reins|keys|job|baton|club|dugout)(?: over)?"
        r"|(?:it|them|things|everything) over) (?:[a-zD ]{0,14} )?to|ma(?:de|ke|kes|king) way for"
        r"|left the (?:job|post|side|team|dugout) to|g[ai]ve[sn]? way to|pass(?:ed|es|ing)? the (?:baton|reins|job) to) "
        + _BEFORE
        + r"{m}\b",
    ),
    (
        "swapped for",
        "appoint",
        r"(?P<c>C|they|who|the club) (?:{h})(?:replac(?:ed|ing)|swapp(?:ed|ing)|succeeded) (?P<m2>M) (?:with|for|by) "
        + _BEFORE
        + r"{m}\b",
    ),
    (
        "out in brackets",
        "leave",
        r"{m} out(?=[,;)])",
    ),
    ("in in brackets", "appoint", r"{m} in(?=[;)])"),
    (
        "at a club he",
        "managed",
        r"(?:^|\b(?:and|but|then|before) |[,;–] )(?:then |later |first )?(?:at|with) (?P<cs>C),? (?:[^.;MC]{0,28}, )?{m}"
        r" (?:{h})(?:won|came|lasted|finished|took|ran|needed|lost|led|guided|spent|reached|stayed|picked up|did|managed|kept"
        r"|built|was (?:sacked|dismissed|fired|promoted|relegated|in charge))\b",
    ),
    (
        "worked at",
        "managed",
        r"{m}{g} (?:{h}|previously |once )*(?:worked|coached|managed|held (?:jobs|posts|the reins)|had spells?|been in charge)"
        r"(?: as [a-z ]{3,14})? (?:at|in [CZ] with|with) (?P<cs>C(?:(?:,| and|, and)(?: in [CZ] with| at| with)? C)*)",
    ),
    (
        "fresh from",
        "managed",
        r"{m},? (?:fresh from|(?:N|a few) (?:months|weeks|days) off the (?:plane|boat) from|lured from|tempted from|prised from"
        r"|poached from|out of work since (?:leaving )?)(?: the)? (?P<cs>C)\b",
    ),
    (
        "caretaker at",
        "interim office",
        r"{m}{g} (?:{h}|will |has |twice )*(?:been |stepped in |took over |carried on |acted )(?:in |as )(?:a |an |the )?"
        r"(?:caretaker|interim|temporary|stopgap)s?\b",
    ),
    (
        "takes the team for now",
        "interim office",
        r"{m} (?:takes?|took|had|has|will take|leads?) (?:the (?:team|side|last N|O team)|charge|training|them)"
        r"(?: [a-z]+){0,3} (?:for now|until|for the (?:last|final|time)|for N|games|matches|further notice)\b",
    ),
    (
        "his time ran out",
        "leave",
        r"{m}(?:'s|') (?:time|reign|spell|tenure|stint|N (?:years|months)) (?:at C |there |here |in charge )?(?:ran out|ended"
        r"|is over"
        r"|was over|came to an end|finished)\b",
    ),
    ("parted by agreement", "leave", r"{m}{g} and (?P<c>C) (?:{h})?part(?:ed)?\b"),
    (
        "once manager until",
        "once of",
        r"{m},? (?:[^.;M]{1,40} and )?until (?:this|last|the) (?:week|month|summer|season|year)(?: in charge of| at| the)?"
        r" (?P<cs>C)(?:'s)? (?:manager|boss|coach|head coach)?",
    ),
    ("still in the job", "had", r"{m} has (?:had|held) the (?:job|post|reins) since\b"),
)
"""Events of a spell, rarer words for what the phrases above say: name, phrase that says the same, pattern."""


def _event(pattern: str, who: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{m}", who).replace("{h}", HAVE).replace("{g}", _GAP))


def _after_its_verb(pattern: str) -> bool:
    """Whether the manager stands behind the words: there a pronoun is no subject."""
    return not pattern.startswith(("{m}", "^{m}"))


PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = _PHRASES + tuple(
    (name, _event(pattern, r"(?P<m>M|him|her|the [GA])" if _after_its_verb(pattern) else rf"(?P<m>{WHO}|who)"))
    for name, _, pattern in _EVENTS
)
SAME_EVENTS: Final = {name: same for name, same, _ in _EVENTS}
DISCOVERING: Final = tuple(
    _event(
        re.sub(r"\(\?P<\w+>", "(?:", pattern.replace("(?P<m2>M)", "[MP]").replace("(?:M and )", "(?:[MP] and )")), "(P)"
    )
    for name, _, pattern in _EVENTS
    if name
    not in (
        "went",
        "dates of",
        "employed him",
        "in charge when",
        "said his goodbyes",
        "lasted",
        "out in brackets",
        "in in brackets",
        "at a club he",
        "worked at",
        "fresh from",
        "takes the team for now",
        "his time ran out",
        "parted by agreement",
    )
)
"""The same events of a person whom no gazetteer knows: they make him a manager."""

_EVENT_TRIGGERS: Final[dict[str, tuple[str, ...]]] = {
    "swapped for": ("replac", "swapp", "succeeded"),
    "out in brackets": ("M out",),
    "in in brackets": ("M in",),
    "at a club he": ("at C", "with C"),
    "worked at": ("worked", "coached", "managed", "held", "spell", "charge"),
    "fresh from": ("from", "out of work"),
    "caretaker at": ("caretaker", "interim", "temporary", "stopgap"),
    "takes the team for now": ("take", "took", "had", "has", "lead"),
    "his time ran out": ("ran out", "ended", "over", "end", "finished"),
    "parted by agreement": ("part",),
    "once manager until": ("until",),
    "cut loose": ("loose", "canned", "binned", "out", "dispensed", "released", "thanked", "told ", "asked"),
    "showed him out": ("out", "loose", "let ", "packing", "release", "relieve", "handed"),
    "gave up the job": ("up the", "up his", "up her", "vacated", "relinquished", "surrendered", "walked away"),
    "said his goodbyes": ("said his", "said her", "his leave", "her leave", "farewell", "made way", "gone", "went"),
    "lasted": ("lasted", "survived"),
    "handed over to": ("hand", "way for", "way to", "left the", "pass"),
    "deal handed to": (" to M", " to him", " to her", " to the"),
    "will not go on": ("not ", "won't"),
    "announced that he was leaving": (" was ", " is "),
    "his time as caretaker": ("as ",),
    "his appointment": ("appointment", "arrival"),
    "began in passing": ("hired", "appointed", "installed", "named", "given the job", "handed the", "brought in"),
    "ended in passing": ("sack", "fired", "dismissed", "axed", "out", "gone", "paid off", "boot", "let go", "door"),
    "employed him": (" him", " her", "M"),
    "of the caretaker": ("caretaker", "stand-in"),
    "will be coach": ("will ", "is to "),
    "joint office": ("joint", "co-"),
    "joint bosses": ("joint", "co-"),
    "where he was boss": ("where ",),
    "asked to": (" to ",),
    "not kept on": ("kept", "retained", "allowed"),
    "still in the job": ("since",),
    "got the sack": (" the ", " his "),
    "out on his ear": ("out ", "home", "paid off", "told ", "exit"),
    "paid with his job": ("paid", "lost "),
    "did for": (
        "did for",
        "goodbye",
        "finished off",
        "given up on",
        "gave up on",
        "patience",
        "called time",
        "trigger",
        "dispens",
        "rid themselves",
        "tired of",
        "farewell",
    ),
    "thanked and went for": (
        "turn",
        "went for",
        "going for",
        "plumped",
        "fetched",
        "settled",
        "landed on",
        "sent for",
        "called",
        "opted",
        " the job to",
        "reins to",
        "post to",
        "task to",
        "brought back",
        "recalled",
        "reached for",
        "entrusted",
    ),
    "in came": (
        "in came",
        "in comes",
        "enter ",
        "next ",
        "along came",
        "then came",
        "stepped",
        "step forward",
        "began the",
    ),
    "took the job": (" job", " post", " role", " reins", " wheel", " team", " side"),
    "came in for": ("came in for", "took the place", "shoes", "inherited"),
    "minded the shop": ("mind", "fill", "in", "fort", "look", "pick", "take", "caretak", "seat warm"),
    "stand-in": ("stand-in", "caretaker", "stopgap", "interim"),
    "as caretaker": ("caretaker", "stopgap", "stand-in", "interim"),
    "put in charge": ("put ",),
    "lured away": ("lured", "poached", "tempted", "prised", "enticed"),
    "went": ("went", "gone", "goes", "walked", "made way", "bowed out", "moved on", "was out"),
    "his predecessor": ("predecessor",),
    "in succession to": (" to ", "succession", "in place of", "replacement", "successor"),
    "his successor": ("successor", "replacement"),
    "successor of": ("successor", "replacement"),
    "in charge when": ("when M", "while M", "with M"),
    "in the care of": ("care of", "hands of", "coached by", "managed by"),
    "months of": ("months", "weeks", "days", "years", "games", "matches"),
    "had them": ("had them", "had us"),
    "dates of": ("R", "Y"),
    "went in list": ("D",),
}
_OFFICES: Final = ("manager", "boss", "coach", "gaffer", "supremo", "chief", "trainer")
_TRIGGERS: Final[dict[str, tuple[str, ...]]] = {
    **_EVENT_TRIGGERS,
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
    for place, (name, _) in enumerate(PATTERNS):
        for word in _TRIGGERS.get(name, ()):
            bits[word] = bits.get(word, 0) | 1 << place
    automaton = ahocorasick.Automaton()
    for word, patterns in bits.items():
        automaton.add_word(word, patterns)
    automaton.make_automaton()
    return automaton


TRIGGER_WORDS: Final = _trigger_words()
ALWAYS: Final = sum(1 << place for place, (name, _) in enumerate(PATTERNS) if name not in _TRIGGERS)
