"""What a model reads, writes and supports, where that sets it apart from most of its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.market.peers import modality_words
from llmcost.market.trait import Trait, class_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.catalog.model import Model
    from llmcost.market.peers import Peers

_READ = ("image", "file", "audio", "video")
_WRITTEN = ("image", "audio", "video")
_FEATURES = {"tools": "tools", "structured_outputs": "structured outputs", "reasoning": "reasoning"}

_TOLD_IN_FULL = ("tools", "reasoning")
"""Features that are missing where only others are stated; structured outputs are too often not stated."""


def abilities(model: Model, peers: Peers) -> Iterator[Trait]:
    """What the model has and fewer than half of its class, and what more than half have, but not it.

    Args:
        model: whose abilities they are.
        peers: its class.
    """
    reads, writes, features = (_Having(model, peers, name) for name in ("input", "output", "features"))
    for kind in _READ:
        words = modality_words([kind])
        if reads.sets_apart(kind):
            yield Trait(f"reads_{kind}", is_strength=True, words=f"reads {words}, as {reads.do(kind)}")
        elif reads.is_missed(kind):
            words = f"does not read {words}; {reads.do(kind)}"
            yield Trait(f"no_{kind}_input", is_strength=False, words=words)
    for kind in _WRITTEN:
        if writes.sets_apart(kind):
            words = f"writes {modality_words([kind])}, as {writes.do(kind)}"
            yield Trait(f"writes_{kind}", is_strength=True, words=words)
    for name, told in _FEATURES.items():
        if features.sets_apart(name):
            yield Trait(name, is_strength=True, words=f"supports {told}, as {features.are(name)} known to")
        elif name in _TOLD_IN_FULL and features.is_missed(name):
            words = f"not known to support {told}; {features.are(name)}"
            yield Trait(f"no_{name}", is_strength=False, words=words)


class _Having:
    """The members of a class by what is in one of their fields."""

    def __init__(self, model: Model, peers: Peers, field: str) -> None:
        self._own: tuple[str, ...] = getattr(model, field)
        self._all: list[tuple[str, ...]] = [getattr(each, field) for each in peers.models]
        # Were a guest counted in words, "as 1 of 16 does" would mean the guest.
        self._told = [
            getattr(each, field) for each in peers.models if not peers.is_guest or each.id != model.id
        ]
        self._class = f"{'others ' if peers.is_guest else ''}in {class_words(model)}"

    def sets_apart(self, value: str) -> bool:
        """Whether the model has it, and fewer than half of the class."""
        return value in self._own and 2 * self._count(value) < len(self._all)

    def is_missed(self, value: str) -> bool:
        """Whether more than half of the class have it, and of the model others are known, but not it."""
        return bool(self._own) and value not in self._own and 2 * self._count(value) > len(self._all)

    def do(self, value: str) -> str:
        """How many of them do, in words."""
        return f"{self._among(value)} {'does' if self._count_told(value) == 1 else 'do'}"

    def are(self, value: str) -> str:
        """How many of them are, in words."""
        return f"{self._among(value)} {'is' if self._count_told(value) == 1 else 'are'}"

    def _among(self, value: str) -> str:
        count = self._count_told(value)
        return f"{f'{count:,}' if count else 'none'} of {len(self._told):,} {self._class}"

    def _count(self, value: str) -> int:
        return sum(value in each for each in self._all)

    def _count_told(self, value: str) -> int:
        return sum(value in each for each in self._told)
