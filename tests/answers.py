"""Small questions and their answers, for tests of ``report`` and ``cli``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import builders

from llmcost.cli.question import Question
from llmcost.cost.answer import Answer
from llmcost.cost.comparison import compare_named
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

TODAY = date(2026, 11, 22)

_ASKED = Question(
    names=(),
    input="1M",
    output="100k",
    requests=None,
    total=False,
    per=None,
    parts={},
    searches=None,
    batch=False,
    as_of=None,
    at=None,
    markup=None,
    sort="cost",
    reference=None,
    top=None,
    authors=(),
    having=(),
    min_context=None,
    min_intelligence=None,
    max_price=None,
    free=False,
    max_cost=None,
    any_fits=False,
    max_age=None,
)


def asked(*names: str, **flags: Any) -> Question:
    """The question what these models cost for 1M tokens in and 100k out; ``flags`` are for ``Question``."""
    return _ASKED._replace(names=names, **flags)


def answered(*models: Model, usage: Usage | None = None, terms: Terms | None = None, **more: Any) -> Answer:
    """What these models cost for 1M tokens in and 100k out; ``more`` is for ``Answer``."""
    usage, terms = usage or Usage(input=1_000_000, output=100_000), terms or Terms()
    comparison = compare_named([(model, ()) for model in models], usage, terms)
    return Answer(comparison, usage, terms, builders.PROVENANCE, TODAY, **more)
