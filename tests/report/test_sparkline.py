from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from llmcost.report.figure import Piece
from llmcost.report.sheet import Column, Sheet, spelled_out
from llmcost.report.sparkline import BLOCKS, PLAIN, sparkline

FIRST = date(2026, 1, 1)


def drawn(*pieces: tuple[int, int, str], days: int = 10, width: int = 10) -> str:
    """The line of prices, each from one day to another, over so many days."""
    found = [
        Piece(FIRST + timedelta(first), FIRST + timedelta(last), Decimal(price), seen=True)
        for first, last, price in pieces
    ]
    return sparkline(found, FIRST, FIRST + timedelta(days), width)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([(0, 10, "5")], "██████████"),
        ([(0, 5, "8"), (5, 10, "4")], "████▄▄▄▄▄▄"),
        ([(0, 5, "4"), (5, 10, "8")], "▄▄▄▄██████"),
        ([(0, 3, "8"), (7, 10, "1")], "███   ▁▁▁▁"),
        ([(0, 10, "0")], "▁▁▁▁▁▁▁▁▁▁"),
        ([(0, 5, "0"), (5, 10, "8")], "▁▁▁▁██████"),
        ([], "          "),
    ],
)
def test_heights_are_in_proportion_from_0(pieces: list[tuple[int, int, str]], expected: str) -> None:
    assert expected == drawn(*pieces)


def test_the_smallest_change_is_seen() -> None:
    assert drawn((0, 3, "1"), (3, 6, "1.001"), (6, 10, "1")) == "▇▇███▇▇▇▇▇"


def test_a_few_small_prices_stand_above_one_another_too() -> None:
    assert drawn((0, 3, "1000"), (3, 6, "1"), (6, 8, "2"), (8, 10, "3")) == "██▁▁▁▂▂▃▃▃"


def test_many_prices_stand_in_proportion() -> None:
    assert drawn(*((day, day + 1, str(1000 - day)) for day in range(10))) == "██████████"
    prices = ("8", "4", "2", "1", "0.5")
    steps = [(at * 2, at * 2 + 2, price) for at, price in enumerate(prices)]
    assert drawn(*steps) == "█▄▄▂▂▁▁▁▁▁"


def test_the_first_and_the_last_price_are_always_seen() -> None:
    assert drawn((0, 1, "8"), (1, 99, "4"), (99, 100, "1"), days=100) == "█▄▄▄▄▄▄▄▄▁"
    assert drawn((0, 0, "8"), days=0, width=3) == "███"


def test_characters_stand_for_equal_times() -> None:
    assert drawn((0, 90, "8"), (90, 100, "4"), days=100) == "████████▄▄"


def test_streams_without_blocks_have_other_signs() -> None:
    sheet = Sheet("", (Column("", 0),), ((BLOCKS,),))
    assert ((PLAIN,),) == spelled_out(sheet).rows
    assert PLAIN.isascii()
