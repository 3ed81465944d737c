"""The flags of `models`, read into what is wanted, in which order and in which columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.cli.filters import Filters
from llmcost.cli.question import DEFAULT_TOP
from llmcost.cli.use_question import UseQuestion
from llmcost.errors import UsageError
from llmcost.quantity import parse_count, parse_day

if TYPE_CHECKING:
    from datetime import date

    from llmcost.market.listing import Wanted


class ModelsQuestion(NamedTuple):
    """What was typed, unread; None where a flag was not given."""

    query: tuple[str, ...] = ()
    filters: Filters = Filters()
    free: bool = False
    batch: bool = False
    retired: bool = False
    released_since: str | None = None
    changed_since: str | None = None
    columns: str | None = None
    sort: str | None = None
    top: str | None = None
    authors: bool = False
    aliases: bool = False
    pareto: bool = False
    """Whether only those are shown that none beats on cost and intelligence."""
    use: UseQuestion = UseQuestion()
    """What they are judged by then; without tokens by their blended rates."""

    def check(self) -> None:
        """Refuse flags that contradict each other, before any file is read.

        Raises:
            UsageError: naming the flags.
        """
        if self.authors and self.aliases:
            raise UsageError(
                "--authors and --aliases ask for two lists", hint="leave out the one or the other"
            )
        if self.authors:
            from llmcost.market.author import AUTHOR_SORTS

            if self.sort is not None and self.sort not in AUTHOR_SORTS:
                orders = ", ".join(name for name in AUTHOR_SORTS if name != "models")
                raise UsageError(
                    f"--sort {self.sort}: authors have no such order",
                    hint=f"theirs are {orders}, or no --sort",
                )
            self._refuse("--authors", {"--columns": self.columns})
        if self.aliases:
            stated = {
                **self.filters.stated,
                "--free": self.free,
                "--batch": self.batch,
                "--retired": self.retired,
                "--released-since": self.released_since,
                "--changed-since": self.changed_since,
                "--columns": self.columns,
                "--sort": self.sort,
            }
            self._refuse("--aliases", stated)
        if self.pareto or self.use.is_stated:
            from llmcost.cli.models_frontier import check_frontier

            check_frontier(self)
        self.shown_columns()

    @staticmethod
    def _refuse(flag: str, stated: dict[str, object]) -> None:
        used = [name for name, value in stated.items() if value not in {None, False, ()}]
        if used:
            raise UsageError(
                f"{', '.join(used)}: not with {flag}, only for a list of models",
                hint="leave out the one or the other",
            )

    def wanted(self, today: date) -> Wanted:
        """What a model must be or have to be listed.

        Args:
            today: the last day of which anything can be asked, from which ages are counted back.

        Raises:
            QuantityError: for a value that can't be read.
            UsageError: for a date in the future.
        """
        from llmcost.market.listing import Wanted
        from llmcost.market.search import search_of

        selection = self.filters.selection()._replace(free=True, batch=self.batch, retired=self.retired)
        return Wanted(
            search_of(self.query),
            selection,
            self.free,
            _day(self.released_since, "--released-since", today),
            _day(self.changed_since, "--changed-since", today),
        )

    @property
    def order(self) -> str:
        """The order that was asked for, else the one that suits what is looked for."""
        if self.sort is not None:
            return self.sort
        if self.changed_since is not None:
            return "changed"
        # Of what is retired hardly any intelligence is known.
        if self.query or self.released_since is not None or self.retired:
            return "released"
        return "intelligence"

    def most(self) -> int:
        """How many rows are shown; 0 for all.

        Raises:
            QuantityError: for a count that can't be read.
        """
        return DEFAULT_TOP if self.top is None else parse_count(self.top, "--top")

    def shown_columns(self) -> tuple[str, ...]:
        """The columns of the table, each once; those that the question turns on where none are stated.

        Raises:
            UsageError: for one that is not known.
        """
        if self.columns is None:
            return ("id", "intelligence", *self._turns_on())
        from llmcost.report.models_columns import COLUMNS

        names = [name.strip().lower().replace("-", "_") for name in self.columns.split(",")]
        for name in names:
            if name not in COLUMNS:
                from llmcost.cost.selection import known_hint

                raise UsageError(f"--columns: there is no {name!r}", hint=known_hint(name, set(COLUMNS)))
        return tuple(dict.fromkeys(names))

    def _turns_on(self) -> tuple[str, ...]:
        """The columns that are shown by themselves, behind the first two."""
        names = ["in", "out", "context", "released"]
        if self.order == "price":
            names.insert(2, "blended")
        if self.order == "changed" or self.changed_since is not None:
            names += ["changed", "change"]
        if self.retired:
            names.append("retired")
        return tuple(names)


def _day(text: str | None, flag: str, today: date) -> date | None:
    day = None if text is None else parse_day(text, flag, today)
    if day is not None and day > today:
        raise UsageError(f"{flag}: {day} lies in the future", hint="nothing is known of it yet")
    return day
