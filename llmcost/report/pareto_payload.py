"""The models that none beats in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.market.pareto import narrowed
from llmcost.report.estimate_payload import estimate_payload
from llmcost.report.models_payload import models_payload
from llmcost.report.payload import prices_payload

if TYPE_CHECKING:
    from llmcost.cost.answer import Answer
    from llmcost.market.frontier_list import FrontierList
    from llmcost.market.pareto import Pareto


def pareto_estimate_payload(answer: Answer, pareto: Pareto) -> dict[str, Any]:
    """What `llmcost estimate --pareto --json` prints.

    Args:
        answer: with every estimate that was judged.
        pareto: what came of that.
    """
    # The overridden rates of what is beaten went into the figures too.
    prices = prices_payload(answer.provenance, answer.today, answer.overrides)
    return estimate_payload(narrowed(answer, pareto)) | {"prices": prices, "pareto": pareto_payload(pareto)}


def pareto_payload(pareto: Pareto) -> dict[str, Any]:
    """What is not on the frontier, and why."""
    return {
        "dominated": [
            {
                "model": each.candidate.model.id,
                "cost": each.candidate.cost,
                "intelligence": each.candidate.intelligence,
                "dominated_by": each.by.model.id,
            }
            for each in pareto.frontier.beaten
        ],
        "without_intelligence": list(pareto.without_intelligence),
        "unfit": list(pareto.unfit),
    }


def models_pareto_payload(found: FrontierList) -> dict[str, Any]:
    """What `llmcost models --pareto --json` prints: that of `models`, and by what each was judged."""
    payload = models_payload(found.listing)
    warnings = payload.pop("warnings")
    costs = [each.cost for each in found.pareto.frontier.best]
    payload["prices"] = prices_payload(found.listing.provenance, found.listing.today, found.overrides)
    payload["models"] = [row | {"cost": cost} for row, cost in zip(payload["models"], costs, strict=True)]
    return payload | {
        "use": found.answer and _use(found.answer),
        "pareto": pareto_payload(found.pareto),
        "warnings": warnings,
    }


def _use(answer: Answer) -> dict[str, Any]:
    """What is used in all, as everywhere in the contract."""
    requests = answer.terms.requests
    return {
        "mode": "volume" if requests is None else "requests",
        "requests": requests,
        "tokens": answer.terms.whole(answer.usage).stated(),
    }
