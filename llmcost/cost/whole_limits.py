"""The limits of a whole workload, judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.cap import Judged, judge_amount, judge_growth
from llmcost.cost.exact import exact_basis, exact_cost, exact_sum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from llmcost.cost.cap import Cap
    from llmcost.cost.checked import Row, Whole
    from llmcost.cost.past import Past
    from llmcost.cost.plan import Planned
    from llmcost.cost.variance import Variance


def judge_growth_of_whole(
    cap: Cap,
    change: Variance | None,
    told: Variance,
    past: Past | None,
    planned: list[Planned],
    *,
    recurs: bool,
) -> Judged:
    """Hold the growth of the month's cost to a limit.

    Args:
        cap: of kind ``growth``.
        change: of all that recurs; None where either side lacks a price.
        told: the same of what both sides tell.
        past: the workload as it was; None compares with nothing.
        planned: the scenarios as they are.
        recurs: whether anything recurs, then or now.
    """
    # What recurs on one side only looks there like a cost that is gone.
    if past is None or not recurs or past.hidden or any(map(past.turned, planned)):
        return Judged(cap, "unjudged")
    if change is None or not past.exists:
        # What the past can't tell must not hold up the change that mends it; what it tells counts.
        known = judge_growth(cap, told.before, told.after) if told.before else None
        return known if known is not None and known.verdict == "over" else Judged(cap, "new")
    sides = (past.planned.values(), planned)
    return judge_growth(
        cap, change.before, change.after, lambda: (_exact_month(sides[0]), _exact_month(sides[1]))
    )


def judge_whole(cap: Cap, rows: tuple[Row, ...], whole: Whole, most: Whole) -> Judged:
    """Hold the cost of all scenarios to a limit.

    Args:
        cap: of any kind but ``growth``.
        rows: the scenarios.
        whole: their sums.
        most: what these can come to where tokens are estimated, which the limit is held to.
    """
    if cap.kind == "per_request":
        return _judge_dearest(cap, rows)
    # Nothing that a sum could be of is no sum of 0.
    is_of = any(row.planned.scenario.is_recurring != (cap.kind == "total") for row in rows)
    field = {"per_day": "day", "per_month": "month", "total": "total"}[cap.kind]
    value = getattr(most, field)

    def exact() -> Fraction:
        alike = (
            row.planned.most for row in rows if row.planned.scenario.is_recurring != (cap.kind == "total")
        )
        return exact_sum(exact_cost(planned, cap.kind) for planned in alike)

    judged = judge_amount(cap, value if is_of else None, exact=exact)
    return judged._replace(at_most=value != getattr(whole, field))


def _judge_dearest(cap: Cap, rows: tuple[Row, ...]) -> Judged:
    """A limit per request of the whole holds for every scenario, and so for the dearest."""
    if not rows:
        return Judged(cap, "unjudged")
    planned = max((row.planned for row in rows), key=lambda planned: planned.most.per_request)
    most, name = planned.most, planned.scenario.name
    judged = judge_amount(cap, most.per_request, name, lambda: exact_cost(most, cap.kind))
    return judged._replace(at_most=planned.span is not None)


def _exact_month(planned: Iterable[Planned]) -> Fraction:
    return exact_sum(exact_basis(each) for each in planned if each.scenario.is_recurring)
