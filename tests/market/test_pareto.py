from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import builders
from answers import answered

from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.span import Span
from llmcost.cost.usage import Usage
from llmcost.market.pareto import narrowed, pareto_of, pareto_of_rates

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.market.pareto import Pareto


def model(name: str, rate: str, intelligence: str | None, **facts: int) -> Model:
    known = {} if intelligence is None else {"intelligence": Decimal(intelligence)}
    return builders.model(f"acme/{name}", input=rate, output=rate, facts={**known, **facts})


CHEAP, DEAR, DULL = model("cheap", "1", "10"), model("dear", "3", "30"), model("dull", "2", "5")
UNKNOWN, SMALL = model("unknown", "0.1", None), model("small", "0.1", "60", context=10)
USE, TERMS = Usage(input=1000, output=100), Terms(requests=1)


def frontier(pareto: Pareto) -> tuple[list[str], list[tuple[str, str]]]:
    best = [each.model.id for each in pareto.frontier.best]
    return best, [(each.candidate.model.id, each.by.model.id) for each in pareto.frontier.beaten]


def test_what_does_not_fit_or_has_no_intelligence_beats_none() -> None:
    pareto = pareto_of([estimate(each, USE, TERMS) for each in (UNKNOWN, SMALL, DULL, DEAR, CHEAP)])
    assert (
        (["acme/cheap", "acme/dear"], [("acme/dull", "acme/cheap")]),
        ("acme/unknown",),
        ("acme/small",),
        False,
        (),
    ) == (frontier(pareto), *pareto[1:], pareto.free)


def test_of_an_estimated_cost_the_middle_counts_and_that_is_told() -> None:
    rows = [estimate(each, USE, TERMS)._replace(span=Span(Decimal(0), Decimal(9))) for each in (CHEAP, DULL)]
    pareto = pareto_of(rows)
    assert (["acme/cheap"], True) == (frontier(pareto)[0], pareto.is_estimated)


def test_what_is_not_placed_makes_no_place_an_estimated_one() -> None:
    rows = [
        estimate(UNKNOWN, USE, TERMS)._replace(span=Span(Decimal(0), Decimal(9))),
        estimate(CHEAP, USE, TERMS),
    ]
    assert not pareto_of(rows).is_estimated


def test_models_are_judged_by_a_rate_as_well() -> None:
    free = builders.model("acme/free:free", input="0", output="0", facts={"intelligence": Decimal(1)})
    priced = [(DEAR, Decimal(3)), (CHEAP, Decimal(1)), (UNKNOWN, Decimal(1)), (free, Decimal(0))]
    pareto = pareto_of_rates(priced)
    assert (
        (["acme/free:free", "acme/cheap", "acme/dear"], []),
        ("acme/unknown",),
        ("acme/free:free",),
    ) == (frontier(pareto), pareto.without_intelligence, pareto.free)


def test_an_answer_is_narrowed_to_the_frontier_and_told_relative_to_the_cheapest_there() -> None:
    answer = answered(DEAR, UNKNOWN, DULL, CHEAP)
    shown = narrowed(answer, pareto_of(answer.comparison.estimates)).comparison
    assert (["acme/cheap", "acme/dear"], "acme/cheap") == (
        [row.model.id for row in shown.estimates],
        shown.reference and shown.reference.model.id,
    )
