"""judgements.csv: what is read, and what goes to quarantine."""

from pipelines.records.judgements import parse_judgements
from schemas.contract import broken_rows
from schemas.evidence import Quarantine
from schemas.judgements import Judgements

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
