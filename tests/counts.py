"""Counted tokens, written by hand, for tests of their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import model

from llmcost.cost.counted import Count
from llmcost.cost.counting import Counted, Counting

if TYPE_CHECKING:
    from llmcost.catalog.model import Model


def exact(tokens: int, encoding: str | None = "o200k_base") -> Count:
    """A count that is certain."""
    return Count(tokens, tokens, tokens, "exact", encoding)


def estimated(tokens: int, low: int, high: int, encoding: str | None = "claude") -> Count:
    """An estimate with its bounds."""
    return Count(tokens, low, high, "estimate", encoding)


def sized(model_id: str, context: int | None) -> Model:
    """A model of which only the context window matters."""
    return model(model_id, facts={"context": context})


ONE, TWO = sized("acme/one", 128_000), sized("zeta/two-large", 200_000)

README = Counted("README.md", "file", 4_100, (exact(1_000), estimated(1_200, 1_020, 1_380)))
GUIDE = Counted("docs/guide.md", "file", 812, (exact(200), estimated(240, 204, 276)))


def counting(*counted: Counted, **more: Any) -> Counting:
    """A result for ``ONE`` and ``TWO``; ``more`` is for ``Counting``."""
    return Counting(**{"models": (ONE, TWO), "counted": counted or (README, GUIDE)} | more)
