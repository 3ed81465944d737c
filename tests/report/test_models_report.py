"""What `models` found as a report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import builders
import pytest
from builders import model, when

from llmcost.cost.selection import Selection
from llmcost.market.entry import entry_of
from llmcost.market.listing import Listing, Wanted
from llmcost.market.search import Search
from llmcost.report.listing import listing_sheet

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.report.sheet import Sheet

PRICES = "Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled."
DEAREST = "where the hour matters those of the dearest"
SEEN = "Released: seen DATE where only the first sighting is known."
LONG = when(above=200_000, input="2")
TIMED = when(utc="01:00-04:00", input="2")


def sheet(*models: Model, columns: tuple[str, ...] = ("id", "in"), **more: Any) -> Sheet:
    """What is shown of these models; ``more`` is for ``Listing``."""
    stated = {"wanted": Wanted(), "sort": "released", "found": len(models), "left_out": (), **more}
    return listing_sheet(
        Listing(
            entries=tuple(map(entry_of, models)),
            provenance=builders.PROVENANCE,
            today=date(2026, 11, 22),
            columns=columns,
            **stated,
        )
    )


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ({"found": 1}, "1 model"),
        ({"found": 1126}, "1,126 models, newest first"),
        ({"found": 2, "sort": "name", "wanted": Wanted(Search(("a", "b")))}, '2 models for "a b", by id'),
        (
            {"found": 2, "sort": "output", "wanted": Wanted(selection=Selection(batch=True))},
            "2 batch rows, cheapest output first",
        ),
        ({"found": 1, "wanted": Wanted(selection=Selection(retired=True))}, "1 retired model"),
    ],
)
def test_the_title_says_what_is_listed_and_in_which_order(more: dict[str, Any], title: str) -> None:
    assert title == sheet(model(), **more).title


@pytest.mark.parametrize(
    ("models", "columns", "more", "fine_print"),
    [
        ([model()], ("id", "context"), {}, []),
        ([model()], ("id", "in"), {}, ["Rates: USD per 1M tokens."]),
        (
            [model()],
            ("id", "in"),
            {"wanted": Wanted(selection=Selection(retired=True))},
            ["Rates: USD per 1M tokens, the last that were seen."],
        ),
        (
            [model("acme/one", LONG)],
            ("id", "in"),
            {},
            ["Rates: USD per 1M tokens; 1 of these has other rates for long requests."],
        ),
        (
            [model("acme/one", LONG, TIMED), model("acme/two", LONG)],
            ("id", "out"),
            {},
            [f"Rates: USD per 1M tokens, {DEAREST}; 2 of these have other rates for long requests."],
        ),
        (
            [model()],
            ("id", "blended", "change"),
            {},
            [
                "Rates: USD per 1M tokens.",
                "Blended: 3 tokens in to 1 out.",
                "Change: of the blended rate, 3 tokens in to 1 out, when it last changed.",
            ],
        ),
        ([builders.routed("acme/auto")], ("id", "in"), {}, ["Rates: USD per 1M tokens."]),
        ([model(since="2026-10-05")], ("id", "released"), {}, [SEEN]),
        ([model(since="2026-10-05")], ("id", "context"), {}, []),
        ([model()], ("id", "released"), {}, []),
    ],
)
def test_what_the_columns_do_not_tell_stands_below(
    models: list[Model], columns: tuple[str, ...], more: dict[str, Any], fine_print: list[str]
) -> None:
    assert (*fine_print, PRICES) == sheet(*models, columns=columns, **more).fine_print


@pytest.mark.parametrize(
    ("sort", "ranks"),
    [
        ("released", [0, 4, 0, 0, 3, 6, 2, 3]),
        ("price", [0, 4, 0, 0, 2, 6, 5, 3]),
        ("output", [0, 4, 0, 0, 3, 6, 5, 3]),
        ("context", [0, 4, 0, 0, 3, 2, 5, 3]),
        ("changed", [0, 4, 0, 0, 3, 6, 5, 2]),
        ("name", [0, 4, 0, 0, 3, 6, 5, 3]),
    ],
)
def test_columns_that_the_question_turns_on_stay_longer_than_the_others(sort: str, ranks: list[int]) -> None:
    columns = ("id", "intelligence", "in", "out", "blended", "context", "released", "changed")
    shown = sheet(model(), columns=columns, sort=sort)
    assert ranks == [column.rank for column in shown.columns]


@pytest.mark.parametrize(
    ("columns", "ranks"),
    [(("id", "name", "context"), [0, 1, 2]), (("name", "in", "reads", "id", "out"), [0, 0, 2, 0, 0])],
)
def test_of_columns_that_were_asked_for_the_first_stay_longest_after_the_price(
    columns: tuple[str, ...], ranks: list[int]
) -> None:
    shown = sheet(model(), columns=columns, are_stated=True)
    assert ranks == [column.rank for column in shown.columns]
