"""A model's schedule written out as rows, of which exactly one holds for each row of usage."""

from __future__ import annotations

from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.price import MINUTES_PER_DAY, WEEKDAYS, Moment
from llmcost.cost.slot import Slot
from llmcost.cost.tariff import DAY
from llmcost.cost.tier import HALF, SHARES, parts_of
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from llmcost.catalog.catalog import Catalog
    from llmcost.cost.tariff import Tariff
    from llmcost.errors import ConfigError, PriceError

WEEK = len(WEEKDAYS) * MINUTES_PER_DAY
"""Minutes of a week."""

_EPOCH = date(1970, 1, 1).toordinal()
_NOWHERE = Slot(-1, None, None)


class PriceRow(NamedTuple):
    """Days, request sizes and minutes of the week within which a model's rates are the same.

    The rows of one model and tier are disjoint, and leave out no day, size or minute.
    """

    model: str
    """The id that was asked for; with ``tier`` what the rows are looked up by."""
    tier: str
    """Service tier, as in ``records.record.Record``; empty for the standard one."""
    label: str
    """What its requests are told under: the id that is priced, or the name that has no price."""
    since: date | None
    """First day, UTC. None: from the beginning of time."""
    until: date | None
    """First day on which it no longer holds, UTC. None: open."""
    is_dated: bool
    """False: the row is for usage without a time, priced as of now; then it has no days and all week."""
    size_from: int
    """Fewest input tokens of the request, cached ones included; 0 also where no request size is known."""
    size_to: int | None
    """Most input tokens of the request. None: any number."""
    week_from: int
    """First minute since Monday 00:00 UTC, 0 to 10079."""
    week_until: int
    """First minute on which it no longer holds, up to 10080."""
    rates: Mapping[str, Decimal]
    """As of ``Tariff.rates``: USD per million tokens with the tier's factor in them, USD each for charges.
    Empty where there is a reason."""
    reason: str | None
    """Code of why it can't be priced, such as ``before_release``. None: it can."""
    remark: str
    """Code of what has to be said of these days, such as ``between_sightings``, or empty."""
    slot: Slot
    """Where it stands in the schedule; of several with the same rates the first."""


def price_rows(tariff: Tariff, *, model: str, remarks: bool = True) -> tuple[PriceRow, ...]:
    """All rows of a schedule: without a day first, then by day, size and minute of the week.

    Args:
        tariff: the schedule.
        model: the id that was asked for.
        remarks: whether days of one price stand apart where something else has to be said of them; without,
            rows have no remarks, and are fewer.
    """
    undated = PriceRow(
        model=model,
        tier=tariff.tier,
        label=tariff.label,
        since=None,
        until=None,
        is_dated=False,
        size_from=0,
        size_to=None,
        week_from=0,
        week_until=WEEK,
        rates={},
        reason=None,
        remark="",
        slot=_NOWHERE,
    )
    if tariff.trouble is not None:
        undated = undated._replace(reason=_code(tariff.trouble))
        return undated, undated._replace(is_dated=True)
    days = (undated, *_by_days(tariff, undated._replace(is_dated=True), remarks=remarks))
    return tuple(row for each in days for row in _by_size(tariff, each, remarks=remarks))


def tiers_of(catalog: Catalog, model_id: str) -> tuple[str, ...]:
    """The service tiers other than the standard one for which a price of the model is known, by name.

    Args:
        catalog: the prices.
        model_id: the id of one of its models.
    """
    model, beginning = catalog.models[model_id], f"{model_id}:"
    rows = {each.removeprefix(beginning) for each in catalog.models if each.startswith(beginning)}
    names = {*HALF, *SHARES, "fast", model.variant, *rows} - {""}
    return tuple(tier for tier in sorted(names) if _has_price(catalog, model_id, tier))


def _has_price(catalog: Catalog, model_id: str, tier: str) -> bool:
    try:
        parts_of(catalog, catalog.models[model_id], tier)
    except UnpricedError:
        return False
    return True


def _by_days(tariff: Tariff, row: PriceRow, *, remarks: bool) -> Iterator[PriceRow]:
    """The row once for each stretch of days on which one period holds and the same is said of it."""
    rows = [
        _placed(tariff, row._replace(since=since, until=until), remarks=remarks)
        for since, until in pairwise((None, *tariff.turns, None))
    ]
    for _, alike in groupby(rows, lambda each: (each.slot.period, each.slot.remark)):
        together = [*alike]
        yield together[0]._replace(until=together[-1].until)


def _by_size(tariff: Tariff, row: PriceRow, *, remarks: bool) -> Iterator[PriceRow]:
    """The rows of some days; sizes at which every minute costs the same are put together."""
    sizes = [
        [*_by_minute(tariff, _placed(tariff, row._replace(size_from=least, size_to=most), remarks=remarks))]
        for least, most in _sizes(tariff)
    ]
    for _, alike in groupby(sizes, lambda rows: [(each.week_from, *_charge(each)) for each in rows]):
        together = [*alike]
        yield from (each._replace(size_to=together[-1][0].size_to) for each in together[0])


def _by_minute(tariff: Tariff, row: PriceRow) -> Iterator[PriceRow]:
    """The row once for each stretch of the week within which its rates are the same."""
    rows = [
        _priced(tariff, row._replace(week_from=begin, week_until=end, slot=slot))
        for begin, end, slot in _stretches(tariff, row.slot)
    ]
    for _, alike in groupby(rows, _charge):
        together = [*alike]
        yield together[0]._replace(week_until=together[-1].week_until)


def _sizes(tariff: Tariff) -> Iterator[tuple[int, int | None]]:
    """The least and the most tokens of each stretch of sizes."""
    least = 0
    for above in tariff.thresholds:
        yield least, above
        least = above + 1
    yield least, None


def _stretches(tariff: Tariff, slot: Slot) -> Iterator[tuple[int, int, Slot]]:
    """The first minute and the end of each stretch of the week, and the slot of its hour."""
    price = None if slot.moment is None else tariff.dated(slot).period.price
    if price is None:
        yield 0, WEEK, slot
        return
    # A window of the day before may hold at midnight, so that no moment begins there.
    edges = sorted({0, *(moment.minute for moment in price.moments())})
    begins = [Moment(weekday, edge) for weekday in range(len(WEEKDAYS)) for edge in edges]
    minutes = [moment.weekday * MINUTES_PER_DAY + moment.minute for moment in begins]
    for moment, (begin, end) in zip(begins, pairwise((*minutes, WEEK)), strict=True):
        yield begin, end, slot._replace(moment=price.stretch(moment))


def _placed(tariff: Tariff, row: PriceRow, *, remarks: bool) -> PriceRow:
    """The row with the slot of its first day, least size and first minute."""
    time = ((row.since or date.min).toordinal() - _EPOCH) * DAY if row.is_dated else None
    slot = tariff.slot(time, row.size_from) or _NOWHERE
    return row._replace(slot=slot if remarks else slot._replace(remark=""))


def _priced(tariff: Tariff, row: PriceRow) -> PriceRow:
    row = row._replace(remark=row.slot.remark)
    try:
        return row._replace(rates=tariff.rates(row.slot))
    except UnpricedError as error:
        return row._replace(reason=_code(error))


def _charge(row: PriceRow) -> tuple[Mapping[str, Decimal], str | None]:
    """What decides whether rows can be put together."""
    return row.rates, row.reason


def _code(trouble: PriceError | ConfigError) -> str:
    return trouble.reason if isinstance(trouble, UnpricedError) else trouble.code
