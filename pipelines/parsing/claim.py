"""What the parser takes in and gives out: an article, and the claims that it asserts.

Plain data only. How a claim is found belongs in the other modules of this package; its columns are described in
`schemas.claims`.
"""

from dataclasses import dataclass
from datetime import date

from schemas.vocabulary import Part, Role, Scope, Status


@dataclass(frozen=True, slots=True)
class Article:
    """All that parsing sees of an article: claims are a function of these and the parser's version."""

    article_id: str
    published_on: date
    title: str
    text: str

    def part(self, name: Part) -> str:
        """Return the title or the text."""
        return self.title if name == "title" else self.text


@dataclass(frozen=True, slots=True)
class Cue:
    """A mention from which manager, club, competition, season or status was taken; no place where no words say it."""

    role: str
    part: Part | None
    char_start: int | None
    char_end: int | None
    quote: str | None
    how: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact that an article asserts, with its evidence. Names are canonical, ids their slugs, None = not given."""

    claim_id: str
    statement_id: str
    article_id: str
    published_on: date
    manager: str | None
    manager_id: str | None
    club: str | None
    club_id: str | None
    competition: str | None
    competition_id: str | None
    season: str | None
    scope: Scope
    status: Status
    role: Role | None
    field: str
    value: str
    value_number: float | None
    value_date: date | None
    part: Part
    char_start: int
    char_end: int
    quote: str
    cues: tuple[Cue, ...]
    rule: str
    confidence: float
    parser_version: str
