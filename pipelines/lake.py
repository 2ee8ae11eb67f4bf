"""The lake: Parquet files, one folder a drop, and a manifest for each drop: the truth that all else is made of.

Here stands how rows are stored, found and forgotten, and which drops have to be read again; what is in the rows comes
from elsewhere. Every write takes the home's lock; every frame is checked against its contract first.

A drop is stored in two steps, its articles and then its claims. Files are named after their content, and the manifest,
written last, says which files count: a run that dies leaves the drop as it was before the step or as it is after it.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal, Protocol

import polars as pl

from pipelines import files
from pipelines.errors import GafferError
from pipelines.home import Home, is_drop_id
from pipelines.lock import hold
from schemas.articles import LakeArticles
from schemas.claims import LakeClaims
from schemas.contract import Contract, check_frame, empty, polars_schema
from schemas.drops import Drops
from schemas.evidence import Quarantine
from schemas.tables import REFERENCE_TABLES, TABLES

DROP_TABLES: Final[dict[str, type[Contract]]] = {
    "articles": LakeArticles,
    "quarantine": Quarantine,
    "claims": LakeClaims,
    "claim_quarantine": Quarantine,
}
"""What the lake keeps of each drop, in the order of writing."""
ARTICLE_STEP: Final = ("articles", "quarantine")
CLAIM_STEP: Final = ("claims", "claim_quarantine")
DIGITS: Final = 16
"""Of the hash of its content, in the name of a file."""
OF_THE_LAKE: Final = re.compile(r"[0-9a-f]{16}\.parquet|new\.parquet|\.new\.parquet\.\d+\.part")
"""What this module writes into the folder of a drop: of other files it deletes none."""
TITLE: Final = 60
"""Characters that stand for an article without a title."""
READ_AGAIN: Final = "Delete it and run `gaffer run`: what comes from the inbox is read again."

Reason = Literal["new", "changed", "unfinished", "damaged", "older_parser"]


class LakeError(GafferError):
    """The lake holds something that it should not, or lacks something that it should have."""


class DropOfInbox(Protocol):
    """What the lake needs to know of a drop in the inbox."""

    @property
    def drop_id(self) -> str:
        """The drop's id."""

    @property
    def sha256(self) -> str:
        """Hash over the names and bytes of all its files."""


@dataclass(frozen=True)
class StoredFile:
    """A file of a drop."""

    name: str
    """Its name in the drop's folder: after its content."""
    bytes: int
    """Its length, so that a file that was cut off is noticed."""


@dataclass(frozen=True)
class Manifest:
    """What is known of a drop. The counts are those of the table `drops`."""

    drop_id: str
    name: str
    sha256: str
    bytes: int
    records: int
    articles: int
    not_football: int
    quarantined: int
    readable: bool
    read_at: datetime
    """UTC, without a zone."""
    claims: int
    parser_version: str
    """Empty until the claims have been read."""
    files: Mapping[str, StoredFile]
    """Which file counts, for each table of the drop that is stored."""

    @property
    def has_articles(self) -> bool:
        """Whether the articles are there."""
        return "articles" in self.files

    @property
    def has_claims(self) -> bool:
        """Whether the claims of these articles are there."""
        return "claims" in self.files

    @property
    def complete(self) -> bool:
        """Whether articles and claims are there."""
        return self.has_articles and self.has_claims


@dataclass(frozen=True)
class StaleDrop:
    """A drop that has to be read, and why."""

    drop_id: str
    reason: Reason
    in_inbox: bool
    needs_reading: bool
    """False where the articles in the lake are good and only the claims have to be read anew."""


@dataclass(frozen=True)
class Forgotten:
    """A drop or article that was taken out and is kept out."""

    kind: Literal["drop", "article"]
    id: str
    when: str
    """ISO 8601, UTC."""
    why: str


# --- manifests


