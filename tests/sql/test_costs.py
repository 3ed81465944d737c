"""What the counts of a row cost, in decimals that no engine rounds."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from in_duckdb import load, run

from llmcost.catalog.price import PARENT, RATE_NAMES, TOKEN_CLASSES
from llmcost.cost.charge import charge
from llmcost.cost.usage import Counts
from llmcost.errors import UnpricedError
from llmcost.money import EXACT
from llmcost.records.record import MOST
from llmcost.sql.costs import COUNT, Widths, billed, cost, missing_rates, rate_column, rate_of
from llmcost.sql.counted import own
from llmcost.sql.duckdb import DuckDB
from llmcost.sql.expression import Binary, Call, Case, Cast, Column, Null, decimal
from llmcost.sql.statement import Named, Select, Table
from llmcost.sql.usage_table import UsageTable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from llmcost.sql.expression import Expression, Type

USAGE = UsageTable(Table("given", "u"), {name: name for name in Counts._fields})
PLACES = 23


class Row(NamedTuple):
    """A row of usage beside its rates."""

    counts: Counts
    requests: int
    rates: Mapping[str, Decimal]
    """As of ``Tariff.rates``."""


def expected(row: Row) -> tuple[Decimal | None, str | None]:
    """The cost in process, or the reason why there is none."""
    try:
        return charge(row.rates, row.counts, row.requests), None
    except UnpricedError as error:
        return None, error.reason


def found(rows: Sequence[Row], usage: UsageTable, places: int) -> list[tuple[Decimal | None, str | None]]:
    """The same by SQL, over a table that holds counts and rates alike."""
    widths = Widths(places)
    known = [name for name in RATE_NAMES if any(name in row.rates for row in rows)]
    columns = {own(name): "BIGINT" for name in (*usage.counts, "requests")}
    columns |= {rate_column(name): DuckDB().type(widths.rate) for name in known}
    cells = [
        (
            *(getattr(row.counts, name) for name in usage.counts),
            row.requests,
            *(each_of(row.rates, name) for name in known),
        )
        for row in rows
    ]
    table = load("given", columns, cells)
    reason = Case(missing_rates(usage, known, "u"))
    named = (Named(cost(usage, known, "u", widths), "cost"), Named(reason, "reason"))
    query = Select((Named(Column("row", "u"), "row"), *named), table, order_by=((Column("row"), False),))
    return [(amount, reason) for _, amount, reason in run(query)]


def each_of(rates: Mapping[str, Decimal], name: str) -> Decimal | None:
    rate = rates.get(name)
    return None if rate is None else rate.scaleb(-6, EXACT) if name in TOKEN_CLASSES else rate


def places_of(name: str) -> int:
    """So many that no token costs more than 100 USD per million, and no charge more than a cent."""
    return 17 if name in TOKEN_CLASSES else 21


def at_random(random: Random, names: Collection[str]) -> Row:
    """Counts whose parts lie inside their totals, and rates of up to 17 decimals, some of them not known."""
    most = random.choice((10, 10**6, MOST))
    parts = {name: random.choice((0, random.randint(0, most // 10))) for name in names}
    counts = Counts(**parts)
    inside = sum(count for name, count in parts.items() if PARENT.get(name) not in {None, "output"})
    outside = sum(count for name, count in parts.items() if PARENT.get(name) == "output")
    parts["input"] = inside + parts.get("input", 0)
    parts["output"] = outside + parts.get("output", 0)
    counts = Counts(**parts)
    rates = {
        name: Decimal(random.randint(0, 10 ** random.randint(1, 19))).scaleb(-places_of(name))
        for name in RATE_NAMES
        if random.random() < 0.8 or name in {"input", "output"}
    }
    for name in ("input", "output"):
        if random.random() < 0.1:
            del rates[name]
    return Row(counts, random.choice((1, 0, random.randint(2, MOST))), rates)


def test_a_cost_is_what_it_is_in_process_to_the_last_digit() -> None:
    random = Random(8)  # noqa: S311 - no secret
    rows = [at_random(random, Counts._fields) for _ in range(3_000)]
    for row, got in zip(rows, found(rows, USAGE, PLACES), strict=True):
        assert expected(row) == got, row


def test_a_table_may_lack_most_classes() -> None:
    random = Random(9)  # noqa: S311 - no secret
    names = ("output", "cache_read")
    usage = USAGE._replace(fields={name: name for name in ("input", *names)})
    rows = [at_random(random, names) for _ in range(500)]
    for row, got in zip(rows, found(rows, usage, PLACES), strict=True):
        assert expected(row) == got, row


RATES = {"input": Decimal(3), "output": Decimal(15), "cache_write": Decimal("3.75")}


@pytest.mark.parametrize(
    ("counts", "requests", "rates", "price", "reason"),
    [
        (Counts(10, 5), 1, RATES, "0.000105", None),
        (Counts(10, cache_write_1h=10), 1, RATES, "0.0000375", None),
        (Counts(10, audio_cache_read=10), 1, RATES, "0.00003", None),
        (Counts(10, 5, web_search=1), 1, RATES, None, "no_web_search_price"),
        (Counts(10, 5, web_search=2), 1, RATES | {"web_search": Decimal("0.01")}, "0.020105", None),
        (Counts(10, 5), 3, RATES | {"request": Decimal("0.02")}, "0.060105", None),
        (Counts(10, 5), 1, {"input": Decimal(3)}, None, "no_output_price"),
        (Counts(10), 1, {"input": Decimal(3)}, "0.00003", None),
        (
            Counts(9, 9, cache_read=9, reasoning=9),
            1,
            {"cache_read": Decimal(1)},
            None,
            "no_reasoning_price",
        ),
        (Counts(10, 5, cache_read=10), 1, {"reasoning": Decimal(1)}, None, "no_output_price"),
        (Counts(), 1, {}, "0", None),
    ],
)
def test_a_cost(
    counts: Counts, requests: int, rates: Mapping[str, Decimal], price: str | None, reason: str | None
) -> None:
    row = Row(counts, requests, rates)
    assert expected(row) == (None if price is None else Decimal(price), reason)
    assert found([row], USAGE, PLACES) == [expected(row)]
    # The same where other rows know every rate.
    whole = Row(Counts(), 0, dict.fromkeys(RATE_NAMES, Decimal(1)))
    assert found([row, whole], USAGE, PLACES)[0] == expected(row)


def test_dear_tokens_have_fewer_decimals_and_any_count_of_them_fits() -> None:
    # 10 USD each: 5 * 10^13 USD are 14 digits of the 34 that a part has.
    rates = {"input": Decimal(10**7), "output": Decimal("0.00000000000000")}
    row = Row(Counts(5 * MOST, MOST), MOST, rates)
    assert found([row], USAGE, 20) == [expected(row)] == [(Decimal(5 * 10**13), None)]


def test_a_rate_is_that_of_the_nearest_class_that_has_one() -> None:
    assert rate_of("input", ("output",), "p") is None
    assert rate_of("cache_write_1h", ("input",), "p") == Column("input_rate", "p")
    assert rate_of("cache_write_1h", ("cache_write_1h", "input", "cache_write"), "p") == Call(
        "coalesce", tuple(Column(f"{name}_rate", "p") for name in ("cache_write_1h", "cache_write", "input"))
    )


def test_rates_are_missed_in_the_order_in_which_they_are_asked_for() -> None:
    assert [*billed(USAGE)] == [*Counts._fields, "request"]


@pytest.mark.parametrize("places", [0, 9, 15, 22, 23])
def test_no_type_in_spark_has_more_than_38_digits_and_none_loses_places(places: int) -> None:
    widths = Widths(places)
    expression = cost(USAGE, RATE_NAMES, "p", widths)
    types: list[Type] = []
    assert isinstance(expression, Cast)
    kind = type_in_spark(expression.value, widths, types)
    assert kind == decimal(38, places)
    assert max(each.digits for each in types) == 38
    assert {each.places for each in types} == {0, places}
    assert len(billed(USAGE)) == 13


def type_in_spark(node: Expression, widths: Widths, types: list[Type]) -> Type:
    """The type of a cost by Spark's rules for decimals, before it would cut any down to 38 digits.

    https://spark.apache.org/docs/latest/sql-ref-ansi-compliance.html
    """
    match node:
        case Cast(value, to):
            # A column of counts has 64 bits, and casts to what it is used as.
            if to != COUNT:
                type_in_spark(value, widths, types)
            kind = to
        case Case(((_, value),), otherwise):
            assert otherwise is not None
            one, other = (type_in_spark(each, widths, types) for each in (value, otherwise))
            assert one == other
            kind = one
        case Binary("*", left, right):
            one, other = (type_in_spark(each, widths, types) for each in (left, right))
            kind = decimal(one.digits + other.digits + 1, one.places + other.places)
        case Binary("+", left, right):
            one, other = (type_in_spark(each, widths, types) for each in (left, right))
            places = max(one.places, other.places)
            whole = max(one.digits - one.places, other.digits - other.places)
            kind = decimal(whole + places + 1, places)
        case Call("coalesce", arguments):
            (kind,) = {type_in_spark(each, widths, types) for each in arguments}
        case Column():
            kind = widths.rate
        case _:
            # A whole number, as the 0 of what isn't used.
            kind = decimal(1, 0)
    types.append(kind)
    return kind


def test_a_class_without_any_price_costs_nothing_where_it_is_not_used() -> None:
    usage = USAGE._replace(fields={"input": "input"})
    expression = cost(usage, (), "p", Widths(PLACES))
    assert Null(Widths(PLACES).part) in nulls_in(expression)
    usage = usage._replace(fields={"input": "i", "output": "o"})
    rows = [Row(Counts(), 1, {}), Row(Counts(3), 1, {})]
    assert found(rows, usage, PLACES) == [(Decimal(0), None), (None, "no_input_price")]


def nulls_in(node: object) -> list[Null]:
    """Every place of a tree at which nothing stands."""
    if isinstance(node, Null):
        return [node]
    return [null for part in node for null in nulls_in(part)] if isinstance(node, tuple) else []
