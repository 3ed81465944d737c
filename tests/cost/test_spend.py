"""What was read of logs, priced and told as it is asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from builders import PROVENANCE, catalog, model, period
from logged import ROUND, Log

from llmcost.catalog.provenance import Override
from llmcost.cost.breakdown import break_down, unpriced_rows
from llmcost.cost.spend import Logged, Wish, spend
from llmcost.cost.spending import Day, Spending
from llmcost.cost.tally import Oddity, Place, Tally

TODAY, THERE = date(2026, 11, 22), date(2026, 11, 23)
CATALOG = catalog(
    model(
        "acme/one",
        since="2026-05-01",
        web_search="0.01",
        facts={"past": (period("2026-01-10", "2026-04-20", input="5", output="4"),)},
    ),
    model("acme/two", input="2", output="4"),
)
TALLY = Tally(1, 7, 3, bytes=900)
ODD = (Oddity("no_time", "records without a time", 1, (Place("a.jsonl", 3, "no time"),)),)
OVERRIDES = tuple(
    Override(name, rate, Decimal(1), "llmcost.toml")
    for name in ("acme/one", "acme/two")
    for rate in ("input", "cache_read", "web_search")
)


def spent(log: Log, wish: Wish | None = None, *, overrides: tuple[Override, ...] = ()) -> Spending:
    logged = Logged(log.cells, log.tariff, log.elsewhere, TALLY, ODD)
    return spend(logged, wish or Wish(), PROVENANCE._replace(overrides=overrides), TODAY, THERE)


def test_all_that_was_read_is_told() -> None:
    log = Log(CATALOG).add(time="2026-11-02 10:00").add("nobody", time="2026-11-04 10:00")
    priced = log.priced()
    days = (
        Day(date(2026, 11, 2), 1, Decimal(5)),
        Day(date(2026, 11, 3), 0, Decimal(0)),
        Day(date(2026, 11, 4), 1, None),
    )
    expected = Spending(
        ("model",),
        break_down(priced, ("model",)),
        unpriced_rows(priced, ("model",)),
        TALLY,
        ODD,
        days,
        "best",
        "UTC",
        PROVENANCE,
        TODAY,
    )
    assert expected == spent(log)


def test_what_is_asked_for_besides_is_told_too() -> None:
    log = Log(CATALOG, "acme/two").add(bill="5", verdict="agrees").add(tier="", time="2026-11-22 01:00")
    wish = Wish(
        ("day",),
        1,
        "computed",
        "Asia/Tokyo",
        ("two",),
        reconcile=True,
        forecast=True,
        limit=Decimal("9.5"),
    )
    found = spent(log, wish)
    assert found.bills is not None
    assert found.forecast is not None
    assert (("day",), "computed", "Asia/Tokyo", 1, 1, 1, "2026-11", Decimal("0.5")) == (
        found.by,
        found.basis,
        found.zone,
        found.total.others,
        len(found.bills),
        len(found.alternatives),
        found.forecast.month,
        found.over_by,
    )


def test_a_remark_on_the_prices_goes_with_them() -> None:
    found = spent(Log(CATALOG).add(time="2026-04-22 10:00"))
    assert ["between_sightings"] == [note.code for note in found.notes]


def test_a_log_without_times_has_no_days() -> None:
    assert () == spent(Log(CATALOG).add(time=None)).days


@pytest.mark.parametrize(("last", "count"), [("2036-11-09", 3654), ("2036-11-10", 2)])
def test_a_gap_of_more_than_ten_years_is_not_filled(last: str, count: int) -> None:
    log = Log(CATALOG).add(time="2026-11-09 10:00").add(time=f"{last} 10:00")
    days = spent(log).days
    assert (count, date(2026, 11, 9), date.fromisoformat(last)) == (len(days), days[0].day, days[-1].day)


@pytest.mark.parametrize(
    ("log", "others", "expected"),
    [
        (Log(CATALOG).add(), (), {("acme/one", "input")}),
        (
            Log(CATALOG).add(counts=ROUND._replace(cache_read=1, web_search=1)),
            (),
            {("acme/one", "input"), ("acme/one", "cache_read"), ("acme/one", "web_search")},
        ),
        # The price of then is none that an override states.
        (Log(CATALOG).add(time="2026-04-02 10:00"), (), set()),
        (Log(CATALOG).add("nobody"), (), set()),
        (Log(CATALOG, "acme/two").add("nobody"), ("two",), {("acme/two", "input")}),
    ],
)
def test_the_overridden_rates_in_use_are_told(
    log: Log, others: tuple[str, ...], expected: set[tuple[str, str]]
) -> None:
    found = spent(log, Wish(others=others), overrides=OVERRIDES)
    assert expected == {(each.model, each.rate) for each in found.overrides}


def test_a_forecast_knows_from_when_on_it_was_asked() -> None:
    log = Log(CATALOG).add(time="2026-11-10 10:00")
    logged = Logged(log.cells, log.tariff, log.elsewhere, TALLY)
    found = spend(logged, Wish(forecast=True), PROVENANCE, TODAY, THERE, begins=date(2026, 11, 10))
    assert found.forecast is not None
    assert 9 == found.forecast.cut


def test_unpriced_requests_are_told_as_groups_are() -> None:
    log = Log(CATALOG)
    for name in "abc":
        log.add("nobody", key=(name,))
    found = spent(log, Wish(("session",), 1))
    assert [("a",), ("(others)",)] == [row.key for row in found.unpriced]
