from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest
from offered import BARE, FULL, VARIES, offered
from shown import MARKET, shown

from llmcost.catalog.note import Note
from llmcost.cost.estimate import Terms
from llmcost.cost.usage import Usage
from llmcost.report.show_csv import HEADER, show_csv

if TYPE_CHECKING:
    from llmcost.market.page import Page

FIGURE = HEADER[1:9]


def rows(page: Page, section: str) -> list[str]:
    """The figures of a section, a line each, without what every row has."""
    read = csv.DictReader(show_csv(page).splitlines())
    return [" | ".join(row[key] for key in FIGURE[1:]) for row in read if row["section"] == section]


def with_gap() -> Page:
    """A page of a model that was not listed for a while."""
    page = shown()
    was, now = page.history
    return page._replace(history=(was._replace(until=date(2026, 7, 2), unlisted=True), now))


@pytest.mark.parametrize("model_id", [each.id for each in MARKET])
def test_every_page_has_the_same_columns(model_id: str) -> None:
    found = [*csv.reader(show_csv(shown(model_id)).splitlines())]
    assert (HEADER, {len(HEADER)}) == (tuple(found[0]), {len(row) for row in found})


def test_every_row_says_of_what_and_at_which_prices_it_is() -> None:
    read = csv.DictReader(show_csv(shown()).splitlines())
    assert {("acme/gem-2", "USD", "https://prices.test/models", "2026-11-10", "bundled")} == {
        (row["model"], *(row[key] for key in HEADER[9:])) for row in read
    }


def test_facts_have_their_unit() -> None:
    assert [
        " | name | Acme: Gem 2 |  |  |  | ",
        " | author | acme |  |  |  | ",
        " | variant |  |  |  |  | ",
        " | snapshot | acme/gem-2-20260101 |  |  |  | ",
        " | alias_of |  |  |  |  | ",
        " | context | 32000 | tokens |  |  | ",
        " | max_output | 8000 | tokens |  |  | ",
        " | tokenizer | Gem |  |  |  | ",
        " | knowledge_cutoff | 2025-06-30 |  |  |  | ",
        " | released | 2026-01-01 |  |  |  | ",
        " | expires | 2027-01-01 |  |  |  | ",
        " | retired |  |  |  |  | ",
        " | intelligence | 20 |  |  |  | ",
        " | first_seen | 2026-02-01 |  |  |  | ",
        " | since | 2026-08-01 |  |  |  | ",
        " | seen | 2026-11-10 |  |  |  | ",
        " | aliases | ~acme/gem-latest; jewel |  |  |  | ",
        " | borrowed |  |  |  |  | ",
        " | input | text; image |  |  |  | ",
        " | output | text |  |  |  | ",
        " | features | reasoning; tools |  |  |  | ",
    ] == rows(shown(), "fact")


def test_prices_have_their_unit_condition_and_first_day() -> None:
    when = "over 20,000 input tokens from 01:00 to 04:00 UTC on saturday, sunday"
    message = "the price of acme/gem-2:nitro varies with the model that it routes to"
    assert [
        "acme/gem-2 | blended | 1.75 | USD/1M tokens |  |  | ",
        "acme/gem-2 | input | 1 | USD/1M tokens |  | 2026-08-01 | ",
        "acme/gem-2 | output | 4 | USD/1M tokens |  | 2026-02-01 | ",
        "acme/gem-2 | cache_read | 0.1 | USD/1M tokens |  | 2026-08-01 | ",
        "acme/gem-2 | web_search | 0.01 | USD each |  | 2026-08-01 | ",
        f"acme/gem-2 | input | 2 | USD/1M tokens | {when} | 2026-08-01 | ",
        "acme/gem-2:batch | blended | 0.875 | USD/1M tokens |  |  | ",
        "acme/gem-2:batch | input | 0.5 | USD/1M tokens |  |  | ",
        "acme/gem-2:batch | output | 2 | USD/1M tokens |  |  | overridden",
        f"acme/gem-2:nitro | blended |  | USD/1M tokens |  |  | {message}",
    ] == rows(shown(), "price")


def test_a_rate_that_nobody_saw_says_so() -> None:
    page = shown()
    page = page._replace(prices=(page.prices[2]._replace(since=None, inferred=True),), variants=())
    note = "not seen; in its ratio to the input rate"
    assert f"acme/gem-2 | cache_read | 0.1 | USD/1M tokens |  |  | {note}" == rows(page, "price")[1]


