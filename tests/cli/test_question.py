from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from answers import TODAY, asked

from llmcost.cli.prompt_flags import PromptFlags
from llmcost.cost.budget import Limit
from llmcost.cost.estimate import Terms
from llmcost.cost.selection import Selection
from llmcost.cost.usage import Usage
from llmcost.errors import QuantityError, UsageError


@pytest.mark.parametrize(
    ("names", "flags", "message"),
    [
        ((), {"input": None, "output": None}, "no tokens given"),
        ((), {"total": True}, "--total needs a number of requests"),
        ((), {"per": "day"}, "--per needs a number of requests"),
        ((), {"any_fits": True}, "--any needs a limit"),
        ((), {"max_cost": "5"}, "--max-cost without a model is broken by the dearest of all"),
        (
            ("gpt-5",),
            {"top": "0", "free": True, "authors": ("openai",)},
            "--author, --free, --top: only for a comparison of all models, but models are named",
        ),
        (
            ("gpt-5",),
            {"pareto": True, "sort": "name", "reference": "gpt-5"},
            "--sort, --reference: --pareto shows the whole frontier, from the cheapest on",
        ),
        ((), {"pareto": True, "top": "1"}, "--top: --pareto shows the whole frontier, from the cheapest on"),
    ],
)
def test_flags_that_contradict_each_other_are_refused(
    names: tuple[str, ...], flags: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        asked(*names, **flags).check()
    assert message == caught.value.message


@pytest.mark.parametrize(
    ("names", "flags"),
    [
        ((), {}),
        ((), {"input": None}),
        ((), {"requests": "1", "total": True, "per": "day"}),
        ((), {"max_cost": "5", "any_fits": True}),
        (("gpt-5",), {"max_cost": "5"}),
        ((), {"pareto": True, "free": True, "max_cost": "5", "any_fits": True}),
        ((), {"top": "0", "free": True, "authors": ("openai",)}),
        ((), {"pareto": True, "top": "0"}),
    ],
)
def test_flags_that_go_together_are_taken(names: tuple[str, ...], flags: dict[str, Any]) -> None:
    asked(*names, **flags).check()


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({}, set()),
        ({"sort": "name"}, set()),
        ({"pareto": True}, {"intelligence"}),
        ({"sort": "context"}, {"context"}),
        ({"min_context": "0"}, {"context"}),
        ({"sort": "intelligence", "min_context": "1"}, {"context", "intelligence"}),
        ({"min_intelligence": "0"}, {"intelligence"}),
    ],
)
def test_a_report_shows_the_facts_that_the_question_turns_on(
    flags: dict[str, Any], expected: set[str]
) -> None:
    assert expected == asked(**flags).facts


def test_counts_and_shares_of_them_are_a_usage() -> None:
    parts = {
        "cache_read": ("--cached", "75%"),
        "cache_write": ("--cache-write", None),
        "reasoning": ("--reasoning", "10%"),
    }
    question = asked(input="12k", output="800", parts=parts, searches="3")
    assert Usage(input=12_000, cache_read=9_000, output=800, reasoning=80, web_search=3) == question.usage()


def test_a_side_that_is_not_given_is_nothing() -> None:
    assert (Usage(output=100_000), Usage(input=1_000_000)) == (
        asked(input=None).usage(),
        asked(output=None).usage(),
    )


def test_terms_are_a_volume_at_prices_of_now_unless_stated() -> None:
    stated = asked(requests="30k", total=True, as_of="2026-11-01", at="01:05", markup="5.5%")
    expected = Terms(30_000, spread=True, as_of=TODAY.replace(day=1), minute=65, markup=Decimal("0.055"))
    assert (Terms(), expected) == (asked().terms(TODAY), stated.terms(TODAY))


def test_a_day_to_come_has_no_prices_and_today_has() -> None:
    assert Terms(as_of=TODAY) == asked(as_of="2026-11-22").terms(TODAY)
    with pytest.raises(UsageError, match="--as-of: 2026-11-23 lies in the future"):
        asked(as_of="2026-11-23").terms(TODAY)


