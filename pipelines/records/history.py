"""The history of season records: the value of each field as it was known on each day.

Known means by the articles that had been published, as they are read and named today: what a later revision or an
editor took back is not part of it.
"""

import polars as pl

from pipelines.records.arithmetic import DTYPES
from pipelines.records.snapshots import FIELDS, NO_CLAIM, lead
from schemas.contract import polars_schema
from schemas.evidence import RecordHistory


def history_of(states: pl.DataFrame, leaders: pl.DataFrame, claim_ids: pl.Series) -> pl.DataFrame:
    """Return RecordHistory.

    `states`: settled states of season records (record_id, day, status, fields with `lead_<field>`), `leaders` as
    `snapshots.snapshots` gives them, `claim_ids` in the order that claim_no counts.
    """
    ordered = states.sort("record_id", "day").with_row_index("at")
    claim_of = claim_ids.gather(leaders.get_column("claim_no"))
    stated = leaders.get_column("value")
    frames = []
    for field in FIELDS:
        changed = ordered.filter(
            pl.col(field).ne_missing(pl.col(field).shift(1).over("record_id"))
            | (pl.col(field).is_not_null() & pl.col("status").ne_missing(pl.col("status").shift(1).over("record_id")))
        )
        leader = changed.get_column(lead(field))
        leading = leader.replace(NO_CLAIM, None) - 1
        text = as_text(field)
        frames.append(
            changed.select(
                "record_id",
                pl.lit(field).alias("field"),
                pl.col("day").alias("valid_from"),
                pl.col("day").shift(-1).over("record_id").alias("valid_to"),
                text.alias("value"),
                "status",
            ).with_columns(claim_id=claim_of.gather(leading), stated=stated.gather(leading))
        )
    history = pl.concat(frames)
    # A value that arithmetic put in place of a stated one has no claim.
    return (
        history.with_columns(claim_id=pl.when(pl.col("value") == pl.col("stated")).then("claim_id"))
        .select(polars_schema(RecordHistory).names())
        .sort("record_id", "field", "valid_from")
    )


def as_text(field: str) -> pl.Expr:
    """Return a field's value as text, as claims write it."""
    if DTYPES[field] == pl.Boolean:
        return pl.when(pl.col(field)).then(pl.lit("true"))
    return pl.col(field).cast(pl.String)
