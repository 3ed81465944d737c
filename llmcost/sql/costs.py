"""The arithmetic: what the counts of a row cost at the rates of its price."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.price import PARENT
from llmcost.cost.usage import Counts
from llmcost.sql.counted import counted, parts_of
from llmcost.sql.expression import (
    NOUGHT,
    Binary,
    Case,
    Cast,
    Column,
    IsNull,
    Null,
    Number,
    Text,
    both,
    call,
    decimal,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from llmcost.sql.expression import Expression, Type
    from llmcost.sql.usage_table import UsageTable

_DIGITS = 38
"""The widest decimal that most engines have."""
COUNT = decimal(13, 0)
"""A count: a record may state up to 10^12 tokens."""
_RATE_DIGITS = _DIGITS - COUNT.digits - 1
"""So many that a product with a count has room: it has as many digits as both and one more."""
_ADDITIONS = 4
"""Digits that the sum of up to 16 parts of a cost may need beyond those of a part: some engines add one with
each addition, and no part is added more often."""
PART_DIGITS = _DIGITS - _ADDITIONS


class Widths(NamedTuple):
    """How wide the decimals are, so that no engine rounds a product or a sum."""

    places: int
    """Decimals of a rate, and so of a cost, 0 to 23."""

    @property
    def rate(self) -> Type:
        """A rate in USD per token, or each."""
        return decimal(_RATE_DIGITS, self.places)

    @property
    def part(self) -> Type:
        """What one class of tokens costs."""
        return decimal(PART_DIGITS, self.places)

    @property
    def cost(self) -> Type:
        """What a row costs."""
        return decimal(_DIGITS, self.places)


def rate_column(name: str) -> str:
    """The column of a rate in the table of prices."""
    return f"{name}_rate"


def billed(usage: UsageTable) -> dict[str, Expression]:
    """What is billed of a row: the plain rest of input and output, each other class, and requests.

    In the order in which ``cost.charge`` asks for rates, so that the same one is missed first.
    """
    counts: dict[str, Expression] = {}
    classes: dict[str, Expression] = {}
    for whole in ("input", "output"):
        parts = parts_of(usage, whole)
        rest: Expression = counted(whole)
        if parts:
            rest = Binary("-", rest, total([counted(name) for name in parts]))
        counts[whole] = rest
        classes |= {name: counted(name) for name in parts}
    counts |= {name: classes[name] for name in Counts._fields if name in classes}
    if "web_search" in usage.fields:
        counts["web_search"] = counted("web_search")
    counts["request"] = counted("requests")
    return counts


def rate_of(name: str, known: Collection[str], table: str) -> Expression | None:
    """The rate of a class, or that of its nearest parent that has one; None where no price has either.

    Args:
        name: of the class or charge.
        known: the rates that have a column.
        table: of the prices.
    """
    chain: list[Expression] = []
    at: str | None = name
    while at is not None:
        if at in known:
            chain.append(Column(rate_column(at), table))
        at = PARENT.get(at)
    return call("coalesce", *chain) if len(chain) > 1 else chain[0] if chain else None


def cost(usage: UsageTable, known: Collection[str], table: str, widths: Widths) -> Expression:
    """The cost of a row in USD; nothing where a rate that it needs is not known."""
    parts = []
    for name, count in billed(usage).items():
        rate = rate_of(name, known, table)
        if name == "request":
            if rate is None:
                continue
            rate = call("coalesce", rate, Cast(NOUGHT, widths.rate))
        product: Expression = (
            Null(widths.part) if rate is None else Cast(Binary("*", Cast(count, COUNT), rate), widths.part)
        )
        if name != "request":
            # What nothing is used of needs no rate.
            product = Case(((Binary("=", count, NOUGHT), Cast(NOUGHT, widths.part)),), product)
        parts.append(product)
    return Cast(total(parts), widths.cost)


def missing_rates(
    usage: UsageTable, known: Collection[str], table: str
) -> tuple[tuple[Expression, Expression], ...]:
    """For each class whose rate may be lacking: when it is, and the code that says so."""
    found: list[tuple[Expression, Expression]] = []
    for name, count in billed(usage).items():
        if name == "request":
            continue
        rate = rate_of(name, known, table)
        used = Binary("<>", count, Number(0))
        lacks = used if rate is None else both(used, IsNull(rate))
        found.append((lacks, Text(f"no_{name}_price")))
    return tuple(found)
