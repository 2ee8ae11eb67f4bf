"""The names that gaffer knows, found in one pass over a text: clubs, national teams, competitions, managers.

What a name may stand for belongs here, and what reference says of it: country and league of a club, season and names
of a competition by era, spells of a manager. Which of several it is in an article is decided in `mentions`.
"""

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import ahocorasick

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Club:
    """A club or national team."""

    name: str
    country: str
    league: str | None
    national: bool = False
    women: bool = False
    rank: int = 0
    """Its row in the reference: better known clubs stand first."""


@dataclass(frozen=True, slots=True)
class Competition:
    """A competition: kind is league, cup, supercup, continental, international or qualifying."""

    name: str
    kind: str
    country: str
    tier: int | None
    season_kind: str
    teams: int | None
    women: bool = False
    last_season: str | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """A spell of a manager by reference: years, the last None where it goes on."""

    club: str
    start: int
    end: int | None

    def covers(self, year: int) -> bool:
        """Whether the spell touches a year."""
        return self.start <= year <= (self.end if self.end is not None else 9999)


@dataclass(frozen=True, slots=True)
class Manager:
    """A manager by reference."""

    name: str
    nationality: str | None
    born: int | None
    spells: tuple[Spell, ...] = ()


@dataclass(slots=True)
class Entry:
    """What a printed name may stand for; `weak` where the name alone does not tell it from other words."""

    clubs: list[Club] = field(default_factory=list)
    competitions: list[Competition] = field(default_factory=list)
    managers: list[Manager] = field(default_factory=list)
    nickname: bool = False


_SPECIAL: Final = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "’": "'", "‘": "'"}
)
_MARKS: Final = {
    chr(code): unicodedata.normalize("NFKD", chr(code))[0]
    for code in range(0xC0, 0x250)
    if unicodedata.normalize("NFKD", chr(code))[0] != chr(code)
}
_FOLD: Final = {ord(mark): plain for mark, plain in _MARKS.items()} | _SPECIAL
_PARTICLES: Final = frozenset(("VAN", "TEN", "TER", "DER", "DEN", "VON", "DE", "DI", "DA", "DOS", "DEL", "LA", "LE"))
_ORDINARY: Final = frozenset(
    # Names of clubs that are words of the language too: only in capitals of a name, and never on their own at the head
    # of a sentence.
    [
        "Reading",
        "Nice",
        "Bury",
        "Nancy",
        "Lens",
        "Angers",
        "Union",
        "Lions",
        "Saints",
        "Wednesday",
        "Villa",
        "Forest",
        "City",
        "United",
        "Rovers",
        "Albion",
        "Palace",
        "Eagles",
        "Best",
        "Posh",
        "Real",
        "Sporting",
        "Stanley",
        "Dale",
        "Racing",
        "Independiente",
        "Nacional",
        "Orlando",
        "Athletic",
        "Europa",
        "Boss",
        "Union",
        "Vale",
        "Argyle",
        "Wanderers",
        "Final",
        "Split",
        "Dover",
        "Hyde",
        "Barry",
        "Street",
        "Como",
        "Plate",
        "Pools",
        "Spa",
        "March",
        "Moor",
        "Gas",
        "Iron",
        "Town",
        "County",
        "Orient",
        "Alexandra",
    ]
)


_NAME: Final = 40
"""Texts shorter than this are folded once and remembered: mostly they are names."""


def fold(text: str) -> str:
    """Return the text with accents off and long capital words in title case, character for character as long."""
    return _fold_name(text) if len(text) < _NAME else _fold(text)


