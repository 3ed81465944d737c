"""US dollars as exact decimals, from text and to text."""

from __future__ import annotations

import re
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)
from typing import TYPE_CHECKING

# 10^15 requests of 10^15 tokens at a rate of 12 digits before and 24 behind the point, with a fee of 14
# decimals, come to 36 digits before and 44 behind it.
_DIGITS = 100

_TRAPS = [InvalidOperation, DivisionByZero, Overflow]

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EXACT = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN, traps=[Inexact, *_TRAPS])
"""Where prices and costs are computed: wide enough never to round, and it raises if it ever would."""

ROUNDED = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN, traps=_TRAPS)
"""Where quotients are computed (a share, a ratio, a month out of a day) before they are quantised."""

ZERO = Decimal(0)

# The longest price seen has 17 digits behind the point; 24 leaves room, and 12 before it is more than
# any bill. Wider text is a mistake, and would make the arithmetic lose its exactness.
_PLAIN = r"(?a)[0-9]{1,12}(?:\.[0-9]{1,24})?"

_DERIVED_PLACES = 12
_CENTS = 2
_DUST = Decimal(1).scaleb(-10)
_IN_FULL = 4
_MOST = 6
_SMALL = 100


def parse_usd(text: str) -> Decimal:
    """Read a plain, non-negative amount such as ``0.4`` or ``12``.

    Raises:
        ValueError: for signs, exponents, NaN, infinities, separators, other scripts' digits, and for more
            than 12 digits before or 24 behind the point.
    """
    if not re.fullmatch(_PLAIN, text):
        raise ValueError(f"{text!r} is not a plain non-negative decimal number")
    return Decimal(text)


def plain(value: Decimal) -> str:
    """The exact value as normalised text, without exponent: ``0.4``, ``10``, ``0``."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def per_million(tokens: int, rate: Decimal) -> Decimal:
    """The exact cost in USD of ``tokens`` at ``rate`` USD per million tokens."""
    return EXACT.multiply(Decimal(tokens), rate).scaleb(-6, EXACT)


def add_up(amounts: Iterable[Decimal]) -> Decimal:
    """The exact sum of the amounts."""
    total = ZERO
    for amount in amounts:
        total = EXACT.add(total, amount)
    return total


def divide(amount: Decimal, divisor: Decimal | int) -> Decimal:
    """A quotient of money: exact where it ends within 100 digits, else rounded half-even.

    To 12 decimals, below a dollar to 12 significant digits, so that nothing is rounded to nothing.
    Used for what a division makes: cost per request of an evenly spread volume, a day out of a month.
    """
    try:
        return EXACT.divide(amount, Decimal(divisor))
    except Inexact:
        quotient = ROUNDED.divide(amount, Decimal(divisor))
        # At least as many digits as make it visible: a quotient is never rounded to nothing.
        places = max(_DERIVED_PLACES, _DERIVED_PLACES - 1 - quotient.adjusted())
        return quotient.quantize(Decimal(1).scaleb(-places), context=ROUNDED)


def format_usd(value: Decimal) -> str:
    """An amount for people: ``$1,204.50``, ``$0.0425``, ``$0.00000123``.

    From a dollar up two decimals; below, as many as show three significant digits. Exact zeros are ``$0``.
    A non-zero amount is never shown as zero.
    """
    if value == 0:
        return "$0"
    sign = "-" if value < 0 else ""
    size = value.copy_abs()
    places = _CENTS if size >= 1 else max(_CENTS, 2 - size.adjusted())
    rounded = size.quantize(Decimal(1).scaleb(-places), context=ROUNDED)
    text = f"{rounded:,f}"
    if places > _CENTS:
        whole, _, digits = text.partition(".")
        text = f"{whole}.{digits.rstrip('0').ljust(_CENTS, '0')}"
    return f"{sign}${text}"


def format_usd_column(amounts: Sequence[Decimal | None], *, in_full: bool = True) -> list[str]:
    """Amounts for one column of a table, with the same number of decimals, at most 6.

    As many decimals as the most detailed amount needs by itself; an amount that 6 can't show to three digits
    keeps its own. None is an empty cell.

    Args:
        amounts: USD.
        in_full: whether amounts below $100 show up to 4 decimals in full, so that what people see adds up.
    """
    alone, shown = [], {0}
    for amount in amounts:
        if amount is None or abs(amount) >= 1:
            # From a dollar up it needs cents, whatever it is: most of a long column are not written twice.
            alone.append("")
            shown.add(0 if amount is None else _CENTS)
        else:
            alone.append(format_usd(amount))
            shown.add(_decimals(alone[-1]))
    if in_full and all(amount is None or abs(amount) < _SMALL for amount in amounts):
        exact = (_decimals(plain(amount)) for amount in amounts if amount)
        shown |= {digits for digits in exact if digits <= _IN_FULL}
    places = min(max(shown), _MOST)
    unit = Decimal(1).scaleb(-places)
    column = []
    for amount, told in zip(amounts, alone, strict=True):
        text = told
        if amount and _decimals(told) <= places:
            rounded = amount.copy_abs().quantize(unit, context=ROUNDED)
            text = f"{'-' if amount < 0 else ''}${rounded:,f}"
        column.append(text)
    return column


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def format_rate(rate: Decimal) -> str:
    """A unit price for people: ``$0.40``, ``$2.50``, ``$0.0375``.

    To 10 decimals, since some are listed with the dust of a float behind them (0.6000000000000001); a smaller
    one in full.
    """
    rounded = rate.quantize(_DUST, context=ROUNDED)
    return format_exact(rounded or rate)


def format_exact(amount: Decimal) -> str:
    """An amount with each of its digits: ``$5.00``, ``$0.0375``."""
    whole, _, digits = plain(amount).partition(".")
    return f"${int(whole):,}.{digits.ljust(_CENTS, '0')}"
