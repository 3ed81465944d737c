from __future__ import annotations

from decimal import Decimal

import pytest
from attached import attached, by_letters
from builders import model

from llmcost.cost.attachment import Attached, Attachment, demand_of
from llmcost.cost.counted import Count, given
from llmcost.cost.measured import Measured
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario
from llmcost.errors import UnpricedError

ONE = (("acme/one", Decimal(1)),)
SURE, ROUGH = model("acme/one"), model("beta/old")


def scenario(files: Attached | None = None, **usage: int) -> Scenario:
    return Scenario("chat", ONE, Usage(**usage), 1, None, attached=files)


def test_a_request_uses_what_is_stated_and_what_is_counted() -> None:
    files = attached(100, ("cached", "cache_read", "75%"), ("image_input", "image_input", "20"))
    asked = scenario(files, input=20, output=7, reasoning=3, web_search=1)
    usage = Usage(input=120, cache_read=90, image_input=20, output=7, reasoning=3, web_search=1)
    count = Count(120, 120, 120, "exact", "letters")

    assert by_letters(asked)(SURE) == Measured(usage, usage, usage, count, given(7), stated=(20, 7))


def test_an_estimate_is_told_with_its_bounds_and_shares_go_with_them() -> None:
    found = by_letters(scenario(attached(100, ("cached", "cache_read", "50%"))))(ROUGH)

    assert (found.low, found.usage, found.high) == (
        Usage(input=60, cache_read=30),
        Usage(input=120, cache_read=60),
        Usage(input=180, cache_read=90),
    )


def test_the_least_input_is_no_less_than_its_given_parts() -> None:
    found = by_letters(scenario(attached(100, ("cached", "cache_read", "100"))))(ROUGH)

    assert (found.low, found.usage.input) == (Usage(input=100, cache_read=100), 120)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([("cached", "cache_read", "101")], "cached: 101 is more than the 100 that it is part of"),
        (
            [("cached", "cache_read", "60"), ("cache_write", "cache_write", "60")],
            "cache_read 60 + cache_write 60 is more than input 100",
        ),
    ],
)
def test_parts_that_are_more_than_what_was_counted_have_no_price(
    parts: list[tuple[str, str, str]], message: str
) -> None:
    with pytest.raises(UnpricedError) as caught:
        by_letters(scenario(attached(100, *parts)))(SURE)
    assert (caught.value.message, caught.value.reason) == (message, "part_of_input")


def test_what_is_stated_needs_no_measure() -> None:
    assert demand_of(scenario(input=1), None) is None


def test_files_without_a_measure_have_no_price() -> None:
    with pytest.raises(UnpricedError) as caught:
        demand_of(scenario(attached()), None)
    assert (caught.value.message, caught.value.reason, caught.value.hint) == (
        "its input_file is not counted",
        "not_counted",
        "give `check` a measure, such as ScenarioCount of llmcost.tokens.scenario_count",
    )


def test_a_file_that_can_not_be_had_has_no_price_by_any_measure() -> None:
    files = Attached((Attachment("a.md", None, "a.md is not there at main"),))
    with pytest.raises(UnpricedError) as caught:
        demand_of(scenario(files), by_letters)
    assert (caught.value.message, caught.value.reason) == ("a.md is not there at main", "no_input_file")


def test_a_measure_is_asked_for_the_scenario() -> None:
    demand = demand_of(scenario(attached(5)), by_letters)
    assert demand is not None
    assert demand(SURE).usage == Usage(input=5)
