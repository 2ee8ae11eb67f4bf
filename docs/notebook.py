"""A notebook that starts from the published warehouse: marimo edit docs/notebook.py (or run it: python docs/notebook.py)."""

import marimo

app = marimo.App(width="medium")


@app.cell
def _():
    import os
    from pathlib import Path

    import duckdb
    import marimo as mo

    home = Path(os.environ.get("GAFFER_HOME") or Path(__file__).resolve().parents[1] / "warehouse")
    warehouse = duckdb.connect(str((home / "gaffer.duckdb").resolve()), read_only=True)
    return mo, warehouse


@app.cell
def _(mo, warehouse):
    build_id, articles, records = warehouse.sql("select build_id, articles, season_records from build").fetchone()
    mo.md(f"# gaffer\n\nBuild `{build_id}`: {records} season records from {articles} articles.")
    return


@app.cell
def _(mo):
    name = mo.ui.text("Xabi Alonso", label="Manager")
    name  # noqa: B018 -- a cell shows its last value
    return (name,)


@app.cell
def _(name, warehouse):
    card = warehouse.execute("from manager_card($name)", {"name": name.value}).pl()
    card  # noqa: B018
    return (card,)


@app.cell
def _(card, warehouse):
    seasons = warehouse.execute(
        "select season, club, league, position, matches, wins, draws, losses, points from manager_seasons "
        "where manager_id in (select unnest($ids)) order by season",
        {"ids": card["manager_id"].to_list()},
    ).pl()
    seasons  # noqa: B018
    return (seasons,)


@app.cell
def _(card, warehouse):
    words = warehouse.execute(
        "select e.field, e.value, e.quote, a.source, a.published_on from season_records as r "
        "inner join record_evidence as e using (record_id) inner join articles as a using (article_id) "
        "where r.manager_id in (select unnest($ids)) order by r.record_id, e.field",
        {"ids": card["manager_id"].to_list()},
    ).pl()
    words  # noqa: B018
    return (words,)


if __name__ == "__main__":
    app.run()
