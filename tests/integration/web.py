"""A real web server on this machine, whose answers a test writes: good, slow, huge, broken, lying."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Headers = dict[str, str]


@dataclass
class Asked:
    """A request as it came in."""

    method: str
    path: str
    headers: Headers
    body: bytes = b""


Answer = Callable[[socket.socket, Asked], None]


@dataclass
class Web:
    """The server: what it answers, and what it was asked."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def give(self, path: str, body: bytes, kind: str = "text/html", status: str = "200 OK", **headers: str) -> None:
        """Answer a path with a body; a conditional request with the same ETag gets 304."""

        def answer(connection: socket.socket, asked: Asked) -> None:
            etag = headers.get("ETag")
            if etag and asked.headers.get("if-none-match") == etag:
                connection.sendall(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
                return
            lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close"]
            lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
            connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

        self.answers[path] = answer

    def send(self, path: str, *parts: bytes, pause: float = 0.0) -> None:
        """Answer a path with these very bytes, and a pause after each part."""

        def answer(connection: socket.socket, _asked: Asked) -> None:
            stop = threading.Event()
            for part in parts:
                connection.sendall(part)
                stop.wait(pause)

        self.answers[path] = answer


def request_in(connection: socket.socket) -> Asked | None:
    """Read a request."""
    raw = b""
    while b"\r\n\r\n" not in raw:
        part = connection.recv(65536)
        if not part:
            return None
        raw += part
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    method, path, _ = first.split(" ", 2)
    return Asked(method, path, headers, body)


@contextmanager
def web() -> Iterator[Web]:
    """Run the server on a free port of the loopback interface."""
    listener = socket.create_server(("127.0.0.1", 0))
    served = Web(listener.getsockname()[1])
    served.give("/robots.txt", b"User-agent: *\nDisallow: /secret\n", kind="text/plain")

    def serve(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(30)
            try:
                asked = request_in(connection)
                if asked is None:
                    return
                served.asked.append(asked)
                answer = served.answers.get(asked.path)
                if answer:
                    answer(connection, asked)
                else:
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            except OSError:
                return  # the other side has hung up, as it should

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=[connection], daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield served
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
