"""What hostile names and texts could do beyond the readers: to SQL, to a terminal, to a spreadsheet, to patterns.

SECURITY.md names a test for each threat; the last one here holds it to that.
"""

import ast
import csv
import importlib
import io
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

import pipelines
from pipelines.commands import show
from pipelines.commands.explain import explain
from pipelines.commands.harmless import HarmlessConsole
from pipelines.home import CHECKOUT, Home
from pipelines.warehouse import exporting, publishing, reading, statements
from pipelines.warehouse.building import build
from pipelines.warehouse.checking import check
from schemas.identity import slug
from tests.integration.test_exporting import HOSTILE
from tests.integration.world import COLE, HILL, PARSER, fill

SQL = "Robert'); drop table claims; --"
STEERING = "\x1b]0;owned\x07\x1b[2Jred\x1b[31m \x9b2J \u202egnorw\r"


def test_names_that_look_like_sql_are_only_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = Home(tmp_path / "o'home; drop table x").prepare()
    hostile = replace(HILL, manager=SQL, club='"; delete from season_records; --')
    fill(home, [hostile, COLE])
    candidate = build(home, parser_version=PARSER, built_at=datetime.now(UTC))
    assert candidate.errors == {}
    publishing.publish(home, candidate, check(home, candidate))
    for statement in statements.marts_and_macros():
        if statement.kind == "macro":
            given_ = ", ".join(f"{p.name} := $name" for p in statement.parameters if "name" in p.name)
            if given_ and all(p.default or "name" in p.name for p in statement.parameters):
                reading.query(home, f"from {statement.name}({given_})", {"name": SQL})
    exporting.export(home, tmp_path / "o'export")
    assert explain(home.root, SQL, None) == 0
    assert SQL in capsys.readouterr().out
    counts = reading.query(home, "select (select count(*) from claims), (select count(*) from season_records)")
    assert counts.rows == ((8, 2),)


@given(st.text(min_size=1, max_size=60))
def test_a_slug_is_no_path(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


def test_no_text_steers_a_terminal() -> None:
    out = io.StringIO()
    console = HarmlessConsole(file=out, force_terminal=True, width=120)
    console.print(Text(STEERING, style="red"))
    console.print(STEERING, markup=False)
    shown = out.getvalue()
    assert "red" in shown
    of_rich = re.sub(r"\x1b\[[0-9;]*m", "", shown.replace("\x1b[31m", ""))
    assert not set(of_rich) & set("\x1b\x07\x9b\u202e\r")
    assert "␛]0;owned" in of_rich, "it is seen, not left out"


def test_a_name_with_markup_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    show.table(["name"], ["varchar"], [["[/dim][red]x"]])
    assert "[/dim][red]x" in capsys.readouterr().out


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_spreadsheet_runs_no_cell_of_an_answer(cell: str, capsys: pytest.CaptureFixture[str]) -> None:
    show.as_csv(["value"], [[cell]])
    ((_,), (found,)) = csv.reader(io.StringIO(capsys.readouterr().out, newline=""))
    assert found == ("'" if HOSTILE[cell] else "") + cell


# --- patterns

SECONDS = 0.5
"""Of the processor, in which a pattern must have gone through a text: a hundred times what any needs."""
PIECES = (
    *(
        "a",
        "A",
        "A ",
        "a-",
        " ",
        "\n",
        "\n- ",
        "1",
        "1 ",
        "1-",
        "1, ",
        "12 ",
        ".",
        "'",
        "“",
        "(",
        "[",
        "<",
        "<a ",
        "&#",
    ),
    *("Aa ", "Aa-", "won 3, ", "won ", "unbeaten in ", "of the ", "in 2023 ", "2023-24 ", "twenty-", "one ", "third "),
    *("http://", "a/", "a@", "=", "% ", "£", "é", "🏆", "\u00a0", "\t", "A. ", "he ", "former ", "and "),
)


def hostile_texts(characters: int) -> Iterator[str]:
    """Yield texts of one piece again and again, and of two pieces in turn, with an end that nothing expects."""
    for piece in PIECES:
        yield piece * (characters // len(piece)) + "\0"
    for first in PIECES[::8]:
        for second in PIECES[1::8]:
            yield (first + second) * (characters // len(first + second))


def modules() -> Iterator[ModuleType]:
    """Yield all modules of the project."""
    for found in pkgutil.walk_packages(pipelines.__path__, "pipelines."):
        yield importlib.import_module(found.name)


def patterns_in(thing: object, depth: int = 4) -> Iterator["re.Pattern[str]"]:
    """Yield the patterns over text in a value, however deep they are."""
    if isinstance(thing, re.Pattern):
        if isinstance(thing.pattern, str):
            yield thing
    elif depth:
        inside: list[object] = []
        if isinstance(thing, dict):
            inside = [*thing.keys(), *thing.values()]
        elif type(thing) in (list, tuple, set, frozenset):
            inside = list(thing)  # type: ignore[call-overload]
        elif is_dataclass(thing) and not isinstance(thing, type):
            inside = [getattr(thing, field.name) for field in fields(thing)]
        for item in inside[:2_000]:
            yield from patterns_in(item, depth - 1)


@contextmanager
def limited_processor() -> Iterator[None]:
    """Let the timer of the processor's time raise TimeoutError; a search in a text is left by it."""

    def ran_out(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, ran_out)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_a_pattern_that_runs_away_is_noticed() -> None:
    runs_away = re.compile(r"(?:a+)+b")
    with limited_processor():
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.1)
        with pytest.raises(TimeoutError):
            runs_away.search("a" * 40)


def test_no_pattern_runs_away() -> None:
    found = {p for module in modules() for value in vars(module).values() for p in patterns_in(value)}
    assert len(found) > 100
    texts = list(hostile_texts(700))  # a sentence is broken at 700 characters, a field is shorter
    slow = []
    with limited_processor():
        for pattern in sorted(found, key=lambda p: p.pattern):
            for text in texts:
                signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
                try:
                    for _ in pattern.finditer(text):
                        pass
                except TimeoutError:
                    slow.append(f"{pattern.pattern[:100]!r} on {text[:20]!r}…")
                    break
    assert slow == []


# --- the table of SECURITY.md


def test_every_test_that_security_names_exists() -> None:
    page = (CHECKOUT / "SECURITY.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| **")]
    assert len(lines) > 10
    for line in lines:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", line)
        assert named, f"no test is named for {line}"
        for path, name in named:
            tree = ast.parse((CHECKOUT / path).read_text(encoding="utf-8"))
            assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{name}"
