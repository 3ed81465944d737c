"""Gemini's usage metadata: counts and modalities, in the JSON of the API and as the Python SDK dumps it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.figures import count

if TYPE_CHECKING:
    from collections.abc import Mapping

_PROMPT = ("promptTokenCount", "prompt_token_count")
_TOOLS = ("toolUsePromptTokenCount", "tool_use_prompt_token_count")
_CACHED = ("cachedContentTokenCount", "cached_content_token_count")
# The Live API calls candidates a response.
_CANDIDATES = (
    "candidatesTokenCount",
    "candidates_token_count",
    "responseTokenCount",
    "response_token_count",
)
_THOUGHTS = ("thoughtsTokenCount", "thoughts_token_count")
_TOTAL = ("totalTokenCount", "total_token_count")
_BY_MODALITY = {
    # Embeddings have it in the singular.
    "prompt": ("promptTokensDetails", "prompt_tokens_details", "promptTokenDetails", "prompt_token_details"),
    "tools": ("toolUsePromptTokensDetails", "tool_use_prompt_tokens_details"),
    "cached": ("cacheTokensDetails", "cache_tokens_details"),
    "candidates": (
        "candidatesTokensDetails",
        "candidates_tokens_details",
        "responseTokensDetails",
        "response_tokens_details",
    ),
}


def is_usage(usage: Any) -> bool:
    """Whether this is usage metadata of a request; that of a cache has a total alone."""
    return isinstance(usage, dict) and any(name in usage for name in _PROMPT)


def is_surely_usage(usage: Mapping[str, Any]) -> bool:
    """Whether this is such metadata wherever it stands: Llama too writes a ``prompt_token_count``."""
    return is_usage(usage) and any(name in usage for name in (*_TOTAL, *_CANDIDATES))


def counts_of(usage: Mapping[str, Any]) -> tuple[Counts, tuple[str, ...]]:
    """The counts, and the codes of what is odd about them.

    Raises:
        BadRecord: for figures that can't be.
    """
    prompt, tools, stated = count(usage, *_PROMPT), count(usage, *_TOOLS), count(usage, *_CACHED)
    candidates, thoughts = count(usage, *_CANDIDATES), count(usage, *_THOUGHTS)
    remarks = ("cached_over_input",) if stated > prompt else ()
    cached = min(stated, prompt)
    rest = max(count(usage, *_TOTAL) - prompt - tools - candidates - thoughts, 0)
    if rest:
        remarks = (*remarks, "unattributed_output")
    given = _modalities(usage, "prompt") + _modalities(usage, "tools")
    read, made = _modalities(usage, "cached"), _modalities(usage, "candidates")
    cached_audio = min(read["AUDIO"], cached)
    uncached = prompt + tools - cached
    audio = min(max(given["AUDIO"] - cached_audio, 0), uncached)
    image_output = min(made["IMAGE"], candidates)
    counts = Counts(
        input=prompt + tools,
        output=candidates + thoughts + rest,
        cache_read=cached - cached_audio,
        image_input=min(max(given["IMAGE"] - read["IMAGE"], 0), uncached - audio),
        audio_input=audio,
        audio_cache_read=cached_audio,
        reasoning=thoughts,
        image_output=image_output,
        audio_output=min(made["AUDIO"], candidates - image_output),
    )
    return counts, remarks


def _modalities(usage: Mapping[str, Any], part: str) -> Counter[str]:
    """Modality -> tokens of it in a part of the request; empty where it isn't split."""
    split = Counter[str]()
    for name in _BY_MODALITY[part]:
        stated = usage.get(name)
        for one in stated if isinstance(stated, list) else ():
            modality = one.get("modality") if isinstance(one, dict) else None
            if isinstance(modality, str):
                # An enumeration's member may be dumped as "MediaModality.AUDIO".
                split[modality.rpartition(".")[2].upper()] += count(one, "tokenCount", "token_count")
    return split
