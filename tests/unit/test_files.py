"""Atomic writing: old or new, never a half, and nothing left lying about."""

from pathlib import Path

import pytest

from pipelines import files


def test_a_failed_write_keeps_the_old_content_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.write_text(path, "old")

    def fail(part: Path) -> None:
        part.write_text("half")
        raise OSError("disk full")

    with pytest.raises(files.WriteError, match=r"a\.txt cannot be written: disk full"):
        files.write_atomically(path, fail)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_replaced_and_stays_relative(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    link = tmp_path / "link"
    files.replace_link(link, "a")
    files.replace_link(link, "b")
    assert link.readlink() == Path("b")
    assert link.read_text() == "b"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b", "link"]


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(files.WriteError, match=r"file.a\.txt cannot be written"):
        files.write_text(tmp_path / "file" / "a.txt", "x")
