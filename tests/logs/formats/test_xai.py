"""xAI: reasoning beside or inside, ticks as the bill, searches on X and on the web."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.formats.xai import XAI
from llmcost.records.record import Record


def record(counts: Counts, stated: str | None) -> Record:
    return Record("xai", "grok-4.3", counts, stated=None if stated is None else Decimal(stated))


def read(**usage: Any) -> list[Record]:
    return read_all({"model": "grok-4.3", "usage": usage}, XAI)


def test_chat_counts_reasoning_beside_the_output() -> None:
    expected = [record(Counts(500, 121, cache_read=192, reasoning=100), "0.00104350")]
    details = {
        "prompt_tokens_details": {"text_tokens": 500, "cached_tokens": 192},
        "completion_tokens_details": {"reasoning_tokens": 100},
    }
    both: dict[str, Any] = {"prompt_tokens": 500, "completion_tokens": 21, "cost_in_usd_ticks": 10_435_000}
    assert expected == read(**both, total_tokens=621, **details)
    assert expected == read(**both, **details)


def test_grpc_writes_its_integers_as_text() -> None:
    assert [record(Counts(500, 121, cache_read=128, reasoning=100, image_input=40), "0.00461165")] == read(
        prompt_tokens="500",
        completion_tokens="21",
        total_tokens="621",
        prompt_text_tokens="460",
        prompt_image_tokens="40",
        reasoning_tokens="100",
        cached_prompt_text_tokens="128",
        cost_in_usd_ticks="46116500",
    )


def test_responses_count_reasoning_inside() -> None:
    assert [record(Counts(500, 121, reasoning=100), None)] == read_all(
        {
            "model": "grok-4.3",
            "usage": {
                "input_tokens": 500,
                "output_tokens": 121,
                "output_tokens_details": {"reasoning_tokens": 100},
                "cost_in_usd_ticks": None,
            },
        },
        XAI,
    )


@pytest.mark.parametrize(
    ("said", "searches"),
    [
        ({"server_side_tool_usage_details": {"web_search_calls": 2, "x_search_calls": 3, "mcp_calls": 4}}, 5),
        (
            {
                "server_side_tools_used": [
                    "SERVER_SIDE_TOOL_WEB_SEARCH",
                    "SERVER_SIDE_TOOL_X_SEARCH",
                    "SERVER_SIDE_TOOL_CODE_EXECUTION",
                    7,
                ]
            },
            2,
        ),
        ({"num_server_side_tools_used": 3}, 1),
    ],
)
def test_searches_of_the_server_are_counted(said: dict[str, Any], searches: int) -> None:
    usage = {"input_tokens": 5, "output_tokens": 2, "cost_in_usd_ticks": 50_000_000, **said}
    line = {"model": "grok-4.3", "output": [{"type": "web_search_call"}], "usage": usage}
    assert [record(Counts(5, 2, web_search=searches), "0.005")] == read_all(line, XAI)


def test_others_are_left_alone() -> None:
    assert [] == read(prompt_tokens=5, completion_tokens=2)
    assert [] == read(cost_in_usd_ticks=5)
    assert [] == read_all({"usage": "cost_in_usd_ticks"}, XAI)


def test_the_usage_alone_is_xai_s_too() -> None:
    usage = {"prompt_tokens": 5, "completion_tokens": 2, "cost_in_usd_ticks": 1}
    assert [Record("xai", None, Counts(5, 2), stated=Decimal("1E-10"))] == read_all(usage, XAI)
