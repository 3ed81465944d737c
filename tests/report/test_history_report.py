from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import builders
import pytest
from builders import model, period, price, routed, when

from llmcost.catalog.history import Histories, History, stages_of
from llmcost.catalog.model import Period
from llmcost.catalog.provenance import Override
from llmcost.report.figure import Chart, Piece
from llmcost.report.history import history_sheet

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.report.sheet import Sheet

TODAY = date(2026, 11, 22)
PRICES = "Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled."
CHANGE = "Change: of the blended rate, 3 tokens in to 1 out."
BLEND = "Chart: blended rate, 3 tokens in to 1 out, USD per 1M tokens"


def sheet(*models: Model, since: date | None = None, **more: Any) -> Sheet:
    """What is shown of the histories of these models; ``more`` is for ``Histories``."""
    histories = tuple(History(each, stages_of(each, since)) for each in models)
    return history_sheet(Histories(histories, builders.PROVENANCE, TODAY, since, **more))


def dated(*past: Period, **stated: Any) -> Model:
    """A model seen from August 2026 on, with past prices."""
    return model("acme/one", since="2026-08-01", seen="2026-11-10", facts={"past": past}, **stated)


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("1", "+900.0 %"),
        ("20", "-50.0 %"),
        ("10", "0 %"),
        ("9.9999", "+0.001 %"),
        ("0.0001", "+9,999,900.0 %"),
    ],
)
def test_a_change_has_as_many_decimals_as_show_it(old: str, expected: str) -> None:
    found = sheet(dated(period("2026-01-01", "2026-02-01", input=old, output=old), input="10", output="10"))
    assert expected == found.rows[1][-1]


def test_a_change_that_no_column_shows_is_told() -> None:
    before = period("2026-01-01", "2026-02-01", input="1", output="4", cache_write="2", web_search="0.01")
    found = sheet(dated(before, cache_write="3", request="0.5"))
    assert (
        "[1] changed: cache write $2.00 /1M to $3.00 /1M, searches $0.01 each to unknown, "
        "requests unknown to $0.50 each"
    ) in found.notes
    assert ["", "1"] == [row[-1] for row in found.rows]


def test_a_period_that_is_stated_in_another_way_alone_has_no_remark() -> None:
    before = period("2026-01-01", "2026-02-01", input="1", output="4", cache_write="1")
    assert (
        f"{BLEND}.",
        "Dotted: not seen for a while; the next price may have begun earlier.",
        CHANGE,
    ) == sheet(dated(before)).notes


def test_hours_are_told_beside_those_of_the_dearest() -> None:
    timed = price(
        when(utc="08:00-20:00", input="2"), when(utc="20:00-08:00", input="1.5"), when(above=9, output="5")
    )
    hourly = model("acme/one")._replace(current=Period(timed, date(2026, 8, 1), date(2026, 11, 10)))
    told = "[1] rates of the dearest hour; else $1.00 in, $4.00 out; from 20:00 to 08:00 UTC: $1.50 in; "
    assert f"{told}over 9 input tokens: $5.00 out" in sheet(hourly).notes


def test_a_rate_without_a_price_to_compare_has_no_remark_on_what_changed() -> None:
    gap = Period(None, date(2026, 1, 1), date(2026, 2, 1))
    found = sheet(dated(gap))
    assert [("varies", "1"), ("$1.00", "")] == [(row[2], row[-1]) for row in found.rows]


