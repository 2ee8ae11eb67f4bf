"""The sample articles brought together, once from what their annotations say and once from what the parser reads."""

import json
from dataclasses import asdict
from pathlib import Path

import polars as pl

from pipelines import lake, steps
from pipelines.home import Home
from pipelines.parsing.gold_form import claims_of_gold
from schemas.claims import LakeClaims
from schemas.contract import polars_schema
from schemas.tables import RESOLVED_TABLES
from tests.integration.conftest import CHECKOUT, SAMPLES

ANNOTATED = CHECKOUT / "tests" / "gold" / "samples"


def annotated_claims() -> pl.DataFrame:
    """Return what the annotations of the samples assert, as LakeClaims."""
    rows = [
        asdict(claim)
        for path in sorted(ANNOTATED.glob("*.json"))
        for claim in claims_of_gold(json.loads(path.read_text()))
    ]
    return pl.DataFrame(rows, schema=polars_schema(LakeClaims), orient="row").unique("claim_id", maintain_order=True)


def from_annotations(folder: Path) -> Home:
    """Return a home whose records follow from the exact claims of the samples."""
    home = Home(folder).prepare()
    claims = annotated_claims()
    for drop_id in read(home):
        own = lake.read_articles(home, drop_id).select("article_id").unique()
        lake.write_claims(home, drop_id, claims.join(own, on="article_id", how="semi"), "annotated")
    steps.resolve_records(home)
    return home


def from_parser(folder: Path) -> Home:
    """Return a home whose records follow from what the parser reads in the samples."""
    home = Home(folder).prepare()
    list(steps.parse_drops(home, read(home)))
    steps.resolve_records(home)
    return home


def read(home: Home) -> list[str]:
    """Read the samples into the lake; return the ids of the drops."""
    drops = sorted(path.name for path in SAMPLES.iterdir())
    list(steps.read_drops(home, SAMPLES, drops))
    return [drop.drop_id for drop in lake.manifests(home)]


def tables(home: Home) -> dict[str, pl.DataFrame]:
    """Return all tables of the records."""
    return {name: lake.records(home, name).collect() for name in RESOLVED_TABLES}
