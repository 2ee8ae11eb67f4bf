"""The home: the one folder that holds all that gaffer reads and writes, and the place of each thing in it.

Places only: what is in a file, and who may write it, is known by the module that writes it (lake, warehouse, lock).
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipelines import files
from pipelines.errors import GafferError

CHECKOUT: Final = Path(__file__).resolve().parents[1]
DROP_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
TABLE: Final = re.compile(r"[a-z][a-z0-9_]*")
MARKER_TEXT: Final = "This folder is the home of gaffer, which reads and writes what is in it.\n"
BROUGHT_BY_USERS: Final = frozenset(
    {
        "README.md",
        "settings.toml",
        "feeds.toml",
        "inbox",
        "reference",
        "judgements.csv",
        ".gitignore",
        ".gitkeep",
        ".DS_Store",
    }
)
"""What may lie in a folder that is to become a home: names that a user is told to put there."""


class HomeError(GafferError):
    """The home cannot be used."""


@dataclass(frozen=True)
class Home:
    """A home folder. Making one touches nothing; `prepare` makes its folders."""

    root: Path
    """Absolute path of the folder."""

    @classmethod
    def find(cls, explicit: Path | None = None) -> "Home":
        """Return the home: the given folder, else that of GAFFER_HOME, else `warehouse` in the checkout."""
        named = explicit or os.environ.get("GAFFER_HOME") or CHECKOUT / "warehouse"
        return cls(Path(named).expanduser().absolute())

    @property
    def marker(self) -> Path:
        """The file that says that this folder is a home."""
        return self.root / ".gaffer-home"

    @property
    def lock_file(self) -> Path:
        """The file that the one writer holds."""
        return self.root / ".lock"

    @property
    def inbox(self) -> Path:
        """Where drops are put."""
        return self.root / "inbox"

    @property
    def lake(self) -> Path:
        """The Parquet files: the truth."""
        return self.root / "lake"

    @property
    def builds(self) -> Path:
        """The warehouses that were built, each with a file about it."""
        return self.root / "builds"

    @property
    def link(self) -> Path:
        """The warehouse that readers open: a link to one of the builds."""
        return self.root / "gaffer.duckdb"

    @property
    def report(self) -> Path:
        """The web page."""
        return self.root / "report"

    @property
    def reference_sources(self) -> Path:
        """The hash over the CSV files from which the lake's reference tables were made."""
        return self.lake / "reference" / "sources.sha256"

    @property
    def judgements(self) -> Path:
        """The decisions of editors."""
        return self.root / "judgements.csv"

    @property
    def reference(self) -> Path:
        """The user's own reference tables, beside those that gaffer ships."""
        return self.root / "reference"

    @property
    def dagster(self) -> Path:
        """DAGSTER_HOME: runs, schedules, logs."""
        return self.root / "dagster"

    @property
    def settings_file(self) -> Path:
        """The user's settings, which may be missing."""
        return self.root / "settings.toml"

    @property
    def feeds_file(self) -> Path:
        """The user's list of feeds, which may be missing."""
        return self.root / "feeds.toml"

    @property
    def feeds(self) -> Path:
        """What the poller remembers of the feeds."""
        return self.root / "feeds"

    @property
    def manifests(self) -> Path:
        """The folder of the drops' manifests."""
        return self.lake / "drops"

    @property
    def forgotten_file(self) -> Path:
        """The list of drops and articles that are to stay out."""
        return self.lake / "forgotten.json"

    @property
    def made_from(self) -> Path:
        """What the records in the lake were made from: a hash over drops, reference and judgements."""
        return self.lake / "records" / "made_from.txt"

    @property
    def shared_file(self) -> Path:
        """What became of the last time that the warehouse was shared with the team."""
        return self.builds / "shared.json"

    def manifest(self, drop_id: str) -> Path:
        """Return the place of a drop's manifest."""
        return self.manifests / f"{checked_drop_id(drop_id)}.json"

    def drop_folder(self, table: str, drop_id: str) -> Path:
        """Return the folder of a drop's `articles`, `claims` and so on; its manifest names the file."""
        return self.lake / checked_table(table) / f"drop={checked_drop_id(drop_id)}"

    def record_file(self, table: str) -> Path:
        """Return the place of what the claims of all drops together say."""
        return self.lake / "records" / f"{checked_table(table)}.parquet"

    def reference_file(self, table: str) -> Path:
        """Return the place of a reference table as it was last read."""
        return self.lake / "reference" / f"{checked_table(table)}.parquet"

    def prepare(self) -> "Home":
        """Make the folders of the home, and return it.

        Raises HomeError where the place is a file, cannot be written, or is a folder with other things in it.
        """
        if self.root.exists() and not self.root.is_dir():
            raise HomeError(f"{self.root} is a file: the home must be a folder. Name another with --home.")
        try:
            if not self.marker.exists():
                self._claim()
            for folder in (self.inbox, self.lake, self.builds, self.report, self.reference, self.dagster):
                folder.mkdir(exist_ok=True)
        except OSError as error:
            raise HomeError(
                f"cannot write in the home {self.root}: {error.strerror}. Allow it, or name another with --home."
            ) from error
        return self

    def _claim(self) -> None:
        """Mark the folder as a home, unless somebody else's things are in it."""
        self.root.mkdir(parents=True, exist_ok=True)
        foreign = sorted(entry.name for entry in self.root.iterdir() if entry.name not in BROUGHT_BY_USERS)
        if foreign:
            raise HomeError(
                f"{self.root} is not empty and no home of gaffer (it holds {', '.join(foreign[:3])}"
                f"{' …' if len(foreign) > 3 else ''}). Name an empty or new folder with --home."
            )
        files.write_text(self.marker, MARKER_TEXT)


def is_drop_id(text: str) -> bool:
    """Return whether a text is safe as the name of a drop, and so of a folder."""
    return DROP_ID.fullmatch(text) is not None and ".." not in text


def checked_drop_id(drop_id: str) -> str:
    """Return the drop's id. Raises HomeError if it could lead out of the home."""
    if not is_drop_id(drop_id):
        raise HomeError(f"{drop_id!r} is no id of a drop: small letters, digits, '.', '_' and '-', at most 64.")
    return drop_id


def checked_table(table: str) -> str:
    """Return the table's name. Raises HomeError if it could lead out of the home."""
    if not TABLE.fullmatch(table):
        raise HomeError(f"{table!r} is no name of a table.")
    return table
