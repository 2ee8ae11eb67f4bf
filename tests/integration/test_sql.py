"""Every statement of sql/: it runs on an empty warehouse and on that of seeds/, is described, and adds nothing twice."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines import lake, steps
from pipelines.home import CHECKOUT, Home
from pipelines.warehouse import lineage, publishing, reading, statements
from pipelines.warehouse.building import build
from pipelines.warehouse.statements import Statement
from schemas.tables import REFERENCE_TABLES, TABLES
from tests.integration.conftest import SAMPLES
from tests.integration.world import BUILT_AT, PARSER, fill, frame

ARGUMENTS = {
    "evidence_of": "'xabi-alonso/bayer-leverkusen/2023-24/bundesliga'",
    "head_to_head": "'mourinho', 'GUARDIOLA'",
    "manager_card": "'Xabi Alonso'",
    "managers_named": "'jose mourinho'",
    "managers_on": "date '2024-01-01'",
    "season_records_as_of": "date '2017-12-25'",
    "plain_name": "'José Mourinho'",
}
WITH_OTHER_ROWS = {
    "as_of",  # the newest article may be one on all competitions
    "record_ids",
    "seasons",
    "first_season",
    "last_season",
}
"""Columns that tell of articles, not of matches: a record of all competitions may widen them."""


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home with the published warehouse of the sample articles."""
    home = Home(tmp_path_factory.mktemp("seeds")).prepare()
    drops = [drop.drop_id for drop in steps.find_work(home, SAMPLES).stale]
    list(steps.read_drops(home, SAMPLES, drops))
    list(steps.parse_drops(home, drops))
    steps.resolve_records(home)
    candidate, _ = steps.build_and_check(home)
    steps.publish(home, candidate, ())  # what the parser makes of them is tested elsewhere
    return home


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home with a published warehouse that has no row in any table that articles fill."""
    home = Home(tmp_path_factory.mktemp("empty")).prepare()
    lake.write_reference(home, {table: frame(TABLES[table], []) for table in REFERENCE_TABLES})
    fill(home, [])
    candidate = build(home, parser_version=PARSER, built_at=BUILT_AT)
    assert candidate.errors == {}
    publishing.publish(home, candidate, (), published_at=datetime.now(UTC))
    return home


def asked(statement: Statement) -> str:
    """Return a query that runs a mart, macro or function."""
    match statement.kind:
        case "macro":
            return f"from {statement.name}({ARGUMENTS[statement.name]})"
        case "function":
            return f"select {statement.name}({ARGUMENTS[statement.name]})"
        case "mart":
            return f"from {statement.name}"
        case _:
            return statement.sql


@pytest.mark.parametrize("warehouse", ["empty", "seeds"])
def test_every_statement_runs(warehouse: str, request: pytest.FixtureRequest) -> None:
    home: Home = request.getfixturevalue(warehouse)
    for statement in (*statements.marts_and_macros(), *statements.checks()):
        assert reading.query(home, asked(statement)).columns, statement.name
    for statement in statements.analyses():
        rows = reading.analyse(home, statement.name).rows
        assert bool(rows) == (warehouse == "seeds"), statement.name
    with reading.connect(home) as connection:
        for statement in statements.report():
            connection.execute(statement.sql)
        assert set(statements.tables()) <= {name for (name,) in connection.execute("show tables").fetchall()}
    assert set(statements.SQL.rglob("*.sql")) == {
        statement.path
        for statement in (
            *statements.marts_and_macros(),
            *statements.checks(),
            *statements.analyses(),
            *statements.report(),
            *statements.tables().values(),
        )
    }


def test_rows_of_all_competitions_are_never_added_to_their_parts(seeds: Home, tmp_path: Path) -> None:
    """Put a record of all competitions beside every season: no number that was there before may change."""
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(seeds.link.read_bytes())
    marts = [statement for statement in statements.marts_and_macros() if statement.kind != "function"]
    with duckdb.connect(str(copy)) as connection:
        for statement in statements.marts():  # made anew at each question, so that they follow what is put in
            connection.execute(f"drop table {statement.name}")
            connection.execute(f"create view {statement.name} as {statement.sql}")

        def answers() -> dict[str, Counter[str]]:
            found = {}
            for statement in marts:
                cursor = connection.execute(asked(statement))
                kept = [i for i, c in enumerate(cursor.description or ()) if c[0] not in WITH_OTHER_ROWS]
                found[statement.name] = Counter(repr([row[i] for i in kept]) for row in cursor.fetchall())
            return found

        before = answers()
        connection.execute(
            "insert into season_records by name select * replace ("
            "record_id || '-all' as record_id, 'all' as competition_id, 'all' as competition, 999 as matches, "
            "900 as wins, 99 as draws, 0 as losses, 2799 as points, true as is_title, null as position, "
            "false as is_unbeaten, false as is_invincible) "
            "from season_records where season not in (select season from season_records where competition_id = 'all') "
            "qualify row_number() over (partition by manager_id, club_id, season order by record_id) = 1"
        )
        added = connection.execute("select count(*) from season_records where competition_id = 'all'").fetchall()
        assert added[0][0] > 40
        after = answers()
    for name, rows in before.items():
        assert rows - after[name] == Counter(), f"{name} has added a row of all competitions to its parts"


def test_everything_has_a_description(seeds: Home) -> None:
    entries = reading.dictionary(seeds)
    assert {entry.kind for entry in entries} == {"table", "mart", "macro", "function"}
    bare = [entry.name for entry in entries if len(entry.description) < 15]
    bare += [
        f"{e.name}.{c.name}" for e in entries if e.kind in ("table", "mart") for c in e.columns if not c.description
    ]
    for statement in (*statements.marts_and_macros(), *statements.analyses()):
        bare += [f"{statement.name}({p.name})" for p in statement.parameters if not p.description]
    assert bare == []
    macros = [statement for statement in statements.marts_and_macros() if statement.kind == "macro"]
    known = {entry.name: {c.name: c.description for c in entry.columns} for entry in entries}
    for macro in macros:  # those of columns of macros are in no place of the database: they are read from sql/
        known[macro.name] = statements.column_descriptions(macro, known)
        assert all(known[macro.name].values())


@pytest.mark.parametrize("name", ["xabi alonso", "XABI ALONSO", "Alonso", "jose mourinho", "José Mourinho", "Mourinho"])
def test_names_are_found_without_accents_and_case(seeds: Home, name: str) -> None:
    rows = reading.query(seeds, "select manager_id from manager_card($name)", {"name": name}).rows
    assert rows == (("jose-mourinho" if "ou" in name else "xabi-alonso",),)


def test_lineage_leads_to_the_columns_of_every_table_mart_and_macro(seeds: Home) -> None:
    entries = {entry.name: entry for entry in reading.dictionary(seeds)}
    columns = {
        name: {column.name for column in entry.columns} for name, entry in entries.items() if entry.kind != "macro"
    }
    rows = reading.query(seeds, "from lineage_column").rows
    assert {row[0] for row in rows} == {name for name, e in entries.items() if e.kind != "function"} - {
        "build",
        "lineage_column",
    }
    macros = {name: set(found) for name, found in lineage.column_lineage().items() if entries[name].kind == "macro"}
    for relation, column, source_relation, source_column, _ in rows:
        assert column in (columns | macros)[relation], (relation, column)
        if "/" not in source_relation and source_column != lineage.ROWS:
            assert source_column in (columns | macros)[source_relation], (source_relation, source_column)
    for name, entry in entries.items():
        if entry.kind == "mart":
            drawn = {row[1] for row in rows if row[0] == name}
            constant = {"kind"} if name == "longest_unbeaten_runs" else set()
            assert {column.name for column in entry.columns} - drawn == constant, name
    wins = {row[2:] for row in rows if row[:2] == ("manager_careers", "wins")}
    assert wins == {("season_records", "wins", "derived"), *(w for w in wins if w[1] != "wins")}
    assert ("invincibles", "wins", "season_records", "wins", "copied") in rows


def test_the_readme_shows_each_analysis_with_its_columns(seeds: Home) -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    for statement in statements.analyses():
        _, found, after = text.partition(f"`gaffer sql --name {statement.name}")
        assert found, statement.name
        question, header = after.split("\n")[0], next(line for line in after.split("\n") if line.startswith("|"))
        shown = [name.strip() for name in header.strip("|").split("|")]
        assert shown == list(reading.analyse(seeds, statement.name).columns), (statement.name, question)
    for statement in statements.marts_and_macros():
        assert f"`{statement.name}" in text, statement.name
