from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from llmcost.report.figure import Chart, Line, Piece
from llmcost.report.sheet import Bar, Column, Sheet
from llmcost.report.web.document import document_text
from llmcost.report.web.fragment import Fragment

HOSTILE = "</title></style><script>alert(1)</script>\x1b[31m&amp;\"'\n."
CHART = Chart((Line(HOSTILE, (Piece(date(2026, 1, 1), date(2026, 2, 1), Decimal(1), seen=True),)),))
SHEET = Sheet(
    f"Costs {HOSTILE}",
    (Column("Model", 0, right=False, style="model"), Column("", 9, right=False, style="bar")),
    ((HOSTILE, Bar(Decimal(1))),),
    notes=(HOSTILE,),
    fine_print=("Prices: https://openrouter.ai/api/v1/models", HOSTILE),
    chart=CHART,
    more=(Sheet(HOSTILE, (), ()),),
)
CALCULATOR = Fragment("<section id='calculator'></section>", "if (1 < 2 && 3) {}")


class Page(HTMLParser):
    """A page as a browser reads it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.held: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)
        self.held.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.held[self._open[-1]][-1] += data

    def named(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        found = [held for name, held in self.elements if name == tag]
        return [held for held in found if attributes.items() <= held.items()]


PAGES = {
    "plain": document_text(SHEET, "estimate"),
    "calculator": document_text(SHEET, "estimate", CALCULATOR),
}
each_page = pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)


def test_a_page_is_well_formed_as_xml_too() -> None:
    doctype, _, rest = PAGES["plain"].partition("\n")
    root = ET.fromstring(rest)  # noqa: S314 - our own text
    assert ("<!DOCTYPE html>", "html", "en") == (doctype, root.tag, root.get("lang"))
    assert ["head", "body"] == [node.tag for node in root]
    assert ["header", "main", "footer"] == [node.tag for node in root[1]]


def test_a_page_says_what_it_is_and_what_made_it() -> None:
    page = Page(PAGES["plain"])
    assert [{"charset": "utf-8"}] == page.named("meta", charset="utf-8")
    assert ["width=device-width, initial-scale=1", "llmcost"] == [
        page.named("meta", name=name)[0]["content"] for name in ("viewport", "generator")
    ]
    assert page.held["title"][0].startswith("Costs ")
    assert page.held["title"][0].endswith(" - llmcost estimate")
    assert (1, 1) == (len(page.held["h1"]), len(page.held["h2"]))
    assert "Made by llmcost." == page.held["p"][-1]


@each_page
def test_names_are_data_wherever_they_stand(text: str) -> None:
    page = Page(text)
    assert "alert" not in "".join((*page.held.get("script", ()), *page.held["style"]))
    told = HOSTILE.replace("\x1b", "\\x1b").replace("\n", "\\n")
    for tag in ("title", "h1", "h2", "code", "li", "caption", "p"):
        assert any(told in words for words in page.held[tag]), tag
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)


@each_page
def test_a_page_fetches_nothing_and_follows_nothing(text: str) -> None:
    page = Page(text)
    attributes = {name for _, held in page.elements for name in held}
    assert not attributes & {
        "src",
        "href",
        "srcset",
        "style",
        "action",
        "data",
        "onclick",
        "onload",
        "xlink:href",
    }
    assert not {"link", "iframe", "object", "embed", "base", "img", "image", "use"} & {
        tag for tag, _ in page.elements
    }
    assert "http" not in "".join((*page.held["style"], *page.held.get("script", ())))


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@each_page
def test_a_browser_lets_it_do_no_more_than_it_needs(text: str) -> None:
    page = Page(text)
    (policy,) = page.named("meta", **{"http-equiv": "Content-Security-Policy"})
    scripts = [f"script-src {digest(script)}" for script in page.held.get("script", ())]
    assert [
        "default-src 'none'",
        f"style-src {digest(page.held['style'][0])}",
        *scripts,
        "base-uri 'none'",
        "form-action 'none'",
    ] == (policy["content"] or "").split("; ")


def test_a_fragment_stands_behind_the_sheet_and_its_script_at_the_end() -> None:
    text = PAGES["calculator"]
    places = [
        text.index(each)
        for each in ("<figure>", CALCULATOR.html, '<h2 id="section-1">', "<footer>", CALCULATOR.script)
    ]
    assert sorted(places) == places
    assert "<script" not in document_text(SHEET, "estimate", fragment=Fragment("<section></section>", ""))


def test_a_page_is_the_same_each_time() -> None:
    assert PAGES["plain"] == document_text(SHEET, "estimate")
