"""One OpenTelemetry span of a model call, by its attributes.

After "Semantic conventions for generative client AI spans", by which input tokens include cached ones, and
the older names of OpenLLMetry, OpenInference, Sentry, pydantic-ai and the Vercel AI SDK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import session_of, user_of
from llmcost.logs.figures import amount, count, text
from llmcost.logs.formats.export import utc_time_of
from llmcost.records.convention import settle
from llmcost.records.identity import identity
from llmcost.records.record import Record
from llmcost.records.tier_name import tier_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import Found

NAME = "otel"
TIMES = (
    "startTimeUnixNano",
    "start_time_unix_nano",
    "timeUnixNano",
    "time_unix_nano",
    "observedTimeUnixNano",
    "start_timestamp",
    "start_time",
    "startTime",
    "Timestamp",
)
"""Keys of spans and log records that state when, by preference."""

_INPUT = (
    *("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"),
    *("llm.usage.prompt_tokens", "llm.usage.input_tokens", "llm.token_count.prompt"),
)
_OUTPUT = (
    *("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"),
    *("llm.usage.completion_tokens", "llm.usage.output_tokens", "llm.token_count.completion"),
)
_STATING = frozenset((*_INPUT, *_OUTPUT))
_TOTAL = (
    *("gen_ai.usage.total_tokens", "llm.usage.total_tokens", "llm.token_count.total"),
    "gen_ai.usage.details.total_tokens",
)
# Details repeat what the names before them state, so that they count only where those are missing.
_READ = (
    *("gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens"),
    *("gen_ai.usage.input_tokens.cached", "gen_ai.usage.cached_input_tokens"),
    *("gen_ai.usage.input_cached_tokens", "llm.usage.cache_read_input_tokens"),
    *("llm.token_count.prompt_details.cache_read", "gen_ai.usage.details.cache_read_tokens"),
    *("gen_ai.usage.details.cache_read_input_tokens", "gen_ai.usage.details.cached_tokens"),
)
_WRITTEN = (
    *("gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_write.input_tokens"),
    *("gen_ai.usage.cache_creation_input_tokens", "gen_ai.usage.input_tokens.cache_write"),
    *("llm.usage.cache_creation_input_tokens", "llm.token_count.prompt_details.cache_write"),
    *("gen_ai.usage.details.cache_write_tokens", "gen_ai.usage.details.cache_creation_input_tokens"),
)
_REASONING = (
    *("gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.output_tokens.reasoning"),
    *("gen_ai.usage.reasoning_tokens", "llm.usage.reasoning_tokens"),
    *("llm.token_count.completion_details.reasoning", "gen_ai.usage.details.reasoning_tokens"),
)
_MODELS = (
    *("gen_ai.response.model", "llm.response.model", "ai.response.model"),
    *("gen_ai.request.model", "llm.request.model", "llm.model_name", "embedding.model_name", "ai.model.id"),
)
_IDS = ("gen_ai.response.id", "llm.response.id", "ai.response.id")
_COSTS = (
    *("operation.cost", "gen_ai.usage.cost", "gen_ai.usage.cost.total", "gen_ai.usage.total_cost"),
    *("llm.cost.total", "llm.usage.cost"),
)
_TIERS = ("openai.response.service_tier", "gen_ai.openai.response.service_tier")
SESSIONS = ("gen_ai.conversation.id", "session.id", "conversation.id", "langfuse.session.id")
USERS = ("enduser.id", "user.id", "gen_ai.user.id", "langfuse.user.id", "user.email")

_CALLS = frozenset(
    {
        *("chat", "text_completion", "generate_content", "embeddings"),
        *("completion", "completions", "embedding", "responses", "llm"),
    }
)
_OPERATIONS = ("gen_ai.operation.name", "llm.request.type", "openinference.span.kind", "traceloop.span.kind")
_AGENTS = ("gen_ai.agent.name", "agent_name")
_TRACE_IDS = ("traceId", "trace_id", "TraceId")
_SPAN_IDS = ("spanId", "span_id", "SpanId")


def states_usage(attributes: Mapping[str, Any]) -> bool:
    """Whether they are of a generative span that states tokens."""
    return not _STATING.isdisjoint(attributes)


def is_call(attributes: Mapping[str, Any]) -> bool:
    """Whether they are of one call of a model, rather than of an agent that sums up its calls."""
    operation = text(attributes, *_OPERATIONS)
    if operation is not None:
        return operation.lower() in _CALLS
    # The SDK's own span around "ai.generateText.doGenerate" repeats the sum of these.
    inner_call = text(attributes, "ai.operationId")
    if inner_call is not None:
        return ".do" in inner_call
    return text(attributes, *_AGENTS) is None


def read_span(found: Found, attributes: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[Record]:
    """The record of a span; none where it is no call, or states no tokens.

    Args:
        found: the span, with what lies around it.
        attributes: its own.
        about: those of the resource.
    """
    if not is_call(attributes):
        return
    counts, remarks = settle(_counts(attributes), count(attributes, *_TOTAL))
    if not any(counts):
        return
    stated = amount(attributes, *_COSTS)
    time, odd = utc_time_of(found, *TIMES)
    model = text(attributes, *_MODELS)
    trace = next((trace for place in _places(found) if (trace := text(place, *_TRACE_IDS))), None)
    name = identity(text(attributes, *_IDS), time, model, counts.input, trace, is_own=True)
    yield Record(
        NAME,
        model,
        counts,
        time,
        name or _id_of_span(found, trace),
        tier_of(text(attributes, *_TIERS)),
        stated,
        estimated=stated is not None,
        session=text(attributes, *SESSIONS) or text(about, *SESSIONS) or session_of(found),
        user=text(attributes, *USERS) or text(about, *USERS) or user_of(found),
        remarks=remarks + odd,
    )


def _id_of_span(found: Found, trace: str | None) -> str | None:
    span = next((span for place in _places(found) if (span := text(place, *_SPAN_IDS))), None)
    return f"{trace or NAME}:{span}" if span else None


def _places(found: Found) -> Iterator[Mapping[str, Any]]:
    yield found.body
    for name in ("context", "spanContext"):
        value = found.body.get(name)
        if isinstance(value, dict):
            yield value


def _counts(attributes: Mapping[str, Any]) -> Counts:
    return Counts(
        input=count(attributes, *_INPUT),
        output=count(attributes, *_OUTPUT),
        cache_read=count(attributes, *_READ),
        cache_write=count(attributes, *_WRITTEN),
        audio_input=count(attributes, "llm.token_count.prompt_details.audio"),
        reasoning=count(attributes, *_REASONING),
        audio_output=count(attributes, "llm.token_count.completion_details.audio"),
        web_search=count(attributes, "gen_ai.usage.details.web_search_requests"),
    )
