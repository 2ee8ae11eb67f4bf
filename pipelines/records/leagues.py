"""What the rules of a league season are: clubs, matches, points for a win, champions, deductions.

From the reference's league_sizes, competitions and deductions; never from a league table.
"""

from collections.abc import Mapping

import polars as pl


def season_rules(keys: pl.DataFrame, reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the rules of league seasons.

    `keys` has competition_id, season (and club_id). Adds is_league, is_by_table (Boolean: whether its table makes the
    champion), teams, season_matches, win_points, champions (Int32, null where unknown). win_points is null where points
    do not simply follow from wins and draws: another rule of points, or a deduction listed for that club.
    """
    leagues = reference["competitions"].select(
        "competition",
        "competition_id",
        is_league=pl.col("kind") == "league",
        is_by_table=pl.col("champion_by") == "table",
    )
    sizes = (
        reference["league_sizes"]
        .join(leagues.select("competition", "competition_id"), on="competition")
        .select(
            "competition_id",
            "from_season",
            "to_season",
            "teams",
            "champions",
            season_matches="matches",
            win_points=pl.when(pl.col("points_rule") == "plain").then(pl.col("points_for_win")),
        )
    )
    seasons = keys.select("competition_id", "season").unique()
    of_season = (
        seasons.join(sizes, on="competition_id")
        .filter(
            pl.col("season") >= pl.col("from_season"),
            (pl.col("season") <= pl.col("to_season")) | pl.col("to_season").is_null(),
        )
        .sort("competition_id", "season", "from_season")
        .unique(["competition_id", "season"], keep="last", maintain_order=True)
        .drop("from_season", "to_season")
    )
    return (
        keys.join(leagues.drop("competition"), on="competition_id", how="left", maintain_order="left")
        .with_columns(pl.col("is_league", "is_by_table").fill_null(False))
        .join(of_season, on=["competition_id", "season"], how="left", maintain_order="left")
        .join(deducted(reference), on=["competition_id", "season", "club_id"], how="left", maintain_order="left")
        .with_columns(win_points=pl.when(pl.col("is_deducted").is_null()).then("win_points"))
        .drop("is_deducted")
    )


def deducted(reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the club seasons from which points were taken: competition_id, season, club_id, is_deducted (true)."""
    return (
        reference["deductions"]
        .join(reference["competitions"].select("competition", "competition_id"), on="competition")
        .join(reference["clubs"].select("club", "club_id"), on="club")
        .select("competition_id", "season", "club_id", is_deducted=pl.lit(True))
        .unique()
    )
