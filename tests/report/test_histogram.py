from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from llmcost.report.drawing import draw
from llmcost.report.figure import Amount, Histogram


def drawn(*values: str | None, width: int = 40, unicode: bool = True, first: str = "2026-10-01") -> str:
    """Amounts of successive days."""
    start = date.fromisoformat(first)
    amounts = tuple(
        Amount(start + timedelta(at), None if value is None else Decimal(value))
        for at, value in enumerate(values)
    )
    rows = draw(Histogram("Cost", "UTC", amounts), width, unicode=unicode)
    return "\n".join("".join(span.text for span in spans).rstrip() for spans in rows)


def test_a_day_is_a_bar_an_empty_one_a_gap_and_an_unknown_one_is_marked() -> None:
    assert (
        "Cost by day, USD (UTC)\n"
        "$4.00 ┤██\n"
        "      │██\n"
        "$3.00 ┤██\n"
        "      │██                ▄▄\n"
        "$2.00 ┤██                ██\n"
        "      │██                ██\n"
        "$1.00 ┤██                ██\n"
        "      │██ ▁▁       ??    ██    ▃▃\n"
        "   $0 └┬────────────────────┬───────────\n"
        "       2026-10-01           2026-10-08"
    ) == drawn("4", "0.01", "0", "0", None, "0", "2.25", "0", "0.2", "0", "0")


def test_it_can_be_drawn_in_ascii() -> None:
    assert (
        "Cost by day, USD (UTC)\n"
        "$4.00 +######\n"
        "      |######\n"
        "$3.00 +######\n"
        "      |######                  ######\n"
        "$2.00 +######                  ######\n"
        "      |######                  ######\n"
        "$1.00 +######                  ######\n"
        "      |######      ______      ######\n"
        "   $0 ++-----------+-----------+-----------\n"
        "       2026-10-01  2026-10-02  2026-10-03"
    ) == drawn("4", "0.01", "2.3", unicode=False, width=60)


def test_more_days_than_columns_are_put_together_by_week() -> None:
    assert (
        "Cost by week from Monday on, USD (UTC)\n"
        "$8.00 ┤\n"
        "      │    ███ ███ ███ ███ ███ ███\n"
        "$6.00 ┤    ███ ███ ███ ███ ███ ███\n"
        "      │    ███ ███ ███ ███ ███ ███\n"
        "$4.00 ┤███ ███ ███ ███ ███ ███ ███\n"
        "      │███ ███ ███ ███ ███ ███ ███\n"
        "$2.00 ┤███ ███ ███ ███ ███ ███ ███\n"
        "      │███ ███ ███ ███ ███ ███ ███\n"
        "   $0 └┬───────────────┬───────────\n"
        "       2026-09-28      2026-10-26"
    ) == drawn(*["1"] * 46)


def test_weeks_are_put_together_by_month_and_months_by_year() -> None:
    months = drawn(*["1"] * 300).splitlines()
    assert ("Cost by month, USD (UTC)", ["2026-10", "2027-01", "2027-04"]) == (
        months[0],
        months[-1].split(),
    )
    years = drawn(*["1"] * 1200).splitlines()
    assert ("Cost by year, USD (UTC)", ["2026", "2027", "2028", "2029", "2030"]) == (
        years[0],
        years[-1].split(),
    )


def test_years_run_over_the_edge_where_they_are_more_than_columns() -> None:
    text = drawn(*["1"] * 365 * 11, width=1)
    assert "Cost by year, USD (UTC)" == text.splitlines()[0]


def test_where_there_is_hardly_room_for_one_label_there_is_one() -> None:
    rows = drawn("1", "2", width=1).splitlines()
    assert ("   $0 └┬───────", "       2026-10-01") == (rows[-2], rows[-1])


def test_a_last_label_without_room_is_left_out() -> None:
    values = ["1"] * 29
    assert ["2026-10-01", "2026-10-15"] == drawn(*values, width=36).splitlines()[-1].split()


def test_bars_have_a_colour_and_the_margin_has_none() -> None:
    amounts = (Amount(date(2026, 10, 1), Decimal(1)), Amount(date(2026, 10, 2), Decimal(2)))
    rows = draw(Histogram("Cost", "UTC", amounts), 40, unicode=True)
    assert [[None], [None, 0], [None]] == [
        [span.line for span in row] for row in (rows[0], rows[1], rows[-1])
    ]
