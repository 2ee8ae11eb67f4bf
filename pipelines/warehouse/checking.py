"""Checking a candidate: what is wrong with a warehouse that has been built, before anybody sees it.

Three kinds: each table fits its contract and each mart is made; no row breaks a rule of sql/checks (these block) or of
sql/warnings (these do not); and the shares of what is lost, in quarantine or contradicted are within the settings.
Nothing is repaired here, and nothing published.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

import duckdb

from pipelines.home import Home
from pipelines.settings import Settings
from pipelines.warehouse import statements
from pipelines.warehouse.building import Candidate, first_line
from pipelines.warehouse.builds import BuildInfo, CheckResult, current_info
from pipelines.warehouse.statements import Statement
from schemas.contract import create_table, key
from schemas.tables import TABLES

__all__ = ["CheckResult", "CheckSpec", "check", "check_specs"]

SHOWN: Final = 200
"""Characters of a value that a sample shows."""


@dataclass(frozen=True)
class CheckSpec:
    """A check that every candidate goes through."""

    name: str
    table: str
    """The table or mart that it is about."""
    blocking: bool
    rule: str


@dataclass(frozen=True)
class Found:
    """What a check sees."""

    passed: bool
    expected: str
    actual: str
    failing: int = 0
    sample: tuple[Mapping[str, str | None], ...] = ()
    measured: float | None = None


@dataclass(frozen=True)
class Case:
    """What a check looks at."""

    connection: duckdb.DuckDBPyConnection
    candidate: Candidate
    before: BuildInfo | None
    """The build that is published now."""
    settings: Settings

    def number(self, sql: str) -> float:
        """Return the one number of a query, 0 for null."""
        return float(self.connection.execute(sql).fetchall()[0][0] or 0)

    def rows(self, sql: str) -> Found:
        """Return what a query of faulty rows finds: it passes if there are none."""
        limit = self.settings.checks.sample_rows
        cursor = self.connection.execute(
            f"select *, count(*) over () as failing_rows from ({sql}) limit {limit + 1:d}"  # noqa: S608 -- our own
        )
        names = [column[0] for column in cursor.description or ()][:-1]
        rows = cursor.fetchall()
        failing = int(rows[0][-1]) if rows else 0
        sample = tuple(
            {name: None if value is None else str(value)[:SHOWN] for name, value in zip(names, row[:-1], strict=True)}
            for row in rows[:limit]
        )
        return Found(not rows, "no such row", f"{failing} rows", failing, sample)


Look = Callable[[Case], Found]


def check_specs() -> tuple[CheckSpec, ...]:
    """Return all checks that a candidate goes through."""
    return tuple(plan())


def check(home: Home, candidate: Candidate) -> tuple[CheckResult, ...]:
    """Return what each check finds in a candidate. A check that cannot be run has failed."""
    settings = Settings.read(home)
    with duckdb.connect(
        str(candidate.path), read_only=True, config={"memory_limit": settings.building.memory}
    ) as connection:
        case = Case(connection, candidate, current_info(home), settings)
        return tuple(looked_at(case, spec, look) for spec, look in plan().items())


def looked_at(case: Case, spec: CheckSpec, look: Look) -> CheckResult:
    """Return the result of one check."""
    try:
        found = look(case)
    except duckdb.Error as error:
        found = Found(passed=False, expected="the check can be run", actual=first_line(error))
    return CheckResult(
        name=spec.name,
        table=spec.table,
        passed=found.passed,
        blocking=spec.blocking,
        rule=spec.rule,
        expected=found.expected,
        actual=found.actual,
        failing=found.failing,
        sample=found.sample,
        measured=found.measured,
    )


@cache
def plan() -> dict[CheckSpec, Look]:
    """Return every check, and how it looks at a candidate."""
    found: dict[CheckSpec, Look] = {}
    for table in TABLES:
        rule = "The table is filled, has the columns of its contract, and no key twice."
        found[CheckSpec(f"{table}_fits_its_contract", table, True, rule)] = partial(fits_its_contract, table)
    for spec in statements.published():
        if spec.kind == "mart":
            made = CheckSpec(f"{spec.name}_is_made", spec.name, True, "The mart is made, described, and can be read.")
            found[made] = partial(mart_is_made, spec.name)
    found[CheckSpec("build_has_its_macros", "build", True, "Every macro is made and described.")] = macros_are_made
    for statement in statements.checks():
        blocking = statement.kind == "check"
        spec_of_rule = CheckSpec(statement.name, statement.subject, blocking, statement.description)
        found[spec_of_rule] = partial(no_row_breaks, statement)
    shares: dict[Look, tuple[str, str, str]] = {
        there_are_drops: ("drops_are_there", "drops", "There is at least one drop."),
        records_are_not_lost: ("season_records_are_not_lost", "season_records", "Few records fewer than before."),
        claims_are_not_lost: ("claims_are_not_lost", "claims", "Few claims fewer than before."),
        quarantine_is_small: ("quarantine_is_small", "quarantine", "Little of what came in is in quarantine."),
        quarantine_has_not_grown: ("quarantine_has_not_grown", "quarantine", "Not much more of it than before."),
        tables_are_not_contradicted: (
            "season_records_agree_with_tables",
            "season_records",
            "Few season records contradict the table of their league.",
        ),
    }
    return found | {CheckSpec(name, table, True, rule): look for look, (name, table, rule) in shares.items()}


# --- what is made


def fits_its_contract(table: str, case: Case) -> Found:
    """Look at a table's columns and keys."""
    expected = expected_columns()[table]
    error = case.candidate.errors.get(table)
    if error:
        return Found(passed=False, expected=expected, actual=error)
    actual = columns_of(case.connection, table)
    if actual != expected:
        return Found(passed=False, expected=expected, actual=actual)
    identified = ", ".join(key(TABLES[table]))
    if not identified:
        return Found(passed=True, expected=expected, actual=actual)
    return case.rows(
        f"select {identified}, count(*) as times from {table} group by all having count(*) > 1"  # noqa: S608 -- our own
    )


