"""How a stream wants to be written to."""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """How a stream wants to be written to."""

    width: int | None = None
    """Columns of the terminal. None: not a terminal, everything at its natural width, without lines."""
    colour: bool = False
    unicode: bool = True
    """Whether bars, rules and an ellipsis can be encoded."""
