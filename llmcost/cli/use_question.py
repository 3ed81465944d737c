"""The flags that state a use, read into usage and terms."""

from __future__ import annotations

from typing import NamedTuple

from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.errors import QuantityError, UsageError
from llmcost.quantity import parse_count, parse_count_or_share


class UseQuestion(NamedTuple):
    """What was typed, unread: each quantity still text, None where its flag was not given."""

    input: str | None = None
    output: str | None = None
    requests: str | None = None
    cached: str | None = None

    @property
    def prices_a_use(self) -> bool:
        """Whether a use is to be priced, rather than prices told."""
        return self.input is not None or self.output is not None

    @property
    def is_stated(self) -> bool:
        """Whether anything of a use was typed."""
        return any(text is not None for text in (self.input, self.output, self.requests, self.cached))

    def check(self, *others: str) -> None:
        """Refuse flags that need tokens where none are given.

        Args:
            others: flags that were given and need tokens too, beside those of the use itself.

        Raises:
            UsageError: naming the flag.
        """
        needy = {"-n/--requests": self.requests, "--cached": self.cached}
        flags = [*(flag for flag, value in needy.items() if value is not None), *others]
        if flags and not self.prices_a_use:
            raise UsageError(
                f"{flags[0]} needs tokens",
                hint="say how many with -i/--input, -o/--output, as in -i 12k -o 800",
            )

    def usage(self) -> Usage | None:
        """The tokens asked about; None for the prices alone.

        Raises:
            QuantityError: for a count that is none, or a part that is more than its whole.
        """
        if not self.prices_a_use:
            return None
        whole = parse_count("0" if self.input is None else self.input, "--input")
        answer = parse_count("0" if self.output is None else self.output, "--output")
        part = 0 if self.cached is None else parse_count_or_share(self.cached, whole, "--cached")
        return Usage(input=whole, output=answer, cache_read=part)

    def terms(self) -> Terms:
        """The terms asked about.

        Raises:
            QuantityError: for a number of requests that can't be read, or is 0.
        """
        requests = None if self.requests is None else parse_count(self.requests, "--requests")
        if requests == 0:
            raise QuantityError(f"--requests: {self.requests!r} asks for nothing", hint="give 1 or more")
        return Terms(requests=requests)
