"""Codex' running totals become requests that sum to the session's own final total."""

from __future__ import annotations

from typing import Any

import pytest
from formats import read_all

from llmcost.cost.usage import Counts
from llmcost.logs.flavour import FileState
from llmcost.logs.formats.codex import CODEX
from llmcost.records.record import BadRecord, Record

Line = dict[str, Any]

PARENT = "0199f000-0000-7aaa-8bbb-000000000001"
FORK = "0199f0ff-0000-7aaa-8bbb-000000000002"
TURN = "0199f001-0000-7ccc-8ddd-000000000003"
OWN_TURN = "0199f0ff-ffff-7ccc-8ddd-000000000004"
AT = 1_760_702_400
MORNING = "2025-10-17T12:00:00.500Z"


def meta(name: str, **more: Any) -> Line:
    return {"timestamp": MORNING, "type": "session_meta", "payload": {"id": name, **more}}


def turn(model: str | None = "gpt-5-codex", name: str | None = None) -> Line:
    return {"timestamp": MORNING, "type": "turn_context", "payload": {"model": model, "turn_id": name}}


def usage(tokens: tuple[int, ...]) -> dict[str, int]:
    names = ("input_tokens", "cached_input_tokens", "output_tokens", "reasoning_output_tokens")
    return {**dict(zip(names, tokens, strict=True)), "total_tokens": tokens[0] + tokens[2]}


def totals(total: tuple[int, ...], last: tuple[int, ...] | None = None, at: str = MORNING) -> Line:
    info = {"total_token_usage": usage(total), "last_token_usage": last and usage(last)}
    return {"timestamp": at, "type": "event_msg", "payload": {"type": "token_count", "info": info}}


FIRST, SECOND = (900, 500, 40, 30), (2000, 1400, 100, 60)
GROWTH = (1100, 900, 60, 30)
SESSION = (
    meta(PARENT),
    turn(),
    {"timestamp": MORNING, "type": "event_msg", "payload": {"type": "token_count", "info": None}},
    totals(FIRST, FIRST),
    totals(FIRST, FIRST),
    totals(SECOND, GROWTH),
    turn("gpt-5.1-codex"),
    totals(SECOND, GROWTH),
)


def read_lines(*lines: Line, state: FileState | None = None) -> list[Record]:
    state = state or FileState()
    return [record for line in lines for record in read_all(line, CODEX, state=state)]


def codex(counts: Counts, mark: str, session: str = PARENT, **more: Any) -> Record:
    shared: dict[str, Any] = {"time": AT, "session": session, "part_of": f"codex:{session}"}
    return Record("codex", "gpt-5-codex", counts, id=f"codex:{mark}", **{**shared, **more})


REQUESTS = [
    codex(Counts(900, 40, cache_read=500, reasoning=30), f"{PARENT}:900/500/0/40/30"),
    codex(Counts(1100, 60, cache_read=900, reasoning=30), f"{PARENT}:2000/1400/0/100/60"),
]


def test_each_request_is_what_the_totals_grew_by() -> None:
    assert read_lines(*SESSION) == REQUESTS


def test_a_missing_line_is_made_up_for_by_the_totals() -> None:
    _, second = read_lines(*SESSION[:4], totals((3100, 2300, 160, 90), GROWTH))
    assert second == codex(
        Counts(2200, 120, cache_read=1800, reasoning=60), f"{PARENT}:3100/2300/0/160/90", requests=None
    )


def test_totals_that_fell_or_were_inherited_count_by_the_last_request() -> None:
    small = (300, 0, 20, 0)
    inherited, fallen = read_lines(meta(PARENT), turn(), totals(SECOND, GROWTH), totals(small, small))
    assert inherited.counts == Counts(1100, 60, cache_read=900, reasoning=30)
    assert fallen.counts == Counts(300, 20)


def test_totals_alone_are_enough() -> None:
    first, second = read_lines(meta(PARENT), turn(), totals(FIRST), totals(SECOND))
    assert (first.counts, first.requests) == (REQUESTS[0].counts, 1)
    assert (second.counts, second.requests) == (REQUESTS[1].counts, 1)


def test_no_growth_is_no_request() -> None:
    assert read_lines(meta(PARENT), turn(), totals((0, 0, 0, 0))) == []


def test_cache_writes_are_inside_the_input() -> None:
    line = totals(FIRST, FIRST)
    for stated in line["payload"]["info"].values():
        stated["cache_write_input_tokens"] = 100
    (record,) = read_lines(meta(PARENT), line)
    assert record.counts == Counts(900, 40, cache_read=500, cache_write=100, reasoning=30)


def test_parts_are_at_most_their_total() -> None:
    wild = (100, 120, 10, 11)
    (record,) = read_lines(meta(PARENT), totals(wild, wild))
    assert record.counts == Counts(100, 10, cache_read=100, reasoning=10)
    assert record.remarks == ("cached_over_input", "reasoning_over_output")


def test_an_older_session_names_its_model_at_its_head_or_nowhere() -> None:
    (named,) = read_lines(meta(PARENT, model="codex-mini-latest"), totals(FIRST, FIRST))
    (unnamed,) = read_lines(meta(PARENT), turn(None), totals(FIRST, FIRST))
    assert (named.model, unnamed.model) == ("codex-mini-latest", None)


