"""Evidence: for each value of each record the claims that state it, or the formula and its inputs."""

from typing import Final

import polars as pl

from pipelines.records.arithmetic import PARTS, REPLACEABLE, formula
from pipelines.records.history import as_text
from schemas.contract import polars_schema
from schemas.evidence import RecordEvidence
from schemas.identity import digest

REFERENCE_FORMULA: Final = "as the reference has it"
COLUMNS: Final = tuple(polars_schema(RecordEvidence))


def stated(used: pl.DataFrame) -> pl.DataFrame:
    """Return RecordEvidence rows of used claims (with record_table and record_id); a claim's id is that of its row."""
    return used.select(
        evidence_id="claim_id",
        record_table="record_table",
        record_id="record_id",
        field="field",
        value="value",
        kind=pl.lit("stated"),
        claim_id="claim_id",
        formula=pl.lit(None, pl.String),
        inputs=pl.lit([], pl.List(pl.String)),
        article_id="article_id",
        part="part",
        char_start="char_start",
        char_end="char_end",
        quote="quote",
    ).select(COLUMNS)


def derived(records: pl.DataFrame) -> pl.DataFrame:
    """Return RecordEvidence rows of the values of records that a formula gave."""
    frames = [
        records.filter(pl.col(formula(field)).is_not_null() & pl.col(field).is_not_null()).select(
            "record_table",
            "record_id",
            field=pl.lit(field),
            value=as_text(field),
            formula=formula(field),
            inputs=inputs_of(field),
        )
        for field in REPLACEABLE
    ]
    return worked_out(pl.concat(frames))


def inputs_of(field: str) -> pl.Expr:
    """Return what a field was worked out from."""
    if field == "points":
        return pl.concat_list(pl.lit(["wins", "draws"]), pl.format("points for a win: {}", pl.col("win_points")))
    if field == "losses":
        return (
            pl.when(pl.col(formula(field)).str.contains("unbeaten"))
            .then(pl.lit(["unbeaten"]))
            .otherwise(pl.lit(["matches", "wins", "draws"]))
        )
    return pl.lit([other for other in ("matches", *PARTS) if other != field])


def of_reference(tenures: pl.DataFrame, stated_fields: pl.DataFrame) -> pl.DataFrame:
    """Return RecordEvidence rows of starts and ends of tenures that only the reference gives.

    `tenures` with in_reference; `stated_fields`: record_id, field of what claims state.
    """
    frames = [
        tenures.filter(pl.col("in_reference"), pl.col(f"{field}_from").is_not_null()).select(
            pl.lit("tenures").alias("record_table"),
            pl.col("tenure_id").alias("record_id"),
            pl.lit(field).alias("field"),
            pl.col(f"{field}_from").dt.year().cast(pl.String).alias("value"),
            pl.lit(REFERENCE_FORMULA).alias("formula"),
            pl.lit(["manager_spells"]).alias("inputs"),
        )
        for field in ("start", "end")
    ]
    return worked_out(pl.concat(frames).join(stated_fields, on=["record_id", "field"], how="anti"))


def worked_out(rows: pl.DataFrame) -> pl.DataFrame:
    """Return RecordEvidence rows of kind derived."""
    ids = [
        digest(record_id, field, how)
        for record_id, field, how in rows.select("record_id", "field", "formula").iter_rows()
    ]
    blank: dict[str, pl.Expr | pl.Series] = {
        name: pl.lit(None, dtype) for name, dtype in polars_schema(RecordEvidence).items()
    }
    return rows.select(
        **blank
        | {name: pl.col(name) for name in ("record_table", "record_id", "field", "value", "formula", "inputs")}
        | {"evidence_id": pl.Series("evidence_id", ids, pl.String), "kind": pl.lit("derived")}
    ).select(COLUMNS)
