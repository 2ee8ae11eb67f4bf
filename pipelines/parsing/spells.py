"""Spells as head coach that the text asserts: appointments, departures, titles of office, passing possessives.

The phrases of `spell_phrases` give `Report`s: a manager, a club, and what the phrase says of the spell. Reports of one
manager and club are brought together in `tenures`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from pipelines.parsing import spell_dates, tagging
from pipelines.parsing.dates import When
from pipelines.parsing.discourse import Ref, Scene, main_club
from pipelines.parsing.gazetteer import Gazetteer, Manager, Spell
from pipelines.parsing.mentions import Cast
from pipelines.parsing.spell_phrases import (
    ALWAYS,
    EXITS,
    INTERIM,
    NOT_ASSERTED,
    OTHER_JOB,
    PAIRING,
    PATTERNS,
    SAME_EVENTS,
    TRIGGER_WORDS,
)
from pipelines.parsing.tenures import Report


def plain_pairs(tagged: Sequence[tagging.Tagged]) -> dict[str, str]:
    """Return the clubs at which the text plainly puts managers ("C boss M", "M's C"), the first for each manager."""
    pairs: dict[str, str] = {}
    for one in tagged:
        code = one.code
        if "M" not in code or "C" not in code:
            continue
        for name, pattern in PAIRING:
            for match in pattern.finditer(code):
                before = code[max(0, match.start() - 12) : match.start()]
                if name != "apposition" and re.search(r"(?:former|ex|then|old|previous|one-time)[ -]$", before):
                    continue
                if re.search(r"former|previously|formerly|once|then", match.group()):
                    continue
                manager, club = one.atoms[match.start("m")].value.name, one.atoms[match.start("c")].value.name
                pairs.setdefault(manager, club)
    return pairs


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
        wanted = ALWAYS
        for _, patterns in TRIGGER_WORDS.iter(code):
            wanted |= patterns
        for place, (name, pattern) in enumerate(PATTERNS):
            if not wanted >> place & 1:
                continue
            for match in pattern.finditer(code):
                if name in _NEIGHBOURS:
                    reports += _neighbours(name, match, number, scene, cast, gazetteer)
                    continue
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
        "began in passing",
        "ended in passing",
    ):
        manager_ref = _left_manager(scene, start)
        if manager_ref is None and name in ("clubs managed", "began in passing", "ended in passing") and scene.manager:
            manager_ref = Ref(start, start, scene.manager, None, "previous sentence")
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
        if NOT_ASSERTED.search(code[max(0, start - 30) : end]) and name not in ("sack", "sacked", "leave", "replace"):
            return []
        if re.search(
            r"\b(?:could|might|may|would|should|if|to be|not|never|linked|expected to|set to|will be|wants? to)\b",
            code[max(0, start - 30) : end],
        ) and (
            name in ("sack", "sacked", "replace", "replaced by")
            or (name == "leave" and not re.search(r"\b(?:he|M) (?:will|would) ", code[start : end + 20]))
        ):
            return []
    if OTHER_JOB.search(left) or (name in ("office", "office alone") and OTHER_JOB.search(text[: text.rfind("M")])):
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
    where = [ref for ref in scene.refs if ref.club and ref.end <= start + 6 and code.startswith("where", ref.at)]
    if not clubs and where and start - where[-1].at < 40:
        clubs = where[-1:]
    if not clubs:
        club = _club_without_name(name, manager, scene, cast, gazetteer, published_on, _here(scenes, number))
        if club is None:
            return []
        clubs = [Ref(start, start, None, club, "previous sentence")]
    reports = []
    for ref in clubs:
        report = Report(manager, str(ref.club), name, number, start, end, manager_ref=manager_ref, club_ref=ref)
        _say(report, name, match, scene, published_on, clause, left)
        if name == "sacked" and said in SAME_EVENTS and report.exit is None:
            report.exit, report.exit_place = "sacked", (start, end)
        if ref.end <= ref.at:
            _by_year(report, manager, gazetteer)
        if (
            report.began is None
            and report.ended is None
            and report.status != "agreed"
            and not (name == "interim office" and report.status)
        ):
            news = spell_dates.of_news(report, name, code, number, scenes, published_on)
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


_PROSPECTIVE: Final = re.compile(
    r"\b(?:believed|considered|seen|viewed|regarded|tipped|touted|mooted|linked|favourites?|could|would|may|might|as|find"
    r"|seek|search|natural|potential|possible|likely|preferred|future|prospective|logical|ideal|obvious|worthy)\b"
)
"""Words that make somebody's successor one who may be, so that the other is still there."""
_NEIGHBOURS: Final = frozenset(
    ("his predecessor", "in succession to", "his successor", "successor of", "dates of", "went in list")
)


