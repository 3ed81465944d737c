"""What each row of the table of `check` holds, before it is text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.cost.cap import Judged, in_order
from llmcost.cost.span import Span
from llmcost.money import EXACT, ROUNDED, ZERO, add_up, plain
from llmcost.printable import printable
from llmcost.report.check_wording import signed_percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.cost.checked import Checked, Row
    from llmcost.cost.plan import Planned
    from llmcost.cost.workload import Scenario
    from llmcost.report.footnotes import Footnotes

_SHOWN = 2
_TENTH = Decimal("0.1")

_ALWAYS, _BROKEN, _WARNED, _CHANGED, _REST = range(5)
"""Ranks: what is kept longest where a table is cut."""


class Entry(NamedTuple):
    """A row of the table. What is None or empty is an empty cell; amounts are USD."""

    rank: int
    name: str = ""
    model: str = ""
    per_request: Decimal | None = None
    day: Decimal | None = None
    month: Decimal | None = None
    year: Decimal | None = None
    total: Decimal | None = None
    """Of what has no period."""
    month_span: Span | None = None
    """Between which amounts ``month`` lies; None where it is certain."""
    total_span: Span | None = None
    """The same of ``total``."""
    change: Decimal | None = None
    ratio: str = ""
    """The change as a share, or ``new``."""
    volume: Decimal | None = None
    by_model: Decimal | None = None
    price: Decimal | None = None
    judged: Judged | None = None
    verdict: str = ""
    """What stands for a verdict where there is no limit."""
    note: str = ""
    is_total: bool = False


def entries(found: Checked, footnotes: Footnotes) -> Iterator[Entry]:
    """Scenarios with a row for each limit, then removed ones, then the total."""
    compares = found.past is not None and found.past.exists
    rows = {row.planned.scenario.name: row for row in found.rows}
    for scenario in found.workload.scenarios:
        row = rows.get(scenario.name)
        if row is None:
            yield from _of_unpriced(scenario)
        else:
            yield from _with_limits(_of_scenario(row, footnotes, compares=compares), row.judged)
    for planned in found.removed:
        less = EXACT.subtract(ZERO, planned.basis)
        name = printable(planned.scenario.name)
        model = models_in_short(planned)
        yield Entry(_CHANGED, name, model, change=less, ratio="-100.0 %", verdict="removed")
    # Of one scenario without more it would say the same again, and of none that nothing costs $0.
    if found.judged or (found.rows and (len(found.rows) > 1 or found.removed or found.unplanned)):
        yield from _with_limits(_of_whole(found, compares=compares), found.judged)


def _of_scenario(row: Row, footnotes: Footnotes, *, compares: bool) -> Entry:
    planned, change = row.planned, row.variance
    day, month, year = planned.spread or (None, None, None)
    rank, moved, ratio = _REST, None, ""
    if change is not None:
        rank, moved, ratio = (_CHANGED if change.total else _REST), change.total, signed_percent(change)
    elif row.is_new and compares:
        rank, moved, ratio = _CHANGED, planned.basis, "new"
    changed = () if change is None else change.notes
    return Entry(
        rank,
        printable(planned.scenario.name),
        models_in_short(planned),
        planned.per_request,
        day,
        month,
        year,
        planned.total if planned.spread is None else None,
        None if planned.spread is None else planned.basis_span,
        planned.basis_span if planned.spread is None else None,
        moved,
        ratio,
        None if change is None else change.volume,
        None if change is None else change.model,
        None if change is None else change.price,
        note=footnotes.mark_words((*_notes(planned), *(note.message for note in changed))),
    )


def _of_unpriced(scenario: Scenario) -> Iterator[Entry]:
    """The scenario without a cost, and a row for each limit that is held to nothing."""
    models = " + ".join(printable(name) for name, _ in scenario.models[:_SHOWN])
    more = len(scenario.models) - _SHOWN
    models += f" + {more} more" if more > 0 else ""
    yield Entry(_BROKEN, printable(scenario.name), models, verdict="unpriced")
    for cap in in_order(scenario.caps):
        yield Entry(_BROKEN, judged=Judged(cap, "unjudged"))


def _notes(planned: Planned) -> Iterable[str]:
    """Of a mix, each with the model that it is about."""
    if len(planned.estimates) == 1:
        return [note.message for note in planned.notes]
    pairs = zip(planned.choices, planned.estimates, strict=True)
    own = [f"{row.model.id}: {note.message}" for choice, row in pairs for note in (*choice.notes, *row.notes)]
    return [*own, *(note.message for note in planned.scenario.notes)]


def _of_whole(found: Checked, *, compares: bool) -> Entry:
    whole, change = found.whole, found.variance if compares else None
    month_span, total_span = spans_of_whole(found)
    entry = Entry(
        _ALWAYS,
        "Total (incomplete)" if found.unplanned else "Total",
        day=whole.day if found.recurs else None,
        month=whole.month if found.recurs else None,
        year=whole.year if found.recurs else None,
        total=whole.total if found.ends else None,
        month_span=month_span,
        total_span=total_span,
        is_total=True,
    )
    if change is None:
        return entry
    return entry._replace(
        change=change.total,
        ratio=signed_percent(change),
        volume=change.volume,
        by_model=change.model,
        price=change.price,
    )


def spans_of_whole(found: Checked) -> tuple[Span | None, Span | None]:
    """Between which amounts the sum per month lies, and that of what has no period; None: it is certain."""
    if found.bounds is None:
        return None, None
    low, high = found.bounds
    month, total = Span(low.month, high.month), Span(low.total, high.total)
    return month if month.low != month.high else None, total if total.low != total.high else None


def _with_limits(entry: Entry, judged: Iterable[Judged]) -> Iterator[Entry]:
    """The entry with its tightest limit, and a row for each of the others."""
    first, *others = sorted(judged, key=_tightness_of) or (None,)
    rank = min(entry.rank, _rank(first))
    yield entry._replace(rank=rank, judged=first)
    for other in others:
        yield Entry(rank, judged=other)


def _tightness_of(judged: Judged) -> tuple[bool, bool, bool, Decimal]:
    return tightness(judged.verdict, judged.share, warn_only=judged.cap.warn_only)


def tightness(verdict: str, share: Decimal | None, *, warn_only: bool) -> tuple[bool, bool, bool, Decimal]:
    """Sorts limits: what fails first, then what else is broken or not judged, then by the share that is used.

    Args:
        verdict: as of ``Judged``.
        share: of the limit that is used; None where that is not known.
        warn_only: whether the limit fails nothing.
    """
    over, kept = verdict == "over", verdict not in {"over", "unjudged"}
    return not over or warn_only, not over, kept, -(share or ZERO)


def _rank(judged: Judged | None) -> int:
    if judged is None:
        return _REST
    if judged.fails:
        return _BROKEN
    return _WARNED if judged.verdict in {"over", "warn", "unjudged"} else _REST


def models_in_short(planned: Planned) -> str:
    """The model's id; of a mix the slugs with their shares: gpt-5 90 % + claude-haiku-4.5 10 %."""
    ids = [row.model.id for row in planned.estimates]
    if len(ids) == 1:
        return ids[0]
    whole = add_up(choice.weight for choice in planned.choices)
    shares = [
        ROUNDED.divide(ROUNDED.multiply(choice.weight, Decimal(100)), whole) for choice in planned.choices
    ]
    told = [
        f"{model.partition('/')[2]} {plain(share.quantize(_TENTH, context=ROUNDED))} %"
        for model, share in zip(ids, shares, strict=True)
    ]
    more = len(told) - _SHOWN
    return " + ".join([*told[:_SHOWN], *([f"{more} more"] if more > 0 else [])])
