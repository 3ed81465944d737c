from __future__ import annotations

import io
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from llmcost.cli.console import Console, Surface, look_at, surface_of
from llmcost.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TERMINAL = Surface(terminal=True, encoding="utf-8", columns=100)
PIPE = Surface(terminal=False, encoding="utf-8", columns=0)


@pytest.mark.parametrize(
    ("environ", "asked", "on_terminal", "in_pipe"),
    [
        ({}, "auto", True, False),
        ({}, "always", True, True),
        ({}, "never", False, False),
        ({"NO_COLOR": "1"}, "auto", False, False),
        ({"NO_COLOR": ""}, "auto", True, False),
        ({"NO_COLOR": "0"}, "auto", False, False),
        ({"NO_COLOR": "1"}, "always", True, True),
        ({"FORCE_COLOR": "1"}, "auto", True, True),
        ({"FORCE_COLOR": "3"}, "auto", True, True),
        ({"FORCE_COLOR": "0"}, "auto", False, False),
        ({"FORCE_COLOR": "False"}, "auto", False, False),
        ({"FORCE_COLOR": "no"}, "auto", False, False),
        ({"FORCE_COLOR": ""}, "auto", False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False, False),
        ({"FORCE_COLOR": "1"}, "never", False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, "auto", True, True),
        ({"CLICOLOR_FORCE": "1"}, "auto", True, True),
        ({"CLICOLOR_FORCE": "0"}, "auto", False, False),
        ({"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, "auto", True, True),
        ({"FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"}, "auto", False, False),
        ({"CLICOLOR": "0"}, "auto", False, False),
        ({"CLICOLOR": "1"}, "auto", True, False),
        ({"TERM": "dumb"}, "auto", False, False),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "auto", True, False),
        ({"GITHUB_ACTIONS": "true"}, "auto", True, False),
        ({"GITHUB_ACTIONS": "true", "NO_COLOR": "1"}, "auto", False, False),
        ({"TTY_COMPATIBLE": "1"}, "auto", True, False),
    ],
)
def test_colour_is_decided_by_the_flag_then_the_environment_then_the_stream(
    environ: Mapping[str, str], asked: str, *, on_terminal: bool, in_pipe: bool
) -> None:
    looks = [look_at(surface, environ, asked).colour for surface in (TERMINAL, PIPE)]
    assert [on_terminal, in_pipe] == looks


@pytest.mark.parametrize(
    ("columns", "stated", "expected"),
    [
        (100, None, 100),
        (100, "", 100),
        (100, "60", 60),
        (100, "20", 20),
        (100, "19", 100),
        (100, "0", 100),
        (100, "-40", 100),
        (100, "abc", 100),
        (100, "\N{FULLWIDTH DIGIT FOUR}\N{FULLWIDTH DIGIT ZERO}", 100),
        (100, "4e1", 100),
        (100, " 40", 100),
        (100, "9" * 5000, 999_999),
        (0, None, 80),
        (0, "0", 80),
        (1, None, 80),
        (20, None, 20),
        (500, None, 500),
    ],
)
def test_the_width_is_the_stated_one_the_terminals_or_eighty(
    columns: int, stated: str | None, expected: int
) -> None:
    environ = {} if stated is None else {"COLUMNS": stated}
    assert expected == look_at(TERMINAL._replace(columns=columns), environ).width


def test_a_pipe_has_no_width_whatever_the_environment_says() -> None:
    assert look_at(PIPE, {"COLUMNS": "40"}).width is None


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", True),
        ("UTF-16", True),
        ("ascii", False),
        ("cp1252", False),
        ("cp437", False),
        ("latin-1", False),
        ("no-such-encoding", False),
    ],
)
def test_lines_and_bars_are_drawn_where_they_can_be_encoded(encoding: str, *, expected: bool) -> None:
    assert expected == look_at(PIPE._replace(encoding=encoding), {}).unicode


def test_a_stream_without_an_encoding_takes_ascii() -> None:
    assert Surface(terminal=False, encoding="ascii", columns=0) == surface_of(io.StringIO())


def test_a_terminal_without_a_descriptor_has_no_known_width() -> None:
    class Fake(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert Surface(terminal=True, encoding="ascii", columns=0) == surface_of(Fake())


@pytest.mark.parametrize(
    ("encoding", "expected"), [("utf-8", True), ("UTF8", True), ("ascii", False), ("cp1252", False)]
)
def test_only_utf_8_takes_any_character(
    encoding: str, monkeypatch: pytest.MonkeyPatch, *, expected: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert expected == Console({}).out_is_utf8


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("ascii", b"? $1.00 ?\n"), ("cp1252", b"\xe9 $1.00 ?\n"), ("cp437", b"\x82 $1.00 ?\n")],
)
def test_what_a_stream_cannot_encode_becomes_a_question_mark(
    encoding: str, expected: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(taken, encoding=encoding, newline="\n"))
    Console({}).result("é $1.00 日\n")
    assert expected == taken.getvalue()


