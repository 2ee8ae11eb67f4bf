"""Snapshots: what the claims of a record say on each day, as running best over claims by publication date.

In: votes, one row a claim that may count. Out: states, one row for each day on which a record learns something, with
the leading value of each field. The last state of a record is the record; all of them are its history, so that both
come from the same code. What follows from a state by arithmetic stands in `arithmetic`.

A value is led by the number of stories (near-duplicates count once), then confidence, then the smaller claim_id. For
final claims that score never falls as claims come in, so the leader of a day is the running maximum of scores: no loop,
and no join of each day with all earlier ones. To-date claims are snapshots of the newest article: see `to_date`.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import polars as pl

from schemas import vocabulary

FIELDS: Final = vocabulary.RECORD_FIELDS
COUNTED: Final = (
    "matches",
    "wins",
    "draws",
    "losses",
    "points",
    "goals_for",
    "goals_against",
    "clean_sheets",
)
"""Fields by which an article is a snapshot of its own."""
PLACED: Final = ("position", "result")
"""Fields by which it is one where no article gives a count."""
DAYS_NEAR: Final = 3
"""Days around the newest article within which others may add what it lacks."""
NO_CLAIM: Final = 0
"""The leader of a field that no claim states."""


@dataclass(frozen=True)
class Snapshots:
    """The states of all records, and what leads them."""

    states: pl.DataFrame
    """record, day, status and for each field `lead_<field>`: the `leader` of the field on that day, 0 for none."""
    leaders: pl.DataFrame
    """Row n - 1 describes leader n: record, status, day (from when), field, value, stories, confidence, claim_no."""
    members: pl.DataFrame
    """record, article: the articles of the last to-date snapshot of each record without a final claim."""


def lead(field: str) -> str:
    """Return the column of states that holds the leader of a field."""
    return f"lead_{field}"


def snapshots(votes: pl.DataFrame, extra_days: pl.DataFrame) -> Snapshots:
    """Return the states of records.

    `votes`: record, status, field, value, day, story, article, confidence, claim_no (place in the order of
    claim_id); record, story and article are numbers (UInt32). `extra_days`: record, day: days on which a state is wanted
    though no claim of the record came.
    """
    numbered = with_choice(votes)
    final = final_states(numbered.filter(pl.col("status") == "final"))
    ended = final.states.group_by("record").agg(final_from=pl.col("day").min())
    open_votes = (
        numbered.filter(pl.col("status") == "to_date")
        .join(ended, on="record", how="left")
        .filter(pl.col("final_from").is_null() | (pl.col("day") < pl.col("final_from")))
    )
    open_ = to_date_states(open_votes.drop("final_from"))
    shift = final.leaders.height
    moved = open_.states.with_columns(
        pl.when(pl.col(lead(f)) > NO_CLAIM)
        .then(pl.col(lead(f)) + shift)
        .otherwise(NO_CLAIM)
        .cast(pl.UInt32)
        .alias(lead(f))
        for f in FIELDS
    )
    states = pl.concat([final.states, moved]).sort("record", "day")
    return Snapshots(
        with_extra_days(states, extra_days),
        pl.concat([final.leaders, open_.leaders]),
        open_.members.join(ended, on="record", how="anti"),
    )


def with_choice(votes: pl.DataFrame) -> pl.DataFrame:
    """Add `choice`, a number for each record, status, field and value."""
    key = ["record", "status", "field", "value"]
    return votes.join(votes.select(key).unique().with_row_index("choice"), on=key)


def running_scores(votes: pl.DataFrame) -> pl.DataFrame:
    """Return for each value, on each day on which a claim of it came, how strong it is by then.

    Columns: record, field, value, day, choice, stories, confidence, claim_no.
    """
    pair = pl.col("choice").cast(pl.UInt64) * 2**32 + pl.col("story")
    ordered = votes.sort("choice", "day", "claim_no").with_columns(new=pair.is_first_distinct())
    running = ordered.select(
        "record",
        "field",
        "value",
        "day",
        "choice",
        stories=pl.col("new").cum_sum().over("choice"),
        confidence=pl.col("confidence").cum_max().over("choice"),
        claim_no=pl.col("claim_no").cum_min().over("choice"),
    )
    last_of_day = (pl.col("choice") != pl.col("choice").shift(-1)) | (pl.col("day") != pl.col("day").shift(-1))
    return running.filter(last_of_day.fill_null(True))


def by_strength(scores: pl.DataFrame) -> pl.DataFrame:
    """Sort values from the weakest to the strongest and number them from 1 as `leader`."""
    return scores.sort("stories", "confidence", "claim_no", descending=[False, False, True]).with_row_index(
        "leader", offset=1
    )


def described(leaders: pl.DataFrame, status: str) -> pl.DataFrame:
    """Return the rows that describe leaders, in the order of their numbers."""
    return leaders.sort("leader").select(
        "record",
        pl.lit(status).alias("status"),
        "day",
        "field",
        "value",
        pl.col("stories").cast(pl.UInt32),
        "confidence",
        "claim_no",
    )


def wide(leaders: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each record and day with the strongest leader of each field, 0 where none came that day."""
    by_field = leaders.select(
        "record",
        "day",
        *(
            pl.when(pl.col("field") == field).then("leader").otherwise(NO_CLAIM).cast(pl.UInt32).alias(lead(field))
            for field in FIELDS
        ),
    )
    return by_field.group_by("record", "day").agg(pl.col(lead(field)).max() for field in FIELDS).sort("record", "day")


