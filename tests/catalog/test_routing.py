from __future__ import annotations

from llmcost.catalog.routing import ROUTING_SUFFIXES, routing_notes


def test_every_dropped_suffix_is_remarked_on() -> None:
    notes = list(routing_notes(ROUTING_SUFFIXES))
    assert ["routing", "routing", "routing", "online"] == [note.code for note in notes]
    assert all(f"`:{suffix}`" in note.message for suffix, note in zip(ROUTING_SUFFIXES, notes, strict=True))
    assert [] == list(routing_notes(()))
