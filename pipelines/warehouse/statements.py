"""The files of sql/: one statement each, named after what it makes, with its description at the head.

The head of a file is its leading `--` lines: a paragraph that says what it is; after an empty line, `column: what` for
each column that is more than a column of a table, and `(parameter): what`, or `(parameter = default): what`, for each
parameter of a macro or analysis. A column that is just passed on keeps the description that it has in its table.

Nothing is run here, and no frame or contract is loaded to read a file: quick commands use this module.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from pipelines.errors import GafferError
from pipelines.home import CHECKOUT

SQL: Final = CHECKOUT / "sql"
COLUMN_LINE: Final = re.compile(r"(?P<name>[a-z_][a-z0-9_]*): (?P<what>.+)")
PARAMETER_LINE: Final = re.compile(r"\((?P<name>[a-z_][a-z0-9_]*)(?: = (?P<default>[^)]+))?\): (?P<what>.+)")

Kind = Literal["table", "mart", "function", "macro", "analysis", "check", "warning", "report"]


class StatementError(GafferError):
    """A file of sql/ is not as it should be."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a macro or analysis."""

    name: str
    default: str | None
    """SQL; None where it must be given."""
    description: str


@dataclass(frozen=True)
class Statement:
    """One file of sql/."""

    name: str
    kind: Kind
    path: Path
    sql: str
    """Without the head."""
    description: str
    columns: Mapping[str, str]
    """The descriptions that the head gives."""
    parameters: tuple[Parameter, ...]
    subject: str
    """Of a check or warning: the table that it is about. Else its own name."""


@dataclass(frozen=True)
class PublishedSpec:
    """A table or mart of the warehouse, as the asset graph shows it."""

    name: str
    kind: Literal["table", "mart"]
    description: str
    depends_on: tuple[str, ...]
    """The tables and marts that a mart reads; empty for a table."""


def parse(path: Path, kind: Kind) -> Statement:
    """Return the statement of a file. Raises StatementError for a head that says nothing or cannot be understood."""
    lines = path.read_text(encoding="utf-8").splitlines()
    count = next((place for place, line in enumerate(lines) if not line.startswith("--")), len(lines))
    head = [line[2:].removeprefix(" ").rstrip() for line in lines[:count]]
    blank = head.index("") if "" in head else len(head)
    columns: dict[str, str] = {}
    parameters: list[Parameter] = []
    for entry in entries(head[blank + 1 :]):
        if column := COLUMN_LINE.fullmatch(entry):
            columns[column["name"]] = column["what"]
        elif parameter := PARAMETER_LINE.fullmatch(entry):
            parameters.append(Parameter(parameter["name"], parameter["default"], parameter["what"]))
        else:
            raise StatementError(f"{path}: the head has {entry!r}: write `column: what` or `(parameter): what`.")
    description = " ".join(head[:blank])
    if not description and kind != "table":
        raise StatementError(f"{path}: the head does not say what it is.")
    subject = path.parent.name if kind in ("check", "warning") else path.stem
    name = f"{subject}_{path.stem}" if kind in ("check", "warning") else path.stem
    sql = "\n".join(lines[count:]).strip().removesuffix(";")
    return Statement(name, kind, path, sql, description, columns, tuple(parameters), subject)


def entries(lines: Iterable[str]) -> list[str]:
    """Return the entries of a head: a line that is indented goes on with the entry before it."""
    found: list[str] = []
    for line in lines:
        if line.startswith("  ") and found:
            found[-1] += " " + line.strip()
        elif line:
            found.append(line)
    return found


@cache
def of_kind(kind: Kind, folder: Path) -> tuple[Statement, ...]:
    """Return the statements of a folder and of those in it, by name."""
    return tuple(parse(path, kind) for path in sorted(folder.rglob("*.sql")))


def tables() -> dict[str, Statement]:
    """Return the select that fills each table, by table."""
    return {statement.name: statement for statement in of_kind("table", SQL / "tables")}


def analyses() -> tuple[Statement, ...]:
    """Return the named queries, by name."""
    return of_kind("analysis", SQL / "analyses")


