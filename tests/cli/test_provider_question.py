from __future__ import annotations

import pytest

from llmcost.cli.provider_question import ProviderQuestion
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.errors import QuantityError, UsageError

BARE = ProviderQuestion("acme/one", None, None, None, None, None)
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
def test_a_use_is_read_from_its_flags(asked: ProviderQuestion, usage: Usage | None, terms: Terms) -> None:
    asked.check()
    assert (usage, terms) == (asked.usage(), asked.terms())


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (BARE._replace(requests="3"), "-n/--requests needs tokens"),
        (BARE._replace(cached="3"), "--cached needs tokens"),
        (BARE._replace(sort="cost"), "--sort cost needs tokens"),
    ],
)
def test_flags_about_tokens_need_tokens(asked: ProviderQuestion, message: str) -> None:
    with pytest.raises(UsageError, match=f"^{message}$"):
        asked.check()


@pytest.mark.parametrize("asked", [BARE, BARE._replace(sort="uptime"), BARE._replace(input="1", sort="cost")])
def test_other_flags_do_not(asked: ProviderQuestion) -> None:
    asked.check()


def test_the_first_flag_that_needs_tokens_is_named() -> None:
    with pytest.raises(UsageError, match=r"^-n/--requests needs tokens$") as raised:
        BARE._replace(requests="3", cached="3", sort="cost").check()
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
def test_tokens_that_can_not_be_read_are_refused(asked: ProviderQuestion) -> None:
    with pytest.raises(QuantityError):
        asked.usage()


def test_requests_that_can_not_be_read_are_refused() -> None:
    with pytest.raises(QuantityError):
        BARE._replace(requests="x").terms()


def test_no_requests_ask_for_nothing() -> None:
    with pytest.raises(QuantityError, match=r"^--requests: '0' asks for nothing$") as raised:
        BARE._replace(requests="0").terms()
    assert "give 1 or more" == raised.value.hint
