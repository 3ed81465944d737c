"""Langfuse's observations."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavour import FileState, Found
from llmcost.logs.formats.langfuse import LANGFUSE
from llmcost.records.record import BadRecord, Record

ROW: dict[str, Any] = {
    "id": "5e0c1c8f-5d0e-4c06-9c1b-3d11a72cf001",
    "traceId": "trace-9",
    "type": "GENERATION",
    "model": "claude-opus-4-1",
    "startTime": "2026-11-02T08:30:00.000Z",
    "usageDetails": {"input": 900, "output": 100, "total": 1_000},
    "costDetails": {"input": Decimal("0.01"), "total": Decimal("0.0175")},
    "calculatedTotalCost": Decimal("0.5"),
}
RECORD = Record(
    "langfuse",
    "claude-opus-4-1",
    Counts(input=900, output=100),
    1_793_608_200,
    "5e0c1c8f-5d0e-4c06-9c1b-3d11a72cf001",
    stated=Decimal("0.0175"),
    estimated=True,
    session="trace-9",
)


def test_a_generation_is_a_request() -> None:
    assert read_all(ROW, LANGFUSE) == [RECORD]


@pytest.mark.parametrize(
    ("details", "counts"),
    [
        ({"input": 900, "output": 100, "cache_read_input_tokens": 400, "total": 1_000}, (900, 100, 400)),
        ({"input": 900, "output": 100, "input_cached_tokens": 400, "total": 1_400}, (1_300, 100, 400)),
        ({"input": 900, "output": 100, "input_cache_read": 400}, (900, 100, 400)),
        (
            {"input": 9, "output": 100, "cache_creation_input_tokens": 50, "input_cache_creation_1h": 20},
            (59, 100, 0, 30, 20),
        ),
        ({"input": 90, "output": 1, "input_cache_creation_5m": 5, "total": 96}, (95, 1, 0, 5)),
    ],
)
def test_cached_tokens_are_counted_once(details: dict[str, int], counts: tuple[int, ...]) -> None:
    [record] = read_all(ROW | {"usageDetails": details}, LANGFUSE)
    assert record.counts == Counts(*counts)


def test_parts_that_stand_beside_both_totals_are_put_inside() -> None:
    details = {
        "input": 600,
        "input_cached_tokens": 250,
        "input_audio_tokens": 50,
        "input_image_tokens": 10,
        "output": 60,
        "output_reasoning_tokens": 30,
        "output_audio_tokens": 10,
        "output_image_tokens": 5,
        "total": 1_015,
    }
    [record] = read_all(ROW | {"usageDetails": details}, LANGFUSE)
    assert record.counts == Counts(
        input=910,
        output=105,
        cache_read=250,
        image_input=10,
        audio_input=50,
        reasoning=30,
        image_output=5,
        audio_output=10,
    )


@pytest.mark.parametrize(
    ("kind", "counts", "remarks"),
    [
        ("EMBEDDING", Counts(input=70), ()),
        ("GENERATION", Counts(output=70), ("unattributed_output",)),
    ],
)
def test_a_total_alone_is_input_of_an_embedding_and_output_of_a_generation(
    kind: str, counts: Counts, remarks: tuple[str, ...]
) -> None:
    [record] = read_all(ROW | {"type": kind, "usageDetails": {"total": 70}}, LANGFUSE)
    assert (record.counts, record.remarks) == (counts, remarks)


@pytest.mark.parametrize(
    "legacy",
    [
        {"promptTokens": 900, "completionTokens": 100, "totalTokens": 1_000},
        {"usage": {"input": 900, "output": 100, "total": 1_000, "unit": "TOKENS"}},
        {"usage": {"input": 900, "output": 100}, "usageDetails": {}},
        {"inputUsage": "900", "outputUsage": "100", "totalUsage": "1000", "input": "Hi", "output": "Ho"},
    ],
)
def test_older_names_are_read_too(legacy: dict[str, Any]) -> None:
    bare = {name: value for name, value in ROW.items() if name != "usageDetails"}
    assert read_all(bare | legacy, LANGFUSE) == [RECORD]


def test_other_units_are_no_tokens() -> None:
    usage = {"input": 900, "output": 100, "unit": "CHARACTERS"}
    assert read_all(ROW | {"usageDetails": None, "usage": usage}, LANGFUSE) == []
    assert read_all(ROW | {"usageDetails": None, "unit": "IMAGES", "promptTokens": 2}, LANGFUSE) == []


@pytest.mark.parametrize(
    ("costs", "stated"),
    [
        ({}, "0.0175"),
        ({"costDetails": {"input": 1}}, "0.5"),
        ({"costDetails": None, "calculatedTotalCost": None, "totalCost": "0.25"}, "0.25"),
        ({"costDetails": None, "calculatedTotalCost": None, "usage": {"totalCost": "0.125"}}, "0.125"),
    ],
)
def test_the_cost_in_detail_wins_over_older_sums(costs: dict[str, Any], stated: str) -> None:
    [record] = read_all(ROW | costs, LANGFUSE)
    assert record.stated == Decimal(stated)


def test_without_cost_none_is_stated() -> None:
    [record] = read_all(ROW | {"costDetails": {}, "calculatedTotalCost": None}, LANGFUSE)
    assert (record.stated, record.estimated) == (None, False)


def test_nothing_used_is_no_request_unless_it_cost() -> None:
    unused = ROW | {"usageDetails": {"input": 0, "output": 0}}
    assert read_all(unused | {"costDetails": {"total": 0}}, LANGFUSE) == []
    assert read_all(unused, LANGFUSE) == [RECORD._replace(counts=Counts())]


@pytest.mark.parametrize("kind", ["SPAN", "EVENT", "agent"])
def test_other_observations_are_taken_and_hold_no_request(kind: str) -> None:
    row = ROW | {"type": kind}
    assert LANGFUSE.claims(row, ())
    assert read_all(row, LANGFUSE) == []


def test_a_row_of_an_export_is_read_alike() -> None:
    row = {
        "id": ROW["id"],
        "trace_id": "trace-9",
        "type": "GENERATION",
        "provided_model_name": "claude-opus-4-1",
        "start_time": "2026-11-02 08:30:00.000",
        "usage_details": json.dumps(ROW["usageDetails"]),
        "cost_details": "{'total':0.0175}",
    }
    assert read_all(row, LANGFUSE) == [RECORD]


def test_a_trace_holds_its_observations() -> None:
    trace = {
        "id": "trace-9",
        "sessionId": "s-4",
        "userId": "u-2",
        "output": {"usage": {"prompt_tokens": 1, "completion_tokens": 1}},
        "observations": [ROW | {"type": "SPAN"}, ROW | {"id": "o2"}, "obs-id", {"type": "GENERATION"}],
    }
    expected = RECORD._replace(
        id=f"trace-9 o2 {RECORD.time} {RECORD.model} {RECORD.counts.input}", session="s-4", user="u-2"
    )
    assert read_all(trace, LANGFUSE) == [expected]


def test_one_bad_observation_does_not_cost_the_others() -> None:
    bad = ROW | {"usageDetails": {"input": -5}}
    reading = LANGFUSE.read(Found({"observations": [bad, bad, ROW]}), FileState())
    assert next(reading) == RECORD
    with pytest.raises(BadRecord, match="input is -5"):
        next(reading)


@pytest.mark.parametrize(
    "other",
    [
        {"type": "message", "usage": {"input_tokens": 1}},
        {"type": "GENERATION", "startTime": "2026-11-02"},
        {"type": "GENERATION", "traceId": "t"},
        {"type": 7, "traceId": "t", "startTime": "2026-11-02"},
        {"observations": ["a"]},
        {"observations": 3},
    ],
)
def test_what_only_looks_similar_is_left_to_others(other: dict[str, Any]) -> None:
    assert not LANGFUSE.claims(other, ())
