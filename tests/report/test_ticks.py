from __future__ import annotations

from decimal import Decimal
from itertools import islice

from llmcost.report.ticks import powers_of, round_steps, round_values


def test_steps_are_one_two_and_five_times_powers_of_ten() -> None:
    expected = [Decimal(text) for text in ("0.1", "0.2", "0.5", "1", "2", "5", "10")]
    assert expected == list(islice(round_steps(-1), 7))


def test_steps_may_begin_with_other_digits() -> None:
    expected = [Decimal(text) for text in ("1", "2.5", "10", "25")]
    assert expected == list(islice(round_steps(0, (Decimal(1), Decimal("2.5"))), 4))


def test_round_values_lie_between_two_both_included() -> None:
    least, most = Decimal("0.02"), Decimal(1)
    expected = [Decimal(text) for text in ("0.02", "0.05", "0.1", "0.2", "0.5", "1")]
    assert expected == list(round_values(least, most, powers_of(least, most)))


def test_round_values_keep_to_powers_and_digits() -> None:
    expected = [Decimal(1), Decimal(3), Decimal(100)]
    assert expected == list(round_values(Decimal(1), Decimal(200), (0, 2), (Decimal(1), Decimal(3))))


def test_powers_are_those_of_all_values_between_two() -> None:
    assert range(-2, 4) == powers_of(Decimal("0.019"), Decimal(1000))
