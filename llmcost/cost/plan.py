"""What a scenario costs: on its model, or on a mix of several by their weights."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.measured import estimate_measured
from llmcost.cost.period import spread
from llmcost.cost.span import Span, span_of
from llmcost.errors import UnpricedError
from llmcost.money import ROUNDED, divide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.cost.estimate import Estimate
    from llmcost.cost.measured import Demand
    from llmcost.cost.period import Spread
    from llmcost.cost.workload import Scenario


# As many decimals as a cost on one model has at most. An average of more would be too wide to reckon with.
_DUST = Decimal(1).scaleb(-44)


class Choice(NamedTuple):
    """A model that a scenario runs on."""

    model: Model
    weight: Decimal
    """Above 0; only its ratio to the others' counts."""
    as_of: date | None = None
    """The day whose price counts. None: now."""
    notes: tuple[Note, ...] = ()
    """What its name brought."""


class Planned(NamedTuple):
    """A scenario with its cost in USD: on one model exact, on a mix an average, rounded as by ``divide``."""

    scenario: Scenario
    choices: tuple[Choice, ...]
    estimates: tuple[Estimate, ...]
    """Of each choice, as if it took all requests."""
    total: Decimal
    """Of all requests of the scenario's period, or of all there will be."""
    spread: Spread | None
    """The same per day, month and year, rounded as by ``spread``; None for what has no period."""
    span: Span | None = None
    """Between which amounts ``total`` lies; None where its tokens are certain."""
    demand: Demand | None = None
    """What a request uses on any other model; None where its tokens are stated."""

    @property
    def least(self) -> Planned:
        """The same at what its tokens may be at least: each estimate and all amounts, without a span."""
        return self._at("low")

    @property
    def most(self) -> Planned:
        """The same at what they may be at most, which limits are held to."""
        return self._at("high")

    def _at(self, end: str) -> Planned:
        if self.span is None:
            return self
        return _planned(self.scenario, self.choices, _at(self.estimates, end), self.demand)

    @property
    def per_request(self) -> Decimal:
        """Of one request, over the mix on average."""
        return divide(self.total, self.scenario.requests)

    @property
    def exact(self) -> Fraction:
        """The total, unrounded on a mix too."""
        return _mean(self.estimates, self.choices)

    @property
    def basis(self) -> Decimal:
        """What is compared with a baseline: the cost per month, or of what has no period in all."""
        return self.total if self.spread is None else self.spread.month

    @property
    def basis_span(self) -> Span | None:
        """Between which amounts that lies; None where it is certain."""
        return None if self.span is None else Span(self.least.basis, self.most.basis)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What has to be said about it; of a mix each model's."""
        per_choice = zip(self.choices, self.estimates, strict=True)
        of_models = chain.from_iterable((*choice.notes, *row.notes) for choice, row in per_choice)
        return tuple(dict.fromkeys((*of_models, *self.scenario.notes)))

    @property
    def fits(self) -> bool:
        """Whether every model of it can take the requests."""
        return all(row.fits for row in self.estimates)


class Unplanned(NamedTuple):
    """A scenario that can't be priced."""

    scenario: Scenario
    code: str
    message: str
    hint: str | None = None


def plan(scenario: Scenario, choices: Sequence[Choice], demand: Demand | None = None) -> Planned:
    """Price a scenario on these models, whatever it names itself.

    Args:
        scenario: what is used.
        choices: the models.
        demand: tells what a request of it uses on each model, where that is counted; see ``demand_of``.

    Raises:
        UnpricedError: when a price that is needed is not known, or files of it are not counted.
    """
    if demand is None and scenario.attached is not None:
        raise UnpricedError("its input_file is not counted", reason="not_counted")
    return _planned(scenario, choices, [_estimate(scenario, choice, demand) for choice in choices], demand)


def _planned(
    scenario: Scenario, choices: Sequence[Choice], rows: Sequence[Estimate], demand: Demand | None
) -> Planned:
    total = _total(rows, choices)
    stretch = None if scenario.per is None else spread(total, scenario.per)
    span = None
    if any(row.span is not None for row in rows):
        span = span_of(total, (_total(_at(rows, end), choices) for end in ("low", "high")))
    return Planned(scenario, tuple(choices), tuple(rows), total, stretch, span, demand)


def _at(rows: Sequence[Estimate], end: str) -> tuple[Estimate, ...]:
    """The estimates at one end of their spans, ``low`` or ``high``."""
    return tuple(
        row if row.span is None else row._replace(total=getattr(row.span, end), span=None) for row in rows
    )


def _total(rows: Sequence[Estimate], choices: Sequence[Choice]) -> Decimal:
    return rows[0].total if len(rows) == 1 else _average(rows, choices)


def _mean(rows: Sequence[Estimate], choices: Sequence[Choice]) -> Fraction:
    """By weight; in fractions, since a weight can be as wide as a cost."""
    if len(rows) == 1:
        return Fraction(rows[0].total)
    weights = [Fraction(choice.weight) for choice in choices]
    weighted = (Fraction(row.total) * weight for row, weight in zip(rows, weights, strict=True))
    return sum(weighted, Fraction()) / sum(weights, Fraction())


def _average(rows: Sequence[Estimate], choices: Sequence[Choice]) -> Decimal:
    mean = _mean(rows, choices)
    average = divide(Decimal(mean.numerator), mean.denominator)
    # Upwards, so that nothing is rounded to nothing.
    return min(average.quantize(_DUST, ROUND_UP, ROUNDED), average, key=_places)


def _places(amount: Decimal) -> int:
    return -int(amount.as_tuple().exponent)


def _estimate(scenario: Scenario, choice: Choice, demand: Demand | None) -> Estimate:
    terms = Terms(scenario.requests, as_of=choice.as_of, any_day=True, markup=scenario.markup)
    measured = None if demand is None else demand(choice.model)

    def at(terms: Terms) -> Estimate:
        if measured is None:
            return estimate(choice.model, scenario.usage, terms)
        return estimate_measured(choice.model, measured, terms)

    if scenario.window is None:
        return at(terms)
    rows = [at(terms._replace(minute=minute)) for minute in _minutes(choice, scenario.window)]
    dearest = max(rows, key=lambda row: row.total)
    spans = [row.span for row in rows if row.span is not None]
    if not spans:
        return dearest
    # Another minute may be the dearest for more tokens.
    return dearest._replace(span=Span(max(each.low for each in spans), max(each.high for each in spans)))


def _minutes(choice: Choice, window: tuple[int, int]) -> Iterator[int]:
    """One minute of each stretch of the window in which the price is the same."""
    start, end = window
    yield start
    price = choice.model.period_on(choice.as_of)[0].price
    if price is None or not price.is_timed or start == end:
        return
    for minute in dict.fromkeys(moment.minute for moment in price.moments()):
        if start < minute < end if start < end else minute > start or minute < end:
            yield minute
