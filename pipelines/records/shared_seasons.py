"""Two managers or more in one league season of a club: together they cannot have more matches than the season has.

The part with more stories behind it keeps its counts; where they stand alike, none does. Worked out for each day on which
a claim of any of them came, so that the history of a record shows it too. Seasons of joint managers are left alone: each
of them has all matches.
"""

from typing import Final

import polars as pl

from pipelines.records.arithmetic import formula
from pipelines.records.snapshots import NO_CLAIM, lead

RULE: Final = "managers_share_the_season"
COUNTS: Final = ("matches", "wins", "draws", "losses")
SEASON: Final = ["competition_id", "season", "club_id"]


def shared_days(votes: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Return the days on which a season that several managers share learns something: record, day, for each record of it.

    `votes` as for `snapshots.snapshots`; `rules`: record, competition_id, season, club_id, is_league, season_matches.
    """
    counted = votes.filter(pl.col("status") == "final", pl.col("field").is_in(COUNTS)).select("record").unique()
    sharing = counted.join(leagues(rules), on="record").filter(pl.len().over(SEASON) > 1).select("record", *SEASON)
    # whatever is said of one of them makes a new state of it, and its counts must not come back with that
    days = votes.select("record", "day").join(sharing, on="record").select(*SEASON, "day").unique()
    return sharing.join(days, on=SEASON).select("record", "day")


def leagues(rules: pl.DataFrame) -> pl.DataFrame:
    """Return the rules of records of league seasons whose number of matches is known."""
    return rules.filter("is_league", pl.col("season_matches").is_not_null()).select("record", *SEASON, "season_matches")


def without_excess(
    states: pl.DataFrame, leaders: pl.DataFrame, days: pl.DataFrame, rules: pl.DataFrame, joint: pl.DataFrame
) -> pl.DataFrame:
    """Take the counts from settled states that are too many; `set_aside` and `broken_rule` say so.

    `days` as `shared_days` gives them: on each, every record of the season has a state. `joint`: records of managers who
    shared the job.
    """
    if days.is_empty():
        return states
    played = pl.max_horizontal("matches", pl.sum_horizontal("wins", "draws", "losses"))
    stories = leaders.get_column("stories")
    numbers = [
        pl.col(lead(field)).replace(NO_CLAIM, None).sub(1).map_batches(stories.gather, return_dtype=stories.dtype)
        for field in COUNTS
    ]
    sharing = (
        states.filter(pl.col("status") == "final")
        .join(days.unique(), on=["record", "day"], how="semi")
        .join(joint, on="record", how="anti")
        .select("record", "day", played=played, stories=pl.max_horizontal(numbers))
        .filter(pl.col("played") > 0)
        .join(leagues(rules), on="record")
    )
    others = sharing.select(*SEASON, "day", other_played="played", other_stories="stories")
    barred = (
        sharing.join(others, on=[*SEASON, "day"])
        .filter(pl.col("other_stories") >= pl.col("stories"))
        .group_by("record", "day")
        .agg(together=pl.col("other_played").sum(), parts=pl.len(), limit=pl.col("season_matches").first())
        .filter(pl.col("parts") > 1, pl.col("together") > pl.col("limit"))
        .select("record", "day", is_barred=pl.lit(True))
    )
    return emptied(states, barred)


def emptied(states: pl.DataFrame, barred: pl.DataFrame) -> pl.DataFrame:
    """Return the states without counts, and without points that follow from them, where they are barred."""
    is_barred = pl.col("is_barred").fill_null(False)
    worked_out = is_barred & pl.col(formula("points")).is_not_null()
    gone = dict.fromkeys(COUNTS, is_barred) | {"points": worked_out}
    return (
        states.join(barred, on=["record", "day"], how="left", maintain_order="left")
        .with_columns(
            *(
                pl.when(~away).then(name).alias(name)
                for field, away in gone.items()
                for name in (field, formula(field))
            ),
            set_aside=pl.when(is_barred)
            .then(pl.col("set_aside").list.set_union(pl.lit(list(COUNTS))))
            .otherwise("set_aside"),
            broken_rule=pl.when(is_barred).then(pl.coalesce("broken_rule", pl.lit(RULE))).otherwise("broken_rule"),
        )
        .drop("is_barred")
    )
