"""The command `gaffer`: what each command takes, and where it is. The commands themselves are in `pipelines.commands`.

Imports of a command stand inside it, so that `gaffer --help` and the quick commands start at once.
"""

import sys
from pathlib import Path
from typing import Any, Final

import click

from pipelines.errors import GafferError
from pipelines.lock import HomeLocked

MISTAKE: Final = 2
LOCKED: Final = 75
"""EX_TEMPFAIL of sysexits.h: try again later."""

home_option = click.option(
    "--home",
    type=click.Path(path_type=Path),
    help="The home folder; by default GAFFER_HOME, else warehouse/ of the checkout.",
)


def examples(*lines: str) -> dict[str, Any]:
    """Return the settings of a command whose help ends with these examples."""
    return {"epilog": "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)}


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 blocked by a check or failed, 2 a mistake in call or input, 75 the home is busy.",
)
@click.version_option(package_name="gaffer-stats", prog_name="gaffer")
def app() -> None:
    """Read football news and keep the statistics of managers, each number tied to the sentence that says so."""


@app.command(**examples("gaffer run", "gaffer run --inbox seeds/articles", "gaffer run --home /srv/gaffer --no-wait"))
@home_option
@click.option("--inbox", type=click.Path(path_type=Path), help="Folder with the drops; by default inbox/ of the home.")
@click.option("--wait/--no-wait", default=True, help="Wait while another run has the home; by default yes.")
def run(home: Path | None, inbox: Path | None, *, wait: bool) -> None:
    """Read new drops, publish the warehouse.

    Takes the home's lock, reads what is new or changed in the inbox, brings the claims of all drops together, builds and
    checks the warehouse, and publishes it if no check that blocks has failed.
    """
    from pipelines.commands.run import run as command

    sys.exit(command(home, inbox, wait=wait))


@app.command(**examples("gaffer poll", "gaffer poll --feed corner-flag"))
@home_option
@click.option("--feed", help="Only this feed, even if its time has not come.")
def poll(home: Path | None, feed: str | None) -> None:
    """Fetch what is new in the feeds.

    The feeds stand in feeds.toml of the home. What is new becomes one drop of the inbox.
    """
    from pipelines.commands.poll import poll as command

    sys.exit(command(home, feed))


@app.command(**examples("gaffer health", "gaffer health --home /srv/gaffer --no-daemon"))
@home_option
@click.option("--daemon/--no-daemon", default=True, help="Whether Dagster's daemon should be running; by default yes.")
def health(home: Path | None, *, daemon: bool) -> None:
    """Say whether the home is well.

    Looks at the disk, the warehouse, the feeds, the daemon and the last run. Exit code 0 if all is well, else 1.
    """
    from pipelines.commands.health import health as command

    sys.exit(command(home, daemon=daemon))


@app.command(**examples("gaffer backup gaffer-monday.tar.gz"))
@click.argument("archive", type=click.Path(path_type=Path))
@home_option
def backup(home: Path | None, archive: Path) -> None:
    """Write all that cannot be made anew into an archive."""
    from pipelines.commands.backup import backup as command

    sys.exit(command(home, archive))


@app.command(**examples("gaffer restore gaffer-monday.tar.gz --home /srv/new"))
@click.argument("archive", type=click.Path(path_type=Path))
@home_option
def restore(home: Path | None, archive: Path) -> None:
    """Put a backup into a new home."""
    from pipelines.commands.backup import restore as command

    sys.exit(command(home, archive))


@app.command(**examples("gaffer dev", "gaffer dev --home /srv/gaffer --port 3001"))
@home_option
@click.option("--port", default=3000, show_default=True, help="Port of the web page.")
def dev(home: Path | None, port: int) -> None:
    """Open the Dagster UI on a home.

    Shows runs, assets, checks and lineage; the daemon beside it watches the inbox.
    """
    from pipelines.commands.dev import dev as command

    sys.exit(command(home, port))


@app.command(
    **examples(
        "gaffer extract article.txt",
        "gaffer extract --why article.txt",
        "gaffer extract --format jsonl - < articles.jsonl",
    )
)
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["people", "jsonl"]), default="people", show_default=True)
@click.option("--why", is_flag=True, help="Show the cues of each fact, and what was rejected and why.")
def extract(files: tuple[str, ...], form: str, *, why: bool) -> None:
    """Show what articles say of managers.

    FILES are articles (.txt, .jsonl) or folders of them; - reads JSON Lines from standard input.
    """
    from pipelines.commands.extract import extract as command

    sys.exit(command(files, form, why=why))


@app.command(
    **examples(
        'gaffer sql "from season_records"',
        "gaffer sql --name invincible_seasons",
        "gaffer sql --name manager_career --set manager=alonso",
        'gaffer sql --format csv "select manager, wins from season_records"',
    )
)
@click.argument("query", required=False)
@click.option("--name", help="A named analysis of sql/analyses.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A parameter of the analysis.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--limit", default=50, show_default=True, help="Most rows of a table to show; 0 for all.")
@home_option
def sql(
    home: Path | None, query: str | None, name: str | None, settings: tuple[str, ...], form: str, limit: int
) -> None:
    """Query the published warehouse, read-only.

    Without --name, QUERY is any SQL of DuckDB.
    """
    from pipelines.commands.sql import sql as command

    sys.exit(command(home, query, name, settings, form, limit))


@app.command(**examples("gaffer tables", "gaffer tables season_records"))
@click.argument("table", required=False)
@home_option
def tables(home: Path | None, table: str | None) -> None:
    """Show the data dictionary; of one TABLE, its columns."""
    from pipelines.commands.tables import tables as command

    sys.exit(command(home, table))


