"""The same traffic on other models."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from builders import catalog, model
from logged import ROUND, Log

from llmcost.catalog.note import Note
from llmcost.cost.alternatives import alternatives
from llmcost.cost.spending import Alternative

CATALOG = catalog(
    model("acme/one"),
    model("acme/two", input="2", output="4", facts={"context": 1000}),
    model("acme/odd", input="0", output="0"),
    model("acme/gone", seen="2026-08-22", facts={"retired": date(2026, 9, 1)}),
)
RETIRED = Note("retired", "no longer listed since 2026-09-01; last price, seen 2026-08-22")
SEARCHING = ROUND._replace(web_search=1)


def test_all_requests_are_priced_and_those_compared_that_both_can_price() -> None:
    log = (
        Log(CATALOG, "acme/two", "acme/gone")
        .add("acme/one")
        .add("nobody", requests=3)
        .add("acme/one", key=("b",), bill="7")
    )
    two, gone = alternatives(log.priced(), log.elsewhere, ("two", "acme/gone"))
    assert (
        Alternative(
            "two", "acme/two", Decimal(18), Decimal(12), Decimal(12), (("over_context", 2),), only_here=3
        ),
        Alternative("acme/gone", "acme/gone", Decimal(15), Decimal(12), Decimal(10), (), None, (RETIRED,), 3),
    ) == (two, gone)
    assert [0, -2] == [two.difference, gone.difference]


def test_requests_without_a_price_there_are_counted() -> None:
    log = (
        Log(CATALOG, "acme/two")
        .add("acme/one")
        .add("acme/one", SEARCHING, bill="9", requests=2)
        .add("acme/one", SEARCHING, bill="9", key=("b",), requests=1_000)
    )
    (two,) = alternatives(log.priced(), log.elsewhere, ("two",))
    assert ("no price is known for web_search (1,002 requests)", Decimal(6), Decimal(5)) == (
        two.unpriced,
        two.cost,
        two.compared,
    )


def test_a_single_one_is_counted_as_such() -> None:
    log = Log(CATALOG, "acme/two").add("acme/one").add("acme/one", SEARCHING, bill="9")
    (two,) = alternatives(log.priced(), log.elsewhere, ("two",))
    assert "no price is known for web_search (1 request)" == two.unpriced


def test_a_model_without_any_price_says_why() -> None:
    log = Log(CATALOG, "acme/odd").add("acme/one")
    message = "acme/odd is listed at 0 but is not free: it is charged in a way that isn't listed"
    odd = Alternative("odd", "acme/odd", None, None, None, (), message)
    assert (odd,) == alternatives(log.priced(), log.elsewhere, ("odd",))
    assert odd.difference is None
