"""Rules that a claim breaks by itself, whatever others say: such a claim does not vote and goes to quarantine.

Rules over several values of a record stand in `arithmetic`, over several records in `champions`, on spells in `posts`.
"""

from typing import Final

import polars as pl

from pipelines.records import posts, seasons, totals

EARLY_DAYS: Final = 60
"""Days before the first day of a season from which an article may already report on it."""
REMEDIES: Final = {
    "season_has_begun": "Check the season that the article means; if it was misread, reject the claim: "
    "gaffer reject CLAIM --why …",
    "count_within_the_season": "Check the number and the competition in the article; if the league had more matches that "
    "season, correct seeds/reference/league_sizes.csv, else reject the claim.",
    "points_within_the_season": "Check the number and the season in the article; if the league counted points in another "
    "way, correct seeds/reference/league_sizes.csv, else reject the claim.",
    posts.RULE: "Check the season and the manager; if a spell is missing or wrong, correct seeds/reference/managers.csv, "
    "else reject the claim.",
    totals.RULE: "Check whether the article counts a whole spell; if a spell is missing, add it to "
    "seeds/reference/managers.csv, else reject the claim: gaffer reject CLAIM --why …",
    "place_within_the_league": "Check the place and the competition in the article; if the league had more clubs that "
    "season, correct seeds/reference/league_sizes.csv, else reject the claim.",
}


def with_broken_rule(claims: pl.DataFrame) -> pl.DataFrame:
    """Add broken_rule and its reason for a person (both null where nothing is wrong).

    `claims` with is_league, teams, season_matches, win_points of the season that they speak of.
    """
    rule, reason = pl.lit(None, pl.String), pl.lit(None, pl.String)
    for name, (broken, text) in rules().items():
        breaks = broken.fill_null(False) & (pl.col("scope") == "season") & pl.col("is_league").fill_null(False)
        rule = pl.when(breaks).then(pl.lit(name)).otherwise(rule)
        reason = pl.when(breaks).then(text).otherwise(reason)
    return claims.with_columns(broken_rule=rule, broken_reason=reason)


def rules() -> dict[str, tuple[pl.Expr, pl.Expr]]:
    """Return for each rule whether a claim of a league season breaks it, and what is wrong with its values."""
    field, number = pl.col("field"), pl.col("value_number")
    counts = field.is_in(["matches", "wins", "draws", "losses", "clean_sheets"])
    most_points = 3 * pl.col("season_matches")
    season = pl.format("{} {}", pl.col("competition").fill_null("the league"), pl.col("season").fill_null(""))
    value = number.cast(pl.Int64)
    return {
        "season_has_begun": (
            pl.col("published_on") < seasons.first_day(pl.col("season")) - pl.duration(days=EARLY_DAYS),
            pl.format("The article of {} gives a record of {}, which had not begun.", "published_on", season),
        ),
        "count_within_the_season": (
            counts & (number > pl.col("season_matches")),
            pl.format("{} {}, but a club plays {} matches in {}.", value, "field", "season_matches", season),
        ),
        "points_within_the_season": (
            (field == "points") & (number > most_points),
            pl.format("{} points, but no club can have more than {} in {}.", value, most_points, season),
        ),
        "place_within_the_league": (
            (field == "position") & (number > pl.col("teams")),
            pl.format("Place {}, but {} has {} clubs.", value, season, "teams"),
        ),
    }
