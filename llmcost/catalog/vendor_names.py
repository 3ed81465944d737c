"""What vendors' own APIs call a model where OpenRouter calls it otherwise: another date, or none."""

from __future__ import annotations

VENDOR_NAMES = {
    "anthropic/claude-3-5-sonnet-20241022": "anthropic/claude-3.5-sonnet",
    "anthropic/claude-opus-4-0": "anthropic/claude-opus-4",
    "anthropic/claude-opus-4-20250514": "anthropic/claude-opus-4",
    "anthropic/claude-opus-4-5-20251101": "anthropic/claude-opus-4.5",
    "anthropic/claude-sonnet-4-0": "anthropic/claude-sonnet-4",
    "anthropic/claude-sonnet-4-20250514": "anthropic/claude-sonnet-4",
    "openai/gpt-4-0613": "openai/gpt-4",
    "x-ai/grok-4-0709": "x-ai/grok-4",
}
"""The vendor's name -> the id of the same model. By the model overviews of Anthropic, OpenAI and xAI, whose
dates are those of the weights; OpenRouter's are mostly those of the day on which it listed them. Only names
that have meant this one model all the time stand here: no ``-latest``, nothing that was moved on."""

_BY_SLUG = {name.partition("/")[2]: model_id for name, model_id in VENDOR_NAMES.items()}


def by_vendor(name: str) -> str | None:
    """The id of the model that a vendor's API calls so, with or without the author; None for other names."""
    return VENDOR_NAMES.get(name) or _BY_SLUG.get(name)
