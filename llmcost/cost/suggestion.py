"""Cheaper models that could do what a scenario's present one does."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.plan import Choice, plan
from llmcost.cost.selection import Selection, capabilities
from llmcost.errors import UnpricedError
from llmcost.money import EXACT, ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.cost.attachment import Attached
    from llmcost.cost.measured import Demand
    from llmcost.cost.plan import Planned
    from llmcost.cost.usage import Usage
    from llmcost.cost.workload import Scenario

    _Asked = tuple[Selection, Usage, Attached | None, tuple[int, int] | None]

MOST = 3
"""How many are named for a scenario."""

_WEIGHTY = ("reasoning", "structured_outputs", "tools")
"""Features that a prompt may rest on; the others are settings of sampling."""


class Suggestion(NamedTuple):
    """A model that would do it for less."""

    planned: Planned
    """The scenario on it."""
    saving: Decimal
    """USD per month; of a scenario without a period in all. Above 0."""

    @property
    def model(self) -> Model:
        """The model."""
        return self.planned.choices[0].model


class Advice(NamedTuple):
    """What was looked for, and found."""

    needs: tuple[str, ...]
    """What a model had to have, as in ``capabilities``."""
    min_context: int | None
    """Tokens. None: the present model's is not known, and only the request has to fit."""
    min_intelligence: Decimal | None
    found: tuple[Suggestion, ...] = ()
    """The cheapest first, at most ``MOST``."""
    reason: str = ""
    """Why there is none: ``no_intelligence`` (the present one's isn't known) or ``none``; else empty."""


class Advisor:
    """Looks for cheaper models among all that are listed."""

    def __init__(
        self, models: Iterable[Model], *, min_intelligence: Decimal | None = None, as_of: date | None = None
    ) -> None:
        """Describe the market.

        Args:
            models: all models of a catalogue.
            min_intelligence: the floor for all. None: each scenario's own, else its present model's.
            as_of: the day whose prices count. None: now.
        """
        self._models = tuple(models)
        self._floor = min_intelligence
        self._as_of = as_of
        self._kept: dict[Selection, tuple[Model, ...]] = {}
        self._ranked: dict[_Asked, tuple[Choice, ...]] = {}

    def advise(self, planned: Planned) -> Advice:
        """The cheapest models that can do it: no smaller context, all that is needed, as intelligent."""
        scenario, present = planned.scenario, [choice.model for choice in planned.choices]
        stated = _needed_by(present) if scenario.needs is None else scenario.needs
        needs = tuple(sorted({*stated, *_implied_by(_usage(planned))}))
        windows = [model.context for model in present if model.context is not None]
        context = max(windows, default=None)
        floor = self._floor if self._floor is not None else scenario.min_intelligence
        if floor is None:
            known = [model.intelligence for model in present if model.intelligence is not None]
            if len(known) < len(present):
                return Advice(needs, context, None, reason="no_intelligence")
            floor = max(known)
        selection = Selection(
            having=needs,
            min_context=context or 0,
            min_intelligence=floor,
            batch=all(model.variant == "batch" for model in present),
            as_of=self._as_of,
        )
        found = tuple(islice(self._cheaper(planned, selection), MOST))
        return Advice(needs, context, floor, found, "" if found else "none")

    def _cheaper(self, planned: Planned, selection: Selection) -> Iterator[Suggestion]:
        ids = {choice.model.id for choice in planned.choices}
        for choice in self._ranking(planned.scenario, selection, planned.demand):
            if choice.model.id in ids:
                continue
            other = plan(planned.scenario, (choice,), planned.demand)
            if other.basis >= planned.basis:
                return
            yield Suggestion(other, EXACT.subtract(planned.basis, other.basis))

    def _ranking(self, scenario: Scenario, selection: Selection, demand: Demand | None) -> tuple[Choice, ...]:
        """All that can do it, the cheapest first: in the same order for any number of such requests."""
        asked = selection, scenario.usage, scenario.attached, scenario.window
        if asked not in self._ranked:
            one = scenario._replace(requests=1, per=None, markup=ZERO)
            rows = [row for model in self._selected(selection) if (row := self._plan(one, model, demand))]
            rows.sort(key=lambda row: (row.total, row.choices[0].model.id))
            self._ranked[asked] = tuple(row.choices[0] for row in rows)
        return self._ranked[asked]

    def _selected(self, selection: Selection) -> tuple[Model, ...]:
        if selection not in self._kept:
            kept = (model for model in self._models if selection.left_out(model) is None)
            self._kept[selection] = tuple(kept)
        return self._kept[selection]

    def _plan(self, scenario: Scenario, model: Model, demand: Demand | None) -> Planned | None:
        """The scenario on that model; None where it can't be priced, or the model can't do it."""
        try:
            planned = plan(scenario, (Choice(model, Decimal(1), self._as_of),), demand)
        except UnpricedError:
            return None
        return planned if planned.fits else None


def _needed_by(models: Sequence[Model]) -> set[str]:
    """Where nobody says what is needed: all that the present models read and write, and weighty features."""
    kinds = {each for model in models for each in capabilities(model)}
    features = {each for model in models for each in model.features}
    return {each for each in kinds if each not in features or each in _WEIGHTY}


def _usage(planned: Planned) -> Usage:
    """What a request uses on the present model; where that is counted, its classes are the same on any."""
    measured = planned.estimates[0].measured
    return planned.scenario.usage if measured is None else measured.usage


def _implied_by(usage: Usage) -> set[str]:
    """What the tokens themselves need."""
    implied = {
        "image": usage.image_input,
        "audio": usage.audio_input or usage.audio_cache_read,
        "image_output": usage.image_output,
        "audio_output": usage.audio_output,
    }
    return {name for name, tokens in implied.items() if tokens}
