"""How far the reading of files has come, on a line of stderr that is written over."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic_ns
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from llmcost.cli.console import Console

_FIRST = 300_000_000
"""Nanoseconds after which it is worth saying anything."""
_EVERY = 100_000_000


class Watched(Protocol):
    """A file that is read, be it a log or a text."""

    @property
    def shown(self) -> str:
        """Its name, on one line."""

    @property
    def size(self) -> int | None:
        """Bytes on disk. None: a pipe, or a file that can't be looked at."""


@contextmanager
def reading_progress(
    console: Console, files: Sequence[Watched]
) -> Iterator[Callable[[Watched, int], None] | None]:
    """Where stderr is a terminal, what to call with each file and the bytes read of it; else None."""
    with console.status() as say:
        if say is None:
            yield None
            return
        from llmcost.report.progress import Progress

        sizes = [file.size for file in files]
        began = monotonic_ns()
        known = [size for size in sizes if size is not None]
        progress = Progress(sum(known) if len(known) == len(sizes) else None, began)
        done: dict[str, int] = {}
        due = began + _FIRST

        def watch(file: Watched, position: int) -> None:
            nonlocal due
            done[file.shown] = position
            now = monotonic_ns()
            if now >= due:
                due = now + _EVERY
                progress.update(file.shown, sum(done.values()))
                say(progress.line(now))

        yield watch
