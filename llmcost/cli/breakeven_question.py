"""The flags of `breakeven`, read into what is compared over which quantities."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.estimate import Terms
from llmcost.errors import QuantityError, UsageError
from llmcost.market.breakeven import (
    ASSUMED_INPUT,
    ASSUMED_OUTPUT,
    Breakeven,
    breakeven,
    check_different,
)
from llmcost.market.breakeven_notes import notes_on_model
from llmcost.market.cost_axis import OVER, PricedModel, RequestShape
from llmcost.quantity import parse_clock, parse_count, parse_date, parse_percent

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.catalog import Catalog

_READ_BY = {
    "--input": frozenset({"ratio", "cached"}),
    "--output": frozenset({"cached", "size"}),
    "--cached": frozenset({"ratio", "size"}),
}
"""Flag -> the quantities that it has a say in."""


class BreakevenQuestion(NamedTuple):
    """What was typed, unread: each quantity still text, None where its flag was not given."""

    names: tuple[str, str]
    over: tuple[str, ...]
    input: str | None
    output: str | None
    cached: str | None
    as_of: str | None
    at: str | None

    @property
    def quantities(self) -> tuple[str, ...]:
        """What is compared over, each once and in order; all where none is named."""
        return tuple(each for each in OVER if each in self.over) or OVER

    def terms(self, today: date) -> Terms:
        """The day and the minute whose prices count.

        Raises:
            QuantityError: for what is none.
            UsageError: for a date in the future.
        """
        as_of = None if self.as_of is None else parse_date(self.as_of, "--as-of")
        if as_of is not None and as_of > today:
            raise UsageError(f"--as-of: {as_of} lies in the future", hint="its prices are not known yet")
        minute = None if self.at is None else parse_clock(self.at, "--at")
        return Terms(requests=1, as_of=as_of, minute=minute)

    def uses(self) -> dict[str, RequestShape]:
        """What stays the same while each quantity varies.

        Raises:
            QuantityError: for a count or a share that is none.
            UsageError: for a flag that has no say in any of the quantities.
        """
        given = {"--input": self.input, "--output": self.output, "--cached": self.cached}
        for flag, text in given.items():
            if text is not None and not _READ_BY[flag].intersection(self.quantities):
                raise UsageError(
                    f"{flag}: has no say over {self.quantities[0]}",
                    hint=f"leave it out, or compare over {' or '.join(sorted(_READ_BY[flag]))}",
                )
        tokens = None if self.input is None else parse_count(self.input, "--input")
        if tokens == 0:
            raise QuantityError(f"--input: {self.input!r} is no prompt", hint="give 1 or more")
        output = ASSUMED_OUTPUT if self.output is None else parse_count(self.output, "--output")
        share = self._share()
        uses = {
            "ratio": RequestShape(tokens, 0, share),
            "cached": RequestShape(ASSUMED_INPUT if tokens is None else tokens, output),
            "size": RequestShape(None, output, share),
        }
        return {over: uses[over] for over in self.quantities}

    def _share(self) -> Decimal:
        """The share of the input that is cached."""
        if self.cached is None:
            return Decimal(0)
        if not self.cached.endswith("%"):
            raise QuantityError(
                f"--cached: {self.cached!r} is not a share",
                hint="write it like 75%: the input varies, so that a number of tokens says too little",
            )
        share = parse_percent(self.cached, "--cached")
        if share > 1:
            raise QuantityError(f"--cached: {self.cached!r} is more than the whole", hint="give 0% to 100%")
        return share

    @property
    def assumed(self) -> tuple[str, ...]:
        """Which of ``input``, ``output`` and ``cached`` had to be assumed."""
        needed = {
            "input": self.input is None and "cached" in self.quantities,
            "output": self.output is None and {"cached", "size"}.intersection(self.quantities),
            "cached": self.cached is None and {"ratio", "size"}.intersection(self.quantities),
        }
        return tuple(name for name, is_needed in needed.items() if is_needed)


def answer_breakeven(
    question: BreakevenQuestion, catalog: Catalog, terms: Terms, uses: dict[str, RequestShape], today: date
) -> Breakeven:
    """Compare the two models.

    Args:
        question: as it was typed.
        catalog: the prices.
        terms: of the question.
        uses: of the question, by quantity.
        today: the day from which the age of prices is told.

    Raises:
        UsageError: where both names mean the same model.
        PriceError: for a name that is none, and for a model without a price.
    """
    first, second = (catalog.resolve(name) for name in question.names)
    check_different(question.names, (first.id, second.id))
    models = catalog.models[first.id], catalog.models[second.id]
    contests = tuple(breakeven(models, over, use, terms) for over, use in uses.items())
    notes = (
        (*first.notes, *notes_on_model(PricedModel(models[0], terms))),
        (*second.notes, *notes_on_model(PricedModel(models[1], terms))),
    )
    warnings = catalog.provenance.remarks(today)
    return Breakeven(models, notes, contests, question.assumed, terms, catalog.provenance, today, warnings)
