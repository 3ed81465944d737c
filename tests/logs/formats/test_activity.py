"""OpenRouter's activity."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavour import FileState, Found
from llmcost.logs.formats.activity import ACTIVITY
from llmcost.records.record import BadRecord, Record

ROW: dict[str, Any] = {
    "generation_id": "gen-1793608200-QwErTyUiOp",
    "created_at": "2026-11-02 08:30:00.713",
    "cost_total": "0.0123",
    "cost_web_search": "0.004",
    "cost_cache": "-0.001",
    "tokens_prompt": "10400",
    "tokens_completion": "150",
    "tokens_reasoning": "64",
    "tokens_cached": "8192",
    "model_permaslug": "deepseek/deepseek-v3.2-20251201",
    "provider_name": "DeepInfra",
    "variant": "standard",
    "user": "u-1",
}
RECORD = Record(
    "openrouter-activity",
    "deepseek/deepseek-v3.2-20251201",
    Counts(input=10_400, output=150, cache_read=8_192, reasoning=64),
    1_793_608_200,
    "gen-1793608200-QwErTyUiOp",
    stated=Decimal("0.0123"),
    provider="DeepInfra",
    user="u-1",
)


def test_a_row_is_a_request_and_its_bill_is_whole() -> None:
    assert read_all(ROW, ACTIVITY) == [RECORD]


@pytest.mark.parametrize(
    ("model", "expected"),
    [("acme/a", "acme/a:free"), ("acme/a:free", "acme/a:free")],
)
def test_a_variant_is_part_of_the_model(model: str, expected: str) -> None:
    [record] = read_all(ROW | {"model_permaslug": model, "variant": "free"}, ACTIVITY)
    assert record.model == expected


@pytest.mark.parametrize(("cost", "stated"), [({}, "0.0523"), ({"cost_total": None}, "0.04")])
def test_under_the_users_own_key_the_provider_bills_too(cost: dict[str, Any], stated: str) -> None:
    [record] = read_all(ROW | {"byok_usage_inference": "0.04"} | cost, ACTIVITY)
    assert (record.stated, record.byok) == (Decimal(stated), True)


def test_a_cancelled_row_without_tokens_and_cost_is_no_request() -> None:
    nothing = {name: "0" for name in ROW if name.startswith(("tokens_", "cost_"))}
    assert read_all(ROW | nothing | {"cancelled": "true"}, ACTIVITY) == []


def test_a_row_that_sums_up_keeps_its_number_of_requests() -> None:
    day = {
        "date": "2026-11-02",
        "model": "openai/gpt-5",
        "model_permaslug": "openai/gpt-5-2025-08-07",
        "usage": Decimal("1.5"),
        "byok_usage_inference": 0,
        "requests": 12,
        "prompt_tokens": 1_000,
        "completion_tokens": 200,
        "reasoning_tokens": 50,
    }
    assert read_all(day, ACTIVITY) == [
        Record(
            "openrouter-activity",
            "openai/gpt-5-2025-08-07",
            Counts(input=1_000, output=200, reasoning=50),
            1_793_577_600,
            stated=Decimal("1.5"),
            requests=12,
        )
    ]


@pytest.mark.parametrize(("written", "stated"), [("$1,234.50", "1234.50"), ("0.5", "0.5"), ("$7", "7")])
def test_an_older_export_states_what_was_spent(written: str, stated: str) -> None:
    row = {"Model": "openai/gpt-5", "Spend": written, "Input Tokens": "1,200,000"}
    assert list(ACTIVITY.read(Found(row), FileState())) == [
        Record(
            "openrouter-activity",
            "openai/gpt-5",
            Counts(input=1_200_000),
            stated=Decimal(stated),
            requests=None,
        )
    ]


def test_what_is_no_amount_is_refused() -> None:
    with pytest.raises(BadRecord, match="cost_total is '1,23', not an amount"):
        read_all(ROW | {"cost_total": "1,23"}, ACTIVITY)


@pytest.mark.parametrize(
    "other", [{"model_permaslug": "openai/gpt-4o", "status": 200}, {"model": "a", "cost_total": 1}]
)
def test_what_only_looks_similar_is_left_to_others(other: dict[str, Any]) -> None:
    assert not ACTIVITY.claims(other, ())


def test_a_row_without_model_names_none() -> None:
    [record] = read_all(ROW | {"model_permaslug": ""}, ACTIVITY)
    assert record.model is None
