"""`gaffer explain`: a manager's records with the sentences behind them, and the claims against them."""

from itertools import groupby
from pathlib import Path

from rich.text import Text

from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.warehouse import reading
from schemas.identity import plain

MANAGERS = "select manager_id, manager, aliases from managers order by manager_id"
EVIDENCE = """
select r.season, r.club, r.competition, r.status, r.verification, r.verification_reason, r.record_id,
    e.field, e.value, e.kind, e.formula, e.quote, a.source, a.published_on, e.claim_id
from record_evidence as e
inner join season_records as r using (record_id)
left join articles as a using (article_id)
where r.manager_id = $manager_id and r.season = coalesce($season, r.season)
order by r.season, r.club, r.competition, e.field, e.kind, e.evidence_id
"""
AGAINST = """
select c.record_id, c.field, c.value, c.quote, c.reason, a.source, a.published_on, c.claim_id
from claims as c
left join articles as a using (article_id)
where c.manager_id = $manager_id and c.record_id is not null and c.disposition in ('losing', 'quarantined')
order by c.record_id, c.field, c.claim_id
"""
SPELLS = """
select club, role, status, start_from, end_to, exit
from tenures
where manager_id = $manager_id
order by start_from nulls last, club
"""


def explain(home: Path | None, manager: str, season: str | None) -> int:
    """Print the records of a manager, in one season or all, with their evidence; return the exit code."""
    folder = Home.find(home)
    manager_id, name = find_manager(folder, manager)
    show.console.print(Text(name, style="bold underline"))
    if season is None:
        for club, role, status, start, end, way_out in reading.query(folder, SPELLS, {"manager_id": manager_id}).rows:
            years = f"{start.year if start else '?'}–{end.year if end else '' if status == 'current' else '?'}"
            show.console.print(Text(f"  {club} {years} ({', '.join(x for x in (role, status, way_out) if x)})"))
    rows = reading.query(folder, EVIDENCE, {"manager_id": manager_id, "season": season}).rows
    if not rows:
        show.console.print(f"No season record{f' of {season}' if season else ''}.", markup=False)
        return 0
    against: dict[str, list[tuple[object, ...]]] = {}
    for row in reading.query(folder, AGAINST, {"manager_id": manager_id}).rows:
        against.setdefault(row[0], []).append(row)
    for head, group in groupby(rows, key=lambda row: row[:7]):
        print_record(head, list(group), against.get(head[6], []))
    return 0


def find_manager(home: Home, name: str) -> tuple[str, str]:
    """Return id and name of the manager of that name, alias or surname. Raises GafferError if none or several fit."""
    wanted = plain(name)
    rows = reading.query(home, MANAGERS).rows
    exact = [
        (key, full) for key, full, aliases in rows if wanted in {plain(full), *(plain(alias) for alias in aliases)}
    ]
    if not exact:
        exact = [(key, full) for key, full, _ in rows if wanted in plain(full).split()]
    if not exact:
        raise GafferError(f'no manager is called {name}: gaffer sql "from managers" lists them')
    if len(exact) > 1:
        shown = ", ".join(full for _, full in exact[:8])
        raise GafferError(f"{name} may be {shown}{' or others' if len(exact) > 8 else ''}: give the full name")
    return exact[0]


def print_record(head: tuple[object, ...], rows: list[tuple[object, ...]], against: list[tuple[object, ...]]) -> None:
    """Print one record: its key, each value with its sentence or formula, and what speaks against it."""
    season, club, competition, status, verification, reason, _ = head
    title = Text(f"\n{season} {club}, {competition} ", style="bold")
    title.append(f"({status}, {verification}{f': {reason}' if reason else ''})", style="not bold dim")
    show.console.print(title)
    for row in rows:
        field, value, kind, formula, quote, source, published_on, claim_id = row[7:15]
        line = Text(f"  {field} {value} ", style="cyan")
        if kind == "derived":
            line.append(f"derived: {formula}", style="not bold dim")
        else:
            line.append(f"“{quote}”", style="italic")
            line.append(f" {source or 'unknown source'}, {published_on}, claim {claim_id}", style="dim")
        show.console.print(line)
    for _, field, value, quote, why, source, published_on, claim_id in against:
        line = Text(f"  against: {field} {value} ", style="red")
        line.append(f"“{quote}”", style="italic")
        line.append(f" {source or 'unknown source'}, {published_on}, claim {claim_id}: {why}", style="dim")
        show.console.print(line)
