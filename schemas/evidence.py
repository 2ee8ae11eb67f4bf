"""What stands behind the records: the claim or formula of each value, the values of earlier days, the quarantine."""

from datetime import date

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas import vocabulary
from schemas.contract import Contract, rule
from schemas.fields import RECORD_ID, Names, identifier, one_of


class RecordEvidence(Contract):
    """For each value of each record what states it (a claim, with its characters) or what it was worked out from."""

    evidence_id: pl.String = identifier(
        "16 hexadecimal digits of record_id, field and claim_id (or the formula)", unique=True
    )
    record_table: pl.String = one_of(vocabulary.RECORD_TABLES, "The table of the record")
    record_id: pl.String = pa.Field(str_matches=RECORD_ID, description="The record or tenure")
    field: pl.String = pa.Field(description="The field of the record")
    value: pl.String = pa.Field(description="The value as text")
    kind: pl.String = one_of(("stated", "derived"), "Whether an article states it or a rule derives it")
    claim_id: pl.String = identifier("The claim that states it; null for derived values", nullable=True)
    formula: pl.String = pa.Field(nullable=True, description="How a derived value was worked out")
    inputs: Names = pa.Field(description="The fields, rows or constants that a derived value was worked out from")
    article_id: pl.String = identifier("The article; null for derived values", nullable=True)
    part: pl.String = one_of(vocabulary.PARTS, "The part of the article", nullable=True)
    char_start: pl.Int32 = pa.Field(ge=0, nullable=True, description="First character of the quote")
    char_end: pl.Int32 = pa.Field(ge=0, nullable=True, description="The character after the quote")
    quote: pl.String = pa.Field(nullable=True, description="The words that state the value")

    class Config:
        metadata = {"key": ("evidence_id",)}

    @pa.dataframe_check(name="stated_or_derived")
    def stated_or_derived(cls, data: PolarsData) -> pl.LazyFrame:
        """A stated value has its claim and quote, a derived one its formula."""
        stated = pl.col("claim_id").is_not_null() & pl.col("quote").is_not_null()
        return rule(data, pl.when(pl.col("kind") == "stated").then(stated).otherwise(pl.col("formula").is_not_null()))


class RecordHistory(Contract):
    """The value of each field as it was known on each day: what an analyst would have read then."""

    record_id: pl.String = pa.Field(str_matches=RECORD_ID, description="The season record")
    field: pl.String = pa.Field(isin=list(vocabulary.RECORD_FIELDS), description="The field")
    valid_from: date = pa.Field(description="First day on which the value was known")
    valid_to: date = pa.Field(
        nullable=True, description="The day on which another took its place (not included); null for the present value"
    )
    value: pl.String = pa.Field(nullable=True, description="The value as text; null where a newer snapshot has none")
    status: pl.String = one_of(vocabulary.RECORD_STATUSES, "Status of the snapshot")
    claim_id: pl.String = identifier("The claim that states it", nullable=True)

    class Config:
        metadata = {"key": ("record_id", "field", "valid_from")}

    @pa.dataframe_check(name="valid_to_after_valid_from")
    def valid_to_after_valid_from(cls, data: PolarsData) -> pl.LazyFrame:
        """A value holds for at least a day."""
        return rule(data, pl.col("valid_to") > pl.col("valid_from"))


class Quarantine(Contract):
    """What could not be read or breaks a rule, with the rule, the place and what to do about it."""

    quarantine_id: pl.String = identifier("16 hexadecimal digits of stage, place and rule", unique=True)
    stage: pl.String = one_of(vocabulary.QUARANTINE_STAGES, "Where it was stopped: reading a source, a claim, a record")
    rule: pl.String = pa.Field(description="The rule that it breaks")
    reason: pl.String = pa.Field(description="What is wrong, with the values, for a person")
    remedy: pl.String = pa.Field(description="What to do about it")
    drop_id: pl.String = pa.Field(nullable=True, description="The drop")
    place: pl.String = pa.Field(nullable=True, description="File, and line or record")
    article_id: pl.String = identifier("The article", nullable=True)
    claim_id: pl.String = identifier("The claim", nullable=True)
    record_id: pl.String = pa.Field(nullable=True, description="The record that it would have been")
    quote: pl.String = pa.Field(
        nullable=True, description="The words, or the first characters of what could not be read"
    )

    class Config:
        metadata = {"key": ("quarantine_id",)}
