"""What became of a model's price, from one state of a ledger to the next and over its whole history."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import model, period, price, rates, routed, when

from llmcost.catalog.change import (
    FARTHEST,
    Change,
    changes_between,
    changes_of,
    changes_since,
    in_order,
)
from llmcost.catalog.model import Model, Period

if TYPE_CHECKING:
    from llmcost.catalog.price import Price

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


def change(
    old: Price | None, new: Price | None, model_id: str = "acme/one", **inferred: Any
) -> Change | None:
    """What became of one model that was priced and is."""
    before = {model_id: Model(model_id, Period(old, None, None, **inferred))}
    after = {model_id: Model(model_id, Period(new, None, None))}
    return next(iter(changes_between(before, after, JULY)), None)


@pytest.mark.parametrize(
    ("old", "new", "kind", "ratio"),
    [
        (price(), price(input="2", output="8"), "dearer", "2"),
        (price(), price(input="0.5", output="2"), "cheaper", "0.5"),
        # The blend decides where input and output go different ways.
        (price(), price(input="2", output="3"), "dearer", "1.285714285714"),
        # The blend is the same: there is no ratio, and the others tell the way.
        (price(input="1", output="4"), price(input="2", output="1"), "changed", None),
        (price(cache_read="0.5"), price(cache_read="0.1"), "cheaper", None),
        (price(), price(when(above=1000, output="8")), "dearer", None),
        (price(), price(web_search="1"), "changed", None),
        (price(web_search="1"), price(), "changed", None),
        (price(request="0"), price(request="1"), "dearer", None),
        (price(), None, "changed", None),
        (None, price(), "changed", None),
        # Without an output rate there is no blend.
        (price(input="1"), price(input="3"), "dearer", None),
    ],
)
def test_a_price_that_moved_says_which_way_and_how_far(
    old: Price | None, new: Price | None, kind: str, ratio: str | None
) -> None:
    found = change(old, new)
    assert found is not None
    assert (kind, ratio and Decimal(ratio)) == (found.kind, found.ratio)


def test_a_price_out_of_0_moved_farthest_and_one_to_0_as_far() -> None:
    free, paid = price(input="0", output="0"), price()
    up, down = change(free, paid, "acme/one:free"), change(paid, free, "acme/one:free")
    assert up is not None
    assert down is not None
    assert ("dearer", None, FARTHEST) == (up.kind, up.ratio, up.size)
    assert ("cheaper", Decimal(0), FARTHEST) == (down.kind, down.ratio, down.size)


@pytest.mark.parametrize(("old", "new"), [(price(), price()), (None, None)])
def test_a_price_that_did_not_move_is_no_change(old: Price | None, new: Price | None) -> None:
    assert change(old, new) is None


def test_a_listed_0_that_is_no_price_is_neither_cheaper_nor_dearer() -> None:
    zero = price(input="0", output="0", web_search="0.01")
    up, down = change(zero, price()), change(price(), zero)
    assert up == Change("acme/one", "changed", JULY, zero, price())
    assert down == Change("acme/one", "changed", JULY, price(), zero)
    assert change(zero, price(input="0", output="0")) is None


def test_what_was_inferred_is_not_known_to_have_changed() -> None:
    old = price(when(above=1000, input="2"), cache_read="0.5")
    new = price(when(above=1000, input="3"), cache_read="0.25")
    assert change(old, new, inferred=("cache_read", "when")) is None
    (told,) = [change(old, new, inferred=("when",))]
    assert told is not None
    assert ["cache_read"] == [each.name for each in told.rates]


def test_sizes_go_both_ways_from_1() -> None:
    def sized(ratio: str | None) -> Decimal:
        return Change("a", "changed", None, None, None, (), None if ratio is None else Decimal(ratio)).size

    assert [Decimal(1), Decimal(2), Decimal(2), FARTHEST, Decimal(1)] == [
        *map(sized, ("1", "2", "0.5", "0", None))
    ]


@pytest.mark.parametrize(
    ("old", "new", "size"),
    [
        (price(cache_read="0.5"), price(cache_read="0.1"), "5"),
        (price(cache_read="0.5", request="1"), price(cache_read="0.1", request="7"), "7"),
        (price(), price(when(above=1000, output="8")), "2"),
        (price(request="0"), price(request="1"), "Infinity"),
        (price(), price(web_search="1"), "1"),
        # The blended rate says it all.
        (price(), price(input="2", output="4", cache_read="9"), "1"),
    ],
)
def test_other_rates_alone_moved_as_far_as_the_farthest(old: Price, new: Price, size: str) -> None:
    found = change(old, new)
    assert found is not None
    assert Decimal(size) == found.size_besides


@pytest.mark.parametrize(
    ("each", "was", "now"),
    [
        (Change("a", "new", None, None, price()), None, rates(input="1", output="4")),
        (Change("a", "new", None, None, None), None, "varies"),
        (Change("a", "retired", None, price(), None), rates(input="1", output="4"), None),
        (Change("a", "retired", None, None, None), "varies", None),
        (Change("a", "changed", None, price(input="0", output="0"), None), "unpriced", "varies"),
        (Change("a:free", "new", None, None, price(input="0")), None, rates(input="0")),
        (Change("openrouter/free", "new", None, None, price(input="0")), None, rates(input="0")),
    ],
)
def test_what_it_was_and_is_says_why_there_is_no_rate(each: Change, was: object, now: object) -> None:
    assert (was, now) == (each.was, each.now)


def test_models_come_and_go_and_come_back() -> None:
    gone = {"retired": JUNE}
    before = {
        "a/going": model("a/going"),
        "a/gone": model("a/gone", facts=gone),
        "a/back": model("a/back", facts=gone),
        "a/back-dearer": model("a/back-dearer", facts=gone),
        "a/same": model("a/same"),
    }
    after = {
        "a/going": model("a/going", facts=gone),
        "a/gone": model("a/gone", facts=gone),
        "a/back": model("a/back"),
        "a/back-dearer": model("a/back-dearer", input="2", output="8"),
        "a/same": model("a/same"),
        "a/new": model("a/new"),
        "a/router": routed("a/router"),
    }
    found = changes_between(before, after, JULY)
    expected = [
        ("a/new", "new", None, price(), None),
        ("a/router", "new", None, None, None),
        ("a/back-dearer", "revived", price(), price(input="2", output="8"), Decimal(2)),
        ("a/back", "revived", price(), price(), None),
        ("a/going", "retired", price(), None, None),
    ]
    assert expected == [(each.model, each.kind, each.old, each.new, each.ratio) for each in found]
    assert {JULY} == {each.day for each in found}


HISTORY = model(
    "acme/comet",
    input="0.5",
    output="2",
    since="2026-08-01",
    seen="2026-08-05",
    facts={
        "past": (
            period("2026-01-01", "2026-02-01"),
            period("2026-03-01", "2026-04-01", input="2", output="8")._replace(gone=date(2026, 4, 15)),
            period("2026-06-01", "2026-06-20", input="2", output="8"),
            # Only how it is stated differs.
            period("2026-07-01", "2026-07-20", input="2", output="8", cache_read="2"),
        ),
        "retired": date(2026, 9, 1),
    },
)


def test_a_history_tells_every_change_once_and_in_order() -> None:
    expected = [
        ("new", date(2026, 1, 1)),
        ("dearer", date(2026, 3, 1)),
        ("retired", date(2026, 4, 15)),
        ("revived", JUNE),
        ("cheaper", AUGUST),
        ("retired", date(2026, 9, 1)),
    ]
    assert expected == [(each.kind, each.day) for each in changes_of(HISTORY)]


def test_the_market_since_a_day_leaves_out_what_was_before_and_what_has_no_date() -> None:
    found = changes_since([HISTORY, model("private/one")], date(2026, 4, 15))
    assert ["cheaper", "revived", "retired", "retired"] == [each.kind for each in found]


def test_changes_stand_by_kind_and_the_biggest_first() -> None:
    def make(model_id: str, kind: str, ratio: str | None = None, day: date | None = None) -> Change:
        return Change(model_id, kind, day, None, None, (), None if ratio is None else Decimal(ratio))

    def besides(model_id: str, cache_read: str) -> Change:
        found = change(price(cache_read="0.5"), price(cache_read=cache_read), model_id)
        assert found is not None
        return found

    free = change(price(input="0", output="0"), price(), "d:free")
    assert free is not None
    expected = (
        free,
        make("c", "dearer", "3"),
        make("a", "dearer", "2"),
        besides("d", "0.9"),
        besides("a", "0.6"),
        besides("b", "0.6"),
        make("a", "cheaper", "0.1"),
        make("a", "changed"),
        make("a", "new"),
        make("a", "new", day=JUNE),
        make("b", "new"),
        make("a", "revived"),
        make("a", "retired"),
    )
    assert expected == in_order(reversed(expected))
