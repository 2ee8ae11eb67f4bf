"""Charts: Vega-Lite specifications, drawn once, when the site is written. A page carries a picture and no script.

Colours are the variables of the style sheet, so that charts follow dark mode and print.
"""

from collections.abc import Sequence
from typing import Any, Final

import vl_convert
from markupsafe import Markup

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"  # names the language; nothing is fetched
FONT: Final = "system-ui, sans-serif"
CONFIG: Final[dict[str, Any]] = {
    "background": None,
    "view": {"stroke": None},
    "font": FONT,
    "axis": {
        "labelColor": "var(--soft)",
        "titleColor": "var(--soft)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "domain": False,
        "ticks": False,
        "gridColor": "var(--line)",
        "labelPadding": 6,
        "labelLimit": 260,
    },
}


def results(seasons: Sequence[dict[str, Any]]) -> Markup | None:
    """Return the bars of matches won, drawn and lost in each league season; None where no season has all three.

    `seasons` has season, club, wins, draws, losses.
    """
    known = [row for row in reversed(seasons) if None not in (row["wins"], row["draws"], row["losses"])]
    if not known:
        return None
    values = [
        {"season": f"{row['season']}  {row['club']}", "what": what, "order": order, "matches": row[what]}
        for row in known
        for order, what in enumerate(("wins", "draws", "losses"))
    ]
    bars = {
        "mark": {"type": "bar", "height": 18},
        "encoding": {
            "color": {
                "field": "what",
                "type": "nominal",
                "legend": None,
                "scale": {
                    "domain": ["wins", "draws", "losses"],
                    "range": ["var(--won)", "var(--drawn)", "var(--lost)"],
                },
            },
        },
    }
    numbers = {
        "transform": [{"filter": "datum.matches > 1"}],
        "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 11, "font": FONT},
        "encoding": {
            "text": {"field": "matches", "type": "quantitative"},
            "x": {"field": "matches", "type": "quantitative", "stack": "zero", "bandPosition": 0},
            "color": {
                "field": "what",
                "type": "nominal",
                "legend": None,
                "scale": {
                    "domain": ["wins", "draws", "losses"],
                    "range": ["var(--on-won)", "var(--on-drawn)", "var(--on-lost)"],
                },
            },
        },
    }
    return drawn(
        {
            "description": "Matches won, drawn and lost in each league season",
            "data": {"values": values},
            "width": 560,
            "padding": {"left": 30, "top": 2, "right": 12, "bottom": 2},
            "height": {"step": 28},
            "encoding": {
                "y": {"field": "season", "type": "nominal", "sort": None, "title": None},
                "x": {
                    "field": "matches",
                    "type": "quantitative",
                    "stack": "zero",
                    "title": None,
                    "axis": {"tickMinStep": 1, "tickCount": 6},
                },
                "order": {"field": "order", "type": "quantitative"},
            },
            "layer": [bars, numbers],
            "resolve": {"scale": {"color": "independent"}},  # else the numbers have the colours of the bars
        }
    )


def columns(rows: Sequence[dict[str, Any]], over: str, count: str, what: str) -> Markup | None:
    """Return a column for each row: `over` is the name, `count` the height; names that do not fit are left out.

    None for no rows.
    """
    if not rows:
        return None
    return drawn(
        {
            "description": what,
            "data": {"values": [{over: str(row[over]), count: row[count]} for row in rows]},
            "width": {"step": 26} if len(rows) < 26 else 640,
            "height": 120,
            "mark": {"type": "bar", "color": "var(--bar)"},
            "encoding": {
                "x": {
                    "field": over,
                    "type": "ordinal",
                    "title": None,
                    "axis": {"labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 8},
                },
                "y": {
                    "field": count,
                    "type": "quantitative",
                    "title": None,
                    "axis": {"tickCount": 3, "tickMinStep": 1},
                },
            },
        }
    )


def drawn(spec: dict[str, Any]) -> Markup:
    """Return the picture of a specification as SVG; names in it are escaped by Vega."""
    svg: str = vl_convert.vegalite_to_svg({"$schema": SCHEMA, "config": CONFIG} | spec)
    return Markup(svg.replace("<svg ", '<svg role="img" aria-hidden="true" ', 1))  # noqa: S704 -- Vega escapes text
