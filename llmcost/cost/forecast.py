"""What a month will cost, by what its days cost so far."""

from __future__ import annotations

from calendar import monthrange
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.cost.spending import Forecast
from llmcost.money import EXACT, ZERO, add_up, divide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from llmcost.cost.spending import Day

LONGEST = 28
"""Days that a forecast rests on at most: four weeks, so that each weekday counts alike."""


def forecast(days: Sequence[Day], today: date, begins: date | None = None) -> Forecast | None:
    """Project the month of the last day in the log that is not in the future.

    The mean of the last days, up to four weeks of them and those without a request too, is what each
    remaining day is taken to cost. A day that isn't over doesn't count for the mean, unless there is no
    other; it is taken to come to the mean at least. Requests without a price add nothing. Days of the month
    that were not asked for are taken to have cost the mean.

    Args:
        days: every day from the first request to the last.
        today: the day by the same time zone, which isn't over.
        begins: the first day that was asked for; None: all were. What was before the first request cost
            nothing, what was before ``begins`` was left out.

    Returns:
        None where no day up to today has a cost.
    """
    past = [day for day in days if day.day <= today]
    if not any(day.requests and day.cost is not None for day in past):
        return None
    last = past[-1]
    over = past[:-1] if last.day == today and len(past) > 1 else past
    rests_on = [day for day in over if day.day > over[-1].day - timedelta(days=LONGEST)]
    mean = divide(_cost(rests_on), len(rests_on))
    spent = _cost(day for day in past if (day.day.year, day.day.month) == (last.day.year, last.day.month))
    left = monthrange(last.day.year, last.day.month)[1] - last.day.day
    cut = begins.day - 1 if begins is not None and f"{begins:%Y-%m}" == f"{last.day:%Y-%m}" else 0
    to_come = EXACT.multiply(mean, Decimal(left + cut))
    if over is not past:
        to_come = EXACT.add(to_come, max(EXACT.subtract(mean, last.cost or ZERO), ZERO))
    total = EXACT.add(spent, to_come)
    first, until = rests_on[0].day, last.day
    return Forecast(f"{until:%Y-%m}", spent, mean, total, first, rests_on[-1].day, left, until, cut)


def _cost(days: Iterable[Day]) -> Decimal:
    return add_up(day.cost or ZERO for day in days)
