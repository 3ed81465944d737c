"""Which models a comparison without names considers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model, period, routed

from llmcost.cost.selection import Selection, batch_rows, capabilities, check_known
from llmcost.errors import UsageError

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

ABLE = model(
    "acme/able",
    since="2024-01-10",
    facts={
        "context": 128_000,
        "intelligence": Decimal("37.5"),
        "input": ("text", "image"),
        "output": ("text", "audio"),
        "features": ("tools", "reasoning"),
    },
)
CHEAPENED = model(
    "acme/cheapened",
    since="2026-01-01",
    facts={"past": (period("2024-01-10", "2025-01-01", input="8", output="8"),)},
)
EARLY = model("acme/early", since="2024-01-10", facts={"released": date(2024, 1, 1)})
GONE = model("acme/gone", since="2024-01-10", facts={"retired": date(2025, 1, 1)})
THEN = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("selection", "each", "reason"),
    [
        (Selection(), ABLE, None),
        (Selection(), model(), None),
        (Selection(), routed("acme/router"), None),
        (Selection(), GONE, "retired"),
        (Selection(as_of=THEN), GONE, None),
        (Selection(as_of=THEN), ABLE, None),
        (Selection(as_of=date(2025, 1, 1)), GONE, "retired"),
        (Selection(as_of=date(2024, 1, 9)), GONE, "later"),
        (Selection(as_of=date(2024, 1, 9)), ABLE, "later"),
        (Selection(), model("~acme/able-latest"), "alias"),
        (Selection(), model("acme/able:batch"), "batch"),
        (Selection(batch=True), model("acme/able:batch"), None),
        (Selection(batch=True), ABLE, "no_batch_row"),
        (Selection(), model("acme/able:free"), "free"),
        (Selection(), model("openrouter/free"), "free"),
        (Selection(free=True), model("acme/able:free"), None),
        (Selection(authors=("zeta", "acme")), ABLE, None),
        (Selection(authors=("zeta",)), ABLE, "author"),
        (Selection(having=("image", "tools", "audio_output")), ABLE, None),
        (Selection(having=("image", "audio")), ABLE, "with"),
        (Selection(min_context=128_000), ABLE, None),
        (Selection(min_context=128_001), ABLE, "min_context"),
        (Selection(min_context=1), model(), "min_context"),
        (Selection(min_intelligence=Decimal("37.5")), ABLE, None),
        (Selection(min_intelligence=Decimal("37.6")), ABLE, "min_intelligence"),
        (Selection(min_intelligence=Decimal(0)), model(), "min_intelligence"),
        (Selection(max_price=Decimal(4)), ABLE, None),
        (Selection(max_price=Decimal("3.99")), ABLE, "max_price"),
        (Selection(max_price=Decimal("0.99")), model(input="1"), "max_price"),
        (Selection(max_price=Decimal(1)), model(input="1"), None),
        (Selection(max_price=Decimal(0)), routed("acme/router"), None),
        (Selection(max_price=Decimal(4)), CHEAPENED, None),
        (Selection(max_price=Decimal(4), as_of=THEN), CHEAPENED, "max_price"),
        (Selection(max_price=Decimal(8), as_of=THEN), CHEAPENED, None),
        (Selection(), model(facts={"overridden": ("input", "output")}, input="0", output="0"), None),
    ],
)
def test_a_model_is_left_out_for_the_first_reason_there_is(
    selection: Selection, each: Model, reason: str | None
) -> None:
    assert reason == selection.left_out(each)


def test_a_model_can_what_it_reads_supports_and_writes_beside_text() -> None:
    expected = {"text", "image", "tools", "reasoning", "audio_output"}
    assert expected == capabilities(ABLE)


@pytest.mark.parametrize(
    "selection", [Selection(), Selection(authors=("acme",), having=("tools", "audio_output", "text"))]
)
def test_a_filter_that_a_model_meets_is_known(selection: Selection) -> None:
    check_known([ABLE], selection)


@pytest.mark.parametrize(
    ("selection", "message", "hint"),
    [
        (Selection(authors=("acmee",)), "--author: no model has 'acmee'", "did you mean acme?"),
        (Selection(authors=("xyz",)), "--author: no model has 'xyz'", "known are acme"),
        (Selection(having=("tool",)), "--with: no model has 'tool'", "did you mean tools?"),
        (
            Selection(having=("image", "xyz")),
            "--with: no model has 'xyz'",
            "known are audio_output, image, reasoning, text, tools",
        ),
    ],
)
def test_a_filter_that_no_model_could_meet_is_refused(selection: Selection, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        check_known([ABLE], selection)
    assert (UsageError, message, hint) == (type(error.value), error.value.message, error.value.hint)


def test_two_near_filters_are_both_offered() -> None:
    with pytest.raises(UsageError) as error:
        check_known([model("acmea/x"), model("acmeb/x")], Selection(authors=("acme",)))
    expected = {"did you mean acmea or acmeb?", "did you mean acmeb or acmea?"}
    assert error.value.hint in expected


def test_retired_models_are_considered_alone_where_they_are_asked_for() -> None:
    gone = model("acme/gone", facts={"retired": date(2026, 6, 1)})
    asked = Selection(retired=True)
    assert [None, "listed"] == [asked.left_out(each) for each in (gone, ABLE)]


def test_a_slip_of_case_is_recognised() -> None:
    with pytest.raises(UsageError) as caught:
        check_known([ABLE], Selection(authors=("ACME",)))
    assert "did you mean acme?" == caught.value.hint


def test_a_batch_row_stands_for_its_model_where_only_batch_rows_are_compared() -> None:
    batch = batch_rows([ABLE, model("acme/able:batch"), GONE])
    wanted = [(ABLE, "no_batch_row"), (ABLE, "with"), (GONE, "no_batch_row")]
    assert [True, False, False] == [batch.stand_for(*each) for each in wanted]
