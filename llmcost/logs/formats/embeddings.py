"""Embeddings: input without output.

Rules: the "Embeddings" API references of OpenAI and Mistral, and Voyage AI's, which states only the total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.figures import count, inner
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.openai_response import read_response
from llmcost.logs.formats.openai_usage import usage_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found
    from llmcost.records.record import Record


def _claims(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    if body.get("object") != "list":
        return False
    usage = inner(body, "usage")
    return "prompt_tokens" in usage or "total_tokens" in usage


def _read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001 - nothing is remembered
    usage = usage_of(found.body)
    tokens = count(usage, "prompt_tokens", "total_tokens")
    return read_response("embeddings", found, {"prompt_tokens": tokens})


EMBEDDINGS = Flavour("embeddings", _claims, _read)
