"""One writer at a time: a lock on a folder, which the system takes back from whoever ends."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from llmcost.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, which can't lock a folder: the last writer wins there
    fcntl = None  # type: ignore[assignment]

PATIENCE = 120
"""Seconds to wait for another one: longer than a refresh may take."""


@contextmanager
def exclusive(path: Path, patience: int = PATIENCE) -> Iterator[None]:
    """Keep others that would write ``path`` waiting until this is done.

    Without it one run could write what it read before another one wrote. It is of the folder, so that nothing
    is left behind; where a system can't lock one, the last writer wins.

    Raises:
        SourceError: when another one takes longer than ``patience`` seconds.
    """
    folder = _nearest(path)
    handle = None
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
    try:
        if handle is not None and fcntl is not None:
            _wait(handle, folder, time.monotonic() + patience)
        # Whoever was waited for may have made a nearer folder, which others lock from then on.
        with nullcontext() if folder == _nearest(path) else exclusive(path, patience):
            yield
    finally:
        if handle is not None:
            os.close(handle)


def _nearest(path: Path) -> Path:
    """The nearest folder that exists; of a link, above the file that it leads to."""
    try:
        file = Path(os.path.realpath(path))
    except OSError:
        return path.parent  # a relative path, in a folder that is gone
    return next(folder for folder in file.parents if os.path.isdir(folder))  # noqa: PTH112


def _wait(handle: int, folder: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise SourceError(
                    f"another llmcost has been writing in {folder} all the time",
                    hint="try again when it is done",
                ) from None
            time.sleep(1 / 20)
        except OSError:
            return  # a file system without locks
        else:
            return
