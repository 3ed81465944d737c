"""Figures that can't be are refused, and said why."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.logs.figures import amount, as_count, count, inner, text
from llmcost.logs.moment import read_time
from llmcost.money import EXACT
from llmcost.records.record import MOST, BadRecord


@pytest.mark.parametrize(
    ("stated", "counted"),
    [
        (None, 0),
        (0, 0),
        (MOST, MOST),
        ("12", 12),
        ("12.0", 12),
        (Decimal("12.0"), 12),
        (Decimal("1.2e3"), 1200),
        (Decimal("0e1000000"), 0),
    ],
)
def test_counts_are_whole_numbers_also_as_text(stated: Any, counted: int) -> None:
    assert count({"tokens": stated}, "other", "tokens") == counted
    assert as_count(stated, "tokens") == counted


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (-1, "tokens is -1, but can't be negative"),
        (MOST + 1, "tokens is 1000000000001, more than one record can hold"),
        (10**4000, f"tokens is 1{'0' * 39}, more than one record can hold"),
        ("-1", "tokens is '-1', not a number of tokens"),
        ("9" * 41, f"tokens is '{'9' * 40}', not a number of tokens"),
        ("²", "tokens is '²', not a number of tokens"),
        ("", "tokens is '', not a number of tokens"),
        (Decimal("1.5"), "tokens is 1.5, not a number of tokens"),
        (Decimal("1e999999"), "tokens is 1E+999999, not a number of tokens"),
        # Beyond the exponents that arithmetic has room for.
        (Decimal("1e1000000"), "tokens is 1E+1000000, not a number of tokens"),
        (Decimal("-1e1000000"), "tokens is -1E+1000000, not a number of tokens"),
        (Decimal("1e-99999999"), "tokens is 1E-99999999, not a number of tokens"),
        (Decimal("NaN"), "tokens is NaN, not a number of tokens"),
        (Decimal("Infinity"), "tokens is Infinity, not a number of tokens"),
        (True, "tokens is True, not a number of tokens"),
        ([1], "tokens is a list, not a number of tokens"),
    ],
)
def test_what_is_no_count_is_refused(stated: Any, said: str) -> None:
    with pytest.raises(BadRecord) as refused:
        count({"tokens": stated}, "tokens")

    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("stated", "exact"),
    [
        (None, None),
        (0, Decimal(0)),
        (Decimal("0.00012345678901234567"), Decimal("0.00012345678901234567")),
        ("1.5", Decimal("1.5")),
        ("1e-9", Decimal("1E-9")),
        (9_999_999_999_999, Decimal(9_999_999_999_999)),
        (Decimal("1e-40"), Decimal("1e-40")),
    ],
)
def test_amounts_are_exact(stated: Any, exact: Decimal | None) -> None:
    assert amount({"cost": stated}, "other", "cost") == exact


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("free", "cost is 'free', not an amount"),
        ("NaN", "cost is 'NaN', not an amount"),
        ("1" * 41, f"cost is '{'1' * 40}', not an amount"),
        (True, "cost is True, not an amount"),
        ({}, "cost is a dict, not an amount"),
        (Decimal("-0.5"), "cost is -0.5, but can't be negative"),
        (10**13, "cost is 10000000000000, an amount beyond reason"),
        (Decimal("1e-41"), "cost is 1E-41, an amount beyond reason"),
        (Decimal("1.5e-40"), "cost is 1.5E-40, an amount beyond reason"),
        (Decimal("1e1000000"), "cost is 1E+1000000, an amount beyond reason"),
        (Decimal("1." + "1" * 40), f"cost is 1.{'1' * 38}, an amount beyond reason"),
    ],
)
def test_what_is_no_amount_is_refused(stated: Any, said: str) -> None:
    with pytest.raises(BadRecord) as refused:
        amount({"cost": stated}, "cost")

    assert str(refused.value) == said


@pytest.mark.parametrize("stated", [Decimal("0e1000000"), Decimal("-0.000"), "0e-9999999"])
def test_nothing_is_plain_however_it_is_written(stated: Any) -> None:
    assert str(amount({"cost": stated}, "cost")) == "0"


@given(st.from_regex(r"-?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,8})?", fullmatch=True))
def test_no_number_of_json_makes_them_stumble(written: str) -> None:
    holder = {"it": Decimal(written)}
    with suppress(BadRecord):
        assert 0 <= count(holder, "it") <= MOST
    with suppress(BadRecord):
        stated = amount(holder, "it")
        # Whatever is summed up stays exact.
        assert stated is not None
        assert EXACT.add(Decimal(10**24), stated) == EXACT.add(stated, Decimal(10**24))
    assert read_time(holder["it"])[1] in {None, "bad_time"}


def test_what_is_of_another_kind_is_passed_over() -> None:
    holder = {"a": [], "b": "", "c": 1, "d": "words", "e": {"f": 1}}

    assert text(holder, "a", "b", "c", "d") == "words"
    assert text(holder, "a", "x") is None
    assert inner(holder, "e") == {"f": 1}
    assert inner(holder, "d") == {}