def checks() -> tuple[Statement, ...]:
    """Return the selects of rows that must not be: of those that block and those that warn."""
    return (*of_kind("check", SQL / "checks"), *of_kind("warning", SQL / "warnings"))


def marts() -> tuple[Statement, ...]:
    """Return the selects that make the marts, by name."""
    return of_kind("mart", SQL / "marts")


def report() -> tuple[Statement, ...]:
    """Return the selects that prepare what the report shows, by name."""
    return of_kind("report", SQL / "report")


def marts_and_macros() -> tuple[Statement, ...]:
    """Return marts, macros (of tables) and functions (of values) in an order in which each comes after what it reads."""
    return in_order(
        (
            *marts(),
            *of_kind("macro", SQL / "macros"),
            *of_kind("function", SQL / "functions"),
        )
    )


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements, each after those among them that it reads. Raises StatementError for a circle."""
    known = {statement.name: statement for statement in statements}
    graph = {name: sorted(names_read(statement.sql) & known.keys()) for name, statement in sorted(known.items())}
    try:
        return tuple(known[name] for name in TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise StatementError(f"these read each other in a circle: {' → '.join(error.args[1])}.") from error


@cache
def names_read(sql: str) -> frozenset[str]:
    """Return the names of tables, marts and functions that a select reads (its own common table expressions aside)."""
    from sqlglot import exp  # here: a third of a second that quick commands do not have

    tree = parsed(sql)
    own = {expression.alias for expression in tree.find_all(exp.CTE)}
    read = {table.name for table in tree.find_all(exp.Table)} - own
    return frozenset(read | {function.name.lower() for function in tree.find_all(exp.Anonymous)})


@cache
def parsed(sql: str) -> Any:
    """Return the tree of a select, as sqlglot reads it; it is shared, and not to be changed."""
    import sqlglot  # here: see names_read

    return sqlglot.parse_one(sql, dialect="duckdb")


def published() -> tuple[PublishedSpec, ...]:
    """Return every table and mart of the warehouse, in the order of building."""
    from schemas.contract import description  # here: contracts load slowly
    from schemas.tables import TABLES

    found = [PublishedSpec(name, "table", description(model), ()) for name, model in TABLES.items()]
    behind: dict[str, frozenset[str]] = {name: frozenset({name}) for name in TABLES}
    for statement in marts_and_macros():
        read = {name for other in names_read(statement.sql) for name in behind.get(other, frozenset())}
        if statement.kind == "mart":
            found.append(PublishedSpec(statement.name, "mart", statement.description, tuple(sorted(read))))
            behind[statement.name] = frozenset({statement.name})
        else:
            behind[statement.name] = frozenset(read)
    return tuple(found)


def column_descriptions(statement: Statement, known: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return what each column of a mart or macro is, in order: from its head, else from the table that it comes from.

    `known` has the descriptions of the columns of tables and marts made so far. Raises StatementError for a column
    without one, and for a described one that is not there.
    """
    from pipelines.warehouse import lineage  # here: it stands on this module

    relations = {name: lineage.leaves(name, described) for name, described in known.items()}
    found = {
        name: statement.columns.get(name) or inherited(origin.sources, known) * origin.copied
        for name, origin in lineage.origins(statement, relations).items()
    }
    missing = [name for name, what in found.items() if not what]
    idle = [name for name in statement.columns if name not in found]
    if missing or idle:
        raise StatementError(
            f"{statement.path}: the head must describe {', '.join(missing) or 'nothing more'}"
            f"{' and not ' + ', '.join(idle) if idle else ''}."
        )
    return found


def inherited(sources: Iterable[tuple[str, str]], known: Mapping[str, Mapping[str, str]]) -> str:
    """Return the description of the one column, or of the columns of one description, that these are; else nothing."""
    found = {known[relation][column] for relation, column in sources}
    return found.pop() if len(found) == 1 else ""


def fingerprint() -> str:
    """Return a hash over the statements that make the warehouse."""
    total = sha256()
    for folder in ("tables", "marts", "macros", "functions"):
        for path in sorted((SQL / folder).rglob("*.sql")):
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
