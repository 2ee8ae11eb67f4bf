"""`gaffer poll`: fetch what is new in the feeds into the inbox."""

from pathlib import Path

from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.sources.polling.polls import poll as poll_feeds

DONE, SOME_FAILED = 0, 1


def poll(home: Path | None, feed: str | None) -> int:
    """Poll the feeds of a home, or one of them; return 0, or 1 if one has failed."""
    folder = Home.find(home).prepare()
    if not folder.feeds_file.exists():
        raise GafferError(f"{folder.feeds_file} is missing: it lists the feeds. docs/feeds.md has an example.")
    done = poll_feeds(folder, only=feed)
    for report in done.reports:
        parts = [f"{report.name}: {report.outcome}"]
        parts += [f"{report.new} new"] if report.new else []
        parts += [f"{report.failed} pages failed"] if report.failed else []
        parts += [f"{report.left} left for the next poll"] if report.left else []
        parts += [report.problem] if report.problem else []
        show.console.print(", ".join(parts), markup=False, highlight=False)
    if done.drop:
        show.console.print(f"In the inbox: {done.drop}. gaffer run reads it.", markup=False, highlight=False)
    return SOME_FAILED if any(report.outcome == "failed" for report in done.reports) else DONE
