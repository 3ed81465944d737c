"""What holds of costs, names and quantities whatever the figures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from builders import catalog, model
from hypothesis import assume, given
from hypothesis import strategies as st

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import RATE_NAMES, TOKEN_CLASSES, Condition, Moment, Price
from llmcost.cost.comparison import SORTS, compare_named
from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.period import DAYS, spread
from llmcost.cost.pricer import Pricer
from llmcost.cost.usage import Usage
from llmcost.errors import AmbiguousModelError, QuantityError, UnknownModelError
from llmcost.money import EXACT, add_up, divide, format_exact, format_rate, format_usd, parse_usd, plain
from llmcost.quantity import (
    MAX_TOKENS,
    parse_amount,
    parse_clock,
    parse_count,
    parse_count_or_share,
    parse_date,
    parse_days,
    parse_number,
    parse_percent,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

MONDAY = date(2026, 11, 9)

amounts = st.decimals(min_value=0, max_value=10**12 - 1, places=17)
some_rates = st.decimals(min_value=0, max_value=1000, places=9)
counts = st.integers(0, 10**9)


@st.composite
def usages(draw: st.DrawFn) -> Usage:
    """Any usage: the totals are the sum of what was drawn for each class."""
    parts = st.integers(0, 10**6)
    inside = ("cache_read", "cache_write", "cache_write_1h", "image_input", "audio_input", "audio_cache_read")
    read = {name: draw(parts) for name in inside}
    written = {name: draw(parts) for name in ("reasoning", "image_output", "audio_output")}
    return Usage(
        input=draw(parts) + sum(read.values()),
        output=draw(parts) + sum(written.values()),
        **read,
        **written,
        web_search=draw(st.integers(0, 100)),
    )


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Any condition that a ledger can hold."""
    window = draw(
        st.none() | st.tuples(st.integers(0, 1439), st.integers(0, 1440)).filter(lambda w: w[0] != w[1])
    )
    start, end = window or (None, None)
    return Condition(
        draw(st.dictionaries(st.sampled_from(RATE_NAMES), some_rates)),
        draw(st.none() | st.integers(0, 10**6)),
        start,
        end,
        tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=3)))),
    )


@st.composite
def prices(draw: st.DrawFn, *, conditional: bool = True) -> Price:
    """Any price under which every use has a cost."""
    base = draw(st.dictionaries(st.sampled_from(RATE_NAMES), some_rates))
    needed = {name: draw(some_rates) for name in ("input", "output", "web_search")}
    when = draw(st.lists(conditions(), max_size=4)) if conditional else ()
    return Price(base | needed, tuple(when))


def of_price(price: Price, model_id: str = "acme/one:free") -> Model:
    """A model of that price, ``:free`` so that a price of 0 counts."""
    return Model(model_id, Period(price, None, None))


models = st.builds(of_price, prices())
terms = st.builds(
    Terms,
    requests=st.none() | st.integers(1, 10**6),
    spread=st.booleans(),
    as_of=st.none() | st.integers(0, 6).map(lambda days: MONDAY + timedelta(days)),
    minute=st.none() | st.integers(0, 1439),
    markup=st.just(Decimal(0)) | st.decimals(min_value=0, max_value=1, places=6),
)


@given(models, usages(), terms)
def test_the_components_sum_to_the_total(each: Model, usage: Usage, asked: Terms) -> None:
    row = estimate(each, usage, asked)
    assert add_up(row.components.values()) == row.total


@given(models, usages(), st.integers(1, 10**6), st.integers(1, 10**6))
def test_cost_is_additive_in_requests(each: Model, usage: Usage, some: int, more: int) -> None:
    first, second, both = (estimate(each, usage, Terms(requests=n)).total for n in (some, more, some + more))
    assert both == EXACT.add(first, second)


@given(models, usages(), st.integers(1, 1000))
def test_an_evenly_spread_volume_costs_what_its_requests_cost(
    each: Model, usage: Usage, requests: int
) -> None:
    whole = estimate(each, usage.times(requests), Terms(requests=requests, spread=True))
    assert estimate(each, usage, Terms(requests=requests)).total == whole.total


@given(
    prices(conditional=False),
    usages(),
    st.sampled_from((*TOKEN_CLASSES, "web_search")),
    st.integers(0, 10**6),
)
def test_more_tokens_never_cost_less(price: Price, usage: Usage, name: str, more: int) -> None:
    stated = usage.stated()
    parent = {"reasoning": "output", "web_search": "web_search"}.get(
        name, "output" if name.endswith("output") else "input"
    )
    for grown in {name, parent}:
        stated[grown] = stated.get(grown, 0) + more
    each = of_price(price)
    assert estimate(each, usage).total <= estimate(each, Usage(**stated)).total


