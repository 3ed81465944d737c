"""Pages of every command in a real browser: what they show has room, on a desk, on a phone and on paper."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from chromium import chromium, complaints, emulate, needs_chromium, requested
from selenium.webdriver.common.by import By

from llmcost.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver.chrome.webdriver import WebDriver

# One browser is enough, on however many cores.
pytestmark = [needs_chromium, pytest.mark.xdist_group("browser")]

LEDGER = Path(__file__).parents[1] / "golden" / "models.toml"
TODAY = date(2026, 11, 22)

PAGES = {
    "estimate": "estimate gpt-4.1-mini gpt-5 gemini-2.5-pro -i 250k -o 2k -n 1000 --per month",
    "pareto": "estimate -i 12k -o 800 -n 10 --pareto",
    "models": "models --top 0",
    "authors": "models --authors",
    "frontier": "models --pareto",
    "show": "show gpt-4.1-mini",
    "breakeven": "breakeven gpt-4.1-mini gpt-5 --over ratio --over cached --over size -i 10k -o 1k",
    "history": "history gpt-4o o1-mini",
}
HIDDEN = """
return [...document.querySelectorAll("td")]
  .filter((cell) => cell.textContent && !cell.offsetParent && !cell.closest("details:not([open])"))
  .map((cell) => cell.textContent);
"""
"""Finds the cells that are not shown, but for those that can be opened."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(params=[*PAGES])
def page(
    browser: WebDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> str:
    """The address of a page."""
    monkeypatch.setenv("LLMCOST_PRICES", str(LEDGER))
    file = tmp_path / "page.html"
    assert run([*shlex.split(PAGES[request.param]), "--out", str(file)], today=TODAY) in {0, 4}
    requested(browser)
    complaints(browser)
    return file.as_uri()


def too_wide(browser: WebDriver) -> list[str]:
    """Tables that scroll sideways, and the page itself if it does."""
    boxes = browser.find_elements(By.CSS_SELECTOR, ".box, html")
    script = "return arguments[0].scrollWidth > arguments[0].clientWidth"
    return [box.text[:80] for box in boxes if browser.execute_script(script, box)]


@pytest.mark.parametrize("width", [360, 400, 480, 1200])
def test_nothing_scrolls_sideways_and_nothing_is_lost(browser: WebDriver, page: str, width: int) -> None:
    emulate(browser, "light", width)
    browser.get(page)
    assert [] == too_wide(browser)
    assert [] == browser.execute_script(HIDDEN)


def test_it_fits_on_paper(browser: WebDriver, page: str) -> None:
    browser.get(page)
    # What is left of a sheet of A4 between its margins.
    size = {"width": 718, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert [] == too_wide(browser)
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_it_asks_for_nothing_and_is_not_complained_about(browser: WebDriver, page: str) -> None:
    browser.get(page)
    assert ([page], []) == (requested(browser), complaints(browser))
