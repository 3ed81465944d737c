"""Logs cut into parts that several processes read side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.logs.opening import open_log
from llmcost.logs.reader import Part, Reader, kind_in, unwatched
from llmcost.logs.workers import METHOD, Ended, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence

    from llmcost.catalog.catalog import Catalog
    from llmcost.logs.account import State
    from llmcost.logs.files import LogFile
    from llmcost.logs.workers import Method
    from llmcost.records.question import Question

_MOST_FILES = 500


class Read(NamedTuple):
    """What one process read."""

    files: tuple[LogFile, ...]
    state: State
    lines: int
    """Of the part, where it is one."""
    size: int
    """Bytes of it."""
    lacks_earlier: bool
    """Whether it can't be read without what stands before it."""


Task = tuple[Part, ...]
"""A part of a file, or several whole files."""


def cut(files: Iterable[LogFile], whole: Container[str], size: int) -> Iterator[Task]:
    """Share files out: large logs of lines in parts, the others whole and several together.

    Args:
        files: to be read.
        whole: the files, as they are shown, that can't be read in parts.
        size: bytes of a part, about.
    """
    together: list[Part] = []
    room = size
    for file in files:
        if file.size is not None and file.size > size and file.shown not in whole and _can_be_cut(file):
            if together:
                # Tasks stand in the order of the files, so that what is odd is told in it.
                yield tuple(together)
                together, room = [], size
            yield from ((Part(file, at, at + size),) for at in range(0, file.size - size, size))
            # A file that is being written may be longer by now.
            yield (Part(file, (file.size - 1) // size * size, None),)
            continue
        together.append(Part(file))
        room -= file.size or 0
        if room <= 0 or len(together) >= _MOST_FILES:
            yield tuple(together)
            together, room = [], size
    if together:
        yield tuple(together)


def _can_be_cut(file: LogFile) -> bool:
    try:
        with open_log(file) as log:
            return log.can_seek and kind_in(log, file) in {"lines", "log"}
    except UsageError:  # to be told by who reads it
        return False


def read_in_parts(
    tasks: Sequence[Task],
    question: Question,
    catalog: Catalog,
    jobs: int,
    *,
    method: Method = METHOD,
    is_interrupted: Callable[[], bool] = lambda: False,
) -> Generator[Read, None, None]:
    """Read each task in one of several processes; in the order of the tasks.

    Args:
        tasks: what to read; none of it standard input.
        question: what is asked.
        catalog: the prices.
        jobs: how many processes.
        method: how they begin, ``fork`` or ``spawn``.
        is_interrupted: whether to break off.

    Raises:
        KeyboardInterrupt: when it is broken off.
        UsageError: as ``Reader.read``, and when a process can't be started or was ended from outside.
    """
    workers = Workers(partial(read_task, tasks, question, catalog), method)
    try:
        _begin(workers, min(jobs, len(tasks)))
        yield from workers.each(len(tasks), is_interrupted)
    except Ended:
        raise UsageError(
            "a process that was reading logs was ended from outside",
            hint="read with --jobs 1: it takes less memory",
        ) from None
    finally:
        workers.end()


def _begin(workers: Workers[Read], count: int) -> None:
    try:
        workers.begin(count)
    except OSError as error:
        raise UsageError(
            f"--jobs: {count} processes can't be started: {error.strerror}", hint="take fewer"
        ) from None


def read_task(tasks: Sequence[Task], question: Question, catalog: Catalog, number: int) -> Read:
    """Read one of the tasks.

    Args:
        tasks: all of them.
        question: what is asked.
        catalog: the prices.
        number: which, from 0.
    """
    reader = Reader(question, catalog)
    # All of a task is read, so that what is odd is told of all.
    complete = [reader.read(part, unwatched) for part in tasks[number]]
    account = reader.account
    files = tuple(part.file for part in tasks[number])
    return Read(files, account.state(), account.lines, account.bytes, not all(complete))
