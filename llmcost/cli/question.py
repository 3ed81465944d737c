"""The flags of `estimate`, read into usage, terms, selection and limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.price import INPUT_CLASSES, OUTPUT_CLASSES
from llmcost.cli.prompt_flags import PromptFlags
from llmcost.cost.estimate import Terms
from llmcost.cost.stated_parts import stated_parts
from llmcost.cost.usage import Usage
from llmcost.errors import QuantityError, UsageError
from llmcost.money import ZERO
from llmcost.quantity import (
    MAX_TOKENS,
    parse_amount,
    parse_clock,
    parse_count,
    parse_date,
    parse_days,
    parse_percent,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from llmcost.catalog.note import Note
    from llmcost.cli.console import Console
    from llmcost.cost.budget import Limit
    from llmcost.cost.measured import Parts
    from llmcost.cost.selection import Selection
    from llmcost.tokens.prompt import Prompt

DEFAULT_TOP = 20
"""How many of all models are shown where --top says nothing."""


class Question(NamedTuple):
    """What was typed, unread: each quantity still text, None where its flag was not given."""

    names: tuple[str, ...]
    input: str | None
    output: str | None
    requests: str | None
    total: bool
    per: str | None
    parts: Mapping[str, tuple[str, str | None]]
    """Token class -> its flag and what was typed."""
    searches: str | None
    batch: bool
    as_of: str | None
    at: str | None
    markup: str | None
    sort: str
    reference: str | None
    top: str | None
    authors: tuple[str, ...]
    having: tuple[str, ...]
    min_context: str | None
    min_intelligence: str | None
    max_price: str | None
    free: bool
    max_cost: str | None
    any_fits: bool
    max_age: str | None
    pareto: bool = False
    """Whether only those are shown that none beats on cost and intelligence."""
    prompt: PromptFlags = PromptFlags()
    """What is counted on each model, beside the tokens that were given."""

    @property
    def facts(self) -> frozenset[str]:
        """The facts of models that the question turns on, and a report therefore shows."""
        wanted = {self.sort} & {"intelligence", "context"}
        if self.min_intelligence is not None or self.pareto:
            wanted.add("intelligence")
        if self.min_context is not None:
            wanted.add("context")
        return frozenset(wanted)

    def check(self) -> None:
        """Refuse flags that contradict each other, before any file is read.

        Raises:
            UsageError: naming the flags.
        """
        if self.input is None and self.output is None and not self.prompt.is_given:
            raise UsageError(
                "no tokens given", hint="say how many with -i/--input, -o/--output, as in -i 1M -o 100k"
            )
        self.prompt.check()
        if self.total and self.prompt.is_given:
            raise UsageError(
                "--total: what is counted is one request, not all of them together",
                hint="leave out --total; -n says how many such requests",
            )
        if self.requests is None and not self.prompt.is_given:
            for given, flag in ((self.total, "--total"), (self.per, "--per")):
                if given:
                    raise UsageError(f"{flag} needs a number of requests", hint="give it with -n/--requests")
        if self.any_fits and self.max_cost is None:
            raise UsageError("--any needs a limit", hint="give it with --max-cost")
        if self.max_cost is not None and not self.names and not self.any_fits:
            raise UsageError(
                "--max-cost without a model is broken by the dearest of all",
                hint="name the models, or add --any: one within the limit is enough",
            )
        filters = {
            "--author": self.authors,
            "--with": self.having,
            "--min-context": self.min_context,
            "--min-intelligence": self.min_intelligence,
            "--max-price": self.max_price,
            "--free": self.free,
            "--top": self.top,
        }
        used = [flag for flag, value in filters.items() if value not in {None, False, ()}]
        if self.names and used:
            raise UsageError(
                f"{', '.join(used)}: only for a comparison of all models, but models are named",
                hint="leave out the one or the other",
            )
        if self.pareto:
            from llmcost.cli.filters import check_whole

            check_whole({"--top": self.top, "--sort": self.sort != "cost", "--reference": self.reference})

    def usage(self) -> Usage:
        """The tokens asked about.

        Raises:
            QuantityError: for a count or share that is none.
            UsageError: for parts that are more than a whole that was given.
        """
        whole = {
            "input": parse_count("0" if self.input is None else self.input, "--input"),
            "output": parse_count("0" if self.output is None else self.output, "--output"),
        }
        is_counted = {"input": self.prompt.asks_input, "output": bool(self.prompt.responses)}
        most = {side: MAX_TOKENS if is_counted[side] else whole[side] for side in whole}
        special = self.special(**most)(most["input"], most["output"])
        if not self.prompt.is_given:
            return Usage(**whole, **special)
        for side, classes in (("input", INPUT_CLASSES), ("output", OUTPUT_CLASSES)):
            if not is_counted[side]:
                Usage(**{side: whole[side]}, **{name: special.get(name, 0) for name in classes})
        # What else is counted may be a part of is known only then, on each model for itself.
        return Usage(**whole)

    def read_prompt(self, console: Console) -> tuple[Prompt | None, tuple[Note, ...]]:
        """What is to be counted, and what has to be said of the reading; None where all tokens were given.

        Args:
            console: told how far that has come.

        Raises:
            LlmcostError: as ``PromptFlags.read``.
        """
        if not self.prompt.is_given:
            return None, ()
        from llmcost.cli.text_reader import TextReader

        usage, reader = self.usage(), TextReader(console)
        prompt = self.prompt.read(reader, input_tokens=usage.input, output_tokens=usage.output)
        return prompt, reader.notes

    def special(self, input: int, output: int) -> Parts:  # noqa: A002
        """The special classes and charges, of at most so many input and output tokens.

        Raises:
            QuantityError: for a number of searches that is none.
        """
        stated = [(flag, name, text) for name, (flag, text) in self.parts.items() if text is not None]
        searches = None if self.searches is None else parse_count(self.searches, "--searches")
        return stated_parts(stated, input, output, {} if searches is None else {"web_search": searches})

    def terms(self, today: date) -> Terms:
        """The terms asked about.

        Raises:
            QuantityError: for a value that can't be read, or no requests.
            UsageError: for a date in the future.
        """
        as_of = parse_date(self.as_of, "--as-of") if self.as_of is not None else None
        if as_of is not None and as_of > today:
            raise UsageError(f"--as-of: {as_of} lies in the future", hint="its prices are not known yet")
        requests = 1 if self.prompt.is_given else None
        if self.requests is not None:
            requests = parse_count(self.requests, "--requests")
        if requests == 0:
            raise QuantityError(f"--requests: {self.requests!r} asks for nothing", hint="give 1 or more")
        return Terms(
            requests=requests,
            spread=self.total,
            as_of=as_of,
            minute=parse_clock(self.at, "--at") if self.at is not None else None,
            markup=parse_percent(self.markup, "--markup") if self.markup is not None else ZERO,
        )

    def limit(self) -> Limit | None:
        """What the estimates are held to; None without a limit.

        Raises:
            QuantityError: for an amount that can't be read.
        """
        if self.max_cost is None:
            return None
        from llmcost.cost.budget import Limit

        return Limit(parse_amount(self.max_cost, "--max-cost"), "any" if self.any_fits else "every")

    def oldest(self) -> int | None:
        """Days that the prices may be old; None for any.

        Raises:
            QuantityError: for a duration that can't be read.
        """
        return None if self.max_age is None else parse_days(self.max_age, "--max-age")

    def most(self) -> int:
        """How many of all models are shown; 0 for all.

        Raises:
            QuantityError: for a count that can't be read.
        """
        return DEFAULT_TOP if self.top is None else parse_count(self.top, "--top")

    def selection(self, as_of: date | None) -> Selection:
        """The models to compare where none is named.

        Raises:
            QuantityError: for a value that can't be read.
        """
        from llmcost.cli.filters import Filters

        filters = Filters(self.authors, self.having, self.min_context, self.min_intelligence, self.max_price)
        return filters.selection()._replace(free=self.free, batch=self.batch, as_of=as_of)
