"""What a ledger file holds, whichever form it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note


MAX_OVERRIDE_BYTES = 2**20
"""Some thousands of models of one's own."""

MAX_BYTES = 64 * 2**20
"""Far above any real ledger (0.5 MB for 1,100 models); larger files are refused unparsed."""


class Ledger(NamedTuple):
    """Models with their prices, and when and where they were seen."""

    models: Mapping[str, Model]
    """By id. Read from text in order of id, from a compiled copy those still listed before the others."""
    as_of: date
    """The day on which it was last compared with its source."""
    source: str
    """The URL that it was read from upstream."""
    warnings: tuple[Note, ...] = ()
    """What was odd about the file."""
    listed: Collection[str] | None = None
    """The ids that are not retired, where that is known without asking each model."""
    extra: Mapping[str, Any] = {}
    """Top-level keys that this version doesn't know, kept for whoever writes the ledger again. Empty
    from a compiled copy."""
