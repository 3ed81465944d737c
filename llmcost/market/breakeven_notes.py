"""What has to be said where two models are compared over a quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.cost import remarks
from llmcost.money import format_rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.market.breakeven import Contest
    from llmcost.market.cost_axis import PricedModel

    Both = tuple[PricedModel, PricedModel]

_COUNTED = ("input", "output", "cache_read")
_USES_CACHE = frozenset({"cached"})


_VARIANTS = {
    "free": Note("rate_limited", "costs nothing, and takes only so many requests a minute and a day"),
    "batch": Note("in_batches", "a price in batches: its answers come within hours, not at once"),
}


def notes_on_model(priced: PricedModel) -> tuple[Note, ...]:
    """What has to be said of a model whatever the quantity is: its kind, its period, its rates, its hours.

    Raises:
        UnpricedError: for a model without a price.
    """
    period, notes = priced.model.period_on(priced.terms.as_of)
    kind = "free" if priced.model.is_free else priced.model.variant
    if kind in _VARIANTS:
        notes += (_VARIANTS[kind],)
    inferred = [name for name in period.inferred if name in _COUNTED]
    if inferred:
        message = f"{', '.join(inferred)} not seen then; kept in its ratio to the input rate"
        notes += (Note("inferred", message),)
    if "when" in period.inferred:
        notes += (Note("inferred", "long-context rates are those seen later in that period"),)
    if priced.terms.minute is None and priced.model.price_in(period).is_timed:
        notes += (Note("dearest_hour", "its price depends on the hour; the dearest one counts"),)
    return notes


def who_fits(contest: Contest, both: Both) -> tuple[bool, bool]:
    """Which of the two can take such a request, as far as it is known; of sizes any at all.

    Raises:
        UnpricedError: for a model without a price.
    """
    first, second = (
        not any(_unfit(contest, priced)) and most != 0
        for priced, most in zip(both, contest.limits, strict=True)
    )
    return first, second


def notes_on_contest(contest: Contest, both: Both) -> tuple[Note, ...]:
    """What has to be said of a comparison over one quantity.

    Raises:
        UnpricedError: for a model without a price.
    """
    notes = [*_limit_notes(contest, both), *_cache_notes(contest, both)]
    if contest.over == "size":
        notes += _size_notes(contest, both)
    elif contest.use.input is None:
        notes += _base_rate_notes(both)
    size = (
        int(contest.segments[-1][0].last or 0)
        if contest.over == "size" and contest.segments
        else contest.use.input
    )
    if size is not None:
        for priced in both:
            price = priced.model.price_in(priced.period)
            for note in remarks.unknown_conditions(priced.model, price, size):
                notes.append(_of(priced, note.code, note.message))
    return tuple(notes)


def _of(priced: PricedModel, code: str, message: str) -> Note:
    return Note(code, f"{priced.model.id}: {message}")


def _cache_notes(contest: Contest, both: Both) -> Iterator[Note]:
    """Which of the two has no price of its own for cached input, where some is cached."""
    if contest.over not in _USES_CACHE and not contest.use.cached:
        return
    without = [priced for priced in both if not priced.has_cache_rate]
    if len(without) == len(both):
        message = "neither has a price of its own for cached input, so what is cached changes nothing"
        yield Note("no_own_rate", message)
        return
    for priced in without:
        yield _of(
            priced, "no_own_rate", "no price of its own for cached input; it costs what other input does"
        )


def _base_rate_notes(both: Both) -> Iterator[Note]:
    """What base rates leave out."""
    for priced in both:
        price = priced.model.price_in(priced.period)
        if price.thresholds:
            message = f"base rates; others hold for requests of over {price.thresholds[0]:,} input tokens"
            yield _of(priced, "long_context", message)
        charge = price.rates.get("request")
        if charge:
            message = (
                f"without its charge of {format_rate(charge)} for each request, which depends on its size"
            )
            yield _of(priced, "request_charge", message)


def _limit_notes(contest: Contest, both: Both) -> Iterator[Note]:
    """Which of the two can't take the request, in the words of an estimate; sizes end where one can't."""
    for priced in both:
        for note in _unfit(contest, priced):
            yield _of(priced, note.code, note.message)


def _unfit(contest: Contest, priced: PricedModel) -> Iterator[Note]:
    for note in remarks.limits(priced.model, contest.use.input or 0, contest.use.output):
        if contest.over != "size" or note.code == "over_max_output":
            yield note


def _size_notes(contest: Contest, both: Both) -> Iterator[Note]:
    """Where the axis ends, and why."""
    answer = f" beside {contest.use.output:,} of output" if contest.use.output else ""
    least = min((each for each in contest.limits if each is not None), default=None)
    for number, (priced, most) in enumerate(zip(both, contest.limits, strict=True)):
        if most is None:
            yield _of(priced, "context_unknown", "its context window is not known")
        elif most == least or not least:
            # One that does not write such an answer takes none; that is said in a note of its own.
            takes = "takes up to" if contest.fits[number] else "would hold"
            told = f"{takes} {_tokens(most)}{answer}" if most else f"has no room for input{answer}"
            beyond = f"; more only {both[1 - number].model.id} can take"
            is_told = least and len({*contest.limits, None}) > len(both) and all(contest.fits)
            alone = beyond if is_told else ""
            yield _of(priced, "over_context", f"its context window of {priced.model.context:,} {told}{alone}")
    if least is None:
        last = int(contest.segments[-1][0].last or 0)
        yield Note("context_unknown", f"compared up to {_tokens(last)}")


def _tokens(count: int) -> str:
    return f"{count:,} input token{'' if count == 1 else 's'}"
