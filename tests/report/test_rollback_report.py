from __future__ import annotations

import json
from datetime import date

import pytest
from contract import VALIDATOR

from llmcost.catalog.refreshed import RolledBack
from llmcost.report.look import Look
from llmcost.report.render import render
from llmcost.report.rollback import rollback_report

PLAIN = Look(width=None, colour=False, unicode=True)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "table",
            (
                "models.toml holds the prices of 2026-11-10 again.\n\n"
                "What it held until now is kept: a second --rollback brings it back.\n"
            ),
        ),
        (
            "markdown",
            (
                "models.toml holds the prices of 2026-11-10 again.\n\n"
                "- What it held until now is kept: a second --rollback brings it back.\n"
            ),
        ),
        ("csv", "ledger,as_of\nmodels.toml,2026-11-10\n"),
    ],
)
def test_a_rollback_tells_which_prices_are_in_place(form: str, expected: str) -> None:
    shown = render(rollback_report(RolledBack("models.toml", date(2026, 11, 10))), form, PLAIN)

    assert expected == shown.replace("\r\n", "\n")


def test_a_rollback_in_json() -> None:
    document = json.loads(
        render(rollback_report(RolledBack("models.toml", date(2026, 11, 10))), "json", PLAIN)
    )

    VALIDATOR.validate(document)
    assert {
        "schema_version": 1,
        "ledger": "models.toml",
        "as_of": "2026-11-10",
        "rolled_back": True,
        "in_use": True,
    } == document


def test_nothing_in_a_path_writes_on_the_terminal() -> None:
    shown = render(rollback_report(RolledBack("\x1b[2J\n.toml", date(2026, 11, 10))), "table", PLAIN)

    assert r"\x1b[2J\n.toml holds the prices of 2026-11-10 again." == shown.splitlines()[0]


def test_a_ledger_older_than_the_bundled_one_is_said_not_to_be_used() -> None:
    report = rollback_report(RolledBack("models.toml", date(2026, 11, 10), is_outdone=True))

    assert "The prices that came with llmcost are newer, and are used instead." in report.sheet().notes
    assert report.payload()["in_use"] is False
