"""The events of ``claude -p`` are parts, and its result is the whole by model."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavour import FileState
from llmcost.logs.formats.claude_code_stream import CLAUDE_CODE_STREAM
from llmcost.records.record import BadRecord, Record

Event = dict[str, Any]

SESSION = "5d0c2f6a-0000-4000-8000-000000000002"
WHOLE = f"claude:{SESSION}"
MESSAGE = "msg_01AbCdEfGhIjKlMnOpQrStUv"
OPUS, HAIKU = "claude-opus-4-5-20251101", "claude-haiku-4-5-20251001"
SPLIT = {"ephemeral_5m_input_tokens": 1000, "ephemeral_1h_input_tokens": 4000}
USAGE = {
    "input_tokens": 7,
    "cache_creation_input_tokens": 5000,
    "cache_read_input_tokens": 30_000,
    "cache_creation": SPLIT,
    "output_tokens": 90,
    "service_tier": "standard",
}
OF_OPUS = {
    "inputTokens": 10,
    "outputTokens": 120,
    "cacheReadInputTokens": 30_000,
    "cacheCreationInputTokens": 5000,
    "webSearchRequests": 2,
    "costUSD": Decimal("0.061"),
    "contextWindow": 200_000,
}
OF_HAIKU = {
    "inputTokens": 300,
    "outputTokens": 20,
    "cacheReadInputTokens": 0,
    "cacheCreationInputTokens": 0,
    "webSearchRequests": 0,
    "costUSD": Decimal("0.000400000000000000001"),
}


def event(kind: str, **more: Any) -> Event:
    return {"type": kind, "session_id": SESSION, "uuid": "u-1", "parent_tool_use_id": None, **more}


def assistant(model: str = OPUS, id_: str = MESSAGE, **more: Any) -> Event:
    return event("assistant", message={"id": id_, "type": "message", "model": model, "usage": USAGE}, **more)


def result(**more: Any) -> Event:
    return event("result", subtype="success", **{"total_cost_usd": Decimal("0.0614"), "usage": USAGE, **more})


def read_events(*events: Event, state: FileState | None = None) -> list[Record]:
    state = state or FileState()
    return [record for each in events for record in read_all(each, CLAUDE_CODE_STREAM, state=state)]


PART = Record(
    "claude-code-stream",
    OPUS,
    Counts(35_007, 90, cache_read=30_000, cache_write=1000, cache_write_1h=4000),
    id=MESSAGE,
    session=SESSION,
    part_of=f"{WHOLE}/events",
)


def share(
    model: str | None, counts: Counts, stated: str | None, mark: str | None = None, **more: Any
) -> Record:
    return Record(
        "claude-code-stream",
        model,
        counts,
        id=f"claude-result:{SESSION}#{model if mark is None else mark}",
        stated=None if stated is None else Decimal(stated),
        estimated=stated is not None,
        session=SESSION,
        requests=None,
        whole_of=WHOLE,
        **more,
    )


def test_events_of_one_message_share_its_id() -> None:
    assert read_events(assistant(), assistant()) == [PART, PART]


def test_an_id_of_another_server_is_unique_within_the_session() -> None:
    assert [record.id for record in read_events(assistant(id_="chatcmpl-77"))] == [f"{SESSION}:chatcmpl-77"]


def test_a_result_states_the_whole_by_model() -> None:
    counts = Counts(35_010, 120, cache_read=30_000, cache_write=5000, web_search=2)
    assert read_events(result(modelUsage={OPUS: OF_OPUS, HAIKU: OF_HAIKU})) == [
        share(OPUS, counts, "0.061", remarks=("no_cache_split",)),
        share(HAIKU, Counts(300, 20), "0.000400000000000000001"),
    ]


def test_how_long_cache_writes_last_is_known_of_a_single_model() -> None:
    counts = Counts(35_010, 120, cache_read=30_000, cache_write=1000, cache_write_1h=4000, web_search=2)
    fast = {**USAGE, "speed": "fast"}
    assert read_events(result(modelUsage={OPUS: OF_OPUS})) == [share(OPUS, counts, "0.061")]
    assert read_events(result(usage=fast, modelUsage={OPUS: OF_OPUS})) == [
        share(OPUS, counts, "0.061", tier="fast")
    ]


def test_a_split_of_other_writes_says_nothing() -> None:
    more = {**OF_OPUS, "cacheCreationInputTokens": 6000}
    (record,) = read_events(result(modelUsage={OPUS: more}))
    assert (record.counts.cache_write, record.counts.cache_write_1h) == (6000, 0)
    assert record.remarks == ("no_cache_split",)


def test_the_long_context_window_is_no_part_of_the_name() -> None:
    (record,) = read_events(result(modelUsage={f"{OPUS}[1m]": OF_HAIKU}))
    assert record == share(OPUS, Counts(300, 20), "0.000400000000000000001", f"{OPUS}[1m]")


def test_an_older_result_is_of_the_model_of_the_main_loop() -> None:
    helper = assistant(HAIKU, parent_tool_use_id="toolu_1")
    made_up = assistant("<synthetic>")
    expected = share(OPUS, PART.counts, "0.0614", "")
    older = result(
        usage={**USAGE, "iterations": [{"type": "compaction", "input_tokens": 5, "output_tokens": 5}]}
    )
    assert read_events(assistant(), helper, made_up, older)[2:] == [expected]
    assert read_events(event("system", subtype="init", model=OPUS), older) == [expected]
    assert read_events(older) == [expected._replace(model=None)]
    assert read_events({**event("system", model=OPUS), "session_id": "other"}, older)[0].model is None


def test_an_older_result_whose_beginning_was_not_read_asks_for_the_whole_file() -> None:
    state = FileState(begins=False)
    assert read_events(result(), state=state) == []
    assert state.lacks_earlier
    state = FileState(begins=False)
    assert len(read_events(assistant(), result(), state=state)) == 2
    assert not state.lacks_earlier


def test_a_bill_without_tokens_stands_and_nothing_at_all_does_not() -> None:
    assert read_events(result(usage=None)) == [share(None, Counts(), "0.0614", "")]
    assert read_events(result(usage=None, total_cost_usd=0)) == []
    assert read_events(result(usage=None, total_cost_usd=None, modelUsage={OPUS: "none", HAIKU: {}})) == []


def test_a_result_without_a_bill_has_none() -> None:
    assert read_events(result(total_cost_usd=None)) == [share(None, PART.counts, None, "")]


def piece(**more: Any) -> Event:
    return event("stream_event", event=more)


def test_pieces_of_a_message_state_its_final_output() -> None:
    start = {"id": MESSAGE, "type": "message", "model": OPUS, "usage": {**USAGE, "output_tokens": 1}}
    pieces = (
        piece(type="message_start", message=start),
        piece(type="content_block_delta", delta={"type": "text_delta", "text": "{}"}),
        piece(type="message_delta", usage={"output_tokens": 95}),
        piece(type="message_stop"),
    )
    assert read_events(*pieces) == [PART._replace(counts=PART.counts._replace(output=95))]


@pytest.mark.parametrize(
    "nothing",
    [
        assistant("<synthetic>"),
        event("user", tool_use_result={"totalTokens": 5, "usage": USAGE}),
        event("system", subtype="init", model=OPUS),
        event("assistant", message={"type": "message", "content": []}),
    ],
)
def test_events_that_state_no_request_are_claimed_and_give_nothing(nothing: Event) -> None:
    assert CLAUDE_CODE_STREAM.claims(nothing, ())
    assert read_events(nothing) == []


@pytest.mark.parametrize(
    "other",
    [
        {"type": "result", "session_id": SESSION, "usage": {"prompt_tokens": 5, "completion_tokens": 5}},
        {"type": "assistant", "session_id": SESSION, "message": {"usage": {"prompt_tokens": 5}}},
        {"type": "user", "session_id": SESSION, "usage": USAGE},
        {"type": "chat", "session_id": SESSION, "uuid": "u-1", "usage": USAGE},
        {**assistant(), "session_id": None},
        {**assistant(), "type": None},
    ],
)
def test_other_logs_are_left_to_others(other: Event) -> None:
    assert not CLAUDE_CODE_STREAM.claims(other, ())


def test_figures_that_cannot_be_are_refused_by_their_own_name() -> None:
    with pytest.raises(BadRecord, match="outputTokens is -1, but can't be negative"):
        read_events(result(modelUsage={OPUS: {"outputTokens": -1}}))
    with pytest.raises(BadRecord, match="costUSD is 'much', not an amount"):
        read_events(result(modelUsage={OPUS: {"costUSD": "much"}}))
