"""The rows under which models have their batch prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.cost.estimate import estimate
from llmcost.errors import UnpricedError
from llmcost.money import format_usd

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from llmcost.catalog.model import Model
    from llmcost.cost.comparison import Comparison
    from llmcost.cost.estimate import Estimate


def batch_row(model_id: str, known: Container[str]) -> str:
    """The id under which the batch price of a model stands, which may be its own.

    Args:
        model_id: of the model.
        known: all ids.

    Raises:
        UnpricedError: when it has no batch price.
    """
    row = f"{model_id.removesuffix(':batch')}:batch"
    if row not in known:
        raise UnpricedError(f"{model_id} has no batch price", reason="no_batch_row")
    return row


def with_batch_notes(comparison: Comparison, models: Mapping[str, Model]) -> Comparison:
    """Say of each batch row where it is no cheaper than the model itself; some are dearer.

    Args:
        comparison: of batch rows.
        models: all models by id.
    """
    return comparison._replace(estimates=tuple(_with_batch_note(row, models) for row in comparison.estimates))


def _with_batch_note(row: Estimate, models: Mapping[str, Model]) -> Estimate:
    base = models.get(row.model.id.removesuffix(":batch"))
    if base is None or row.model.variant != "batch":
        return row
    try:
        plain = estimate(base, row.usage, row.terms._replace(spread=row.terms.requests is not None))
    except UnpricedError:
        return row
    if plain.total > row.total:
        return row
    message = f"no cheaper than the model itself, {format_usd(plain.total)}"
    return row._replace(notes=(Note("batch_not_cheaper", message, plain.total), *row.notes))
