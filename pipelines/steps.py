"""The steps of the pipeline, from the inbox to the published warehouse, as plain functions over a home.

They bring sources, parsing, records, lake and warehouse together and know no orchestrator: Dagster's assets and the
command line call them. What a step does to texts and frames is in the packages that it calls.
"""

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import polars as pl

from pipelines import files, lake
from pipelines.engines.choosing import chosen
from pipelines.engines.interface import Engine
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.lock import hold
from pipelines.reading import COLUMNS, claims_of, reader
from pipelines.records.judgements import parse_judgements, rejected_claims, with_judgement
from pipelines.records.resolve import resolve
from pipelines.records.review import names_to_review, records_to_review
from pipelines.records.shares import kinds
from pipelines.records.verification import agreement, contradictions, source_quality, unverified_because, verify
from pipelines.settings import Settings
from pipelines.sources.articles import NotFootball, SourceArticle, Unreadable, articles_frame, quarantine_frame
from pipelines.sources.drops import HeldBack, InboxDrop, content, inbox_drops, read_drop
from pipelines.sources.files import Options, Record
from pipelines.sources.language import declared, identified
from pipelines.sources.league_tables import read_league_tables
from pipelines.sources.reference import read_reference
from pipelines.sources.reference_rows import SEEDS
from pipelines.warehouse import publishing, sharing
from pipelines.warehouse.building import Candidate, build
from pipelines.warehouse.checking import CheckResult, check
from pipelines.warehouse.publishing import Published
from pipelines.warehouse.sharing import Shared
from schemas.articles import LakeArticles
from schemas.claims import LakeClaims
from schemas.contract import Contract, check_frame
from schemas.evidence import Quarantine
from schemas.identity import digest
from schemas.tables import REFERENCE_TABLES

Item = TypeVar("Item")
CHECKED_ROWS: Final = 5_000
"""Rows that are checked at a time."""
BATCH: Final = 500
"""Articles that are in memory as objects at a time."""
PARSED: Final = 100
"""Articles that an engine parses at a time."""


@dataclass(frozen=True)
class Work:
    """What there is to do in a home."""

    stale: tuple[lake.StaleDrop, ...]
    """Drops to read, and why."""
    held_back: tuple[HeldBack, ...]
    """Entries of the inbox that are not read now, and why."""
    state: str
    """A hash over the stale drops and their contents."""

    def as_words(self) -> str:
        """Return what there is to do, for a person."""
        if not self.stale:
            return "no drop is new or changed"
        reasons = sorted({drop.reason for drop in self.stale})
        counts = ", ".join(
            f"{sum(drop.reason == reason for drop in self.stale)} {reason.replace('_', ' ')}" for reason in reasons
        )
        return f"{len(self.stale)} drop{'s' if len(self.stale) > 1 else ''} to read: {counts}"


@dataclass(frozen=True)
class DropCounts:
    """What became of the records of a drop."""

    records: int = 0
    articles: int = 0
    not_football: int = 0
    quarantined: int = 0
    other_languages: int = 0
    """Articles that are kept and marked but not parsed."""
    unchanged: bool = True
    moved: bool = False
    """Whether it changed while it was read, and is left for the next run."""

    def as_words(self) -> str:
        """Return the counts for a person."""
        if self.moved:
            return "changed or taken away while it was read: the next run reads it, until then all is as before"
        if self.unchanged:
            return "unchanged"
        return f"{self.articles} articles, {self.quarantined} in quarantine, {self.not_football} not football"


@dataclass(frozen=True)
class RowCounts:
    """The rows of a table of records."""

    rows: int
    of_kind: Mapping[str, int]
    """How many are of which kind (see `records.shares`); empty where there are no kinds."""


def find_work(home: Home, inbox: Path) -> Work:
    """Return which drops of the inbox, and of the lake, have to be read."""
    entries = list(inbox_drops(inbox, now=time.time(), quiet_seconds=Settings.read(home).inbox.quiet_seconds))
    drops = [entry for entry in entries if isinstance(entry, InboxDrop)]
    held_back = tuple(entry for entry in entries if isinstance(entry, HeldBack))
    stale = lake.stale(home, drops, reader().version)
    hashes = {drop.drop_id: drop.sha256 for drop in drops}
    state = digest(*(f"{drop.drop_id} {drop.reason} {hashes.get(drop.drop_id)}" for drop in stale), reader().version)
    return Work(stale, held_back, state)


