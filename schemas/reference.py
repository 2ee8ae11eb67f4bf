"""Reference facts: clubs, competitions, managers, league tables. Files of seeds/reference/ that a fan can correct.

Each model is one CSV file; lists inside a cell are separated by semicolons there and are lists here.
"""

from typing import Final

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas import vocabulary
from schemas.contract import Contract, rule
from schemas.fields import SEASON, Names, count, one_of, slug

CHAMPION_BY: Final = ("table", "play_off")
COMPETITION_KINDS: Final = (
    "league",
    "cup",
    "supercup",
    "continental",
    "international",
    "qualifying",
    "all",
    "unknown",
)
"""The last two are of competitions that only articles name: all together, and those that the reference lacks."""
SEASON_KINDS: Final = ("split", "calendar", "tournament")
CONFEDERATIONS: Final = ("UEFA", "CONMEBOL", "CONCACAF", "CAF", "AFC", "OFC", "women")
PLAIN: Final = "plain"
POINTS_RULES: Final = (
    PLAIN,
    "halved at the split",
    "points per match",
    "bonus points for goals",
    "shoot-outs",
    "two for a home win, three for an away win",
)
"""Under any but the first, a club's points do not follow from its wins and draws."""
AFTER_SPLIT: Final = "after split"


class Clubs(Contract):
    """Clubs, with the names that print gives them; published with the clubs that only articles name."""

    club_id: pl.String = slug("Slug of the club", unique=True)
    club: pl.String = pa.Field(unique=True, description="Common English name")
    country: pl.String = pa.Field(nullable=True, description="Country in whose league it plays")
    aliases: Names = pa.Field(description="Other names that mean this club")
    nicknames: Names = pa.Field(description="Nicknames, often shared: they never identify a club alone")
    league: pl.String = pa.Field(
        nullable=True, description="Usual league of recent years; not a fact for a given season"
    )
    origin: pl.String = one_of(vocabulary.ORIGINS, "Whether the reference knows it or only articles name it")

    class Config:
        metadata = {"key": ("club_id",)}


class NationalTeams(Contract):
    """National teams of men and women, with demonyms."""

    club_id: pl.String = slug("Slug of the team, of one namespace with clubs", unique=True)
    team: pl.String = pa.Field(unique=True, description="Common English name")
    aliases: Names = pa.Field(description="Other names")
    nicknames: Names = pa.Field(description="Nicknames")
    demonyms: Names = pa.Field(description="Words for its people: Danish, Dane")
    confederation: pl.String = one_of(CONFEDERATIONS, "Confederation; women for women's teams")

    class Config:
        metadata = {"key": ("club_id",)}


class Competitions(Contract):
    """Competitions, with the names that print gives them."""

    competition_id: pl.String = slug("Slug of the competition", unique=True)
    competition: pl.String = pa.Field(unique=True, description="Canonical name")
    kind: pl.String = one_of(COMPETITION_KINDS, "What it is")
    country: pl.String = pa.Field(nullable=True, description="Country or region")
    tier: pl.Int32 = count("Tier of a league", low=1, high=20)
    season_kind: pl.String = one_of(
        SEASON_KINDS, "Whether a season spans two years (split) or one, or is a tournament", nullable=True
    )
    teams: pl.Int32 = count("Usual number of teams in recent years", low=1, high=500)
    aliases: Names = pa.Field(description="Other names that mean it anywhere")
    context_aliases: Names = pa.Field(description="Names that need a country or a date to be safe")
    first_season: pl.String = pa.Field(nullable=True, str_matches=SEASON, description="First season, where sure")
    last_season: pl.String = pa.Field(nullable=True, str_matches=SEASON, description="Last season, where it has ended")
    champion_by: pl.String = one_of(
        CHAMPION_BY,
        "What makes the champion of a league: first of the table, or a play-off after it; null where it is no league",
        nullable=True,
    )
    origin: pl.String = one_of(vocabulary.ORIGINS, "Whether the reference knows it or only articles name it")

    class Config:
        metadata = {"key": ("competition_id",)}

    @pa.dataframe_check(name="leagues_have_champions")
    def leagues_have_champions(cls, data: PolarsData) -> pl.LazyFrame:
        """Of each league that the reference knows, and of nothing else, it says what makes the champion."""
        known_league = (pl.col("kind") == "league") & (pl.col("origin") == "reference")
        return rule(data, known_league == pl.col("champion_by").is_not_null())


class CompetitionNames(Contract):
    """What a printed name meant in a period: Division One in 1995 is the Championship."""

    name: pl.String = pa.Field(description="Name in print")
    country: pl.String = pa.Field(description="Country")
    from_season: pl.String = pa.Field(nullable=True, str_matches=SEASON, description="First season of the meaning")
    to_season: pl.String = pa.Field(nullable=True, str_matches=SEASON, description="Last season of the meaning")
    competition: pl.String = pa.Field(description="Canonical name")


