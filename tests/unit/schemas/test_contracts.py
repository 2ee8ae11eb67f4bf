"""The contracts: each is described, fits its own empty frame, becomes DDL that DuckDB takes, and its rules bite."""

from datetime import date
from typing import Any

import duckdb
import polars as pl
import pytest

from schemas.claims import LakeClaims
from schemas.contract import (
    Contract,
    ContractError,
    broken_rows,
    check_frame,
    columns,
    create_table,
    description,
    empty,
)
from schemas.dictionary import dictionary
from schemas.records import SeasonRecords, Tenures
from schemas.tables import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_every_table_and_column_is_described(name: str) -> None:
    assert len(description(TABLES[name])) > 20
    assert [c.name for c in columns(TABLES[name]) if len(c.description) < 4] == []


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_frame_fits_and_duckdb_takes_the_table_with_its_comments(name: str) -> None:
    model = TABLES[name]
    assert broken_rows(model, empty(model)).height == 0
    with duckdb.connect() as connection:
        for statement in create_table(name, model):
            connection.execute(statement)
        comments = dict(
            connection.execute(
                "select column_name, comment from duckdb_columns() where table_name = $1", [name]
            ).fetchall()
        )
    assert comments == {c.name: c.description for c in columns(model)}


def test_the_dictionary_has_every_table_in_order() -> None:
    assert [entry.name for entry in dictionary()] == list(TABLES)


SEASON_RECORD: dict[str, Any] = {
    "record_id": "ada-hill/harbour-town/2023-24/league-two",
    "manager_id": "ada-hill",
    "manager": "Ada Hill",
    "club_id": "harbour-town",
    "club": "Harbour Town",
    "season": "2023-24",
    "competition_id": "league-two",
    "competition": "League Two",
    "status": "final",
    "as_of": date(2024, 5, 20),
    "coverage": "whole",
    "matches": 46,
    "wins": 30,
    "draws": 10,
    "losses": 6,
    "points": 100,
    "derived_fields": [],
    "n_articles": 1,
    "n_claims": 5,
    "n_conflicts": 0,
    "confidence": 0.9,
    "is_title": False,
    "is_unbeaten": False,
    "is_invincible": False,
    "verification": "unverified",
    "tenure_ids": [],
    "joint_with": [],
}
TENURE: dict[str, Any] = {
    "tenure_id": "ada-hill/harbour-town/2023",
    "manager_id": "ada-hill",
    "manager": "Ada Hill",
    "club_id": "harbour-town",
    "club": "Harbour Town",
    "role": "manager",
    "status": "ended",
    "start_from": date(2023, 1, 1),
    "start_to": date(2023, 12, 31),
    "end_from": date(2024, 5, 1),
    "end_to": date(2024, 5, 31),
    "joint_with": [],
    "origins": ["articles"],
    "n_articles": 1,
    "n_claims": 1,
    "n_conflicts": 0,
    "confidence": 0.9,
}
CLAIM: dict[str, Any] = {
    "claim_id": "0" * 16,
    "statement_id": "1" * 16,
    "article_id": "2" * 16,
    "published_on": date(2024, 5, 20),
    "manager": "Ada Hill",
    "manager_id": "ada-hill",
    "club": "Harbour Town",
    "club_id": "harbour-town",
    "competition": "League Two",
    "competition_id": "league-two",
    "season": "2023-24",
    "scope": "season",
    "status": "final",
    "role": None,
    "field": "wins",
    "value": "30",
    "value_number": 30.0,
    "value_date": None,
    "part": "text",
    "char_start": 10,
    "char_end": 17,
    "quote": "30 wins",
    "cues": [],
    "rule": "counts",
    "confidence": 0.9,
    "parser_version": "1",
}


def frame(model: type[Contract], row: dict[str, Any], **changes: Any) -> pl.DataFrame:
    whole = {c.name: None for c in columns(model)} | row | changes
    return pl.DataFrame([whole], schema=empty(model).schema)


