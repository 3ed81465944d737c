from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from llmcost.report.breakeven_units import (
    decimal_of,
    quantity_in_short,
    quantity_in_words,
    quantity_with_unit,
    told_quantity,
)


def test_a_fraction_becomes_a_decimal() -> None:
    assert [decimal_of(Fraction(7, 2)), decimal_of(Fraction(1, 3))] == [
        Decimal("3.5"),
        Decimal("0.333333333333"),
    ]


def test_shares_are_told_in_per_cent() -> None:
    assert [told_quantity("cached", Fraction(1, 4)), told_quantity("ratio", Fraction(1, 4))] == [
        Decimal(25),
        Decimal("0.25"),
    ]


@pytest.mark.parametrize(
    ("over", "quantity", "told"),
    [
        ("ratio", "0", "0"),
        ("ratio", "7/2", "3.5"),
        ("ratio", "15/7", "about 2.143"),
        ("ratio", "200001/100", "about 2000"),
        ("ratio", "1/3000", "about 0.0003333"),
        ("cached", "2/21", "about 9.524"),
        ("size", "200001", "200,001"),
    ],
)
def test_a_quantity(over: str, quantity: str, told: str) -> None:
    assert quantity_in_words(over, Fraction(quantity)) == told


@pytest.mark.parametrize(
    ("over", "quantity", "in_short", "with_unit"),
    [
        ("ratio", "15/7", "~2.143", "~2.143 in per out"),
        ("cached", "2/21", "~9.524 %", "~9.524 %"),
        ("size", "5334", "5,334", "5,334 tokens"),
    ],
)
def test_a_quantity_in_a_table_and_beside_a_mark(
    over: str, quantity: str, in_short: str, with_unit: str
) -> None:
    at = Fraction(quantity)
    assert (quantity_in_short(over, at), quantity_with_unit(over, at)) == (in_short, with_unit)
