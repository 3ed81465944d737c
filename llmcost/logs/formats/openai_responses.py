"""OpenAI's Responses and Realtime APIs, whole or as the event that ends a stream, whoever serves them.

Rules: OpenAI's "Responses" API reference and its guide "Web search": searches are billed each and are not in
``usage``; opening a page or finding something in it is no search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.figures import inner
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.openai_response import read_response
from llmcost.logs.formats.openai_usage import states_responses, usage_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found
    from llmcost.records.record import Record

    Body = Mapping[str, Any]
    Trail = tuple[Body, ...]

_OBJECTS = ("response", "realtime.response")


def _claims(body: Body, trail: Trail) -> bool:
    return body.get("object") in _OBJECTS and holds_responses(body, trail)


def holds_responses(body: Body, trail: Trail) -> bool:  # noqa: ARG001 - every flavour is asked alike
    """Whether an object has a ``usage`` that counts as the Responses API does."""
    return body.get("type") != "message" and states_responses(body.get("usage"))


def is_responses_usage(body: Body, trail: Trail) -> bool:
    """Whether an object has such a ``usage``, or is one."""
    return states_responses(body) or holds_responses(body, trail)


def searches_in(body: Body) -> int:
    """The searches among the items of a response's output."""
    items = body.get("output")
    return sum(map(_is_search, items)) if isinstance(items, list) else 0


def _is_search(item: Any) -> bool:
    if not isinstance(item, dict) or item.get("type") != "web_search_call":
        return False
    return bool(inner(item, "action").get("type", "search") == "search")


def _read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001 - nothing is remembered
    body = found.body
    return read_response("openai-responses", found, usage_of(body), web_search=searches_in(body))


OPENAI_RESPONSES = Flavour("openai-responses", _claims, _read)
RESPONSES_USAGE = OPENAI_RESPONSES._replace(claims=is_responses_usage)
"""A log's copy of the usage alone, under whatever name."""
