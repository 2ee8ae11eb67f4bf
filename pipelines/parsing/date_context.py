"""Months that another date fixes: "that October", "the following January".

What a date means by itself belongs in `tagging`; here is only what it means after the one before it.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, TypeAlias

from pipelines.parsing.dates import When
from pipelines.parsing.tagging import Atom, Tagged

_POINTING: Final = re.compile(r"\b(?:(?P<same>that)|the (?:(?P<next>following|next)|(?P<previous>previous))) $")
_NEW_SEASON_MONTH: Final = 7
_FORGOTTEN: Final = 6
"""After so many sentences without a date, none is remembered."""

_Told: TypeAlias = tuple[int, int | None, bool]
"""Year, month if said, whether it is the first year of a season."""


def settle(tagged: Iterable[Tagged], published_on: date) -> None:
    """Note the year of months that point to an earlier date."""
    told: _Told | None = None
    since = 0
    for one in tagged:
        since += 1
        for at, atom in sorted(one.atoms.items()):
            if atom.code == "D" and told is not None and since <= _FORGOTTEN:
                _settle(atom, _POINTING.search(one.code, max(0, at - 16), at), told, published_on)
            new = _told(atom)
            if new is not None:
                told, since = new, 0


def _settle(atom: Atom, pointing: re.Match[str] | None, told: _Told, published_on: date) -> None:
    when = atom.value
    if pointing is None or not isinstance(when, When) or when.month is None or when.day is not None:
        return
    year, month, season = told
    if season:
        year += when.month < _NEW_SEASON_MONTH
        if pointing.group("next"):
            year += 1
        elif pointing.group("previous"):
            year -= 1
    elif month is None:
        year += 1 if pointing.group("next") else -1 if pointing.group("previous") else 0
    elif pointing.group("previous"):
        year -= when.month >= month
    else:
        year += when.month < month or (when.month == month and pointing.group("next") is not None)
    if (year, when.month) <= (published_on.year, published_on.month):
        atom.pointed = When(year, when.month)


def _told(atom: Atom) -> _Told | None:
    if atom.code == "D" and isinstance(atom.value, When):
        when = atom.pointed or atom.value
        return when.year, when.month, False
    if atom.code == "Y":
        return int(atom.value), None, False
    if atom.code == "S":
        return int(atom.value[:4]), None, True
    return None
