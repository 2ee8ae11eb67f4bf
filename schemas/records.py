"""Records: what all claims together say. Season records, tenures and their totals, runs, careers."""

from datetime import date

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas import vocabulary
from schemas.contract import Contract, rule
from schemas.fields import RECORD_ID, SEASON, Names, Statistics, count, one_of, season_is_consecutive, slug

POINTS_PER_GAME_LIMIT = 3.0


class Record(Statistics):
    """What every kind of record has beside its key and its facts."""

    status: pl.String = one_of(vocabulary.RECORD_STATUSES, "final when it was over, to_date when it went on")
    as_of: date = pa.Field(description="The publication date of the newest article that this snapshot stands on")
    derived_fields: Names = pa.Field(description="Fields that no article states and a rule works out")
    n_articles: pl.Int32 = count("Articles whose claims are used", low=0, high=2**31 - 1)
    n_claims: pl.Int32 = count("Claims used", low=0, high=2**31 - 1)
    n_conflicts: pl.Int32 = count("Claims that lost against another value of the same snapshot", high=2**31 - 1)
    confidence: pl.Float64 = pa.Field(ge=0, le=1, description="Confidence of the least sure used value")


class SeasonRecords(Record):
    """One row for each manager, club, season and competition: the newest snapshot that articles agree on."""

    record_id: pl.String = pa.Field(unique=True, str_matches=RECORD_ID, description="manager/club/season/competition")
    manager_id: pl.String = slug("Slug of the manager")
    manager: pl.String = pa.Field(description="Canonical name of the manager")
    club_id: pl.String = slug("Slug of the club or national team")
    club: pl.String = pa.Field(description="Canonical name of the club or national team")
    season: pl.String = pa.Field(str_matches=SEASON, description="2023-24, or 2024 for a calendar year or a tournament")
    competition_id: pl.String = slug("Slug of the competition")
    competition: pl.String = pa.Field(
        description="Canonical name; all = all competitions together, never to be summed with its parts"
    )
    coverage: pl.String = one_of(vocabulary.COVERAGES, "Whether the record is of the whole season")
    points_per_game: pl.Float64 = pa.Field(
        ge=0, le=POINTS_PER_GAME_LIMIT, nullable=True, description="points / matches, of the league"
    )
    is_title: pl.Boolean = pa.Field(description="True for a won competition")
    is_unbeaten: pl.Boolean = pa.Field(description="True for a final, whole league season without defeat")
    is_invincible: pl.Boolean = pa.Field(description="True for an unbeaten season that won the league")
    verification: pl.String = one_of(vocabulary.VERIFICATIONS, "How the record compares with the complete league table")
    verification_reason: pl.String = pa.Field(
        nullable=True, description="Which fields contradict the table, or why it could not be compared"
    )
    tenure_ids: Names = pa.Field(description="The tenures that hold this season")
    joint_with: Names = pa.Field(description="Slugs of managers who shared the job")

    class Config:
        metadata = {
            "key": ("record_id",),
            "leading": (
                "record_id",
                "manager_id",
                "manager",
                "club_id",
                "club",
                "season",
                "competition_id",
                "competition",
                "status",
                "as_of",
            ),
        }

    @pa.dataframe_check(name="season_is_consecutive")
    def season_is_consecutive(cls, data: PolarsData) -> pl.LazyFrame:
        """A season over two years names two that follow each other."""
        return rule(data, season_is_consecutive())

    @pa.dataframe_check(name="invincible_is_unbeaten_champion")
    def invincible_is_unbeaten_champion(cls, data: PolarsData) -> pl.LazyFrame:
        """An invincible season is final, whole, unbeaten, without losses, and won."""
        whole = (pl.col("status") == "final") & (pl.col("coverage") == "whole") & (pl.col("losses").fill_null(0) == 0)
        return rule(
            data,
            (~pl.col("is_unbeaten") | whole)
            & (~pl.col("is_invincible") | (pl.col("is_unbeaten") & (pl.col("result") == "winner"))),
        )


