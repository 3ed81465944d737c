"""A model's schedule as rows: exactly one of them holds for each request, and says what the tariff does."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from builders import catalog, model, period, rates, routed, when
from hypothesis import example, given
from hypothesis import strategies as st

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import Condition, Moment, Price
from llmcost.cost.slot import Slot
from llmcost.cost.tariff import DAY, MINUTE, Tariff
from llmcost.errors import UnpricedError
from llmcost.sources.layers import load_catalog
from llmcost.sql.price_rows import WEEK, PriceRow, price_rows, tiers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from llmcost.catalog.catalog import Catalog

EPOCH = date(1970, 1, 1)
RATES = rates(input="1", output="4")
NIGHT = when(utc="10:00-01:00", input="0.5")


class Request(NamedTuple):
    """When a request was made, and of what size it was."""

    day: date | None
    minute: int
    """Of the day."""
    size: int | None

    @property
    def time(self) -> int | None:
        """Seconds since 1970; the last one of its minute."""
        day = None if self.day is None else (self.day - EPOCH).days
        return None if day is None else day * DAY + self.minute * MINUTE + 59

    def is_in(self, row: PriceRow) -> bool:
        """Whether a row holds for it, as a join has to ask."""
        size = self.size or 0
        if size < row.size_from or (row.size_to is not None and size > row.size_to):
            return False
        if self.day is None:
            return not row.is_dated
        if not row.is_dated or (row.since is not None and self.day < row.since):
            return False
        if row.until is not None and self.day >= row.until:
            return False
        return row.week_from <= self.day.weekday() * 1440 + self.minute < row.week_until


def told(tariff: Tariff, request: Request) -> tuple[Mapping[str, Decimal], str | None, str]:
    """Rates, reason and remark of one request by the tariff itself."""
    slot = tariff.slot(request.time, request.size)
    assert slot is not None
    try:
        return tariff.rates(slot), None, slot.remark
    except UnpricedError as error:
        return {}, error.reason, slot.remark


def compare(tariff: Tariff, requests: Iterable[Request]) -> None:
    """Fail where not exactly one row holds, or where that row says anything else than the tariff."""
    rows, bare = (price_rows(tariff, model="one", remarks=remarks) for remarks in (True, False))
    for request in requests:
        stated, reason, remark = told(tariff, request)
        (row,) = (row for row in rows if request.is_in(row))
        assert (stated, reason, remark) == (row.rates, row.reason, row.remark), request
        (row,) = (row for row in bare if request.is_in(row))
        assert (stated, reason, "") == (row.rates, row.reason, row.remark), request
    for row in (*rows, *bare):
        assert ("one", tariff.tier, tariff.label) == row[:3]
        assert row.remark == row.slot.remark
        if row.reason is None:
            assert row.rates == tariff.rates(row.slot)


def days_of(*models: Model) -> set[date]:
    """Every day that these models state, with the days around each."""
    periods = [each for one in models for each in (*one.past, one.current)]
    stated = {day for each in periods for day in (each.since, each.seen, each.gone)}
    stated |= {day for one in models for day in (one.released, one.retired)}
    return {day + timedelta(days=by) for day in stated if day is not None for by in (-1, 0, 1)}


def prices_of(*models: Model) -> list[Price]:
    found = [each.price for one in models for each in (*one.past, one.current)]
    return [price for price in found if price is not None]


def sizes_of(*models: Model) -> set[int | None]:
    above = {above for price in prices_of(*models) for above in price.thresholds}
    return {None, 0, *(size + by for size in above for by in (0, 1)), 10**12}


def minutes_of(*models: Model) -> set[int]:
    conditions = [condition for price in prices_of(*models) for condition in price.when]
    edges = {edge for each in conditions for edge in (each.start, each.end) if edge is not None}
    return {(edge + by) % 1440 for edge in {0, *edges} for by in (-1, 0)}


@cache
def bundled() -> Catalog:
    return load_catalog(None, environ={})


@pytest.mark.parametrize("tier", ["", "batch", "flex", "us", "fast"])
def test_of_every_bundled_model_one_row_holds_for_each_request(tier: str) -> None:
    prices, random, compared = bundled(), Random(tier), 0  # noqa: S311
    for model_id, one in prices.models.items():
        tariff = Tariff(prices, model_id, tier)
        if tariff.trouble is not None:
            continue
        compared += 1
        both = (one, prices.models.get(f"{model_id}:{tier}", one))
        days = {*days_of(*both), *(date(2023, 1, 1) + timedelta(days=random.randrange(2000)) for _ in "abc")}
        hours = minutes_of(*both)
        # Where the hour is told, the whole week around each day is.
        weeks = {day + timedelta(days=by) for day in days for by in range(7)} if len(hours) > 2 else days
        compare(
            tariff,
            (
                *(Request(None, 0, size) for size in sizes_of(*both)),
                *(
                    Request(day, minute, size)
                    for day in weeks
                    for minute in hours
                    for size in sizes_of(*both)
                ),
            ),
        )
    assert compared == len(prices) if tier == "" else compared > 5


def test_a_request_of_unknown_size_costs_in_the_bundled_ledger_what_one_of_no_tokens_does() -> None:
    for price in prices_of(*bundled().models.values()):
        for moment in (None, *price.moments()):
            assert price.at(None, moment) == price.at(0, moment)


days = st.dates(date(2026, 1, 1), date(2026, 3, 31))
few = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1), Decimal(2)])
minutes = st.sampled_from([0, 1, 60, 600, 1380, 1439])


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    start, end = draw(st.just((None, None)) | st.tuples(minutes, minutes | st.just(1440)))
    return Condition(
        draw(st.dictionaries(st.sampled_from(["input", "output", "cache_read"]), few)),
        draw(st.none() | st.sampled_from([0, 1000, 5000])),
        start,
        end,
        tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=3)))),
    )


@st.composite
def models(draw: st.DrawFn, model_id: str) -> Model:
    """A model of up to three prices, with days as a ledger has them or none."""
    begins = sorted(draw(st.sets(days, min_size=1, max_size=3)))
    periods = []
    for since, following in zip(begins, [*begins[1:], date(2026, 6, 1)], strict=True):
        spare = (following - since).days - 1
        seen = since + timedelta(days=draw(st.integers(0, spare)))
        gone = draw(st.none() | st.dates(seen, following))
        stated = draw(st.fixed_dictionaries({"input": few, "output": few}, optional={"web_search": few}))
        price = Price(stated, tuple(draw(st.lists(conditions(), max_size=3))))
        periods.append(Period(draw(st.sampled_from([price, price, price, None])), since, seen, (), gone))
    if draw(st.booleans()):
        periods[0] = periods[0]._replace(since=None)
    return Model(
        model_id,
        periods[-1],
        released=draw(st.none() | days),
        retired=draw(st.none() | st.dates(date(2026, 3, 1), date(2026, 6, 1))),
        past=tuple(periods[:-1]),
    )


@st.composite
def tariffs(draw: st.DrawFn) -> tuple[Tariff, tuple[Model, ...]]:
    """A schedule, at a tier that has a row of its own, is a share of the whole, or both."""
    author = draw(st.sampled_from(["openai", "acme"]))
    kept = [draw(models(f"{author}/one"))]
    tier = draw(st.sampled_from(["", "batch"]))
    if tier and (author == "acme" or draw(st.booleans())):
        kept.append(draw(models(f"{author}/one:batch")))
    return Tariff(catalog(*kept), f"{author}/one", tier), tuple(kept)


requests = st.builds(
    Request,
    st.dates(date(2025, 12, 1), date(2026, 7, 1)),
    minutes | st.integers(0, 1439),
    st.sampled_from([None, 0, 1, 1000, 1001, 5000, 5001, 10**12]),
)


@given(tariffs(), st.lists(requests, max_size=20))
def test_of_any_schedule_one_row_holds_for_each_request(
    drawn: tuple[Tariff, tuple[Model, ...]], asked: list[Request]
) -> None:
    tariff, kept = drawn
    # Beside those that were drawn every day that matters, at one hour, and a week of hours.
    around = [Request(day, 0, None) for day in days_of(*kept)]
    begin = date(2026, 2, 9)
    week = [Request(begin + timedelta(days=by), at, 5001) for by in range(7) for at in minutes_of(*kept)]
    undated = [Request(None, 0, size) for size in sizes_of(*kept)]
    compare(tariff, (*asked, *around, *week, *undated))


@given(tariffs())
@example((Tariff(catalog(model("acme/one", NIGHT)), "acme/one", ""), ()))
def test_rows_share_no_request_and_leave_none_out(drawn: tuple[Tariff, tuple[Model, ...]]) -> None:
    # Requests that were drawn could all miss a gap; the rows' extents have to add up to everything.
    rows = price_rows(drawn[0], model="one")
    first, last, most = date(2020, 1, 1), date(2030, 1, 1), 10**6
    for is_dated in (False, True):
        extent = sum(
            ((row.until or last) - (row.since or first)).days
            * ((most if row.size_to is None else row.size_to + 1) - row.size_from)
            * (row.week_until - row.week_from)
            for row in rows
            if row.is_dated is is_dated
        )
        assert (last - first).days * most * WEEK == extent


def briefly(row: PriceRow) -> tuple[object, ...]:
    return (*row[3:10], row.rates.get("input"), row.reason, row.remark)


def test_a_price_without_days_or_conditions_is_a_row_with_and_one_without_a_time() -> None:
    tariff = Tariff(catalog(model("acme/one")), "one", "")
    row = PriceRow(
        model="one",
        tier="",
        label="acme/one",
        since=None,
        until=None,
        is_dated=False,
        size_from=0,
        size_to=None,
        week_from=0,
        week_until=10_080,
        rates=RATES,
        reason=None,
        remark="",
        slot=Slot(0, 0, None),
    )
    assert (row, row._replace(is_dated=True)) == price_rows(tariff, model="one")


def test_days_are_told_apart_by_price_and_by_what_is_said_of_them() -> None:
    one = model(
        "acme/one",
        since="2026-05-01",
        seen="2026-11-10",
        facts={
            "released": date(2026, 1, 1),
            "past": (period("2026-01-10", "2026-02-20", input="5", output="4"),),
        },
    )
    tariff = Tariff(catalog(one), "acme/one", "")
    early, first, gap, last = (date(2026, *day) for day in ((1, 1), (1, 10), (2, 21), (5, 1)))
    always = (0, None, 0, 10_080)
    assert [
        (None, None, False, *always, Decimal(1), None, ""),
        (None, early, True, *always, None, "before_release", ""),
        (early, first, True, *always, Decimal(5), None, "before_first_sighting"),
        (first, gap, True, *always, Decimal(5), None, ""),
        (gap, last, True, *always, Decimal(5), None, "between_sightings"),
        # One row, though its last sighting is a day at which something could have changed.
        (last, None, True, *always, Decimal(1), None, ""),
    ] == [briefly(row) for row in price_rows(tariff, model="acme/one")]
    assert [
        (None, None, False, *always, Decimal(1), None, ""),
        (None, early, True, *always, None, "before_release", ""),
        (early, last, True, *always, Decimal(5), None, ""),
        (last, None, True, *always, Decimal(1), None, ""),
    ] == [briefly(row) for row in price_rows(tariff, model="acme/one", remarks=False)]


def test_a_window_that_wraps_the_weeks_end_is_two_rows() -> None:
    # Sunday from 22:00, and Monday until 02:00, as far as the weekdays allow it.
    weekend = when(days=(0, 6), utc="22:00-02:00", input="0.5")
    tariff = Tariff(catalog(model("acme/one", weekend)), "acme/one", "")
    cheap = [
        (row.week_from, row.week_until, row.slot.moment)
        for row in price_rows(tariff, model="acme/one")
        if row.rates["input"] < 1
    ]
    assert [
        (0, 120, Moment(0, 0)),
        (1320, 1440, Moment(0, 1320)),
        (8640, 8760, Moment(6, 0)),
        (9960, 10_080, Moment(6, 1320)),
    ] == cheap


def test_a_window_of_each_day_is_not_cut_at_midnight() -> None:
    tariff = Tariff(catalog(model("acme/one", NIGHT)), "acme/one", "")
    rows = price_rows(tariff, model="acme/one")
    edges = [0, *(day * 1440 + minute for day in range(7) for minute in (60, 600)), 10_080]
    assert [(0, 10_080), *pairwise(edges)] == [(row.week_from, row.week_until) for row in rows]
    # Without a time the dearest hour counts.
    assert ["1", "0.5", "1", "0.5"] == [str(row.rates["input"]) for row in rows[:4]]


def test_sizes_and_hours_of_the_same_rates_are_one_row() -> None:
    past = Period(Price(RATES, (when(above=1000, input="2"),)), date(2026, 1, 1), date(2026, 1, 31))
    same = (when(above=5000, input="1"), when(utc="01:00-02:00", output="4"))
    one = model("acme/one", *same, since="2026-02-01", facts={"past": (past,)})
    found = price_rows(Tariff(catalog(one), "acme/one", ""), model="acme/one")
    turn = date(2026, 2, 1)
    assert [
        (None, None, 0, None),
        (None, date(2026, 1, 1), 0, None),
        (date(2026, 1, 1), turn, 0, 1000),
        (date(2026, 1, 1), turn, 1001, None),
        (turn, None, 0, None),
    ] == [(row.since, row.until, row.size_from, row.size_to) for row in found]
    assert {(0, 10_080)} == {(row.week_from, row.week_until) for row in found}


def test_sizes_whose_hours_differ_stay_apart() -> None:
    short, long = when(utc="00:00-06:00", input="2"), when(above=1000, utc="06:00-08:00", input="2")
    found = price_rows(Tariff(catalog(model("acme/one", short, long)), "acme/one", ""), model="acme/one")
    assert {
        (0, None, 0, 10_080),
        *((0, 1000, day * 1440, day * 1440 + 360) for day in range(7)),
        *((0, 1000, day * 1440 + 360, day * 1440 + 1440) for day in range(7)),
        *((1001, None, day * 1440, day * 1440 + 480) for day in range(7)),
        *((1001, None, day * 1440 + 480, day * 1440 + 1440) for day in range(7)),
    } == {row[6:10] for row in found}


def test_an_hour_at_which_nothing_is_charged_has_its_reason() -> None:
    tariff = Tariff(catalog(model("acme/one", when(utc="00:00-12:00", input="0", output="0"))), "one", "")
    assert [
        (False, 0, 10_080, RATES, None),
        *(
            (True, day * 1440 + begin, day * 1440 + begin + 720, stated, reason)
            for day in range(7)
            for begin, stated, reason in ((0, {}, "zero"), (720, RATES, None))
        ),
    ] == [
        (row.is_dated, row.week_from, row.week_until, row.rates, row.reason)
        for row in price_rows(tariff, model="one")
    ]


@pytest.mark.parametrize(
    ("name", "tier", "label", "reason"),
    [
        ("acme/one", "priority", "acme/one", "no_tier_price"),
        ("acme/two", "", "acme/two", "unknown_model"),
        ("a", "", "a", "config"),
        ("acme/auto", "", "acme/auto", "varies"),
    ],
)
def test_what_has_no_price_says_why_with_and_without_a_time(
    name: str, tier: str, label: str, reason: str
) -> None:
    prices = catalog(model(), routed("acme/auto"), aliases={"a": "b", "b": "a"})
    rows = price_rows(Tariff(prices, name, tier), model=name)
    assert [(name, tier, label, None, None, is_dated, 0, None, 0, 10_080) for is_dated in (False, True)] == [
        row[:10] for row in rows
    ]
    assert [({}, reason, "")] * 2 == [(row.rates, row.reason, row.remark) for row in rows]


def test_the_first_and_the_last_day_that_there_are_can_be_told() -> None:
    one = model("acme/one", since="0001-01-01", seen="9999-12-31", facts={"retired": date.max})
    found = price_rows(Tariff(catalog(one), "acme/one", ""), model="acme/one")
    assert [(None, None, False), (None, date.max, True), (date.max, None, True)] == [
        row[3:6] for row in found
    ]


@pytest.mark.parametrize(
    ("model_id", "expected"),
    [
        ("openai/gpt", ("batch", "flex", "priority")),
        # A batch row stands for itself; its maker's shares hold for each of its ids.
        ("openai/gpt:batch", ("batch", "flex")),
        ("openai/gpt-oss", ()),
        ("anthropic/claude", ("batch", "fast", "us")),
        ("anthropic/claude-fast", ("batch", "fast", "us")),
        ("acme/one", ()),
        ("acme/one:free", ("free",)),
    ],
)
def test_a_models_tiers_are_those_with_a_price(model_id: str, expected: tuple[str, ...]) -> None:
    ids = (
        *("openai/gpt", "openai/gpt:batch", "openai/gpt:priority", "openai/gpt-oss", "anthropic/claude"),
        *("anthropic/claude-fast", "acme/one", "acme/one:free"),
    )
    prices = catalog(*map(model, ids))
    assert expected == tiers_of(prices, model_id)
    assert all(Tariff(prices, model_id, tier).trouble is None for tier in expected)
