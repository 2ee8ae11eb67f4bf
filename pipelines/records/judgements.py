"""What an editor decided: reading and writing judgements.csv, and what its rows mean for claims.

How names are joined stands in `names`; here is only who said what. The file has the columns decided_on, by, kind,
subject, object, why; rows that break the contract go to quarantine, the rest count.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

import polars as pl

from pipelines.errors import GafferError
from schemas.contract import empty, polars_schema
from schemas.evidence import Quarantine
from schemas.identity import digest
from schemas.judgements import JUDGEMENT_KINDS, Judgements

COLUMNS = tuple(polars_schema(Judgements))
NEEDS_OBJECT = ("same", "not-same", "alias")


@dataclass(frozen=True)
class ReadJudgements:
    """The judgements of a file, and the rows that could not be read."""

    judgements: pl.DataFrame
    """Judgements, in the order of the file."""
    quarantine: pl.DataFrame
    """Quarantine: a row for each line that breaks the contract."""


def parse_judgements(text: str) -> ReadJudgements:
    """Return the judgements of judgements.csv, and quarantine rows for its bad lines."""
    good: list[dict[str, object]] = []
    bad: list[dict[str, object]] = []
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    for row in reader:
        values = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
        fault = fault_of(values)
        if fault is None:
            good.append({**values, "decided_on": date.fromisoformat(str(values["decided_on"]))})
        else:
            bad.append(quarantine_row(reader.line_num, fault, ",".join(value or "" for value in values.values())))
    return ReadJudgements(
        pl.DataFrame(good, schema=polars_schema(Judgements)),
        pl.DataFrame(bad, schema=polars_schema(Quarantine)) if bad else empty(Quarantine),
    )


def fault_of(values: dict[str, str | None]) -> str | None:
    """Return what is wrong with a line, None if nothing is."""
    if values["kind"] not in JUDGEMENT_KINDS:
        return f"kind {values['kind']!r} is none of {', '.join(JUDGEMENT_KINDS)}"
    if values["subject"] is None or values["by"] is None:
        return "it names no subject, or not who decided"
    if values["kind"] in NEEDS_OBJECT and values["object"] is None:
        return f"{values['kind']} needs an object"
    try:
        date.fromisoformat(values["decided_on"] or "")
    except ValueError:
        return f"decided_on {values['decided_on']!r} is no date such as 2025-01-29"
    return None


def quarantine_row(line: int, fault: str, quote: str) -> dict[str, object]:
    """Return the quarantine row of a line that cannot be read."""
    place = f"judgements.csv:{line}"
    return {
        "quarantine_id": digest("source", place, "judgement_is_readable"),
        "stage": "source",
        "rule": "judgement_is_readable",
        "reason": f"Line {line} of judgements.csv is no judgement: {fault}.",
        "remedy": "Correct the line; the columns are decided_on, by, kind, subject, object, why.",
        "place": place,
        "quote": quote,
    }


def with_judgement(text: str, judgement: Mapping[str, str]) -> str:
    """Return the text of judgements.csv with a line for one more judgement (COLUMNS) at its end; the rest stays.

    Raises GafferError where the file has other columns.
    """
    if not text.strip():
        text = line(COLUMNS)
    header = next(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    if set(header) != set(COLUMNS):
        raise GafferError(f"judgements.csv has the columns {', '.join(header)}: make them {', '.join(COLUMNS)}.")
    if not text.endswith("\n"):
        text += "\n"
    return text + line(judgement.get(name, "") for name in header)


def line(cells: Iterable[str]) -> str:
    """Return a line of a CSV file."""
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def rejected_claims(judgements: pl.DataFrame) -> pl.DataFrame:
    """Return the claims that an editor rejected: claim_id."""
    return judgements.filter(pl.col("kind") == "reject-claim").select(claim_id="subject").unique()


def withdrawn_articles(judgements: pl.DataFrame) -> pl.DataFrame:
    """Return the articles that an editor withdrew: article_id."""
    return judgements.filter(pl.col("kind") == "withdraw-article").select(article_id="subject").unique()
