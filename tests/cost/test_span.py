from __future__ import annotations

from decimal import Decimal

from llmcost.cost.span import Span, span_of


def test_a_span_holds_the_total_whatever_the_ends_are() -> None:
    assert (
        span_of(Decimal(5), [Decimal(4), Decimal(6)]),
        span_of(Decimal(7), [Decimal(4), Decimal(6)]),
        span_of(Decimal(3), [Decimal(6), Decimal(4)]),
    ) == (Span(Decimal(4), Decimal(6)), Span(Decimal(4), Decimal(7)), Span(Decimal(3), Decimal(6)))


def test_the_error_of_a_cost_is_that_of_its_farther_end_in_whole_per_cent() -> None:
    assert (
        Span(Decimal("0.85"), Decimal("1.15")).error_pct(Decimal(1)),
        Span(Decimal("0.9"), Decimal("1.151")).error_pct(Decimal(1)),
        Span(Decimal("0.2"), Decimal("1.1")).error_pct(Decimal(1)),
        Span(Decimal(1), Decimal(1)).error_pct(Decimal(1)),
        Span(Decimal(0), Decimal(0)).error_pct(Decimal(0)),
        Span(Decimal(1), Decimal(2)).error_pct(Decimal(3)),
    ) == (15, 16, 80, 0, 0, 67)


def test_a_cost_of_nothing_that_may_be_something_is_not_certain() -> None:
    assert Span(Decimal(0), Decimal("0.01")).error_pct(Decimal(0)) == 100