@lru_cache(maxsize=65_536)
def _fold_name(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    folded = text.translate(_FOLD)
    if not any(word.isupper() and len(word) > 3 for word in folded.split()):
        return folded
    out = list(folded)
    start = None
    shouted = -2
    for i, character in enumerate([*folded, " "]):
        if character.isalpha():
            if start is None:
                start = i
        elif start is not None:
            word = folded[start:i]
            if len(word) > 3 and word.isupper():
                lowered = word.lower()
                if len(lowered) == len(word):
                    out[start + 1 : i] = lowered[1:]
                shouted = i
            elif word in _PARTICLES and shouted == start - 1:
                out[start:i] = word.lower()
                shouted = i
            start = None
    return "".join(out)


def is_ordinary(name: str) -> bool:
    """Whether a name of one word is a word of the language too."""
    return name in _ORDINARY


class Gazetteer:
    """All names of the reference, and what the reference says of them."""

    def __init__(self) -> None:
        self.clubs: dict[str, Club] = {}
        self.competitions: dict[str, Competition] = {}
        self.managers: dict[str, Manager] = {}
        self.entries: dict[str, Entry] = {}
        self.by_club: dict[str, list[tuple[Manager, Spell]]] = defaultdict(list)
        self.demonyms: dict[str, str] = {}
        """Folded demonym → the nationality that managers have in the reference (an adjective)."""
        self.demonym_pattern: re.Pattern[str] | None = None
        self.eras: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
        self.sizes: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
        self.stays: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        """Club → the leagues in which it played, with the first years of the first and the last season."""
        self.known_seasons: dict[str, set[int]] = defaultdict(set)
        """League → the first years of the seasons of which the clubs are known."""
        self.domestic: dict[str, dict[str, str]] = defaultdict(dict)
        """Country → its league, cup, league cup."""
        self.digest = ""
        self._automaton: Any = ahocorasick.Automaton()

    @classmethod
    def build(cls, tables: Mapping[str, Rows]) -> "Gazetteer":
        """Return the gazetteer of the reference tables (rows as dicts, lists as lists, by table name)."""
        made = cls()
        made._add_competitions(tables.get("competitions", ()), tables.get("competition_names", ()))
        made._add_clubs(tables.get("clubs", ()))
        made._add_national_teams(tables.get("national_teams", ()))
        made._add_managers(tables.get("managers", ()), tables.get("manager_spells", ()))
        for row in tables.get("league_sizes", ()):
            made.sizes[row["competition"]].append(
                (row["from_season"], row["to_season"] or "9999", int(row["teams"] or 0), int(row["matches"] or 0))
            )
        for row in tables.get("club_leagues", ()):
            first, last = int(row["from_season"][:4]), int(row["to_season"][:4])
            made.stays[row["club"]].append((row["competition"], first, last))
            made.known_seasons[row["competition"]].update(range(first, last + 1))
        if made.demonyms:
            words = "|".join(re.escape(word) for word in sorted(made.demonyms, key=len, reverse=True))
            made.demonym_pattern = re.compile(rf"\b(?=[A-Z])(?:{words})\b")
        for name, entry in made.entries.items():
            made._automaton.add_word(name, (name, entry))
        made._automaton.make_automaton()
        read = (
            "clubs",
            "national_teams",
            "competitions",
            "competition_names",
            "managers",
            "manager_spells",
            "league_sizes",
            "club_leagues",
        )
        text = json.dumps([tables.get(name, ()) for name in read], default=str, ensure_ascii=False)
        made.digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        return made

    def find(self, folded: str) -> Iterator[tuple[int, int, str, Entry]]:
        """Yield (start, end, name, entry) of the longest names at word bounds, from left to right, none overlapping."""
        last_end = 0
        best: tuple[int, int, str, Entry] | None = None
        size = len(folded)
        for end_at, (name, entry) in self._automaton.iter(folded) if self.entries else ():
            end = end_at + 1
            start = end - len(name)
            if start < last_end and best is None:
                continue
            if start and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
                continue
            if end < size and (folded[end].isalnum() or folded[end] == "_"):
                continue
            if best is None:
                best = (start, end, name, entry)
            elif start >= best[1]:
                yield best
                last_end = best[1]
                best = (start, end, name, entry)
            elif start < best[0] or (start == best[0] and end > best[1]):
                best = (start, end, name, entry)
        if best is not None:
            yield best

    def era_name(self, name: str, country: str, season: str | None) -> str | None:
        """Return the canonical name of what was printed as `name` in a season, None where no era is known."""
        for first, last, competition in self.eras.get((name, country), ()):
            if season is None or first[:4] <= season[:4] <= (last or "9999")[:4]:
                return competition
        return None

    def leagues_of(self, club: str, season: str | None) -> list[str]:
        """Return the leagues in which a club played in a season, as far as they are known."""
        if season is None:
            return []
        year = int(season[:4])
        return [name for name, first, last in self.stays.get(club, ()) if first <= year <= last]

    def played_in(self, club: str, competition: str, season: str | None) -> bool | None:
        """Return whether a club played in a league in a season; None where its clubs then are not known."""
        if season is None or int(season[:4]) not in self.known_seasons.get(competition, ()):
            return None
        return competition in self.leagues_of(club, season)

    def teams_in(self, competition: str, season: str | None) -> int | None:
        """Return the number of teams of a league in a season."""
        for first, last, teams, _ in self.sizes.get(competition, ()):
            if season is not None and first[:4] <= season[:4] <= last[:4]:
                return teams
        known = self.competitions.get(competition)
        return known.teams if known else None

    def matches_in(self, competition: str, season: str | None) -> int | None:
        """Return the number of matches each team of a league plays in a season."""
        for first, last, _, matches in self.sizes.get(competition, ()):
            if season is not None and first[:4] <= season[:4] <= last[:4]:
                return matches or None
        return None

    def spells_at(self, manager: str, club: str) -> list[Spell]:
        """Return the spells of a manager at a club by reference."""
        known = self.managers.get(manager)
        return [spell for spell in known.spells if spell.club == club] if known else []

    def _name(self, name: str) -> Entry:
        return self.entries.setdefault(fold(name), Entry())

    def _add_competitions(self, rows: Rows, names: Rows) -> None:
        for row in rows:
            country = row["country"] or ""
            competition = Competition(
                name=row["competition"],
                kind=row["kind"],
                country=country,
                tier=int(row["tier"]) if row.get("tier") not in (None, "") else None,
                season_kind=row["season_kind"],
                teams=int(row["teams"]) if row.get("teams") not in (None, "") else None,
                women=_of_women(row["competition"]),
                last_season=row.get("last_season") or None,
            )
            self.competitions[competition.name] = competition
            for name in (competition.name, *row["aliases"]):
                self._name(name).competitions.append(competition)
            place = self.domestic[country]
            if competition.kind == "league" and competition.tier == 1 and not competition.women:
                place.setdefault("league", competition.name)
            elif competition.kind == "cup" and not competition.women:
                league_cup = "League Cup" in competition.name or competition.name in (
                    "Taça da Liga",
                    "Coupe de la Ligue",
                )
                place.setdefault("league cup" if league_cup else "cup", competition.name)
            elif competition.kind == "supercup" and not competition.women:
                place.setdefault("super cup", competition.name)
        for row in names:
            target = self.competitions.get(row["competition"])
            if target is None:
                continue
            self.eras[row["name"], row["country"]].append((row["from_season"], row["to_season"] or "", target.name))
            entry = self._name(row["name"])
            if target not in entry.competitions:
                entry.competitions.append(target)

    def _add_clubs(self, rows: Rows) -> None:
        for rank, row in enumerate(rows):
            club = Club(row["club"], row["country"], row["league"] or None, False, _of_women(row["club"]), rank)
            self.clubs[club.name] = club
            for name in (club.name, *row["aliases"]):
                entry = self._name(name)
                if club not in entry.clubs:
                    entry.clubs.append(club)
            for name in row["nicknames"]:
                self._nickname(name, club)

    def _add_national_teams(self, rows: Rows) -> None:
        for rank, row in enumerate(rows):
            women = row["confederation"] == "women" or _of_women(row["team"])
            team = Club(row["team"], row["team"], None, True, women, rank)
            self.clubs.setdefault(team.name, team)
            for name in (team.name, *row["aliases"]):
                entry = self._name(name)
                if team not in entry.clubs:
                    entry.clubs.append(team)
            for name in row["nicknames"]:
                self._nickname(name, team)
            demonyms = row["demonyms"]
            if demonyms and not women:
                for demonym in demonyms:
                    self.demonyms.setdefault(fold(demonym), demonyms[0])

    def _nickname(self, name: str, club: Club) -> None:
        """Add a nickname; "the Foxes" is also printed "The Foxes" and, after an article of another kind, "Foxes"."""
        forms = {name}
        if name.startswith("the "):
            forms |= {"The" + name[3:], name[4:]}
        for form in forms:
            if not form[:1].isupper() and not form.startswith("the "):
                continue
            known = self.entries.get(fold(form))
            if known is None:
                known = self._name(form)
                known.nickname = True
            if club not in known.clubs:
                known.clubs.append(club)

    def _add_managers(self, rows: Rows, spells: Rows) -> None:
        by_manager: dict[str, list[Spell]] = defaultdict(list)
        for row in spells:
            end = row["end_year"]
            by_manager[row["manager"]].append(
                Spell(row["club"], int(row["start_year"]), int(end) if end not in (None, "") else None)
            )
        for row in rows:
            born = row["born"]
            manager = Manager(
                row["manager"],
                row["nationality"] or None,
                int(born) if born not in (None, "") else None,
                tuple(sorted(by_manager[row["manager"]], key=lambda spell: (spell.start, spell.end or 9999))),
            )
            self.managers[manager.name] = manager
            for spell in manager.spells:
                self.by_club[spell.club].append((manager, spell))
            for name in (manager.name, *row["aliases"], *row["nicknames"]):
                if name.startswith("the ") or (len(name) < 4 and " " not in name):
                    continue
                entry = self._name(name)
                if manager not in entry.managers:
                    entry.managers.append(manager)


def _of_women(name: str) -> bool:
    return any(
        word in name
        for word in ("Women", "Féminine", "Femenina", "Frauen", "NWSL", "Damallsvenskan", "Liga F", "Reina")
    )
