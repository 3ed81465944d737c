"""The models that scenarios name, and what they cost on these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.attachment import demand_of
from llmcost.cost.batch_row import batch_row
from llmcost.cost.plan import Choice, Unplanned, plan
from llmcost.errors import LlmcostError, UnknownModelError, UnpricedError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.cost.attachment import Measure
    from llmcost.cost.measured import Demand, Measured
    from llmcost.cost.plan import Planned
    from llmcost.cost.workload import Scenario

_MOST_SUGGESTIONS = 20
"""Unknown names for which others that look alike are sought: each takes some hundredths of a second."""

_OF_PROJECT = "take the {what} out, or leave out --no-project-prices"


class Choices:
    """Finds the models that scenarios name, each name once."""

    def __init__(
        self,
        catalog: Catalog,
        as_of: date | None = None,
        refused: Collection[str] = (),
        measure: Measure | None = None,
    ) -> None:
        """Describe where to look.

        Args:
            catalog: the prices in force.
            as_of: the day whose prices count. None: now.
            refused: override files of which nothing must go into a cost: no rate, and no alias.
            measure: tells what scenarios with files use. None: those have no price.
        """
        self._catalog = catalog
        self._measure = measure
        self._as_of = as_of
        self._refused_files = frozenset(refused)
        self._refused_rates = frozenset(
            (each.model, each.rate) for each in catalog.provenance.overrides if each.file in refused
        )
        self._found: dict[tuple[str, bool], tuple[Model, tuple[Note, ...]]] = {}
        self._unknown = 0
        self._failed: dict[tuple[str, bool], LlmcostError] = {}

    def of(self, scenario: Scenario) -> tuple[Choice, ...]:
        """The models of a scenario.

        Raises:
            PriceError: for a name that means no model, or several, and for a model without a batch price.
        """
        return tuple(
            Choice(model, weight, self._as_of, notes)
            for name, weight in scenario.models
            for model, notes in (self._model(name, batch=scenario.batch),)
        )

    def _model(self, name: str, *, batch: bool) -> tuple[Model, tuple[Note, ...]]:
        if (name, batch) in self._failed:
            # Looking for names that are alike takes long, and thousands of scenarios can have the same one.
            raise self._failed[name, batch].with_traceback(None)
        known = self._found.get((name, batch))
        if known is None:
            try:
                known = self._find(name, batch=batch)
            except LlmcostError as error:
                self._failed[name, batch] = error
                raise
            self._found[name, batch] = known
        return known

    def _find(self, name: str, *, batch: bool) -> tuple[Model, tuple[Note, ...]]:
        self._refuse_aliases(name)
        try:
            model_id, notes = self._catalog.resolve(name, suggest=self._unknown < _MOST_SUGGESTIONS)
        except UnknownModelError:
            self._unknown += 1
            raise
        row = batch_row(model_id, self._catalog.models) if batch else model_id
        return self._catalog.models[row], notes

    def plan(self, scenario: Scenario) -> Planned | Unplanned:
        """The scenario with its cost, or why it has none."""
        try:
            planned = plan(scenario, self.of(scenario), self._demand(scenario))
            self._refuse_rates(planned)
        except LlmcostError as error:
            code = error.reason if isinstance(error, UnpricedError) else error.code
            return Unplanned(scenario, code, error.message, error.hint)
        return planned

    def _demand(self, scenario: Scenario) -> Demand | None:
        demand = demand_of(scenario, self._measure)
        if demand is None:
            return None

        def as_listed(model: Model) -> Measured:
            # A baseline keeps of a model only its price, but by what else is known of it tokens are counted.
            return demand(self._catalog.models.get(model.id, model))

        return as_listed

    def _refuse_aliases(self, name: str) -> None:
        for alias in self._catalog.aliases_of(name) if self._refused_files else ():
            if self._catalog.alias_files.get(alias) in self._refused_files:
                raise UnpricedError(
                    f"{alias} is an alias of {self._catalog.aliases[alias]} by the project itself, "
                    "which is refused",
                    reason="project_alias",
                    hint=_OF_PROJECT.format(what="alias"),
                )

    def _refuse_rates(self, planned: Planned) -> None:
        if not self._refused_rates:
            return
        for row in planned.estimates:
            for rate in sorted(row.rates_used):
                if (row.model.id, rate) in self._refused_rates:
                    raise UnpricedError(
                        f"{rate} of {row.model.id} is overridden by the project itself, which is refused",
                        reason="project_price",
                        hint=_OF_PROJECT.format(what="override"),
                    )
