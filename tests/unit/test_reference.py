"""The shipped reference tables: under their contracts, agreeing with each other; and faults that name their place."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from pipelines.sources.league_tables import read_league_tables
from pipelines.sources.reference import read_reference
from pipelines.sources.reference_rows import SEEDS, BrokenReferenceError, read_rows

OPEN_SOURCES = {"fd", "sd", "oj", "ot", "fcd", "wfb", "gt"}


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return read_reference()


@pytest.fixture(scope="module")
def league_tables() -> pl.DataFrame:
    return read_league_tables()


def test_only_openly_licensed_tables_are_shipped_and_each_source_is_named(league_tables: pl.DataFrame) -> None:
    sources = set(league_tables["source"].unique())
    assert sources == OPEN_SOURCES
    named = (SEEDS / "SOURCES.md").read_text()
    assert all(f"| `{source}` |" in named for source in sources)


def test_names_that_are_used_exist(tables: dict[str, pl.DataFrame], league_tables: pl.DataFrame) -> None:
    teams = pl.concat([tables["clubs"]["club"], tables["national_teams"]["team"]]).implode()
    competitions = tables["competitions"]["competition"].implode()
    for frame in (tables["manager_spells"], tables["deductions"], league_tables):
        assert frame.filter(~pl.col("club").is_in(teams)).height == 0
    for frame in (tables["league_sizes"], tables["deductions"], tables["competition_names"], league_tables):
        assert frame.filter(~pl.col("competition").is_in(competitions)).height == 0


def test_periods_of_a_league_do_not_overlap(tables: dict[str, pl.DataFrame]) -> None:
    periods = tables["league_sizes"].sort("competition", "from_season")
    before = periods.with_columns(pl.col("to_season").shift(1).over("competition").alias("before"))
    assert before.filter(pl.col("before") >= pl.col("from_season")).height == 0


def test_points_for_a_win_and_matches_agree_with_the_tables(
    tables: dict[str, pl.DataFrame], league_tables: pl.DataFrame
) -> None:
    deducted = tables["deductions"].group_by("season", "competition", "club").agg(pl.col("points").sum().alias("off"))
    rules = tables["league_sizes"].filter(pl.col("points_rule") == "plain", pl.col("points_for_win").is_not_null())
    rows = (
        league_tables.filter("complete")
        .join(deducted, on=["season", "competition", "club"], how="left")
        .join_where(
            rules.select(
                pl.col("competition").alias("league"),
                "from_season",
                "to_season",
                "points_for_win",
                "teams",
                "points_rule",
            ),
            pl.col("competition") == pl.col("league"),
            pl.col("season") >= pl.col("from_season"),
            pl.col("season") <= pl.col("to_season").fill_null("9999"),
        )
        .with_columns(expected=pl.col("points_for_win") * pl.col("wins") + pl.col("draws") - pl.col("off").fill_null(0))
    )
    assert rows.height > 15_000
    # one match of 1973-74 that was never played gave its points to one side
    assert rows.filter(pl.col("points") != pl.col("expected")).height <= 1


def test_both_readers_give_the_same_rows(tables: dict[str, pl.DataFrame]) -> None:
    rows = read_rows()
    assert {name: len(rows[name]) for name in tables} == {name: frame.height for name, frame in tables.items()}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(SEEDS, tmp_path / "reference")
    return tmp_path / "reference"


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("clubs.csv", "Arsenal,England", "Arsenal,England,too many", "line 2.*cells"),
        ("clubs.csv", "club,country", "team,country", "line 1.*columns"),
        ("managers.csv", "East Stirlingshire:1974-1974", "East Stirlingshire 1974", "line 2, column spells"),
        ("league_sizes.csv", "12,22", "twelve,22", "line 2, column teams.*twelve"),
        ("clubs.csv", "\nAston Villa,", "\nÁrsenal,", "club_id"),
    ],
)
def test_a_fault_names_file_and_line(copied: Path, file: str, before: str, after: str, message: str) -> None:
    text = (copied / file).read_text()
    assert before in text
    (copied / file).write_text(text.replace(before, after, 1))
    with pytest.raises(BrokenReferenceError, match=f"(?s){file}.*{message}"):
        read_reference(copied)


def test_a_table_of_the_users_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    header = (SEEDS / "league_tables" / "england.csv").read_text().splitlines()[0]
    own = tmp_path / "league_tables"
    own.mkdir()
    (own / "mine.csv").write_text(header + "\n2003-04,Premier League,Arsenal,1,38,26,12,0,73,26,90,true,mine\n")
    rows = read_league_tables(SEEDS, tmp_path).filter(season="2003-04", competition="Premier League")
    assert rows["source"].to_list() == ["mine"]


def test_a_broken_table_of_the_user_names_its_file(tmp_path: Path) -> None:
    own = tmp_path / "league_tables"
    own.mkdir()
    (own / "mine.csv").write_text("season,club\n2003-04,Arsenal\n")
    with pytest.raises(BrokenReferenceError, match=r"mine\.csv"):
        read_league_tables(SEEDS, tmp_path)
