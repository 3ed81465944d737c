from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from builders import catalog, model

from llmcost.cli.breakeven_question import BreakevenQuestion, answer_breakeven
from llmcost.cost.estimate import Terms
from llmcost.errors import QuantityError, UnknownModelError, UsageError
from llmcost.market.cost_axis import RequestShape

TODAY = date(2026, 11, 22)
EMPTY = BreakevenQuestion(("one", "two"), (), None, None, None, None, None)


def test_all_quantities_are_compared_where_none_is_named() -> None:
    assert EMPTY.quantities == ("ratio", "cached", "size")
    assert EMPTY._replace(over=("size", "ratio", "size")).quantities == ("ratio", "size")


def test_a_request_is_assumed() -> None:
    assert (EMPTY.uses(), EMPTY.assumed) == (
        {"ratio": RequestShape(), "cached": RequestShape(10_000, 1_000), "size": RequestShape(None, 1_000)},
        ("input", "output", "cached"),
    )


def test_what_is_given_is_not_assumed() -> None:
    given = EMPTY._replace(input="2k", output="0", cached="12.5%")
    share = Decimal("0.125")
    assert (given.uses(), given.assumed) == (
        {
            "ratio": RequestShape(2_000, 0, share),
            "cached": RequestShape(2_000, 0),
            "size": RequestShape(None, 0, share),
        },
        (),
    )


def test_what_no_quantity_needs_is_not_assumed() -> None:
    assert [EMPTY._replace(over=(over,)).assumed for over in ("ratio", "cached", "size")] == [
        ("cached",),
        ("input", "output"),
        ("output", "cached"),
    ]


@pytest.mark.parametrize(
    ("over", "given", "message", "hint"),
    [
        ("size", {"input": "1k"}, "--input: has no say over size", "cached or ratio"),
        ("ratio", {"output": "1k"}, "--output: has no say over ratio", "cached or size"),
        ("cached", {"cached": "5%"}, "--cached: has no say over cached", "ratio or size"),
    ],
)
def test_a_flag_that_changes_nothing_is_refused(
    over: str, given: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        EMPTY._replace(over=(over,), **given).uses()
    assert (caught.value.message, caught.value.hint) == (message, f"leave it out, or compare over {hint}")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"input": "0"}, "--input: '0' is no prompt"),
        ({"output": "-1"}, "--output: '-1' is not a count"),
        ({"cached": "120%"}, "--cached: '120%' is more than the whole"),
        ({"cached": "200"}, "--cached: '200' is not a share"),
        ({"cached": "x%"}, "--cached: 'x%' is not a percentage"),
    ],
)
def test_a_quantity_that_is_none_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(QuantityError) as caught:
        EMPTY._replace(**given).uses()
    assert caught.value.message == message


def test_the_day_and_the_minute_are_read() -> None:
    assert EMPTY.terms(TODAY) == Terms(requests=1)
    assert EMPTY._replace(as_of="2026-11-22", at="02:30").terms(TODAY) == (
        Terms(requests=1, as_of=TODAY, minute=150)
    )
    with pytest.raises(UsageError, match="2026-11-23 lies in the future"):
        EMPTY._replace(as_of="2026-11-23").terms(TODAY)


def test_both_models_are_compared_with_what_their_names_mean() -> None:
    models = catalog(model("acme/one"), model("acme/two"), aliases={"mine": "acme/one"})
    question = EMPTY._replace(names=("mine", "two"), over=("ratio",))
    answer = answer_breakeven(question, models, Terms(), question.uses(), TODAY)
    assert [each.id for each in answer.models] == ["acme/one", "acme/two"]
    assert [[note.code for note in notes] for notes in answer.notes] == [["alias"], []]
    assert [each.over for each in answer.contests] == ["ratio"]


def test_one_model_by_two_names_is_refused() -> None:
    models = catalog(model("acme/one"), aliases={"mine": "acme/one"})
    with pytest.raises(UsageError, match="'mine' and 'one' are both acme/one"):
        answer_breakeven(EMPTY._replace(names=("mine", "one")), models, Terms(), {}, TODAY)
    with pytest.raises(UnknownModelError):
        answer_breakeven(EMPTY, models, Terms(), {}, TODAY)
