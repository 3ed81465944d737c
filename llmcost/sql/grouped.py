"""The query that puts the rows of a usage table into groups which are priced and told alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.tariff import DAY, QUARTER
from llmcost.records.question import DERIVED
from llmcost.sql.counted import counted, own
from llmcost.sql.expression import (
    FAILS,
    HOLDS,
    NOUGHT,
    ONE,
    TEXT,
    WHOLE,
    Binary,
    Case,
    Cast,
    Column,
    Field,
    In,
    IsNull,
    Not,
    Null,
    Number,
    Text,
    both,
    call,
    either,
    equal,
    when,
)
from llmcost.sql.odd_rows import LACKS_ZONE, odd_rows
from llmcost.sql.pricing import Lookup, pricing
from llmcost.sql.row_columns import FLAW, IDENTITY, NAME, REQUESTS, SECOND, TIER
from llmcost.sql.stated import lacks_zone
from llmcost.sql.statement import Named, Query, Select, Star, Step, Table
from llmcost.sql.table_fields import told_columns
from llmcost.sql.usage_table import NOTHING

if TYPE_CHECKING:
    from llmcost.records.question import Question
    from llmcost.sql.engine import Found
    from llmcost.sql.expression import Expression, Type
    from llmcost.sql.price_table import PriceTable
    from llmcost.sql.usage_table import UsageTable

COUNTED, OUTSIDE, UNTIMED = "counted", "outside", "untimed"
"""What becomes of a row beside its flaws: it counts, lies outside of the range of time, or has no time where
one is asked for."""
_PRICES = "prices"
_KIND, _NOTED = Column(own("kind")), Column(own("noted"))


class Grouped(NamedTuple):
    """The query, and what its columns are."""

    query: Query
    columns: tuple[str, ...]
    """Those that the rows of a group share begin with ``of_``: the ``kind`` (a flaw, ``counted``, ``outside``
    or ``untimed``), and of what counts ``name``, ``tier``, ``place`` of the price row, ``bucket`` of time,
    whether it is ``billed`` and ``searched``, and ``asked_0`` on. The others are sums; ``odd_`` and a code:
    of rows."""
    step: int
    """Seconds of a bucket."""


def grouped(usage: UsageTable, prices: PriceTable, question: Question, found: Found) -> Grouped:
    """Write the query.

    Args:
        usage: the table.
        prices: of all names in it that have a price, with numbers.
        question: what is asked.
        found: where the table was found.
    """
    # Days of UTC are known by their number; those of other zones, and hours, begin with a quarter of one.
    step = DAY if question.zone == "UTC" and "hour" not in question.by else QUARTER
    clean, usage = _cleaned(usage)
    asked = tuple(
        Named(_asked(name, usage, found), own(f"asked_{at}")) for at, name in enumerate(question.by)
    )
    has_time = "time" in usage.fields
    keep = (*asked, *((Named(lacks_zone(usage), LACKS_ZONE.name),) if has_time else ()))
    single = IsNull(SECOND) if has_time and _is_limited(question) else None
    shared, summed = _shared(usage, question, step), _summed(usage, question)
    steps = (
        Step(_PRICES, prices.inline()),
        clean,
        *pricing(usage, prices, Lookup(prices=Table(_PRICES, "p")), keep, single),
        Step("told", Select((Star(), *_told(usage, question)), Table("priced"))),
        Step("sorted", Select((*shared, *summed), Table("told"))),
    )
    keys = tuple(Column(each.name) for each in shared)
    sums = tuple(Named(call("sum", Column(each.name)), each.name) for each in summed)
    result = Select((*(Named(key, key.name) for key in keys), *sums), Table("sorted"), group_by=keys)
    names = (*(key.name for key in keys), *(each.name for each in sums))
    return Grouped(Query(steps, result), tuple(name.removeprefix(own("")) for name in names), step)


def _cleaned(usage: UsageTable) -> tuple[Step, UsageTable]:
    """A step that cleans each text once, and the table that it makes: there it is read many times."""
    fields = tuple(field for field in usage.fields if usage.kinds.get(field) == "text")
    texts = {field: own(f"text_{field}") for field in fields}
    others = {field: names for field, names in usage.others.items() if field not in fields}
    step = Step(
        "cleaned",
        Select((Star("u"), *(Named(usage.column(each), texts[each]) for each in fields)), usage.table),
    )
    return step, usage._replace(
        table=Table("cleaned", "u"), fields={**usage.fields, **texts}, is_clean=True, others=others
    )


def _is_limited(question: Question) -> bool:
    return question.since is not None or question.until is not None


def _asked(name: str, usage: UsageTable, found: Found) -> Expression:
    """The value of what is asked by, as text; nothing where there is none, or it follows from the rest."""
    column = found.file if name == "file" else usage.fields.get(name) if name in {"session", "user"} else None
    if name not in {*DERIVED, "hour", "file", "session", "user"}:
        column = told_columns(found).get(name)
    if column is None:
        return Null(TEXT)
    if column in usage.fields.values() and column not in found.columns:
        return Field(column, "u")
    if found.columns.get(column) not in {"text", "twice"}:
        return Cast(Field(column, "u"), TEXT)
    trimmed = call("trim", Field(column, "u"))
    return when(Not(In(trimmed, tuple(map(Text, NOTHING)))), trimmed)


def _told(usage: UsageTable, question: Question) -> tuple[Named, ...]:
    """What becomes of each row, and whether what is odd about it is told."""
    flawed = In(FLAW, (Text("bad_count"), Text("no_usage")))
    none: tuple[tuple[Expression, Expression], ...] = ((flawed, FLAW),)
    outside = _outside(question) if "time" in usage.fields else FAILS
    if _is_limited(question):
        untimed = IsNull(SECOND) if "time" in usage.fields else HOLDS
        none = (*none, (untimed, Text(UNTIMED)))
    whens = (*none, (Not(IsNull(FLAW)), FLAW), (outside, Text(OUTSIDE)))
    noted = Case((*((condition, NOUGHT) for condition, _ in none), (outside, NOUGHT)), ONE)
    return Named(Case(whens, Text(COUNTED)), _KIND.name), Named(noted, _NOTED.name)


def _outside(question: Question) -> Expression:
    """Whether a row lies outside of the range of time that is asked for."""
    ends = []
    if question.since is not None:
        ends.append(Binary("<", SECOND, Number(question.since)))
    if question.until is not None:
        ends.append(Binary(">=", SECOND, Number(question.until)))
    return either(*ends)


def _shared(usage: UsageTable, question: Question, step: int) -> tuple[Named, ...]:
    """What the rows of a group share; of rows that don't count nothing but why."""
    is_timed, searches, bills = (name in usage.fields for name in ("time", "web_search", "cost"))
    shared: dict[str, tuple[Expression, Type]] = {
        "name": (NAME, TEXT),
        "tier": (TIER, TEXT),
        "place": (Column(own("place")), WHOLE),
    }
    if is_timed:
        shared["bucket"] = call("floor_divide", SECOND, Number(step)), WHOLE
    if bills:
        shared["billed"] = when(IsNull(Column(own("stated_cost"))), NOUGHT, ONE), WHOLE
    if searches:
        shared["searched"] = when(Binary(">", counted("web_search"), NOUGHT), ONE, NOUGHT), WHOLE
    shared |= {f"asked_{at}": (Column(own(f"asked_{at}")), TEXT) for at in range(len(question.by))}
    counts = equal(_KIND, Text(COUNTED))
    named = (
        Named(when(counts, value, Null(type_)), own(f"of_{name}")) for name, (value, type_) in shared.items()
    )
    return (Named(_KIND, own("of_kind")), *named)


def _summed(usage: UsageTable, question: Question) -> tuple[Named, ...]:
    """What is added up of the rows of a group."""
    # A bill without tokens may say that it is of no request; it is of one.
    requests = call("greatest", REQUESTS, ONE) if "requests" in usage.fields else ONE
    apart: Expression = when(IsNull(IDENTITY), ONE, requests) if "id" in usage.fields else ONE
    classes = dict.fromkeys(("input", "output", *usage.counts))
    return (
        Named(ONE, own("rows")),
        # What lies outside counts row by row, but for what may have copies.
        Named(apart, own("records")),
        Named(requests, own("sum_requests")),
        *(Named(counted(name), own(f"sum_{name}")) for name in classes),
        Named(Column(own("cost")), own("sum_cost")),
        Named(when(IsNull(Column(own("cost"))), ONE, NOUGHT), own("uncosted")),
        *((Named(Column(own("stated_cost")), own("sum_stated")),) if "cost" in usage.fields else ()),
        *(
            Named(when(both(equal(_NOTED, ONE), is_odd), ONE, NOUGHT), own(f"odd_{code}"))
            for code, is_odd in odd_rows(usage, question).items()
        ),
    )
