"""Counted tokens as CSV, a row for each file and model, one header for all shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.count_wording import uncounted_in_words
from llmcost.report.csv_text import csv_text
from llmcost.report.payload import count_payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.cost.counting import Counting

HEADER = (
    "kind",
    "path",
    "bytes",
    "model",
    "tokens",
    "tokens_low",
    "tokens_high",
    "method",
    "encoding",
    "error_pct",
    "context",
    "share",
    "reason",
)
"""The same columns whatever is counted, so that files of different days can be stacked."""


def count_csv(counting: Counting) -> str:
    """A row for each file and model, one for each model of what ``--top`` left out, then the totals.

    ``kind`` tells them apart: what was counted, ``rest``, ``total``; after these follow ``skipped`` files and
    ``uncounted`` models, with the reason. A sum takes all but the totals.
    """
    return csv_text(HEADER, (map(row.get, HEADER) for row in _rows(counting)))


def _rows(counting: Counting) -> Iterator[dict[str, Any]]:
    ids = [model.id for model in counting.models]
    left, rest = counting.rest()
    parts = [
        ({"kind": each.kind, "path": each.shown, "bytes": each.size}, each.counts) for each in counting.told()
    ]
    if left:
        parts.append(({"kind": "rest", "path": f"({left:,} more)"}, rest))
    for lead, counts in parts:
        for model_id, count in zip(ids, counts, strict=False):
            yield {**lead, "model": model_id, **count_payload(count)}
    for whole in counting.wholes:
        figures = {"context": whole.model.context, "share": whole.share}
        yield {"kind": "total", "model": whole.model.id, **count_payload(whole.total), **figures}
    for skipped in counting.skipped:
        yield {"kind": "skipped", "path": skipped.shown, "reason": skipped.message}
    for uncounted in counting.uncounted:
        yield {"kind": "uncounted", "model": uncounted.model, "reason": uncounted_in_words(uncounted)}
