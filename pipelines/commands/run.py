"""`gaffer run`: the whole job in one process, with progress.

Takes the home's lock, finds what is new, and runs Dagster in this process only if something is.
"""

from contextlib import suppress
from pathlib import Path

from pipelines import dagster_home, steps
from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.lock import Holder, hold
from pipelines.warehouse import publishing, reading, sharing
from pipelines.warehouse.sharing import SharingError

PUBLISHED, BLOCKED = 0, 1

SUMMARY = """
select
    (select count(*) from drops) as drops,
    (select count(*) from articles) as articles,
    (select count(*) from claims) as claims,
    (select count(*) from season_records) as season_records,
    (select count(*) from tenures) as tenures,
    (select count(*) from season_records where verification = 'confirmed') as confirmed,
    (select count(*) from season_records where verification = 'contradicted') as contradicted,
    (select count(*) from quarantine) as quarantined
"""


def run(home: Path | None, inbox: Path | None, *, wait: bool) -> int:
    """Run the pipeline over all that is stale; return the exit code."""
    folder = Home.find(home).prepare()
    drops_folder = inbox.absolute() if inbox else folder.inbox
    if not drops_folder.is_dir():
        raise GafferError(f"{drops_folder} is no folder: --inbox takes the folder that holds the drops")
    with hold(folder, doing="gaffer run", wait=wait, on_wait=say_who):
        work = steps.find_work(folder, drops_folder)
        for held_back in work.held_back:
            show.console.print(f"{held_back.name}: {held_back.reason}", style="dim", markup=False, highlight=False)
        if not work.stale and steps.is_up_to_date(folder):
            show.console.print("Nothing new: the warehouse is up to date.")
            share_again(folder)
            return PUBLISHED
        show.console.print(f"To do: {work.as_words()}.", highlight=False)
        dagster_home.prepare(folder)
        from pipelines.commands.in_process import run_pipeline

        before = publishing.current(folder)
        failure = run_pipeline(folder, drops_folder, [drop.drop_id for drop in work.stale])
        if failure:
            outcome = "Not published" if publishing.current(folder) == before else "Published, but not finished"
            show.errors.print(f"{outcome}: {failure}", style="red", markup=False, highlight=False)
            return BLOCKED
        print_summary(folder)
        say_whether_shared(folder)
    return PUBLISHED


def share_again(home: Home) -> None:
    """Share what is published, if the last time has failed or a DuckLake is newly set up."""
    if not sharing.is_shared(home):
        with suppress(SharingError):  # it is written down, and said
            steps.share(home)
        say_whether_shared(home)


def say_whether_shared(home: Home) -> None:
    """Say as which snapshot of the team's DuckLake the warehouse is shared, or why it is not."""
    last = sharing.last_shared(home) if sharing.is_set_up(home) else None
    if last and last.error:
        show.errors.print(f"{last.error} (gaffer share tries again)", style="yellow", markup=False, highlight=False)
    elif last:
        show.console.print(f"Shared with the team: snapshot {last.snapshot}.", highlight=False)


def say_who(holder: Holder | None) -> None:
    """Say for whom this process waits."""
    show.errors.print(f"waiting for {holder or 'another process'}", style="yellow", markup=False, highlight=False)


def print_summary(home: Home) -> None:
    """Print what the published warehouse holds, and where to go on."""
    result = reading.query(home, SUMMARY)
    shown = publishing.current(home)
    show.table(result.columns, result.types, result.rows, title=f"Published {shown.build_id if shown else ''}")
    quarantined = result.rows[0][-1]
    if quarantined:
        show.console.print(f"{quarantined} in quarantine: gaffer quarantine shows them.", highlight=False)