def _neighbours(
    name: str, match: re.Match[str], number: int, scene: Scene, cast: Cast, gazetteer: Gazetteer
) -> list[Report]:
    """Return what a phrase says that names the man before or after another, or puts dates or a club beside a name."""
    start, end = match.span()
    if scene.tagged.sentence.in_quote(scene.tagged.offset(start)):
        return []
    ref = _ref_at(scene, match.start("m"), match.end("m"))
    if ref is None or ref.manager is None:
        return []
    if name == "successor of" and _PROSPECTIVE.search(scene.tagged.code, max(0, start - 60), end):
        return []
    report = Report(ref.manager, "", name, number, start, end, manager_ref=ref)
    if name == "went in list":
        club = _ref_at(scene, match.start("c"))
        when = scene.tagged.atoms[match.start("d")].value
        if club is None or club.club is None:
            return []
        report.club, report.club_ref, report.status = club.club, club, "ended"
        report.ended, report.end_place = when, (match.start("d"), match.end("d"))
        return [report]
    if name == "dates of":
        place = scene.club or main_club(cast)
        if place is None or (
            not gazetteer.spells_at(ref.manager, place) and cast.managers.get(ref.manager) is not None
        ):
            return []
        years = [a.value for at, a in sorted(scene.tagged.atoms.items()) if match.start("d") <= at < match.end("d")]
        first, last = years[0] if isinstance(years[0], tuple) else (years[0], years[-1])
        report.club, report.status = place, "ended"
        report.club_ref = Ref(start, start, None, place, "previous sentence")
        report.began, report.ended = When(first), When(last)
        report.date_place = report.end_place = (match.start("d"), match.end("d"))
        return [report]
    others = [r for r in scene.refs if r.manager and r.manager != ref.manager and not r.oblique]
    other = others[0].manager if others else scene.manager if scene.manager != ref.manager else None
    club = next((r for r in scene.refs if r.club and not r.rival and r.at > end and r.at - end < 25), None)
    where = club.club if club else None
    if where is None:
        candidates = [scene.club_of.get(other) if other else None, scene.club, main_club(cast)]
        known = [c for c in candidates if c and gazetteer.spells_at(ref.manager, c)]
        where = next(iter(known), None) or (
            next((c for c in candidates if c), None) if cast.managers.get(ref.manager) is None else None
        )
    if where is None or other is None:
        return []
    report.club = where
    report.club_ref = club or Ref(start, start, None, where, "previous sentence")
    report.status = None if name == "his successor" else "ended"
    return [report]


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
    "his time as caretaker": "interim office",
    "his appointment": "appointed",
    "began in passing": "appointed",
    "ended in passing": "sacked",
    **{name: same for name, same in SAME_EVENTS.items() if same != name},
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
        "was boss",
        "contract",
        "had",
        "announced will",
        "joint bosses",
        "office",
    )
)


def _club_without_name(
    name: str,
    manager: str,
    scene: Scene,
    cast: Cast,
    gazetteer: Gazetteer,
    published_on: date,
    here: str | None,
) -> str | None:
    """Return the club of a phrase that names none; `here` is the club of its paragraph."""
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
    if cast.managers.get(manager) is None:
        if name == "interim office":
            ahead = [
                r for r in scene.refs if r.club and not r.rival and not r.manager and r.at < 20 and r.how != "pronoun"
            ]
            return (ahead[0].club if ahead else None) or here or main or cast.first_club or focus
        if here is not None and not clubs:
            return here
        if main is not None and not clubs and not scene.heading:
            return main
        if clubs:
            return clubs[0]
    if main is not None and not clubs and gazetteer.spells_at(manager, main):
        return main
    if focus and (cast.managers.get(manager) is None or gazetteer.spells_at(manager, focus)):
        return focus
    known = _by_reference(manager, cast, published_on)
    if known:
        return known
    return focus if name in ("interim office", "take over", "appointed", "replace") else None


def _here(scenes: Sequence[Scene], number: int) -> str | None:
    """Return the club of which the paragraph has spoken so far: the one in focus, if it was named there."""
    scene = scenes[number]
    for before in reversed(scenes[max(0, number - 6) : number]):
        if before.tagged.sentence.paragraph != scene.tagged.sentence.paragraph and not before.heading:
            return None
        if any(ref.club == scene.club and not ref.rival for ref in before.refs):
            return scene.club
        if before.heading:
            return None
    return None


