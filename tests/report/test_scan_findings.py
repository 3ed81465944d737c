from __future__ import annotations

import pytest
from scanned import EXPIRING, LISTED, RETIRED, UNKNOWN, VARIES, scanned

from llmcost.cost.mention import Skipped
from llmcost.report.finding import Finding
from llmcost.report.scan_findings import scan_findings

GROUP = "models in code"


def test_each_trouble_of_each_model_of_a_file_is_a_finding() -> None:
    found = scanned(LISTED, LISTED._replace(line=4), RETIRED, EXPIRING, UNKNOWN, VARIES, fail_on=("retired",))
    assert (
        Finding(
            "listed",
            "pass",
            "acme/one: covered",
            "acme/one is covered by chat, batch; $0.25 in, $10.00 out /1M tokens.",
            GROUP,
            "src/app.py",
            3,
            "src/app.py: acme/one: covered",
        ),
        Finding(
            "retired",
            "error",
            "acme/old: retired",
            "acme/old is no longer listed since 2026-10-01; its last price: $1.00 in, $4.00 out /1M tokens.",
            GROUP,
            "src/app.py",
            9,
            "src/app.py: acme/old: retired",
        ),
        Finding(
            "uncovered",
            "note",
            "acme/old: uncovered",
            "No scenario covers acme/old, so its volume is unknown; $1.00 in, $4.00 out /1M tokens.",
            GROUP,
            "src/app.py",
            9,
            "src/app.py: acme/old: uncovered",
        ),
        Finding(
            "expires",
            "warning",
            "acme/late: expires",
            "acme/late goes on 2026-12-01, as upstream announced; $1.00 in, $4.00 out /1M tokens.",
            GROUP,
            "src/b.ts",
            1,
            "src/b.ts: acme/late: expires",
        ),
        Finding(
            "unknown_model",
            "warning",
            "gpt-9: unknown",
            "No price is known: no model 'gpt-9'; did you mean acme/one?",
            GROUP,
            "src/b.ts",
            7,
            "src/b.ts: gpt-9: unknown",
        ),
        Finding(
            "uncovered",
            "note",
            "gpt-9: uncovered",
            "No scenario covers gpt-9, so its volume is unknown; no price is known.",
            GROUP,
            "src/b.ts",
            7,
            "src/b.ts: gpt-9: uncovered",
        ),
        Finding(
            "uncovered",
            "note",
            "acme/router: uncovered",
            "No scenario covers acme/router, so its volume is unknown; no price is known.",
            GROUP,
            "src/c.go",
            2,
            "src/c.go: acme/router: uncovered",
        ),
    ) == scan_findings(found)


def test_a_scan_without_a_mention_is_a_finding_too() -> None:
    failed = "Failed: no file was read, and --fail-on retired passes on nothing."
    failed = f"No model is named in 0 files of src. {failed}"
    assert (
        (
            Finding(
                "nothing_named",
                "pass",
                "no model is named",
                "No model is named in 4 files of src.",
                GROUP,
                "src",
            ),
        ),
        (Finding("nothing_read", "error", "no model is named", failed, GROUP, "src"),),
    ) == (scan_findings(scanned()), scan_findings(scanned(fail_on=("retired",), read=0)))


@pytest.mark.parametrize(("fail_on", "level"), [(("retired",), "error"), ((), "warning")])
def test_what_can_not_be_read_is_a_finding(fail_on: tuple[str, ...], level: str) -> None:
    found = scanned(fail_on=fail_on)._replace(
        skipped=(Skipped("src/a.py", "unreadable"), Skipped("b", "binary"))
    )
    message = "src/a.py can't be read, so the models that it names are not known."
    title = "src/a.py: can't be read"
    assert (Finding("unread", level, title, message, GROUP, "src/a.py"),) == scan_findings(found)
