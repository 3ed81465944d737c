"""LiteLLM: rows of its spend logs, and the standard payload that it logs elsewhere.

After "Spend Tracking" and "StandardLoggingPayload Specification" of its documentation. Its prompt tokens
include those of the cache for every provider; early versions left Anthropic's beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import session_of, user_of
from llmcost.logs.figures import amount, count, inner, text
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.export import object_of, utc_time_of
from llmcost.records.convention import settle
from llmcost.records.identity import identity
from llmcost.records.record import Record
from llmcost.records.tier_name import says_yes, tier_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found

_NAME = "litellm"
_OTHERS = frozenset({"startTime", "call_type", "model_group", "custom_llm_provider"})
_BATCHES = ("retrieve_batch", "aretrieve_batch")


def _claims(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    row = "request_id" in body and "spend" in body
    return (row or "response_cost" in body) and not _OTHERS.isdisjoint(body)


def _read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001
    row = found.body
    if says_yes(row.get("cache_hit")):
        # Answered out of the proxy's own cache: no request was made.
        return
    metadata = object_of(row, "metadata")
    usage = object_of(metadata, "usage_object", "additional_usage_values")
    counts, remarks = settle(_counts(row, usage))
    stated = amount(row, "spend", "response_cost")
    if not any(counts) and (not stated or row.get("status") == "failure"):
        return
    time, odd = utc_time_of(found, "startTime", "endTime")
    batch = row.get("call_type") in _BATCHES
    model = _model(row, metadata)
    yield Record(
        _NAME,
        model,
        counts,
        time,
        identity(text(row, "request_id", "id"), time, model, counts.input, is_own=True),
        "batch" if batch else tier_of(usage.get("service_tier")),
        stated,
        estimated=stated is not None,
        provider=text(row, "custom_llm_provider"),
        session=text(row, "session_id", "trace_id") or session_of(found),
        user=text(row, "end_user", "user") or user_of(found),
        requests=None if batch else 1,
        remarks=remarks + odd,
    )


def _counts(row: Mapping[str, Any], usage: Mapping[str, Any]) -> Counts:
    read_in = inner(usage, "prompt_tokens_details") or inner(usage, "input_tokens_details")
    made = inner(usage, "completion_tokens_details") or inner(usage, "output_tokens_details")
    split = inner(read_in, "cache_creation_token_details") or inner(usage, "cache_creation")
    written = count(usage, "cache_creation_input_tokens") or count(read_in, "cache_creation_tokens")
    hour = count(split, "ephemeral_1h_input_tokens")
    return Counts(
        input=count(row, "prompt_tokens"),
        output=count(row, "completion_tokens"),
        cache_read=count(read_in, "cached_tokens") or count(usage, "cache_read_input_tokens"),
        cache_write=max(written - hour, 0),
        cache_write_1h=hour,
        image_input=count(read_in, "image_tokens"),
        audio_input=count(read_in, "audio_tokens"),
        reasoning=count(made, "reasoning_tokens"),
        image_output=count(made, "image_tokens"),
        audio_output=count(made, "audio_tokens"),
        web_search=count(inner(usage, "server_tool_use"), "web_search_requests")
        or count(read_in, "web_search_requests"),
    )


def _model(row: Mapping[str, Any], metadata: Mapping[str, Any]) -> str | None:
    """The model as LiteLLM priced it, where its own list knows it: ``model`` may be a deployment's name."""
    for holder in (row, metadata):
        known = inner(holder, "model_map_information")
        if inner(known, "model_map_value") and text(known, "model_map_key"):
            return text(known, "model_map_key")
    return text(row, "model", "model_group")


LITELLM = Flavour(_NAME, _claims, _read)
"""Spend logs and standard logging payloads, as JSON or rows of a CSV."""
