"""Results of Anthropic's Message Batches API: a line for each request, billed at the batch price.

By "Retrieve message batch results" of the Claude API reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.figures import inner
from llmcost.logs.flavour import Flavour, Found
from llmcost.logs.formats.anthropic import request_of
from llmcost.logs.formats.anthropic_usage import is_usage, records_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState
    from llmcost.records.record import Record

_NAME = "anthropic-batch"
_ENDS = ("succeeded", "errored", "canceled", "expired")


def _claims(body: Mapping[str, Any], _: tuple[Mapping[str, Any], ...]) -> bool:
    return "custom_id" in body and inner(body, "result").get("type") in _ENDS


def _read(found: Found, _: FileState) -> Iterator[Record]:
    result = inner(found.body, "result")
    message = inner(result, "message")
    usage = inner(message, "usage")
    # What ended in any other way than "succeeded" holds no message, and isn't billed.
    if is_usage(usage):
        request = request_of(Found(message, (*found.trail, found.body, result)), _NAME)
        yield from records_of(usage, request._replace(tier="batch"))


ANTHROPIC_BATCH = Flavour(_NAME, _claims, _read)
