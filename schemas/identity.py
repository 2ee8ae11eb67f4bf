"""Identifiers: slugs of names and content hashes, worked out in one place so that every part of gaffer gives the same.

No identifier depends on a clock, a counter or an order.
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from slugify import slugify

NOTHING: Final = "∅"
"""Stands for a key part that an article does not give."""


@lru_cache(maxsize=100_000)
def slug(name: str) -> str:
    """Return the slug of a name: "Xabi Alonso" gives "xabi-alonso".

    A name without any letter or digit gives "x" and 8 hexadecimal digits, so that no two such names meet.
    """
    return slugify(name.replace("&", " and ")) or f"x{digest(name)[:8]}"


def digest(*parts: str | int | None) -> str:
    """Return 16 hexadecimal digits of a hash over the parts; None is a value of its own, no two lists of parts meet."""
    joined = "\x1f".join(NOTHING if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_id(published_on: date, title: str, text: str) -> str:
    """Return the identifier of an article: all that parsing sees."""
    return digest(published_on.isoformat(), title, text)


def claim_id(article: str, scope: str, key: Iterable[str | None], field: str, part: str, char_start: int) -> str:
    """Return the identifier of a claim. `key` is manager_id, club_id, competition_id, season."""
    return digest(article, scope, *key, field, part, char_start)


def statement_id(article: str, scope: str, key: Iterable[str | None], part: str, char_start: int) -> str:
    """Return the identifier of a statement, from the place of its first claim."""
    return digest(article, scope, *key, part, char_start)


def plain(name: str) -> str:
    """Return a name without accents, case and punctuation, to compare it: "José Mourinho" gives "jose mourinho"."""
    return slug(unicodedata.normalize("NFC", name)).replace("-", " ")
