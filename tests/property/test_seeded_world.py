"""A seeded world whose truth the resolver never sees: how much of what it publishes is right, and whether it mixes people."""

from functools import cache

import polars as pl
import pytest

from pipelines.records.judgements import parse_judgements
from pipelines.records.resolve import Records, resolve
from schemas import vocabulary
from schemas.contract import broken_rows, empty
from schemas.evidence import Quarantine
from schemas.tables import RESOLVED_TABLES
from tests.property.seeded_world import SeededWorld, seeded_world

SEEDS = (1, 2, 3)
RECORD_KEY = ["club_id", "season", "competition_id", "status", "field"]


@cache
def world_of(seed: int) -> tuple[SeededWorld, Records]:
    """Return a world and what the resolver makes of it."""
    world = seeded_world(seed, sources=5.0)
    records = resolve(world.articles, world.claims, world.reference, parse_judgements("").judgements, empty(Quarantine))
    return world, records


def judged(seed: int) -> pl.DataFrame:
    """Return each stated value of season records with the number of stories that give it, and whether it is true."""
    world, records = world_of(seed)
    fields = [name for name in vocabulary.RECORD_FIELDS if name in world.truth["field"]]
    index = ["record_id", "manager_id", "club_id", "season", "competition_id", "status", "as_of"]
    values = (
        records.season_records.select(*index, pl.col(fields).cast(pl.String))
        .unpivot(index=index, on=fields, variable_name="field")
        .drop_nulls("value")
    )
    sources = (
        records.claims.filter(disposition="used")
        .join(records.articles.select("article_id", "story_id"), on="article_id")
        .group_by("record_id", "field")
        .agg(sources=pl.col("story_id").n_unique())
    )
    truth = world.truth.join(persons(seed), on="person").unique()
    final = truth.filter(status="final").select("manager_id", *RECORD_KEY, as_of=pl.lit(None, pl.Date), true="value")
    so_far = truth.filter(status="to_date").select("manager_id", *RECORD_KEY, as_of="day", true="value")
    asked = values.with_columns(as_of=pl.when(pl.col("status") == "to_date").then("as_of"))
    return (
        asked.join(sources, on=["record_id", "field"])
        .join(
            pl.concat([final, so_far]).unique(),
            on=["manager_id", *RECORD_KEY, "as_of"],
            how="left",
            nulls_equal=True,
        )
        .with_columns(is_right=(pl.col("value") == pl.col("true")).fill_null(False))
    )


def persons(seed: int) -> pl.DataFrame:
    """Return whom the resolver takes a person for most often: person, manager_id."""
    return (
        named_claims(seed)
        .group_by("person", "manager_id")
        .len()
        .sort("len", "manager_id")
        .unique("person", keep="last", maintain_order=True)
        .select("person", "manager_id")
    )


def named_claims(seed: int) -> pl.DataFrame:
    """Return the resolved claims that have a manager, with the person whom they are about."""
    world, records = world_of(seed)
    return records.claims.filter(pl.col("manager_id").is_not_null()).join(world.about, on="claim_id")


@pytest.mark.parametrize("seed", SEEDS)
def test_values_that_three_independent_sources_give_are_right(seed: int) -> None:
    given = judged(seed).filter(pl.col("sources") >= 3)
    assert given.height > 500
    assert given["is_right"].mean() >= 0.99  # type: ignore[operator]


@pytest.mark.parametrize("seed", SEEDS)
def test_values_that_two_independent_sources_give_are_right(seed: int) -> None:
    given = judged(seed).filter(pl.col("sources") == 2)
    assert given.height > 500
    assert given["is_right"].mean() >= 0.97  # type: ignore[operator]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_two_people_are_merged_and_few_are_split(seed: int) -> None:
    claims = named_claims(seed)
    merged = claims.group_by("manager_id").agg(pl.col("person").n_unique()).filter(pl.col("person") > 1)
    assert merged.to_dicts() == []
    split = claims.group_by("person").agg(pl.col("manager_id").n_unique()).filter(pl.col("manager_id") > 1)
    assert split.height <= 0.02 * claims["person"].n_unique()


@pytest.mark.parametrize("seed", SEEDS)
def test_copies_are_one_story(seed: int) -> None:
    world, records = world_of(seed)
    copies = records.articles.filter(pl.col("title").str.starts_with("Wire report"))
    originals = records.articles.join(copies.select("article_id"), on="article_id", how="anti")
    assert copies.height > 100
    together = copies.join(originals.select("story_id"), on="story_id", how="semi")
    assert together.height >= 0.99 * copies.height
    told = originals.group_by("story_id").len().filter(pl.col("len") > 1)
    assert told.height == 0  # two articles of their own never count as one
    assert records.articles.height == world.articles["article_id"].n_unique()


@pytest.mark.parametrize("seed", SEEDS)
def test_contracts_hold_in_the_seeded_world(seed: int) -> None:
    for name, frame in world_of(seed)[1].tables().items():
        assert broken_rows(RESOLVED_TABLES[name], frame).to_dicts() == [], name
