"""Writing the site: which pages there are, what each is given, and the exchange of the old site for the new one.

Pages are looked after by the templates; what is on them comes from `data`. The new site is written beside the old one
and takes its place at once, so that nobody opens half of it.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.home import Home
from pipelines.lock import hold
from pipelines.report import charts, drawing, search
from pipelines.report.data import Data, Row
from pipelines.report.evidence import Text, shown
from pipelines.settings import Settings

HERE: Final = Path(__file__).parent
STATIC: Final = ("style.css", "report.js")
FACTS: Final = ("position", "matches", "wins", "draws", "losses", "goals_for", "goals_against", "points")
WORDS: Final = {
    "position": "place",
    "goals_for": "goals for",
    "goals_against": "goals against",
    "clean_sheets": "clean sheets",
    "win_pct": "win %",
    "managed": "was in charge",
}
VALUES: Final = {
    "true": "yes",
    "runner_up": "runner-up",
    "play_off": "play-off",
    "semi_final": "semi-final",
    "quarter_final": "quarter-final",
    "round_of_16": "last 16",
    "round_of_32": "last 32",
}


@dataclass(frozen=True)
class Written:
    """What was written."""

    folder: Path
    build_id: str
    pages: int


def write(home: Home, *, full_text: bool = False) -> Written:
    """Write the site of the published warehouse into the home's report folder, and return what was written.

    Articles belong to others: whole texts are shown only where the settings name their publisher as redistributable, or
    with `full_text`. Raises NoWarehouse where nothing has been published.
    """
    with hold(home, doing="writing the report"):
        site = Site(Data.read(home), set(Settings.read(home).report.redistributable), full_text=full_text)
        new, old = home.root / "report.new", home.root / "report.old"
        for folder in (new, old):
            shutil.rmtree(folder, ignore_errors=True)
        pages = site.write(new)
        if home.report.exists():
            home.report.rename(old)
        new.rename(home.report)
        shutil.rmtree(old, ignore_errors=True)
    return Written(home.report, site.build_id, pages)


class Site:
    """The pages of one build."""

    def __init__(self, data: Data, redistributable: set[str], *, full_text: bool) -> None:
        self.data = data
        self.texts = {row["article_id"]: Text(row) for row in data["articles"]}
        self.open_articles = {
            key for key, text in self.texts.items() if full_text or text.row["source"] in redistributable
        }
        self.templates = environment()
        self.evidence = data.by("evidence", "manager_id")
        self.claims_of = data.by("evidence", "article_id")
        self.seasons = data.by("seasons", "manager_id")
        self.careers = data.by("careers", "manager_id")
        self.spells = data.by("spells", "manager_id")
        self.totals = data.by("totals", "manager_id")
        self.rankings = data.by("rankings", "competition_id", "season")
        self.tables = data.by("tables", "competition_id", "season")
        self.proven = {
            (
                row["record_id"],
                row["field"],
            ): f"evidence/{row['manager_id']}.html#{anchor(row['record_id'], row['field'])}"
            for row in data["evidence"]
        }
        """For each record and field that has evidence the address of it, from the top of the site."""
        overview = data.one("overview")
        self.build_id = overview["build_id"]
        self.templates.globals |= {"build": overview, "open_articles": self.open_articles, "facts": FACTS}

    def write(self, folder: Path) -> int:
        """Write all pages into a new folder, and return how many."""
        for name in ("", "managers", "evidence", "seasons", "articles"):
            (folder / name).mkdir()
        for name in STATIC:
            shutil.copyfile(HERE / "static" / name, folder / name)
        (folder / "search.js").write_text(search.index(self.data["managers"]), encoding="utf-8")
        count = 0
        for path, template, values in self.pages():
            text = self.templates.get_template(template).render(root="../" * path.count("/"), **values)
            (folder / path).write_text(text, encoding="utf-8")
            count += 1
        return count

    def pages(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield each page: its path, its template, what the template is given."""
        yield "index.html", "index.html", self.overview()
        yield "managers.html", "managers.html", {"managers": self.data["managers"]}
        yield "seasons.html", "seasons.html", {"leagues": self.league_seasons()}
        yield "invincibles.html", "invincibles.html", {"rows": self.data["invincibles"], "proven": self.proven}
        yield "lineage.html", "lineage.html", self.lineage()
        for row in self.data["managers"]:
            manager = row["manager_id"]
            yield f"managers/{manager}.html", "manager.html", self.manager(row)
            if manager in self.evidence:
                yield f"evidence/{manager}.html", "evidence.html", {"manager": row, "records": self.records(manager)}
        for (competition, season), rows in self.rankings.items():
            table = self.tables.get((competition, season), [])
            values = {"rows": rows, "table": table, "proven": self.proven, "managed": managed(rows)}
            yield f"seasons/{competition}-{season}.html", "season.html", values
        for article_id in sorted(self.open_articles):
            text = self.texts[article_id]
            yield (
                f"articles/{article_id}.html",
                "article.html",
                {
                    "article": text.row,
                    "parts": text.whole(self.claims_of.get(article_id, [])),
                    "told_of": self.told_of(article_id),
                },
            )

    def overview(self) -> dict[str, Any]:
        """Return what the front page is given."""
        return {
            "verification": self.data["verification"],
            "years": charts.columns(every_year(self.data["articles_by_year"]), "year", "articles", "Articles by year"),
            "quarantine": self.data["quarantine"],
            "publishers": self.data["publishers"],
            "invincibles": self.data["invincibles"][:6],
            "decorated": sorted(self.data["managers"], key=lambda row: -row["n_trophies"])[:8],
        }

    def lineage(self) -> dict[str, Any]:
        """Return the drawing, and for each relation its columns with what they come from."""
        rows = self.data["lineage"]
        relations: dict[str, Row] = {}
        for row in rows:
            relation = relations.setdefault(row["relation"], row | {"columns": defaultdict(list)})
            relation["columns"][row["column_name"]].append(row)
        return {"drawing": drawing.draw(rows), "relations": list(relations.values())}

    def manager(self, row: Row) -> dict[str, Any]:
        """Return what the page of a manager is given."""
        manager = row["manager_id"]
        seasons = self.seasons.get(manager, [])
        return {
            "manager": row,
            "careers": self.careers.get(manager, []),
            "seasons": seasons,
            "chart": charts.results([season for season in seasons if season["kind"] == "league"]),
            "spells": self.spells.get(manager, []),
            "totals": self.totals.get(manager, []),
            "proven": self.proven,
        }

    def records(self, manager: str) -> list[dict[str, Any]]:
        """Return the records of a manager, each with its values and the passages behind them."""
        found: dict[str, dict[str, Any]] = {}
        for row in self.evidence[manager]:
            record = found.setdefault(
                row["record_id"], {"id": row["record_id"], "title": row["title"], "fields": defaultdict(list)}
            )
            entry = dict(row)
            if row["article_id"] is not None:
                text = self.texts[row["article_id"]]
                entry["article"] = text.row
                entry["passage"] = text.passage(row["part"], row["char_start"], row["char_end"], row["cues"] or ())
            record["fields"][row["field"]].append(entry)
        return list(found.values())

    def told_of(self, article_id: str) -> list[Row]:
        """Return the managers of whom an article says something, by name."""
        told = {row["manager_id"] for row in self.claims_of.get(article_id, ())}
        return [row for row in self.data["managers"] if row["manager_id"] in told]

    def league_seasons(self) -> dict[str, list[tuple[str, str, list[Row]]]]:
        """Return for each league its seasons: the slug of the page, the season, the managers."""
        found: dict[str, list[tuple[str, str, list[Row]]]] = defaultdict(list)
        for (competition, season), rows in self.rankings.items():
            found[rows[0]["competition"]].append((f"{competition}-{season}", season, rows))
        return found


