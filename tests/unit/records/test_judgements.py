"""judgements.csv: what is read, and what goes to quarantine."""

import pytest

from pipelines.errors import GafferError
from pipelines.records.judgements import parse_judgements, with_judgement
from schemas.contract import broken_rows
from schemas.evidence import Quarantine
from schemas.judgements import JUDGEMENT_KINDS, Judgements
from tests.unit.records.world import World

HEAD = "decided_on,by,kind,subject,object,why\n"


def test_good_lines_are_judgements_and_bad_ones_say_what_is_wrong() -> None:
    text = (
        HEAD
        + '2024-07-01,an editor,same,Adda Hill,Ada Hill,"a slip, surely"\n'
        + "yesterday,an editor,alias,Addy,Ada Hill,\n"
        + "2024-07-01,an editor,merge,a,b,\n"
        + "2024-07-01,an editor,same,a,,\n"
    )
    read = parse_judgements(text)
    assert read.judgements["why"].to_list() == ["a slip, surely"]
    assert read.quarantine["place"].to_list() == ["judgements.csv:3", "judgements.csv:4", "judgements.csv:5"]
    assert "yesterday" in read.quarantine["reason"][0]
    assert "merge" in read.quarantine["reason"][1]
    assert broken_rows(Judgements, read.judgements).height == 0
    assert broken_rows(Quarantine, read.quarantine).height == 0


def test_an_empty_file_has_no_judgements() -> None:
    assert parse_judgements("").judgements.height == 0
    assert parse_judgements(HEAD + "2024-07-01,an editor,reject-claim,00,,\n").judgements.height == 1


def told() -> tuple[World, str]:
    """Return a world in which an editor has something to decide, and the id of an article."""
    world = World()
    article = world.says("2024-06-01", "Adda Hill", "Harbour Town", "League Two", "2023-24", ("wins", 17))
    world.says("2024-06-02", "Ada Hill", "Harbour Town", "League Two", "2023-24", ("draws", 9))
    world.says("2024-06-03", "Ada Hill", "Town of Harbour", "League Two", "2022-23", ("losses", 8))
    world.says("2024-06-04", "Fergie", "Harbour Town", "League Two", "2021-22", ("points", 71))
    return world, article


@pytest.mark.parametrize("kind", JUDGEMENT_KINDS)
def test_each_kind_is_used_and_survives_rebuilds_and_new_parsers(kind: str) -> None:
    world, article = told()
    claim = str(world.claims[0]["claim_id"])
    subject, target = {
        "same": ("manager/adda-hill", "ada-hill"),
        "not-same": ("manager/Fergie", "Alex Ferguson"),
        "alias": ("club/Town of Harbour", "Harbour Town"),
        "reject-claim": (claim, ""),
        "withdraw-article": (article, ""),
    }[kind]
    text = with_judgement(
        "",
        {"decided_on": "2024-07-01", "by": "the desk", "kind": kind, "subject": subject, "object": target, "why": "so"},
    )
    before = outcome(world, "")
    decided = outcome(world, text)
    assert decided != before
    assert (
        decided
        == {
            "same": before | {"17": ("ada-hill", "harbour-town", "used")},
            "not-same": before | {"71": ("fergie", "harbour-town", "used")},
            "alias": before | {"8": ("ada-hill", "harbour-town", "used")},
            "reject-claim": before | {"17": ("adda-hill", "harbour-town", "losing")},
            "withdraw-article": before | {"17": ("adda-hill", "harbour-town", "losing")},
        }[kind]
    )
    assert outcome(world, text) == decided
    for row in world.claims:
        row |= {"parser_version": "a later one", "rule": "another", "confidence": 0.5}
    assert outcome(world, text) == decided


def outcome(world: World, judgements: str) -> dict[str, tuple[object, ...]]:
    """Return manager, club and disposition of the claims, by value."""
    rows = world.records(judgements).claims.select("value", "manager_id", "club_id", "disposition").rows()
    return {row[0]: row[1:] for row in rows}


def test_a_line_is_added_in_the_order_of_the_file_and_the_rest_stays() -> None:
    row = {
        "decided_on": "2024-07-01",
        "by": "the desk",
        "kind": "reject-claim",
        "subject": "0" * 16,
        "why": 'no, "sic"',
    }
    other = "why,by,kind,subject,object,decided_on\nfirst,a,reject-claim,1,,2024-06-30"  # no newline at its end
    text = with_judgement(other, row)
    assert text.startswith(other + "\n")
    assert parse_judgements(text).judgements["why"].to_list() == ["first", 'no, "sic"']
    assert parse_judgements(with_judgement("\ufeff" + HEAD, row)).judgements["subject"].to_list() == ["0" * 16]
    with pytest.raises(GafferError, match="make them decided_on, by"):
        with_judgement("claim,reason\n", row)
