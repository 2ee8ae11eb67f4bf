"""A small world of our own making for the tests of lake and warehouse: two managers, two clubs, one league.

Each drop holds one article; the claims of an article, and the records that follow from them, are worked out here in the
plainest way, so that the stores can be tested without parser and resolver. Real rules are tested where they stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from pipelines import lake
from pipelines.home import Home
from schemas import identity
from schemas.articles import Articles, LakeArticles
from schemas.claims import Claims, LakeClaims
from schemas.contract import Contract, columns, empty, polars_schema
from schemas.evidence import Quarantine, RecordEvidence, RecordHistory
from schemas.records import SeasonRecords
from schemas.reference import Clubs, Competitions, Managers
from schemas.tables import RECORD_TABLES, REFERENCE_TABLES

PARSER = "1"
READ_AT = datetime(2024, 7, 1, 12, 0, 0)
BUILT_AT = datetime(2024, 7, 1, 12, 5, 0)


@dataclass(frozen=True)
class Story:
    """One article: a manager's league season."""

    drop_id: str
    manager: str
    club: str
    season: str
    wins: int
    draws: int
    losses: int
    result: str
    published_on: date = date(2024, 5, 20)

    @property
    def words(self) -> dict[str, str]:
        """The field and the words that state it."""
        ends = {"winner": "won the title", "runner_up": "came second"}
        return {
            "wins": f"{self.wins} wins",
            "draws": f"{self.draws} draws",
            "losses": f"{self.losses} defeats",
            "result": ends[self.result],
        }

    @property
    def values(self) -> dict[str, Any]:
        """The field and its value."""
        return {"wins": self.wins, "draws": self.draws, "losses": self.losses, "result": self.result}

    @property
    def title(self) -> str:
        """Headline."""
        return f"The season of {self.club} 🏆"

    @property
    def text(self) -> str:
        """Text, with letters of more than one byte before the quotes."""
        told = self.words
        return (
            f"Après la saison {self.season} 🏆: {self.manager} and {self.club} {told['result']} of League Two with "
            f"{told['wins']}, {told['draws']} and {told['losses']}."
        )

    @property
    def article_id(self) -> str:
        """The article's id."""
        return identity.article_id(self.published_on, self.title, self.text)

    @property
    def record_id(self) -> str:
        """The record's id."""
        return f"{identity.slug(self.manager)}/{identity.slug(self.club)}/{self.season}/league-two"


HILL = Story("a", "Ada Hill", "Harbour Town", "2023-24", 36, 10, 0, "winner")
COLE = Story("b", "Ben Cole", "Mill Rovers", "2023-24", 25, 15, 6, "runner_up")
OLDER = Story("c", "Ada Hill", "Harbour Town", "2022-23", 30, 10, 6, "winner")
STORIES = (HILL, COLE, OLDER)


