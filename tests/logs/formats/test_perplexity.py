"""Perplexity: the bill in parts, and deep research with tokens beside its totals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.perplexity import PERPLEXITY
from llmcost.records.record import Record


def read(model: str, **usage: Any) -> list[Record]:
    return read_all(
        {"id": "0123456789abcdef", "object": "chat.completion", "model": model, "usage": usage}, PERPLEXITY
    )


def record(model: str, counts: Counts, stated: str | None) -> Record:
    bill = None if stated is None else Decimal(stated)
    return Record("perplexity", model, counts, id="0123456789abcdef", stated=bill)


CHAT: dict[str, Any] = {"prompt_tokens": 35, "completion_tokens": 800, "total_tokens": 835}


@pytest.mark.parametrize(
    ("said", "searches", "stated"),
    [
        (
            {"cost": {"request_cost": Decimal("0.005"), "total_cost": Decimal("0.00584")}},
            1,
            "0.00584",
        ),
        ({"cost": {"request_cost": 0, "total_cost": Decimal("0.00084")}}, 0, "0.00084"),
        (
            {"num_search_queries": 4, "cost": {"request_cost": Decimal("0.005"), "total_cost": 1}},
            1,
            "1",
        ),
        ({"search_context_size": "low"}, 1, None),
        ({"citation_tokens": 0}, 0, None),
    ],
)
def test_a_request_is_billed_as_one_search(said: dict[str, Any], searches: int, stated: str | None) -> None:
    expected = record("sonar", Counts(35, 800, web_search=searches), stated)
    assert [expected] == read("sonar", **CHAT, **said)


@pytest.mark.parametrize("total", [835, 835 + 900 + 5000])
def test_deep_research_counts_citations_and_reasoning_beside(total: int) -> None:
    usage = {**CHAT, "total_tokens": total, "citation_tokens": 900, "reasoning_tokens": 5000}
    counts = Counts(935, 5800, reasoning=5000, web_search=18)
    cost = {"search_queries_cost": Decimal("0.09"), "request_cost": 0, "total_cost": Decimal("0.41")}
    model = "sonar-deep-research"
    assert [record(model, counts, "0.41")] == read(model, **usage, num_search_queries=18, cost=cost)
    assert [record(model, counts, None)] == read(model, **usage, num_search_queries=18)


def test_responses_count_reasoning_inside() -> None:
    usage = {
        "input_tokens": 50,
        "output_tokens": 40,
        "output_tokens_details": {"reasoning_tokens": 30},
        "total_tokens": 90,
        "cost": {"currency": "USD", "total_cost": Decimal("0.002")},
    }
    counts = Counts(50, 40, reasoning=30)
    assert [record("openai/gpt-5", counts, "0.002")] == read("openai/gpt-5", **usage)


def test_others_are_left_alone() -> None:
    assert [] == read("sonar", **CHAT)
    assert [] == read("sonar", **CHAT, cost=Decimal("0.1"))
    assert [] == read("sonar", num_search_queries=2)