def test_ranks_marks_and_tier_are_figures() -> None:
    assert [
        "inputs | description | models that read images |  |  |  | ",
        "inputs | count | 3 |  |  |  | ",
        "inputs | guest | false |  |  |  | ",
    ] == rows(shown(), "class")
    assert [
        "price | value | 1.75 | USD/1M tokens |  |  | ",
        "price | rank | 2 |  |  |  | ",
        "price | of | 3 |  |  |  | ",
        "price | equal | 0 |  |  |  | ",
        "price | unknown | 0 |  |  |  | ",
        "price | better_than | 50 | % |  |  | ",
        "price | worse_than | 50 | % |  |  | ",
        "intelligence | value | 20 |  |  |  | ",
    ] == rows(shown(), "standing")[:8]
    assert [
        "price | cheapest | 0.875 | USD/1M tokens |  |  | acme/gem-3",
        "price | median, this model | 1.75 | USD/1M tokens |  |  | acme/gem-2",
    ] == rows(shown(), "mark")[:2]
    assert [
        " | name | mid-priced |  |  |  | ",
        " | lower | 0.875 | USD/1M tokens |  |  | ",
        " | upper | 1.75 | USD/1M tokens |  |  | ",
        " | of | 3 |  |  |  | ",
    ] == rows(shown(), "tier")


def test_traits_and_notes_are_words() -> None:
    assert "timed | limit | price depends on the hour |  |  |  | " in rows(shown(), "trait")
    assert "batch_variant | strength | costs 50 % less in batches: acme/gem-2:batch |  |  |  | " in rows(
        shown(), "trait"
    )
    message = "upstream announced its end for 2027-01-01"
    assert [f"expires | message | {message} |  |  |  | "] == rows(shown(), "note")
    assert [] == rows(shown(), "warning")
    page = shown()._replace(warnings=(Note("stale_prices", "prices are old"),))
    assert ["stale_prices | message | prices are old |  |  |  | "] == rows(page, "warning")


def test_a_cost_is_told_with_its_use_and_what_the_notes_of_the_page_do_not_say() -> None:
    page = shown(usage=Usage(input=31_990, output=20, web_search=1), terms=Terms(requests=2))
    notes = (
        "dearest hour; from Monday 00:00 UTC it costs $0.0841; over 20,000 input tokens: "
        "$2.00 in, $4.00 out; 32,010 tokens a request; its context window holds 32,000"
    )
    assert [
        "asked | requests | 2 |  |  |  | ",
        "asked | input | 31990 | tokens |  |  | ",
        "asked | output | 20 | tokens |  |  | ",
        "asked | web_search | 1 | searches |  |  | ",
        f"asked | total | 0.14812 | USD |  |  | {notes}",
        "asked | per_request | 0.07406 | USD |  |  | ",
        "asked | fits | false |  |  |  | ",
    ] == rows(page, "cost")


def test_what_is_unpriced_has_a_reason_instead_of_a_figure() -> None:
    page = shown("acme/gem-4")
    message = "the price of acme/gem-4 varies with the model that it routes to"
    assert [f"acme/gem-4 | blended |  | USD/1M tokens |  |  | {message}"] == rows(page, "price")
    assert f"agent step | total |  | USD |  |  | {message}" in rows(page, "cost")
    assert "agent step | fits |  |  |  |  | " in rows(page, "cost")
    assert [
        " | seen |  |  |  |  | ",
        " | gone |  |  |  |  | ",
        f" | blended |  | USD/1M tokens |  |  | {message}",
        " | change |  | % |  |  | ",
    ] == rows(page, "history")
    assert " | more | 0 |  |  |  | no intelligence index is known of it" == rows(page, "cheaper")[0]
    assert [] == rows(page, "tier")


def test_history_has_every_rate_of_every_period() -> None:
    inferred = "not seen; in its ratio to the input rate"
    assert [
        " | seen | 2026-07-01 |  |  | 2026-02-01 | ",
        " | gone | 2026-07-02 |  |  | 2026-02-01 | ",
        " | blended | 2.5 | USD/1M tokens |  | 2026-02-01 | ",
        " | change |  | % |  | 2026-02-01 | ",
        " | input | 2 | USD/1M tokens |  | 2026-02-01 | ",
        " | output | 4 | USD/1M tokens |  | 2026-02-01 | ",
        f" | cache_read | 0.2 | USD/1M tokens |  | 2026-02-01 | {inferred}",
        " | seen | 2026-11-10 |  |  | 2026-08-01 | ",
        " | gone |  |  |  | 2026-08-01 | ",
        " | blended | 1.75 | USD/1M tokens |  | 2026-08-01 | ",
        " | change | -30 | % |  | 2026-08-01 | ",
        " | input | 1 | USD/1M tokens |  | 2026-08-01 | ",
        " | output | 4 | USD/1M tokens |  | 2026-08-01 | ",
        " | cache_read | 0.1 | USD/1M tokens |  | 2026-08-01 | ",
        " | web_search | 0.01 | USD each |  | 2026-08-01 | ",
    ] == rows(with_gap(), "history")


