from __future__ import annotations

import pytest
from builders import model

from llmcost.cost.counted import Count
from llmcost.errors import UnpricedError
from llmcost.tokens.tokens_in import tokens_in

GPT_5 = model("openai/gpt-5")
SONNET = model("anthropic/claude-sonnet-4.5")


def test_a_text_is_counted_with_the_published_encoding() -> None:
    assert (tokens_in("hello world", GPT_5), tokens_in("", GPT_5)) == (
        Count(2, 2, 2, "exact", "o200k_base"),
        Count(0, 0, 0, "exact", "o200k_base"),
    )


def test_without_vocabularies_or_a_published_encoding_it_is_an_estimate() -> None:
    assert (
        tokens_in("hello world", GPT_5, by_vocabulary=False).method,
        tokens_in("hello world", SONNET).method,
    ) == ("estimate", "estimate")


def test_exact_refuses_an_estimate() -> None:
    with pytest.raises(UnpricedError, match="can only be estimated"):
        tokens_in("hello world", SONNET, exact=True)
