"""Whatever lists come in whatever order, each day keeps the price that its last list gave."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import Condition, Price
from llmcost.sources.document import read_ledger, write_ledger
from llmcost.sources.ledger import Ledger
from llmcost.sources.renewal import confirmed, renewed, same_price
from llmcost.sources.sightings import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Listed = Mapping[str, Price | None]
    Dated = list[tuple[date, Listed]]
    Sightings = dict[date, Price | str | None]

START = date(2026, 1, 1)
NEW = Ledger({}, date.min, "https://prices.test/models")
GONE = "gone"

# Few of each, so that prices change, come back and coincide.
amounts = st.sampled_from(["0", "0.5", "1", "2"]).map(Decimal)
paid = st.fixed_dictionaries(
    {"input": amounts, "output": amounts}, optional={"cache_read": amounts, "web_search": amounts}
)
conditions = st.one_of(
    st.builds(Condition, paid, st.sampled_from([1000, 200_000])),
    st.builds(
        lambda rates, window, days: Condition(rates, None, window[0], window[1], days),
        paid,
        st.sampled_from([(60, 240), (1200, 60), (0, 1440)]),
        st.sampled_from([(), (5, 6)]),
    ),
)
prices = st.one_of(st.none(), st.builds(Price, paid, st.lists(conditions, max_size=2).map(tuple)))
lists = st.dictionaries(st.sampled_from(["acme/one", "acme/two", "acme/two:free"]), prices)


@st.composite
def dated_lists(draw: st.DrawFn, shortest: int = 0) -> Dated:
    """Lists in order of date; with gaps of 0 days several on one day."""
    gaps = draw(st.lists(st.tuples(st.integers(shortest, 60), lists), min_size=1, max_size=8))
    found: Dated = []
    day = START
    for gap, listed in gaps:
        day += timedelta(gap)
        found.append((day, listed))
    return found


def models(listed: Listed, day: date) -> dict[str, Model]:
    return {model_id: Model(model_id, Period(price, day, day)) for model_id, price in listed.items()}


def kept(ledger: Ledger) -> Ledger:
    """The ledger after it was written and read again."""
    again = read_ledger(write_ledger(ledger).encode(), "models.toml")
    assert again == ledger
    return again


def applied(dated: Iterable[tuple[date, Listed]], ledger: Ledger = NEW) -> Ledger:
    for day, listed in dated:
        ledger = kept(renewed(ledger, models(listed, day), day))
    return ledger


def found_on(ledger: Ledger, day: date) -> dict[str, Price | None]:
    """What the ledger says that a list of that day held."""
    return {
        model_id: model.period_on(day)[0].price
        for model_id, model in ledger.models.items()
        if model.listed_on(day)
    }


def assert_same(expected: Listed, actual: Listed) -> None:
    assert expected.keys() == actual.keys()
    assert [] == [each for each in expected if not same_price(expected[each], actual[each])]


@given(dated_lists())
def test_each_day_gives_back_its_last_list_and_the_days_after_it_too(dated: Dated) -> None:
    ledger = applied(dated)

    last = dict(dated)
    for day, until in zip(last, [*list(last)[1:], ledger.as_of + timedelta(9)], strict=True):
        for between in {day, day + (until - day) / 2, until - timedelta(1)}:
            assert_same(last[day], found_on(ledger, between))
    assert {} == found_on(ledger, START - timedelta(1))
    assert {model_id for listed in last.values() for model_id in listed} <= ledger.models.keys()


@given(dated_lists(), dated_lists())
def test_the_price_of_a_day_outlives_every_later_list(before: Dated, after: Dated) -> None:
    ledger = applied(before)
    days = [day for day, _ in before if day < ledger.as_of]
    past = {day: found_on(ledger, day) for day in days}

    later = applied(((ledger.as_of + (day - START), listed) for day, listed in after), ledger)

    for day in days:
        assert_same(past[day], found_on(later, day))


@given(dated_lists(), lists)
def test_seeing_a_list_again_on_the_same_day_changes_nothing(dated: Dated, listed: Listed) -> None:
    day = dated[-1][0] + timedelta(7)
    once = applied([*dated, (day, listed)])

    assert once == applied([(day, listed)], once)


@given(dated_lists(), st.integers(0, 60))
def test_a_list_that_still_holds_is_as_good_as_the_same_list_again(dated: Dated, gap: int) -> None:
    ledger = applied(dated)
    day = ledger.as_of + timedelta(gap)

    assert kept(confirmed(ledger, day)) == applied([(day, dated[-1][1])], ledger)


@given(dated_lists(), lists, lists)
def test_the_last_list_of_a_day_is_all_that_counts(dated: Dated, morning: Listed, evening: Listed) -> None:
    day = dated[-1][0] + timedelta(7)
    once, twice = applied([*dated, (day, evening)]), applied([*dated, (day, morning), (day, evening)])

    for each in (*dict(dated), day, day + timedelta(30)):
        assert_same(found_on(once, each), found_on(twice, each))


# Two ledgers


def edges(ledger: Ledger, model_id: str) -> Sightings:
    """What a ledger says of a model on the days that it states."""
    found: Sightings = {}
    model = ledger.models.get(model_id)
    if model is None:
        return found
    for period in (*model.past, model.current):
        assert period.since is not None
        assert period.seen is not None
        found |= {period.since: period.price, period.seen: period.price}
        found |= {period.gone: GONE} if period.gone else {}
    return found | ({model.retired: GONE, ledger.as_of: GONE} if model.retired else {})


def in_order_of_age(one: Ledger, other: Ledger) -> tuple[Ledger, Ledger]:
    """The newer one first."""
    return (one, other) if one.as_of >= other.as_of else (other, one)


@given(dated_lists(), dated_lists())
def test_every_sighting_of_two_ledgers_is_found_in_both_together(one: Dated, other: Dated) -> None:
    newer, older = in_order_of_age(applied(one), applied(other))

    both = kept(joined(newer, older))

    assert newer.models.keys() | older.models.keys() == both.models.keys()
    for model_id, model in both.models.items():
        for day, seen in {**edges(older, model_id), **edges(newer, model_id)}.items():
            if not isinstance(seen, str) and model_id in newer.models:
                assert same_price(seen, model.period_on(day)[0].price)
            assert model.listed_on(day) == (seen != GONE and day_is_open(model_id, day, newer))
    assert both == joined(both, both)


def day_is_open(model_id: str, day: date, newer: Ledger) -> bool:
    """Whether the newer ledger doesn't already say by its silence that there was no such model."""
    return model_id in newer.models or day < newer.as_of


@given(dated_lists(), dated_lists(), lists)
def test_two_ledgers_together_can_be_renewed(one: Dated, other: Dated, listed: Listed) -> None:
    newer, older = in_order_of_age(applied(one), applied(other))
    both = joined(newer, older)

    later = applied([(newer.as_of, listed), (newer.as_of + timedelta(30), listed)], both)

    assert_same(listed, found_on(later, newer.as_of))
    for day in {day for model_id in both.models for day in edges(both, model_id)} - {newer.as_of}:
        assert_same(found_on(both, day), found_on(later, day))


@given(dated_lists(shortest=1), st.data())
def test_what_was_joined_once_is_not_changed_by_joining_it_again(market: Dated, data: st.DataObject) -> None:
    parts: Iterator[str] = (
        data.draw(st.sampled_from(["mine", "theirs", "mine theirs"]), label="seen by") for _ in market
    )
    seen_by = list(parts)
    mine, theirs = (
        applied(each for each, by in zip(market, seen_by, strict=True) if name in by)
        for name in ("mine", "theirs")
    )
    newer, older = in_order_of_age(mine, theirs)

    both = joined(newer, older)

    assert both == joined(both, older)
