"""The flags of `providers`, and what they need of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from llmcost.cli.use_question import UseQuestion


class ProviderQuestion(NamedTuple):
    """What was typed of `providers`."""

    name: str
    """The model."""
    use: UseQuestion
    """The use to price."""
    sort: str | None = None
    """None: not said."""

    def check(self) -> None:
        """Refuse flags that need tokens where none are given.

        Raises:
            UsageError: naming the flag.
        """
        self.use.check(*(["--sort cost"] if self.sort == "cost" else []))
