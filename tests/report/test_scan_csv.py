from __future__ import annotations

import csv

from scanned import EXPIRING, RETIRED, TODAY, UNKNOWN, scanned

from llmcost.report.scan_csv import HEADER, scan_csv
from llmcost.report.scan_payload import scan_payload


def test_a_row_is_a_mention() -> None:
    found = scanned(RETIRED, EXPIRING, UNKNOWN, fail_on=("retired", "uncovered"))
    rows = list(csv.DictReader(scan_csv(scan_payload(found, TODAY)).splitlines()))
    tail = {
        "currency": "USD",
        "prices_source": "https://prices.test/models",
        "prices_as_of": "2026-11-10",
        "prices_layer": "bundled",
    }
    blank = dict.fromkeys(HEADER, "") | tail
    assert [
        blank
        | {
            "file": "src/app.py",
            "line": "9",
            "name": "acme/old",
            "found_in": "key",
            "model": "acme/old",
            "status": "retired",
            "retired": "2026-10-01",
            "rate_input": "1",
            "rate_output": "4",
            "fails": "retired, uncovered",
        },
        blank
        | {
            "file": "src/b.ts",
            "line": "1",
            "name": "azure/late",
            "found_in": "text",
            "model": "acme/late",
            "status": "expiring",
            "expires": "2026-12-01",
            "rate_input": "1",
            "rate_output": "4",
            "scenarios": "chat",
            "notes": "Azure has a price list of its own",
        },
        blank
        | {
            "file": "src/b.ts",
            "line": "7",
            "name": "gpt-9",
            "found_in": "call",
            "status": "unknown",
            "fails": "uncovered",
            "notes": "no model 'gpt-9'; did you mean acme/one?",
        },
    ] == rows
