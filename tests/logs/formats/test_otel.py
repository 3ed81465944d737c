"""OTLP's JSON, which packs many spans and log records into one object."""

from __future__ import annotations

from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavour import FileState, Found
from llmcost.logs.formats.otel import OTEL
from llmcost.records.record import BadRecord, Record


def listed(**stated: Any) -> list[dict[str, Any]]:
    return [{"key": name.replace("__", "."), "value": value} for name, value in stated.items()]


def span(number: int, tokens: str = "100") -> dict[str, Any]:
    return {
        "traceId": "t",
        "spanId": f"s{number}",
        "startTimeUnixNano": "1793608200000000000",
        "attributes": listed(
            gen_ai__operation__name={"stringValue": "chat"},
            gen_ai__response__model={"stringValue": "gpt-5"},
            gen_ai__usage__input_tokens={"intValue": tokens},
        ),
    }


def packed(*spans: Any) -> dict[str, Any]:
    about = listed(session__id={"stringValue": "session-1"}, user__id={"stringValue": "u-1"})
    return {"resourceSpans": [{"resource": {"attributes": about}, "scopeSpans": [{"spans": list(spans)}]}]}


def record(number: int) -> Record:
    return Record(
        "otel",
        "gpt-5",
        Counts(input=100),
        1_793_608_200,
        f"t:s{number}",
        session="session-1",
        user="u-1",
    )


def test_all_spans_of_a_pack_are_read() -> None:
    spans = [span(number) for number in range(2_000)]
    assert read_all(packed(*spans, {"name": "GET"}, "torn"), OTEL) == [
        record(number) for number in range(2_000)
    ]


def test_one_bad_span_does_not_cost_the_others() -> None:
    reading = OTEL.read(Found(packed(span(1), span(2, "-1"), span(3, "x"), span(4))), FileState())
    assert [next(reading), next(reading)] == [record(1), record(4)]
    with pytest.raises(BadRecord, match="is '-1'"):
        next(reading)


def test_log_records_are_packed_alike() -> None:
    event = {
        "body": {"stringValue": "claude_code.api_request"},
        "attributes": listed(input_tokens={"intValue": "3"}, model={"stringValue": "claude-haiku-4-5"}),
    }
    pack = {"resource_logs": [{"scope_logs": [{"log_records": [event, {"body": "hello"}]}]}]}
    assert read_all(pack, OTEL) == [Record("otel", "claude-haiku-4-5", Counts(input=3))]


@pytest.mark.parametrize("torn", [{"resourceSpans": None}, {"resourceLogs": [3, {"scopeLogs": "x"}]}])
def test_an_empty_pack_holds_no_requests(torn: dict[str, Any]) -> None:
    assert read_all(torn, OTEL) == []


def test_a_forced_reading_of_something_else_gives_nothing() -> None:
    assert list(OTEL.read(Found({"message": "hello"}), FileState())) == []
