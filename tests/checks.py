"""Small workloads and what `check` finds in them, for tests of ``report``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attached import by_letters
from builders import catalog, model

from llmcost.cost.cap import Cap
from llmcost.cost.check import check
from llmcost.cost.choices import Choices
from llmcost.cost.past import Past
from llmcost.cost.plan import Planned, Unplanned
from llmcost.cost.suggestion import Advisor
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario, Workload

if TYPE_CHECKING:
    from llmcost.cost.checked import Checked

TODAY = date(2026, 11, 22)

_FACTS = {"input": ("text",), "output": ("text",), "context": 200_000, "intelligence": Decimal(40)}

MARKET = catalog(
    model("acme/one", input="1", output="4", facts=_FACTS),
    model("acme/mini", input="0.2", output="0.8", facts=_FACTS | {"intelligence": Decimal("41.5")}),
    model("acme/nano", input="0.1", output="0.4", facts=_FACTS | {"context": 1_000_000}),
    model("beta/old", input="2", output="8", facts=_FACTS | {"retired": date(2026, 10, 1)}),
    model("beta/new", input="3", output="9"),
)


def cap(kind: str, amount: str, **more: Any) -> Cap:
    """A limit; a growth in per cent ends in one: ``10%``."""
    share = amount.endswith("%")
    value = Decimal(amount.rstrip("%"))
    return Cap(kind, value.scaleb(-2) if share else value, is_share=share, **more)


def scenario(
    name: str = "chat", *caps: Cap, models: tuple[str, ...] = ("acme/one",), **more: Any
) -> Scenario:
    """A million input tokens a request, 10 requests a month: $10.00 on acme/one."""
    weights = (Decimal(3), *[Decimal(1)] * 9)
    stated: dict[str, Any] = {"usage": Usage(input=1_000_000), "requests": 10, "per": "month"} | more
    return Scenario(name, tuple(zip(models, weights, strict=False)), caps=caps, **stated)


def past_of(*scenarios: Scenario, caps: tuple[Cap, ...] = (), **more: Any) -> Past:
    """The scenarios as they were in main."""
    choices = Choices(MARKET, measure=by_letters)
    outcomes = [choices.plan(each) for each in scenarios]
    planned = {each.scenario.name: each for each in outcomes if isinstance(each, Planned)}
    unplanned = tuple(each for each in outcomes if isinstance(each, Unplanned))
    return Past("main", planned, unplanned, caps, **more)


def checked(
    *scenarios: Scenario,
    caps: tuple[Cap, ...] = (),
    past: Past | None = None,
    suggest: bool = False,
    as_of: date | None = None,
    **more: Any,
) -> Checked:
    """What `check` finds; ``more`` is for ``Checked``."""
    workload = Workload(scenarios, "llmcost.toml", caps, as_of)
    advisor = Advisor(MARKET.models.values()) if suggest else None
    found = check(workload, MARKET, TODAY, past=past, advisor=advisor, measure=by_letters)
    return found._replace(**more)
