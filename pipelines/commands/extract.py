"""`gaffer extract`: what articles say of managers, for people with quotes in colour, or as JSON Lines."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from rich.text import Text

from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.parsing.claim import Article, Claim
from pipelines.parsing.gazetteer import Gazetteer
from pipelines.parsing.gold_form import form_of_claims
from pipelines.parsing.reader import Reader, Reading
from pipelines.sources.articles import NotFootball, SourceArticle, Unreadable, accepted
from pipelines.sources.drops import read_drop
from pipelines.sources.files import Options
from pipelines.sources.json_lines import bounded_lines, read_lines
from pipelines.sources.reference_rows import read_rows
from schemas.identity import article_id

STANDARD_INPUT = "-"
VALUE, CUE = "bold green", "yellow"


def extract(files: Sequence[str], form: str, *, why: bool) -> int:
    """Print what the articles say; return 0, or 1 if one could not be read."""
    if form not in ("people", "jsonl"):
        raise GafferError(f"--format {form}: choose people or jsonl")
    reader = Reader(Gazetteer.build(read_rows()))
    unread = 0
    for item in items(files):
        if isinstance(item, Unreadable):
            unread += 1
            show.errors.print(f"{item.place}: {item.reason}; {item.remedy}", style="red", markup=False, highlight=False)
            continue
        key = article_id(item.published_on, item.title, item.text)
        article = Article(key, item.published_on, item.title, item.text)
        reading = reader.read(article)
        if form == "jsonl":
            said = form_of_claims(item.source_id or key, reading.claims, reading.unattributed)
            print(json.dumps(said, ensure_ascii=False))
        else:
            print_reading(item, article, reading, why=why)
    return 1 if unread else 0


def items(files: Iterable[str]) -> Iterator[SourceArticle | Unreadable]:
    """Yield the records of files and drops, and of standard input."""
    today = datetime.now(UTC).date()
    options = Options(football_test=False)
    for name in files:
        if name == STANDARD_INPUT:
            for item in read_lines(bounded_lines(sys.stdin.buffer), "standard input"):
                yield accepted(item, today) if isinstance(item, SourceArticle) else item
        elif Path(name).exists():
            found = read_drop(Path(name), read_on=today, options=options)
            yield from (item for item in found if not isinstance(item, NotFootball))
        else:
            raise GafferError(f"{name}: there is no such file; give an article (.txt, .html …), a folder of them, or -")


def print_reading(item: SourceArticle, article: Article, reading: Reading, *, why: bool) -> None:
    """Print what one article says, and on request what was rejected."""
    head = Text(article.title or item.place, style="bold underline")
    head.append(f"  {article.published_on}", style="not bold not underline dim")
    show.console.print(head)
    if not reading.claims:
        show.console.print("  nothing about a manager", style="dim")
    for claims, heading in (
        (reading.claims, None),
        (reading.unattributed, "whose record this is, the article does not say"),
    ):
        if claims and heading:
            show.console.print(Text(f"  {heading}:", style="dim"))
        for _, group in groupby(sorted(claims, key=order), key=lambda claim: claim.statement_id):
            print_statement(article, list(group), why=why)
    if why:
        for rejected in reading.rejected:
            line = Text(f"  not taken: {rejected.field} {rejected.value} ", style="red")
            line.append(f"“{rejected.quote}”", style="italic").append(f" {rejected.reason}", style="dim")
            show.console.print(line)
    show.console.print()


def order(claim: Claim) -> tuple[str, str, int, str]:
    """Return where a claim stands in the output: statements together, in the order of the text."""
    return ((claim.part != "title" and "text") or "title", claim.statement_id, claim.char_start, claim.field)


def print_statement(article: Article, claims: Sequence[Claim], *, why: bool) -> None:
    """Print the facts that belong together, each with its words in colour inside its sentence."""
    first = claims[0]
    key = [first.manager, first.club, first.competition, first.season, first.scope, first.status, first.role]
    show.console.print(Text("  " + " · ".join(part for part in key if part), style="bold"))
    for claim in claims:
        line = Text(f"    {claim.field} {claim.value}  ", style="cyan")
        line.append_text(in_context(article, claim))
        show.console.print(line)
        if why:
            for cue in claim.cues:
                show.console.print(Text(f"      {cue.role}: {cue.quote or '—'} ({cue.how})", style="dim"))
            show.console.print(Text(f"      rule {claim.rule}, confidence {claim.confidence:.2f}", style="dim"))


def in_context(article: Article, claim: Claim, around: int = 60) -> Text:
    """Return the words around a claim, the value's in one colour and its cues' in another."""
    part = article.part(claim.part)
    start, end = max(claim.char_start - around, 0), min(claim.char_end + around, len(part))
    shown = Text(part[start:end].replace("\n", " "), style="dim")
    for cue in claim.cues:
        if cue.part == claim.part and cue.char_start is not None and cue.char_end is not None:
            shown.stylize(CUE, max(cue.char_start - start, 0), max(cue.char_end - start, 0))
    shown.stylize(VALUE, claim.char_start - start, claim.char_end - start)
    return shown
