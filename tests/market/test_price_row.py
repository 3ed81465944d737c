from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model, period, price, routed, when

from llmcost.catalog.model import Model, Period
from llmcost.catalog.provenance import Override
from llmcost.errors import UnpricedError
from llmcost.market.price_row import own_row, price_rows, variants_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.catalog.price import Price
    from llmcost.market.price_row import PriceRow, Variant

NOW = date(2026, 8, 1)


def told(rows: Iterable[PriceRow]) -> list[tuple[str, str, str]]:
    return [(row.name, f"{row.rate}", row.condition) for row in rows]


def since(model: Model) -> dict[str, date | None]:
    return {row.name: row.since for row in price_rows(model)}


def test_every_price_has_a_row_base_rates_first() -> None:
    full = model(
        "acme/one",
        when(above=200, output="8", input="2"),
        when(utc="01:00-04:00", days=(5,), cache_read="0.05"),
        web_search="0.01",
        request="0.005",
        cache_read="0.1",
        output="4",
        input="1",
    )
    assert [
        ("input", "1", ""),
        ("output", "4", ""),
        ("cache_read", "0.1", ""),
        ("web_search", "0.01", ""),
        ("request", "0.005", ""),
        ("input", "2", "over 200 input tokens"),
        ("output", "8", "over 200 input tokens"),
        ("cache_read", "0.05", "from 01:00 to 04:00 UTC on saturday"),
    ] == told(price_rows(full))


def test_a_rate_is_known_since_it_was_first_seen_without_a_change() -> None:
    past = (
        period("2025-01-01", "2025-06-01", input="1", output="3"),
        period("2025-07-01", "2026-01-01", input="1", output="4"),
        period("2026-02-01", "2026-07-01", input="2", output="4", cache_read="0.1"),
    )
    now = model(since="2026-08-01", cache_read="0.1", facts={"past": past})
    assert since(now) == {"input": NOW, "output": date(2025, 7, 1), "cache_read": date(2026, 2, 1)}


def test_a_rate_that_was_not_seen_is_not_known_since_then() -> None:
    past = (period("2025-01-01", "2025-06-01", inferred=("cache_read",), cache_read="0.1"),)
    now = model(since="2026-08-01", cache_read="0.1", facts={"past": past})
    assert since(now) == {"input": date(2025, 1, 1), "output": date(2025, 1, 1), "cache_read": NOW}


@pytest.mark.parametrize("gap", [None, price(input="0", output="0")])
def test_a_time_without_a_price_ends_the_run(gap: Price | None) -> None:
    past = (
        period("2025-01-01", "2025-02-01"),
        Period(gap, date(2025, 3, 1), date(2025, 4, 1)),
    )
    now = model(since="2026-08-01", facts={"past": past})
    assert since(now) == {"input": NOW, "output": NOW}


def test_a_time_off_the_list_ends_the_run() -> None:
    past = (period("2025-01-01", "2025-02-01")._replace(gone=date(2025, 3, 1)),)
    assert since(model(since="2026-08-01", facts={"past": past})) == {"input": NOW, "output": NOW}


def test_an_overridden_rate_was_not_seen_at_all() -> None:
    facts = {"overridden": ("input",)}
    changed = model(
        "acme/one", when(above=200, input="2"), when(above=300, input="3"), since="2026-08-01", facts=facts
    )
    overrides = (
        Override("acme/one", "input", Decimal(2), "prices.toml", "over 200 input tokens"),
        Override("acme/two", "input", Decimal(3), "prices.toml", "over 300 input tokens"),
    )
    assert [
        ("input", None, True),
        ("output", NOW, False),
        ("input", None, True),
        ("input", NOW, False),
    ] == [(row.name, row.since, row.overridden) for row in price_rows(changed, overrides)]


def test_a_condition_is_known_since_the_period_began() -> None:
    past = (period("2025-01-01", "2025-02-01"),)
    rows = price_rows(model("acme/one", when(above=200, input="2"), since="2026-08-01", facts={"past": past}))
    assert [date(2025, 1, 1), date(2025, 1, 1), NOW] == [row.since for row in rows]


