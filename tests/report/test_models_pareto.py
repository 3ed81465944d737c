from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from answers import TODAY
from builders import catalog, model

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.provenance import Override
from llmcost.cli.models_answer import answer
from llmcost.cli.models_question import ModelsQuestion
from llmcost.cli.use_question import UseQuestion
from llmcost.report.models import models_report
from llmcost.report.pareto_csv import HEADER

if TYPE_CHECKING:
    from llmcost.report.render import Report

CATALOG = catalog(
    model("acme/cheap", facts={"intelligence": Decimal(10)}),
    model("acme/dear", input="3", output="12", facts={"intelligence": Decimal(30)}),
    model("acme/dull", input="2", output="8", facts={"intelligence": Decimal(5)}),
    model("acme/dull:batch", facts={"intelligence": Decimal(5)}),
)
OVERRIDE = Override("acme/dull", "input", Decimal(2), "llmcost.toml")
MINE = Catalog(CATALOG.models, CATALOG.provenance._replace(overrides=(OVERRIDE,)), {})
USE = UseQuestion("1M")


def report(*words: str, use: UseQuestion | None = None) -> Report:
    question = ModelsQuestion(query=words, pareto=True)
    question = question if use is None else question._replace(use=use)
    return models_report(answer(question, MINE, TODAY))


def test_few_that_are_beaten_need_no_table_on_the_page() -> None:
    assert [None, None] == [report().fragment(), report(use=USE).fragment()]


def test_by_the_blended_rate_the_table_is_that_of_the_list() -> None:
    sheet = report().sheet()
    assert (
        "2 of 3 models that none beats on cost and intelligence, by blended rate",
        [("Model", 0), ("Intelligence", 0), ("In /1M", 1), ("Out /1M", 1), ("Blended /1M", 0)],
        ["acme/cheap", "acme/dear"],
        (
            "Left out: batch prices, see --batch (1).",
            "Overridden: acme/dull input $2.00 /1M (llmcost.toml)",
        ),
    ) == (
        sheet.title,
        [(column.heading, column.rank) for column in sheet.columns[:5]],
        [row[0] for row in sheet.rows],
        sheet.notes[-2:],
    )


def test_by_a_use_it_is_that_of_an_estimate() -> None:
    sheet = report("acme", use=USE).sheet()
    assert (
        (
            "1,000,000 input tokens in all, at base rates: "
            '2 of 3 models for "acme" that none beats on cost and intelligence'
        ),
        [("acme/cheap", "$1.00"), ("acme/dear", "$3.00")],
        "Left out: batch prices, see --batch (1).",
    ) == (sheet.title, [(row[0], row[4]) for row in sheet.rows], sheet.notes[-1])
    assert "Left out" not in "".join(report("cheap", use=USE).sheet().notes)


@pytest.mark.parametrize(
    ("use", "costs", "told"),
    [
        (None, ["1.75", "5.25"], None),
        (
            USE,
            ["1", "3"],
            {"mode": "volume", "requests": None, "tokens": {"input": 1_000_000, "output": 0}},
        ),
        (
            USE._replace(input="1k", requests="2000"),
            ["2", "6"],
            {"mode": "requests", "requests": 2_000, "tokens": {"input": 2_000_000, "output": 0}},
        ),
    ],
)
def test_the_payload_is_that_of_the_list_with_what_decided(
    use: UseQuestion | None, costs: list[str], told: object
) -> None:
    payload = report(use=use).payload()
    beaten = {
        "model": "acme/dull",
        "cost": Decimal("3.5") if use is None else Decimal(costs[0]) * 2,
        "intelligence": Decimal(5),
        "dominated_by": "acme/cheap",
    }
    assert (
        [("acme/cheap", Decimal(costs[0])), ("acme/dear", Decimal(costs[1]))],
        told,
        {"dominated": [beaten], "without_intelligence": [], "unfit": []},
        ["acme/dull"],
        ["left_out", "use", "pareto", "warnings"],
    ) == (
        [(each["model"], each["cost"]) for each in payload["models"]],
        payload["use"],
        payload["pareto"],
        [each["model"] for each in payload["prices"]["overrides"]],
        list(payload)[-4:],
    )


def test_as_csv_what_is_beaten_comes_last_with_who_beats_it() -> None:
    rows = list(csv.DictReader(io.StringIO(report().csv())))
    assert [
        ("acme/cheap", "1.75", ""),
        ("acme/dear", "5.25", ""),
        ("acme/dull", "3.5", "acme/cheap"),
    ] == [(row["model"], row["cost"], row["dominated_by"]) for row in rows]
    assert list(HEADER) == list(rows[0])
