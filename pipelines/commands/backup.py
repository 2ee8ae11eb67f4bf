"""`gaffer backup` and `gaffer restore`."""

from pathlib import Path

from pipelines import backup as archives
from pipelines.commands import show
from pipelines.home import Home


def backup(home: Path | None, archive: Path) -> int:
    """Write a backup."""
    kept = archives.back_up(Home.find(home), archive)
    size = archive.stat().st_size / 1e6
    show.console.print(f"{archive} ({size:.1f} MB): {', '.join(kept)}", markup=False, highlight=False)
    return 0


def restore(home: Path | None, archive: Path) -> int:
    """Restore a backup into a new home."""
    kept = archives.restore(Home.find(home), archive)
    show.console.print(f"Restored {', '.join(kept)}. gaffer run builds the warehouse.", markup=False, highlight=False)
    return 0
