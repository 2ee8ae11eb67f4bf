"""What follows from the values of one record: missing numbers worked out, contradictions repaired or set aside.

Works on states (see `snapshots`), row by row and without looking at other rows, so that record and history agree.
A missing value is worked out, never over a stated one. Where stated values contradict each other, one of them is
replaced only if exactly one reading is consistent; else all that take part are set aside.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from pipelines.records.snapshots import FIELDS, NO_CLAIM, Snapshots, lead
from schemas.contract import polars_schema
from schemas.fields import Statistics

PARTS: Final = ("wins", "draws", "losses")
DERIVABLE: Final = ("matches", "wins", "draws", "losses", "points")
REPLACEABLE: Final = (*DERIVABLE, "clean_sheets", "unbeaten", "position", "result")
DTYPES: Final = {field: polars_schema(Statistics)[field] for field in FIELDS}
PLACES: Final = {"winner": 1, "runner_up": 2}
"""The place of a result, in leagues whose table makes the champion."""
RULES: Final = ("is_league", "is_by_table", "season_matches", "win_points")
"""What must be known of the season, beside the values: null for records of other scopes."""


def formula(field: str) -> str:
    """Return the column that says how a field was worked out, null where it was not."""
    return f"formula_{field}"


def settled(snapshots: Snapshots, rules: pl.DataFrame) -> pl.DataFrame:
    """Return the states with values.

    `rules`: record and RULES. Columns: those of the states, RULES, each field with its value, formula_<field> for
    those that may be worked out, `repaired` (the field that was replaced, null for none), `set_aside` (list of fields) and
    `broken_rule`, the rule because of which.
    """
    states = valued(snapshots).join(rules.select("record", *RULES), on="record", how="left", maintain_order="left")
    blank = {formula(field): pl.lit(None, pl.String) for field in REPLACEABLE}
    states = states.with_columns(
        **blank,
        repaired=pl.lit(None, pl.String),
        set_aside=pl.lit([], pl.List(pl.String)),
        broken_rule=pl.lit(None, pl.String),
    ).with_row_index("state")
    closed = with_derived(states)
    broken = closed.filter(is_contradictory()).select("state")
    if broken.is_empty():
        return closed.drop("state")
    mended = mend(states.join(broken, on="state", how="semi"), snapshots.leaders)
    return (
        pl.concat([closed.join(broken, on="state", how="anti"), mended.select(closed.columns)])
        .sort("state")
        .drop("state")
    )


def valued(snapshots: Snapshots) -> pl.DataFrame:
    """Return the states with the value of each field's leader."""
    values = snapshots.leaders.get_column("value")
    columns = []
    for field, dtype in DTYPES.items():
        leader = snapshots.states.get_column(lead(field))
        text = values.gather(leader.replace(NO_CLAIM, None) - 1)
        columns.append((text == "true" if dtype == pl.Boolean else text.cast(dtype)).alias(field))
    return snapshots.states.with_columns(columns)


# --- missing values ---


def with_derived(states: pl.DataFrame) -> pl.DataFrame:
    """Fill what follows: losses of an unbeaten side, the missing one of matches and its parts, league points."""
    for field, condition, value, how in derivations():
        fills = pl.col(field).is_null() & condition.fill_null(False)
        states = states.with_columns(
            pl.when(fills).then(value.cast(pl.Int32)).otherwise(field).alias(field),
            pl.when(fills)
            .then(pl.lit(how) if isinstance(how, str) else how)
            .otherwise(formula(field))
            .alias(formula(field)),
        )
    return states


def derivations() -> Iterator[tuple[str, pl.Expr, pl.Expr, str | pl.Expr]]:
    """Yield field, condition, value and formula of each derivation, in the order in which they apply."""
    yield "losses", pl.col("unbeaten"), pl.lit(0), "0, since unbeaten"
    yield "matches", all_known(PARTS), total(PARTS), "wins + draws + losses"
    for field in PARTS:
        others = tuple(part for part in PARTS if part != field)
        rest = pl.col("matches") - total(others)
        yield field, all_known(("matches", *others)) & (rest >= 0), rest, f"matches - {others[0]} - {others[1]}"
    yield (
        "points",
        pl.col("is_league") & pl.col("win_points").is_not_null() & all_known(("wins", "draws")),
        pl.col("win_points") * pl.col("wins") + pl.col("draws"),
        pl.format("{} × wins + draws", pl.col("win_points")),
    )


def all_known(fields: tuple[str, ...]) -> pl.Expr:
    """Return whether all the fields are known."""
    return pl.all_horizontal(pl.col(fields).is_not_null())


def total(fields: tuple[str, ...]) -> pl.Expr:
    """Return the sum of fields, unknown ones counting nothing."""
    return pl.sum_horizontal(pl.col(fields))


# --- contradictions ---


