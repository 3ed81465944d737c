from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from builders import PROVENANCE, model, when

from llmcost.cost.estimate import Terms
from llmcost.market.breakeven import Breakeven, breakeven
from llmcost.market.cost_axis import RequestShape
from llmcost.report.breakeven_words import (
    answer_in_words,
    assumed_in_words,
    percent,
    use_in_words,
)

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

A = model("acme/a", input="1", output="4", facts={"context": 100})
B = model("acme/b", input="2", output="1", facts={"context": 100})


def said(over: str, use: RequestShape, first: Model = A, second: Model = B) -> str:
    return answer_in_words(breakeven((first, second), over, use, Terms()), (first, second))


def test_a_ratio_at_which_the_cheaper_one_changes() -> None:
    assert said("ratio", RequestShape()) == (
        "By ratio: acme/b is cheaper up to 3 input tokens for each output token (by up to 75 %), "
        "from there on acme/a (by up to 50 %)."
    )


def test_sizes_at_which_it_changes_with_both_the_same_at_one() -> None:
    assert said("size", RequestShape(None, 10)) == (
        "By size: acme/b is cheaper up to 29 input tokens (by up to 70.7 %), both cost the same at 30, "
        "from 31 on acme/a (by up to 31.6 %)."
    )


def test_a_share_of_which_only_about_the_size_can_be_told() -> None:
    cheap = model("acme/cheap", input="2", output="4", cache_read="0.5")
    assert said("cached", RequestShape(90, 9), A, cheap) == (
        "By cached share: acme/a is cheaper up to about 66.67 % cached (by up to 41.7 %), "
        "from there on acme/cheap (by up to 35.7 %)."
    )


def test_intervals_in_between_are_told_from_end_to_end() -> None:
    timed = model("acme/t", when(utc="01:00-04:00", input="0.5", output="5"), input="2", output="1")
    level = model("acme/l", when(above=50, input="1"), input="3", output="1", facts={"context": 90})
    steps = model("acme/s", when(above=70, input="1"), input="2", output="1", facts={"context": 90})
    assert said("ratio", RequestShape(), timed, model("acme/x", input="1", output="4.9")) == (
        "By ratio: acme/x is cheaper up to 0.2 input tokens for each output token (by up to 2 %), "
        "from 0.2 to 3.9 acme/t (by up to 16.3 %), from there on acme/x (by up to 50 %)."
    )
    assert said("size", RequestShape(), level, steps) == (
        "By size: acme/s is cheaper up to 50 input tokens (by 33.3 %), "
        "from 51 to 70 acme/l (by 50 %), both cost the same from 71 on."
    )


def test_costs_that_are_the_same_first() -> None:
    assert said("size", RequestShape(), A, model("acme/s", when(above=70, input="2"), input="1")) == (
        "By size: both cost the same up to 70 input tokens, from 71 on acme/a is cheaper (by 50 %)."
    )
    assert said("ratio", RequestShape(), A, model("acme/s", input="2", output="4")) == (
        "By ratio: both cost the same at 0 input tokens for each output token, "
        "from there on acme/a is cheaper (by up to 50 %)."
    )


def test_what_never_changes() -> None:
    half = model("acme/half", input="0.5", output="2")
    assert [
        said("ratio", RequestShape(), A, half),
        said("cached", RequestShape(9, 9), A, A._replace(id="acme/same")),
    ] == [
        "By ratio: acme/half is cheaper at every ratio, by 50 %.",
        "By cached share: they cost the same at every cached share.",
    ]
    assert said("size", RequestShape(None, 10), A, half._replace(context=50)) == (
        "By size: acme/half is cheaper at every size up to 40 input tokens, by 50 %."
    )


