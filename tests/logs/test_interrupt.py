"""Ctrl-C keeps what was read, and never waits for what is under way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import pytest
from written import NOW, chat, lines_of

from llmcost.logs.interrupt import uninterrupted

if TYPE_CHECKING:
    from pathlib import Path

needs_groups = pytest.mark.skipif(sys.platform == "win32", reason="no process groups on Windows")


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def test_an_interrupt_is_held_back_to_the_end() -> None:
    before = signal.getsignal(signal.SIGINT)
    done: list[bool] = []

    with pytest.raises(KeyboardInterrupt):  # noqa: PT012
        with uninterrupted() as is_interrupted:
            done.append(is_interrupted())
            interrupt()
            interrupt()
            done.append(is_interrupted())
        done.append(True)

    assert done == [False, True]
    assert signal.getsignal(signal.SIGINT) is before


def test_without_an_interrupt_nothing_changes() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError, match="torn"), uninterrupted():
        raise ValueError("torn")
    with uninterrupted():
        pass

    assert signal.getsignal(signal.SIGINT) is before


def test_who_ignores_interrupts_goes_on_to() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with uninterrupted() as is_interrupted:
            interrupt()
            assert not is_interrupted()
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_are_left_alone() -> None:
    before, seen = signal.getsignal(signal.SIGINT), []

    def look() -> None:
        with uninterrupted():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [before]


class Ended(NamedTuple):
    code: int
    out: str
    err: str
    seconds: int


def interrupted(folder: Path, pauses: tuple[float, ...]) -> Ended:
    """Read with two processes a log, and a pipe that nobody writes into, until Ctrl-C."""
    with (folder / "a.jsonl").open("wb") as out:
        for at in range(100):
            out.write(lines_of(chat(f"chatcmpl-{at:020}", at, at=NOW - 10**6, choices=["x" * 100_000])))
    os.mkfifo(folder / "b.jsonl")
    process = subprocess.Popen(
        [sys.executable, "-m", "llmcost", "usage", "a.jsonl", "b.jsonl", "--jobs", "2", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        start_new_session=True,
    )
    pipe = None
    while pipe is None:
        time.sleep(0.05)
        # Until somebody reads it: then the log is read.
        with suppress(OSError):
            pipe = os.open(folder / "b.jsonl", os.O_WRONLY | os.O_NONBLOCK)
    time.sleep(0.5)
    began = time.monotonic_ns()
    os.killpg(process.pid, signal.SIGINT)
    for pause in pauses:
        time.sleep(pause)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
    try:
        out_text, err_text = process.communicate(timeout=30)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        os.close(pipe)
    return Ended(process.returncode, out_text, err_text, (time.monotonic_ns() - began) // 10**9)


@needs_groups
def test_what_several_processes_have_read_is_told_at_once(tmp_path: Path) -> None:
    ended = interrupted(tmp_path, ())

    found = json.loads(ended.out)
    assert (ended.code, found["partial"]) == (130, True)
    assert 0 < found["records"]["counted"] <= 100
    assert "warning: interrupted" in ended.err
    assert "Traceback" not in ended.err
    assert ended.seconds < 5


@needs_groups
@pytest.mark.parametrize("pauses", [(0.3,), (0, 0, 0)])
def test_a_second_interrupt_ends_it_too(tmp_path: Path, pauses: tuple[float, ...]) -> None:
    ended = interrupted(tmp_path, pauses)

    assert ended.code == 130
    assert "Traceback" not in ended.err
    assert not ended.out or json.loads(ended.out)["partial"]
    assert ended.seconds < 5
