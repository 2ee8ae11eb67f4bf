"""`gaffer review`: what an editor should decide, with examples, and the line of judgements.csv that decides it."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.text import Text

from pipelines import steps
from pipelines.commands import show
from pipelines.home import Home
from pipelines.records.judgements import COLUMNS, line


def review(home: Path | None, limit: int) -> int:
    """Print the most frequent names to decide on (`limit` of them, 0 for all) and contradicted records."""
    folder = Home.find(home)
    found = steps.review(folder)
    if found.names.is_empty() and found.records.is_empty():
        show.console.print("Nothing to decide: every name is known, and no record contradicts a table.")
        return 0
    names = found.names.head(limit) if limit else found.names
    if not names.is_empty():
        print_names(names.rows(named=True), found.names.height)
    if not found.records.is_empty():
        print_records(found.records.rows(named=True))
    show.console.print(
        Text(f"\nThe lines belong into {folder.judgements}, under the head {','.join(COLUMNS)}", style="dim")
    )
    return 0


def print_names(rows: list[dict[str, Any]], total: int) -> None:
    """Print the names: a table, then for each the sentence and what can be decided."""
    title = f"{total} names to decide on" + (f", the {len(rows)} most frequent" if len(rows) < total else "")
    cells = [(row["why"], row["kind"], row["name"], row["n_claims"], row["n_articles"]) for row in rows]
    kinds = ("varchar", "varchar", "varchar", "bigint", "bigint")
    show.table(("", "kind", "name", "claims", "articles"), kinds, cells, title)
    for row in rows:
        show.console.print(Text(f"{row['kind']} {row['name']} ({row['why']})", style="bold"))
        show.console.print(Text(f"  “{show.shortened(row['sentence'])}”", style="italic"))
        for line_of_file in lines_for(row):
            show.console.print(Text(f"  → {line_of_file}", style="green"))


def lines_for(row: Mapping[str, Any]) -> list[str]:
    """Return the lines of judgements.csv from which an editor may choose for a name."""
    name = f"{row['kind']}/{row['name']}"
    choices = [judgement("alias", name, candidate) for candidate in row["candidates"]]
    if not choices:
        return [judgement("alias", name, "THE NAME OF WHOM YOU MEAN")]
    return choices if row["why"] == "doubtful" else [*choices, judgement("not-same", name, row["candidates"][0])]


def judgement(kind: str, subject: str, target: str) -> str:
    """Return a line of judgements.csv."""
    return line((date.today().isoformat(), "YOU", kind, subject, target, "WHY")).rstrip()


def print_records(rows: list[dict[str, Any]]) -> None:
    """Print the contradicted records with the claims that state the contradicting values."""
    ids = {row["record_id"] for row in rows}
    show.console.print(Text(f"\n{len(ids)} records that a league table contradicts", style="italic"))
    for (record_id, why), group in groupby(rows, key=lambda row: (row["record_id"], row["why"])):
        show.console.print(Text(f"{record_id}: {why}", style="bold"))
        for row in group:
            show.console.print(Text(f"  {row['field']} {row['value']} ", style="cyan"))
            show.console.print(Text(f"    “{show.shortened(row['sentence'])}”", style="italic"))
            show.console.print(Text(f'    → gaffer reject {row["claim_id"]} --why "…"', style="green"))