def manifest(home: Home, drop_id: str) -> Manifest | None:
    """Return what is known of a drop; None if the lake does not have it. Raises LakeError for a damaged manifest."""
    path = home.manifest(drop_id)
    if not path.exists():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        found["read_at"] = datetime.fromisoformat(found["read_at"])
        found["files"] = {table: StoredFile(**file) for table, file in found["files"].items()}
        made = Manifest(**found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LakeError(f"{path} is no manifest of a drop ({error!r}). {READ_AGAIN}") from error
    if made.drop_id != drop_id:
        raise LakeError(f"{path} is the manifest of {made.drop_id}. {READ_AGAIN}")
    return made


def manifests(home: Home) -> tuple[Manifest, ...]:
    """Return the manifests of all drops in the lake, in order of their ids."""
    ids = sorted(path.stem for path in home.manifests.glob("*.json") if is_drop_id(path.stem))
    return tuple(found for drop_id in ids if (found := manifest(home, drop_id)))


def write_manifest(home: Home, made: Manifest) -> Manifest:
    """Write a drop's manifest, then delete the files of the drop that it no longer names; return it."""
    content = asdict(made) | {"read_at": made.read_at.isoformat()}
    files.write_text(home.manifest(made.drop_id), json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True))
    for table in DROP_TABLES:
        for path in home.drop_folder(table, made.drop_id).glob("*"):
            if OF_THE_LAKE.fullmatch(path.name) and path != file_of(home, made, table):
                files.remove(path)
    return made


def file_of(home: Home, made: Manifest, table: str) -> Path | None:
    """Return the file of a drop's table that counts, None if it is not stored."""
    stored = made.files.get(table)
    return home.drop_folder(table, made.drop_id) / stored.name if stored else None


def drops(home: Home) -> pl.DataFrame:
    """Return the table `drops`."""
    names = polars_schema(Drops)
    rows = [{name: value for name, value in asdict(made).items() if name in names} for made in manifests(home)]
    return check_frame(Drops, pl.DataFrame(rows, schema=names))


# --- which drops have to be read


def stale(home: Home, inbox: Iterable[DropOfInbox], parser_version: str) -> tuple[StaleDrop, ...]:
    """Return the drops that have to be read, in order of their ids.

    Drops that are gone from the inbox are kept; they are stale where another parser has read them, or where a file of
    theirs is damaged. What is forgotten is left out.
    """
    there = {drop.drop_id: drop.sha256 for drop in inbox}
    known = {made.drop_id: made for made in manifests(home)}
    kept_out = {entry.id for entry in forgotten(home) if entry.kind == "drop"}
    found = (
        stale_drop(home, drop_id, there.get(drop_id), known.get(drop_id), parser_version)
        for drop_id in sorted((there.keys() | known.keys()) - kept_out)
    )
    return tuple(drop for drop in found if drop)


def stale_drop(
    home: Home, drop_id: str, sha256: str | None, known: Manifest | None, parser_version: str
) -> StaleDrop | None:
    """Return why a drop has to be read, None if it need not be. `sha256` is None where it is gone from the inbox."""
    in_inbox = sha256 is not None
    if known is None:
        return StaleDrop(drop_id, "new", in_inbox, needs_reading=True)
    if in_inbox and known.sha256 != sha256:
        return StaleDrop(drop_id, "changed", in_inbox, needs_reading=True)
    if not undamaged(home, known, ARTICLE_STEP):
        return StaleDrop(drop_id, "damaged", in_inbox, needs_reading=True)
    if not known.has_claims:
        return StaleDrop(drop_id, "unfinished", in_inbox, needs_reading=False)
    if not undamaged(home, known, CLAIM_STEP):
        return StaleDrop(drop_id, "damaged", in_inbox, needs_reading=False)
    if known.parser_version != parser_version:
        return StaleDrop(drop_id, "older_parser", in_inbox, needs_reading=False)
    return None


def undamaged(home: Home, known: Manifest, tables: Iterable[str]) -> bool:
    """Return whether the drop's files are there and as long as they were written."""
    for table in tables:
        path = file_of(home, known, table)
        if path is None or not path.exists() or path.stat().st_size != known.files[table].bytes:
            return False
    return True