def test_the_chart_follows_what_was_seen_until_the_next_was() -> None:
    found = sheet(
        dated(
            period("2026-01-01", "2026-02-01"),
            period("2026-03-01", "2026-04-01")._replace(gone=date(2026, 4, 15)),
            period("2026-06-01", "2026-06-20", input="0", output="0"),
            period("2026-07-01", "2026-07-20"),
        )
    )
    assert isinstance(found.chart, Chart)
    rate = Decimal("1.75")
    assert (
        Piece(date(2026, 1, 1), date(2026, 2, 1), rate, seen=True),
        Piece(date(2026, 2, 1), date(2026, 3, 1), rate, seen=False),
        Piece(date(2026, 3, 1), date(2026, 4, 1), rate, seen=True),
        Piece(date(2026, 7, 1), date(2026, 7, 20), rate, seen=True),
        Piece(date(2026, 7, 20), date(2026, 8, 1), rate, seen=False),
        Piece(date(2026, 8, 1), date(2026, 11, 10), rate, seen=True),
    ) == found.chart.lines[0].pieces


def test_the_chart_begins_on_the_day_that_was_asked_for() -> None:
    found = sheet(dated(period("2026-01-01", "2026-02-01")), since=date(2026, 7, 1))
    assert isinstance(found.chart, Chart)
    assert [(date(2026, 7, 1), date(2026, 8, 1)), (date(2026, 8, 1), date(2026, 11, 10))] == [
        (piece.first, piece.last) for piece in found.chart.lines[0].pieces
    ]


@pytest.mark.parametrize(
    ("old", "axis"),
    [
        ("1.02", "; the axis begins at $1.00, not at 0."),
        ("2", "."),
        ("9", "; each label is 2 times the one below."),
        ("900", "; each label is 10 times the one below."),
    ],
)
def test_an_axis_that_could_mislead_is_explained(old: str, axis: str) -> None:
    found = sheet(dated(period("2026-01-01", "2026-07-31", input=old, output=old), input="1", output="1"))
    assert f"{BLEND}{axis}" == found.notes[0]


@pytest.mark.parametrize(
    ("rate", "name"), [("input", "input rate"), ("output", "output rate"), ("cache_read", "cache read rate")]
)
def test_another_rate_than_the_blend_is_named_and_the_change_is_still_of_the_blend(
    rate: str, name: str
) -> None:
    past = period("2026-01-01", "2026-07-31", cache_read="0.4")
    found = sheet(dated(past, input="2", output="4", cache_read="0.5"), rate=rate)
    assert f"Chart: {name}, USD per 1M tokens." == found.notes[0]
    assert CHANGE in found.notes


def test_a_change_is_explained_without_a_chart_too_and_not_where_there_is_none() -> None:
    past = period("2026-01-01", "2026-07-31")
    assert "No chart: no cache read rate above 0 is known." in (
        told := sheet(dated(past), rate="cache_read").notes
    )
    assert CHANGE in told
    assert CHANGE not in sheet(dated()).notes


def test_prices_with_overrides_are_not_called_those_of_the_list() -> None:
    mine = builders.PROVENANCE._replace(
        overrides=(Override("acme/one", "input", Decimal(1), "llmcost.toml"),)
    )

    def title(*models: Model, since: date | None = None) -> str:
        histories = tuple(History(each, stages_of(each)) for each in models)
        return history_sheet(Histories(histories, mine, TODAY, since)).title

    assert "acme/one: prices with your overrides, USD per 1M tokens" == title(dated())
    assert "acme/two: list prices, USD per 1M tokens" == title(model("acme/two"))
    both = title(dated(), model("acme/two"), since=date(2026, 8, 1))
    assert "Prices of 2 models in force since 2026-08-01 with your overrides, USD per 1M tokens" == both


@pytest.mark.parametrize("each", [routed("acme/router"), model("private/one"), model("a/b:free", input="0")])
def test_without_dates_or_a_rate_above_0_there_is_no_chart(each: Model) -> None:
    found = sheet(each)
    assert (None, "No chart: no blended rate above 0 is known.") == (found.chart, found.notes[0])


def test_a_private_price_has_neither_dates_nor_a_first_sighting() -> None:
    found = sheet(model("private/one", facts={"overridden": ("input", "output")}))
    assert (("$1.00", "$4.00", "1"),) == found.rows
    assert "[1] overridden: input, output" in found.notes
    assert (PRICES,) == found.fine_print
