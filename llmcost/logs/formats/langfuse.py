"""Langfuse: observations as its API and its exports write them.

After "Token & Cost Tracking" of its documentation: keys of ``usageDetails`` are free, and integrations that
Langfuse ships state parts beside ``input`` and ``output``, others inside; the total tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import session_of, user_of
from llmcost.logs.figures import amount, count, text
from llmcost.logs.flavour import Flavour, Found
from llmcost.logs.formats.export import first_text, object_of, utc_time_of
from llmcost.records.convention import settle
from llmcost.records.identity import identity
from llmcost.records.record import BadRecord, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from llmcost.logs.flavour import FileState

_NAME = "langfuse"
_CALLS = frozenset({"GENERATION", "EMBEDDING"})
_TYPES = _CALLS | {
    "SPAN",
    "EVENT",
    "AGENT",
    "TOOL",
    "CHAIN",
    "RETRIEVER",
    "EVALUATOR",
    "GUARDRAIL",
}
_TOKENS = frozenset({"", "TOKENS", "TOKEN"})
_STARTS = ("startTime", "start_time")
_SIGNS = frozenset(
    {
        *("usageDetails", "usage_details", "costDetails", "cost_details", "promptTokens", "prompt_tokens"),
        *("inputUsage", "parentObservationId", "parent_observation_id", "traceId", "trace_id", "level"),
    }
)

_INPUT = ("input", "input_tokens", "prompt_tokens", "promptTokens", "inputUsage", "inputTokens")
_OUTPUT = ("output", "output_tokens", "completion_tokens", "completionTokens", "outputUsage", "outputTokens")
_TOTAL = ("total", "total_tokens", "totalTokens", "totalUsage")
_READ = (
    *("input_cached_tokens", "cache_read_input_tokens", "input_cache_read", "input_cache_read_tokens"),
    *("input_cached", "cached_input_tokens", "cache_read_tokens", "cache_read", "cached_tokens"),
    *("cached_content_token_count", "cache_read_input"),
)
_WRITTEN = (
    *("cache_creation_input_tokens", "input_cache_creation", "input_cache_creation_tokens"),
    *("cache_write_input_tokens", "input_cache_write", "cache_creation_tokens", "cache_write_tokens"),
    *("cache_creation", "cache_write"),
)
_WRITTEN_5M = ("input_cache_creation_5m", "cache_creation_5m", "ephemeral_5m_input_tokens")
_WRITTEN_1H = ("input_cache_creation_1h", "cache_creation_1h", "ephemeral_1h_input_tokens")
_REASONING = (
    *("output_reasoning_tokens", "output_reasoning", "reasoning_tokens", "reasoning"),
    *("thoughts_token_count",),
)


def _claims(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    # A trace and its spans hold the same responses as the generations below, so all of them are taken.
    return _is_observation(body) or bool(_observations(body))


def _is_observation(body: Mapping[str, Any]) -> bool:
    kind = body.get("type")
    return (
        isinstance(kind, str)
        and kind.upper() in _TYPES
        and not _SIGNS.isdisjoint(body)
        and any(name in body for name in _STARTS)
    )


def _observations(trace: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    inside = trace.get("observations")
    return [each for each in inside if _is_each(each)] if isinstance(inside, list) else []


def _is_each(value: Any) -> bool:
    return isinstance(value, dict) and _is_observation(value)


def _read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001
    inside = _observations(found.body)
    if inside:
        bad = None
        for each in inside:
            try:
                yield from _of_observation(Found(each, (*found.trail, found.body)))
            except BadRecord as error:
                # The others of the trace are as good as they were.
                bad = bad or error
        if bad:
            raise bad
    else:
        yield from _of_observation(found)


def _of_observation(found: Found) -> Iterator[Record]:
    body = found.body
    kind = str(body.get("type")).upper()
    details = object_of(body, "usageDetails", "usage_details")
    legacy = object_of(body, "usage")
    unit = text(legacy, "unit") or text(body, "unit") or ""
    if kind not in _CALLS or (not details and unit.upper() not in _TOKENS):
        return
    counts, remarks = _counts(details or legacy or _own(body), kind)
    stated = _stated(body, legacy)
    if not any(counts) and not stated:
        return
    time, odd = utc_time_of(found, *_STARTS)
    trace = first_text(found, "traceId", "trace_id")
    model = text(body, "model", "providedModelName", "provided_model_name", "internalModel", "internal_model")
    yield Record(
        _NAME,
        model,
        counts,
        time,
        identity(text(body, "id"), time, model, counts.input, trace, is_own=True),
        "",
        stated,
        estimated=stated is not None,
        session=first_text(found, "sessionId", "session_id") or session_of(found),
        user=user_of(found),
        remarks=remarks + odd,
    )


def _own(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Figures in the observation itself, whose ``input`` and ``output`` are what was said."""
    return {name: value for name, value in body.items() if name not in {"input", "output", "total"}}


def _counts(stated: Mapping[str, Any], kind: str) -> tuple[Counts, tuple[str, ...]]:
    hour = count(stated, *_WRITTEN_1H)
    written = max(count(stated, *_WRITTEN) - hour, 0) or count(stated, *_WRITTEN_5M)
    counts = Counts(
        input=count(stated, *_INPUT),
        output=count(stated, *_OUTPUT),
        cache_read=count(stated, *_READ),
        cache_write=written,
        cache_write_1h=hour,
        image_input=count(stated, "input_image_tokens", "input_image"),
        audio_input=count(stated, "input_audio_tokens", "input_audio"),
        reasoning=count(stated, *_REASONING),
        image_output=count(stated, "output_image_tokens", "output_image"),
        audio_output=count(stated, "output_audio_tokens", "output_audio"),
    )
    total = count(stated, *_TOTAL)
    if any(counts) or not total:
        return settle(counts, total)
    if kind == "EMBEDDING":
        return counts._replace(input=total), ()
    # Nothing says which they are: output is the dearer.
    return counts._replace(output=total), ("unattributed_output",)


def _stated(body: Mapping[str, Any], legacy: Mapping[str, Any]) -> Decimal | None:
    cost = amount(object_of(body, "costDetails", "cost_details"), "total")
    if cost is None:
        cost = amount(body, "calculatedTotalCost", "calculated_total_cost", "totalCost", "total_cost")
    return amount(legacy, "totalCost") if cost is None else cost


LANGFUSE = Flavour(_NAME, _claims, _read)
"""Observations alone or in their trace, as JSON or rows of a CSV."""
