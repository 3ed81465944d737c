"""The sentence that leads a report of `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.money import format_usd
from llmcost.printable import printable
from llmcost.report.check_rows import spans_of_whole
from llmcost.report.check_wording import (
    cap_in_words,
    change_in_words,
    moved_in_words,
    names_in_words,
    signed_usd,
)
from llmcost.report.counted import spanned
from llmcost.report.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.cost.checked import Checked


def check_title(found: Checked) -> str:
    """What the workload costs, how that changed, and whether its limits are kept, in one sentence."""
    return f"{_cost(found)}{_change(found)}: {'; '.join(_verdicts(found))}"


def _cost(found: Checked) -> str:
    if not found.rows:
        return "No cost"
    month_span, total_span = spans_of_whole(found)
    month, once = (
        spanned(format_usd(found.whole.month), month_span),
        spanned(format_usd(found.whole.total), total_span),
    )
    if not found.ends:
        told = f"{month} a month"
    else:
        told = f"{month} a month plus {once} once" if found.recurs else f"{once} in all"
    # A sum that lacks a scenario is no more than a lower bound.
    return f"At least {told}" if found.unplanned else told


def _change(found: Checked) -> str:
    change, once, past = found.variance, found.once, found.past
    if past is None or not past.exists:
        return ""
    baseline = printable(past.label)
    if once is None or not once.total:
        told = change or once
        return "" if told is None else f", {change_in_words(told, baseline)}"
    # A sum per month that is unchanged must not hide what was planned beside it.
    month = f"{moved_in_words(change)} a month and " if change is not None else ""
    return f", {month}{signed_usd(once.total)} once against {baseline}"


def _verdicts(found: Checked) -> Iterator[str]:
    everything = found.all_judged
    # A growth of what is new is no limit yet.
    held = [(row, judged) for row, judged in everything if judged.verdict != "new"]
    # Those of a scenario without a price were never held to anything.
    lost = sum(len(each.scenario.caps) for each in found.unplanned)
    count = len(held) + lost
    over = [pair for pair in held if pair[1].verdict == "over"]
    broken = [cap_in_words(row, judged.cap) for row, judged in over if judged.fails]
    told = [cap_in_words(row, judged.cap) for row, judged in over if not judged.fails]
    unjudged = sum(judged.verdict == "unjudged" for _, judged in held) + lost
    near = sum(judged.verdict == "warn" for _, judged in held)
    if broken:
        yield f"{_of(len(broken), count)} broken ({names_in_words(broken)})"
    if told:
        which = "a warn-only limit is" if len(told) == 1 else f"{len(told):,} warn-only limits are"
        yield f"{which} broken ({names_in_words(told)})"
    if found.unplanned:
        yield f"{count_of(len(found.unplanned), 'scenario')} can't be priced"
    if unjudged:
        yield f"{_of(unjudged, count)} not judged"
    if not everything and not lost:
        yield "no limit is set"
    elif not count:
        yield "no limit applies yet"
    elif not over and not unjudged:
        yield {1: "the limit is kept", 2: "both limits are kept"}.get(count, f"all {count:,} limits are kept")
    if near:
        yield (
            "it is nearly used up"
            if count == 1
            else f"{near:,} {'is' if near == 1 else 'are'} nearly used up"
        )


def _of(part: int, count: int) -> str:
    if count == 1:
        return "the limit is"
    return f"{part:,} of {count:,} limits {'is' if part == 1 else 'are'}"
