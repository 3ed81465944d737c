"""The columns that a list of models can have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from builders import model, period, routed

from llmcost.market.entry import entry_of
from llmcost.report.models_columns import COLUMNS, price_cells

FULL = entry_of(
    model(
        "acme/one",
        since="2026-08-01",
        seen="2026-11-10",
        input="2",
        output="8",
        cache_read="0.5",
        cache_write="2.5",
        facts={
            "name": "Acme: One",
            "snapshot": "acme/one-20260801",
            "released": date(2026, 1, 2),
            "context": 128_000,
            "max_output": 8192,
            "input": ("text", "image"),
            "output": ("text",),
            "features": ("reasoning", "tools"),
            "tokenizer": "GPT",
            "knowledge_cutoff": date(2025, 1, 31),
            "intelligence": Decimal("37.40"),
            "expires": date(2027, 1, 1),
            "retired": date(2026, 11, 11),
            "past": (period("2026-02-01", "2026-03-01"),),
        },
    )
)
BARE = entry_of(model("acme/two"))
ROUTER = entry_of(routed("acme/auto"))
ZERO = entry_of(model("acme/zero", input="0", output="0"))
FROM_ROUTER = entry_of(model("acme/three", since="2026-08-01", facts={"past": (routed("acme/x").current,)}))
TOLD = {
    "id": "acme/one",
    "name": "Acme: One",
    "author": "acme",
    "intelligence": "37.4",
    "in": "$2.00",
    "out": "$8.00",
    "blended": "$3.50",
    "cache_read": "$0.50",
    "cache_write": "$2.50",
    "context": "128k",
    "max_output": "8.19k",
    "reads": "text image",
    "writes": "text",
    "features": "reasoning tools",
    "knowledge": "2025-01-31",
    "tokenizer": "GPT",
    "released": "2026-01-02",
    "since": "2026-08-01",
    "changed": "2026-08-01",
    "change": "+100.0 %",
    "expires": "2027-01-01",
    "retired": "2026-11-11",
    "snapshot": "acme/one-20260801",
}


def test_every_column_tells_its_fact() -> None:
    assert {name: column.told([FULL]) for name, column in COLUMNS.items()} == {
        name: [told] for name, told in TOLD.items()
    }


def test_what_is_not_known_says_so_and_what_does_not_apply_is_empty() -> None:
    stated = {
        "cache_read": "none",
        "cache_write": "none",
        "changed": "none seen",
        "change": "",
        "expires": "",
        "retired": "",
    }
    known = {"id", "author", "in", "out", "blended"}
    assert {name: stated.get(name, "unknown") for name in COLUMNS if name not in known} == {
        name: column.told([BARE])[0] for name, column in COLUMNS.items() if name not in known
    }


@pytest.mark.parametrize("name", ["in", "out", "blended", "cache_read", "cache_write"])
def test_what_has_no_price_says_so(name: str) -> None:
    assert ["varies", "unpriced"] == COLUMNS[name].told([ROUTER, ZERO])


def test_a_first_sighting_stands_in_for_a_date_of_release() -> None:
    seen = entry_of(model(since="2026-10-05"))
    assert COLUMNS["released"].told([seen, FULL]) == ["seen 2026-10-05", "2026-01-02"]


def test_a_change_that_has_no_percentage_is_a_day_alone() -> None:
    assert (["2026-08-01"], ["unknown"]) == (
        COLUMNS["changed"].told([FROM_ROUTER]),
        COLUMNS["change"].told([FROM_ROUTER]),
    )


def test_nothing_is_priced_under_a_name_that_leads_nowhere() -> None:
    assert [""] == price_cells([None], [None])
