"""The poller against a real web server that is slow, huge, broken, redirecting or lying."""

import gzip
import ipaddress
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines import lake, steps
from pipelines.home import Home
from pipelines.sources.polling import polls
from pipelines.sources.polling.fetching import Fetcher, FetchError, Limits
from pipelines.sources.polling.polls import PollBusyError, poll, read_states, stale_feeds
from tests.integration.conftest import Gaffer, let_rest
from tests.integration.web import Web, web
from tests.unit.sources import made
from tests.unit.sources.made import ARTICLES

LOOPBACK = (ipaddress.ip_network("127.0.0.1/32"),)
NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)
LIST = """
[polling]
contact = "https://me.example"
allow = ["127.0.0.1/32"]
seconds_between_requests = 0.01
seconds = 1
largest_page = 200_000

[[feeds]]
name = "flag"
url = "URL"
source = "The Corner Flag"
"""


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as served:
        yield served


@pytest.fixture
def home(tmp_path: Path, site: Web) -> Home:
    made_ = Home(tmp_path / "home").prepare()
    made_.feeds_file.write_text(LIST.replace("URL", site.url("/rss")))
    return made_


def fetcher(**settings: object) -> Fetcher:
    chosen: dict[str, object] = {"limits": Limits(seconds=1, bytes=200_000, delay=0), "allowed": LOOPBACK}
    return Fetcher("gaffer-test (https://me.example)", **{**chosen, "sleep": lambda _: None, **settings})  # type: ignore[arg-type]


def rss(site: Web, *numbers: int) -> bytes:
    articles = [replace(ARTICLES[0], number=number) for number in numbers]
    return made.rss(articles).replace(b"https://flag.example/football/", site.url("/page/").encode())


def serve(site: Web, *numbers: int) -> None:
    site.give("/rss", rss(site, *numbers), kind="application/rss+xml", ETag=f'"{numbers}"')
    for number in numbers:
        article = replace(ARTICLES[0], number=number, text=f"{made.BODY} This is report {number}.")
        page = made.page(article).replace(b"https://flag.example/football/", site.url("/page/").encode())
        site.give(f"/page/{number}", page)


def drops(home: Home) -> list[str]:
    return sorted(path.name for path in home.inbox.iterdir())


def test_what_is_new_becomes_one_drop_that_is_read_like_any_other(home: Home, site: Web) -> None:
    serve(site, 1, 2)
    done = poll(home, now=NOON)
    assert [(report.outcome, report.new, report.failed) for report in done.reports] == [("new", 2, 0)]
    assert drops(home) == [done.drop] == ["feeds-20240601t120000"]
    let_rest(home.inbox)
    counts = dict(steps.read_drops(home, home.inbox, drops(home)))[str(done.drop)]
    assert (counts.articles, counts.quarantined) == (2, 0)
    row = lake.articles(home).collect().sort("url").row(0, named=True)
    assert (row["url"], row["source"], row["fetched_at"]) == (
        site.url("/page/1"),
        "The Corner Flag",
        NOON.replace(tzinfo=None),
    )
    assert site.asked[0].path == "/robots.txt"
    assert all("gaffer/" in asked.headers["user-agent"] for asked in site.asked)
    assert all("https://me.example" in asked.headers["user-agent"] for asked in site.asked)


def test_a_second_poll_asks_on_condition_and_fetches_only_what_is_new(home: Home, site: Web) -> None:
    serve(site, 1)
    poll(home, now=NOON)
    site.asked.clear()
    again = poll(home, now=NOON + timedelta(hours=1))
    assert (again.drop, again.reports[0].outcome) == (None, "nothing new")
    assert site.asked[-1].headers["if-none-match"] == '"(1,)"'
    serve(site, 1, 2)
    site.asked.clear()
    third = poll(home, now=NOON + timedelta(hours=2))
    assert third.reports[0].new == 1
    assert "/page/1" not in site.paths()
    assert len(drops(home)) == 2