def articles_are_current(home: Home, drop_id: str, sha256: str) -> bool:
    """Return whether the lake has the articles of this very content."""
    known = manifest(home, drop_id)
    return known is not None and known.sha256 == sha256 and undamaged(home, known, ARTICLE_STEP)


def claims_are_current(home: Home, drop_id: str, parser_version: str) -> bool:
    """Return whether the lake has the claims that this parser reads in the drop's articles."""
    known = manifest(home, drop_id)
    return known is not None and known.parser_version == parser_version and undamaged(home, known, CLAIM_STEP)


def fingerprint(home: Home) -> str:
    """Return a hash over all that records are made from: drops and their claims, reference tables, judgements."""
    total = hashlib.sha256()
    for made in manifests(home):
        stored = sorted((table, file.name) for table, file in made.files.items())
        total.update(json.dumps([made.drop_id, made.sha256, stored]).encode())
    for path in (*sorted((home.lake / "reference").glob("*.parquet")), home.judgements):
        total.update(path.name.encode() + (hash_of(path) if path.exists() else "").encode())
    return total.hexdigest()


def records_are_current(home: Home) -> bool:
    """Return whether the stored records were made from just what the lake holds now.

    They are not after a run that died between claims and records, after `forget`, and after a new judgement.
    """
    return home.made_from.exists() and home.made_from.read_text(encoding="utf-8") == fingerprint(home)


# --- writing


def write_articles(
    home: Home,
    *,
    drop_id: str,
    name: str,
    sha256: str,
    size: int,
    records: int,
    not_football: int,
    readable: bool,
    articles: pl.DataFrame,
    quarantine: pl.DataFrame,
    read_at: datetime,
    checked: bool = False,
) -> Manifest:
    """Store the articles (LakeArticles) of a drop, and what of it could not be read (Quarantine).

    `size` is in bytes; `records` counts what was found: articles, not football, and what could not be read. Forgotten
    articles are left out, and not counted. The claims of the drop's former articles go. `checked` frames are known to
    fit their contracts: who stores many small drops checks them together, which is much quicker.
    Raises LakeError for a forgotten drop, ContractError for a faulty frame.
    """
    if not checked:
        check_frame(LakeArticles, articles)
        check_frame(Quarantine, quarantine)
    with hold(home, doing="storing articles"):
        if any(entry.id == drop_id for entry in forgotten(home)):
            raise LakeError(f"the drop {drop_id} was forgotten, and is kept out.")
        kept = without_forgotten(home, articles)
        made = Manifest(
            drop_id=drop_id,
            name=name,
            sha256=sha256,
            bytes=size,
            records=records - (articles.height - kept.height),
            articles=kept.height,
            not_football=not_football,
            quarantined=records - articles.height - not_football,
            readable=readable,
            read_at=read_at.astimezone(UTC).replace(tzinfo=None) if read_at.tzinfo else read_at,
            claims=0,
            parser_version="",
            files={
                "articles": store(home, drop_id, "articles", kept.sort("place")),
                "quarantine": store(home, drop_id, "quarantine", quarantine.sort("quarantine_id")),
            },
        )
        return write_manifest(home, made)


def write_claims(
    home: Home,
    drop_id: str,
    claims: pl.DataFrame,
    parser_version: str,
    quarantine: pl.DataFrame | None = None,
    *,
    checked: bool = False,
) -> Manifest:
    """Store the claims (LakeClaims) of a drop, and those that break a rule (Quarantine); this completes the drop.

    `checked` claims are known to fit their contract.

    Raises LakeError where the drop's articles are not there, ContractError for a faulty frame.
    """
    broken = empty(Quarantine) if quarantine is None else quarantine
    if not checked:
        check_frame(LakeClaims, claims)
    check_frame(Quarantine, broken)
    with hold(home, doing="storing claims"):
        made = manifest(home, drop_id)
        if made is None or not made.has_articles:
            raise LakeError(f"the articles of the drop {drop_id} are not in the lake: store them first.")
        stored = {
            **made.files,
            "claims": store(home, drop_id, "claims", claims.sort("claim_id")),
            "claim_quarantine": store(home, drop_id, "claim_quarantine", broken.sort("quarantine_id")),
        }
        return write_manifest(home, replace(made, claims=claims.height, parser_version=parser_version, files=stored))


