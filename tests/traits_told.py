"""Traits in a short form, and a model to tell them of, for tests of ``market``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from builders import model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.catalog.model import Model
    from llmcost.market.trait import Trait


def told(traits: Iterable[Trait]) -> dict[str, str]:
    """Code and words of each trait, limits marked by a minus."""
    return {("" if trait.is_strength else "-") + trait.code: trait.words for trait in traits}


def of(model_id: str, *conditions: Any, rate: str = "2", **facts: Any) -> Model:
    """A model of known intelligence at one rate for input and output, or at the ``rates`` that are stated."""
    stated = facts.pop("rates", {"input": rate, "output": rate})
    facts.setdefault("intelligence", Decimal(20))
    return model(model_id, *conditions, facts=facts, since="2026-01-01", seen="2026-11-10", **stated)
