"""Annotated articles as claims: nothing is lost on the way there and back, and the claims keep their contract."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.parsing import gold_form
from schemas.claims import LakeClaims
from schemas.contract import check_frame, polars_schema

GOLD = Path(__file__).parent
ANNOTATED = sorted(path for folder in ("dev", "own", "samples") for path in (GOLD / folder).glob("*.json"))


def annotated(path: Path) -> dict[str, Any]:
    article: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return article


def test_the_open_set_is_here() -> None:
    assert len(list((GOLD / "dev").glob("*.json"))) == 105


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_gold_to_claims_to_gold(path: Path) -> None:
    article = annotated(path)
    back = gold_form.gold_of_claims(gold_form.claims_of_gold(article))
    same = back["records"] == article["records"] and back["tenures"] == article["tenures"]
    assert same, "records or tenures are not what they were"  # not printed: the article may be of the check part


def test_claims_keep_the_contract_and_have_ids_of_their_own() -> None:
    by_article = {}  # the same article may stand in two folders
    for path in ANNOTATED:
        claims = gold_form.claims_of_gold(annotated(path))
        by_article[claims[0].article_id if claims else path.stem] = claims
    claims = [claim for group in by_article.values() for claim in group]
    frame = pl.DataFrame([asdict(claim) for claim in claims], schema=polars_schema(LakeClaims))
    check_frame(LakeClaims, frame)
    assert frame["claim_id"].n_unique() == frame.height
    assert frame.height > 2000


def test_the_form_has_an_item_of_evidence_for_each_fact() -> None:
    article = annotated(GOLD / "dev" / "dev-a-001.json")
    claims = gold_form.claims_of_gold(article)
    form = gold_form.form_of_claims(article["id"], claims)
    assert form["id"] == article["id"]
    for item in form["records"]:
        assert {evidence["field"] for evidence in item["evidence"]} == set(item["facts"])
        for evidence in item["evidence"]:
            assert article[evidence["part"]][evidence["start"] : evidence["end"]] == evidence["quote"]
    for item in form["tenures"]:
        assert {evidence["field"] for evidence in item["evidence"]} == {"managed", *item["facts"]}
