"""Whether an article asserts what a phrase says: hopes, forecasts, questions, players' numbers are rejected.

Every test gives its reason in words, which `gaffer extract --why` shows.
"""

import re
from typing import Final

from pipelines.parsing.candidate import Candidate
from pipelines.parsing.discourse import Scene
from pipelines.parsing.document import Kind

_HYPOTHETICAL: Final = re.compile(
    r"\b(?:could|would|might|may|should|will|shall|can|cannot|can't|won't|wouldn't|couldn't|if|unless"
    r"|whether|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|wants? to|need(?:s|ed|ing)?|target(?:s|ed|ing)?"
    r"|expect(?:s|ed|ing)?|predict(?:s|ed|ing)?|forecasts?|"
    r"odds|bookmakers|tipped|on course|on track|dream(?:s|ed|ing)? of|looking to|trying to|must"
    r"|set to|due to|about to|chance (?:to|of)|bid to|ambitions?|prospect of|promised?|imagine"
    r"|supposed to|projected|simulations?|likely|unlikely to|threat(?:en(?:s|ed|ing)?)? to|a (?:win"
    r"|draw|point|defeat) (?:away|against|on)|in the event|requires?|able to|yet to|wish(?:es)? to"
    r"|demand(?:ed|s)?|by winning|eyeing|chasing|favourites?|never|not (?:won|win|finished|reach)"
    r"|didn't|did not|failed to (?:win|reach|finish)|weren't|wasn't|isn't|without winning"
    r"|as many as they|guarante(?:e|ed|ing))\b[^,;:]*$"
)
_FIRST_TO_WIN: Final = re.compile(
    r"\b(?:first|only|last|youngest|oldest|man|manager|coach|side|team|club|went on|go on|going on"
    r"|helped C|managed|enough|O|N) (?:[a-z]+ ){0,4}to $|\bto go on to $"
)
_PLAYER: Final = re.compile(
    r"\b(?:appearances?|caps|assists?|goals in N|hat-trick|striker|winger|midfielder|defender"
    r"|goalkeeper|full-back|centre-back|as a player|playing (?:career|days)|his playing|top scorer"
    r"|golden boot|golden shoe|forward)\b"
)
_AS_PLAYER: Final = re.compile(
    r"[^.;]{0,30}\b(?:as a (?:[a-z]+ )?(?:player|midfielder|defender|striker|goalkeeper|forward|winger|captain)"
    r"|in his playing (?:days|career)|during his playing (?:days|career))\b"
)
_OTHER_SPORT: Final = frozenset(
    (
        # American football, baseball, basketball, ice hockey
        *(
            "nfl",
            "nfc",
            "quarterback",
            "quarterbacks",
            "touchdown",
            "touchdowns",
            "linebacker",
            "interceptions",
            "rushing",
        ),
        *("punt", "sacks", "fumble", "broncos", "patriots", "dolphins", "steelers", "cowboys", "packers", "jaguars"),
        *(
            "mlb",
            "baseball",
            "inning",
            "innings",
            "pitcher",
            "pitchers",
            "bullpen",
            "homers",
            "pennant",
            "pennants",
            "rbi",
        ),
        *(
            "nba",
            "wnba",
            "basketball",
            "rebounds",
            "dunk",
            "three-pointers",
            "point-guard",
            "celtics",
            "lakers",
            "bulls",
        ),
        *("nhl", "hockey", "puck", "power-play", "slapshot", "bruins", "canadiens", "goaltender", "goalie", "overtime"),
        # rugby, cricket, Australian and Gaelic games
        *("rugby", "scrum", "scrum-half", "fly-half", "try", "tries", "lineout", "flanker", "lock-forward", "prop"),
        *(
            "springboks",
            "wallabies",
            "hooker",
            "conversion",
            "conversions",
            "drop-goal",
            "nrl",
            "premierships",
            "sin-bin",
        ),
        *("cricket", "wicket", "wickets", "odi", "odis", "ipl", "t20", "wicketkeeper", "batsman", "batters", "batter"),
        *(
            "bowler",
            "bowlers",
            "seamer",
            "spinner",
            "lbw",
            "afl",
            "hurling",
            "hurlers",
            "camogie",
            "gaelic",
            "all-ireland",
        ),
        # the rest
        *(
            "handball",
            "volleyball",
            "netball",
            "tennis",
            "grand-slam",
            "heavyweight",
            "middleweight",
            "knockdown",
            "vuelta",
        ),
        *(
            "peloton",
            "darts",
            "snooker",
            "sprinter",
            "jockey",
            "esports",
            "league-of-legends",
            "formula",
            "pit-stop",
            "waterpolo",
        ),
    )
)
_OTHER_SPORTS: Final = (
    *(
        "super bowl",
        "grand final",
        "state of origin",
        "all blacks",
        "running back",
        "wide receiver",
        "home run",
        "super rugby",
    ),
    *(
        "test match",
        "test series",
        "afc east",
        "tour de france",
        "formula one",
        "grand prix",
        "stanley cup",
        "world series",
    ),
    *(
        "county championship",
        "the ashes",
        "six nations",
        "league of legends",
        "offensive coordinator",
        "american league",
    ),
    *(
        "wild card",
        "points per game",
        "free throws",
        "penalty corner",
        "bonus point",
        "bonus points",
        "challenge cup final",
    ),
    *(
        "champions cup",
        "director of rugby",
        "head coach of ireland",
        "triple crown",
        "field goal",
        "power play",
        "double-header",
    ),
    *("spring training", "regular-season wins", "eastern conference finals", "western conference finals", "water polo"),
)
_SOCCER: Final = frozenset(
    (
        *(
            "striker",
            "strikers",
            "midfielder",
            "midfielders",
            "goalkeeper",
            "keeper",
            "winger",
            "centre-back",
            "full-back",
        ),
        *(
            "offside",
            "equaliser",
            "equalizer",
            "goalless",
            "goals",
            "scorer",
            "hat-trick",
            "penalties",
            "bundesliga",
            "uefa",
        ),
        *("fifa", "eredivisie", "soccer", "mls", "wsl", "nwsl", "header", "free-kick", "corner", "nil", "stoppage"),
    )
)
_GAME: Final = (
    *(
        "football manager 2",
        "football manager save",
        "championship manager",
        "ea sports fc",
        "ea fc",
        "career mode",
        "my save",
    ),
    *(
        "the save",
        "regen",
        "wonderkid",
        "fantasy football",
        "fantasy premier league",
        "ultimate team",
        "patreon",
        "difficulty",
    ),
    *(
        "sports interactive",
        "fm22",
        "fm23",
        "fm24",
        "fm25",
        "fm26",
        "fm 2",
        "fifa 2",
        "pro evolution",
        "tactic download",
    ),
    *(
        "editor file",
        "playthrough",
        "game engine",
        "in-game",
        "virtual season",
        "gamepad",
        "playstation",
        "xbox",
        "save game",
    ),
)
_FORECAST: Final = (
    "our model",
    "simulations",
    "supercomputer",
    "predicted table",
    "predicted finish",
    "projected",
    "predicted final",
)
_YOUTH: Final = re.compile(
    r"\b(?:under-?\s?\d\ds?|under-Ns?|u\d\ds?|youth (?:team|cup|side|league)|academy (?:side|team)"
    r"|reserves?|junior (?:side|team)|second string|b-team)\b"
)
_HEAD_TO_HEAD: Final = re.compile(
    r"\b(?:head-to-head|meetings? (?:with|between)|previous meetings|against (?:M(?!'s)|him)|visits? to"
    r"|against the same|encounters with|faced (?:M|C) N|between the (?:two|sides|teams)"
    r"|N times before|against C (?:in|since|at)|(?:derbies|derby matches))\b"
)


