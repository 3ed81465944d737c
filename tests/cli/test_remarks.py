from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cli.console import Console
from llmcost.cli.remarks import by_subject, tell_first, tell_skipped

if TYPE_CHECKING:
    import pytest


def test_ten_remarks_are_told_and_how_many_more(capsys: pytest.CaptureFixture[str]) -> None:
    tell_first(Console({}), ["odd"] * 10)
    assert capsys.readouterr().err == "warning: odd\n" * 10
    tell_first(Console({}), ["odd"] * 11)
    assert capsys.readouterr().err.splitlines()[10:] == ["warning: and 1 more remark"]
    tell_first(Console({}), ["odd"] * 12)
    assert capsys.readouterr().err.splitlines()[10:] == ["warning: and 2 more remarks"]


def test_what_was_skipped_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    tell_skipped(Console({}), ["a.bin: binary", "and 2 more files"])
    assert capsys.readouterr().err == "warning: skipped a.bin: binary\nwarning: skipped and 2 more files\n"


def test_remarks_on_the_same_have_one_line() -> None:
    told = [
        "acme/one: this",
        "on 2 models: that",
        "acme/one: that: more",
        "without a subject",
        "acme/one: this",
    ]
    assert by_subject(told) == ["acme/one: this; that: more", "on 2 models: that", "without a subject"]
