"""Claims in the form of the annotation guidelines, and annotated articles as claims.

Both directions belong here: what `gaffer extract --format jsonl` writes and the scorer reads, and how an annotated
article becomes claims and back without loss. How a claim is found does not.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final

from pipelines.parsing.claim import Article, Claim, Cue
from schemas import identity, vocabulary
from schemas.vocabulary import Part

ANNOTATED: Final = "annotated"
ANNOTATED_OPTIONAL: Final = "annotated as optional"
DERIVED: Final = "derived"
"""A rule of this name, or one that begins with it and a colon, worked its value out; such values are not `facts`."""

_LONGEST_QUOTE: Final = 300
_WORD_START: Final = re.compile(r"(?<=\s)\S")


# --- claims → the guidelines' form ---


def form_of_claims(label: str, claims: Iterable[Claim], unattributed: Iterable[Claim] = ()) -> dict[str, Any]:
    """Return `{"id", "records", "tenures"}` (and "unattributed", where there are any) of one article's claims.

    `label` is the article's id as its source gives it. Each record has `facts`, `derived` where values were worked out,
    and one evidence item for each claim.
    """
    records = [_record(group) for group in statements(claim for claim in claims if claim.scope != "spell")]
    tenures = [_tenure(group) for group in statements(claim for claim in claims if claim.scope == "spell")]
    form: dict[str, Any] = {"id": label, "records": records, "tenures": tenures}
    apart = [
        _tenure(group) if group[0].scope == "spell" else _record(group) for group in statements(iter(unattributed))
    ]
    if apart:
        form["unattributed"] = apart
    return form


def statements(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return the claims by statement, in the order in which they come."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.statement_id, []).append(claim)
    return list(groups.values())


def fact_value(claim: Claim) -> int | float | str | bool:
    """Return a claim's value as the guidelines write it: a number, true, or a word."""
    if claim.field in ("unbeaten", "managed"):
        return True
    if claim.value_number is None:
        return claim.value
    return float(claim.value) if "." in claim.value else int(claim.value)


def _record(group: Sequence[Claim]) -> dict[str, Any]:
    first = group[0]
    record: dict[str, Any] = {
        "manager": first.manager,
        "club": first.club,
        "competition": first.competition,
        "season": first.season,
        "scope": first.scope,
        "status": first.status,
        "facts": {claim.field: fact_value(claim) for claim in group if not _is_derived(claim)},
    }
    return _with_evidence(record, group)


def _tenure(group: Sequence[Claim]) -> dict[str, Any]:
    first = group[0]
    tenure: dict[str, Any] = {
        "manager": first.manager,
        "club": first.club,
        "role": first.role,
        "status": first.status,
        "facts": {
            claim.field: fact_value(claim) for claim in group if claim.field != "managed" and not _is_derived(claim)
        },
    }
    return _with_evidence(tenure, group)


def _with_evidence(item: dict[str, Any], group: Sequence[Claim]) -> dict[str, Any]:
    derived = {claim.field: fact_value(claim) for claim in group if _is_derived(claim)}
    if derived:
        item["derived"] = derived
    item["evidence"] = [
        {
            "field": claim.field,
            "part": claim.part,
            "start": claim.char_start,
            "end": claim.char_end,
            "quote": claim.quote,
            "rule": claim.rule,
            "confidence": claim.confidence,
        }
        for claim in group
    ]
    return item


def _is_derived(claim: Claim) -> bool:
    return claim.rule == DERIVED or claim.rule.startswith(DERIVED + ":")


# --- annotated articles → claims, and back ---


def article_of_gold(annotated: Mapping[str, Any]) -> Article:
    """Return the article of a gold file."""
    published_on = date.fromisoformat(annotated["published_on"])
    title, text = annotated["title"], annotated["text"]
    return Article(identity.article_id(published_on, title, text), published_on, title, text)


def claims_of_gold(annotated: Mapping[str, Any]) -> list[Claim]:
    """Return what an annotated article asserts as claims: one for each fact, and `managed` for each spell.

    The quote of a claim is the first evidence item that holds its value, else the first item; all items of a statement
    stand, in their order, among the cues with role "evidence".
    """
    article = article_of_gold(annotated)
    claims: list[Claim] = []
    taken: set[str] = set()
    for item in annotated.get("records", []):
        claims += _annotated_claims(article, item, item["scope"], dict(item["facts"]), taken)
    for item in annotated.get("tenures", []):
        claims += _annotated_claims(article, item, "spell", {"managed": True, **item["facts"]}, taken)
    return claims