class Tenures(Contract):
    """One spell of a manager at a club, joined from claims and reference; two spells at one club are two rows."""

    tenure_id: pl.String = pa.Field(
        unique=True,
        str_matches=RECORD_ID,
        description="manager/club/start year (-2 where two begin in one year; unknown where no start is known)",
    )
    manager_id: pl.String = slug("Slug of the manager")
    manager: pl.String = pa.Field(description="Canonical name of the manager")
    club_id: pl.String = slug("Slug of the club or national team")
    club: pl.String = pa.Field(description="Canonical name of the club or national team")
    role: pl.String = one_of(vocabulary.ROLES, "The role")
    status: pl.String = one_of(
        vocabulary.TENURE_STATUSES,
        "current only while no later spell has begun and an article confirmed it within 180 days",
    )
    start_from: date = pa.Field(nullable=True, description="First day on which the spell may have begun")
    start_to: date = pa.Field(nullable=True, description="Last day on which it may have begun")
    end_from: date = pa.Field(nullable=True, description="First day on which it may have ended")
    end_to: date = pa.Field(nullable=True, description="Last day on which it may have ended")
    exit: pl.String = one_of(vocabulary.EXITS, "How it ended", nullable=True)
    joint_with: Names = pa.Field(description="Slugs of managers who shared the job")
    origins: Names = pa.Field(description="Where it is known from: articles, reference")
    confirmed_on: date = pa.Field(nullable=True, description="The newest article that speaks of the spell")
    n_articles: pl.Int32 = count("Articles that speak of it", high=2**31 - 1)
    n_claims: pl.Int32 = count("Claims used", high=2**31 - 1)
    n_conflicts: pl.Int32 = count("Claims that lost against another value", high=2**31 - 1)
    confidence: pl.Float64 = pa.Field(ge=0, le=1, description="Confidence of the least sure used value")

    class Config:
        metadata = {"key": ("tenure_id",)}

    @pa.dataframe_check(name="does_not_end_before_it_starts")
    def does_not_end_before_it_starts(cls, data: PolarsData) -> pl.LazyFrame:
        """A spell cannot end before it starts, and an interval has its ends in order."""
        return rule(
            data,
            (pl.col("end_to") >= pl.col("start_from")).fill_null(True)
            & (pl.col("start_from") <= pl.col("start_to")).fill_null(True)
            & (pl.col("end_from") <= pl.col("end_to")).fill_null(True),
        )


class TenureRecords(Record):
    """Totals that articles give over a whole spell, a row for each tenure and competition."""

    record_id: pl.String = pa.Field(unique=True, str_matches=RECORD_ID, description="tenure_id/competition")
    tenure_id: pl.String = pa.Field(str_matches=RECORD_ID, description="The spell")
    manager_id: pl.String = slug("Slug of the manager")
    manager: pl.String = pa.Field(description="Canonical name of the manager")
    club_id: pl.String = slug("Slug of the club or national team")
    club: pl.String = pa.Field(description="Canonical name of the club or national team")
    competition_id: pl.String = slug("Slug of the competition")
    competition: pl.String = pa.Field(description="Canonical name; all = all competitions together")
    season_matches: pl.Int32 = count("Matches of this spell and competition by the season records, to compare")
    season_wins: pl.Int32 = count("Wins of this spell and competition by the season records, to compare")

    class Config:
        metadata = {
            "key": ("record_id",),
            "leading": (
                "record_id",
                "tenure_id",
                "manager_id",
                "manager",
                "club_id",
                "club",
                "competition_id",
                "competition",
                "status",
                "as_of",
            ),
        }


class Runs(Record):
    """A stretch of matches that an article singles out: eight of the last ten, unbeaten in eleven."""

    record_id: pl.String = pa.Field(
        unique=True, str_matches=RECORD_ID, description="manager/club/run/hash of the statement that is kept"
    )
    manager_id: pl.String = slug("Slug of the manager")
    manager: pl.String = pa.Field(description="Canonical name of the manager")
    club_id: pl.String = slug("Slug of the club or national team", nullable=True)
    club: pl.String = pa.Field(nullable=True, description="Canonical name of the club or national team")
    season: pl.String = pa.Field(str_matches=SEASON, nullable=True, description="The season, null for a run over two")
    competition_id: pl.String = slug("Slug of the competition", nullable=True)
    competition: pl.String = pa.Field(nullable=True, description="Canonical name; all = all competitions together")

    class Config:
        metadata = {
            "key": ("record_id",),
            "leading": (
                "record_id",
                "manager_id",
                "manager",
                "club_id",
                "club",
                "season",
                "competition_id",
                "competition",
                "status",
                "as_of",
            ),
        }


class CareerRecords(Record):
    """Numbers over several clubs: a whole career, or all of it in one competition."""

    record_id: pl.String = pa.Field(unique=True, str_matches=RECORD_ID, description="manager/career/competition")
    manager_id: pl.String = slug("Slug of the manager")
    manager: pl.String = pa.Field(description="Canonical name of the manager")
    competition_id: pl.String = slug("Slug of the competition", nullable=True)
    competition: pl.String = pa.Field(nullable=True, description="Canonical name; all = all competitions together")

    class Config:
        metadata = {
            "key": ("record_id",),
            "leading": ("record_id", "manager_id", "manager", "competition_id", "competition", "status", "as_of"),
        }
