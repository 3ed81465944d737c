"""What a ledger file holds, whichever form it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note


MAX_OVERRIDE_BYTES = 16 * 2**20
"""Some thousands of models of one's own, and 100,000 scenarios of a workload."""

MAX_BYTES = 64 * 2**20
"""Far above any real ledger (0.5 MB for 1,100 models); larger files are refused unparsed."""


class Validator(NamedTuple):
    """What a server said about an answer, to ask it later whether that still holds."""

    url: str
    """Where the answer came from; it says nothing about others."""
    etag: str | None = None
    last_modified: str | None = None


def validator_of(url: str, etag: str | None, last_modified: str | None) -> Validator | None:
    """What a ledger can hold of an answer's headers, and a request can send back; None if nothing."""
    kept = [text if text and _is_kept(text) else None for text in (etag, last_modified)]
    return Validator(url, *kept) if any(kept) else None


def _is_kept(header: str) -> bool:
    longest = 300
    return len(header) <= longest and header.isascii() and header.isprintable()


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
    validator: Validator | None = None
    """Of the list that it was last compared with. None from a compiled copy."""