def test_a_condition_is_known_since_the_same_rate_was_first_seen_under_it() -> None:
    def priced(since: str, rate: str, output: str = "9", above: int = 200) -> Period:
        conditions = (when(above=above, input=rate, output=output), when(above=300, input="5"))
        return Period(price(*conditions), date.fromisoformat(since), None)

    past = (priced("2025-01-01", "3"), priced("2025-02-01", "2"), priced("2025-03-01", "2", "8"))
    current = priced("2026-08-01", "2")
    rows = price_rows(Model("acme/one", current, past=past))
    assert [
        ("input", date(2025, 1, 1)),
        ("output", date(2025, 1, 1)),
        ("input", date(2025, 2, 1)),
        ("output", NOW),
        ("input", date(2025, 1, 1)),
    ] == [(row.name, row.since) for row in rows]
    elsewhere = (priced("2025-02-01", "2", above=100),)
    assert NOW == price_rows(Model("acme/one", current, past=elsewhere))[2].since


def test_what_is_inferred_now_was_never_seen() -> None:
    past = (period("2025-01-01", "2025-02-01"),)
    now = model("acme/one", when(above=200, input="2"), since="2026-08-01", cache_read="0.1")
    inferred = now.current._replace(inferred=("cache_read", "when"))
    rows = price_rows(now._replace(current=inferred, past=past))
    assert [
        ("input", date(2025, 1, 1), False),
        ("output", date(2025, 1, 1), False),
        ("cache_read", None, True),
        ("input", None, True),
    ] == [(row.name, row.since, row.inferred) for row in rows]


def test_what_an_override_states_is_not_inferred() -> None:
    now = model(since="2026-08-01", cache_read="0.1", facts={"overridden": ("cache_read",)})
    inferred = now._replace(current=now.current._replace(inferred=("cache_read",)))
    row = price_rows(inferred)[-1]
    assert (None, True, False) == (row.since, row.overridden, row.inferred)


def test_of_two_rates_under_one_condition_the_later_one_was_in_force() -> None:
    twice = price(when(above=200, input="3"), when(above=200, input="2"))
    old = period("2025-01-01", "2025-02-01")._replace(price=twice)
    rows = price_rows(Model("acme/one", Period(twice, NOW, None), past=(old,)))
    assert [NOW, date(2025, 1, 1)] == [row.since for row in rows if row.when is not None]


def test_a_condition_that_was_inferred_ends_the_run() -> None:
    old = period("2025-01-01", "2025-02-01")
    old = old._replace(price=price(when(above=200, input="2")), inferred=("when",))
    now = model("acme/one", when(above=200, input="2"), since="2026-08-01", facts={"past": (old,)})
    assert [date(2025, 1, 1), date(2025, 1, 1), NOW] == [row.since for row in price_rows(now)]


def test_without_a_price_there_are_no_rows_but_a_reason() -> None:
    router = routed("acme/router")
    with pytest.raises(UnpricedError, match="varies"):
        price_rows(router)
    own = own_row(router)
    assert (router, (), "varies") == (own.model, own.rows, own.unpriced and own.unpriced.reason)


BASE, FREE, BATCH = (
    model("acme/one"),
    model("acme/one:free", input="0", output="0"),
    model("acme/one:batch", input="0.5", output="2"),
)
GONE = model("acme/one:beta", facts={"retired": NOW})
ALL = (BASE, FREE, BATCH, GONE, model("acme/one-mini"), model("acme/one-mini:free"))


def kinds(variants: Iterable[Variant]) -> list[str]:
    return [variant.kind for variant in variants]


def test_the_variants_of_a_model_are_those_that_are_listed() -> None:
    variants = variants_of(BASE, ALL)
    assert ["batch", "free"] == kinds(variants)
    assert told(variants[0].rows) == [("input", "0.5", ""), ("output", "2", "")]


def test_beside_a_variant_stands_the_model_itself_first() -> None:
    assert ["", "batch"] == kinds(variants_of(FREE, ALL))


def test_the_model_itself_is_told_though_it_is_retired() -> None:
    retired = BASE._replace(retired=NOW)
    assert [""] == kinds(variants_of(BATCH, [retired, BATCH, GONE]))
