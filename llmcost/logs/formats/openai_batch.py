"""The output of batches: one response a line, in an envelope that alone tells that batch prices hold.

Rules: OpenAI's "Batch API" guide; Azure, Groq, Mistral and Together write the same envelope.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from llmcost.logs.figures import inner, text
from llmcost.logs.flavour import Flavour, Found
from llmcost.logs.formats.embeddings import EMBEDDINGS
from llmcost.logs.formats.openai_chat import DEEPSEEK, GROQ, MISTRAL, OPENAI_CHAT
from llmcost.logs.formats.openai_responses import RESPONSES_USAGE
from llmcost.records.identity import identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState
    from llmcost.records.record import Record

_NAME = "openai-batch"
_BODIES = (EMBEDDINGS, GROQ, MISTRAL, DEEPSEEK, OPENAI_CHAT, RESPONSES_USAGE)
_LEAST_ERROR = 400
_LONGEST = 9


def _claims(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    if "custom_id" not in body or "response" not in body:
        return False
    if (text(body, "id") or "").startswith("batch_req_"):
        return True
    response = inner(body, "response")
    return "status_code" in response and "body" in response


def _read(found: Found, state: FileState) -> Iterator[Record]:
    response = inner(found.body, "response")
    if _is_error(response.get("status_code")):
        return
    inside = Found(inner(response, "body"), (*found.trail, found.body, response))
    flavour = next((one for one in _BODIES if one.claims(inside.body, inside.trail)), None)
    if flavour is None:
        return
    own = text(found.body, "id") or text(response, "request_id")
    for record in flavour.read(inside, state):
        name = record.id or identity(own, record.time, record.model, record.counts.input, is_own=True)
        yield record._replace(flavour=_NAME, tier="batch", id=name)


def _is_error(status: Any) -> bool:
    """Whether a status, also as text, is that of a request that failed."""
    # So many digits that no text is too long to be read.
    if isinstance(status, str) and status.isascii() and status.isdigit():
        status = int(status[:_LONGEST])
    return isinstance(status, (int, Decimal)) and status >= _LEAST_ERROR


OPENAI_BATCH = Flavour(_NAME, _claims, _read)
