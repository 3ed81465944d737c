"""The price rows of models as a table: its columns, its rows, and how wide its decimals are."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from builders import catalog, model, period, price, routed, when
from hypothesis import given
from hypothesis import strategies as st
from in_duckdb import run

from llmcost.catalog.model import Model, Period
from llmcost.catalog.price import TOKEN_CLASSES
from llmcost.cost.tariff import Tariff
from llmcost.money import EXACT
from llmcost.records.record import MOST
from llmcost.sources.layers import load_catalog
from llmcost.sql.costs import Widths
from llmcost.sql.dialects import DIALECTS, dialect_of
from llmcost.sql.expression import DAY, TEXT, WHOLE, decimal
from llmcost.sql.price_rows import price_rows
from llmcost.sql.price_table import PriceTable

if TYPE_CHECKING:
    from llmcost.sql.price_rows import PriceRow


def rows_of(*models: Model, tier: str = "", remarks: bool = True) -> list[PriceRow]:
    known = catalog(*models)
    return [
        row
        for one in models
        for row in price_rows(Tariff(known, one.id, tier), model=one.id, remarks=remarks)
    ]


def dollars(**rates: str) -> PriceTable:
    """A table of one price, in USD per million tokens or each."""
    return PriceTable(rows_of(Model("acme/one", Period(price(**rates), None, None)))[:1], places=23)


def test_columns_that_nobody_needs_are_left_out() -> None:
    rows = [row for row in rows_of(model("acme/one")) if not row.is_dated]
    inline = PriceTable(rows, places=23).inline()
    rate = decimal(24, 23)
    assert inline.columns == (
        ("model", TEXT),
        ("tier", TEXT),
        ("input_rate", rate),
        ("output_rate", rate),
        ("reason", TEXT),
    )
    assert inline.rows == [("acme/one", "", "0.000001", "0.000004", None)]


def test_all_columns() -> None:
    one = model(
        "acme/one",
        when(above=1000, input="2"),
        when(days=(6,), input="0.5"),
        since="2026-03-01",
        seen="2026-11-10",
        facts={"past": (period("2026-01-10", "2026-02-20", input="5", output="4", request="0.01"),)},
    )
    rows = [row._replace(model="one") for row in rows_of(one)]
    table = PriceTable(rows, places=23, numbered=True)
    assert (table.is_dated, table.is_sized, table.is_timed, table.is_labelled, table.is_remarked) == (
        True,
    ) * 5
    inline = table.inline()
    assert [name for name, _ in inline.columns] == [
        *("model", "tier", "since", "until", "size_from", "size_to", "week_from", "week_to", "priced_as"),
        *("input_rate", "output_rate", "request_rate", "reason", "remark", "place"),
    ]
    assert dict(inline.columns) | {"model": TEXT} == dict(inline.columns)
    kinds = dict(inline.columns)
    assert (kinds["since"], kinds["size_to"], kinds["week_to"], kinds["place"]) == (DAY, WHOLE, WHOLE, WHOLE)
    undated, many, last = ("9999-12-31", "9999-12-31"), 9_999_999_999_999, "9999-12-30"
    first, second = ("1970-01-01", "2026-01-09"), ("2026-01-10", "2026-02-20")
    now = ("2026-03-01", last)
    assert inline.rows[0][2:] == (
        *(*undated, 0, 1000, 0, 10_079, "acme/one", "0.000001", "0.000004", None, None, "", 0),
    )
    assert inline.rows[1][2:8] == (*undated, 1001, many, 0, 10_079)
    told = {row[2:-1] for row in inline.rows}
    for each in (
        (*first, 0, many, 0, 10_079, "acme/one", None, None, None, "before_release", ""),
        (*second, 0, many, 0, 10_079, "acme/one", "0.000005", "0.000004", "0.01", None, ""),
        (*now, 0, 1000, 8_640, 10_079, "acme/one", "0.0000005", "0.000004", None, None, ""),
    ):
        assert each in told
    assert [row[-1] for row in inline.rows] == [*range(len(rows))]
    assert len(run(inline)) == len(rows)


def test_where_no_row_is_of_usage_without_a_time_the_open_one_is() -> None:
    rows = rows_of(model("acme/one", since="2026-03-01"))
    dated = [row for row in rows if row.is_dated]
    assert [row[2:4] for row in PriceTable(dated, places=23).inline().rows][-1] == (
        "2026-03-01",
        "9999-12-31",
    )
    assert [row[2:4] for row in PriceTable(rows, places=23).inline().rows][-1] == ("2026-03-01", "9999-12-30")


def test_a_price_that_varies_is_a_reason() -> None:
    rows = [row for row in rows_of(routed("acme/any")) if not row.is_dated]
    assert PriceTable(rows, places=23).inline().rows == [("acme/any", "", "varies")]


@pytest.mark.parametrize(
    ("rates", "places"),
    [
        # 5 * 10^12 tokens of a record have to fit, with 34 digits in all: most places up to 0.02 USD a token.
        ({"input": "1", "output": "4"}, 23),
        ({"input": "19999", "output": "4"}, 23),
        ({"input": "20000", "output": "4"}, 22),
        ({"input": "10000000", "output": "4"}, 20),
        ({"input": "999999999999", "output": "4"}, 15),
        # And 10^12 searches or requests.
        ({"input": "1", "output": "4", "web_search": "0.099"}, 23),
        ({"input": "1", "output": "4", "web_search": "0.1"}, 22),
        ({"input": "1", "output": "4", "request": "100"}, 19),
        ({"input": "1", "output": "4", "request": "999999999999"}, 10),
    ],
)
def test_dear_rates_have_fewer_places(rates: dict[str, str], places: int) -> None:
    table = dollars(**rates)
    widths = table.widths
    assert widths == Widths(places)
    for name, rate in rates.items():
        exact, most = (Decimal(rate).scaleb(-6), 5 * MOST) if name in TOKEN_CLASSES else (Decimal(rate), MOST)
        assert exact < 10 ** (widths.rate.digits - places)
        assert exact * most < 10 ** (widths.part.digits - places)
    assert table.rounded == 0


def test_without_a_rate_there_are_as_many_places_as_can_be() -> None:
    assert PriceTable([], places=23).widths == Widths(23)


@pytest.mark.parametrize(
    ("limit", "places", "rounded", "told"),
    [
        (23, 20, 2, ["10", "0.00000000000000000000", "0.00000000000000000002"]),
        (38, 38, 0, ["10", "0.000000000000000000004", "0.000000000000000000015"]),
        (None, 23, 0, ["10", "0.000000000000000000004", "0.000000000000000000015"]),
    ],
)
def test_rates_are_rounded_where_they_have_to_be_and_that_is_told(
    limit: int | None, places: int, rounded: int, told: list[str]
) -> None:
    rates = {"input": "10000000", "output": "0.000000000000004", "cache_read": "0.000000000000015"}
    table = PriceTable(rows_of(Model("acme/one", Period(price(**rates), None, None)))[:1], places=limit)
    assert table.widths == Widths(places)
    assert table.rounded == rounded
    (row,) = table.inline().rows
    assert [Decimal(str(each)) for each in row[2:5]] == [*map(Decimal, told)]


@given(st.decimals(0, Decimal(999999999999), places=17), st.decimals(0, 1000, places=14))
def test_a_rate_is_never_wider_than_its_type(rate: Decimal, charge: Decimal) -> None:
    table = dollars(input=f"{rate:f}", output="1", request=f"{charge:f}")
    kind = table.widths.rate
    for text in table.inline().rows[0][2:5]:
        told = Decimal(str(text))
        exponent = told.as_tuple().exponent
        assert isinstance(exponent, int)
        assert -exponent <= kind.places
        assert told.adjusted() < kind.digits - kind.places


@cache
def bundled() -> list[PriceRow]:
    known = load_catalog(None, environ={})
    return [row for each in known.models for row in price_rows(Tariff(known, each, ""), model=each)]


@pytest.mark.parametrize("name", DIALECTS)
def test_the_bundled_prices_are_exact_in_every_dialect(name: str) -> None:
    (dialect,) = (each for each in map(dialect_of, DIALECTS) if each.name == name)
    table = PriceTable(bundled(), places=dialect.places)
    assert table.rounded == 0
    assert table.widths.places >= 22
    at = [name for name, _ in table.inline().columns].index("input_rate")
    for row, cells in zip(bundled(), table.inline().rows, strict=True):
        rate = row.rates.get("input")
        assert cells[at] == (None if rate is None else f"{rate.scaleb(-6, EXACT).normalize(EXACT):f}")
