"""Tenures: spells of managers at clubs, joined from claims and reference; two spells at one club are two tenures.

A spell is held as intervals, since articles and reference know years or months: start_from..start_to, end_from..end_to.
Totals over a spell stand in `totals`; which season a spell holds in `posts`.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

YEAR: Final = 366
FAR: Final = 400
"""Days by which a statement may miss a spell's dates and still be of that spell."""
CONFIRMED_DAYS: Final = 180
"""Days before the newest article within which somebody must speak of a spell for it to count as current."""
REFERENCE: Final = "reference"
REFERENCE_CONFIDENCE: Final = 0.9
"""Confidence of a spell that only the reference knows: its years are typed by hand."""


@dataclass(frozen=True)
class Spells:
    """Tenures, and what became of the claims of spells."""

    tenures: pl.DataFrame
    """Tenures but for names and joint_with, with tenure_id."""
    claims: pl.DataFrame
    """claim_id, tenure_id, is_used: the claims of spells with a whole key."""
    impossible: pl.DataFrame
    """tenure_id, start_from, end_to: tenures whose end was left out, since it lies before their start."""


def tenures_of(claims: pl.DataFrame, manager_spells: pl.DataFrame, newest: pl.Expr) -> Spells:
    """Return the tenures.

    `claims`: claims of spells with manager_id, club_id and story_id (what one article says of a spell shares a
    statement_id), and totals over a spell (`is_total`), which say no more than that there was one; `manager_spells`:
    the reference's; `newest`: the date of the newest article.
    """
    told = statements(claims)
    seeds = seeds_of(told, manager_spells)
    placed = place(told, seeds)
    seeds = pl.concat([seeds, leftover_seeds(placed, seeds)])
    placed = place(told, seeds)
    facts = pl.concat([facts_of_reference(seeds), facts_of_claims(claims, placed)])
    starts, ends, exits = (chosen(facts, field) for field in ("start", "end", "exit"))
    spells = (
        seeds.select("seed", "manager_id", "club_id", "in_reference", "reference_ended")
        .join(starts.rename({"from": "start_from", "to": "start_to"}).drop("value"), on="seed", how="left")
        .join(ends.rename({"from": "end_from", "to": "end_to"}).drop("value"), on="seed", how="left")
        .join(exits.select("seed", exit="value"), on="seed", how="left")
        .join(summaries(placed), on="seed", how="left")
    )
    spells, backward = without_backward_ends(spells)
    dated = with_status(spells, newest)
    named = with_tenure_id(dated)
    ids = named.select("seed", "tenure_id")
    became = dispositions(claims, placed, facts, {"start": starts, "end": ends, "exit": exits}).join(ids, on="seed")
    counted = named.join(counts(became), on="tenure_id", how="left")
    return Spells(
        counted.with_columns(
            pl.col("n_claims", "n_conflicts", "n_articles").fill_null(0),
            pl.col("confidence").fill_null(REFERENCE_CONFIDENCE),
            role=pl.col("role").fill_null("manager"),
            origins=pl.concat_list(
                pl.when(pl.col("confirmed_on").is_not_null())
                .then(pl.lit(["articles"]))
                .otherwise(pl.lit([], pl.List(pl.String))),
                pl.when(pl.col("in_reference")).then(pl.lit([REFERENCE])).otherwise(pl.lit([], pl.List(pl.String))),
            ),
        ),
        became.select("claim_id", "tenure_id", "is_used"),
        backward.join(ids, on="seed").select("tenure_id", "start_from", "end_to"),
    )


# --- what is told ---


def interval() -> tuple[pl.Expr, pl.Expr]:
    """Return the first and last day that a date of whatever exactness ("2022", "2022-10", "2022-10-05") may mean."""
    first, exactness = pl.col("value_date"), pl.col("value").str.len_chars()
    last = (
        pl.when(exactness == 4)
        .then(pl.date(first.dt.year(), 12, 31))
        .when(exactness == 7)
        .then(first.dt.month_end())
        .otherwise(first)
    )
    return first, last