BOMB = gzip.compress(b"\0" * 50_000_000)
BROKEN = {
    "an empty answer": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",),
    "a feed without entries": (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + made.rss([]),),
    "an error page that says 200": (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html><p>Sorry!</p></html>",),
    "a feed cut off": (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + made.rss()[:-400],),
    "less than it promised": (b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + made.rss(),),
    "no HTTP": (b"\x15\x03\x01\x00\x02\x02\x16 nonsense\r\n\r\n",),
    "nothing at all": (b"",),
    "packed bytes that are not": (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + made.rss(),),
    "a bomb": (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n" + BOMB,),
    "too much": (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", *([b"<rss>" + b" " * 50_000] * 10)),
    "headers without end": (b"HTTP/1.1 200 OK\r\n", *([b"X: " + b"y" * 60_000 + b"\r\n"] * 5)),
    "a broken chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",),
    "an error": (b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",),
    "too many requests": (b"HTTP/1.1 429 Slow down\r\nRetry-After: 7200\r\nContent-Length: 0\r\n\r\n",),
    "gone": (b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_answer_changes_nothing_and_is_asked_again_later(home: Home, site: Web, name: str) -> None:
    serve(site, 1)
    poll(home, fetcher(), now=NOON)
    before = read_states(home)["flag"]
    site.send("/rss", *BROKEN[name])
    bad = poll(home, fetcher(), now=NOON + timedelta(hours=1))
    assert (bad.drop, bad.reports[0].outcome) == (None, "failed"), bad
    assert bad.reports[0].problem
    after = read_states(home)["flag"]
    assert (after.etag, after.seen, after.answered_at) == (before.etag, before.seen, before.answered_at)
    assert after.failures == 1
    site.asked.clear()
    assert poll(home, fetcher(), now=NOON + timedelta(hours=1, minutes=5)).reports[0].outcome == "waiting"
    assert site.asked == []
    if name == "too many requests":
        assert poll(home, fetcher(), now=NOON + timedelta(hours=2)).reports[0].outcome == "waiting"
    serve(site, 1, 2)
    good = poll(home, fetcher(), now=NOON + timedelta(hours=9))
    assert good.reports[0].new == 1
    assert read_states(home)["flag"].failures == 0
    assert len(drops(home)) == 2


@pytest.mark.parametrize(
    "parts",
    [
        [b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 40],
        [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", *[b"<"] * 40],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"1\r\n<\r\n"] * 40],
    ],
    ids=["headers", "body", "chunks"],
)
def test_a_server_that_drips_is_hung_up_on(site: Web, parts: list[bytes]) -> None:
    site.send("/slow", *parts, pause=0.2)
    with pytest.raises(FetchError, match="not done after"):
        fetcher(limits=Limits(seconds=0.6, bytes=1000, delay=0)).fetch(site.url("/slow"))


def test_what_may_pass_is_tried_again_and_what_may_not_is_not(site: Web) -> None:
    waits: list[float] = []
    trying = fetcher(sleep=waits.append)
    site.send("/busy", b"HTTP/1.1 503 Busy\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n")
    site.send("/none", b"HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n")
    for path, requests in (("/busy", 3), ("/none", 1)):
        with pytest.raises(FetchError):
            trying.fetch(site.url(path))
        assert site.paths().count(path) == requests
    assert 3 in waits


def test_redirects_are_followed_only_where_requests_may_go(site: Web) -> None:
    site.give("/end", b"<html>" + b"x" * 200)
    ways = {
        "/to-end": "/end",
        "/to-private": site.url("/end", "127.0.0.2"),
        "/to-metadata": "http://169.254.169.254/latest/meta-data",
        "/to-disguise": f"http://2130706434:{site.port}/end",
        "/to-file": "file:///etc/passwd",
        "/to-secret": "/secret/x",
        "/to-nothing": "",
        "/loop": "/loop",
    }
    for path, location in ways.items():
        site.give(path, b"", status="302 Found", Location=location)
    assert fetcher().fetch(site.url("/to-end")).url == site.url("/end")
    for path in sorted(ways.keys() - {"/to-end"}):
        with pytest.raises(FetchError):
            fetcher().fetch(site.url(path))
    assert "/secret/x" not in site.paths()
    assert site.paths().count("/end") == 1


def test_a_name_is_resolved_once_and_connected_to_as_it_was_checked(site: Web) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"], ["169.254.169.254"]])
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    site.give("/a", b"<html>" + b"x" * 200)
    rebound = fetcher(resolve=resolve)
    assert rebound.fetch(site.url("/a", "rebound.test")).status == 200
    assert rebound.fetch(site.url("/a", "rebound.test")).status == 200
    assert site.asked[-1].headers["host"] == f"rebound.test:{site.port}"
    for _ in range(2):
        with pytest.raises(FetchError, match="not public"):
            rebound.fetch(site.url("/a", "rebound.test"))
    assert asked == ["rebound.test"] * 4


def test_robots_are_asked_and_obeyed(site: Web) -> None:
    site.give("/secret/a", b"x")
    with pytest.raises(FetchError, match="robots"):
        fetcher().fetch(site.url("/secret/a"))
    site.send("/robots.txt", b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")
    site.give("/open", b"x")
    with pytest.raises(FetchError, match="robots"):
        fetcher().fetch(site.url("/open"))
    del site.answers["/robots.txt"]
    assert fetcher().fetch(site.url("/open")).status == 200
    assert "/secret/a" not in site.paths()


def test_a_host_is_asked_at_the_pace_that_it_wants(site: Web) -> None:
    waits: list[float] = []
    site.give("/robots.txt", b"User-agent: *\nCrawl-delay: 9\n", kind="text/plain")
    site.give("/a", b"x")
    polite = fetcher(sleep=waits.append, limits=Limits(seconds=1, bytes=1000, delay=2), clock=lambda: 100.0)
    polite.fetch(site.url("/a"))
    polite.fetch(site.url("/a"))
    assert waits == [9, 9]


def test_a_page_that_fails_is_tried_in_later_polls_and_then_left(home: Home, site: Web) -> None:
    serve(site, 1, 2)
    site.send("/page/2", b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
    outcomes = [poll(home, fetcher(), now=NOON + timedelta(hours=hour)).reports[0] for hour in range(5)]
    assert [(report.new, report.failed) for report in outcomes] == [(1, 1), (0, 1), (0, 1), (0, 0), (0, 0)]
    assert len(drops(home)) == 1


def test_more_pages_than_one_poll_may_fetch_are_left_for_the_next(home: Home, site: Web) -> None:
    serve(site, 1, 2, 3)
    home.feeds_file.write_text(home.feeds_file.read_text() + "pages = 2\n")
    first = poll(home, fetcher(), now=NOON).reports[0]
    second = poll(home, fetcher(), now=NOON + timedelta(hours=1)).reports[0]
    assert [(first.new, first.left), (second.new, second.left)] == [(2, 1), (1, 0)]


def test_what_is_no_page_is_not_stored(home: Home, site: Web) -> None:
    serve(site, 1, 2)
    site.give("/page/1", b"%PDF" + b"x" * 500, kind="application/pdf")
    site.give("/page/2", b"<html></html>")
    report = poll(home, fetcher(), now=NOON).reports[0]
    assert (report.new, report.failed) == (0, 2)
    assert drops(home) == []


def test_a_feed_that_carries_its_text_is_taken_itself(home: Home, site: Web) -> None:
    serve(site, 1, 2)
    home.feeds_file.write_text(home.feeds_file.read_text() + 'take = "feed"\n')
    done = poll(home, fetcher(), now=NOON)
    assert [path.name for path in (home.inbox / str(done.drop)).iterdir()] == ["flag.rss"]
    assert "/page/1" not in site.paths()


def test_a_sitemap_is_a_feed(home: Home, site: Web) -> None:
    serve(site, 1)
    site.give(
        "/rss", made.sitemap(ARTICLES[:1]).replace(b"https://flag.example/football/", site.url("/page/").encode())
    )
    assert poll(home, fetcher(), now=NOON).reports[0].new == 1


def test_a_poll_that_dies_leaves_no_drop_and_the_next_fetches_all(
    home: Home, site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(site, 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(polls.files, "write_text", full)
        with pytest.raises(OSError, match="space"):
            poll(home, fetcher(), now=NOON)
    assert [name for name in drops(home) if not name.startswith(".")] == []
    assert poll(home, fetcher(), now=NOON).reports[0].new == 1
    assert drops(home) == ["feeds-20240601t120000"]


def test_two_polls_do_not_meet(home: Home, site: Web) -> None:
    serve(site, 1)
    with polls.alone(home), pytest.raises(PollBusyError):
        poll(home, fetcher(), now=NOON)


def test_a_silent_or_failing_feed_is_stale(home: Home, site: Web) -> None:
    serve(site, 1)
    poll(home, fetcher(), now=NOON)
    assert stale_feeds(home, NOON + timedelta(hours=71)) == []
    (row,) = stale_feeds(home, NOON + timedelta(hours=73))
    assert row["feed"] == "flag"
    del site.answers["/rss"]
    poll(home, fetcher(), now=NOON + timedelta(hours=1))
    (row,) = stale_feeds(home, NOON + timedelta(hours=1))
    assert row["failures"] == 1
    assert "404" in str(row["problem"])


def test_the_command_polls_and_says_what_it_did(gaffer: Gaffer, home: Home, site: Web) -> None:
    serve(site, 1)
    done = gaffer("poll", "--home", home.root)
    assert done.returncode == 0, done.stderr
    assert "flag: new, 1 new" in done.stdout
    assert json.loads((home.feeds / "state.json").read_text())["flag"]["failures"] == 0
    del site.answers["/rss"]
    assert gaffer("poll", "--home", home.root).returncode == 1
    assert gaffer("poll", "--home", home.root, "--feed", "other").returncode == 2
    home.feeds_file.unlink()
    assert gaffer("poll", "--home", home.root).returncode == 2
