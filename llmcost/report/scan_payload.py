"""The models that a repository names in the shape of the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.report.payload import CURRENCY, SCHEMA_VERSION, notes_payload, prices_payload

if TYPE_CHECKING:
    from datetime import date

    from llmcost.cost.mention import Mention, Scan


def scan_payload(found: Scan, today: date) -> dict[str, Any]:
    """What `llmcost check --scan --json` prints."""
    return {
        "schema_version": SCHEMA_VERSION,
        "currency": CURRENCY,
        "prices": prices_payload(found.provenance, today, found.overrides),
        "scan": found.path,
        "fail_on": list(found.fail_on),
        "verdict": found.outcome,
        "mentions": [_mention(found, each) for each in found.mentions],
        "unnamed_calls": [{"file": file, "line": line} for file, line in found.unnamed],
        "files": {
            "read": found.read,
            "skipped": [{"file": each.file, "code": each.code} for each in found.skipped],
        },
        "warnings": notes_payload(found.provenance.remarks(today)),
    }


def _mention(found: Scan, each: Mention) -> dict[str, Any]:
    return {
        "file": each.file,
        "line": each.line,
        "name": each.name,
        "found_in": each.found_in,
        "model": each.model and each.model.id,
        "status": each.status,
        "retired": each.model and each.model.retired,
        "expires": each.model and each.model.expires,
        "rates": dict(each.rates),
        "scenarios": list(each.scenarios),
        "fails": list(found.fails(each)),
        "message": each.why_unpriced or None,
        "notes": notes_payload(each.notes),
    }
