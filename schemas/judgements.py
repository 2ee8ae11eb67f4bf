"""Judgements: what an editor decided, kept in judgements.csv; they outlive rebuilds and new parsers."""

from datetime import date

import pandera.polars as pa
import polars as pl

from schemas.contract import Contract
from schemas.fields import one_of

JUDGEMENT_KINDS = ("same", "not-same", "alias", "reject-claim", "withdraw-article")


class Judgements(Contract):
    """One row a decision; the file is only ever added to, and a later decision on the same pair overrules an earlier."""

    decided_on: date = pa.Field(description="When it was decided")
    by: pl.String = pa.Field(description="Who decided")
    kind: pl.String = one_of(JUDGEMENT_KINDS, "What was decided")
    subject: pl.String = pa.Field(
        str_length={"min_value": 1},
        description="The name or slug (same, not-same, alias), the claim_id, the article_id; "
        "`manager/`, `club/` or `competition/` before a name says which kind of name",
    )
    object: pl.String = pa.Field(
        nullable=True, description="The other name or slug (same, not-same), the name that an alias stands for"
    )
    why: pl.String = pa.Field(nullable=True, description="Why")
