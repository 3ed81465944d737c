"""What has to be said about an estimate: its size, its model's limits, rates that were assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.catalog.price import PARENT, WEEKDAYS, clock, find_rate
from llmcost.money import format_rate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from llmcost.catalog.model import Model
    from llmcost.catalog.price import Moment, Price
    from llmcost.cost.usage import Counts

UNFIT = frozenset({"over_context", "over_max_output", "modality"})
"""Codes of notes that say that the model can't take the request as it is."""

OWN_RATE_EXPECTED = ("cache_read", "cache_write_1h", "audio_input", "audio_output", "audio_cache_read")
"""Classes of which it is said where they have no rate of their own, and cost what their parent does."""


def long_context(
    price: Price, rates: Mapping[str, Decimal], moment: Moment | None, size: int, billed: Mapping[str, int]
) -> tuple[Note, ...]:
    """Which long-context threshold the request is over, where that changes a rate that it pays."""
    base = price.at(None, moment)
    crossed = [threshold for threshold in price.thresholds if size > threshold]
    if not crossed or all(find_rate(rates, name) == find_rate(base, name) for name in billed):
        return ()
    return (Note("long_context", f"over {crossed[-1]:,} input tokens: {rates_in_words(rates)}"),)


def rates_in_words(rates: Mapping[str, Decimal]) -> str:
    """The rates of input and output as far as known, such as ``$1.25 in, $10.00 out``."""
    sides = (("in", rates.get("input")), ("out", rates.get("output")))
    return ", ".join(f"{format_rate(rate)} {side}" for side, rate in sides if rate is not None)


def moment_in_words(price: Price, moment: Moment) -> str:
    """A moment in UTC such as ``Monday 01:00``, or ``01:00`` where a price is the same on every day."""
    day = f"{WEEKDAYS[moment.weekday].capitalize()} " if any(each.days for each in price.when) else ""
    return f"{day}{clock(moment.minute)}"


def unknown_conditions(model: Model, price: Price, size: int) -> tuple[Note, ...]:
    """Of many past prices only the base rates were seen, though the model now has long-context rates."""
    above = threshold_of_now(model, price)
    if above is None or size <= above:
        return ()
    message = f"no long-context rates are known of then; now they hold over {above:,} input tokens"
    return (Note("conditions_unknown", message),)


def threshold_of_now(model: Model, price: Price) -> int | None:
    """Above which size other rates hold now, where of a past price only the base rates were seen."""
    now = model.current.price
    if price is now or price.when or now is None or not now.thresholds:
        return None
    return now.thresholds[0]


def no_own_rate(rates: Mapping[str, Decimal], billed: Mapping[str, int]) -> tuple[Note, ...]:
    """Which classes cost what their parent does, for want of a rate that could be expected."""
    return tuple(
        Note("no_own_rate", f"no price of its own for {name}; it costs what {PARENT[name]} does")
        for name in OWN_RATE_EXPECTED
        if name in billed and name not in rates
    )


def limits(model: Model, size: int, answer: int) -> tuple[Note, ...]:
    """Whether a request of ``size`` input and ``answer`` output tokens is more than the model can take."""
    notes = []
    if model.context is not None and size + answer > model.context:
        message = f"{size + answer:,} tokens a request; its context window holds {model.context:,}"
        notes.append(Note("over_context", message))
    if model.max_output is not None and answer > model.max_output:
        message = f"{answer:,} output tokens; it writes {model.max_output:,} at most"
        notes.append(Note("over_max_output", message))
    return tuple(notes)


def modalities(model: Model, usage: Counts) -> tuple[Note, ...]:
    """Which kinds of token the model isn't listed to take or give; nothing where no kinds are known."""
    wanted = (
        ("audio", "input", usage.audio_input or usage.audio_cache_read),
        ("image", "input", usage.image_input),
        ("audio", "output", usage.audio_output),
        ("image", "output", usage.image_output),
    )
    return tuple(
        Note("modality", f"{kind} is not listed among what it {'reads' if side == 'input' else 'writes'}")
        for kind, side, tokens in wanted
        if tokens and getattr(model, side) and kind not in getattr(model, side)
    )