def _by_reference(manager: str, cast: Cast, published_on: date) -> str | None:
    known = cast.managers.get(manager)
    if known is None:
        return None
    clubs = [s.club for s in known.spells if s.covers(published_on.year) and s.club in cast.clubs]
    return clubs[-1] if clubs else None


_PAST_INTERIM: Final = re.compile(
    r"\b(?:his|her) |\b(?:minded|filled in|stood in|stepped in|looked after|kept the seat|held the fort)\b"
)


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
    interim = (
        name == "interim office"
        or INTERIM.search(text) is not None
        or (
            name in ("take over", "appointed", "interim office", "replace", "become", "appoint")
            and INTERIM.search(code[end : end + 70]) is not None
        )
    )
    if interim and not re.search(r"\b(?:permanent|full-time)\b", code[start : end + 60]):
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
                r"end of (?:the|this) (?:season|campaign)|this summer|next (?:season|term)|in the summer|when his contract",
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
        elif name == "interim office":
            report.status = "ended" if _PAST_INTERIM.search(text) else None
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
        and spell_dates.COMING.search(code[end : end + 45])
        and re.search(r"\b(?:takes|moves|will)\b", text)
    ):
        report.status = "agreed"
    if name == "begins work":
        report.status = "agreed"
    if name in ("was boss", "contract"):
        report.status = "ended"
    if name == "contract":
        report.exit, report.exit_place = "contract_expired", (start, end)
    if name == "had":
        report.status = "current"
    if name in ("possessive", "possessive side", "possessive leaders", "and his side"):
        years = [a.value if a.code == "Y" else int(a.value[:4]) for a in scene.tagged.atoms.values() if a.code in "YS"]
        if years and max(years) < published_on.year - 1:
            report.status = "ended"
        elif not years and not re.search(r"\b(?:had|were|was) ", code[max(0, start - 30) : end + 40]):
            report.passing = True
    if name in ("possessive leaders", "and his side", "under alone"):
        return
    when, until, place = spell_dates.of_phrase(code, scene, start, end, published_on, name)
    if name in ("sack", "sacked", "sacking of", "his sacking", "leave", "leaving"):
        if (
            when is not None
            and (name != "leaving" or (place is not None and place[1] - place[0] > 3))
            and report.status != "current"
        ):
            report.ended, report.end_place = when, place
        words = code[max(0, start - 15) : end + 50]
        for value, pattern in EXITS:
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
            when = spell_dates.coming(when, published_on)
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


def known(
    scenes: Sequence[Scene], reports: Iterable[Report], cast: Cast, gazetteer: Gazetteer, published_on: date
) -> list[Report]:
    """Return spells that common knowledge sees in a text: a manager beside a club that was his, or is at publication.

    Only where no phrase says anything of the two; the words are the mention of the manager.
    """
    main = main_club(cast)
    reports = list(reports)
    told = {(report.manager, report.club) for report in reports}
    settled = {report.club for report in reports if report.status is not None or report.passing}
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
            if main is not None and named:
                pairs.append((main, None, None))
            if scene.club and not clubs and not ref.oblique and ref.at < 12 and named:
                pairs.append((scene.club, None, None))
            for spell in manager.spells if named else ():
                if spell.club in cast.clubs and spell.start < published_on.year and spell.end in (None, *_LATER):
                    firm = (
                        spell.end is None
                        or spell.end > published_on.year
                        or (spell.end == published_on.year and published_on.month <= 5)
                    )
                    if firm:
                        pairs.append((spell.club, None, "current"))
            for club, place, status in pairs:
                if (manager.name, club) in told or (manager.name, club) in seen:
                    continue
                fresh = not any(s.start < published_on.year for s in gazetteer.spells_at(manager.name, club))
                if (
                    status is None
                    and fresh
                    and (
                        club in settled
                        or NOT_ASSERTED.search(scene.tagged.code)
                        or not any(_begun(s, manager, published_on) for s in gazetteer.spells_at(manager.name, club))
                    )
                ):
                    continue
                seen.add((manager.name, club))
                report = Report(manager.name, club, "common knowledge", number, ref.at, ref.end, status=status)
                report.manager_ref, report.club_ref = ref, place
                found.append(report)
    return found


def _begun(spell: Spell, manager: Manager, published_on: date) -> bool:
    """Whether a spell had begun at publication by reference, which gives years only."""
    if spell.start != published_on.year:
        return spell.start < published_on.year
    elsewhere = any(s.club != spell.club and s.covers(spell.start) for s in manager.spells)
    return published_on.month >= 8 or (not elsewhere and published_on.month > 1)


_NEAR: Final = 60
_LATER: Final = tuple(range(1900, 2100))
