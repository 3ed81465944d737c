"""Usage is found in whatever it is wrapped, and nothing else is taken for it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import chat

from llmcost.cost.usage import Counts
from llmcost.errors import UsageError
from llmcost.logs import detector
from llmcost.logs.detector import Detector, flavour_names
from llmcost.logs.flavour import FileState
from llmcost.records.question import Question
from llmcost.records.record import BadRecord, Record

CHAT = chat("chatcmpl-0000000001")


def found(value: Any, **asked: Any) -> list[Record | BadRecord]:
    return list(Detector(Question(**asked)).records(value, FileState()))


def ids(value: Any) -> list[str | None]:
    return [each.id for each in found(value) if isinstance(each, Record)]


def deep(levels: int) -> Any:
    value: Any = CHAT
    for _ in range(levels):
        value = {"wrapped": value}
    return value


@pytest.mark.parametrize(
    "value",
    [
        CHAT,
        [CHAT],
        [[1, CHAT]],
        {"response": {"body": CHAT}},
        {"message": json.dumps(CHAT), "level": "info"},
        {"log": json.dumps({"data": json.dumps({"body": [CHAT]})})},
        deep(12),
    ],
)
def test_usage_is_found_at_any_depth(value: Any) -> None:
    assert ids(value) == [CHAT["id"]]


@pytest.mark.parametrize(
    "value",
    [
        None,
        17,
        "words",
        json.dumps(CHAT),
        {},
        {"messages": [CHAT]},
        {"content": CHAT},
        {"note": json.dumps(CHAT)},
        {"log": json.dumps(CHAT)[:-1]},
        {"log": "[" * 10_000 + "usage"},
        {"log": "{no usage"},
        {"log": '{"a": 1}'},
        deep(13),
    ],
)
def test_what_is_talk_of_usage_broken_or_too_deep_is_passed_over(value: Any) -> None:
    assert found(value) == []


def test_several_objects_in_one_value_are_read_in_their_order() -> None:
    second = chat("chatcmpl-0000000002")

    assert ids({"calls": [CHAT, {"deeper": second}, {"x": 1}]}) == [CHAT["id"], second["id"]]


def test_an_object_whose_figures_can_t_be_takes_no_other_with_it() -> None:
    wrong = chat("chatcmpl-0000000002", usage={"prompt_tokens": -1})

    first, refused, last = found([CHAT, wrong, CHAT])

    assert first == last
    assert str(refused) == "prompt_tokens is -1, but can't be negative"


def test_of_a_value_with_more_objects_than_any_record_the_rest_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(detector, "_MOST", 3)
    assert ids([{"a": CHAT}] * 10 + [{}] * 10) == [CHAT["id"]] * 10

    record, refused = found([CHAT, *({"a": 1} for _ in range(4)), CHAT])

    assert isinstance(record, Record)
    assert str(refused) == "it holds more objects than any record"


def test_of_an_object_with_a_record_that_can_t_be_none_counts() -> None:
    usage = {"input_tokens": 5, "output_tokens": 5}
    bad = {"type": "compaction", "input_tokens": -1, "output_tokens": 1}
    good = {"type": "message", **usage}
    body = {
        "id": "msg_01",
        "type": "message",
        "model": "claude-x",
        "usage": {**usage, "iterations": [good, bad]},
    }

    [refused] = found(body)

    assert isinstance(refused, BadRecord)


def test_one_format_alone_is_read_where_it_is_named() -> None:
    assert len(found(CHAT, flavour="openai-chat")) == 1
    assert found(CHAT, flavour="anthropic-messages") == []


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as refused:
        found(CHAT, flavour="OpenAI")
    with pytest.raises(UsageError) as strange:
        found(CHAT, flavour="zzz")

    names = ", ".join(flavour_names())
    assert refused.value.message == "--flavour: there is no format 'OpenAI'"
    assert refused.value.hint == f"did you mean openai-chat? one of {names}"
    assert strange.value.hint == f"one of {names}"
    assert list(flavour_names()) == sorted(set(flavour_names()))


def test_a_model_is_given_to_records_that_name_none() -> None:
    nameless = {key: value for key, value in CHAT.items() if key != "model"}

    models = [each.model for each in found([CHAT, nameless], model="acme/two") if isinstance(each, Record)]

    assert models == ["acme/one", "acme/two"]


def test_keys_are_looked_for_from_the_outermost_object_on() -> None:
    wrapped = {"team": "web", "response": {**CHAT, "tier": 5}}

    [record] = found(wrapped, by=("team", "model", "response.tier", "nothing"))
    [bare] = found({**CHAT, "team": "app"}, by=("team",))

    assert isinstance(record, Record)
    assert isinstance(bare, Record)
    assert record.tags == ("web", "5", None)
    assert bare.tags == ("app",)


@pytest.mark.parametrize("flavour", [None, "plain"])
def test_columns_of_one_s_own_hold_for_objects_too(flavour: str | None) -> None:
    row = {"engine": "acme/one", "tok": 7, "out": 3, "usage": 1}

    [record] = found(row, columns={"model": "engine", "input": "tok", "output": "out"}, flavour=flavour)

    assert isinstance(record, Record)
    assert (record.model, record.counts) == ("acme/one", Counts(7, 3))


KEYS = """
    id type model object usage usageMetadata input output prompt_tokens completion_tokens
    input_tokens output_tokens total_tokens prompt_tokens_details completion_tokens_details
    cached_tokens response body message payload info total_token_usage last_token_usage created
    timestamp cost cost_details metadata modelUsage result session_id attributes key value choices
    data usageDetails costDetails spend startTime totalTokenCount promptTokenCount
    candidatesTokenCount iterations cache_creation service_tier resourceSpans scopeSpans spans
    logRecords num_turns total_cost_usd custom_id provider x_groq requests
