from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.report.log_axis import log_axis, tick_label

if TYPE_CHECKING:
    from collections.abc import Collection

AMOUNTS = st.decimals(
    Decimal("1e-20"), Decimal("1e12"), allow_nan=False, allow_infinity=False, places=22
).filter(bool)


def ticks(least: str, most: str, room: int) -> list[str]:
    """The labels, of which no more than so many have room."""

    def fit(amounts: Collection[Decimal]) -> bool:
        return len(amounts) <= room

    return [tick_label(each) for each in log_axis([Decimal(least), Decimal(most)]).ticks(fit)]


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (9, ["$0.10", "$0.20", "$0.50", "$1", "$2", "$5", "$10", "$20", "$50"]),
        (8, ["$0.10", "$0.30", "$1", "$3", "$10", "$30"]),
        (5, ["$0.10", "$1", "$10"]),
        (2, ["$1"]),
    ],
)
def test_as_many_round_amounts_are_labelled_as_have_room(room: int, expected: list[str]) -> None:
    assert expected == ticks("0.1", "60", room)


def test_equal_ways_are_equal_factors() -> None:
    axis = log_axis([Decimal("0.1"), Decimal(1000)])
    shares = [axis.share(Decimal(amount)) for amount in ("0.1", "1", "10", "1000")]
    assert [Decimal(0), Decimal("0.25"), Decimal("0.5"), Decimal(1)] == shares


def test_amounts_that_hardly_differ_stand_close_together_in_the_middle() -> None:
    axis = log_axis([Decimal(4), Decimal(4)])
    assert (["$2", "$5", "$10"], True) == (
        ticks("4", "4", 9),
        abs(axis.share(Decimal(4)) - Decimal("0.5")) < Decimal("1e-6"),
    )


@given(st.lists(AMOUNTS, min_size=1, max_size=5))
def test_every_amount_has_its_place_in_order(amounts: list[Decimal]) -> None:
    axis = log_axis(amounts)
    shares = [axis.share(each) for each in sorted(amounts)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


@given(st.lists(AMOUNTS, min_size=1, max_size=5), st.integers(1, 9))
def test_there_are_labels_within_the_axis_and_never_more_than_have_room(
    amounts: list[Decimal], room: int
) -> None:
    axis = log_axis(amounts)
    found = axis.ticks(lambda each: len(each) <= room)
    assert len(found) <= room
    assert all(axis.least <= each <= axis.most for each in found)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("0.00002", "$0.00002"), ("0.1", "$0.10"), ("1", "$1"), ("2E+4", "$20,000")],
)
def test_a_label_is_short(amount: str, expected: str) -> None:
    assert expected == tick_label(Decimal(amount))