@given(prices(), usages(), terms, st.sampled_from(RATE_NAMES), some_rates)
def test_a_higher_rate_never_costs_less(
    price: Price, usage: Usage, asked: Terms, name: str, more: Decimal
) -> None:
    assume(name in price.rates)
    raised = price._replace(rates={**price.rates, name: EXACT.add(price.rates[name], more)})
    lower, higher = (estimate(of_price(each), usage, asked).total for each in (price, raised))
    assert lower <= higher


def text_of(usage: Usage) -> Usage:
    """The text of a usage, with its cached parts."""
    return Usage(
        input=usage.input,
        output=usage.output,
        cache_read=usage.cache_read,
        cache_write=usage.cache_write,
        cache_write_1h=usage.cache_write_1h,
    )


@given(prices(), usages(), st.integers(0, 6), st.integers(0, 1439))
def test_a_bound_price_agrees_with_an_estimate(price: Price, usage: Usage, weekday: int, minute: int) -> None:
    text = text_of(usage)
    pricer = Pricer(of_price(price), moment=Moment(weekday, minute))
    actual = pricer.cost(text.input, text.output, text.cache_read, text.cache_write, text.cache_write_1h)
    asked = Terms(requests=1, as_of=MONDAY + timedelta(weekday), minute=minute)
    assert estimate(of_price(price), text, asked).total == actual


@given(prices(), usages(), st.none() | st.integers(0, 6).map(lambda days: MONDAY + timedelta(days)))
def test_a_price_that_is_bound_to_no_hour_agrees_with_an_estimate_too(
    price: Price, usage: Usage, day: date | None
) -> None:
    text = text_of(usage)
    actual = Pricer(of_price(price), as_of=day).cost(
        text.input, text.output, text.cache_read, text.cache_write, text.cache_write_1h
    )
    assert estimate(of_price(price), text, Terms(requests=1, as_of=day)).total == actual


@given(prices(), usages(), st.none() | st.integers(0, 10**6), st.integers(0, 6), st.integers(0, 1439))
def test_no_hour_is_dearer_than_the_one_that_is_taken(
    price: Price, usage: Usage, requests: int | None, weekday: int, minute: int
) -> None:
    requests = requests or None
    stated = Terms(requests=requests, as_of=MONDAY + timedelta(weekday), minute=minute)
    each = of_price(price)
    assert estimate(each, usage, stated).total <= estimate(each, usage, Terms(requests=requests)).total


@given(
    st.lists(prices(), min_size=1, max_size=5), usages(), terms, st.sampled_from(sorted(SORTS)), st.randoms()
)
def test_the_order_of_names_changes_the_order_of_rows_only(
    each: list[Price], usage: Usage, asked: Terms, sort: str, random: Random
) -> None:
    named = [(of_price(price, f"acme/m{position}:free"), ()) for position, price in enumerate(each)]
    shuffled = list(named)
    random.shuffle(shuffled)
    first, second = (compare_named(order, usage, asked, sort=sort) for order in (named, shuffled))
    assert {row.model.id: row for row in first.estimates} == {row.model.id: row for row in second.estimates}
    if sort != "given":
        assert first.estimates == second.estimates


@given(st.lists(prices(), min_size=1, max_size=5), usages(), terms)
def test_nothing_that_costs_anything_is_cheaper_than_the_cheapest(
    each: list[Price], usage: Usage, asked: Terms
) -> None:
    named = [(of_price(price, f"acme/m{position}:free"), ()) for position, price in enumerate(each)]
    comparison = compare_named(named, usage, asked)
    ratios = [comparison.relative(row) for row in comparison.estimates]
    assert all(ratio is None or ratio == 0 or ratio >= 1 for ratio in ratios)


@given(amounts.filter(bool), st.integers(1, 10**15))
def test_a_quotient_is_never_nothing_and_right_to_twelve_digits(amount: Decimal, divisor: int) -> None:
    quotient = divide(amount, divisor)
    off = abs(Fraction(quotient) - Fraction(amount) / divisor)
    assert 0 < quotient
    assert off * 2 * 10**11 <= Fraction(quotient) or off * 2 * 10**12 <= 1


@given(models, usages(), st.dictionaries(st.sampled_from(RATE_NAMES), some_rates))
def test_a_rate_on_which_a_cost_does_not_rest_changes_nothing(
    each: Model, usage: Usage, others: dict[str, Decimal]
) -> None:
    row, price = estimate(each, usage), each.current.price
    assert price is not None
    idle = {name: rate for name, rate in others.items() if name not in row.rates_used}
    changed = of_price(price._replace(rates={**price.rates, **idle}))
    assert row.total == estimate(changed, usage).total