def statements(claims: pl.DataFrame) -> pl.DataFrame:
    """Return one row a statement of a spell: its key, role, status, day, and the intervals of its start and end."""
    first, last = interval()
    of = {field: pl.col("field") == field for field in ("start", "end")}
    return (
        claims.sort("claim_id")
        .with_columns(first=first, last=last)
        .group_by("statement_id")
        .agg(
            pl.col("manager_id", "club_id", "role", "status", "story_id", "article_id").first(),
            day=pl.col("published_on").first(),
            said_start_from=pl.col("first").filter(of["start"]).max(),
            said_start_to=pl.col("last").filter(of["start"]).min(),
            said_end_from=pl.col("first").filter(of["end"]).max(),
            said_end_to=pl.col("last").filter(of["end"]).min(),
        )
        .sort("statement_id")
    )


# --- one seed a spell ---


def seeds_of(told: pl.DataFrame, manager_spells: pl.DataFrame) -> pl.DataFrame:
    """Return the spells that are known to be apart: those of the reference, and starts that fit none of these."""
    known = manager_spells.select(
        "manager_id",
        "club_id",
        seed_start_from=pl.date("start_year", 1, 1),
        seed_start_to=pl.date("start_year", 12, 31),
        seed_end_from=pl.date("end_year", 1, 1),
        seed_end_to=pl.date("end_year", 12, 31),
        in_reference=pl.lit(True),
        reference_ended=pl.col("end_year").is_not_null(),
    ).unique()
    starts = told.filter(pl.col("said_start_from").is_not_null()).select(
        "manager_id", "club_id", "said_start_from", "said_start_to"
    )
    covered = starts.join(known, on=["manager_id", "club_id"]).filter(
        pl.col("said_start_from") <= pl.col("seed_start_to") + pl.duration(days=YEAR),
        pl.col("said_start_to") >= pl.col("seed_start_from") - pl.duration(days=YEAR),
    )
    new = (
        starts.join(covered, on=starts.columns, how="anti")
        .unique()
        .sort("manager_id", "club_id", "said_start_from", "said_start_to")
        .with_columns(
            gap=pl.col("said_start_from") - pl.col("said_start_to").cum_max().shift(1).over("manager_id", "club_id")
            > pl.duration(days=YEAR)
        )
        .with_columns(cluster=pl.col("gap").fill_null(False).cum_sum().over("manager_id", "club_id"))
        .group_by("manager_id", "club_id", "cluster")
        .agg(seed_start_from=pl.col("said_start_from").min(), seed_start_to=pl.col("said_start_to").max())
        .select(
            "manager_id",
            "club_id",
            "seed_start_from",
            "seed_start_to",
            seed_end_from=pl.lit(None, pl.Date),
            seed_end_to=pl.lit(None, pl.Date),
            in_reference=pl.lit(False),
            reference_ended=pl.lit(False),
        )
    )
    return numbered(pl.concat([known, new]), 0)


def numbered(seeds: pl.DataFrame, offset: int) -> pl.DataFrame:
    """Return the seeds with a number each, in an order that does not depend on that of the rows."""
    return seeds.sort("manager_id", "club_id", "seed_start_from", "seed_end_from", nulls_last=True).with_row_index(
        "seed", offset=offset
    )


def place(told: pl.DataFrame, seeds: pl.DataFrame) -> pl.DataFrame:
    """Return each statement with the seed that fits best (null where none is within FAR days)."""
    day = pl.col("day")
    start = apart("said_start_from", "said_start_to", "seed_start_from", "seed_start_to")
    end = apart("said_end_from", "said_end_to", "seed_end_from", "seed_end_to")
    before = days(pl.col("seed_start_from") - day).clip(lower_bound=0).fill_null(0)
    after = days(day - pl.col("seed_end_to")).clip(lower_bound=0).fill_null(0)
    not_over = days(pl.col("seed_end_from") - day).clip(lower_bound=0).fill_null(0)
    by_status = (
        pl.when(pl.col("status") == "current")
        .then(before + after)
        .when(pl.col("status") == "ended")
        .then(before * 2 + not_over / 4)
        .otherwise(days(day - pl.col("seed_start_to")).clip(lower_bound=0).fill_null(0))
    )
    fits = (
        told.join(seeds, on=["manager_id", "club_id"])
        .with_columns(misfit=start + end + by_status)
        .filter(pl.col("misfit") <= FAR)
        .sort("misfit", "seed_start_from", "seed", descending=[False, True, True], nulls_last=True)
        .unique("statement_id", keep="first", maintain_order=True)
        .select("statement_id", "seed")
    )
    return told.join(fits, on="statement_id", how="left").sort("statement_id")


def days(difference: pl.Expr) -> pl.Expr:
    """Return a difference of dates in days."""
    return difference.dt.total_days()


