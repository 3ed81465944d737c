"""The tokens of each row in the terms of ``Usage``: totals that include their parts, however it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES
from llmcost.sql.expression import (
    NOUGHT,
    Binary,
    Case,
    Column,
    In,
    Text,
    both,
    call,
    either,
    equal,
    total,
    when,
)
from llmcost.sql.statement import Named

if TYPE_CHECKING:
    from llmcost.sql.expression import Expression
    from llmcost.sql.usage_table import UsageTable

CACHED = ("cache_read", "cache_write", "cache_write_1h", "audio_cache_read")


def own(name: str) -> str:
    """The name of a column that a step adds, which no column of the usage table has."""
    return f"llmcost_{name}"


def stated(name: str) -> Column:
    """A count as the row states it."""
    return Column(own(f"stated_{name}"))


def counted(name: str) -> Column:
    """A count in the terms of ``Usage``."""
    return Column(own(name))


def parts_of(usage: UsageTable, whole: str) -> tuple[str, ...]:
    """The classes inside ``input`` or ``output`` that have a column."""
    classes = INPUT_CLASSES if whole == "input" else OUTPUT_CLASSES
    return tuple(name for name in classes if name in usage.fields)


def has_parts(usage: UsageTable) -> bool:
    """Whether any class inside a total has a column: else there is nothing to settle."""
    return bool(parts_of(usage, "input") or parts_of(usage, "output"))


def sums(usage: UsageTable) -> tuple[Named, ...]:
    """What the totals are settled by: the parts of each, and what a stated sum holds beside both."""
    if not has_parts(usage):
        return ()
    inside, outside = (
        total([stated(name) for name in parts_of(usage, whole)]) for whole in ("input", "output")
    )
    named = [Named(inside, own("inside")), Named(outside, own("outside"))]
    if "total" in usage.fields:
        beside = Binary("-", Binary("-", stated("total"), _whole(usage, "input")), _whole(usage, "output"))
        named.append(Named(beside, own("beside")))
    return tuple(named)


def _whole(usage: UsageTable, whole: str) -> Expression:
    return stated(whole) if whole in usage.fields else NOUGHT


def totals(usage: UsageTable) -> tuple[Named, ...]:
    """``input`` and ``output`` with their parts inside, and what had to be assumed; behind ``sums``.

    As ``records.convention.settle``, whose rule this is.
    """
    whole_input, whole_output = _whole(usage, "input"), _whole(usage, "output")
    if not has_parts(usage):
        return Named(whole_input, own("input")), Named(whole_output, own("output"))
    cached = total([stated(name) for name in CACHED if name in usage.fields])
    more = Binary("+", whole_input, cached)
    assumed: Expression = Text("")
    if usage.cache == "additive":
        whole_input = more
    elif usage.cache == "auto":
        exceeds = Binary(">", cached, whole_input)
        if "total" not in usage.fields:
            whole_input, assumed = (
                when(exceeds, more, whole_input),
                when(exceeds, Text("additive_assumed"), assumed),
            )
        else:
            inside, outside, beside = (counted(name) for name in ("inside", "outside", "beside"))
            explained = both(
                Binary(">", stated("total"), NOUGHT),
                Binary("<>", beside, NOUGHT),
                In(beside, (inside, outside, Binary("+", inside, outside))),
            )
            of_input = when(either(Binary("<>", beside, outside), equal(inside, outside)), inside, NOUGHT)
            unexplained = both(exceeds, either(Binary("<>", beside, NOUGHT), equal(stated("total"), NOUGHT)))
            added = Binary("-", beside, of_input)
            whole_input, whole_output, assumed = (
                Case(((explained, Binary("+", whole_input, of_input)), (unexplained, more)), whole_input),
                when(explained, Binary("+", whole_output, added), whole_output),
                Case(((explained, assumed), (unexplained, Text("additive_assumed"))), assumed),
            )
    return (
        Named(whole_input, own("input")),
        Named(whole_output, own("output")),
        Named(assumed, own("assumed")),
    )


def classes(usage: UsageTable) -> tuple[Named, ...]:
    """Every other class, no more of them together than their total holds; behind ``totals``."""
    named = []
    for whole in ("input", "output"):
        before: list[Expression] = []
        for name in parts_of(usage, whole):
            room: Expression = counted(whole)
            if before:
                room = call("greatest", Binary("-", room, total(before)), NOUGHT)
            named.append(Named(call("least", stated(name), room), own(name)))
            before.append(stated(name))
    if "web_search" in usage.fields:
        named.append(Named(stated("web_search"), own("web_search")))
    return tuple(named)


def remark(usage: UsageTable) -> Expression:
    """What is odd about the counts of a row; empty where nothing is. Behind ``totals``."""
    if not has_parts(usage):
        return Text("")
    whens = [
        (Binary(">", counted(of), counted(whole)), Text(code))
        for whole, of, code in (
            ("input", "inside", "cached_over_input"),
            ("output", "outside", "reasoning_over_output"),
        )
        if parts_of(usage, whole)
    ]
    return Case(tuple(whens), counted("assumed"))
