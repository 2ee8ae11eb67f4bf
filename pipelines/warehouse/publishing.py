"""Publishing: which build readers are shown, and how it takes the place of the one before without their noticing.

`gaffer.duckdb` is a symbolic link to one of the builds, which are never written again. Moving the link is one step: a
reader finds the old build or the new one. (Replacing the file itself would not do: DuckDB would replay the log that a
killed client of the old file left beside it.) Builds and checks are made elsewhere.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from pipelines import files
from pipelines.home import Home
from pipelines.lock import hold
from pipelines.settings import Settings
from pipelines.warehouse import statements
from pipelines.warehouse.building import Candidate
from pipelines.warehouse.builds import (
    BuildInfo,
    CheckResult,
    Publication,
    WarehouseError,
    current_id,
    current_info,
    database_file,
    info_file,
    info_of,
    infos,
    is_build_id,
    with_publication,
    write_info,
)

__all__ = [
    "BuildInfo",
    "PublishBlocked",
    "Published",
    "builds",
    "current",
    "is_current",
    "prune",
    "publish",
    "publish_kept",
    "rollback",
    "verify",
]

READ_ONLY: Final = 0o444
Published = BuildInfo
"""What publishing gives back: what is known of the build that readers are shown now."""


class PublishBlocked(WarehouseError):  # noqa: N818 -- a decision, no fault
    """A check that blocks has failed: the build is kept, and readers go on with the one before."""

    def __init__(self, build_id: str, failed: Iterable[CheckResult]) -> None:
        self.build_id = build_id
        self.failed = tuple(failed)
        faults = "; ".join(f"{result.name}: {result.actual} (expected: {result.expected})" for result in self.failed)
        super().__init__(
            f"the build {build_id} is not published, nothing changes for readers: {faults}. "
            'If that is as it should be: gaffer publish --accept "why".'
        )


def publish(
    home: Home, candidate: Candidate, results: Iterable[CheckResult], *, published_at: datetime | None = None
) -> BuildInfo:
    """Show a candidate to readers if no check that blocks has failed, and return what is known of it.

    Raises PublishBlocked otherwise; the candidate is kept then, with what the checks found.
    """
    checks = tuple(results)
    with hold(home, doing="publishing"):
        seal(candidate.path)
        info = write_info(home, info_of_candidate(candidate, checks))
        if info.failed:
            prune(home)
            raise PublishBlocked(info.build_id, info.failed)
        done = show(home, info, Publication(moment(published_at), previous=current_id(home)))
        prune(home)
        return done


def publish_kept(
    home: Home, *, accept: str, build_id: str | None = None, published_at: datetime | None = None
) -> BuildInfo:
    """Show a build that was kept back, all the same, and record why. Without a name: the newest that was kept back.

    Raises WarehouseError where there is none, or its file is no longer what was built.
    """
    if not accept.strip():
        raise WarehouseError('say why the build is accepted: gaffer publish --accept "why".')
    with hold(home, doing="publishing"):
        kept = [info for info in infos(home) if info.state == "blocked"]
        if build_id is None and not kept:
            raise WarehouseError("no build was kept back: there is nothing to accept.")
        info = info_of(home, build_id) if build_id else kept[0]
        if info.state != "blocked":
            raise WarehouseError(f"the build {info.build_id} was published already: gaffer rollback goes back to it.")
        check_hash(home, info)
        publication = Publication(moment(published_at), previous=current_id(home), accepted=accept.strip())
        return show(home, info, publication)


def rollback(home: Home, build_id: str | None = None, *, published_at: datetime | None = None) -> BuildInfo:
    """Show an earlier build again. Without a name: the one before the present one; once more: the one before that.

    Raises WarehouseError where there is none, or its file is no longer what was published.
    """
    with hold(home, doing="rolling back"):
        now = current_info(home)
        back_to = build_id or (now.publications[-1].previous if now and now.publications else None)
        if back_to is None:
            raise WarehouseError("there is no build before the present one to go back to.")
        info = info_of(home, back_to)
        if info.state != "published":
            raise WarehouseError(f'the build {back_to} failed its checks: gaffer publish --accept "why" shows it.')
        set_log_aside(database_file(home, back_to))
        check_hash(home, info)
        return show(
            home,
            info,
            Publication(
                moment(published_at),
                previous=info.publications[-1].previous,
                instead_of=now.build_id if now and now.build_id != back_to else None,
            ),
        )


def current(home: Home) -> BuildInfo | None:
    """Return what is known of the build that readers are shown; None if there is none."""
    return current_info(home)


def builds(home: Home) -> tuple[BuildInfo, ...]:
    """Return what is known of all kept builds, the newest first."""
    return infos(home)


def is_current(home: Home) -> bool:
    """Return whether the published warehouse is there, untouched, and made from the records and statements of now.

    After a rollback this holds for as long as nothing new has come in: else the next run would undo it.
    """
    info = current_info(home)
    if info is None or not home.link.exists() or not home.made_from.exists():
        return False
    path = home.link.resolve()
    file = path.stat()
    written_since = file.st_mtime_ns > info_file(home, info.build_id).stat().st_mtime_ns
    if file.st_size != info.bytes or written_since or log_of(path).exists():
        return False
    instead_of = info.publications[-1].instead_of
    stands_for = [info, *(other for other in infos(home) if other.build_id == instead_of)]
    now = (home.made_from.read_text(encoding="utf-8"), statements.fingerprint())
    return any((other.made_from, other.statements) == now for other in stands_for)


def verify(home: Home) -> BuildInfo:
    """Return what is known of the published build. Raises WarehouseError if its file is no longer what was built."""
    info = current_info(home)
    if info is None or not home.link.exists():
        raise WarehouseError(f"{home.root} has no published warehouse. Run `gaffer run`.")
    path = home.link.resolve()
    if hash_of(path) != info.sha256 or log_of(path).exists():
        raise WarehouseError(
            f"{path} is not what was published: somebody has opened it to write. `gaffer run` builds it anew."
        )
    return info


def prune(home: Home, *, now: datetime | None = None) -> tuple[str, ...]:
    """Delete builds that are no longer kept and what is left of runs that died, and return their names.

    Kept are: the published one and those to which it may go back or from which one went back, the last builds as
    the settings say, and all that is younger than the settings say. Files of others are left alone.
    """
    keep = Settings.read(home).retention
    with hold(home, doing="deleting old builds"):
        published = [info.build_id for info in infos(home) if info.state == "published"]
        blocked = [info.build_id for info in infos(home) if info.state == "blocked"]
        kept = {*published[: keep.builds], *blocked[: keep.blocked], current_id(home)}
        shown = current_info(home)
        if shown and shown.publications:
            kept |= {shown.publications[-1].previous, shown.publications[-1].instead_of}
        before = (now or datetime.now(UTC)).timestamp() - 60 * keep.minutes
        gone = {
            path.name.split(".")[0]
            for path in home.builds.glob("*.duckdb")
            if is_build_id(path.stem) and path.stem not in kept and path.stat().st_mtime < before
        }
        for build_id in gone:
            for path in sorted(home.builds.glob(f"{build_id}.*")):
                shutil.rmtree(path) if path.is_dir() else files.remove(path)
        for folder in (home.root, home.builds, home.made_from.parent, home.reference_sources.parent, home.manifests):
            files.remove_parts(folder)
        return tuple(sorted(gone))


# --- the steps


def info_of_candidate(candidate: Candidate, checks: tuple[CheckResult, ...]) -> BuildInfo:
    """Return what is known of a candidate before it is shown: kept back, until it is."""
    return BuildInfo(
        build_id=candidate.build_id,
        state="blocked",
        built_at=candidate.built_at.isoformat(),
        gaffer_version=candidate.gaffer_version,
        parser_version=candidate.parser_version,
        duckdb_version=duckdb.__version__,
        content_hash=candidate.content_hash,
        made_from=candidate.made_from,
        statements=candidate.statements,
        sha256=hash_of(candidate.path),
        bytes=candidate.path.stat().st_size,
        counts=candidate.counts,
        reports=(*candidate.reports, *candidate.macros),
        checks=checks,
        publications=(),
    )


def seal(path: Path) -> None:
    """Bring a build to the disk, and let nobody write it again."""
    files.sync_file(path)
    path.chmod(READ_ONLY)
    files.sync_folder(path.parent)


def show(home: Home, info: BuildInfo, publication: Publication) -> BuildInfo:
    """Let readers see a build: first write down that they do, then move the link."""
    shown = write_info(home, with_publication(info, publication))
    path = database_file(home, info.build_id)
    if Settings.read(home).publishing.link == "copy" or not linked(home.link, path):
        copy(home.link, path)
    return shown


def linked(link: Path, path: Path) -> bool:
    """Let the link point to a build; return False where the system has no symbolic links."""
    try:
        files.replace_link(link, os.path.relpath(path, link.parent))
    except (OSError, NotImplementedError):
        return False
    return True


def copy(link: Path, path: Path) -> None:
    """Put a copy of a build in the place of the link, without the log that a client of the one before may have left."""
    files.remove(log_of(link))
    files.write_atomically(link, lambda part: shutil.copy2(path, part))
    link.chmod(READ_ONLY)


def check_hash(home: Home, info: BuildInfo) -> None:
    """Raise WarehouseError unless a build is, byte for byte, what was built."""
    path = database_file(home, info.build_id)
    if hash_of(path) != info.sha256:
        raise WarehouseError(f"{path} is no longer what was built: somebody has written in it. Choose another build.")


def set_log_aside(path: Path) -> None:
    """Rename the log that a killed client has left beside a build: it would be replayed into it."""
    log = log_of(path)
    if log.exists():
        number = len(list(log.parent.glob(f"{log.name}.*.aside")))
        log.rename(log.with_name(f"{log.name}.{number}.aside"))
        files.sync_folder(log.parent)


def log_of(path: Path) -> Path:
    """Return where DuckDB keeps the log of what is not yet in a database file."""
    return path.with_name(path.name + ".wal")


def hash_of(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def moment(at: datetime | None) -> str:
    """Return a time, or now, as text in UTC."""
    given = at or datetime.now(UTC)
    return (given.astimezone(UTC).replace(tzinfo=None) if given.tzinfo else given).isoformat()
