"""What lies in a drop: everything is read or says why not, whatever it is."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from pipelines.sources.articles import SourceArticle, Unreadable, articles_frame, quarantine_frame
from pipelines.sources.drops import HeldBack, InboxDrop, content, inbox_drops, read_drop
from pipelines.sources.entries import entries
from schemas.articles import LakeArticles
from schemas.contract import broken_rows

TODAY = date(2024, 6, 1)
ARTICLE = "date 2024-05-20 They won."


def places(drop: Path) -> list[tuple[str, str]]:
    return [
        (item.place, item.rule if isinstance(item, Unreadable) else "article")
        for item in read_drop(drop, read_on=TODAY)
    ]


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    (tmp_path / "drop" / "b").mkdir(parents=True)
    for name in ("a.txt", "b/c.txt", "c.txt"):
        (tmp_path / "drop" / name).write_text(ARTICLE)
    return tmp_path / "drop"


def test_entries_come_in_the_order_of_their_names(drop: Path) -> None:
    assert [entry.place for entry in entries(drop)] == ["drop", "a.txt", "b", "b/c.txt", "c.txt"]


def test_hidden_and_unfinished_entries_are_left_out(drop: Path) -> None:
    for name in (".hidden/d.txt", "half.part/d.txt", "b/e.txt.tmp"):
        (drop / name).parent.mkdir(exist_ok=True)
        (drop / name).write_text(ARTICLE)
    assert [place for place, _ in places(drop)] == ["a.txt", "b/c.txt", "c.txt"]


def test_a_linked_folder_is_not_entered_and_not_lost(drop: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(ARTICLE)
    (drop / "linked").symlink_to(outside)
    (drop / "loop").symlink_to(drop)
    (drop / "nowhere").symlink_to(tmp_path / "nothing")
    assert [found for found in places(drop) if found[1] != "article"] == [
        ("linked", "link"),
        ("loop", "link"),
        ("nowhere", "link"),
    ]


def test_an_entry_of_the_inbox_that_is_a_link_is_not_followed(drop: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "linked").symlink_to(drop)
    (inbox / "gone").symlink_to(tmp_path / "nothing")
    found = list(inbox_drops(inbox, now=2e9, quiet_seconds=5))
    assert [entry.name for entry in found if isinstance(entry, InboxDrop)] == ["gone", "linked"]
    assert [places(entry.path) for entry in found if isinstance(entry, InboxDrop)] == [
        [("gone", "link")],
        [("linked", "link")],
    ]


def test_pipes_and_sockets_are_not_waited_for(drop: Path) -> None:
    os.mkfifo(drop / "pipe.txt")
    os.mkfifo(drop / "a.txt.meta.json")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(drop / "socket.jsonl"))
    before = content(drop)
    assert content(drop) == before
    assert [found for found in places(drop) if found[1] != "article"] == [
        ("a.txt.meta.json", "special_file"),
        ("pipe.txt", "special_file"),
        ("socket.jsonl", "special_file"),
    ]


@contextmanager
def without_privileges() -> Iterator[None]:
    """Give up what lets the superuser read everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_what_may_not_be_read_says_so_and_costs_nothing_else(
    drop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in (tmp_path, drop):
        folder.chmod(0o755)
    for closed in (drop / "b", drop / "c.txt"):
        closed.chmod(0)
    with without_privileges():
        (found,) = inbox_drops(Path(), now=2e9, quiet_seconds=5)
        assert isinstance(found, InboxDrop)
        assert places(found.path) == [("a.txt", "article"), ("b", "file_unreadable"), ("c.txt", "file_unreadable")]
    (drop / "b").chmod(0o755)
    (drop / "c.txt").chmod(0o644)
    assert content(drop)[0] != found.sha256


def test_a_name_that_is_not_utf8_is_read_and_can_be_stored(tmp_path: Path) -> None:
    folder = tmp_path / "inbox" / os.fsdecode(b"\xe9t\xe9")
    folder.mkdir(parents=True)
    for name in (b"\xff.txt", b"\xfe.txt", b"x.\xfd"):
        (folder / os.fsdecode(name)).write_text(ARTICLE)
    (found,) = inbox_drops(tmp_path / "inbox", now=2e9, quiet_seconds=5)
    assert isinstance(found, InboxDrop)
    assert found.name == r"\xe9t\xe9"
    items = list(read_drop(found.path, read_on=TODAY))
    frame = articles_frame(found.drop_id, [item for item in items if isinstance(item, SourceArticle)])
    assert frame["place"].to_list() == [r"\xfe.txt", r"\xff.txt"]
    assert broken_rows(LakeArticles, frame).height == 0
    unreadable = quarantine_frame(found.drop_id, [item for item in items if isinstance(item, Unreadable)])
    assert unreadable["reason"].to_list() == [r"files named .\xfd are not read"]


def test_a_deep_drop_is_read_to_the_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    depth = 1_200
    monkeypatch.chdir(tmp_path)
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text(ARTICLE)
    os.chdir(tmp_path)
    found = places(Path("d"))
    subprocess.run(["rm", "-r", "d"], check=True)  # too deep for the standard library
    assert found == [("d/" * (depth - 1) + "a.txt", "article")]


def test_a_path_that_is_too_long_for_the_system_says_so(tmp_path: Path) -> None:
    name = "d" * 200
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(25):
            Path(name).mkdir()
            os.chdir(name)
    finally:
        os.chdir(before)
    ((_, rule),) = places(tmp_path)
    assert rule == "file_unreadable"
    assert content(tmp_path)[1] == 0


def test_a_change_anywhere_in_a_drop_holds_it_back(drop: Path) -> None:
    now = 1_000_000.0
    for path in (drop, *drop.rglob("*")):
        os.utime(path, (now - 60, now - 60))
    assert [type(found) for found in inbox_drops(drop.parent, now=now, quiet_seconds=5)] == [InboxDrop]
    os.utime(drop / "b", (now - 1, now - 1))  # a file with an old date has just been moved into it
    (held,) = inbox_drops(drop.parent, now=now, quiet_seconds=5)
    assert isinstance(held, HeldBack)
    assert "1 s ago" in held.reason


@pytest.mark.parametrize(
    "change",
    [
        lambda drop: (drop / "a.txt").write_text(ARTICLE + "!"),
        lambda drop: (drop / "a.txt").rename(drop / "d.txt"),
        lambda drop: (drop / "b/c.txt").rename(drop / "b-c.txt"),
        lambda drop: (drop / "c.txt").unlink(),
        lambda drop: (drop / "d.txt").touch(),
        lambda drop: (drop / "d.txt").symlink_to("a.txt"),
    ],
)
def test_a_change_of_a_drop_changes_its_hash(drop: Path, change: object) -> None:
    before = content(drop)
    assert callable(change)
    change(drop)
    assert content(drop) != before
    assert len(content(drop)[0]) == 64


def test_what_does_not_change_a_drop_does_not_change_its_hash(drop: Path) -> None:
    before = content(drop)
    assert before[1] == 3 * len(ARTICLE)
    os.utime(drop / "a.txt", (0, 0))
    (drop / ".hidden").touch()
    (drop / "e.part").touch()
    assert content(drop) == before