def every_year(rows: Sequence[Row]) -> list[Row]:
    """Return the articles of each year, also of those between without one: the axis of a chart is time."""
    found = {row["year"]: row["articles"] for row in rows}
    years = range(min(found), max(found) + 1) if found else ()
    return [{"year": year, "articles": found.get(year, 0)} for year in years]


def managed(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the managers of each club in a league season."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["club_id"]].append(row)
    return found


def environment() -> Environment:
    """Return the templates: everything that they are given is escaped, and a name that is missing is an error."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "shown": lambda value: shown(str(value)),
        "day": day,
        "thousands": lambda value: f"{value:,}",
        "words": words,
        "link": web_address,
        "period": period,
    }
    found.globals["anchor"] = anchor
    return found


def anchor(record_id: str, field: str = "") -> str:
    """Return the name of a place on an evidence page."""
    return ".".join(filter(None, (record_id.replace("/", "."), field)))


def words(name: str | None) -> str:
    """Return a field or value as people write it."""
    if name is None:
        return ""
    return WORDS.get(name) or VALUES.get(name) or name.replace("_", " ")


def day(value: date | None) -> str:
    """Return a date as a newspaper writes it."""
    return f"{value.day} {value:%B %Y}" if value else ""


def period(spell: Row) -> str:
    """Return from when to when a spell lasted, no more exactly than it is known."""
    begin = when(spell["start_from"], spell["start_to"])
    end = "" if spell["status"] == "current" else when(spell["end_from"], spell["end_to"])
    return begin if begin == end else f"{begin}–{end}"


def when(first: date | None, last: date | None) -> str:
    """Return a day, month or year, as exactly as the first and the last possible day allow."""
    if first is None or last is None:
        known = first or last
        return f"about {known.year}" if known else "?"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"


def web_address(url: str | None) -> str | None:
    """Return an address that a page may link to: of the web, or none."""
    return url if url and url.startswith(("http://", "https://")) else None
