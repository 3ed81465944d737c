from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from builders import catalog, model, routed

from llmcost.catalog.catalog import Catalog
from llmcost.catalog.provenance import Override
from llmcost.cli.models_answer import answer
from llmcost.cli.models_question import ModelsQuestion
from llmcost.cli.use_question import UseQuestion
from llmcost.errors import NothingFoundError, UsageError
from llmcost.market.frontier_list import FrontierList

TODAY = date(2026, 11, 22)


def known(intelligence: int, **more: Any) -> dict[str, Any]:
    return {"intelligence": Decimal(intelligence), **more}


CATALOG = catalog(
    model("acme/cheap", facts=known(10)),
    model("acme/dear", input="3", output="12", facts=known(30)),
    model("acme/dear:batch", input="1.5", output="6", facts=known(30)),
    model("acme/dull", input="1", output="100", facts=known(9)),
    model("acme/free:free", input="0", output="0", facts=known(20)),
    model("acme/gone", facts=known(99, retired=TODAY)),
    model("acme/half", input="1", facts=known(99)),
    model("acme/small", input="0.1", output="0.1", facts=known(99, context=10)),
    model("acme/unknown"),
    routed("acme/auto"),
    model("zeta/one", facts=known(50)),
)


def use(*, input: str | None = None, output: str | None = None, **more: str) -> UseQuestion:  # noqa: A002
    return UseQuestion(input, output, more.get("requests"), more.get("cached"))


def found(**stated: Any) -> FrontierList:
    listed = answer(ModelsQuestion(query=("acme",), pareto=True, **stated), CATALOG, TODAY)
    assert isinstance(listed, FrontierList)
    return listed


def ids(listed: FrontierList) -> list[str]:
    return [entry.model.id for entry in listed.listing.entries]


def test_without_a_use_the_blended_rate_decides() -> None:
    listed = found()
    assert (
        ["acme/small"],
        ["acme/cheap", "acme/dear", "acme/dull"],
        ("acme/unknown",),
        {"batch": 1, "free": 1, "retired": 1, "unpriced": 2},
        None,
    ) == (
        ids(listed),
        [each.candidate.model.id for each in listed.pareto.frontier.beaten],
        listed.pareto.without_intelligence,
        dict(listed.left_out),
        listed.answer,
    )


def test_of_a_use_the_cost_decides_and_only_of_what_can_take_it() -> None:
    listed = found(use=use(input="1M", requests="2"))
    assert (
        # By input alone, the one without a price of its output has a price too.
        ["acme/half"],
        {"batch": 1, "free": 1, "over_context": 1, "retired": 1, "unpriced": 1},
        listed.answer and listed.answer.usage.input,
    ) == (ids(listed), dict(listed.left_out), 1_000_000)


def test_with_free_what_costs_nothing_is_judged_too() -> None:
    listed = found(free=True, use=use(output="1M"))
    assert (["acme/free:free", "acme/small"], ("acme/free:free",)) == (ids(listed), listed.pareto.free)


def test_columns_can_be_chosen() -> None:
    assert (
        ("id", "intelligence", "in", "out", "blended", "context", "released"),
        ("id", "blended"),
    ) == (found().listing.columns, found(columns="id,blended").listing.columns)


@pytest.mark.parametrize(
    ("stated", "hint"),
    [
        (
            {"query": ("unknown",), "use": use(input="5")},
            "no intelligence is known: acme/unknown",
        ),
        (
            {"query": ("small",), "use": use(input="50", requests="1")},
            "left out: context window too small (1)",
        ),
        ({"query": ("auto",)}, "left out: no price (1)"),
    ],
)
def test_none_that_can_be_placed_is_an_error(stated: dict[str, Any], hint: str) -> None:
    with pytest.raises(NothingFoundError) as caught:
        answer(ModelsQuestion(pareto=True, **stated), CATALOG, TODAY)
    assert ("no model here has both a price and a known intelligence", hint) == (
        caught.value.message,
        caught.value.hint,
    )


def test_all_rows_may_be_asked_for() -> None:
    question = ModelsQuestion(query=("acme",), pareto=True, top="0")
    question.check()
    listed = answer(question, CATALOG, TODAY)
    assert isinstance(listed, FrontierList)
    assert ids(listed) == ids(found())


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ({"pareto": True, "top": "3"}, "--top: --pareto shows the whole frontier, from the cheapest on"),
        ({"pareto": True, "authors": True}, "--authors: not with --pareto, which judges models"),
        ({"pareto": True, "aliases": True}, "--aliases: not with --pareto, which judges models"),
        ({"pareto": True, "use": use(requests="5")}, "-n/--requests needs tokens"),
        (
            {"pareto": True, "columns": "id", "use": use(input="5")},
            "--columns: not with a use, whose costs are the columns",
        ),
        ({"use": use(output="5", cached="1")}, "-o/--output, --cached: only with --pareto"),
    ],
)
def test_flags_that_contradict_it_are_refused(stated: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        ModelsQuestion(**stated).check()
    assert message == caught.value.message


def test_flags_that_go_together_are_taken() -> None:
    ModelsQuestion(pareto=True, columns="id", free=True).check()
    ModelsQuestion(pareto=True, batch=True, use=use(input="5", requests="2")).check()


def test_the_overridden_rates_of_all_that_was_judged_are_told() -> None:
    overrides = tuple(Override(f"acme/{name}", "input", Decimal(1), "a.toml") for name in ("dull", "unknown"))
    mine = Catalog(CATALOG.models, CATALOG.provenance._replace(overrides=overrides), {})
    told = []
    for asked in (use(), use(input="5")):
        listed = answer(ModelsQuestion(query=("acme",), pareto=True, use=asked), mine, TODAY)
        assert isinstance(listed, FrontierList)
        told.append([each.model for each in listed.overrides])
    assert [["acme/dull"], ["acme/dull", "acme/unknown"]] == told
