"""Aliases as a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import builders
from builders import model

from llmcost.catalog.note import Note
from llmcost.market.alias_row import AliasList, AliasRow
from llmcost.market.entry import entry_of
from llmcost.market.search import Search
from llmcost.report.aliases import aliases_sheet

if TYPE_CHECKING:
    from llmcost.report.sheet import Sheet

ONE = entry_of(model("acme/one", input="2", output="8"))
RATES, PRICES = (
    "Rates: USD per 1M tokens.",
    "Prices: https://prices.test/models, 2026-11-10 (12 days old), bundled.",
)
UNSAID = "Which model that is at present, upstream does not always tell."
FAMILIES = "Upstream's aliases name the latest model of a family, and have a price of their own."


def sheet(*rows: AliasRow, search: tuple[str, ...] = (), retired: int = 0) -> Sheet:
    found = AliasList(Search(search), rows, len(rows), retired, (), builders.PROVENANCE, date(2026, 11, 22))
    return aliases_sheet(found)


def test_an_alias_whose_file_is_not_known_is_yours() -> None:
    rows = AliasRow("fast", "one", ONE), AliasRow("quick", "acme/one", ONE), AliasRow("swift", "fast", ONE)
    shown = sheet(*rows)
    assert "3 aliases" == shown.title
    assert (
        ("fast", "acme/one", "$2.00", "$8.00", "you"),
        ("quick", "acme/one", "$2.00", "$8.00", "you"),
        ("swift", "fast (acme/one)", "$2.00", "$8.00", "you"),
    ) == shown.rows
    assert ((), (RATES, PRICES)) == (shown.notes, shown.fine_print)


def test_a_broken_one_says_so_below() -> None:
    shown = sheet(
        AliasRow("lost", "nine", None, "/home/me/llmcost.toml", notes=(Note("config", "leads nowhere"),)),
        search=("lost",),
    )
    assert '1 alias for "lost"' == shown.title
    assert (("lost", "nine", "", "", "llmcost.toml", "1"),) == shown.rows
    assert ("[1] leads nowhere",) == shown.notes


def test_a_number_of_aliases_says_how_many_are_no_longer_listed() -> None:
    assert "1 alias, 1 no longer listed" == sheet(AliasRow("~acme/old", None, ONE), retired=1).title


def test_what_no_alias_is_known_to_stand_for_is_no_column_of_its_own() -> None:
    shown = sheet(AliasRow("~acme/latest", None, ONE, is_upstream=True))
    assert ("~acme/latest", "$2.00", "$8.00", "upstream") == shown.rows[0]
    assert (RATES, FAMILIES, UNSAID, PRICES) == shown.fine_print


def test_the_price_stays_the_longest_and_who_states_it_goes_first() -> None:
    broken = AliasRow("lost", "nine", None, notes=(Note("config", "leads nowhere"),))
    ranks = {column.heading: column.rank for column in sheet(broken).columns}
    assert {"Alias": 0, "Stands for": 1, "In /1M": 0, "Out /1M": 0, "Stated by": 2, "Note": 0} == ranks


def test_what_upstream_does_not_tell_is_said_to_be_unknown() -> None:
    silent = AliasRow("~acme/latest", None, ONE, is_upstream=True)
    told = AliasRow("~acme/other", "acme/one", ONE, is_upstream=True)
    shown = sheet(silent, told)
    assert ("~acme/latest", "unknown", "$2.00", "$8.00", "upstream") == shown.rows[0]
    assert (RATES, FAMILIES, UNSAID, PRICES) == shown.fine_print
    assert (RATES, FAMILIES, PRICES) == sheet(told).fine_print