def test_a_file_without_head_has_no_session() -> None:
    assert read_lines(turn(), *SESSION[3:5]) == [
        REQUESTS[0]._replace(id=None, session=None, part_of=None),
    ]
    assert read_lines({"type": "session_meta", "payload": {}}, turn(), totals(FIRST, FIRST))[0].id is None


def fork(*own: Line, turn_name: str | None) -> tuple[Line, ...]:
    """A parent's lines as its fork repeats them, under the time of the fork, and the fork's own."""
    later = "2025-10-18T09:00:00Z"
    replayed = (turn(name=turn_name), totals(FIRST, FIRST, later), totals(FIRST, FIRST, later))
    return (meta(FORK, forked_from_id=PARENT), meta(PARENT), *replayed, *own)


def test_a_fork_repeats_its_parent_under_the_same_ids_and_at_the_time_of_the_turn() -> None:
    (original,) = read_lines(meta(PARENT), turn(name=TURN), totals(FIRST, FIRST))
    replay, own = read_lines(*fork(turn(name=OWN_TURN), totals(SECOND, GROWTH), turn_name=TURN))
    assert original == codex(REQUESTS[0].counts, f"{TURN}:900/500/0/40/30")
    assert replay == original._replace(time=0x0199F0010000 // 1000)
    assert own == codex(REQUESTS[1].counts, f"{OWN_TURN}:2000/1400/0/100/60", session=FORK)


def test_without_lasting_names_of_turns_parent_and_fork_share_the_oldest_session() -> None:
    replay, own = read_lines(*fork(totals(SECOND, GROWTH), turn_name="1"))
    assert [replay.id, own.id] == [record.id for record in REQUESTS]
    assert (replay.session, replay.time) == (FORK, AT + 75_600)


def test_a_fork_that_leaves_out_its_parents_head_still_names_it() -> None:
    head, _, *rest = fork(turn_name=TURN)
    (replay,) = read_lines(head, *rest)
    assert (replay.session, replay.id) == (PARENT, f"codex:{TURN}:900/500/0/40/30")


def test_a_head_written_again_changes_nothing() -> None:
    assert read_lines(*SESSION[:4], meta(PARENT), *SESSION[4:]) == REQUESTS


def test_joined_files_are_sessions_of_their_own() -> None:
    first, second = read_lines(*SESSION[:4], meta("B"), turn(), totals(FIRST, FIRST))
    assert first == REQUESTS[0]
    assert second == codex(REQUESTS[0].counts, "B:900/500/0/40/30", session="B")


EXEC = (
    {"type": "thread.started", "thread_id": PARENT},
    {"type": "turn.started"},
    {"type": "item.completed", "item": {"id": "item_0", "aggregated_output": '{"usage":{"input_tokens":7}}'}},
    {"type": "turn.completed", "usage": usage(FIRST)},
    {"type": "turn.failed", "error": {"message": "stopped"}},
)


def test_a_turn_of_exec_states_the_whole_thread() -> None:
    assert read_lines(*EXEC) == [
        Record(
            "codex",
            None,
            REQUESTS[0].counts,
            id=f"codex-exec:{PARENT}",
            session=PARENT,
            requests=None,
            whole_of=f"codex:{PARENT}",
        )
    ]


def test_a_turn_of_exec_on_its_own_has_no_id_but_the_model_around_it() -> None:
    line = {"type": "turn.completed", "usage": usage(FIRST)}
    assert read_all(line, CODEX, trail=({"model": "gpt-5", "ts": AT},)) == [
        Record("codex", "gpt-5", REQUESTS[0].counts, AT, requests=None)
    ]


@pytest.mark.parametrize("stated", [None, {}, {"input_tokens": 0}, "many"])
def test_a_turn_without_usage_gives_nothing(stated: object) -> None:
    assert read_lines({"type": "turn.completed", "usage": stated}) == []


@pytest.mark.parametrize("line", [SESSION[3], EXEC[3]])
def test_a_part_without_its_beginning_asks_for_the_whole_file(line: Line) -> None:
    state = FileState(begins=False)
    assert read_lines(line, state=state) == []
    assert state.lacks_earlier


def test_figures_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadRecord, match="input_tokens is -1, but can't be negative"):
        read_lines(totals((-1, 0, 0, 0)))


def test_all_lines_of_a_session_are_claimed_and_no_others() -> None:
    quoted = {"type": "function_call_output", "output": '{"usage":{"prompt_tokens":5,"completion_tokens":1}}'}
    ours = [
        *SESSION,
        *EXEC,
        {"type": "response_item", "payload": quoted},
        {"type": "compacted", "payload": {}},
    ]
    others: list[Line] = [
        {"type": ["event_msg"], "payload": {}},
        {"type": "event_msg", "payload": "text"},
        {"type": "item.completed"},
        {"type": "response.completed", "response": {"usage": {}}},
        {"payload": {"type": "token_count"}},
    ]
    assert [CODEX.claims(line, ()) for line in ours] == [True] * len(ours)
    assert [CODEX.claims(line, ()) for line in others] == [False] * len(others)
