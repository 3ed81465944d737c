"""A limit that a workload states for a scenario or for the whole, and how a cost stands to it."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from llmcost.money import EXACT, ROUNDED, ZERO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KINDS = ("per_request", "per_day", "per_month", "total", "growth")
"""What a limit can be for. ``total`` is for scenarios without a period, ``growth`` against a baseline: of the
whole, of what recurs. What is ``per_request`` is of a mix the average."""

WARN_FROM = Decimal("0.8")
"""The share of a limit from which it is warned of."""

_SHARE_PLACES = Decimal("0.0001")
_GROWTH_PLACES = Decimal(1).scaleb(-9)
_CLOSE = Decimal(1).scaleb(-9)
"""What is closer to its limit, as a share of the cost, is settled in fractions: a month out of days, a mix in
thirds and the sums of them are rounded, by less."""
_PLACES = 12
"""Decimals of what is settled so, and below a dollar its digits."""


class Cap(NamedTuple):
    """One limit."""

    kind: str
    """One of ``KINDS``."""
    amount: Decimal
    """USD; of a growth in per cent the share, 0.1 for 10 %. What is equal to it keeps it."""
    is_share: bool = False
    """Whether ``amount`` is a share of what it was before."""
    warn_only: bool = False
    """Whether a broken limit is told, but fails nothing."""
    line: int | None = None
    """Where the workload file states it, from 1; None where that can't be found."""


class Judged(NamedTuple):
    """A limit with its outcome."""

    cap: Cap
    verdict: str
    """``ok``, ``warn`` (from ``WARN_FROM``), ``over``, ``new`` (a growth of what was not there before,
    or had no price) or ``unjudged`` (nothing to hold to it: it must not be taken for kept)."""
    value: Decimal | None = None
    """What was held to it, in the limit's unit. None: nothing, or a growth from 0, which has no share."""
    subject: str = ""
    """Of the whole's limit per request: the scenario with the dearest request."""
    at_most: bool = False
    """Whether ``value`` is what it can come to at most, since tokens of it are estimated."""

    @property
    def share(self) -> Decimal | None:
        """The value as a share of the limit, to 4 decimals; None without a value, or of a limit of 0."""
        if self.value is None or not self.cap.amount:
            return None
        return ROUNDED.divide(self.value, self.cap.amount).quantize(_SHARE_PLACES, context=ROUNDED)

    @property
    def over_by(self) -> Decimal | None:
        """How far the value is above the limit; None where it is not, or has no value."""
        if self.verdict != "over" or self.value is None:
            return None
        return EXACT.subtract(self.value, self.cap.amount)

    @property
    def fails(self) -> bool:
        """Whether the limit is broken and not for warning only."""
        return self.verdict == "over" and not self.cap.warn_only


def in_order(caps: Iterable[Cap]) -> list[Cap]:
    """The limits in the order of ``KINDS``, those that fail before those that warn."""
    return sorted(caps, key=lambda cap: (KINDS.index(cap.kind), cap.warn_only))


def judge_amount(
    cap: Cap, value: Decimal | None, subject: str = "", exact: Callable[[], Fraction] | None = None
) -> Judged:
    """Hold an amount to a limit; None, where there is no such amount, is not judged.

    Args:
        cap: the limit.
        value: USD, rounded where it comes out of a division.
        subject: whose amount it is, where that is not the limit's own.
        exact: gives the amount unrounded. None: it is not rounded.
    """
    if value is None:
        return Judged(cap, "unjudged")
    return _judge(cap, value, max(value, cap.amount), subject, exact)


def judge_growth(
    cap: Cap,
    before: Decimal,
    after: Decimal,
    exact: Callable[[], tuple[Fraction, Fraction]] | None = None,
) -> Judged:
    """Hold a rise to a limit in USD, or in a share of what was before.

    Args:
        cap: a limit of kind ``growth``.
        before: USD.
        after: USD, in the same stretch of time.
        exact: gives both unrounded. None: they are not rounded.
    """

    def both() -> tuple[Fraction, Fraction]:
        return (Fraction(before), Fraction(after)) if exact is None else exact()

    def rise_in_full() -> Fraction:
        old, new = both()
        return new - old

    def ratio_in_full() -> Fraction:
        old, new = both()
        return (new - old) / old

    rise = EXACT.subtract(after, before)
    if not cap.is_share:
        return _judge(cap, rise, max(before, after, cap.amount), "", rise_in_full)
    if not before:
        return Judged(cap, "over") if rise > 0 else Judged(cap, "ok", ZERO)
    ratio, whole = ROUNDED.divide(rise, before), ROUNDED.divide(max(before, after), before)
    # To so many places, rounding can't have changed what isn't close.
    value = ratio.quantize(_GROWTH_PLACES, context=ROUNDED)
    return _judge(cap, value, max(whole, cap.amount), "", ratio_in_full)


def _judge(
    cap: Cap, value: Decimal, scale: Decimal, subject: str, exact: Callable[[], Fraction] | None
) -> Judged:
    """Hold a value to a limit in its unit; where rounding could decide, by the unrounded one.

    Args:
        cap: the limit.
        value: may be rounded.
        scale: the largest of what the value came from: rounding is a share of it.
        subject: as of ``judge_amount``.
        exact: gives the value unrounded.
    """
    is_over = value > cap.amount
    distance = ROUNDED.subtract(value, cap.amount).copy_abs()
    if exact is not None and distance <= ROUNDED.multiply(scale, _CLOSE):
        true = exact()
        is_over = true > cap.amount
        if is_over != (value > cap.amount):
            # What is told has to be above the limit just where the cost is.
            value = _rounded(true, ROUND_CEILING if is_over else ROUND_FLOOR)
    if is_over:
        return Judged(cap, "over", value, subject)
    near = cap.amount and value >= EXACT.multiply(cap.amount, WARN_FROM)
    return Judged(cap, "warn" if near else "ok", value, subject)


def _rounded(true: Fraction, rounding: str) -> Decimal:
    context = Context(prec=ROUNDED.prec, rounding=rounding)
    quotient = context.divide(Decimal(true.numerator), Decimal(true.denominator))
    places = max(_PLACES, _PLACES - 1 - quotient.adjusted())
    return quotient.quantize(Decimal(1).scaleb(-places), context=context)
