"""The settings: thresholds and times that a user may change, read from one file.

The defaults are in settings.toml beside this module; `settings.toml` in the home changes single ones. What a setting
does is known by the module that uses it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pipelines.errors import GafferError
from pipelines.home import Home

DEFAULTS: Final = Path(__file__).with_suffix(".toml")
ENGINES: Final = ("processes", "in_process", "ray")


class SettingsError(GafferError):
    """The settings cannot be read or hold something that they should not."""


@dataclass(frozen=True)
class InboxSettings:
    """When a drop of the inbox is ready to be read."""

    quiet_seconds: float
    """Seconds without a change."""


@dataclass(frozen=True)
class SourceSettings:
    """How sources are read."""

    football_test: bool


@dataclass(frozen=True)
class CheckSettings:
    """The shares beyond which a build is not published. Shares are between 0 and 1."""

    least_records: float
    least_claims: float
    most_quarantined: float
    most_quarantine_growth: float
    most_contradicted: float
    few_rows: int
    growth_rows: int
    sample_rows: int


@dataclass(frozen=True)
class RetentionSettings:
    """Which builds are kept beside the one that is published."""

    builds: int
    blocked: int
    minutes: float


@dataclass(frozen=True)
class PublishingSettings:
    """How the published build is shown to readers."""

    link: str
    """symbolic or copy."""


@dataclass(frozen=True)
class BuildingSettings:
    """What DuckDB may use while it builds."""

    memory: str
    threads: int
    """0 for all."""


@dataclass(frozen=True)
class EngineSettings:
    """Where articles are parsed."""

    kind: str
    """processes, in_process or ray."""
    processes: int
    """0 for all processors."""
    address: str
    """Of a Ray cluster; empty for Ray on this machine."""
    least_rows: int
    """Fewer articles than this are parsed in the process that runs."""


@dataclass(frozen=True)
class ReportSettings:
    """The report."""

    redistributable: list[str]
    """Publishers whose whole texts may be shown."""


@dataclass(frozen=True)
class AlertSettings:
    """Whom to tell of failures."""

    webhook: str
    """An address of http or https; empty for nobody."""


@dataclass(frozen=True)
class TeamSettings:
    """The DuckLake that the published warehouse is shared in."""

    catalog: str
    """sqlite:… or postgres:…; empty for none."""
    data: str
    """A folder, or the address of a bucket."""
    keep_days: int
    """0 for ever."""


@dataclass(frozen=True)
class Settings:
    """All settings."""

    inbox: InboxSettings
    sources: SourceSettings
    columns: Mapping[str, tuple[str, ...]]
    """For each field of an article the columns of a table that may hold it."""
    checks: CheckSettings
    retention: RetentionSettings
    publishing: PublishingSettings
    building: BuildingSettings
    engine: EngineSettings
    report: ReportSettings
    alerts: AlertSettings
    team: TeamSettings

    @classmethod
    def read(cls, home: Home) -> "Settings":
        """Return the defaults, as changed by the home's own file if there is one.

        Raises SettingsError for a file that is no TOML, an unknown name, or a value of another type or out of range.
        """
        own = load(home.settings_file) if home.settings_file.exists() else {}
        return merged(own, home.settings_file)


def load(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file. Raises SettingsError if it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}. Correct it, or delete it to use the defaults.") from error


@cache
def defaults() -> dict[str, dict[str, Any]]:
    """Return what gaffer ships."""
    return load(DEFAULTS)


def merged(own: dict[str, Any], path: Path) -> Settings:
    """Return the defaults, changed by `own`, which was read from `path`."""
    for heading, values in own.items():
        if heading not in defaults() or not isinstance(values, dict):
            raise SettingsError(f"{path}: [{heading}] is unknown. There are {', '.join(defaults())}.")
        for name, value in values.items():
            check_value(f"{path}: {heading}.{name}", defaults()[heading].get(name), value)
    values = {heading: default | own.get(heading, {}) for heading, default in defaults().items()}
    settings = Settings(
        inbox=InboxSettings(**values["inbox"]),
        sources=SourceSettings(**values["sources"]),
        columns={name: tuple(columns) for name, columns in values["columns"].items()},
        checks=CheckSettings(**values["checks"]),
        retention=RetentionSettings(**values["retention"]),
        publishing=PublishingSettings(**values["publishing"]),
        building=BuildingSettings(**values["building"]),
        engine=EngineSettings(**values["engine"]),
        report=ReportSettings(**values["report"]),
        alerts=AlertSettings(**values["alerts"]),
        team=TeamSettings(**values["team"]),
    )
    if settings.publishing.link not in ("symbolic", "copy"):
        raise SettingsError(f"{path}: publishing.link is {settings.publishing.link!r}: it must be symbolic or copy.")
    if settings.engine.kind not in ENGINES:
        raise SettingsError(f"{path}: engine.kind is {settings.engine.kind!r}: it must be {' or '.join(ENGINES)}.")
    if not settings.alerts.webhook.startswith(("http://", "https://")) and settings.alerts.webhook:
        raise SettingsError(f"{path}: alerts.webhook is {settings.alerts.webhook!r}: it must be an address of http(s).")
    team = settings.team
    if team.catalog and not team.catalog.startswith(("sqlite:", "postgres:")):
        raise SettingsError(f"{path}: team.catalog must begin with sqlite: or postgres: (docs/team.md).")
    if team.catalog and not team.data:
        raise SettingsError(f"{path}: team.data is missing: the folder or bucket for the files of team.catalog.")
    return settings


def check_value(place: str, default: Any, value: Any) -> None:
    """Raise SettingsError unless the value may stand for the default: known, of its type, not negative."""
    if default is None:
        raise SettingsError(f"{place} is unknown. {DEFAULTS} has all names.")
    fits = (
        isinstance(value, int | float) and not isinstance(value, bool)
        if isinstance(default, float)
        else type(value) is type(default)
    )
    if not fits:
        raise SettingsError(f"{place} is {value!r}: it must be a {type(default).__name__}, such as {default!r}.")
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{place} is {value!r}: it must be a list of names, such as {default!r}.")
    if isinstance(value, int | float) and value < 0:
        raise SettingsError(f"{place} is {value!r}: it must not be negative.")
