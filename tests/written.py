"""Logs as programs write them, with small figures, and what a reading of them comes to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from builders import catalog, model, period, when

from llmcost.logs.files import LogFile
from llmcost.logs.reader import Part, Reader, unwatched
from llmcost.records.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from llmcost.cost.cell import Cell, Sums
    from llmcost.cost.tally import Oddity
    from llmcost.logs.account import Account

NOW = 1_795_000_000
"""2026-11-18."""
THEN = 1_790_000_000
"""2026-09-21, 14:13:20 UTC, a Monday."""

CATALOG = catalog(
    model(
        "acme/one",
        when(above=1000, input="2", output="8"),
        when(utc="08:00-14:00", input="3", output="9"),
        facts={"past": (period("2026-01-01", "2026-09-21", input="5", output="10"),)},
        since="2026-09-22",
    ),
    model("acme/two"),
    model("anthropic/claude-opus-5"),
    model("openai/gpt-5-codex"),
)
ASKED = Question(now=NOW)

Value = dict[str, Any]


def chat(name: str | None, prompt: int = 10, completion: int = 5, *, at: int = THEN, **more: Any) -> Value:
    """A chat completion; ``usage`` adds to its usage."""
    usage = {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        **more.pop("usage", {}),
    }
    named = {} if name is None else {"id": name}
    return {
        **named,
        "object": "chat.completion",
        "created": at,
        "model": "acme/one",
        "choices": [],
        "usage": usage,
        **more,
    }


def billed(name: str, cost: str, **more: Any) -> Value:
    """A chat completion of a gateway that states its bill."""
    return chat(name, provider="Acme", usage={"cost": float(cost)}, **more)


def message(name: str, output: int = 7, **usage: Any) -> Value:
    """A response of the Messages API."""
    return {
        "id": name,
        "type": "message",
        "role": "assistant",
        "model": "claude-opus-5",
        "created_at": THEN,
        "content": [],
        "usage": {"input_tokens": 11, "output_tokens": output, **usage},
    }


def stream(name: str, output: int = 7) -> list[Value]:
    """The events of a streamed message, which can't be told apart from another's in the middle."""
    start = message(name, 1)
    return [
        {"type": "message_start", "message": start},
        *({"type": "content_block_delta", "delta": {"text": "x" * 50}} for _ in range(5)),
        {"type": "message_delta", "delta": {}, "usage": {"output_tokens": output}},
        {"type": "message_stop"},
    ]


def rollout(name: str, requests: int) -> list[Value]:
    """A session of Codex: running totals, each twice."""
    lines = [
        {"timestamp": "2026-09-21T10:00:00Z", "type": "session_meta", "payload": {"id": name}},
        {"timestamp": "2026-09-21T10:00:00Z", "type": "turn_context", "payload": {"model": "gpt-5-codex"}},
    ]
    for number in range(1, requests + 1):
        last = {"input_tokens": 100, "cached_input_tokens": 50, "output_tokens": 10}
        info = {"total_token_usage": {key: each * number for key, each in last.items()}}
        payload = {"type": "token_count", "info": {**info, "last_token_usage": last}}
        lines += [{"timestamp": "2026-09-21T10:00:01Z", "type": "event_msg", "payload": payload}] * 2
    return lines


def lines_of(*values: Any, end: str = "\n") -> bytes:
    """Values, one to a line."""
    return "".join(json.dumps(value) + end for value in values).encode()


def log(path: Path, data: bytes, *, is_named: bool = True) -> LogFile:
    """A file with that in it."""
    path.write_bytes(data)
    return LogFile(path, path.name, len(data), is_named)


def read_through(files: Iterable[LogFile], asked: Question = ASKED, **more: Any) -> Account:
    """An account of all files, read one after the other."""
    reader = Reader(asked, CATALOG, **more)
    for file in files:
        reader.read(Part(file), unwatched)
    return reader.account


def outcome(account: Account) -> tuple[dict[Cell, Sums], tuple[Oddity, ...], tuple[int, ...]]:
    """Everything that an account comes to."""
    settled = account.settle()
    figures = (account.read, account.malformed, account.without_usage, account.outside, account.records)
    return settled, account.oddities(), (*figures, account.bytes, account.distinct.repeats)
