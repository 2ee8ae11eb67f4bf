"""The command `gaffer`: what each command takes, and where it is. The commands themselves are in `pipelines.commands`.

Imports of a command stand inside it, so that `gaffer --help` and the quick commands start at once.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.errors import GafferError
from pipelines.lock import HomeLocked

MISTAKE = 2
LOCKED = 75
"""EX_TEMPFAIL of sysexits.h: try again later."""

app = typer.Typer(
    name="gaffer",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Read football news and keep the statistics of managers, each number tied to the sentence that says so.",
    epilog="Exit codes: 0 done, 1 blocked by a check or failed, 2 a mistake in call or input, 75 the home is busy.",
)

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", help="The home folder; by default GAFFER_HOME, else warehouse/ of the checkout.", show_default=False
    ),
]


def examples(*lines: str) -> str:
    """Return the epilog of a command: its examples, a line each."""
    return "Examples:\n\n" + "\n\n".join(f"[cyan]{line}[/cyan]" for line in lines)


@app.command(
    epilog=examples("gaffer run", "gaffer run --inbox seeds/articles", "gaffer run --home /srv/gaffer --no-wait")
)
def run(
    home: HomeOption = None,
    inbox: Annotated[
        Path | None, typer.Option(help="Folder with the drops; by default inbox/ of the home.", show_default=False)
    ] = None,
    wait: Annotated[bool, typer.Option(help="Wait while another run has the home.")] = True,
) -> None:
    """Read what is new in the inbox, bring all claims together, publish the warehouse."""
    from pipelines.commands.run import run as command

    raise typer.Exit(command(home, inbox, wait=wait))


@app.command(epilog=examples("gaffer dev", "gaffer dev --home /srv/gaffer --port 3001"))
def dev(
    home: HomeOption = None,
    port: Annotated[int, typer.Option(help="Port of the web page.")] = 3000,
) -> None:
    """Open Dagster's web page and daemon on a home: its runs, assets, checks and lineage."""
    from pipelines.commands.dev import dev as command

    raise typer.Exit(command(home, port))


@app.command(
    epilog=examples(
        "gaffer extract article.txt",
        "gaffer extract --why article.txt",
        "gaffer extract --format jsonl - < articles.jsonl",
    )
)
def extract(
    files: Annotated[
        list[str], typer.Argument(help="Articles (.txt, .jsonl) or drops; - reads JSON Lines from standard input.")
    ],
    form: Annotated[str, typer.Option("--format", help="people or jsonl")] = "people",
    why: Annotated[
        bool, typer.Option("--why", help="Show the cues of each fact, and what was rejected and why.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Show what articles say of managers, with the words that say it."""
    from pipelines.commands.extract import extract as command

    raise typer.Exit(command(files, form, why=why))


@app.command(
    epilog=examples(
        'gaffer sql "from season_records"',
        "gaffer sql --name invincible_seasons",
        'gaffer sql --format csv "select manager, wins from season_records"',
    )
)
def sql(
    query: Annotated[str | None, typer.Argument(help="A query; read-only.", show_default=False)] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="A named analysis of sql/analyses.", show_default=False)
    ] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv or json")] = "table",
    limit: Annotated[int, typer.Option(help="Most rows of a table to show; 0 for all.")] = 50,
    home: HomeOption = None,
) -> None:
    """Query the published warehouse."""
    from pipelines.commands.sql import sql as command

    raise typer.Exit(command(home, query, name, form, limit))


@app.command(epilog=examples("gaffer tables", "gaffer tables season_records"))
def tables(
    table: Annotated[
        str | None, typer.Argument(help="One table or view, with its columns.", show_default=False)
    ] = None,
    home: HomeOption = None,
) -> None:
    """Show the tables and views of the warehouse, and what they hold."""
    from pipelines.commands.tables import tables as command

    raise typer.Exit(command(home, table))


@app.command(epilog=examples('gaffer explain "Xabi Alonso"', 'gaffer explain "Xabi Alonso" 2023-24'))
def explain(
    manager: Annotated[str, typer.Argument(help="Name of a manager; accents and case do not matter.")],
    season: Annotated[str | None, typer.Argument(help="A season, such as 2023-24.", show_default=False)] = None,
    home: HomeOption = None,
) -> None:
    """Show a manager's records with the sentences behind them, and the claims against them."""
    from pipelines.commands.explain import explain as command

    raise typer.Exit(command(home, manager, season))


@app.command(epilog=examples("gaffer quarantine", "gaffer quarantine --rule no_date"))
def quarantine(
    rule: Annotated[str | None, typer.Option(help="Only rows that break this rule.", show_default=False)] = None,
    home: HomeOption = None,
) -> None:
    """Show what could not be read or breaks a rule, and what to do about it."""
    from pipelines.commands.quarantine import quarantine as command

    raise typer.Exit(command(home, rule))


@app.command(epilog=examples("gaffer publish", 'gaffer publish --accept "the league was cut short"'))
def publish(
    accept: Annotated[
        str | None, typer.Option(help="Publish a build that a check has blocked, for this reason.", show_default=False)
    ] = None,
    build: Annotated[
        str | None, typer.Option(help="The build; by default the newest blocked one.", show_default=False)
    ] = None,
    home: HomeOption = None,
) -> None:
    """Show the builds, or publish one that a check has blocked."""
    from pipelines.commands.publish import publish as command

    raise typer.Exit(command(home, accept, build))


@app.command(epilog=examples("gaffer rollback", "gaffer rollback --build 20260102-030405-1a2b3c4d"))
def rollback(
    build: Annotated[
        str | None, typer.Option(help="The build; by default the one published before.", show_default=False)
    ] = None,
    home: HomeOption = None,
) -> None:
    """Point the warehouse to an earlier build."""
    from pipelines.commands.publish import rollback as command

    raise typer.Exit(command(home, build))


def main() -> None:
    """Run the command; a user's mistake is a message and exit code 2, never a traceback."""
    try:
        app()
    except HomeLocked as error:
        print(f"gaffer: {error}", file=sys.stderr)
        sys.exit(LOCKED)
    except GafferError as error:
        print(f"gaffer: {error}", file=sys.stderr)
        sys.exit(MISTAKE)


if __name__ == "__main__":
    main()
