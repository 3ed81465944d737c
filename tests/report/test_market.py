from __future__ import annotations

from datetime import date

import builders
import pytest
from builders import price

from llmcost.catalog.change import Change
from llmcost.catalog.history import Market
from llmcost.report.market import HEADER, market_csv, market_sheet

DAY = date(2026, 11, 10)
"""The day of the ledger."""
NEW = tuple(Change(f"acme/{name}", "new", DAY, None, price()) for name in ("one", "two"))


def market(*changes: Change, since: date = DAY, most: int = 0) -> Market:
    return Market(changes, builders.PROVENANCE, date(2026, 11, 22), since, most)


@pytest.mark.parametrize(
    ("since", "title", "told"),
    [
        (date(2026, 10, 11), "What changed on the market from 2026-10-11 to 2026-11-10", "Nothing changed."),
        (DAY, "What changed on the market since 2026-11-10", "Nothing changed."),
        (
            date(2026, 11, 11),
            "What changed on the market since 2026-11-11",
            "Nothing is known after 2026-11-10.",
        ),
    ],
)
def test_nothing_changed_is_an_answer_too(since: date, title: str, told: str) -> None:
    sheet = market_sheet(market(since=since))
    assert (title, (), (told,)) == (sheet.title, sheet.rows, sheet.notes)


def test_what_is_left_out_is_counted() -> None:
    sheet = market_sheet(market(*NEW, most=1))
    assert ["acme/one"] == [row[1] for row in sheet.rows]
    assert ("In all: 2 new.", "Left out: further down, see --top (1).") == sheet.notes[:2]
    alias = NEW[0]._replace(model="~acme/latest")
    assert (
        "Left out: aliases (1); further down, see --top (1)."
        == market_sheet(market(*NEW, alias, most=1)).notes[1]
    )


def test_where_only_aliases_moved_nothing_changed() -> None:
    sheet = market_sheet(market(NEW[0]._replace(model="~acme/latest")))
    assert ((), ("Nothing changed.", "Left out: aliases (1).")) == (sheet.rows, sheet.notes)


def test_a_csv_without_changes_is_its_header() -> None:
    assert f"{','.join(HEADER)}\n" == market_csv(market())
