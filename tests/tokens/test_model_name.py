from __future__ import annotations

import pytest
from builders import model

from llmcost.tokens.model_name import claude_version, plain_id


@pytest.mark.parametrize(
    ("model_id", "alias_of", "plain"),
    [
        ("openai/gpt-4o", None, "openai/gpt-4o"),
        ("openai/gpt-4o:batch", None, "openai/gpt-4o"),
        ("~openai/gpt-latest", None, "openai/gpt-latest"),
        ("~openai/gpt-latest:free", "openai/gpt-5:free", "openai/gpt-5"),
    ],
)
def test_the_plain_id_is_that_of_the_model_itself(model_id: str, alias_of: str | None, plain: str) -> None:
    assert plain_id(model(model_id, facts={"alias_of": alias_of})) == plain


@pytest.mark.parametrize(
    ("slug", "version"),
    [
        ("claude-3-haiku", (3, 0)),
        ("claude-3.5-sonnet-20240620", (3, 5)),
        ("claude-3.7-sonnet", (3, 7)),
        ("claude-sonnet-4", (4, 0)),
        ("claude-opus-4-20250514", (4, 0)),
        ("claude-opus-4.6-fast", (4, 6)),
        ("claude-opus-4.7", (4, 7)),
        ("claude-fable-5.1", (5, 1)),
        ("claude-opus-10.1-fast", (10, 1)),
        ("claude-2.1", None),
        ("claude-instant-1.2", None),
        ("claude-3.5", None),
        ("claude-3.6-sonnet", None),
        ("claude-opus-40", None),
        ("claude-opus-4.10", None),
        ("claude-opus-4.7-mini", None),
        ("claude-opus-\u0665", None),
        ("claude-opus-latest", None),
    ],
)
def test_the_version_of_a_claude_stands_in_its_name(slug: str, version: tuple[int, int] | None) -> None:
    assert claude_version(slug) == version
