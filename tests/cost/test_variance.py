"""Why a cost is another than before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from attached import attached, by_letters
from builders import model, when

from llmcost.cost.counted import Count
from llmcost.cost.past import Past
from llmcost.cost.plan import Choice, Unplanned, plan
from llmcost.cost.usage import Usage
from llmcost.cost.variance import sum_up, variance
from llmcost.cost.workload import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.catalog.model import Model
    from llmcost.cost.plan import Planned
    from llmcost.cost.variance import Variance

ONE, TWO = model("acme/one"), model("acme/two", input="3", output="5")
USE = Usage(input=1_000_000)


def planned(*models: Model, name: str = "chat", weights: tuple[int, ...] = (), **facts: Any) -> Planned:
    stated = {"usage": USE, "requests": 12, "per": "month", **facts}
    choices = [
        Choice(each, Decimal(n)) for each, n in zip(models, weights or (1,) * len(models), strict=True)
    ]
    named = tuple((each.model.id, each.weight) for each in choices)
    return plan(Scenario(name, named, **stated), choices)


def then_of(before: Mapping[str, Model]) -> Any:
    def then(choice: Choice) -> Choice | None:
        known = before.get(choice.model.id)
        return None if known is None else choice._replace(model=known)

    return then


def parts(found: Variance) -> tuple[int, int, int]:
    assert found.volume + found.model + found.price == found.total
    return int(found.volume), int(found.model), int(found.price)


@pytest.mark.parametrize(
    ("facts", "volume"),
    [
        ({"requests": 24}, 12),
        ({"usage": Usage(input=2_000_000, output=500_000)}, 36),
        ({"requests": 12, "per": "year"}, -11),
        ({"markup": Decimal("0.5")}, 6),
    ],
)
def test_what_the_file_says_of_use_is_volume(facts: dict[str, Any], volume: int) -> None:
    found = variance(planned(ONE), planned(ONE, **facts), lambda _: pytest.fail("it was known"))
    assert parts(found) == (volume, 0, 0)


def test_other_hours_are_volume() -> None:
    timed = model("acme/one", when(utc="01:00-04:00", input="0.5"))
    found = variance(planned(timed), planned(timed, window=(60, 240)), Choice._replace)
    assert parts(found) == (-6, 0, 0)


def test_another_model_and_another_mix_are_model() -> None:
    then = then_of({"acme/two": TWO})
    assert parts(variance(planned(ONE), planned(TWO), then)) == (0, 24, 0)
    assert parts(variance(planned(ONE), planned(ONE, TWO), then)) == (0, 12, 0)
    mixed = planned(ONE, TWO, weights=(1, 1))
    assert parts(variance(mixed, planned(ONE, TWO, weights=(3, 1)), then)) == (0, -6, 0)
    assert parts(variance(mixed, planned(TWO, ONE, weights=(2, 2)), then)) == (0, 0, 0)


def test_other_prices_of_the_same_model_are_price() -> None:
    dearer = model("acme/one", input="2")
    assert parts(variance(planned(ONE), planned(dearer), Choice._replace)) == (0, 0, 12)


def test_volume_model_and_price_are_taken_in_that_order() -> None:
    before = planned(ONE)
    after = planned(model("acme/two", input="7"), requests=20)
    found = variance(before, after, then_of({"acme/two": TWO}))
    # 8 more at 1; 20 at 3 instead of 1; 20 at 7 instead of 3.
    assert parts(found) == (8, 40, 80)
    assert (int(found.before), int(found.after)) == (12, 140)
    assert not found.notes


def test_where_the_old_model_has_no_price_for_the_use_its_part_is_the_models() -> None:
    searching = model("acme/two", web_search="1", input="1")
    found = variance(
        planned(ONE), planned(searching, usage=Usage(input=1_000_000, web_search=1)), Choice._replace
    )
    assert parts(found) == (0, 12, 0)
    assert [(note.code, note.message) for note in found.notes] == [
        (
            "volume_in_model",
            "the model before has no price for this volume: no price is known for web_search of acme/one",
        )
    ]


def test_where_the_new_model_had_no_price_its_part_is_the_models() -> None:
    found = variance(planned(ONE), planned(TWO, requests=20), then_of({}))
    assert parts(found) == (8, 40, 0)
    assert [(note.code, note.message) for note in found.notes] == [
        ("price_in_model", "the model has no price of then: acme/two was not known")
    ]


def test_where_the_same_model_had_no_price_for_the_use_all_of_it_is_the_models() -> None:
    after = planned(model("acme/one", web_search="1", input="1"), usage=Usage(input=1_000_000, web_search=1))
    found = variance(planned(ONE), after, Choice._replace)
    assert parts(found) == (0, 12, 0)
    assert [note.code for note in found.notes] == ["volume_in_model", "price_in_model"]


def test_the_whole_changes_by_its_scenarios_and_by_those_that_came_and_went() -> None:
    changed = variance(planned(ONE), planned(TWO, requests=20), Choice._replace)
    found = sum_up([changed, changed], [planned(ONE)], [planned(TWO), planned(TWO)])
    assert [int(part) for part in found[:7]] == [96, 132, 16, 80, 0, 12, -72]
    assert found.total == found.volume + found.model + found.price + found.added + found.removed


def test_of_nothing_nothing_changes() -> None:
    assert set(sum_up([], [], [])[:7]) == {Decimal(0)}


def test_a_past_knows_which_scenarios_it_could_not_price() -> None:
    lost = Unplanned(planned(ONE).scenario, "unknown_model", "no model")
    past = Past("main", {}, (lost,))
    assert past.lost == {"chat"}
    choice = Choice(ONE, Decimal(1))
    assert past.then(choice) is choice


def counted(of: Model, letters: int = 1_000_000, basis: Count | None = None) -> Planned:
    """A prompt of a million letters, 12 times a month; ``basis`` says how it was counted instead."""
    asked = Scenario("chat", ((of.id, Decimal(1)),), Usage(), 12, "month", attached=attached(letters))
    demand = by_letters(asked)
    if basis is None:
        return plan(asked, [Choice(of, Decimal(1))], demand)
    return plan(asked, [Choice(of, Decimal(1))], lambda model: demand(model)._replace(input=basis))


def test_a_longer_prompt_is_a_change_of_volume() -> None:
    found = variance(counted(ONE), counted(ONE, 1_500_000), then_of({"acme/one": ONE}))
    assert (parts(found), found.notes) == ((6, 0, 0), ())


def test_the_same_prompt_on_another_model_is_a_change_of_model_though_it_has_other_tokens() -> None:
    other = model("beta/two", input="3", output="5")
    found = variance(counted(ONE), counted(other), then_of({"acme/one": ONE, "beta/two": other}))
    assert (found.before, found.after) == (Decimal(12), Decimal("43.2"))
    assert (found.volume, found.model, found.price) == (Decimal(0), Decimal("31.2"), Decimal(0))


def test_the_same_prompt_at_another_price_is_a_change_of_price() -> None:
    dearer = model("acme/one", input="2")
    found = variance(counted(ONE), counted(dearer), then_of({"acme/one": ONE}))
    assert parts(found) == (0, 0, 12)


def test_tokens_that_were_stated_and_now_are_counted_are_a_change_of_volume_without_a_word() -> None:
    found = variance(planned(ONE, usage=Usage(input=900_000)), counted(ONE), then_of({"acme/one": ONE}))
    assert (found.volume, found.notes) == (Decimal("1.2"), ())


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (("exact", "letters"), ("exact", "letters"), None),
        (("given", None), ("exact", "letters"), None),
        (
            ("exact", "letters"),
            ("estimate", "words"),
            "counted with letters then, and are estimated for words",
        ),
        (("estimate", None), ("vocab", "gemma3"), "estimated then, and are counted with gemma3"),
    ],
)
def test_a_count_that_rests_on_something_else_is_told(
    then: tuple[str, str | None], now: tuple[str, str | None], said: str | None
) -> None:
    before, after = (counted(ONE, basis=Count(1, 1, 1, *each)) for each in (then, now))
    found = variance(before, after, then_of({"acme/one": ONE}))
    message = f"the tokens of acme/one were {said} now: a part of the change may be that"
    expected = [] if said is None else [("counted_otherwise", message)]
    assert expected == [(note.code, note.message) for note in found.notes]
