"""`gaffer verify`: how the final records agree with the league tables, and each value that does not."""

from pathlib import Path

from pipelines import steps
from pipelines.commands import show
from pipelines.home import Home

CONTRADICTED = 1


def verify(home: Path | None) -> int:
    """Print the agreement by competition and every contradiction; return 1 if there is one, else 0."""
    found = steps.verification(Home.find(home))
    totals = {word: int(found.agreement[word].sum()) for word in found.agreement.columns[1:]}
    kinds = ("varchar", *("bigint" for _ in totals))
    rows = [*found.agreement.rows(), ("all", *totals.values())]
    show.table(found.agreement.columns, kinds, rows, "Final season records beside the league tables")
    if not found.contradictions.is_empty():
        show.table(
            ("record", "field", "articles say", "table says"),
            ("varchar",) * 4,
            found.contradictions.rows(),
            "Contradictions",
        )
        show.console.print("gaffer review shows the sentences behind them, and what to do.")
    if not found.unverified.is_empty():
        show.table(("records", "unverified, because"), ("bigint", "varchar"), found.unverified.rows())
    return CONTRADICTED if totals["contradicted"] else 0
