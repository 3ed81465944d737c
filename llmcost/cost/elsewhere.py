"""Where logged requests would stand on other models, at those models' prices of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.remarks import limits, modalities
from llmcost.cost.tariff import DAY, Tariff
from llmcost.cost.tier import HALF

if TYPE_CHECKING:
    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.cost.slot import Slot
    from llmcost.cost.usage import Counts


class Elsewhere:
    """The other models that the same traffic is priced on."""

    def __init__(self, catalog: Catalog, ids: tuple[str, ...]) -> None:
        """Describe them.

        Args:
            catalog: the prices.
            ids: the models', all in the catalogue.
        """
        self.models = tuple(catalog.models[model_id] for model_id in ids)
        self._tariffs = {
            tier: tuple(Tariff(catalog, model_id, tier) for model_id in ids) for tier in ("", *HALF)
        }

    def tariff(self, at: int, tier: str) -> Tariff:
        """The schedule of the model at a position: batch and flex stay so where it has a price for them."""
        found = self._tariffs.get(tier, self._tariffs[""])[at]
        return found if found.trouble is None else self._tariffs[""][at]

    @property
    def step(self) -> int:
        """Seconds that divide every stretch in which all their rates stay the same."""
        return min((each.step for tariffs in self._tariffs.values() for each in tariffs), default=DAY)

    def place(
        self, counts: Counts, tier: str, time: int | None, size: int | None
    ) -> tuple[tuple[Slot | None, ...], tuple[tuple[str, ...], ...]]:
        """The slot of a request on each model, and the codes of why it could not take it.

        Args:
            counts: of the request.
            tier: its service tier.
            time: when it was made, in seconds since 1970; its hour counts, its day does not.
            size: its input tokens; None where it is not one request.
        """
        slots = tuple(self.tariff(at, tier).slot_now(time, size) for at in range(len(self.models)))
        return slots, tuple(_misfits(model, counts, size) for model in self.models)


def _misfits(model: Model, counts: Counts, size: int | None) -> tuple[str, ...]:
    notes = modalities(model, counts)
    if size is not None:
        notes += limits(model, size, counts.output)
    return tuple(sorted({note.code for note in notes}))
