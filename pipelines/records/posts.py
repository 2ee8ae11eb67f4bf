"""Which spell holds a season: who may have been in charge in any of its days, who surely was in all of it.

Years alone leave room: a spell that began in 2015 may have begun before the season 2015-16 or during it. So each
question is asked twice, for what may be and for what surely was.
"""

import polars as pl

from pipelines.records import seasons

RULE = "a_spell_holds_the_season"


def season_days() -> dict[str, pl.Expr]:
    """Return the days of `season` that the questions are about."""
    season = pl.col("season")
    return {
        "first": seasons.first_day(season),
        "last": seasons.last_day(season),
        "kick_off": seasons.kick_off(season),
        "last_round": seasons.last_round(season),
    }


def may_hold() -> pl.Expr:
    """Return whether a spell may have any day of the season."""
    begun = (pl.col("start_from") <= pl.col("last")).fill_null(True)
    not_over = (pl.col("end_to") >= pl.col("first")).fill_null(True)
    return begun & not_over


def surely_holds_whole() -> pl.Expr:
    """Return whether a spell surely holds the season from its first round to its last; `as_of`: a day of an article."""
    to_the_end = (pl.col("end_from") >= pl.col("last_round")) | (
        pl.col("end_from").is_null() & (pl.col("status") == "current") & (pl.col("as_of") >= pl.col("last_round"))
    )
    return ((pl.col("start_to") <= pl.col("kick_off")) & to_the_end).fill_null(False)


def surely_meets() -> pl.Expr:
    """Return whether a spell surely has days between the first and the last round."""
    return ((pl.col("start_to") < pl.col("last_round")) & (pl.col("end_from") > pl.col("kick_off"))).fill_null(False)


def with_misplaced(claims: pl.DataFrame, tenures: pl.DataFrame, joint: pl.DataFrame) -> pl.DataFrame:
    """Mark claims that give a manager a league season which was wholly another's, and in which he had no spell there.

    `claims` with broken_rule and broken_reason, `tenures` with intervals and names, `joint`: club_id, manager_id,
    other_id of managers who shared a job. A season is another's by the reference's spells only.
    """
    asked = (
        claims.filter(
            pl.col("scope") == "season",
            "is_league",
            pl.all_horizontal(pl.col("manager_id", "club_id", "season").is_not_null()),
        )
        .select("manager_id", "club_id", "season")
        .unique()
        .with_columns(as_of=pl.lit(None, pl.Date), **season_days())
    )
    spells = tenures.select(
        "club_id",
        "start_from",
        "start_to",
        "end_from",
        "end_to",
        "status",
        "in_reference",
        "manager",
        other_id="manager_id",
    )
    pairs = asked.join(spells, on="club_id")
    key = ["manager_id", "club_id", "season"]
    own = pairs.filter(pl.col("manager_id") == pl.col("other_id"), may_hold()).select(key).unique()
    holders = (
        pairs.filter(pl.col("manager_id") != pl.col("other_id"), "in_reference", surely_holds_whole())
        .join(own, on=key, how="anti")
        .join(
            joint.select("club_id", "manager_id", "other_id").unique(),
            on=["club_id", "manager_id", "other_id"],
            how="anti",
        )
        .group_by(key)
        .agg(holder=pl.col("manager").sort().first())
    )
    misplaced = pl.col("holder").is_not_null() & pl.col("broken_rule").is_null() & pl.col("is_league")
    reason = pl.format(
        "{} is given a record of {} in {}, but has no known spell there then, and {} was in charge all season.",
        pl.coalesce("manager", "manager_id"),
        pl.coalesce("club", "club_id"),
        "season",
        "holder",
    )
    return (
        claims.join(holders, on=key, how="left", maintain_order="left")
        .with_columns(
            broken_rule=pl.when(misplaced).then(pl.lit(RULE)).otherwise("broken_rule"),
            broken_reason=pl.when(misplaced).then(reason).otherwise("broken_reason"),
        )
        .drop("holder")
    )
