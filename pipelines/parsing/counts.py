"""How counts are phrased: wins, draws, losses, points, goals, clean sheets, matches, win percentage, unbeaten.

In prose ("won eight and drawn three of their opening 12"), in figures ("P38 W28 D6 L4", "14-4-5") and in lines of a
label and a value ("Played 46"). Stretches of one kind of result belong in `runs`, places and titles in `facts`.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact, inner_competition, near_competition, number_at
from pipelines.parsing.runs import ADJ, GAMES, HEDGE, SPAN, WHOSE, runs
from pipelines.parsing.tagging import Tagged

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
    "shared": "draws",
    "clean sheet": "clean_sheets",
}
_NOUNS: Final = (
    r"(?:(?:won|drawn|lost|shared)(?=[,.;:)]| and|$)|wins?|victor(?:y|ies)"
    r"|successes|triumphs|draws?|stalemates|ties|defeats?|loss(?:es)?|reverses|reversals|beatings"
    r"|points?|clean sheets|shutouts)"
)

_NOT_MATCHES: Final = (
    r"(?! (?:titles?|points?|goals?|troph(?:y|ies)|cups?|finals?|seasons?|years?|months?|weeks?|days?|managers?|clubs?"
    r"|teams?|sides?|players?|attempts|visits|shots|places|campaigns|occasions|leagues|countries|per|[%])\b|-| ?%)"
)
"""What may not come after a number that is to be one of matches."""
_AVAILABLE: Final = r"(?: on offer| available| possible| at stake)"
_NOUN_COUNT: Final = re.compile(
    rf"(?P<hedge>{HEDGE})(?P<n>N|\bno)(?: of (?:them|those|which))?(?: (?:were|was|have been|had been|ended in))?"
    rf"(?P<adj> {ADJ}| )(?P<what>{_NOUNS})\b"
    r"(?P<of>(?: to (?:its|their|his|her|M's) (?:name|credit))?(?: |, )"
    r"(?:from|in|out of|of|to show for|for|after|across|over|at the end of)(?: what (?:was|is))?"
    rf" {WHOSE}(?P<possible>(?:possible|maximum|available) )?(?P<span>{SPAN} )?{HEDGE}"
    rf"(?P<possible2>(?:possible|available) )?(?P<m>N)(?P<adj2>{_AVAILABLE}|(?: {ADJ}| ){GAMES}| league|{_NOT_MATCHES})"
    r"(?P<charge> (?:in charge|at the helm|as (?:manager|boss|coach|head coach)))?)?"
)
_VERB_COUNT: Final = re.compile(
    r"\b(?P<v>won|winning|lost|losing|drawn|drew|drawing"
    rf"|beaten) (?:in )?(?P<hedge>{HEDGE})(?P<all>all |every one of |each of )?(?P<n>N|none|nothing"
    r"|both|once|twice)\b(?! (?:points?|goals?|titles?|troph|cups?|caps?|clear|-)|-|%)"
    r"(?P<of>(?:,? (?:of|from|out of|in) (?!(?:D|S"
    rf"|Y)\b){WHOSE}(?P<span>{SPAN} )?{HEDGE}(?:(?P<m>N)(?P<adj2>(?: {ADJ}| ){GAMES}|{_NOT_MATCHES})"
    rf"|(?P<adj3>those\b|them\b|these\b|{ADJ}{GAMES})))|(?P<games> {ADJ}{GAMES}))?"
)
_VERB_RIGHT: Final = re.compile(
    r"\s*(?:$|[,.;:()–—-]|(?:and|of|from|out|in|but|while|while|with|this|since|under|at|on|so"
    r"|overall|to|straight|successive|consecutive|more|times|away|home|league|before|when|after|as"
    r"|all|for|is|was|K|either|against|during)\b|N\b)"
)
_IN_CHARGE: Final = (
    r"(?:in (?:[a-z]+ )?charge|at the helm|in the (?:job|role|post|dugout|hot ?seat)|under (?:M|him|her|his)"
    r"|as (?:C |C's |the |their |his )?(?:[a-z]+ )?(?:manager|boss|coach|head coach|interim|caretaker)"
    r"|of (?:his|M's|the [GA]'s) (?:reign|tenure|spell)"
    r"|at (?:the club|C)\b|over (?:the|his) (?:two|N) spells|on the clock)"
)
_MATCHES_CHARGE: Final = re.compile(
    rf"(?P<n>N) (?:{ADJ}){GAMES} {_IN_CHARGE}"
    rf"|in charge (?:for|of) (?:C for )?(?:the club for )?{HEDGE}(?P<n2>N) (?:{ADJ}){GAMES}"
    rf"|\b(?:his|M's|her) (?P<n3>N) {ADJ}{GAMES}(?: {_IN_CHARGE})?"
    r"|\b(?:managed|coached|oversaw|overseen|took charge of|taken charge of|took|presided over|was given|were given|lasted"
    rf"|survived|got) (?:C |them |the club |the side )?(?:for |in )?{HEDGE}(?P<n4>N) (?:{ADJ}){GAMES}(?! (?:to|from|of a))"
    r"|\b(?:sacked|fired|dismissed|left|gone|departed|dispensed with|shown the door|relieved of his duties|axed|ditched|resigned"
    rf"|quit|runner|out|fired him|sacked him)(?: in [DY]| on D| D)? after {HEDGE}(?P<n5>N) (?:{ADJ}){GAMES}"
    r"(?! (?:of|without|unbeaten))"
    rf"|\b(?:the|his|her|M's|a|their) (?P<o>O) {ADJ}(?:game|match) (?:{_IN_CHARGE}|of (?:the )?[a-zGA]+'s (?:reign|tenure|spell))"
)
_FEWEST_BY_THE_LAST: Final = 10
"""So many matches at least are told by the last of them: "his 53rd in charge", not "his second"."""
_MATCHES: Final = re.compile(
    r"\b(?:after|from|in|over|across|through|with|played|have played|of|for|following"
    rf"|and) {WHOSE}(?P<span>{SPAN} )?{HEDGE}(?P<n>N)(?: {ADJ}| )(?:{GAMES}|rounds"
    r"|played)\b(?P<left> (?:left|remaining|to (?:play|go)|to spare|in hand|unplayed|still))?"
    rf"|\bplayed {HEDGE}(?P<n2>N)\b(?=[,.;)]| and)|(?P<n3>N) (?:league )?(?:games|matches)? ?played"
    rf"|\b(?:of|from|in) (?:his|their|her) (?P<span2>{SPAN}) (?P<n4>N) in the (?:league|K)"
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
    rf"|letting in|leaked|gave up|given up) {HEDGE}(?P<n>N)\b(?! (?:times in|minutes|of (?:his|the)))(?P<noun> goals?"
    r"| times)?(?=[ ,.;:)–—-]|$)"
    r"|(?P<n2>N) (?:league )?goals? (?P<what>scored|conceded|against(?! C)|for|let in|went in)"
    r"|(?P<n3>N) (?P<what2>scored|conceded)\b|(?P<n4>N) (?:goals )?(?P<what3>went in|came back)"
)

_TEAM_SCORED: Final = re.compile(
    r"(?:C|M's? [a-z]+|\b(?:they|side|team|men|players|and|but|who|we|which)|,|^)(?: have| has| had"
    r"| also| only| then|,)* $"
)

_GOALS_FROM: Final = re.compile(
    rf"(?:C|\b(?:they|side|team|men)) (?:have|has|had)(?: scored| managed| got| conceded)?(?: only| just)? (?P<n>N) goals?"
    rf" (?P<against>against )?(?:from|in) {WHOSE}(?P<span>{SPAN} )?(?P<m>N) {ADJ}{GAMES}"
)
_GOALS_BESIDE: Final = re.compile(
    r"(?P<n>N) goals?(?! (?:in|from|this|each|clear|behind|up|down|ahead"
    r"|apiece))(?! against C)(?P<against> (?:against|conceded|let in))?"
)
_PERCENT: Final = r"(?: ?%|(?: |-)per(?: |-)?cent| pc\b)"
_PCT: Final = re.compile(
    r"(?:win(?:ning|s)?[ -](?:percentage|rate|ratio)|percentage of wins|success rate)"
    rf"(?: (?:of|was|is|stood at|stands at|at|just|only|over|nearly|a|to))* (?P<n>N)(?:{_PERCENT}|\b)"
    rf"|(?:winning record|win record|record) (?:of|is|was|at|stands at) (?:just |only )?(?P<n4>N){_PERCENT}"
    rf"|(?P<n2>N){_PERCENT} (?:win|winning|success)[ -](?:rate|ratio|percentage|record)"
    rf"|\b(?:w[io]n(?:s|ning)?|winner in) (?:just |only |around |about |nearly |almost |over |more than |a shade under )?"
    rf"(?P<n3>N){_PERCENT} of"
    r"|\b(?:wins?|won|victories|of them won),? ?[(,–—:]? ?(?:a rate of |a ratio of |that is |or |i\.e\. )?"
    rf"(?P<n5>N){_PERCENT}(?! of)"
    rf"|N {GAMES}, (?P<n6>N){_PERCENT}"
)
_PCT_OF_HEADING: Final = re.compile(
    rf"^(?:N[).:] ?|[-*•] ?)?(?:sir )?M(?: [a-z]+)?(?:, C)? ?[–—:(-] ?(?P<n>N){_PERCENT}\)?\W*$"
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


def counts(tagged: Tagged) -> Iterator[Candidate]:
    """Find counts; those that stand beside one another are one candidate."""
    code = tagged.code
    stretches = [(c.start, c.end) for c in runs(tagged)]
    parts: list[Candidate] = []
    for maker in (
        *(
            _coded,
            _triples,
            _passive_counts,
            _all_alike,
            _ordinal_counts,
            _verb_counts,
            _noun_counts,
            _points_of_place,
            _no_win,
        ),
        *(_goals, _played, _beside),
    ):
        for one in maker(tagged):
            if _BETWEEN_TWO.search(code, one.start, min(len(code), one.end + 12)):
                continue
            if any(a < one.end and one.start < b for a, b in stretches):
                continue
            if any(p.start < one.end and one.start < p.end for p in parts):
                continue
            parts.append(one)
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
        if group is not None and not _alone(group, code):
            yield group
        group = one
    if group is not None and not _alone(group, code):
        yield group


def _alone(group: Candidate, code: str) -> bool:
    """Whether a candidate says something only beside another count: bare goals, bare matches, "and a draw"."""
    if group.rule == "matches beside" and group.words == code.strip(" ."):
        return False  # a sentence of its own, with which another goes on
    return group.rule in _ONLY_BESIDE and len(group.facts) == 1


_BETWEEN_TWO: Final = re.compile(r"\b(?:meetings|encounters|derbies|clashes)\b")
"""What makes numbers those of two clubs against one another."""
_ONLY_BESIDE: Final = ("goals beside", "matches beside", "one beside")


_JOINED: Final = re.compile(
    r"^[ ,;:()–—.-]*(?:(?:and|but|with|while|plus|or|as well as|from|in|then|also|having|alongside"
    r"|to go with|against|for|after|over|on|they|he|she|have|has|had|been|were|the other|of those|of which|of them"
    r"|produced|producing|brought|bringing|yielded|yielding|delivered|gave|saw|this season|so far|in charge"
    r"|at the helm|on the clock|in the league|in the K|the club|the team|in (?:doing|the) (?:so|process)"
    r"|a)\b[ ,]*)*(?:only|just|a further|the other)?[ ,:–—-]*$"
)


_MATCHES_BESIDE: Final = re.compile(
    rf"(?P<n>N) {ADJ}{GAMES}\b(?! (?:left|remaining|to (?:play|go|spare)|in hand|against|ago))"
)
_NO_GOALS: Final = re.compile(
    r"\bwithout (?:conceding|letting in)(?: (?:a(?: single)?|any) goals?)?(?=[,.;]|$| and)"
    r"|\bno goals(?=[,.;]|$| (?:and|at all|scored)\b)"
)
_GOALS_AGAINST_BESIDE: Final = re.compile(
    r"goals (?:for|scored),? (?:and |but )?(?:only |just )?(?P<n>N) (?:against|conceded)\b"
)
_ONE_BESIDE: Final = re.compile(r"(?:,|\band|\bplus) (?P<one>an? (?P<what>win|victory|draw|defeat|loss))\b")


def _beside(tagged: Tagged) -> Iterator[Candidate]:
    """Find what counts beside another count only: "94 games, 47 wins", "three wins and a draw", "16 wins, 40 goals"."""
    code = tagged.code
    for pattern, rule, name in (
        (_GOALS_BESIDE, "goals beside", "goals_for"),
        (_MATCHES_BESIDE, "matches beside", "matches"),
    ):
        for match in pattern.finditer(code):
            value = number_at(tagged, match.start("n"))
            if not isinstance(value, int) or value > (200 if name == "goals_for" else 1500):
                continue
            s, e = match.span()
            against = name == "goals_for" and match.group("against")
            fact = Fact("goals_against" if against else name, value, s, e)
            candidate = Candidate(rule, "counts", s, e, [fact], words=code[s:e])
            _mark(candidate, match.group(), tagged, s, e)
            yield candidate
    for match in _NO_GOALS.finditer(code):
        s, e = match.span()
        name = "goals_for" if match.group().startswith("no ") else "goals_against"
        yield Candidate("goals beside", "counts", s, e, [Fact(name, 0, s, e)], words=code[s:e])
    for match in _GOALS_AGAINST_BESIDE.finditer(code):
        value = number_at(tagged, match.start("n"))
        if isinstance(value, int):
            s, e = match.span("n")[0], match.end()
            yield Candidate("goals beside", "counts", s, e, [Fact("goals_against", value, s, e)], words=code[s:e])
    for match in _ONE_BESIDE.finditer(code):
        s, e = match.span("one")
        yield Candidate("one beside", "counts", s, e, [Fact(_KINDS[match.group("what")], 1, s, e)], words=code[s:e])


_POINTS_OF_PLACE: Final = re.compile(
    r"\b(?:O|top|bottom|leaders|runners-up|champions)(?:-placed| place)?(?: as well)?"
    r"(?:,? in the (?:end|table|K|league|division|standings))?"
    r"(?: again| too| overall)?,?(?: this time)? (?:with|on) (?:just |only |a mere )?(?P<n>N)(?=[,.;:)]|$| and\b| each\b)"
    r"|(?P<n2>N)-point (?:C|season|campaign|haul|title|total|tally)"
    r"|\bpoints (?:total|tally|haul) of (?P<n3>N)\b|\b(?:total|tally|haul) of (?P<n4>N) points"
)


def _points_of_place(tagged: Tagged) -> Iterator[Candidate]:
    """Find points told with the place: "third on 79", "the 91-point season"."""
    for match in _POINTS_OF_PLACE.finditer(tagged.code):
        group = next(g for g in ("n", "n2", "n3", "n4") if match.group(g))
        value = number_at(tagged, match.start(group))
        if isinstance(value, int) and value <= _MOST_POINTS:
            s = match.start(group)
            yield Candidate(
                "points of place",
                "counts",
                s,
                match.end(),
                [Fact("points", value, s, match.end())],
                words=match.group(),
            )


_MOST_POINTS: Final = 120
_NO_WIN: Final = re.compile(
    r"\byet to (?:win|record a (?:win|victory)|taste victory)"
    r"(?: (?:a|any|their first) (?:league |K |competitive )?(?:game|match|win))?"
    r"|\b(?:have|has|had) not won (?:a|any) (?:league |K )?(?:game|match)\b|\bwinless (?:all|this|so far|at the foot|and)\b"
    r"|\bwithout a (?:league )?(?:win|victory) (?:all|this|so far|to (?:his|their) name)"
)


def _no_win(tagged: Tagged) -> Iterator[Candidate]:
    """Find that no match was won, no number of matches given."""
    for match in _NO_WIN.finditer(tagged.code):
        s, e = match.span()
        if re.match(r" (?:the|a) (?:K|cup|title|trophy|league title)|K", tagged.code[e : e + 12]):
            continue
        candidate = Candidate("no win", "counts", s, e, [Fact("wins", 0, s, e)], words=match.group())
        _mark(candidate, match.group(), tagged, s, e)
        yield candidate


_ORDINAL_COUNT: Final = re.compile(
    rf"(?P<o>O) (?P<adj>{ADJ})(?P<what>win|victory|defeat|loss|draw|clean sheet)"
    r"(?: (?:of|in|this) (?:the |this |that |their |his |our |a )?(?:K |league |S )?(?P<season>season|campaign|term)"
    rf"|,? (?:in|from|out of) {WHOSE}(?P<span>{SPAN} )?(?P<m>N)(?P<games> {ADJ}{GAMES}|{_NOT_MATCHES}))"
)


def _ordinal_counts(tagged: Tagged) -> Iterator[Candidate]:
    """Find counts told by the last of them: "their sixth defeat of the season", "a fourth win in five"."""
    code = tagged.code
    if "O" not in code:
        return
    for match in _ORDINAL_COUNT.finditer(code):
        value = number_at(tagged, match.start("o"))
        total = number_at(tagged, match.start("m")) if match.group("m") else None
        if not isinstance(value, int) or (total is not None and (not isinstance(total, int) or total < value)):
            continue
        what = _KINDS[match.group("what")]
        s, e = match.span()
        candidate = Candidate("ordinal count", "counts", s, e, [Fact(what, value, s, e)], words=match.group())
        if total is not None:
            candidate.facts.append(Fact("matches", total, s, e))
            candidate.stretch = True
        _mark(candidate, f"{match.group('adj')} {match.group('games') or ''}", tagged, s, e)
        yield candidate


_ALL_ALIKE: Final = re.compile(
    rf"(?P<n>N) (?P<adj>{ADJ}){GAMES}[^.;:()NXMC]{{0,30}}?,? (?:and )?"
    r"(?:(?P<v>won|lost|drew) (?:both|all of them|them all|the lot|every one)"
    rf"|(?:did not|didn't) (?P<unbeaten>lose) any(?: of them)?"
    rf"|(?:all|both)(?: of them)?(?: were)? (?P<v2>won|lost|drawn|wins|defeats|draws))\b"
    rf"|\b(?P<v3>won|lost|drew) (?:both|all) (?:of )?(?:his|her|their|the) (?P<n3>N)?(?P<adj3> {ADJ}| ){GAMES}"
)


def _all_alike(tagged: Tagged) -> Iterator[Candidate]:
    """Find matches that all ended alike: "three league games, all lost", "two matches and lost both"."""
    for match in _ALL_ALIKE.finditer(tagged.code):
        at = match.start("n") if match.group("n") else match.start("n3")
        value = number_at(tagged, at) if at >= 0 else 2 if "both" in match.group() else 0
        if not isinstance(value, int) or not 2 <= value <= 60:
            continue
        s, e = match.span()
        if match.group("unbeaten"):
            fact = Fact("unbeaten", True, s, e)
        else:
            fact = Fact(_KINDS[match.group("v") or match.group("v2") or match.group("v3")], value, s, e)
        candidate = Candidate("all alike", "counts", s, e, [Fact("matches", value, s, e), fact], words=match.group())
        _mark(candidate, match.group("adj") or match.group("adj3") or "", tagged, s, e)
        yield candidate


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
            value = int(number_at(tagged, match.start(key))) if text == "N" else int(text)
            facts.append(Fact(name, value, match.start(), match.end()))
        if len(facts) >= 2:
            yield Candidate("coded record", "counts", match.start(), match.end(), facts, words=match.group())


_FORMATIONS: Final = frozenset(
    (
        *((4, 4, 2), (4, 3, 3), (3, 5, 2), (3, 4, 3), (5, 3, 2), (5, 4, 1)),
        *((4, 5, 1), (4, 2, 4), (3, 3, 4), (3, 6, 1), (2, 3, 5), (4, 2, 3)),
    )
)


def _triples(tagged: Tagged) -> Iterator[Candidate]:
    for match in _TRIPLE.finditer(tagged.code):
        won, lost, drawn = tagged.atoms[match.start()].value
        if (won, lost, drawn) in _FORMATIONS:
            continue
        s, e = match.span()
        yield Candidate(
            "wins-losses-draws",
            "counts",
            s,
            e,
            [Fact("wins", won, s, e), Fact("losses", lost, s, e), Fact("draws", drawn, s, e)],
            generic="league",
            words=match.group(),
        )


def _noun_counts(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "N" not in code and "no " not in code:
        return
    for match in _NOUN_COUNT.finditer(code):
        value = number_at(tagged, match.start("n")) if match.group("n") == "N" else 0
        if not isinstance(value, int):
            continue
        what = _KINDS[match.group("what")]
        s, e = match.span()
        hedge = match.group("hedge")
        if "more than" in hedge or "over " in hedge or "fewer than" in hedge or "at least" in hedge:
            continue
        before, after = code[max(0, s - 30) : s], code[match.end("what") : match.end("what") + 30]
        if not match.group("of") and _FROM_AIM.match(after):
            continue
        if what == "points":
            if (not match.group("of") and _POINTS_AFTER.match(after)) or _POINTS_BEFORE.search(before):
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
            total = number_at(tagged, match.start("m"))
            of_points = what == "points" and isinstance(total, int) and value <= total and total % 3 == 0
            if of_points and (
                match.group("possible")
                or match.group("possible2")
                or re.search(r"on offer|available|possible|at stake", match.group("adj2") or "")
                or (
                    not re.search(GAMES, match.group("adj2") or "")
                    and (match.group("span") or " out of " in match.group("of"))
                )
            ):
                candidate.possible = int(total)
                candidate.scope = "run"
            elif of_points and not re.search(GAMES, match.group("adj2") or ""):
                pass  # "14 points from 15": of matches or of points
            elif isinstance(total, int) and total < 1500 and (what in ("points", "clean_sheets") or total >= value):
                facts.append(Fact("matches", total, s, e))
            candidate.stretch = bool(match.group("span"))
            candidate.opening = bool(match.group("span")) and match.group("span").strip() in ("O", "opening")
            if match.group("charge"):
                candidate.scope = "tenure"
        _mark(candidate, adjectives, tagged, s, e)
        yield candidate


_FROM_AIM: Final = re.compile(
    r"^ (?:away |short )?(?:from|of|off) (?:the |a |an |their |his )?(?:[a-z-]+ )?(?:title|final|promotion|glory|wembley"
    r"|safety|survival|history|trophy|championship|K)\b"
)
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
    candidate.competition_at = inner_competition(tagged, s, e)


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
        if not match.group("of") and not match.group("games"):
            e = match.end("n")
            if not _VERB_RIGHT.match(code[e : e + 20]):
                continue
        if re.search(r"more than|over |fewer than|at least", match.group("hedge")):
            continue
        total = number_at(tagged, match.start("m")) if match.group("m") and e == match.end() else None
        if word == "both":
            value: int | float = 2
        elif word in ("none", "once", "twice"):
            value = {"none": 0, "once": 1, "twice": 2}[word]
        else:
            value = number_at(tagged, match.start("n"))
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
        _mark(
            candidate, f"{match.group('adj2') or match.group('adj3') or ''} {match.group('games') or ''}", tagged, s, e
        )
        if re.match(r" (?:straight|successive|consecutive|in a row|on the)", code[e : e + 14]):
            candidate.scope = "run"
        yield candidate


_PASSIVE_COUNT: Final = re.compile(
    rf"(?P<n>N|all|both) of {WHOSE}(?P<span>{SPAN} )?(?P<m>N)(?: {ADJ}| ){GAMES} (?:were|have been|had been|was|ended in)"
    r" (?:all )?(?P<v>won|lost|drawn|defeats|draws|wins)\b"
    rf"|(?P<m2>N) {ADJ}{GAMES},? (?P<n2>N) of (?:them|which|those)(?: were| ended in)? (?P<v2>won|lost|drawn"
    rf"|wins|defeats|draws)\b"
)


def _passive_counts(tagged: Tagged) -> Iterator[Candidate]:
    code = tagged.code
    if "of " not in code:
        return
    for match in _PASSIVE_COUNT.finditer(code):
        second = match.group("v2") is not None
        total = number_at(tagged, match.start("m2" if second else "m"))
        at = match.start("n2" if second else "n")
        value = number_at(tagged, at) if code[at] == "N" else total
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
    for match in _GOALS_FROM.finditer(code):
        goals, total = number_at(tagged, match.start("n")), number_at(tagged, match.start("m"))
        s, e = match.start("n"), match.end()
        if isinstance(goals, int) and isinstance(total, int):
            name = "goals_against" if match.group("against") or "conceded" in match.group() else "goals_for"
            one = Candidate(
                "goals from", "counts", s, e, [Fact(name, goals, s, e), Fact("matches", total, s, e)], words=code[s:e]
            )
            one.stretch = bool(match.group("span"))
            yield one
    for match in _GOALS.finditer(code):
        groups = match.groupdict()
        group = next(g for g in ("n", "n2", "n3", "n4") if groups.get(g))
        value = number_at(tagged, match.start(group))
        word = groups.get("v") or groups.get("what") or groups.get("what2") or groups.get("what3") or ""
        if not isinstance(value, int) or value > 250 or (value < 5 and not groups.get("noun")):
            continue
        if (
            word in ("scored", "scoring", "netted", "plundered")
            and groups.get("n")
            and not _TEAM_SCORED.search(code[max(0, match.start() - 40) : match.start()])
        ):
            continue
        against = word.startswith(("conced", "shipp", "let", "leak", "against", "came", "g"))
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
    if "N" not in code and "O" not in code:
        return
    for match in _MATCHES_CHARGE.finditer(code):
        group = next(g for g in ("n", "n2", "n3", "n4", "n5", "o") if match.group(g))
        value = number_at(tagged, match.start(group))
        if group == "o" and value < _FEWEST_BY_THE_LAST:
            continue
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
            if group == "n5" and candidate.generic == "league":
                candidate.scope = None  # "sacked after four league games": of the season's table
            yield candidate
    for match in _MATCHES.finditer(code):
        group = next(g for g in ("n", "n2", "n3", "n4") if match.groupdict().get(g))
        value = number_at(tagged, match.start(group))
        if match.groupdict().get("left") or not isinstance(value, int) or value > 1500 or value < 2:
            continue
        s, e = match.span()
        candidate = Candidate("matches played", "counts", s, e, [Fact("matches", value, s, e)], words=match.group())
        candidate.stretch = bool(match.group("span") or match.group("span2"))
        candidate.opening = candidate.stretch and (match.group("span") or match.group("span2")).strip() in (
            "O",
            "opening",
        )
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
        value = number_at(tagged, match.start("n"))
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


def share(tagged: Tagged) -> Iterator[Candidate]:
    """Find percentages of matches won."""
    code = tagged.code
    if "N" not in code:
        return
    for match in (*_PCT.finditer(code), *_PCT_OF_HEADING.finditer(code)):
        group = next(g for g in ("n", "n2", "n3", "n4", "n5", "n6") if match.groupdict().get(g))
        value = number_at(tagged, match.start(group))
        if 1 <= value <= 100:
            rule = "win percentage of heading" if match.re is _PCT_OF_HEADING else "win percentage"
            s, e = match.span()
            yield Candidate(rule, "share", s, e, [Fact("win_pct", value, s, e)], words=match.group())


# --- unbeaten ---


def unbeaten(tagged: Tagged) -> Iterator[Candidate]:
    """Find seasons and stretches without a defeat, no number of matches given."""
    code = tagged.code
    stretches = [(c.start, c.end) for c in runs(tagged)]
    for match in _UNBEATEN.finditer(code):
        s, e = match.span()
        if any(a <= s < b for a, b in stretches):
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
            competition_at=near_competition(tagged, s, e, 45),
        )