@given(usages())
def test_what_is_billed_sums_to_the_totals(usage: Usage) -> None:
    billed = usage.billed()
    written = {"output", "reasoning", "image_output", "audio_output"}
    totals = {"input": 0, "output": 0, "web_search": 0}
    for name, count in billed.items():
        totals[name if name == "web_search" else "output" if name in written else "input"] += count
    assert {"input": usage.input, "output": usage.output, "web_search": usage.web_search} == totals


@given(usages(), st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_usage_grows_with_its_requests(usage: Usage, some: int, more: int) -> None:
    assert usage.times(some * more) == usage.times(some).times(more)


@given(amounts)
def test_an_amount_is_read_back_as_it_was_written(amount: Decimal) -> None:
    assert amount == parse_usd(plain(amount))


@given(amounts)
def test_an_amount_that_is_told_exactly_is_read_back(amount: Decimal) -> None:
    assert amount == parse_usd(format_exact(amount).removeprefix("$").replace(",", ""))


@given(amounts)
def test_a_rate_for_people_is_right_to_ten_decimals_and_never_0(rate: Decimal) -> None:
    told = parse_usd(format_rate(rate).removeprefix("$").replace(",", ""))
    assert abs(told - rate) <= Decimal("5e-11")
    assert bool(told) == bool(rate)


@given(amounts)
def test_an_amount_for_people_is_off_by_half_a_percent_at_most_and_never_0(amount: Decimal) -> None:
    shown = parse_usd(format_usd(amount).removeprefix("$").replace(",", ""))
    assert (amount == 0) == (shown == 0)
    assert abs(shown - amount) * 200 <= amount


@given(st.integers(0, MAX_TOKENS))
def test_a_count_is_read_back_as_it_was_written(count: int) -> None:
    expected = [count] * 2
    assert expected == [parse_count(str(count), "-i"), parse_count(f"{count:_}", "-i")]


@given(st.integers(1, 999), st.sampled_from([("k", 3), ("M", 6), ("b", 9)]))
def test_a_suffix_multiplies(count: int, suffix: tuple[str, int]) -> None:
    letter, power = suffix
    assert count * 10**power == parse_count(f"{count}{letter}", "-i")


quantities = st.text() | st.from_regex(
    r"[-+$]?[0-9_.,\u0660\uff11]{0,30}[kKmMbBdwy%eE:/-]?[0-9]{0,4}", fullmatch=True
)


@given(quantities)
@pytest.mark.parametrize(
    "parse",
    [
        parse_count,
        lambda text, what: parse_count_or_share(text, 1000, what),
        parse_percent,
        parse_amount,
        parse_number,
        parse_days,
        parse_date,
        parse_clock,
    ],
)
def test_any_text_is_read_or_refused(parse: Callable[[str, str], object], text: str) -> None:
    refusal = None
    try:
        parse(text, "--flag")
    except QuantityError as error:
        refusal = error
    assert refusal is None or (refusal.message.startswith("--flag: ") and refusal.hint)


@given(amounts, st.sampled_from(sorted(DAYS)))
def test_the_stated_period_keeps_its_cost(total: Decimal, period: str) -> None:
    told = spread(total, period)
    assert total == {**told._asdict(), "week": total}[period]


NAMES = ("acme/one", "acme/one:free", "acme/two-1.5", "zeta/one", "~zeta/two-latest", "private")
LEDGER = catalog(*(model(name) for name in NAMES), aliases={"fast": "acme/one"})
LOOPED = catalog(*LEDGER.models.values(), aliases={"fast": "acme/one", "loop": "loop"})
FRAGMENTS = (
    "acme",
    "zeta",
    "one",
    "two",
    "1.5",
    "1-5",
    "/",
    ":",
    "-",
    "@",
    "free",
    "nitro",
    "loop",
    "bedrock",
    "20250101",
)


@given(st.text() | st.lists(st.sampled_from(FRAGMENTS)).map("".join))
def test_any_name_means_a_model_or_is_refused(name: str) -> None:
    named: set[str] = set()
    try:
        named = {LEDGER.resolve(name).id}
    except UnknownModelError as error:
        named = set(error.suggestions)
    except AmbiguousModelError as error:
        named = set(error.candidates)
    assert named <= {*NAMES, "fast"}


@given(st.text(st.characters(categories=["Z", "Cc"])))
def test_nothing_but_space_means_no_model(name: str) -> None:
    with pytest.raises(UnknownModelError):
        LEDGER.resolve(name)


@given(st.sampled_from(NAMES))
def test_an_id_means_itself(name: str) -> None:
    assert (name, ()) == LEDGER.resolve(name)


@given(st.text() | st.lists(st.sampled_from(FRAGMENTS)).map("".join))
def test_any_name_can_be_asked_for_without_an_error(name: str) -> None:
    meant = LOOPED.meaning(name)
    found = LOOPED.get(name)
    assert (meant, meant is not None) == (found and found.id, name in LOOPED)
