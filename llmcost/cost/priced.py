"""The cells of a log, each with what it costs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.charge import charge, saving
from llmcost.errors import UnpricedError
from llmcost.money import EXACT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from llmcost.cost.cell import Cell, Sums
    from llmcost.cost.tariff import Tariff
    from llmcost.errors import ConfigError, PriceError

BASES = ("best", "computed", "stated")
"""What can be summed: the best figure of each request, list prices, or what the log states."""


_ROUNDING = Decimal("1e-9")
"""USD by which an engine may be off where rates have more decimals than it takes."""


class Priced(NamedTuple):
    """One cell and its cost."""

    cell: Cell
    sums: Sums
    label: str
    """The model that it is told under."""
    cost: Decimal | None
    """By the basis asked for. None: unpriced."""
    computed: Decimal | None
    """At list prices. None: there are none."""
    saving: Decimal | None
    """Through the cache, at list prices. None as ``computed``."""
    trouble: PriceError | ConfigError | None = None
    """Why there is no cost; None where there is."""
    is_stated: bool = False
    """Whether ``cost`` is what the log states."""


def price_cells(
    cells: Mapping[Cell, Sums],
    tariff_of: Callable[[str | None, str], Tariff],
    basis: str,
    charged: Mapping[Cell, Decimal | None] | None = None,
) -> Iterator[Priced]:
    """Price each cell.

    Args:
        cells: what was read.
        tariff_of: the schedule of a model as the log names it, at a service tier.
        basis: one of ``BASES``. The best figure is a bill, else the list price, else what a client reckoned
            it to be, if that is more than 0: a client that knows no price says 0.
        charged: what an engine reckoned that each cell costs at list prices, in USD; None where it lacks a
            rate for some of it. None: nobody did.

    Raises:
        AssertionError: when an engine and the arithmetic here disagree, which is a bug.
    """
    for cell, sums in cells.items():
        tariff = tariff_of(cell.model, cell.tier)
        computed = saved = None
        trouble = tariff.trouble
        if cell.slot is not None:
            try:
                rates = tariff.rates(cell.slot)
                computed, saved = charge(rates, sums.counts, sums.requests), saving(rates, sums.counts)
                if charged is not None:
                    computed = _agreed(charged[cell], computed, tariff.label)
            except UnpricedError as error:
                trouble = _named(error, tariff.label)
        is_stated = _is_stated(cell, sums, computed, basis)
        cost = sums.stated if is_stated else None if basis == "stated" else computed
        if cost is not None:
            trouble = None
        elif basis == "stated":
            trouble = UnpricedError(
                "the log states no bill", reason="no_bill", hint="price it with --cost best"
            )
        yield Priced(cell, sums, tariff.label, cost, computed, saved, trouble, is_stated)


def _agreed(reckoned: Decimal | None, computed: Decimal, label: str) -> Decimal:
    """What an engine reckoned, if it is what the counts that it added up come to."""
    if reckoned is None or abs(EXACT.subtract(reckoned, computed)) > _ROUNDING:
        raise AssertionError(f"the engine reckoned {reckoned} USD for {label}, where it is {computed}")
    return reckoned


def _named(error: UnpricedError, label: str) -> UnpricedError:
    """The error with the model in its message."""
    if label in error.message:
        return error
    return UnpricedError(f"{error.message} of {label}", reason=error.reason, hint=error.hint)


def _is_stated(cell: Cell, sums: Sums, computed: Decimal | None, basis: str) -> bool:
    """Whether what the log states is the figure to take."""
    if basis == "computed" or not cell.basis:
        return False
    if basis == "stated" or cell.basis == "bill":
        return True
    return computed is None and sums.stated > 0
