"""`gaffer reject` and `gaffer forget`: what an editor takes out, a claim by a judgement, an article or drop for good."""

import getpass
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from pipelines import lake, steps
from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home

NEXT = "`gaffer run` brings it into the warehouse."


def reject(home: Path | None, claim_id: str, why: str, by: str | None) -> int:
    """Write into judgements.csv that a claim is wrong; return the exit code."""
    folder = Home.find(home)
    claim = steps.reject_claim(folder, claim_id, why=why, by=by or getpass.getuser(), on=date.today())
    if claim is None:
        show.console.print(f"{claim_id} was rejected before; {folder.judgements} stays as it is.", markup=False)
        return 0
    about = ", ".join(claim[name] for name in ("manager", "club", "season") if claim[name])
    show.console.print(f"Rejected {claim['field']} {claim['value']} of {about or 'nobody'}:", markup=False)
    show.console.print(f"  “{show.shortened(claim['quote'])}”", markup=False)
    show.console.print(f"Written into {folder.judgements}. {NEXT}", markup=False)
    return 0


def forget(home: Path | None, what: str, why: str, *, yes: bool, readmit: bool) -> int:
    """Take a drop or an article out of the lake and keep it out, or let it in again; return the exit code."""
    folder = Home.find(home)
    if readmit:
        lake.readmit(folder, what)
        show.console.print(
            f"{what} may come in again: the next `gaffer run` reads it, if the inbox has it.", markup=False
        )
        return 0
    found = lake.find(folder, what)
    if not yes:
        confirm(found)
    entry = lake.forget(folder, what, when=datetime.now(UTC), why=why)
    show.console.print(f"Forgot the {entry.kind} {entry.id}; it is kept out. {NEXT}", markup=False)
    show.console.print(
        "Builds that are kept still hold it. To let it in again: gaffer forget --readmit " + what, markup=False
    )
    return 0


def confirm(found: lake.Found) -> None:
    """Ask whether to go on; raise GafferError where the answer is no or nobody can be asked."""
    print(found.as_words(), file=sys.stderr)
    if not sys.stdin.isatty():
        raise GafferError("nobody is there to confirm that: give --yes.")
    if not click.confirm("Take it out, and keep it out?", err=True):
        raise GafferError("nothing was taken out.")
