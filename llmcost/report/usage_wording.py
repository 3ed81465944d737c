"""The words of `usage`: what it cost, what was read, and why something has no price."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from llmcost.cost.spending import KNOWN, MISSING, NO_MODEL
from llmcost.cost.tally import LEFT_OUT
from llmcost.money import format_exact, format_usd
from llmcost.printable import printable
from llmcost.report.check_wording import percent
from llmcost.report.measures import as_bytes
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from llmcost.cost.spending import Forecast, Spending, Unpriced
    from llmcost.cost.tally import Oddity, Tally

_NAMELESS = {"model": NO_MODEL, "day": "(no time)", "hour": "(no time)", "month": "(no time)"}


def usage_title(spending: Spending) -> str:
    """What it cost, how many requests they were, and when; a part is called one first."""
    if spending.partial and not spending.total.requests:
        return "Partial, reading was broken off: nothing was read yet"
    cost, requests = spending.total.cost, count_of(spending.total.requests, "request")
    told = f"No price for {requests}" if cost is None else f"{format_usd(cost)} for {requests}"
    if cost is not None and spending.is_least:
        # A sum that lacks requests is no more than a lower bound.
        told = f"At least {told}"
    if spending.partial:
        told = f"Partial, reading was broken off: {told[0].lower()}{told[1:]}"
    if not spending.days:
        return told
    first, last = spending.days[0].day, spending.days[-1].day
    return f"{told} on {first}" if first == last else f"{told} from {first} to {last}"


def heading(by: tuple[str, ...]) -> str:
    """The heading of the column of groups."""
    return ", ".join(name.capitalize() if name in KNOWN else printable(name) for name in by)


def group_name(value: str, of: str) -> str:
    """What a group is called, safe on a line.

    Args:
        value: what its requests share; empty or ``MISSING``: the log doesn't say.
        of: what it is a value of.
    """
    return _NAMELESS.get(of, MISSING) if value in {"", MISSING} else printable(value)


def others_in_words(count: int) -> str:
    """The group that --top puts the others in."""
    return f"({count_of(count, 'other')})"


def unpriced_name(unpriced: Unpriced, by: tuple[str, ...]) -> str:
    """Whose requests have no price, safe on a line: ``ann, 2026-11-05: acme-x``."""
    places = zip(unpriced.key, by, strict=True)
    told = [group_name(value, name) for value, name in places if name != "model"]
    if unpriced.others:
        told = [others_in_words(unpriced.others)]
    model = group_name(unpriced.model, "model")
    return f"{', '.join(told)}: {model}" if told else model


def unpriced_in_words(unpriced: Unpriced) -> str:
    """Why requests have no price, and what to do."""
    hint = f" ({printable(unpriced.hint)})" if unpriced.hint else ""
    return f"{printable(unpriced.message)}{hint}"


def unpriced_reasons(spending: Spending) -> tuple[str, ...]:
    """Why models have no price, each reason once whatever groups it stands in, the most requests first."""
    reasons: Counter[str] = Counter()
    for each in spending.unpriced:
        named = "" if not each.model or each.model in each.message else f"{printable(each.model)}: "
        reasons[f"{named}{unpriced_in_words(each)}"] += each.requests
    return tuple(reason for reason, _ in reasons.most_common())


def verdict_in_words(spending: Spending) -> str:
    """Whether the limit is kept; there must be one."""
    # The limit in full: rounded it could look like the cost that broke it.
    stated = f"the limit of {format_exact(spending.limit)}" if spending.limit is not None else "no limit"
    lacking = spending.total.unpriced
    if spending.over_by is not None:
        least = "at least " if spending.is_least else ""
        return f"Over budget: the cost is {least}{format_usd(spending.over_by)} above {stated}."
    if not spending.total.requests:
        return f"Budget not kept: nothing was read to hold to {stated}."
    if spending.outcome == "unpriced":
        have = f"{count_of(lacking, 'request')} {'has' if lacking == 1 else 'have'}"
        return f"Budget not kept: {have} no price to hold to {stated}."
    return f"Within budget: the cost keeps {stated}."


def strict_in_words(spending: Spending) -> str:
    """What --strict fails for."""
    # Malformed records are in the tally, whole files only among what is odd.
    others = LEFT_OUT - {"malformed", "too_long"}
    left_out = sum(oddity.times for oddity in spending.oddities if oddity.code in others)
    parts = (
        (spending.total.unpriced, "without a price"),
        (spending.tally.malformed + left_out, "that can't be read"),
    )
    told = " and ".join(f"{count_of(count, 'record')} {what}" for count, what in parts if count)
    return f"--strict: {told}"


def forecast_in_words(forecast: Forecast, *, is_least: bool = False) -> str:
    """What the month will come to, and what that rests on.

    Args:
        forecast: the projection.
        is_least: whether there were requests that no cost is known of.
    """
    days = (forecast.last - forecast.first).days + 1
    span = f"the mean of {days:,} days ({forecast.first} to {forecast.last})"
    rest = f"that of {forecast.first}" if days == 1 else span
    least = "at least " if is_least else ""
    spent, whole = f"{least}{format_usd(forecast.spent)}", f"{least}about {format_usd(forecast.total)}"
    told = f"{spent} up to {forecast.until}, {whole} by its end"
    if forecast.cut:
        begins = forecast.until.replace(day=forecast.cut + 1)
        told = f"{spent} from {begins} to {forecast.until}, {whole} in the whole month"
        before = "the day" if forecast.cut == 1 else f"the {forecast.cut} days"
        rest += f", {before} before taken alike"
    return f"Forecast: {forecast.month}: {told}: {format_usd(forecast.per_day)} a day, {rest}."


def basis_in_words(spending: Spending) -> str:
    """What the cost sums: bills, list prices or what somebody reckoned, and of how many requests."""
    total = spending.total
    listed = "at the list prices in force when each request was made"
    if spending.basis == "computed":
        return f"Cost: {listed}."
    bills, reckoner = total.billed - total.reckoned, "what a client or gateway reckons"
    reckoned, requests = total.taken - bills, count_of(total.requests, "request")
    if spending.basis == "stated":
        if reckoned and not bills:
            return f"Cost: {reckoner}, of {reckoned:,} of {requests}; the log states no bill."
        more = f"; {reckoned:,} more by {reckoner}" if reckoned else ""
        return f"Cost: the bills that the log states, of {bills:,} of {requests}{more}."
    told = f"the bill where the log states one ({bills:,} of {requests}), else list prices at that time"
    more = f"; where none is known, {reckoner} ({reckoned:,} of {requests})" if reckoned else ""
    return f"Cost: {told if bills else listed}{more}."


def cache_in_words(spending: Spending) -> str | None:
    """What the cache did; None where it made no difference."""
    hit, saving = spending.total.cache_hit, spending.total.saving
    if not saving:
        return None
    effect = f"saved {format_usd(saving)}" if saving > 0 else f"cost {format_usd(-saving)} more than it saved"
    share = f"{percent(hit)} of the input was read from it; " if hit else ""
    return f"Cache: {share}it {effect}."


def tally_in_words(tally: Tally) -> str:
    """What was read and what became of it."""
    parts = (
        (tally.duplicates, "repeat" if tally.duplicates == 1 else "repeats"),
        (tally.malformed, "malformed"),
        (tally.without_usage, "without usage"),
        (tally.outside, "outside the time asked for"),
    )
    told = ", ".join(f"{count:,} {what}" for count, what in parts if count)
    # An engine may have read a table, or files somewhere else whose size it doesn't tell.
    files = f" in {count_of(tally.files, 'file')}" if tally.files else ""
    size = f", {as_bytes(tally.bytes)}" if tally.bytes else ""
    where = f"{count_of(tally.read, 'record')}{files}{size}"
    counted = f"{count_of(tally.counted, 'request')} counted"
    return f"Read: {where}: {counted}{f', {told}' if told else ''}."


def oddity_in_words(oddity: Oddity) -> list[str]:
    """What is odd and how often, then the first places, a line each."""
    lines = [f"Odd: {printable(oddity.message)} ({count_of(oddity.times, 'time')})"]
    if oddity.code == "malformed":
        lines = [f"Malformed: {printable(oddity.message)} ({oddity.times:,})"]
    for place in oddity.places:
        said = f": {printable(place.said)}" if place.said else ""
        where = f":{place.line}" if place.line else ""
        lines.append(f"  {printable(place.file)}{where}{said}")
    more = oddity.times - len(oddity.places)
    if oddity.places and more > 0:
        lines.append(f"  and {more:,} more")
    return lines
