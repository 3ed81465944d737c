from __future__ import annotations

import pytest

from llmcost.cli.provider_question import ProviderQuestion
from llmcost.cli.use_question import UseQuestion
from llmcost.errors import UsageError

BARE = ProviderQuestion("acme/one", UseQuestion())
"""The prices alone are asked about."""


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (BARE._replace(sort="cost"), "--sort cost needs tokens"),
        (BARE._replace(use=UseQuestion(requests="3"), sort="cost"), "-n/--requests needs tokens"),
    ],
)
def test_flags_about_tokens_need_tokens(asked: ProviderQuestion, message: str) -> None:
    with pytest.raises(UsageError, match=f"^{message}$"):
        asked.check()


@pytest.mark.parametrize(
    "asked",
    [BARE, BARE._replace(sort="uptime"), BARE._replace(use=UseQuestion(input="1"), sort="cost")],
)
def test_other_flags_do_not(asked: ProviderQuestion) -> None:
    asked.check()