def contradictions() -> dict[str, tuple[pl.Expr, tuple[str, ...]]]:
    """Return for each rule whether a state breaks it, and the fields that take part.

    `parts_are_the_matches`, `parts_within_matches`, `unbeaten_has_no_losses`, `points_follow_from_results`,
    `points_within_reach`, `clean_sheets_within_matches`, `within_the_season`, `champions_are_first`.
    """
    matches, wins, draws, points = (pl.col(name) for name in ("matches", "wins", "draws", "points"))
    sums = all_known(PARTS)
    return {
        "parts_are_the_matches": (sums & (total(PARTS) != matches), ("matches", *PARTS)),
        "parts_within_matches": (~sums & (total(PARTS) > matches), ("matches", *PARTS)),
        "unbeaten_has_no_losses": (pl.col("unbeaten") & (pl.col("losses") > 0), ("unbeaten", "losses")),
        "points_follow_from_results": (
            pl.col("is_league") & (pl.col("win_points") * wins + draws != points),
            ("points", "wins", "draws"),
        ),
        "points_within_reach": (points > 3 * matches, ("points", "matches")),
        "clean_sheets_within_matches": (pl.col("clean_sheets") > matches, ("clean_sheets", "matches")),
        "within_the_season": (
            pl.max_horizontal(matches, total(PARTS)) > pl.col("season_matches"),
            ("matches", *PARTS),
        ),
        "champions_are_first": (
            pl.col("is_by_table")
            & (pl.col("position") != pl.col("result").replace_strict(PLACES, default=None, return_dtype=pl.Int32)),
            ("position", "result"),
        ),
    }


def is_contradictory() -> pl.Expr:
    """Return whether a state breaks any rule; what is unknown breaks none."""
    return pl.any_horizontal(broken.fill_null(False) for broken, _ in contradictions().values())


def mend(states: pl.DataFrame, leaders: pl.DataFrame) -> pl.DataFrame:
    """Return contradictory states with one field replaced where one reading stands out, else with the fields set aside."""
    readings = consistent_readings(states, leaders)
    best = sole_reading(readings)
    repaired = replaced(states.join(best, on="state"))
    unclear = set_aside(states.join(best, on="state", how="anti"))
    return pl.concat([repaired.select(states.columns), unclear.select(states.columns)])


def consistent_readings(states: pl.DataFrame, leaders: pl.DataFrame) -> pl.DataFrame:
    """Return the single fields whose replacement makes a state consistent: state, replace, support, is_stated.

    `support`: stories that state the value which would go; `is_stated`: whether a final claim of a final record, known
    by that day, states the value which would come.
    """
    frames = []
    for field in REPLACEABLE:
        without = with_derived(
            states.filter(pl.col(field).is_not_null()).with_columns(pl.lit(None, DTYPES[field]).alias(field))
        )
        frames.append(
            without.filter(~is_contradictory()).select(
                "state",
                "record",
                "status",
                "day",
                replace=pl.lit(field),
                value=pl.col(field).cast(pl.String),
                leader=pl.col(lead(field)),
            )
        )
    readings = pl.concat(frames)
    support = leaders.get_column("stories").gather(readings.get_column("leader") - 1)
    stated = (
        leaders.filter(pl.col("status") == "final")
        .group_by("record", "status", "value", replace="field")
        .agg(stated_from=pl.col("day").min())
    )
    return (
        readings.with_columns(support=support)
        .join(stated, on=["record", "status", "replace", "value"], how="left")
        .with_columns(is_stated=(pl.col("stated_from") <= pl.col("day")).fill_null(False))
    )


def sole_reading(readings: pl.DataFrame) -> pl.DataFrame:
    """Return the one reading of each state that stands out: state, replace.

    Readings that a claim states come before those that arithmetic alone suggests; of several, the one that gives up the
    value with the fewest stories, if no other gives up as few.
    """
    preferred = readings.filter(pl.col("is_stated") == pl.col("is_stated").max().over("state")).filter(
        pl.col("support") == pl.col("support").min().over("state")
    )
    return preferred.filter(pl.len().over("state") == 1).select("state", "replace")


def replaced(states: pl.DataFrame) -> pl.DataFrame:
    """Return states with the field named in `replace` worked out anew from the others."""
    emptied = states.with_columns(
        *(pl.when(pl.col("replace") != field).then(field).alias(field) for field in REPLACEABLE),
        repaired=pl.col("replace"),
    )
    derived = with_derived(emptied)
    return derived.with_columns(
        pl.when(pl.col("replace") == field)
        .then(pl.format("repaired: {}", pl.col(formula(field)).fill_null("left out")))
        .otherwise(formula(field))
        .alias(formula(field))
        for field in REPLACEABLE
    )


def set_aside(states: pl.DataFrame) -> pl.DataFrame:
    """Return states without the fields that take part in a contradiction; `set_aside` lists them, `broken_rule` names why."""
    derived = with_derived(states)
    fields = pl.concat_list(
        pl.when(broken.fill_null(False)).then(pl.lit(list(taking_part))).otherwise(pl.lit([], pl.List(pl.String)))
        for broken, taking_part in contradictions().values()
    )
    rule = pl.coalesce(
        pl.when(broken.fill_null(False)).then(pl.lit(name)) for name, (broken, _) in contradictions().items()
    )
    marked = states.with_columns(
        set_aside=derived.select(fields.list.unique().list.sort()).to_series(),
        broken_rule=derived.select(rule).to_series(),
    )
    emptied = marked.with_columns(
        pl.when(~pl.col("set_aside").list.contains(field)).then(field).alias(field) for field in REPLACEABLE
    )
    return with_derived(emptied)