def apart(from_: str, to: str, other_from: str, other_to: str) -> pl.Expr:
    """Return the days between two intervals, 0 if they meet or one is unknown."""
    later = days(pl.col(from_) - pl.col(other_to))
    earlier = days(pl.col(other_from) - pl.col(to))
    return pl.max_horizontal(later, earlier, pl.lit(0)).fill_null(0)


def leftover_seeds(placed: pl.DataFrame, seeds: pl.DataFrame) -> pl.DataFrame:
    """Return a seed without a start for each manager and club whose statements fit no spell."""
    left = placed.filter(pl.col("seed").is_null()).select("manager_id", "club_id").unique()
    blank = left.with_columns(
        *(pl.lit(None, pl.Date).alias(f"seed_{name}") for name in ("start_from", "start_to", "end_from", "end_to")),
        in_reference=pl.lit(False),
        reference_ended=pl.lit(False),
    )
    return numbered(blank, seeds.height).select(seeds.columns)


# --- start, end, exit ---

FACTS: Final = ("seed", "field", "value", "from", "to", "story_id", "confidence", "claim_id")


def facts_of_reference(seeds: pl.DataFrame) -> pl.DataFrame:
    """Return what the reference says of start and end, as a source like others: FACTS with a null claim_id."""
    known = seeds.filter("in_reference")
    frames = [
        known.filter(pl.col(f"seed_{field}_from").is_not_null()).select(
            "seed",
            pl.lit(field).alias("field"),
            pl.col(f"seed_{field}_from").dt.year().cast(pl.String).alias("value"),
            pl.col(f"seed_{field}_from").alias("from"),
            pl.col(f"seed_{field}_to").alias("to"),
            pl.lit(REFERENCE).alias("story_id"),
            pl.lit(REFERENCE_CONFIDENCE).alias("confidence"),
            pl.lit(None, pl.String).alias("claim_id"),
        )
        for field in ("start", "end")
    ]
    return pl.concat(frames)


