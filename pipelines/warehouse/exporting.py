"""Exports: the published tables as Parquet and CSV files, with a manifest that says what they are.

Quotes go out, whole texts do not: articles belong to others. A cell of a CSV file that a spreadsheet would run as a
formula is made text by an apostrophe before it; Parquet files have the values as they are.
"""

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import duckdb

from pipelines import files
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.warehouse import reading
from schemas.contract import Column, columns, description, key
from schemas.tables import TABLES

MANIFEST: Final = "manifest.json"
FORMATS: Final = ("parquet", "csv")
LEFT_OUT: Final = {"articles": ("text",)}
"""Columns that are not exported."""
FORMULA: Final = r"^\s*[=+\-@\t\r]"
"""How a cell begins that a spreadsheet may run."""


class ExportError(GafferError):
    """The export cannot be written."""


def export(home: Home, folder: Path, formats: Sequence[str] = FORMATS) -> dict[str, Any]:
    """Write all published tables, of one build, into a folder and return the manifest.

    The folder is new, or an export before, which is replaced as a whole. Raises ExportError for any other folder.
    """
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MANIFEST).is_file())):
        raise ExportError(f"{folder} holds something else than an export: name an empty or new folder with --to.")
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    with reading.connect(home) as connection:
        manifest = {
            "build": dict(zip(*row_of(connection, "from build"), strict=True)),
            "tables": [table(connection, part, name, formats) for name in TABLES],
        }
    text = json.dumps(manifest, indent=1, ensure_ascii=False, default=str)
    files.write_text(part / MANIFEST, text + "\n")
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    return manifest


def table(connection: duckdb.DuckDBPyConnection, folder: Path, name: str, formats: Sequence[str]) -> dict[str, Any]:
    """Write the files of a table, in the order of its key, and return its entry in the manifest."""
    model = TABLES[name]
    left_out = LEFT_OUT.get(name, ())
    kept = [column for column in columns(model) if column.name not in left_out]
    order = ", ".join(key(model)) or "all"
    written = []
    for form in formats:
        path = folder / f"{name}.{form}"
        listed = ", ".join(column.name if form == "parquet" else as_cell(column) for column in kept)
        options = "format parquet, compression zstd" if form == "parquet" else "format csv, header"
        inner = f"select {listed} from (from {name} order by {order})"  # noqa: S608 -- names of our own
        connection.execute(f"copy ({inner}) to '{str(path).replace(chr(39), chr(39) * 2)}' ({options})")
        files.sync_file(path)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        written.append({"file": path.name, "bytes": path.stat().st_size, "sha256": sha256})
    (rows,) = connection.execute(f"select count(*) from {name}").fetchall()[0]  # noqa: S608 -- our own
    return {
        "name": name,
        "description": description(model),
        "rows": rows,
        "key": list(key(model)),
        "columns": [{"name": c.name, "type": c.duckdb_type, "description": c.description} for c in kept],
        "left_out": list(left_out),
        "files": written,
    }


def as_cell(column: Column) -> str:
    """Return the SQL of a column as CSV has it: lists as JSON, and no text that a spreadsheet would run."""
    if column.duckdb_type.endswith("[]"):
        return f"cast(to_json({column.name}) as varchar) as {column.name}"
    if column.duckdb_type != "varchar":
        return column.name
    runs = f"regexp_matches({column.name}, '{FORMULA}') and try_cast({column.name} as double) is null"
    return f"case when {runs} then '''' || {column.name} else {column.name} end as {column.name}"


def row_of(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[list[str], tuple[Any, ...]]:
    """Return the names and the values of the one row of a query."""
    cursor = connection.execute(sql)
    return [column[0] for column in cursor.description or ()], cursor.fetchall()[0]
