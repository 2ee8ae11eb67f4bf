"""Claims: the atom of gaffer. One row for each fact that one article asserts; in the lake a claim never changes.

This contract is frozen: what a column means here holds for every claim that is ever stored.
"""

from datetime import date
from typing import Annotated

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas import vocabulary
from schemas.contract import Contract, rule
from schemas.fields import SEASON, Names, identifier, one_of, season_is_consecutive, slug

CUE = pl.Struct(
    {
        "role": pl.String,
        "part": pl.String,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
        "quote": pl.String,
        "how": pl.String,
    }
)
"""One mention from which manager, club, competition, season or status was taken; part, offsets and quote are null where
no words say it (`how` = publication date, knowledge)."""


class LakeClaims(Contract):
    """One fact that one article asserts, with the characters that state it and the mentions that say whose it is."""

    claim_id: pl.String = identifier(
        "16 hexadecimal digits of article_id, scope, key parts (null as ∅), field, part and char_start", unique=True
    )
    statement_id: pl.String = identifier(
        "The facts that belong together (a season's record, a run, a spell): "
        "hash of article_id, scope, key and the place of its first claim"
    )
    article_id: pl.String = identifier("The article that asserts it")
    published_on: date = pa.Field(description="When that article was published")
    manager: pl.String = pa.Field(nullable=True, description="Canonical name; null where the article does not say")
    manager_id: pl.String = slug("Slug of the manager", nullable=True)
    club: pl.String = pa.Field(
        nullable=True, description="Canonical name of the club or national team; null in careers"
    )
    club_id: pl.String = slug("Slug of the club or national team", nullable=True)
    competition: pl.String = pa.Field(
        nullable=True,
        description="Canonical name; all = all competitions together, league = one that is not named; null for spells",
    )
    competition_id: pl.String = slug("Slug of the competition", nullable=True)
    season: pl.String = pa.Field(
        str_matches=SEASON,
        nullable=True,
        description="2023-24 over two years, 2024 for a calendar year or a tournament; "
        "null for tenures, careers, spells and runs over two seasons",
    )
    scope: pl.String = one_of(vocabulary.SCOPES, "What the number covers")
    status: pl.String = one_of(vocabulary.STATUSES, "Whether it was over at publication; the last three are of spells")
    role: pl.String = one_of(vocabulary.ROLES, "The role in a spell; null for other scopes", nullable=True)
    field: pl.String = one_of(vocabulary.FIELDS, "Which fact; managed = the spell as such")
    value: pl.String = pa.Field(description="The value as text: 28, true, winner, 2022-10-05")
    value_number: pl.Float64 = pa.Field(nullable=True, description="The value of a count or percentage")
    value_date: date = pa.Field(nullable=True, description="The first day that the value of start or end may mean")
    part: pl.String = one_of(vocabulary.PARTS, "The part of the article that states it")
    char_start: pl.Int32 = pa.Field(ge=0, description="First character of the quote, counted from 0 in code points")
    char_end: pl.Int32 = pa.Field(ge=0, description="The character after the quote")
    quote: pl.String = pa.Field(
        str_length={"min_value": 1, "max_value": 300},
        description="The words that state the value, at most a sentence: part[char_start:char_end]",
    )
    cues: Annotated[pl.List, CUE] = pa.Field(
        description="The mentions from which manager, club, competition, season and status were taken: role, how"
    )
    rule: pl.String = pa.Field(description="The rule that read it")
    confidence: pl.Float64 = pa.Field(ge=0, le=1, description="The share of claims given this figure that are right")
    parser_version: pl.String = pa.Field(description="Version of the parser that read it")

    class Config:
        metadata = {"key": ("claim_id",)}

    @pa.dataframe_check(name="quote_is_as_long_as_its_place")
    def quote_is_as_long_as_its_place(cls, data: PolarsData) -> pl.LazyFrame:
        """The offsets span the quote, in code points."""
        return rule(data, pl.col("char_end") - pl.col("char_start") == pl.col("quote").str.len_chars())

    @pa.dataframe_check(name="season_is_consecutive")
    def season_is_consecutive(cls, data: PolarsData) -> pl.LazyFrame:
        """A season over two years names two that follow each other."""
        return rule(data, season_is_consecutive())

    @pa.dataframe_check(name="status_fits_scope")
    def status_fits_scope(cls, data: PolarsData) -> pl.LazyFrame:
        """Spells are current, ended or agreed and have a role; the rest is final or to date and has none."""
        spell = pl.col("scope") == "spell"
        of_spell = pl.col("status").is_in(vocabulary.SPELL_STATUSES) & pl.col("role").is_not_null()
        of_record = pl.col("status").is_in(vocabulary.RECORD_STATUSES) & pl.col("role").is_null()
        return rule(data, pl.when(spell).then(of_spell).otherwise(of_record))

    @pa.dataframe_check(name="field_fits_scope")
    def field_fits_scope(cls, data: PolarsData) -> pl.LazyFrame:
        """Spells have managed, start, end and exit; the rest has the statistics."""
        return rule(data, (pl.col("scope") == "spell") == pl.col("field").is_in(vocabulary.SPELL_FIELDS))

    @pa.dataframe_check(name="key_fits_scope")
    def key_fits_scope(cls, data: PolarsData) -> pl.LazyFrame:
        """A spell has no competition or season; a tenure or career no season; a career no club."""
        scope = pl.col("scope")
        return rule(
            data,
            (~scope.is_in(["spell", "tenure", "career"]) | pl.col("season").is_null())
            & ((scope != "spell") | pl.col("competition").is_null())
            & ((scope != "career") | pl.col("club").is_null()),
        )

    @pa.dataframe_check(name="value_fits_field")
    def value_fits_field(cls, data: PolarsData) -> pl.LazyFrame:
        """Counts are whole numbers, flags are true, results and exits are of their lists, dates are ISO."""
        field, value = pl.col("field"), pl.col("value")
        number = pl.col("value_number")
        counted = number.is_not_null() & (number == number.floor()) & (value == number.cast(pl.Int64).cast(pl.String))
        return rule(
            data,
            pl.when(field.is_in(vocabulary.COUNT_FIELDS))
            .then(counted)
            .when(field == "win_pct")
            .then(number.is_not_null() & number.is_between(0, 100))
            .when(field.is_in(["unbeaten", "managed"]))
            .then(value == "true")
            .when(field == "result")
            .then(value.is_in(vocabulary.RESULTS))
            .when(field == "exit")
            .then(value.is_in(vocabulary.EXITS))
            .otherwise(value.str.contains(r"^\d{4}(-\d{2}(-\d{2})?)?$") & pl.col("value_date").is_not_null()),
        )

    @pa.dataframe_check(name="value_in_range")
    def value_in_range(cls, data: PolarsData) -> pl.LazyFrame:
        """Counts are not negative (points may be, after a deduction) and not absurd; places start at 1."""
        number = pl.col("value_number")
        low = pl.when(pl.col("field") == "position").then(1).when(pl.col("field") == "points").then(-100).otherwise(0)
        return rule(data, number.is_between(low, 10_000))


class Claims(LakeClaims):
    """Each claim once, with what became of it: used by a record, or not, and why."""

    disposition: pl.String = one_of(vocabulary.DISPOSITIONS, "What became of the claim")
    reason: pl.String = pa.Field(
        nullable=True,
        description=f"Why it is not used: {', '.join(vocabulary.LOSING_REASONS)}; else the rule, missing key or copy",
    )
    record_id: pl.String = pa.Field(
        nullable=True,
        description="The record or tenure that the claim speaks for or against, null where it has no whole key",
    )
    completed: Names = pa.Field(
        description="The key parts that were completed by knowledge (manager, club, competition)"
    )

    class Config:
        metadata = {"key": ("claim_id",)}

    @pa.dataframe_check(name="unused_has_a_reason")
    def unused_has_a_reason(cls, data: PolarsData) -> pl.LazyFrame:
        """Every claim that is not used says why."""
        return rule(data, (pl.col("disposition") == "used") | pl.col("reason").is_not_null())
