"""Sessions that Claude Code keeps, a line for each entry of the conversation.

Source: "Data usage" and "Manage costs" of the Claude Code documentation, and files that the client wrote.

A message stands on several lines, one for each of its content blocks, with an output that grows, and again in
sessions that were resumed or forked; all of them have its id. Lines of side chains are requests like others.
What results of tools and progress lines say of a subagent's usage stands on the subagent's own lines too, and
``cost-state`` is the client's own running total: neither is counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import time_of
from llmcost.logs.figures import inner, text
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.anthropic_usage import records_of
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found

_NAME = "claude-code"
SYNTHETIC = "<synthetic>"
"""The model of messages that the client made up itself."""
_WITHOUT_PARENT = frozenset({"cost-state", "queue-operation", "last-prompt"})
_UNIQUE = re.compile(r"msg_(?:bdrk_|vrtx_)?[A-Za-z0-9]{20}")
_SHORTEST = 8
"""Characters of an id that can be unique within a session."""


def message_records(found: Found, flavour: str, session: str) -> Iterator[Record]:
    """The records of a line or event that holds a message; none for what the client made up or was refused.

    Args:
        found: the line.
        flavour: the format that it is of.
        session: it belongs to.

    Raises:
        BadRecord: for figures that can't be.
    """
    message = inner(found.body, "message")
    usage = inner(message, "usage")
    model = text(message, "model")
    if not usage or model == SYNTHETIC or found.body.get("isApiErrorMessage"):
        return
    time, remarks = time_of(found)
    request = Record(
        flavour,
        model,
        Counts(),
        time=time,
        id=request_id(text(message, "id"), session, found.body),
        session=session,
        part_of=whole(session),
        remarks=remarks,
    )
    yield from records_of(usage, request)


def request_id(message: str | None, session: str, line: Mapping[str, Any]) -> str | None:
    """What the lines of one message share.

    Anthropic's ids are unique; those that other servers make up are only together with that of the request,
    or within a session if they are long enough. A line without any is a message of its own.
    """
    if message and _UNIQUE.match(message):
        return message
    request = text(line, "requestId")
    if request:
        return f"{message or ''}:{request}"
    return f"{session}:{message}" if message and len(message) >= _SHORTEST else text(line, "uuid")


def whole(session: str) -> str:
    """The name of the whole that a session's requests are part of."""
    return f"claude:{session}"


def _claims(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    kind = body.get("type")
    if not isinstance(body.get("sessionId"), str) or not isinstance(kind, str):
        return False
    if kind == "assistant":
        return isinstance(body.get("message"), dict)
    # Every line of a session is claimed: what people paste and tools put out may quote any response.
    return "parentUuid" in body or kind in _WITHOUT_PARENT


def _read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001
    if found.body["type"] == "assistant":
        yield from message_records(found, _NAME, found.body["sessionId"])


CLAUDE_CODE = Flavour(_NAME, _claims, _read)
