"""Where one model becomes cheaper than another, `estimate` says so too: at, just below and just above it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, reject
from hypothesis import strategies as st

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import Condition, Price
from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.usage import Usage
from llmcost.errors import UnpricedError
from llmcost.market.breakeven import breakeven
from llmcost.market.cost_axis import RequestShape

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmcost.market.breakeven import Contest

    Priced = Callable[[Model, Fraction], Fraction]
    """What a model costs at a quantity, by `estimate`."""

CENTS = st.integers(1, 60).map(lambda cents: Decimal(cents) / 10)
NAMES = ("input", "output", "cache_read")
SHARES = st.integers(0, 20).map(lambda twentieths: Decimal(twentieths) / 20)
LITTLE = Fraction(1, 10**9)


def conditions() -> st.SearchStrategy[Condition]:
    changed = st.dictionaries(st.sampled_from(NAMES), CENTS, min_size=1)
    # Rates of 0 in some hours are no price, which matters only where no other hour is dearer.
    nothing = st.just(dict.fromkeys(NAMES, Decimal(0)))
    windows = st.sampled_from([(None, None), (None, None), (60, 240), (600, 60), (0, 720)])
    return st.builds(
        lambda rates, above, window, days: Condition(rates, above, window[0], window[1], days),
        changed | nothing,
        st.sampled_from([None, 0, 20, 50, 51, 90]),
        windows,
        st.sampled_from([(), (), (5, 6)]),
    ).filter(lambda condition: condition.is_stated)


@st.composite
def models(draw: st.DrawFn, model_id: str, *, charges: bool = True) -> Model:
    rates = {"input": draw(CENTS), "output": draw(CENTS)}
    if draw(st.booleans()):
        rates["cache_read"] = draw(CENTS)
    if charges and draw(st.booleans()):
        rates["request"] = draw(CENTS) / 10_000
    price = Price(rates, tuple(draw(st.lists(conditions(), max_size=3))))
    return Model(model_id, Period(price, None, None), context=draw(st.sampled_from([None, 60, 120, 121])))


def pairs(*, charges: bool = True) -> st.SearchStrategy[tuple[Model, Model]]:
    return st.tuples(models("acme/a", charges=charges), models("acme/b", charges=charges))


def compare(both: tuple[Model, Model], over: str, use: RequestShape, terms: Terms) -> Contest:
    """Both, unless one of them has no price."""
    try:
        return breakeven(both, over, use, terms)
    except UnpricedError:
        reject()


def check(asked: Contest, both: tuple[Model, Model], priced: Priced, step: Fraction) -> None:
    """That what is told is what `estimate` says, wherever something happens."""
    assert asked.intervals[0].start == asked.segments[0][0].first
    assert asked.intervals[-1].end == asked.segments[-1][0].last
    gap = step if asked.is_whole else 0
    for before, after in pairwise(asked.intervals):
        assert before.end is not None
        assert before.end + gap == after.start
        assert before.cheaper != after.cheaper
    for interval in asked.intervals:
        end = interval.start + 1000 if interval.end is None else interval.end
        middle = (interval.start + end) / 2
        inside = {interval.start + step, Fraction(int(middle)) if asked.is_whole else middle, end - step}
        if asked.is_whole:
            inside |= {interval.start, end}
        for at in inside if interval.start < end else {interval.start}:
            # No request has so much output that its input is none of it.
            if interval.start <= at <= end and (at or asked.over != "ratio"):
                assert order(both, priced, at) == interval.cheaper
    for crossing in asked.crossings:
        if crossing.kind != "jump" and (not asked.is_whole or crossing.at.denominator == 1) and crossing.at:
            assert order(both, priced, crossing.at) is None
            assert priced(both[0], crossing.at) == crossing.cost
    for point in asked.points:
        if point.at:
            assert point.costs == (priced(both[0], point.at), priced(both[1], point.at))
            assert point.cheaper == order(both, priced, point.at)


def order(both: tuple[Model, Model], priced: Priced, at: Fraction) -> int | None:
    first, second = (priced(model, at) for model in both)
    return None if first == second else int(second < first)


@given(pairs(), st.integers(0, 40), SHARES, st.sampled_from([None, 30, 700]))
def test_over_the_size_of_a_request(
    both: tuple[Model, Model], output: int, cached: Decimal, minute: int | None
) -> None:
    if all(model.context is None for model in both):
        both = (both[0]._replace(context=100), both[1])

    def priced(model: Model, at: Fraction) -> Fraction:
        requests, size = 20, int(at)
        share = int(cached * 20) * size
        usage = Usage(input=requests * size, output=requests * output, cache_read=share)
        total = estimate(model, usage, Terms(requests, spread=True, minute=minute)).total
        return Fraction(total) / requests

    asked = compare(both, "size", RequestShape(None, output, cached), Terms(minute=minute))
    check(asked, both, priced, Fraction(1))


@given(pairs(), st.integers(1, 100), st.integers(0, 40), st.sampled_from([None, 30, 700]))
def test_over_the_cached_share_of_a_request(
    both: tuple[Model, Model], size: int, output: int, minute: int | None
) -> None:
    def priced(model: Model, at: Fraction) -> Fraction:
        requests = at.denominator
        usage = Usage(input=size * requests, output=output * requests, cache_read=size * at.numerator)
        total = estimate(model, usage, Terms(requests, spread=True, minute=minute)).total
        return Fraction(total) / requests

    asked = compare(both, "cached", RequestShape(size, output), Terms(minute=minute))
    check(asked, both, priced, LITTLE)


@given(pairs(), st.integers(1, 100), SHARES, st.sampled_from([None, 30, 700]))
def test_over_the_ratio_in_prompts_of_a_size(
    both: tuple[Model, Model], size: int, cached: Decimal, minute: int | None
) -> None:
    def priced(model: Model, at: Fraction) -> Fraction:
        requests = at.numerator * 20
        output = size * at.denominator * 20
        usage = Usage(input=size * requests, output=output, cache_read=size * at.numerator * int(cached * 20))
        total = estimate(model, usage, Terms(requests, spread=True, minute=minute)).total
        return Fraction(total) / output * 1_000_000

    asked = compare(both, "ratio", RequestShape(size, 0, cached), Terms(minute=minute))
    check(asked, both, priced, LITTLE)


@given(pairs(charges=False), SHARES, st.sampled_from([None, 30, 700]))
def test_over_the_ratio_at_base_rates(both: tuple[Model, Model], cached: Decimal, minute: int | None) -> None:
    def priced(model: Model, at: Fraction) -> Fraction:
        tokens, output = at.numerator * 20, at.denominator * 20
        usage = Usage(input=tokens, output=output, cache_read=at.numerator * int(cached * 20))
        return Fraction(estimate(model, usage, Terms(minute=minute)).total) / output * 1_000_000

    asked = compare(both, "ratio", RequestShape(None, 0, cached), Terms(minute=minute))
    check(asked, both, priced, LITTLE)
