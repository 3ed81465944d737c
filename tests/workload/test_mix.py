"""A mix of models has weights whose ratio is plain."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from llmcost.errors import QuantityError
from llmcost.workload.mix import read_model, read_models

FORM = 'write it like models = { "gpt-5" = 90, "claude-haiku-4.5" = 10 }, or with "90%" and "10%"'
WEIGHT = "give a number above 0, up to 1,000,000 and with up to 6 decimals, or a percentage"


def test_one_model_has_all_the_weight() -> None:
    assert (("gpt-5", Decimal(1)),) == read_model("gpt-5", "model")


@pytest.mark.parametrize(
    "stated",
    [
        {"a": 90, "b": 10},
        {"a": Decimal(90), "b": 10},
        {"a": "90%", "b": "10%"},
        {"a": "90.0%", "b": "10.0%"},
    ],
)
def test_numbers_and_per_cent_mean_the_same(stated: dict[str, Any]) -> None:
    assert (("a", Decimal(90)), ("b", Decimal(10))) == read_models(stated, "models")


def test_the_widest_weights_are_read() -> None:
    widest = {"a": Decimal("999999.999999"), "b": Decimal("0.000001")}

    assert tuple(widest.items()) == read_models(widest, "models")


@pytest.mark.parametrize(
    ("stated", "message", "hint"),
    [
        ("gpt-5", "models: 'gpt-5' is not a table", FORM),
        ({}, "models: it is empty", FORM),
        ({"": 1}, "models: it is empty", "name something"),
        ({"a": 1, "b": "50%"}, "models: some weights are in per cent and some are not", FORM),
        ({"a": "60%", "b": "30.5%"}, "models: the weights come to 90.5%", "make it 100%"),
        ({"a": "100%", "b": "0%"}, "models.b: '0%' is not a weight", WEIGHT),
        ({"a": "half"}, "models.a: 'half' is not a percentage", "write it like 75% or 5.5%"),
        ({"a": 0}, "models.a: 0 is not a weight", WEIGHT),
        ({"a": -1}, "models.a: -1 is not a weight", WEIGHT),
        ({"a": -(10**5000)}, "models.a: this int is not a weight", WEIGHT),
        ({"a": True}, "models.a: true is not a weight", WEIGHT),
        ({"a": []}, "models.a: [] is not a weight", WEIGHT),
        ({"a": 1_000_001}, "models.a: 1000001 is not a weight", WEIGHT),
        ({"a": Decimal("0.0000001")}, "models.a: 1E-7 is not a weight", WEIGHT),
        (
            {"gpt-4": {"1": 90}},
            "models.gpt-4: {'1': 90} is not a weight",
            'a name with a dot in it needs quotes, as in { "gpt-4.1" = 90 }',
        ),
    ],
)
def test_weights_that_can_not_be_are_refused(stated: Any, message: str, hint: str) -> None:
    with pytest.raises(QuantityError) as refused:
        read_models(stated, "models")

    assert (message, hint) == (refused.value.message, refused.value.hint)
