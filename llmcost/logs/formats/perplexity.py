"""Perplexity's chat completions and responses, whose ``usage.cost`` is the bill in parts.

Rules: Perplexity's "Pricing" and "Chat Completions" pages. Deep research counts citations beside the input
and reasoning beside the output, outside of any total, and is billed per search; the other Sonar models per
request, which catalogs state as the price of a search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.figures import amount, count, inner
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.openai_response import read_response
from llmcost.logs.formats.openai_usage import states_chat, usage_of
from llmcost.logs.formats.xai import is_usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found
    from llmcost.records.record import Record

    Body = Mapping[str, Any]

_SIGNS = frozenset({"search_context_size", "citation_tokens", "num_search_queries"})
_BESIDE = frozenset({"reasoning_tokens", "total_tokens"})


def _claims(body: Body, trail: tuple[Body, ...]) -> bool:
    usage = usage_of(body)
    signed = not _SIGNS.isdisjoint(usage) or "total_cost" in inner(usage, "cost")
    return signed and is_usage(body, trail)


def _searches(usage: Body, cost: Body) -> int:
    queries = count(usage, "num_search_queries")
    if queries and ("search_queries_cost" in cost or not cost):
        return queries
    charged = amount(cost, "request_cost") if cost else "search_context_size" in usage
    return 1 if charged else 0


def _read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001 - nothing is remembered
    usage = usage_of(found.body)
    cost = inner(usage, "cost")
    chat = states_chat(usage)
    inclusive = {name: value for name, value in usage.items() if name not in _BESIDE} if chat else usage
    return read_response(
        "perplexity",
        found,
        inclusive,
        web_search=_searches(usage, cost),
        more_input=count(usage, "citation_tokens"),
        more_reasoning=count(usage, "reasoning_tokens") if chat else 0,
        stated=amount(cost, "total_cost"),
    )


PERPLEXITY = Flavour("perplexity", _claims, _read)