def test_who_can_not_take_the_request_is_said_first() -> None:
    brief, small = A._replace(id="acme/brief", max_output=5), B._replace(context=5)
    assert [
        said("cached", RequestShape(10, 6), brief, A),
        said("cached", RequestShape(10, 6), brief, small),
        said("ratio", RequestShape(60), A, small),
    ] == [
        (
            "By cached share: only acme/a can take such a request; "
            "by price alone they cost the same at every cached share."
        ),
        (
            "By cached share: neither can take such a request; by price alone acme/b is cheaper "
            "at every cached share, by 23.5 %."
        ),
        (
            "By ratio: only acme/a can take such a request; by price alone acme/b is cheaper up to 3 input "
            "tokens for each output token (by up to 75 %), from there on acme/a (by up to 50 %)."
        ),
    ]
    assert said("size", RequestShape(None, 6), brief, A) == (
        "By size: only acme/a can take such a request; "
        "by price alone they cost the same at every size up to 94 input tokens."
    )


def test_a_single_token_is_one() -> None:
    steps = model("acme/s", when(above=1, input="3"), input="0.5", facts={"context": 2})
    one = B._replace(id="acme/one", context=1)
    even = model("acme/e", input="2", output="5")
    assert [
        said("size", RequestShape(), A, steps),
        said("size", RequestShape(), A, one),
        said("size", RequestShape(None, 1), A, one),
        said("ratio", RequestShape(), even, model("acme/f", input="3", output="4")),
    ] == [
        "By size: acme/s is cheaper at 1 input token (by 50 %), at 2 acme/a (by 66.7 %).",
        "By size: acme/a is cheaper at every size up to 1 input token, by 50 %.",
        "By size: there is no size that both can take beside 1 output token.",
        (
            "By ratio: acme/f is cheaper up to 1 input token for each output token (by up to 20 %), "
            "from there on acme/e (by up to 33.3 %)."
        ),
    ]


def test_no_size_at_all() -> None:
    assert said("size", RequestShape(None, 100)) == (
        "By size: there is no size that both can take beside 100 output tokens."
    )
    assert said("size", RequestShape(), A, B._replace(context=0)) == (
        "By size: there is no size that both can take."
    )


@pytest.mark.parametrize(
    ("share", "told"),
    [
        ("0", "0 %"),
        ("1/2", "50 %"),
        ("1/3", "33.3 %"),
        ("1/10000", "0.01 %"),
        ("1", "100 %"),
        ("99999/100000", "over 99.9 %"),
        ("1/300000", "0.0003 %"),
    ],
)
def test_a_share_in_per_cent(share: str, told: str) -> None:
    assert percent(Fraction(share)) == told


def test_what_stays_the_same() -> None:
    half = Decimal("0.5")
    contests = (
        breakeven((A, B), "ratio", RequestShape(), Terms()),
        breakeven((A, B), "ratio", RequestShape(50, 0, half), Terms()),
        breakeven((A, B), "cached", RequestShape(50, 2), Terms()),
        breakeven((A, B), "size", RequestShape(None, 2, half), Terms()),
    )
    assert [use_in_words(each) for each in contests] == [
        "base rates, nothing cached",
        "prompts of 50 tokens, 50 % of the input cached",
        "50 input + 2 output tokens",
        "2 output tokens, 50 % of the input cached",
    ]


@pytest.mark.parametrize(
    ("overs", "assumed", "told"),
    [
        (("ratio",), ("cached",), "nothing cached; --cached says otherwise"),
        (("ratio", "size"), ("output",), "2 output tokens a request; -o says otherwise"),
        (
            ("ratio", "cached", "size"),
            ("input", "output", "cached"),
            "50 input and 2 output tokens a request, nothing cached; -i, -o and --cached say otherwise",
        ),
        (("ratio",), (), ""),
    ],
)
def test_what_is_assumed(overs: tuple[str, ...], assumed: tuple[str, ...], told: str) -> None:
    uses = {"ratio": RequestShape(), "cached": RequestShape(50, 2), "size": RequestShape(None, 2)}
    contests = tuple(breakeven((A, B), over, uses[over], Terms()) for over in overs)
    asked = Breakeven((A, B), ((), ()), contests, assumed, Terms(), PROVENANCE, date(2026, 11, 22))
    assert assumed_in_words(asked) == told
