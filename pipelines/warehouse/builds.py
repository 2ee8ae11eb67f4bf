"""What is known of each build: the file `builds/<build>.json` beside it, and which build readers are shown.

It is written when a build is published or kept back, and says what was found wrong with it. A database file without
one is what is left of a run that died. Nothing is decided here.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import duckdb

from pipelines import files
from pipelines.errors import GafferError
from pipelines.home import Home

State = Literal["published", "blocked"]
BUILD_ID: Final = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")


class WarehouseError(GafferError):
    """The warehouse cannot be built, or is not what it was."""


@dataclass(frozen=True)
class CheckResult:
    """What a check found."""

    name: str
    table: str
    """The table or mart that it is about."""
    passed: bool
    blocking: bool
    """Whether a failure keeps the build back."""
    rule: str
    expected: str
    actual: str
    failing: int
    """Rows that break the rule."""
    sample: tuple[Mapping[str, str | None], ...]
    """The first of them."""
    measured: float | None
    """Of a share: its value."""


@dataclass(frozen=True)
class Report:
    """What became of one table, mart or macro."""

    name: str
    kind: str
    """table, mart, macro or function."""
    rows: int
    """Of a table or mart; 0 for a macro or function."""
    seconds: float
    error: str | None
    """Why it could not be made; the others are made all the same."""


@dataclass(frozen=True)
class Publication:
    """One time that a build was shown to readers."""

    at: str
    """ISO 8601, UTC."""
    previous: str | None
    """The build to go back to from here."""
    accepted: str | None = None
    """Why it was shown though checks had failed."""
    instead_of: str | None = None
    """The build from which one went back to this."""


@dataclass(frozen=True)
class BuildInfo:
    """All that is known of a build."""

    build_id: str
    state: State
    built_at: str
    """ISO 8601, UTC."""
    gaffer_version: str
    parser_version: str
    duckdb_version: str
    content_hash: str
    made_from: str
    statements: str
    sha256: str
    """Hash of the database file."""
    bytes: int
    counts: Mapping[str, int]
    reports: tuple[Report, ...]
    checks: tuple[CheckResult, ...]
    publications: tuple[Publication, ...]

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that keep it back."""
        return tuple(check for check in self.checks if check.blocking and not check.passed)

    @property
    def previous(self) -> str | None:
        """The build that readers were shown before this one."""
        last = self.publications[-1] if self.publications else None
        return (last.instead_of or last.previous) if last else None

    @property
    def accepted(self) -> str | None:
        """Why it was once shown though checks had failed."""
        return next((p.accepted for p in reversed(self.publications) if p.accepted), None)

    def measured(self, check: str) -> float | None:
        """Return the share that a check found in this build."""
        return next((c.measured for c in self.checks if c.name == check), None)


def is_build_id(name: str) -> bool:
    """Return whether this is the name of a build: files of others in the folder are nobody's business."""
    return BUILD_ID.fullmatch(name) is not None


def database_file(home: Home, build_id: str) -> Path:
    """Return the place of a build."""
    return home.builds / f"{build_id}.duckdb"


def info_file(home: Home, build_id: str) -> Path:
    """Return the place of what is known of a build."""
    return home.builds / f"{build_id}.json"


def write_info(home: Home, info: BuildInfo) -> BuildInfo:
    """Write what is known of a build, and return it."""
    files.write_text(info_file(home, info.build_id), json.dumps(asdict(info), indent=1, ensure_ascii=False))
    return info


def read_info(path: Path) -> BuildInfo:
    """Return what is known of a build. Raises WarehouseError for a damaged file."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        parts = {
            "reports": tuple(Report(**report) for report in found["reports"]),
            "checks": tuple(CheckResult(**check | {"sample": tuple(check["sample"])}) for check in found["checks"]),
            "publications": tuple(Publication(**publication) for publication in found["publications"]),
        }
        return BuildInfo(**found | parts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WarehouseError(
            f"{path} does not say what it should of a build ({error!r}). Delete it, with the build beside it."
        ) from error


def infos(home: Home) -> tuple[BuildInfo, ...]:
    """Return what is known of all builds that are still there, the newest first."""
    ours = (path for path in home.builds.glob("*.json") if is_build_id(path.stem))
    found = [read_info(path) for path in ours if path.with_suffix(".duckdb").exists()]
    return tuple(sorted(found, key=lambda info: (info.built_at, info.build_id), reverse=True))


def info_of(home: Home, build_id: str) -> BuildInfo:
    """Return what is known of a build. Raises WarehouseError, with the names that there are, if there is none."""
    found = next((info for info in infos(home) if info.build_id == build_id), None)
    if found is None:
        names = ", ".join(info.build_id for info in infos(home)) or "there are none"
        raise WarehouseError(f"there is no build {build_id!r} ({names}).")
    return found


def current_id(home: Home) -> str | None:
    """Return the build that readers are shown, None if there is none yet."""
    if home.link.is_symlink():
        return home.link.readlink().stem
    if not home.link.exists():
        return None
    try:
        with duckdb.connect(str(home.link), read_only=True) as connection:
            return str(connection.execute("select build_id from build").fetchall()[0][0])
    except (duckdb.Error, IndexError) as error:
        raise WarehouseError(f"{home.link} is no warehouse of gaffer ({error}). Move it away.") from error


def current_info(home: Home) -> BuildInfo | None:
    """Return what is known of the build that readers are shown; None if there is none, or its file is gone."""
    build_id = current_id(home)
    if build_id is None or not info_file(home, build_id).exists():
        return None
    return read_info(info_file(home, build_id))


def with_publication(info: BuildInfo, publication: Publication) -> BuildInfo:
    """Return what is known of a build once it has been shown again."""
    return replace(info, state="published", publications=(*info.publications, publication))
