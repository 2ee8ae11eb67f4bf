"""Where the home is, what may become one, and that no name leads out of it."""

from pathlib import Path

import pytest

from pipelines.home import CHECKOUT, Home, HomeError, is_drop_id


def test_the_argument_wins_over_the_environment_and_that_over_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAFFER_HOME", str(tmp_path / "named"))
    assert Home.find(tmp_path / "given").root == tmp_path / "given"
    assert Home.find().root == tmp_path / "named"
    monkeypatch.delenv("GAFFER_HOME")
    assert Home.find().root == CHECKOUT / "warehouse"


def test_preparing_makes_the_folders_and_may_be_repeated(tmp_path: Path) -> None:
    home = Home.find(tmp_path / "new" / "home").prepare()
    home.prepare()
    assert home.inbox.is_dir()
    assert home.builds.is_dir()
    (home.root / "notes.txt").write_text("a foreign file in a home does not matter")
    home.prepare()


def test_what_a_user_is_told_to_put_there_does_not_make_a_folder_foreign(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "settings.toml").write_text("")
    assert Home(tmp_path).prepare().marker.exists()


def test_a_folder_with_other_things_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(HomeError, match=r"thesis\.docx"):
        Home(tmp_path).prepare()
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match="is a file"):
        Home(tmp_path / "file").prepare()


@pytest.mark.parametrize("name", ["a", "2024-05-19.jsonl", "sky_2", "a" * 64])
def test_safe_names_are_ids_of_drops(name: str) -> None:
    assert is_drop_id(name)


@pytest.mark.parametrize("name", ["", "..", "a..b", "../a", "a/b", "A", "-a", ".a", "a" * 65, "é", "a\n"])
def test_other_names_are_not_and_never_become_a_path(name: str, tmp_path: Path) -> None:
    assert not is_drop_id(name)
    with pytest.raises(HomeError):
        Home(tmp_path).drop_folder("claims", name)
    with pytest.raises(HomeError):
        Home(tmp_path).manifest(name)


@pytest.mark.parametrize("name", ["../clubs", "clubs/../x", "", "Clubs"])
def test_no_table_leads_out_of_the_home(name: str, tmp_path: Path) -> None:
    with pytest.raises(HomeError):
        Home(tmp_path).record_file(name)
