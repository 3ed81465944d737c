"""A list is believed, or each rule says why not; at its bound a rule says nothing yet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import DAY

from llmcost.catalog.model import Model, Period
from llmcost.catalog.note import Note
from llmcost.catalog.price import Condition, Price
from llmcost.money import EXACT
from llmcost.sources import sanity
from llmcost.sources.lists import Lists
from llmcost.sources.sanity import reasons_to_refuse, remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

USUAL = [Decimal(text) for text in ("0.02", "0.1", "0.4", "1.25", "3", "15", "150")]
"""Input rates as real lists have them; output costs four times as much, up to $600 a million tokens."""
ONE = Decimal(1)


def model(model_id: str, input_rate: Decimal | str = ONE, output: Decimal | str = ONE, **more: str) -> Model:
    rates = {"input": input_rate, "output": output} | more
    return Model(model_id, Period(Price({name: Decimal(rate) for name, rate in rates.items()}), DAY, DAY))


def varying(model_id: str) -> Model:
    return Model(model_id, Period(None, DAY, DAY))


def listed(*models: Model) -> dict[str, Model]:
    return {each.id: each for each in models}


def market(count: int, factor: Decimal | str = ONE, first: int = 0) -> dict[str, Model]:
    """So many models of 41 authors, at usual prices times ``factor``."""
    return listed(
        *(
            model(f"a{n % 41}/m{n}", rate * Decimal(factor), rate * Decimal(factor) * 4)
            for n in range(first, first + count)
            for rate in (USUAL[n % 7],)
        )
    )


def repriced(known: Mapping[str, Model], change: Callable[[Price], Price]) -> dict[str, Model]:
    """The same models, each price as ``change`` makes it."""
    after = {}
    for model_id, each in known.items():
        assert each.current.price is not None
        after[model_id] = each._replace(current=each.current._replace(price=change(each.current.price)))
    return after


def times(rates: Mapping[str, Decimal], factor: Decimal | str) -> dict[str, Decimal]:
    return {name: EXACT.multiply(rate, Decimal(factor)) for name, rate in rates.items()}


def swapped(price: Price) -> Price:
    return Price({"input": price.rates["output"], "output": price.rates["input"]})


def cached(price: Price, factor: Decimal | str = ONE) -> Price:
    """With cache reads at a tenth of the input rate, times ``factor``."""
    read = times({"cache_read": price.rates["input"]}, Decimal(factor).scaleb(-1))
    return Price({**price.rates, **read}, price.when)


def above(price: Price, *factors: Decimal | str) -> Price:
    """With other rates above 1 token, 2 tokens and so on, each the base rates times a factor."""
    when = (Condition(times(price.rates, factor), above=n) for n, factor in enumerate(factors, 1))
    return Price(price.rates, tuple(when))


def lists(before: Mapping[str, Model], after: Mapping[str, Model], days: int = 1) -> Lists:
    return Lists(before, after, days)


# What real lists do


def test_a_year_and_what_it_changes_is_believed() -> None:
    # As from 2025-05-23 to 2026-05-20: 321 models became 356, 202 of them vanished.
    before = market(321)
    stayed = {model_id: before[model_id] for model_id in list(before)[:119]}
    moved = listed(model("a0/m0", "0.484", "0.08"), model("a3/m3", "0.008", "5"))
    year = lists(before, stayed | moved | market(237, first=321), days=362)

    assert () == reasons_to_refuse(year)
    assert (Note("jumped", "moved by more than x3: a3/m3 input x0.0064, a0/m0 input x24.2"),) == remarks(year)


def test_vanished_batch_rows_are_believed_with_a_remark() -> None:
    # As from 2026-07-29 to 2026-08-01.
    bases = market(339)
    batch = listed(*(model(f"{model_id}:batch", "0.5", "0.5") for model_id in list(bases)[:28]))
    days = lists(bases | batch, market(336), days=3)

    assert () == reasons_to_refuse(days)
    assert (Note("family_gone", "all 28 :batch rows are gone"),) == remarks(days)


def test_their_return_is_nothing_to_remark_on() -> None:
    after = market(421)
    batch = listed(*(model(f"{model_id}:batch", "0.5", "0.5") for model_id in list(after)[:60]))
    back = lists(market(336), after | batch, days=21)

    assert ((), ()) == (reasons_to_refuse(back), remarks(back))


def test_a_first_list_is_compared_with_nothing() -> None:
    first = lists({}, market(465), days=739_000)

    assert ((), ()) == (reasons_to_refuse(first), remarks(first))


# What none has done yet

NORMAL = market(465)


SOME_ABSURD = (
    "a4/m4 output $12,000.00, a5/m5 input $15,000.00, a5/m5 output $60,000.00, a6/m6 input $150,000.00, "
    "a6/m6 output $600,000.00 and 325 more"
)
SOME_ZERO = "a0/m0 input, a0/m0 output, a1/m1 input, a1/m1 output, a2/m2 input and 925 more"
SOME_ZERO_ABOVE = (
    "a0/m0 over 1 input tokens input, a0/m0 over 1 input tokens output, a1/m1 over 1 input tokens input, "
    "a1/m1 over 1 input tokens output, a2/m2 over 1 input tokens input and 925 more"
)
SOME_VARYING = "a0/m0, a1/m1, a2/m2, a3/m3, a4/m4 and 460 more"


def moved(by: str, *which: str) -> list[Note]:
    return [Note("median_moved", f"half of all {each} moved by x{by}") for each in which]


UNPRICED = Note("mostly_unpriced", "465 of 465 models have no price, or 0")
BOTH = ("input prices", "output prices")
BOTH_ABOVE = ("input prices under conditions", "output prices under conditions")


@pytest.mark.parametrize(
    ("after", "findings"),
    [
        (
            market(46),
            [
                Note("too_few", "46 models, where there were 465"),
                Note("strangers", "of 465 models that were listed 46 still are"),
            ],
        ),
        (
            {f"new/{n}": each for n, each in enumerate(NORMAL.values())},
            [Note("strangers", "of 465 models that were listed 0 still are")],
        ),
        (
            market(465, "1000"),
            [*moved("1000 or more", *BOTH), Note("absurd_price", f"more than anything costs: {SOME_ABSURD}")],
        ),
        (market(465, "0.001"), moved("0.001 or less", *BOTH)),
        (
            repriced(NORMAL, swapped),
            [*moved("4 or more", "input prices"), *moved("0.25 or less", "output prices")],
        ),
        (market(465, "0"), [UNPRICED, Note("many_zero", f"930 of 930 prices became 0: {SOME_ZERO}")]),
        (
            repriced(NORMAL, lambda price: above(price, "0")),
            [Note("many_zero", f"930 of 930 prices became 0: {SOME_ZERO_ABOVE}")],
        ),
        (repriced(NORMAL, lambda price: above(price, "0.001")), moved("0.001 or less", *BOTH_ABOVE)),
        (
            listed(*map(varying, NORMAL)),
            [UNPRICED, Note("many_vary", f"465 of 465 prices became 'varies': {SOME_VARYING}")],
        ),
        (
            NORMAL | listed(model("a1/new", "20000")),
            [Note("absurd_price", "more than anything costs: a1/new input $20,000.00")],
        ),
        (
            NORMAL | listed(model("a1/new", web_search="500")),
            [Note("absurd_price", "more than anything costs: a1/new web_search $500.00")],
        ),
    ],
    ids=["90 % gone", "renamed", "x1000", "x0.001", "swapped", "all zero", "0 above 1 token",
         "nearly 0 above 1 token", "all vary", "a rate", "a charge"],
)  # fmt: skip
def test_a_fault_is_refused_by_name(after: dict[str, Model], findings: list[Note]) -> None:
    assert tuple(findings) == reasons_to_refuse(lists(NORMAL, after))


@pytest.mark.parametrize("after", [market(465, "0"), listed(*map(varying, NORMAL))], ids=["0", "varies"])
def test_a_first_list_without_prices_is_refused(after: dict[str, Model]) -> None:
    assert (UNPRICED,) == reasons_to_refuse(lists({}, after, days=739_000))


@pytest.mark.parametrize(
    ("after", "median"),
    [
        (repriced(NORMAL, lambda price: cached(price, "1000")), "1000 or more"),
        (repriced(NORMAL, lambda price: cached(price, "0.001")), "0.001 or less"),
        # Then they cost what other input costs.
        (NORMAL, "10 or more"),
    ],
    ids=["x1000", "x0.001", "removed"],
)
def test_a_fault_in_the_cache_rates_alone_is_refused(after: dict[str, Model], median: str) -> None:
    found = reasons_to_refuse(lists(repriced(NORMAL, cached), after))

    assert moved(median, "cache_read prices") == [note for note in found if note.code != "absurd_price"]


@pytest.mark.parametrize("hidden", ["0", "0.001", "1000"])
def test_a_fault_is_not_hidden_by_conditions_that_nobody_meets(hidden: str) -> None:
    assert () != reasons_to_refuse(
        lists(market(100), repriced(market(100), lambda price: above(price, hidden, *["1"] * 15)))
    )


@pytest.mark.parametrize(("count", "refused"), [(93, False), (92, True)])
def test_a_fifth_of_the_models_has_to_be_known(count: int, *, refused: bool) -> None:
    after = market(count) | market(300, first=1000)

    assert refused == any(sanity.strangers(lists(NORMAL, after)))
    assert not any(sanity.strangers(Lists(NORMAL, after, 1, unread=["a10/m92"])))


@pytest.mark.parametrize(("count", "refused"), [(50, False), (51, True)])
@pytest.mark.parametrize("priced", [False, True])
def test_half_of_a_list_may_have_no_price(count: int, *, priced: bool, refused: bool) -> None:
    free = market(count, "0") if priced else listed(*map(varying, market(count)))

    assert refused == any(sanity.mostly_unpriced(lists({}, market(100) | free)))


@pytest.mark.parametrize("one", [model("a/x", "0", "1"), model("a/x", "1", "0")])
def test_what_costs_something_one_way_is_priced(one: Model) -> None:
    assert () == reasons_to_refuse(lists({}, listed(one)))


@pytest.mark.parametrize(("count", "refused"), [(19, False), (20, True)])
def test_a_median_of_few_cache_rates_or_conditions_says_nothing(count: int, *, refused: bool) -> None:
    few, all_of_them = market(count), market(465)
    cache = lists(all_of_them | repriced(few, cached), all_of_them | repriced(few, lambda p: cached(p, "9")))
    tiers = lists(all_of_them, all_of_them | repriced(few, lambda price: above(price, "0.1")))

    assert (refused, refused) == (any(sanity.median_moved(cache)), any(sanity.median_moved(tiers)))


@pytest.mark.parametrize(("count", "refused"), [(279, False), (278, True)])
def test_six_tenths_of_the_models_are_enough(count: int, *, refused: bool) -> None:
    assert refused == any(sanity.too_few(lists(NORMAL, market(count))))


@pytest.mark.parametrize(
    ("factor", "refused"),
    [("2", False), ("2.000001", True), ("0.5", False), ("0.499999", True)],
)
def test_the_median_may_halve_or_double(factor: str, *, refused: bool) -> None:
    assert refused == any(sanity.median_moved(lists(NORMAL, market(465, factor))))


def test_half_of_the_prices_may_move_as_far_as_they_like() -> None:
    half = lists(NORMAL, NORMAL | market(232, "10"))

    assert () == reasons_to_refuse(half)
    assert ["jumped"] == [note.code for note in remarks(half)]


@pytest.mark.parametrize(("count", "refused"), [(10, False), (11, True)])
def test_one_price_in_ten_may_become_0(count: int, *, refused: bool) -> None:
    zero = lists(market(100), market(100) | market(count, "0"))

    assert refused == any(sanity.many_zero(zero))
    assert ["turned_free"] == [note.code for note in remarks(zero)]


def test_what_was_0_before_is_not_counted() -> None:
    before = listed(model("a/free:free", "0", "0"), model("a/x", "0", "1"), model("a/y", "1", "1"))

    assert () == reasons_to_refuse(lists(before, before))
    assert [Note("many_zero", "1 of 3 prices became 0: a/x output")] == list(
        sanity.many_zero(lists(before, before | listed(model("a/x", "0", "0"))))
    )


@pytest.mark.parametrize(("count", "refused"), [(10, False), (11, True)])
def test_one_price_in_ten_may_become_varies(count: int, *, refused: bool) -> None:
    routers = listed(varying("openrouter/auto"), varying("openrouter/pareto"))
    after = market(100) | listed(*map(varying, market(count)))

    assert refused == any(sanity.many_vary(lists(market(100) | routers, after | routers)))


@pytest.mark.parametrize(("rate", "refused"), [("10000", False), ("10000.000001", True)])
@pytest.mark.parametrize("name", ["input", "output", "image_output"])
def test_no_rate_is_above_ten_thousand_dollars(name: str, rate: str, *, refused: bool) -> None:
    price = Price({"input": ONE, "output": ONE, name: Decimal(rate)})
    dear = Model("a/x", Period(price, DAY, DAY))

    assert refused == any(sanity.absurd_price(lists({}, listed(dear))))


@pytest.mark.parametrize(("charge", "refused"), [("100", False), ("100.01", True)])
@pytest.mark.parametrize("name", ["web_search", "request"])
def test_no_charge_is_above_a_hundred_dollars(name: str, charge: str, *, refused: bool) -> None:
    assert refused == any(sanity.absurd_price(lists({}, listed(model("a/x", **{name: charge})))))


def test_a_condition_can_be_absurd_too() -> None:
    when = (Condition({"input": Decimal(2)}, above=1), Condition({"output": Decimal(20_000)}, above=2))
    tiered = Model("a/x", Period(Price({"input": ONE, "output": ONE}, when), DAY, DAY))

    assert (Note("absurd_price", "more than anything costs: a/x output $20,000.00"),) == reasons_to_refuse(
        lists({}, listed(tiered, varying("a/y")))
    )


# What is only remarked on


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("1", "3", None),
        ("3", "1", None),
        ("0.7", "2.1", None),
        ("2.1", "0.7", None),
        ("1", "3.01", "x3.01"),
        ("3.01", "1", "x0.332"),
        ("0.000001", "12345", "x12345000000"),
        ("12345", "0.000001", "x0.000000000081"),
        ("0", "5", None),
    ],
)
def test_a_single_price_that_moves_by_more_than_three_is_told(old: str, new: str, told: str | None) -> None:
    expected = [] if told is None else [Note("jumped", f"moved by more than x3: a/x input {told}")]

    assert expected == list(sanity.jumped(lists(listed(model("a/x", old)), listed(model("a/x", new)))))


def test_a_jump_under_a_condition_is_told_with_it() -> None:
    before = listed(model("a/x"))
    after = repriced(before, lambda price: above(price, "4"))
    told = "a/x over 1 input tokens output x4, a/x over 1 input tokens input x4"

    assert (Note("jumped", f"moved by more than x3: {told}"),) == remarks(lists(before, after))


def test_a_jump_at_many_hours_is_told_once() -> None:
    weekend = (
        Condition({"input": Decimal(5)}, days=(5, 6)),
        Condition({"input": Decimal(7)}, above=9, days=(6,)),
    )
    after = repriced(listed(model("a/x")), lambda price: Price(price.rates, weekend))
    told = (
        "a/x over 9 input tokens from 00:00 UTC on sunday input x7, a/x from 00:00 UTC on saturday input x5"
    )

    assert (Note("jumped", f"moved by more than x3: {told}"),) == remarks(lists(listed(model("a/x")), after))


def test_the_hour_of_the_fetch_is_no_jump() -> None:
    windows = (
        Condition({"input": Decimal(8), "output": Decimal(8)}, start=60, end=240),
        Condition({"input": ONE, "output": ONE}, start=240, end=60),
    )
    night, day = (
        listed(Model("a/x", Period(Price({"input": rate, "output": rate}, windows), DAY, DAY)))
        for rate in (Decimal(8), ONE)
    )

    assert () == remarks(replace(lists(night, day), watched={"a/x"}))


def test_models_that_turn_free_are_told() -> None:
    before = listed(model("a/x"), model("a/y"), model("a/z:free", "0", "0"))
    after = before | listed(model("a/y", "0", "0"))

    assert (Note("turned_free", "paid before, now listed at 0: a/y input, a/y output"),) == remarks(
        lists(before, after)
    )


def test_models_that_the_project_names_are_watched() -> None:
    before = listed(*(model(f"a/{name}") for name in ("bad", "cheaper", "gone", "same")))
    after = listed(model("a/cheaper", "0.9"), model("a/same"), model("a/new"))
    named = ("a/same", "a/gone", "a/cheaper", "a/bad", "a/new", "a/unheard-of")

    assert (
        Note("watched_gone", "a/gone, which your files name, is no longer listed"),
        Note("watched_changed", "a/cheaper, which your files name, has another price"),
    ) == remarks(Lists(before, after, 1, named, unread=["a/bad", "row 7"]))


@pytest.mark.parametrize(
    ("days", "left", "remarked"), [(90, 75, False), (90, 74, True), (91, 74, False), (0, 60, True)]
)
def test_a_quarter_of_the_models_may_go_within_a_quarter_of_a_year(
    days: int, left: int, *, remarked: bool
) -> None:
    gone = 100 - left
    expected = [Note("many_gone", f"{gone} of 100 models are no longer listed")] if remarked else []

    assert expected == list(sanity.many_gone(lists(market(100), market(left), days)))


@pytest.mark.parametrize(
    ("count", "told"),
    [(4, []), (5, ["all 5 :batch rows are gone", "all 5 models of acme are gone"])],
)
def test_five_of_a_family_are_worth_a_word(count: int, told: list[str]) -> None:
    family = listed(*(model(f"acme/m{n}:batch") for n in range(count)), model("~acme/latest"))
    del family["~acme/latest"]

    assert told == [note.message for note in remarks(lists(NORMAL | family, NORMAL))]


@pytest.mark.parametrize("stays", ["acme/other:batch", "~acme/latest:batch"])
def test_a_family_of_which_one_is_listed_is_not_gone(stays: str) -> None:
    family = listed(*(model(f"acme/m{n}:batch") for n in range(5)))

    assert () == remarks(lists(NORMAL | family, NORMAL | listed(model(stays))))


def test_rows_that_could_not_be_used_are_not_gone() -> None:
    family = listed(*(model(f"acme/m{n}") for n in range(5)))
    seen = Lists(family, listed(model("b/x")), 1, unread=["acme/m0", "acme/m1", "acme/m2", "acme/m3"])

    assert [] == list(sanity.family_gone(seen))
    assert [] == list(sanity.many_gone(seen))


# Always

BEYOND = st.decimals("0.000001", "0.499999999", places=9) | st.decimals("2.000000001", "1000000", places=9)
PRICES = st.lists(st.decimals("0.000001", "5000", places=6).filter(bool), min_size=1, max_size=9)


def at(prices: list[Decimal], factor: Decimal = ONE) -> dict[str, Model]:
    return listed(
        *(
            model(f"a/{n}", EXACT.multiply(price, factor), EXACT.multiply(price, factor))
            for n, price in enumerate(prices)
        )
    )


@given(PRICES, st.decimals("0.5", "2", places=9))
def test_a_factor_within_the_bounds_never_refuses(prices: list[Decimal], factor: Decimal) -> None:
    assert () == reasons_to_refuse(lists(at(prices), at(prices, factor)))


@given(PRICES, BEYOND)
def test_a_factor_beyond_the_bounds_always_refuses(prices: list[Decimal], factor: Decimal) -> None:
    assert "median_moved" in [note.code for note in reasons_to_refuse(lists(at(prices), at(prices, factor)))]


@given(BEYOND, st.lists(st.sampled_from(["0.5", "1", "2"]), max_size=5), st.integers(0, 5))
def test_a_factor_beyond_the_bounds_refuses_wherever_it_stands(
    factor: Decimal, others: list[str], place: int
) -> None:
    factors: list[Decimal | str] = [*others[:place], factor, *others[place:]]
    after = repriced(market(20), lambda price: above(price, *factors))

    assert "median_moved" in [note.code for note in reasons_to_refuse(lists(market(20), after))]


RATES = st.decimals("0", "10000", places=6)
CONDITIONS = st.builds(
    Condition, st.dictionaries(st.sampled_from(["input", "output"]), RATES), st.integers(1, 10**6)
)
ANY_PRICE = st.none() | st.builds(
    Price,
    st.fixed_dictionaries({"input": RATES, "output": RATES}),
    st.lists(CONDITIONS, max_size=2).map(tuple),
)
ANY_LIST = st.dictionaries(
    st.from_regex(r"~?[a-c]/[a-z]{1,3}(:batch|:free)?", fullmatch=True), ANY_PRICE
).map(lambda prices: {key: Model(key, Period(price, DAY, DAY)) for key, price in prices.items()})


@given(ANY_LIST, st.integers(0, 1000))
def test_a_list_compared_with_itself_is_beyond_reproach(known: dict[str, Model], days: int) -> None:
    # By itself a list without prices is beyond belief.
    known |= market(len(known))
    again = Lists(known, dict(known), days, watched=known.keys())

    assert ((), ()) == (reasons_to_refuse(again), remarks(again))
