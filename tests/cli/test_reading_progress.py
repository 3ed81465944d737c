from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from llmcost.cli import reading_progress as module
from llmcost.cli.console import Console
from llmcost.cli.reading_progress import reading_progress
from llmcost.logs.files import LogFile
from llmcost.tokens.files import TextFile

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = (LogFile(Path("a.jsonl"), "a.jsonl", 1000), LogFile(Path("b.jsonl"), "b.jsonl", 3000))
SECOND = 10**9


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The other end of a terminal of 60 columns that stderr is."""
    pty = pytest.importorskip("pty")
    fcntl, struct, termios = (__import__(name) for name in ("fcntl", "struct", "termios"))
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    try:
        with monkeypatch.context() as streams, os.fdopen(slave, "w", encoding="utf-8") as stderr:
            streams.setattr(sys, "stderr", stderr)
            yield master
    finally:
        os.close(master)


def clock(monkeypatch: pytest.MonkeyPatch, *tenths: int) -> None:
    times = iter(tenths)
    monkeypatch.setattr(module, "monotonic_ns", lambda: next(times) * SECOND // 10)


def taken(master: int) -> str:
    sys.stderr.write("END")
    sys.stderr.flush()
    sent = b""
    while not sent.endswith(b"END"):
        sent += os.read(master, 65536)
    return sent.decode().removesuffix("END")


def test_a_terminal_is_told_how_far_the_reading_is(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 0, 1, 10, 10, 20)
    with terminal(monkeypatch) as master:
        with reading_progress(Console({}), FILES) as watch:
            assert watch is not None
            watch(FILES[0], 500)
            watch(FILES[0], 1000)
            watch(FILES[1], 100)
            watch(FILES[1], 1000)
        shown = taken(master)
    first = "reading a.jsonl  25 %  1.0 kB of 4.0 kB  1.0 kB/s  3 s left"
    second = "reading b.jsonl  50 %  2.0 kB of 4.0 kB  1.0 kB/s  2 s left"
    # What is wider than the terminal is cut, since a line that wraps can't be written over.
    assert f"\r{first[:59]}\x1b[K\r{second[:59]}\x1b[K\r\x1b[K" == shown


def test_a_pipe_has_no_end_to_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 0, 5)
    pipe = LogFile(None, "stdin")
    with terminal(monkeypatch) as master:
        with reading_progress(Console({}), (pipe,)) as watch:
            assert watch is not None
            watch(pipe, 2_000_000)
        assert taken(master) == "\rreading stdin  2.0 MB  4.0 MB/s\x1b[K\r\x1b[K"


def test_texts_are_told_as_logs_are(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 0, 5)
    file = TextFile(Path("a.md"), "a.md", 4000)
    with terminal(monkeypatch) as master:
        with reading_progress(Console({}), (file,)) as watch:
            assert watch is not None
            watch(file, 1000)
        assert taken(master) == "\rreading a.md  25 %  1.0 kB of 4.0 kB  2.0 kB/s  2 s left\x1b[K\r\x1b[K"


def test_a_short_reading_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as master:
        with reading_progress(Console({}), FILES) as watch:
            assert watch is not None
            watch(FILES[0], 1000)
        assert taken(master) == ""


@pytest.mark.parametrize("console", [Console({}, quiet=True), Console({"TERM": "dumb"})])
def test_nothing_is_told_where_nobody_reads_it(monkeypatch: pytest.MonkeyPatch, console: Console) -> None:
    with terminal(monkeypatch) as master:
        with reading_progress(console, FILES) as watch:
            assert watch is None
        assert taken(master) == ""


def test_nothing_is_told_off_a_terminal() -> None:
    with reading_progress(Console({}), FILES) as watch:
        assert watch is None
