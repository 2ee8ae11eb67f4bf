"""Drops: which entries of an inbox are drops, what identifies them, what is in them."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from pipelines.sources.articles import SourceArticle, Unreadable, articles_frame, quarantine_frame
from pipelines.sources.drops import HeldBack, InboxDrop, content, drop_id_of, inbox_drops, read_drop
from pipelines.sources.json_lines import LONGEST_LINE, bounded_lines
from schemas.articles import LakeArticles
from schemas.contract import broken_rows
from schemas.evidence import Quarantine

TODAY = date(2024, 6, 1)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path) -> list[SourceArticle | Unreadable]:
    return list(read_drop(path, read_on=TODAY))


def faults(path: Path) -> list[str]:
    return [item.rule for item in read(path) if isinstance(item, Unreadable)]


def test_a_first_line_dates_a_text_and_stays_in_it(tmp_path: Path) -> None:
    text = " date 2024-05-20 Harbour Town won.\n\nMore follows."
    (article,) = read(write(tmp_path / "a.txt", text))
    assert isinstance(article, SourceArticle)
    assert (article.text, article.published_on, article.place) == (text, date(2024, 5, 20), "a.txt")


def test_a_short_line_after_the_date_is_the_title(tmp_path: Path) -> None:
    (article,) = read(write(tmp_path / "a.txt", "date 2024-05-20\n\nTown go up\n\nThey won."))
    assert isinstance(article, SourceArticle)
    assert article.title == "Town go up"


def test_a_long_first_paragraph_is_no_title(tmp_path: Path) -> None:
    (article,) = read(write(tmp_path / "a.txt", "date 2024-05-20 " + "Harbour Town won again. " * 10))
    assert isinstance(article, SourceArticle)
    assert article.title == ""


def test_front_matter_is_taken_off(tmp_path: Path) -> None:
    front = (
        "---\npublished_on: 2024-05-20\ntitle: Town go up\nsource: The Corner Flag\nurl: https://example.org/a\n---\n"
    )
    (article,) = read(write(tmp_path / "a.txt", front + "\nThey won.\n"))
    assert isinstance(article, SourceArticle)
    assert article.text == "They won."
    assert (article.title, article.source, article.url) == ("Town go up", "The Corner Flag", "https://example.org/a")
    assert article.published_on == date(2024, 5, 20)


def test_a_sidecar_tells_of_the_file_beside_it_and_is_no_article(tmp_path: Path) -> None:
    write(tmp_path / "drop/a.txt", "They won.\n")
    write(
        tmp_path / "drop/a.txt.meta.json",
        '{"published_on": "2024-05-20", "title": "Town go up", "author": "A. Reader"}',
    )
    (article,) = read(tmp_path / "drop")
    assert isinstance(article, SourceArticle)
    assert (article.title, article.author, article.text) == ("Town go up", "A. Reader", "They won.\n")


def test_json_lines_give_an_article_a_line(tmp_path: Path) -> None:
    lines = (
        '{"id": "x1", "published_on": "2024-05-20", "title": "Up", "text": "They won 🏆.", "url": null}\n'
        "\n"
        "{broken\n"
        '["a list"]\n'
        '{"published_on": "2024-05-20"}\n'
        '{"text": "No date."}\n'
        '{"text": "A date.", "published_on": "in May"}\n'
    )
    first, *rest = read(write(tmp_path / "a.jsonl", lines))
    assert isinstance(first, SourceArticle)
    assert (first.source_id, first.place, first.text) == ("x1", "a.jsonl:1", "They won 🏆.")
    assert [(item.place, item.rule) for item in rest if isinstance(item, Unreadable)] == [
        ("a.jsonl:3", "not_json"),
        ("a.jsonl:4", "no_object"),
        ("a.jsonl:5", "no_text"),
        ("a.jsonl:6", "no_date"),
        ("a.jsonl:7", "broken_date"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.txt", b"date 2024-05-20\n\xff\xfe", "not_utf8"),
        ("a.txt", "No date here.", "no_date"),
        ("a.txt", "date 2024-06-03 Tomorrow's news.", "future_date"),
        ("a.txt", "---\npublished_on: 2024-05-20\n---\n\n", "empty_text"),
        ("a.txt", "---\npublished_on: [\n---\nText", "broken_metadata"),
        ("a.pdf", "%PDF", "unknown_format"),
        ("a.jsonl", '{"published_on": "2024-05-20", "text": "' + "x" * 1_000_001 + '"}', "text_too_large"),
        ("a.jsonl", b'{"text": "\xff"}', "not_utf8"),
        ("a.jsonl", "[" * 100_000, "not_json"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: str | bytes, rule: str) -> None:
    (item,) = read(write(tmp_path / name, content))
    assert isinstance(item, Unreadable)
    assert item.rule == rule
    assert item.reason
    assert item.remedy


def test_a_line_that_is_too_long_is_one_record_and_not_held(tmp_path: Path) -> None:
    line = json.dumps({"published_on": "2024-05-20", "text": "They won."}).encode()
    path = write(tmp_path / "a.jsonl", b"x" * (2 * LONGEST_LINE + 5) + b"\n" + line + b"\n" + b"y" * (LONGEST_LINE + 1))
    first, second, third = read(path)
    assert [getattr(item, "rule", None) for item in (first, second, third)] == ["line_too_long", None, "line_too_long"]
    assert (second.place, third.place) == ("a.jsonl:2", "a.jsonl:3")
    with path.open("rb") as lines:
        assert max(len(line) for line in bounded_lines(lines)) <= LONGEST_LINE + 1


def test_a_text_that_is_broken_does_not_cost_its_neighbours(tmp_path: Path) -> None:
    write(tmp_path / "drop/a.txt", b"\xff")
    write(tmp_path / "drop/b.txt", "date 2024-05-20 They won.")
    write(tmp_path / "drop/sub/c.txt", "date 2024-05-20 They drew.")
    write(tmp_path / "drop/.hidden.txt", "date 2024-05-20 Not here.")
    places = [item.place for item in read(tmp_path / "drop")]
    assert places == ["a.txt", "b.txt", "sub/c.txt"]
    assert faults(tmp_path / "drop") == ["not_utf8"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "date 2024-05-20 Secret.")
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.txt").symlink_to(secret)
    assert faults(tmp_path / "drop") == ["link"]


def test_a_drop_without_files_says_so(tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    assert faults(tmp_path / "drop") == ["empty_drop"]


@pytest.mark.parametrize("name", ["a", "2024-05-20.jsonl", "drop_1", "x" * 64])
def test_a_safe_name_is_the_drop_id(name: str) -> None:
    assert drop_id_of(name) == name


@pytest.mark.parametrize("name", ["Drop", "a..b", "été", "x" * 65, "a b", "日本", "-a", "a/b"])
def test_another_name_becomes_a_slug_with_a_hash(name: str) -> None:
    made = drop_id_of(name)
    assert made != name
    assert ".." not in made
    assert drop_id_of(made) == made
    assert made != drop_id_of(name + "x")
    assert "/" not in made


def test_the_inbox_holds_back_what_may_still_be_written(tmp_path: Path) -> None:
    now = 1_000_000.0
    for name, age in (("old.txt", 60), ("new.txt", 1), (".hidden", 60), ("a.part", 60), ("b.tmp", 60)):
        path = write(tmp_path / name, name)
        os.utime(path, (now - age, now - age))
    found = list(inbox_drops(tmp_path, now=now, quiet_seconds=5))
    assert [type(entry) for entry in found] == [HeldBack, InboxDrop]
    assert [entry.name for entry in found] == ["new.txt", "old.txt"]


def test_a_hash_tells_contents_and_names_apart(tmp_path: Path) -> None:
    write(tmp_path / "one/a.txt", "x")
    write(tmp_path / "one/b.txt", "y")
    write(tmp_path / "two/a.txt", "xy")
    write(tmp_path / "two/b.txt", "")
    write(tmp_path / "three/a.txt", "x")
    write(tmp_path / "three/b.txt", "y")
    one, two, three = (content(tmp_path / name) for name in ("one", "two", "three"))
    assert one == three
    assert one[0] != two[0]
    assert one[1] == two[1] == 2


def test_frames_keep_their_contracts(tmp_path: Path) -> None:
    write(tmp_path / "drop/a.txt", b"\xff")
    write(tmp_path / "drop/b.txt", "date 2024-05-20 They won \U0001f3c6.")
    items = read(tmp_path / "drop")
    articles = articles_frame("drop", [item for item in items if isinstance(item, SourceArticle)])
    quarantine = quarantine_frame("drop", [item for item in items if isinstance(item, Unreadable)])
    assert broken_rows(LakeArticles, articles).height == 0
    assert broken_rows(Quarantine, quarantine).height == 0
    assert (articles.height, quarantine.height) == (1, 1)
