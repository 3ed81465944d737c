"""Cohere's Chat and Embed APIs, versions 1 and 2: what is billed, which is less than what was processed.

By "Chat" and "Embed" of Cohere's API reference. ``billed_units`` holds neither Cohere's own prompt nor what
is cached; ``search_units`` are those of Rerank, which is not billed by tokens, and no searches of the web.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.envelope import model_of, session_of, time_of, user_of
from llmcost.logs.figures import count, inner, text
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.bill import bill_of
from llmcost.records.identity import identity
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found

_IDS = ("id", "generation_id", "response_id")
_OF_RESPONSES = frozenset({"generation_id", "response_id", "finish_reason", "message", "embeddings", "text"})
"""Keys beside which an ``id`` is the response's."""
_TOKENS = ("input_tokens", "output_tokens", "image_tokens")


def _usage(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What holds ``billed_units``: ``usage`` of version 2, ``meta`` of version 1, or the object itself."""
    for usage in (inner(body, "usage"), inner(body, "meta"), body):
        if isinstance(usage.get("billed_units"), dict):
            return usage
    return None


def _claims(body: Mapping[str, Any], _: tuple[Mapping[str, Any], ...]) -> bool:
    return _usage(body) is not None


def _read(found: Found, _: FileState) -> Iterator[Record]:
    usage = _usage(found.body) or {}
    billed = inner(usage, "billed_units")
    if not any(name in billed for name in _TOKENS):
        return
    time, remarks = time_of(found)
    bill = bill_of(usage)
    image, model = count(billed, "image_tokens"), model_of(found)
    counts = Counts(
        input=count(billed, "input_tokens") + image,
        output=count(billed, "output_tokens"),
        image_input=image,
    )
    name, is_own = _id(found)
    yield Record(
        "cohere",
        model,
        counts,
        time=time,
        id=identity(name, time, model, counts.input, is_own=is_own),
        stated=bill.stated,
        estimated=bill.estimated,
        session=session_of(found),
        user=user_of(found),
        remarks=remarks,
    )


def _id(found: Found) -> tuple[str | None, bool]:
    """The id, and whether it is surely that of the response."""
    id_ = text(found.body, *_IDS)
    if id_ is None and found.trail and found.trail[-1].get("type") == "message-end":
        # The last event of a stream has it beside the object that holds the usage.
        return text(found.trail[-1], *_IDS), True
    return id_, not _OF_RESPONSES.isdisjoint(found.body)


COHERE = Flavour("cohere", _claims, _read)
