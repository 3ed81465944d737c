"""What one refresh, or its undoing, found and did: what their reports render."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.change import Change
    from llmcost.catalog.note import Note


class Refreshed(NamedTuple):
    """A ledger compared with a list, and what came of it."""

    source: str
    """The URL or file that the list came from."""
    path: str
    """The ledger's file."""
    as_of: date
    """The day of the list."""
    before: date | None
    """The day up to which the ledger was known. None: there was none."""
    changes: tuple[Change, ...]
    """In the order of a report."""
    unchanged: int
    """Listed models whose price is the same."""
    written: bool
    """Whether the ledger was written. Not on a dry run, nor where it says the same already."""
    dry_run: bool = False
    previous: str | None = None
    """Where the ledger before is kept; None where there was none, or it is that of an earlier change."""
    skipped: tuple[tuple[str, str], ...] = ()
    """Rows that couldn't be used: id and reason."""
    accepted: tuple[Note, ...] = ()
    """Findings for which the list would have been refused."""
    warnings: tuple[Note, ...] = ()


class RolledBack(NamedTuple):
    """A ledger that was swapped with the one before it."""

    path: str
    """Its file."""
    as_of: date
    """The day of the prices that it holds now."""
    is_outdone: bool = False
    """Whether the prices that came with llmcost are newer, and so are used instead."""
