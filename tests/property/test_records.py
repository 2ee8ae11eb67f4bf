"""What must hold for any articles: order, repetition, dispositions, snapshots, agreement, history."""

import random
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipelines.records.resolve import Records
from schemas import vocabulary
from schemas.contract import broken_rows, key
from schemas.tables import RESOLVED_TABLES
from tests.unit.records.world import World, small_reference

FIRST_DAY = date(2024, 5, 1)
FACTS = {
    "matches": st.integers(36, 39),
    "wins": st.integers(24, 26),
    "draws": st.integers(6, 8),
    "losses": st.integers(0, 6),
    "points": st.integers(78, 86),
    "goals_for": st.integers(80, 81),
    "clean_sheets": st.integers(10, 11),
    "position": st.integers(1, 3),
    "unbeaten": st.just(True),
    "win_pct": st.sampled_from(["65.8", "66"]),
    "result": st.sampled_from(["winner", "semi_final"]),
}
MANAGERS = ("Ada Hill", "Bea Holt", "José Mourinho")
CLUBS = ("Arsenal", "Chelsea", "Harbour Town")
COMPETITIONS = ("Premier League", "FA Cup", "all")


@st.composite
def said(draw: st.DrawFn, *, loose: bool) -> dict[str, Any]:
    """One article's statement; `loose` ones may lack parts of the key, be totals, runs or spells, copies, revisions."""
    scope = draw(st.sampled_from(["season", "season", "season", "tenure", "run", "career"])) if loose else "season"
    names = draw(st.lists(st.sampled_from(sorted(FACTS)), min_size=1, max_size=5, unique=True))
    statement: dict[str, Any] = {
        "published_on": (FIRST_DAY + timedelta(days=draw(st.integers(0, 9)))).isoformat(),
        "manager": draw(st.sampled_from([*MANAGERS, "Mourinho", None] if loose else MANAGERS)),
        "club": draw(st.sampled_from(CLUBS)) if scope != "career" else None,
        "competition": draw(st.sampled_from([*COMPETITIONS, "league", None] if loose else COMPETITIONS)),
        "season": draw(st.sampled_from(["2023-24", "2022-23"])) if scope in ("season", "run") else None,
        "facts": tuple((name, draw(FACTS[name])) for name in names),
        "status": draw(st.sampled_from(["final", "to_date"])),
        "scope": scope,
        "source": draw(st.sampled_from(["The Corner Flag", "Goalmouth Wire", "The Touchline Gazette"])),
        "confidence": draw(st.sampled_from([0.6, 0.8, 0.95])),
    }
    if loose and draw(st.booleans()):
        statement["url"] = draw(st.sampled_from(["https://example.org/a", "https://example.org/b"]))
    if loose and draw(st.integers(0, 4)) == 0:
        statement |= {"scope": "spell", "competition": None, "season": None, "club": draw(st.sampled_from(CLUBS))}
        statement["status"] = draw(st.sampled_from(vocabulary.SPELL_STATUSES))
        statement["facts"] = (("managed", True), ("start", draw(st.sampled_from(["2019", "2021-07", "2024-05-02"]))))
        statement["facts"] += draw(st.sampled_from([(), (("end", "2022"),), (("end", "2018-05"), ("exit", "sacked"))]))
    return statement