@cache
def expected_columns() -> dict[str, str]:
    """Return the columns of each table as its contract has them, in the words of this version of DuckDB."""
    with duckdb.connect() as connection:
        for name, model in TABLES.items():
            connection.execute(create_table(name, model)[0])
        return {name: columns_of(connection, name) for name in TABLES}


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Return name, type and nullability of each column of a table."""
    rows = connection.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() "
        "where table_name = $table and not internal order by column_index",
        {"table": table},
    ).fetchall()
    return ", ".join(f"{name} {dtype.lower()}{'' if nullable else ' not null'}" for name, dtype, nullable in rows)


def mart_is_made(mart: str, case: Case) -> Found:
    """Read a mart."""
    error = case.candidate.errors.get(mart)
    if error:
        return Found(passed=False, expected="a mart", actual=error)
    rows = case.number(f"select count(*) from {mart}")  # noqa: S608 -- our own
    return Found(passed=True, expected="a mart", actual=f"{rows:.0f} rows")


def macros_are_made(case: Case) -> Found:
    """Look at the reports of the macros."""
    errors = [f"{report.name}: {report.error}" for report in case.candidate.macros if report.error]
    return Found(passed=not errors, expected="no error", actual="; ".join(errors) or "no error", failing=len(errors))


def no_row_breaks(statement: Statement, case: Case) -> Found:
    """Look for rows that break a rule of sql/."""
    return case.rows(statement.sql)


# --- shares


def there_are_drops(case: Case) -> Found:
    """Count the drops."""
    drops = case.candidate.counts.get("drops", 0)
    return Found(passed=drops > 0, expected="at least 1", actual=str(drops), measured=float(drops))


def records_are_not_lost(case: Case) -> Found:
    """Compare the season records with those of the build before."""
    return not_lost(case, "season_records", case.settings.checks.least_records)


def claims_are_not_lost(case: Case) -> Found:
    """Compare the claims with those of the build before."""
    return not_lost(case, "claims", case.settings.checks.least_claims)


def not_lost(case: Case, table: str, least: float) -> Found:
    """Compare the rows of a table with those of the build before."""
    now = case.candidate.counts.get(table, 0)
    before = case.before.counts.get(table, 0) if case.before else 0
    needed = least * before
    return Found(
        passed=now >= needed,
        expected=f"at least {least:.0%} of {before}" if before else "any number: there is no build before",
        actual=str(now),
        failing=0 if now >= needed else before - now,
        measured=now / before if before else None,
    )


def quarantine_is_small(case: Case) -> Found:
    """Compare what is in quarantine with what came in, and the quarantined claims with all claims."""
    settings = case.settings.checks
    rows, share = quarantined(case)
    limit = max(settings.most_quarantined, accepted_before(case, "quarantine_is_small"))
    return Found(
        passed=share <= limit or rows < settings.few_rows,
        expected=f"at most {limit:.1%}, or fewer than {settings.few_rows} rows",
        actual=f"{share:.1%}, {rows} rows",
        failing=rows,
        measured=share,
    )


def quarantine_has_not_grown(case: Case) -> Found:
    """Compare the share in quarantine with that of the build before."""
    settings = case.settings.checks
    rows, share = quarantined(case)
    before = case.before.measured("quarantine_is_small") if case.before else None
    if case.before is None or before is None:
        return Found(passed=True, expected="any share: there is no build before", actual=f"{share:.1%}")
    limit = settings.most_quarantine_growth * before
    grown = rows - case.before.counts.get("quarantine", 0)
    return Found(
        passed=share <= limit or grown < settings.growth_rows,
        expected=f"at most {limit:.1%} (before: {before:.1%}), or fewer than {settings.growth_rows} rows more",
        actual=f"{share:.1%}, {grown} rows more",
        failing=max(grown, 0),
        measured=share,
    )


def quarantined(case: Case) -> tuple[int, float]:
    """Return the rows in quarantine, and the larger of two shares: of records that came in, and of claims."""
    of_records = case.number("select sum(quarantined) / nullif(sum(records), 0) from drops")
    of_claims = case.number("select avg(cast(disposition = 'quarantined' as integer)) from claims")
    return case.candidate.counts.get("quarantine", 0), max(of_records, of_claims)


def tables_are_not_contradicted(case: Case) -> Found:
    """Compare the contradicted season records with all that could be compared with a table."""
    settings = case.settings.checks
    rows = int(case.number("select count(*) from season_records where verification = 'contradicted'"))
    compared = int(case.number("select count(*) from season_records where verification != 'unverified'"))
    share = rows / compared if compared else 0.0
    limit = max(settings.most_contradicted, accepted_before(case, "season_records_agree_with_tables"))
    return Found(
        passed=share <= limit or rows < settings.few_rows,
        expected=f"at most {limit:.1%} of {compared}, or fewer than {settings.few_rows}",
        actual=f"{share:.1%}, {rows} records",
        failing=rows,
        measured=share,
    )


def accepted_before(case: Case, name: str) -> float:
    """Return the share that somebody has accepted for the published build: it need not be accepted at every run."""
    if case.before is None or case.before.accepted is None:
        return 0.0
    return case.before.measured(name) or 0.0
