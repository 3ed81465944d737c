from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from builders import catalog, model, when
from written import CATALOG, NOW, THEN, chat, lines_of

from llmcost.logs import lane
from llmcost.logs.account import Account
from llmcost.logs.completions import completions_in
from llmcost.logs.lane import Lane
from llmcost.logs.sorter import Sorter
from llmcost.records.question import Question

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.logs.rows import Rows


@pytest.fixture(params=["shapes alone", "msgspec"], autouse=True)
def _with(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "shapes alone":
        monkeypatch.setattr(lane, "_source", lambda: None)


@pytest.fixture
def _shapes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "_source", lambda: None)


def opened(prices: Catalog = CATALOG, **asked: Any) -> tuple[Lane, Account]:
    question = Question(now=NOW, **asked)
    account = Account(question, Sorter(question, prices))
    found = Lane(account)
    found.begin("chat.jsonl")
    return found, account


def name(number: int) -> str:
    return f"chatcmpl-{number:020}"


def requests_by_key(account: Account) -> dict[tuple[str | None, tuple[str, ...]], int]:
    return {(cell.model, cell.key): sums.requests for cell, sums in account.settle().items()}


def test_a_block_of_chat_completions_is_taken_in_whole() -> None:
    found, account = opened()
    assert found.is_open
    block = lines_of(*(chat(name(number), 100 + number, 7) for number in range(3)))
    assert found.read(block, 3) == []
    (sums,) = account.settle().values()
    assert (sums.requests, sums.counts.input, sums.counts.output) == (3, 303, 21)
    assert (account.read, account.records) == (3, 3)


def test_lines_of_several_shapes_are_taken_each_and_others_left_in_their_places() -> None:
    calls = [{"message": {"tool_calls": [{"id": "1"}, {"id": "2"}]}}]
    block = lines_of(
        {"level": "info"},
        chat(name(1)),
        chat(name(2), choices=calls),
        chat(name(3), provider="Acme"),
        chat(name(4)),
        chat(name(5), choices=[{"message": {"tool_calls": [{"id": "3"}]}}]),
        chat(name(6), usage={"total_tokens": 99}),
        "words",
    )
    found, account = opened()
    assert found.read(block, 8) == [0, 3, 6, 7]
    assert requests_by_key(account) == {("acme/one", ("",)): 4}


@pytest.mark.usefixtures("_shapes_alone")
def test_a_shape_is_looked_for_once() -> None:
    found, _ = opened()
    calls = [{"message": {"tool_calls": [{"id": "1"}, {"id": "2"}]}}]
    block = lines_of(
        chat(name(1)), chat(name(2), choices=calls), chat(name(3), provider="Acme"), chat(name(4))
    )
    assert found.read(block, 4) == [2]
    assert found._tries == lane._TRIES - 3


def test_blocks_without_any_completion_and_those_that_are_no_text_are_left_at_once() -> None:
    found, account = opened()
    assert found.read(b'{"level": "info"}\n', 1) == range(1)
    assert found.read(lines_of(chat(name(1))).replace(b"acme", b"acm\xff"), 1) == [0]
    assert found.read(json.dumps(chat(name(1), choices=["ä"]), ensure_ascii=False).encode() + b"\n", 1) == []
    assert account.read == 1


def test_no_more_shapes_are_looked_for_or_kept_than_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "_SHAPES", 2)
    monkeypatch.setattr(lane, "_TRIES", 4)
    found, account = opened()
    shapes = [chat(name(number), choices=[{"index": 0, "a" * (number + 1): 1}]) for number in range(5)]
    assert found.read(lines_of(*shapes), 5) == [4]
    assert len(found._shapes) == 2
    assert account.read == 4


@pytest.mark.parametrize(
    ("asked", "is_open"),
    [
        ({}, True),
        ({"by": ("hour", "file", "day", "month")}, True),
        ({"by": ("user",)}, False),
        ({"by": ("session",)}, False),
        ({"by": ("team",)}, False),
        ({"others": ("acme/two",)}, False),
        ({"columns": {"input": "in"}}, False),
        ({"flavour": "openai-chat"}, True),
        ({"flavour": "xai"}, False),
    ],
)
def test_it_is_open_where_all_that_is_asked_stands_in_the_columns(
    asked: dict[str, Any], *, is_open: bool
) -> None:
    assert opened(**asked)[0].is_open is is_open


def test_what_lies_outside_of_the_time_asked_for_is_counted_as_that() -> None:
    found, account = opened(since=THEN, until=THEN + 100)
    times = [THEN - 1, THEN, THEN + 99, THEN + 100]
    block = lines_of(*(chat(name(number), at=at) for number, at in enumerate(times)))
    assert found.read(block, 4) == []
    assert (account.read, account.records) == (4, 4)
    assert [sums.requests for sums in account.settle().values()] == [2]
    assert account.outside == 2


def test_a_time_in_the_future_is_left_to_the_long_way() -> None:
    found, account = opened()
    assert found.read(lines_of(chat(name(1)), chat(name(2), at=NOW + 90_000)), 2) == [1]
    assert account.records == 1


def test_a_price_by_the_minute_is_left_to_the_long_way() -> None:
    prices = catalog(model("acme/one", when(utc="08:07-14:00", input="3", output="9")), model("acme/two"))
    found, account = opened(prices)
    block = lines_of(chat(name(1)), chat(name(2), model="acme/two"))
    assert found.read(block, 2) == [0]
    assert requests_by_key(account) == {("acme/two", ("",)): 1}


def test_each_file_has_cells_of_its_own_where_they_are_told_by_file() -> None:
    found, account = opened(by=("file",))
    found.read(lines_of(chat(name(1))), 1)
    found.begin("other.jsonl")
    found.read(lines_of(chat(name(2))), 1)
    assert requests_by_key(account) == {
        ("acme/one", ("chat.jsonl",)): 1,
        ("acme/one", ("other.jsonl",)): 1,
    }


def test_cells_are_forgotten_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "_ROOM", 2)
    found, account = opened(by=("hour",))
    block = lines_of(*(chat(name(number), at=THEN + 3600 * number) for number in range(5)))
    assert found.read(block, 5) == []
    assert sum(requests_by_key(account).values()) == 5
    assert len(found._known) <= 2


def test_where_msgspec_finds_little_it_is_asked_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def source(block: bytes, lines: int) -> tuple[Rows, list[int]]:
        asked.append(lines)
        return completions_in(block, lines)

    monkeypatch.setattr(lane, "_source", lambda: source)
    found, account = opened()
    strange = chat(name(1), choices=[{"delta": {}}])
    for lines in ([strange], [strange], [chat(name(2))], *[[strange, chat(name(3)), strange]] * 5):
        assert found.read(lines_of(*lines), len(lines)) == []
    assert asked == [1, 1, 1, 3, 3, 3]
    assert account.records == 18


def test_where_msgspec_is_asked_no_more_shapes_are_looked_for_anew() -> None:
    found, account = opened()
    wrapped = {"response": chat(name(1))}
    block = lines_of(chat(name(2)), *[wrapped] * lane._TRIES)
    for _ in range(lane._MISSES):
        assert found.read(block, lane._TRIES + 1) == [*range(1, lane._TRIES + 1)]
    assert found.read(lines_of(chat(name(3))), 1) == []
    assert account.records == lane._MISSES + 1


def test_there_is_no_such_source_without_msgspec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "msgspec", None)
    monkeypatch.delitem(sys.modules, "llmcost.logs.completions")
    lane._source.cache_clear()
    assert lane._source() is None
    monkeypatch.undo()
    lane._source.cache_clear()
    assert lane._source() is completions_in
