from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from builders import PROVENANCE, model, routed, when

from llmcost.catalog.provenance import Override
from llmcost.cost.estimate import Terms
from llmcost.errors import UnpricedError, UsageError
from llmcost.market.breakeven import LARGEST, Breakeven, breakeven, check_different
from llmcost.market.cost_axis import RequestShape

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

ONE = model("acme/one", input="1", output="4", facts={"context": 100})
TWO = model("acme/two", input="2", output="1", facts={"context": 90})
NOW = Terms()


def intervals(first: Model, second: Model, over: str, use: RequestShape, terms: Terms = NOW) -> list[str]:
    found = breakeven((first, second), over, use, terms).intervals
    return [f"{each.start}-{each.end}: {each.cheaper}" for each in found]


def test_over_the_ratio_of_input_to_output() -> None:
    assert intervals(ONE, TWO, "ratio", RequestShape()) == ["0-3: 1", "3-None: 0"]


def test_over_the_cached_share() -> None:
    cheap = model("acme/cheap", input="2", output="4", cache_read="0.5")
    assert intervals(ONE, cheap, "cached", RequestShape(100, 10)) == ["0-2/3: 0", "2/3-1: 1"]


def test_over_the_size_up_to_the_smaller_context_window() -> None:
    assert intervals(ONE, TWO, "size", RequestShape(None, 10)) == ["1-29: 1", "30-30: None", "31-80: 0"]


def test_where_one_context_window_is_unknown_the_other_counts() -> None:
    found = breakeven((model("acme/x", input="3"), ONE), "size", RequestShape(), NOW)
    assert [*found.limits, found.intervals[-1].end] == [None, 100, 100]


def test_where_neither_context_window_is_known_a_bound_is_stated() -> None:
    found = breakeven((model("acme/x", input="3"), model("acme/y", input="2")), "size", RequestShape(), NOW)
    assert [*found.limits, found.intervals[-1].end] == [None, None, LARGEST]


def test_an_answer_that_leaves_no_room_leaves_nothing_to_compare() -> None:
    found = breakeven((ONE, TWO), "size", RequestShape(None, 95), NOW)
    assert (found.segments, found.intervals, found.points, found.limits) == ((), (), (), (5, 0))


def test_a_threshold_above_no_tokens_holds_for_every_request() -> None:
    above = model("acme/x", when(above=0, input="3"), input="1", facts={"context": 50})
    assert intervals(ONE, above, "size", RequestShape()) == ["1-50: 0"]


def test_each_point_says_who_is_cheaper() -> None:
    points = breakeven((ONE, TWO), "ratio", RequestShape(), NOW).points
    assert {str(point.at): point.cheaper for point in points if point.at in {2, 3, 5}} == (
        {"2": 1, "3": None, "5": 0}
    )


def test_a_model_without_a_price_is_refused() -> None:
    with pytest.raises(UnpricedError, match="acme/router varies"):
        breakeven((ONE, routed("acme/router")), "ratio", RequestShape(), NOW)


def test_a_rate_that_is_needed_must_be_known() -> None:
    embedding = model("acme/embed", input="1")
    with pytest.raises(UnpricedError, match="no price is known for output of acme/embed"):
        breakeven((ONE, embedding), "ratio", RequestShape(), NOW)
    with pytest.raises(UnpricedError, match="no price is known for output of acme/embed"):
        breakeven((ONE, embedding), "cached", RequestShape(10, 1), NOW)


def test_what_writes_nothing_needs_no_price_for_it() -> None:
    assert intervals(ONE, model("acme/embed", input="2"), "size", RequestShape()) == ["1-100: 0"]


def test_a_condition_under_which_nothing_costs_anything_is_no_price() -> None:
    odd = model("acme/odd", when(above=10, input="0", output="0"), input="1", output="1")
    with pytest.raises(UnpricedError, match="both rates of acme/odd are 0"):
        breakeven((ONE, odd), "size", RequestShape(), NOW)


