from __future__ import annotations

import threading

import pytest

from llmcost.sources.threads import DaemonThreads


def test_a_call_is_made_in_a_thread_that_does_not_hold_the_program() -> None:
    def call(number: int, *, more: int) -> tuple[int, bool]:
        return number + more, threading.current_thread().daemon

    assert (3, True) == DaemonThreads().submit(call, 1, more=2).result(timeout=10)


def test_an_error_is_told_to_whoever_asked() -> None:
    def call() -> None:
        raise OSError("no such name")

    with pytest.raises(OSError, match="no such name"):
        DaemonThreads().submit(call).result(timeout=10)


def test_nobody_waits_for_a_call_that_hangs() -> None:
    done = threading.Event()
    with DaemonThreads() as threads:
        future = threads.submit(done.wait, 60)
    assert not future.done()
    assert not future.cancel()
    done.set()
    assert future.result(timeout=10)