def final_states(votes: pl.DataFrame) -> Snapshots:
    """Return the states by final claims: for each field the strongest value so far."""
    leaders = by_strength(running_scores(votes))
    states = wide(leaders).with_columns(pl.col(lead(field)).cum_max().over("record") for field in FIELDS)
    return Snapshots(
        states.select("record", "day", pl.lit("final").alias("status"), *map(lead, FIELDS)),
        described(leaders, "final"),
        pl.DataFrame(schema={"record": votes.schema["record"], "article": pl.UInt32}),
    )


# --- to date ---


def to_date_states(votes: pl.DataFrame) -> Snapshots:
    """Return the states by to-date claims: snapshots of the newest article that gives a count.

    On each day the snapshot is that of the newest day (its anchor) with an article that gives a count, else a place or
    round, else anything. The articles of that day and those that give the same `matches` choose the values. Articles
    within three days that contradict none of these add what is missing.
    """
    events = anchored_days(votes)
    anchors = events.select("record", "anchor", "next_anchor").unique()
    inner = inner_votes(votes, anchors)
    chosen = strongest(inner, ["record", "anchor", "field"])
    added = added_votes(votes, anchors, inner, chosen)
    base = events.join(chosen, on=["record", "anchor"])
    more = strongest(
        events.join(added.rename({"day": "came"}), on=["record", "anchor"]).filter(pl.col("came") <= pl.col("day")),
        ["record", "anchor", "day", "field"],
    )
    columns = ["record", "day", "field", "value", "stories", "confidence", "claim_no"]
    leaders = (
        pl.concat([base.select(columns), more.select(columns)])
        .sort("record", "day", "field")
        .with_row_index("leader", offset=1)
    )
    days = events.select("record", "day").join(wide(leaders), on=["record", "day"], how="left").sort("record", "day")
    last = events.sort("record", "day").group_by("record", maintain_order=True).agg(pl.col("anchor").last())
    members = pl.concat(
        [frame.join(last, on=["record", "anchor"]).select("record", "article") for frame in (inner, added)]
    )
    return Snapshots(
        days.select(
            "record", "day", pl.lit("to_date").alias("status"), *(pl.col(lead(f)).fill_null(NO_CLAIM) for f in FIELDS)
        ),
        described(leaders, "to_date"),
        members.unique(),
    )


