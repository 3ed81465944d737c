"""The price rows of models as a table of a query: which columns it has, and how wide they are."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from llmcost.catalog.price import RATE_NAMES, TOKEN_CLASSES
from llmcost.money import EXACT, ROUNDED, plain
from llmcost.records.record import MOST
from llmcost.sql.costs import PART_DIGITS, Widths, rate_column
from llmcost.sql.counted import CACHED
from llmcost.sql.expression import DAY, TEXT, WHOLE
from llmcost.sql.price_rows import WEEK
from llmcost.sql.statement import Inline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from llmcost.sql.expression import Type
    from llmcost.sql.price_rows import PriceRow
    from llmcost.sql.statement import Row

FIRST_DAY = date(1970, 1, 1)
"""Stands for the beginning of time."""
UNDATED = date.max
"""Stands for the day of usage without a time, priced as of now; the day before it for the end of time."""
LAST_DAY = UNDATED - timedelta(days=1)
MOST_TOKENS = 10**13 - 1
"""Stands for any size: more than a count can be."""
_MOST_PLACES = 23
"""Decimals of a rate where it has one digit before the point, and a product with a count 38 in all."""
_RATE_DIGITS = 24


class PriceTable:
    """Price rows, of which a query joins exactly one to each row of usage."""

    def __init__(self, rows: Sequence[PriceRow], *, places: int | None, numbered: bool = False) -> None:
        """Describe it.

        Args:
            rows: of every model and tier.
            places: decimals that a rate in USD per token may have in the dialect. None: any.
            numbered: whether rows have a number, by which a result tells which of them it is of.
        """
        self.rows = rows
        self.is_numbered = numbered
        """Whether each row has a number, in the column ``place``."""
        self._limit = places
        self._undated = {(row.model, row.tier) for row in rows if not row.is_dated}

    @cached_property
    def rates(self) -> tuple[str, ...]:
        """The rates that any row states, in order."""
        stated = {name for row in self.rows for name in row.rates}
        return tuple(name for name in RATE_NAMES if name in stated)

    @cached_property
    def widths(self) -> Widths:
        """How wide the decimals are: as many places as the engine allows beside the largest rate."""
        if self._limit is None or self._limit > _MOST_PLACES:
            return Widths(_MOST_PLACES if self._limit is None else self._limit)
        each = [(name, self._exact(name, rate)) for _, name, rate in self._each()]
        rate = max((_whole_digits(rate) for _, rate in each), default=1)
        # Whatever a record states, no cost may be too large for its type: a query would end with an error.
        part = max((_whole_digits(rate * _most(name)) for name, rate in each), default=1)
        return Widths(min(_MOST_PLACES, _RATE_DIGITS - rate, PART_DIGITS - part))

    @property
    def rounded(self) -> int:
        """How many rates have more decimals than fit."""
        return sum(self._fitted(name, rate) != self._exact(name, rate) for _, name, rate in self._each())

    @cached_property
    def is_dated(self) -> bool:
        """Whether any row is of certain days."""
        return any(row.is_dated for row in self.rows)

    @cached_property
    def is_sized(self) -> bool:
        """Whether any row is of certain sizes."""
        return any(row.size_to is not None for row in self.rows)

    @cached_property
    def is_timed(self) -> bool:
        """Whether any row is of certain hours."""
        return any((row.week_from, row.week_until) != (0, WEEK) for row in self.rows)

    @cached_property
    def is_labelled(self) -> bool:
        """Whether any row is told under another name than it is looked up by."""
        return any(row.label != row.model for row in self.rows)

    @cached_property
    def is_remarked(self) -> bool:
        """Whether of any row something has to be said."""
        return any(row.remark for row in self.rows)

    def _each(self) -> list[tuple[PriceRow, str, Decimal]]:
        return [(row, name, rate) for row in self.rows for name, rate in row.rates.items()]

    @staticmethod
    def _exact(name: str, rate: Decimal) -> Decimal:
        """A rate in USD per token; charges are in USD each already."""
        return rate.scaleb(-6, EXACT) if name in TOKEN_CLASSES else rate

    def _fitted(self, name: str, rate: Decimal) -> Decimal:
        """The rate with as many decimals as the engine takes."""
        exact = self._exact(name, rate)
        if self._limit is None:
            return exact
        places = self.widths.places
        exponent = exact.as_tuple().exponent
        assert isinstance(exponent, int)  # noqa: S101 - a rate is finite
        return exact if -exponent <= places else _rounded(exact, places)

    def inline(self) -> Inline:
        """The rows as an inline table."""
        columns: list[tuple[str, Type]] = [("model", TEXT), ("tier", TEXT)]
        if self.is_dated:
            columns += [("since", DAY), ("until", DAY)]
        if self.is_sized:
            columns += [("size_from", WHOLE), ("size_to", WHOLE)]
        if self.is_timed:
            columns += [("week_from", WHOLE), ("week_to", WHOLE)]
        if self.is_labelled:
            columns += [("priced_as", TEXT)]
        columns += [(rate_column(name), self.widths.rate) for name in self.rates]
        columns += [("reason", TEXT)]
        if self.is_remarked:
            columns += [("remark", TEXT)]
        if self.is_numbered:
            columns += [("place", WHOLE)]
        return Inline(tuple(columns), [self._row(at, row) for at, row in enumerate(self.rows)])

    def _row(self, at: int, row: PriceRow) -> Row:
        cells: list[str | int | None] = [row.model, row.tier]
        if self.is_dated:
            cells += map(date.isoformat, self._days(row))
        if self.is_sized:
            cells += [row.size_from, MOST_TOKENS if row.size_to is None else row.size_to]
        if self.is_timed:
            cells += [row.week_from, row.week_until - 1]
        if self.is_labelled:
            cells += [row.label]
        cells += [self._told(row, name) for name in self.rates]
        cells += [row.reason]
        if self.is_remarked:
            cells += [row.remark]
        if self.is_numbered:
            cells += [at]
        return tuple(cells)

    def _days(self, row: PriceRow) -> tuple[date, date]:
        """The first and the last day of a row."""
        if not row.is_dated:
            return UNDATED, UNDATED
        # Where no row is for usage without a time, the open one is.
        last = LAST_DAY if (row.model, row.tier) in self._undated else UNDATED
        return row.since or FIRST_DAY, last if row.until is None else row.until - timedelta(days=1)

    def _told(self, row: PriceRow, name: str) -> str | None:
        rate = row.rates.get(name)
        return None if rate is None else plain(self._fitted(name, rate))


def _most(name: str) -> int:
    """How many of a class or charge a record may state: more of the input if cached parts stand beside it."""
    return MOST * (len(CACHED) + 1) if name in TOKEN_CLASSES else MOST


def _whole_digits(number: Decimal) -> int:
    return max(number.adjusted() + 1, 1)


def _rounded(rate: Decimal, places: int) -> Decimal:
    return rate.quantize(ROUNDED.create_decimal(1).scaleb(-places), context=ROUNDED)
