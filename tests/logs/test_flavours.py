"""Each format claims its own, in one order; a format that is named by hand needs no signs."""

from __future__ import annotations

from typing import Any

import pytest
from formats import read_all

from llmcost.logs.flavours import FLAVOURS

CHAT = {"prompt_tokens": 500, "completion_tokens": 20, "total_tokens": 520}
RESPONSES = {"input_tokens": 500, "output_tokens": 20, "total_tokens": 520}


@pytest.mark.parametrize(
    ("line", "flavour"),
    [
        ({"object": "chat.completion", "usage": CHAT}, "openai-chat"),
        ({"object": "response", "usage": RESPONSES}, "openai-responses"),
        ({"object": "list", "usage": {"prompt_tokens": 9, "total_tokens": 9}}, "embeddings"),
        (
            {"custom_id": "1", "response": {"status_code": 200, "body": {"model": "m", "usage": CHAT}}},
            "openai-batch",
        ),
        ({"usage": {**CHAT, "num_cached_tokens": 9}}, "mistral"),
        ({"usage": {**CHAT, "prompt_cache_hit_tokens": 9}}, "deepseek"),
        ({"usage": CHAT, "x_groq": {}}, "groq"),
        ({"usage": {**CHAT, "cost_in_usd_ticks": 9}}, "xai"),
        ({"usage": {**RESPONSES, "cost_in_usd_ticks": 9}}, "xai"),
        ({"usage": {**CHAT, "search_context_size": "low"}}, "perplexity"),
        ({"usage": {**CHAT, "cost": {"total_cost": 1}}}, "perplexity"),
        ({"usage": {**CHAT, "cost": 1}}, "openrouter-chat"),
        ({"usage": {**RESPONSES, "cost": 1}}, "openrouter-responses"),
        ({"id": "gen-1", "total_cost": 1, "tokens_prompt": 9}, "openrouter-generation"),
        (CHAT, "openai-chat"),
        (RESPONSES, "openai-responses"),
    ],
)
def test_each_format_claims_its_own(line: dict[str, Any], flavour: str) -> None:
    assert [flavour] == [record.flavour for record in read_all(line, *FLAVOURS)]


@pytest.mark.parametrize(
    ("name", "usage"),
    [
        *((name, CHAT) for name in ("groq", "openrouter-chat", "deepseek", "mistral", "perplexity", "xai")),
        *((name, RESPONSES) for name in ("openrouter-responses", "perplexity", "xai")),
    ],
)
def test_a_named_format_needs_no_signs(name: str, usage: dict[str, Any]) -> None:
    named = [flavour for flavour in FLAVOURS if flavour.name == name]
    for line in ({"usage": usage}, usage):
        [record] = read_all(line, *named)
        assert (name, 500, 20) == (record.flavour, record.counts.input, record.counts.output)
