"""Lines of batch outputs around responses that don't say themselves that they are billed as a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.logs.flavour import Found


def in_batch(found: Found) -> bool:
    """Whether a response lies in a line of a batch's output.

    Amazon Bedrock ("Process multiple prompts with batch inference") writes ``recordId`` and ``modelOutput``,
    Vertex AI ("Batch inference") the request and the response with ``processed_time``, or for Claude with
    ``custom_id`` and ``status``.
    """
    return any(map(_is_line, found.trail))


def _is_line(holder: Mapping[str, Any]) -> bool:
    if "modelOutput" in holder:
        return "recordId" in holder
    if "request" not in holder or "response" not in holder or "status" not in holder:
        return False
    return "processed_time" in holder or "custom_id" in holder
