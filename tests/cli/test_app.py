from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from contract import VALIDATOR
from ledgers import MINI, ledger

import llmcost
from llmcost.cli import app, estimate
from llmcost.cli.app import COMMANDS, run

ASKED = ["estimate", "gpt-4.1-mini", "-i", "1M"]


@pytest.fixture(autouse=True)
def prices(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("prices.toml").write_text(ledger(MINI), encoding="utf-8")
    monkeypatch.setenv("LLMCOST_PRICES", "prices.toml")


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(estimate, "load_catalog", load)


def test_a_bug_is_called_one_and_asks_for_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(ZeroDivisionError("by zero"), monkeypatch)
    told = (
        "error: a bug in llmcost: ZeroDivisionError: by zero\n"
        "hint: run it again with LLMCOST_DEBUG=1 and report what it prints\n"
    )
    assert (1, ("", told)) == (run(ASKED), capsys.readouterr())


def test_a_bug_is_an_object_where_json_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(ZeroDivisionError("by zero"), monkeypatch)
    code, document = run([*ASKED, "--json"]), json.loads(capsys.readouterr().out)
    VALIDATOR.validate(document)
    expected = {
        "code": "bug",
        "message": "a bug in llmcost: ZeroDivisionError: by zero",
        "hint": "run it again with LLMCOST_DEBUG=1 and report what it prints",
        "exit_code": 1,
    }
    assert (1, {"schema_version": 1, "error": expected}) == (code, document)


def test_a_bug_is_shown_whole_to_whoever_looks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMCOST_DEBUG", "1")
    fail_with(ZeroDivisionError("by zero"), monkeypatch)
    with pytest.raises(ZeroDivisionError, match="by zero"):
        run(ASKED)


def test_an_interruption_has_an_exit_code_of_its_own_and_needs_no_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(KeyboardInterrupt(), monkeypatch)
    assert (130, ("", "")) == (run(ASKED), capsys.readouterr())


def test_an_interruption_outside_of_a_command_has_the_same_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "_usage_error", interrupted)
    assert (130, ("", "")) == (run(["estimat"]), capsys.readouterr())


@pytest.mark.parametrize("leaving", [None, 0, 1, "gone"])
def test_typers_own_exit_is_no_bug(leaving: int | str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(SystemExit(leaving), monkeypatch)
    assert 0 == run(ASKED)


@pytest.mark.parametrize(
    ("instruction", "expected"), [("complete_bash", 0), ("complete_zsh", 0), ("complete_none", 1)]
)
def test_a_completion_keeps_the_code_that_shells_read(
    instruction: str, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"COMP_WORDS": "llmcost ", "COMP_CWORD": "1", "_TYPER_COMPLETE_ARGS": "llmcost "}
    for name, value in {**asked, "_LLMCOST_COMPLETE": instruction}.items():
        monkeypatch.setenv(name, value)
    assert expected == run([])


def test_a_run_reads_the_process_where_nothing_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["llmcost", "--version"])
    assert (0, (f"llmcost {llmcost.__version__}\n", "")) == (run(), capsys.readouterr())


def test_the_same_question_gives_the_same_answer_twice(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [(run(ASKED, today=date(2026, 11, 22)), capsys.readouterr()) for _ in range(2)]
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (0, f"Usage: llmcost {command}") == (
        run([command, "-h"]),
        capsys.readouterr().out.partition(" [")[0],
    )


def test_a_shell_completes_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"_LLMCOST_COMPLETE": "complete_bash", "COMP_WORDS": "llmcost ", "COMP_CWORD": "1"}
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    assert (0, list(COMMANDS)) == (run([]), capsys.readouterr().out.split())