def gold_of_claims(claims: Iterable[Claim]) -> dict[str, list[dict[str, Any]]]:
    """Return `{"records", "tenures"}` as an annotator wrote them: the inverse of `claims_of_gold`."""
    records: list[dict[str, Any]] = []
    tenures: list[dict[str, Any]] = []
    for group in statements(claims):
        spell = group[0].scope == "spell"
        item = _tenure(group) if spell else _record(group)
        item["evidence"] = [cue.quote for cue in group[0].cues if cue.role == "evidence"]
        item["optional"] = group[0].rule == ANNOTATED_OPTIONAL
        (tenures if spell else records).append(item)
    return {"records": records, "tenures": tenures}


def _annotated_claims(
    article: Article, item: Mapping[str, Any], scope: Any, facts: Mapping[str, Any], taken: set[str]
) -> list[Claim]:
    manager, club = item["manager"], item.get("club")
    competition, season = item.get("competition"), item.get("season")
    key = (_slug(manager), _slug(club), _slug(competition), season)
    places = [_place(article, words) for words in item["evidence"]]
    cues = tuple(
        Cue("evidence", part, start, start + len(words), words, ANNOTATED)
        for words, (part, start) in zip(item["evidence"], places, strict=True)
    )
    statement = ""
    claims = []
    for field, value in facts.items():
        best = next((i for i, words in enumerate(item["evidence"]) if _holds(words, value)), 0)
        part, start = places[best]
        whole = article.part(part)[start : start + len(item["evidence"][best])]
        # Two statements of one key may share their words: the later begins at a later word of them.
        for offset in chain([0], (match.start() for match in _WORD_START.finditer(whole)), range(1, len(whole))):
            claim_id = identity.claim_id(article.article_id, scope, key, field, part, start + offset)
            own = statement or identity.statement_id(article.article_id, scope, key, part, start + offset)
            if claim_id not in taken and (statement or own not in taken):
                break
        else:
            raise ValueError(f"{article.title!r}: no room for two statements of one key in {whole!r}")
        taken |= {claim_id, own}
        statement = own
        text = _text_of(value)
        quote = whole[offset : offset + _LONGEST_QUOTE]
        claims.append(
            Claim(
                claim_id=claim_id,
                statement_id=statement,
                article_id=article.article_id,
                published_on=article.published_on,
                manager=manager,
                manager_id=key[0],
                club=club,
                club_id=key[1],
                competition=competition,
                competition_id=key[2],
                season=season,
                scope=scope,
                status=item["status"],
                role=item.get("role", "manager") if scope == "spell" else None,
                field=field,
                value=text,
                value_number=number_of(field, text),
                value_date=first_day(text) if field in ("start", "end") else None,
                part=part,
                char_start=start + offset,
                char_end=start + offset + len(quote),
                quote=quote,
                cues=cues,
                rule=ANNOTATED_OPTIONAL if item.get("optional") else ANNOTATED,
                confidence=1.0,
                parser_version=ANNOTATED,
            )
        )
    return claims


def number_of(field: str, value: str) -> float | None:
    """Return the number of a count or percentage, None for other fields."""
    return float(value) if field in vocabulary.COUNT_FIELDS or field == "win_pct" else None


def first_day(value: str) -> date:
    """Return the first day that an ISO date of whatever exactness may mean: "2022-10" gives 2022-10-01."""
    year, month, day = (int(part) for part in f"{value}-01-01".split("-")[:3])
    return date(year, month, day)


def _slug(name: str | None) -> str | None:
    return None if name is None else identity.slug(name)


def _place(article: Article, words: str) -> tuple[Part, int]:
    at = article.text.find(words)
    if at >= 0:
        return "text", at
    at = article.title.find(words)
    if at < 0:
        raise ValueError(f"{article.title!r}: these words of evidence are not in the article: {words!r}")
    return "title", at


def _text_of(value: Any) -> str:
    return "true" if value is True else str(value)


_NUMBER_WORDS: Final = (
    *("nil", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def _holds(words: str, value: Any) -> bool:
    """Whether evidence writes a number out, in digits or as a word; other values are taken to stand anywhere."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    forms = [str(value)]
    if isinstance(value, int) and value < len(_NUMBER_WORDS):
        forms.append(_NUMBER_WORDS[value])
    return re.search(rf"\b(?:{'|'.join(map(re.escape, forms))})(?![0-9])", words, re.IGNORECASE) is not None
