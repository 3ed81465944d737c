from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import builders
import pytest
from answers import answered

from llmcost.report.estimate import estimate_report, estimate_sheet
from llmcost.report.finding import Finding
from llmcost.report.github import github_text
from llmcost.report.json_text import to_json
from llmcost.report.junit import junit_text
from llmcost.report.look import Look
from llmcost.report.markdown import markdown_text
from llmcost.report.plain import plain_text
from llmcost.report.render import render
from llmcost.report.sarif import sarif_payload
from llmcost.report.table import table_text
from llmcost.report.web.document import document_text
from llmcost.report.web.fragment import Fragment

ANSWER = answered(builders.model("acme/é"), builders.model("acme/日本", input="2", output="4"))
SHEET = estimate_sheet(ANSWER, detailed=False)
FINDING = Finding("over_limit", "error", "é: over", "too much", "é", "llmcost.toml", 1)


def rendered(form: str, look: Look | None = None, *, ascii_only: bool = False) -> str:
    report = estimate_report(ANSWER, detailed=False, facts=())._replace(version="1.0", fragment=lambda: None)
    return render(report, form, look or Look(), ascii_only=ascii_only)


@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_is_escaped_where_it_has_to_be(*, ascii_only: bool) -> None:
    text = rendered("json", ascii_only=ascii_only)
    rows = json.loads(text, parse_float=Decimal)["estimates"]
    assert (ascii_only, ["acme/é", "acme/日本"]) == (text.isascii(), [row["model"] for row in rows])


def test_csv_has_the_rows_of_the_payload() -> None:
    rows = list(csv.DictReader(io.StringIO(rendered("csv"))))
    assert [("acme/é", "1.4"), ("acme/日本", "2.4")] == [(row["model"], row["total"]) for row in rows]


@pytest.mark.parametrize(
    ("form", "look", "expected"),
    [
        ("markdown", Look(), markdown_text(SHEET)),
        ("html", Look(), document_text(SHEET, "estimate")),
        ("table", Look(), plain_text(SHEET, unicode=True)),
        ("table", Look(unicode=False), plain_text(SHEET, unicode=False)),
        ("table", Look(width=60), table_text(SHEET, Look(width=60))),
        ("table", Look(colour=True), table_text(SHEET, Look(colour=True))),
    ],
)
def test_the_other_formats_show_the_same_sheet(form: str, look: Look, expected: str) -> None:
    assert expected == rendered(form, look)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("github", github_text([FINDING], SHEET.title)),
        ("junit", junit_text([FINDING], {"headline": SHEET.title, "llmcost": "1.0"})),
        ("sarif", to_json(sarif_payload([FINDING], "1.0"))),
    ],
)
def test_formats_for_code_review_show_the_findings(form: str, expected: str) -> None:
    report = estimate_report(ANSWER, detailed=False, facts=())
    report = report._replace(findings=lambda: (FINDING,), version="1.0")
    assert expected == render(report, form, Look())


@pytest.mark.parametrize("form", ["junit", "sarif"])
def test_xml_and_sarif_are_escaped_where_they_have_to_be(form: str) -> None:
    report = estimate_report(ANSWER, detailed=False, facts=())._replace(findings=lambda: (FINDING,))
    assert [True, False] == [
        render(report, form, Look(), ascii_only=each).isascii() for each in (True, False)
    ]


def test_a_report_without_findings_has_none_to_show() -> None:
    assert f"{SHEET.title}\n" == rendered("github")


def test_a_picture_is_named_after_the_command() -> None:
    text = rendered("svg")
    assert ("<svg", True) == (text[:4], "llmcost&#160;estimate" in text or "llmcost estimate" in text)


def test_a_page_holds_what_there_is_to_work_with() -> None:
    fragment = Fragment("<section></section>", "let a;")
    report = estimate_report(ANSWER, detailed=False, facts=())._replace(fragment=lambda: fragment)
    assert document_text(SHEET, "estimate", fragment) == render(report, "html", Look())
