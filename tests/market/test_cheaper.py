from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from builders import model, routed

from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.market.cheaper import MOST, Cheaper, CheaperModels, cheaper_of
from llmcost.market.peers import Peers
from llmcost.market.use_cost import Use

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

USE = Use("", Usage(input=1_000, output=100), Terms(requests=10))


def clever(model_id: str, index: str | None = "20", /, **more: Any) -> Model:
    facts = {"intelligence": None if index is None else Decimal(index), **more.pop("facts", {})}
    return model(model_id, facts=facts, **more)


def peers(*models: Model) -> Peers:
    return Peers("all", "models", None, models, is_guest=False)


OWN = clever("acme/own")
HALF = clever("acme/half", input="0.5", output="2")


def test_members_that_are_as_intelligent_and_cost_less_are_told_cheapest_first() -> None:
    best = clever("acme/best", "30", input="0.25", output="1")
    found = cheaper_of(OWN, peers(OWN, HALF, best))
    assert found == CheaperModels(
        (Cheaper(best, Decimal("0.4375"), Decimal(75)), Cheaper(HALF, Decimal("0.875"), Decimal(50))), 0, None
    )


def test_what_is_duller_of_unknown_intelligence_as_dear_or_unpriced_is_not() -> None:
    others = (
        clever("acme/duller", "19.9", input="0.5", output="2"),
        clever("acme/unknown", None, input="0.5", output="2"),
        clever("acme/equal"),
        clever("acme/dearer", input="2", output="8"),
        routed("acme/router")._replace(intelligence=Decimal(50)),
    )
    assert cheaper_of(OWN, peers(OWN, *others)) == CheaperModels((), 0, None)


def test_of_a_use_its_cost_is_compared() -> None:
    # Dearer by its blend, cheaper for much input and little output.
    wordy = clever("acme/wordy", input="0.9", output="4.5")
    assert [[], [Cheaper(wordy, Decimal("0.0135"), Decimal("3.571428571429"))]] == [
        [*cheaper_of(OWN, peers(wordy), use).rows] for use in (None, USE)
    ]


def test_what_can_not_take_the_request_is_no_alternative() -> None:
    small = clever("acme/small", input="0.5", output="2", facts={"context": 1_000})
    found = [cheaper_of(OWN, peers(small), use) for use in (None, USE)]
    assert [(1, 0), (0, 1)] == [(len(each.rows), each.too_small) for each in found]


def test_the_rest_are_counted() -> None:
    others = [clever(f"acme/{letter}", input="0.5", output="2") for letter in "gfedcba"]
    found = cheaper_of(OWN, peers(*others))
    assert (["acme/a", "acme/b", "acme/c", "acme/d", "acme/e"], 2) == (
        [row.model.id for row in found.rows],
        found.more,
    )
    assert len(found.rows) == MOST


def test_nothing_is_cheaper_than_what_costs_nothing() -> None:
    free = clever("acme/own:free", input="0", output="0")
    assert cheaper_of(free, peers(free, HALF)) == CheaperModels((), 0, None)


def test_without_an_intelligence_it_can_not_be_told() -> None:
    found = cheaper_of(model(), peers(HALF))
    assert found == CheaperModels((), 0, "no intelligence index is known of it")


def test_without_a_price_it_can_not_be_told() -> None:
    router = routed("acme/router")._replace(intelligence=Decimal(50))
    why = "it has no price: the price of acme/router varies with the model that it routes to"
    assert cheaper_of(router, peers(HALF)) == CheaperModels((), 0, why)


def test_those_beyond_the_class_are_counted_with_the_most_that_one_saves() -> None:
    cheapest = clever("acme/cheapest", input="0.25", output="1")
    found = cheaper_of(OWN, peers(OWN, HALF), None, peers(OWN, HALF, cheapest, clever("acme/dull", "1")))
    assert (1, 1, Decimal(75)) == (len(found.rows), found.beyond, found.best_beyond)
    none = cheaper_of(OWN, peers(OWN), None, peers(OWN))
    assert (0, None) == (none.beyond, none.best_beyond)
