"""Dates and seasons: what day, month or season words mean, seen from the day of publication.

Pure calendar arithmetic. Which season a fact belongs to is decided in `attribution`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEW_SEASON_MONTH: Final = 7


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as words give it."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """Return the date as the guidelines write it."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def day_exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def latest_month(month: int, published_on: date) -> When:
    """Return the last such month that had begun at publication."""
    return When(published_on.year if month <= published_on.month else published_on.year - 1, month)


def latest_day(month: int, day: int, published_on: date) -> When | None:
    """Return the last such day up to publication (a week after it at most: reports look ahead)."""
    for year in (published_on.year, published_on.year - 1):
        if day_exists(year, month, day) and date(year, month, day) <= published_on + timedelta(days=7):
            return When(year, month, day)
    return None


def latest_weekday(name: str, published_on: date) -> When:
    """Return the last such weekday, publication day included."""
    back = (published_on.weekday() - WEEKDAYS.index(name)) % 7
    day = published_on - timedelta(days=back)
    return When(day.year, day.month, day.day)


def before(published_on: date, days: int = 0) -> When:
    """Return the day so many days before publication."""
    day = published_on - timedelta(days=days)
    return When(day.year, day.month, day.day)


def split_season(start_year: int) -> str:
    """Return the label of a season over two years: 2023 gives "2023-24"."""
    return f"{start_year}-{(start_year + 1) % 100:02d}"


def season_at(when: When, calendar: bool) -> str:
    """Return the season that runs on a date. A year alone is the season that ends in it."""
    if calendar:
        return str(when.year)
    if when.month is None:
        return split_season(when.year - 1)
    return split_season(when.year if when.month >= _NEW_SEASON_MONTH else when.year - 1)


def shift(season: str, years: int) -> str:
    """Return the season so many years later."""
    first = int(season[:4]) + years
    return split_season(first) if "-" in season else str(first)


def as_kind(season: str, calendar: bool) -> str:
    """Return a season in the form of a competition: "2023-24" is, in a calendar-year league, the year it ends in."""
    if calendar:
        return season if "-" not in season else str(int(season[:4]) + 1)
    return season if "-" in season else split_season(int(season) - 1)


def end_year(season: str) -> int:
    """Return the year in which a season ends."""
    return int(season[:4]) + 1 if "-" in season else int(season)
