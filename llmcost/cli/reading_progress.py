"""How far the reading of logs has come, on a line of stderr that is written over."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic_ns
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmcost.cli.console import Console
    from llmcost.logs.files import LogFile
    from llmcost.logs.reader import Watch

_FIRST = 300_000_000
"""Nanoseconds after which it is worth saying anything."""
_EVERY = 100_000_000


@contextmanager
def reading_progress(console: Console, files: Sequence[LogFile]) -> Iterator[Watch | None]:
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

        def watch(file: LogFile, position: int) -> None:
            nonlocal due
            done[file.shown] = position
            now = monotonic_ns()
            if now >= due:
                due = now + _EVERY
                progress.update(file.shown, sum(done.values()))
                say(progress.line(now))

        yield watch