@app.command(**examples('gaffer explain "Xabi Alonso"', 'gaffer explain "Xabi Alonso" 2023-24'))
@click.argument("manager")
@click.argument("season", required=False)
@home_option
def explain(home: Path | None, manager: str, season: str | None) -> None:
    """Show a manager's records and their sentences.

    And the claims against them. Accents and case do not matter; a surname will do where only one manager has it.
    """
    from pipelines.commands.explain import explain as command

    sys.exit(command(home, manager, season))


@app.command(**examples("gaffer quarantine", "gaffer quarantine --rule no_date"))
@click.option("--rule", help="Only rows that break this rule.")
@home_option
def quarantine(home: Path | None, rule: str | None) -> None:
    """Show what was not taken, why, and the remedy."""
    from pipelines.commands.quarantine import quarantine as command

    sys.exit(command(home, rule))


@app.command(**examples("gaffer review", "gaffer review --limit 0"))
@click.option("--limit", default=10, show_default=True, help="Most names to show; 0 for all.")
@home_option
def review(home: Path | None, limit: int) -> None:
    """Show names and records that an editor should decide on.

    Unknown and doubtful names, the most frequent first, and records that a league table contradicts, with sentences and
    the line of judgements.csv, or the command, that decides each.
    """
    from pipelines.commands.review import review as command

    sys.exit(command(home, limit))


@app.command(**examples('gaffer reject 0123456789abcdef --why "that was the cup"'))
@click.argument("claim")
@click.option("--why", required=True, help="The reason, for those who come after you.")
@click.option("--by", help="Who decided; by default your user name.")
@home_option
def reject(home: Path | None, claim: str, why: str, by: str | None) -> None:
    """Say that a claim is wrong, from the next run on.

    Adds a line to judgements.csv of the home; it outlives rebuilds and new parsers. CLAIM is an id as `gaffer explain`,
    `review` and `quarantine` show it.
    """
    from pipelines.commands.decide import reject as command

    sys.exit(command(home, claim, why, by))


@app.command(**examples('gaffer forget 2024-05-20.txt --why "sent twice"', "gaffer forget --readmit 2024-05-20.txt"))
@click.argument("what", metavar="DROP|ARTICLE")
@click.option("--why", default="", help="The reason, for those who come after you.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--readmit", is_flag=True, help="Let what was forgotten in again.")
@home_option
def forget(home: Path | None, what: str, why: str, *, yes: bool, readmit: bool) -> None:
    """Take a drop or an article out, and keep it out.

    Its articles and claims leave the lake, and the next run the warehouse; the inbox is not touched, and what lies there
    is not read again. Builds that are kept still hold it.
    """
    from pipelines.commands.decide import forget as command

    sys.exit(command(home, what, why, yes=yes, readmit=readmit))


@app.command(**examples("gaffer verify"))
@home_option
def verify(home: Path | None) -> None:
    """Compare the final records with the league tables.

    By competition, then each value that contradicts a table, with both values. The tables are read anew, those of the
    home among them. Exit code 1 if anything contradicts.
    """
    from pipelines.commands.verify import verify as command

    sys.exit(command(home))


@app.command(**examples("gaffer publish", 'gaffer publish --accept "the league was cut short"'))
@click.option("--accept", help="Publish a build that a check has blocked, for this reason.")
@click.option("--build", help="The build; by default the newest blocked one.")
@home_option
def publish(home: Path | None, accept: str | None, build: str | None) -> None:
    """Show the builds, or publish a blocked one."""
    from pipelines.commands.publish import publish as command

    sys.exit(command(home, accept, build))


@app.command(**examples("gaffer rollback", "gaffer rollback --build 20260102T030405-1a2b3c4d"))
@click.option("--build", help="The build; by default the one published before.")
@home_option
def rollback(home: Path | None, build: str | None) -> None:
    """Point the warehouse to an earlier build."""
    from pipelines.commands.publish import rollback as command

    sys.exit(command(home, build))


@app.command(**examples("gaffer report", "gaffer report --full-text"))
@click.option("--full-text", is_flag=True, help="Show whole articles, whoever they belong to: for your own eyes.")
@home_option
def report(home: Path | None, *, full_text: bool) -> None:
    """Write the static site.

    Opens from disk, without a network. Quotes only, but for publishers that the settings name as redistributable.
    """
    from pipelines.commands.report import report as command

    sys.exit(command(home, full_text=full_text))


@app.command(**examples("gaffer export", "gaffer export --to /srv/share/gaffer --format csv"))
@click.option("--to", type=click.Path(path_type=Path), help="The folder; by default export/ of the home.")
@click.option("--format", "form", type=click.Choice(["both", "parquet", "csv"]), default="both", show_default=True)
@home_option
def export(home: Path | None, to: Path | None, form: str) -> None:
    """Write the published tables as files.

    Parquet and CSV, with a manifest: rows, hash, columns, build. Quotes, but no whole articles.
    """
    from pipelines.commands.export import export as command

    sys.exit(command(home, to, form))


@app.command(**examples("gaffer share"))
@home_option
def share(home: Path | None) -> None:
    """Share the published warehouse in the team's DuckLake.

    `gaffer run` does so too, where the settings name one.
    """
    from pipelines.commands.share import share as command

    sys.exit(command(home))


def main() -> None:
    """Run the command; a user's mistake is a message and exit code 2, never a traceback."""
    try:
        app(prog_name="gaffer")
    except GafferError as error:
        from pipelines.commands.harmless import harmless

        print(f"gaffer: {harmless(str(error))}", file=sys.stderr)
        sys.exit(LOCKED if isinstance(error, HomeLocked) else MISTAKE)


if __name__ == "__main__":
    main()