@pytest.mark.parametrize(
    ("model", "row"),
    [(SeasonRecords, SEASON_RECORD), (Tenures, TENURE), (LakeClaims, CLAIM)],
    ids=lambda x: str(x)[:40],
)
def test_a_sound_row_fits(model: type[Contract], row: dict[str, Any]) -> None:
    assert broken_rows(model, frame(model, row)).height == 0


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"wins": 31}, "wins_draws_losses_add_up"),
        ({"draws": None, "losses": 17}, "parts_within_matches"),
        ({"clean_sheets": 47}, "parts_within_matches"),
        ({"unbeaten": True}, "unbeaten_means_no_losses"),
        ({"points": 139}, "points_within_reach"),
        ({"season": "2023-25"}, "season_is_consecutive"),
        ({"season": "23-24"}, "str_matches"),
        ({"season": "1999-01"}, "season_is_consecutive"),
        ({"is_invincible": True}, "invincible_is_unbeaten_champion"),
        ({"is_unbeaten": True}, "invincible_is_unbeaten_champion"),
        ({"wins": -1}, "greater_than_or_equal_to"),
        ({"result": "champion"}, "isin"),
        ({"manager_id": None}, "not_nullable"),
    ],
)
def test_a_season_record_that_breaks_a_rule_is_found(changes: dict[str, Any], rule: str) -> None:
    assert rule in broken_rows(SeasonRecords, frame(SeasonRecords, SEASON_RECORD, **changes))["rule"].to_list()


@pytest.mark.parametrize("season", ["1999-00", "2024", "2008-09"])
def test_a_season_may_cross_a_century_or_be_one_year(season: str) -> None:
    assert broken_rows(SeasonRecords, frame(SeasonRecords, SEASON_RECORD, season=season)).height == 0


def test_a_spell_does_not_end_before_it_starts() -> None:
    broken = frame(Tenures, TENURE, end_from=date(2022, 1, 1), end_to=date(2022, 12, 31))
    assert broken_rows(Tenures, broken)["rule"].to_list() == ["does_not_end_before_it_starts"]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"char_end": 18}, "quote_is_as_long_as_its_place"),
        ({"status": "current"}, "status_fits_scope"),
        ({"role": "manager"}, "status_fits_scope"),
        ({"field": "start"}, "field_fits_scope"),
        ({"scope": "career"}, "key_fits_scope"),
        ({"scope": "tenure"}, "key_fits_scope"),
        ({"value": "thirty"}, "value_fits_field"),
        ({"value_number": None}, "value_fits_field"),
        ({"field": "result", "value": "champion"}, "value_fits_field"),
        ({"field": "position", "value": "0", "value_number": 0.0}, "value_in_range"),
    ],
)
def test_a_claim_that_breaks_a_rule_is_found(changes: dict[str, Any], rule: str) -> None:
    assert rule in broken_rows(LakeClaims, frame(LakeClaims, CLAIM, **changes))["rule"].to_list()


def test_offsets_count_code_points() -> None:
    assert broken_rows(LakeClaims, frame(LakeClaims, CLAIM, quote="30 🏆 é!!")).height == 1
    assert broken_rows(LakeClaims, frame(LakeClaims, CLAIM, quote="30 🏆 é!")).height == 0


def test_a_frame_that_does_not_fit_at_all_is_an_error_that_names_the_fault() -> None:
    with pytest.raises(ContractError, match="quote"):
        broken_rows(LakeClaims, frame(LakeClaims, CLAIM).drop("quote"))
    with pytest.raises(ContractError, match="char_start"):
        broken_rows(LakeClaims, frame(LakeClaims, CLAIM).with_columns(pl.col("char_start").cast(pl.Int64)))
    with pytest.raises(ContractError, match="value_fits_field"):
        check_frame(LakeClaims, frame(LakeClaims, CLAIM, value="thirty"))
