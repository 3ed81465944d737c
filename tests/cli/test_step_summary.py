from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llmcost.cli.console import Console
from llmcost.cli.step_summary import MOST_BYTES, append_summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.report.look import Look

SUMMARY = {"GITHUB_STEP_SUMMARY": "summary.md"}
CUT = "\n\nCut here: the summary of a step has no room for more.\n"


def append(text: str, environ: Mapping[str, str] = SUMMARY) -> None:
    def render(form: str, look: Look, *, ascii_only: bool) -> str:
        assert ("markdown", None, False) == (form, look.width, ascii_only)
        return text

    append_summary(environ, Console(environ), render)


def summary() -> str:
    return Path("summary.md").read_bytes().decode()


def test_a_report_is_added_below_what_is_there() -> None:
    append("é | one\n")
    append("two\udcff\n")
    assert "é | one\n\ntwo?\n" == summary()


@pytest.mark.parametrize("environ", [{}, {"GITHUB_STEP_SUMMARY": ""}])
def test_without_a_summary_nothing_is_done(
    environ: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    append("one\n", environ)
    assert (("", ""), []) == (capsys.readouterr(), list(Path().iterdir()))


def test_a_summary_that_cannot_be_written_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    append("one\n", {"GITHUB_STEP_SUMMARY": "nowhere/summary.md"})
    told = "warning: the step summary can't be written to nowhere/summary.md: No such file or directory\n"
    assert ("", told) == capsys.readouterr()


def test_a_long_report_is_cut_at_the_end_of_a_line() -> None:
    lines = [f"line {number} é\n" for number in range(100_000)]
    append("".join(lines))
    text = summary()
    kept = text.removesuffix(CUT).splitlines(keepends=True)
    assert text.endswith(CUT)
    assert MOST_BYTES - 100 < len(text.encode()) <= MOST_BYTES
    assert lines[: len(kept)] == [*kept[:-1], f"{kept[-1]}\n"]


@pytest.mark.parametrize("room", [0, 60, 1])
def test_a_summary_that_is_full_is_left_alone(room: int) -> None:
    Path("summary.md").write_text("x" * (MOST_BYTES - room), encoding="utf-8")
    append("y" * 100 + "\n")
    assert MOST_BYTES - room == len(summary())


def test_a_report_that_just_fits_is_whole() -> None:
    Path("summary.md").write_text("x" * (MOST_BYTES - 100), encoding="utf-8")
    append("y" * 98 + "\n")
    assert MOST_BYTES == len(summary())
