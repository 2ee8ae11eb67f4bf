"""Building and checking on real DuckDB: the same lake gives the same rows, and each check fails on what it is for."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines import lake
from pipelines.home import CHECKOUT, Home
from pipelines.settings import Settings
from pipelines.warehouse import building, publishing, reading, statements
from pipelines.warehouse.building import Candidate, build
from pipelines.warehouse.builds import WarehouseError
from pipelines.warehouse.checking import CheckResult, check, check_specs
from pipelines.warehouse.statements import StatementError
from schemas.contract import columns, key
from schemas.evidence import Quarantine
from schemas.tables import TABLES
from tests.integration.world import (
    BUILT_AT,
    COLE,
    HILL,
    OLDER,
    PARSER,
    STORIES,
    fill,
    frame,
    lake_articles,
    put_unreadable,
    resolved,
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").prepare()


def built(home: Home) -> Candidate:
    return build(home, parser_version=PARSER, built_at=BUILT_AT)


def failed(results: tuple[CheckResult, ...]) -> dict[str, CheckResult]:
    return {result.name: result for result in results if not result.passed}


def ask(candidate: Candidate, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(candidate.path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


# --- building


def test_a_sound_lake_gives_a_warehouse_that_passes_every_check(home: Home) -> None:
    fill(home)
    candidate = built(home)
    assert candidate.errors == {}
    assert failed(check(home, candidate)) == {}
    assert {table: candidate.counts[table] for table in ("drops", "articles", "claims", "season_records")} == {
        "drops": 3,
        "articles": 3,
        "claims": 12,
        "season_records": 3,
    }
    assert ask(candidate, "select manager, season from invincibles") == [("Ada Hill", "2023-24")]
    assert ask(candidate, "select build_id, claims, content_hash from build") == [
        (candidate.build_id, 12, candidate.content_hash)
    ]


def test_the_file_opens_in_the_oldest_duckdb_that_is_supported(home: Home) -> None:
    fill(home)
    tags = ask(built(home), "select tags['storage_version'] from duckdb_databases() where not internal")
    assert tags == [("v1.5.0+",)]


def test_the_rows_come_back_as_they_went_in(home: Home) -> None:
    fill(home)
    candidate = built(home)
    with duckdb.connect(str(candidate.path), read_only=True) as connection:
        for table, given in resolved(STORIES).items():
            order = key(TABLES[table])
            assert connection.sql(f"from {table}").pl().sort(order).equals(given.sort(order)), table


def test_the_content_is_the_same_whichever_order_the_drops_came_in_and_after_deletion(tmp_path: Path) -> None:
    hashes = set()
    for number, order in enumerate(([HILL, COLE, OLDER], [OLDER, HILL, COLE], [COLE, OLDER, HILL])):
        home = Home(tmp_path / str(number)).prepare()
        for story in order:
            fill(home, [story])
        fill(home, order)
        candidate = built(home)
        hashes.add(candidate.content_hash)
        candidate.path.unlink()
        hashes.add(build(home, parser_version=PARSER, built_at=BUILT_AT + timedelta(days=9)).content_hash)
    assert len(hashes) == 1


def test_the_content_hash_does_not_depend_on_when_a_drop_was_read_but_on_every_other_value(home: Home) -> None:
    fill(home, [HILL])
    before = built(home).content_hash
    fill(home, [HILL])
    later = lake.drops(home).with_columns(read_at=pl.lit(datetime(2030, 1, 1)).cast(pl.Datetime("us")))
    later.write_parquet(home.record_file("drops"))
    assert built(home).content_hash == before
    later.with_columns(name=pl.lit("other")).write_parquet(home.record_file("drops"))
    assert built(home).content_hash != before


def test_one_table_that_cannot_be_filled_does_not_hide_the_rest(home: Home) -> None:
    fill(home)
    home.record_file("runs").write_bytes(b"PAR1 cut off")
    home.reference_file("deductions").unlink()
    twice = pl.concat([resolved(STORIES)["record_history"]] * 2)
    twice.write_parquet(home.record_file("record_history"))
    candidate = built(home)
    assert candidate.errors.keys() == {"runs", "deductions", "record_history"}
    assert "runs.parquet" in candidate.errors["runs"]
    assert "gaffer run" in candidate.errors["deductions"]
    assert "uplicate key" in candidate.errors["record_history"]
    assert candidate.counts["claims"] == 12
    assert {name for name in failed(check(home, candidate)) if name.endswith("its_contract")} == {
        "runs_fits_its_contract",
        "deductions_fits_its_contract",
        "record_history_fits_its_contract",
    }


def test_without_records_there_is_nothing_to_build_and_nothing_is_left_behind(home: Home) -> None:
    with pytest.raises(WarehouseError, match="no records to build from"):
        built(home)
    assert list(home.builds.iterdir()) == []


def test_a_disk_that_is_full_is_a_message_and_leaves_nothing(home: Home) -> None:
    fill(home)
    script = (
        "import resource, sys; from pathlib import Path; from datetime import datetime\n"
        "from pipelines.home import Home; from pipelines.warehouse.building import build\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "build(Home(Path(sys.argv[1])), parser_version='1', built_at=datetime(2024, 7, 1))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(home.root)], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert "WarehouseError" in done.stderr
    assert "could not be built" in done.stderr
    assert list(home.builds.iterdir()) == []


def test_a_moment_with_a_zone_is_stored_in_utc(home: Home) -> None:
    fill(home)
    candidate = build(home, parser_version=PARSER, built_at=BUILT_AT.replace(tzinfo=UTC))
    assert ask(candidate, "select built_at from build") == [(BUILT_AT,)]


# --- the files of sql/


@pytest.mark.parametrize("table", building.TABLES_OF_THE_LAKE)
def test_the_select_of_each_table_lists_the_columns_of_its_contract(table: str) -> None:
    statement = statements.tables()[table]
    assert statements.parsed(statement.sql).named_selects == [column.name for column in columns(TABLES[table])]


def test_there_is_no_select_for_a_table_that_is_none() -> None:
    assert set(statements.tables()) == set(building.TABLES_OF_THE_LAKE)


def test_every_table_view_macro_and_column_is_described_in_the_warehouse(home: Home) -> None:
    fill(home)
    candidate = built(home)
    assert (
        ask(
            candidate,
            "select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = ''",
        )
        == []
    )
    assert ask(candidate, "select table_name from duckdb_tables() where coalesce(comment, '') = ''") == []
    macros = "select comment from duckdb_functions() where function_type = 'table_macro' and not internal"
    assert all(comment for (comment,) in ask(candidate, macros))


def test_a_view_depends_on_what_it_reads_and_comes_after_it() -> None:
    specs = {spec.name: spec for spec in statements.published()}
    assert specs["invincibles"].depends_on == ("articles", "record_evidence", "season_records")
    assert specs["season_records"].depends_on == ()
    assert all(set(spec.depends_on) <= specs.keys() for spec in specs.values())


def written(folder: Path, name: str, text: str) -> statements.Statement:
    path = folder / f"{name}.sql"
    path.write_text(text)
    return statements.parse(path, "mart")


def test_statements_come_in_an_order_in_which_each_can_be_made(tmp_path: Path) -> None:
    last = written(tmp_path, "a", "-- A.\nselect x from b_of(1)")
    middle = written(tmp_path, "b_of", "-- B.\nwith a as (select 1 as x) select x from c, a")
    first = written(tmp_path, "c", "-- C.\nselect 1 as x")
    assert [s.name for s in statements.in_order([last, middle, first])] == ["c", "b_of", "a"]
    circle = written(tmp_path, "c", "-- C.\nselect x from a")
    with pytest.raises(StatementError, match="in a circle"):
        statements.in_order([last, middle, circle])


def test_a_column_keeps_its_description_on_its_way_and_a_new_one_needs_its_own(tmp_path: Path) -> None:
    known = {"t": {"a": "what a is", "b": "what b is"}}
    head = "-- A mart.\n--\n-- c: what c is,\n--   on two lines\n"
    body = "with w as (select t.*, 1 as n from t) select w.a, b as bb, n + 1 as c from w"
    good = written(tmp_path, "v", head + body)
    assert statements.column_descriptions(good, known) == {
        "a": "what a is",
        "bb": "what b is",
        "c": "what c is, on two lines",
    }
    bare = written(tmp_path, "v", "-- A mart.\nselect a + 1 as n from t")
    with pytest.raises(StatementError, match="must describe n"):
        statements.column_descriptions(bare, known)
    idle = written(tmp_path, "v", "-- A mart.\n--\n-- z: nothing\nselect a from t")
    with pytest.raises(StatementError, match="and not z"):
        statements.column_descriptions(idle, known)
    with pytest.raises(StatementError, match="does not say what it is"):
        written(tmp_path, "v", "select 1 as a")


# --- the checks, each on a warehouse that was damaged


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Candidate]:
    home = Home(tmp_path_factory.mktemp("sound")).prepare()
    fill(home)
    put_unreadable(home, "x")
    lake.write_records(home, resolved(STORIES))
    return home, built(home)


def damaged(sound: tuple[Home, Candidate], folder: Path, sql: str) -> dict[str, CheckResult]:
    home, candidate = sound
    copy = folder / "damaged.duckdb"
    copy.write_bytes(candidate.path.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        for statement in sql.split(";"):
            connection.execute(statement)
    return failed(check(home, replace(candidate, path=copy)))


RUN = (
    "insert into runs by name select 'ada-hill/harbour-town/run/1' as record_id, 'ada-hill' as manager_id, "
    "'Ada Hill' as manager, 'final' as status, date '2024-05-20' as as_of, [] as derived_fields, 1 as n_articles, "
    "1 as n_claims, 0 as n_conflicts, 0.9 as confidence, 3 as wins"
)
CAREER = RUN.replace("runs", "career_records").replace("run/1", "career")
TENURE = (
    "insert into tenures by name select 'ada-hill/harbour-town/2022' as tenure_id, 'ada-hill' as manager_id, "
    "'Ada Hill' as manager, 'harbour-town' as club_id, 'Harbour Town' as club, 'manager' as role, 'ended' as status, "
    "date '2022-07-01' as start_from, [] as joint_with, ['articles'] as origins, 1 as n_articles, 1 as n_claims, "
    "0 as n_conflicts, 0.9 as confidence"
)
TOTAL = (
    "insert into tenure_records by name select 'ada-hill/harbour-town/2022/all' as record_id, "
    "'ada-hill/harbour-town/2022' as tenure_id, 'ada-hill' as manager_id, 'Ada Hill' as manager, "
    "'harbour-town' as club_id, 'Harbour Town' as club, 'all' as competition_id, 'all' as competition, "
    "'final' as status, date '2024-05-20' as as_of, [] as derived_fields, 1 as n_articles, 1 as n_claims, "
    "0 as n_conflicts, 0.9 as confidence, 3 as wins"
)
DAMAGE = {
    "claims_quotes_are_in_their_article": "update claims set char_start = char_start + 1 where field = 'wins'",
    "claims_articles_are_there": "delete from articles where drop_id = 'a'",
    "claims_names_are_known": "delete from managers where manager_id = 'ben-cole'",
    "claims_used_claims_have_evidence": "update claims set disposition = 'losing', reason = 'older' where value = '36'",
    "drops_every_record_is_accounted_for": "update articles set copies = ['a/1.txt', 'a/2.txt'] where drop_id = 'a'",
    "drops_every_claim_is_accounted_for": "delete from claims where field = 'draws'",
    "articles_references_are_whole": "update articles set story_id = '0000000000000000' where drop_id = 'a'",
    "record_evidence_claims_are_there": "update record_evidence set quote = 'never' where field = 'wins'",
    "record_evidence_records_are_there": "update record_evidence set record_table = 'runs' where field = 'wins'",
    "season_records_values_have_evidence": "delete from record_evidence where field = 'matches'",
    "season_records_names_are_known": "update season_records set club_id = 'nowhere'",
    "season_records_tenures_are_there": "update season_records set tenure_ids = ['ada-hill/harbour-town/2022']",
    "runs_values_have_evidence": RUN,
    "runs_names_are_known": RUN + ", 'league-nine' as competition_id",
    "career_records_values_have_evidence": CAREER,
    "career_records_names_are_known": CAREER.replace("'ada-hill' as manager_id", "'nobody' as manager_id"),
    "tenures_values_have_evidence": TENURE,
    "tenures_names_are_known": TENURE.replace("'harbour-town' as club_id", "'nowhere' as club_id"),
    "tenure_records_values_have_evidence": TOTAL,
    "tenure_records_tenures_are_there": TOTAL,
    "tenure_records_names_are_known": TOTAL.replace("'ada-hill' as manager_id", "'nobody' as manager_id"),
    "record_history_references_are_whole": "update record_history set claim_id = '0000000000000000'",
    "record_history_days_do_not_overlap": (
        "insert into record_history by name select * replace (valid_from + 3 as valid_from) from record_history"
    ),
    "quarantine_drops_are_there": "update quarantine set drop_id = 'unknown'",
    "season_records_tables_agree": "update season_records set verification = 'contradicted' where season = '2022-23'",
    "manager_spells_names_are_known": "insert into manager_spells values ('nobody', 'nowhere', 'Nowhere', 2000, 2001)",
    "league_tables_names_are_known": (
        "insert into league_tables values "
        "('2023-24', 'x', 'X', 'nowhere', 'Nowhere', 1, 2, 2, 0, 0, 4, 0, 6, true, 'own')"
    ),
    "source_quality_sources_are_mostly_right": "insert into source_quality values ('rule', 'counts', 10, 8, 0.8)",
    "drops_drops_are_of_one_parser": "update drops set parser_version = '0' where drop_id = 'a'",
    "claims_fits_its_contract": "alter table claims alter column rule drop not null",
    "invincibles_is_made": "drop table invincibles",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_check_fails_on_the_damage_that_it_is_for(sound: tuple[Home, Candidate], tmp_path: Path, name: str) -> None:
    result = damaged(sound, tmp_path, DAMAGE[name])[name]
    statement = next((s for s in statements.checks() if s.name == name), None)
    if statement:
        assert result.failing > 0
        assert result.sample
        assert result.blocking == (statement.kind == "check")


def test_every_rule_of_sql_is_seen_failing() -> None:
    readable = {"drops_drops_are_readable"}  # seen below: the sound warehouse has a drop that is not
    assert {statement.name for statement in statements.checks()} == {
        name for name in DAMAGE if any(name == s.name for s in statements.checks())
    } | readable


def test_a_drop_that_cannot_be_read_is_a_warning_and_blocks_nothing(sound: tuple[Home, Candidate]) -> None:
    found = failed(check(*sound))
    assert found.keys() == {"drops_drops_are_readable"}
    assert not found["drops_drops_are_readable"].blocking
    assert found["drops_drops_are_readable"].sample[0]["reason"] == "the article has no date"


@pytest.mark.parametrize("table", [table for table in TABLES if key(TABLES[table]) and table != "build"])
def test_a_key_that_is_there_twice_is_found(sound: tuple[Home, Candidate], tmp_path: Path, table: str) -> None:
    home, candidate = sound
    copy = tmp_path / "damaged.duckdb"
    copy.write_bytes(candidate.path.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        if not connection.sql(f"from {table}").pl().height:
            return  # the small world has no rows of it: the same code finds them
        connection.execute(f"create table again as from {table}")
        ddl = building.create_table(table, TABLES[table])[0]
        ddl = ddl[: ddl.index(",\n    primary key")] + "\n)"
        connection.execute(f"drop table {table}")
        connection.execute(ddl)
        connection.execute(f"insert into {table} from again")
        connection.execute(f"insert into {table} from again limit 1")
    result = failed(check(home, replace(candidate, path=copy)))[f"{table}_fits_its_contract"]
    assert result.failing == 1
    assert result.sample[0]["times"] == "2"


def test_an_offset_of_a_cue_that_is_wrong_is_found(sound: tuple[Home, Candidate], tmp_path: Path) -> None:
    shift = (
        "update claims set cues = [{'role': c.role, 'part': c.part, 'char_start': c.char_start + 1, "
        "'char_end': c.char_end + 1, 'quote': c.quote, 'how': c.how} for c in cues] where field = 'wins'"
    )
    found = damaged(sound, tmp_path, shift)["claims_quotes_are_in_their_article"]
    assert found.failing == 3
    assert found.sample[0]["what"] == "cue: manager"


def test_check_names_are_unique_and_about_what_is_published() -> None:
    specs = check_specs()
    assert len({spec.name for spec in specs}) == len(specs)
    assert {spec.table for spec in specs} <= {spec.name for spec in statements.published()}
    assert all(spec.rule for spec in specs)


# --- the shares


def published_before(home: Home, stories: list[object] | None = None) -> None:
    candidate = built(home)
    publishing.publish(home, candidate, check(home, candidate), published_at=BUILT_AT)


def test_fewer_than_the_least_share_of_the_last_records_and_claims_blocks(home: Home) -> None:
    fill(home)
    published_before(home)
    lake.forget(home, "c", when=BUILT_AT)
    lake.write_records(home, resolved([HILL, COLE]))
    found = failed(check(home, built(home)))
    assert found.keys() == {"season_records_are_not_lost", "claims_are_not_lost"}
    assert found["claims_are_not_lost"].expected == "at least 95% of 12"
    assert found["claims_are_not_lost"].actual == "8"
    home.settings_file.write_text("[checks]\nleast_records = 0.6\nleast_claims = 0.6\n")
    assert failed(check(home, built(home))) == {}


def test_no_drop_blocks(home: Home) -> None:
    lake.write_reference(home, {table: frame(TABLES[table], []) for table in ("clubs", "managers", "competitions")})
    fill(home, [])
    assert failed(check(home, built(home))).keys() == {"drops_are_there"}


@pytest.mark.parametrize(("unreadable", "blocked"), [(2, False), (3, True)])
def test_a_large_share_in_quarantine_blocks_but_two_rows_never_do(home: Home, unreadable: int, blocked: bool) -> None:
    for number in range(unreadable):
        put_unreadable(home, f"x{number}")
    fill(home)
    results = failed(check(home, built(home)))
    assert ("quarantine_is_small" in results) == blocked
    assert failed(check(home, built(home))).keys() - {"quarantine_is_small"} == {"drops_drops_are_readable"}


def test_quarantined_claims_count_as_well(home: Home) -> None:
    fill(home)
    claims = resolved(STORIES)["claims"].with_columns(
        disposition=pl.when(pl.col("field") == "wins").then(pl.lit("quarantined")).otherwise("disposition"),
        reason=pl.when(pl.col("field") == "wins").then(pl.lit("rule")),
    )
    rows = [
        {"quarantine_id": c[:16], "stage": "claim", "rule": "rule", "reason": "reason", "remedy": "none", "claim_id": c}
        for c in claims.filter(pl.col("field") == "wins")["claim_id"]
    ]
    lake.write_records(home, resolved(STORIES) | {"claims": claims, "quarantine": frame(Quarantine, rows)})
    assert failed(check(home, built(home)))["quarantine_is_small"].measured == 0.25


def test_quarantine_that_has_more_than_doubled_blocks(home: Home) -> None:
    home.settings_file.write_text("[checks]\nmost_quarantined = 1.0\ngrowth_rows = 2\n")
    put_unreadable(home, "x0")
    fill(home)
    published_before(home)
    put_unreadable(home, "x1")
    lake.write_records(home, resolved(STORIES))
    assert "quarantine_has_not_grown" not in failed(check(home, built(home)))
    for number in range(2, 6):
        put_unreadable(home, f"x{number}")
    lake.write_records(home, resolved(STORIES))
    assert failed(check(home, built(home)))["quarantine_has_not_grown"].expected.startswith("at most 50.0% (before")


def test_records_that_contradict_their_league_table_block(home: Home) -> None:
    fill(home)
    records = resolved(STORIES)["season_records"].with_columns(verification=pl.lit("contradicted"))
    lake.write_records(home, resolved(STORIES) | {"season_records": records})
    found = failed(check(home, built(home)))["season_records_agree_with_tables"]
    assert (found.measured, found.failing) == (1.0, 3)
    home.settings_file.write_text("[checks]\nfew_rows = 4\n")
    assert "season_records_agree_with_tables" not in failed(check(home, built(home)))


def test_a_share_that_was_accepted_does_not_block_again_until_it_is_worse(home: Home) -> None:
    for number in range(3):
        put_unreadable(home, f"x{number}")
    fill(home)
    candidate = built(home)
    with pytest.raises(publishing.PublishBlocked):
        publishing.publish(home, candidate, check(home, candidate))
    publishing.publish_kept(home, accept="the feed sends pictures")
    assert "quarantine_is_small" not in failed(check(home, built(home)))
    put_unreadable(home, "x4")
    lake.write_records(home, resolved(STORIES))
    assert "quarantine_is_small" in failed(check(home, built(home)))


# --- reading


def test_queries_have_names_parameters_and_clear_errors(home: Home) -> None:
    with pytest.raises(reading.NoWarehouse, match="gaffer run"):
        reading.query(home, "select 1")
    fill(home)
    published_before(home)
    result = reading.query(home, "select season, wins from season_records where wins > $least", {"least": 30})
    assert (result.columns, result.types, result.rows) == (
        ("season", "wins"),
        ("varchar", "integer"),
        (("2023-24", 36),),
    )
    assert reading.query(home, "from claims", limit=5).more
    assert len(reading.query(home, "from claims", limit=5).rows) == 5
    with pytest.raises(reading.QueryError, match="read-only"):
        reading.query(home, "delete from claims")
    with pytest.raises(reading.QueryError, match="nothing"):
        reading.query(home, "from nothing")


@pytest.mark.parametrize("name", [statement.name for statement in statements.analyses()])
def test_every_analysis_answers_with_its_defaults(home: Home, name: str) -> None:
    fill(home)
    published_before(home)
    assert reading.analyse(home, name).columns


def test_analyses_take_their_own_parameters_only(home: Home) -> None:
    fill(home)
    published_before(home)
    assert {row[0] for row in reading.analyse(home, "manager_career", {"manager": "hill"}).rows} == {"Ada Hill"}
    with pytest.raises(reading.QueryError, match="unknown: club"):
        reading.analyse(home, "manager_career", {"club": "x"})
    with pytest.raises(reading.QueryError, match=r"there is no analysis 'nothing'.*invincible_seasons"):
        reading.analyse(home, "nothing")


def test_the_dictionary_comes_from_the_published_file(home: Home) -> None:
    fill(home)
    published_before(home)
    entries = {entry.name: entry for entry in reading.dictionary(home)}
    assert entries["claims"].rows == 12
    assert [c.name for c in entries["claims"].columns] == [c.name for c in columns(TABLES["claims"])]
    assert entries["invincibles"].kind == "mart"
    assert all(entry.description for entry in entries.values())
    assert all(
        column.description for entry in entries.values() if entry.kind in ("table", "mart") for column in entry.columns
    )


def test_quick_commands_load_neither_contracts_nor_frames_nor_sqlglot() -> None:
    script = (
        "import sys; from pipelines.warehouse import reading; from pipelines.warehouse import statements\n"
        "statements.analyses(); import json\n"
        "print(json.dumps([m for m in ('pandera', 'polars', 'sqlglot', 'dagster', 'pyarrow') if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_the_settings_reach_duckdb(home: Home) -> None:
    home.settings_file.write_text("[building]\nmemory = '512MB'\nthreads = 1\n")
    with building.opened(home.builds / "x.duckdb", Settings.read(home)) as connection:
        found = connection.execute("select current_setting('memory_limit'), current_setting('threads')").fetchall()
    assert found == [("488.2 MiB", 1)]


def test_articles_with_letters_of_several_bytes_are_checked_by_code_points(home: Home) -> None:
    assert len(lake_articles(HILL)["text"][0].encode()) > len(lake_articles(HILL)["text"][0])
    fill(home)
    assert "claims_quotes_are_in_their_article" not in failed(check(home, built(home)))
