"""Drops: what came into the inbox, and what became of it."""

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas.contract import Contract, rule
from schemas.fields import Moment, count


class Drops(Contract):
    """One row for each file or folder that was put into the inbox, with its counts: they add up to its records."""

    drop_id: pl.String = pa.Field(
        unique=True,
        str_matches=r"^[a-z0-9][a-z0-9._-]{0,63}$",
        description="The drop's name where that is safe, else a slug of it with 8 hexadecimal digits",
    )
    name: pl.String = pa.Field(description="The name in the inbox")
    sha256: pl.String = pa.Field(
        str_matches=r"^[0-9a-f]{64}$", description="Hash over the names and bytes of all its files"
    )
    bytes: pl.Int64 = pa.Field(ge=0, description="Size of all its files in bytes")
    records: pl.Int32 = count("Records found in its files", high=2**31 - 1)
    articles: pl.Int32 = count("Records read as articles", high=2**31 - 1)
    not_football: pl.Int32 = count("Records turned away because they are not about football", high=2**31 - 1)
    quarantined: pl.Int32 = count("Records, or files, that could not be read", high=2**31 - 1)
    claims: pl.Int32 = count("Claims read from its articles", high=2**31 - 1)
    readable: pl.Boolean = pa.Field(description="False where nothing of the drop could be read")
    parser_version: pl.String = pa.Field(description="Version of the parser that read it")
    read_at: Moment = pa.Field(description="When it was read (UTC)")

    class Config:
        metadata = {"key": ("drop_id",)}

    @pa.dataframe_check(name="counts_add_up")
    def counts_add_up(cls, data: PolarsData) -> pl.LazyFrame:
        """Each record of a drop is an article, not football, or in quarantine."""
        parts = pl.col("articles") + pl.col("not_football") + pl.col("quarantined")
        return rule(data, parts == pl.col("records"))
