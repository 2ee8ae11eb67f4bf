"""`gaffer report`: the static site, written from the published warehouse."""

from pathlib import Path

from pipelines.commands import show
from pipelines.home import Home
from pipelines.report import site


def report(home: Path | None, *, full_text: bool) -> int:
    """Write the site and say where it is; return the exit code."""
    written = site.write(Home.find(home), full_text=full_text)
    show.console.print(
        f"{written.pages} pages of build {written.build_id}: {written.folder / 'index.html'}", soft_wrap=True
    )
    return 0
