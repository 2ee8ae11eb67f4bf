"""The shipped reference tables: under their contracts, agreeing with each other; and faults that name their place."""

import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from pipelines.sources.league_tables import read_league_tables
from pipelines.sources.reference import read_reference
from pipelines.sources.reference_rows import SEEDS, BrokenReferenceError, read_rows

OPEN_SOURCES = {"ewf", "fd", "sd", "oj", "ot", "fcd", "wfb", "gt"}


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


def test_the_example_of_a_table_of_ones_own_is_read(tmp_path: Path) -> None:
    text = (SEEDS / "SOURCES.md").read_text().split("## Tables of your own")[1]
    lines = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    (tmp_path / "league_tables").mkdir()
    (tmp_path / "league_tables" / "example.csv").write_text("\n".join(lines) + "\n")
    assert read_league_tables(SEEDS, tmp_path).filter(source="my-almanac").height == len(lines) - 1 == 1


def test_the_number_of_seasons_of_each_source_is_the_one_named(league_tables: pl.DataFrame) -> None:
    seasons = league_tables.group_by("source").agg(pl.struct("season", "competition").n_unique().alias("seasons"))
    lines = {line.split("`")[1]: line for line in (SEEDS / "SOURCES.md").read_text().splitlines() if line[:3] == "| `"}
    for source, number in seasons.iter_rows():
        assert lines[source].endswith(f"| {number} |")


def test_each_league_season_has_its_places_once_and_every_win_is_a_defeat(league_tables: pl.DataFrame) -> None:
    seasons = league_tables.filter("complete").group_by("season", "competition")
    places = seasons.agg(pl.col("position").sort(), pl.len().alias("clubs"))
    assert places.filter(pl.col("position") != pl.int_ranges(1, pl.col("clubs") + 1, dtype=pl.Int32)).height == 0
    sums = seasons.agg(pl.col("wins", "losses").sum(), pl.col("draws").sum() % 2)
    assert sums.filter((pl.col("wins") != pl.col("losses")) | (pl.col("draws") != 0)).height == 0


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
                pl.col("matches").alias("season_matches"),
            ),
            pl.col("competition") == pl.col("league"),
            pl.col("season") >= pl.col("from_season"),
            pl.col("season") <= pl.col("to_season").fill_null("9999"),
        )
        .with_columns(expected=pl.col("points_for_win") * pl.col("wins") + pl.col("draws") - pl.col("off").fill_null(0))
    )
    assert rows.height > 15_000
    # Scunthorpe in 1973-74: a match that was never played gave them its points
    wrong = rows.filter(pl.col("points") != pl.col("expected"))
    assert wrong.select("season", "club").rows() == [("1973-74", "Scunthorpe United")]
    assert rows.filter(pl.len().over("season", "competition") != pl.col("teams")).height == 0
    unplayed = pl.col("season").eq("1973-74") & pl.col("club").is_in(["Scunthorpe United", "Exeter City"])
    assert rows.filter(pl.col("matches") != pl.col("season_matches"), ~unplayed).height == 0


def test_a_season_whose_clubs_played_different_numbers_of_matches_has_no_number(
    tables: dict[str, pl.DataFrame], league_tables: pl.DataFrame
) -> None:
    uneven = (
        league_tables.filter("complete")
        .group_by("season", "competition")
        .agg(pl.col("matches").n_unique())
        .filter(pl.col("matches") > 1, pl.col("season") != "1973-74")
    )
    sizes = tables["league_sizes"].rename({"competition": "league"}).drop("matches")
    rules = tables["league_sizes"].select("from_season", league="competition", number="matches")
    periods = uneven.join_where(
        sizes,
        pl.col("competition") == pl.col("league"),
        pl.col("season") >= pl.col("from_season"),
        pl.col("season") <= pl.col("to_season").fill_null("9999"),
    ).join(rules, on=["league", "from_season"])
    assert periods.height > 10
    assert periods.filter(pl.col("number").is_not_null()).height == 0


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
        ("league_sizes.csv", "12,22", "1_2,22", "line 2, column teams.*1_2"),
        ("league_sizes.csv", "12,22", "99,22", "line 2, column teams: 99 breaks"),
        ("league_sizes.csv", "2,plain,1", "2,doubled,1", "line 2, column points_rule: 'doubled' breaks"),
        ("league_sizes.csv", "1888-89,1890-91", "1888-89,1880-81", "line 2, column several: First Division, 1888-89"),
        ("clubs.csv", "\nAston Villa,", "\nÁrsenal,", "line 3, column club: 'Ársenal' and 'Arsenal' of .*line 2"),
        ("clubs.csv", "\nAston Villa,", "\n ,", "line 3, column club: it is empty"),
        ("clubs.csv", "\nAston Villa,", '\n"Aston Villa"x,', "after line 2"),
        ("national_teams.csv", "\nScotland,", "\nArsenal,", "line 3, column team: 'Arsenal' and .*clubs.csv, line 2"),
        (
            "managers.csv",
            "St Mirren:1974-1978",
            "St Miren:1974-1978",
            "line 2, column club: 'St Miren' is not in clubs",
        ),
        ("managers.csv", "Nancy:1984-1987", "Nancy:1984-1977", "line 3, column several: Arsène Wenger, Nancy"),
        (
            "deductions.csv",
            "First Division,Sunderland",
            "First Div,Sunderland",
            "line 2, column competition: 'First Div'",
        ),
    ],
)
def test_a_fault_names_file_and_line(copied: Path, file: str, before: str, after: str, message: str) -> None:
    text = (copied / file).read_text()
    assert before in text
    (copied / file).write_text(text.replace(before, after, 1))
    with pytest.raises(BrokenReferenceError, match=f"(?s){file}, .*{message}"):
        read_reference(copied)


