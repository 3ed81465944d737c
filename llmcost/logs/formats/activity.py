"""OpenRouter's activity: the export of its page, row by row or summed up, and the answer of its API.

After the header of the export and "Get user activity" of its documentation. Times are UTC without saying so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.figures import as_amount, as_count, text
from llmcost.logs.flavour import Flavour
from llmcost.logs.formats.export import utc_time_of
from llmcost.money import EXACT
from llmcost.records.convention import settle
from llmcost.records.identity import identity
from llmcost.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from llmcost.logs.flavour import FileState, Found

_NAME = "openrouter-activity"
_COSTS = ("cost_total", "usage", "Spend", "spend")
_GROUPED = re.compile(r"\$?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_PLAIN_VARIANTS = frozenset({"", "standard", "default"})


def _claims(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    return "model_permaslug" in body and ("cost_total" in body or ("usage" in body and "requests" in body))


def _read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001
    row = found.body
    counts, remarks = settle(
        Counts(
            input=_count(row, "tokens_prompt", "prompt_tokens", "Prompt Tokens", "Input Tokens"),
            output=_count(
                row, "tokens_completion", "completion_tokens", "Completion Tokens", "Output Tokens"
            ),
            cache_read=_count(row, "tokens_cached", "cached_tokens", "Cached Tokens"),
            reasoning=_count(row, "tokens_reasoning", "reasoning_tokens", "Reasoning Tokens"),
        )
    )
    # What searches and the cache cost or saved is part of the total already.
    cost = _amount(row, *_COSTS)
    upstream = _amount(row, "byok_usage_inference")
    if not any(counts) and not cost and not upstream:
        return
    time, odd = utc_time_of(found, "created_at", "date", "Date", "Timestamp", "Time")
    model = _model(row)
    yield Record(
        _NAME,
        model,
        counts,
        time,
        identity(text(row, "generation_id"), time, model, counts.input, is_own=True),
        stated=EXACT.add(cost, upstream) if cost is not None and upstream else upstream or cost,
        byok=bool(upstream),
        provider=text(row, "provider_name"),
        user=text(row, "user"),
        requests=_requests(row),
        remarks=remarks + odd,
    )


def _requests(row: Mapping[str, Any]) -> int | None:
    stated = _count(row, "requests", "Requests")
    return stated or (1 if "generation_id" in row or "tokens_prompt" in row else None)


def _model(row: Mapping[str, Any]) -> str | None:
    model = text(row, "model_permaslug", "model", "Model")
    variant = text(row, "variant") or ""
    if model is None or variant in _PLAIN_VARIANTS or model.endswith(f":{variant}"):
        return model
    return f"{model}:{variant}"


def _count(row: Mapping[str, Any], *names: str) -> int:
    name = next((name for name in names if row.get(name) is not None), names[0])
    return as_count(_ungrouped(row.get(name)), name)


def _amount(row: Mapping[str, Any], *names: str) -> Decimal | None:
    name = next((name for name in names if row.get(name) is not None), None)
    return None if name is None else as_amount(_ungrouped(row[name]), name)


def _ungrouped(value: Any) -> Any:
    """Older exports write ``$1,234.50``."""
    match = _GROUPED.fullmatch(value) if isinstance(value, str) else None
    return match[1].replace(",", "") + (match[2] or "") if match else value


ACTIVITY = Flavour(_NAME, _claims, _read)
"""Rows of the activity export, and the days of the activity API."""
