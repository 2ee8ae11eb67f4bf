"""Column lineage: for each column of a statement of sql/, the columns that its value is taken or worked out from.

Read from the trees of sqlglot alone, so that it is known before anything is built. Only what gives the value counts:
a condition or an order does not. What a column means is said in `statements`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pipelines.warehouse import statements
from pipelines.warehouse.statements import Statement

ROWS: Final = "*"
"""Stands for the rows of a relation, from which a count is taken."""

Source = tuple[str, str]
"""A relation and one of its columns."""


@dataclass(frozen=True)
class Origin:
    """Where the values of one column come from."""

    sources: frozenset[Source]
    copied: bool
    """Whether the value is passed on as it is."""


Relation = Mapping[str, Origin]
"""The columns of a relation, in order."""


class AnyColumns(dict[str, Origin]):
    """A relation whose columns are not known: a file. Every column that is asked of it is there."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __contains__(self, column: object) -> bool:
        return True

    def __missing__(self, column: str) -> Origin:
        return Origin(frozenset({(self.name, column)}), copied=True)


@cache
def column_lineage() -> dict[str, Relation]:
    """Return, for each table, mart and macro of the warehouse, its columns and where they come from, one step back.

    Tables come from the files of the lake, `records/…` or `reference/…`.
    """
    from schemas.contract import columns  # here: contracts load slowly
    from schemas.tables import RESOLVED_TABLES, TABLES

    found: dict[str, Relation] = {}
    for name, statement in statements.tables().items():
        folder = "records" if name in RESOLVED_TABLES or name == "drops" else "reference"
        found[name] = origins(statement, {"read_parquet": AnyColumns(f"{folder}/{name}")})
    known = {name: leaves(name, (c.name for c in columns(model))) for name, model in TABLES.items()}
    for statement in statements.marts_and_macros():
        if statement.kind != "function":
            found[statement.name] = origins(statement, known)
            known[statement.name] = leaves(statement.name, found[statement.name])
    return found


def origins(statement: Statement, known: Mapping[str, Relation]) -> Relation:
    """Return the columns of a statement, in order, and where each comes from among the known relations."""
    return of_query(statements.parsed(statement.sql), known)


def leaves(name: str, columns: Iterable[str]) -> Relation:
    """Return a relation whose columns are where lineage ends."""
    return {column: Origin(frozenset({(name, column)}), copied=True) for column in columns}


def of_query(tree: Any, known: Mapping[str, Relation]) -> Relation:
    """Return the columns of a select or union."""
    from sqlglot import exp  # here: a third of a second that quick commands do not have

    within = dict(known)
    for expression in tree.ctes:
        within[expression.alias] = of_query(expression.this, within)
    if isinstance(tree, exp.Subquery):
        return of_query(tree.this, within)
    if isinstance(tree, exp.SetOperation):
        left, right = of_query(tree.left, within), of_query(tree.right, within)
        return {
            name: Origin(one.sources | other.sources, one.copied and other.copied)
            for (name, one), other in zip(left.items(), right.values(), strict=True)
        }
    sources = sources_of(tree, within)
    found: dict[str, Origin] = {}
    for projection in tree.selects:
        value = projection.unalias()
        if isinstance(value, exp.Star):
            found |= {name: origin for source in sources.values() for name, origin in source.items()}
        elif isinstance(value, exp.Column) and isinstance(value.this, exp.Star):
            found |= sources[value.table]
        elif isinstance(value, exp.Column):
            found[projection.alias_or_name] = of_column(value, sources) or Origin(frozenset(), copied=False)
        else:
            found[projection.alias_or_name] = Origin(of_expression(value, sources, within), copied=False)
    return found


def sources_of(tree: Any, known: Mapping[str, Relation]) -> dict[str, Relation]:
    """Return what a select reads, by the name that it has there."""
    from sqlglot import exp  # here: see of_query

    parts = [tree.args.get("from_"), *(tree.args.get("joins") or [])]
    found: dict[str, Relation] = {}
    for part in (part.this for part in parts if part is not None):
        if isinstance(part, exp.Table):
            function = part.this.name if isinstance(part.this, exp.Anonymous) else part.this.key
            name = part.name or {"readparquet": "read_parquet"}.get(function, function)
            found[part.alias_or_name or name] = known.get(name, {})
        else:
            found[part.alias_or_name] = of_query(part, known)
    return found


def of_column(column: Any, sources: Mapping[str, Relation]) -> Origin | None:
    """Return where a column that a select names comes from; None for what is none (a parameter, part of a lambda)."""
    places = [sources.get(column.table, {})] if column.table else sources.values()
    return next((source[column.name] for source in places if column.name in source), None)


def of_expression(value: Any, sources: Mapping[str, Relation], known: Mapping[str, Relation]) -> frozenset[Source]:
    """Return all columns that an expression is worked out from; the rows of what is read where it names none."""
    from sqlglot import exp  # here: see of_query

    found: set[Source] = set()
    inner = list(value.find_all(exp.Subquery))
    for query in inner:
        for origin in of_query(query.this, known).values():
            found |= origin.sources
    for column in value.find_all(exp.Column):
        if column.find_ancestor(exp.Subquery) not in inner:
            named = of_column(column, sources)
            found |= named.sources if named else frozenset()
    if not found and value.find(exp.AggFunc, exp.Window):
        found = {
            (name, ROWS) for source in sources.values() for origin in source.values() for name, _ in origin.sources
        }
    return frozenset(found)
