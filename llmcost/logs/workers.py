"""Processes that work side by side, and end at once when they are told to."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from contextlib import contextmanager, nullcontext, suppress
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Method = Literal["fork", "spawn"]
METHOD: Method = "fork" if sys.platform == "linux" else "spawn"
"""How processes begin: a copy of this one is quicker, where that is safe."""

_SEED = "PYTHONHASHSEED"
_AHEAD = 2
"""Tasks that a process is given at once, so that it needn't wait for the next."""

_PATIENCE = 1 / 20
"""Seconds between two looks at whether to go on."""

T = TypeVar("T")


class Ended(Exception):  # noqa: N818 - a signal to who knows what the processes were for
    """A process was ended from outside."""


class Workers(Generic[T]):
    """Processes that do tasks, which are told apart by their number.

    Unlike a ``ProcessPoolExecutor``, which at Ctrl-C waits for all that was begun, and at a second for ever.
    """

    def __init__(self, work: Callable[[int], T], method: Method = METHOD) -> None:
        """Describe them.

        Args:
            work: does the task of a number; where processes begin afresh, it has to be picklable.
            method: how they begin, ``fork`` or ``spawn``.
        """
        self._work = work
        self._method = method
        self._pipes: list[Connection] = []
        self._processes: list[BaseProcess] = []

    def begin(self, count: int) -> None:
        """Start so many.

        Raises:
            OSError: when the system has no room for them.
        """
        is_copy = self._method == "fork"
        context = get_context(self._method)
        # A copy hashes as this process does; those that begin afresh have to be told to agree.
        with nullcontext() if is_copy else _seeded():
            for _ in range(count):
                ours, theirs = context.Pipe()
                self._pipes.append(ours)
                inherited = tuple(self._pipes) if is_copy else ()
                arguments = theirs, self._work, inherited
                process = context.Process(target=serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
                process.start()
                self._processes.append(process)
                theirs.close()

    def each(self, count: int, is_interrupted: Callable[[], bool]) -> Iterator[T]:
        """What so many tasks come to, from number 0 on.

        Args:
            count: how many.
            is_interrupted: whether to break off.

        Raises:
            Ended: when a process was ended from outside.
            KeyboardInterrupt: when it is broken off.
            Exception: what a task raises.
        """
        coming = iter(range(count))
        done: dict[int, tuple[Any, Exception | None]] = {}
        for _ in range(_AHEAD):
            for pipe in self._pipes:
                _give(pipe, coming)
        for number in range(count):
            while number not in done and not is_interrupted():
                heard = set(wait(self._pipes, _PATIENCE))
                for pipe in (each for each in self._pipes if each in heard):
                    try:
                        at, found, error = pipe.recv()
                    except (EOFError, OSError):
                        raise Ended from None
                    done[at] = found, error
                    _give(pipe, coming)
            if is_interrupted():
                raise KeyboardInterrupt
            found, error = done.pop(number)
            if error is not None:
                raise error
            yield found

    def end(self) -> None:
        """End them, whatever they are doing: they hold nothing."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        for pipe in self._pipes:
            pipe.close()


def _give(pipe: Connection, coming: Iterator[int]) -> None:
    number = next(coming, None)
    if number is not None:
        # One that has ended is found out when it is listened to.
        with suppress(OSError):
            pipe.send(number)


def serve(pipe: Connection, work: Callable[[int], object], inherited: Iterable[Connection]) -> None:
    """In a process of its own, do the tasks whose numbers come in.

    Args:
        pipe: where they come from, and what they come to goes.
        work: does one.
        inherited: the other ends of pipes, which have to be closed here for their closing to be seen.
    """
    # Ctrl-C is for the process that was started; it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in inherited:
        each.close()
    # Nobody is there any more.
    with suppress(EOFError, OSError):
        while True:
            number = pipe.recv()
            try:
                answer: tuple[int, object, Exception | None] = number, work(number), None
            except Exception as error:  # noqa: BLE001 - raised by who asked for the task
                answer = number, None, error
            pipe.send(answer)


@contextmanager
def _seeded() -> Iterator[None]:
    """Hashes of processes that are started meanwhile agree."""
    seed = os.environ.get(_SEED)
    if seed in {None, "", "random"}:
        os.environ[_SEED] = str(secrets.randbelow(2**32))
    try:
        yield
    finally:
        os.environ.pop(_SEED)
        os.environ.update({} if seed is None else {_SEED: seed})