class ClubLeagues(Contract):
    """Which league a club played in, from season to season: membership only, no results."""

    club: pl.String = pa.Field(description="Common English name of the club")
    competition: pl.String = pa.Field(description="Canonical name of the league")
    from_season: pl.String = pa.Field(str_matches=SEASON, description="First season of an unbroken stay")
    to_season: pl.String = pa.Field(str_matches=SEASON, description="Last season of the stay that is known")


class Managers(Contract):
    """Managers, with the names that print gives them; published with the managers that only articles name."""

    manager_id: pl.String = slug("Slug of the manager", unique=True)
    manager: pl.String = pa.Field(description="Common full name")
    full_name: pl.String = pa.Field(nullable=True, description="Full name")
    aliases: Names = pa.Field(description="Other names")
    nicknames: Names = pa.Field(description="Nicknames, often shared")
    nationality: pl.String = pa.Field(nullable=True, description="Nationality, as a demonym")
    born: pl.Int32 = count("Year of birth", low=1850, high=2020)
    origin: pl.String = one_of(vocabulary.ORIGINS, "Whether the reference knows the manager or only articles name them")

    class Config:
        metadata = {"key": ("manager_id",)}


class ManagerSpells(Contract):
    """Known spells of managers, by calendar years; not full careers."""

    manager_id: pl.String = slug("Slug of the manager")
    club_id: pl.String = slug("Slug of the club or national team")
    club: pl.String = pa.Field(description="Canonical name of the club or national team")
    start_year: pl.Int32 = count("Calendar year in which it began", low=1850, high=2100)
    end_year: pl.Int32 = count("Calendar year in which it ended; null: in post when last known", low=1850, high=2100)

    @pa.dataframe_check(name="does_not_end_before_it_starts")
    def does_not_end_before_it_starts(cls, data: PolarsData) -> pl.LazyFrame:
        """A spell cannot end before it starts."""
        return rule(data, pl.col("end_year") >= pl.col("start_year"))


class LeagueSizes(Contract):
    """How many clubs and matches a league season has, what a win is worth, and how many champions it crowns."""

    competition: pl.String = pa.Field(description="Canonical name")
    from_season: pl.String = pa.Field(str_matches=SEASON, description="First season of the period")
    to_season: pl.String = pa.Field(
        nullable=True, str_matches=SEASON, description="Last season of the period; null: still so"
    )
    teams: pl.Int32 = count("Clubs; null where they differ", low=2, high=60)
    matches: pl.Int32 = count(
        "Matches of each club in the whole season; null where clubs differ (a split, a season cut short, two halves)",
        low=1,
        high=100,
    )
    points_for_win: pl.Int32 = count("Points for a win; null where mixed", low=2, high=4)
    points_rule: pl.String = one_of(POINTS_RULES, "plain, or why points do not follow from wins and draws")
    champions: pl.Int32 = count(
        "Champions of a season: two where each half has its own, none where a season was given up", low=0, high=2
    )

    class Config:
        metadata = {"key": ("competition", "from_season")}

    @pa.dataframe_check(name="does_not_end_before_it_starts")
    def does_not_end_before_it_starts(cls, data: PolarsData) -> pl.LazyFrame:
        """A period cannot end before it starts."""
        return rule(data, pl.col("to_season") >= pl.col("from_season"))


class Deductions(Contract):
    """Points taken off a club in a season."""

    season: pl.String = pa.Field(str_matches=SEASON, description="Season")
    competition: pl.String = pa.Field(description="Canonical name")
    club: pl.String = pa.Field(description="Canonical name of the club")
    points: pl.Int32 = count("Points taken off", low=-50, high=100)
    reason: pl.String = pa.Field(nullable=True, description="Why they were taken off")
    phase: pl.String = one_of((AFTER_SPLIT,), "When, if it matters: after points were halved", nullable=True)


class LeagueTables(Contract):
    """Final league tables, computed from match results of open sources; read by verification alone."""

    season: pl.String = pa.Field(str_matches=SEASON, description="Season")
    competition_id: pl.String = slug("Slug of the competition")
    competition: pl.String = pa.Field(description="Canonical name")
    club_id: pl.String = slug("Slug of the club")
    club: pl.String = pa.Field(description="Canonical name of the club")
    position: pl.Int32 = count("Final place", low=1, high=100)
    matches: pl.Int32 = count("Matches")
    wins: pl.Int32 = count("Wins")
    draws: pl.Int32 = count("Draws")
    losses: pl.Int32 = count("Losses")
    goals_for: pl.Int32 = count("Goals scored")
    goals_against: pl.Int32 = count("Goals conceded")
    points: pl.Int32 = count("Points, deductions applied", low=-100)
    complete: pl.Boolean = pa.Field(description="True if every match that was played is in it")
    source: pl.String = pa.Field(
        description="Code of the source, named in seeds/reference/SOURCES.md, or the user's own file"
    )

    class Config:
        metadata = {"key": ("season", "competition_id", "club_id")}

    @pa.dataframe_check(name="wins_draws_losses_add_up")
    def wins_draws_losses_add_up(cls, data: PolarsData) -> pl.LazyFrame:
        """Wins, draws and losses are the matches."""
        return rule(data, pl.col("wins") + pl.col("draws") + pl.col("losses") == pl.col("matches"))