def frame(model: type[Contract], rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """Return rows as a frame of a contract; columns that are not given are null."""
    return pl.DataFrame([{c.name: None for c in columns(model)} | row for row in rows], schema=polars_schema(model))


def lake_articles(story: Story) -> pl.DataFrame:
    """Return the article of a story."""
    row = {
        "article_id": story.article_id,
        "drop_id": story.drop_id,
        "place": "report.txt",
        "published_on": story.published_on,
        "title": story.title,
        "text": story.text,
    }
    return frame(LakeArticles, [row])


def lake_claims(story: Story, parser: str = PARSER) -> pl.DataFrame:
    """Return the claims of a story."""
    return frame(LakeClaims, [claim(story, field, parser) for field in story.words])


def claim(story: Story, field: str, parser: str) -> dict[str, Any]:
    """Return one claim of a story."""
    quote = story.words[field]
    start = story.text.index(quote)
    cue = story.text.index(story.manager)
    key = (identity.slug(story.manager), identity.slug(story.club), "league-two", story.season)
    value = story.values[field]
    return {
        "claim_id": identity.claim_id(story.article_id, "season", key, field, "text", start),
        "statement_id": identity.statement_id(story.article_id, "season", key, "text", 0),
        "article_id": story.article_id,
        "published_on": story.published_on,
        "manager": story.manager,
        "manager_id": key[0],
        "club": story.club,
        "club_id": key[1],
        "competition": "League Two",
        "competition_id": "league-two",
        "season": story.season,
        "scope": "season",
        "status": "final",
        "field": field,
        "value": str(value),
        "value_number": float(value) if isinstance(value, int) else None,
        "part": "text",
        "char_start": start,
        "char_end": start + len(quote),
        "quote": quote,
        "cues": [
            {
                "role": "manager",
                "part": "text",
                "char_start": cue,
                "char_end": cue + len(story.manager),
                "quote": story.manager,
                "how": "named",
            },
            {"role": "season", "part": None, "char_start": None, "char_end": None, "quote": None, "how": "knowledge"},
        ],
        "rule": "counts",
        "confidence": 0.9,
        "parser_version": parser,
    }


def season_record(story: Story) -> dict[str, Any]:
    """Return the record of a story; matches and points are derived."""
    return story.values | {
        "record_id": story.record_id,
        "manager_id": identity.slug(story.manager),
        "manager": story.manager,
        "club_id": identity.slug(story.club),
        "club": story.club,
        "season": story.season,
        "competition_id": "league-two",
        "competition": "League Two",
        "status": "final",
        "as_of": story.published_on,
        "coverage": "whole",
        "matches": story.wins + story.draws + story.losses,
        "derived_fields": ["matches"],
        "n_articles": 1,
        "n_claims": 4,
        "n_conflicts": 0,
        "confidence": 0.9,
        "is_title": story.result == "winner",
        "is_unbeaten": story.losses == 0,
        "is_invincible": story.losses == 0 and story.result == "winner",
        "verification": "unverified",
        "verification_reason": "no table",
        "tenure_ids": [],
        "joint_with": [],
    }


def evidence(story: Story) -> list[dict[str, Any]]:
    """Return what stands behind the values of a story's record."""
    same = ("claim_id", "article_id", "part", "char_start", "char_end", "quote", "field", "value")
    claims = lake_claims(story).select(same).to_dicts()
    stated = [row | {"kind": "stated", "inputs": []} for row in claims]
    matches = str(story.wins + story.draws + story.losses)
    derived = {
        "field": "matches",
        "value": matches,
        "kind": "derived",
        "formula": "wins + draws + losses",
        "inputs": ["wins", "draws", "losses"],
    }
    return [
        row
        | {
            "evidence_id": identity.digest(story.record_id, row["field"], row.get("claim_id") or row["formula"]),
            "record_table": "season_records",
            "record_id": story.record_id,
        }
        for row in [*stated, derived]
    ]


def history(story: Story) -> list[dict[str, Any]]:
    """Return the values of a story by the day."""
    return [
        {
            "record_id": story.record_id,
            "field": row["field"],
            "valid_from": story.published_on,
            "value": row["value"],
            "status": "final",
            "claim_id": row["claim_id"],
        }
        for row in lake_claims(story).iter_rows(named=True)
    ]


def reference_tables(stories: Iterable[Story]) -> dict[str, pl.DataFrame]:
    """Return all reference tables; most are empty."""
    managers = sorted({story.manager for story in stories})
    clubs = sorted({story.club for story in stories})
    lists: dict[str, Any] = {"aliases": [], "nicknames": [], "origin": "articles"}
    league = {
        "competition_id": "league-two",
        "competition": "League Two",
        "kind": "league",
        "champion_by": "table",
        "aliases": [],
        "context_aliases": [],
        "origin": "reference",
    }
    return {table: empty(model) for table, model in REFERENCE_TABLES.items()} | {
        "managers": frame(Managers, [lists | {"manager_id": identity.slug(m), "manager": m} for m in managers]),
        "clubs": frame(Clubs, [lists | {"club_id": identity.slug(c), "club": c} for c in clubs]),
        "competitions": frame(Competitions, [league]),
    }


def resolved(stories: Iterable[Story]) -> dict[str, pl.DataFrame]:
    """Return what the claims of all stories together say."""
    stories = sorted(stories, key=lambda story: story.article_id)
    articles = [
        lake_articles(story).to_dicts()[0] | {"copies": [f"{story.drop_id}/report.txt"], "story_id": story.article_id}
        for story in stories
    ]
    claims = [
        row | {"disposition": "used", "record_id": story.record_id, "completed": []}
        for story in stories
        for row in lake_claims(story).iter_rows(named=True)
    ]
    return {table: empty(model) for table, model in RECORD_TABLES.items()} | {
        "articles": frame(Articles, articles),
        "claims": frame(Claims, claims),
        "season_records": frame(SeasonRecords, [season_record(story) for story in stories]),
        "record_evidence": frame(RecordEvidence, [row for story in stories for row in evidence(story)]),
        "record_history": frame(RecordHistory, [row for story in stories for row in history(story)]),
        **{table: reference_tables(stories)[table] for table in ("managers", "clubs", "competitions")},
    }


def unreadable(drop_id: str, place: str = "broken.txt") -> dict[str, Any]:
    """Return the quarantine row of a record that could not be read."""
    return {
        "quarantine_id": identity.digest("source", drop_id, place, "no_date"),
        "stage": "source",
        "rule": "no_date",
        "reason": "the article has no date",
        "remedy": "write `date YYYY-MM-DD` on its first line",
        "drop_id": drop_id,
        "place": place,
    }


def put_article(home: Home, story: Story, sha256: str = "1" * 64) -> lake.Manifest:
    """Store the article of a story in the lake."""
    return lake.write_articles(
        home,
        drop_id=story.drop_id,
        name=story.drop_id,
        sha256=sha256,
        size=100,
        records=1,
        not_football=0,
        readable=True,
        articles=lake_articles(story),
        quarantine=empty(Quarantine),
        read_at=READ_AT,
    )


def put(home: Home, story: Story, sha256: str = "1" * 64, parser: str = PARSER) -> lake.Manifest:
    """Store a story in the lake, with its claims."""
    put_article(home, story, sha256)
    return lake.write_claims(home, story.drop_id, lake_claims(story, parser), parser)


def put_unreadable(home: Home, drop_id: str) -> lake.Manifest:
    """Store a drop of which nothing could be read."""
    lake.write_articles(
        home,
        drop_id=drop_id,
        name=drop_id,
        sha256="2" * 64,
        size=10,
        records=1,
        not_football=0,
        readable=False,
        articles=empty(LakeArticles),
        quarantine=frame(Quarantine, [unreadable(drop_id)]),
        read_at=READ_AT,
    )
    return lake.write_claims(home, drop_id, empty(LakeClaims), PARSER)


def fill(home: Home, stories: Iterable[Story] = STORIES) -> None:
    """Store stories, and the records that follow from them."""
    stories = tuple(stories)
    for story in stories:
        put(home, story)
    lake.write_reference(home, reference_tables(stories))
    lake.write_records(home, resolved(stories))
