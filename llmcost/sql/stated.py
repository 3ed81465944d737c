"""What each row of a usage table states, read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.records.record import MOST
from llmcost.records.tier_name import STANDARD, TIERS, TRUE
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
    In,
    IsNull,
    Not,
    Null,
    Number,
    Text,
    between,
    call,
    decimal,
    either,
    equal,
    when,
)

if TYPE_CHECKING:
    from llmcost.sql.expression import Expression
    from llmcost.sql.usage_table import UsageTable

AMOUNT = decimal(38, 20)
"""An amount in USD that a row states."""

# At most MOST, whatever stands before it.
_WHOLE = r"0*(1000000000000|[0-9]{1,12})([.]0*)?"
_GROUPED = r"[0-9]{1,3}(,[0-9]{3}){1,3}|1,000,000,000,000"
_AMOUNT = r"[+]?([0-9]{1,20}([.][0-9]*)?|[.][0-9]+)([eE]([+]?[0-9]{1,2}|-[0-3]?[0-9]))?|-0+([.]0*)?"
_DEAREST = 10**13
"""Above the largest bill."""
_DIGITS = r"([0-9]{1,18}|[1-8][0-9]{18})([.][0-9]*)?"
_LAST = 9 * 10**18
"""The largest time that 64 bits hold, and no less than 2255 in nanoseconds."""
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = f"{_DAY}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?"
_ZONED = f"{_CLOCK}(Z| UTC|[+-][0-9]{{2}}(:?[0-9]{{2}})?)"
_TIME = f"{_DAY}|{_CLOCK}|{_ZONED}"
"""A time in text: what every engine can be brought to read as Python does."""
_STEPS = ((10**17, 10**9), (10**14, 10**6), (10**11, 10**3))
"""From how much on a number is so many parts of a second, as where logs are read."""


def count_of(usage: UsageTable, field: str, missing: Expression = NOUGHT) -> Expression:
    """A count; nothing where what stands there is none, is negative or more than a record can hold.

    Args:
        usage: where it stands.
        field: that has a column.
        missing: what it is where nothing stands there.
    """
    column = usage.column(field)
    whens: tuple[tuple[Expression, Expression], ...]
    if usage.kinds.get(field) == "text":
        before_point = Cast(call("part_before", column, Text(".")), WHOLE)
        ungrouped = Cast(call("replace", column, Text(","), Text("")), WHOLE)
        whens = (
            (call("matches", column, Text(_WHOLE)), before_point),
            (call("matches", column, Text(_GROUPED)), ungrouped),
        )
    elif usage.kinds.get(field) == "truth":
        whens = ((HOLDS, Null(WHOLE)),)
    else:
        # NaN is more than any number or nothing like one, as the engine likes; but never between two.
        beyond = Not(between(column, NOUGHT, Number(MOST)))
        whole = Cast(column, WHOLE)
        exact = column if field in usage.kinds else call("as_float", column)
        whens = ((beyond, Null(WHOLE)), (equal(whole, exact), whole))
    return Case(((IsNull(column), missing), *whens))


def name_of(usage: UsageTable) -> Expression:
    """The model as the row names it, or the one that is given for rows that name none."""
    given = Null(TEXT) if usage.model is None else Text(usage.model)
    if "model" not in usage.fields:
        return given
    column = usage.column("model")
    if usage.kinds.get("model") == "number":
        column = Cast(column, TEXT)
    elif "model" not in usage.kinds:
        # Some databases fill text up with blanks.
        column = call("trim", column)
    named = when(equal(column, Text("")), Null(TEXT), column)
    return named if usage.model is None else call("coalesce", named, given)


def tier_of(usage: UsageTable) -> Expression:
    """The service tier, empty for the standard one."""
    tier: Expression = Text("")
    if "tier" in usage.fields and usage.kinds.get("tier", "text") == "text":
        lower = call("lower_ascii", call("trim", usage.column("tier")))
        standard = either(IsNull(lower), In(lower, tuple(map(Text, sorted(STANDARD)))))
        renamed = ((equal(lower, Text(old)), Text(new)) for old, new in TIERS.items())
        tier = Case(((standard, tier), *renamed), lower)
    if "batch" in usage.fields:
        flag = call("lower_ascii", Cast(usage.column("batch"), TEXT))
        tier = when(In(flag, tuple(map(Text, sorted(TRUE)))), Text("batch"), tier)
    return tier


def second_of(usage: UsageTable) -> Expression:
    """Seconds since 1970 in UTC; nothing where no time is stated or it can't be read."""
    column = usage.column("time")
    kind = usage.kinds.get("time", "timestamp")
    if kind == "text":
        digits = call("matches", column, Text(_DIGITS))
        written = call("matches", column, Text(_TIME))
        before_point = Cast(call("part_before", column, Text(".")), WHOLE)
        whens = ((digits, _scaled(before_point)), (written, call("seconds_of_text", column)))
        return Case(whens)
    if kind in {"seconds", "milliseconds", "number"}:
        whole = _whole(column)
        if kind == "number":
            return _scaled(whole)
        return whole if kind == "seconds" else call("floor_divide", whole, Number(1000))
    return call(f"seconds_of_{kind}", column)


def lacks_zone(usage: UsageTable) -> Expression:
    """Whether a time is stated without its zone, and so taken as UTC; nothing where none is stated."""
    kind = usage.kinds.get("time", "timestamp")
    if kind in {"datetime", "date"}:
        return HOLDS
    if kind != "text":
        return FAILS
    column = usage.column("time")
    return Not(either(*(call("matches", column, Text(each)) for each in (_DIGITS, _ZONED))))


def _whole(column: Expression) -> Expression:
    """A time without its fraction; nothing where it is none. A float of nanoseconds would lose some."""
    whole = Cast(column, WHOLE)
    floor = when(Binary(">", whole, column), Binary("-", whole, ONE), whole)
    return when(between(column, NOUGHT, Number(_LAST)), floor)


def _scaled(number: Expression) -> Expression:
    """Seconds out of a number of seconds, or of so large a one that it is of parts of them."""
    steps = (
        (Binary(">=", number, Number(least)), call("floor_divide", number, Number(parts)))
        for least, parts in _STEPS
    )
    return Case(tuple(steps), number)


def amount_of(usage: UsageTable) -> Expression:
    """The stated cost in USD; nothing where none is stated.

    Numbers go through text, of which floats have as few digits as tell them from their neighbours.
    """
    column = usage.column("cost")
    text = column if usage.kinds.get("cost") == "text" else Cast(column, TEXT)
    amount = Cast(text, AMOUNT, leniently=True)
    return when(call("matches", text, Text(_AMOUNT)), when(Binary("<", amount, Number(_DEAREST)), amount))


def requests_of(usage: UsageTable) -> Expression:
    """How many requests a row sums up."""
    return count_of(usage, "requests", ONE) if "requests" in usage.fields else ONE
