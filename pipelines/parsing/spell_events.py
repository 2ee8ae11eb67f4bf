"""Dates and exits of spells that other phrases tell of: an event without its own phrase, "was gone by June".

Only what is missing of a spell is added, and only where the year goes with what is known of it. Phrases that make a spell
belong in `spell_phrases`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from pipelines.parsing import spell_dates
from pipelines.parsing.dates import When
from pipelines.parsing.discourse import Ref, Scene
from pipelines.parsing.gazetteer import Gazetteer
from pipelines.parsing.tenures import Report

_DEPARTED: Final = re.compile(
    r"\b(?P<sacked>sacked|dismissed|fired|axed|ousted|shown the door|given the boot|let go|let (?:him|her|M) go|cut loose"
    r"|relieved of|dispensed with|paid off|the sack|the axe|turned out|showed (?:him|her|M) out|got rid of)\b"
    r"|\b(?P<mutual_consent>by mutual (?:consent|agreement)|parted by agreement|the parties separated)\b"
    r"|\b(?P<resigned>resign(?:ed|s)|stepp?(?:ed|s) (?:down|aside)|stood down|walked (?:out|away)|quits?|gave up the job)\b"
    r"|\b(?P<retired>retire[ds]?)\b"
    r"|\b(?P<moved>(?:left|departed|went|lured away|poached|away) (?:for|to|by) (?:the )?C|moved (?:on )?to (?:the )?C)\b"
    r"|\b(?P<gone>left(?! (?:it|them|him|his|out|with|us|no|N|to))|leaves|departed|was gone|has gone|gone|made way|bowed out"
    r"|went(?= (?:in|on|last|by|D|Y)\b|[,.;]|$)"
    r"|exit|departure|lasted|stayed|was over|ended|said (?:his|her) goodbyes)\b"
)
_CAME: Final = re.compile(
    r"\b(?:appointed|hired|unveiled|installed|took (?:over|charge|the (?:job|team|reins))|taken (?:over|on)|arriv(?:ed|es|ing)"
    r"|came(?! (?:O|N|close|back from|from behind|up|down|to nothing))|joined|named|given the (?:job|reins)|promoted (?:from|to)"
    r"|inherited|picked up|got (?:here|the job)|got there|came in|recruited|recalled|walked into|took (?:him|her) on|was born"
    r"|appointment|arrival|in charge since|in the job since|coach since|manager since|boss since|there since|here since)\b"
)
_UNREAL: Final = re.compile(
    r"\b(?:could|might|may|would|should|if|not|never|linked|expected to|set to|will be|wants? to|almost|nearly|contract until)\b"
)
_LONGEST: Final = 110
"""So far before an event its subject may stand."""


def read(scenes: Sequence[Scene], reports: Iterable[Report], gazetteer: Gazetteer, published_on: date) -> list[Report]:
    """Return dates and exits of spells told elsewhere, where nothing gives them."""
    told: dict[str, dict[str, list[Report]]] = {}
    for report in reports:
        told.setdefault(report.manager, {}).setdefault(report.club, []).append(report)
    found: list[Report] = []
    for number, scene in enumerate(scenes):
        code = scene.tagged.code
        for pattern, over in ((_DEPARTED, True), (_CAME, False)):
            for match in pattern.finditer(code):
                event = _event(match, over, number, scene, told, gazetteer, published_on)
                if event is not None:
                    found.append(event)
                    told[event.manager][event.club].append(event)
    return found


def _event(
    match: re.Match[str],
    over: bool,
    number: int,
    scene: Scene,
    told: dict[str, dict[str, list[Report]]],
    gazetteer: Gazetteer,
    published_on: date,
) -> Report | None:
    code = scene.tagged.code
    start, end = match.span()
    if scene.tagged.sentence.in_quote(scene.tagged.offset(start)) or _UNREAL.search(code, max(0, start - 35), end):
        return None
    who = _whose(scene, start, end)
    if who is None or who.manager not in told:
        return None
    when, until, place = spell_dates.of_phrase(code, scene, start, end, published_on, "sacked" if over else "appointed")
    if when is not None and when.iso() > published_on.isoformat()[: len(when.iso())]:
        when = None
    exit_said = match.lastgroup if over and match.lastgroup != "gone" else None
    if when is None and exit_said is None:
        return None
    club = _club(str(who.manager), when, over, scene, end, told[str(who.manager)], gazetteer)
    if club is None:
        return None
    mine = told[str(who.manager)][club]
    if over and (any(r.status == "current" for r in mine) or _goes_on(str(who.manager), club, gazetteer, published_on)):
        return None
    report = Report(str(who.manager), club, "event", number, start, end, manager_ref=who)
    if over:
        if when is not None and not any(r.ended for r in mine):
            report.ended, report.end_place = when, place
        if exit_said is not None and not any(r.exit for r in mine):
            report.exit, report.exit_place = exit_said, (start, end)
        report.status = "ended"
        return report if report.ended or report.exit else None
    if when is None or until is not None or any(r.began for r in mine):
        return None
    report.began, report.date_place = when, place
    return report


def _goes_on(manager: str, club: str, gazetteer: Gazetteer, published_on: date) -> bool:
    """Whether a spell is known to go on after the year of publication."""
    return any(
        spell.start <= published_on.year and (spell.end is None or spell.end > published_on.year)
        for spell in gazetteer.spells_at(manager, club)
    )


def _whose(scene: Scene, start: int, end: int) -> Ref | None:
    """Return whom an event is of: the manager within it or just behind, else the last before, else who is spoken of."""
    code = scene.tagged.code
    within = [r for r in scene.refs if r.manager and start <= r.at < end]
    if within:
        return within[0]
    behind = [r for r in scene.refs if r.manager and end < r.at <= end + 4]
    if behind:
        return behind[0]
    before = [r for r in scene.refs if r.manager and r.end <= start and not r.oblique]
    if before:
        last = before[-1]
        others = [
            r
            for r in scene.refs
            if r.manager and r.oblique and r.manager != last.manager and start - 70 < r.end <= start
        ]
        return last if start - last.end <= _LONGEST and not others else None
    if (
        scene.manager
        and start < 12
        and not any(r.club and r.at < start for r in scene.refs)
        and "P" not in code[:start]
    ):
        return Ref(start, start, scene.manager, None, "previous sentence")
    return None


def _club(
    manager: str,
    when: When | None,
    over: bool,
    scene: Scene,
    end: int,
    mine: dict[str, list[Report]],
    gazetteer: Gazetteer,
) -> str | None:
    """Return at which of his clubs an event was: one it names, or one that it fits."""

    def fits(club: str) -> bool:
        spells = gazetteer.spells_at(manager, club)
        if when is None or not spells:
            return True
        return any((spell.end if over else spell.start) == when.year for spell in spells)

    named = [r.club for r in scene.refs if r.club in mine and 0 <= r.at - end < 30 and not r.rival]
    if named:
        return named[0] if fits(str(named[0])) else None
    spoken = [c for c in (scene.club_of.get(manager), scene.club) if c in mine]
    options = [club for club in mine if fits(club)]
    sure = [club for club in options if when is not None and gazetteer.spells_at(manager, club)]
    if len(sure) == 1:
        return sure[0]
    for club in spoken:
        if club in options:
            return club
    return options[0] if len(options) == 1 and len(mine) == 1 else None
