"""What a check of a workload found: one finding for each limit and for each thing that is odd."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.remarks import UNFIT
from llmcost.cost.span import Span
from llmcost.money import ZERO, format_usd
from llmcost.printable import printable
from llmcost.report.check_wording import (
    EVERYTHING,
    PER,
    judged_in_words,
    limit_in_words,
    loosened_in_words,
    name_of,
    names_in_words,
    repinned_in_words,
    why_unjudged,
)
from llmcost.report.counted import spanned
from llmcost.report.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.cost.cap import Cap, Judged
    from llmcost.cost.checked import Checked, Row
    from llmcost.cost.loosened import Loosened
    from llmcost.cost.plan import Unplanned
    from llmcost.cost.workload import Scenario

_LEVELS = ("error", "warning", "note", "pass")
_NOTES = {"retired": "warning", "expires": "note", **dict.fromkeys(UNFIT, "warning")}
"""Code of a note on a model that whoever reviews a change should see -> its level."""

_BOUNDLESS = Decimal("Infinity")


class _Outcome(NamedTuple):
    """What becomes of a limit with one verdict."""

    code: str
    level: str
    title: str
    """What stands before the limit."""


_OUTCOMES = {
    "over": _Outcome("over_limit", "error", "over the"),
    "warn": _Outcome("near_limit", "warning", "close to the"),
    "ok": _Outcome("limit_kept", "pass", "within the"),
    "new": _Outcome("new", "note", "new, so not held to the"),
    "unjudged": _Outcome("not_judged", "error", "nothing to hold to the"),
}

_LOST = _Outcome("new", "warning", "nothing to hold to the")
"""Of a growth from what had no price, or where there was no workload: it fails nothing, but whoever reviews
the change should know of it."""


class _Weighed(NamedTuple):
    """A finding with what decides on its place."""

    finding: Finding
    share: Decimal = ZERO
    """Of a limit that is broken or nearly so: what is used of it."""


def check_findings(found: Checked) -> tuple[Finding, ...]:
    """The findings of a check: errors first, and of these the limits that are exceeded furthest."""
    file = found.workload.path
    scenarios = {each.name: each for each in found.workload.scenarios}
    weighed = [_Weighed(_of_unplanned(each, file)) for each in found.unplanned]
    weighed += [_of_limit(found, row, judged) for row, judged in found.all_judged]
    for loosened in found.loosened:
        scenario = None if loosened.scenario is None else scenarios[loosened.scenario]
        weighed.append(_Weighed(_of_loosened(found, loosened, scenario)))
    if found.is_repinned:
        weighed.append(_Weighed(_of_pin(found)))
    weighed += [_Weighed(each) for row in found.rows for each in _of_row(row, file)]
    weighed.sort(key=lambda each: (_LEVELS.index(each.finding.level), each.share.copy_negate()))
    return tuple(each.finding for each in weighed)


def _of_unplanned(each: Unplanned, file: str) -> Finding:
    name = printable(each.scenario.name)
    message = f"{each.message}; {each.hint}" if each.hint else each.message
    return Finding(each.code, "error", f"{name}: no price", message, name, file, each.scenario.line, "price")


def _of_limit(found: Checked, row: Row | None, judged: Judged) -> _Weighed:
    cap, outcome = judged.cap, _OUTCOMES[judged.verdict]
    if judged.verdict == "unjudged":
        message = f"the limit of {limit_in_words(cap)} could not be judged: {why_unjudged(found, row, cap)}"
    elif judged.verdict == "new":
        is_untold = _is_lost(found, row) or (found.past is not None and not found.past.exists)
        outcome = _LOST if is_untold else outcome
        message = f"there was {_nothing(found, row)} in {_baseline(found)} to tell a growth from"
    else:
        message = judged_in_words(row, judged, _baseline(found))
    share = ZERO
    if judged.verdict in {"over", "warn"}:
        share = _BOUNDLESS if judged.share is None else judged.share
    level = "warning" if outcome.level == "error" and cap.warn_only else outcome.level
    line = _line(cap, None if row is None else row.planned.scenario)
    group, subject = name_of(row), _subject(cap)
    title = f"{group}: {outcome.title} {subject}"
    place = (group, found.workload.path, line)
    return _Weighed(Finding(outcome.code, level, title, message, *place, subject), share)


def _is_lost(found: Checked, row: Row | None) -> bool:
    """Whether what a growth would be told from was there, but had no price."""
    lost = frozenset[str]() if found.past is None else found.past.lost
    return bool(lost) if row is None else row.planned.scenario.name in lost


def _nothing(found: Checked, row: Row | None) -> str:
    if not _is_lost(found, row):
        exists = found.past is not None and found.past.exists
        return "no such scenario" if row is not None and exists else "no workload"
    lost = () if found.past is None else sorted(map(printable, found.past.lost))
    return f"no price for {'it' if row is not None else names_in_words(lost)}"


def _line(cap: Cap | None, scenario: Scenario | None) -> int | None:
    """The line of a limit; of one that has none, such as one that a scenario inherits, the scenario's."""
    if cap is not None and cap.line is not None:
        return cap.line
    return None if scenario is None else scenario.line


def _subject(cap: Cap) -> str:
    """A limit by its kind alone, the same from run to run."""
    warning = "warning " if cap.warn_only else ""
    return f"growth {warning}limit" if cap.kind == "growth" else f"{warning}limit {PER[cap.kind]}"


def _baseline(found: Checked) -> str:
    return "the baseline" if found.past is None else printable(found.past.label)


def _of_loosened(found: Checked, each: Loosened, scenario: Scenario | None) -> Finding:
    group = EVERYTHING if scenario is None else printable(scenario.name)
    line = _line(each.after, scenario)
    subject = _subject(each.before)
    title = f"{group}: {'no more' if each.after is None else 'looser'} {subject}"
    message = loosened_in_words(each, _baseline(found))
    place = (group, found.workload.path, line)
    return Finding("limit_loosened", "warning", title, message, *place, f"{subject}, as it was")


def _of_pin(found: Checked) -> Finding:
    title, message = f"{EVERYTHING}: prices of another day", repinned_in_words(found)
    return Finding(
        "prices_repinned", "warning", title, message, EVERYTHING, found.workload.path, None, "pinned day"
    )


def _of_row(row: Row, file: str) -> Iterator[Finding]:
    group, line = name_of(row), row.planned.scenario.line
    least, most = row.planned.least.per_request, row.planned.most.per_request
    span = None if row.planned.span is None else Span(least, most)
    cost = f"a request costs {spanned(format_usd(row.planned.per_request), span)}"
    yield Finding("priced", "pass", f"{group}: priced", cost, group, file, line, "price")
    for choice, estimate in zip(row.planned.choices, row.planned.estimates, strict=True):
        model = choice.model.id
        for note in dict.fromkeys((*choice.notes, *estimate.notes)):
            if note.code in _NOTES:
                level, subject = _NOTES[note.code], f"{note.code} {model}"
                yield Finding(note.code, level, f"{group}: {model}", note.message, group, file, line, subject)
