"""A workload priced, held to its limits and compared with what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.cost.cap import Judged, in_order, judge_amount, judge_growth
from llmcost.cost.checked import Checked, Row, bounds_of, whole_of
from llmcost.cost.choices import Choices
from llmcost.cost.exact import exact_basis, exact_cost
from llmcost.cost.loosened import loosened_since
from llmcost.cost.plan import Planned
from llmcost.cost.selection import capabilities, known_hint
from llmcost.cost.variance import sum_up, variance
from llmcost.cost.whole_limits import judge_growth_of_whole, judge_whole
from llmcost.errors import ConfigError, NothingToCheckError
from llmcost.reading.fields import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from llmcost.catalog.catalog import Catalog
    from llmcost.cost.attachment import Measure
    from llmcost.cost.cap import Cap
    from llmcost.cost.past import Past
    from llmcost.cost.plan import Unplanned
    from llmcost.cost.suggestion import Advisor
    from llmcost.cost.variance import Variance
    from llmcost.cost.workload import Workload

    Outcomes = list[Planned | Unplanned]


def check(
    workload: Workload,
    catalog: Catalog,
    today: date,
    *,
    past: Past | None = None,
    advisor: Advisor | None = None,
    refused: Collection[str] = (),
    measure: Measure | None = None,
) -> Checked:
    """Hold a workload to its limits.

    Args:
        workload: as it is.
        catalog: the prices in force.
        today: the day from which their age is told.
        past: the workload as it was; None compares with nothing.
        advisor: looks for cheaper models; None looks for none.
        refused: override files of which nothing must go into a cost: no rate, and no alias.
        measure: tells what scenarios with an ``input_file`` use, as does ``ScenarioCount`` of
            ``llmcost.tokens.scenario_count``. None: those have no price.

    Raises:
        NothingToCheckError: for a workload without scenarios: a gate must never pass on nothing.
        ConfigError: for prices of a day that is yet to come, and for needs that no model could meet.
    """
    if not workload.scenarios:
        raise NothingToCheckError(
            f"{workload.path}: no scenario found",
            hint="write one under [[scenarios]]; the README shows the form",
        )
    if workload.as_of is not None and workload.as_of > today:
        raise ConfigError(
            f"{workload.path}: as_of {workload.as_of} lies in the future", hint="its prices are not known yet"
        )
    _refuse_unknown_needs(workload, catalog)
    choices = Choices(catalog, workload.as_of, refused, measure)
    outcomes: Outcomes = [choices.plan(scenario) for scenario in workload.scenarios]
    planned = [each for each in outcomes if isinstance(each, Planned)]
    unplanned = tuple(each for each in outcomes if not isinstance(each, Planned))
    rows = tuple(_row(each, past, advisor) for each in planned)
    whole = whole_of(planned)
    bounds = bounds_of(planned)
    removed = () if past is None else tuple(_removed(past, outcomes))
    # A sum that lacks a scenario on one side would look like a change, and one of nothing like none.
    lost = () if past is None else past.unplanned
    recurs = any(each.scenario.is_recurring for each in (*planned, *removed))
    recurs = recurs or any(each.scenario.is_recurring for each in lost)
    ends = any(not each.scenario.is_recurring for each in (*planned, *removed))
    comparable = not unplanned and past is not None and not lost
    told = _change(rows, removed, recurring=True)
    change = told if comparable and recurs else None
    once = _change(rows, removed, recurring=False) if comparable and ends else None
    judged = [
        judge_growth_of_whole(cap, change, told, past, planned, recurs=recurs)
        if cap.kind == "growth"
        else judge_whole(cap, rows, whole, whole if bounds is None else bounds[1])
        for cap in in_order(workload.caps)
    ]
    if unplanned:
        # Of an incomplete sum, a limit can be found broken, but never kept.
        judged = [each if each.verdict == "over" else Judged(each.cap, "unjudged") for each in judged]
    loosened = () if past is None else tuple(loosened_since(past, workload))
    return Checked(
        workload,
        rows,
        unplanned,
        whole,
        tuple(judged),
        catalog.provenance,
        today,
        past,
        change,
        removed,
        loosened,
        (*catalog.provenance.remarks(today), *_untold(judged, rows, past)),
        once,
        bounds,
    )


def _refuse_unknown_needs(workload: Workload, catalog: Catalog) -> None:
    """A typo must not wait for `--suggest` to be found, nor look like a market without cheaper models."""
    needs = [(need, scenario) for scenario in workload.scenarios for need in scenario.needs or ()]
    # What every model can do takes a while to gather.
    known = set[str]().union(*map(capabilities, catalog.models.values())) if needs else set()
    for need, scenario in needs:
        if need not in known:
            place = workload.path if scenario.line is None else f"{workload.path}:{scenario.line}"
            raise ConfigError(
                f"{place}: scenario {shown(scenario.name)}: needs: no model has {shown(need)}",
                hint=known_hint(need, known),
            )


def _row(planned: Planned, past: Past | None, advisor: Advisor | None) -> Row:
    before = None if past is None else _same(past, planned)
    lost = past is not None and planned.scenario.name in past.lost
    change = None if past is None or before is None else variance(before, planned, past.then)
    # A limit is kept for certain, or not at all.
    most = planned.most
    amounts = {"per_request": most.per_request}
    if most.spread is None:
        amounts["total"] = most.total
    else:
        amounts |= {"per_day": most.spread.day, "per_month": most.spread.month}

    def judge(cap: Cap) -> Judged:
        if cap.kind != "growth":
            judged = judge_amount(cap, amounts.get(cap.kind), exact=lambda: exact_cost(most, cap.kind))
            return judged._replace(at_most=planned.span is not None)
        if past is not None and (past.turned(planned) or planned.scenario.name in past.hidden):
            return Judged(cap, "unjudged")
        if change is None or before is None:
            return Judged(cap, "unjudged" if past is None else "new")
        # Both sides as well as can be told: their bounds would hide what grew.
        return judge_growth(
            cap, change.before, change.after, lambda: (exact_basis(before), exact_basis(planned))
        )

    judged = tuple(map(judge, in_order(planned.scenario.caps)))
    advice = None if advisor is None else advisor.advise(planned)
    is_new = past is not None and before is None and not lost
    return Row(planned, judged, change, is_new, advice)


def _same(past: Past, planned: Planned) -> Planned | None:
    """The scenario as it was; one that got or lost its period is another one."""
    before = past.planned.get(planned.scenario.name)
    if before is None or before.scenario.is_recurring != planned.scenario.is_recurring:
        return None
    return before


def _removed(past: Past, outcomes: Outcomes) -> Iterator[Planned]:
    kept = {(each.scenario.name, each.scenario.is_recurring) for each in outcomes}
    for before in past.planned.values():
        if (before.scenario.name, before.scenario.is_recurring) not in kept:
            yield before


def _change(rows: tuple[Row, ...], removed: tuple[Planned, ...], *, recurring: bool) -> Variance:
    alike = [row for row in rows if row.planned.scenario.is_recurring == recurring]
    return sum_up(
        [row.variance for row in alike if row.variance is not None],
        [row.planned for row in alike if row.is_new],
        [each for each in removed if each.scenario.is_recurring == recurring],
    )


def _untold(judged: list[Judged], rows: tuple[Row, ...], past: Past | None) -> Iterator[Note]:
    """That a limit of growth was held to nothing, for want of a price in the past, or of a workload."""
    verdicts = {each.verdict for each in judged if each.cap.kind == "growth"}
    growth = "new" in verdicts
    if past is not None and not past.exists:
        own = any(each.cap.kind == "growth" for row in rows for each in row.judged)
        if growth or own:
            yield Note("growth_untold", f"growth is not told: {past.label} has no workload")
    elif past is not None and past.lost and verdicts & {"new", "over"}:
        which = "1 scenario" if len(past.lost) == 1 else f"{len(past.lost):,} scenarios"
        said = "not told" if growth else "told of the others"
        yield Note("growth_untold", f"growth is {said}: {which} of {past.label} had no price")
