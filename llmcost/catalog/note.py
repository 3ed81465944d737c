"""A remark that belongs to a figure: a stable code for scripts and a sentence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal


class Note(NamedTuple):
    """Something the reader has to know about a price, a name or a cost."""

    code: str
    """Stable and machine-readable, such as ``retired`` or ``over_context``."""
    message: str
    """One clause for people, without a full stop."""
    amount: Decimal | None = None
    """The amount in USD that it speaks of, where it speaks of one."""