def is_up_to_date(home: Home) -> bool:
    """Return whether the published warehouse was made from what lake, reference, judgements and sql/ hold now."""
    return reference_is_current(home) and lake.records_are_current(home) and publishing.is_current(home)


def read_drops(home: Home, inbox: Path, drop_ids: Sequence[str]) -> Iterator[tuple[str, DropCounts]]:
    """Read drops of the inbox into the lake, and yield what became of each; unchanged ones are skipped by content.

    A drop that is gone from the inbox is left as the lake has it, and so is one that changes while it is read: the next
    run takes it.
    """
    entries = inbox_drops(inbox, now=time.time(), quiet_seconds=0)
    in_inbox = {drop.drop_id: drop for drop in entries if isinstance(drop, InboxDrop)}

    def read_each() -> Iterator[DropRead]:
        for drop_id in sorted(set(drop_ids)):
            drop = in_inbox.get(drop_id)
            if drop is not None and not lake.articles_are_current(home, drop_id, drop.sha256):
                read = read_one(home, drop)
                if content(drop.path)[0] == drop.sha256:
                    yield read
                else:
                    moved.add(drop_id)

    done: set[str] = set()
    moved: set[str] = set()
    for group in together(read_each(), lambda read: read.articles.height + read.quarantine.height):
        check_together(LakeArticles, [read.articles for read in group])
        check_together(Quarantine, [read.quarantine for read in group])
        for read in group:
            store(home, read)
            done.add(read.drop.drop_id)
            yield read.drop.drop_id, read.counts
    yield from ((drop_id, DropCounts(moved=drop_id in moved)) for drop_id in sorted(set(drop_ids) - done))


@dataclass(frozen=True)
class DropRead:
    """What was read in a drop, before it is stored."""

    drop: InboxDrop
    articles: pl.DataFrame
    quarantine: pl.DataFrame
    counts: DropCounts
    read_at: datetime


def read_one(home: Home, drop: InboxDrop) -> DropRead:
    """Read one drop; its articles are in memory as frames, one batch of them as objects."""
    read_at = datetime.now(UTC)
    settings = Settings.read(home)
    options = Options(columns=settings.columns, football_test=settings.sources.football_test)
    kept, broken = [articles_frame(drop.drop_id, ())], [quarantine_frame(drop.drop_id, ())]
    not_football = 0
    for batch in batches(read_drop(drop.path, read_on=read_at.date(), options=options), BATCH):
        articles = [in_its_language(item) for item in batch if isinstance(item, SourceArticle)]
        kept.append(articles_frame(drop.drop_id, articles))
        broken.append(quarantine_frame(drop.drop_id, [item for item in batch if isinstance(item, Unreadable)]))
        not_football += sum(isinstance(item, NotFootball) for item in batch)
    articles_read, quarantine = pl.concat(kept), pl.concat(broken)
    counts = DropCounts(
        records=articles_read.height + quarantine.height + not_football,
        articles=articles_read.height,
        not_football=not_football,
        quarantined=quarantine.height,
        other_languages=articles_read.filter(pl.col("language").fill_null("en") != "en").height,
        unchanged=False,
    )
    return DropRead(drop, articles_read, quarantine, counts, read_at)


def store(home: Home, read: DropRead) -> None:
    """Store what was read in a drop, and checked."""
    lake.write_articles(
        home,
        drop_id=read.drop.drop_id,
        name=read.drop.name,
        sha256=read.drop.sha256,
        size=read.drop.size,
        records=read.counts.records,
        not_football=read.counts.not_football,
        readable=read.counts.articles > 0 or read.counts.quarantined == 0,
        articles=read.articles,
        quarantine=read.quarantine,
        read_at=read.read_at,
        checked=True,
    )


