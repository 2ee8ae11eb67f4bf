"""The page of the data dictionary, docs/dictionary.md: tables from their contracts, the rest from the heads of sql/.

    python -m pipelines.warehouse.dictionary

writes it anew; a test says when it has to be.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pipelines import files
from pipelines.home import CHECKOUT
from pipelines.warehouse import statements
from schemas.contract import columns
from schemas.dictionary import dictionary
from schemas.tables import TABLES

PAGE: Final = CHECKOUT / "docs" / "dictionary.md"
HEAD: Final = """# Data dictionary

Every table, mart, macro and function of `gaffer.duckdb`. Written from the contracts in `schemas/` and the statements in
`sql/` by `make dictionary`; `gaffer tables NAME` shows the same of your own warehouse, and so do the comments in the database.

"""


def page() -> str:
    """Return the text of the page."""
    parts = [HEAD, "## Tables\n\n"]
    known = {name: {c.name: c.description for c in columns(model)} for name, model in TABLES.items()}
    for entry in dictionary():
        rows = [(f"`{c.name}`", c.duckdb_type, "yes" if c.nullable else "", c.description) for c in entry.columns]
        parts += [
            f"### {entry.name}\n\n{entry.description}",
            f" Key: {', '.join(entry.key)}." if entry.key else "",
            "\n\n",
        ]
        parts += [grid(("column", "type", "may be null", "what it holds"), rows), "\n"]
    made = statements.marts_and_macros()
    described: dict[str, dict[str, str]] = {}
    for statement in made:
        if statement.kind != "function":
            described[statement.name] = known[statement.name] = statements.column_descriptions(statement, known)
    for kind, heading in (("mart", "Marts"), ("macro", "Macros"), ("function", "Functions")):
        parts.append(f"## {heading}\n\n")
        for statement in sorted((s for s in made if s.kind == kind), key=lambda s: s.name):
            taken = ", ".join(parameter.name for parameter in statement.parameters)
            title = statement.name if kind == "mart" else f"{statement.name}({taken})"
            parts.append(f"### {title}\n\n{statement.description}\n\n")
            parts += [f"- `{parameter.name}`: {parameter.description}\n" for parameter in statement.parameters]
            parts.append("\n" if statement.parameters else "")
            lines: list[tuple[str, ...]] = [
                (f"`{name}`", what) for name, what in described.get(statement.name, {}).items()
            ]
            parts += [grid(("column", "what it holds"), lines), "\n"] if lines else []
    return "".join(parts)


def grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def main(path: Path = PAGE) -> None:
    """Write the page."""
    files.write_text(path, page())


if __name__ == "__main__":
    main()
