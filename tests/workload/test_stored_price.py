from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from builders import price, rates, when

from llmcost.catalog.price import Price
from llmcost.reading.fields import BadField
from llmcost.reading.json_object import JsonObject
from llmcost.report.payload import condition_payload
from llmcost.workload.stored_price import MOST, read_price


def stored(*conditions: Any, **stated: Any) -> JsonObject:
    return JsonObject({"rates": stated, "when": list(conditions)}, "models.acme/one")


def condition(**changed: Any) -> dict[str, Any]:
    return {"above": 200_000, "utc": None, "days": [], "rates": {"input": Decimal(2)}} | changed


def complaint(*conditions: Any, **stated: Any) -> str:
    with pytest.raises(BadField) as caught:
        read_price(stored(*conditions, **stated))
    return str(caught.value)


def test_a_price_with_every_kind_of_condition_comes_back_as_it_was() -> None:
    known = price(
        when(above=200_000, input="2.5"),
        when(utc="23:00-04:00", output="0.000001"),
        when(utc="00:00-24:00", days=(5, 6), cache_read="0"),
        when(days=(0,), above=1, request="0.01"),
        input="1.25",
        output="10",
    )
    payload = {"rates": dict(known.rates), "when": [condition_payload(each) for each in known.when]}
    assert known == read_price(JsonObject(payload, "models.acme/one"))


def test_rates_are_exact_and_those_that_nobody_knows_are_kept() -> None:
    assert Price(rates(input="0.4", later="1")) == read_price(stored(input=Decimal("0.40"), later=1))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"above": -1}, ".above: -1 is not a whole number from 0"),
        ({"above": None}, ": a condition needs above, utc or days"),
        ({"utc": "01:00"}, ".utc: '01:00' is not a window such as 01:00-04:00"),
        ({"utc": "01:00-24:30"}, ".utc: '01:00-24:30' is not a window such as 01:00-04:00"),
        ({"utc": "24:00-01:00"}, ".utc: '24:00-01:00' is not a window such as 01:00-04:00"),
        ({"utc": "01:00-01:00"}, ".utc: '01:00-01:00' is not a window such as 01:00-04:00"),
        ({"days": ["noday"]}, ".days: ['noday'] is not a list of weekdays such as monday"),
        ({"days": "monday"}, ".days: 'monday' is not a list of weekdays such as monday"),
        ({"days": [[]]}, ".days: [[]] is not a list of weekdays such as monday"),
        ({"rates": {"input": -1}}, ".rates.input: -1 is not a non-negative number"),
        ({"rates": []}, ".rates: [] is not an object"),
    ],
)
def test_a_wrong_condition_is_refused_with_its_place(changed: dict[str, Any], said: str) -> None:
    assert complaint(condition(), condition(**changed), input=1) == f"models.acme/one.when[1]{said}"


def test_more_conditions_than_there_can_be_are_refused() -> None:
    assert len(read_price(stored(*[condition()] * MOST)).when) == MOST
    assert complaint(*[condition()] * (MOST + 1)) == "models.acme/one.when: 49 conditions are more than 48"
