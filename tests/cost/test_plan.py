"""What scenarios cost, on one model or on several."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from attached import attached, by_letters
from builders import model, routed, when

from llmcost.catalog.note import Note
from llmcost.cost.period import Spread
from llmcost.cost.plan import Choice, plan
from llmcost.cost.span import Span
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.cost.plan import Planned

USE = Usage(input=1_000_000)
SATURDAY = date(2026, 11, 21)


def scenario(*models: tuple[str, str], **facts: Any) -> Scenario:
    stated = {"usage": USE, "requests": 10, "per": "day", **facts}
    named = tuple((name, Decimal(weight)) for name, weight in models or (("acme/one", "1"),))
    return Scenario("chat", named, **stated)


def planned(
    *models: Model, weights: tuple[str, ...] = (), as_of: date | None = None, **facts: Any
) -> Planned:
    shares = weights or ("1",) * len(models)
    choices = [Choice(each, Decimal(share), as_of) for each, share in zip(models, shares, strict=True)]
    return plan(scenario(**facts), choices)


def codes(found: Planned) -> list[str]:
    return [note.code for note in found.notes]


def test_a_scenario_costs_its_requests_in_each_stretch_of_time() -> None:
    found = planned(model(), requests=73)
    assert (found.total, found.per_request) == (Decimal(73), Decimal(1))
    assert found.spread == Spread(Decimal(73), Decimal("2220.416666666667"), Decimal(26_645))
    assert (found.basis, found.notes, found.fits) == (found.spread.month, (), True)


def test_a_scenario_without_a_period_has_one_cost_in_all() -> None:
    found = planned(model(), per=None, markup=Decimal("0.055"))
    assert (found.total, found.spread, found.basis) == (Decimal("10.55"), None, Decimal("10.55"))


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        (("90", "10"), "12"),
        (("9", "1"), "12"),
        (("0.9", "0.1"), "12"),
        (("1", "1"), "20"),
        (("2", "1"), "16.666666666667"),
        (("1", "0.000000000000000000000001"), "10.000000000000000000000020"),
    ],
)
def test_a_mix_costs_the_average_by_weight(weights: tuple[str, str], total: str) -> None:
    found = planned(model("acme/cheap"), model("acme/dear", input="3"), weights=weights)
    assert abs(found.total - Decimal(total)) < Decimal("1e-12")
    assert [row.total for row in found.estimates] == [Decimal(10), Decimal(30)]


def test_a_mix_of_the_widest_costs_and_weights_is_averaged() -> None:
    wide = f"999999999999.{'9' * 24}"
    usage, markup = Usage(input=10**15), Decimal("0.99999999999999")
    models = [model("acme/a", input=wide), model("acme/b", input=f"0.{'0' * 23}1")]
    found = planned(*models, weights=(wide, f"0.{'0' * 23}1"), usage=usage, markup=markup, requests=10**15)
    assert found.spread is not None
    assert found.total < found.estimates[0].total
    assert found.total + Decimal(1) > found.estimates[0].total


def test_an_average_is_no_wider_than_a_cost_and_never_nothing() -> None:
    # By 2**120 it ends only after 120 decimals.
    found = planned(model(), model("acme/free:free", input="0", output="0"), weights=("1", f"{2**120 - 1}"))
    assert found.total == Decimal("7.52316385e-36")  # 7.523163845...
    assert found.spread is not None
    assert found.spread.day == found.total


def test_each_model_of_a_mix_has_its_own_long_context_rates_and_limits() -> None:
    long = model("acme/long", when(above=200_000, input="5"))
    small = model("acme/small", facts={"context": 10})
    found = planned(long, small, weights=("1", "1"))
    assert found.total == Decimal(30)
    assert (codes(found), found.fits) == (["long_context", "over_context"], False)


OFF_PEAK = (when(utc="01:00-04:00", input="0.5"),)
NIGHT = (when(utc="22:00-02:00", input="0.5"), when(utc="12:00-13:00", input="7"))
WEEKEND = (when(days=(5, 6), input="0.5"), when(utc="08:00-18:00", days=(0,), input="9"))


@pytest.mark.parametrize(
    ("conditions", "window", "rate"),
    [
        (OFF_PEAK, None, "1"),
        (OFF_PEAK, (60, 240), "0.5"),
        (OFF_PEAK, (60, 241), "1"),
        (OFF_PEAK, (59, 240), "1"),
        (OFF_PEAK, (60, 60), "0.5"),
        (OFF_PEAK, (240, 240), "1"),
        (OFF_PEAK, (200, 100), "1"),
        (NIGHT, (22 * 60, 2 * 60), "0.5"),
        (NIGHT, (22 * 60, 2 * 60 + 1), "1"),
        (NIGHT, (23 * 60, 0), "0.5"),
        (NIGHT, (11 * 60, 12 * 60), "1"),
        (NIGHT, (11 * 60, 14 * 60), "7"),
        (NIGHT, (12 * 60 + 30, 12 * 60 + 31), "7"),
        (NIGHT, (13 * 60, 12 * 60), "1"),
        (NIGHT, (13 * 60, 12 * 60 + 1), "7"),
        (NIGHT, (22 * 60, 1440), "0.5"),
        (WEEKEND, (0, 60), "1"),
        (WEEKEND, (23 * 60, 60), "1"),
        (WEEKEND, (7 * 60, 8 * 60 + 1), "9"),
        (WEEKEND, None, "9"),
        ((when(above=10, input="3"),), (60, 240), "3"),
    ],
)
@pytest.mark.parametrize("as_of", [None, SATURDAY])
def test_the_dearest_price_of_the_hours_counts_the_end_not_included(
    conditions: tuple[Any, ...], window: tuple[int, int] | None, rate: str, as_of: date | None
) -> None:
    found = planned(model("acme/one", *conditions), window=window, requests=1, as_of=as_of)
    assert found.total == Decimal(rate)


def test_what_has_to_be_said_of_the_scenario_itself_comes_last() -> None:
    own = Note("limit_not_held", "there is no period")
    found = planned(model("acme/one", *OFF_PEAK), window=(60, 240), notes=(own,))
    assert [note.message for note in found.notes] == ["price at 01:00 UTC", "there is no period"]


def test_the_hour_that_was_priced_is_told() -> None:
    found = planned(model("acme/one", *OFF_PEAK), window=(60, 240))
    assert [note.message for note in found.notes] == ["price at 01:00 UTC"]


def test_a_model_whose_price_varies_has_none_in_a_window_either() -> None:
    with pytest.raises(UnpricedError, match="varies"):
        planned(routed("acme/router"), window=(60, 240))


def counted(*models: Model, weights: tuple[str, ...] = (), **facts: Any) -> Planned:
    asked = scenario(**{"usage": Usage(), "attached": attached(), **facts})
    shares = weights or ("1",) * len(models)
    choices = [Choice(each, Decimal(share)) for each, share in zip(models, shares, strict=True)]
    return plan(asked, choices, by_letters(asked))


def test_files_that_nobody_counts_have_no_price() -> None:
    with pytest.raises(UnpricedError, match="its input_file is not counted") as caught:
        planned(model(), attached=attached())
    assert caught.value.reason == "not_counted"


def test_what_is_counted_exactly_has_a_cost_without_bounds() -> None:
    found = counted(model())
    assert (found.total, found.span, found.basis_span) == (Decimal(10), None, None)
    assert found.least is found
    assert found.most is found


def test_what_is_estimated_costs_between_two_amounts() -> None:
    found = counted(model("beta/old"), per="month")
    assert (found.total, found.span) == (Decimal(12), Span(Decimal(6), Decimal(18)))
    assert (found.least.per_request, found.most.per_request) == (Decimal("0.6"), Decimal("1.8"))
    assert (found.most.spread, found.most.exact) == (Spread(*_spread_of(18)), Fraction(18))
    assert found.basis_span == found.span


def _spread_of(month: int) -> tuple[Decimal, Decimal, Decimal]:
    day = (Decimal(month) * 12 / 365).quantize(Decimal(1).scaleb(-12))
    return day, Decimal(month), Decimal(month * 12)


def test_of_a_mix_each_model_counts_for_itself() -> None:
    found = counted(model("acme/one"), model("beta/old"), weights=("3", "1"))
    assert [row.measured and row.measured.usage.input for row in found.estimates] == [1_000_000, 1_200_000]
    assert (found.total, found.span) == (Decimal("10.5"), Span(Decimal(9), Decimal(12)))


def test_the_bounds_are_priced_at_the_dearest_minute_for_each() -> None:
    timed = model("beta/old", when(above=1_500_000, utc="02:00-03:00", input="10"), input="1")
    found = counted(timed, window=(60, 180), requests=1)
    assert (found.total, found.span) == (Decimal("1.2"), Span(Decimal("0.6"), Decimal(18)))


def test_what_is_counted_exactly_has_no_bounds_in_a_window_either() -> None:
    timed = model("acme/one", when(utc="02:00-03:00", input="10"), input="1")
    found = counted(timed, window=(60, 180), requests=1)
    assert (found.total, found.span) == (Decimal(10), None)
