"""A small world for the tests of the records: articles and claims written in a line each, and the shipped reference."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import cache

import polars as pl

from pipelines.parsing.claim import Claim
from pipelines.parsing.gold_form import first_day, number_of
from pipelines.records.judgements import parse_judgements
from pipelines.records.resolve import Records, resolve
from pipelines.records.verification import verify
from pipelines.sources.league_tables import read_league_tables
from pipelines.sources.reference import read_reference
from schemas.articles import LakeArticles
from schemas.claims import LakeClaims
from schemas.contract import empty, polars_schema
from schemas.evidence import Quarantine
from schemas.identity import article_id, claim_id, slug, statement_id

Fact = tuple[str, object]


@cache
def reference() -> dict[str, pl.DataFrame]:
    """Return the shipped reference tables but the league tables."""
    return read_reference()


@cache
def small_reference() -> dict[str, pl.DataFrame]:
    """Return the shipped reference with two leagues, a cup and a dozen clubs: quick, for many worlds."""
    clubs = ["Arsenal", "Chelsea", "Leeds United", "Bayern Munich", "Bayer Leverkusen", "Juventus"]
    competitions = ["Premier League", "Bundesliga", "FA Cup"]
    managers = ["Arsène Wenger", "José Mourinho", "Jupp Heynckes"]
    tables = dict(reference())
    tables["clubs"] = tables["clubs"].filter(pl.col("club").is_in(clubs))
    tables["national_teams"] = tables["national_teams"].filter(team="England")
    tables["managers"] = tables["managers"].filter(pl.col("manager").is_in(managers))
    tables["manager_spells"] = tables["manager_spells"].filter(
        pl.col("manager_id").is_in(tables["managers"]["manager_id"].implode()), pl.col("club").is_in(clubs)
    )
    for name in ("competitions", "league_sizes", "deductions"):
        tables[name] = tables[name].filter(pl.col("competition").is_in(competitions))
    tables["competition_names"] = tables["competition_names"].filter(pl.col("competition").is_in(competitions))
    return tables


@cache
def league_tables() -> pl.DataFrame:
    """Return the shipped league tables."""
    return read_league_tables()


class World:
    """Articles and what they claim, brought together at the end."""

    def __init__(self, tables: Mapping[str, pl.DataFrame] | None = None) -> None:
        """Take the shipped reference, or tables of a test's own."""
        self.reference = reference() if tables is None else tables
        self.articles: list[dict[str, object]] = []
        self.claims: list[dict[str, object]] = []

    def says(
        self,
        published_on: str,
        manager: str | None,
        club: str | None,
        competition: str | None,
        season: str | None,
        *facts: Fact,
        status: str = "final",
        scope: str = "season",
        source: str = "The Corner Flag",
        url: str | None = None,
        confidence: float = 0.9,
        role: str = "manager",
        text: str = "",
    ) -> str:
        """Add an article that claims these facts of one record or spell; return its id."""
        day = date.fromisoformat(published_on)
        text += f"{source}, {published_on}: {manager} {club} {competition} {season} {scope} {status}"
        words = [f"{field} {value}" for field, value in facts]
        text += "".join(f" | {word}" for word in words)
        key = article_id(day, "", text)
        self.articles.append(
            {
                "article_id": key,
                "drop_id": "drop",
                "place": f"{len(self.articles)}.txt",
                "published_on": day,
                "title": "",
                "text": text,
                "url": url,
                "source": source,
            }
        )
        ids = [slug(name) if name else None for name in (manager, club, competition)]
        parts = (*ids, season)
        start = text.index(words[0])
        for (field, given), quote in zip(facts, words, strict=True):
            value = "true" if given is True else str(given)
            place = text.index(quote)
            claim = Claim(
                claim_id=claim_id(key, scope, parts, field, "text", place),
                statement_id=statement_id(key, scope, parts, "text", start),
                article_id=key,
                published_on=day,
                manager=manager,
                manager_id=ids[0],
                club=club,
                club_id=ids[1],
                competition=competition,
                competition_id=ids[2],
                season=season,
                scope=scope,  # type: ignore[arg-type]
                status=status,  # type: ignore[arg-type]
                role=role if scope == "spell" else None,  # type: ignore[arg-type]
                field=field,
                value=value,
                value_number=number_of(field, value),
                value_date=first_day(value) if field in ("start", "end") else None,
                part="text",
                char_start=place,
                char_end=place + len(quote),
                quote=quote,
                cues=(),
                rule="test",
                confidence=confidence,
                parser_version="test",
            )
            self.claims.append(asdict(claim))
        return key

    def records(self, judgements: str = "") -> Records:
        """Return what all articles together say."""
        return resolve(
            articles=pl.DataFrame(self.articles, schema=polars_schema(LakeArticles), orient="row"),
            claims=pl.DataFrame(self.claims, schema=polars_schema(LakeClaims), orient="row"),
            reference=self.reference,
            judgements=parse_judgements(judgements).judgements,
            quarantine=empty(Quarantine),
        )

    def season(self, record_id: str) -> dict[str, object]:
        """Return one season record, verified."""
        rows = verify(self.records().season_records, league_tables(), reference()["competitions"]).filter(
            record_id=record_id
        )
        assert rows.height == 1, record_id
        return rows.row(0, named=True)
