"""Between which amounts a cost lies whose tokens were estimated."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import EXACT, ROUNDED

if TYPE_CHECKING:
    from collections.abc import Iterable

_HUNDRED = Decimal(100)


class Span(NamedTuple):
    """The bounds of a cost in exact USD."""

    low: Decimal
    high: Decimal

    def error_pct(self, total: Decimal) -> int:
        """How far off ``total`` can be, in per cent of it, rounded up; 100 for one of 0 that may be more."""
        off = max(EXACT.subtract(total, self.low), EXACT.subtract(self.high, total))
        if not total:
            return 100 if off else 0
        percent = ROUNDED.divide(EXACT.multiply(off, _HUNDRED), total)
        return int(percent.to_integral_value(ROUND_CEILING))


def span_of(total: Decimal, ends: Iterable[Decimal]) -> Span:
    """The span that holds a total and the amounts that it may be as well."""
    amounts = total, *ends
    return Span(min(amounts), max(amounts))
