"""What `refresh` says when its report can't be delivered, and where it says things once only."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from ledgers import ledger, model, row

from llmcost.cli.app import run
from llmcost.cli.exits import ExitCode

OLD = ledger(model("acme/one", "input = 1\noutput = 2", "since = 2026-01-01"))
ARGV = ("refresh", "--from", "answer.json", "--as-of", "2026-11-20", "--ledger", "prices.toml")


@pytest.fixture(autouse=True)
def folder() -> None:
    Path("prices.toml").write_text(OLD, encoding="utf-8")
    rows = [row("acme/one", {"prompt": "0.000002", "completion": "0.000004"})]
    Path("answer.json").write_text(json.dumps({"data": rows}), encoding="utf-8")
    Path("report.md").mkdir()


def refresh(*more: str) -> int:
    return run([*ARGV, *more], today=date(2026, 11, 22))


def test_a_report_that_cannot_be_written_does_not_hide_that_the_ledger_was(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ExitCode.USAGE == refresh("--out", "report.md")
    assert "error: --out: can't write report.md: Is a directory; but prices.toml was written" in (
        capsys.readouterr().err
    )
    assert OLD != Path("prices.toml").read_text(encoding="utf-8")


def test_where_nothing_was_written_the_report_alone_is_the_trouble(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ExitCode.USAGE == refresh("--dry-run", "--out", "report.md")
    assert "error: --out: can't write report.md: Is a directory\n" in capsys.readouterr().err
    assert OLD == Path("prices.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("form", "told"), [("table", False), ("csv", True)])
def test_a_terminal_that_shows_the_table_is_not_warned_twice(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, told: bool
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    rows = [row("acme/one", {"prompt": "0.000008", "completion": "0.000016"})]
    Path("answer.json").write_text(json.dumps({"data": rows}), encoding="utf-8")
    assert ExitCode.OK == refresh("--force", "--format", form)
    assert told == ("warning: moved by more than x3" in capsys.readouterr().err)
