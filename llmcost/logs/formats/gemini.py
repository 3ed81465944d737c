"""Google's generateContent, embedContent and Live API, of the Gemini API and Vertex AI.

By "UsageMetadata" and "Grounding with Google Search" of the Gemini API documentation, in the JSON of the API
or as the Python SDK dumps it. The prompt includes what is cached; thinking and the input of tools come beside
candidates and prompt.

Grounding is billed for each query that the model makes from Gemini 3 on, empty ones left out and repeated
ones counted once, and for each grounded prompt before. So many are counted as searches, those of a free
allowance included, which no response tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from llmcost.logs.envelope import model_of, session_of, time_of, user_of
from llmcost.logs.figures import text
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.batch_line import in_batch
from llmcost.logs.formats.bill import bill_of
from llmcost.logs.formats.gemini_usage import counts_of, is_surely_usage, is_usage
from llmcost.records.identity import identity
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found

    Trail = tuple[Mapping[str, Any], ...]

_NAME = "gemini"
_USAGES = ("usageMetadata", "usage_metadata")
_GENERATION = re.compile(r"gemini-(\d+)")
_BILLED_BY_QUERY = 3
"""The generation from which on each query is billed."""
_TIERS = {
    "FLEX": "flex",
    "ON_DEMAND_FLEX": "flex",
    "PRIORITY": "priority",
    "ON_DEMAND_PRIORITY": "priority",
    "BATCH": "batch",
    "PROVISIONED_THROUGHPUT": "provisioned",
}


def _usage(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return next((body[name] for name in _USAGES if is_usage(body.get(name))), None)


def _claims(body: Mapping[str, Any], _: Trail) -> bool:
    return _usage(body) is not None


def _read(found: Found, _: FileState) -> Iterator[Record]:
    usage = _usage(found.body)
    if usage is not None:
        yield _record(found, usage)


def _claims_usage(body: Mapping[str, Any], _: Trail) -> bool:
    return is_surely_usage(body)


def _read_usage(found: Found, _: FileState) -> Iterator[Record]:
    yield _record(found, found.body)


def _record(found: Found, usage: Mapping[str, Any]) -> Record:
    time, odd = time_of(found, "createTime", "create_time")
    # "models/gemini-..." and "publishers/google/models/gemini-..." are the names of resources.
    model = (model_of(found, "modelVersion", "model_version") or "").rpartition("models/")[2] or None
    counts, remarks = counts_of(usage)
    bill = bill_of(usage)
    return Record(
        _NAME,
        model,
        counts._replace(web_search=_searches(found.body, model)),
        time=time,
        id=identity(text(found.body, "responseId", "response_id"), time, model, counts.input, is_own=True),
        tier="batch" if in_batch(found) or _is_batch_line(found.trail) else _tier(usage),
        stated=bill.stated,
        estimated=bill.estimated,
        session=session_of(found),
        user=user_of(found),
        remarks=(*odd, *remarks),
    )


def _is_batch_line(trail: Trail) -> bool:
    """Whether a response lies in the output of the Gemini API's own batch mode."""
    return bool(trail) and trail[-1].keys() == {"key", "response"}


def _tier(usage: Mapping[str, Any]) -> str:
    stated = text(usage, "trafficType", "traffic_type", "serviceTier", "service_tier") or ""
    return _TIERS.get(stated.rpartition(".")[2].upper(), "")


def _searches(body: Mapping[str, Any], model: str | None) -> int:
    queries = {
        query
        for candidate in _dicts(body.get("candidates"))
        for grounding in _dicts([candidate.get("groundingMetadata"), candidate.get("grounding_metadata")])
        for name in ("webSearchQueries", "web_search_queries")
        for query in _list(grounding.get(name))
        if isinstance(query, str) and query
    }
    generation = _GENERATION.search(model or "")
    if generation and int(generation[1]) < _BILLED_BY_QUERY:
        return min(len(queries), 1)
    return len(queries)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


GEMINI = Flavour(_NAME, _claims, _read)
GEMINI_USAGE = Flavour(_NAME, _claims_usage, _read_usage)
"""A log's copy of the usage alone, under whatever name."""
