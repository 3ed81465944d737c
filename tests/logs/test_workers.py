"""Processes that work side by side."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing import Pipe, active_children
from typing import TYPE_CHECKING, Any

import pytest

from llmcost.logs.workers import Ended, Workers, _seeded, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from llmcost.logs.workers import Method

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="functions of tests can't be pickled")


def answers(
    work: Callable[[int], Any], count: int, processes: int, method: Method = "fork"
) -> Generator[Any, None, None]:
    workers = Workers(work, method)
    try:
        workers.begin(processes)
        yield from workers.each(count, lambda: False)
    finally:
        workers.end()


def late(number: int) -> tuple[int, int]:
    """The first tasks take longest."""
    time.sleep(0.2 if number < 2 else 0)
    return number, os.getpid()


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_answers_come_in_the_order_of_the_tasks_and_from_all_processes(processes: int) -> None:
    found = list(answers(late, 20, processes))

    assert [number for number, _ in found] == list(range(20))
    assert len({process for _, process in found}) == processes
    assert os.getpid() not in {process for _, process in found}
    assert active_children() == []


@pytest.mark.parametrize("count", [0, 3])
def test_processes_may_begin_afresh(count: int) -> None:
    assert list(answers(abs, count, count, "spawn")) == list(range(count))


def test_what_a_task_raises_comes_out_in_its_turn() -> None:
    def work(number: int) -> int:
        return 6 // (3 - number)

    found = answers(work, 6, 2)

    assert [next(found) for _ in range(3)] == [2, 3, 6]
    with pytest.raises(ZeroDivisionError):
        next(found)
    assert active_children() == []


@pytest.mark.parametrize("processes", [1, 3])
def test_a_process_that_is_ended_from_outside_is_told(processes: int) -> None:
    def work(number: int) -> int:
        if number == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(Ended):
        list(answers(work, 40, processes))

    assert active_children() == []


def test_nobody_waits_for_what_is_under_way() -> None:
    found = answers(lambda number: time.sleep(number * 60), 4, 2)
    began = time.monotonic_ns()

    next(found)
    found.close()

    assert active_children() == []
    assert time.monotonic_ns() - began < 20 * 10**9


def test_an_interrupt_breaks_off_what_is_waited_for() -> None:
    looks: list[int] = []

    def is_interrupted() -> bool:
        looks.append(1)
        return len(looks) > 3

    workers = Workers(lambda number: time.sleep(60 + number))
    workers.begin(2)
    with pytest.raises(KeyboardInterrupt):
        next(workers.each(2, is_interrupted))
    workers.end()

    assert len(looks) > 3
    assert active_children() == []


def test_a_process_ends_with_who_started_it() -> None:
    reading, writing = os.pipe()
    starter = os.fork()
    if not starter:
        workers = Workers(time.sleep)
        workers.begin(3)
        os._exit(0)
    os.close(writing)
    os.waitpid(starter, 0)

    # All who held the other end have ended.
    assert os.read(reading, 1) == b""
    os.close(reading)


def test_a_process_is_deaf_to_interrupts_and_answers_until_nobody_asks() -> None:
    ours, theirs = Pipe()
    other, inherited = Pipe()
    found: list[Any] = []

    def work(number: int) -> int:
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        if number == 2:
            found.extend((ours.recv(), ours.recv()))
            ours.close()
        return 1 // number

    before = signal.getsignal(signal.SIGINT)
    try:
        for number in (1, 0, 2):
            ours.send(number)
        serve(theirs, work, (inherited,))
    finally:
        signal.signal(signal.SIGINT, before)

    (first, fraction, none), (second, nothing, error) = found
    assert (first, fraction, none, second, nothing) == (1, 1, None, 0, None)
    assert isinstance(error, ZeroDivisionError)
    assert inherited.closed
    other.close()
    theirs.close()


@pytest.mark.parametrize("seed", [None, "", "random", "7"])
def test_the_seed_of_hashes_is_left_as_it_was(seed: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    if seed is not None:
        monkeypatch.setenv("PYTHONHASHSEED", seed)

    with _seeded():
        stated = os.environ["PYTHONHASHSEED"]

    assert stated.isdigit()
    assert seed != "7" or stated == seed
    assert os.environ.get("PYTHONHASHSEED") == seed
