"""What was counted comes back out of a saved report as it was, and is compared with what is counted now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attached import attached
from checks import checked, scenario

from llmcost.cost.counted import Count
from llmcost.cost.usage import Usage
from llmcost.reading.fields import BadField
from llmcost.reading.json_object import JsonObject
from llmcost.report.check_payload import check_payload
from llmcost.report.json_text import to_json
from llmcost.workload.baseline import load_baseline
from llmcost.workload.stored_count import is_counted, read_demand

if TYPE_CHECKING:
    from pathlib import Path

    from llmcost.cost.past import Past
    from llmcost.cost.workload import Scenario

MIX = ("acme/one", "beta/old")


def prompt(letters: int = 1_000_000, *models: str) -> Scenario:
    return scenario(models=models or MIX, usage=Usage(output=8), attached=attached(letters))


def saved(folder: Path, *scenarios: Scenario) -> Past:
    file = folder / "baseline.json"
    file.write_text(to_json(check_payload(checked(*scenarios))))
    return load_baseline(file)


def stored(**changed: Any) -> JsonObject:
    model = {
        "model": "acme/one",
        "usage": {"input": 5, "output": 2},
        "counted": {"input": {"method": "exact", "encoding": "letters"}},
    }
    return JsonObject({"name": "chat", "counted": None, "models": [model | changed]}, "scenarios[0]")


def test_each_model_of_a_mix_has_its_own_count_back(tmp_path: Path) -> None:
    before = saved(tmp_path, prompt()).planned["chat"]
    (row,) = checked(prompt()).rows

    assert before.total == row.planned.total
    assert [each.measured and each.measured.usage for each in before.estimates] == [
        Usage(input=1_000_000, output=8),
        Usage(input=1_200_000, output=8),
    ]
    assert [each.measured and each.measured.input for each in before.estimates] == [
        Count(1_000_000, 1_000_000, 1_000_000, "exact", "letters"),
        Count(1_200_000, 1_200_000, 1_200_000, "estimate", "words"),
    ]


def test_the_same_prompt_is_no_change(tmp_path: Path) -> None:
    found = checked(prompt(), past=saved(tmp_path, prompt()))
    assert found.variance is not None
    assert found.variance.total == 0
    assert found.rows[0].variance is not None
    assert found.rows[0].variance.notes == ()


def test_a_longer_prompt_is_a_change_of_volume(tmp_path: Path) -> None:
    found = checked(prompt(1_500_000, "acme/one"), past=saved(tmp_path, prompt(1_000_000, "acme/one")))
    change = found.variance
    assert change is not None
    assert [change.volume, change.model, change.price] == [5, 0, 0]


def test_what_was_stated_is_not_counted() -> None:
    plain = JsonObject({"name": "chat"})
    assert (is_counted(plain), read_demand(plain)) == (False, None)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"usage": None}, "scenarios[0].models[0].usage: None is not an object"),
        ({"usage": {"input": 5, "tokens": 2}}, "tokens is nothing that this version can price"),
        ({"counted": {}}, "scenarios[0].models[0].counted.input is missing"),
        (
            {"counted": {"input": {"method": "guess", "encoding": None}}},
            "counted.input.method: 'guess' is not one of given, exact, vocab, estimate",
        ),
        (
            {"counted": {"input": {"method": "exact", "encoding": 5}}},
            "counted.input.encoding: 5 is not a string of 1 to 300 printable characters",
        ),
    ],
)
def test_a_wrong_count_is_refused_with_its_place(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(BadField) as caught:
        read_demand(stored(**changed))
    assert message in str(caught.value)


def test_an_encoding_may_be_unknown() -> None:
    demand = read_demand(stored(counted={"input": {"method": "estimate", "encoding": None}}))
    (row,) = checked(scenario()).rows
    assert demand is not None
    assert demand(row.planned.choices[0].model).input == Count(5, 5, 5, "estimate")
