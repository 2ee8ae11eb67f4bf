"""A poll: what is new in the feeds becomes one drop of the inbox, at once and whole; the rest is remembered.

An answer that is broken, empty or refused changes nothing but the count of failures: the feed is asked again later,
each time after twice as long. What was fetched once is not fetched again.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from pipelines import files
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.sources.feeds import BrokenFeedError, Link, links
from pipelines.sources.files import SIDECAR
from pipelines.sources.polling.feed_list import Feed, FeedList
from pipelines.sources.polling.fetching import NOT_MODIFIED, Answer, Fetcher, FetchError, Limits

REMEMBERED: Final = 5_000
"""Addresses of a feed that are remembered as fetched."""
MOST_TRIES: Final = 3
"""A page is tried in so many polls."""
FIRST_WAIT: Final = timedelta(minutes=15)
LONGEST_WAIT: Final = timedelta(hours=24)
PAGE_KINDS: Final = ("text/html", "application/xhtml+xml")
SHORTEST_PAGE: Final = 100
"""Bytes; less is no page."""


class PollBusyError(GafferError):
    """Another poll is under way."""


@dataclass
class FeedState:
    """What is remembered of a feed."""

    etag: str | None = None
    last_modified: str | None = None
    asked_at: str | None = None
    """ISO 8601, UTC, as all moments here."""
    answered_at: str | None = None
    """When it last gave a feed, changed or not."""
    new_at: str | None = None
    """When it last had something new."""
    failures: int = 0
    """In a row."""
    wait_until: str | None = None
    problem: str | None = None
    seen: list[str] = field(default_factory=list)
    """Addresses that were fetched, oldest first."""
    tries: dict[str, int] = field(default_factory=dict)
    """Addresses that failed, and how often."""


@dataclass(frozen=True)
class FeedReport:
    """What became of a feed in one poll."""

    name: str
    outcome: str
    """new, nothing new, waiting or failed."""
    new: int = 0
    failed: int = 0
    """Pages that could not be fetched."""
    left: int = 0
    """Pages that are left for the next poll."""
    problem: str = ""


@dataclass(frozen=True)
class Fetched:
    """A file of the drop that is being made."""

    name: str
    body: bytes
    about: dict[str, Any] | None
    """What the sidecar is to say."""
    feed: str
    url: str


@dataclass(frozen=True)
class Poll:
    """What a poll has done."""

    drop: str | None
    """The name of the drop; None where nothing was new."""
    reports: tuple[FeedReport, ...]


def poll(home: Home, fetcher: Fetcher | None = None, *, now: datetime | None = None, only: str | None = None) -> Poll:
    """Poll the feeds whose time it is, and put what is new into the inbox as one drop.

    Raises FeedListError for a broken list or an unknown name, PollBusyError while another poll is under way.
    """
    listed = FeedList.read(home)
    feeds = [feed for feed in listed.feeds if only in (None, feed.name)]
    if only and not feeds:
        raise GafferError(f"feeds.toml has no feed {only!r}: {', '.join(feed.name for feed in listed.feeds) or 'none'}")
    moment = now or datetime.now(UTC)
    fetcher = fetcher or fetcher_of(listed)
    with alone(home):
        states = read_states(home)
        reports, fetched = [], list[Fetched]()
        for feed in feeds:
            state = states.setdefault(feed.name, FeedState())
            if only is None and state.wait_until and datetime.fromisoformat(state.wait_until) > moment:
                reports.append(FeedReport(feed.name, "waiting", problem=f"until {state.wait_until}: {state.problem}"))
                continue
            reports.append(poll_feed(feed, state, fetcher, moment, fetched))
        drop = put(home, fetched, moment) if fetched else None
        write_states(home, states)  # after the drop: what dies between them is fetched twice, not lost
    return Poll(drop, tuple(reports))


def fetcher_of(listed: FeedList) -> Fetcher:
    """Return the fetcher that a list of feeds asks for."""
    limits = Limits(seconds=listed.seconds, bytes=listed.largest_page, delay=listed.seconds_between_requests)
    return Fetcher(listed.user_agent, limits, allowed=listed.allow)


def poll_feed(feed: Feed, state: FeedState, fetcher: Fetcher, moment: datetime, fetched: list[Fetched]) -> FeedReport:
    """Fetch what is new in a feed; add it to `fetched`, and write what is to be remembered into its state."""
    state.asked_at = moment.isoformat(timespec="seconds")
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    left_before = bool(state.tries)
    headers = {name: value for name, value in conditions.items() if value and not left_before}
    try:
        answer = fetcher.fetch(feed.url, headers)
        found = [] if answer.status == NOT_MODIFIED else links_of(answer)
    except (FetchError, BrokenFeedError) as error:
        return failed(feed, state, moment, error)
    state.answered_at = state.asked_at
    state.failures, state.wait_until, state.problem = 0, None, None
    if answer.status == NOT_MODIFIED:
        return FeedReport(feed.name, "nothing new")
    seen = set(state.seen)
    new = list({link.url: link for link in found if link.url not in seen}.values())
    done, broken, left = (
        take_feed(feed, answer, new, fetched)
        if feed.take == "feed"
        else take_pages(feed, state, new, fetcher, moment, fetched)
    )
    state.seen = [*state.seen, *done][-REMEMBERED:]
    state.tries = {url: count for url, count in state.tries.items() if url not in done}
    if not left and not state.tries:  # else the next poll must see the whole feed again
        state.etag, state.last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    else:
        state.etag = state.last_modified = None
    taken = sum(entry.feed == feed.name for entry in fetched)
    if taken:
        state.new_at = state.asked_at
    return FeedReport(feed.name, "new" if taken else "nothing new", taken, broken, left)


def links_of(answer: Answer) -> list[Link]:
    """Return what a feed links to. Raises BrokenFeedError for what is no feed, cut off, or empty."""
    found = list(links(answer.body))
    if not found:
        raise BrokenFeedError("it is empty")
    return found


def page_of(answer: Answer) -> Answer:
    """Return an answer that is a page. Raises FetchError if it is none."""
    if answer.kind not in PAGE_KINDS or len(answer.body) < SHORTEST_PAGE:
        raise FetchError(f"no page: {answer.kind or 'no type'}, {len(answer.body)} bytes")
    return answer


def failed(feed: Feed, state: FeedState, moment: datetime, error: Exception) -> FeedReport:
    """Remember that a feed failed, and when it is asked again."""
    state.failures += 1
    wait = min(FIRST_WAIT * 2 ** min(state.failures - 1, 10), LONGEST_WAIT)
    asked_for = error.retry_after if isinstance(error, FetchError) else None
    if asked_for:
        wait = min(max(wait, timedelta(seconds=asked_for)), LONGEST_WAIT)
    state.wait_until = (moment + wait).isoformat(timespec="seconds")
    state.problem = f"{error}"[:300]
    return FeedReport(feed.name, "failed", problem=state.problem)


def take_feed(feed: Feed, answer: Answer, new: Sequence[Link], fetched: list[Fetched]) -> tuple[list[str], int, int]:
    """Take the feed itself, whose entries carry their text, if one of them is new."""
    if new:
        fetched.append(Fetched(f"{feed.name}.rss", answer.body, None, feed.name, feed.url))
    return [link.url for link in new], 0, 0


def take_pages(
    feed: Feed, state: FeedState, new: Sequence[Link], fetcher: Fetcher, moment: datetime, fetched: list[Fetched]
) -> tuple[list[str], int, int]:
    """Fetch the pages that a feed links to; return the addresses that are done with, how many failed, how many are left."""
    done, broken = [], 0
    for number, link in enumerate(new[: feed.pages], start=1):
        try:
            page = page_of(fetcher.fetch(link.url))
        except FetchError as error:
            broken += 1
            state.tries[link.url] = state.tries.get(link.url, 0) + 1
            state.problem = f"{link.url}: {error}"[:300]
            if not error.passing or state.tries[link.url] >= MOST_TRIES:
                done.append(link.url)
            continue
        about = {
            "url": link.url,
            "published_on": link.published_on.isoformat() if link.published_on else None,
            "title": link.title,
            "author": link.author,
            "source": feed.source,
            "fetched_at": moment.isoformat(timespec="seconds"),
        }
        known = {name: value for name, value in about.items() if value}
        fetched.append(Fetched(f"{feed.name}-{number:04d}.html", page.body, known, feed.name, link.url))
        done.append(link.url)
    return done, broken, max(0, len(new) - feed.pages)


def put(home: Home, fetched: Sequence[Fetched], moment: datetime) -> str:
    """Put files into the inbox as one drop: it appears whole, under a name that no drop has."""
    home.prepare()
    name = f"feeds-{moment:%Y%m%dt%H%M%S}"
    while (home.inbox / name).exists():
        name += "x"
    making = home.inbox / f".{name}.part"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    for entry in fetched:
        files.write_atomically(making / entry.name, lambda part, body=entry.body: part.write_bytes(body))  # type: ignore[misc]
        if entry.about is not None:
            files.write_text(making / f"{entry.name}{SIDECAR}", json.dumps(entry.about, ensure_ascii=False))
    making.rename(home.inbox / name)
    files.sync_folder(home.inbox)
    return name


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Keep other polls of this home out. Raises PollBusyError while one is under way."""
    home.prepare()
    home.feeds.mkdir(exist_ok=True)
    for left in home.inbox.glob(".feeds-*.part"):
        shutil.rmtree(left, ignore_errors=True)
    descriptor = os.open(home.feeds / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PollBusyError(f"another poll of {home.root} is under way: wait until it has ended.") from error
        yield
    finally:
        os.close(descriptor)


def state_file(home: Home) -> Path:
    """Return the file with what is remembered."""
    return home.feeds / "state.json"


def read_states(home: Home) -> dict[str, FeedState]:
    """Return what is remembered of each feed. Raises GafferError for a file that is no such memory."""
    path = state_file(home)
    if not path.exists():
        return {}
    try:
        return {name: FeedState(**state) for name, state in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise GafferError(
            f"{path} cannot be read ({error}). Delete it: all feeds are then read from the start."
        ) from error


def write_states(home: Home, states: dict[str, FeedState]) -> None:
    """Remember the feeds."""
    content = {name: asdict(state) for name, state in states.items()}
    files.write_text(state_file(home), json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True))


def stale_feeds(home: Home, now: datetime) -> list[dict[str, str | int]]:
    """Return the feeds that fail, or have had nothing new for longer than they may: feed, since, failures, problem."""
    states = read_states(home)
    rows: list[dict[str, str | int]] = []
    for feed in FeedList.read(home).feeds:
        state = states.get(feed.name, FeedState())
        since = state.new_at
        old = since is not None and now - datetime.fromisoformat(since) > timedelta(hours=feed.stale_hours)
        if old or state.failures or (state.asked_at and not state.answered_at):
            problem = state.problem or f"nothing new for more than {feed.stale_hours:g} hours"
            rows.append({"feed": feed.name, "since": since or "never", "failures": state.failures, "problem": problem})
    return rows
