from __future__ import annotations

from datetime import date
from decimal import Decimal

from builders import price, rates, when

from llmcost.catalog.change import KINDS, Change
from llmcost.catalog.schedule import differences
from llmcost.report.changes import (
    CHANGES_HEADER,
    changes_counts,
    changes_csv_rows,
    changes_payload,
    changes_sheet_parts,
    changes_summary,
)

DAY = date(2026, 11, 10)
OLD = price(when(above=1000, input="2"), input="1", output="4", cache_read="0.5", web_search="0.01")
NEW = price(when(above=1000, input="3"), input="1", output="8", cache_write="2", web_search="0.02")
DEARER = Change("acme/one", "dearer", DAY, OLD, NEW, differences(OLD, NEW), Decimal("1.571428571429"))
FRESH = Change("acme/two", "new", None, None, price(input="0.123456", output="40"))
ZERO = Change("acme/zero", "changed", DAY, price(input="0", output="0"), None)
CHEAPER = Change("acme/free:free", "cheaper", DAY, price(), price(input="0", output="0"), (), Decimal(0))
GONE = Change("acme/gone", "retired", DAY, price(), None)


def test_a_change_is_a_row_with_its_points_below_each_other() -> None:
    columns, rows = changes_sheet_parts([DEARER, FRESH, ZERO, CHEAPER, GONE])
    headings = ["Change", "Model", "Date", "In was", "In now", "Out was", "Out now", "Ratio", "Also changed"]
    also = "cache read $0.50 to $1.00; cache write $1.00 to $2.00; 3 more"
    assert headings == [column.heading for column in columns]
    assert (
        ("dearer", "acme/one", "2026-11-10", "$1.0000", "$1.0000  ", "$4.00", "$8.00", "1.57x", also),
        ("new", "acme/two", "", "", "$0.123456", "", "$40.00", "", ""),
        ("changed", "acme/zero", "2026-11-10", "unpriced", "varies", "unpriced", "varies", "", ""),
        ("cheaper", "acme/free:free", "2026-11-10", "$1.0000", "$0.0000  ", "$4.00", "$0.00", "0.00x", ""),
        ("retired", "acme/gone", "2026-11-10", "$1.0000", "", "$4.00", "", "", ""),
    ) == rows


def test_a_column_without_anything_in_it_is_left_out() -> None:
    columns, rows = changes_sheet_parts([FRESH])
    assert ["Change", "Model", "In now", "Out now", "Ratio"] == [column.heading for column in columns]
    assert (("new", "acme/two", "$0.123456", "$40.00", ""),) == rows
    assert () == changes_sheet_parts([])[1]


def test_before_and_after_stay_or_go_together_on_a_narrow_terminal() -> None:
    columns, _ = changes_sheet_parts([DEARER])
    ranks = {column.heading: column.rank for column in columns if column.rank}
    assert {"In was": 1, "In now": 1, "Out was": 2, "Out now": 2, "Date": 3, "Also changed": 4} == ranks


def test_a_rate_that_came_or_went_says_so() -> None:
    old, new = price(web_search="0.01"), price(request="0.02")
    change = Change("acme/one", "changed", DAY, old, new, differences(old, new))
    _, rows = changes_sheet_parts([change])
    assert "searches no longer $0.01; requests now $0.02" == rows[0][-1]


def test_the_payload_states_every_rate_that_changed() -> None:
    first, fresh, zero, _, gone = changes_payload([DEARER, FRESH, ZERO, CHEAPER, GONE])
    assert {
        "model": "acme/one",
        "change": "dearer",
        "date": DAY,
        "old": OLD.rates,
        "old_unpriced": None,
        "new": NEW.rates,
        "new_unpriced": None,
        "ratio": Decimal("1.571428571429"),
    } == {key: value for key, value in first.items() if key != "rates"}
    assert [
        ("output", None, 4, 8, 2),
        ("cache_read", None, Decimal("0.5"), 1, 2),
        ("cache_read", "over 1,000 input tokens", Decimal("0.5"), 3, 6),
        ("cache_write", None, 1, 2, 2),
        ("web_search", None, Decimal("0.01"), Decimal("0.02"), 2),
    ] == [tuple(each.values()) for each in first["rates"] if each["rate"] != "input"]
    assert (None, rates(input="0.123456", output="40"), []) == (fresh["old"], fresh["new"], fresh["rates"])
    assert (None, "zero", None, "varies") == tuple(
        zero[key] for key in ("old", "old_unpriced", "new", "new_unpriced")
    )
    assert (rates(input="1", output="4"), None) == (gone["old"], gone["new"])


def test_a_csv_row_has_every_rate_before_and_after() -> None:
    rows = [dict(zip(CHANGES_HEADER, row, strict=True)) for row in changes_csv_rows([DEARER, ZERO])]
    filled = [{key: value for key, value in row.items() if value is not None} for row in rows]
    assert [
        {
            "model": "acme/one",
            "change": "dearer",
            "date": DAY,
            "ratio": Decimal("1.571428571429"),
            "rate_input_old": Decimal(1),
            "rate_input_new": Decimal(1),
            "rate_output_old": Decimal(4),
            "rate_output_new": Decimal(8),
            "rate_cache_read_old": Decimal("0.5"),
            "rate_cache_write_new": Decimal(2),
            "rate_web_search_old": Decimal("0.01"),
            "rate_web_search_new": Decimal("0.02"),
            "conditions": "over 1,000 input tokens input $2.00 to $3.00; "
            "over 1,000 input tokens cache read $0.50 to $3.00",
        },
        {
            "model": "acme/zero",
            "change": "changed",
            "date": DAY,
            "unpriced_old": "zero",
            "unpriced_new": "varies",
        },
    ] == filled


def test_kinds_are_counted_and_summed_up_in_their_order() -> None:
    changes = [GONE, DEARER, GONE]
    assert {kind: {"dearer": 1, "retired": 2}.get(kind, 0) for kind in KINDS} == changes_counts(changes)
    assert ("1 dearer, 2 retired", "") == (changes_summary(changes), changes_summary([]))
