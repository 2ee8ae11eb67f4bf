"""`gaffer quarantine`: what could not be read or breaks a rule, by rule, with the words and the remedy."""

from itertools import groupby
from pathlib import Path

from rich.text import Text

from pipelines.commands import show
from pipelines.home import Home
from pipelines.warehouse import reading

QUERY = """
select rule, stage, reason, remedy, drop_id, place, record_id, quote, claim_id
from quarantine
where rule = coalesce($rule, rule)
order by rule, drop_id, place, record_id, quarantine_id
"""


def quarantine(home: Path | None, rule: str | None) -> int:
    """Print the quarantine of the published warehouse; return the exit code."""
    rows = reading.query(Home.find(home), QUERY, {"rule": rule}).rows
    if not rows:
        nothing = "The quarantine is empty." if rule is None else f"Nothing in quarantine breaks {rule}."
        show.console.print(nothing, markup=False)
        return 0
    for name, group in groupby(rows, key=lambda row: row[0]):
        entries = list(group)
        show.console.print(Text(f"{name} ({len(entries)})", style="bold"))
        for _, stage, reason, remedy, drop_id, place, record_id, quote, claim_id in entries:
            where = record_id or "/".join(part for part in (drop_id, place) if part) or stage
            show.console.print(Text(f"  {where}", style="cyan"))
            show.console.print(Text(f"    {reason}"))
            if quote:
                show.console.print(Text(f"    “{show.shortened(quote)}”", style="italic"))
            remedy_for_it = remedy.replace("CLAIM", claim_id) if claim_id else remedy
            show.console.print(Text(f"    → {remedy_for_it}", style="green"))
    return 0
