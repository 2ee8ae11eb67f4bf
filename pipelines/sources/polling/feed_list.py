"""The user's list of feeds: feeds.toml in the home. How feeds are polled stands in `polls`."""

import ipaddress
import re
import tomllib
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.sources.polling.addresses import Network

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
USER_AGENT: Final = "gaffer/0.1 (reads football news for statistics; {contact})"
POLLING: Final = {
    "contact": str,
    "seconds_between_requests": float,
    "seconds": float,
    "largest_page": int,
    "allow": list,
}
FEED: Final = {"name": str, "url": str, "take": str, "source": str, "pages": int, "stale_hours": float}


class FeedListError(GafferError):
    """feeds.toml cannot be used; the message says which line of it."""


@dataclass(frozen=True)
class Feed:
    """One feed."""

    name: str
    url: str
    take: Literal["pages", "feed"] = "pages"
    """pages: fetch the pages that it links to; feed: it carries the whole text itself."""
    source: str | None = None
    """What the publisher is called, where its pages do not say."""
    pages: int = 50
    """Pages fetched at most in one poll; the rest is for the next."""
    stale_hours: float = 72.0
    """So long without anything new, and a check warns."""


@dataclass(frozen=True)
class FeedList:
    """All feeds, and how to poll them."""

    feeds: tuple[Feed, ...] = ()
    user_agent: str = USER_AGENT.format(contact="no contact given")
    seconds_between_requests: float = 2.0
    seconds: float = 30.0
    largest_page: int = 5_000_000
    allow: tuple[Network, ...] = ()

    @classmethod
    def read(cls, home: Home) -> "FeedList":
        """Return the list of a home, empty where it has none. Raises FeedListError, naming what is wrong."""
        path = home.feeds_file
        if not path.exists():
            return cls()
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise FeedListError(f"{path} cannot be read: {error}. docs/feeds.md has an example.") from error
        unknown = found.keys() - {"polling", "feeds"}
        if unknown or not isinstance(found.get("polling", {}), dict) or not isinstance(found.get("feeds", []), list):
            raise FeedListError(
                f"{path} holds [polling] and [[feeds]], and nothing else: {', '.join(sorted(unknown))}."
            )
        polling = checked(f"{path}, [polling]", found.get("polling", {}), POLLING)
        contact = polling.pop("contact", None)
        if found.get("feeds") and not contact:
            raise FeedListError(
                f"{path}: [polling] contact is missing: an address or a web page for those who are polled."
            )
        try:
            polling["allow"] = tuple(ipaddress.ip_network(network) for network in polling.get("allow", ()))
        except ValueError as error:
            raise FeedListError(f"{path}: [polling] allow: {error}; write networks such as 10.1.0.0/16.") from error
        feeds = tuple(
            feed_of(f"{path}, feed {number}", entry) for number, entry in enumerate(found.get("feeds", []), 1)
        )
        names = [feed.name for feed in feeds]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise FeedListError(f"{path}: the name {twice[0]} is given twice.")
        return cls(feeds=feeds, user_agent=USER_AGENT.format(contact=contact), **polling)


def feed_of(place: str, entry: object) -> Feed:
    """Return a feed as it is written. Raises FeedListError, naming what is wrong."""
    if not isinstance(entry, dict):
        raise FeedListError(f"{place} is no table: write [[feeds]].")
    values = checked(place, entry, FEED)
    if not NAME.fullmatch(values.get("name", "")):
        raise FeedListError(f"{place}: it needs a name of small letters, digits and hyphens.")
    if not values.get("url", "").startswith(("http://", "https://")):
        raise FeedListError(f"{place}: it needs a url of http or https.")
    if values.get("take", "pages") not in ("pages", "feed"):
        raise FeedListError(f"{place}: take is {values['take']!r}: it is pages or feed.")
    return Feed(**values)


def checked(place: str, values: dict[str, Any], names: dict[str, type]) -> dict[str, Any]:
    """Return the values if all names are known and of their types. Raises FeedListError if not."""
    made = {}
    for name, value in values.items():
        kind = names.get(name)
        if kind is None:
            raise FeedListError(f"{place}: {name} is unknown. There are {', '.join(names)}.")
        fits = isinstance(value, int | float) if kind is float else isinstance(value, kind)
        if not fits or isinstance(value, bool) or (isinstance(value, int | float) and value <= 0):
            raise FeedListError(f"{place}: {name} is {value!r}: it must be a {kind.__name__}, numbers above 0.")
        made[name] = float(cast(float, value)) if kind is float else value
    return made
