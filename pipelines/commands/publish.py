"""`gaffer publish` and `gaffer rollback`: the builds, one that a check has blocked, and the way back."""

from datetime import UTC, datetime
from pathlib import Path

from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.warehouse import publishing


def publish(home: Path | None, accept: str | None, build: str | None) -> int:
    """Print the builds; with a reason, publish a blocked one. Return the exit code."""
    folder = Home.find(home)
    if accept is None:
        if build is not None:
            raise GafferError(f'give a reason to publish {build}: gaffer publish --accept "reason" --build {build}')
        print_builds(folder)
        return 0
    done = publishing.publish_kept(folder, accept=accept, build_id=build, published_at=datetime.now(UTC))
    show.console.print(f"published {done.build_id} (accepted: {accept})", markup=False)
    return 0


def rollback(home: Path | None, build: str | None) -> int:
    """Point the warehouse to an earlier build; return the exit code."""
    done = publishing.rollback(Home.find(home), build, published_at=datetime.now(UTC))
    show.console.print(f"the warehouse is now {done.build_id}; it was {done.previous}")
    return 0


def print_builds(home: Home) -> None:
    """Print the kept builds, newest first, with the checks that blocked them."""
    builds = publishing.builds(home)
    if not builds:
        show.console.print("There is no build yet: gaffer run makes one.")
        return
    shown = publishing.current(home)
    rows = [
        (
            "→" if shown and build.build_id == shown.build_id else "",
            build.build_id,
            build.state,
            build.counts.get("season_records"),
            build.counts.get("claims"),
            ", ".join(check.name for check in build.failed),
        )
        for build in builds
    ]
    types = ("varchar", "varchar", "varchar", "bigint", "bigint", "varchar")
    show.table(("", "build", "state", "season records", "claims", "blocked by"), types, rows)
