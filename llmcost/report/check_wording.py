"""The words of `check`: how a cost stands to its limits, and how it changed."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from llmcost.money import EXACT, ROUNDED, ZERO, format_exact, format_usd, plain
from llmcost.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmcost.cost.cap import Cap, Judged
    from llmcost.cost.checked import Checked, Row
    from llmcost.cost.loosened import Loosened
    from llmcost.cost.variance import Variance

EVERYTHING = "all scenarios"
"""How reports name the whole."""

PER = {
    "per_request": "per request",
    "per_day": "per day",
    "per_month": "per month",
    "total": "in all",
    "growth": "growth",
}
"""Kind of a limit -> how it is said."""

_FULL = Decimal(1)
_NAMED = 3


def name_of(row: Row | None) -> str:
    """The scenario's name, safe on a line; None is the whole."""
    return EVERYTHING if row is None else printable(row.planned.scenario.name)


def cap_in_words(row: Row | None, cap: Cap) -> str:
    """Which limit it is: support-chat per month, growth of search."""
    return _cap_of(name_of(row), cap)


def _cap_of(name: str, cap: Cap) -> str:
    if cap.kind in {"total", "growth"}:
        return f"{cap.kind} of {name}"
    return f"{name} {PER[cap.kind]}"


def limit_in_words(cap: Cap) -> str:
    """The limit itself, in full: rounded it could look like the cost that broke it."""
    if cap.is_share:
        return f"{plain(EXACT.multiply(cap.amount, Decimal(100)))} %"
    return format_exact(cap.amount)


def verdict_in_words(judged: Judged) -> str:
    """``ok``, ``warn``, ``over``, ``new`` or ``not judged``, and where it matters that it only warns."""
    told = "not judged" if judged.verdict == "unjudged" else judged.verdict
    matters = judged.verdict in {"over", "unjudged"}
    return f"{told}, warns" if judged.cap.warn_only and matters else told


def used_in_words(judged: Judged) -> str:
    """The share of the limit that is used; a broken one is never shown as 100 %, nor a kept one above it."""
    if judged.value is None or not judged.cap.amount:
        return ""
    if judged.value < 0:
        return "fell"
    used = ROUNDED.divide(judged.value, judged.cap.amount)
    return percent(used, _FULL)


def percent(share: Decimal, limit: Decimal | None = None) -> str:
    """A share to one decimal: 82.3 %.

    Args:
        share: of 1.
        limit: a share that it is held to. Where rounding would move it to the other side of that, it has as
            many decimals more as it takes.
    """
    exact, bound = (ROUNDED.multiply(each, Decimal(100)) for each in (share, limit or ZERO))

    def told(places: int) -> Decimal:
        return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, ROUNDED)

    places = 1
    while limit is not None and (told(places) > bound) != (exact > bound):
        places += 1
    return f"{told(places):,f} %"


def signed_usd(amount: Decimal) -> str:
    """An amount with its sign: +$36.50."""
    return f"+{format_usd(amount)}" if amount > 0 else format_usd(amount)


def signed_percent(change: Variance) -> str:
    """A change as a share of what was before: +3.1 %; empty where that was $0, and of less than 0.1 %."""
    if not change.before:
        return ""
    told = percent(ROUNDED.divide(change.total, change.before))
    if told in {"0.0 %", "-0.0 %"}:
        return ""
    return f"+{told}" if change.total > 0 else told


def judged_in_words(row: Row | None, judged: Judged, baseline: str) -> str:
    """How a cost stands to a limit, in one clause. It must have been judged.

    Args:
        row: the scenario; None for the whole.
        judged: a limit of it.
        baseline: what a growth is against.
    """
    cap, whose = judged.cap, "its" if row is not None else "their"
    cost = f"{'up to ' if judged.at_most else ''}{format_usd(judged.value or ZERO)}"
    if cap.kind == "growth":
        told = f"{name_of(row)} {_growth(row, judged)} against {baseline}"
    elif judged.subject:
        told = f"a request of {printable(judged.subject)} costs {cost}"
        whose = "the"
    else:
        verb = "costs" if row is not None else "cost"
        # Of the whole it is no sum over those that recur.
        subject = "the one-off scenarios" if row is None and cap.kind == "total" else name_of(row)
        told = f"{subject} {verb} {cost} {PER[cap.kind]}"
    return f"{told}, {_position(judged)} {whose} limit of {limit_in_words(cap)}"


