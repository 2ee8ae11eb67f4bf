"""When a season begins and ends, from its name. Rules of leagues stand in `leagues`."""

import polars as pl


def first_year(season: pl.Expr) -> pl.Expr:
    """Return the (first) year of a season such as "2023-24" or "2024"."""
    return season.str.slice(0, 4).cast(pl.Int32)


def is_split(season: pl.Expr) -> pl.Expr:
    """Return whether the season runs over two calendar years."""
    return season.str.len_chars() > 4


def first_day(season: pl.Expr) -> pl.Expr:
    """Return the first day that may belong to the season: 1 July of a split one, 1 January of a calendar year."""
    month = pl.when(is_split(season)).then(7).otherwise(1)
    return pl.date(first_year(season), month, 1)


def last_day(season: pl.Expr) -> pl.Expr:
    """Return the last day that may belong to the season: 30 June of its second year, 31 December of a calendar year."""
    year = first_year(season)
    return pl.when(is_split(season)).then(pl.date(year + 1, 6, 30)).otherwise(pl.date(year, 12, 31))


def kick_off(season: pl.Expr) -> pl.Expr:
    """Return a day by which a league season has surely begun, to ask who was in charge of all of it."""
    year = first_year(season)
    return pl.when(is_split(season)).then(pl.date(year, 8, 31)).otherwise(pl.date(year, 4, 15))


def last_round(season: pl.Expr) -> pl.Expr:
    """Return a day on which a league season is not yet over, to ask who was in charge of all of it."""
    year = first_year(season)
    return pl.when(is_split(season)).then(pl.date(year + 1, 5, 1)).otherwise(pl.date(year, 10, 1))
