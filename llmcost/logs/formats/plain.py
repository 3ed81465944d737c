"""The plain form: a model and its counts under the names that people give them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from llmcost.cost.usage import Counts
from llmcost.logs.figures import amount, count, ungrouped
from llmcost.logs.flavour import Flavour
from llmcost.logs.moment import read_time
from llmcost.records.convention import settle
from llmcost.records.fields import FIELDS, bare, fields_of
from llmcost.records.identity import identity
from llmcost.records.record import BadRecord, Record
from llmcost.records.tier_name import says_yes, tier_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmcost.logs.flavour import FileState, Found

_NAME = "plain"
_WIDEST = 256
_LONGEST = 300
_TOTALS = ("input", "output")

_OF_ROWS = frozenset(bare(name) for field in ("cost", "requests", "batch") for name in FIELDS[field])
"""What no API states beside its usage, under the same name."""
_ADDITIVE = frozenset({"cachereadinputtokens", "cachecreationinputtokens"})
"""Names that Anthropic gave to counts beside the input."""


def _claims(given: Mapping[str, str], body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:  # noqa: ARG001
    if not _may_be_plain(body):
        return False
    fields = {**fields_of(tuple(body)), **given}
    # Who says where the figures are may say by a flag which model they are of.
    named = isinstance(body.get(fields.get("model", "")), str) or bool(given)
    return named and any(_is_figure(body.get(fields.get(name, ""))) for name in _TOTALS)


def _claims_row(body: Mapping[str, Any], trail: tuple[Mapping[str, Any], ...]) -> bool:
    if not PLAIN.claims(body, trail):
        return False
    names = {bare(name) for name in body}
    return not names.isdisjoint(_OF_ROWS) and names.isdisjoint(_ADDITIVE)


def _may_be_plain(body: Mapping[str, Any]) -> bool:
    # Larger objects are of other kinds, and their shapes would push those of rows out of memory.
    return len(body) <= _WIDEST and not any(isinstance(value, (dict, list)) for value in body.values())


def _is_figure(value: Any) -> bool:
    text = ungrouped(value)
    return type(text) is int or (isinstance(text, str) and text.isascii() and text.isdigit())


def _read(given: Mapping[str, str], found: Found, state: FileState) -> Iterator[Record]:  # noqa: ARG001
    body = found.body
    fields = {**fields_of(tuple(body)), **given}
    row = {field: value for field, name in fields.items() if (value := body.get(name)) is not None}
    counts, remarks = settle(_counts(row), count(row, "total"))
    stated = amount(row, "cost")
    requests = count(row, "requests") if "requests" in row else 1
    if not requests and any(counts):
        raise BadRecord("requests is 0, but there are tokens")
    if not any(counts) and not stated:
        return
    time, odd = read_time(row.get("time"))
    model = _told(row, "model")
    yield Record(
        _NAME,
        model,
        counts,
        time,
        identity(_told(row, "id"), time, model, counts.input),
        "batch" if says_yes(row.get("batch")) else tier_of(row.get("tier")),
        stated,
        provider=_told(row, "provider"),
        session=_told(row, "session"),
        user=_told(row, "user"),
        requests=requests,
        remarks=(*remarks, odd) if odd else remarks,
    )


def _counts(row: Mapping[str, Any]) -> Counts:
    return Counts(**{field: count(row, field) for field in Counts._fields if field in row})


def _told(row: Mapping[str, Any], field: str) -> str | None:
    """Text, or a number that serves as a name."""
    value = row.get(field)
    return str(value)[:_LONGEST] if value != "" and isinstance(value, (str, int)) else None


def mapped(given: Mapping[str, str]) -> Flavour:
    """The plain form with fields under names of the user's own.

    Args:
        given: field -> the key or column that holds it, before the names that are known.
    """
    return Flavour(_NAME, partial(_claims, dict(given)), partial(_read, dict(given)))


PLAIN = mapped({})
"""Objects and rows of a model and its counts. The weakest claim of all: to be asked last."""

PLAIN_ROW = PLAIN._replace(claims=_claims_row)
"""Such as state their cost or number of requests, and so are more than somebody's usage beside a model: to be
asked before what claims any usage."""
