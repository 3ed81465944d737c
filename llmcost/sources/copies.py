"""Compiled copies of ledgers, kept in the user's cache folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from zlib import crc32

from llmcost.sources.compiled import load_compiled, stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from llmcost.sources.ledger import Ledger

KEPT = 8
"""Copies kept; the oldest go first."""


def through_copy(data: bytes, path: Path, cache: Path, parse: Callable[[bytes, str], Ledger]) -> Ledger:
    """The ledger in ``data``, from its compiled copy, or parsed and copied for the next time.

    A cache that can't be read or written is never an error: the copy only saves time.

    Args:
        data: the ledger's bytes.
        path: its file; two files with one checksum never share a copy.
        cache: the folder of copies, made where it is missing.
        parse: reads the bytes where there is no copy.
    """
    place = crc32(os.fsencode(os.path.abspath(path)))  # noqa: PTH100 - resolving links would touch the disk
    copy = cache / f"ledger-{place:08x}-{stamp(data)}.compiled"
    try:
        ledger = load_compiled(copy.read_bytes(), data)
    except OSError:
        ledger = None
    if ledger is not None:
        return ledger
    ledger = parse(data, str(path))
    _keep(copy, ledger, data)
    return ledger


def _keep(copy: Path, ledger: Ledger, data: bytes) -> None:
    import tempfile

    from llmcost.sources.compiled import compile_ledger

    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".ledger-", suffix=".compiled", dir=copy.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(compile_ledger(ledger, data))
            os.replace(temporary, copy)  # noqa: PTH105 - paths from mkstemp are text
        except OSError:
            os.unlink(temporary)  # noqa: PTH108
            raise
        for old in sorted(copy.parent.glob("*ledger-*.compiled"), key=lambda file: -file.stat().st_mtime)[
            KEPT:
        ]:
            old.unlink()
    except OSError:
        return
