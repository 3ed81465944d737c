"""Suffixes of a name that choose how a request is routed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.note import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

ROUTING_SUFFIXES = ("nitro", "floor", "exacto", "online")
"""Suffixes that choose how a request is routed, not what is asked; dropped where no such row exists."""


def routing_notes(dropped: Iterable[str]) -> Iterable[Note]:
    """What has to be said of suffixes that were dropped from a name."""
    for suffix in dropped:
        if suffix == "online":
            message = "`:online` searches the web, and searches cost extra; count them with --searches"
            yield Note("online", message)
        else:
            message = f"`:{suffix}` chooses the provider, whose price may differ from the list price"
            yield Note("routing", message)
