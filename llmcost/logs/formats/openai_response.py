"""What responses of OpenAI's APIs share, whoever serves them: id, service tier, and the record they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.envelope import model_of, session_of, time_of, user_of
from llmcost.logs.figures import amount, inner, text
from llmcost.logs.formats.openai_usage import read_counts
from llmcost.records import tier_name
from llmcost.records.identity import identity, issued_in
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from llmcost.logs.flavour import Found

_RESPONSES = (
    "chat.completion",
    "chat.completion.chunk",
    "text_completion",
    "response",
    "realtime.response",
)
"""What an ``object`` says that it is whose id is a response's."""
_IDS = ("id", "response_id", "responseId")

_LONGEST = 40


def read_response(
    flavour: str,
    found: Found,
    usage: Mapping[str, Any],
    *,
    beside: bool = False,
    web_search: int = 0,
    more_input: int = 0,
    more_reasoning: int = 0,
    stated: Decimal | None = None,
    byok: bool = False,
) -> Iterator[Record]:
    """The record of one response; none where it used nothing.

    Args:
        flavour: the format's name.
        found: the response, or a log's copy of its usage.
        usage: the object in it that counts.
        beside: whether reasoning is counted beside the output, where no total tells.
        web_search: searches that are billed each.
        more_input: input tokens that the object counts beside its input.
        more_reasoning: output tokens that it counts beside its output.
        stated: the bill in USD. None: it is looked for what a gateway reckons.
        byok: whether it is billed by the user's own key.

    Raises:
        BadRecord: for figures that can't be.
    """
    counts, remarks = read_counts(usage, beside=beside)
    if web_search or more_input or more_reasoning:
        counts = counts._replace(
            input=counts.input + more_input,
            output=counts.output + more_reasoning,
            reasoning=counts.reasoning + more_reasoning,
            web_search=web_search,
        )
    estimate = _estimate_of(usage) if stated is None and not byok else None
    if not (any(counts) or stated):
        return
    seconds, odd = time_of(found, "created", "created_at")
    model = model_of(found)
    yield Record(
        flavour=flavour,
        model=model,
        counts=counts,
        time=seconds,
        id=_id(found, seconds, model, counts.input),
        tier=tier_of(found, usage),
        stated=estimate if stated is None else stated,
        estimated=estimate is not None,
        byok=byok,
        provider=text(found.body, "provider"),
        session=session_of(found),
        user=user_of(found),
        remarks=remarks + odd,
    )


def _estimate_of(usage: Mapping[str, Any]) -> Decimal | None:
    """What DeepInfra or Pydantic's gateway reckons that a request costs, in USD."""
    estimate = amount(usage, "estimated_cost")
    return amount(inner(usage, "pydantic_ai_gateway"), "cost_estimate") if estimate is None else estimate


def _id(found: Found, time: int | None, model: str | None, size: int) -> str | None:
    body = found.body
    name = text(body, *_IDS)
    if name is None:
        # A log that keeps the usage alone may keep the response's id beside it; any other id around it may
        # be one of a conversation.
        return next((id_ for holder in found.outwards if (id_ := issued_in(holder))), None)
    is_own = body.get("object") in _RESPONSES or isinstance(body.get("choices"), list)
    return identity(name, time, model, size, is_own=is_own)


def tier_of(found: Found, usage: Mapping[str, Any] | None = None) -> str:
    """The service tier of a response, by the innermost object that names one; empty: the standard one."""
    for holder in (usage or {}, *found.outwards):
        tier = text(holder, "service_tier", "serviceTier")
        if tier:
            return tier_name.tier_of(tier[:_LONGEST])
    return ""
