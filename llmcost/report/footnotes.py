"""Remarks on rows of a table, numbered below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.catalog.note import Note


class Footnotes:
    """Remarks on rows, numbered in order; one that several rows share has one number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, notes: Iterable[Note]) -> str:
        """The numbers of these remarks, as a row shows them: ``1,3``."""
        return self.mark_words(note.message for note in notes)

    def mark_words(self, messages: Iterable[str]) -> str:
        """The same for remarks that have no code."""
        return ",".join(str(self._numbers.setdefault(each, len(self._numbers) + 1)) for each in messages)

    @property
    def lines(self) -> tuple[str, ...]:
        """The remarks behind their numbers."""
        return tuple(f"[{number}] {message}" for message, number in self._numbers.items())
