"""Where the poller may go, what robots.txt lets it read, and what feeds.toml may hold."""

import ipaddress
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.sources.polling.addresses import RefusedError, is_public, target
from pipelines.sources.polling.feed_list import FeedList, FeedListError
from pipelines.sources.polling.robots import Robots


def resolves_to(*addresses: str) -> Callable[[str, int], list[str]]:
    return lambda host, port: list(addresses)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.0.0.1",
            "172.16.3.4",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",  # noqa: S104
            "100.64.0.1",
            "224.0.0.1",
        ),
        *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("2002:7f00:1::", "64:ff9b::7f00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "198.18.0.1"),
    ],
)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(RefusedError, match="not public"):
        target("http://feed.example/", allowed=[], resolve=resolves_to(address))
    with pytest.raises(RefusedError, match="not public"):
        target("http://feed.example/", allowed=[], resolve=resolves_to("93.184.216.34", address))


def test_what_is_public_or_allowed_is_connected_to_as_it_was_checked() -> None:
    found = target("https://feed.example/a?b=c#d", allowed=[], resolve=resolves_to("93.184.216.34", "2606:4700::1"))
    assert (found.address, found.port, found.path, found.netloc) == ("93.184.216.34", 443, "/a?b=c", "feed.example")
    inside = target("http://wiki:8080/", allowed=[ipaddress.ip_network("10.1.0.0/16")], resolve=resolves_to("10.1.2.3"))
    assert (inside.address, inside.netloc) == ("10.1.2.3", "wiki:8080")
    assert target("http://[2606:4700::1]/", allowed=[], resolve=resolves_to("2606:4700::1")).netloc == "[2606:4700::1]"


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://a.example/", "gopher://a.example", "//a.example/", "a.example", "", "http://"),
        *("http://user:word@a.example/", "http://a.example:25/", "http://a.example:x/", "http://a.example/\r\nX: y"),
        *("http://[::1/", "data:text/html,x", "http://a.example/a b"),
    ],
)
def test_odd_addresses_are_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        target(url, allowed=[], resolve=resolves_to("93.184.216.34"))


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_disguised_addresses_of_this_machine_are_refused(host: str) -> None:
    with pytest.raises(RefusedError):
        target(f"http://{host}/", allowed=[])


def test_robots_rules() -> None:
    rules = Robots.parsed(b"User-agent: *\nDisallow: /a\nCrawl-delay: 7\n\nUser-agent: gaffer\nDisallow: /b\n")
    assert rules.allows("http://x.example/a", "gaffer/0.1 (me)")
    assert not rules.allows("http://x.example/b", "gaffer/0.1 (me)")
    assert not rules.allows("http://x.example/a", "other")
    assert rules.delay("other") == 7
    assert Robots.everything().allows("http://x.example/", "gaffer")
    assert not Robots.nothing().allows("http://x.example/", "gaffer")
    assert Robots.parsed(b"\xff\xfe\x00<html>").allows("http://x.example/", "gaffer")


GOOD = '[polling]\ncontact = "https://me.example"\n[[feeds]]\nname = "flag"\nurl = "https://flag.example/rss"\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[[feeds", "cannot be read"),
        ("[other]\n", "other"),
        (GOOD + 'colour = "red"\n', "colour is unknown"),
        (GOOD.replace('contact = "https://me.example"', ""), "contact is missing"),
        (GOOD.replace('"flag"', '"The Flag"'), "needs a name"),
        (GOOD.replace("https://flag", "file://flag"), "needs a url"),
        (GOOD + 'take = "all"\n', "take is 'all'"),
        (GOOD + "pages = -1\n", "pages is -1"),
        (GOOD + GOOD.partition("[[feeds]]")[1] + GOOD.partition("[[feeds]]")[2], "given twice"),
        (GOOD.replace("[polling]", '[polling]\nallow = ["all"]'), "allow"),
        ("feeds = 3\n", "nothing else"),
    ],
)
def test_a_broken_list_says_what_is_wrong(tmp_path: Path, content: str, said: str) -> None:
    home = Home(tmp_path)
    home.feeds_file.write_text(content)
    with pytest.raises(FeedListError, match=said):
        FeedList.read(home)


def test_a_good_list(tmp_path: Path) -> None:
    assert FeedList.read(Home(tmp_path)).feeds == ()
    home = Home(tmp_path)
    home.feeds_file.write_text(GOOD.replace("[polling]", '[polling]\nallow = ["10.0.0.0/8"]\nseconds = 5'))
    found = FeedList.read(home)
    assert [feed.name for feed in found.feeds] == ["flag"]
    assert found.user_agent.startswith("gaffer/")
    assert "https://me.example" in found.user_agent
    assert found.seconds == 5
