"""Attributes of OpenTelemetry: lists of key and typed value, flat objects and nested ones, all made flat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.decoder import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PLACES = ("attributes", "span_attributes", "SpanAttributes", "LogAttributes")
"""Keys under which spans and log records hold their attributes."""

_SCALARS = (
    "stringValue",
    "intValue",
    "doubleValue",
    "boolValue",
    "string_value",
    "int_value",
    "double_value",
)
_DEEPEST = 8


def attributes_of(holder: Mapping[str, Any]) -> dict[str, Any]:
    """Name with dots -> text, number or flag; what is neither is left out. Empty where there are none."""
    for place in PLACES:
        stated = holder.get(place)
        if isinstance(stated, str):
            stated = _decoded(stated)
        if isinstance(stated, list):
            return dict(_listed(stated))
        if isinstance(stated, dict):
            return dict(_flat(stated, ""))
    return {}


def value_of(typed: Any) -> Any:
    """What a typed value such as ``{"intValue": "12"}`` states; None for lists and the like."""
    if not isinstance(typed, dict):
        return None if isinstance(typed, list) else typed
    return next((typed[name] for name in _SCALARS if name in typed), None)


def _listed(stated: list[Any]) -> Iterator[tuple[str, Any]]:
    for each in stated:
        if isinstance(each, dict) and isinstance(each.get("key"), str):
            value = value_of(each.get("value"))
            if value is not None:
                yield each["key"], value


def _flat(stated: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for name, value in stated.items():
        if isinstance(value, dict):
            if before.count(".") < _DEEPEST:
                yield from _flat(value, f"{before}{name}.")
        elif value is not None and not isinstance(value, list):
            yield before + name, value


def _decoded(stated: str) -> Any:
    try:
        return decode(stated)
    except (ValueError, RecursionError):
        return None
