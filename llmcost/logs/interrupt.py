"""Ctrl-C, held back as long as something is half done."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


@contextmanager
def uninterrupted() -> Iterator[Callable[[], bool]]:
    """An interrupt that comes meanwhile takes effect at the end; gives what tells whether one came.

    Nothing changes outside the main thread, which alone is interrupted.
    """
    before = signal.getsignal(signal.SIGINT)
    held: list[tuple[int, FrameType | None]] = []
    # A handler that isn't Python's couldn't be put back.
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield lambda: False
        return
    signal.signal(signal.SIGINT, lambda number, frame: held.append((number, frame)))
    try:
        yield lambda: bool(held)
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        before(*held[0])
