"""The flags of `models`."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from llmcost.cli.filters import Filters
from llmcost.cli.models_question import ModelsQuestion
from llmcost.cost.selection import Selection
from llmcost.errors import QuantityError, UsageError
from llmcost.market.listing import Wanted
from llmcost.market.search import Search

TODAY = date(2026, 11, 22)
BARE = ModelsQuestion()


def test_all_that_is_listed_is_wanted_unless_stated() -> None:
    BARE.check()
    assert (Wanted(), 20) == (BARE.wanted(TODAY), BARE.most())


def test_every_flag_is_read() -> None:
    asked = ModelsQuestion(
        ("claude sonnet", "4.5"),
        Filters(("acme",), min_context="1k"),
        free=True,
        batch=True,
        retired=True,
        released_since="2026-11-22",
        changed_since="2026-11-01",
        top="0",
    )
    asked.check()
    assert (
        Wanted(
            Search(("claude", "sonnet", "4.5")),
            Selection(("acme",), min_context=1000, free=True, batch=True, retired=True),
            free=True,
            released_since=TODAY,
            changed_since=date(2026, 11, 1),
        ),
        0,
    ) == (asked.wanted(TODAY), asked.most())


@pytest.mark.parametrize(
    ("stated", "columns"),
    [
        ({}, ("id", "intelligence", "in", "out", "context", "released")),
        ({"sort": "price"}, ("id", "intelligence", "in", "out", "blended", "context", "released")),
        (
            {"sort": "changed"},
            ("id", "intelligence", "in", "out", "context", "released", "changed", "change"),
        ),
        (
            {"changed_since": "2026-01-01", "retired": True},
            ("id", "intelligence", "in", "out", "context", "released", "changed", "change", "retired"),
        ),
        ({"columns": "Name, id,max-output,id"}, ("name", "id", "max_output")),
    ],
)
def test_columns_are_those_asked_for_or_what_the_question_turns_on(
    stated: dict[str, Any], columns: tuple[str, ...]
) -> None:
    assert columns == BARE._replace(**stated).shown_columns()


@pytest.mark.parametrize(
    ("stated", "order"),
    [
        ({}, "intelligence"),
        ({"batch": True, "filters": Filters(("acme",))}, "intelligence"),
        ({"query": ("claude",)}, "released"),
        ({"released_since": "7d"}, "released"),
        ({"retired": True}, "released"),
        ({"changed_since": "7d", "query": ("claude",)}, "changed"),
        ({"changed_since": "7d", "sort": "name"}, "name"),
    ],
)
def test_the_order_suits_what_is_looked_for_unless_it_is_stated(stated: dict[str, Any], order: str) -> None:
    assert order == BARE._replace(**stated).order


def test_an_age_is_counted_back_from_today() -> None:
    wanted = BARE._replace(released_since="7d", changed_since="3m").wanted(TODAY)
    assert (date(2026, 11, 15), date(2026, 8, 24)) == (wanted.released_since, wanted.changed_since)


@pytest.mark.parametrize(
    ("stated", "message", "hint"),
    [
        (
            {"authors": True, "aliases": True},
            "--authors and --aliases ask for two lists",
            "leave out the one or the other",
        ),
        (
            {"authors": True, "columns": "id"},
            "--columns: not with --authors, only for a list of models",
            "leave out the one or the other",
        ),
        (
            {"authors": True, "sort": "context"},
            "--sort context: authors have no such order",
            "theirs are released, price, intelligence, name, or no --sort",
        ),
        (
            {"aliases": True, "filters": Filters(("acme",)), "free": True, "columns": "id"},
            "--author, --free, --columns: not with --aliases, only for a list of models",
            "leave out the one or the other",
        ),
        ({"columns": "id,contxt"}, "--columns: there is no 'contxt'", "did you mean context?"),
    ],
)
def test_flags_that_contradict_each_other_are_refused(
    stated: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        BARE._replace(**stated).check()
    assert (message, hint) == (caught.value.message, caught.value.hint)


def test_a_column_that_looks_like_none_lists_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        BARE._replace(columns="").check()
    assert "--columns: there is no ''" == caught.value.message
    assert str(caught.value.hint).startswith("known are author, blended, cache_read")


@pytest.mark.parametrize("stated", [{"authors": True, "sort": "price"}, {"aliases": True, "top": "3"}])
def test_flags_that_go_with_a_list_are_taken(stated: dict[str, Any]) -> None:
    BARE._replace(**stated).check()


@pytest.mark.parametrize("flag", ["released_since", "changed_since"])
def test_of_a_day_that_is_yet_to_come_nothing_is_known(flag: str) -> None:
    stated: dict[str, Any] = {flag: "2026-11-23"}
    with pytest.raises(UsageError, match=f"^--{flag.replace('_', '-')}: 2026-11-23 lies in the future"):
        BARE._replace(**stated).wanted(TODAY)


def test_what_is_no_date_or_count_is_refused() -> None:
    with pytest.raises(QuantityError, match=r"^--released-since: '2026' is not a date"):
        BARE._replace(released_since="2026").wanted(TODAY)
    with pytest.raises(QuantityError, match=r"^--top: 'x' is not a count"):
        BARE._replace(top="x").most()
