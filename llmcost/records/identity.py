"""What tells one request from every other: the ids that APIs issue, and ids joined with what copies share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ISSUED = ("chatcmpl-", "cmpl-", "resp_", "gen-", "msg_", "batch_req_")
"""How the ids begin that APIs give to each response, wherever a log puts them."""
_NAMES = ("id", "response_id", "responseId", "message_id", "completion_id", "request_id")
"""Under which keys a log puts the id of a response."""
UNIQUE = 16
"""So many characters don't occur twice by chance: Ollama numbers its answers from ``chatcmpl-0`` to
``chatcmpl-998``, at random."""
FAIR = 8
"""From so many on an id is more than a number in a list."""


def is_issued(stated: str) -> bool:
    """Whether an id is one that an API issues to a single response."""
    return len(stated) >= UNIQUE and stated.startswith(ISSUED)


def issued_in(holder: Mapping[str, Any]) -> str | None:
    """The issued id that an object states under any of the names that loggers give to it."""
    return next((id_ for name in _NAMES if isinstance(id_ := holder.get(name), str) and is_issued(id_)), None)


def identity(
    stated: str | None,
    time: int | None,
    model: str | None,
    size: int,
    *within: str | None,
    is_own: bool = False,
) -> str | None:
    """What the copies of one request share, and no other request has; None for what may be anyone's.

    Tables are numbered from 1 on, and what stands under ``id`` may be a trace's or a session's: such ids are
    joined with all that copies have in common. The output is not: the pieces of a stream state more and more.

    Args:
        stated: the id.
        time: of the request.
        model: as the log names it.
        size: its input tokens.
        within: what the id is unique within, such as a trace.
        is_own: whether the format says that it is the request's own.
    """
    if not stated:
        return None
    if is_issued(stated) or (is_own and len(stated) >= UNIQUE):
        return stated
    around = tuple(each for each in within if each)
    if time is None and not around and len(stated) < FAIR:
        return None
    return " ".join(map(str, (*around, stated, time, model, size)))
