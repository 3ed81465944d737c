"""Raw events of a streamed Messages API response, on lines or in a list.

By "Streaming messages" of the Claude API documentation. ``message_start`` names the message and its model
with provisional counts, and ``message_delta`` has the final ones, cumulative and without a name. A stream
that broke off before its ``message_delta`` isn't counted: the first counts are not those that are billed, and
with compaction they are of another sampling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.logs.figures import count, inner
from llmcost.logs.flavour import Flavour, Found
from llmcost.logs.formats.anthropic import MESSAGES, request_of
from llmcost.logs.formats.anthropic_usage import records_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState
    from llmcost.records.record import Record

    Key = tuple[tuple[str, str], ...]

_MOST = 64
"""Streams at a time that are told apart; where more are written to one file, the oldest has ended."""
_STREAM_NAMES = ("request_id", "requestId", "stream_id", "session_id", "parent_tool_use_id", "trace_id")


class _Begun(NamedTuple):
    """What ``message_start`` says."""

    request: Record
    usage: Mapping[str, Any]


def _claims(body: Mapping[str, Any], _: tuple[Mapping[str, Any], ...]) -> bool:
    kind = body.get("type")
    if kind == "message_start":
        return isinstance(body.get("message"), dict)
    return kind == "message_delta" and isinstance(body.get("usage"), dict)


def _claims_billed(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:
    return _claims(body, trail) and (body["type"] == "message_start" or "cost" in body["usage"])


def _read(found: Found, state: FileState) -> Iterator[Record]:
    begun: dict[Key, _Begun] = state.notes.setdefault(MESSAGES, {})
    key = tuple(
        (name, value)
        for holder in found.outwards
        for name in _STREAM_NAMES
        if isinstance(value := holder.get(name), str)
    )
    if found.body["type"] == "message_start":
        message = inner(found.body, "message")
        begun.pop(key, None)
        begun[key] = _Begun(request_of(Found(message, (*found.trail, found.body))), inner(message, "usage"))
        if len(begun) > _MOST:
            del begun[next(iter(begun))]
        return
    start = begun.get(key)
    own = request_of(Found({}, (*found.trail, found.body)))
    final = inner(found.body, "usage")
    if start is not None:
        yield from records_of(_merged(start.usage, final), _joined(start.request, own))
    elif state.begins:
        yield from records_of(final, own)
    else:
        state.lacks_earlier = True


def _joined(start: Record, end: Record) -> Record:
    """The request as both events tell it; it was made when the stream began."""
    if start.time is not None:
        return start
    return start._replace(time=end.time, remarks=end.remarks)


def _merged(start: Mapping[str, Any], final: Mapping[str, Any]) -> dict[str, Any]:
    """The final counts, and of the first ones those that they don't state again."""
    merged = {**start, **{name: value for name, value in final.items() if value is not None}}
    split = inner(start, "cache_creation")
    split_sum = sum(count(split, f"ephemeral_{ttl}_input_tokens") for ttl in ("5m", "1h"))
    # Compaction begins with another sampling, whose writes are no part of the final counts.
    if "cache_creation" not in final and count(merged, "cache_creation_input_tokens") != split_sum:
        merged.pop("cache_creation", None)
    return merged


ANTHROPIC_STREAM = Flavour(MESSAGES, _claims, _read)
OPENROUTER_STREAM = Flavour("openrouter-messages", _claims_billed, _read)
"""To be asked after the other, which reads both: for readings of this format alone."""