def _growth(row: Row | None, judged: Judged) -> str:
    if judged.value is None:
        return "grew from $0"
    verb = "fell" if judged.value < 0 else "grew"
    if judged.cap.is_share:
        return f"{verb} by {percent(abs(judged.value), judged.cap.amount if judged.value > 0 else None)}"
    per = "per month" if row is None or row.planned.scenario.is_recurring else "in all"
    return f"{verb} by {format_usd(abs(judged.value))} {per}"


def _position(judged: Judged) -> str:
    if judged.verdict == "over":
        by = None if judged.cap.is_share else judged.over_by
        return "above" if by is None else f"{format_usd(by)} above"
    used = used_in_words(judged)
    return f"{used} of" if used.endswith("%") else "within"


def why_unjudged(found: Checked, row: Row | None, cap: Cap) -> str:
    """Why there was nothing to hold to a limit, without the limit's own name.

    Args:
        found: what `check` found.
        row: the scenario whose limit it is; None for the whole.
        cap: a limit that is not judged.
    """
    if cap.kind == "growth" and found.past is None:
        return "there is nothing to compare with; give --against or --baseline"
    turned = found.turned if cap.kind == "growth" else ()
    if cap.kind == "growth" and found.past is not None and found.past.hidden:
        # Only a day that the present side is pinned to hides a price.
        return f"{_baseline(found)} has no price on {found.workload.as_of}, to which prices are pinned"
    if row is not None and row.planned.scenario.name in turned:
        verb = "got" if row.planned.scenario.is_recurring else "lost"
        return f"it {verb} its period since {_baseline(found)}"
    if row is None and turned and not found.unplanned:
        names = names_in_words([printable(name) for name in turned])
        return f"{names} got or lost a period since {_baseline(found)}"
    if row is None and found.unplanned:
        return f"no price for {names_in_words([printable(each.scenario.name) for each in found.unplanned])}"
    return "there is no such cost"


def _baseline(found: Checked) -> str:
    return "" if found.past is None else printable(found.past.label)


def repinned_in_words(found: Checked) -> str:
    """How the day that prices are pinned to moved; it must have."""
    before = None if found.past is None else found.past.pinned
    after = found.workload.as_of
    was = "not pinned" if before is None else f"pinned to {before}"
    now = "not pinned" if after is None else f"pinned to {after}"
    return f"prices were {was} in {_baseline(found)}, now {now}"


def change_in_words(change: Variance, baseline: str) -> str:
    """A change as a title tells it: +3.1 % against main."""
    return f"{moved_in_words(change)} against {baseline}"


def moved_in_words(change: Variance) -> str:
    """The same without what it is against: +3.1 %, or an amount where that says more, or unchanged."""
    return signed_percent(change) or (signed_usd(change.total) if change.total else "unchanged")


def parts_in_words(change: Variance) -> str:
    """What a change consists of: volume +$20.00, price +$10.00, new scenarios +$6.50."""
    parts = (
        ("volume", change.volume),
        ("model", change.model),
        ("price", change.price),
        ("new scenarios", change.added),
        ("removed scenarios", change.removed),
    )
    return ", ".join(f"{name} {signed_usd(amount)}" for name, amount in parts if amount)


def loosened_in_words(found: Loosened, baseline: str) -> str:
    """A limit that was tighter: support-chat per month was $500.00 in main, now $800.00."""
    before, after = found.before, found.after
    name = EVERYTHING if found.scenario is None else printable(found.scenario)
    which = _cap_of(name, before) + (" (warn only)" if before.warn_only else "")
    return f"{which} was {limit_in_words(before)} in {baseline}, now {_now(before, after)}"


def _now(before: Cap, after: Cap | None) -> str:
    if after is None:
        return "none"
    if after.warn_only == before.warn_only:
        return limit_in_words(after)
    return f"{'only warns' if after.warn_only else 'fails'} at {limit_in_words(after)}"


def names_in_words(names: Sequence[str]) -> str:
    """The first few names and the number of the others."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