def test_quiet_silences_warnings_but_neither_verdicts_nor_errors(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console({}, quiet=True)
    console.warning("old prices")
    console.note("more below")
    console.verdict("over", "too dear")
    console.verdict("unpriced", "no price")
    console.unpriced("no price either")
    console.error("wrong\nflag", None)
    console.error("wrong", "right")
    assert (
        "",
        (
            "over budget: too dear\nbudget not kept: no price\n"
            "unpriced: no price either\nerror: wrong\\nflag\nerror: wrong\nhint: right\n"
        ),
    ) == capsys.readouterr()


def test_no_line_holds_a_command_to_ci(capsys: pytest.CaptureFixture[str]) -> None:
    Console({}).error("no ##[group]\n::error::", "##[endgroup]")
    assert "error: no ## [group]\\n::error::\nhint: ## [endgroup]\n" == capsys.readouterr().err


def test_labels_have_colours_where_colour_is_due(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console({}, colour="always")
    console.warning("old prices")
    console.verdict("over", "too dear")
    console.verdict("unpriced", "no price")
    console.unpriced("no price either")
    console.error("wrong", "right")
    assert (
        "\x1b[33mwarning:\x1b[0m old prices\n"
        "\x1b[31mover budget:\x1b[0m too dear\n"
        "\x1b[31mbudget not kept:\x1b[0m no price\n"
        "\x1b[31munpriced:\x1b[0m no price either\n"
        "\x1b[31merror:\x1b[0m wrong\n"
        "\x1b[2mhint:\x1b[0m right\n"
    ) == capsys.readouterr().err


@pytest.mark.parametrize("quiet", [False, True])
def test_what_speaks_against_a_list_is_always_told(
    capsys: pytest.CaptureFixture[str], *, quiet: bool
) -> None:
    console = Console({}, quiet=quiet)
    console.finding("refused", "too_few", "46 models, where there were 465")
    Console({}, colour="always", quiet=quiet).finding("accepted", "many_zero", "all of\nthem")

    assert (
        "refused: too_few: 46 models, where there were 465\n"
        "\x1b[31maccepted:\x1b[0m many_zero: all of\\nthem\n"
    ) == capsys.readouterr().err


def progress_on_terminal(
    monkeypatch: pytest.MonkeyPatch, console: Console, encoding: str, *received: tuple[int, int | None]
) -> str:
    """All that a real terminal of 60 columns is sent while these sums of bytes come in."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    sent = b""
    try:
        with (
            monkeypatch.context() as streams,
            os.fdopen(slave, "w", encoding=encoding) as stderr,
        ):
            streams.setattr(sys, "stderr", stderr)
            with console.progress("Fetching prices") as progress:
                for known in received:
                    assert progress is not None
                    progress(*known)
            stderr.write("END")
            stderr.flush()
            while not sent.endswith(b"END"):
                sent += os.read(master, 65536)
    finally:
        os.close(master)
    return sent.decode(encoding).removesuffix("END")


ERASED = "\r\n\x1b[?25h\r\x1b[1A\x1b[2K"


@pytest.mark.skipif(os.name == "nt", reason="no such terminals")
@pytest.mark.parametrize(
    ("received", "figures"),
    [((500, 1000), "0.5/1.0 kB"), ((1_080_000, None), "1.1/? MB"), ((7, 7), "7/7 bytes")],
)
@pytest.mark.parametrize(("encoding", "drawn"), [("utf-8", "[━╸╺]+"), ("ascii", "-+"), ("cp1252", "-+")])
def test_a_bar_is_drawn_on_a_terminal_and_taken_away(
    monkeypatch: pytest.MonkeyPatch,
    received: tuple[int, int | None],
    figures: str,
    encoding: str,
    drawn: str,
) -> None:
    shown = progress_on_terminal(monkeypatch, Console({}, colour="never"), encoding, received)
    assert shown.endswith(ERASED)
    last = shown.removesuffix(ERASED).rpartition("\x1b[2K")[2]
    assert ["Fetching", "prices", *figures.split()] == re.sub(drawn, " ", last).split()
    assert re.search(drawn, last)


@pytest.mark.skipif(os.name == "nt", reason="no such terminals")
@pytest.mark.parametrize(("colour", "coloured"), [("auto", True), ("always", True), ("never", False)])
def test_a_bar_has_colours_where_colour_is_due(
    monkeypatch: pytest.MonkeyPatch, colour: str, *, coloured: bool
) -> None:
    shown = progress_on_terminal(monkeypatch, Console({}, colour=colour), "utf-8", (500, 1000))
    assert coloured == ("\x1b[32m0.5/1.0 kB" in shown)


@pytest.mark.skipif(os.name == "nt", reason="no such terminals")
@pytest.mark.parametrize(
    "console", [Console({"TERM": "dumb"}), Console({}, quiet=True)], ids=["dumb", "quiet"]
)
def test_a_dumb_terminal_and_quiet_get_no_bar(monkeypatch: pytest.MonkeyPatch, console: Console) -> None:
    assert "" == progress_on_terminal(monkeypatch, console, "utf-8")


def test_a_pipe_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with Console({"FORCE_COLOR": "1"}, colour="always").progress("Fetching prices") as progress:
        assert progress is None
    assert ("", "") == capsys.readouterr()


def closed_pipe() -> io.TextIOWrapper:
    """A stream whose reader has gone."""
    reading, writing = os.pipe()
    os.close(reading)
    return io.TextIOWrapper(io.FileIO(writing, "w"), encoding="utf-8", write_through=True)


def test_a_reader_that_has_gone_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with closed_pipe() as stdout, closed_pipe() as stderr, monkeypatch.context() as streams:
        streams.setattr(sys, "stdout", stdout)
        streams.setattr(sys, "stderr", stderr)
        console = Console({})
        console.result("a result\n")
        console.error("an error", "a hint")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")  # noqa: PTH110
def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full, monkeypatch.context() as streams:  # noqa: PTH123
        streams.setattr(sys, "stdout", full)
        with pytest.raises(UsageError, match="can't write the result: No space left on device"):
            Console({}).result("a result\n")


def test_a_closed_file_is_left_to_the_boundary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = (tmp_path / "closed").open("w", encoding="utf-8")
    file.close()
    monkeypatch.setattr(sys, "stdout", file)
    with pytest.raises(ValueError, match="closed file"):
        Console({}).result("a result\n")
