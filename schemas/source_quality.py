"""Source quality: how often what a publisher states, or a parser rule reads, is what the league table says."""

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas.contract import Contract, rule
from schemas.fields import count, one_of


class SourceQuality(Contract):
    """For each publisher and each parser rule the share of checkable claims that a complete league table confirms."""

    kind: pl.String = one_of(("publisher", "rule"), "What the row is about")
    name: pl.String = pa.Field(description="The publisher (unknown where the article names none), or the rule")
    n_claims: pl.Int32 = count(
        "Checkable claims: final, of a whole league season with a complete table", low=1, high=2**31 - 1
    )
    n_confirmed: pl.Int32 = count("Claims that the table confirms", high=2**31 - 1)
    share_confirmed: pl.Float64 = pa.Field(ge=0, le=1, description="n_confirmed / n_claims")

    class Config:
        metadata = {"key": ("kind", "name")}

    @pa.dataframe_check(name="confirmed_within_claims")
    def confirmed_within_claims(cls, data: PolarsData) -> pl.LazyFrame:
        """No more claims are confirmed than there are."""
        return rule(data, pl.col("n_confirmed") <= pl.col("n_claims"))
