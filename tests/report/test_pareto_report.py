from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import builders
import pytest
from answers import answered

from llmcost.catalog.provenance import Override
from llmcost.market.pareto import pareto_of
from llmcost.report.figure import Point, Scatter
from llmcost.report.pareto import pareto_report, pareto_sheet, scatter_of
from llmcost.report.wording import question_in_words

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.cost.answer import Answer
    from llmcost.report.sheet import Sheet


def model(name: str, rate: str, intelligence: int) -> Model:
    return builders.model(
        f"acme/{name}", input=rate, output=rate, facts={"intelligence": Decimal(intelligence)}
    )


CHEAP, DEAR, DULL = model("cheap", "1", 10), model("dear", "3", 30), model("dull", "2", 5)
FREE = model("free:free", "0", 20)


def test_what_is_free_is_counted_beside_the_chart() -> None:
    answer = answered(FREE, CHEAP, DEAR, model("free/dull:free", "0", 5))
    chart = scatter_of(pareto_of(answer.comparison.estimates), "")
    assert chart is not None
    assert (2, 1, 1) == (len(chart.points), chart.free_on_frontier, chart.free_beside)


def laid_out(*models: Model, per: str | None = None) -> Sheet:
    answer = answered(*models, per=per)
    return pareto_sheet(answer, pareto_of(answer.comparison.estimates), ("intelligence",))


def test_the_table_has_the_frontier_and_the_chart_has_all() -> None:
    sheet = laid_out(DULL, DEAR, CHEAP)
    assert (
        f"{question_in_words(answered())}: 2 of 3 models that none beats on cost and intelligence",
        ["acme/cheap", "acme/dear"],
        Scatter(
            "Cost of this use, USD",
            (
                Point("acme/cheap", Decimal("1.1"), Decimal(10), on_frontier=True),
                Point("acme/dear", Decimal("3.3"), Decimal(30), on_frontier=True),
                Point("acme/dull", Decimal("2.2"), Decimal(5), on_frontier=False),
            ),
        ),
    ) == (sheet.title, [row[0] for row in sheet.rows], sheet.chart)


def test_both_that_it_is_judged_by_stay_in_sight() -> None:
    ranks = {column.heading: column.rank for column in laid_out(CHEAP, DEAR).columns}
    assert (0, 0) == (ranks["Intelligence"], ranks["Total"])


def test_of_a_period_the_chart_shows_the_cost_in_it() -> None:
    chart = laid_out(CHEAP, DEAR, per="week").chart
    assert isinstance(chart, Scatter)
    assert "Cost per week, USD" == chart.what


@pytest.mark.parametrize("models", [(), (CHEAP,), (FREE, CHEAP), (FREE, CHEAP, DULL)])
def test_nothing_is_drawn_of_one_alone_or_of_a_frontier_that_is_free(models: tuple[Model, ...]) -> None:
    answer = answered(*models)
    assert scatter_of(pareto_of(answer.comparison.estimates), "") is None


def test_at_prices_of_another_day_it_is_told_that_the_intelligence_is_that_of_now() -> None:
    answer = answered(CHEAP, DEAR)
    dated = answer._replace(terms=answer.terms._replace(as_of=date(2026, 11, 1)))
    told = [
        [
            note
            for note in pareto_sheet(each, pareto_of(each.comparison.estimates), ()).notes
            if "index" in note
        ]
        for each in (answer, dated)
    ]
    assert [[], ["Intelligence: the index of now; that of 2026-11-01 is not known."]] == told


def overridden() -> Answer:
    override = Override("acme/dull", "input", Decimal(2), "llmcost.toml")
    answer = answered(CHEAP, DULL)
    return answer._replace(provenance=answer.provenance._replace(overrides=(override,)))


def test_an_overridden_rate_of_what_is_beaten_went_into_the_figures_and_is_told() -> None:
    answer = overridden()
    report = pareto_report(answer, pareto_of(answer.comparison.estimates), ())
    payload = report.payload()
    assert (
        "Overridden: acme/dull input $2.00 /1M (llmcost.toml)",
        ["acme/dull"],
        ["acme/cheap"],
        {
            "dominated": [
                {
                    "model": "acme/dull",
                    "cost": Decimal("2.2"),
                    "intelligence": Decimal(5),
                    "dominated_by": "acme/cheap",
                }
            ],
            "without_intelligence": [],
            "unfit": [],
        },
    ) == (
        report.sheet().notes[-1],
        [each["model"] for each in payload["prices"]["overrides"]],
        [row["model"] for row in payload["estimates"]],
        payload["pareto"],
    )


def test_as_csv_what_is_beaten_comes_last_with_who_beats_it() -> None:
    answer = overridden()
    lines = pareto_report(answer, pareto_of(answer.comparison.estimates), ()).csv().splitlines()
    assert ["acme/cheap", "", "acme/dull", "acme/cheap"] == [
        cell for line in lines[1:] for cell in (line.split(",")[0], line.split(",")[-1])
    ]


def test_its_page_has_a_calculator_of_what_is_on_the_frontier() -> None:
    answer = answered(CHEAP, DULL)
    fragment = pareto_report(answer, pareto_of(answer.comparison.estimates), ()).fragment()
    assert fragment is not None
    assert (True, False) == ("acme/cheap" in str(fragment), "acme/dull" in str(fragment))
