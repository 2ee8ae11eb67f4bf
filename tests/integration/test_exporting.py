"""Exports, the page of the dictionary and the notebook."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.home import CHECKOUT, Home
from pipelines.warehouse import dictionary, exporting, publishing
from pipelines.warehouse.building import build
from schemas.tables import TABLES
from tests.integration.world import BUILT_AT, PARSER, fill

HOSTILE = {
    "=cmd|' /C calc'!A0": True,
    "+1+1": True,
    "-2+3": True,
    "@sum(a1)": True,
    "\t=1": True,
    "-3": False,
    "Ada": False,
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with a published warehouse."""
    found = Home(tmp_path / "home").prepare()
    fill(found)
    publishing.publish(found, build(found, parser_version=PARSER, built_at=BUILT_AT), ())
    return found


def test_every_table_goes_out_with_rows_hash_columns_and_build(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    manifest = exporting.export(home, folder)
    assert json.loads((folder / "manifest.json").read_text())["build"]["build_id"] == publishing.current(home).build_id  # type: ignore[union-attr]
    assert [entry["name"] for entry in manifest["tables"]] == list(TABLES)
    for entry in manifest["tables"]:
        names = [column["name"] for column in entry["columns"]]
        frame = pl.read_parquet(folder / f"{entry['name']}.parquet")
        with (folder / f"{entry['name']}.csv").open(newline="", encoding="utf-8") as file:
            head, *rows = csv.reader(file)
        assert frame.height == len(rows) == entry["rows"]
        assert frame.columns == head == names
        for written in entry["files"]:
            content = (folder / written["file"]).read_bytes()
            assert (written["sha256"], written["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
    assert "text" not in pl.read_parquet(folder / "articles.parquet").columns
    again = exporting.export(home, folder)
    assert [entry["files"] for entry in again["tables"]] == [entry["files"] for entry in manifest["tables"]]


def test_a_folder_of_somebody_else_is_left_alone(home: Home, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("mine")
    with pytest.raises(exporting.ExportError, match="something else"):
        exporting.export(home, tmp_path / "letters")
    assert (tmp_path / "letters" / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_spreadsheet_runs_no_cell(cell: str) -> None:
    column = next(c for c in exporting.columns(TABLES["claims"]) if c.name == "value")
    with duckdb.connect() as connection:
        sql = f"select {exporting.as_cell(column)} from (select $cell as value)"  # noqa: S608 -- our own column
        ((found,),) = connection.execute(sql, {"cell": cell}).fetchall()
    assert found == ("'" if HOSTILE[cell] else "") + cell


def test_the_page_of_the_dictionary_is_current() -> None:
    assert dictionary.PAGE.read_text(encoding="utf-8") == dictionary.page(), "make dictionary writes it anew"


def test_the_notebook_runs_from_the_warehouse(home: Home) -> None:
    done = subprocess.run(
        [sys.executable, CHECKOUT / "docs" / "notebook.py"],
        env=os.environ | {"GAFFER_HOME": str(home.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
