from __future__ import annotations

import pytest

from llmcost.cli.use_question import UseQuestion
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.errors import QuantityError, UsageError

BARE = UseQuestion()
"""The prices alone are asked about."""


@pytest.mark.parametrize(
    ("asked", "usage", "terms"),
    [
        (BARE, None, Terms()),
        (BARE._replace(input="12k"), Usage(input=12_000), Terms()),
        (BARE._replace(output="800"), Usage(output=800), Terms()),
        (
            BARE._replace(input="12k", output="800", requests="3", cached="75%"),
            Usage(input=12_000, output=800, cache_read=9_000),
            Terms(requests=3),
        ),
    ],
)
def test_a_use_is_read_from_its_flags(asked: UseQuestion, usage: Usage | None, terms: Terms) -> None:
    asked.check()
    assert (usage, terms) == (asked.usage(), asked.terms())


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (BARE._replace(requests="3"), "-n/--requests needs tokens"),
        (BARE._replace(cached="3"), "--cached needs tokens"),
    ],
)
def test_flags_about_tokens_need_tokens(asked: UseQuestion, message: str) -> None:
    with pytest.raises(UsageError, match=f"^{message}$"):
        asked.check()


def test_so_do_others_that_are_told() -> None:
    BARE._replace(input="1").check("--other")
    with pytest.raises(UsageError, match=r"^--other needs tokens$"):
        BARE.check("--other")


def test_the_first_flag_that_needs_tokens_is_named() -> None:
    with pytest.raises(UsageError, match=r"^-n/--requests needs tokens$") as raised:
        BARE._replace(requests="3", cached="3").check("--other")
    assert "say how many with -i/--input, -o/--output, as in -i 12k -o 800" == raised.value.hint


@pytest.mark.parametrize(
    "asked",
    [
        BARE._replace(input="x"),
        BARE._replace(output="-1"),
        BARE._replace(input="1", cached="2"),
        BARE._replace(output="1", cached="1"),
    ],
)
def test_tokens_that_can_not_be_read_are_refused(asked: UseQuestion) -> None:
    with pytest.raises(QuantityError):
        asked.usage()


def test_requests_that_can_not_be_read_are_refused() -> None:
    with pytest.raises(QuantityError):
        BARE._replace(requests="x").terms()


def test_no_requests_ask_for_nothing() -> None:
    with pytest.raises(QuantityError, match=r"^--requests: '0' asks for nothing$") as raised:
        BARE._replace(requests="0").terms()
    assert "give 1 or more" == raised.value.hint
