"""Scenarios with input files are counted on each model, each text once per encoding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import model

from llmcost.cost.attachment import Attached, Attachment
from llmcost.cost.counted import given
from llmcost.cost.usage import Usage
from llmcost.cost.workload import Scenario
from llmcost.errors import UnpricedError
from llmcost.reading.plain_text import Text
from llmcost.tokens.passage import Passage
from llmcost.tokens.scenario_count import ScenarioCount

TEXT = Text("You answer customers of a shop for bicycles. Be brief, and be kind.\n" * 20)
EXACT, ESTIMATED = model("openai/gpt-4o"), model("acme/one")


def scenario(*files: Attachment, name: str = "chat", **stated: int) -> Scenario:
    attached = Attached(files, (("cached", "cache_read", "50%"),)) if files else None
    return Scenario(name, (("acme/one", Decimal(1)),), Usage(**stated), 1, None, attached=attached)


PROMPT = scenario(Attachment("a.md", TEXT), input=7, output=3)


def test_the_stated_tokens_are_added_to_those_of_the_files() -> None:
    alone = Passage(TEXT).count(EXACT).tokens
    found = ScenarioCount()(PROMPT)(EXACT)

    assert found.usage == Usage(input=alone + 7, output=3, cache_read=(alone + 7) // 2)
    assert (found.input.tokens, found.output) == (alone + 7, given(3))


def test_several_files_are_added_up() -> None:
    counted = ScenarioCount()
    one, two = Attachment("a.md", TEXT), Attachment("b.md", Text("b"))
    whole = counted(scenario(one, two))(EXACT).usage.input

    assert whole == sum(counted(scenario(each))(EXACT).usage.input for each in (one, two))


def test_what_is_stated_is_what_is_used() -> None:
    found = ScenarioCount()(scenario(input=7))(ESTIMATED)
    assert (found.usage, found.is_certain) == (Usage(input=7), True)


def test_an_estimate_can_be_asked_for_and_be_refused() -> None:
    rough = ScenarioCount(by_vocabulary=False)(PROMPT)(EXACT)
    assert (rough.input.method, rough.is_certain) == ("estimate", False)
    assert rough.low.input <= rough.usage.input <= rough.high.input

    with pytest.raises(UnpricedError) as caught:
        ScenarioCount(exact=True)(PROMPT)(ESTIMATED)
    assert caught.value.reason == "not_exact"


def test_a_text_that_many_scenarios_have_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    class Watched(Passage):
        def __init__(self, text: Text | str, shown: str) -> None:
            made.append(shown)
            super().__init__(text, shown)

    monkeypatch.setattr("llmcost.tokens.scenario_count.Passage", Watched)
    counted = ScenarioCount()
    files = Attachment("a.md", TEXT), Attachment("b.md", TEXT)
    for name in "xyz":
        counted(scenario(*files, name=name))(EXACT)

    assert made == ["a.md"]
