"""WARC files: crawls such as Common Crawl's news, a page a record; framed by fastwarc, pages read as in `html`.

Only answers are records: what was asked, and what describes the crawl, is passed over. An answer that is no page
(a redirect, a picture) is turned away before extraction, like a page without football.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from pipelines.sources.articles import NotFootball, Unreadable
from pipelines.sources.files import Options, Record, SourceFile, UnpackError
from pipelines.sources.html import LARGEST_PAGE, page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

SUFFIXES: Final = frozenset({".warc"})
LARGEST_HEAD: Final = 64_000
"""Bytes of the HTTP headers before a page."""
PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")
OK: Final = 200
MOST_GAPS: Final = 20
"""So often what is no record is read past; then the file is no WARC any more."""
START: Final = re.compile(rb"WARC/1\.[01]\r?\n")
CHUNK: Final = 1 << 20
TAIL: Final = 4
REMEDY: Final = "fetch the file again; all records that can be found were read"


class Tail(io.RawIOBase):
    """A stream that remembers its last bytes, and whose beginning may be given back to it."""

    def __init__(self, stream: BinaryIO, beginning: bytes = b"") -> None:
        self.stream, self.beginning, self.last = stream, beginning, b""
        self.position = 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes."""
        if self.beginning:
            found = self.beginning if size < 0 else self.beginning[:size]
            self.beginning = self.beginning[len(found) :]
        else:
            found = self.stream.read(size)
        self.last = (self.last + found[-TAIL:])[-TAIL:]
        self.position += len(found)
        return found

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self.position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Return where the stream is, which fastwarc asks for in this way. Raises OSError for another place."""
        if offset != (self.position if whence == io.SEEK_SET else 0) or whence == io.SEEK_END:
            raise io.UnsupportedOperation("the stream cannot be moved about in")
        return self.position


def read(file: SourceFile, options: Options) -> Iterator[Record]:
    """Yield what each answer of a crawl is, numbered in the order of the file; what is no record costs one row."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    number, gaps, start = 0, 0, 0
    while True:
        with file.open() as stream:
            beginning = forward(stream, start)
            if beginning is None:
                return
            tail = Tail(stream, beginning)
            good, incomplete = 0, False
            try:
                for record in ArchiveIterator(
                    tail, record_types=WarcRecordType.any_type, parse_http=False, stream_detect=False
                ):
                    good = record.stream_pos + 1
                    if not record.record_type & kinds:
                        continue
                    number += 1
                    place = f"{file.place}:{number}"
                    block = record.reader.read(LARGEST_PAGE + LARGEST_HEAD)
                    incomplete = len(block) < min(record.content_length, LARGEST_PAGE + LARGEST_HEAD)
                    if incomplete:
                        yield Unreadable(place, "cut_off", "the file ends within this record", REMEDY)
                    else:
                        yield answer(record, block, place, options)
            except UnpackError:
                raise
            except (OSError, ValueError, OverflowError) as error:
                gaps += 1
                number += 1
                yield Unreadable(f"{file.place}:{number}", "broken_record", f"no WARC record: {error}"[:200], REMEDY)
                if gaps >= MOST_GAPS:
                    reason = f"after {gaps} places that are no record the rest is not read"
                    yield Unreadable(file.place, "damaged_file", reason, REMEDY)
                    return
                start = start + good if good else start + 1
                continue
            if tail.last.strip(b"\r\n") and not incomplete:
                yield Unreadable(f"{file.place}:{number + 1}", "cut_off", "the file ends within a record", REMEDY)
            elif number == 0 and not tail.last:
                yield Unreadable(file.place, "empty_file", "there is nothing in it", "fetch the file again")
            return


