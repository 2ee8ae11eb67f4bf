"""Files of every format, made from articles of our own: for tests of the readers, the soak and the poller."""

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import polars as pl
from backports import zstd

BODY = (
    "Harbour Town boss Ada Hill has led her side to the League Two title. Her team won 26 games this season and lost "
    "only three of them. The club's supporters filled the ground long before the kick-off of the last match."
)


@dataclass(frozen=True)
class Made:
    """An article to be put into some format."""

    number: int = 1
    text: str = BODY
    title: str = "Town go up as champions"
    day: str = "2024-05-20"

    @property
    def url(self) -> str:
        return f"https://flag.example/football/{self.number}"


ARTICLES = tuple(Made(number, f"{BODY} This is report {number}.") for number in range(1, 4))


def page(made: Made, *, language: str = "en-GB", encoding: str = "utf-8") -> bytes:
    """Return a page as a newspaper has it: navigation, the article, other headlines."""
    navigation = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(30))
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in made.text.split("\n"))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="{encoding}"><title>{escape(made.title)} | The Corner '
        f'Flag</title><meta property="og:site_name" content="The Corner Flag"><meta property="article:published_time" '
        f'content="{made.day}T22:15:00-05:00"><meta name="author" content="Rae Writer"><link rel="canonical" '
        f'href="{made.url}"></head><body><nav><ul>{navigation}</ul></nav><article><h1>{escape(made.title)}</h1>'
        f"{paragraphs}</article><footer><p>All rights reserved</p></footer></body></html>"
    ).encode(encoding, "xmlcharrefreplace")


def answer(
    body: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", headers: Sequence[str] = ()
) -> bytes:
    """Return an HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(block: bytes, *, kind: str = "response", url: str = "https://flag.example/1", number: int = 1) -> bytes:
    """Return a record of a WARC file."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Date: 2024-05-21T04:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(articles: Sequence[Made] = ARTICLES) -> bytes:
    """Return a crawl of the articles' pages."""
    return b"".join(record(answer(page(made)), url=made.url, number=made.number) for made in articles)


def jsonl(articles: Sequence[Made] = ARTICLES) -> bytes:
    """Return articles as JSON Lines."""
    return "".join(
        json.dumps({"published_on": made.day, "title": made.title, "text": made.text, "url": made.url}) + "\n"
        for made in articles
    ).encode()


def parquet(articles: Sequence[Made] = ARTICLES) -> bytes:
    """Return articles as a corpus."""
    frame = pl.DataFrame(
        {
            "maintext": [made.text for made in articles],
            "date": [f"{made.day} 10:00:00" for made in articles],
            "title": [made.title for made in articles],
            "url": [made.url for made in articles],
        }
    )
    file = io.BytesIO()
    frame.write_parquet(file, row_group_size=2)
    return file.getvalue()


def csv(articles: Sequence[Made] = ARTICLES) -> bytes:
    """Return articles as comma-separated values."""
    rows = "".join(f'"{made.text}","{made.day}","{made.title}",{made.url}\n' for made in articles)
    return f"content,date,headline,link\n{rows}".encode()


def markdown(made: Made = ARTICLES[0]) -> bytes:
    """Return an article as Markdown with front matter."""
    return f"---\npublished_on: {made.day}\nurl: {made.url}\n---\n# {made.title}\n\n**{made.text}**\n".encode()


def rss(articles: Sequence[Made] = ARTICLES) -> bytes:
    """Return articles as a feed."""
    items = "".join(
        f"<item><title>{made.title}</title><link>{made.url}</link><guid>{made.number}</guid>"
        f"<pubDate>Mon, {made.day[8:]} May 2024 22:15:00 -0500</pubDate>"
        f"<content:encoded><![CDATA[<p>{made.text}</p>]]></content:encoded></item>"
        for made in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>The Corner Flag</title><link>https://flag.example</link><language>en</language>{items}"
        "</channel></rss>"
    ).encode()


def atom(articles: Sequence[Made] = ARTICLES) -> bytes:
    """Return articles as an Atom feed."""
    entries = "".join(
        f'<entry><title>{made.title}</title><link href="{made.url}"/><id>{made.number}</id>'
        f'<published>{made.day}T22:15:00-05:00</published><content type="text">{made.text}</content></entry>'
        for made in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Corner Flag</title>'
        f"<id>f</id>{entries}</feed>"
    ).encode()


def sitemap(articles: Sequence[Made] = ARTICLES) -> bytes:
    """Return the addresses of articles as a news sitemap."""
    urls = "".join(
        f"<url><loc>{made.url}</loc><lastmod>2024-06-30</lastmod><n:news><n:publication_date>{made.day}</n:publication_date>"
        f"<n:title>{made.title}</n:title></n:news></url>"
        for made in articles
    )
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    ).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """Return files as an archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return made.getvalue()


def every_format() -> dict[str, bytes]:
    """Return a file of every format and packing, by a name that tells it."""
    text = f"date {ARTICLES[0].day}\n\n{ARTICLES[0].text}".encode()
    plain = {
        "a.txt": text,
        "a.md": markdown(),
        "a.jsonl": jsonl(),
        "a.csv": csv(),
        "a.parquet": parquet(),
        "a.html": page(ARTICLES[0]),
        "a.rss": rss(),
        "a.atom": atom(),
        "a.xml": sitemap(),
        "a.warc": warc(),
    }
    return {
        **plain,
        **{f"{name}.gz": gzip.compress(raw) for name, raw in plain.items()},
        **{f"{name}.zst": zstd.compress(raw) for name, raw in plain.items()},
        "members.warc.gz": b"".join(
            gzip.compress(record(answer(page(made)), url=made.url, number=made.number)) for made in ARTICLES
        ),
        "a.zip": zipped(plain),
    }
