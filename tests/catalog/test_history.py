"""The periods of a model, each against the one before, and what is left of the market's changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import builders
import pytest
from builders import model, period, price, rates, routed, when

from llmcost.catalog.change import Change
from llmcost.catalog.history import Histories, History, Market, stages_of
from llmcost.catalog.provenance import Override

TODAY = date(2026, 11, 22)
COMET = model(
    "acme/comet",
    when(utc="08:00-20:00", input="1"),
    since="2026-08-01",
    seen="2026-11-10",
    input="0.5",
    output="2",
    facts={
        "past": (
            period("2026-01-01", "2026-02-01"),
            period("2026-03-01", "2026-04-01", input="2", output="8")._replace(gone=date(2026, 4, 15)),
            period("2026-06-01", "2026-06-20", input="0", output="0"),
            period("2026-07-01", "2026-07-20", input="2", cache_read="1"),
        )
    },
)


def test_each_period_stands_until_another_price_or_none_was_seen() -> None:
    expected = [
        (date(2026, 3, 1), False, True, None),
        (date(2026, 4, 15), True, False, Decimal(100)),
        (date(2026, 7, 1), False, False, None),
        (date(2026, 8, 1), False, False, None),
        (None, False, False, None),
    ]
    stages = stages_of(COMET)
    assert expected == [(each.until, each.unlisted, each.is_first, each.change) for each in stages]
    assert [*COMET.past, COMET.current] == [each.period for each in stages]


def test_rates_are_those_of_the_dearest_hour_and_none_where_there_is_no_price() -> None:
    stages = stages_of(COMET)
    expected = [Decimal("1.75"), Decimal("3.5"), None, None, Decimal("1.25")]
    assert expected == [each.rate("blend") for each in stages]
    assert [None, None, None, Decimal(1), None] == [each.rate("cache_read") for each in stages]
    assert rates(input="1", output="2") == stages[-1].rates
    assert ["zero"] == [each.unpriced.reason for each in stages if each.unpriced]


def test_what_varies_has_no_rate() -> None:
    (stage,) = stages_of(routed("acme/router"))
    assert stage.unpriced is not None
    assert (None, "varies") == (stage.rate("input"), stage.unpriced.reason)


def test_out_of_0_there_is_no_change_in_per_cent() -> None:
    free = model(
        "acme/one:free", since="2026-08-01", facts={"past": (period(None, None, input="0", output="0"),)}
    )
    assert [None, None] == [each.change for each in stages_of(free)]


@pytest.mark.parametrize(
    ("since", "kept"),
    [
        ("2026-01-01", 5),
        ("2026-02-28", 5),
        ("2026-03-01", 4),
        ("2026-04-14", 4),
        ("2026-04-15", 3),
        ("2026-05-01", 3),
        ("2026-11-22", 1),
    ],
)
def test_periods_that_were_over_on_a_day_can_be_left_out(since: str, kept: int) -> None:
    left = stages_of(COMET, date.fromisoformat(since))
    assert [each.period for each in stages_of(COMET)[-kept:]] == [each.period for each in left]


def test_of_a_model_that_was_gone_by_then_nothing_is_left() -> None:
    gone = model(since="2026-01-01", seen="2026-02-01", facts={"retired": date(2026, 3, 1)})
    (stage,) = stages_of(gone, date(2026, 2, 28))
    assert (date(2026, 3, 1), True) == (stage.until, stage.unlisted)
    assert () == stages_of(gone, date(2026, 3, 1))


OVERRIDES = tuple(Override(each, "input", Decimal(1), "llmcost.toml") for each in ("acme/comet", "acme/two"))
PROVENANCE = builders.PROVENANCE._replace(overrides=OVERRIDES)


def test_only_the_overrides_of_models_that_are_shown_count() -> None:
    change = Change("acme/comet", "new", TODAY, None, price())
    histories = Histories((History(COMET, stages_of(COMET)),), PROVENANCE, TODAY)
    market = Market((change,), PROVENANCE, TODAY, TODAY)
    assert OVERRIDES[:1] == histories.overrides == market.overrides


def test_the_biggest_of_each_kind_are_shown() -> None:
    changes = tuple(
        Change(f"acme/{number}", kind, TODAY, None, None)
        for kind in ("dearer", "retired")
        for number in range(3)
    )
    market = Market(changes, PROVENANCE, TODAY, TODAY)
    assert changes == market.shown
    assert () == market.left_out
    assert (*changes[:2], *changes[3:5]) == market._replace(most=2).shown
    assert (("top", 2),) == market._replace(most=2).left_out


def test_a_change_of_an_alias_is_none_of_the_market_but_is_counted() -> None:
    names = ("~acme/big-latest", "acme/one", "~acme/small-latest", "acme/two")
    market = Market(
        tuple(Change(name, "new", TODAY, None, price()) for name in names), PROVENANCE, TODAY, TODAY
    )
    assert ["acme/one", "acme/two"] == [change.model for change in market.changes]
    assert (("alias", 2), ("top", 1)) == market._replace(most=1).left_out