def together(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Yield the items in groups of at least `BATCH` rows, the last with fewer: small drops are checked together."""
    group: list[Item] = []
    rows = 0
    for item in items:
        group.append(item)
        rows += size(item) + 1
        if rows >= BATCH:
            yield group
            group, rows = [], 0
    if group:
        yield group


def check_together(model: type[Contract], frames: Sequence[pl.DataFrame], *, once: str | None = None) -> None:
    """Check frames against their contract, small ones in one go, large ones in parts: a copy of all would be large too.

    `once` names a column by which the same row may stand in several frames. Raises ContractError.
    """
    whole = frames[0] if len(frames) == 1 else pl.concat(frames)
    if once and len(frames) > 1:
        whole = whole.unique(once, maintain_order=True)
    for part in whole.iter_slices(CHECKED_ROWS) if whole.height else [whole]:
        check_frame(model, part)


def batches(items: Iterable[Record], size: int) -> Iterator[list[Record]]:
    """Yield the items in lists of at most this many."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


def in_its_language(article: SourceArticle) -> SourceArticle:
    """Return an article with its language: as its source declares it, else as its text tells."""
    return replace(article, language=declared(article.language) or identified(article.text))


def parse_drops(home: Home, drop_ids: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Read the claims out of the articles of drops, and yield how many each has; unchanged ones are skipped."""
    version = reader().version
    found: dict[str, int] = {}
    to_parse: list[str] = []
    rows = 0
    for drop_id in sorted(drop_ids):
        manifest = lake.manifest(home, drop_id)
        if manifest is not None and not lake.claims_are_current(home, drop_id, version):
            to_parse.append(drop_id)
            rows += manifest.articles
        else:
            found[drop_id] = manifest.claims if manifest else 0
    engine = chosen(Settings.read(home).engine, rows)
    for group in together(parsed(home, to_parse, engine), lambda parsed: parsed[1].height):
        check_together(LakeClaims, [claims for _, claims in group], once="claim_id")
        for drop_id, claims in group:
            lake.write_claims(home, drop_id, claims, version, checked=True)
            yield drop_id, claims.height
    yield from found.items()


def parsed(home: Home, drop_ids: Sequence[str], engine: Engine) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the claims of each drop (LakeClaims, each id once), read by the engine in batches of articles."""
    parts: deque[tuple[str, bool]] = deque()  # of which drop each batch is, and whether it is its last

    def batches_of_all() -> Iterator[pl.DataFrame]:
        for drop_id in drop_ids:
            articles = lake.read_articles(home, drop_id).select(COLUMNS)
            for start in range(0, max(1, articles.height), PARSED):
                parts.append((drop_id, start + PARSED >= articles.height))
                yield articles.slice(start, PARSED)

    claims = []
    for part in engine.map(claims_of, batches_of_all()):
        drop_id, is_last = parts.popleft()
        claims.append(part)
        if is_last:  # a drop may hold an article twice
            yield drop_id, pl.concat(claims).unique("claim_id", keep="first", maintain_order=True)
            claims = []


def unread_drops(home: Home) -> list[dict[str, str | int]]:
    """Return the drops with records that could not be read: drop, records, unread, first reason."""
    first = (
        lake.quarantine(home)
        .filter(pl.col("stage") == "source")
        .sort("drop_id", "place")
        .group_by("drop_id", maintain_order=True)
        .agg(pl.col("reason").first(), pl.len().alias("unread"))
    )
    drops = lake.drops(home).lazy().select("drop_id", "records")
    rows = drops.join(first, on="drop_id").sort("drop_id").select("drop_id", "records", "unread", "reason").collect()
    return [{"drop": d, "records": r, "unread": u, "first reason": why} for d, r, u, why in rows.iter_rows()]


def load_reference(home: Home) -> dict[str, int]:
    """Read the reference tables, with the user's own league tables, into the lake; return the rows of each."""
    tables = read_reference(SEEDS)
    tables["league_tables"] = read_league_tables(SEEDS, home.reference)
    with hold(home, doing="reading the reference tables"):
        lake.write_reference(home, tables)
        files.write_text(home.reference_sources, reference_sources(home))
    return {name: table.height for name, table in tables.items()}


def reference_is_current(home: Home) -> bool:
    """Return whether the lake's reference tables are there, whole, and made from the CSV files as they are now."""
    kept = home.reference_sources
    return kept.is_file() and kept.read_text() == reference_sources(home) and lake.reference_is_whole(home)


def reference_sources(home: Home) -> str:
    """Return a hash over the CSV files of the project and of the home's own reference folder."""
    whole = hashlib.sha256()
    for folder in (SEEDS, home.reference):
        for path in sorted(folder.rglob("*.csv")):
            whole.update(f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def resolve_records(home: Home) -> dict[str, RowCounts]:
    """Bring all claims of the lake together, compare them with the league tables; return the rows of each table."""
    if not reference_is_current(home):
        load_reference(home)
    with hold(home, doing="resolving"):
        decided = parse_judgements(home.judgements.read_text("utf-8") if home.judgements.exists() else "")
        names = REFERENCE_TABLES.keys() - {"league_tables"}
        reference = {name: lake.reference(home, name).collect() for name in names}
        records = resolve(
            articles=lake.articles(home).collect(),
            claims=lake.claims(home).collect(),
            reference=reference,
            judgements=decided.judgements,
            quarantine=pl.concat([lake.quarantine(home).collect(), decided.quarantine]),
        )
        tables = records.tables()
        league_tables, competitions = lake.reference(home, "league_tables").collect(), tables["competitions"]
        tables["season_records"] = verify(tables["season_records"], league_tables, competitions)
        tables["source_quality"] = source_quality(
            tables["claims"], tables["articles"], tables["season_records"], league_tables, competitions
        )
        lake.write_records(home, tables)
    of_kinds = kinds(tables)
    return {name: RowCounts(table.height, of_kinds.get(name, {})) for name, table in tables.items()}


@dataclass(frozen=True)
class Review:
    """What an editor should look at."""

    names: pl.DataFrame
    """See `records.review.names_to_review`."""
    records: pl.DataFrame
    """See `records.review.records_to_review`."""


def review(home: Home) -> Review:
    """Return the names to decide on and the contradicted records, as they were last resolved.

    Raises LakeError where nothing has been resolved yet.
    """
    tables = {
        name: lake.records(home, name).collect()
        for name in ("articles", "claims", "managers", "clubs", "competitions", "season_records", "record_evidence")
    }
    return Review(
        names_to_review(lake.claims(home).collect(), tables, lake.reference(home, "national_teams").collect()),
        records_to_review(tables["season_records"], tables["record_evidence"], tables["articles"]),
    )


@dataclass(frozen=True)
class Verification:
    """How the final records compare with the league tables as they are now."""

    agreement: pl.DataFrame
    """By competition; see `records.verification.agreement`."""
    contradictions: pl.DataFrame
    """Each value that a table contradicts; see `records.verification.contradictions`."""
    unverified: pl.DataFrame
    """See `records.verification.unverified_because`."""


def verification(home: Home) -> Verification:
    """Compare the records as they were last resolved with the league tables of seeds and home, read anew.

    Raises LakeError where nothing has been resolved yet.
    """
    records, competitions = (lake.records(home, name).collect() for name in ("season_records", "competitions"))
    tables = read_league_tables(SEEDS, home.reference)
    verified = verify(records, tables, competitions)
    return Verification(
        agreement(verified),
        contradictions(verified, tables, competitions),
        unverified_because(verified),
    )


def reject_claim(home: Home, claim_id: str, *, why: str, by: str, on: date) -> dict[str, Any] | None:
    """Write into judgements.csv that a claim is wrong, for all runs from the next one on.

    Returns the claim (article_id, manager, club, season, field, value, quote), None if it was rejected before. Raises
    GafferError where the lake has no such claim.
    """
    columns = ("article_id", "manager", "club", "season", "field", "value", "quote")
    found = lake.claims(home).filter(pl.col("claim_id") == claim_id).select(columns).head(1).collect()
    if found.is_empty():
        raise GafferError(
            f"the lake of {home.root} has no claim {claim_id!r}. `gaffer explain`, `quarantine` and `review` show the "
            "ids of claims."
        )
    with hold(home, doing="writing a judgement"):
        text = home.judgements.read_text("utf-8") if home.judgements.exists() else ""
        if claim_id in rejected_claims(parse_judgements(text).judgements).get_column("claim_id"):
            return None
        judgement = {"decided_on": on.isoformat(), "by": by, "kind": "reject-claim", "subject": claim_id, "why": why}
        files.write_text(home.judgements, with_judgement(text, judgement))
    return found.row(0, named=True)


def build_and_check(home: Home) -> tuple[Candidate, tuple[CheckResult, ...]]:
    """Build a warehouse from the lake beside the published one, and check it."""
    candidate = build(home, parser_version=reader().version, built_at=datetime.now(UTC))
    return candidate, check(home, candidate)


def publish(home: Home, candidate: Candidate, results: Sequence[CheckResult]) -> Published:
    """Publish a candidate. Raises PublishBlocked if a blocking check failed; the published warehouse then stays."""
    return publishing.publish(home, candidate, results, published_at=datetime.now(UTC))


def share(home: Home) -> Shared | None:
    """Share the published warehouse with the team; None if no DuckLake is set up. Raises SharingError."""
    return sharing.share(home)
