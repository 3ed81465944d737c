"""Responses of Anthropic's Messages API, from wherever it is served, and OpenRouter's of the same shape.

By "Messages" of the Claude API reference, "Anthropic Claude Messages API" of Amazon Bedrock (the same body by
InvokeModel) and "Create a message" of OpenRouter's API reference, which adds the bill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import model_of, session_of, time_of, user_of
from llmcost.logs.figures import inner, text
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.anthropic_usage import is_surely_usage, is_usage, records_of
from llmcost.logs.formats.batch_line import in_batch
from llmcost.records.identity import identity, issued_in
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found

    Trail = tuple[Mapping[str, Any], ...]

MESSAGES = "anthropic-messages"


def request_of(found: Found, flavour: str = MESSAGES) -> Record:
    """All that a message and what lies around it say of its request, but for the figures."""
    body = found.body
    time, remarks = time_of(found)
    model = model_of(found)
    size = inner(body, "usage").get("input_tokens")
    return Record(
        flavour,
        model,
        Counts(),
        time=time,
        id=identity(
            text(body, "id") or issued_in(body),
            time,
            model,
            size if isinstance(size, int) else 0,
            is_own=body.get("type") == "message",
        ),
        tier="batch" if in_batch(found) else "",
        provider=text(body, "provider"),
        session=session_of(found),
        user=user_of(found),
        remarks=remarks,
    )


def read_message(found: Found, _: FileState) -> Iterator[Record]:
    """The records of a message; none where it was made up by a client.

    Raises:
        BadRecord: for figures that can't be.
    """
    if found.body.get("model") != "<synthetic>":
        yield from records_of(inner(found.body, "usage"), request_of(found))


def _claims(body: Mapping[str, Any], _: Trail) -> bool:
    usage = body.get("usage")
    if body.get("type") == "message":
        return is_usage(usage)
    return body.get("object") != "response" and is_surely_usage(usage)


def _claims_billed(body: Mapping[str, Any], trail: Trail) -> bool:
    return _claims(body, trail) and "cost" in body["usage"]


def is_any_usage(body: Mapping[str, Any], _: Trail) -> bool:
    """Whether an object is such a usage object, if only by names that OpenAI has, too."""
    return is_usage(body)


def _claims_usage(body: Mapping[str, Any], _: Trail) -> bool:
    return is_surely_usage(body)


def read_usage(found: Found, _: FileState) -> Iterator[Record]:
    """The records of a usage object alone.

    Raises:
        BadRecord: for figures that can't be.
    """
    request = request_of(found)
    holder = found.trail[-1] if found.trail else {}
    # The id of just any object around may be that of a session.
    yield from records_of(found.body, request._replace(id=issued_in(holder) or request.id))


ANTHROPIC_MESSAGES = Flavour(MESSAGES, _claims, read_message)
OPENROUTER_MESSAGES = Flavour("openrouter-messages", _claims_billed, read_message)
ANTHROPIC_USAGE = Flavour(MESSAGES, _claims_usage, read_usage)
"""A log's copy of the usage alone, under whatever name. Without a key of Anthropic's own it is left to
OpenAI's formats: they sum it up alike."""
