"""Every format: what its reader takes out of a good file, and what one broken record costs."""

import gzip
import io
import resource
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from backports import zstd

from pipelines.sources import feeds, packed, sitemaps
from pipelines.sources.articles import NotFootball, SourceArticle, Unreadable
from pipelines.sources.drops import read_drop
from pipelines.sources.files import Options, Record
from pipelines.sources.football import may_be_football
from pipelines.sources.language import declared, identified
from tests.unit.sources import made
from tests.unit.sources.made import ARTICLES, BODY, Made

TODAY = date(2024, 6, 1)
COLUMNS = {"text": ("content", "maintext"), "published_on": ("date",), "title": ("headline",), "url": ("link",)}
OPTIONS = Options(columns=COLUMNS)
EVERY = made.every_format()


def read(folder: Path, name: str, raw: bytes, options: Options = OPTIONS) -> list[Record]:
    path = folder / name
    path.write_bytes(raw)
    return list(read_drop(path, read_on=TODAY, options=options))


def faults(items: list[Record]) -> list[tuple[str, str]]:
    return [(item.place, item.rule) for item in items if isinstance(item, Unreadable)]


def articles(items: list[Record]) -> list[SourceArticle]:
    return [item for item in items if isinstance(item, SourceArticle)]


@pytest.mark.parametrize("name", sorted(name for name in EVERY if "xml" not in name and "zip" not in name))
def test_every_format_gives_its_articles_in_every_packing(tmp_path: Path, name: str) -> None:
    items = read(tmp_path, name, EVERY[name])
    found = articles(items)
    one_a_file = any(suffix in name for suffix in (".txt", ".md", ".html"))
    assert len(found) == len(items) == (1 if one_a_file else 3), items
    for number, article in enumerate(found, start=1):
        assert article.published_on == date(2024, 5, 20)
        assert ARTICLES[number - 1].text in article.text
        assert article.place == (name if one_a_file else f"{name}:{number}")
        if ".txt" not in name:
            assert (article.title, article.url) == (ARTICLES[0].title, ARTICLES[number - 1].url)


def test_a_page_gives_what_it_says_of_itself_on_the_publishers_calendar(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "a.html", EVERY["a.html"])
    assert isinstance(article, SourceArticle)
    assert (article.author, article.source) == ("Rae Writer", "The Corner Flag")
    assert "Section 3" not in article.text
    assert "All rights" not in article.text


def test_what_a_page_does_not_say_stands_in_its_sidecar(tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    undated = made.page(ARTICLES[0]).replace(b"2024-05-20T22:15:00-05:00", b"x")
    (tmp_path / "drop/b.html").write_bytes(undated)
    (tmp_path / "drop/b.html.meta.json").write_text('{"published_on": "2024-05-19", "title": "Other", "source": "S"}')
    (article,) = read_drop(tmp_path / "drop", read_on=TODAY)
    assert isinstance(article, SourceArticle)
    assert (article.published_on, article.title) == (date(2024, 5, 19), ARTICLES[0].title)
    assert faults(read(tmp_path, "a.html", undated)) == [("a.html", "no_date")]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_a_page_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    article = Made(text=BODY + " Señor Núñez of Alavés saw 30 000 fans.")
    (found,) = read(tmp_path, "a.html", made.page(article, encoding=encoding))
    assert isinstance(found, SourceArticle)
    assert "Núñez" in found.text


def test_what_a_crawl_holds_adds_up(tmp_path: Path) -> None:
    cooking = made.page(Made(9, "Peel the apples and cook them slowly. Add sugar.", "Apple sauce"))
    packed_page = made.answer(gzip.compress(made.page(ARTICLES[2])), headers=["Content-Encoding: gzip"])
    chunks = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (b"<html>", made.page(ARTICLES[1]))) + b"0\r\n\r\n"
    )
    crawl = b"".join(
        made.record(block, kind=kind)
        for kind, block in (
            ("warcinfo", b"software: ours\r\n"),
            ("request", b"GET / HTTP/1.1\r\n\r\n"),
            ("response", made.answer(made.page(ARTICLES[0]))),
            ("response", made.answer(cooking)),
            ("response", made.answer(b"", status="301 Moved Permanently")),
            ("response", made.answer(b"\x89PNG football league", kind="image/png")),
            ("response", packed_page),
            ("response", made.answer(chunks, headers=["Transfer-Encoding: chunked"])),
            ("response", made.answer(b"\x1f\x8bbroken football league", headers=["Content-Encoding: gzip"])),
            ("metadata", b"fetchTimeMs: 3\r\n"),
        )
    )
    items = read(tmp_path, "a.warc", crawl)
    assert [type(item) for item in items] == [
        *(SourceArticle, NotFootball, NotFootball, NotFootball, SourceArticle, SourceArticle, Unreadable)
    ]
    assert [item.place for item in items] == [f"a.warc:{number}" for number in range(1, 8)]
    assert articles(items)[0].fetched_at == datetime(2024, 5, 21, 4)


