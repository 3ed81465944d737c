from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from builders import model, price, routed, when

from llmcost.sources.lists import Lists, Pair

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

ONE, TWO, NINE = Decimal(1), Decimal(2), Decimal(9)


def lists(old: Model, new: Model) -> Lists:
    return Lists({"acme/one": old}, {"acme/one": new}, days=1)


def test_rates_on_both_lists_stand_side_by_side() -> None:
    found = lists(model(input="1"), model(input="9")).prices
    assert (Pair("acme/one", "input", "", ONE, NINE),) == found
    assert "acme/one input" == found[0].told


def test_a_rate_that_is_on_one_list_has_not_moved() -> None:
    assert () == lists(model(input="1"), model(output="9")).prices


def test_what_varies_has_no_prices_to_compare() -> None:
    assert () == lists(model(), routed("acme/one")).prices
    assert () == lists(routed("acme/one"), model()).prices


def test_conditions_that_move_a_rate_by_the_same_stand_there_once() -> None:
    old = model("acme/one", input="1")
    new = model("acme/one", when(above=10, input="2"), when(above=20, input="2"), input="1")
    found = lists(old, new).prices
    assert (
        Pair("acme/one", "input", "", ONE, ONE),
        Pair("acme/one", "input", "over 10 input tokens", ONE, TWO),
    ) == found
    assert "acme/one over 10 input tokens input" == found[1].told


def test_a_model_whose_row_could_not_be_read_is_not_gone() -> None:
    before = {name: model(name) for name in ("acme/one", "acme/two", "acme/three")}
    found = Lists(before, {"acme/one": model("acme/one")}, days=1, unread=["acme/two"])
    assert {"acme/three"} == found.gone()
    assert ["acme/one"] == [model_id for model_id, _, _ in found.common()]


def test_models_are_compared_with_what_they_were() -> None:
    old, new = model(input="1"), model(input="2")
    assert [("acme/one", old, new)] == list(lists(old, new).common())
    assert price(input="2") == new.current.price