def may_be_football(text: str) -> bool:
    """Whether a text has words of football enough to be read at all: the cheap test before all others."""
    if len(text) < _SHORT:
        return True
    found = 0
    for word in _SIGNS:
        if word in text:
            found += 1
            if found == _ENOUGH:
                return True
    return False


_SHORT: Final = 700
_ENOUGH: Final = 3
_SIGNS: Final = (
    *(
        "League",
        "season",
        "manager",
        "coach",
        " boss",
        "goal",
        "champion",
        "title",
        "match",
        "points",
        "Cup",
        "relegat",
    ),
    *("promot", "football", "Bundesliga", "Liga", "Serie A", "Ligue", "sacked", "appointed", "tournament", "soccer"),
    *("Coach", "Points", "Goals", "Manager", "fixtures"),
)


def of_article(text: str) -> str | None:
    """Return why nothing in an article (in small letters) counts: another sport, a video game; None for football."""
    if sum(phrase in text for phrase in _GAME) >= 2:
        return "a game or a simulation, not football that was played"
    sports = sum(text.count(phrase) for phrase in _OTHER_SPORTS)
    soccer = 0
    for word in _WORD.findall(text):
        sports += word in _OTHER_SPORT
        soccer += word in _SOCCER
    if sports >= _FEW and sports > soccer:
        return "another sport"
    return None


