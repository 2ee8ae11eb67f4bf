"""Which values of one article cannot stand together: of two that exclude each other the surer stays.

A champion is not second, an unbeaten team has no defeats, no more matches are won, drawn and lost than played, points are
two or three for a win and one for a draw, and a league season has one champion and one club in each place.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Protocol, TypeVar


class Value(Protocol):
    """What is compared: a value with its key and how sure it is."""

    key: tuple[str | None, str | None, str | None, str | None]
    scope: Any
    field: str
    value: Any
    group: int
    confidence: float


V = TypeVar("V", bound=Value)
_RESULTS: Final = ("wins", "draws", "losses")


def losers(values: Sequence[V], is_league: Callable[[str | None], bool]) -> list[V]:
    """Return the values that a surer one excludes, the least sure of each conflict."""
    out: list[V] = []
    for clash in _clashes(values, is_league):
        standing = [value for value in clash if not any(value is one for one in out)]
        if len(standing) == len(clash):
            out.append(min(standing, key=lambda value: value.confidence))
    return out


def _clashes(values: Sequence[V], is_league: Callable[[str | None], bool]) -> Iterator[list[V]]:
    records: dict[tuple[Any, ...], dict[str, V]] = {}
    for value in values:
        records.setdefault((value.key, value.scope, value.group), {})[value.field] = value
    for record in records.values():
        yield from _of_record(record, is_league)
    places: dict[tuple[Any, ...], V] = {}
    for value in values:
        _, club, competition, season = value.key
        if value.scope != "season" or not is_league(competition):
            continue
        place = 1 if value.field == "result" and value.value == "winner" else value.value
        if value.field != "position" and place != 1:
            continue
        other = places.setdefault((competition, season, place), value)
        if other.key[1] != club:
            yield [other, value]


def _of_record(record: dict[str, V], is_league: Callable[[str | None], bool]) -> Iterator[list[V]]:
    result, position = record.get("result"), record.get("position")
    if result and position and is_league(result.key[2]) and result.value == "winner" and position.value != 1:
        yield [result, position]
    unbeaten, losses = record.get("unbeaten"), record.get("losses")
    if unbeaten and losses and losses.value > 0:
        yield [unbeaten, losses]
    matches = record.get("matches")
    parts = [record[name] for name in _RESULTS if name in record]
    if matches and parts and sum(part.value for part in parts) > matches.value:
        yield [matches, *parts]
    points, wins, draws = record.get("points"), record.get("wins"), record.get("draws")
    if points and draws and points.value < draws.value:
        yield [points]  # it is no total: points that were taken off, or a gap
    elif points and wins and points.value < 2 * wins.value + (draws.value if draws else 0):
        yield [points, wins]
    elif points and wins and draws and points.value > 3 * wins.value + draws.value:
        yield [points, wins, draws]
