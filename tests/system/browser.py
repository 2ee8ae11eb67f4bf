"""Headless Chromium of the system (Debian's package `chromium`), driven by Playwright; no browser is downloaded.

One fixture for all tests that look at pages: the Dagster UI and the report.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
VIEWPORT = {"width": 1440, "height": 900}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the browser."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture
def page() -> Iterator[Page]:
    """Return a page whose errors fail the test: what the console or the page itself complains of."""
    with chromium() as browser:
        opened = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        yield opened
        assert errors == []
