"""A file that is written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
import time
from contextlib import contextmanager, suppress
from glob import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STALE_SECONDS = 3600
"""A temporary file of this age was left behind by a run that was killed."""

_TRIES = 10 if os.name == "nt" else 1
"""On Windows a virus scanner may hold a file for a moment."""


def put(target: Path, data: bytes) -> None:
    """Put these bytes where ``target`` is; whoever reads meanwhile finds the old ones or these."""
    with temporary(target, data) as fresh:
        move(fresh, target)
        sync_folder(target.parent)


@contextmanager
def temporary(target: Path, data: bytes) -> Iterator[Path]:
    """A file with these bytes beside ``target``, to be moved there; it is gone in the end."""
    file = written(target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp"), data, target)
    try:
        yield file
    finally:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def written(file: Path, data: bytes, target: Path) -> Path:
    """A new file with these bytes, on the disk, with the rights of ``target``."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            file.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise
    return file


def move(source: Path, target: Path, tries: int = _TRIES) -> None:
    """Give a file the name of another, which is replaced."""
    while True:
        tries -= 1
        try:
            os.replace(source, target)  # noqa: PTH105 - the name under which its promise is known
        except PermissionError:
            if not tries:
                raise
            time.sleep(1 / 20)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make new names durable. Every file is whole already, so a system that can't is no failure."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(target: Path) -> None:
    """Remove temporary files of runs that were killed."""
    for stray in target.parent.glob(f".{escape(target.name)}.*.tmp"):
        with suppress(OSError):
            if time.time() - stray.stat().st_mtime > STALE_SECONDS:
                stray.unlink()
