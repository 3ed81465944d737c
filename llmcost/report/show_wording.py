"""The words that the sections of a model's page share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.money import ROUNDED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from llmcost.report.sheet import Cell, Column, Sheet

SAID = frozenset({"expires", "retired"})
"""Codes of notes that the head of the page and its limits say: they are not said of each price again."""
BLENDED = "Blended /1M"
"""The heading of blended rates."""
_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """A place: 1st, 2nd, 11th, 1,112th."""
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number:,}{ending}"


def decimals(values: Collection[Decimal | None]) -> list[str]:
    """Plain numbers for one column, with the same number of decimals; None is an empty cell."""
    places = max(
        (-int(each.normalize().as_tuple().exponent) for each in values if each is not None), default=0
    )
    unit = Decimal(1).scaleb(-max(places, 0))
    return ["" if each is None else f"{each.quantize(unit, context=ROUNDED):,f}" for each in values]


def with_columns(sheet: Sheet, fields: Iterable[tuple[Column, list[Cell]]]) -> Sheet:
    """The sheet with these columns, but for those in which no cell says anything."""
    told = [field for field in fields if any(field[1])]
    rows = tuple(zip(*(cells for _, cells in told), strict=True))
    return sheet._replace(columns=tuple(column for column, _ in told), rows=rows)
