"""Column lineage: from which columns each column of the warehouse comes, read from the statements that make it."""

import pandera.polars as pa
import polars as pl

from schemas.contract import Contract
from schemas.fields import one_of


class LineageColumn(Contract):
    """For each column of a table, mart or macro the columns that its value is taken or worked out from, one step back."""

    relation: pl.String = pa.Field(description="The table, mart or macro")
    column_name: pl.String = pa.Field(description="Its column")
    source_relation: pl.String = pa.Field(
        description="The table, mart or macro that it reads; records/… or reference/… for a file of the lake"
    )
    source_column: pl.String = pa.Field(description="The column there; * = a count of its rows")
    how: pl.String = one_of(("copied", "derived"), "Whether the value is passed on as it is or worked out")

    class Config:
        metadata = {"key": ("relation", "column_name", "source_relation", "source_column")}
