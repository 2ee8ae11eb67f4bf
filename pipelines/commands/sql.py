"""`gaffer sql`: a query, or a named analysis, on the published warehouse."""

from collections.abc import Sequence
from pathlib import Path

from pipelines.commands import show
from pipelines.errors import GafferError
from pipelines.home import Home
from pipelines.warehouse import reading


def sql(home: Path | None, query: str | None, name: str | None, settings: Sequence[str], form: str, limit: int) -> int:
    """Print the rows of a query or of a named analysis; return the exit code."""
    folder = Home.find(home)
    capped = limit if form == "table" and limit else None
    if query is not None and name is None and not settings:
        result = reading.query(folder, query, limit=capped)
    elif name is not None and query is None:
        result = reading.analyse(folder, name, dict(map(parameter, settings)), limit=capped)
    else:
        raise GafferError(
            'give either a query or --name: gaffer sql "from season_records", gaffer sql --name invincible_seasons'
        )
    match form:
        case "csv":
            show.as_csv(result.columns, result.rows)
        case "json":
            show.as_json(result.columns, result.rows)
        case _:
            show.table(result.columns, result.types, result.rows)
            if result.more:
                show.errors.print(f"the first {capped} rows; --limit 0 shows all", style="dim")
    return 0


def parameter(setting: str) -> tuple[str, str]:
    """Return name and value of `name=value`. Raises GafferError for another form."""
    name, sign, value = setting.partition("=")
    if not (name and sign):
        raise GafferError(f"--set {setting}: write --set name=value")
    return name, value
