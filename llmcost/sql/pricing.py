"""The steps of a query that prices each row of a usage table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.sql.copies import identity, number
from llmcost.sql.costs import cost, missing_rates
from llmcost.sql.counted import classes, counted, own, remark, stated, sums, totals
from llmcost.sql.expression import (
    NOUGHT,
    ONE,
    TEXT,
    Binary,
    Case,
    Cast,
    Column,
    Day,
    IsNull,
    Not,
    Number,
    Text,
    between,
    both,
    call,
    either,
    equal,
    total,
    when,
)
from llmcost.sql.price_table import UNDATED
from llmcost.sql.row_columns import COPY, DEFECT, FLAW, NAME, REQUESTS, SECOND, TIER
from llmcost.sql.stated import amount_of, count_of, name_of, requests_of, second_of, tier_of
from llmcost.sql.statement import Join, Named, Select, Star, Step, Table

if TYPE_CHECKING:
    from llmcost.sql.expression import Expression
    from llmcost.sql.price_table import PriceTable
    from llmcost.sql.usage_table import UsageTable

EARLIEST, LATEST = 946_684_800, 32_503_679_999
"""The years 2000 to 2999: what lies outside is no time of a request."""
_DAY, _MINUTE, _WEEK = Number(86_400), Number(60), Number(10_080)
_MONDAY = Number(3 * 1440)
"""1970 began on a Thursday: minutes since the Monday before."""


class Lookup(NamedTuple):
    """How the name in a row leads to its price."""

    names: Table | None = None
    """The table of what each name means, as ``n``: its ``model``, or the ``reason`` why it means none. None:
    prices stand under the name itself."""
    prices: Table = Table("llmcost_prices", "p")
    """The table of prices, as ``p``."""


def pricing(
    usage: UsageTable,
    prices: PriceTable,
    lookup: Lookup,
    keep: tuple[Named | Star, ...],
    single: Expression | None = None,
) -> tuple[Step, ...]:
    """The steps, of which the last, ``priced``, has the cost of each row or the reason why it has none.

    Args:
        usage: what is priced.
        prices: at which rates.
        lookup: how names lead to prices.
        keep: what of the usage table ``u`` goes along.
        single: of which rows there are no copies, whatever id they state.
    """
    # What is added stands first: DuckDB renames the later of two columns of one name, without a word. The
    # usage table may be called as simply as the steps behind this one are.
    steps = [Step(own("stated"), Select((*_stated(usage), *keep), usage.table), "What each row states.")]
    for name, columns, said in (
        ("summed", sums(usage), ""),
        ("settled", (*totals(usage), *_moment(usage)), "Totals that include their parts."),
        ("counted", (*classes(usage), *_defect(usage), *identity(usage, single)), ""),
        ("numbered", number(usage), "Copies of a request count once."),
        ("placed", (*_place(usage, prices), *_flaw(usage)), ""),
    ):
        if columns:
            steps.append(Step(name, Select((*columns, Star()), Table(steps[-1].name)), said))
    last = _priced(usage, prices, lookup, Table(steps[-1].name, "r"))
    return (*steps, Step("priced", last, "Each row with its one price."))


def _stated(usage: UsageTable) -> tuple[Named, ...]:
    named = [
        Named(name_of(usage), NAME.name),
        Named(tier_of(usage), TIER.name),
        Named(requests_of(usage), REQUESTS.name),
    ]
    if "time" in usage.fields:
        named.append(Named(second_of(usage), own("stated_second")))
        named.append(Named(Not(IsNull(usage.column("time"))), own("has_time")))
    if "cost" in usage.fields:
        amount = amount_of(usage)
        named.append(Named(amount, own("stated_cost")))
        named.append(Named(both(Not(IsNull(usage.column("cost"))), IsNull(amount)), own("has_bad_cost")))
    if "id" in usage.fields:
        named.append(Named(Cast(usage.column("id"), TEXT), own("id")))
    fields = (*usage.counts, *(("total",) if "total" in usage.fields else ()))
    return (*named, *(Named(count_of(usage, field), own(f"stated_{field}")) for field in fields))


def _moment(usage: UsageTable) -> tuple[Named, ...]:
    if "time" not in usage.fields:
        return ()
    second = Column(own("stated_second"))
    return (Named(when(between(second, Number(EARLIEST), Number(LATEST)), second), SECOND.name),)


def _used(usage: UsageTable) -> Expression:
    searches = (stated("web_search"),) if "web_search" in usage.fields else ()
    return total([counted("input"), counted("output"), *searches])


def _place(usage: UsageTable, prices: PriceTable) -> tuple[Named, ...]:
    """Where a row stands in the schedule of its price."""
    named = []
    has_time = "time" in usage.fields
    if prices.is_dated:
        day = call("day_of", call("floor_divide", SECOND, _DAY))
        undated = Day(UNDATED)
        named.append(Named(when(IsNull(SECOND), undated, day) if has_time else undated, own("day")))
    if prices.is_timed:
        minute = call("modulo", Binary("+", call("floor_divide", SECOND, _MINUTE), _MONDAY), _WEEK)
        named.append(Named(when(IsNull(SECOND), NOUGHT, minute) if has_time else NOUGHT, own("minute")))
    if prices.is_sized:
        size: Expression = counted("input")
        if "requests" in usage.fields:
            size = when(equal(REQUESTS, ONE), size, NOUGHT)
        named.append(Named(size, own("size")))
    return tuple(named)


def _defect(usage: UsageTable) -> tuple[Named, ...]:
    """Why a row isn't looked at: its counts can't be, or it states no usage."""
    bad: list[Expression] = [IsNull(stated(name)) for name in usage.counts]
    nothing = equal(_used(usage), NOUGHT)
    if "total" in usage.fields:
        bad.append(IsNull(stated("total")))
    if "requests" in usage.fields:
        bad += [IsNull(REQUESTS), both(equal(REQUESTS, NOUGHT), Binary(">", _used(usage), NOUGHT))]
    if "cost" in usage.fields:
        bad.append(Column(own("has_bad_cost")))
        nothing = both(nothing, equal(call("coalesce", Column(own("stated_cost")), NOUGHT), NOUGHT))
    name = DEFECT if "id" in usage.fields else FLAW
    return (Named(Case(((either(*bad), Text("bad_count")), (nothing, Text("no_usage")))), name.name),)


def _flaw(usage: UsageTable) -> tuple[Named, ...]:
    """As ``_defect``, or that a row is a copy of another; where there are no copies it stands already."""
    if "id" not in usage.fields:
        return ()
    copied = when(Binary(">", COPY, ONE), Text("duplicate"))
    return (Named(call("coalesce", DEFECT, copied), FLAW.name),)


def _priced(usage: UsageTable, prices: PriceTable, lookup: Lookup, rows: Table) -> Select:
    joins, model = _named(lookup)
    on = [equal(Column("model", "p"), model), equal(Column("tier", "p"), TIER)]
    ranges = (
        (prices.is_dated, "day", "since", "until"),
        (prices.is_sized, "size", "size_from", "size_to"),
        (prices.is_timed, "minute", "week_from", "week_to"),
    )
    on += [
        between(Column(own(place)), Column(first, "p"), Column(last, "p"))
        for has, place, first, last in ranges
        if has
    ]
    joins.append(Join(lookup.prices, both(*on)))
    label = Column("priced_as", "p") if prices.is_labelled else model
    # Of nothing any price makes nothing, but none doesn't. Where DuckDB sees that only rows with a price are
    # asked for, it joins prices first, by tier and day alone: so that is said in another way.
    other = call("concat", TIER, Text("?"))
    is_found = equal(call("coalesce", Column("tier", "p"), other), TIER)
    has_price = both(IsNull(FLAW), is_found, IsNull(Column("reason", "p")))
    priced = when(has_price, cost(usage, prices.rates, "p", prices.widths))
    return Select(
        (
            Named(label, own("model")),
            Named(priced, own("cost")),
            Named(_reason(usage, prices, lookup), own("reason")),
            Named(_remark(usage, prices), own("remark")),
            *((Named(Column("place", "p"), own("place")),) if prices.is_numbered else ()),
            Star("r"),
        ),
        rows,
        tuple(joins),
    )


def _named(lookup: Lookup) -> tuple[list[Join], Expression]:
    """The table of names, and the model that a row is of."""
    if lookup.names is None:
        return [], NAME
    return [Join(lookup.names, equal(Column("name", "n"), NAME))], Column("model", "n")


def _reason(usage: UsageTable, prices: PriceTable, lookup: Lookup) -> Expression:
    """Why a row has no cost; nothing where it has one."""
    unknown = Text("unknown_model")
    whens: list[tuple[Expression, Expression]] = [
        (Not(IsNull(FLAW)), FLAW),
        (IsNull(NAME), Text("no_model")),
    ]
    if lookup.names is not None:
        whens.append((Not(IsNull(Column("reason", "n"))), Column("reason", "n")))
    # A model that has a name has a price, but maybe none of so early a day.
    lacks_day = Text("before_release") if lookup.names is not None and prices.is_dated else unknown
    lacks_tier: Expression = when(Binary("<>", TIER, Text("")), Text("no_tier_price"), lacks_day)
    whens.append((IsNull(Column("model", "p")), lacks_tier))
    whens.append((Not(IsNull(Column("reason", "p"))), Column("reason", "p")))
    whens += missing_rates(usage, prices.rates, "p")
    return Case(tuple(whens))


def _remark(usage: UsageTable, prices: PriceTable) -> Expression:
    """What has to be said of a row that is priced: of its counts, else of its time, else of its price."""
    of_counts = remark(usage)
    rest: Expression = Text("")
    if prices.is_remarked:
        rest = call("coalesce", Column("remark", "p"), rest)
    whens: list[tuple[Expression, Expression]] = [(Binary("<>", of_counts, Text("")), of_counts)]
    if "time" in usage.fields:
        whens.append((both(Column(own("has_time")), IsNull(SECOND)), Text("bad_time")))
    return Case(tuple(whens), rest)