def write_records(home: Home, frames: Mapping[str, pl.DataFrame]) -> None:
    """Store what the claims of all drops together say, a frame for each table.

    The table `drops` is added, and what of the drops could not be read joins the given `quarantine`.
    Raises ContractError for a faulty frame, and then leaves all as they were.
    """
    broken = [frames.get("quarantine", empty(Quarantine)), quarantine(home).collect()]
    whole = {
        **frames,
        "drops": drops(home),
        "quarantine": pl.concat(broken).unique("quarantine_id", keep="first", maintain_order=True),
    }
    made_from = fingerprint(home)
    with hold(home, doing="storing records"):
        files.remove(home.made_from)
        write_tables({home.record_file(table): (TABLES[table], frame) for table, frame in whole.items()})
        files.write_text(home.made_from, made_from)


def write_reference(home: Home, frames: Mapping[str, pl.DataFrame]) -> None:
    """Store reference tables. Raises ContractError for a faulty one, and then leaves all as they were."""
    with hold(home, doing="storing reference tables"):
        write_tables({home.reference_file(table): (REFERENCE_TABLES[table], frame) for table, frame in frames.items()})


def write_tables(tables: Mapping[Path, tuple[type[Contract], pl.DataFrame]]) -> None:
    """Check all frames, then write them."""
    for model, frame in tables.values():
        check_frame(model, frame)
    for path, (_, frame) in tables.items():
        write_parquet(path, frame)


def store(home: Home, drop_id: str, table: str, frame: pl.DataFrame) -> StoredFile:
    """Write a frame as a file of a drop, named after its content."""
    folder = home.drop_folder(table, drop_id)
    new = folder / "new.parquet"
    write_parquet(new, frame)
    name = f"{hash_of(new)[:DIGITS]}.parquet"
    new.replace(folder / name)
    files.sync_folder(folder)
    return StoredFile(name, (folder / name).stat().st_size)


def write_parquet(path: Path, frame: pl.DataFrame) -> None:
    """Write a frame atomically. Raises WriteError where the system refuses: Polars words it in its own way."""
    try:
        files.write_atomically(path, frame.write_parquet)
    except pl.exceptions.PolarsError as error:
        raise files.WriteError(f"{path} cannot be written: {error}. Make room and run again.") from error


