"""Raw events of streams: the last counts, with the name that the first event has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavour import FileState
from llmcost.logs.formats.anthropic_stream import ANTHROPIC_STREAM, OPENROUTER_STREAM
from llmcost.records.record import Record

Event = dict[str, Any]


def start(name: str = "msg_01Abcdefghijkl", **usage: Any) -> Event:
    stated = {"input_tokens": 10, "output_tokens": 1, **usage}
    message = {"id": name, "type": "message", "model": "claude-opus-5", "usage": stated}
    return {"type": "message_start", "message": message}


def delta(**usage: Any) -> Event:
    return {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": usage}


def read(*events: Event, state: FileState | None = None, trail: Event | None = None) -> list[Record]:
    state = state or FileState()
    around = () if trail is None else (trail,)
    return [
        record for event in events for record in read_all(event, ANTHROPIC_STREAM, trail=around, state=state)
    ]


def record(counts: Counts, name: str | None = "msg_01Abcdefghijkl", **more: Any) -> Record:
    return Record("anthropic-messages", "claude-opus-5", counts, id=name, **more)


def test_the_last_counts_stand_for_the_whole() -> None:
    split = {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 30}
    begin = start(cache_creation_input_tokens=30, cache_creation=split, service_tier="priority")

    assert read(begin, delta(output_tokens=40), delta(output_tokens=90, input_tokens=None)) == [
        record(Counts(40, 40, cache_write_1h=30), tier="priority"),
        record(Counts(40, 90, cache_write_1h=30), tier="priority"),
    ]


def test_counts_of_compaction_at_the_beginning_are_not_those_of_the_message() -> None:
    split = {"ephemeral_5m_input_tokens": 500, "ephemeral_1h_input_tokens": 0}
    compaction = {"type": "compaction", "input_tokens": 9, "output_tokens": 5, "cache_creation": split}
    end = delta(input_tokens=20, output_tokens=8, cache_creation_input_tokens=0, iterations=[compaction])

    assert read(start(cache_creation_input_tokens=500, cache_creation=split), end) == [
        record(Counts(20, 8)),
        record(Counts(509, 5, cache_write=500), "msg_01Abcdefghijkl#compaction"),
    ]


def test_a_stream_that_broke_off_gives_nothing() -> None:
    assert read(start()) == []


def test_streams_are_told_apart_by_the_names_around_them() -> None:
    state = FileState()
    one, two = {"request_id": "a"}, {"request_id": "b"}
    read(start("msg_01One000000000"), state=state, trail=one)
    read(start("msg_01Two000000000"), state=state, trail=two)

    assert read(delta(output_tokens=4), state=state, trail=one) == [
        record(Counts(10, 4), "msg_01One000000000")
    ]
    assert read(delta(output_tokens=5), state=state, trail=two) == [
        record(Counts(10, 5), "msg_01Two000000000")
    ]


def test_no_more_than_some_streams_are_remembered() -> None:
    state = FileState()
    for number in range(70):
        read(start(), state=state, trail={"request_id": f"r{number}"})

    assert len(state.notes["anthropic-messages"]) == 64


def test_a_stream_has_the_time_of_its_beginning_or_else_of_its_end() -> None:
    end = {"ts": "2026-10-05T10:00:09Z", "model": "claude-opus-5"}
    state = FileState()
    read(start(), state=state, trail={"ts": "2026-10-05T10:00:00Z"})

    assert read(delta(output_tokens=4), state=state, trail=end)[0].time == 1_791_194_400
    read(start(), state=state)
    assert read(delta(output_tokens=4), state=state, trail=end)[0].time == 1_791_194_409


def test_an_end_without_beginning_counts_by_itself() -> None:
    assert read(delta(output_tokens=4), trail={"model": "claude-opus-5"}) == [record(Counts(0, 4), None)]


def test_an_end_asks_for_the_lines_before_where_these_were_not_read() -> None:
    state = FileState(begins=False)

    assert read(delta(output_tokens=4), state=state) == []
    assert state.lacks_earlier
    state = FileState(begins=False)
    assert len(read(start(), delta(output_tokens=4), state=state)) == 1
    assert not state.lacks_earlier


def test_openrouter_states_the_bill_at_the_end() -> None:
    state = FileState()
    events = [start(), delta(output_tokens=4, cost=Decimal("0.5"))]
    found = [one for event in events for one in read_all(event, OPENROUTER_STREAM, state=state)]

    assert found == [record(Counts(10, 4), stated=Decimal("0.5"))._replace(flavour="openrouter-messages")]
    assert read(*events) == found
    assert not OPENROUTER_STREAM.claims(delta(output_tokens=4), ())


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message_start"},
        {"type": "message_delta", "usage": None},
        {"type": "message_stop", "usage": {}},
        {"type": ["message_start"]},
    ],
)
def test_other_events_are_not_claimed(event: Event) -> None:
    assert not ANTHROPIC_STREAM.claims(event, ())
    assert not OPENROUTER_STREAM.claims(event, ())
