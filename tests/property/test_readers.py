"""Whatever becomes of a file of any format, its reader raises nothing, ends, and counts every record."""

import os
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.sources.articles import NotFootball, SourceArticle, Unreadable, articles_frame, quarantine_frame
from pipelines.sources.drops import read_drop
from pipelines.sources.files import Options, Record
from pipelines.sources.html import fragment_text
from pipelines.sources.markdown import plain_text
from schemas.articles import LakeArticles
from schemas.contract import broken_rows
from schemas.evidence import Quarantine
from tests.unit.sources import made

FILES = made.every_format()
OPTIONS = Options(columns={"text": ("content", "maintext"), "published_on": ("date",)})
ODD = st.sampled_from(
    [b"\0", b"\xff\xfe", b"<", b">", b"&", b'"', b"\r\n\r\n", b"WARC/1.0\r\n", b"-1", b"9" * 20, b"]]>"]
)


def read(name: str, raw: bytes) -> list[Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        return list(read_drop(path, read_on=date(2024, 6, 1), options=OPTIONS))


def check(items: list[Record]) -> None:
    """Assert that what was read can be stored, every record under a place of its own."""
    articles = [item for item in items if isinstance(item, SourceArticle)]
    unreadable = [item for item in items if isinstance(item, Unreadable)]
    turned_away = [item for item in items if isinstance(item, NotFootball)]
    assert items
    assert len(articles) + len(unreadable) + len(turned_away) == len(items)
    assert broken_rows(LakeArticles, articles_frame("drop", articles)).is_empty()
    quarantine = quarantine_frame("drop", unreadable)
    assert broken_rows(Quarantine, quarantine).is_empty()
    assert quarantine["quarantine_id"].n_unique() == quarantine.height
    places = [item.place for item in [*articles, *turned_away]]
    assert len(set(places)) == len(places)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file of some format that was cut off, overwritten, added to, turned around or recoded."""
    name = draw(st.sampled_from(sorted(FILES)))
    raw = bytearray(FILES[name])
    for _ in range(draw(st.integers(1, 4))):
        where = draw(st.integers(0, max(len(raw) - 1, 0)))
        how = draw(st.integers(0, 5))
        if how == 0:
            del raw[where:]
        elif how == 1:
            raw[where : where + 1] = draw(st.binary(min_size=1, max_size=8))
        elif how == 2:
            raw[where:where] = draw(ODD)
        elif how == 3:
            del raw[where : where + draw(st.integers(1, 200))]
        elif how == 4:
            raw[where:where] = raw[where : where + draw(st.integers(1, 400))]
        else:
            raw = bytearray(bytes(raw).decode("latin-1").encode(draw(st.sampled_from(["utf-16", "utf-32", "utf-8"]))))
    return name, bytes(raw)


@settings(max_examples=200)
@given(damaged())
def test_a_damaged_file_raises_nothing_and_everything_is_counted(file: tuple[str, bytes]) -> None:
    check(read(*file))


@settings(max_examples=100)
@given(st.sampled_from(sorted(FILES)), st.sampled_from(sorted(FILES)))
def test_a_file_under_the_name_of_another_format_raises_nothing(name: str, content: str) -> None:
    check(read(name, FILES[content]))


@settings(max_examples=100)
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=300))
def test_bytes_of_any_kind_raise_nothing(name: str, raw: bytes) -> None:
    check(read(name, raw))


@given(st.text(max_size=300))
def test_pieces_of_markup_raise_nothing(markup: str) -> None:
    assert isinstance(fragment_text(markup), str)
    text, heading = plain_text(markup)
    assert isinstance(text, str)
    assert isinstance(heading, str)


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), min_size=1, max_size=5, unique=True))
def test_names_in_an_archive_are_only_labels(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in" / "a.zip"
        path.parent.mkdir()
        path.write_bytes(made.zipped({f"../{name}": b"date 2024-05-20 x" for name in names}))
        check(list(read_drop(path, read_on=date(2024, 6, 1))))
        assert os.listdir(folder) == ["in"]  # noqa: PTH208
        assert os.listdir(path.parent) == ["a.zip"]  # noqa: PTH208
