"""Log records of OpenTelemetry in which coding agents state the usage of each request.

After "Monitoring" of Claude Code's documentation, whose cached tokens stand beside the input as in
Anthropic's API, and the OpenTelemetry events of Codex, whose stand inside as in OpenAI's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import session_of, user_of
from llmcost.logs.figures import amount, count, text
from llmcost.logs.formats.attributes import value_of
from llmcost.logs.formats.export import utc_time_of
from llmcost.logs.formats.otel_span import NAME, SESSIONS, TIMES, USERS
from llmcost.records.convention import settle
from llmcost.records.identity import identity
from llmcost.records.record import Record
from llmcost.records.tier_name import tier_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import Found

_CLAUDE_CODE = frozenset({"claude_code.api_request", "api_request"})
_CODEX = "codex.sse_event"
_TIMES = (*TIMES, "event.timestamp")


def is_request(body: Mapping[str, Any], attributes: Mapping[str, Any]) -> bool:
    """Whether a log record is an agent's account of one request."""
    event = _event(body, attributes)
    return event == _CODEX or (event in _CLAUDE_CODE and "input_tokens" in attributes)


def read_event(found: Found, attributes: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[Record]:
    """The record of an agent's event; none of the events of Codex that don't end a response.

    Args:
        found: the log record, with what lies around it.
        attributes: its own.
        about: those of the resource.
    """
    # A collector that knows no time of the event itself writes 0.
    names = (name for name in _TIMES if found.body.get(name) not in (0, "0"))
    time, odd = utc_time_of(found._replace(trail=(*found.trail, attributes)), *names)
    session = text(attributes, *SESSIONS) or text(about, *SESSIONS) or session_of(found)
    user = text(attributes, *USERS) or text(about, *USERS) or user_of(found)
    if _event(found.body, attributes) != _CODEX:
        stated = amount(attributes, "cost_usd")
        model, counts = text(attributes, "model"), _of_claude_code(attributes)
        yield Record(
            NAME,
            model,
            counts,
            time,
            identity(text(attributes, "request_id"), time, model, counts.input, session, is_own=True)
            or _numbered(session, attributes.get("event.sequence")),
            tier_of(text(attributes, "speed", "service_tier")),
            stated,
            estimated=stated is not None,
            session=session,
            user=user,
            remarks=odd,
        )
    elif text(attributes, "event.kind") == "response.completed":
        counts, remarks = settle(_of_codex(attributes))
        if any(counts):
            yield Record(
                NAME,
                text(attributes, "model", "slug"),
                counts,
                time,
                _numbered(session, attributes.get("event.timestamp")),
                tier_of(text(attributes, "service_tier")),
                session=session,
                user=user,
                remarks=remarks + odd,
            )


def _event(body: Mapping[str, Any], attributes: Mapping[str, Any]) -> str | None:
    said = value_of(body.get("body"))
    return (
        text(attributes, "event.name") or text(body, "eventName") or (said if isinstance(said, str) else None)
    )


def _numbered(session: str | None, number: Any) -> str | None:
    """Claude Code numbers the events of a session; Codex ends one response at a time in each."""
    return None if number is None or session is None else f"{NAME}:{session}:{number}"


def _of_claude_code(attributes: Mapping[str, Any]) -> Counts:
    read = count(attributes, "cache_read_tokens")
    written = count(attributes, "cache_creation_tokens")
    return Counts(
        input=count(attributes, "input_tokens") + read + written,
        output=count(attributes, "output_tokens"),
        cache_read=read,
        cache_write=written,
    )


def _of_codex(attributes: Mapping[str, Any]) -> Counts:
    return Counts(
        input=count(attributes, "input_token_count"),
        output=count(attributes, "output_token_count"),
        cache_read=count(attributes, "cached_token_count"),
        cache_write=count(attributes, "cache_write_token_count"),
        reasoning=count(attributes, "reasoning_token_count"),
    )
