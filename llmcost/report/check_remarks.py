"""What stands below the table of `check`: broken limits first, then all that has to be known."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from llmcost.money import format_usd, plain
from llmcost.printable import printable
from llmcost.report.check_wording import (
    cap_in_words,
    judged_in_words,
    loosened_in_words,
    names_in_words,
    parts_in_words,
    repinned_in_words,
    signed_percent,
    signed_usd,
    why_unjudged,
)
from llmcost.report.counted import approximately, side_in_words, spanned
from llmcost.report.wording import DISCLAIMER, in_short, overridden_in_words, prices_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.cost.cap import Judged
    from llmcost.cost.checked import Checked, Row
    from llmcost.cost.plan import Planned
    from llmcost.cost.suggestion import Advice


_SHOWN = 20
"""Lines of one kind; more are counted."""
_BOUNDLESS = Decimal("Infinity")


def check_remarks(found: Checked, footnotes: Iterable[str]) -> Iterator[str]:
    """Every line between the table and the fine print.

    Args:
        found: what `check` found.
        footnotes: of the table's rows.
    """
    baseline = _baseline(found)
    yield from _limits(found, baseline)
    unpriced = (_unpriced(each.scenario.name, each.message, each.hint) for each in found.unplanned[:_SHOWN])
    yield from _some("Unpriced", unpriced, len(found.unplanned))
    yield from _unjudged(found)
    counted = [line for row in found.rows for line in _counted(row)]
    yield from _some("Tokens", counted[:_SHOWN], len(counted))
    yield from _against(found, baseline)
    yield from (f"Loosened: {loosened_in_words(each, baseline)}." for each in found.loosened)
    if found.is_repinned:
        yield f"Pinned: {repinned_in_words(found)}."
    yield from footnotes
    yield from overridden_in_words(found.overrides)
    for row in found.rows:
        if row.advice is not None:
            yield from _cheaper(row, row.advice)


def check_fine_print(found: Checked) -> Iterator[str]:
    """The day whose prices count, where they come from, and what an estimate is."""
    if found.workload.as_of is not None:
        yield f"At prices of {found.workload.as_of}."
    yield prices_in_words(found.provenance, found.today)
    yield DISCLAIMER


def _baseline(found: Checked) -> str:
    return "" if found.past is None else printable(found.past.label)


def _limits(found: Checked, baseline: str) -> Iterator[str]:
    """Limits that are broken, then those that only warn, then those that are nearly reached."""
    groups: dict[str, list[tuple[Row | None, Judged]]] = {"Over": [], "Over (warn only)": [], "Near": []}
    for row, judged in found.all_judged:
        if judged.verdict in {"over", "warn"}:
            over = "Over" if judged.fails else "Over (warn only)"
            groups[over if judged.verdict == "over" else "Near"].append((row, judged))
    for name, pairs in groups.items():
        # Of many the whole's own and those that are furthest, which would be looked for first.
        worst = sorted(range(len(pairs)), key=lambda at: _nearness(*pairs[at]))[:_SHOWN]
        told = (judged_in_words(*pairs[at], baseline) for at in sorted(worst))
        yield from _some(name, (f"{line}." for line in told), len(pairs))


def _nearness(row: Row | None, judged: Judged) -> tuple[bool, Decimal]:
    return row is not None, -_BOUNDLESS if judged.share is None else -judged.share


def _some(kind: str, lines: Iterable[str], count: int) -> Iterator[str]:
    """The lines of a kind, no more than ``_SHOWN``, and how many there are besides."""
    yield from (f"{kind}: {line}" for line in lines)
    if count > _SHOWN:
        yield f"{kind}: and {count - _SHOWN:,} more."


def _unpriced(name: str, message: str, hint: str | None) -> str:
    told = f"{printable(name)}: {printable(message)}"
    return f"{told} ({printable(hint)})" if hint else told


def _unjudged(found: Checked) -> Iterator[str]:
    """Limits that could not be held to anything, by the reason why."""
    reasons: dict[str, list[str]] = {}
    for row, judged in found.all_judged:
        if judged.verdict == "unjudged":
            reason = why_unjudged(found, row, judged.cap)
            reasons.setdefault(reason, []).append(cap_in_words(row, judged.cap))
    for reason, names in reasons.items():
        yield f"Not judged: {names_in_words(names)}: {reason}."


def _counted(row: Row) -> Iterator[str]:
    """How the input files of a scenario were counted on each of its models."""
    planned = row.planned
    attached = planned.scenario.attached
    if attached is None:
        return
    files = names_in_words([file.shown for file in attached.files])
    name = printable(planned.scenario.name)
    counts = [(row.model.id, row.measured) for row in planned.estimates if row.measured is not None]
    for model, measured in counts:
        on = "" if len(counts) == 1 else f" on {model}"
        yield f"{name}{on}: input {side_in_words(measured.input, measured.stated[0])} ({files})"


def _against(found: Checked, baseline: str) -> Iterator[str]:
    """How the whole changed, and why; or what could not be compared."""
    past, change = found.past, found.variance
    if past is None:
        return
    if not past.exists:
        yield f"Against {baseline}: it has no workload, so everything is new."
        yield from _untold(found)
        return
    prices = f"which is at prices of {past.as_of}"
    if past.as_of is None:
        # Then only the project's own prices can be others.
        differs = any(
            each is not None and each.price for each in (change, *(row.variance for row in found.rows))
        )
        prices = f"at the same prices{' but for overrides' if differs else ''}"
    if change is not None:
        ratio = signed_percent(change)
        rise = f"{signed_usd(change.total)} a month{f' ({ratio})' if ratio else ''}" if change.total else ""
        parts = parts_in_words(change)
        yield f"Against {baseline}, {prices}: {rise or 'no change'}{f': {parts}' if parts else ''}."
    for each in past.unplanned:
        name, why = printable(each.scenario.name), printable(each.message)
        yield f"Not compared: {name} has no price in {baseline}: {why}"
    yield from _against_once(found, baseline)
    yield from _untold(found)
    one_off = [*(row.planned for row in found.rows if row.variance or row.is_new), *found.removed]
    if len({planned.scenario.is_recurring for planned in one_off}) > 1:
        yield "Change: per month; of what has no period, in all, and not in the total."


def _against_once(found: Checked, baseline: str) -> Iterator[str]:
    """How the sum of what has no period changed, which no growth of the whole covers."""
    once = found.once
    if once is None or not once.total:
        return
    parts = parts_in_words(once)
    yield f"Against {baseline}, of what has no period: {signed_usd(once.total)} in all: {parts}."
    if any(cap.kind == "growth" for cap in found.workload.caps):
        yield "Growth of all scenarios covers only what recurs; limit the others by total."


def _untold(found: Checked) -> Iterator[str]:
    for note in found.warnings:
        if note.code == "growth_untold":
            yield f"Warning: {printable(note.message)}."


def _cheaper(row: Row, advice: Advice) -> Iterator[str]:
    """The cheaper models of a scenario, a line each, or why there is none."""
    planned = row.planned
    subject = f"Cheaper for {printable(planned.scenario.name)}"
    if advice.reason == "no_intelligence":
        unknown = [choice.model.id for choice in planned.choices if choice.model.intelligence is None]
        names = names_in_words(unknown)
        yield f"{subject}: not looked for: the intelligence of {names} isn't known; state min_intelligence"
        return
    wanted = _wanted(advice)
    if advice.reason:
        yield f"{subject}: none found with {wanted}"
        return
    month = " a month" if planned.scenario.is_recurring else ""
    yield f"{subject} ({_basis(planned)}{month}), with {wanted}:"
    for each in advice.found:
        facts = ", ".join(_facts(each.model.context, each.model.intelligence))
        is_sure = planned.span is None and each.planned.span is None
        saving = f"saves {approximately(format_usd(each.saving), uncertain=not is_sure)}{month}"
        yield f"  {each.model.id} {_basis(each.planned)}, {saving} ({facts})"


def _basis(planned: Planned) -> str:
    return spanned(format_usd(planned.basis), planned.basis_span)


def _wanted(advice: Advice) -> str:
    facts = _facts(advice.min_context, advice.min_intelligence, " or more")
    return ", ".join((*advice.needs, *facts))


def _facts(context: int | None, intelligence: Decimal | None, least: str = "") -> Iterator[str]:
    """These facts in words, with what stands behind the figures; none of what is not known."""
    told = (
        ("intelligence", None if intelligence is None else plain(intelligence)),
        ("context", None if context is None else in_short(context)),
    )
    return (f"{name} {figure}{least}" for name, figure in told if figure is not None)
