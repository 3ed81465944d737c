from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llmcost.cli.console import Console
from llmcost.cli.deliver import CHECK_SUFFIXES, SUFFIXES, Delivery
from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.report.look import Look


def told(form: str, look: Look, *, ascii_only: bool) -> str:
    """A report that says what it was asked for."""
    return f"{form} é {look.width} {look.colour} {ascii_only}\n"


def deliver(*files: str, suffixes: Mapping[str, str] = SUFFIXES) -> None:
    Delivery(Console({}, colour="always"), "json", tuple(map(Path, files)), suffixes).deliver(told)


def test_a_suffix_that_names_no_format_is_refused_before_anything_is_written() -> None:
    with pytest.raises(UsageError, match=r"'b\.pdf' does not end in \.json, \.csv, \.md, \.txt, \.svg"):
        deliver("a.json", "b.pdf")
    assert not Path("a.json").exists()


@pytest.mark.parametrize("name", ["nowhere/a.json", "folder.json", "x" * 300 + ".json"])
def test_a_file_that_cannot_be_written_is_an_error(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder.json").mkdir()
    with pytest.raises(UsageError, match=r"--out: can't write .*\.json: "):
        deliver(name)
    assert ("", "") == capsys.readouterr()


def test_a_folder_is_no_file_to_write_to() -> None:
    Path("folder.json").mkdir()
    with pytest.raises(UsageError) as caught:
        deliver("folder.json")
    assert "it is a folder: name a file" == caught.value.hint


@pytest.mark.parametrize("suffix", sorted(CHECK_SUFFIXES.keys() - SUFFIXES.keys()))
def test_a_suffix_of_another_command_is_refused(suffix: str) -> None:
    with pytest.raises(UsageError, match=rf"'a\{suffix}' does not end in \.json, .*, \.html$"):
        deliver(f"a{suffix}")


@pytest.mark.parametrize(("suffix", "form"), CHECK_SUFFIXES.items())
def test_the_suffix_of_a_file_picks_its_format_in_either_case(suffix: str, form: str) -> None:
    names = (f"a{suffix}", f"B{suffix.upper()}")
    deliver(*names, suffixes=CHECK_SUFFIXES)
    expected = f"{form} é None False False\n"
    assert [expected] * 2 == [Path(name).read_text(encoding="utf-8") for name in names]


def test_stdout_gets_its_own_format_and_look_after_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    deliver("a.csv")
    assert ("json é None True False\n", "") == capsys.readouterr()


def test_files_are_utf_8_with_plain_line_ends_whatever_stdout_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(taken, encoding="ascii", newline="\n"))
    deliver("a.json")
    assert (b"json ? None True True\n", "json é None False False\n".encode()) == (
        taken.getvalue(),
        Path("a.json").read_bytes(),
    )


def test_a_name_that_is_no_text_does_not_break_a_report() -> None:
    Delivery(Console({}), "json", (Path("a.json"),)).deliver(lambda *_, **__: "\udcff.toml\n")
    assert b"?.toml\n" == Path("a.json").read_bytes()


def test_a_file_of_another_flag_is_written_in_the_format_that_is_asked_for() -> None:
    Delivery.write(Path("a.txt"), "json", told, flag="--save")
    assert "json é None False False\n" == Path("a.txt").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match=r"--save: can't write nowhere.a\.txt: No such file or directory"):
        Delivery.write(Path("nowhere/a.txt"), "json", told, flag="--save")


def test_a_file_is_written_anew_and_not_added_to() -> None:
    Path("a.json").write_text("x" * 10_000, encoding="utf-8")
    deliver("a.json")
    assert "json é None False False\n" == Path("a.json").read_text(encoding="utf-8")
