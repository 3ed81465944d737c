"""Sessions of the Codex CLI: rollout files, and the events of ``codex exec --json``.

Source: the protocol types of the open-source client (``TokenCountEvent``, ``TurnCompletedEvent``) and files
that it wrote.

A rollout states running totals, each twice or more; a request is what they grew by, so that a session sums
to its own final total. A fork begins with its parent's lines under new timestamps. Turns keep their ids in
it, and a request's id is made of its turn's and the totals after it: with the parent's file at hand the
replay is a repeat and counts once; without, it is counted from the fork's file, for the parent's session and
at the start of the turn, which such ids (UUID version 7) tell. Clients that give turns no such id have the
oldest session named in the file in its place, which parent and fork share; a replay without the parent's file
is then dated as the fork.

``turn.completed`` states the totals of the thread since it began, over several runs: one whole per thread.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import model_of, time_of
from llmcost.logs.figures import count, inner, text
from llmcost.logs.flavour import Flavour
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found

_NAME = "codex"
_ROLLOUT = frozenset({"session_meta", "turn_context", "event_msg", "response_item", "compacted"})
_THREAD = frozenset({"thread.started", "turn.started", "turn.completed", "turn.failed"})
_ITEM = frozenset({"item.started", "item.updated", "item.completed"})
_UUID7 = re.compile(r"([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


class _Tokens(NamedTuple):
    """What the client counts; cached and written ones inside the input, reasoning inside the output."""

    input: int = 0
    cached: int = 0
    written: int = 0
    output: int = 0
    reasoning: int = 0


class _Thread:
    """What the lines read so far say about those to come."""

    __slots__ = ("counted", "model", "named", "own", "root", "turn")

    def __init__(self, own: str | None) -> None:
        self.named: list[str] = []
        """Sessions that were named, the file's own first, then those it was forked from."""
        self.own = own
        self.root = own
        """The oldest of its line."""
        self.model: str | None = None
        self.turn: str | None = None
        """The turn's id, if it is one that no other turn has."""
        self.counted: _Tokens | None = None
        """The totals that were stated last."""


def _claims(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    # Every line of a session is claimed: outputs of tools, which may quote anything, are not usage.
    kind = body.get("type")
    if not isinstance(kind, str):
        return False
    if kind in _ROLLOUT:
        return isinstance(body.get("payload"), dict)
    return kind in _THREAD or (kind in _ITEM and isinstance(body.get("item"), dict))


def _read(found: Found, state: FileState) -> Iterator[Record]:
    body = found.body
    payload = inner(body, "payload")
    thread: _Thread = state.notes.setdefault(_NAME, _Thread(None))
    match body["type"]:
        case "session_meta":
            state.notes[_NAME] = _met(thread, payload)
        case "turn_context":
            thread.model = text(payload, "model") or thread.model
            thread.turn = _lasting(text(payload, "turn_id"))
        case "thread.started":
            state.notes[_NAME] = _Thread(text(body, "thread_id"))
        case "event_msg" if payload.get("type") == "token_count" and payload.get("info"):
            yield from _of_request(found, state, thread)
        case "turn.completed" if body.get("usage"):
            yield from _of_thread(found, state, thread)


def _met(thread: _Thread, payload: Mapping[str, Any]) -> _Thread:
    """What is known after a session's description: the file's own, or one that it replays."""
    name = text(payload, "id", "session_id")
    if name is None or name in thread.named:
        return thread
    if thread.own is None or thread.counted is not None:
        # A replayed description stands before all requests; after them it begins the next of joined files.
        thread = _Thread(name)
    thread.named.append(name)
    thread.root = text(payload, "forked_from_id") or name
    thread.model = thread.model or text(payload, "model")
    return thread


def _of_request(found: Found, state: FileState, thread: _Thread) -> Iterator[Record]:
    info = inner(inner(found.body, "payload"), "info")
    now = _tokens(inner(info, "total_token_usage"))
    last = _tokens(inner(info, "last_token_usage"))
    if not state.begins:
        state.lacks_earlier = True
        return
    before, thread.counted = thread.counted, now
    if before == now:
        return
    grown = _Tokens(*(new - old for new, old in zip(now, before or _Tokens(), strict=True)))
    if before is None or min(grown) < 0:
        # Totals that a fork inherited, or that began again after a compaction.
        grown = last if any(last) else now
    if not any(grown):
        return
    times, odd = time_of(found)
    session = thread.own
    started = _started(thread.turn)
    if started is not None and started < (_started(thread.own) or 0):
        session = thread.named[1] if len(thread.named) > 1 else thread.root
        times = started // 1000
    counts, remarks = _counts(grown)
    origin = thread.turn or thread.root
    yield Record(
        _NAME,
        thread.model,
        counts,
        time=times,
        id=origin and f"codex:{origin}:" + "/".join(map(str, now)),
        session=session,
        # Growth by more than the last request is that of several, of which a line is missing.
        requests=1 if grown == last or not any(last) else None,
        part_of=session and f"codex:{session}",
        remarks=odd + remarks,
    )


def _of_thread(found: Found, state: FileState, thread: _Thread) -> Iterator[Record]:
    if not state.begins:
        state.lacks_earlier = True
        return
    tokens = _tokens(inner(found.body, "usage"))
    if not any(tokens):
        return
    times, odd = time_of(found)
    counts, remarks = _counts(tokens)
    yield Record(
        _NAME,
        model_of(found) or thread.model,
        counts,
        time=times,
        id=thread.own and f"codex-exec:{thread.own}",
        session=thread.own,
        requests=None,
        whole_of=thread.own and f"codex:{thread.own}",
        remarks=odd + remarks,
    )


def _tokens(usage: Mapping[str, Any]) -> _Tokens:
    return _Tokens(
        count(usage, "input_tokens"),
        count(usage, "cached_input_tokens"),
        count(usage, "cache_write_input_tokens"),
        count(usage, "output_tokens"),
        count(usage, "reasoning_output_tokens"),
    )


def _counts(tokens: _Tokens) -> tuple[Counts, tuple[str, ...]]:
    cached = min(tokens.cached, tokens.input)
    written = min(tokens.written, tokens.input - cached)
    reasoning = min(tokens.reasoning, tokens.output)
    counts = Counts(tokens.input, tokens.output, cache_read=cached, cache_write=written, reasoning=reasoning)
    remarks = ("cached_over_input",) * (cached + written < tokens.cached + tokens.written)
    return counts, remarks + ("reasoning_over_output",) * (reasoning < tokens.reasoning)


def _lasting(turn: str | None) -> str | None:
    """The id of a turn where it is unique; older clients number the turns of a session."""
    return turn if _started(turn) is not None else None


def _started(name: str | None) -> int | None:
    """The milliseconds since 1970 at which a UUID of version 7 was made; None for other ids."""
    match = _UUID7.fullmatch(name) if name else None
    return int(match[1] + match[2], 16) if match else None


CODEX = Flavour(_NAME, _claims, _read)