def facts_of_claims(claims: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Return what claims say of start, end and exit: FACTS."""
    first, last = interval()
    return (
        claims.filter(pl.col("field") != "managed")
        .with_columns(first.alias("from"), last.alias("to"))
        .join(placed.select("statement_id", "seed"), on="statement_id")
        .select(FACTS)
    )


def chosen(facts: pl.DataFrame, field: str) -> pl.DataFrame:
    """Return the value of a field for each seed: seed, value, from, to.

    A value is borne out by each story whose interval holds it or lies within it; of equals the more exact, then the
    surer, then the earlier one.
    """
    of_field = facts.filter(pl.col("field") == field)
    values = of_field.group_by("seed", "value", "from", "to").agg(pl.col("confidence").max())
    support = (
        values.join(of_field.select("seed", "story_id", other="value", other_from="from", other_to="to"), on="seed")
        .filter(agrees())
        .group_by("seed", "value")
        .agg(stories=pl.col("story_id").n_unique())
    )
    width = days(pl.col("to") - pl.col("from")).fill_null(0)
    return (
        values.join(support, on=["seed", "value"])
        .sort(["seed", "stories", width, "confidence", "value"], descending=[False, True, False, True, False])
        .unique("seed", keep="first", maintain_order=True)
        .select("seed", "value", "from", "to")
    )


def agrees() -> pl.Expr:
    """Return whether value and other are the same, or one interval lies within the other."""
    within = (pl.col("other_from") <= pl.col("from")) & (pl.col("to") <= pl.col("other_to"))
    holds = (pl.col("from") <= pl.col("other_from")) & (pl.col("other_to") <= pl.col("to"))
    return (pl.col("value") == pl.col("other")) | (within | holds).fill_null(False)


def dispositions(
    claims: pl.DataFrame, placed: pl.DataFrame, facts: pl.DataFrame, values: dict[str, pl.DataFrame]
) -> pl.DataFrame:
    """Return the claims with seed and is_used: whether they agree with the value that was chosen."""
    picked = pl.concat(
        [
            frame.select("seed", pl.lit(field).alias("field"), other="value", other_from="from", other_to="to")
            for field, frame in values.items()
        ]
    )
    agreeing = (
        facts.filter(pl.col("claim_id").is_not_null())
        .join(picked, on=["seed", "field"])
        .select("claim_id", is_used=agrees())
    )
    return (
        claims.filter(~pl.col("is_total"))
        .select("claim_id", "statement_id", "article_id", "field", "confidence")
        .join(placed.select("statement_id", "seed"), on="statement_id")
        .join(agreeing, on="claim_id", how="left")
        .with_columns(pl.col("is_used").fill_null(pl.col("field") == "managed"))
    )


def counts(became: pl.DataFrame) -> pl.DataFrame:
    """Return for each tenure how many claims and articles are used, how many lost, and the least sure value."""
    used = became.filter("is_used")
    return (
        became.group_by("tenure_id")
        .agg(n_claims=pl.col("is_used").sum().cast(pl.Int32), n_conflicts=(~pl.col("is_used")).sum().cast(pl.Int32))
        .join(
            used.group_by("tenure_id").agg(n_articles=pl.col("article_id").n_unique().cast(pl.Int32)),
            on="tenure_id",
            how="left",
        )
        .join(
            used.group_by("tenure_id", "field")
            .agg(pl.col("confidence").max())
            .group_by("tenure_id")
            .agg(pl.col("confidence").min()),
            on="tenure_id",
            how="left",
        )
    )


# --- status and name ---


def summaries(placed: pl.DataFrame) -> pl.DataFrame:
    """Return for each seed its role, the newest day on which it is spoken of, and the newest status."""
    rank = pl.col("status").replace_strict({"ended": 2, "current": 1, "agreed": 0}, return_dtype=pl.Int8)
    return (
        placed.with_columns(rank=rank)
        .sort("day", "rank", "statement_id")
        .group_by("seed", maintain_order=True)
        .agg(
            role=pl.when((pl.col("role") == "interim").mean() > 0.5)
            .then(pl.lit("interim"))
            .otherwise(pl.lit("manager")),
            confirmed_on=pl.col("day").max(),
            said=pl.col("status").last(),
        )
    )


def without_backward_ends(spells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the spells without ends that lie before their start, and those that had one."""
    backward = (pl.col("end_to") < pl.col("start_from")).fill_null(False)
    cleaned = spells.with_columns(pl.when(~backward).then(name).alias(name) for name in ("end_from", "end_to"))
    return cleaned, spells.filter(backward).select("seed", "start_from", "end_to")


def with_status(spells: pl.DataFrame, newest: pl.Expr) -> pl.DataFrame:
    """Add `status`: what the newest article says, but `current` only while nothing speaks against it."""
    begun = (
        spells.filter(pl.col("start_from").is_not_null(), pl.col("start_to") <= newest)
        .select("club_id", later="start_from", by="manager_id")
        .unique()
    )
    followed = (
        spells.select("seed", "manager_id", "club_id", "start_from")
        .join(begun, on="club_id")
        .filter(pl.col("later") > pl.col("start_from"), pl.col("by") != pl.col("manager_id"))
        .select("seed", is_followed=pl.lit(True))
        .unique()
    )
    recent = pl.col("confirmed_on") >= newest - pl.duration(days=CONFIRMED_DAYS)
    is_over = (pl.col("end_to") < newest).fill_null(False)
    return (
        spells.join(followed, on="seed", how="left")
        .with_columns(pl.col("is_followed").fill_null(False))
        .with_columns(
            status=pl.when(pl.col("said") == "ended")
            .then(pl.lit("ended"))
            .when(is_over | (pl.col("said").is_null() & pl.col("reference_ended")))
            .then(pl.lit("ended"))
            .when((pl.col("said") == "agreed") & recent)
            .then(pl.lit("agreed"))
            .when((pl.col("said") == "current") & recent & ~pl.col("is_followed"))
            .then(pl.lit("current"))
            .otherwise(pl.lit("unknown_end"))
        )
    )


def with_tenure_id(spells: pl.DataFrame) -> pl.DataFrame:
    """Add tenure_id: manager/club/start year, "-2" and so on for the next that begins in the same year."""
    year = pl.col("start_from").dt.year().cast(pl.String).fill_null("unknown")
    base = pl.concat_str("manager_id", "club_id", year, separator="/")
    ordered = spells.with_columns(base=base).sort("base", "start_from", "end_from", "seed", nulls_last=True)
    place_in_year = pl.int_range(1, pl.len() + 1).over("base")
    return ordered.with_columns(
        tenure_id=pl.when(place_in_year == 1)
        .then("base")
        .otherwise(pl.concat_str("base", pl.lit("-"), place_in_year.cast(pl.String)))
    ).drop("base")
