"""What an article has told up to a phrase: its scenes, spells and people, and what came last.

The layers above read a key from it: `coverage` (who had a club when), `season_values` (which season words mean), `leagues`
(which competition), `standing` (scope, status and value), and `attribution`, which puts them together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipelines.parsing.candidate import Candidate, Fact
from pipelines.parsing.discourse import Scene, main_club
from pipelines.parsing.gazetteer import Competition, Gazetteer
from pipelines.parsing.mentions import Cast
from pipelines.parsing.seasons import Expression, expressions
from pipelines.parsing.tenures import Tenure


@dataclass(slots=True)
class Source:
    """Where a part of the key was taken from: a place in a scene, or no place."""

    role: str
    scene: int | None
    start: int
    end: int
    how: str


@dataclass(slots=True)
class Attributed:
    """A candidate with its key."""

    candidate: Candidate
    scene: int
    manager: str | None
    club: str | None
    competition: str | None
    season: str | None
    scope: str
    status: str
    facts: list[Fact]
    sources: list[Source]
    traits: dict[str, float] = field(default_factory=dict)
    """What is known of how sure the key is, for `confidence`."""


class UnclearError(Exception):
    """A part of the key cannot be told; the message is the reason."""


_OVER: Final = re.compile(
    r"\b(?:final (?:day|afternoon|table|standings|whistle of the season)|last (?:day|afternoon"
    r"|day of the season|game of the season)|season review|season is over|end of the season|(?:have"
    r"|had|has) (?:finished|ended)|unbeaten season|champions|finish(?:ed|es)? the (?:S |season"
    r"|campaign|K)|N-match season|season just (?:finished|ended))\b"
)


_NOT_OVER: Final = re.compile(
    r"\b(?:N (?:games|matches|fixtures|rounds) (?:left|to go|to play|remaining|still)|still to play"
    r"|with N to (?:play|go)|go into the final (?:day|weekend)|last (?:match|game) of the K season"
    r"|on the final day|next weekend)\b"
)


class Told:
    """The state of reading one article."""

    def __init__(
        self,
        published_on: date,
        scenes: Sequence[Scene],
        tenures: Sequence[Tenure],
        cast: Cast,
        gazetteer: Gazetteer,
    ) -> None:
        self.published_on = published_on
        self.scenes = scenes
        self.cast = cast
        self.gazetteer = gazetteer
        self.tenures: dict[tuple[str, str], list[Tenure]] = {}
        self.by_club: dict[str, list[str]] = {}
        for tenure in tenures:
            self.tenures.setdefault((tenure.manager, tenure.club), []).append(tenure)
            self.by_club.setdefault(tenure.club, [])
            if tenure.manager not in self.by_club[tenure.club]:
                self.by_club[tenure.club].append(tenure.manager)
        for manager in cast.managers.values():
            if manager is None:
                continue
            for spell in manager.spells:
                names = self.by_club.setdefault(spell.club, [])
                if manager.name not in names:
                    names.append(manager.name)
        self._this: bool | None = None
        self._expressions: dict[int, list[Expression]] = {}
        self.carried: tuple[int, int, str | None, str] | None = None
        """paragraph, scene, club, season of the last fact whose season was told."""
        self.league_of: dict[tuple[str, str], str] = {}
        self.last_competition: tuple[int, Competition] | None = None
        self.topic: tuple[int, Competition] | None = None
        """The league that a sentence without facts speaks of: "It was a different story in the top flight"."""
        self.head: str | None = None
        """The manager whom the heading above names."""
        self.list_club: str | None = None
        """The club of the last manager who heads a part of a list."""
        self.section: tuple[int, Expression] | None = None
        """The season or date of the heading above."""
        self.last: Attributed | None = None
        """The last counts of matches or wins, to which "of those" points."""
        self.chain: list[Attributed] = []
        """The counts with which the last ones went on."""
        self.last_season_by_club: dict[str, tuple[int, str]] = {}
        y, m = published_on.year, published_on.month
        self.current_start = y if m >= 7 else y - 1
        self.main = main_club(cast)
        text = " ".join(scene.tagged.code for scene in scenes)
        self.percentages = re.search(r"\bwin(?:ning|s)?[ -](?:percentages?|rates?|ratios?)\b", text) is not None
        self.qualifying = re.search(r"\bqualif(?:y|ying|iers?|ication)\b", text) is not None
        self.over = _OVER.search(text) is not None and _NOT_OVER.search(text) is None
        """Whether an article of late spring speaks of a season that is over."""
        self.history: list[Attributed] = []
        """What was attributed so far, in order."""
        self.article_season: str | None = None
        """The season of the past that the article is on."""
        self.leagues: dict[str, list[Competition]] = {}
        """Country → the leagues that the article names."""

    def expressions(self, number: int) -> list[Expression]:
        """Return the words of a sentence that say a season."""
        if number not in self._expressions:
            self._expressions[number] = expressions(self.scenes[number].tagged)
        return self._expressions[number]
