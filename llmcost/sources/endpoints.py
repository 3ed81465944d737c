"""OpenRouter's answer to ``GET /api/v1/models/{author}/{slug}/endpoints`` -> who serves a model."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from llmcost.catalog.endpoint import DataPolicy, Endpoint
from llmcost.errors import SourceError
from llmcost.money import ROUNDED
from llmcost.sources.address import checked_url, shown
from llmcost.sources.answer_text import parse_answer
from llmcost.sources.convert import Skipped, read_name, too_many
from llmcost.sources.openrouter import Fetch
from llmcost.sources.pricing import BadRow, read_count, read_pricing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.sources.openrouter import Fetched, Patience

_ID = re.compile(r"~?[A-Za-z0-9][\w.+-]{0,39}/[A-Za-z0-9][\w.+:@-]{0,149}", re.ASCII)
_FIGURE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,24})?", re.ASCII)
_MILLIONTH = Decimal("0.000001")
"""Figures are measured, and told as binary fractions: digits beyond these mean nothing."""
_MOST_DAYS = 10**5
_MOST_STATUS = 10**6


class Served(NamedTuple):
    """Who serves a model, as upstream told it."""

    endpoints: tuple[Endpoint, ...]
    """In upstream's order; empty where nobody serves it."""
    skipped: tuple[Skipped, ...] = ()
    """Entries that can't be used."""
    id: str | None = None
    """The model that the answer is about; None where it doesn't tell."""
    source: str = ""
    """The URL that was asked, without secrets."""


def is_id(name: str) -> bool:
    """Whether a name has the form ``author/slug``, so that upstream can be asked for it."""
    return _ID.fullmatch(name) is not None


def fetch_endpoints(base: str, model_id: str, *, key: str | None, patience: Patience) -> Served:
    """Ask who serves a model.

    Args:
        base: the URL of the list of models.
        model_id: its id, with its variant.
        key: an OpenRouter key; see ``Fetch``. Without one upstream keeps latency and throughput to itself.
        patience: how long it may take.

    Raises:
        UsageError: for a URL that isn't allowed.
        SourceError: when the answer can't be had or used; with status 404 where the model isn't known.
    """
    url = checked_url(base)
    path, mark, query = url.raw_path.partition(b"?")
    below = quote(f"/{model_id}/endpoints", safe="/:~@+").encode()
    url = url.copy_with(raw_path=path.rstrip(b"/") + below + mark + query)
    return _told(Fetch(str(url), key=key, patience=patience).run(), shown(url), model_id)


def _told(fetched: Fetched, source: str, model_id: str) -> Served:
    return read_endpoints(fetched.body or b"", source, model_id)._replace(source=source)


def read_endpoints(body: bytes, where: str, model_id: str) -> Served:
    """Read a whole answer. Keys that aren't known are passed over.

    Args:
        body: as it was sent.
        where: what to call it in messages.
        model_id: the model that was asked for.

    Raises:
        SourceError: when it is no such answer, or more than a fifth of its endpoints can't be used.
    """
    answer = parse_answer(body, where)
    data = answer.get("data") if isinstance(answer, dict) else None
    rows = data.get("endpoints") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(rows, list):
        raise SourceError(f"{where}: no list of endpoints under 'data'", hint="check the URL")
    found, skipped = [], []
    for place, row in enumerate(rows, 1):
        try:
            found.append(_endpoint(row, model_id))
        except BadRow as error:
            skipped.append(Skipped(_label(row) or f"endpoint {place}", str(error)))
    if too_many(skipped, rows):
        first = skipped[0]
        raise SourceError(
            f"{where}: {len(skipped)} of {len(rows)} endpoints can't be used; {first.id}: {first.reason}",
            hint="upstream may have changed its format; look for a newer llmcost-cli",
        )
    told = data.get("id")
    return Served(tuple(found), tuple(skipped), told if isinstance(told, str) and is_id(told) else None)


def _endpoint(row: Any, model_id: str) -> Endpoint:
    """One entry; facts beside provider and price are left out where they can't be read."""
    if not isinstance(row, dict):
        raise BadRow("not an object")
    tag = read_name(row.get("tag")) or ""
    provider = read_name(row.get("provider_name")) or tag
    if not provider:
        raise BadRow("no provider")
    pricing: Any = row.get("pricing")
    price = read_pricing(pricing, model_id)
    quantization = read_name(row.get("quantization"))
    status = row.get("status")
    return Endpoint(
        provider=provider,
        tag=tag,
        price=price,
        context=read_count(row.get("context_length")),
        max_input=read_count(row.get("max_prompt_tokens")),
        max_output=read_count(row.get("max_completion_tokens")),
        quantization=None if quantization == "unknown" else quantization,
        discount=_number(pricing.get("discount"), most=1),
        status=status if type(status) is int and abs(status) <= _MOST_STATUS else None,
        uptime=_number(row.get("uptime_last_30m"), most=100),
        latency=_median(row.get("latency_last_30m")),
        throughput=_median(row.get("throughput_last_30m")),
        data_policy=_policy(row.get("data_policy")),
        implicit_caching=_yes_or_no(row, "supports_implicit_caching"),
    )


def _label(row: Any) -> str | None:
    stated = row if isinstance(row, dict) else {}
    return read_name(stated.get("name")) or read_name(stated.get("provider_name"))


def _median(value: Any) -> Decimal | None:
    """The p50 of a spread, which some answers state by itself."""
    return _number(value.get("p50") if isinstance(value, dict) else value)


def _number(value: Any, most: int = 10**9) -> Decimal | None:
    """A measured figure, which may be a JSON number or its text; None for what can't be one."""
    if isinstance(value, str) and _FIGURE.fullmatch(value):
        value = Decimal(value)
    if type(value) not in {int, Decimal} or not 0 <= value <= most:
        return None
    return Decimal(value).quantize(_MILLIONTH, context=ROUNDED)


def _policy(value: Any) -> DataPolicy | None:
    if not isinstance(value, dict):
        return None
    days = next((value[key] for key in ("retentionDays", "retention_days") if key in value), None)
    policy = DataPolicy(
        _yes_or_no(value, "training"),
        _yes_or_no(value, "retainsPrompts", "retains_prompts"),
        days if type(days) is int and 0 <= days <= _MOST_DAYS else None,
    )
    return policy if any(told is not None for told in policy) else None


def _yes_or_no(table: Mapping[str, Any], *keys: str) -> bool | None:
    told = next((table[key] for key in keys if key in table), None)
    return told if isinstance(told, bool) else None
