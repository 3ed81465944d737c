"""Where logged requests would stand on other models."""

from __future__ import annotations

from typing import Any

import pytest
from builders import catalog, model, when
from logged import at

from llmcost.catalog.price import Moment
from llmcost.cost.elsewhere import Elsewhere
from llmcost.cost.slot import Slot
from llmcost.cost.tariff import DAY, QUARTER
from llmcost.cost.usage import Counts

NIGHT = when(utc="22:00-02:00", input="0.5")
SMALL: dict[str, Any] = {"context": 1000, "max_output": 100, "input": ("text",), "output": ("text",)}
CATALOG = catalog(
    model("acme/small", facts=SMALL),
    model("acme/night", NIGHT, when(above=500, input="2")),
    model("openai/gpt"),
    model("openai/gpt:batch", input="0.5", output="2"),
)
TIME = at("2026-11-09 23:30")


def test_each_model_has_its_own_slot() -> None:
    others = Elsewhere(CATALOG, ("acme/night", "openai/gpt"))
    slots, misfits = others.place(Counts(600, 10), "", TIME, 600)
    assert ((Slot(0, 1, Moment(0, 1320)), Slot(0, 0, None)), ((), ())) == (slots, misfits)
    assert ["acme/night", "openai/gpt"] == [each.id for each in others.models]


@pytest.mark.parametrize(
    ("tier", "expected"),
    [
        ("", ["acme/small", "openai/gpt"]),
        ("batch", ["acme/small", "openai/gpt:batch"]),
        ("flex", ["acme/small", "openai/gpt (flex)"]),
        ("priority", ["acme/small", "openai/gpt"]),
    ],
)
def test_batch_and_flex_stay_so_where_the_other_model_has_them(tier: str, expected: list[str]) -> None:
    others = Elsewhere(CATALOG, ("acme/small", "openai/gpt"))
    assert expected == [others.tariff(at, tier).label for at in range(2)]


@pytest.mark.parametrize(
    ("counts", "size", "expected"),
    [
        (Counts(900, 100), 900, ()),
        (Counts(901, 100), 901, ("over_context",)),
        (Counts(100, 101, image_input=5, audio_output=5), 100, ("modality", "over_max_output")),
        # Of what sums up several requests no size is known.
        (Counts(5000, 5000, audio_input=1), None, ("modality",)),
    ],
)
def test_what_does_not_fit_is_told(counts: Counts, size: int | None, expected: tuple[str, ...]) -> None:
    assert (expected,) == Elsewhere(CATALOG, ("acme/small",)).place(counts, "", TIME, size)[1]


@pytest.mark.parametrize(
    ("ids", "expected"), [((), DAY), (("acme/small",), DAY), (("acme/small", "acme/night"), QUARTER)]
)
def test_the_step_divides_those_of_all(ids: tuple[str, ...], expected: int) -> None:
    assert expected == Elsewhere(CATALOG, ids).step
