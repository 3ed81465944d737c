"""What exports of gateways and observers have in common: objects as text, short ids, times in UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.decoder import decode
from llmcost.logs.envelope import time_of
from llmcost.logs.figures import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.logs.flavour import Found


def object_of(holder: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """The object under the first of these names that holds one, also as JSON text; empty where none does."""
    for name in names:
        value = holder.get(name)
        if isinstance(value, str):
            value = _decoded(value)
        if isinstance(value, dict) and value:
            return value
    return {}


def _decoded(value: str) -> Any:
    if not value.lstrip().startswith("{"):
        return None
    # A ClickHouse map in a CSV is written with single quotes; it holds names and figures only.
    if value.lstrip().startswith("{'"):
        value = value.replace("'", '"')
    try:
        return decode(value)
    except (ValueError, RecursionError):
        return None


def utc_time_of(found: Found, *names: str) -> tuple[int | None, tuple[str, ...]]:
    """``time_of`` for a format that writes UTC without saying so."""
    seconds, odd = time_of(found, *names)
    return seconds, tuple(code for code in odd if code != "no_zone")


def first_text(found: Found, *names: str) -> str | None:
    """The text under one of these names, by the innermost object that has one."""
    return next((value for holder in found.outwards if (value := text(holder, *names))), None)
