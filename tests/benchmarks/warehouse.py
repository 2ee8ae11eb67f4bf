"""How fast the warehouse is when it is large: building, every mart, the report.

    python -m tests.benchmarks.warehouse [HOME]

Multiplies what the records of a home (by default that of the sample articles) say, under other names: 2,500 times for
build and marts (a million claims, over 200,000 season records), 22 times for the report (a thousand managers).
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.home import Home
from pipelines.report import site
from pipelines.warehouse import publishing, reading, statements
from pipelines.warehouse.building import build
from schemas.contract import columns
from schemas.tables import REFERENCE_TABLES, TABLES

LARGE, MANAGERS = 2_500, 22
HEX = "left(md5({0} || copy), 16)"
SLUG = "regexp_replace({0}, '^([a-z0-9-]+)', '\\1-' || copy)"
RENAMED = {
    **dict.fromkeys(
        ("claim_id", "statement_id", "article_id", "evidence_id", "duplicate_of", "superseded_by", "story_id"), HEX
    ),
    "quarantine_id": HEX,
    **dict.fromkeys(("manager_id", "record_id", "tenure_id"), SLUG),
    "manager": "{0} || ' ' || copy",
    **dict.fromkeys(("tenure_ids", "joint_with"), "list_transform({0}, lambda x: " + SLUG.format("x") + ")"),
}
ONLY = {
    "tenures": "where list_contains(origins, 'articles')",
    "record_evidence": "where record_table != 'tenures' or record_id in (select tenure_id from spells)",
    "managers": "where manager_id in (select manager_id from spells union select manager_id from seasons)",
}
ONCE = ("clubs", "competitions", "drops", "source_quality")


def make(source: Home, home: Home, copies: int) -> None:
    """Write the lake of a home that says so many times what another does."""
    (home.lake / "records").mkdir(parents=True, exist_ok=True)
    (home.lake / "reference").mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"create view spells as from '{source.record_file('tenures')}' {ONLY['tenures']}")
        connection.execute(f"create view seasons as from '{source.record_file('season_records')}'")
        for name in (name for name in TABLES if name not in ("build", "lineage_column")):
            path = source.record_file(name)
            reference = not path.exists()
            path = source.reference_file(name) if reference else path
            to = home.reference_file(name) if reference else home.record_file(name)
            once = name in ONCE or (name in REFERENCE_TABLES and name != "managers")
            listed = ", ".join(
                f"{RENAMED[c.name].format(c.name)} as {c.name}" if c.name in RENAMED and not once else c.name
                for c in columns(TABLES[name])
            )
            times = 1 if once else copies
            connection.execute(
                f"copy (select {listed} from '{path}', range({times}) as copies (copy) {ONLY.get(name, '')}) "  # noqa: S608
                f"to '{to}' (format parquet)"
            )
    home.made_from.write_text("benchmark", encoding="utf-8")


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(source: Home, folder: Path) -> None:
    """Print what building, the marts and the report take."""
    large = Home(folder / "large").prepare()
    make(source, large, LARGE)
    at = datetime.now(UTC)
    began = time.perf_counter()
    candidate = build(large, parser_version="benchmark", built_at=at)
    seconds = time.perf_counter() - began
    peak = int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 1024**2
    counts = {name: candidate.counts[name] for name in ("claims", "season_records", "record_evidence", "tenures")}
    print(f"build: {seconds:.1f} s, {peak:.1f} GB, {counts} {candidate.errors or ''}", flush=True)
    publishing.publish(large, candidate, ())
    with reading.connect(large) as connection:
        for statement in statements.marts_and_macros():
            if statement.kind == "mart":
                whole = f"from {statement.name} limit 50"
                connection.execute(whole).fetchall()
                best = min(timed(lambda sql=whole: connection.execute(sql).fetchall()) for _ in range(5))
                filtered = one_of(connection, statement.name)
                single = min(timed(lambda sql=filtered: connection.execute(sql).fetchall()) for _ in range(5))
                print(
                    f"{statement.name:<22} first rows {best * 1000:6.0f} ms   of one {single * 1000:6.0f} ms",
                    flush=True,
                )
    small = Home(folder / "small").prepare()
    make(source, small, MANAGERS)
    publishing.publish(small, build(small, parser_version="benchmark", built_at=at), ())
    print(f"report: {timed(lambda: print(site.write(small))):.1f} s", flush=True)


def one_of(connection: duckdb.DuckDBPyConnection, mart: str) -> str:
    """Return a query for the rows of a mart that are of one manager, or of one club."""
    cursor = connection.execute(f"from {mart} limit 0")
    names = [column[0] for column in cursor.description or ()]
    by = next((name for name in ("manager_id", "came_id", "manager") if name in names), names[0])
    value = "Xabi Alonso 7" if by == "manager" else "xabi-alonso-7"
    return f"from {mart} where {by} = '{value}'"


def main() -> None:
    """Measure, in a folder of the system's temporary one."""
    with tempfile.TemporaryDirectory() as folder:
        measure(Home.find(Path(sys.argv[1]) if len(sys.argv) > 1 else None), Path(folder))


if __name__ == "__main__":
    main()
