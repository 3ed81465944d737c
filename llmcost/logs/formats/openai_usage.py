"""The ``usage`` object of OpenAI's APIs, which most vendors write with a few names of their own.

Rules: OpenAI's "Chat Completions" and "Responses" API references, and those of the vendors named beside them.
Input includes what is cached, output what is reasoned, unless ``total_tokens`` says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.cost.usage import Counts
from llmcost.logs.figures import count, inner

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING: Mapping[str, Any] = {}


class _Names(NamedTuple):
    """How an API names its counts."""

    input: str
    output: str
    input_parts: tuple[str, str]
    output_parts: tuple[str, str]


_CHAT = _Names(
    "prompt_tokens",
    "completion_tokens",
    ("prompt_tokens_details", "prompt_token_details"),
    ("completion_tokens_details", "completion_token_details"),
)
# The singular is how the Realtime and transcription APIs write it.
_RESPONSES = _Names(
    "input_tokens",
    "output_tokens",
    ("input_tokens_details", "input_token_details"),
    ("output_tokens_details", "output_token_details"),
)

_CACHED = frozenset(
    {
        "prompt_cache_hit_tokens",  # DeepSeek
        "num_cached_tokens",  # Mistral, until 2026
        "cached_prompt_text_tokens",  # xAI over gRPC
        "cached_tokens",  # Hugging Face's router, Moonshot
        "cached_input_tokens",  # Codex
    }
)
# Gateways in front of Anthropic's models keep its names, most with the cached tokens inside the input.
_CACHE_READ, _CACHE_WRITE = "cache_read_input_tokens", "cache_creation_input_tokens"


def states_chat(usage: Any) -> bool:
    """Whether an object counts as the chat completions do."""
    return isinstance(usage, dict) and ("prompt_tokens" in usage or "completion_tokens" in usage)


def states_responses(usage: Any) -> bool:
    """Whether an object counts as the Responses API does, and not as Anthropic, which uses the same names."""
    return (
        isinstance(usage, dict)
        and ("input_tokens" in usage or "output_tokens" in usage)
        and _CACHE_READ not in usage
        and _CACHE_WRITE not in usage
    )


def usage_of(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The object that counts: the one under ``usage``, or the body itself where it is such an object."""
    usage = body.get("usage")
    return usage if isinstance(usage, dict) else body


def read_counts(usage: Mapping[str, Any], *, beside: bool = False) -> tuple[Counts, tuple[str, ...]]:
    """The counts of a ``usage`` object, and the codes of what is odd about them.

    Args:
        usage: the object.
        beside: whether reasoning is counted beside the output, where no total tells.

    Raises:
        BadRecord: for figures that can't be.
    """
    names = _RESPONSES if "input_tokens" in usage or "output_tokens" in usage else _CHAT
    parts, out_parts = _first(usage, names.input_parts), _first(usage, names.output_parts)
    whole = count(usage, names.input) or _sum(usage, "prompt_cache_hit_tokens", "prompt_cache_miss_tokens")
    output = count(usage, names.output)
    reasoning = count(out_parts, "reasoning_tokens")
    reasoning = reasoning or count(usage, "reasoning_tokens", "reasoning_output_tokens")
    total = count(usage, "total_tokens")
    remarks: list[str] = []

    read, write = _cached(usage, parts)
    if _CACHE_READ in usage or _CACHE_WRITE in usage:
        read, write = max(read, count(usage, _CACHE_READ)), max(write, count(usage, _CACHE_WRITE))
        if read + write > whole or (read + write and total == whole + output + read + write):
            whole += read + write
            remarks.append("additive_assumed")
    if read > whole:
        read = whole
        remarks.append("cached_over_input")
    if write > whole:
        write = whole
        remarks.append("cached_over_input")
    if read + write > whole:
        remarks.append("overlapping_cache")
    # LiteLLM keeps how long Anthropic was asked to hold what was written.
    hour = count(inner(parts, "cache_creation_token_details"), "ephemeral_1h_input_tokens")

    rest = total - whole - output
    if rest > 0:
        output += rest
        if rest != reasoning:
            reasoning = max(reasoning, rest)
            remarks.append("unattributed_output")
    elif beside and not total:
        output += reasoning
    if reasoning > output:
        reasoning = output
        remarks.append("reasoning_over_output")

    read, audio_read, image, audio = _media(usage, parts, whole, read, write)
    image_output = min(count(out_parts, "image_tokens"), output - reasoning)
    counts = Counts(
        input=whole,
        output=output,
        cache_read=read,
        cache_write=write - min(hour, write),
        cache_write_1h=min(hour, write),
        image_input=image,
        audio_input=audio,
        audio_cache_read=audio_read,
        reasoning=reasoning,
        image_output=image_output,
        audio_output=min(count(out_parts, "audio_tokens"), output - reasoning - image_output),
    )
    return counts, tuple(dict.fromkeys(remarks))


def _cached(usage: Mapping[str, Any], parts: Mapping[str, Any]) -> tuple[int, int]:
    """What was read from the cache and what was written to it, where both are inside the input."""
    read = count(parts, "cached_tokens")
    if not _CACHED.isdisjoint(usage):
        read = max(read, *(count(usage, name) for name in _CACHED))
    write = count(parts, "cache_write_tokens", "cache_creation_tokens") or count(usage, "cache_write_tokens")
    return read, write


def _media(
    usage: Mapping[str, Any], parts: Mapping[str, Any], whole: int, read: int, write: int
) -> tuple[int, int, int, int]:
    """What was read from the cache but for audio, cached audio, images and audio, no token in two of them."""
    image = count(parts, "image_tokens") or count(usage, "prompt_image_tokens")
    audio = count(parts, "audio_tokens")
    if not (image or audio):
        return read, 0, 0, 0
    cached = _first(parts, ("cached_tokens_details", "cached_token_details"))
    audio_read = min(count(cached, "audio_tokens"), audio, read)
    image -= min(count(cached, "image_tokens"), image)
    # Few say which of the cached tokens are audio. Where the parts are more than the whole, some must be.
    room = max(whole - max(read, write) if read + write > whole else whole - read - write, 0)
    over = max(image + audio - audio_read - room, 0)
    shift = min(over, audio - audio_read, read - audio_read)
    audio_read += shift
    audio -= audio_read
    image -= min(over - shift, image)
    return read - audio_read, audio_read, image, min(audio, room - image)


def _first(holder: Mapping[str, Any], names: tuple[str, str]) -> Mapping[str, Any]:
    for name in names:
        value = holder.get(name)
        if isinstance(value, dict):
            return value
    return _NOTHING


def _sum(usage: Mapping[str, Any], *names: str) -> int:
    return sum(count(usage, name) for name in names)
