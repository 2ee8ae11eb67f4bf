"""Which addresses may be fetched from: public ones, and those of networks that the user has allowed by name.

A feed is written by others, and so are the redirects behind it: without this guard they could make us fetch from the
machines of our own network. A name is resolved once; what was checked is what is connected to, whatever the name
resolves to a moment later.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host name, as text. Raises OSError where there are none."""

PORTS: Final = {"http": 80, "https": 443}
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(ValueError):
    """An address that is not fetched from; the message says why."""


@dataclass(frozen=True)
class Target:
    """Where a request goes: a name that was resolved and checked."""

    scheme: str
    host: str
    port: int
    address: str
    """The IP address to connect to."""
    path: str
    """Path and query, as sent."""

    @property
    def netloc(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a host by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def target(url: str, *, allowed: Sequence[Network], resolve: Resolve = resolved) -> Target:
    """Return where a URL leads. Raises RefusedError for another scheme or port, or an address that is not public.

    One address that is not public among several is enough to refuse.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedError(f"{url[:200]!r} is no address: {error}") from error
    if parts.scheme not in PORTS or not host:
        raise RefusedError(f"{url[:200]!r} is no address of http or https")
    if parts.username is not None or not url.isprintable() or " " in url:
        raise RefusedError(f"{url[:200]!r} has a user name, blanks or control characters in it")
    port = port or PORTS[parts.scheme]
    try:
        addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in resolve(host, port)]
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"the name {host} is not known: {error}") from error
    if not addresses:
        raise RefusedError(f"the name {host} has no address")
    for address in addresses:
        if any(address in network for network in allowed if network.version == address.version):
            continue
        if not is_public(address):
            raise RefusedError(f"{host} is {address}, which is not public; [polling] allow in feeds.toml may allow it")
        if port != PORTS[parts.scheme]:
            raise RefusedError(f"{host}: port {port} is not the one of {parts.scheme}")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, str(addresses[0]), path)


def is_public(address: Address) -> bool:
    """Return whether an address is one of the public internet; one that wraps another counts as that one."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo:
            return False
        if address in NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast
