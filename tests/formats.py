"""Reading one decoded object with given formats, as detection would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.logs.flavour import FileState, Found

if TYPE_CHECKING:
    from llmcost.logs.flavour import Flavour
    from llmcost.records.record import Record


def read_all(
    line: dict[str, Any],
    *flavours: Flavour,
    trail: tuple[dict[str, Any], ...] = (),
    state: FileState | None = None,
) -> list[Record]:
    """The records of an object by the first flavour that claims it; none where none does."""
    for flavour in flavours:
        if flavour.claims(line, trail):
            return list(flavour.read(Found(line, trail), state or FileState()))
    return []
