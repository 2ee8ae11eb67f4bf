"""How statistics are phrased: the grammar of facts, one place for each family of phrase, over tagged sentences.

A `Candidate` is what one phrase says, with its place; whose numbers they are and of which season is decided in
`attribution`, whether they are asserted at all in `assertion`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pipelines.parsing.tagging import Tagged


@dataclass(slots=True)
class Fact:
    """One value at its place in the tagged string."""

    field: str
    value: Any
    start: int
    end: int


@dataclass(slots=True)
class Candidate:
    """What one phrase says."""

    rule: str
    family: str
    """counts, position, title, round, move (promoted, relegated), share (win percentage), unbeaten."""
    start: int
    end: int
    facts: list[Fact]
    scope: str | None = None
    """run or tenure where the phrase itself says so."""
    competition_at: int | None = None
    generic: str | None = None
    """league, cup, league cup, all, promotion to, relegation to: where the competition is not named."""
    words: str = ""
    stretch: bool = False
    """Whether it counts a named number of matches (first ten, last five): a run unless it is the season so far."""
    opening: bool = False
    round: str | None = None
    seasons: list[str] = field(default_factory=list)


GAMES: Final = r"(?:games?|matches|match|fixtures?|outings?|encounters?|contests?|meetings?|assignments?|starts)"
_ADJ: Final = (
    r"(?:(?:K|G|league|cup|home|away|competitive|straight|consecutive|successive|top-flight|european"
    r"|domestic|regular-season|regular season|group|more|other|total|further|back-to-back|bundesliga"
    r"|group-stage|full|previous|unbeaten|official|senior|first-team|such) )*"
)
_HEDGE: Final = (
    r"(?:only |the remaining |the other |just |a mere |merely |as many as |all |a total of "
    r"|a further |another |no fewer than |at least |the O |some |more than |over |a record "
    r"|a club-record |a remarkable |an impressive |a grand total of |precisely |exactly |a paltry "
    r"|barely |fully |fewer than )*"
)
_WHOSE: Final = r"(?:his |her |their |its |the |those |these |our |C's |M's |a )?"
_SPAN: Final = r"(?:last|past|previous|final|next|O|opening|most recent|preceding|recent)"

_KINDS: Final = {
    "win": "wins",
    "wins": "wins",
    "victory": "wins",
    "victories": "wins",
    "successes": "wins",
    "triumphs": "wins",
    "draw": "draws",
    "draws": "draws",
    "stalemates": "draws",
    "ties": "draws",
    "defeat": "losses",
    "defeats": "losses",
    "loss": "losses",
    "losses": "losses",
    "reverses": "losses",
    "beatings": "losses",
    "reversals": "losses",
    "point": "points",
    "points": "points",
    "clean sheets": "clean_sheets",
    "shutouts": "clean_sheets",
    "won": "wins",
    "winning": "wins",
    "wining": "wins",
    "lost": "losses",
    "beaten": "losses",
    "losing": "losses",
    "lose": "losses",
    "drawn": "draws",
    "drew": "draws",
    "drawing": "draws",
}
_NOUNS: Final = (
    r"(?:won(?=[,.;:)]| and)|drawn(?=[,.;:)]| and)|lost(?=[,.;:)]| and)|wins?|victor(?:y|ies)"
    r"|successes|triumphs|draws?|stalemates|ties|defeats?|loss(?:es)?|reverses|reversals|beatings"
    r"|points?|clean sheets|shutouts)"
)

_NOUN_COUNT: Final = re.compile(
    rf"(?P<hedge>{_HEDGE})(?P<n>N|\bno)(?P<adj> {_ADJ}| )(?P<what>{_NOUNS})\b"
    r"(?P<of>(?: (?:from|in|out of|of|to show for|for|after|across|over|at the end of)(?: what (?:was"
    rf"|is))? {_WHOSE}(?P<possible>(?:possible|maximum"
    rf"|available) )?(?P<span>{_SPAN} )?{_HEDGE}(?P<m>N)(?P<adj2>(?: {_ADJ}| ){GAMES}| on offer"
    r"| available| possible| at stake| K| league| in charge|(?= rounds)|(?=[,.;:)])|(?= (?:and|but"
    r"|with|so|left|leaves?|has|have|was|were|is|are|under|since|this|all|before|as|at|for))"
    r"|$))(?P<charge> (?:in charge|at the helm|as (?:manager|boss|coach|head coach)))?)?"
)
_VERB_COUNT: Final = re.compile(
    r"\b(?P<v>won|winning|lost|losing|drawn|drew|drawing"
    rf"|beaten) (?:in )?(?P<hedge>{_HEDGE})(?P<all>all |every one of |each of )?(?P<n>N|none|nothing"
    r"|both|once|twice)\b(?! (?:points?|goals?|titles?|troph|cups?|caps?|clear|-)|-|%)"
    r"(?P<of>(?:,? (?:of|from|out of|in) (?!(?:D|S"
    rf"|Y)\b){_WHOSE}(?P<span>{_SPAN} )?{_HEDGE}(?P<m>N)?(?P<adj2>those\b|them\b|these\b"
    rf"|(?: ?{_ADJ}){GAMES}|(?= ?[,.;:)(]| ?$| (?:and|but|with|under|this|since|so|at|before|when|to"
    rf"|while|after|as|for|in all))))|(?P<games> {_ADJ}{GAMES}))?"
)
_VERB_RIGHT: Final = re.compile(
    r"\s*(?:$|[,.;:()–—-]|(?:and|of|from|out|in|but|while|while|with|this|since|under|at|on|so"
    r"|overall|to|straight|successive|consecutive|more|times|away|home|league|before|when|after|as"
    r"|all|for|is|was|K|either|against|during)\b|N\b)"
)
_MATCHES_CHARGE: Final = re.compile(
    rf"(?P<n>N) (?:{_ADJ}){GAMES} (?:in (?:[a-z]+ )?charge|at the helm|as (?:C |C's )?(?:manager|boss"
    r"|coach|head coach|interim|caretaker)|in the (?:job|role|post|dugout|hot ?seat)|under (?:M|him"
    r"|her|his)|of his (?:reign|tenure|spell))"
    rf"|in charge (?:for|of) (?:C for )?(?:the club for )?{_HEDGE}(?P<n2>N) (?:{_ADJ}){GAMES}|\b(?:his"
    rf"|M's|her) (?P<n3>N) {_ADJ}{GAMES}(?: in charge)?|\b(?:managed|coached|oversaw|took charge of"
    r"|presided over) (?:C |them |the club |the side )?(?:for "
    rf"|in )?{_HEDGE}(?P<n4>N) (?:{_ADJ}){GAMES}"
)
_MATCHES: Final = re.compile(
    r"\b(?:after|from|in|over|across|through|with|played|have played|of|for|following"
    rf"|and) {_WHOSE}(?P<span>{_SPAN} )?{_HEDGE}(?P<n>N)(?: {_ADJ}| )(?:{GAMES}|rounds"
    r"|played)\b(?P<left> (?:left|remaining|to (?:play|go)|to spare|in hand|unplayed|still))?"
    rf"|\bplayed {_HEDGE}(?P<n2>N)\b(?=[,.;)]| and)|(?P<n3>N) (?:league )?(?:games|matches)? ?played"
)
_TRIPLE: Final = re.compile(r"(?P<w>W)")
_CODED: Final = re.compile(
    r"\b(?:p(?:ld|layed)?[ :=]*(?P<p>\d{1,4}|N)[ ,;/|-]+)?w(?:on|ins)?[ :=]*(?P<w>\d{1,3}"
    r"|N)[ ,;/|-]+d(?:rawn|raws|rew)?[ :=]*(?P<d>\d{1,3}|N)(?:[ ,;/|-]+l(?:ost"
    r"|osses)?[ :=]*(?P<l>\d{1,3}|N))?(?:[ ,;/|-]+(?:gf|f|for|goals for)[ :=]*(?P<f>\d{1,3}"
    r"|N)[ ,;/|-]+(?:ga|a|against|goals against)[ :=]*(?P<a>\d{1,3}"
    r"|N))?(?:[ ,;/|-]+(?:gd[ :=]*[+-]?(?:\d+|N)[ ,;/|-]+)?(?:pts|points|pt)[ :=]*(?P<pts>\d{1,3}"
    r"|N))?(?:[ ,;/|-]+(?P<pts2>N) (?:points|pts))?"
)
_LABEL: Final = re.compile(
    r"(?:^|[,;|•/-] ?|\. |\()(?P<label>(?:league )?(?:games|matches|played|wins|won|draws|drawn"
    r"|losses|lost|defeats|points|goals scored|goals conceded|goals for|goals against|goals|scored"
    r"|conceded|clean sheets|position|finish|win percentage|win rate|win %|win ratio)(?: managed"
    r"| in charge| won| drawn| lost)?)(?: ?[:=–—-] ?| )(?P<n>N|O)\b(?P<pct> ?(?:%|per cent"
    r"|percent))?(?! (?:wins|points|goals))"
)
_LABELS: Final = {
    "games": "matches",
    "matches": "matches",
    "played": "matches",
    "wins": "wins",
    "won": "wins",
    "draws": "draws",
    "drawn": "draws",
    "losses": "losses",
    "lost": "losses",
    "defeats": "losses",
    "points": "points",
    "goals scored": "goals_for",
    "goals for": "goals_for",
    "scored": "goals_for",
    "goals conceded": "goals_against",
    "goals against": "goals_against",
    "conceded": "goals_against",
    "clean sheets": "clean_sheets",
    "position": "position",
    "finish": "position",
    "win percentage": "win_pct",
    "win rate": "win_pct",
    "win %": "win_pct",
    "win ratio": "win_pct",
}

_GOALS: Final = re.compile(
    r"\b(?P<v>scored|scoring|netted|plundered|conceded|conceding|conceding|shipped|shipping|let in"
    rf"|letting in|leaked) {_HEDGE}(?P<n>N)\b(?! (?:times in|minutes|of (?:his|the)))(?P<noun> goals?"
    r"| times)?(?=[ ,.;:)–—-]|$)"
    r"|(?P<n2>N) (?:league )?goals? (?P<what>scored|conceded|against|for|let in|went in)"
    r"|(?P<n3>N) (?P<what2>scored|conceded)\b|(?P<n4>N) (?:goals )?(?P<what3>went in|came back)"
)

_TEAM_SCORED: Final = re.compile(
    r"(?:C|M's? [a-z]+|\b(?:they|side|team|men|players|and|but|who|we|which)|,|^)(?: have| has| had"
    r"| also| only| then|,)* $"
)

_GOALS_BESIDE: Final = re.compile(
    r"(?P<n>N) goals?(?! (?:in|from|this|each|clear|behind|up|down|ahead"
    r"|apiece))(?! against C)(?P<against> (?:against|conceded|let in))?"
)
_RUN: Final = (
    (
        "unbeaten in",
        re.compile(
            r"\b(?:unbeaten|undefeated|not (?:been beaten|lost|tasted defeat)|without (?:a )?(?:defeat|loss"
            r"|losing)|have not lost|avoided defeat) (?:in|for|through|over|across|during"
            rf"|throughout) {_WHOSE}(?P<span>{_SPAN} )?{_HEDGE}(?P<n>N)\b(?: of (?:his"
            rf"|their) N)?(?P<games> {_ADJ}{GAMES})?(?! (?:years|months|weeks|days|minutes|seasons|hours))"
        ),
        ("matches", "unbeaten"),
    ),
    (
        "unbeaten run",
        re.compile(
            r"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?(?:unbeaten|undefeated) (?:run|streak|start|sequence)"
            r"|unbeaten (?:run|streak|sequence|start) (?:of|to|in|that (?:stretched|lasted)(?: to)?"
            r"|stretching(?: to| back)?|spanning|over|across|stood at|now stands at|stands at|extended to|to"
            rf"|extends to) {_HEDGE}(?P<n2>N)\b(?! (?:years|months|weeks|days))(?: {_ADJ}{GAMES})?"
        ),
        ("matches", "unbeaten"),
    ),
    (
        "games unbeaten",
        re.compile(
            rf"(?P<n>N) (?:{_ADJ})(?:{GAMES} )?(?:unbeaten|undefeated|without (?:a |being |tasting "
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
            rf"|after)) {_WHOSE}(?P<span>{_SPAN} )?{_HEDGE}(?P<n>N)\b(?P<games> {_ADJ}{GAMES})?(?! (?:years"
            r"|months|weeks|days|seasons))"
        ),
        ("matches", "winless"),
    ),
    (
        "not won any",
        re.compile(
            r"\b(?:not won|won none|failed to win|won not one) (?:any |one )?of (?:his|their|its"
            rf"|the) {_SPAN} (?P<n>N)\b(?P<games> {_ADJ}{GAMES})?"
        ),
        ("matches", "winless"),
    ),
    (
        "winless run",
        re.compile(
            r"(?P<n>N)[ -](?:game|match) (?:[a-z-]+ )?winless (?:run|streak|start|sequence)|winless (?:run"
            rf"|streak|sequence) (?:of|stretching to|to) {_HEDGE}(?P<n2>N)\b(?: {_ADJ}{GAMES})?"
            rf"|(?P<n3>N) (?:{_ADJ})(?:{GAMES} )?without (?:a |tasting |recording a )?(?:single )?(?:win"
            r"|victory|winning|success)\b"
            rf"|run of (?P<n4>N) (?:{_ADJ})?(?:{GAMES} )?(?:[a-z ]{{0,14}}? )?without (?:a )?win"
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
            rf"|her)(?: of (?:his|their|the))? {_SPAN} (?P<n>N)\b(?! (?:titles|trophies"
            rf"|cups))(?P<games> {_ADJ}{GAMES})?|{_SPAN} (?P<n2>N) (?:{_ADJ}{GAMES} )?(?:(?:were|have"
            r"|had) )?(?:all )?(?:been )?(?:all )?won\b"
        ),
        ("matches", "wins"),
    ),
    (
        "lost the last",
        re.compile(
            r"\b(?:lost|losing|lose) (?:all |each |every one )?(?:of )?(?:his|their|its|the|all|C's|M's"
            rf"|her)(?: of (?:his|their|the))? {_SPAN} (?P<n>N)\b(?P<games> {_ADJ}{GAMES})?"
            rf"|{_SPAN} (?P<n2>N) (?:{_ADJ}{GAMES} )?(?:(?:were|have|had) )(?:all )?(?:been )?(?:all )?lost\b"
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

_PCT: Final = re.compile(
    r"(?:win(?:ning)?[ -](?:percentage|rate|ratio|record)|percentage of wins|success rate)(?: (?:of"
    r"|was|is|stood at|stands at|at|just|only|over|nearly|a|to))* (?P<n>N) ?(?:%|per ?cent|pc|\b)"
    r"|(?P<n2>N) ?(?:%|per ?cent|-per-cent) (?:win|winning|success)[ -](?:rate|ratio|percentage"
    r"|record)|\bw[io]n(?:s|ning)? (?:just |only |around |about |nearly |almost |over "
    r"|more than )?(?P<n3>N) ?(?:%|per ?cent|-per-cent) of"
)

_UNBEATEN: Final = re.compile(
    r"\b(?:unbeaten|undefeated|invincibles?|without (?:losing|being beaten|(?:a |a single "
    r"|suffering a |tasting )?(?:defeat|loss))(?: (?:a|any|one) (?:single )?(?:league )?(?:game"
    r"|match))?|yet to (?:lose|taste defeat|be beaten)|not lost (?:a|any|all)|lost none"
    r"|(?:and|but|with|or|contains|had|suffered) (?:not (?:a|one) (?:single )?(?:league )?(?:defeat|loss)"
    r"|no (?:league )?(?:defeats?|loss(?:es)?))|(?:beaten|defeated) by (?:nobody|no ?one|no N|no-N|no other side)"
    r"|(?:nobody|no ?one|no side|no team|no club)(?: in Z)? (?:could )?(?:beat|defeated?|got the better of) (?:them|C)"
    r"|never (?:lost|beaten|defeated)(?: a (?:league )?(?:game|match))?|without losing (?:once|a single|any)"
    r"|did not lose (?:a(?: single)?|any|once)|(?:lost|defeats) (?:none|nil|zero|no (?:games?|matches)))\b"
)
_UNBEATEN_SEASON: Final = re.compile(
    r"\b(?:season|campaign|title|champions?|championship|all (?:season|year)|K|league|throughout"
    r"|the way through|invincible|N (?:wins|games|matches)|went through|so far|start|remain)\b|K|S"
)

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


def _number(tagged: Tagged, at: int) -> int | float:
    atom = tagged.atoms.get(at)
    return atom.value if atom is not None else 0


# --- runs ---


def _runs(tagged: Tagged) -> Iterator[Candidate]:
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
            n = _number(tagged, at)
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
                competition_at=_inner_competition(tagged, s, e),
                opening=_is_opening(tagged, match),
            )


def _is_opening(tagged: Tagged, match: re.Match[str]) -> bool:
    """Whether a run is of the first matches: "their first four", "the opening six"."""
    span = (match.groupdict().get("span") or "").strip()
    return span == "opening" or (span == "O" and tagged.atoms[match.start("span")].value == 1)


def _inner_competition(tagged: Tagged, start: int, end: int) -> int | None:
    inside = [a.at for a in tagged.atoms.values() if a.code == "K" and start <= a.at < end]
    return inside[-1] if inside else None


# --- counts ---


def _counts(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    runs = [(c.start, c.end) for c in _runs(tagged)]
    parts: list[Candidate] = []
    for maker in (_coded, _triples, _passive_counts, _verb_counts, _noun_counts, _goals, _played):
        for one in maker(tagged):
            if any(a < one.end and one.start < b for a, b in runs):
                continue
            if any(p.start < one.end and one.start < p.end for p in parts):
                continue
            parts.append(one)
    for match in _GOALS_BESIDE.finditer(code):
        value = _number(tagged, match.start("n"))
        if (
            isinstance(value, int)
            and value < 200
            and not any(p.start < match.end() and match.start() < p.end for p in parts)
        ):
            field_name = "goals_against" if match.group("against") else "goals_for"
            parts.append(
                Candidate(
                    "goals beside",
                    "counts",
                    match.start(),
                    match.end(),
                    [Fact(field_name, value, match.start(), match.end())],
                    words=match.group(),
                )
            )
    for one in _labels(tagged):
        if not any(p.start < one.end and one.start < p.end for p in parts):
            parts.append(one)
    parts.sort(key=lambda c: c.start)
    group: Candidate | None = None
    for one in parts:
        if (
            group is not None
            and _JOINED.match(code[group.end : one.start])
            and not ({f.field for f in group.facts} & {f.field for f in one.facts})
        ):
            group.facts += one.facts
            group.end = one.end
            group.words = code[group.start : group.end]
            group.scope = group.scope or one.scope
            group.stretch = group.stretch or one.stretch
            group.opening = group.opening or one.opening
            group.generic = group.generic or one.generic
            group.competition_at = group.competition_at if group.competition_at is not None else one.competition_at
            continue
        if group is not None and not _alone(group):
            yield group
        group = one
    if group is not None and not _alone(group):
        yield group


def _alone(group: Candidate) -> bool:
    """Whether a candidate is of goals that no verb gives to the team and no other count stands beside."""
    return group.rule == "goals beside" and len(group.facts) == 1


_JOINED: Final = re.compile(
    r"^[ ,;:()–—.-]*(?:(?:and|but|with|while|plus|or|as well as|from|in|then|also|having|alongside"
    r"|to go with|against|for|after|over|on|they|he|have|has|had|were|the other|of those|of which"
    r"|a)\b[ ,]*)*(?:only|just|a further|the other)?[ ]*$"
)


def _coded(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "w" not in code:
        return
    for match in _CODED.finditer(code):
        groups = match.groupdict()
        facts = []
        for key, name in (
            ("p", "matches"),
            ("w", "wins"),
            ("d", "draws"),
            ("l", "losses"),
            ("f", "goals_for"),
            ("a", "goals_against"),
            ("pts", "points"),
            ("pts2", "points"),
        ):
            text = groups.get(key)
            if text is None:
                continue
            value = int(_number(tagged, match.start(key))) if text == "N" else int(text)
            facts.append(Fact(name, value, match.start(), match.end()))
        if len(facts) >= 2:
            yield Candidate("coded record", "counts", match.start(), match.end(), facts, words=match.group())


def _triples(tagged: Tagged) -> Iterator[Candidate]:
    for match in _TRIPLE.finditer(tagged.code):
        won, lost, drawn = tagged.atoms[match.start()].value
        s, e = match.span()
        yield Candidate(
            "wins-losses-draws",
            "counts",
            s,
            e,
            [Fact("wins", won, s, e), Fact("losses", lost, s, e), Fact("draws", drawn, s, e)],
            words=match.group(),
        )


def _noun_counts(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "N" not in code and " no " not in code:
        return
    for match in _NOUN_COUNT.finditer(code):
        value = _number(tagged, match.start("n")) if match.group("n") == "N" else 0
        if not isinstance(value, int):
            continue
        what = _KINDS[match.group("what")]
        s, e = match.span()
        hedge = match.group("hedge")
        if "more than" in hedge or "over " in hedge or "fewer than" in hedge or "at least" in hedge:
            continue
        before, after = code[max(0, s - 30) : s], code[match.end("what") : match.end("what") + 30]
        if what == "points":
            if _POINTS_AFTER.match(after) or _POINTS_BEFORE.search(before):
                continue
        elif (
            value == 0
            and match.group("n") == "no"
            and not match.group("of")
            and not re.match(r"[,.;]|$| and| from", after)
        ):
            continue
        facts = [Fact(what, value, s, match.end("what") if not match.group("of") else e)]
        adjectives = f"{match.group('adj')} {match.group('adj2') or ''}"
        candidate = Candidate("noun count", "counts", s, e, facts, words=match.group())
        if match.group("m"):
            total = _number(tagged, match.start("m"))
            if (
                match.group("possible")
                or re.search(r"on offer|available|possible|at stake", match.group("adj2") or "")
                or (
                    what == "points"
                    and isinstance(total, int)
                    and total >= 9
                    and total % 3 == 0
                    and not re.search(GAMES, match.group("adj2") or "")
                )
            ):
                candidate.stretch = False
            elif isinstance(total, int) and total < 1500 and (what in ("points", "clean_sheets") or total >= value):
                facts.append(Fact("matches", total, s, e))
            candidate.stretch = bool(match.group("span"))
            candidate.opening = bool(match.group("span")) and match.group("span").strip() in ("O", "opening")
            if match.group("charge"):
                candidate.scope = "tenure"
        _mark(candidate, adjectives, tagged, s, e)
        yield candidate


_POINTS_AFTER: Final = re.compile(
    r"^(?: (?:\w+ )?(?:clear|behind|adrift|ahead|above|off|short|from safety|better|from the"
    r"|from (?:a play|automatic|fourth|third|second|top)|separat|deduct|lead|gap|cushion|advantage"
    r"|below|more than|fewer|more\b|better|shy|to the good|worse|away|outside|inside|per|a game|penalty|down"
    r"|back|in front|in it|apart|of (?:safety|the|fourth)|deficit|tally|adrift|between|back|dropped"
    r"|in arrears|arrears)|-| (?:needed|required|to stay)|s? off the)"
)
_POINTS_BEFORE: Final = re.compile(
    r"(?:(?:cushion|gap|lead|margin|advantage|difference|deficit) (?:is|was|of|to|stands at|remains)"
    r"|within|by|dropp(?:ed|ing)(?: just| only| another)?|needs?|need(?:ed|ing)?|lead of|gap (?:of"
    r"|to)|deduct(?:ed|ion)(?: of)?|docked|advantage of|lost|slip|slipped|another|require|the|from"
    r"|penalty of|those|first|extra|last|next|further|these|surrender(?:ed)?|let slip(?: just)?"
    r"|cut to|trail(?:ing|s)?(?: [a-z]+)? by|deficit (?:of|to)|margin of|all|a lead of) (?:only "
    r"|just )?$"
)


def _mark(candidate: Candidate, adjectives: str, tagged: Tagged, s: int, e: int) -> None:
    """Write down what adjectives say: league, cup, home and away, consecutive."""
    if re.search(r"\b(?:home|away)\b", adjectives):
        candidate.scope = "run"
    if re.search(r"\b(?:straight|consecutive|successive|back-to-back)\b", adjectives):
        candidate.scope = "run"
    if "league" in adjectives or "top-flight" in adjectives:
        candidate.generic = "league"
    elif re.search(r"\bcup\b", adjectives):
        candidate.generic = "cup"
    candidate.competition_at = _inner_competition(tagged, s, e)


_VERB_TRIGGER: Final = re.compile(r"won|winning|lost|losing|dr[ae]w|beaten")


def _verb_counts(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if not _VERB_TRIGGER.search(code):
        return
    for match in _VERB_COUNT.finditer(code):
        what = _KINDS[match.group("v")]
        s, e = match.span()
        word = match.group("n")
        if word == "nothing" or re.search(r"\bwithout $", code[max(0, s - 9) : s]):
            continue
        if not (match.group("of") and (match.group("m") or match.group("adj2"))) and not match.group("games"):
            e = match.end("n")
            if not _VERB_RIGHT.match(code[e : e + 20]):
                continue
        if re.search(r"more than|over |fewer than|at least", match.group("hedge")):
            continue
        total = _number(tagged, match.start("m")) if match.group("m") and e == match.end() else None
        if word == "both":
            value: int | float = 2
        elif word in ("none", "once", "twice"):
            value = {"none": 0, "once": 1, "twice": 2}[word]
        else:
            value = _number(tagged, match.start("n"))
        if not isinstance(value, int) or value > 1500:
            continue
        if total is not None and (not isinstance(total, int) or total < value):
            total = None
        if word == "none" and what == "losses":
            yield Candidate("unbeaten", "unbeaten", s, e, [Fact("unbeaten", True, s, e)], words=code[s:e])
            continue
        facts = [Fact(what, value, s, e)]
        candidate = Candidate("verb count", "counts", s, e, facts, words=code[s:e])
        if match.group("all") or "all " in match.group("hedge") or word == "both":
            facts.append(Fact("matches", value, s, e))
        elif total is not None:
            facts.append(Fact("matches", total, s, e))
        candidate.stretch = bool(match.group("span")) and e == match.end()
        candidate.opening = candidate.stretch and match.group("span").strip() in ("O", "opening")
        _mark(candidate, f"{match.group('adj2') or ''} {match.group('games') or ''}", tagged, s, e)
        if re.match(r" (?:straight|successive|consecutive|in a row|on the)", code[e : e + 14]):
            candidate.scope = "run"
        yield candidate


_PASSIVE_COUNT: Final = re.compile(
    rf"(?P<n>N|all|both) of {_WHOSE}(?P<span>{_SPAN} )?(?P<m>N)(?: {_ADJ}| ){GAMES} (?:were|have been|had been|was|ended in)"
    r" (?:all )?(?P<v>won|lost|drawn|defeats|draws|wins)\b"
    rf"|(?P<m2>N) {_ADJ}{GAMES},? (?P<n2>N) of (?:them|which|those)(?: were| ended in)? (?P<v2>won|lost|drawn"
    rf"|wins|defeats|draws)\b"
)


def _passive_counts(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "of " not in code:
        return
    for match in _PASSIVE_COUNT.finditer(code):
        second = match.group("v2") is not None
        total = _number(tagged, match.start("m2" if second else "m"))
        at = match.start("n2" if second else "n")
        value = _number(tagged, at) if code[at] == "N" else total
        if not isinstance(value, int) or not isinstance(total, int) or value > total or total > 1500:
            continue
        s, e = match.span()
        what = _KINDS[match.group("v2") or match.group("v")]
        candidate = Candidate(
            "passive count",
            "counts",
            s,
            e,
            [Fact(what, value, s, e), Fact("matches", total, s, e)],
            words=match.group(),
        )
        candidate.stretch = bool(match.group("span"))
        candidate.opening = candidate.stretch and match.group("span").strip() in ("O", "opening")
        _mark(candidate, match.group(), tagged, s, e)
        yield candidate


def _goals(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "N" not in code:
        return
    for match in _GOALS.finditer(code):
        groups = match.groupdict()
        group = next(g for g in ("n", "n2", "n3", "n4") if groups.get(g))
        value = _number(tagged, match.start(group))
        word = groups.get("v") or groups.get("what") or groups.get("what2") or groups.get("what3") or ""
        if not isinstance(value, int) or value > 250 or (value < 5 and not groups.get("noun")):
            continue
        if (
            word in ("scored", "scoring", "netted", "plundered")
            and groups.get("n")
            and not _TEAM_SCORED.search(code[max(0, match.start() - 40) : match.start()])
        ):
            continue
        against = word.startswith(("conced", "shipp", "let", "leak", "against", "came"))
        s, e = match.span()
        yield Candidate(
            "goals",
            "counts",
            s,
            e,
            [Fact("goals_against" if against else "goals_for", value, s, e)],
            words=match.group(),
        )


def _played(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "N" not in code:
        return
    for match in _MATCHES_CHARGE.finditer(code):
        group = next(g for g in ("n", "n2", "n3", "n4") if match.groupdict().get(g))
        value = _number(tagged, match.start(group))
        if isinstance(value, int) and value < 3000 and value > 1:
            s, e = match.span()
            if re.search(
                r"(?:last|O|final|opening|previous|past|more than|over|nearly|almost|around) $",
                code[max(0, match.start(group) - 12) : match.start(group)],
            ):
                continue
            candidate = Candidate(
                "matches in charge", "counts", s, e, [Fact("matches", value, s, e)], scope="tenure", words=match.group()
            )
            _mark(candidate, match.group(), tagged, s, e)
            if candidate.scope == "run":
                candidate.scope = "tenure"
            yield candidate
    for match in _MATCHES.finditer(code):
        group = next(g for g in ("n", "n2", "n3") if match.groupdict().get(g))
        value = _number(tagged, match.start(group))
        if match.groupdict().get("left") or not isinstance(value, int) or value > 1500 or value < 2:
            continue
        s, e = match.span()
        candidate = Candidate("matches played", "counts", s, e, [Fact("matches", value, s, e)], words=match.group())
        candidate.stretch = bool(match.group("span"))
        candidate.opening = candidate.stretch and match.group("span").strip() in ("O", "opening")
        _mark(candidate, match.group(), tagged, s, e)
        yield candidate


def _labels(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "N" not in code and "O" not in code:
        return
    for match in _LABEL.finditer(code):
        label = (
            re.sub(r"^league | (?:managed|in charge|won|drawn|lost)$", "", match.group("label"))
            if match.group("label") not in _LABELS
            else match.group("label")
        )
        name = _LABELS.get(label)
        value = _number(tagged, match.start("n"))
        if name is None or (name != "win_pct" and not isinstance(value, int)):
            continue
        separator = code[match.end("label") : match.start("n")]
        if separator.strip() == "" and match.start("label") > 0 and label not in ("won", "drawn", "lost", "played"):
            continue
        if separator.strip() == "" and label in ("games", "matches", "points", "wins"):
            continue
        s, e = match.start("label"), match.end()
        yield Candidate("label and value", "counts", s, e, [Fact(name, value, s, e)], words=match.group())


# --- win percentage ---


def _share(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "N" not in code:
        return
    for match in _PCT.finditer(code):
        group = next(g for g in ("n", "n2", "n3") if match.groupdict().get(g))
        value = _number(tagged, match.start(group))
        if 0 < value <= 100 and not (value < 1):
            s, e = match.span()
            if re.search(r"(?:best|highest|lowest|worst|better)", code[max(0, s - 20) : s]) and False:
                continue
            yield Candidate(
                "win percentage", "share", s, e, [Fact("win_pct", value, s, e)], scope=None, words=match.group()
            )


# --- unbeaten ---


def _unbeaten(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    runs = [(c.start, c.end) for c in _runs(tagged)]
    for match in _UNBEATEN.finditer(code):
        s, e = match.span()
        if any(a <= s < b for a, b in runs):
            continue
        around = code[max(0, s - 60) : e + 60]
        if not _UNBEATEN_SEASON.search(around):
            continue
        after = code[e : e + 40]
        if re.match(
            r"(?: (?:at home|away|home|in|for|since|run|streak|start|record|away from|on the road|from)\b)", after
        ) and not re.match(
            r" (?:in|for) (?:the|a|all|his|their) (?:K|league|season|whole|entire|campaign|group)| in K", after
        ):
            continue
        yield Candidate(
            "unbeaten",
            "unbeaten",
            s,
            e,
            [Fact("unbeaten", True, s, e)],
            words=match.group(),
            competition_at=_near_competition(tagged, s, e, 45),
        )


def _near_competition(tagged: Tagged, start: int, end: int, reach: int) -> int | None:
    near = [a.at for a in tagged.atoms.values() if a.code == "K" and start - reach <= a.at < end + reach]
    return min(near, key=lambda at: abs(at - start)) if near else None


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
                value = int(_number(tagged, match.start("o")))
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
        value = int(_number(tagged, s))
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
            number = int(_number(tagged, s + offset))
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
    _runs,
    _counts,
    _share,
    _unbeaten,
    _positions,
    _titles,
    _rounds,
    _moves,
)
