"""The flags that say which models to consider, read into a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.errors import UsageError
from llmcost.quantity import parse_amount, parse_count, parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.cost.selection import Selection


class Filters(NamedTuple):
    """What was typed, unread; None or empty where a flag was not given."""

    authors: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    min_context: str | None = None
    min_intelligence: str | None = None
    max_price: str | None = None

    @property
    def stated(self) -> dict[str, object]:
        """Each flag with what was typed."""
        flags = ("--author", "--with", "--min-context", "--min-intelligence", "--max-price")
        return dict(zip(flags, self, strict=True))

    def selection(self) -> Selection:
        """The models that meet them.

        Raises:
            QuantityError: for a value that can't be read.
        """
        from llmcost.cost.selection import Selection

        return Selection(
            authors=self.authors,
            having=self.having,
            min_context=0 if self.min_context is None else parse_count(self.min_context, "--min-context"),
            min_intelligence=(
                None
                if self.min_intelligence is None
                else parse_number(self.min_intelligence, "--min-intelligence")
            ),
            max_price=None if self.max_price is None else parse_amount(self.max_price, "--max-price"),
        )


def check_whole(flags: Mapping[str, object]) -> None:
    """Refuse flags that order or cut a comparison, where --pareto does.

    Args:
        flags: each with what was typed; what is not given counts as false. ``--top 0`` asks for just that.

    Raises:
        UsageError: naming those given.
    """
    used = [
        flag
        for flag, value in flags.items()
        if value not in {None, False} and (flag, value) != ("--top", "0")
    ]
    if used:
        raise UsageError(
            f"{', '.join(used)}: --pareto shows the whole frontier, from the cheapest on",
            hint="leave out the one or the other",
        )
