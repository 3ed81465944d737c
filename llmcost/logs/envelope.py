"""What stands around a response: the log line's own time, model, session and user."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from llmcost.logs.decoder import decode
from llmcost.logs.figures import inner
from llmcost.logs.formats.attributes import attributes_of
from llmcost.logs.moment import read_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.logs.flavour import Found

TIMES = (
    "timestamp",
    "created_at",
    "createdAt",
    "created",
    "createTime",
    "time",
    "ts",
    "@timestamp",
    "startTime",
    "start_time",
    "datetime",
    "date",
)
"""Keys under which logs write when a request was made, by preference."""

MODELS = ("model", "modelVersion", "model_id", "modelId", "model_name", "request_model", "response_model")
SESSIONS = (
    "session_id",
    "sessionId",
    "conversation_id",
    "conversationId",
    "thread_id",
    "trace_id",
    "traceId",
)
USERS = ("user", "user_id", "userId", "end_user", "safety_identifier")
_SIGNS: dict[tuple[str, ...], frozenset[str]] = {
    names: frozenset((*names, "metadata")) for names in (SESSIONS, USERS)
}
_ADDRESSES = ("endpoint", "url", "uri", "path", "request_url")
_MODEL_IN_ADDRESS = re.compile(
    r"/models?/([^/?#]+?)(?::[A-Za-z]+)?(?:/(?:converse|converse-stream|invoke|invoke-with-response-stream))?(?:[?#]|$)"
)
_LONGEST = 300


def time_of(found: Found, *names: str) -> tuple[int | None, tuple[str, ...]]:
    """When a request was made, by the innermost object that says so, and what is odd about that.

    Args:
        found: the response with what lies around it.
        names: the format's own keys, before those of ``TIMES``.
    """
    bad: tuple[str, ...] = ()
    for holder in found.outwards:
        for name in (*names, *TIMES):
            value = holder.get(name)
            # Who doesn't know the time may write 0 for it.
            if not value or isinstance(value, (dict, list)):
                continue
            seconds, odd = read_time(value)
            if seconds is not None:
                return seconds, (odd,) if odd else ()
            bad = (odd,) if odd else bad
    return None, bad


def model_of(found: Found, *names: str) -> str | None:
    """The model that served a request: as the response names it, else as the request or its address does."""
    for holder in found.outwards:
        for name in (*names, *MODELS):
            value = holder.get(name)
            if isinstance(value, str) and value:
                return value[:_LONGEST]
    for holder in found.outwards:
        requested = inner(holder, "request").get("model")
        if isinstance(requested, str) and requested:
            return requested[:_LONGEST]
        for name in _ADDRESSES:
            address = holder.get(name)
            match = _MODEL_IN_ADDRESS.search(address[-_LONGEST:]) if isinstance(address, str) else None
            if match:
                return unquote(match[1])
    return None


def session_of(found: Found) -> str | None:
    """The session, conversation or trace that a request belongs to."""
    return _named(found, SESSIONS)


def user_of(found: Found) -> str | None:
    """Whom a request was made for."""
    return _named(found, USERS)


def _named(found: Found, names: tuple[str, ...]) -> str | None:
    signs = _SIGNS[names]
    for holder in found.outwards:
        # Most objects have none of them, and few words are quicker looked for in many than many in few.
        if signs.isdisjoint(holder):
            continue
        for place in (holder, _metadata(holder)):
            for name in names:
                value = place.get(name)
                if value and type(value) in {str, int}:
                    return str(value)[:_LONGEST]
    return None


def tag_of(outermost: Mapping[str, Any], found: Found, key: str) -> str | None:
    """The value of a key that was asked for by name; None where none is stated.

    The key is a path with dots from the outermost object, or stands in any object around the response, in its
    ``metadata`` or among its attributes. Of a list of words, such as tags, all count, whatever their order.
    """
    stated = _told(_at_path(outermost, key))
    for holder in found.outwards:
        if stated is not None:
            break
        resource = inner(holder, "resource")
        places = (holder, _metadata(holder), attributes_of(holder), attributes_of(resource))
        stated = next((told for place in places if (told := _told(place.get(key))) is not None), None)
    return stated


def _metadata(holder: Mapping[str, Any]) -> Mapping[str, Any]:
    return _as_object(holder.get("metadata"))


def _as_object(value: Any) -> Mapping[str, Any]:
    """An object, also as JSON in text; an empty one for anything else."""
    if isinstance(value, str) and value[:1] == "{":
        try:
            value = decode(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


def _told(value: Any) -> str | None:
    """A value as text; None for what is no word."""
    if isinstance(value, list):
        words = sorted({told for each in value if not isinstance(each, list) and (told := _told(each))})
        return ", ".join(words)[:_LONGEST] or None
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None or isinstance(value, dict) else str(value)[:_LONGEST] or None


def _at_path(holder: Any, path: str) -> Any:
    for name in path.split("."):
        holder = _as_object(holder).get(name)
    return holder
