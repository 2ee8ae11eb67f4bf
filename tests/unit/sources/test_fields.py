"""What is said about an article: in its first line, in front matter, in a sidecar, in a line of JSON."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from pipelines.sources.articles import SourceArticle, Unreadable, accepted
from pipelines.sources.drops import read_drop
from pipelines.sources.fields import article_of

TODAY = date(2024, 6, 1)
DAY = date(2024, 5, 20)


def read(drop: Path) -> SourceArticle | Unreadable:
    (item,) = read_drop(drop, read_on=TODAY)
    return item


def text_file(tmp_path: Path, text: str, sidecar: object = None) -> SourceArticle | Unreadable:
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "a.txt").write_bytes(text.encode())
    if sidecar is not None:
        (drop / "a.txt.meta.json").write_text(sidecar if isinstance(sidecar, str) else json.dumps(sidecar))
    return read(drop)


def test_a_sidecar_completes_a_text_that_is_dated(tmp_path: Path) -> None:
    said = {"published_on": "2024-01-01", "url": "https://example.org/a", "title": "Town go up"}
    article = text_file(tmp_path, "date 2024-05-20 They won.", said)
    assert isinstance(article, SourceArticle)
    assert (article.published_on, article.url, article.title) == (DAY, "https://example.org/a", "Town go up")


def test_a_sidecar_completes_front_matter(tmp_path: Path) -> None:
    article = text_file(tmp_path, "---\ntitle: Town go up\n---\nThey won.", {"published_on": "2024-05-20"})
    assert isinstance(article, SourceArticle)
    assert (article.published_on, article.title, article.text) == (DAY, "Town go up", "They won.")


@pytest.mark.parametrize("text", ["date 2024-05-20\r\n\r\nTown go up\r\nThey won.\r\n", "date 2024-05-20 x\u2028y\x00"])
def test_a_text_is_stored_to_the_character(tmp_path: Path, text: str) -> None:
    article = text_file(tmp_path, text)
    assert isinstance(article, SourceArticle)
    assert article.text == text


@pytest.mark.parametrize(
    "front",
    [
        "published_on: [",
        "published_on: !!timestamp soon",
        "published_on: 2024-13-45",
        "title: !!int ''",
        "title: !!float x",
        "? [a]\n: b",
        "title: " + "[" * 5_000,
        "title: *nobody",
        "title: !!python/object/apply:os.getcwd []",
        "title: \x01",
        "number: 1" + "0" * 5_000,
    ],
)
def test_broken_front_matter_is_told_and_never_raises(tmp_path: Path, front: str) -> None:
    item = text_file(tmp_path, f"---\n{front}\n---\nThey won.")
    assert isinstance(item, Unreadable)
    assert item.rule in {"broken_metadata", "no_date"}
    assert item.reason
    assert "\n" not in item.reason


def test_front_matter_cannot_blow_itself_up(tmp_path: Path) -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    bomb = f"---\npublished_on: 2024-05-20\na0: &a0 [x]\n{levels}title: *a11\n---\nThey won."
    item = text_file(tmp_path, bomb)
    assert isinstance(item, Unreadable)
    assert (item.rule, item.reason) == ("broken_field", "its title is no text")


@pytest.mark.parametrize("sidecar", ["{", "[]", "[" * 100_000, '"' + "x" * 200_000 + '"'])
def test_a_broken_sidecar_is_told(tmp_path: Path, sidecar: str) -> None:
    item = text_file(tmp_path, "date 2024-05-20 They won.", sidecar)
    assert isinstance(item, Unreadable)
    assert item.rule == "broken_metadata"
    assert item.place == "a.txt"


def test_a_sidecar_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text('{"title": "Secret"}')
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.txt").write_text("date 2024-05-20 They won.")
    (tmp_path / "drop/a.txt.meta.json").symlink_to(secret)
    found = {item.place: item for item in read_drop(tmp_path / "drop", read_on=TODAY)}
    assert {place: getattr(item, "rule", None) for place, item in found.items()} == {
        "a.txt": "broken_metadata",
        "a.txt.meta.json": "link",
    }


def test_a_sidecar_without_its_text_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.json").write_text("{}")
    item = read(tmp_path)
    assert isinstance(item, Unreadable)
    assert item.rule == "unknown_format"


@pytest.mark.parametrize("given", ["2024-05-20", " 2024-05-20 ", "2024-05-20T23:30:00+09:00", "2024-05-20 10:00", DAY])
def test_dates_that_are_read(given: object) -> None:
    article = article_of("a", {"published_on": given}, "They won.")
    assert isinstance(article, SourceArticle)
    assert article.published_on == DAY


@pytest.mark.parametrize(
    "given",
    ["20240520", "2024-W21-1", "2024-05-20th", "2024-02-30", "20/05/2024", "0024-05-20", "٢٠٢٤-٠٥-٢٠", 20240520, ["x"]],
)
def test_dates_that_are_not_read(given: object) -> None:
    item = article_of("a", {"published_on": given}, "They won.")
    assert isinstance(item, Unreadable)
    assert item.rule == "broken_date"


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("2024-05-20T18:30:00Z", datetime(2024, 5, 20, 18, 30)),
        ("2024-05-20T20:30:00+02:00", datetime(2024, 5, 20, 18, 30)),
        ("2024-05-20 18:30", datetime(2024, 5, 20, 18, 30)),
        (DAY, datetime(2024, 5, 20)),
        (None, None),
    ],
)
def test_the_moment_of_fetching_is_kept_in_utc(given: object, moment: datetime | None) -> None:
    article = article_of("a", {"published_on": DAY, "fetched_at": given}, "They won.")
    assert isinstance(article, SourceArticle)
    assert article.fetched_at == moment


@pytest.mark.parametrize(
    ("name", "value"),
    [("fetched_at", "yesterday"), ("fetched_at", "0001-01-01T00:00+05:00"), ("url", ["x"]), ("title", True),
     ("author", {"name": "x"}), ("id", 10**40)],
)  # fmt: skip
def test_a_field_that_holds_something_else_is_told(name: str, value: object) -> None:
    item = article_of("a", {"published_on": DAY, name: value}, "They won.")
    assert isinstance(item, Unreadable)
    assert item.rule == "broken_field"
    assert name in item.reason


def test_numbers_are_identifiers_too() -> None:
    article = article_of("a", {"published_on": DAY, "id": 17}, "They won.")
    assert isinstance(article, SourceArticle)
    assert article.source_id == "17"


def test_tomorrow_is_read_and_the_day_after_is_not() -> None:
    def dated(day: date) -> SourceArticle | Unreadable:
        return accepted(SourceArticle("a", day, "", "They won."), TODAY)

    assert isinstance(dated(date(2024, 6, 2)), SourceArticle)
    refused = dated(date(2024, 6, 3))
    assert isinstance(refused, Unreadable)
    assert (refused.rule, refused.quote) == ("future_date", "They won.")


def test_a_title_is_a_line_not_a_book() -> None:
    item = accepted(SourceArticle("a", DAY, "x" * 1_001, "They won."), TODAY)
    assert isinstance(item, Unreadable)
    assert item.rule == "title_too_large"
