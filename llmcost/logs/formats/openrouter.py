"""OpenRouter's chat completions, responses and generation records.

Rules: OpenRouter's guides "Usage accounting" and "BYOK", and its "Get a generation" reference. ``usage.cost``
is what it bills; by the user's own key that is a fee at most, and the provider bills
``upstream_inference_cost``. Of a generation the native counts are billed, the others come from a common
tokenizer; its ``usage`` is USD.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.logs.envelope import model_of, session_of, time_of, user_of
from llmcost.logs.figures import amount, count, inner, text
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.openai_chat import is_chat_usage
from llmcost.logs.formats.openai_response import read_response, tier_of
from llmcost.logs.formats.openai_responses import is_responses_usage, searches_in
from llmcost.logs.formats.openai_usage import read_counts, usage_of
from llmcost.money import EXACT
from llmcost.records.identity import identity
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found

    Body = Mapping[str, Any]
    Trail = tuple[Body, ...]

_COSTED = frozenset({"cost_details", "is_byok", "server_tool_use_details"})
_NATIVE = ("native_tokens_prompt", "native_tokens_completion")
_GENERATION = (*_NATIVE, "tokens_prompt", "tokens_completion", "upstream_inference_cost", "cache_discount")


class Bill(NamedTuple):
    """What OpenRouter says that a request cost."""

    stated: Decimal | None
    """In USD. None: it doesn't say, or not what the provider bills."""
    byok: bool
    """Whether the provider bills it, by the user's own key."""


def read_bill(usage: Body) -> Bill:
    """The bill of a ``usage`` object.

    Raises:
        BadRecord: for amounts that can't be.
    """
    upstream = amount(inner(usage, "cost_details"), "upstream_inference_cost")
    return _bill(amount(usage, "cost"), upstream, usage.get("is_byok") is True)


def _bill(own: Decimal | None, upstream: Decimal | None, byok: bool) -> Bill:  # noqa: FBT001
    if not byok:
        return Bill(own, byok=False)
    return Bill(None if upstream is None else EXACT.add(upstream, own or Decimal(0)), byok=True)


def is_billed(body: Body) -> bool:
    """Whether a response, or its usage alone, is OpenRouter's."""
    usage = usage_of(body)
    # A "cost" beside counts, not in "usage", is whatever the log's writer reckoned; and one of 0 without
    # anything else of OpenRouter's is what a client says that knows no price.
    if not _COSTED.isdisjoint(usage) or (usage is not body and _is_amount(usage.get("cost"))):
        return True
    return text(body, "provider") is not None and (text(body, "id") or "").startswith("gen-")


def _is_amount(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and value != 0


def _claims_chat(body: Body, trail: Trail) -> bool:
    return is_chat_usage(body, trail) and is_billed(body)


def _claims_responses(body: Body, trail: Trail) -> bool:
    return is_responses_usage(body, trail) and is_billed(body)


def _reader(flavour: str) -> Callable[[Found, FileState], Iterator[Record]]:
    def read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001 - nothing is remembered
        usage = usage_of(found.body)
        bill = read_bill(usage)
        tools = usage.get("server_tool_use_details") or usage.get("server_tool_use")
        searches = count(tools, "web_search_requests") if isinstance(tools, dict) else searches_in(found.body)
        return read_response(flavour, found, usage, web_search=searches, stated=bill.stated, byok=bill.byok)

    return read


def _claims_generation(body: Body, trail: Trail) -> bool:  # noqa: ARG001 - every flavour is asked alike
    return "total_cost" in body and any(name in body for name in _GENERATION)


def _read_generation(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001
    body = found.body
    native = any(body.get(name) is not None for name in _NATIVE)
    names = _NATIVE if native else ("tokens_prompt", "tokens_completion")
    # A search's results are in "num_search_results", but not how many searches there were.
    counts, remarks = read_counts(
        {
            "prompt_tokens": body.get(names[0]),
            "completion_tokens": body.get(names[1]),
            "prompt_tokens_details": {"cached_tokens": body.get("native_tokens_cached")},
            "completion_tokens_details": {
                "reasoning_tokens": body.get("native_tokens_reasoning"),
                "image_tokens": body.get("native_tokens_completion_images"),
            },
        }
    )
    stated = amount(body, "total_cost", "usage")
    bill = _bill(stated, amount(body, "upstream_inference_cost"), body.get("is_byok") is True)
    if not (any(counts) or bill.stated):
        return
    seconds, odd = time_of(found, "created_at")
    model = model_of(found)
    yield Record(
        flavour="openrouter-generation",
        model=model,
        counts=counts,
        time=seconds,
        id=identity(text(body, "id"), seconds, model, counts.input, is_own=True),
        tier=tier_of(found),
        stated=bill.stated,
        byok=bill.byok,
        provider=text(body, "provider_name"),
        session=session_of(found),
        user=user_of(found) or text(body, "external_user"),
        remarks=remarks + odd,
    )


OPENROUTER_CHAT = Flavour("openrouter-chat", _claims_chat, _reader("openrouter-chat"))
OPENROUTER_RESPONSES = Flavour("openrouter-responses", _claims_responses, _reader("openrouter-responses"))
OPENROUTER_GENERATION = Flavour("openrouter-generation", _claims_generation, _read_generation)