def statements(*, loose: bool, most: int = 25) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return a strategy for what several articles say."""
    return st.lists(said(loose=loose), min_size=1, max_size=most)


def world_of(rows: list[dict[str, Any]]) -> World:
    """Return a world in which articles say these things."""
    world = World(small_reference())
    for row in rows:
        rest = {key: value for key, value in row.items() if key != "facts"}
        keys = [rest.pop(name) for name in ("published_on", "manager", "club", "competition", "season")]
        world.says(*keys, *row["facts"], **rest)
    return world


def same(one: Records, other: Records) -> None:
    """Assert that two results are the same, table by table."""
    for name, frame in one.tables().items():
        assert_frame_equal(frame, other.tables()[name])


@settings(max_examples=25, deadline=None)
@given(statements(loose=True), st.randoms(use_true_random=False))
def test_the_order_of_drops_and_claims_never_matters(rows: list[dict[str, Any]], order: random.Random) -> None:
    world = world_of(rows)
    first = world.records()
    order.shuffle(world.articles)
    order.shuffle(world.claims)
    same(first, world.records())


@settings(max_examples=15, deadline=None)
@given(statements(loose=True))
def test_re_running_changes_nothing_nor_does_a_drop_that_comes_twice(rows: list[dict[str, Any]]) -> None:
    world = world_of(rows)
    first = world.records()
    same(first, world.records())
    world.claims += world.claims
    world.articles += world.articles
    same(first, world.records())


@settings(max_examples=25, deadline=None)
@given(statements(loose=True))
def test_contracts_hold_and_each_claim_has_one_disposition(rows: list[dict[str, Any]]) -> None:
    world = world_of(rows)
    records = world.records()
    for name, frame in records.tables().items():
        assert broken_rows(RESOLVED_TABLES[name], frame).to_dicts() == [], name
        assert frame.select(key(RESOLVED_TABLES[name])).is_duplicated().sum() == 0, name
    claims = records.claims
    assert sorted(claims["claim_id"]) == sorted({row["claim_id"] for row in world.claims})
    used = claims.filter(disposition="used")
    stated = records.record_evidence.filter(kind="stated")
    assert sorted(used["claim_id"]) == sorted(stated["claim_id"])
    counted = sum(frame["n_claims"].sum() for frame in (records.tenures, *record_tables(records)))
    assert counted == used.height
    in_quarantine = set(records.quarantine["record_id"].drop_nulls()) | set(records.quarantine["claim_id"].drop_nulls())
    set_aside = claims.filter(disposition="quarantined")
    assert all({row["claim_id"], row["record_id"]} & in_quarantine for row in set_aside.iter_rows(named=True))


def record_tables(records: Records) -> tuple[pl.DataFrame, ...]:
    """Return the tables of records but for tenures."""
    return records.season_records, records.tenure_records, records.runs, records.career_records


@settings(max_examples=25, deadline=None)
@given(statements(loose=True))
def test_every_value_has_its_evidence(rows: list[dict[str, Any]]) -> None:
    records = world_of(rows).records()
    evidence = records.record_evidence.select("record_id", "field").unique()
    for frame in record_tables(records):
        values = frame.select("record_id", pl.col(vocabulary.RECORD_FIELDS).cast(pl.String)).unpivot(
            index="record_id", variable_name="field"
        )
        bare = values.drop_nulls().join(evidence, on=["record_id", "field"], how="anti")
        assert bare.to_dicts() == []


@settings(max_examples=25, deadline=None)
@given(statements(loose=False))
def test_a_final_record_takes_no_value_from_claims_to_date(rows: list[dict[str, Any]]) -> None:
    records = world_of(rows).records()
    final = records.season_records.filter(status="final").select("record_id")
    to_date = records.claims.filter(status="to_date").join(final, on="record_id")
    assert set(to_date["disposition"]) <= {"losing", "quarantined"}
    without = world_of([row for row in rows if row["status"] == "final"]).records().season_records
    columns = ["record_id", *vocabulary.RECORD_FIELDS, "as_of", "confidence"]
    titles = {"result", "unbeaten", "is_title"}  # a title may be disputed by a club whose season goes on
    columns = [name for name in columns if name not in titles]
    assert_frame_equal(
        records.season_records.join(final, on="record_id").select(columns),
        without.join(final, on="record_id").select(columns),
    )


@settings(max_examples=40, deadline=None)
@given(statements(loose=False), st.data())
def test_an_agreeing_claim_changes_no_value_and_lowers_no_confidence(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    before = world_of(rows).records()
    used = before.claims.filter(
        pl.col("disposition") == "used",
        (pl.col("status") == "final") | (pl.col("field") == "matches"),
    ).join(before.season_records.select("record_id", "as_of"), on="record_id")
    if used.is_empty():
        return
    claim = used.row(data.draw(st.integers(0, used.height - 1)), named=True)
    final = claim["status"] == "final"
    day = FIRST_DAY + timedelta(days=data.draw(st.integers(0, 12))) if final else claim["as_of"]
    agreeing = {
        "published_on": day.isoformat(),
        **{name: claim[name] for name in ("manager", "club", "competition", "season", "status", "scope")},
        "facts": ((claim["field"], True if claim["value"] == "true" else claim["value"]),),
        "source": "A newcomer",
        "confidence": data.draw(st.sampled_from([0.1, 0.99])),
    }
    after = world_of([*rows, agreeing]).records()
    old, new = (
        records.season_records.filter(record_id=claim["record_id"]).row(0, named=True) for records in (before, after)
    )
    for field in vocabulary.RECORD_FIELDS:
        assert new[field] == old[field], field
    assert new["confidence"] >= old["confidence"]


@settings(max_examples=30, deadline=None)
@given(statements(loose=False), st.integers(0, 9))
def test_history_is_what_the_claims_known_on_that_day_say(rows: list[dict[str, Any]], days: int) -> None:
    day = FIRST_DAY + timedelta(days=days)
    whole = world_of(rows).records()
    known = [row for row in rows if row["published_on"] <= day.isoformat()]
    then = world_of(known).records().season_records if known else whole.season_records.clear()
    fields = list(vocabulary.RECORD_FIELDS)
    resolved = (
        then.select("record_id", "status", pl.col(fields).cast(pl.String))
        .unpivot(index=["record_id", "status"], on=fields, variable_name="field")
        .drop_nulls()
    )
    remembered = whole.record_history.filter(
        pl.col("valid_from") <= day, (pl.col("valid_to") > day).fill_null(True), pl.col("value").is_not_null()
    ).with_columns(
        value=pl.when(pl.col("field") == "win_pct")
        .then(pl.col("value").cast(pl.Float64).cast(pl.String))
        .otherwise("value")
    )
    lost = set(then["record_id"]) - set(whole.season_records["record_id"])
    assert_frame_equal(
        resolved.filter(~pl.col("record_id").is_in(list(lost))).select("record_id", "field", "status", "value"),
        remembered.select("record_id", "field", "status", "value"),
        check_row_order=False,
    )
