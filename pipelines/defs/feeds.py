"""Asset `sources/feeds`: the feeds as last polled; its schedule, and the check that they are fresh."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import dagster as dg

from pipelines.defs.resources import HomeResource
from pipelines.defs.specs import FEEDS, OWNER
from pipelines.sources.polling.feed_list import FeedList
from pipelines.sources.polling.polls import poll, stale_feeds

POLL_TAGS: Final = {"gaffer/started-by": "feeds", "gaffer/polls": "feeds"}
"""Not `gaffer/writes`: a poll only adds a drop, and may go on beside a run."""


@dg.asset(
    key=FEEDS,
    description="The feeds of feeds.toml as last polled: what is new becomes a drop of the inbox.",
    group_name="sources",
    kinds={"rss"},
    owners=[OWNER],
)
def feeds(home: HomeResource) -> dg.MaterializeResult[None]:
    """Poll the feeds."""
    done = poll(home.open())
    rows: list[Mapping[str, str | int]] = [
        {"feed": r.name, "outcome": r.outcome, "new": r.new, "failed": r.failed, "left": r.left, "problem": r.problem}
        for r in done.reports
    ]
    return dg.MaterializeResult(
        metadata={
            "drop": done.drop or "nothing new",
            "new": sum(report.new for report in done.reports),
            "feeds": table(rows, "feed", "outcome", "new", "failed", "left", "problem"),
        }
    )


@dg.asset_check(asset=FEEDS, description="Every feed answers, and has had something new lately.")
def feeds_are_fresh(home: HomeResource) -> dg.AssetCheckResult:
    """Warn of feeds that fail or have fallen silent."""
    stale = stale_feeds(home.open(), datetime.now(UTC))
    return dg.AssetCheckResult(
        passed=not stale,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "stale feeds": table(stale, "feed", "since", "failures", "problem"),
            "remedy": "open the feed in a browser; correct its address in feeds.toml; gaffer poll --feed NAME tries now",
        },
    )


def table(rows: Sequence[Mapping[str, str | int]], *columns: str) -> dg.TableMetadataValue:
    """Return rows as the UI shows them."""
    return dg.MetadataValue.table(
        records=[dg.TableRecord(dict(row)) for row in rows],
        schema=dg.TableSchema([dg.TableColumn(name) for name in columns]),
    )


polling = dg.define_asset_job("polling", selection=dg.AssetSelection.groups("sources"))


@dg.schedule(
    job=polling,
    cron_schedule="*/15 * * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Polls the feeds, if the home has a list of them.",
)
def feeds_schedule(home: HomeResource) -> dg.RunRequest | dg.SkipReason:
    """Ask for a poll."""
    if not FeedList.read(home.open()).feeds:
        return dg.SkipReason("the home has no feeds.toml, or no feed in it")
    return dg.RunRequest(tags=POLL_TAGS)
