"""The calculator of an estimate's page in a real browser: what is typed there costs what the CLI says."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from chromium import chromium, complaints, emulate, needs_chromium, requested
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from llmcost.cli.app import run
from llmcost.money import format_usd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver.chrome.webdriver import WebDriver
    from selenium.webdriver.remote.webelement import WebElement

# One browser is enough, on however many cores.
pytestmark = [needs_chromium, pytest.mark.xdist_group("browser")]

LEDGER = Path(__file__).parents[1] / "golden" / "models.toml"
TODAY = date(2026, 11, 22)
DEEPSEEK = "deepseek/deepseek-v4-flash-vision-exp"
MANY = f"gpt-4.1-mini gpt-5 gemini-2.5-pro claude-sonnet-4.5 acme/metered {DEEPSEEK}"

FIELDS = {
    "-i": "input",
    "-o": "output",
    "-n": "requests",
    "--cached": "cache_read",
    "--cache-write": "cache_write",
    "--cache-write-1h": "cache_write_1h",
    "--image-input": "image_input",
    "--audio-input": "audio_input",
    "--reasoning": "reasoning",
    "--image-output": "image_output",
    "--audio-output": "audio_output",
    "--searches": "web_search",
}
"""Flag -> the field of the page that stands for it."""


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """What a command line prints on stdout."""
    monkeypatch.setenv("LLMCOST_PRICES", str(LEDGER))

    def answer(line: str) -> str:
        assert run(["estimate", *shlex.split(line)], today=TODAY) in {0, 4}
        return capsys.readouterr().out

    return answer


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


class Page:
    """The page of an estimate, open in the browser."""

    def __init__(self, browser: WebDriver, cli: Callable[[str], str], line: str, folder: Path) -> None:
        file = folder / "page.html"
        cli(f"{line} --out {shlex.quote(str(file))}")
        emulate(browser, "light", 1200)
        requested(browser)
        browser.get(file.as_uri())
        self.browser = browser

    def part(self, name: str) -> WebElement:
        return self.browser.find_element(By.ID, f"calculator-{name}")

    def open_all(self) -> None:
        details = self.browser.find_element(By.CSS_SELECTOR, ".calculator details")
        if details.get_attribute("open") is None:
            details.find_element(By.TAG_NAME, "summary").click()

    def type(self, name: str, text: str) -> None:
        self.part(name).send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.DELETE, text)

    def ask(self, line: str) -> None:
        """Type the use of a command line into the fields, each of them."""
        words = shlex.split(line)
        given = dict(zip(words, [*words[1:], ""], strict=True))
        self.open_all()
        for flag, name in FIELDS.items():
            if self.part(name).get_property("value") != given.get(flag, ""):
                self.type(name, given.get(flag, ""))
        if self.part("spread").is_selected() != ("--total" in words):
            self.part("spread").click()
        Select(self.part("per")).select_by_value(given.get("--per", ""))

    @property
    def table(self) -> Table:
        headings = [cell.text for cell in self.part("head").find_elements(By.TAG_NAME, "th")]
        shown, exact = [], []
        for line in self.part("body").find_elements(By.TAG_NAME, "tr"):
            cells = line.find_elements(By.CSS_SELECTOR, "th, td")
            shown.append({name: cell.text for name, cell in zip(headings, cells, strict=True) if name})
            exact.append(
                {
                    name: Decimal(amount)
                    for name, cell in zip(headings, cells, strict=True)
                    if (amount := cell.get_attribute("data-exact")) is not None
                }
            )
        return Table(shown, exact)

    @property
    def notes(self) -> list[str]:
        return [line.text for line in self.part("notes").find_elements(By.TAG_NAME, "li")]

    def error(self, name: str) -> str:
        return self.part(f"{name}-error").text


class Table(NamedTuple):
    """The result in the page, a mapping a row."""

    shown: list[dict[str, str]]
    exact: list[dict[str, Decimal]]


NAMES = {
    "per_request": "Per request",
    "total": "Total",
    "day": "Per day",
    "month": "Per month",
    "year": "Per year",
    "relative": "Relative",
}
"""Key of the JSON -> heading of the table."""


def exact_of(document: dict[str, Any]) -> list[dict[str, Decimal]]:
    """The figures of the JSON that the table has a column for."""
    rows = document["estimates"]
    left_out = {"per_request"} if document["requests"] in {None, 1} else set()
    left_out |= set() if document["per"] is None else {"total"}
    if not any(row["relative"] for row in rows):
        left_out.add("relative")
    return [
        {
            heading: row[key]
            for key, heading in NAMES.items()
            if key in row and key not in left_out and row[key] is not None
        }
        for row in rows
    ]


def summary_of(document: dict[str, Any]) -> str:
    """The sentence on the cheapest that can take the request."""
    rows, per = document["estimates"], document["per"]
    period = "month" if per == "week" else per
    without = len(document["unpriced"])
    left = f" {without} without a price." if without else ""
    best = next((row for row in rows if row["fits"]), None)
    if best is None:
        return f"No model of this report can take such a request.{left}"
    cost = f"{best['model']}, {format_usd(best[period or 'total'])}{f' per {period}' if period else ''}."
    return f"{f'Cheapest of {len(rows)}: ' if len(rows) > 1 else ''}{cost}{left}"


def shown_of(markdown: str) -> tuple[list[dict[str, str]], list[str]]:
    """The rows of a table of Markdown, and the remarks below it."""
    lines = [
        re.split(r" *(?<!\\)\| *", line.strip("| ")) for line in markdown.splitlines() if line[:1] == "|"
    ]
    head, _, *rows = lines
    table = [{name: cell.strip("`") for name, cell in zip(head, [*row, ""], strict=False)} for row in rows]
    notes = [
        line[2:].replace("\\", "") for line in markdown.splitlines() if re.match(r"- (?:\\?\[|Unp)", line)
    ]
    return table, notes


USES = [
    pytest.param(MANY, "-i 12k -o 800 -n 1000", id="requests"),
    pytest.param(MANY, "-i 1.5M -o 100k", id="a volume"),
    pytest.param(MANY, "-i 250k -o 2k -n 30", id="long context, and too long for one"),
    pytest.param(MANY, "-i 200_000 -o 0 -n 7", id="exactly at the threshold"),
    pytest.param(MANY, "-i 200_001 -o 0 -n 7", id="one above the threshold"),
    pytest.param(MANY, "-i 12k -o 800 -n 1000 --cached 75%", id="a cached share"),
    pytest.param(MANY, "-i 12_345 -o 678 -n 9 --cached 33.3% --reasoning 50%", id="shares rounded down"),
    pytest.param(MANY, "-i 10k -n 3 --cache-write 2k --cache-write-1h 3000 --cached 1k", id="cache writes"),
    pytest.param(MANY, "-i 1M -o 50k -n 7 --total", id="spread"),
    pytest.param(MANY, "-i 1_400_003 -o 70 -n 7 --total", id="spread, rounded up over the threshold"),
    pytest.param(MANY, "-i 4k -o 500 -n 2500 --per month", id="per month"),
    pytest.param(MANY, "-i 4k -o 500 -n 33 --per week --cached 1k", id="per week"),
    pytest.param(f"{MANY} --markup 5.5%", "-i 4k -o 500 -n 2500 --per day", id="with a fee"),
    pytest.param(f"{MANY} --markup 5.5%", "-i 300k -o 500", id="a volume with a fee"),
    pytest.param(f"{MANY} --at 02:30", "-i 4k -o 500 -n 3", id="at a dear hour"),
    pytest.param(f"{DEEPSEEK} acme/metered --at 05:00", "-i 4k -o 500", id="at a cheap hour"),
    pytest.param(f"{MANY} --as-of 2026-11-10", "-i 250k -o 500 -n 2", id="at prices of a day"),
    pytest.param(f"{MANY} --reference gpt-5", "-i 250k -o 500 -n 2", id="relative to one"),
    pytest.param(
        "gpt-audio google/gemini-2.5-flash-image openai/gpt-4o",
        "-i 9k -o 900 -n 5 --audio-input 2k --image-input 10% --image-output 100 --audio-output 20%",
        id="pictures and sound",
    ),
    pytest.param(MANY, "-i 1k -o 1k -n 4 --searches 3", id="searches, unpriced for some"),
    pytest.param("gpt-4.1-mini:batch gpt-5:batch", "-i 1k -o 1k -n 4", id="batch rows"),
    pytest.param("gpt-4.1-mini google/gemma-4-31b-it:free", "-i 1k -o 1k -n 4", id="a free one"),
]


@pytest.mark.parametrize(("models", "use"), USES)
def test_what_is_typed_costs_what_the_command_line_says(
    browser: WebDriver, cli: Callable[[str], str], tmp_path: Path, models: str, use: str
) -> None:
    document = json.loads(cli(f"{models} {use} --json"), parse_float=Decimal, parse_int=Decimal)
    rows, remarks = shown_of(cli(f"{models} {use} --format markdown"))

    page = Page(browser, cli, f"{models} -i 5k -o 1k -n 2 --reasoning 10 --per year", tmp_path)
    page.ask(use)

    table = page.table
    assert table.exact == exact_of(document)
    columns = table.shown[0].keys()
    assert columns - {"Note"} == rows[0].keys() & {*NAMES.values(), "Model"}
    assert table.shown == [{name: row.get(name, "") for name in columns} for row in rows]
    assert page.notes == remarks
    assert page.part("summary").text == summary_of(document)


@pytest.mark.parametrize(
    "line",
    [
        f"{MANY} -i 250k -o 2k -n 1000 --cached 75% --per month",
        f"{MANY} -i 250k -o 2k -n 10 --total --markup 5.5%",
        "-i 10k -o 1k --top 3",
    ],
)
def test_the_page_begins_with_what_was_asked_and_goes_back_to_it(
    browser: WebDriver, cli: Callable[[str], str], tmp_path: Path, line: str
) -> None:
    document = json.loads(cli(f"{line} --json"), parse_float=Decimal, parse_int=Decimal)

    page = Page(browser, cli, line, tmp_path)

    assert page.table.exact == exact_of(document)
    first = page.part("summary").text
    page.type("input", "1")
    assert page.part("summary").text != first
    page.browser.find_element(By.CSS_SELECTOR, ".calculator button").click()
    # The fields have their old values back only after the click.
    WebDriverWait(browser, 10).until(lambda _: page.part("summary").text == first)
    assert page.table.exact == exact_of(document)


def test_what_cannot_be_read_is_said_next_to_its_field(
    browser: WebDriver, cli: Callable[[str], str], tmp_path: Path
) -> None:
    page = Page(browser, cli, "gpt-5 gpt-4.1-mini -i 5k -o 1k", tmp_path)

    page.type("input", "1,5")
    page.type("cache_read", "150%")

    comma = "write 1500 or 1.5k; a comma is read differently from country to country"
    assert page.error("input") == f"'1,5' is not a count; {comma}"
    assert page.error("cache_read") == "'150%' is more than the whole; give 0% to 100%"
    assert page.part("input").get_attribute("aria-invalid") == "true"
    assert page.part("input").accessible_name == "Input tokens"
    assert (
        page.part("input").get_attribute("aria-describedby") == "calculator-input-hint calculator-input-error"
    )
    assert page.part("summary").text == "Not calculated: see the marked fields."
    assert not page.part("result").is_displayed()

    page.type("input", "2k")
    page.type("cache_read", "50%")

    assert page.error("input") == ""
    assert page.part("input").get_attribute("aria-invalid") is None
    assert page.part("summary").text == "Cheapest of 2: openai/gpt-4.1-mini, $0.0021."
    assert page.part("result").is_displayed()


def test_an_error_in_a_closed_part_of_the_form_opens_it(
    browser: WebDriver, cli: Callable[[str], str], tmp_path: Path
) -> None:
    page = Page(browser, cli, "gpt-5 -i 5k -o 1k -n 2", tmp_path)
    page.open_all()
    Select(page.part("per")).select_by_value("day")
    page.browser.find_element(By.TAG_NAME, "summary").click()
    assert not page.part("reasoning").is_displayed()

    page.type("requests", "")
    assert page.error("requests") == "per day needs a number of requests; say how many"
    page.type("requests", "2")
    page.browser.execute_script(
        "arguments[0].value = '-1'; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))",
        page.part("reasoning"),
    )

    assert page.part("reasoning").is_displayed()
    assert page.error("reasoning") == "'-1' is not a count; it can't be negative"


def test_the_keyboard_reaches_every_field(
    browser: WebDriver, cli: Callable[[str], str], tmp_path: Path
) -> None:
    page = Page(browser, cli, "gpt-5 -i 5k -o 1k -n 2 --per day", tmp_path)

    page.part("input").click()
    reached = []
    for _ in range(17):
        reached.append(browser.switch_to.active_element.get_attribute("name"))
        browser.switch_to.active_element.send_keys(Keys.TAB)

    first, more = [*FIELDS.values()][:4], [*FIELDS.values()][4:]
    assert reached[:4] == first
    assert reached[4] is None
    assert sorted(name for name in reached[5:13] if name) == sorted(more)
    assert reached[13:15] == ["spread", "per"]


def test_enter_does_not_leave_the_page(browser: WebDriver, cli: Callable[[str], str], tmp_path: Path) -> None:
    page = Page(browser, cli, "gpt-5 gpt-4.1-mini -i 5k -o 1k", tmp_path)

    page.part("input").send_keys(Keys.BACK_SPACE, "", Keys.ENTER)

    assert page.browser.current_url == (tmp_path / "page.html").as_uri()
    assert page.part("summary").text.startswith("Cheapest of 2: openai/gpt-4.1-mini, ")


@pytest.mark.parametrize("width", [1200, 400])
def test_it_is_as_wide_as_the_window_in_both_schemes(
    browser: WebDriver, cli: Callable[[str], str], tmp_path: Path, width: int
) -> None:
    page = Page(browser, cli, f"{MANY} -i 250k -o 2k -n 1000 --per month", tmp_path)
    colours = {}
    for scheme in ("light", "dark"):
        emulate(browser, scheme, width)
        look = "const style = getComputedStyle(document.body); return [style.color, style.backgroundColor]"
        colours[scheme] = tuple(browser.execute_script(look))
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        assert page.part("result").is_displayed()
    assert colours["light"] != colours["dark"]
    assert len({*colours["light"], *colours["dark"]}) == 4


def test_the_page_asks_for_nothing_and_is_not_complained_about(
    browser: WebDriver, cli: Callable[[str], str], tmp_path: Path
) -> None:
    complaints(browser)
    page = Page(browser, cli, f"{MANY} -i 250k -o 2k -n 1000 --per month", tmp_path)
    page.ask("-i 12k -o 800 -n 1000 --cached 75%")

    assert requested(browser) == [(tmp_path / "page.html").as_uri()]
    assert complaints(browser) == []


def test_the_policy_of_the_page_stops_what_asks(
    browser: WebDriver, cli: Callable[[str], str], tmp_path: Path
) -> None:
    Page(browser, cli, "gpt-5 gpt-4.1-mini -i 5k -o 1k", tmp_path)

    ask = "return fetch('http://127.0.0.1:9/').then(() => 'asked', (error) => error.name)"
    assert browser.execute_script(ask) == "TypeError"
    blocked = "Refused to connect|violates the .*Content Security Policy"
    assert [each for each in complaints(browser) if re.search(blocked, each)]


def test_counted_tokens_have_no_calculator_and_the_page_says_why(
    browser: WebDriver, cli: Callable[[str], str], tmp_path: Path
) -> None:
    (tmp_path / "prompt.md").write_text("How many tokens are these?\n", encoding="utf-8")

    Page(browser, cli, f"gpt-5 gpt-4.1-mini --file {tmp_path / 'prompt.md'} -o 1k --estimate", tmp_path)

    section = browser.find_element(By.CSS_SELECTOR, ".calculator")
    assert section.text.startswith("Calculator\nThe tokens of this report were counted, and differ")
    assert section.find_elements(By.TAG_NAME, "form") == []
