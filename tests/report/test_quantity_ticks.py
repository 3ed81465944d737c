from __future__ import annotations

from decimal import Decimal

from llmcost.report.quantity_ticks import QuantityTicks


def ticks(first: str, last: str, columns: int) -> QuantityTicks:
    return QuantityTicks(Decimal(first), Decimal(last), columns)


def test_a_column_and_its_quantity_belong_to_each_other() -> None:
    axis = ticks("0", "20", 41)
    assert [axis.column(Decimal(at)) for at in (0, 5, 20)] == [0, 10, 40]
    assert [axis.quantity(column) for column in (0, 10, 40)] == [0, 5, 20]


def test_round_quantities_are_told_as_close_as_their_labels_allow() -> None:
    assert list(ticks("0", "20", 61).told.values()) == [str(at) for at in range(0, 21, 2)]
    assert list(ticks("0", "20", 21).told.values()) == ["0", "5", "10", "15", "20"]
    assert list(ticks("0", "0.5", 30).told.values()) == ["0", "0.2", "0.4"]


def test_the_first_quantity_is_told_where_it_is_no_round_one() -> None:
    assert ticks("1", "300000", 40).told == {0: "1", 13: "100k", 26: "200k", 39: "300k"}


def test_labels_stand_below_their_ticks_within_the_axis() -> None:
    assert ticks("0", "100", 31).labels == "0    20    40    60    80   100"


def test_of_whole_quantities_only_those_are_told() -> None:
    few = QuantityTicks(Decimal(1), Decimal(3), 40, is_whole=True)
    assert (few.told, few.column(Decimal(2))) == ({0: "1", 20: "2", 39: "3"}, 20)
    many = ticks("1", "300000", 40)
    assert many._replace(is_whole=True).told == many.told


def test_on_hardly_any_columns_a_single_label_is_left() -> None:
    assert ticks("0", "1000000", 3).told == {0: "0"}