def anchored_days(votes: pl.DataFrame) -> pl.DataFrame:
    """Return for each day of a record the day of its snapshot: record, day, anchor, next_anchor (null for the last)."""
    days = (
        votes.group_by("record", "day")
        .agg(counts=pl.col("field").is_in(COUNTED).any(), places=pl.col("field").is_in(PLACED).any())
        .sort("record", "day")
    )
    newest = {
        name: pl.when(condition).then("day").forward_fill().over("record")
        for name, condition in (("count_day", pl.col("counts")), ("place_day", pl.col("places")))
    }
    anchored = days.with_columns(**newest).select("record", "day", anchor=pl.coalesce("count_day", "place_day", "day"))
    following = (
        anchored.group_by("record", "anchor")
        .agg(pl.col("day").max().alias("last_day"))
        .sort("record", "anchor")
        .with_columns(next_anchor=pl.col("anchor").shift(-1).over("record"))
    )
    return anchored.join(following.drop("last_day"), on=["record", "anchor"])


def inner_votes(votes: pl.DataFrame, anchors: pl.DataFrame) -> pl.DataFrame:
    """Return the votes that choose the values of a snapshot: of its day, and with the same `matches` before it."""
    of_day = votes.join(anchors, left_on=["record", "day"], right_on=["record", "anchor"]).with_columns(
        anchor=pl.col("day")
    )
    of_matches = pl.col("field") == "matches"
    matches = strongest(of_day.filter(of_matches), ["record", "anchor", "field"])
    same = (
        votes.filter(of_matches)
        .select("record", "article", "value", "day")
        .join(matches.select("record", "anchor", "value"), on=["record", "value"])
        .filter(pl.col("day") < pl.col("anchor"))
        .select("record", "article", "anchor")
        .unique()
    )
    earlier = votes.join(same, on=["record", "article"])
    columns = [*votes.columns, "anchor"]
    return pl.concat([of_day.select(columns), earlier.select(columns)])


def added_votes(votes: pl.DataFrame, anchors: pl.DataFrame, inner: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """Return the votes of articles within three days that contradict no chosen value, for fields that are missing."""
    offsets = [timedelta(days=days) for days in range(-DAYS_NEAR, DAYS_NEAR + 1) if days]
    near = (
        votes.with_columns(anchor=pl.concat_list(pl.col("day") + offset for offset in offsets))
        .explode("anchor")
        .join(anchors, on=["record", "anchor"])
        .filter((pl.col("day") < pl.col("next_anchor")).fill_null(True))
        .join(inner.select("record", "anchor", "article").unique(), on=["record", "anchor", "article"], how="anti")
        .join(chosen.select("record", "anchor", "field", chosen="value"), on=["record", "anchor", "field"], how="left")
    )
    contradicting = near.filter(pl.col("value") != pl.col("chosen")).select("record", "anchor", "article").unique()
    return (
        near.filter(pl.col("chosen").is_null())
        .join(contradicting, on=["record", "anchor", "article"], how="anti")
        .select(*votes.columns, "anchor")
    )


def strongest(votes: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return the strongest value of each group of votes: keys, value, stories, confidence, claim_no."""
    scores = votes.group_by(*keys, "value").agg(
        stories=pl.col("story").n_unique(), confidence=pl.col("confidence").max(), claim_no=pl.col("claim_no").min()
    )
    return scores.sort("stories", "confidence", "claim_no", descending=[True, True, False]).unique(
        keys, keep="first", maintain_order=True
    )


# --- days that other records bring ---


def with_extra_days(states: pl.DataFrame, extra_days: pl.DataFrame) -> pl.DataFrame:
    """Add a row for each extra day: the state that the record had by then."""
    if extra_days.is_empty():
        return states
    new = (
        extra_days.unique()
        .join(states.select("record", "day"), on=["record", "day"], how="anti")
        .sort("day")
        .join_asof(states.sort("day"), on="day", by="record", strategy="backward", check_sortedness=False)
        .filter(pl.col("status").is_not_null())
    )
    return pl.concat([states, new.select(states.columns)]).sort("record", "day")
