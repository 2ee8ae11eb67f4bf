"""`gaffer export`: the published tables as files for other tools."""

from pathlib import Path

from pipelines.commands import show
from pipelines.home import Home
from pipelines.warehouse import exporting


def export(home: Path | None, to: Path | None, form: str) -> int:
    """Write the files and say what they are; return the exit code."""
    found = Home.find(home)
    folder = (to or found.root / "export").absolute()
    manifest = exporting.export(found, folder, exporting.FORMATS if form == "both" else (form,))
    rows = sum(table["rows"] for table in manifest["tables"])
    show.console.print(
        f"{len(manifest['tables'])} tables, {rows} rows of build {manifest['build']['build_id']}: {folder}",
        soft_wrap=True,
    )
    return 0
