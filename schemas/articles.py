"""Articles: as the lake keeps them, one row an article of a drop; as the warehouse publishes them, one row a text."""

from datetime import date

import pandera.polars as pa
import polars as pl

from schemas.contract import Contract
from schemas.fields import Moment, Names, identifier


class LakeArticles(Contract):
    """One article of a drop, its text exactly as stored: every offset of a claim refers to it."""

    article_id: pl.String = identifier("16 hexadecimal digits of sha256 over published_on, title and text as stored")
    drop_id: pl.String = pa.Field(description="The drop that brought the article")
    place: pl.String = pa.Field(description="Where in the drop: file, and line or record where a file has several")
    source_id: pl.String = pa.Field(nullable=True, description="The identifier that the source itself gave")
    published_on: date = pa.Field(description="The publisher's calendar date: the only today that the parser knows")
    title: pl.String = pa.Field(description="Headline, empty where there is none")
    text: pl.String = pa.Field(description="The text as stored, page crumbs included")
    url: pl.String = pa.Field(nullable=True, description="Address of the article")
    source: pl.String = pa.Field(nullable=True, description="Publisher")
    author: pl.String = pa.Field(nullable=True, description="By-line")
    language: pl.String = pa.Field(
        nullable=True, description="Language code of the text, where known; others than en are kept but not parsed"
    )
    fetched_at: Moment = pa.Field(nullable=True, description="When it was fetched (UTC), where known")

    class Config:
        metadata = {"key": ("drop_id", "place")}


class Articles(LakeArticles):
    """One row for each text and date that came in, however many drops brought it; copies, revisions name each other."""

    copies: Names = pa.Field(description="Every drop and place (drop/place) that holds this very article")
    duplicate_of: pl.String = identifier(
        "The earlier article with the same title and text, whose claims count instead", nullable=True
    )
    superseded_by: pl.String = identifier(
        "The later article at the same URL with another text, whose claims count instead", nullable=True
    )
    story_id: pl.String = identifier(
        "The smallest article_id among near-duplicates (agency copy): together they count as one source"
    )

    class Config:
        metadata = {"key": ("article_id",)}
