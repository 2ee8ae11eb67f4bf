"""The build itself, so that a reader of the warehouse knows what it stands on."""

import pandera.polars as pa
import polars as pl

from schemas.contract import Contract
from schemas.fields import Moment, count


class Build(Contract):
    """One row: when and from what this warehouse was built. All that may differ between two builds of one lake."""

    build_id: pl.String = pa.Field(unique=True, description="Name of the build: UTC time and 8 hexadecimal digits")
    built_at: Moment = pa.Field(description="When it was built (UTC)")
    gaffer_version: pl.String = pa.Field(description="Version of gaffer")
    parser_version: pl.String = pa.Field(description="Version of the parser")
    drops: pl.Int32 = count("Drops", high=2**31 - 1)
    articles: pl.Int32 = count("Articles", high=2**31 - 1)
    claims: pl.Int32 = count("Claims", high=2**31 - 1)
    season_records: pl.Int32 = count("Season records", high=2**31 - 1)
    quarantined: pl.Int32 = count("Rows in quarantine", high=2**31 - 1)
    contradicted: pl.Int32 = count("Season records that contradict a league table", high=2**31 - 1)
    content_hash: pl.String = pa.Field(
        str_matches=r"^[0-9a-f]{64}$",
        description="Hash over the rows of all other tables, in the order of their keys, but for drops.read_at",
    )

    class Config:
        metadata = {"key": ("build_id",)}
