"""Flags of `check` that contradict each other are refused, before any file is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.cli.check_question import CheckQuestion
from llmcost.errors import QuantityError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 22)
FILE = Path("x.json")


@pytest.mark.parametrize(
    ("flags", "message", "hint"),
    [
        (
            {"baseline": FILE, "against": "main"},
            "--baseline and --against are two things to compare with",
            "leave out one of them",
        ),
        (
            {"exact": True, "estimate": True},
            "--exact and --estimate exclude each other",
            "leave out the one or the other",
        ),
        ({"init": True, "exact": True}, "--init: not with --exact", "leave out the one or the other"),
        (
            {"scan": FILE, "estimate": True},
            "--scan: not with --estimate",
            "leave out the one or the other",
        ),
        (
            {"min_intelligence": "3"},
            "--min-intelligence: only with --suggest",
            "add --suggest, or leave it out",
        ),
        ({"fail_on": "retired"}, "--fail-on: only with --scan", "add --scan PATH, or leave it out"),
        ({"init": True, "save": FILE}, "--init: not with --save", "leave out the one or the other"),
        (
            {"scan": FILE, "suggest": True, "as_of": "2026-01-01", "no_project_prices": True},
            "--scan: not with --as-of, --no-project-prices, --suggest",
            "leave out the one or the other",
        ),
        ({"init": True, "scan": FILE}, "--init: not with --scan", "leave out the one or the other"),
        (
            {"init": True, "max_age": "30d", "report_flags": ("--out", "--json")},
            "--init: not with --json, --max-age, --out",
            "leave out the one or the other",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(flags: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        CheckQuestion(**flags).check()
    assert (message, hint) == (refused.value.message, refused.value.hint)


@pytest.mark.parametrize(
    "flags",
    [
        {},
        {"init": True},
        {"scan": FILE, "fail_on": "retired", "max_age": "30d", "report_flags": ("--json",)},
        {"against": "main", "save": FILE, "suggest": True, "min_intelligence": "3", "as_of": "2026-01-01"},
    ],
)
def test_what_goes_together_is_taken(flags: dict[str, Any]) -> None:
    CheckQuestion(**flags).check()


@pytest.mark.parametrize("name", ["llmcost.toml", "pyproject.TOML"])
def test_a_result_is_not_saved_where_a_workload_would_be_looked_for(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        CheckQuestion(save=Path(name)).check()
    assert (f"--save: {name} is a name for a workload file", "name it like baseline.json") == (
        refused.value.message,
        refused.value.hint,
    )


def test_a_report_is_not_written_over_the_baseline(tmp_path: Path) -> None:
    saved, link = tmp_path / "base.json", tmp_path / "link.json"
    saved.touch()
    link.symlink_to(saved)
    with pytest.raises(UsageError, match=r"link\.json is the baseline"):
        CheckQuestion(baseline=saved, out=(link,)).check()
    CheckQuestion(baseline=saved, save=link, out=(tmp_path / "other.json",)).check()
    CheckQuestion(out=(saved,)).check()


def test_files_that_get_written_are_told_with_their_flags() -> None:
    question = CheckQuestion(save=FILE, out=(Path("a.md"), Path("b.md")))
    assert [("--save", FILE), ("--out", Path("a.md")), ("--out", Path("b.md"))] == list(question.written)
    assert [] == list(CheckQuestion().written)


def test_quantities_are_read_as_everywhere() -> None:
    question = CheckQuestion(as_of="2026-11-01", max_age="2w", min_intelligence="37.5")
    assert (date(2026, 11, 1), 14, Decimal("37.5")) == (
        question.day(TODAY),
        question.oldest(),
        question.floor(),
    )
    unasked = CheckQuestion()
    assert (None, None, None) == (unasked.day(TODAY), unasked.oldest(), unasked.floor())


def test_prices_of_a_day_to_come_are_not_known() -> None:
    with pytest.raises(UsageError, match="--as-of: 2026-11-23 lies in the future"):
        CheckQuestion(as_of="2026-11-23").day(TODAY)


@pytest.mark.parametrize(
    "read",
    [
        lambda: CheckQuestion(as_of="soon").day(TODAY),
        CheckQuestion(max_age="soon").oldest,
        CheckQuestion(min_intelligence="soon").floor,
    ],
)
def test_what_is_no_quantity_is_refused(read: Callable[[], object]) -> None:
    with pytest.raises(QuantityError):
        read()


@pytest.mark.parametrize(
    ("text", "reasons"),
    [("retired", ("retired",)), (" Uncovered , retired,retired", ("retired", "uncovered"))],
)
def test_what_to_fail_on_is_read_from_a_list(text: str, reasons: tuple[str, ...]) -> None:
    assert reasons == CheckQuestion(scan=FILE, fail_on=text).reasons()


@pytest.mark.parametrize(("text", "shown"), [("", "''"), ("retired,", "''"), ("expired", "'expired'")])
def test_other_words_are_refused(text: str, shown: str) -> None:
    with pytest.raises(UsageError) as refused:
        CheckQuestion(scan=FILE, fail_on=text).reasons()
    assert (
        f"--fail-on: {shown} is nothing to fail on",
        "use any of retired, unknown, uncovered, with commas between",
    ) == (
        refused.value.message,
        refused.value.hint,
    )


def test_a_scan_that_is_told_nothing_fails_on_nothing() -> None:
    assert CheckQuestion(scan=FILE).reasons() == ()
