"""The flags that say which models to consider."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.cli.filters import Filters
from llmcost.cost.selection import Selection
from llmcost.errors import QuantityError


def test_filters_that_were_not_given_ask_for_nothing() -> None:
    assert Selection() == Filters().selection()


def test_filters_are_read_from_their_flags() -> None:
    read = Filters(("acme",), ("image",), "200k", "37.5", "$3").selection()
    assert Selection(("acme",), ("image",), 200_000, Decimal("37.5"), Decimal(3)) == read


@pytest.mark.parametrize("flag", ["min_context", "min_intelligence", "max_price"])
def test_what_is_no_quantity_is_refused_by_its_flag(flag: str) -> None:
    stated: Any = {flag: "x"}
    with pytest.raises(QuantityError, match=f"^--{flag.replace('_', '-')}: 'x' is not"):
        Filters()._replace(**stated).selection()


def test_what_was_typed_is_told_by_flag() -> None:
    assert {
        "--author": ("acme",),
        "--with": (),
        "--min-context": None,
        "--min-intelligence": None,
        "--max-price": "3",
    } == Filters(("acme",), max_price="3").stated
