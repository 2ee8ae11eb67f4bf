"""What became of each vote: used by the record, or losing, or set aside, and why."""

import polars as pl

from pipelines.records.arithmetic import REPLACEABLE
from pipelines.records.history import as_text
from pipelines.records.snapshots import FIELDS


def disposed(votes: pl.DataFrame, last: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return the votes with disposition and reason.

    `votes` as for `snapshots.snapshots`; `last`: the last settled state of each record; `members`: record, article of
    the last to-date snapshots.
    """
    known = last.select(
        "record",
        "repaired",
        "set_aside",
        "broken_rule",
        state_status="status",
    )
    values = last.select("record", *(as_text(field).alias(field) for field in FIELDS)).unpivot(
        index="record", on=list(FIELDS), variable_name="field", value_name="chosen"
    )
    joined = (
        votes.join(known, on="record", how="left")
        .join(values, on=["record", "field"], how="left")
        .join(members.with_columns(is_member=pl.lit(True)), on=["record", "article"], how="left")
        .with_columns(
            in_snapshot=(pl.col("status") == pl.col("state_status"))
            & ((pl.col("status") == "final") | pl.col("is_member").fill_null(False))
        )
    )
    return with_reason(with_support(joined)).select(*votes.columns, "disposition", "reason")


def with_support(votes: pl.DataFrame) -> pl.DataFrame:
    """Add `stories` (behind this value) and `chosen_stories` (behind the value that was chosen), in the snapshot."""
    inside = votes.filter("in_snapshot")
    support = inside.group_by("record", "field", "value").agg(stories=pl.col("story").n_unique())
    newest = inside.group_by("record").agg(newest=pl.col("day").max())
    return (
        votes.join(support, on=["record", "field", "value"], how="left")
        .join(
            support.rename({"value": "chosen", "stories": "chosen_stories"}),
            on=["record", "field", "chosen"],
            how="left",
        )
        .join(newest, on="record", how="left")
    )


def with_reason(votes: pl.DataFrame) -> pl.DataFrame:
    """Add disposition and reason."""
    aside = pl.col("set_aside").list.contains(pl.col("field")).fill_null(False)
    is_chosen = (pl.col("value") == pl.col("chosen")).fill_null(False)
    replaced = (pl.col("field") == pl.col("repaired")).fill_null(False) & pl.col("field").is_in(REPLACEABLE)
    weaker = (pl.col("stories") < pl.col("chosen_stories")).fill_null(False)
    reason = (
        pl.when(pl.col("status") != pl.col("state_status"))
        .then(pl.lit("superseded"))
        .when(~pl.col("in_snapshot"))
        .then(pl.when(pl.col("day") > pl.col("newest")).then(pl.lit("later")).otherwise(pl.lit("older")))
        .when(aside)
        .then("broken_rule")
        .when(is_chosen)
        .then(None)
        .when(replaced)
        .then(pl.lit("rule"))
        .when(weaker)
        .then(pl.lit("outvoted"))
        .otherwise(pl.lit("less_sure"))
    )
    disposition = (
        pl.when(pl.col("in_snapshot") & aside)
        .then(pl.lit("quarantined"))
        .when(pl.col("in_snapshot") & is_chosen)
        .then(pl.lit("used"))
        .otherwise(pl.lit("losing"))
    )
    return votes.with_columns(disposition=disposition, reason=reason)