def test_siblings_and_cheaper_models_have_what_a_switch_saves() -> None:
    message = "the price of acme/gem-4 varies with the model that it routes to"
    assert [" | by | blended |  |  |  | ", " | amount | 1.75 | USD/1M tokens |  |  | "] == rows(
        shown(), "compared"
    )
    assert [
        "acme/gem-3 | relation | newer |  |  |  | ",
        "acme/gem-3 | released |  |  |  |  | ",
        "acme/gem-3 | first_seen | 2026-10-05 |  |  |  | ",
        "acme/gem-3 | intelligence | 30 |  |  |  | ",
        "acme/gem-3 | amount | 0.875 | USD/1M tokens |  |  | ",
        "acme/gem-3 | saving | 50 | % |  |  | ",
        "acme/gem-1 | relation | older |  |  |  | ",
        "acme/gem-1 | released | 2025-01-01 |  |  |  | ",
        "acme/gem-1 | first_seen |  |  |  |  | ",
        "acme/gem-1 | intelligence | 10 |  |  |  | ",
        "acme/gem-1 | amount | 3.5 | USD/1M tokens |  |  | ",
        "acme/gem-1 | saving | -100 | % |  |  | ",
        "acme/gem-4 | relation | undated |  |  |  | ",
        "acme/gem-4 | released |  |  |  |  | ",
        "acme/gem-4 | first_seen |  |  |  |  | ",
        "acme/gem-4 | intelligence |  |  |  |  | ",
        f"acme/gem-4 | amount |  | USD/1M tokens |  |  | {message}",
        "acme/gem-4 | saving |  | % |  |  | ",
        " | family | acme/gem |  |  |  | ",
        " | wider | false |  |  |  | ",
        " | more | 0 |  |  |  | ",
        " | more_of_generation | 0 |  |  |  | ",
    ] == rows(shown(), "sibling")
    assert [
        "acme/gem-3 | released |  |  |  |  | ",
        "acme/gem-3 | first_seen | 2026-10-05 |  |  |  | ",
        "acme/gem-3 | intelligence | 30 |  |  |  | ",
        "acme/gem-3 | amount | 0.875 | USD/1M tokens |  |  | ",
        "acme/gem-3 | saving | 50 | % |  |  | ",
        " | more | 0 |  |  |  | ",
        " | too_small | 0 |  |  |  | ",
        " | beyond_class | 0 |  |  |  | ",
        " | beyond_saving |  | % |  |  | ",
    ] == rows(shown(), "cheaper")


def test_one_that_can_not_take_the_request_says_so() -> None:
    page = shown(usage=Usage(input=17_000), terms=Terms(requests=1))
    assert [" | by | cost |  |  |  | ", " | amount | 0.017 | USD |  |  | "] == rows(page, "compared")
    assert "acme/gem-1 | amount | 0.034 | USD |  |  | it can't take the request" in rows(page, "sibling")


def test_endpoints_are_told_where_upstream_was_asked() -> None:
    assert [] == rows(shown(), "live")
    notes = "degraded: upstream chooses it last; a discount of 25 % is already taken off its price"
    other = "over 200 input tokens from 23:00 to 01:30 UTC on monday, sunday: $2.00 in"
    page = shown()._replace(live=offered(FULL, BARE, VARIES))
    read = rows(page, "live")
    assert [
        f"Acme (acme/flex) | amount | 1.75 | USD/1M tokens |  |  | {other}; {notes}",
        "Acme (acme/flex) | throughput_p50 | 64.2 | tokens/s |  |  | ",
        "Acme (acme/flex) | latency_p50 | 1234.5 | ms |  |  | ",
        "Acme (acme/flex) | uptime_30m | 99.96 | % |  |  | ",
    ] == read[:4]
    assert "Gamma (gamma) | unpriced |  |  |  |  | " in read[-1]


def test_endpoints_are_told_with_the_cost_of_the_use() -> None:
    usage = Usage(input=1_000_000)
    page = shown(usage=usage)._replace(live=offered(BARE, usage=usage))
    assert "Beta | amount | 2 | USD |  |  | " == rows(page, "live")[0]
