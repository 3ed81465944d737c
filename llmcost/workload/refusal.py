"""The signal that a table says what can't be, with the place of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmcost.workload.places import Keys


class Refusal(Exception):  # noqa: N818 - a signal between the readers, turned into a ConfigError by them
    """A value or key that can't be; ``str()`` says why."""

    def __init__(self, said: str, keys: Keys = (), hint: str | None = None) -> None:
        super().__init__(said)
        self.keys = keys
        """What leads to it, from the table that is being read."""
        self.hint = hint

    def within(self, *keys: str | int, subject: str = "") -> Refusal:
        """The same, told from a table further out, with that table named."""
        return Refusal(f"{subject}: {self}" if subject else str(self), (*keys, *self.keys), self.hint)
