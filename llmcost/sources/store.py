"""A ledger's file: replaced whole or not at all, with the one before kept beside it."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from llmcost.errors import SourceError
from llmcost.sources.whole_file import move, put, sweep, sync_folder, temporary, written

if TYPE_CHECKING:
    from collections.abc import Iterator


def previous_of(path: Path) -> Path:
    """Where the ledger before this one is kept: ``models.previous.toml`` beside ``models.toml``.

    Of a link: beside the file that it leads to.
    """
    if os.path.islink(path):  # noqa: PTH114 - pathlib's way raises where a folder may not be entered
        path = _real(path)
    return path.with_name(f"{path.stem}.previous{path.suffix}")


def damaged_of(path: Path) -> Path:
    """Where a ledger that could not be read is set aside: ``models.damaged.toml``."""
    previous = previous_of(path)
    return previous.with_name(previous.name.replace(".previous", ".damaged"))


def install(path: Path, data: bytes, *, first: bytes | None = None) -> bool:
    """Put a ledger in place and keep the one that was there. Whoever reads meanwhile finds a whole one.

    Whoever is killed meanwhile leaves the old ledger or the new one, whole. Two that install at the same time
    don't mix: the last one stays.

    Args:
        path: the ledger's file; a link is followed. Its folder is made where it is missing.
        data: all of its bytes.
        first: what is kept as the one before, where there is no file yet.

    Returns:
        Whether it was written: not where it holds these bytes already.

    Raises:
        SourceError: when it can't be written; then everything is as before.
    """
    with _telling(path):
        target = _ready(path)
        if _holds(target, data):
            return False
        before = _bytes_of(target)
        if before is None:
            before = first
        if before is None:
            put(target, data)
        else:
            _put_both(target, data, before)
        return True


def replace(path: Path, data: bytes) -> bool:
    """As ``install``, but the one before it stays the one that it was."""
    with _telling(path):
        target = _ready(path)
        if _holds(target, data):
            return False
        put(target, data)
        return True


def rollback(path: Path) -> None:
    """Swap a ledger and the one before it; doing it twice changes nothing.

    Where an earlier rollback was killed half-way, this finishes it.

    Raises:
        SourceError: when there is none before it, or it can't be written; then everything is as before.
    """
    with _telling(path):
        target = _real(path)
        if _finish_rollback(target):
            return
        if not previous_of(target).is_file():
            raise SourceError(
                f"there is no ledger before {path}", hint="`llmcost refresh` keeps one when prices change"
            )
        _swap(target)


def _real(path: Path) -> Path:
    # The file itself, so that a link to it stays a link.
    return Path(os.path.realpath(path))


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SourceError(
            f"can't write {path}: {error.strerror or error}; nothing was changed",
            hint="see to the folder's rights and space, or name another file with --ledger",
        ) from None


def _ready(path: Path) -> Path:
    """The file to write, its folder made and swept."""
    target = _real(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    _finish_rollback(target)
    sweep(target)
    return target


def _holds(target: Path, data: bytes) -> bool:
    return _bytes_of(target) == data


def _bytes_of(file: Path) -> bytes | None:
    """What is in a file; None where there is none, or another run moved it away just now."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _put_both(target: Path, data: bytes, before: bytes) -> None:
    """The one before first: a kill in between leaves the old ledger twice, and loses none that counts."""
    previous = previous_of(target)
    older = _bytes_of(previous)
    with temporary(target, data) as fresh, temporary(target, before) as kept:
        move(kept, previous)
        try:
            move(fresh, target)
        except OSError:
            _put_back(previous, older)
            raise
        sync_folder(target.parent)


def _put_back(previous: Path, older: bytes | None) -> None:
    """Where even that fails the ledger is there twice, which harms nobody."""
    with suppress(OSError):
        if older is None:
            previous.unlink()
        else:
            put(previous, older)


def _swap(target: Path) -> None:
    """Through a third name that tells, should the run be killed, how far it came."""
    previous, third = previous_of(target), _third(target)
    data = _bytes_of(target)
    if data is not None:
        written(third, data, target)
    try:
        move(previous, target)
    except OSError:
        third.unlink(missing_ok=True)
        raise
    if data is not None:
        try:
            _keep_swapped(third, previous, data)
        except OSError:
            move(target, previous)
            put(target, data)
            third.unlink(missing_ok=True)
            raise
    sync_folder(target.parent)


def _keep_swapped(third: Path, previous: Path, data: bytes) -> None:
    try:
        move(third, previous)
    except FileNotFoundError:
        # Another run took it for a killed one's: it was removed, or is in its place already.
        put(previous, data)


def _finish_rollback(target: Path) -> bool:
    """After a run that was killed while it swapped; whether the swap is complete only now."""
    previous, third = previous_of(target), _third(target)
    with suppress(FileNotFoundError):  # the usual case; or the other run is alive and did it
        if previous.exists():
            third.unlink()
        else:
            move(third, previous)
            return True
    return False


def _third(target: Path) -> Path:
    return target.with_name(f".{target.name}.swapping")
