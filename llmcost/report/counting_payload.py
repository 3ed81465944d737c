"""Counted tokens in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.payload import SCHEMA_VERSION, count_payload, notes_payload

if TYPE_CHECKING:
    from llmcost.cost.counted import Count
    from llmcost.cost.counting import Counting


def counting_payload(counting: Counting) -> dict[str, Any]:
    """What `llmcost count --json` prints."""
    ids = [model.id for model in counting.models]
    left, rest = counting.rest()
    return {
        "schema_version": SCHEMA_VERSION,
        "files": [
            {
                "path": each.shown,
                "kind": each.kind,
                "bytes": each.size,
                "counts": _counts(ids, each.counts),
            }
            for each in counting.told()
        ],
        "rest": {"files": left, "counts": _counts(ids, rest)} if left else None,
        "total": [
            {
                "model": whole.model.id,
                **count_payload(whole.total),
                "context": whole.model.context,
                "share": whole.share,
                "fits": whole.fits,
            }
            for whole in counting.wholes
        ],
        "skipped": [
            {"path": each.shown, "code": each.code, "message": each.message} for each in counting.skipped
        ],
        "uncounted": [each._asdict() for each in counting.uncounted],
        "warnings": notes_payload(counting.warnings),
    }


def _counts(ids: list[str], counts: tuple[Count, ...]) -> list[dict[str, Any]]:
    return [{"model": model_id, **count_payload(count)} for model_id, count in zip(ids, counts, strict=False)]
