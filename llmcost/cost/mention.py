"""Where a repository names models, and what is known of those."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance

REASONS = ("retired", "unknown", "uncovered")
"""What a scan can be told to fail on."""


class Mention(NamedTuple):
    """A model's name in a file."""

    file: str
    """Relative to the repository's root, with forward slashes, on one line."""
    line: int
    """From 1: where the name is written, which may be a constant that a call uses."""
    name: str
    """As written."""
    found_in: str
    """``call`` (of a client), ``key`` (what something called model is) or ``text`` (any other string)."""
    model: Model | None
    """None: no model has that name."""
    scenarios: tuple[str, ...] = ()
    """The names of those that cover the model."""
    notes: tuple[Note, ...] = ()
    """What its name brought."""
    message: str = ""
    """Of a name that means no model, or several: which, and what to do."""

    @property
    def status(self) -> str:
        """``listed``, ``expiring`` (its end is announced), ``retired`` or ``unknown``."""
        if self.model is None:
            return "unknown"
        if self.model.retired is not None:
            return "retired"
        return "listed" if self.model.expires is None else "expiring"

    @property
    def told(self) -> str:
        """The model's id, or what was written where it has none."""
        return self.name if self.model is None else self.model.id

    @property
    def rates(self) -> Mapping[str, Decimal]:
        """The unit prices now, of a retired model the last; empty where none is known."""
        return self._price[0]

    @property
    def why_unpriced(self) -> str:
        """Why there are no unit prices; empty where there are."""
        return self._price[1]

    @property
    def _price(self) -> tuple[Mapping[str, Decimal], str]:
        if self.model is None:
            return {}, self.message
        try:
            return self.model.price_in(self.model.current).rates, ""
        except UnpricedError as error:
            return {}, error.message

    @property
    def troubles(self) -> tuple[str, ...]:
        """Those of ``REASONS`` that hold."""
        held = {self.status, *(() if self.scenarios else ("uncovered",))}
        return tuple(reason for reason in REASONS if reason in held)


class Skipped(NamedTuple):
    """A file, or a folder, that could not be read, or not as what it is."""

    file: str
    code: str
    """``too_big``, ``binary``, ``unreadable``, ``price_list`` or, of one read as text, ``unparsable``."""


class Scan(NamedTuple):
    """All models that the files below one path name."""

    path: str
    """As asked for."""
    mentions: tuple[Mention, ...]
    """By file and line."""
    read: int
    """How many files were read."""
    skipped: tuple[Skipped, ...]
    unnamed: tuple[tuple[str, int], ...]
    """File and line of each call of a client whose model only running it tells."""
    fail_on: tuple[str, ...]
    """Of ``REASONS``."""
    provenance: Provenance
    is_file: bool = False
    """Whether the path is that of one file."""

    @property
    def failing(self) -> tuple[Mention, ...]:
        """The mentions that the scan was told to fail on."""
        return tuple(each for each in self.mentions if self.fails(each))

    def fails(self, mention: Mention) -> tuple[str, ...]:
        """Why this mention fails the scan; empty where it doesn't."""
        return tuple(reason for reason in mention.troubles if reason in self.fail_on)

    @property
    def unread(self) -> tuple[Skipped, ...]:
        """The files and folders that could not be read, whatever they name."""
        return tuple(each for each in self.skipped if each.code == "unreadable")

    @property
    def outcome(self) -> str:
        """``unpriced`` when it was to fail on what a mention is, or on what an unread file may name."""
        return "unpriced" if self.fail_on and (self.failing or self.unread or not self.read) else "ok"

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates among those that are told."""
        return self.provenance.used({(each.told, rate) for each in self.mentions for rate in each.rates})
