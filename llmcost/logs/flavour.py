"""A wire format: how it is told from others, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from llmcost.records.record import Record


class Found(NamedTuple):
    """An object that states usage, and the objects around it."""

    body: Mapping[str, Any]
    trail: tuple[Mapping[str, Any], ...] = ()
    """The objects that it lies in, the outermost first."""

    @property
    def outwards(self) -> Iterator[Mapping[str, Any]]:
        """The object itself, then those around it from the inside out."""
        yield self.body
        yield from reversed(self.trail)


class FileState:
    """What earlier lines of one file say about later ones."""

    __slots__ = ("begins", "lacks_earlier", "notes")

    def __init__(self, *, begins: bool = True) -> None:
        """Describe it.

        Args:
            begins: whether the reading began with the file's first line.
        """
        self.begins = begins
        self.lacks_earlier = False
        """Set by a format that needs lines from before the part that is read: then the file is read again as
        a whole."""
        self.notes: dict[str, Any] = {}
        """A format's own memory of the file, under the format's name."""


class Flavour(NamedTuple):
    """One wire format."""

    name: str
    """As ``--flavour`` names it."""
    claims: Callable[[Mapping[str, Any], tuple[Mapping[str, Any], ...]], bool]
    """Whether an object, with those around it, is of this format. Looks at its keys and a level below."""
    read: Callable[[Found, FileState], Iterator[Record]]
    """The records in it, mostly one. Raises ``BadRecord`` for figures that can't be; an object without
    usage, such as an error or the first piece of a stream, gives none."""