def hash_of(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- reading


def read_articles(home: Home, drop_id: str) -> pl.DataFrame:
    """Return the articles of one drop (LakeArticles). Raises LakeError if they are not in the lake."""
    return scan("articles", [stored_file(home, drop_id, "articles")]).collect()


def articles(home: Home) -> pl.LazyFrame:
    """Return the articles of all drops (LakeArticles)."""
    return scan("articles", stored_files(home, "articles"))


def claims(home: Home) -> pl.LazyFrame:
    """Return the claims of all drops (LakeClaims), each once, however many drops hold its article.

    Where two parsers have read the same article, the claims of the later version count.
    """
    latest = pl.col("parser_version").max().over("article_id")
    every = scan("claims", stored_files(home, "claims"))
    return every.filter(pl.col("parser_version") == latest).unique("claim_id", keep="any").sort("claim_id")


def quarantine(home: Home) -> pl.LazyFrame:
    """Return what of all drops could not be read or breaks a rule (Quarantine), each once."""
    every = scan("quarantine", [*stored_files(home, "quarantine"), *stored_files(home, "claim_quarantine")])
    return every.sort("quarantine_id", "drop_id").unique("quarantine_id", keep="first", maintain_order=True)


def records(home: Home, table: str) -> pl.LazyFrame:
    """Return what the claims of all drops together say: one of the tables that `write_records` has stored."""
    return scan_table(TABLES[table], home.record_file(table))


def reference(home: Home, table: str) -> pl.LazyFrame:
    """Return a reference table."""
    return scan_table(REFERENCE_TABLES[table], home.reference_file(table))


def reference_is_whole(home: Home) -> bool:
    """Return whether all reference tables are there and have their columns."""
    try:
        for table, model in REFERENCE_TABLES.items():
            check_file(model, home.reference_file(table))
    except LakeError:
        return False
    return True


def stored_file(home: Home, drop_id: str, table: str) -> Path:
    """Return the file of a drop's table. Raises LakeError if there is none."""
    made = manifest(home, drop_id)
    path = file_of(home, made, table) if made else None
    if path is None:
        raise LakeError(f"the lake has no {table} of the drop {drop_id}. Put it in the inbox and run `gaffer run`.")
    return path


def stored_files(home: Home, table: str) -> list[Path]:
    """Return the files of a table, of all drops."""
    return [path for made in manifests(home) if (path := file_of(home, made, table))]


def scan(table: str, paths: list[Path]) -> pl.LazyFrame:
    """Return the rows of some files of drops. Raises LakeError for a file that is missing, cut off or foreign."""
    model = DROP_TABLES[table]
    if not paths:
        return empty(model).lazy()
    for path in paths:
        check_file(model, path)
        if hash_of(path)[:DIGITS] != path.stem:
            raise LakeError(f"{path} is not what was written there. {READ_AGAIN}")
    return pl.scan_parquet(paths, hive_partitioning=False, glob=False)


def scan_table(model: type[Contract], path: Path) -> pl.LazyFrame:
    """Return the rows of one file. Raises LakeError for a file that is missing, cut off or foreign."""
    check_file(model, path)
    return pl.scan_parquet(path, hive_partitioning=False, glob=False)


def check_file(model: type[Contract], path: Path) -> None:
    """Raise LakeError, with the remedy, unless the file is Parquet and has the columns of the contract."""
    try:
        found = pl.read_parquet_schema(path)
    except FileNotFoundError as error:
        raise LakeError(f"{path} is missing. Run `gaffer run`: what the inbox still has is read again.") from error
    except (OSError, pl.exceptions.PolarsError) as error:
        raise LakeError(f"{path} is cut off or no Parquet file ({error}). {READ_AGAIN}") from error
    if pl.Schema(found) != polars_schema(model):
        raise LakeError(f"{path} has other columns than {model.__name__}. {READ_AGAIN}")


# --- forgetting


def forgotten(home: Home) -> tuple[Forgotten, ...]:
    """Return what was taken out and is kept out."""
    if not home.forgotten_file.exists():
        return ()
    try:
        entries: list[dict[str, Any]] = json.loads(home.forgotten_file.read_text(encoding="utf-8"))
        return tuple(Forgotten(**entry) for entry in entries)
    except (OSError, ValueError, TypeError) as error:
        raise LakeError(
            f"{home.forgotten_file} cannot be read ({error}). Correct it: it is a list of kind, id, when and why."
        ) from error


@dataclass(frozen=True)
class Found:
    """What would go if a drop or an article were forgotten."""

    kind: Literal["drop", "article"]
    id: str
    name: str
    """The name of the drop, the title of the article (or its first words)."""
    drops: tuple[str, ...]
    articles: int
    """One for an article, however many drops hold it."""
    claims: int

    def as_words(self) -> str:
        """Return it for a person."""
        holding = "" if self.kind == "drop" else f" of {', '.join(self.drops)}"
        counted = f"{self.articles} articles, {self.claims} claims" if self.kind == "drop" else f"{self.claims} claims"
        return f"{self.kind} {self.id}{holding}: {self.name!r}, {counted}"


def find(home: Home, what: str) -> Found:
    """Return what a drop or an article holds. Raises LakeError if the lake has no such drop or article."""
    known = manifest(home, what) if is_drop_id(what) else None
    if known:
        return Found("drop", what, known.name, (what,), known.articles, known.claims)
    holding = [made for made in manifests(home) if holds(home, made, what)]
    if not holding:
        raise LakeError(f"the lake has no drop and no article {what!r}. `gaffer sql 'from drops'` lists the drops.")
    article = read_articles(home, holding[0].drop_id).filter(pl.col("article_id") == what).row(0, named=True)
    told = claims(home).filter(pl.col("article_id") == what).select("claim_id").unique().collect().height
    words = article["title"] or article["text"][:TITLE]
    return Found("article", what, words, tuple(made.drop_id for made in holding), 1, told)


def forget(home: Home, what: str, *, when: datetime, why: str = "") -> Forgotten:
    """Take a drop or an article (by its id) out of the lake, and keep it out.

    The published warehouse shows it until records and warehouse are made anew; builds that are kept still hold it.
    Raises LakeError if the lake has no such drop or article.
    """
    with hold(home, doing="forgetting"):
        found = find(home, what)
        entry = Forgotten(found.kind, what, when.isoformat(timespec="seconds"), why)
        keep_out(home, (*(other for other in forgotten(home) if other.id != what), entry))
        for made in (made for drop_id in found.drops if (made := manifest(home, drop_id))):
            if found.kind == "drop":
                remove_drop(home, made)
            else:
                remove_article(home, made, what)
        return entry


def readmit(home: Home, what: str) -> None:
    """Let a forgotten drop or article in again: the next run reads it, if the inbox still has it.

    Raises LakeError if it is not among the forgotten.
    """
    with hold(home, doing="readmitting"):
        entries = forgotten(home)
        found = next((entry for entry in entries if entry.id == what), None)
        if found is None:
            names = ", ".join(entry.id for entry in entries) or "there are none"
            raise LakeError(f"{what!r} is not among the forgotten ({names}).")
        keep_out(home, [entry for entry in entries if entry != found])
        if found.kind == "article":  # it may be in any drop: all that the inbox still has count as changed
            for made in manifests(home):
                write_manifest(home, replace(made, sha256="0" * 64))


def keep_out(home: Home, entries: Iterable[Forgotten]) -> None:
    """Write the list of what is kept out."""
    content = [asdict(entry) for entry in entries]
    files.write_text(home.forgotten_file, json.dumps(content, indent=1, ensure_ascii=False))


def without_forgotten(home: Home, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose article is not kept out."""
    kept_out = [entry.id for entry in forgotten(home) if entry.kind == "article"]
    return frame.filter(~pl.col("article_id").is_in(kept_out))


def holds(home: Home, made: Manifest, article_id: str) -> bool:
    """Return whether a drop holds an article."""
    path = file_of(home, made, "articles")
    found = scan("articles", [path] if path else []).filter(pl.col("article_id") == article_id)
    return not found.select("article_id").collect().is_empty()


def remove_drop(home: Home, made: Manifest) -> None:
    """Take out a drop: the manifest first, so that a run that dies here leaves nothing that would be read."""
    files.remove(home.manifest(made.drop_id))
    for table in DROP_TABLES:
        shutil.rmtree(home.drop_folder(table, made.drop_id), ignore_errors=True)


def remove_article(home: Home, made: Manifest, article_id: str) -> None:
    """Take an article out of a drop, with its claims."""
    kept = {
        table: scan(table, [path]).filter(pl.col("article_id").ne_missing(article_id)).collect()
        for table in ("articles", *CLAIM_STEP)
        if (path := file_of(home, made, table))
    }
    stored = {table: store(home, made.drop_id, table, frame) for table, frame in kept.items()}
    gone = made.articles - kept["articles"].height
    write_manifest(
        home,
        replace(
            made,
            records=made.records - gone,
            articles=made.articles - gone,
            claims=kept["claims"].height if "claims" in kept else 0,
            files={**made.files, **stored},
        ),
    )
