"""Whatever bytes a file holds, reading it raises nothing, and every record is an article or says why not."""

import json
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.sources.articles import SourceArticle, Unreadable, articles_frame, quarantine_frame
from pipelines.sources.drops import drop_id_of, read_drop

NAMES = st.sampled_from(["a.txt", "a.jsonl", "a.bin"])
STARTS = st.sampled_from([b"", b"---\n", b"date 2024-05-20 ", b'{"text": "x", "published_on": ', b"\xef\xbb\xbf"])


def read(name: str, content: bytes) -> list[SourceArticle | Unreadable]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return list(read_drop(path, read_on=date(2024, 6, 1)))


@given(NAMES, STARTS, st.binary(max_size=400))
def test_any_bytes_are_articles_or_say_why_not(name: str, start: bytes, rest: bytes) -> None:
    items = read(name, start + rest)
    articles = [item for item in items if isinstance(item, SourceArticle)]
    unreadable = [item for item in items if isinstance(item, Unreadable)]
    assert len(articles) + len(unreadable) == len(items)
    assert all(item.reason and item.remedy for item in unreadable)
    assert articles_frame("drop", articles).height == len(articles)
    assert quarantine_frame("drop", unreadable).height == len(unreadable)


@given(
    st.lists(
        st.fixed_dictionaries(
            {}, optional={"text": st.text(max_size=40), "published_on": st.dates().map(str) | st.text(max_size=12)}
        ),
        max_size=8,
    )
)
def test_every_line_of_json_is_counted(objects: list[dict[str, str]]) -> None:
    items = read("a.jsonl", "\n".join(json.dumps(item) for item in objects).encode())
    assert len(items) == len(objects)
    assert [item.place for item in items] == [f"a.jsonl:{number}" for number in range(1, len(objects) + 1)]


@given(st.text(min_size=1, max_size=100))
def test_a_drop_id_is_safe_and_the_same_each_time(name: str) -> None:
    made = drop_id_of(name)
    assert made == drop_id_of(name)
    assert 0 < len(made) <= 64
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
    assert not made.startswith((".", "_", "-"))
