"""The ledger that a refresh builds on."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.note import Note
from llmcost.errors import LedgerError, SourceError, UsageError
from llmcost.sources import paths
from llmcost.sources.document import read_ledger
from llmcost.sources.layers import bundled_file, read_bytes
from llmcost.sources.ledger import Ledger
from llmcost.sources.sightings import joined
from llmcost.sources.store import damaged_of, previous_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOTHING = Ledger({}, date.min, "")
"""What a ledger begins with."""


class Basis(NamedTuple):
    """A ledger, and the file that the renewed one goes to."""

    ledger: Ledger
    path: Path
    first: bytes | None = None
    """The ledger that was in force before there was such a file."""
    is_damaged: bool = False
    """Whether there is a file that can't be read; then the ledger is another one."""
    warnings: tuple[Note, ...] = ()


def named(path: Path) -> Basis:
    """The ledger of a file that was named, or nothing where it is yet to be begun.

    Raises:
        UsageError: when it is to be begun in a folder that doesn't exist.
        SourceError: when it can't be read.
    """
    # os.path, since pathlib's way raises where a folder may not be entered.
    if os.path.lexists(path):
        return Basis(read(path), path) if os.path.exists(path) else Basis(NOTHING, path)  # noqa: PTH110
    if not os.path.isdir(path.parent):  # noqa: PTH112
        raise UsageError(f"--ledger: there is no folder {path.parent}", hint="make it first, or name another")
    return Basis(NOTHING, path)


def own(folders: paths.Folders) -> Basis:
    """The newer of the user's ledger and the bundled one, with what only the other one saw.

    Raises:
        SourceError: when the system doesn't say where the user's data lies.
        LedgerError: when the bundled ledger is missing.
    """
    path = own_path(folders)
    data, bundled_path = bundled_file()
    bundled = read_ledger(data, str(bundled_path))
    if not paths.is_file(path):
        return Basis(bundled, path, first=data)
    try:
        return Basis(_with_both(read(path), bundled), path)
    except SourceError as error:
        complaint = error.message
    previous = previous_of(path)
    try:
        ledger, origin = _with_both(read(previous), bundled), str(previous)
    except SourceError:
        ledger, origin = bundled, "those that came with llmcost"
    message = f"{complaint}; it is set aside as {damaged_of(path)}, and the prices go on from {origin}"
    return Basis(ledger, path, is_damaged=True, warnings=(Note("refreshed_unreadable", message),))


def place(ledger: Path | None, environ: Mapping[str, str]) -> Path:
    """Where a ledger is, or is to be begun: the file that was named, or else the user's own.

    Raises:
        SourceError: when there is no such place, or it is neither a file nor a folder.
    """
    path = ledger or own_path(paths.folders(environ))
    _refuse_special(path)
    return path


def own_path(folders: paths.Folders) -> Path:
    """The user's ledger.

    Raises:
        SourceError: when the system doesn't say where the user's data lies.
    """
    if folders.data is None:
        raise SourceError(
            "the system doesn't say where your data lies, so there is no place for prices",
            hint="set HOME or XDG_DATA_HOME, or name a file with --ledger",
        )
    return folders.data / paths.REFRESHED_FILE


def read(path: Path) -> Ledger:
    """A ledger from its text, with all that a compiled copy would leave out.

    Raises:
        SourceError: when it can't be read.
    """
    _refuse_special(path)
    try:
        data = read_bytes(path)
    except LedgerError as error:
        raise SourceError(error.message, hint="name another file with --ledger") from None
    try:
        return read_ledger(data, str(path))
    except LedgerError as error:
        raise SourceError(error.message, hint=error.hint) from None


def _refuse_special(path: Path) -> None:
    """A pipe would never give its bytes, and a device would be replaced by a file."""
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):  # noqa: PTH110, PTH112, PTH113
        raise SourceError(f"{path} is no file that could be replaced", hint="name another file with --ledger")


def _with_both(mine: Ledger, bundled: Ledger) -> Ledger:
    newer, older = (mine, bundled) if mine.as_of >= bundled.as_of else (bundled, mine)
    return joined(newer, older)
