"""One champion a league season, or as many as its rule says: what becomes of a title that two clubs claim.

The club with more stories behind it keeps the title; where no club stands out, nobody has it. Worked out for each day
on which such a claim came, so that the history of a record shows it too.
"""

import polars as pl

RULE = "as_many_champions_as_the_rule_says"


def disputed_titles(votes: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Return which records may not call themselves champions, and from which day: record, day, is_barred.

    `votes` as for `snapshots.snapshots`; `rules`: record, competition_id, season, club_id, is_league, champions.
    """
    titles = votes.filter(pl.col("field") == "result", pl.col("value") == "winner").join(
        rules.filter("is_league"), on="record"
    )
    season = ["competition_id", "season"]
    places = pl.col("champions").fill_null(1)
    disputed = titles.filter(pl.col("club_id").n_unique().over(season) > places)
    if disputed.is_empty():
        return pl.DataFrame(schema={"record": votes.schema["record"], "day": pl.Date, "is_barred": pl.Boolean})
    days = disputed.select(*season, "day").unique()
    told = disputed.select(*season, "club_id", "story", pl.col("champions").fill_null(1), came="day")
    support = (
        days.join(told, on=season)
        .filter(pl.col("came") <= pl.col("day"))
        .group_by(*season, "day", "club_id")
        .agg(stories=pl.col("story").n_unique(), champions=pl.col("champions").first())
    )
    strength = pl.col("stories").rank("max", descending=True).over(*season, "day")
    barred = support.with_columns(is_barred=strength > pl.col("champions")).select(
        *season, "day", "club_id", "is_barred"
    )
    records = disputed.select("record", *season, "club_id").unique()
    return records.join(barred, on=[*season, "club_id"]).select("record", "day", "is_barred").sort("record", "day")


def without_disputed(states: pl.DataFrame, disputed: pl.DataFrame) -> pl.DataFrame:
    """Take the title from settled states in which it is barred; `set_aside` and `broken_rule` say so."""
    if disputed.is_empty():
        return states
    barred = pl.col("is_barred").fill_null(False) & (pl.col("result") == "winner").fill_null(False)
    return (
        states.sort("day")
        .join_asof(disputed.sort("day"), on="day", by="record", strategy="backward", check_sortedness=False)
        .with_columns(
            result=pl.when(~barred).then("result"),
            set_aside=pl.when(barred).then(pl.col("set_aside").list.concat(pl.lit(["result"]))).otherwise("set_aside"),
            broken_rule=pl.when(barred & pl.col("broken_rule").is_null()).then(pl.lit(RULE)).otherwise("broken_rule"),
        )
        .drop("is_barred")
        .sort("record", "day")
    )
