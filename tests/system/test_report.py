"""The report in a real browser: found, followed to the words, deaf to hostile articles, open to everybody."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.integration.conftest import SAMPLES, let_rest

CHROMIUM = os.environ.get("GAFFER_CHROMIUM") or shutil.which("chromium") or "chromium"
HOSTILE = (
    "Ada Hill's <img src=x onerror=\"document.title='owned'\"> Harbour Town won 30 matches, drew four and lost four in the "
    "2023-24 Premier League.</blockquote><script>document.title='owned'</script> José Mourinho's Chelsea won 29 matches, "
    "drew 8 and lost one in the 2004-05 Premier League \u202eand <svg onload=\"document.title='owned'\"> finished first. "
    "[click](javascript:document.title='owned') {{ 7 * 7 }} {% raw %}"
)
KINDS = (
    "index.html",
    "managers.html",
    "managers/jose-mourinho.html",
    "managers/xabi-alonso.html",
    "evidence/jose-mourinho.html",
    "evidence/xabi-alonso.html",
    "seasons.html",
    "seasons/premier-league-2015-16.html",
    "invincibles.html",
    "lineage.html",
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of the sample articles and a hostile one, written by the commands."""
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("report")
    shutil.copytree(SAMPLES, folder / "inbox")
    article = {
        "id": "1",
        "published_on": "2024-05-20",
        "title": "<script>document.title='owned'</script> Mourinho's Chelsea \u202ewon",
        "text": HOSTILE,
        "url": "javascript:document.title='owned'",
        "source": "<b onmouseover=document.title='owned'>The Terrace Herald</b>",
    }
    (folder / "inbox" / "hostile.jsonl").write_text(json.dumps(article), encoding="utf-8")
    let_rest(folder / "inbox")
    (folder / "home").mkdir()
    (folder / "home" / "settings.toml").write_text("[checks]\nmost_contradicted = 1.0\n")
    command = Path(sys.executable).with_name("gaffer")
    for arguments in (["run", "--inbox", folder / "inbox"], ["report", "--full-text"]):
        done = subprocess.run(
            [command, *map(str, arguments)],
            env=os.environ | {"GAFFER_HOME": str(folder / "home")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "home" / "report"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page without a network; it fails on every complaint of the browser and on every request but to disk."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:")) else complaints.append(request.url),
    )
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield page
    context.close()
    assert complaints == []


def test_xabi_alonso_is_found_and_his_28_wins_lead_to_the_words(page: Page, report: Path) -> None:
    page.goto((report / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("xabi")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/managers/xabi-alonso.html")
    page.get_by_role("link", name="wins 28: the words behind it").click()
    page.wait_for_url("**/evidence/xabi-alonso.html#*wins")
    field = page.locator(".field:target")
    assert "28" in field.locator("h3").inner_text()
    assert field.locator("mark.value").all_inner_texts() == ["28 wins"]
    assert "Bayer Leverkusen" in field.locator("mark.cue").all_inner_texts()
    marks = [field.locator(f"mark.{kind}").first for kind in ("value", "cue")]
    colours = {mark.evaluate("mark => getComputedStyle(mark).backgroundColor") for mark in marks}
    assert len(colours) == 2
    field.get_by_role("link", name="whole text").click()
    page.wait_for_url("**/articles/*.html")
    assert "28 wins" in page.locator(".text mark.value").all_inner_texts()


def test_the_search_finds_names_without_accents_and_says_how_many(page: Page, report: Path) -> None:
    page.goto((report / "managers.html").as_uri())
    page.get_by_role("searchbox", name="Find a manager").fill("MOURINHO jose")
    assert page.locator("#results a").all_inner_texts()[0].startswith("José Mourinho")
    assert page.get_by_role("status").inner_text() == "1 found"
    page.get_by_role("searchbox").fill("<script>")
    assert page.locator("#results").is_hidden()
    page.keyboard.press("Escape")


def test_a_hostile_article_does_nothing(page: Page, report: Path) -> None:
    hostile = [path for path in report.rglob("*.html") if "owned" in path.read_text(encoding="utf-8")]
    assert any(path.parent.name == "evidence" for path in hostile), "the hostile article has been read"
    assert any(path.parent.name == "articles" for path in hostile)
    for path in hostile:
        page.goto(path.as_uri())
        page.wait_for_timeout(150)
        assert "owned" not in page.title().split(" – ")[0] or path.parent.name == "articles"
        assert page.evaluate("document.title") != "owned"
        assert page.locator("main script, main img, main [onerror], main [onload], main [onmouseover]").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
        assert "\u202e" not in page.content()
        assert "49" not in page.locator("blockquote, .text").filter(has_text="7 * 7").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, report: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    faults = []
    article = next((report / "articles").iterdir()).relative_to(report)
    for name in (*KINDS, str(article)):
        page.goto((report / name).as_uri())
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                nodes = [node["target"] for node in violation["nodes"]][:3]
                faults.append(f"{name}: {violation['id']}: {nodes}")
    context.close()
    assert faults == []


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(browser: Browser, report: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for name in KINDS:
        page.goto((report / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


def test_a_print_has_the_words_and_no_search(page: Page, report: Path) -> None:
    page.goto((report / "evidence" / "xabi-alonso.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator("#search").is_hidden()
    assert page.locator("nav").is_hidden()
    assert page.locator("mark.value").first.is_visible()


def test_every_link_leads_somewhere(report: Path) -> None:
    from html.parser import HTMLParser

    class Links(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.links: list[str] = []
            self.names: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.links += [value for name, value in attrs if name in ("href", "src") and value]
            self.names |= {value for name, value in attrs if name == "id" and value}

    pages = {}
    for path in report.rglob("*.html"):
        pages[path] = Links()
        pages[path].feed(path.read_text(encoding="utf-8"))
    for path, found in pages.items():
        for link in found.links:
            if link.startswith(("http", "data:")):
                continue
            place, _, name = link.partition("#")
            target = (path.parent / place).resolve() if place else path
            assert target.exists(), f"{path}: {link}"
            assert not name or name in pages[target].names, f"{path}: {link}"
