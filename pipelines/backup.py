"""Backup and restore: all of a home that cannot be made anew, in one archive.

The lake, the judgements, the user's reference tables, settings, feeds and what is remembered of them. Not the builds,
which are made from the lake, nor the inbox, nor Dagster's own history.
"""

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipelines import files
from pipelines.errors import GafferError
from pipelines.home import Home, HomeError
from pipelines.lock import hold

KEPT: Final = ("lake", "judgements.csv", "reference", "settings.toml", "feeds.toml", "feeds/state.json")


class BackupError(GafferError):
    """A backup cannot be made or restored."""


def back_up(home: Home, archive: Path) -> list[str]:
    """Write the archive (.tar.gz) atomically, with the home's lock held; return what of `KEPT` is in it."""
    there = [name for name in KEPT if (home.root / name).exists()]
    if "lake" not in there or not home.marker.exists():
        raise BackupError(f"{home.root} is no home with a lake: nothing to back up. Name another with --home.")

    def write(part: Path) -> None:
        with tarfile.open(part, "w:gz", compresslevel=3) as made:
            for name in there:
                made.add(home.root / name, arcname=name)

    with hold(home, doing="backing up"):
        files.write_atomically(archive.absolute(), write)
    return there


def restore(home: Home, archive: Path) -> list[str]:
    """Put what is in an archive into a new or empty home; `gaffer run` then builds the warehouse from it.

    Raises BackupError where the home already has a lake, or the archive is damaged or no backup.
    """
    home.prepare()
    if any(home.manifests.glob("*.json")):
        raise BackupError(f"{home.root} already has a lake. Restore into a new home: --home DIR.")
    try:
        with tarfile.open(archive, "r:gz") as made:
            foreign = [
                name for name in names_of(made) if not any(name == kept or name.startswith(f"{kept}/") for kept in KEPT)
            ]
            if foreign:
                raise BackupError(f"{archive} is no backup of gaffer: it holds {foreign[0]!r}.")
        with hold(home, doing="restoring"), tarfile.open(archive, "r:gz") as made:
            made.extractall(home.root, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, HomeError):
            raise
        raise BackupError(f"{archive} cannot be restored: {error}. Take another backup, and a new home.") from error
    return [name for name in KEPT if (home.root / name).exists()]


def names_of(archive: tarfile.TarFile) -> Iterator[str]:
    """Yield the names of all members."""
    for member in archive:
        yield member.name
