"""The cells of a log, each with what it costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from builders import catalog, model
from logged import ROUND, Log

from llmcost.cost.priced import BASES, price_cells
from llmcost.cost.usage import Counts
from llmcost.errors import ConfigError, UnpricedError

CATALOG = catalog(model("acme/one", cache_read="0.1"), aliases={"a": "b", "b": "a"})


def only(log: Log, basis: str = "best") -> Any:
    (priced,) = log.priced(basis)
    return priced


def test_a_request_without_a_bill_costs_its_list_price() -> None:
    counts = Counts(input=2_000_000, output=1_000_000, cache_read=1_000_000)
    priced = only(Log(CATALOG).add(counts=counts, requests=3))
    assert ("acme/one", Decimal("5.1"), Decimal("5.1"), Decimal("0.9"), None, False) == priced[2:]


@pytest.mark.parametrize(
    ("name", "bill", "basis_of_log", "expected"),
    [
        ("acme/one", "7", "bill", ("7", "5", "7")),
        ("acme/one", "0", "bill", ("0", "5", "0")),
        # What a client reckons is worth less than a list price.
        ("acme/one", "7", "estimate", ("5", "5", "7")),
        ("acme/one", None, "", ("5", "5", None)),
        ("acme/two", "7", "bill", ("7", None, "7")),
        ("acme/two", "0", "bill", ("0", None, "0")),
        ("acme/two", "7", "estimate", ("7", None, "7")),
        # One that knows no price says 0.
        ("acme/two", "0", "estimate", (None, None, "0")),
        ("acme/two", None, "", (None, None, None)),
    ],
)
def test_the_basis_chooses_what_is_summed(
    name: str, bill: str | None, basis_of_log: str, expected: tuple[str | None, ...]
) -> None:
    log = Log(CATALOG).add(name, bill=bill, basis=basis_of_log)
    costs = [only(log, basis).cost for basis in BASES]
    assert [None if cost is None else Decimal(cost) for cost in expected] == costs
    for basis, cost in zip(BASES, costs, strict=True):
        assert (cost is None) == (only(log, basis).trouble is not None)


def test_whether_a_cost_is_what_the_log_states_is_told() -> None:
    log = Log(CATALOG).add(bill="7")
    assert [True, False, True] == [only(log, basis).is_stated for basis in BASES]


def test_a_request_without_a_bill_says_so_where_bills_are_summed() -> None:
    trouble = only(Log(CATALOG).add(), "stated").trouble
    assert ("no_bill", "the log states no bill", "price it with --cost best") == (
        trouble.reason,
        trouble.message,
        trouble.hint,
    )


@pytest.mark.parametrize(
    ("name", "counts", "message"),
    [
        ("acme/one", ROUND._replace(web_search=1), "no price is known for web_search of acme/one"),
        (None, ROUND, "the log names no model"),
    ],
)
def test_why_there_is_no_price_names_the_model(name: str | None, counts: Counts, message: str) -> None:
    priced = only(Log(CATALOG).add(name, counts))
    assert isinstance(priced.trouble, UnpricedError)
    assert (None, None, None, message) == (*priced[3:6], priced.trouble.message)


def test_an_error_that_names_its_model_is_left_as_it_is() -> None:
    log = Log(catalog(model("acme/one", since="2026-11-10")))
    assert "no price of acme/one is known for so early a day; first seen 2026-11-10" == (
        only(log.add(time="2026-11-09 12:00")).trouble.message
    )


def test_a_circle_of_aliases_leaves_its_requests_unpriced() -> None:
    priced = only(Log(CATALOG).add("a"))
    assert ("a", None, ConfigError) == (priced.label, priced.cost, type(priced.trouble))


def charged(log: Log, reckoned: str | None) -> Any:
    by_engine = dict.fromkeys(log.cells, None if reckoned is None else Decimal(reckoned))
    (priced,) = price_cells(log.cells, log.tariff, "best", by_engine)
    return priced


@pytest.mark.parametrize("reckoned", ["5", "5.000000001", "4.999999999"])
def test_the_figure_of_an_engine_is_told_where_it_is_the_same_but_for_rounding(reckoned: str) -> None:
    priced = charged(Log(CATALOG).add(), reckoned)
    assert (priced.cost, priced.computed) == (Decimal(reckoned), Decimal(reckoned))


@pytest.mark.parametrize("reckoned", ["5.0000000011", "4.9999999989", "0", None])
def test_an_engine_that_reckons_otherwise_is_a_bug(reckoned: str | None) -> None:
    with pytest.raises(
        AssertionError, match=f"the engine reckoned {reckoned} USD for acme/one, where it is 5"
    ):
        charged(Log(CATALOG).add(), reckoned)


def test_what_has_no_price_has_none_by_an_engine_either() -> None:
    priced = charged(Log(CATALOG).add(counts=ROUND._replace(web_search=1)), None)
    assert (priced.cost, priced.computed, priced.trouble.reason) == (None, None, "no_web_search_price")