def test_an_hour_without_a_price_matters_only_where_it_is_the_dearest() -> None:
    at_night = when(utc="01:00-04:00", input="0", output="0")
    low = model("acme/low", at_night, input="1", output="4", facts={"context": 100})
    for over, use in (
        ("ratio", RequestShape()),
        ("ratio", RequestShape(10)),
        ("cached", RequestShape(10, 1)),
        ("size", RequestShape(None, 1)),
    ):
        asked = breakeven((low, TWO), over, use, NOW)
        assert asked.intervals == breakeven((ONE, TWO), over, use, NOW).intervals
    with pytest.raises(UnpricedError, match="both rates of acme/low are 0"):
        breakeven((low, TWO), "ratio", RequestShape(), Terms(minute=90))
    toll = when(utc="01:00-04:00", input="0", output="0", request="1")
    with pytest.raises(UnpricedError, match="both rates of acme/toll are 0"):
        breakeven((TWO, model("acme/toll", toll, input="1", output="4")), "cached", RequestShape(10), NOW)


def test_any_day_of_the_week_can_be_meant() -> None:
    weekend = model("acme/weekend", when(days=(5, 6), input="9"), input="0.5", output="1", since="2026-01-01")
    any_day = Terms(as_of=date(2026, 11, 20), any_day=True)
    assert intervals(weekend, TWO, "ratio", RequestShape(), any_day) == ["0-0: None", "0-None: 1"]


def test_what_is_free_costs_nothing() -> None:
    free = model("acme/x:free", input="0", output="0")
    assert intervals(ONE, free, "ratio", RequestShape()) == ["0-None: 1"]


def test_the_dearest_hour_counts_unless_one_is_stated() -> None:
    timed = model("acme/timed", when(utc="01:00-04:00", input="9"), input="0.5", output="1")
    assert intervals(ONE, timed, "ratio", RequestShape()) == ["0-3/8: 1", "3/8-None: 0"]
    assert intervals(ONE, timed, "ratio", RequestShape(), Terms(minute=0)) == ["0-None: 1"]


def test_of_a_day_its_weekday_counts() -> None:
    weekend = model("acme/weekend", when(days=(5, 6), input="9"), input="0.5", output="1", since="2026-01-01")
    assert intervals(weekend, TWO, "ratio", RequestShape(), Terms(as_of=date(2026, 11, 20))) == (
        ["0-0: None", "0-None: 0"]
    )


def test_one_model_is_not_compared_with_itself() -> None:
    with pytest.raises(UsageError, match=r"^'one' and 'acme/one' are both acme/one$"):
        check_different(("one", "acme/one"), ("acme/one", "acme/one"))
    with pytest.raises(UsageError, match=r"^named twice: acme/one$"):
        check_different(("one", "one"), ("acme/one", "acme/one"))
    check_different(("one", "two"), ("acme/one", "acme/two"))


def test_the_overridden_rates_of_today_that_can_count_are_told() -> None:
    used = Override("acme/one", "cache_read", Decimal(1), "llmcost.toml")
    others = (
        Override("acme/one", "web_search", Decimal(1), "llmcost.toml"),
        Override("acme/three", "input", Decimal(1), "llmcost.toml"),
    )
    provenance = PROVENANCE._replace(overrides=(used, *others))
    asked = Breakeven((ONE, TWO), ((), ()), (), (), NOW, provenance, date(2026, 11, 22))
    assert asked.overrides == (used,)


def test_a_share_that_is_cached_stays_the_same_whatever_the_size() -> None:
    cheap = model("acme/cheap", input="2", output="4", cache_read="0.5", facts={"context": 100})
    point = breakeven((ONE, cheap), "size", RequestShape(None, 0, Decimal("0.25")), NOW).points[0]
    assert point.costs == (Fraction(1, 10**6), Fraction(13, 8 * 10**6))