"""
WORDS = """
    message message_start message_delta result assistant event_msg token_count session_meta turn_context
    turn.completed chat.completion response list embedding GENERATION 12 2026-09-21T10:00:00Z {} x
"""
NUMBERS = st.integers(-1, 9) | st.just(10**13) | st.just(Decimal("1.5"))
SCALARS = st.none() | st.booleans() | NUMBERS | st.sampled_from(WORDS.split())
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=7)
    ),
    max_leaves=25,
)


@given(VALUES, st.booleans())
def test_nothing_stops_the_reading(value: Any, begins: bool) -> None:  # noqa: FBT001
    state = FileState(begins=begins)
    detector = Detector(Question(by=("team",)))

    for each in detector.records(value, state):
        if isinstance(each, Record):
            assert min(each.counts) >= 0
            assert each.stated is None or each.stated >= 0
        else:
            assert isinstance(each, BadRecord)


USAGE = CHAT["usage"]
MESSAGE_ID = "msg_01ABCDEFGHIJKLMNOPQRSTUV"


@pytest.mark.parametrize(
    "line",
    [
        {"ts": 1760000000, "usage": USAGE, "response": CHAT},
        {
            "ts": 1760000000,
            "id": "line-1",
            "usage": USAGE,
            "response": CHAT,
            "request": {"model": "asked-for"},
        },
        {"ts": 1760000000, "usage": USAGE, "response_body": json.dumps(CHAT)},
        {"ts": 1760000000, "model": "alias", "usage": USAGE, "data": {"raw": [CHAT]}},
    ],
)
def test_a_response_says_more_than_the_copy_of_its_usage_beside_it(line: dict[str, Any]) -> None:
    (record,) = found(line)
    assert isinstance(record, Record)
    assert (record.id, record.model) == (CHAT["id"], CHAT["model"])


def test_usage_beside_what_is_no_response_is_that_of_the_line() -> None:
    line = {"model": "m", "usage": USAGE, "metrics": {"prompt_tokens": 1, "completion_tokens": 1}}
    (record,) = found(line)
    assert isinstance(record, Record)
    assert (record.model, record.counts.input) == ("m", USAGE["prompt_tokens"])


@pytest.mark.parametrize("name", ["id", "response_id", "request_id", "completion_id"])
def test_an_issued_id_counts_under_whatever_name(name: str) -> None:
    assert ids({"ts": 1760000000, name: CHAT["id"], "model": "m", "usage": USAGE}) == [CHAT["id"]]


@pytest.mark.parametrize("name", ["id", "message_id", "response_id"])
def test_the_id_of_a_message_counts_beside_its_usage(name: str) -> None:
    usage = {"input_tokens": 10, "output_tokens": 20, "cache_read_input_tokens": 5}
    assert ids({"ts": 1760000000, name: MESSAGE_ID, "model": "m", "usage": usage}) == [MESSAGE_ID]
