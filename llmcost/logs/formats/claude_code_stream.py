"""Events of ``claude -p --output-format stream-json``, and the result that it prints as JSON.

Source: "Track cost and usage" of the Claude Agent SDK's documentation, and streams that the client wrote.

An assistant event states a message as it began, once for each of its content blocks, and says nothing of
helper models. The result states the whole by model, as a running total of the process that prints it: of
several for one session the most counts. ``costUSD`` and ``total_cost_usd`` are the client's own reckoning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import time_of
from llmcost.logs.figures import amount, count, inner, text
from llmcost.logs.flavour import Flavour, Found
from llmcost.logs.formats.anthropic_stream import ANTHROPIC_STREAM
from llmcost.logs.formats.anthropic_usage import records_of
from llmcost.logs.formats.claude_code import SYNTHETIC, message_records, request_id, whole
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from llmcost.logs.flavour import FileState

_NAME = "claude-code-stream"
_EVENTS = frozenset({"system", "user", "stream_event", "tool_progress"})
_OF_MAIN_MODEL = ("service_tier", "speed", "inference_geo")


def _claims(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    kind = body.get("type")
    if not isinstance(body.get("session_id"), str) or not isinstance(kind, str):
        return False
    if kind == "result":
        return "modelUsage" in body or "total_cost_usd" in body
    if kind == "assistant":
        return inner(body, "message").get("type") == "message"
    # What tools put out may quote any response.
    return kind in _EVENTS and ("uuid" in body or "parent_tool_use_id" in body)


def _read(found: Found, state: FileState) -> Iterator[Record]:
    body = found.body
    session = body["session_id"]
    match body["type"]:
        case "assistant":
            _learn(state, session, text(inner(body, "message"), "model"), body)
            for record in message_records(found, _NAME, session):
                yield record._replace(part_of=_part_of(session))
        case "stream_event":
            yield from _of_piece(found, session, state)
        case "system":
            _learn(state, session, text(body, "model"), body)
        case "result":
            yield from _of_result(found, session, state)


def _learn(state: FileState, session: str, model: str | None, body: Mapping[str, Any]) -> None:
    """Remember the model of a session's main loop."""
    if model and model != SYNTHETIC and not body.get("parent_tool_use_id"):
        state.notes[_NAME] = (session, model)


def _part_of(session: str) -> str:
    """What an event is part of, in whose stead the result counts in any case.

    An event's output is that of the moment, and helper models have no events at all.
    """
    return f"{whole(session)}/events"


def _of_piece(found: Found, session: str, state: FileState) -> Iterator[Record]:
    """A piece of a message, which at its end states the final counts."""
    event = inner(found.body, "event")
    trail = (*found.trail, found.body)
    if ANTHROPIC_STREAM.claims(event, trail):
        for record in ANTHROPIC_STREAM.read(Found(event, trail), state):
            name = request_id(record.id, session, found.body)
            yield record._replace(flavour=_NAME, id=name, session=session, part_of=_part_of(session))


def _of_result(found: Found, session: str, state: FileState) -> Iterator[Record]:
    time, remarks = time_of(found)
    share = Record(
        _NAME,
        None,
        Counts(),
        time=time,
        session=session,
        requests=None,
        whole_of=whole(session),
        remarks=remarks,
    )
    usage = inner(found.body, "usage")
    models = {
        name: stated for name, stated in inner(found.body, "modelUsage").items() if isinstance(stated, dict)
    }
    for name, stated in models.items():
        known = usage if len(models) == 1 else {}
        # "[1m]" is how the client itself writes that it may use the long context window.
        yield from _share(
            share._replace(model=name.split("[")[0], id=f"claude-result:{session}#{name}"),
            _as_usage(stated, known),
            amount(stated, "costUSD"),
        )
    if not models:
        yield from _unshared(share, found, usage, state)


def _unshared(share: Record, found: Found, usage: Mapping[str, Any], state: FileState) -> Iterator[Record]:
    """A result of an older client, which doesn't tell models apart."""
    session, model = state.notes.get(_NAME, (None, None))
    if session != share.session:
        model = None
        if not state.begins:
            state.lacks_earlier = True
            return
    # Of the messages only the last one's samplings are listed.
    stated = {name: value for name, value in usage.items() if name != "iterations"}
    share = share._replace(model=model, id=f"claude-result:{share.session}#")
    yield from _share(share, stated, amount(found.body, "total_cost_usd"))


def _share(share: Record, usage: Mapping[str, Any], stated: Decimal | None) -> Iterator[Record]:
    for record in records_of(usage, share):
        if stated or any(record.counts):
            yield record._replace(stated=stated, estimated=stated is not None)


def _as_usage(stated: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """One model's share as the API itself would state it.

    Args:
        stated: the share.
        known: the usage of the main loop if it is this model's; how long cache writes last is taken from it
            where it is of the same writes.
    """
    written = count(stated, "cacheCreationInputTokens")
    split = inner(known, "cache_creation")
    usage: dict[str, Any] = {
        **{name: known.get(name) for name in _OF_MAIN_MODEL},
        "input_tokens": count(stated, "inputTokens"),
        "output_tokens": count(stated, "outputTokens"),
        "cache_read_input_tokens": count(stated, "cacheReadInputTokens"),
        "cache_creation_input_tokens": written,
        "server_tool_use": {"web_search_requests": count(stated, "webSearchRequests")},
    }
    if written == sum(count(split, f"ephemeral_{ttl}_input_tokens") for ttl in ("5m", "1h")):
        usage["cache_creation"] = split
    return usage


CLAUDE_CODE_STREAM = Flavour(_NAME, _claims, _read)
