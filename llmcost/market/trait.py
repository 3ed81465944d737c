"""One strength or limit of a model."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import ROUNDED

if TYPE_CHECKING:
    from llmcost.catalog.model import Model


class Trait(NamedTuple):
    """One strength or limit."""

    code: str
    """A stable name, such as ``long_context``."""
    is_strength: bool
    words: str
    """What it is, with its figure: longer context than 88 % of its class: 1,047,576 tokens."""


def whole_percent(value: Decimal) -> str:
    """Whole per cents, never more than they are: 85 % of 85.7."""
    return f"{value.quantize(Decimal(1), ROUND_DOWN, ROUNDED):f} %"


def class_words(model: Model) -> str:
    """What the class of a model is called: those listed now are no longer that of one that isn't."""
    return "its class" if model.retired is None else "today's class"
