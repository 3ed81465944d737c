"""OpenTelemetry: spans and log records, alone or as OTLP's JSON packs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.figures import inner
from llmcost.logs.flavour import Flavour, Found
from llmcost.logs.formats.attributes import PLACES, attributes_of
from llmcost.logs.formats.otel_span import NAME, read_span, states_usage
from llmcost.logs.formats.otlp_logs import is_request, read_event
from llmcost.records.record import BadRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState
    from llmcost.records.record import Record

_PACKS = (
    (("resourceSpans", "resource_spans"), ("scopeSpans", "scope_spans"), ("spans",)),
    (("resourceLogs", "resource_logs"), ("scopeLogs", "scope_logs"), ("logRecords", "log_records")),
)
"""What holds what in OTLP: by resource, by scope, one by one."""
_OUTERMOST = frozenset(name for by_resource, _, _ in _PACKS for name in by_resource)
_HOLDERS = frozenset(PLACES)


def _claims(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    if not _OUTERMOST.isdisjoint(body):
        return True
    if not _HOLDERS.isdisjoint(body):
        attributes = attributes_of(body)
        return states_usage(attributes) or is_request(body, attributes)
    return states_usage(body)


def _read(found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001
    if _OUTERMOST.isdisjoint(found.body):
        yield from _of_one(found, _own_attributes(found.body), {})
        return
    bad = None
    for one, about in _unpacked(found.body):
        try:
            yield from _of_one(Found(one, found.trail), _own_attributes(one), about)
        except BadRecord as error:
            # The rest of a pack of thousands is as good as it was.
            bad = bad or error
    if bad:
        raise bad


def _own_attributes(one: Mapping[str, Any]) -> Mapping[str, Any]:
    return one if _HOLDERS.isdisjoint(one) else attributes_of(one)


def _unpacked(body: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each span or log record, with what is said of its resource."""
    for by_resource, by_scope, ones in _PACKS:
        for resource in _lists(body, by_resource):
            about = attributes_of(inner(resource, "resource"))
            for scope in _lists(resource, by_scope):
                for one in _lists(scope, ones):
                    yield one, about


def _lists(holder: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    for name in names:
        value = holder.get(name)
        if isinstance(value, list):
            yield from (each for each in value if isinstance(each, dict))


def _of_one(found: Found, attributes: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[Record]:
    if is_request(found.body, attributes):
        yield from read_event(found, attributes, about)
    elif states_usage(attributes):
        yield from read_span(found, attributes, about)


OTEL = Flavour(NAME, _claims, _read)
"""Spans of model calls, and the events of Claude Code and Codex."""
