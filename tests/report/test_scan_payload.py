from __future__ import annotations

from datetime import date

from scanned import RETIRED, TODAY, VARIES, scanned

from llmcost.cost.mention import Skipped
from llmcost.report.scan_payload import scan_payload


def test_a_scan_is_told_with_everything_that_it_found() -> None:
    found = scanned(RETIRED, VARIES, fail_on=("retired",))._replace(
        skipped=(Skipped("src/f.js", "too_big"),), unnamed=(("src/app.py", 20),)
    )
    assert {
        "schema_version": 1,
        "currency": "USD",
        "prices": {
            "source": "https://prices.test/models",
            "as_of": date(2026, 11, 10),
            "age_days": 12,
            "layer": "bundled",
            "path": None,
            "overrides": [],
        },
        "scan": "src",
        "fail_on": ["retired"],
        "verdict": "unpriced",
        "mentions": [
            {
                "file": "src/app.py",
                "line": 9,
                "name": "acme/old",
                "found_in": "key",
                "model": "acme/old",
                "status": "retired",
                "retired": date(2026, 10, 1),
                "expires": None,
                "rates": {"input": 1, "output": 4},
                "scenarios": [],
                "fails": ["retired"],
                "message": None,
                "notes": [],
            },
            {
                "file": "src/c.go",
                "line": 2,
                "name": "acme/router",
                "found_in": "text",
                "model": "acme/router",
                "status": "listed",
                "retired": None,
                "expires": None,
                "rates": {},
                "scenarios": [],
                "fails": [],
                "message": "the price of acme/router varies with the model that it routes to",
                "notes": [],
            },
        ],
        "unnamed_calls": [{"file": "src/app.py", "line": 20}],
        "files": {"read": 4, "skipped": [{"file": "src/f.js", "code": "too_big"}]},
        "warnings": [],
    } == scan_payload(found, TODAY)
