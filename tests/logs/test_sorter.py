"""Records that are priced and told alike share a cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import CATALOG, NOW, THEN

from llmcost.cost.tariff import MINUTE, QUARTER
from llmcost.cost.usage import Counts
from llmcost.logs.sorter import Sorter
from llmcost.records.question import Question
from llmcost.records.record import Record

if TYPE_CHECKING:
    from llmcost.cost.cell import Cell

COUNTS = Counts(10, 5)
AT = THEN + 259_200
"""2026-09-24, 14:13:20 UTC: behind the window in which the first model is dearer, at its price of today."""


def record(**more: Any) -> Record:
    return Record("plain", **{"model": "acme/one", "counts": COUNTS, "time": AT, **more})


def cell(by: tuple[str, ...] = ("model",), *, asked: dict[str, Any] | None = None, **more: Any) -> Cell:
    return Sorter(Question(by, NOW, **(asked or {})), CATALOG).cell(record(**more), "a.jsonl")


@pytest.mark.parametrize(
    ("by", "more", "key"),
    [
        (("model", "day", "month"), {}, ("", "", "")),
        (("hour", "file"), {}, ("2026-09-24 14:00", "a.jsonl")),
        (("hour", "session", "user"), {"time": None}, ("(none)", "(none)", "(none)")),
        (("session", "user"), {"session": "s", "user": "u"}, ("s", "u")),
        (("team", "model", "app"), {"tags": ("web", None)}, ("web", "", "(none)")),
    ],
)
def test_a_cell_has_what_was_asked_by(
    by: tuple[str, ...], more: dict[str, Any], key: tuple[str, ...]
) -> None:
    assert cell(by, **more).key == key


@pytest.mark.parametrize(
    "other",
    [
        {"model": "acme/two"},
        {"tier": "batch"},
        {"counts": Counts(1001, 5)},
        {"counts": Counts(10, 5, web_search=1)},
        {"time": AT - 3600},
        {"time": AT + 86_400},
        {"time": AT - 259_200},
        {"time": None},
        {"stated": Decimal(0)},
        {"stated": Decimal(0), "estimated": True},
        {"requests": None},
        {"part_of": "s"},
        {"whole_of": "s"},
    ],
)
def test_what_decides_on_the_price_parts_cells(other: dict[str, Any]) -> None:
    assert cell(**other) != cell()


def test_others_share_one() -> None:
    assert cell(counts=Counts(999, 1), time=AT + 60, id="x", session="s", user="u", provider="p") == cell()


def test_days_and_hours_are_those_of_the_zone() -> None:
    # The clock goes from 3:00 back to 2:00 at 1:00 UTC: both hours from 2:00 on are told as one.
    berlin = {"zone": "Europe/Berlin"}
    hours = [cell(("hour",), asked=berlin, time=1_792_879_200 + 3600 * at).key[0] for at in range(4)]

    assert hours == ["2026-10-25 00:00", "2026-10-25 01:00", "2026-10-25 02:00", "2026-10-25 02:00"]
    assert cell(asked=berlin, time=1_792_879_199).day == (cell(asked=berlin, time=1_792_879_200).day or 0) - 1
    assert cell(asked={"zone": "Pacific/Kiritimati"}).day == (cell().day or 0) + 1


def test_bills_are_judged_where_that_is_asked_for() -> None:
    asked = {"reconcile": True}

    assert cell(asked=asked).verdict == ""
    assert cell(stated=Decimal(9)).verdict == ""
    assert cell(asked=asked, stated=Decimal(9)).verdict != ""


def test_other_models_have_their_own_slots_and_misfits() -> None:
    found = cell(asked={"others": ("acme/two", "acme/one")})

    assert len(found.elsewhere) == len(found.misfits) == 2
    assert cell().elsewhere == ()


def test_a_schedule_is_resolved_once_and_cut_where_days_begin() -> None:
    sorter = Sorter(Question(), CATALOG)

    assert sorter.tariff("acme/two", "") is sorter.tariff("acme/two", "")
    assert sorter.step(sorter.tariff("acme/two", "")) == QUARTER
    assert MINUTE < QUARTER


RECORDS = st.builds(
    record,
    model=st.sampled_from(["acme/one", "acme/two", "lost", None]),
    tier=st.sampled_from(["", "batch"]),
    counts=st.sampled_from([COUNTS, Counts(1000), Counts(1001), Counts(1, web_search=1)]),
    time=st.none() | st.integers(AT - 90_000, AT + 90_000),
    stated=st.sampled_from([None, Decimal(0), Decimal(1)]),
    estimated=st.booleans(),
    requests=st.sampled_from([1, 2, None]),
    session=st.sampled_from([None, "s"]),
    part_of=st.sampled_from([None, "s"]),
    whole_of=st.sampled_from([None, "s"]),
)
ASKED = st.builds(
    Question,
    st.sampled_from([("model",), ("day",), ("hour", "file"), ("session",)]),
    st.just(NOW),
    zone=st.sampled_from(["UTC", "Asia/Kathmandu", "Europe/Berlin"]),
    reconcile=st.booleans(),
    others=st.sampled_from([(), ("acme/two",)]),
)


@given(ASKED, st.lists(RECORDS, min_size=2, max_size=6), st.sampled_from(["a", "b"]))
def test_records_that_are_alike_at_first_sight_share_a_cell(
    asked: Question, records: list[Record], file: str
) -> None:
    sorter = Sorter(asked, CATALOG)
    cells: dict[Any, Cell] = {}
    for each, name in zip(records, ["a", file] * 3, strict=False):
        alike = sorter.alike(each, name)
        if alike is not None:
            assert cells.setdefault(alike, sorter.cell(each, name)) == sorter.cell(each, name)
