"""Read short articles of our own with a small gazetteer: what the unit tests of the parser share."""

from datetime import date
from functools import cache

from pipelines.parsing.claim import Article, Claim
from pipelines.parsing.reader import Reader, Reading
from schemas.identity import article_id
from tests.benchmarks.annotated import gazetteer


@cache
def reader() -> Reader:
    return Reader(gazetteer())


def read(text: str, published_on: str = "2024-03-11", title: str = "News") -> Reading:
    day = date.fromisoformat(published_on)
    return reader().read(Article(article_id(day, title, text), day, title, text))


def facts(reading: Reading) -> dict[tuple[str | None, str | None, str | None], dict[str, str]]:
    """Return field → value by club, competition and season, without the spells."""
    out: dict[tuple[str | None, str | None, str | None], dict[str, str]] = {}
    for claim in reading.claims:
        if claim.scope != "spell":
            out.setdefault((claim.club, claim.competition, claim.season), {})[claim.field] = claim.value
    return out


def spells(reading: Reading) -> dict[tuple[str | None, str | None], dict[str, str]]:
    """Return field → value, and status and role, by manager and club."""
    out: dict[tuple[str | None, str | None], dict[str, str]] = {}
    for claim in reading.claims:
        if claim.scope == "spell":
            mine = out.setdefault((claim.manager, claim.club), {"status": claim.status, "role": str(claim.role)})
            mine[claim.field] = claim.value
    return out


def exact(claim: Claim, article: Article) -> bool:
    return article.part(claim.part)[claim.char_start : claim.char_end] == claim.quote
