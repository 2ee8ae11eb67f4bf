"""`gaffer share`: the published warehouse into the team's DuckLake, now."""

from pathlib import Path

from pipelines import steps
from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home


def share(home: Path | None) -> int:
    """Share the published warehouse and say as which snapshot; return the exit code."""
    folder = Home.find(home).prepare()
    done = steps.share(folder)
    if done is None:
        raise GafferError(f"no DuckLake is set up: name one in {folder.settings_file}, under [team] (docs/team.md)")
    words = f"Shared {done.build_id}: snapshot {done.snapshot}" + (f", {done.expired} expired" if done.expired else "")
    show.console.print(words, markup=False, highlight=False)
    return 0
