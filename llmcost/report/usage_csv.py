"""What logged usage cost as CSV, a row for each innermost group, exact decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.csv_text import csv_text
from llmcost.report.estimate_csv import TOKENS
from llmcost.report.payload import CURRENCY
from llmcost.report.usage_wording import others_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.cost.spending import Group, Spending, Unpriced

_FIGURES = ("requests", "cost", "computed", "stated", "billed", "saving", "cache_hit", "share", "unpriced")

_TAIL = ("currency", "prices_source", "prices_as_of", "prices_layer")


def usage_csv(spending: Spending) -> str:
    """A row for each innermost group, then one for each model and reason that something has no price.

    ``kind`` tells them apart (group, others for what ``--top`` put together, unpriced); together they are the
    whole. Where nothing is asked by there is one row of the whole instead of groups (total), which counts
    what has no price too. The model has a column in any case.
    """
    names = spending.by if "model" in spending.by else (*spending.by, "model")
    figures = ("kind", *_FIGURES, *(f"tokens_{name}" for name in TOKENS), "reason")
    # A key of the log may be named as a figure is.
    headings = {name: f"key_{name}" if name in {*figures, *_TAIL} else name for name in names}
    prices = spending.provenance
    tail = (CURRENCY, prices.source, prices.as_of, prices.layer)
    rows = [
        *_rows(spending.total, [headings[name] for name in spending.by]),
        *(_unpriced(each, [headings[name] for name in spending.by]) for each in spending.unpriced),
    ]
    columns = (*headings.values(), *figures)
    return csv_text((*columns, *_TAIL), ((*map(row.get, columns), *tail) for row in rows))


def _rows(group: Group, by: Sequence[str], others: int = 0) -> Iterator[dict[str, Any]]:
    """The innermost groups; one that others are put together in has their number for its last key."""
    for at, inner in enumerate(group.groups):
        yield from _rows(inner, by, group.others if at == len(group.groups) - 1 else 0)
    if group.groups or (by and not group.key):
        return
    key: dict[str, Any] = dict(zip(by, group.key, strict=False))
    if others:
        key[by[len(group.key) - 1]] = others_in_words(others)
    kind = "others" if others else "group" if group.key else "total"
    yield {**key, "kind": kind, **{name: getattr(group, name) for name in _FIGURES}, **_tokens(group)}


def _unpriced(each: Unpriced, by: Sequence[str]) -> dict[str, Any]:
    key = [others_in_words(each.others)] * len(by) if each.others else each.key
    return {
        **dict(zip(by, key, strict=True)),
        "model": each.model,
        "kind": "unpriced",
        "requests": each.requests,
        "unpriced": each.requests,
        **_tokens(each),
        "reason": each.message,
    }


def _tokens(holder: Group | Unpriced) -> dict[str, int]:
    return {f"tokens_{name}": getattr(holder.counts, name) for name in TOKENS}
