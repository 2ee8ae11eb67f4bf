"""The settings: the home's file changes single values, and nothing in it is silently without effect."""

from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.settings import Settings, SettingsError


def written(folder: Path, text: str) -> Home:
    (folder / "settings.toml").write_text(text)
    return Home(folder)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = Settings.read(Home(tmp_path))
    assert settings.checks.least_records == 0.95
    assert settings.inbox.quiet_seconds == 5.0


def test_the_file_of_the_home_changes_single_values(tmp_path: Path) -> None:
    settings = Settings.read(written(tmp_path, "[checks]\nmost_quarantined = 1\n[retention]\nbuilds = 9\n"))
    assert (settings.checks.most_quarantined, settings.retention.builds) == (1, 9)
    assert settings.checks.least_claims == 0.95


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[chekcs]\n", r"\[chekcs\] is unknown"),
        ("checks = 1\n", r"\[checks\]"),
        ("[checks]\nmost_quarantine = 0.2\n", "most_quarantine is unknown"),
        ("[checks]\nmost_quarantined = '20 %'\n", "must be a float"),
        ("[checks]\nfew_rows = 2.5\n", "must be a int"),
        ("[checks]\nfew_rows = true\n", "must be a int"),
        ("[checks]\nleast_claims = -1.0\n", "must not be negative"),
        ("[publishing]\nlink = 'hard'\n", "must be symbolic or copy"),
        ("[team]\ncatalog = 'mysql:x'\n", "must begin with sqlite: or postgres:"),
        ("[team]\ncatalog = 'sqlite:x'\n", "team.data is missing"),
        ("[checks\n", "cannot be read"),
    ],
)
def test_what_would_have_no_effect_is_an_error_that_names_it(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Settings.read(written(tmp_path, text))