def test_what_a_spreadsheet_writes_is_read(copied: Path) -> None:
    before = read_rows(copied)["clubs"]
    text = (copied / "clubs.csv").read_text()
    (copied / "clubs.csv").write_text(text.replace("\n", "\r\n") + "\r\n", encoding="utf-8-sig", newline="")
    assert read_rows(copied)["clubs"] == before


@pytest.mark.parametrize("content", [b"", b"club,country\xff"])
def test_a_file_that_is_no_csv_says_so(copied: Path, content: bytes) -> None:
    (copied / "clubs.csv").write_bytes(content)
    with pytest.raises(BrokenReferenceError, match=r"clubs\.csv"):
        read_rows(copied)


def test_the_quick_reader_loads_neither_frames_nor_contracts() -> None:
    code = "import sys; from pipelines.sources.reference_rows import read_rows; read_rows(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"polars", "pandera", "dagster", "duckdb"} & set(loaded)


def test_a_table_of_the_users_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    header = (SEEDS / "league_tables" / "england.csv").read_text().splitlines()[0]
    own = tmp_path / "league_tables"
    own.mkdir()
    (own / "mine.csv").write_text(header + "\n2003-04,Premier League,Arsenal,1,38,26,12,0,73,26,90,true,mine\n")
    rows = read_league_tables(SEEDS, tmp_path).filter(season="2003-04", competition="Premier League")
    assert rows["source"].to_list() == ["mine"]


ROW = "2003-04,Premier League,Arsenal,1,38,26,12,0,73,26,90,true,mine\n"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("season,competition,club", "season,club,competition", "line 1: the columns"),
        (",38,", ",thirty-eight,", "line 2, column matches: 'thirty-eight'"),
        (",38,", ",37,", "line 2, column several: .*wins_draws_losses_add_up"),
        (",true,", ",perhaps,", "line 2, column complete"),
        ("2003-04", "2003/04", "line 2, column season"),
        ("Arsenal", "", "line 2, column club"),
        (ROW, ROW + ROW, "Arsenal has two rows of Premier League 2003-04"),
    ],
)
def test_a_broken_table_of_the_users_own_names_its_place(tmp_path: Path, before: str, after: str, message: str) -> None:
    own = tmp_path / "league_tables"
    own.mkdir()
    text = (SEEDS / "league_tables" / "england.csv").read_text().splitlines()[0] + "\n" + ROW
    assert before in text
    (own / "mine.csv").write_text(text.replace(before, after, 1))
    with pytest.raises(BrokenReferenceError, match=message):
        read_league_tables(SEEDS, tmp_path)


def test_a_row_that_breaks_a_rule_is_named_by_file_and_line_though_all_files_are_checked_together(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "league_tables"
    folder.mkdir()
    shipped = sorted((SEEDS / "league_tables").glob("*.csv"))[0].read_text().splitlines()
    (folder / "a.csv").write_text("\n".join(shipped[:4]))
    broken = shipped[:1] + shipped[4:6] + [shipped[6].replace(shipped[6].split(",")[0], "2003/04")]
    (folder / "b.csv").write_text("\n".join(broken))
    with pytest.raises(BrokenReferenceError, match=r"b\.csv, line 4.*breaks the rule"):
        read_league_tables(SEEDS, tmp_path)


def test_clubs_are_in_the_leagues_in_whose_tables_they_stand(
    tables: dict[str, pl.DataFrame], league_tables: pl.DataFrame
) -> None:
    first, last = (pl.col(name).str.head(4).cast(pl.Int32) for name in ("from_season", "to_season"))
    stays = (
        tables["club_leagues"]
        .select("club", "competition", year=pl.int_ranges(first, last + 1, dtype=pl.Int32))
        .explode("year")
    )
    stood = league_tables.select("club", "competition", year=pl.col("season").str.head(4).cast(pl.Int32)).unique()
    by = ["club", "competition", "year"]
    assert stays.is_duplicated().sum() == 0, "two stays of a club in a league overlap"
    assert stood.join(stays, on=by, how="anti").height == 0, "a club of a table has no stay in club_leagues.csv"
    assert stays.join(stood, on=by, how="anti").height == 0, "a stay in club_leagues.csv has no table"
