from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

from builders import model

from llmcost.market.frontier import Candidate, frontier_of
from llmcost.market.pareto import Pareto
from llmcost.report.web.beaten import with_beaten
from llmcost.report.web.fragment import Fragment

CALCULATOR = Fragment("<section>calculator</section>", "run();")


def pareto(beaten: int) -> Pareto:
    """One model on the frontier, and so many that it beats."""
    return Pareto(
        frontier_of(
            Candidate(model(f"acme/<{number}>"), Decimal(number + 1) / 2, Decimal(60 - number))
            for number in range(beaten + 1)
        )
    )


def test_many_models_that_are_beaten_are_a_table_that_can_be_opened() -> None:
    found = with_beaten(None, pareto(11), "Cost")
    assert found is not None
    (details,) = ET.fromstring(found.html)  # noqa: S314 - our own text
    headings, first, *_, last = (["".join(cell.itertext()) for cell in row] for row in details.iter("tr"))
    assert ("", "11 models beaten, each with one that beats it") == (found.script, details[0].text)
    assert ["Model", "Cost", "Intelligence", "Beaten by"] == headings
    assert ["acme/<1>", "$1.00", "59", "acme/<0>"] == first
    assert ["acme/<11>", "$6.00", "49", "acme/<0>"] == last


def test_the_calculator_comes_behind_them() -> None:
    found = with_beaten(CALCULATOR, pareto(11), "Cost")
    assert found is not None
    assert found.html.startswith("<section><details>")
    assert (True, "run();") == (found.html.endswith("\n<section>calculator</section>"), found.script)


def test_few_are_told_in_the_notes() -> None:
    assert CALCULATOR == with_beaten(CALCULATOR, pareto(10), "Cost")
    assert with_beaten(None, pareto(10), "Cost") is None
