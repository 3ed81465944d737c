"""Records that are alike by few steps have one cell; those that need a closer look get it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import CATALOG, NOW, THEN

from llmcost.cost.usage import Counts
from llmcost.logs import account as accounts
from llmcost.logs.account import Account
from llmcost.logs.sorter import Sorter
from llmcost.records.question import Question
from llmcost.records.record import Record

RECORDS = st.builds(
    Record,
    st.just("plain"),
    st.sampled_from(["acme/one", "acme/two", "lost", None]),
    st.builds(Counts, st.sampled_from([0, 1000, 1001]), web_search=st.integers(0, 1)),
    st.none() | st.integers(THEN, THEN + 200_000),
    tier=st.sampled_from(["", "batch"]),
    stated=st.none() | st.just(Decimal("0.1")),
    estimated=st.booleans(),
    requests=st.sampled_from([1, 2, None]),
    part_of=st.none() | st.just("a"),
    whole_of=st.none() | st.just("a"),
)


@given(
    st.lists(st.tuples(RECORDS, st.sampled_from(["a.jsonl", "b.jsonl"])), min_size=2, max_size=20),
    st.sampled_from([("model",), ("file", "hour"), ("day",)]),
    st.sampled_from(["UTC", "Asia/Kathmandu"]),
)
def test_records_that_are_alike_share_a_cell(
    found: list[tuple[Record, str]], by: tuple[str, ...], zone: str
) -> None:
    sorter = Sorter(Question(by, NOW, zone=zone), CATALOG)
    cells: dict[Any, Any] = {}
    for record, file in found:
        cell = sorter.cell(record, file)
        alike = sorter.alike(record, file)
        assert alike is not None
        assert cells.setdefault(alike, cell) == cell


@pytest.mark.parametrize(
    "asked", [{"by": ("user",)}, {"by": ("team",)}, {"reconcile": True}, {"others": ("acme/two",)}]
)
def test_what_a_cell_holds_besides_is_looked_at_record_by_record(asked: dict[str, Any]) -> None:
    record = Record("plain", "acme/one", Counts(5), THEN, tags=("web",))
    question = Question(**{"now": NOW, **asked})
    sorter = Sorter(question, CATALOG)
    assert sorter.alike(record, "a.jsonl") is None
    account = Account(question, sorter)
    account.add(record, "a.jsonl", 1)
    assert list(account.settle()) == [sorter.cell(record, "a.jsonl")]


def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "_ROOM", 2)
    question = Question(("hour",), NOW)
    account = Account(question, Sorter(question, CATALOG))
    for number in range(5):
        account.add(Record("plain", "acme/one", Counts(5), THEN + 3600 * number), "a.jsonl", number)
    assert len(account._alike) <= 2
    assert sum(sums.requests for sums in account.settle().values()) == 5
