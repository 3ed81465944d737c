"""A price that is bound once and asked often."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import model, period, routed, when

from llmcost.catalog.price import Moment
from llmcost.cost.pricer import Pricer
from llmcost.errors import UnpricedError, UsageError

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.catalog.price import Condition


@pytest.mark.parametrize(
    ("counts", "cost"),
    [
        ((0, 0), "0"),
        ((1_000_000, 1_000_000), "5"),
        ((10_000, 500, 9000), "0.0039"),
        ((10_000, 500, 0, 9000), "0.01425"),
        ((10_000, 500, 0, 0, 9000), "0.021"),
        ((10_000, 500, 1000, 2000, 3000), "0.0146"),
        ((1, 0), "0.000001"),
    ],
)
def test_a_request_costs_its_parts(counts: tuple[int, ...], cost: str) -> None:
    pricer = Pricer(model(cache_read="0.1", cache_write="1.25", cache_write_1h="2"))
    assert Decimal(cost) == pricer.cost(*counts)


def test_a_cached_token_without_a_cache_rate_costs_the_input_rate() -> None:
    assert Decimal("0.003") == Pricer(model()).cost(3000, 0, 1000, 1000, 1000)


@pytest.mark.parametrize(
    ("size", "cost"), [(100, "0.0001"), (101, "0.000202"), (200, "0.0004"), (201, "0.000603")]
)
def test_a_long_request_costs_the_rates_of_its_size(size: int, cost: str) -> None:
    pricer = Pricer(model("acme/one", when(above=100, input="2"), when(above=200, input="3")))
    assert Decimal(cost) == pricer.cost(size, 0)


@pytest.mark.parametrize(("moment", "cost"), [(Moment(0, 60), "0.5"), (Moment(0, 120), "1")])
def test_a_price_that_depends_on_the_hour_is_bound_to_a_moment(moment: Moment, cost: str) -> None:
    pricer = Pricer(model("acme/one", when(utc="01:00-02:00", input="0.5")), moment=moment)
    assert Decimal(cost) == pricer.cost(1_000_000, 0)


@pytest.mark.parametrize(
    ("counts", "cost"),
    [
        ((1_000_000, 0), "2"),
        ((0, 1_000_000), "8"),
        ((1_000_000, 1_000_000), "9"),
        ((1_000_000, 0, 1_000_000), "1.5"),
        ((1_000_000, 0, 0, 1_000_000), "2"),
        ((1_000_000, 0, 0, 0, 1_000_000), "2"),
        ((2_000_000, 0), "40"),
    ],
)
def test_without_a_moment_each_request_costs_what_it_would_in_its_dearest_hour(
    counts: tuple[int, ...], cost: str
) -> None:
    pricer = Pricer(
        model(
            "acme/one",
            when(utc="01:00-02:00", input="2", cache_read="0.5"),
            when(utc="03:00-04:00", output="8", cache_read="1.5"),
            when(above=1_000_000, utc="05:00-06:00", input="20"),
        )
    )
    assert Decimal(cost) == pricer.cost(*counts)


@pytest.mark.parametrize(("day", "cost"), [(None, "2"), (date(2026, 11, 9), "1"), (date(2026, 11, 14), "2")])
def test_a_stated_day_keeps_to_the_hours_of_its_weekday(day: date | None, cost: str) -> None:
    pricer = Pricer(model("acme/one", when(days=(5, 6), utc="01:00-02:00", input="2")), as_of=day)
    assert Decimal(cost) == pricer.cost(1_000_000, 0)


def test_the_price_of_a_day_can_be_bound() -> None:
    one = model(
        since="2024-06-01", facts={"past": (period("2024-01-01", "2024-02-01", input="8", output="8"),)}
    )
    assert Decimal(8) == Pricer(one, as_of=date(2024, 1, 1)).cost(1_000_000, 0)


@pytest.mark.parametrize(
    ("charge", "cost"), [("0.5", "0.500001"), ("100", "100.000001"), ("0.00000001", "0.00000101")]
)
def test_a_charge_per_request_is_part_of_its_cost(charge: str, cost: str) -> None:
    assert Decimal(cost) == Pricer(model(request=charge)).cost(1, 0)


@pytest.mark.parametrize("rate", ["0.00000000000000001", "1E-7", "1E+3", "12.50"])
def test_any_rate_is_priced_exactly(rate: str) -> None:
    assert Decimal(rate) * 3 == Pricer(model(input=rate, output="4")).cost(3_000_000, 0)


@pytest.mark.parametrize(
    "counts", [(-1, 0), (0, -1), (5, 0, -1), (5, 0, 0, -1), (5, 0, 0, 0, -1), (5, 0, 6), (5, 0, 2, 2, 2)]
)
def test_counts_that_can_not_be_are_refused(counts: tuple[int, ...]) -> None:
    wanted, output, cache_read, cache_write, cache_write_1h = (*counts, 0, 0, 0)[:5]
    with pytest.raises(UsageError) as error:
        Pricer(model()).cost(*counts)
    message = (
        f"counts can't be negative, nor cached parts more than the input: input={wanted}, output={output}, "
        f"cache_read={cache_read}, cache_write={cache_write}, cache_write_1h={cache_write_1h}"
    )
    hint = "input is the total, cached parts included"
    assert (message, hint) == (error.value.message, error.value.hint)


@pytest.mark.parametrize(
    "conditions",
    [
        (when(above=5, input="0", output="0"),),
        (when(utc="00:00-12:00", input="0", output="0"), when(utc="12:00-24:00", input="0", output="0")),
    ],
)
def test_a_price_of_0_under_a_condition_can_not_be_bound(conditions: tuple[Condition, ...]) -> None:
    with pytest.raises(UnpricedError) as error:
        Pricer(model("acme/one", *conditions))
    expected = ("under a condition both rates are 0, which is no price of acme/one", "zero")
    assert expected == (error.value.message, error.value.reason)
    assert Decimal(0) == Pricer(model("acme/one:free", *conditions)).cost(6, 1)


def test_an_hour_at_0_is_passed_over_for_the_dearest() -> None:
    pricer = Pricer(model("acme/one", when(utc="01:00-02:00", input="0", output="0")))
    assert Decimal("0.000005") == pricer.cost(1, 1)


@pytest.mark.parametrize("one", [model(), model("acme/one", when(utc="01:00-02:00", input="2"))])
@pytest.mark.parametrize("counts", [(1.0, 0), (1, 0.0), (1, 0, 1.0), (2, 0, 0, 1.0), (2, 0, 0, 0, 1.0)])
def test_a_count_that_is_no_whole_number_is_refused(one: Model, counts: tuple[Any, ...]) -> None:
    with pytest.raises(UsageError) as error:
        Pricer(one).cost(*counts)
    wanted, output = counts[:2]
    expected = (f"a count is not a whole number: input={wanted}, output={output}", "give ints")
    assert expected == (error.value.message, error.value.hint)


def test_a_model_without_a_price_can_not_be_bound() -> None:
    with pytest.raises(UnpricedError, match="the price of acme/router varies"):
        Pricer(routed("acme/router"))


def test_a_model_of_which_a_rate_is_not_known_can_not_be_bound() -> None:
    with pytest.raises(UnpricedError) as error:
        Pricer(model(input="1"))
    expected = ("no price is known for output of acme/one", "no_output_price")
    assert expected == (error.value.message, error.value.reason)
