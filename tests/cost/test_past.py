"""What is left of a workload as it was."""

from __future__ import annotations

from decimal import Decimal

from builders import model
from checks import past_of, scenario

from llmcost.cost.plan import Choice, Planned


def test_what_had_no_price_then_is_lost_by_name() -> None:
    found = past_of(scenario("chat"), scenario("typo", models=("acme/on",)), scenario("other", batch=True))
    assert (["chat"], frozenset(["typo", "other"])) == (list(found.planned), found.lost)
    assert frozenset() == past_of(scenario()).lost


def test_unless_said_otherwise_prices_are_those_of_now() -> None:
    found, choice = past_of(scenario()), Choice(model(), Decimal(1))
    assert (choice, None, True, None) == (found.then(choice), found.as_of, found.exists, found.pinned)


def test_a_scenario_that_got_or_lost_its_period_has_turned() -> None:
    found = past_of(scenario("chat"), scenario("import", per=None))
    now = (scenario("chat", per=None), scenario("import", per=None), scenario("other"))
    assert [True, False, False] == [found.turned(Planned(each, (), (), Decimal(1), None)) for each in now]
