from __future__ import annotations

from decimal import Decimal

from answers import TODAY
from builders import PROVENANCE, model, routed

from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.market.entry import entry_of
from llmcost.market.frontier_list import FrontierList, frontier_list_of
from llmcost.market.listing import Listing, Wanted, find_models
from llmcost.market.pareto import pareto_of_rates


def test_what_is_odd_and_what_was_not_judged_are_those_of_the_list() -> None:
    one = model("acme/one", facts={"intelligence": Decimal(1)})
    overrides = tuple(Override(name, "input", Decimal(1), "a.toml") for name in ("acme/one", "acme/other"))
    provenance, odd = PROVENANCE._replace(overrides=overrides), Note("odd", "something odd")
    listing = Listing(
        Wanted(), "price", (entry_of(one),), 1, (("alias", 1),), provenance, TODAY, warnings=(odd,)
    )
    found = FrontierList(listing, pareto_of_rates([(one, Decimal(1))]), {}, None)
    assert ((odd,), (("alias", 1),), overrides[:1]) == (found.warnings, found.left_out, found.overrides)


def test_judged_by_rates_or_by_a_use_it_counts_those_alone_that_have_a_price() -> None:
    wanted = Wanted()
    models = [
        model("acme/one", facts={"intelligence": Decimal(1)}),
        model("acme/dull", input="9", output="9", facts={"intelligence": Decimal(1)}),
        model("acme/unknown"),
        routed("acme/auto"),
    ]
    found = find_models(models, wanted)
    by_rates, by_use = (
        frontier_list_of(found, wanted, use, PROVENANCE, TODAY)
        for use in (None, (Usage(input=1_000_000), Terms()))
    )
    assert [
        (["acme/one"], 3, (("unpriced", 1),), Decimal("1.75"), None),
        (["acme/one"], 3, (("unpriced", 1),), Decimal(1), ()),
    ] == [
        (
            [entry.model.id for entry in each.listing.entries],
            each.listing.found,
            each.left_out,
            each.pareto.frontier.best[0].cost,
            each.answer and each.answer.comparison.left_out,
        )
        for each in (by_rates, by_use)
    ]
