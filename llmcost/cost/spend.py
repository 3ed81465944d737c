"""What was read of logs, priced and told as it is asked for."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.assumptions import assumptions
from llmcost.cost.breakdown import break_down, unpriced_rows
from llmcost.cost.charge import rates_needed
from llmcost.cost.priced import price_cells
from llmcost.cost.spending import Day, Spending
from llmcost.money import ZERO, add_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

    from llmcost.catalog.provenance import Provenance
    from llmcost.cost.cell import Cell, Sums
    from llmcost.cost.elsewhere import Elsewhere
    from llmcost.cost.priced import Priced
    from llmcost.cost.tally import Oddity, Tally
    from llmcost.cost.tariff import Tariff

_LONGEST_GAP = 3653
"""Days, ten years of them: behind a gap like that a clock is wrong."""


class Logged(NamedTuple):
    """What was read of logs."""

    cells: Mapping[Cell, Sums]
    """Each request once."""
    tariff_of: Callable[[str | None, str], Tariff]
    """The schedule of a model as the log names it, at a service tier."""
    elsewhere: Elsewhere
    tally: Tally
    oddities: tuple[Oddity, ...] = ()
    partial: bool = False
    """Whether the reading was broken off."""
    charged: Mapping[Cell, Decimal | None] | None = None
    """What an engine reckoned that each cell costs at list prices, where one did; None for a cell that it has
    no figure of."""


class Wish(NamedTuple):
    """How it is to be told."""

    by: tuple[str, ...] = ("model",)
    top: int = 0
    """Groups of each level that are shown; 0: all."""
    basis: str = "best"
    """What is summed, one of ``BASES``."""
    zone: str = "UTC"
    """The time zone by which the log was read."""
    others: tuple[str, ...] = ()
    """Names of the other models, as they were asked for."""
    reconcile: bool = False
    forecast: bool = False
    limit: Decimal | None = None
    """The most that it may cost, in USD."""


def spend(
    logged: Logged,
    wish: Wish,
    provenance: Provenance,
    today: date,
    day_there: date,
    *,
    begins: date | None = None,
) -> Spending:
    """Price what was read.

    Args:
        logged: what was read.
        wish: how it is to be told.
        provenance: where the prices come from.
        today: the day from which the age of prices is told.
        day_there: the day in the time zone of the log, which isn't over.
        begins: the first day in that time zone that was asked for. None: all were.
    """
    priced = tuple(price_cells(logged.cells, logged.tariff_of, wish.basis, logged.charged))
    days = _days(priced)
    bills = alternatives = projected = None
    if wish.reconcile:
        from llmcost.cost.bills import bills_of

        bills = bills_of(priced)
    if wish.others:
        from llmcost.cost.alternatives import alternatives as on_others

        alternatives = on_others(priced, logged.elsewhere, wish.others)
    if wish.forecast:
        from llmcost.cost.forecast import forecast

        projected = forecast(days, day_there, begins)
    return Spending(
        wish.by,
        break_down(priced, wish.by, wish.top),
        unpriced_rows(priced, wish.by, wish.top),
        logged.tally,
        logged.oddities,
        days,
        wish.basis,
        wish.zone,
        provenance,
        today,
        provenance.used(_rates_of_today(priced, logged, len(wish.others))) if provenance.overrides else (),
        alternatives or (),
        bills,
        projected,
        wish.limit,
        logged.partial,
        provenance.remarks(today),
        assumptions(priced, logged.tariff_of),
    )


def _days(priced: Iterable[Priced]) -> tuple[Day, ...]:
    """Every day from the first request to the last; a gap of more than ten years stays one."""
    by_day: defaultdict[int, list[Priced]] = defaultdict(list)
    for each in priced:
        if each.cell.day is not None:
            by_day[each.cell.day].append(each)
    days: list[Day] = []
    last = 0
    for at, members in sorted(by_day.items()):
        if days and at - last <= _LONGEST_GAP:
            days += [Day(date.fromordinal(empty), 0, ZERO) for empty in range(last + 1, at)]
        known = [each.cost for each in members if each.cost is not None]
        requests = sum(each.sums.requests for each in members)
        days.append(Day(date.fromordinal(at), requests, add_up(known) if known else None))
        last = at
    return tuple(days)


def _rates_of_today(priced: Iterable[Priced], logged: Logged, others: int) -> set[tuple[str, str]]:
    """The rates of today that went into the figures, by model and name: overrides change no others."""
    used: set[tuple[str, str]] = set()
    for each in priced:
        own = logged.tariff_of(each.cell.model, each.cell.tier)
        places = [(own, each.cell.slot)] if each.computed is not None else []
        places += [
            (logged.elsewhere.tariff(at, each.cell.tier), each.cell.elsewhere[at]) for at in range(others)
        ]
        for tariff, slot in places:
            assert slot is not None  # noqa: S101 - what is priced has one
            model, _, period = tariff.dated(slot)
            if period is model.current and period.price is not None:
                names = rates_needed(period.price.rates, each.sums.counts)
                used |= {(model.id, name) for name in names}
    return used
