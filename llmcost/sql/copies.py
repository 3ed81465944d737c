"""Rows that are copies of one request, of which the most complete one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.records.identity import FAIR, ISSUED, UNIQUE
from llmcost.sql.counted import counted, own
from llmcost.sql.expression import (
    NOUGHT,
    ONE,
    TEXT,
    Binary,
    Case,
    Cast,
    Column,
    IsNull,
    Not,
    Null,
    Number,
    RowNumber,
    Text,
    both,
    call,
    either,
    equal,
    total,
    when,
)
from llmcost.sql.row_columns import COPY, DEFECT, IDENTITY, NAME, REQUESTS, SECOND, TIER
from llmcost.sql.statement import Named

if TYPE_CHECKING:
    from llmcost.sql.expression import Expression
    from llmcost.sql.usage_table import UsageTable


def identity(usage: UsageTable, single: Expression | None) -> tuple[Named, ...]:
    """What the copies of one request share; nothing for what may be anyone's. As ``records.identity``."""
    if "id" not in usage.fields:
        return ()
    stated_id = Column(own("id"))
    issued = both(
        Binary(">=", call("length", stated_id), Number(UNIQUE)),
        either(*(call("begins_with", stated_id, Text(begin)) for begin in ISSUED)),
    )
    none = Text("")
    time: Expression = none
    anyones: Expression = Binary("<", call("length", stated_id), Number(FAIR))
    if "time" in usage.fields:
        time = call("coalesce", Cast(SECOND, TEXT), none)
        anyones = both(IsNull(SECOND), anyones)
    joined = call("concat", stated_id, *_told(time, call("coalesce", NAME, none), counted("input")))
    lacking = equal(stated_id, none) if single is None else either(equal(stated_id, none), single)
    whens = ((lacking, Null(TEXT)), (issued, stated_id), (anyones, Null(TEXT)))
    return (Named(Case(whens, joined), IDENTITY.name),)


def number(usage: UsageTable) -> tuple[Named, ...]:
    """Each row with its number among those of the same request, the most complete one first."""
    if "id" not in usage.fields:
        return ()
    # What can't be read or states nothing is no copy. Rows that are none must not all be put in one order.
    apart = when(IsNull(IDENTITY), call("concat", *_told(counted("output"), counted("input"))))
    place = RowNumber((IDENTITY, DEFECT, apart), _best_first(usage))
    return (Named(when(Not(IsNull(IDENTITY)), place), COPY.name),)


def _told(*values: Expression) -> tuple[Expression, ...]:
    """Values as text, each behind a blank."""
    return tuple(each for value in values for each in (Text(" "), Cast(value, TEXT)))


def _best_first(usage: UsageTable) -> tuple[tuple[Expression, bool], ...]:
    """By what the most complete of several copies is found, as where logs are read."""
    input_, output = counted("input"), counted("output")
    rest = [counted(name) for name in usage.counts if name not in {"input", "output"}]
    best = [output, total([input_, output, *rest]), input_, *rest, REQUESTS]
    if "cost" in usage.fields:
        best.append(call("coalesce", Column(own("stated_cost")), Number(-1)))
    lacking: list[Expression] = [when(IsNull(NAME), ONE, NOUGHT)]
    last: list[Expression] = [NAME, TIER]
    if "time" in usage.fields:
        lacking.append(when(IsNull(SECOND), ONE, NOUGHT))
        last = [call("coalesce", SECOND, NOUGHT), *last]
    return (*((each, True) for each in best), *((each, False) for each in (total(lacking), *last)))
