"""The models that none beats on cost and intelligence as a report: a table, and a chart of all below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmcost.market.pareto import narrowed
from llmcost.report.figure import Point, Scatter
from llmcost.report.pareto_wording import chart_remark, headline, remarks
from llmcost.report.render import Report
from llmcost.report.wording import overridden_in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from llmcost.cost.answer import Answer
    from llmcost.market.pareto import Pareto
    from llmcost.report.sheet import Sheet
    from llmcost.report.web.fragment import Fragment

_JUDGED = frozenset({"Intelligence", "Blended /1M"})
"""Headings of what models are judged by, beside what a use costs."""

PRICED = "a price for this"
"""What a model needs beside its intelligence."""


def pareto_report(answer: Answer, pareto: Pareto, facts: Collection[str]) -> Report:
    """The report of `estimate --pareto`.

    Args:
        answer: with every estimate that was judged.
        pareto: what came of that.
        facts: ``intelligence`` and ``context``, to show those of each model.
    """

    def payload() -> dict[str, Any]:
        from llmcost.report.pareto_payload import pareto_estimate_payload

        return pareto_estimate_payload(answer, pareto)

    def csv() -> str:
        from llmcost.report.estimate_csv import estimate_csv

        return estimate_csv(payload())

    def sheet() -> Sheet:
        return pareto_sheet(answer, pareto, facts)

    def fragment() -> Fragment | None:
        from llmcost.report.web.beaten import with_beaten
        from llmcost.report.web.calculator import calculator

        return with_beaten(calculator(narrowed(answer, pareto), is_frontier=True), pareto, "Cost")

    return Report("estimate", payload, csv, sheet, fragment=fragment)


def pareto_sheet(answer: Answer, pareto: Pareto, facts: Collection[str], words: str = "") -> Sheet:
    """The estimates on the frontier, with what beats what, and the chart of all.

    Args:
        answer: with every estimate that was judged.
        pareto: what came of that.
        facts: as for ``pareto_report``.
        words: as for ``headline``.
    """
    from llmcost.report.comparison import comparison_sheet

    shown = narrowed(answer, pareto)
    sheet = comparison_sheet(shown, facts)
    of_others = [each for each in answer.overrides if each not in shown.overrides]
    what = "Cost of this use, USD" if answer.per is None else f"Cost per {answer.per}, USD"
    sheet = sheet._replace(
        title=f"{sheet.title}: {headline(pareto, words)}",
        notes=(*_of_another_day(answer), *sheet.notes, *overridden_in_words(of_others)),
    )
    return on_chart(sheet, pareto, what, PRICED)


def on_chart(sheet: Sheet, pareto: Pareto, cost: str, what: str) -> Sheet:
    """The sheet of a frontier with its remarks and the chart of all models that were judged.

    Args:
        sheet: with the models on the frontier.
        pareto: all models.
        cost: what the cost is of, as a caption begins.
        what: as for ``remarks``.
    """
    # What they are judged by stays in sight, however narrow it gets.
    columns = (each._replace(rank=0) if each.heading in _JUDGED else each for each in sheet.columns)
    return sheet._replace(
        columns=tuple(columns),
        notes=(*_told(pareto, what), *sheet.notes),
        chart=scatter_of(pareto, cost),
    )


def scatter_of(pareto: Pareto, cost: str) -> Scatter | None:
    """All models that were judged and cost anything; None without two, or with all of the frontier free."""
    judged = (
        *((each, True) for each in pareto.frontier.best),
        *((b.candidate, False) for b in pareto.frontier.beaten),
    )
    points = tuple(
        Point(each.model.id, each.cost, each.intelligence, is_best) for each, is_best in judged if each.cost
    )
    if len(points) < 2 or not points[0].on_frontier:  # noqa: PLR2004 - nothing to see beside it
        return None
    best, beaten = pareto.frontier
    free_on_frontier, free_beside = (
        sum(not each.cost for each in best),
        sum(not b.candidate.cost for b in beaten),
    )
    return Scatter(cost, points, free_on_frontier, free_beside)


def _of_another_day(answer: Answer) -> Iterator[str]:
    """What the ledger holds no history of."""
    if answer.terms.as_of is not None:
        yield f"Intelligence: the index of now; that of {answer.terms.as_of} is not known."


def _told(pareto: Pareto, what: str) -> tuple[str, ...]:
    missing = chart_remark(pareto)
    return (*remarks(pareto, what), *(() if missing is None else (missing,)))