def forward(stream: BinaryIO, start: int) -> bytes | None:
    """Move a stream to the first record at or after `start`, and return the bytes already read of it; None if none is.

    At 0 nothing is looked for: a file begins with a record, or says that it does not.
    """
    if start == 0:
        return b""
    left = start
    while left and (skipped := stream.read(min(left, CHUNK))):
        left -= len(skipped)
    seen = b""
    while chunk := stream.read(CHUNK):
        seen = seen[-len(b"WARC/1.1\r\n") :] + chunk
        found = START.search(seen)
        if found:
            return seen[found.start() :]
    return None


def answer(record: "WarcRecord", block: bytes, place: str, options: Options) -> Record:
    """Return the article of an answer, or why there is none."""
    url = record.headers.get("WARC-Target-URI")
    try:
        fetched_at = record.record_date
    except (ValueError, OverflowError):
        fetched_at = None
    beside: dict[str, Any] = {"url": url.strip("<> ") if url else None}
    if fetched_at is not None:
        beside["fetched_at"] = fetched_at.astimezone(UTC) if fetched_at.tzinfo else fetched_at
    if not (record.headers.get("Content-Type") or "").lower().startswith("application/http"):
        kind, body = record.headers.get("Content-Type") or "", block
    else:
        head, _, body = block.partition(b"\r\n\r\n")
        status, headers = http_head(head)
        kind = headers.get("content-type", "")
        if status != OK:
            return NotFootball(place)
        try:
            body = decoded(body, headers)
        except (ValueError, zlib.error) as error:
            return Unreadable(place, "broken_answer", f"its body cannot be decoded: {error}"[:200], REMEDY)
    if not kind.lower().strip().startswith(PAGE_TYPES):
        return NotFootball(place)
    return page(in_utf8(body, kind), place, beside, options)


def http_head(head: bytes) -> tuple[int, dict[str, str]]:
    """Return the status of an HTTP answer, 0 if it has none, and its headers by their names in small letters."""
    first, *rest = head.decode("latin-1").split("\n")
    parts = first.split()
    status = int(parts[1]) if len(parts) > 1 and parts[1].isascii() and parts[1].isdigit() else 0
    headers = {}
    for line in rest:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return status, headers


def decoded(body: bytes, headers: dict[str, str]) -> bytes:
    """Return the body of an answer, its chunks joined and unpacked: one byte more than a page may have at most.

    Crawlers that unpack a body often leave its headers as they were: what does not look packed is left alone.
    Raises ValueError or zlib.error for what cannot be unpacked.
    """
    if headers.get("transfer-encoding", "").lower() == "chunked" and re.match(rb"[0-9a-fA-F]{1,8}(;[^\r]*)?\r\n", body):
        body = unchunked(body)
    packing = headers.get("content-encoding", "").lower()
    if packing in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(31).decompress(body, LARGEST_PAGE + 1)
    if packing == "deflate" and body[:1] == b"\x78":
        return zlib.decompressobj().decompress(body, LARGEST_PAGE + 1)
    if packing == "br":
        return unbrotli(body)
    return body


def unchunked(body: bytes) -> bytes:
    """Return the chunks of a body joined. Raises ValueError for a broken length."""
    parts, position = [], 0
    while position < len(body):
        end = body.find(b"\r\n", position)
        if end < 0:
            break
        size = int(body[position:end].split(b";")[0], 16)
        if size <= 0:
            break
        parts.append(body[end + 2 : end + 2 + size])
        position = end + 2 + size + 2
    return b"".join(parts)


def unbrotli(body: bytes) -> bytes:
    """Return an unpacked body. Raises ValueError for what is not packed so."""
    import brotli

    read_on: Callable[..., bytes] = brotli.Decompressor().process
    try:
        return read_on(body, output_buffer_limit=LARGEST_PAGE + 1)
    except brotli.error as error:
        raise ValueError(f"no Brotli: {error}") from error


def in_utf8(body: bytes, content_type: str) -> bytes:
    """Return a page in UTF-8 where it is not and its Content-Type names another encoding; else as it is."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        if found:
            try:
                return body.decode(found[1]).encode("utf-8", "replace")
            except (LookupError, ValueError):
                return body
    return body
