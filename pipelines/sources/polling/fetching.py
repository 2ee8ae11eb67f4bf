"""One request at a time: with limits of size, time and redirects, conditions, retries, and politeness by host.

Where a request may go is decided in `addresses`, what robots may read in `robots`, what is worth fetching in `polls`.
"""

import email.utils
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from socket import SHUT_RDWR, socket
from typing import Final
from urllib.parse import quote, urljoin

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from pipelines.sources.polling.addresses import Network, RefusedError, Resolve, Target, resolved, target
from pipelines.sources.polling.robots import Robots

MOST_REDIRECTS: Final = 5
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED: Final = 304
OK: Final = 200
WORTH_ANOTHER_TRY: Final = frozenset({408, 429, 500, 502, 503, 504})
MOST_TRIES: Final = 3
LONGEST_WAIT: Final = 20.0
"""Seconds between two tries of one request; a server that asks for more is left alone until a later poll."""
LONGEST_DELAY: Final = 60.0
"""Seconds between two requests of a host, whatever its robots.txt asks for."""
CHUNK: Final = 1 << 16
MOST_ROBOTS: Final = 500_000
"""Bytes of a robots.txt."""


class FetchError(Exception):
    """An address could not be fetched; the message says why."""

    def __init__(self, message: str, *, passing: bool = False, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.passing = passing
        """Whether it may pass."""
        self.retry_after = retry_after
        """Seconds that the server asks to wait."""


@dataclass(frozen=True)
class Limits:
    """What a request may cost."""

    seconds: float = 30.0
    """From the connection to the last byte."""
    bytes: int = 5_000_000
    """After unpacking."""
    delay: float = 2.0
    """Seconds between two requests of a host."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    url: str
    """The address after redirects."""
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes

    @property
    def kind(self) -> str:
        """The media type, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass
class Fetcher:
    """Fetches, and remembers when it last asked each host, and what each host lets robots read."""

    user_agent: str
    limits: Limits = field(default_factory=Limits)
    allowed: tuple[Network, ...] = ()
    """Networks that are not public and may be fetched from all the same."""
    resolve: Resolve = resolved
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    asked: dict[str, float] = field(default_factory=dict)
    robots: dict[str, Robots] = field(default_factory=dict)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer to a request for a URL, after redirects; its status is 200 or 304.

        Raises FetchError for all else: refused, forbidden to robots, too slow, too large, broken, another status.
        """
        for attempt in range(1, MOST_TRIES + 1):
            try:
                return self.followed(url, headers or {})
            except FetchError as error:
                wait = error.retry_after if error.retry_after is not None else 2.0**attempt
                if not error.passing or attempt == MOST_TRIES or wait > LONGEST_WAIT:
                    raise
                self.sleep(wait)
        raise AssertionError("unreachable")

    def followed(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Return the answer at the end of the redirects."""
        for _ in range(MOST_REDIRECTS + 1):
            where = self.checked(url)
            self.ask_robots(where, url)
            answer = self.asked_politely(where, url, headers, self.limits.bytes)
            if answer.status not in REDIRECTS:
                break
            url = urljoin(url, quote(answer.headers.get("location", ""), safe="%/:=&?~#+!$,;'@()*[]"))
        else:
            raise FetchError(f"more than {MOST_REDIRECTS} redirects")
        if answer.status not in (OK, NOT_MODIFIED):
            raise FetchError(
                f"the server answers {answer.status}",
                passing=answer.status in WORTH_ANOTHER_TRY,
                retry_after=seconds_to_wait(answer.headers.get("retry-after")),
            )
        return answer

    def checked(self, url: str) -> Target:
        """Return where a URL leads. Raises FetchError if it is not fetched from."""
        try:
            return target(url, allowed=self.allowed, resolve=self.resolve)
        except RefusedError as error:
            raise FetchError(f"refused: {error}") from error

    def ask_robots(self, where: Target, url: str) -> None:
        """Raise FetchError if the host does not let robots read the URL."""
        site = f"{where.scheme}://{where.netloc}"
        if site not in self.robots:
            self.robots[site] = self.robots_of(replace(where, path="/robots.txt"), f"{site}/robots.txt")
        if not self.robots[site].allows(url, self.user_agent):
            raise FetchError(f"robots.txt of {where.host} does not let robots read it")

    def robots_of(self, where: Target, url: str) -> Robots:
        """Return what a host lets robots read: all where it has no such file, nothing while it cannot be asked."""
        for _ in range(MOST_REDIRECTS + 1):
            try:
                answer = self.asked_politely(where, url, {}, MOST_ROBOTS)
            except FetchError:
                return Robots.nothing()
            if answer.status not in REDIRECTS:
                break
            url = urljoin(url, answer.headers.get("location", ""))
            try:
                where = self.checked(url)
            except FetchError:
                return Robots.nothing()
        if answer.status == OK:
            return Robots.parsed(answer.body)
        return Robots.nothing() if answer.status >= 500 or answer.status == 429 else Robots.everything()

    def asked_politely(self, where: Target, url: str, headers: Mapping[str, str], most: int) -> Answer:
        """Return the answer to one request, after waiting for the host's turn."""
        site = self.robots.get(f"{where.scheme}://{where.netloc}")
        delay = min(max(self.limits.delay, site.delay(self.user_agent) if site else 0), LONGEST_DELAY)
        if where.host in self.asked:
            self.sleep(max(0.0, self.asked[where.host] + delay - self.clock()))
        try:
            return self.once(where, url, headers, most)
        finally:
            self.asked[where.host] = self.clock()

    def once(self, where: Target, url: str, headers: Mapping[str, str], most: int) -> Answer:
        """Return the answer to one request. Raises FetchError where it is broken, too slow or too large."""
        connection = connected(where, self.limits.seconds)
        late = threading.Event()
        timer: threading.Timer | None = None
        try:
            connection.connect()
            if connection.sock is not None:
                timer = threading.Timer(self.limits.seconds, hang_up, [connection.sock, late])
                timer.daemon = True
                timer.start()
            connection.request(
                "GET",
                where.path,
                headers={
                    "Host": where.netloc,
                    "User-Agent": self.user_agent,
                    "Accept-Encoding": "gzip, deflate",
                    "Accept": "application/rss+xml, application/atom+xml, text/html, application/xml;q=0.9, */*;q=0.1",
                    "Connection": "close",
                    **headers,
                },
                preload_content=False,
                decode_content=True,
            )
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.headers.items()}
            body = b"" if response.status == NOT_MODIFIED else self.body_of(response, most, late)
            return Answer(response.status, url, found, body)
        except FetchError:
            raise
        except (urllib3.exceptions.HTTPError, OSError, ValueError, EOFError) as error:
            if late.is_set():
                raise FetchError(f"not done after {self.limits.seconds:g} s", passing=True) from error
            raise FetchError(f"broken: {type(error).__name__}: {error}"[:300], passing=True) from error
        except Exception as error:
            if type(error).__module__ != "http.client":
                raise
            raise FetchError(f"no HTTP: {type(error).__name__}"[:300], passing=True) from error
        finally:
            if timer:
                timer.cancel()
            connection.close()

    def body_of(self, response: urllib3.BaseHTTPResponse, most: int, late: threading.Event) -> bytes:
        """Return the unpacked body of an answer, if it ends within the limits."""
        parts, size = [], 0
        while part := response.read(CHUNK):
            parts.append(part)
            size += len(part)
            if size > most:
                raise FetchError(f"larger than {most:,} bytes")
        if late.is_set():
            raise FetchError(f"not done after {self.limits.seconds:g} s", passing=True)
        return b"".join(parts)


def connected(where: Target, seconds: float) -> HTTPConnection:
    """Return a connection to the address that was checked; for https the certificate must be the host's."""
    if where.scheme == "http":
        return HTTPConnection(where.address, where.port, timeout=seconds)
    return HTTPSConnection(
        where.address,
        where.port,
        timeout=seconds,
        server_hostname=where.host,
        assert_hostname=where.host,
        ca_certs=certifi.where(),
        cert_reqs="CERT_REQUIRED",
    )


def hang_up(connection: socket, late: threading.Event) -> None:
    """End a connection from outside: a server that sends a byte now and then never times out by itself."""
    late.set()
    try:
        connection.shutdown(SHUT_RDWR)
    except OSError:  # it has ended by itself
        return


def seconds_to_wait(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header, given as seconds or as a moment; None where it says neither."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header.strip()[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