def test_a_broken_record_of_a_crawl_costs_itself(tmp_path: Path) -> None:
    one, two, three = (made.record(made.answer(made.page(article)), number=article.number) for article in ARTICLES)
    for broken in (
        b"JUNK\r\nMORE\r\n\r\n",
        two.replace(b"Content-Length:", b"Content-Length: x", 1),
        two[: len(two) // 2],
    ):
        for crawl in (one + broken + three, broken + one + three):
            items = read(tmp_path, "a.warc", crawl)
            assert len(articles(items)) >= 1, broken[:20]
            assert any("report 3" in article.text for article in articles(items)), broken[:20]
            assert len(items) <= 4
    assert faults(read(tmp_path, "a.warc", one + three[:-300]))[0][1] == "cut_off"
    assert faults(read(tmp_path, "a.warc", one + three[:50]))[0][1] == "cut_off"
    assert len(faults(read(tmp_path, "a.warc", b"no crawl " * 100))) == 1


def test_a_cut_off_file_gives_what_comes_before_the_cut(tmp_path: Path) -> None:
    many = made.jsonl([Made(number, f"{BODY} {number * 7919}") for number in range(3000)])
    for name, raw in (("a.jsonl.gz", gzip.compress(many)), ("a.jsonl.zst", zstd.compress(many))):
        items = read(tmp_path, name, raw[: len(raw) * 9 // 10])
        assert faults(items)[-1] == (name, "damaged_archive")


def test_a_broken_row_costs_itself(tmp_path: Path) -> None:
    rows = (
        b"text,date\nfootball league one,2024-05-20\nfootball league two\nfootball league \xff,2024-05-20\n"
        b"football league four,soon\ngardening,2024-05-20\n,2024-05-20\nfootball league seven,2024-05-20\n"
    )
    items = read(tmp_path, "a.csv", rows)
    assert faults(items) == [
        ("a.csv:2", "ragged_row"),
        ("a.csv:3", "not_utf8"),
        ("a.csv:4", "broken_date"),
        ("a.csv:6", "no_text"),
    ]
    assert [item.place for item in items if isinstance(item, NotFootball)] == ["a.csv:5"]
    assert [article.place for article in articles(items)] == ["a.csv:1", "a.csv:7"]


def test_a_table_without_the_columns_says_which(tmp_path: Path) -> None:
    assert faults(read(tmp_path, "a.csv", b"a,b\n1,2\n")) == [("a.csv", "no_column")]
    assert faults(read(tmp_path, "a.parquet", made.parquet(), Options())) == [("a.parquet", "no_column")]


@pytest.mark.parametrize(("name", "raw"), [("a.csv", b"content,date\n"), ("a.jsonl", b"\n"), ("a.csv.gz", b"")])
def test_a_file_without_a_record_is_not_passed_over_in_silence(tmp_path: Path, name: str, raw: bytes) -> None:
    packed_up = gzip.compress(b"content,date\n") if name.endswith(".gz") else raw
    ((place, rule),) = faults(read(tmp_path, name, packed_up))
    assert place.startswith(name)
    assert rule == "empty_file"


def test_markup_of_markdown_is_taken_off(tmp_path: Path) -> None:
    source = b"---\npublished_on: 2024-05-20\n---\n# Town *go* up\n\n"
    source += b"They **won** [28 games](https://x.example) &\nlost `2`.\n\n- six\n"
    (article,) = read(tmp_path, "a.md", source)
    assert isinstance(article, SourceArticle)
    assert article.title == "Town go up"
    assert article.text == "Town go up\n\nThey won 28 games &\nlost 2.\n\nsix"


def test_a_feed_that_is_cut_off_keeps_its_entries(tmp_path: Path) -> None:
    items = read(tmp_path, "a.rss", made.rss()[:-200])
    assert len(articles(items)) >= 2
    assert faults(items)[-1][1] == "broken_feed"
    teaser = made.rss().replace(b"content:encoded", b"other")
    assert {rule for _, rule in faults(read(tmp_path, "a.rss", teaser))} == {"no_text"}
    undated = made.rss().replace(b"May 2024", b"May " + b"9" * 20)
    assert {rule for _, rule in faults(read(tmp_path, "a.rss", undated))} == {"no_date"}
    assert faults(read(tmp_path, "a.xml", b"<html><body>No feed</body></html>")) == [("a.xml", "no_feed")]


def test_a_sitemap_gives_addresses_and_no_date_of_a_change(tmp_path: Path) -> None:
    assert faults(read(tmp_path, "a.xml", made.sitemap())) == [("a.xml", "only_addresses")]
    found = list(sitemaps.addresses(made.sitemap()))
    assert [(item.url, item.published_on) for item in found] == [(made_.url, date(2024, 5, 20)) for made_ in ARTICLES]
    undeclared = sitemaps.addresses(made.sitemap().replace(b" xmlns:n=", b" xmlns:m="))
    assert [next(undeclared) for _ in found] == found
    with pytest.raises(sitemaps.BrokenSitemapError):
        next(undeclared)
    undated = made.sitemap().replace(b"publication_date", b"other")
    assert {item.published_on for item in feeds.links(undated)} == {None}
    with pytest.raises(feeds.BrokenFeedError):
        list(feeds.links(made.sitemap()[:-30]))


@pytest.mark.parametrize("name", ["a.rss", "a.xml"])
def test_entities_do_not_grow(tmp_path: Path, name: str) -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a "%s">' % (b"ha" * 50)
    for before, after in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f'<!ENTITY {after} "{f"&{before};" * 10}">'.encode()
    raw = b'<?xml version="1.0"?>' + bomb + b"]><rss><channel><title>&i;</title></channel></rss>"
    if name == "a.xml":
        raw = raw.replace(b"rss", b"urlset")
    (item,) = read(tmp_path, name, raw)
    assert isinstance(item, Unreadable)


def test_bombs_are_stopped(tmp_path: Path) -> None:
    zeros = b"\0" * 1_000_000
    gz, zst = io.BytesIO(), io.BytesIO()
    with gzip.open(gz, "wb") as file:
        for _ in range(400):
            file.write(zeros)
    with zstd.ZstdFile(zst, "wb") as file:
        for _ in range(400):
            file.write(zeros)
    bombs = {
        "a.jsonl.gz": gz.getvalue(),
        "a.jsonl.zst": zst.getvalue(),
        "a.warc.gz": gz.getvalue(),
        "a.parquet.zst": zst.getvalue(),
        "a.zip": made.zipped({f"{number}.jsonl": zeros * 30 for number in range(9)}),
    }
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, raw in bombs.items():
        items = read(tmp_path, name, raw)
        assert any(rule in ("decompression_bomb", "broken_record") for _, rule in faults(items)), name
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    names = ["../../out.txt", "/etc/out.txt", "C:\\out.txt", "a/../b.txt", "a.txt"]
    (tmp_path / "in").mkdir()
    items = read(tmp_path / "in", "a.zip", made.zipped(dict.fromkeys(names, EVERY["a.txt"])))
    assert sorted(item.place for item in items) == sorted(f"a.zip/{name}" for name in names)
    assert len(articles(items)) == len(names)
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_an_archive_says_what_it_has_that_cannot_be_read(tmp_path: Path) -> None:
    inner = made.zipped({"a.txt": EVERY["a.txt"]})
    raw = made.zipped(
        {"a.txt": EVERY["a.txt"], "b.zip": inner, "c.pdf": b"%PDF", ".hidden.txt": b"x", "d.txt": b"y",
         "d.txt.meta.json": b'{"published_on": "2024-05-20"}'}
    )  # fmt: skip
    items = read(tmp_path, "a.zip", raw)
    assert faults(items) == [("a.zip/b.zip", "unknown_format"), ("a.zip/c.pdf", "unknown_format")]
    assert [article.place for article in articles(items)] == ["a.zip/a.txt", "a.zip/d.txt"]
    assert faults(read(tmp_path, "a.zip", raw[:-40])) == [("a.zip", "damaged_archive")]
    assert faults(read(tmp_path, "a.zip", made.zipped({}))) == [("a.zip", "empty_archive")]
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("a.txt", EVERY["a.txt"])
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", EVERY["a.txt"])
    assert [item.place for item in read(tmp_path, "a.zip", twice.getvalue())] == ["a.zip/a.txt", "a.zip/a.txt (2)"]
    damaged = bytearray(raw)
    damaged[60:70] = b"\xff" * 10
    assert len(read(tmp_path, "a.zip", bytes(damaged))) == 4
    assert packed.MOST_TIMES > 100


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (b"the league season", True),
        ("Der Fußball und sein Trainer".encode(), True),
        ("El fútbol y su entrenador".encode("latin-1"), True),
        ("football manager".encode("utf-16"), True),
        (b"the weather tomorrow: rain, and one goal of mankind", False),
        (b"", False),
    ],
)
def test_the_cheap_test_keeps_what_has_words_of_the_game(page: bytes, kept: bool) -> None:
    assert may_be_football(page) is kept


def test_languages_are_told_by_tag_or_text() -> None:
    assert [declared(tag) for tag in ("en-GB", "EN_us", "de", "", None, "English", "x")] == [
        *("en", "en", "de", None, None, None, None)
    ]
    assert identified(BODY) == "en"
    assert identified(
        "Die Mannschaft von Trainer Ada Hill gewann in dieser Saison 26 Spiele und verlor nur drei davon. "
        "Schon lange vor dem Anpfiff des letzten Spiels war das Stadion voll."
    ) == "de"  # fmt: skip
    assert identified("Hill, Moran, Petersen") is None
