"""A logged request costs what `estimate` says of it, and many of them what each of them does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import Condition, Moment, Price
from llmcost.cost.cell import Sums, total_of
from llmcost.cost.charge import charge
from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.tariff import Tariff
from llmcost.cost.usage import Counts, Usage
from llmcost.errors import UnpricedError
from llmcost.money import add_up
from llmcost.sources.layers import load_catalog

if TYPE_CHECKING:
    from llmcost.cost.slot import Slot

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)
HOURS = Model(
    "acme/hours",
    Period(
        Price(
            {"input": Decimal("0.44"), "output": Decimal("1.32"), "cache_read": Decimal("0.014")},
            (
                Condition({"input": Decimal("0.22")}, None, 600, 60),
                Condition({"output": Decimal("0.66")}, None, 240, 365),
                Condition({"input": Decimal("0.1")}, 50_000, 1380, 30, (5, 6)),
                Condition({"cache_read": Decimal("0.007")}, 100_000),
            ),
        ),
        date(2025, 3, 1),
        None,
    ),
    past=(Period(Price({"input": Decimal(2), "output": Decimal(3)}), date(2024, 6, 1), date(2025, 1, 1)),),
)
"""Windows that wrap midnight, one of them on weekends and for long requests only."""


@cache
def prices() -> Catalog:
    """The bundled ledger and a model whose price depends on everything."""
    bundled = load_catalog(None, environ={})
    return Catalog({**bundled.models, HOURS.id: HOURS}, bundled.provenance)


@cache
def tariff(model_id: str) -> Tariff:
    return Tariff(prices(), model_id, "")


@st.composite
def usages(draw: st.DrawFn) -> Usage:
    """Of one request, with parts of each kind inside its totals."""
    part = st.just(0) | st.integers(0, 400_000)
    names = ("cache_read", "cache_write", "cache_write_1h", "image_input", "audio_input", "audio_cache_read")
    inside = {name: draw(part) for name in names}
    written = {name: draw(part) for name in ("reasoning", "image_output", "audio_output")}
    return Usage(
        input=draw(part) + sum(inside.values()),
        output=draw(part) + sum(written.values()),
        web_search=draw(st.just(0) | st.integers(0, 5)),
        **inside,
        **written,
    )


models = st.sampled_from(sorted(prices().models)) | st.just(HOURS.id)
times = st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None)).map(
    lambda at: at.replace(tzinfo=UTC)
)


def estimated(model: Model, usage: Usage, time: datetime | None) -> Decimal | str:
    """What `estimate` makes of one request: a cost, or why there is none."""
    terms = Terms(requests=1)
    if time is not None:
        terms = Terms(requests=1, as_of=time.date(), minute=time.hour * 60 + time.minute)
    try:
        return estimate(model, usage, terms).total
    except UnpricedError as error:
        return error.reason


def charged(model_id: str, usage: Usage, time: datetime | None) -> Decimal | str:
    """What a log's record of it costs."""
    schedule = tariff(model_id)
    slot = schedule.slot(None if time is None else int(time.timestamp()), usage.input)
    assert slot is not None
    try:
        return charge(schedule.rates(slot), usage, 1)
    except UnpricedError as error:
        return error.reason


@given(models, usages(), times)
@example(HOURS.id, Usage(input=50_001, cache_read=50_001), datetime(2026, 11, 8, 0, 29, tzinfo=UTC))
@example(HOURS.id, Usage(input=100_001), datetime(2026, 11, 7, 23, 0, tzinfo=UTC))
@settings(max_examples=600)
def test_a_logged_request_costs_what_estimate_says(model_id: str, usage: Usage, time: datetime) -> None:
    assert estimated(prices().models[model_id], usage, time) == charged(model_id, usage, time)


def test_every_model_costs_what_estimate_says_around_each_change_of_its_price() -> None:
    for model_id, model in prices().models.items():
        changes = [period.since for period in (*model.past, model.current) if period.since]
        sizes = {1, *(size for above in tariff(model_id).thresholds for size in (above, above + 1))}
        for change in changes:
            for days in (-1, 0, 1):
                noon = datetime(change.year, change.month, change.day, 12, tzinfo=UTC) + timedelta(days=days)
                for size in sizes:
                    usage = Usage(input=size, output=1000, cache_read=size // 2)
                    assert estimated(model, usage, noon) == charged(model_id, usage, noon), model_id


@given(
    st.sampled_from([HOURS.id, "openai/gpt-5.4", "google/gemini-2.5-pro"]),
    st.lists(st.tuples(usages(), times)),
)
@settings(max_examples=150)
def test_requests_of_one_slot_cost_together_what_they_cost_each(
    model_id: str, requests: list[tuple[Usage, datetime]]
) -> None:
    schedule, model = tariff(model_id), prices().models[model_id]
    slots: dict[Slot, list[Sums]] = {}
    single = []
    for usage, time in requests:
        tokens = usage._replace(web_search=0)
        cost = estimated(model, tokens, time)
        if isinstance(cost, Decimal):
            slot = schedule.slot(int(time.timestamp()), usage.input)
            assert slot is not None
            slots.setdefault(slot, []).append(Sums(1, Counts(*tokens)))
            single.append(cost)
    sums = {slot: total_of(each) for slot, each in slots.items()}
    together = [charge(schedule.rates(slot), each.counts, each.requests) for slot, each in sums.items()]
    assert add_up(single) == add_up(together)


@given(st.integers(0, 6), st.integers(0, 1439))
def test_all_moments_of_a_stretch_have_its_rates(weekday: int, minute: int) -> None:
    price = HOURS.current.price
    assert price is not None
    moment = Moment(weekday, minute)
    begin = price.stretch(moment)
    assert begin in set(price.moments())
    for size in (1, 60_000, 200_000):
        assert price.at(size, moment) == price.at(size, begin)
