from __future__ import annotations

from decimal import Decimal

import pytest

from llmcost.report.sheet import Column, Sheet
from llmcost.report.show_wording import decimals, ordinal, with_columns


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (80, "80th"),
        (101, "101st"),
        (112, "112th"),
        (1_022, "1,022nd"),
    ],
)
def test_places_are_written_as_people_say_them(number: int, expected: str) -> None:
    assert expected == ordinal(number)


def test_numbers_of_a_column_have_the_same_decimals() -> None:
    assert decimals([Decimal("14.8"), None, Decimal(1200)]) == ["14.8", "", "1,200.0"]
    assert decimals([Decimal(20), Decimal("1E+2")]) == ["20", "100"]
    assert decimals([]) == []


def test_a_column_that_says_nothing_is_left_out() -> None:
    sheet = with_columns(Sheet("T", (), ()), [(Column("A", 0), ["1", ""]), (Column("B", 0), ["", ""])])
    assert Sheet("T", (Column("A", 0),), (("1",), ("",))) == sheet
