"""xAI's chat completions, responses, and JSON dumps of its gRPC API.

Rules: xAI's API reference and its guide "Tools: Overview". Chat and gRPC count reasoning beside the output,
the Responses API inside; ``cost_in_usd_ticks`` is the bill in 10^-10 USD, fees of server-side tools included.
gRPC writes 64-bit integers as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.figures import amount, count
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.openai_chat import is_chat_usage
from llmcost.logs.formats.openai_response import read_response
from llmcost.logs.formats.openai_responses import is_responses_usage, searches_in
from llmcost.logs.formats.openai_usage import states_chat, usage_of
from llmcost.money import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found
    from llmcost.records.record import Record

    Body = Mapping[str, Any]
    Trail = tuple[Body, ...]

_SIGNS = frozenset({"cost_in_usd_ticks", "prompt_text_tokens", "cached_prompt_text_tokens"})
_PLACES = 10
"""Decimal places of a tick."""
_SEARCHES = frozenset({"SERVER_SIDE_TOOL_WEB_SEARCH", "SERVER_SIDE_TOOL_X_SEARCH"})


def is_usage(body: Body, trail: Trail) -> bool:
    """Whether an object counts in one of the ways of xAI's APIs, whoever made it."""
    return is_chat_usage(body, trail) or is_responses_usage(body, trail)


def _claims(body: Body, trail: Trail) -> bool:
    return not _SIGNS.isdisjoint(usage_of(body)) and is_usage(body, trail)


def _searches(body: Body, usage: Body) -> int:
    calls = usage.get("server_side_tool_usage_details")
    if isinstance(calls, dict):
        return count(calls, "web_search_calls") + count(calls, "x_search_calls")
    tools = usage.get("server_side_tools_used")
    if isinstance(tools, list):
        return sum(isinstance(tool, str) and tool in _SEARCHES for tool in tools)
    return searches_in(body)


def _read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001 - nothing is remembered
    usage = usage_of(found.body)
    ticks = amount(usage, "cost_in_usd_ticks")
    return read_response(
        "xai",
        found,
        usage,
        beside=states_chat(usage),
        web_search=_searches(found.body, usage),
        stated=None if ticks is None else ticks.scaleb(-_PLACES, EXACT),
    )


XAI = Flavour("xai", _claims, _read)
