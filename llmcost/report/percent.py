"""Per cents as people say them: shares, changes, and what a switch to another model takes off a cost."""

from __future__ import annotations

from decimal import Decimal

from llmcost.money import ROUNDED

_DOUBLE, _MANIFOLD = Decimal(100), Decimal(1_000)
"""Per cent more of what costs twice as much, and of what is told as a multiple."""


def signed_percent(change: Decimal) -> str:
    """A change in per cent with its sign, and with as many decimals as show it: +8.0 %, -0.004 %."""
    if not change:
        return "0 %"
    places = max(1, -change.adjusted())
    return f"{change.quantize(Decimal(1).scaleb(-places), context=ROUNDED):+,f} %"


def per_cent(share: Decimal) -> str:
    """A share that is given in per cent: 42.9 %; a small one to two digits rather than 0.0 %."""
    places = max(1, 1 - share.adjusted()) if share else 1
    return f"{share.quantize(Decimal(1).scaleb(-places), context=ROUNDED):,f} %"


def switching(saving: Decimal) -> str:
    """What a switch saves, of a share in per cent that is below 0 where it costs more.

    From 100 % more on to whole per cents, from 1,000 % more on as a multiple: costs 141 % more, costs 12x.
    """
    if not saving:
        return "costs the same"
    if saving > 0:
        return f"saves {per_cent(saving)}"
    more = -saving
    if more < _DOUBLE:
        return f"costs {per_cent(more)} more"
    if more < _MANIFOLD:
        return f"costs {_whole(more)} % more"
    return f"costs {_whole(ROUNDED.divide(more + _DOUBLE, _DOUBLE))}x"


def _whole(value: Decimal) -> str:
    return f"{value.quantize(Decimal(1), context=ROUNDED):,f}"
