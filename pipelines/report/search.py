"""The index of the search: a script with the names, so that a page opened from disk can search without a server."""

import json
from collections.abc import Iterable
from typing import Any

from schemas.identity import plain


def index(managers: Iterable[dict[str, Any]]) -> str:
    """Return the script that gives `managers`: for each its page, name, clubs, and the words that are searched."""
    rows = [
        [
            f"managers/{row['manager_id']}.html",
            row["manager"],
            ", ".join(row["clubs"]),
            " ".join(sorted({plain(name) for name in (row["manager"], *row["aliases"], *row["clubs"])})),
        ]
        for row in managers
    ]
    # a script of its own, never part of a page: still, nothing in it may look like the end of one
    return f"const managers = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n".replace("<", "\\u003c")