def test_no_requests_are_refused() -> None:
    with pytest.raises(QuantityError, match="--requests: '0k' asks for nothing"):
        asked(requests="0k").terms(TODAY)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({}, None),
        ({"max_cost": "0"}, Limit(Decimal(0))),
        ({"max_cost": "$2.50"}, Limit(Decimal("2.5"))),
        ({"max_cost": "2.50", "any_fits": True}, Limit(Decimal("2.5"), "any")),
    ],
)
def test_a_limit_is_for_every_model_or_for_any(flags: dict[str, Any], expected: Limit | None) -> None:
    assert expected == asked(**flags).limit()


@pytest.mark.parametrize(("stated", "expected"), [(None, None), ("0d", 0), ("30d", 30), ("2w", 14)])
def test_prices_may_be_of_any_age_unless_stated(stated: str | None, expected: int | None) -> None:
    assert expected == asked(max_age=stated).oldest()


@pytest.mark.parametrize(("stated", "expected"), [(None, 20), ("0", 0), ("3", 3)])
def test_twenty_models_are_shown_unless_stated(stated: str | None, expected: int) -> None:
    assert expected == asked(top=stated).most()


def test_a_selection_is_of_everything_unless_stated() -> None:
    stated = asked(
        authors=("acme",),
        having=("image",),
        min_context="128k",
        min_intelligence="14.8",
        max_price="2.5",
        free=True,
        batch=True,
    )
    expected = Selection(
        authors=("acme",),
        having=("image",),
        min_context=128_000,
        min_intelligence=Decimal("14.8"),
        max_price=Decimal("2.5"),
        free=True,
        batch=True,
        as_of=TODAY,
    )
    assert (Selection(), expected) == (asked().selection(None), stated.selection(TODAY))


CACHED: dict[str, Any] = {"parts": {"cache_read": ("--cached", "300")}}
THOUGHT: dict[str, Any] = {"parts": {"reasoning": ("--reasoning", "300")}}
FILE = PromptFlags(files=("p.md",))
ANSWER = PromptFlags(responses=("a.md",))


@pytest.mark.parametrize(
    ("prompt", "flags", "usage"),
    [
        (FILE, {"input": None, "output": "50", **CACHED}, Usage(output=50)),
        (FILE, {"input": "10", "output": "500", **THOUGHT}, Usage(input=10, output=500)),
        (ANSWER, {"input": "500", "output": None, **CACHED}, Usage(input=500)),
        (ANSWER, {"input": None, "output": None, **THOUGHT}, Usage()),
    ],
)
def test_a_part_of_what_is_counted_is_held_to_it_later(
    prompt: PromptFlags, flags: dict[str, Any], usage: Usage
) -> None:
    assert asked(prompt=prompt, **flags).usage() == usage


@pytest.mark.parametrize(
    ("prompt", "flags", "message"),
    [
        (FILE, {"output": "50", **THOUGHT}, "--reasoning: 300 is more than the 50 that it is part of"),
        (ANSWER, {"input": "50", **CACHED}, "--cached: 300 is more than the 50 that it is part of"),
        (
            FILE,
            {
                "output": "50",
                "parts": {
                    "reasoning": ("--r", "30"),
                    "audio_output": ("--a", "30"),
                    "image_output": ("--i", None),
                },
            },
            "reasoning 30 + audio_output 30 is more than output 50",
        ),
        (FILE, {"parts": {"cache_read": ("--cached", "some")}}, "--cached: 'some' is not a count"),
        (FILE, {"parts": {"cache_read": ("--cached", "110%")}}, "--cached: '110%' is more than the whole"),
        (FILE, {"searches": "-1"}, "--searches: '-1' is not a count"),
    ],
)
def test_what_can_be_no_part_is_refused_before_anything_is_counted(
    prompt: PromptFlags, flags: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        asked(prompt=prompt, **flags).usage()
    assert caught.value.message == message
