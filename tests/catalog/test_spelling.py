"""How gateways spell names, and what OpenRouter calls the same model."""

from __future__ import annotations

import pytest

from llmcost.catalog.note import Note
from llmcost.catalog.spelling import Spelling, spellings


def list_price(gateway: str) -> tuple[Note, ...]:
    return (Note("list_price", f"OpenRouter's list price; {gateway} has a price list of its own"),)


AZURE = list_price("Azure")
BEDROCK = list_price("Amazon Bedrock")
VERTEX = list_price("Google Vertex AI")
GEMINI = list_price("the Gemini API")
FIREWORKS = list_price("Fireworks AI")
GROQ = list_price("Groq")


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("gpt-4o", []),
        ("openai/gpt-4o", []),
        ("acme/one", []),
        ("openrouter/auto", [("auto", ())]),
        ("openrouter/openai/gpt-4o", [("openai/gpt-4o", ())]),
        ("xai/grok-4", [("x-ai/grok-4", list_price("the API behind xai/"))]),
        ("mistral/mistral-large", [("mistralai/mistral-large", list_price("the API behind mistral/"))]),
        ("azure/gpt-4o", [("gpt-4o", AZURE)]),
        ("azure/eu/gpt-4o", [("gpt-4o", AZURE)]),
        ("azure/global-standard/gpt-4o", [("gpt-4o", AZURE)]),
        ("azure/eu", [("eu", AZURE)]),
        (
            "azure_ai/mistral/mistral-large",
            [("mistral/mistral-large", AZURE), ("mistralai/mistral-large", AZURE)],
        ),
        ("vertex_ai/gemini-2.5-pro", [("gemini-2.5-pro", VERTEX)]),
        ("vertex_ai/claude-3-5-haiku@20241022", [("claude-3-5-haiku@20241022", VERTEX)]),
        ("models/gemini-2.5-pro", [("google/gemini-2.5-pro", GEMINI)]),
        ("gemini/gemini-2.5-pro", [("google/gemini-2.5-pro", GEMINI)]),
        ("groq/openai/gpt-oss-120b", [("openai/gpt-oss-120b", GROQ), ("openai/gpt-oss-120b", GROQ)]),
        ("groq/acme/one", [("acme/one", GROQ)]),
        ("fireworks_ai/accounts/fireworks/models/deepseek-v3", [("deepseek-v3", FIREWORKS)]),
        ("fireworks_ai/accounts/fireworks", [("accounts/fireworks", FIREWORKS)]),
        (
            "publishers/google/models/gemini-2.5-pro",
            [("google/gemini-2.5-pro", VERTEX)],
        ),
        (
            "projects/p/locations/l/publishers/meta/models/llama-4",
            [("meta-llama/llama-4", VERTEX)],
        ),
        ("projects/p/publishers/acme/models/one", [("acme/one", VERTEX)]),
        ("projects/p/publishers/acme", []),
        (
            "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
            [
                ("anthropic/claude-sonnet-4-5-20250929-v1", BEDROCK),
                ("anthropic/claude-sonnet-4-5-20250929", BEDROCK),
            ],
        ),
        ("amazon.nova-pro-v1:0", [("amazon/nova-pro-v1", BEDROCK), ("amazon/nova-pro", BEDROCK)]),
        (
            "anthropic.claude-3-haiku-20240307-v1:0:48k",
            [
                ("anthropic/claude-3-haiku-20240307-v1", BEDROCK),
                ("anthropic/claude-3-haiku-20240307", BEDROCK),
            ],
        ),
        ("us-gov.meta.llama3", [("meta-llama/llama3", BEDROCK)]),
        ("acme.one", []),
        (
            "bedrock/us-east-1/anthropic.claude-v2",
            [
                ("anthropic/claude-v2", BEDROCK),
                ("anthropic/claude", BEDROCK),
                ("anthropic.claude-v2", BEDROCK),
            ],
        ),
        (
            "bedrock/converse/eu.amazon.nova-lite",
            [("amazon/nova-lite", BEDROCK), ("eu.amazon.nova-lite", BEDROCK)],
        ),
        ("bedrock/claude-3-haiku", [("claude-3-haiku", BEDROCK)]),
        (
            "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-4",
            [("anthropic/claude-opus-4", BEDROCK)],
        ),
        ("arn:aws:bedrock:us-east-1:1:custom-model/abc", []),
    ],
)
def test_a_name_is_read_as_it_is_and_then_as_others_spell_it(
    name: str, others: list[tuple[str, tuple[Note, ...]]]
) -> None:
    expected = [Spelling(name, VERTEX if "@" in name else ())]
    expected += [Spelling(slug, notes) for slug, notes in others]
    assert expected == list(spellings(name))


def test_the_tag_of_a_long_context_is_dropped() -> None:
    assert [Spelling("claude-opus-4-6", ())] == list(spellings("claude-opus-4-6[1m]"))
