"""`gaffer sql`: a query, or a named analysis, on the published warehouse."""

from pathlib import Path

from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.warehouse import reading


def sql(home: Path | None, query: str | None, name: str | None, form: str, limit: int) -> int:
    """Print the rows of a query or analysis; return the exit code."""
    if (query is None) == (name is None):
        raise GafferError(
            'give a query or --name: gaffer sql "from season_records", gaffer sql --name invincible_seasons'
        )
    statement = query if query is not None else reading.analysis(name or "").sql
    capped = limit if form == "table" and limit else None
    result = reading.query(Home.find(home), statement, limit=capped)
    match form:
        case "table":
            show.table(result.columns, result.types, result.rows)
            if capped and len(result.rows) == capped:
                show.errors.print(f"the first {capped} rows; --limit 0 shows all", style="dim")
        case "csv":
            show.as_csv(result.columns, result.rows)
        case "json":
            show.as_json(result.columns, result.rows)
        case _:
            raise GafferError(f"--format {form}: choose table, csv or json")
    return 0
