"""The days on which what a schedule says of one of its periods changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from builders import model

from llmcost.catalog.model import Period
from llmcost.cost.dated import Dated


def turns(period: Period, **facts: object) -> list[date]:
    return [*Dated(model(facts=facts), Decimal(1), period).turns]


def test_a_period_turns_where_it_was_seen_and_its_model_came_or_went() -> None:
    period = Period(None, date(2026, 3, 1), date(2026, 4, 20), gone=date(2026, 4, 25))
    assert [
        date(2026, 1, 1),
        date(2026, 3, 1),
        # Of the day on which it was last seen nothing has to be said.
        date(2026, 4, 21),
        date(2026, 4, 25),
        date(2026, 6, 1),
    ] == turns(period, released=date(2026, 1, 1), retired=date(2026, 6, 1))


def test_an_override_has_no_turns() -> None:
    assert [] == turns(Period(None, None, None))


def test_no_day_is_after_the_last_one() -> None:
    assert [] == turns(Period(None, None, date.max))