_WORD: Final = re.compile(r"[a-z0-9][a-z0-9-]+")
_FEW: Final = 3
"""So many words of another sport may stand in an article on football."""


def is_forecast(text: str) -> bool:
    """Whether an article's numbers (in small letters) are a model's."""
    return sum(text.count(phrase) for phrase in _FORECAST) >= 2


def of_candidate(candidate: Candidate, scene: Scene) -> str | None:
    """Return why a phrase is not asserted, None where it is."""
    sentence = scene.tagged.sentence
    code = scene.tagged.code
    if sentence.quoted and sentence.in_quote(scene.tagged.offset(candidate.start)):
        return "somebody's words"
    if sentence.text.rstrip().endswith("?") and sentence.kind is not Kind.TITLE:
        lead_in = max(code.rfind(sign) for sign in (": ", " – ", " — ", "; "))
        if lead_in < candidate.end:
            return "a question"
    before = code[max(0, candidate.start - 90) : candidate.start]
    clause = _clause(before)
    if candidate.family == "run":
        clause = clause.replace("not won", "")
    won_first = candidate.family == "title" and _FIRST_TO_WIN.search(before) is not None
    if _HYPOTHETICAL.search(clause + " ") and not won_first and not _past_perfect(clause):
        return "hoped, forecast or conditional"
    if candidate.family == "title" and re.search(r"\b(?:to|or) $", before) and not _FIRST_TO_WIN.search(before):
        return "an aim, not a title won"
    if candidate.family in ("counts", "position", "run") and _YOUTH.search(code):
        return "a youth team's"
    if (
        candidate.family == "counts"
        and candidate.rule not in ("wins-losses-draws", "coded record")
        and _PLAYER.search(code)
    ):
        subject = [r for r in scene.refs if r.at < candidate.end and (r.club or r.manager) and not r.rival]
        fields = {fact.field for fact in candidate.facts}
        if not subject or subject[-1].club is None or fields <= {"matches", "goals_for"}:
            return "a player's numbers"
    if candidate.family in ("title", "round") and (
        _AS_PLAYER.search(clause) or _AS_PLAYER.match(code, candidate.end, candidate.end + 45)
    ):
        return "a player's honours"
    if candidate.family in ("counts", "run") and _HEAD_TO_HEAD.search(
        code[max(0, candidate.start - 40) : candidate.end + 50]
    ):
        return "a head-to-head record"
    return None


_PAST_MODAL: Final = re.compile(
    r"\b(?:would (?:go on to|later|eventually|end up|finish|win|lead)|would be|will be remembered)\b"
)


def _past_perfect(clause: str) -> bool:
    return _PAST_MODAL.search(clause) is not None and "if" not in clause.split()


def _clause(before: str) -> str:
    parts = re.split(
        r"[,;:–—]| but | and (?=[a-z]+ed )| although | though | because | after | when | where | which ", before
    )
    return parts[-1]
