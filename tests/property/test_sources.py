"""Whatever bytes a drop holds, reading it raises nothing, and every record is an article or says why not."""

import json
import os
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.sources.articles import SourceArticle, Unreadable, articles_frame, quarantine_frame
from pipelines.sources.drops import content, drop_id_of, read_drop
from schemas.articles import LakeArticles
from schemas.contract import broken_rows
from schemas.evidence import Quarantine

NAMES = st.sampled_from([b"a.txt", b"a.jsonl", b"a.bin"])
STARTS = st.sampled_from([b"", b"---\n", b"date 2024-05-20 ", b'{"text": "x", "published_on": ', b"\xef\xbb\xbf"])
TOKENS = (
    *("published_on: 2024-05-20\n", "title", "url", ": ", "\n", "  ", "- ", "? ", "&a ", "*a ", "<<: *a\n", ", "),
    *("[", "]", "{", "}", "|\n", ">-\n", "'", '"', "#", "~", "yes", "x", "\t", "---\n", "...\n", "%YAML 1.1\n"),
    *("!!int ", "!!float ", "!!timestamp ", "!!binary ", "!!set ", "!!omap ", "!!null ", "!!bool ", "!!pairs "),
    *("0x1F", "1e999", "12:30:45", "2024-05-20"),
)
YAML = st.lists(st.sampled_from(TOKENS), max_size=25).map("".join)
FILE_NAME = st.binary(min_size=1, max_size=12).map(
    lambda name: name.replace(b"/", b"_").replace(b"\0", b"_").strip(b".") or b"x"
)
ENDINGS = st.sampled_from([b"", b".txt", b".jsonl", b".txt.meta.json", b".TXT", b".tmp"])


def read(files: Mapping[bytes, bytes]) -> list[SourceArticle | Unreadable]:
    """Read a drop with these files; the same hash twice, and frames that keep their contracts."""
    with tempfile.TemporaryDirectory() as folder:
        for name, held in files.items():
            Path(folder, os.fsdecode(name)).write_bytes(held)
        assert content(Path(folder)) == content(Path(folder))
        items = list(read_drop(Path(folder), read_on=date(2024, 6, 1)))
    articles = [item for item in items if isinstance(item, SourceArticle)]
    unreadable = [item for item in items if isinstance(item, Unreadable)]
    assert len(articles) + len(unreadable) == len(items)
    assert all(item.reason and item.remedy for item in unreadable)
    for model, frame, count in (
        (LakeArticles, articles_frame("drop", articles), len(articles)),
        (Quarantine, quarantine_frame("drop", unreadable), len(unreadable)),
    ):
        assert frame.height == count
        assert broken_rows(model, frame).height == 0
    return items


@given(NAMES, STARTS, st.binary(max_size=400))
def test_any_bytes_are_articles_or_say_why_not(name: bytes, start: bytes, rest: bytes) -> None:
    held = start + rest
    records = sum(1 for line in held.split(b"\n") if line.strip()) if name == b"a.jsonl" else 1
    assert len(read({name: held})) == max(records, 1)  # a file without a record is a record of that


@given(YAML)
def test_any_front_matter_is_an_article_or_says_why_not(front: str) -> None:
    (item,) = read({b"a.txt": f"---\n{front}\n---\nThey won.".encode()})
    assert isinstance(item, Unreadable) or item.text.endswith("They won.")


@given(st.dictionaries(st.builds(bytes.__add__, FILE_NAME, ENDINGS), st.binary(max_size=30), max_size=6))
def test_any_names_of_files_are_counted(files: dict[bytes, bytes]) -> None:
    items = read(files)
    places = [item.place for item in items]
    assert len(set(places)) == len(places)
    for name in files:
        article = name.removesuffix(b".txt.meta.json") + b".txt"
        told = os.fsencode(name).decode("utf-8", "backslashreplace")
        passed_over = name.startswith(b".") or name.endswith((b".tmp", b".part"))
        beside = name.endswith(b".meta.json") and (article in files or name.removesuffix(b".meta.json") in files)
        seen = any(place == told or place.startswith(f"{told}:") for place in places)
        assert seen != (passed_over or beside)


@given(
    st.lists(
        st.fixed_dictionaries(
            {}, optional={"text": st.text(max_size=40), "published_on": st.dates().map(str) | st.text(max_size=12)}
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_line_of_json_is_counted(objects: list[dict[str, str]]) -> None:
    items = read({b"a.jsonl": "\n".join(json.dumps(item) for item in objects).encode()})
    assert [item.place for item in items] == [f"a.jsonl:{number}" for number in range(1, len(objects) + 1)]


@given(st.text(max_size=200), st.dates(date(1850, 1, 1), date(2024, 6, 2)), st.text(max_size=60))
def test_a_line_of_json_is_stored_to_the_character(text: str, day: date, title: str) -> None:
    stored = ("x" + text).encode("utf-8", "replace").decode()
    line = json.dumps({"text": "x" + text, "published_on": str(day), "title": title})
    (item,) = read({b"a.jsonl": line.encode()})
    assert isinstance(item, SourceArticle)
    assert (item.text, item.published_on) == (stored, day)


@given(st.text(min_size=1, max_size=100))
def test_a_drop_id_is_safe_and_the_same_each_time(name: str) -> None:
    made = drop_id_of(name)
    assert made == drop_id_of(name)
    assert 0 < len(made) <= 64
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
    assert not made.startswith((".", "_", "-"))
