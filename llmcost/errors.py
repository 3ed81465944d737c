"""Every error that llmcost raises on purpose.

LlmcostError
├── UsageError              the question is wrong: a flag, a quantity, a configuration file  (exit 2)
│   ├── QuantityError       a number, share, date or duration that can't be read
│   └── ConfigError         an override or configuration file that can't be used
├── PriceError              the question is right, but can't be priced                       (exit 4)
│   ├── UnknownModelError   no model has that name; carries suggestions
│   ├── AmbiguousModelError several models have that name; carries the candidates
│   ├── UnpricedError       the model is known, a price for this use of it is not
│   ├── NothingToCheckError there is nothing to hold to a limit
│   ├── NothingToReadError  there is nothing to read where it was asked for
│   ├── NothingFoundError   no model is what was looked for; carries suggestions
│   ├── LedgerError         a price file can't be read or doesn't hold prices
│   └── StalePricesError    the prices are older than was allowed
└── SourceError             upstream's prices can't be had or kept; the old ones stay        (exit 5)
    └── RefusedError        they were had, but can't be trusted; carries the findings

Catch ``LlmcostError`` to catch them all. The exit codes are given out in ``cli/exits.py``.
"""

from __future__ import annotations

from typing import Any


class LlmcostError(Exception):
    """What happened, to which input, and in ``hint`` what to do about it. Never raised itself."""

    code = "error"
    """A stable, machine-readable name, as in the JSON ``error.code``."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[Any, ...]:
        """So that errors pass between processes, whatever their class needs to be made."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[LlmcostError], args: tuple[Any, ...], state: dict[str, Any]) -> LlmcostError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class UsageError(LlmcostError):
    """The request itself is wrong: flags that contradict each other, a value that can't be."""

    code = "usage"


class QuantityError(UsageError):
    """A number, share, date, time or duration that is not written as one."""

    code = "quantity"


class ConfigError(UsageError):
    """An override or configuration file that can't be read, or that says what can't be."""

    code = "config"


class PriceError(LlmcostError):
    """The request is well-formed, but there is no price to answer it with."""

    code = "price"


class UnknownModelError(PriceError, KeyError):
    """No model has this name. ``suggestions`` holds up to three ids that look alike.

    Also a ``KeyError``, since a catalogue is a mapping.
    """

    code = "unknown_model"

    def __init__(self, message: str, *, suggestions: tuple[str, ...] = (), hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.suggestions = suggestions


class AmbiguousModelError(PriceError):
    """Several models have this name. ``candidates`` holds their ids."""

    code = "ambiguous_model"

    def __init__(self, message: str, *, candidates: tuple[str, ...]) -> None:
        super().__init__(message, hint=f"say which one: {', '.join(candidates)}")
        self.candidates = candidates


class UnpricedError(PriceError):
    """The model is known, but its price for this use, size or date is not.

    ``reason`` is a stable code, such as ``varies``, ``zero``, ``no_web_search_price``, ``no_batch_row``.
    """

    code = "unpriced"

    def __init__(self, message: str, *, reason: str, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason


class NothingToCheckError(PriceError):
    """A check of a workload that holds no scenario: it must not look like a pass."""

    code = "nothing_to_check"


class NothingToReadError(PriceError):
    """A file that isn't there, wildcards that match nothing, a folder without any: that costs no $0."""

    code = "nothing_to_read"


class NothingFoundError(PriceError):
    """No model is what was looked for. ``suggestions`` holds up to three names that look like the words."""

    code = "nothing_found"

    def __init__(self, message: str, *, suggestions: tuple[str, ...] = (), hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.suggestions = suggestions


class LedgerError(PriceError):
    """A price file that can't be read, is not TOML, or doesn't hold prices."""

    code = "ledger"


class StalePricesError(PriceError):
    """The prices in use are older than the caller allowed."""

    code = "stale_prices"


class SourceError(LlmcostError):
    """Upstream's prices can't be fetched, read or written down. Whatever there was before is unchanged.

    ``status`` is the HTTP status of the answer, where it was the trouble.
    """

    code = "source"

    def __init__(self, message: str, *, hint: str | None = None, status: int | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class RefusedError(SourceError):
    """A price list that can't be trusted; ``findings`` holds a (code, message) for each reason."""

    code = "refused"

    def __init__(
        self, message: str, *, findings: tuple[tuple[str, str], ...], hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.findings = findings
