"""Anthropic's usage object: cache writes, tiers, and samplings that are billed besides."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.cost.usage import Counts
from llmcost.logs.formats.anthropic_usage import records_of
from llmcost.records.record import Record

REQUEST = Record("anthropic-messages", "claude-sonnet-5", Counts(), id="msg_1", time=9)


def sampling(kind: str, given: int, made: int, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "input_tokens": given,
        "output_tokens": made,
        "cache_read_input_tokens": 0,
        "cache_creation": {},
        **more,
    }


def read(usage: dict[str, Any], request: Record = REQUEST) -> list[Record]:
    return list(records_of({"input_tokens": 0, "output_tokens": 0, **usage}, request))


def main(counts: Counts, **more: Any) -> Record:
    return REQUEST._replace(counts=counts, **more)


def test_writes_without_a_split_are_those_of_five_minutes() -> None:
    usage = {"input_tokens": 1, "cache_creation_input_tokens": 50}

    assert read(usage) == [main(Counts(51, cache_write=50), remarks=("no_cache_split",))]
    assert read({**usage, "cache_creation_input_tokens": 0}) == [main(Counts(1))]


def test_a_split_is_at_least_what_was_written() -> None:
    split = {"ephemeral_5m_input_tokens": 10, "ephemeral_1h_input_tokens": 20}

    assert read({"cache_creation": split}) == [main(Counts(30, cache_write=10, cache_write_1h=20))]
    assert read({"cache_creation": split, "cache_creation_input_tokens": 35}) == [
        main(Counts(35, cache_write=15, cache_write_1h=20))
    ]


def test_more_thinking_than_output_is_cut() -> None:
    usage = {"output_tokens": 5, "output_tokens_details": {"thinking_tokens": 6}}

    assert read(usage) == [main(Counts(0, 5, reasoning=5), remarks=("reasoning_over_output",))]


@pytest.mark.parametrize(
    ("stated", "tier"),
    [
        ({}, ""),
        ({"service_tier": None, "speed": "standard", "inference_geo": "not_available"}, ""),
        ({"service_tier": "batch", "inference_geo": "us"}, "batch"),
        ({"service_tier": "priority"}, "priority"),
        ({"service_tier": "standard", "speed": "fast", "inference_geo": "us"}, "fast"),
        ({"service_tier": "standard", "inference_geo": "us"}, "us"),
        ({"inference_geo": "global"}, ""),
    ],
)
def test_tiers(stated: dict[str, Any], tier: str) -> None:
    assert read(stated)[0].tier == tier


def test_a_tier_that_is_known_otherwise_stands() -> None:
    assert read({"service_tier": "standard"}, REQUEST._replace(tier="batch"))[0].tier == "batch"


def test_compaction_is_billed_besides_and_messages_are_not() -> None:
    usage = {
        "input_tokens": 200,
        "output_tokens": 8,
        "inference_geo": "us",
        "iterations": [
            sampling("compaction", 100, 80, cache_read_input_tokens=50_000),
            sampling("message", 200, 8),
            sampling("compaction", 300, 90, cache_creation_input_tokens=7),
        ],
    }
    besides = REQUEST._replace(tier="us")

    assert read(usage) == [
        main(Counts(200, 8), tier="us"),
        besides._replace(id="msg_1#compaction", counts=Counts(50_100, 80, cache_read=50_000)),
        besides._replace(id="msg_1#compaction#2", counts=Counts(307, 90, cache_write=7)),
    ]


def test_an_advisor_is_another_model_besides() -> None:
    usage = {
        "input_tokens": 300,
        "output_tokens": 30,
        "speed": "fast",
        "iterations": [
            sampling("message", 100, 10),
            sampling("advisor_message", 500, 60, model="claude-opus-5"),
            sampling("message", 200, 20),
        ],
    }

    assert read(usage) == [
        main(Counts(300, 30), tier="fast"),
        main(Counts(500, 60), model="claude-opus-5", id="msg_1#claude-opus-5"),
    ]
    batch = read({**usage, "service_tier": "batch"}, REQUEST._replace(id=None))
    assert [(record.tier, record.id) for record in batch] == [("batch", None), ("batch", None)]


def test_input_of_the_first_sampling_alone_is_raised_to_that_of_all() -> None:
    usage = {
        "input_tokens": 400,
        "output_tokens": 50,
        "iterations": [
            sampling("message", 400, 10),
            sampling("message", 900, 40, cache_read_input_tokens=400),
        ],
    }

    assert read(usage) == [main(Counts(1700, 50, cache_read=400))]


def test_a_fallback_names_the_model_that_served_and_a_model_that_declined_at_once_is_not_billed() -> None:
    usage = {
        "input_tokens": 400,
        "output_tokens": 50,
        "iterations": [
            sampling("message", 390, 0, model="claude-sonnet-5"),
            sampling("fallback_message", 400, 50, model="claude-opus-4-8"),
        ],
    }

    assert read(usage) == [main(Counts(400, 50), model="claude-opus-4-8")]
    usage["iterations"][0]["output_tokens"] = 7  # type: ignore[index]
    assert read(usage)[1:] == [main(Counts(390, 7), id="msg_1#claude-sonnet-5")]


def test_the_bill_of_a_request_stands_once() -> None:
    usage = {"cost": Decimal("0.5"), "iterations": [sampling("compaction", 1, 2)]}

    assert [(record.flavour, record.stated) for record in read(usage)] == [
        ("openrouter-messages", Decimal("0.5")),
        ("openrouter-messages", Decimal(0)),
    ]


def test_an_estimate_of_a_gateway_is_one() -> None:
    record = read({"pydantic_ai_gateway": {"cost_estimate": Decimal("0.25")}})[0]

    assert (record.flavour, record.stated, record.estimated) == ("anthropic-messages", Decimal("0.25"), True)


@pytest.mark.parametrize(
    "iterations", [None, "none", {}, ["none", {"type": "unheard_of", "output_tokens": 9}]]
)
def test_iterations_of_another_kind_change_nothing(iterations: Any) -> None:
    assert read({"output_tokens": 4, "iterations": iterations}) == [main(Counts(0, 4))]
