"""A world of its own, made from a seed: leagues with true seasons, managers who come and go, and articles about them.

The resolver sees articles, claims and a reference; what was true, and who each claim is about, stays in `SeededWorld`.
Articles err in ten numbers of a hundred, leave facts out, report early, use surnames, aliases and town names, and are
copied by other papers; a few claims are confused in the ways in which a parser confuses them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import polars as pl

from schemas.articles import LakeArticles
from schemas.claims import LakeClaims
from schemas.contract import empty, polars_schema
from schemas.identity import article_id, claim_id, slug, statement_id
from schemas.reference import (
    Clubs,
    CompetitionNames,
    Competitions,
    Deductions,
    LeagueSizes,
    Managers,
    ManagerSpells,
    NationalTeams,
)

CLUBS: Final = 20
ROUNDS: Final = 38
FIRST_ROUND: Final = (8, 10)
"""Month and day of the first round; one round a week."""
LAST_TWO_POINT_SEASON: Final = 1980
COUNTS: Final = ("wins", "draws", "losses", "goals_for", "goals_against", "clean_sheets")
PAPERS: Final = ("The Corner Flag", "Goalmouth Wire", "The Touchline Gazette", "Far Post", "Back of the Net")

WRONG_NUMBER: Final = 0.10
LEFT_OUT: Final = 0.35
SURNAME_ONLY: Final = 0.10
ALIAS: Final = 0.08
TOWN_ONLY: Final = 0.12
NO_MANAGER: Final = 0.03
COPIED: Final = 0.20
TO_DATE: Final = 0.30
CONFUSED: Final = 0.02
KNOWN: Final = 0.7
"""The share of managers whom the reference knows."""


@dataclass
class Person:
    """A manager: the truth that the resolver is to find."""

    number: int
    given: str
    surname: str
    alias: str
    is_known: bool
    spells: list[tuple[int, int, int]] = field(default_factory=list)
    """Club number, year of the first and of the last match."""

    @property
    def name(self) -> str:
        """Return the full name."""
        return f"{self.given} {self.surname}"


@dataclass(frozen=True)
class Job:
    """A manager's part of a club's season: rounds first to last, counted from 0, the last not included."""

    person: Person
    first: int
    last: int


@dataclass
class SeededWorld:
    """What the resolver may see, and what was true."""

    articles: pl.DataFrame
    """LakeArticles."""
    claims: pl.DataFrame
    """LakeClaims."""
    reference: dict[str, pl.DataFrame]
    """The reference tables, but for league tables."""
    truth: pl.DataFrame
    """person, club_id, season, competition_id, status, day (of to-date values), field, value."""
    about: pl.DataFrame
    """claim_id, person: whom each claim is about."""


def names(rng: np.random.Generator, wanted: int, ends: tuple[str, ...]) -> list[str]:
    """Return distinct made-up names."""
    starts = [
        "Ba",
        "Cor",
        "Dra",
        "Fen",
        "Gor",
        "Hal",
        "Jor",
        "Kel",
        "Lo",
        "Mar",
        "Nor",
        "Pel",
        "Ros",
        "Sta",
        "Tor",
        "Vé",
    ]
    middles = ["ba", "de", "li", "mo", "na", "ri", "sa", "ta", "vi", "zo", "lan", "mer", "ros", "ñe", "ku", "pel"]
    found: dict[str, None] = {}
    while len(found) < wanted:
        parts = [str(rng.choice(starts)), *map(str, rng.choice(middles, rng.integers(1, 3))), str(rng.choice(ends))]
        found.setdefault("".join(parts))
    return list(found)


class Maker:
    """Makes a world; all chance comes from the seed."""

    def __init__(self, seed: int, leagues: int, seasons: int, sources: float, words: int) -> None:
        """Take the number of leagues and seasons, the mean of articles a record, and the words of filling an article."""
        self.rng = np.random.default_rng(seed)
        self.leagues, self.years, self.sources, self.words = leagues, list(range(1975, 1975 + seasons)), sources, words
        people = max(60, leagues * CLUBS * seasons)
        self.given = names(self.rng, 60, ("o", "a", "an", "el"))
        self.surnames = names(self.rng, max(30, people // 12), ("son", "ez", "ić", "mann", "berg"))
        self.vocabulary = np.array(names(self.rng, 4000, ("ing", "ed", "er", "ly", "s", "th")))
        self.people: list[Person] = []
        self.taken: set[str] = set()
        self.free: list[Person] = []
        self.clubs, self.towns = self.make_clubs()
        self.articles: dict[str, list[Any]] = {name: [] for name in polars_schema(LakeArticles)}
        self.claims: dict[str, list[Any]] = {name: [] for name in polars_schema(LakeClaims)}
        self.truth: dict[str, list[Any]] = {
            name: [] for name in ("person", "club_id", "season", "competition_id", "status", "day", "field", "value")
        }
        self.people_of: dict[str, int] = {}
        self.deductions: list[dict[str, Any]] = []

    # --- clubs and people ---

    def make_clubs(self) -> tuple[list[str], list[str]]:
        """Return the names of all clubs and their towns; a tenth of the towns have two clubs."""
        wanted = self.leagues * CLUBS
        clubs: list[str] = []
        towns: list[str] = []
        for town in names(self.rng, wanted, ("ham", "ford", "bury", "stadt", "ville")):
            suffixes = (
                [" United", " City"]
                if self.rng.random() < 0.1
                else [str(self.rng.choice(["", " Rovers", " Athletic"]))]
            )
            clubs += [town + suffix for suffix in suffixes]
            towns += [town for _ in suffixes]
        order = self.rng.permutation(len(clubs))[:wanted]
        return [clubs[i] for i in order], [towns[i] for i in order]

    def hire(self, club: int, year: int) -> Person:
        """Return somebody for a job: often somebody new, at times somebody who is free and was never here."""
        if self.free and self.rng.random() < 0.3:
            candidate = self.free[int(self.rng.integers(len(self.free)))]
            if all(spell[0] != club for spell in candidate.spells) and candidate.spells[-1][2] > year - 6:
                self.free.remove(candidate)
                return candidate
        while True:
            given, surname = str(self.rng.choice(self.given)), str(self.rng.choice(self.surnames))
            if slug(f"{given} {surname}") not in self.taken:
                break
        self.taken.add(slug(f"{given} {surname}"))
        alias = f"{given[:2]}ddy {surname}"
        person = Person(len(self.people), given, surname, alias, bool(self.rng.random() < KNOWN))
        self.people.append(person)
        return person

    def jobs_of(self, club: int) -> list[list[Job]]:
        """Return who was in charge of a club, season by season; about one season in seven has two managers."""
        seasons = []
        person = self.hire(club, self.years[0])
        start = self.years[0]
        for year in self.years:
            jobs = []
            if self.rng.random() < 0.15:
                change = int(self.rng.integers(8, 30))
                jobs.append(Job(person, 0, change))
                turn = self.day(year, change).year
                person.spells.append((club, start, turn))
                self.free.append(person)
                person, start = self.hire(club, turn), turn
                jobs.append(Job(person, change, ROUNDS))
            else:
                jobs.append(Job(person, 0, ROUNDS))
            seasons.append(jobs)
            if self.rng.random() < 0.2:
                person.spells.append((club, start, year + 1))
                self.free.append(person)
                person, start = self.hire(club, year + 1), year + 1
        person.spells.append((club, start, 9999))
        return seasons

    # --- seasons ---

    @staticmethod
    def day(year: int, number: int) -> date:
        """Return the day of a round."""
        return date(year, *FIRST_ROUND) + timedelta(days=7 * number)

    def play(self) -> np.ndarray[Any, Any]:
        """Return goals for and against of each club in each round: an array of clubs × rounds × 2."""
        strength = self.rng.normal(0, 0.35, CLUBS)
        goals = np.zeros((CLUBS, ROUNDS, 2), dtype=int)
        ring = list(self.rng.permutation(CLUBS))
        for number in range(ROUNDS):
            pairs = [(ring[i], ring[CLUBS - 1 - i]) for i in range(CLUBS // 2)]
            for home, away in pairs if number < ROUNDS // 2 else [(b, a) for a, b in pairs]:
                mine = self.rng.poisson(1.45 * np.exp(strength[home] - strength[away]))
                theirs = self.rng.poisson(1.1 * np.exp(strength[away] - strength[home]))
                goals[home, number] = mine, theirs
                goals[away, number] = theirs, mine
            ring = [ring[0], ring[-1], *ring[1:-1]]
        return goals

    def run(self) -> SeededWorld:
        """Return the world."""
        jobs = [self.jobs_of(club) for club in range(len(self.clubs))]
        for league in range(self.leagues):
            for place, year in enumerate(self.years):
                self.season(league, year, [jobs[league * CLUBS + i][place] for i in range(CLUBS)])
        self.copy_articles()
        return SeededWorld(
            pl.DataFrame(self.articles, schema=polars_schema(LakeArticles)),
            pl.DataFrame(self.claims, schema=polars_schema(LakeClaims)),
            self.reference(),
            pl.DataFrame(self.truth, schema_overrides={"day": pl.Date}),
            pl.DataFrame({"claim_id": list(self.people_of), "person": list(self.people_of.values())}),
        )

    def season(self, league: int, year: int, jobs: list[list[Job]]) -> None:
        """Play a season of a league and write about it."""
        goals = self.play()
        won = goals[:, :, 0] > goals[:, :, 1]
        level = goals[:, :, 0] == goals[:, :, 1]
        for_win = 2 if year <= LAST_TWO_POINT_SEASON else 3
        points = (for_win * won + level).cumsum(axis=1)
        taken = np.where(self.rng.random(CLUBS) < 0.02, self.rng.integers(2, 10, CLUBS), 0)
        difference = (goals[:, :, 0] - goals[:, :, 1]).cumsum(axis=1)
        name = f"{year}-{(year + 1) % 100:02d}"
        order = np.lexsort((-goals[:, :, 0].sum(axis=1), -difference[:, -1], -(points[:, -1] - taken)))
        position = np.empty(CLUBS, dtype=int)
        position[order] = np.arange(1, CLUBS + 1)
        for club in range(CLUBS):
            number = league * CLUBS + club
            if taken[club]:
                self.deductions.append({"season": name, "league": league, "club": number, "points": int(taken[club])})
            for job in jobs[club]:
                whole = job.first == 0 and job.last == ROUNDS
                facts = self.facts(goals[club, job.first : job.last])
                if whole:
                    facts["points"] = int(points[club, -1] - taken[club])
                if job.last == ROUNDS:
                    facts["position"] = int(position[club])
                    if position[club] == 1:
                        facts["result"] = "winner"
                self.remember(job, number, name, league, "final", None, facts)
                self.report(job, number, name, league, year, goals[club], facts)

    @staticmethod
    def facts(goals: np.ndarray[Any, Any]) -> dict[str, Any]:
        """Return the counts of a stretch of matches."""
        mine, theirs = goals[:, 0], goals[:, 1]
        facts: dict[str, Any] = {
            "matches": len(mine),
            "wins": int((mine > theirs).sum()),
            "draws": int((mine == theirs).sum()),
            "losses": int((mine < theirs).sum()),
            "goals_for": int(mine.sum()),
            "goals_against": int(theirs.sum()),
            "clean_sheets": int((theirs == 0).sum()),
        }
        if facts["losses"] == 0:
            facts["unbeaten"] = True
        return facts

    def remember(
        self, job: Job, club: int, season: str, league: int, status: str, day: date | None, facts: dict[str, Any]
    ) -> None:
        """Keep what was true."""
        for name, value in facts.items():
            row = (
                job.person.number,
                slug(self.clubs[club]),
                season,
                slug(self.league_name(league)),
                status,
                day,
                name,
                "true" if value is True else str(value),
            )
            for column, cell in zip(self.truth, row, strict=True):
                self.truth[column].append(cell)

    # --- articles ---

    def report(
        self,
        job: Job,
        club: int,
        season: str,
        league: int,
        year: int,
        goals: np.ndarray[Any, Any],
        facts: dict[str, Any],
    ) -> None:
        """Write articles about a manager's part of a season: early ones, and some when it was over."""
        for _ in range(self.rng.poisson(self.sources)):
            if self.rng.random() < TO_DATE and job.last - job.first > 6:
                played = int(self.rng.integers(job.first + 3, job.last))
                day = self.day(year, played - 1) + timedelta(days=int(self.rng.integers(0, 3)))
                so_far = self.facts(goals[job.first : played])
                self.remember(job, club, season, league, "to_date", day, so_far)
                self.write(job, club, season, league, day, "to_date", so_far)
            else:
                day = self.day(year, job.last) + timedelta(days=int(self.rng.integers(1, 400)))
                self.write(job, club, season, league, day, "final", facts)

    def write(
        self, job: Job, club: int, season: str, league: int, day: date, status: str, facts: dict[str, Any]
    ) -> None:
        """Write one article and the claims that a parser would read in it."""
        chance = self.rng.random
        said = {name: value for name, value in facts.items() if chance() > LEFT_OUT}
        if not said:
            return
        stated = {name: self.misprinted(name, value, facts) for name, value in said.items()}
        if chance() < CONFUSED and {"wins", "draws"} <= set(stated):
            stated["wins"], stated["draws"] = stated["draws"], stated["wins"]
        if chance() < CONFUSED and {"goals_for", "goals_against"} <= set(stated):
            stated["goals_for"], stated["goals_against"] = stated["goals_against"], stated["goals_for"]
        manager: str | None = job.person.name
        dice = chance()
        if dice < SURNAME_ONLY:
            manager = job.person.surname
        elif dice < SURNAME_ONLY + ALIAS and job.person.is_known:
            manager = job.person.alias
        elif dice > 1 - NO_MANAGER:
            manager = None
        called = self.towns[club] if chance() < TOWN_ONLY else self.clubs[club]
        self.add(job.person, manager, called, season, self.league_name(league), day, status, stated)

    def misprinted(self, name: str, value: Any, facts: dict[str, Any]) -> Any:
        """Return a value as an article gives it: in one of ten cases wrong."""
        if not isinstance(value, int) or value is True or self.rng.random() >= WRONG_NUMBER:
            return value
        wrong = value + int(self.rng.choice([-3, -2, -1, 1, 2, 3]))
        return max(wrong, 1 if name == "position" else 0)

    def add(
        self,
        person: Person,
        manager: str | None,
        club: str,
        season: str,
        competition: str,
        day: date,
        status: str,
        facts: dict[str, Any],
    ) -> None:
        """Add an article and its claims."""
        before, after = self.filling(self.words // 2), self.filling(self.words // 2)
        pieces = [f"{name} {value}" for name, value in facts.items()]
        text = f"{before} {' and '.join(pieces)} by {manager} of {club} in {season}. {after}"
        title = f"{club} {len(self.articles['title'])}"
        key = article_id(day, title, text)
        paper = str(self.rng.choice(PAPERS))
        article = (key, "drop", f"{len(self.articles['place'])}", None, day, title, text, None, paper, None, "en", None)
        for column, cell in zip(self.articles, article, strict=True):
            self.articles[column].append(cell)
        ids = [slug(name) if name else None for name in (manager, club, competition)]
        parts = (*ids, season)
        at = len(before) + 1
        statement = statement_id(key, "season", parts, "text", at)
        for (name, value), quote in zip(facts.items(), pieces, strict=True):
            written = "true" if value is True else str(value)
            number = float(value) if isinstance(value, int) and value is not True else None
            identifier = claim_id(key, "season", parts, name, "text", at)
            row = (
                *(identifier, statement, key, day, manager, ids[0], club, ids[1], competition, ids[2], season),
                *(
                    "season",
                    status,
                    None,
                    name,
                    written,
                    number,
                    None,
                    "text",
                    at,
                    at + len(quote),
                    quote,
                    [],
                    "seeded",
                ),
                *(float(self.rng.choice([0.7, 0.8, 0.9, 0.95])), "seeded"),
            )
            for column, cell in zip(self.claims, row, strict=True):
                self.claims[column].append(cell)
            self.people_of[identifier] = person.number
            at += len(quote) + len(" and ")

    def filling(self, words: int) -> str:
        """Return sentences of ten words that state nothing."""
        chosen = self.rng.choice(self.vocabulary, (max(1, words // 10), 10))
        return " ".join(" ".join(sentence) + "." for sentence in chosen)

    def copy_articles(self) -> None:
        """Let other papers print a fifth of the articles again under a headline of their own, errors and all.

        One copy in three has an ending of its own.
        """
        rows = {key: place for place, key in enumerate(self.articles["article_id"])}
        chosen = [i for i in range(len(rows)) if self.rng.random() < COPIED]
        wanted = {self.articles["article_id"][i]: i for i in chosen}
        claims = [i for i, key in enumerate(self.claims["article_id"]) if key in wanted]
        new: dict[str, str] = {}
        days: dict[str, date] = {}
        for old, i in wanted.items():
            day = self.articles["published_on"][i] + timedelta(days=int(self.rng.integers(0, 2)))
            title, text = f"Wire report {i}", self.articles["text"][i] + " (agency)"
            if self.rng.random() < 1 / 3:
                kept = text.split(". ")[: -max(1, self.words // 30)]
                text = f"{'. '.join(kept)}. {self.filling(20)}"
            new[old], days[old] = article_id(day, title, text), day
            changed = {"article_id": new[old], "published_on": day, "title": title, "text": text, "place": f"copy {i}"}
            for column, cells in self.articles.items():
                cells.append(changed.get(column, cells[i]))
        for i in claims:
            row = {column: cells[i] for column, cells in self.claims.items()}
            old = row["article_id"]
            parts = (row["manager_id"], row["club_id"], row["competition_id"], row["season"])
            identifier = claim_id(new[old], "season", parts, row["field"], "text", row["char_start"])
            self.people_of[identifier] = self.people_of[row["claim_id"]]
            statement = statement_id(new[old], "season", parts, "text", int(row["statement_id"][:8], 16))
            row |= {
                "claim_id": identifier,
                "statement_id": statement,
                "article_id": new[old],
                "published_on": days[old],
            }
            for column, cell in row.items():
                self.claims[column].append(cell)

    # --- what the resolver may know ---

    def league_name(self, league: int) -> str:
        """Return the name of a league."""
        return f"Division {chr(65 + league % 26)}{league // 26 or ''}"

    def reference(self) -> dict[str, pl.DataFrame]:
        """Return the reference tables of this world."""
        leagues = [self.league_name(league) for league in range(self.leagues)]
        known = [person for person in self.people if person.is_known]
        twins = {town for town in self.towns if self.towns.count(town) > 1} if len(self.towns) < 500 else set()
        clubs = [
            {
                "club_id": slug(club),
                "club": club,
                "country": "Nowhere",
                "aliases": [] if town == club or town in twins else [town],
                "nicknames": [],
                "league": leagues[number // CLUBS],
                "origin": "reference",
            }
            for number, (club, town) in enumerate(zip(self.clubs, self.towns, strict=True))
        ]
        competitions = [
            {
                "competition_id": slug(name),
                "competition": name,
                "kind": "league",
                "country": "Nowhere",
                "tier": 1,
                "season_kind": "split",
                "teams": CLUBS,
                "champion_by": "table",
                "aliases": [],
                "context_aliases": [],
                "origin": "reference",
            }
            for name in leagues
        ]
        sizes = [
            {
                "competition": name,
                "from_season": first,
                "to_season": last,
                "teams": CLUBS,
                "matches": ROUNDS,
                "points_for_win": for_win,
                "points_rule": "plain",
                "champions": 1,
            }
            for name in leagues
            for first, last, for_win in (
                ("1900-01", f"{LAST_TWO_POINT_SEASON}-{LAST_TWO_POINT_SEASON % 100 + 1}", 2),
                (f"{LAST_TWO_POINT_SEASON + 1}-{LAST_TWO_POINT_SEASON % 100 + 2}", None, 3),
            )
        ]
        managers = [
            {
                "manager_id": slug(person.name),
                "manager": person.name,
                "aliases": [person.alias],
                "nicknames": [],
                "origin": "reference",
            }
            for person in known
        ]
        spells = [
            {
                "manager_id": slug(person.name),
                "club_id": slug(self.clubs[club]),
                "club": self.clubs[club],
                "start_year": start,
                "end_year": end if end < 9999 else None,
            }
            for person in known
            for club, start, end in person.spells
        ]
        deductions = [
            {
                "season": row["season"],
                "competition": self.league_name(row["league"]),
                "club": self.clubs[row["club"]],
                "points": row["points"],
            }
            for row in self.deductions
        ]
        rows: dict[str, tuple[Any, list[dict[str, Any]]]] = {
            "clubs": (Clubs, clubs),
            "competitions": (Competitions, competitions),
            "league_sizes": (LeagueSizes, sizes),
            "managers": (Managers, managers),
            "manager_spells": (ManagerSpells, spells),
            "deductions": (Deductions, deductions),
        }
        tables = {name: pl.DataFrame(cells, schema=polars_schema(model)) for name, (model, cells) in rows.items()}
        return tables | {"national_teams": empty(NationalTeams), "competition_names": empty(CompetitionNames)}


def seeded_world(
    seed: int, *, leagues: int = 2, seasons: int = 12, sources: float = 3.0, words: int = 40
) -> SeededWorld:
    """Return the world of a seed."""
    return Maker(seed, leagues, seasons, sources, words).run()
