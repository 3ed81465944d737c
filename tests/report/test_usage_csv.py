from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from spent import MIXED, NO_MODEL, group, spending, whole

from llmcost.report.look import Look
from llmcost.report.render import render
from llmcost.report.usage import usage_report

if TYPE_CHECKING:
    from llmcost.cost.spending import Spending


def rows(found: Spending) -> list[dict[str, str]]:
    """The rows under their headings."""
    return list(csv.DictReader(io.StringIO(render(usage_report(found), "csv", Look()))))


def test_amounts_are_exact_and_what_has_no_price_has_a_row_of_its_own() -> None:
    assert (
        "model,kind,requests,cost,computed,stated,billed,saving,cache_hit,share,unpriced,"
        "tokens_input,tokens_output,tokens_cache_read,tokens_cache_write,tokens_cache_write_1h,"
        "tokens_reasoning,tokens_image_input,tokens_image_output,tokens_audio_input,tokens_audio_output,"
        "tokens_audio_cache_read,tokens_web_search,reason,currency,prices_source,prices_as_of,prices_layer\n"
        "anthropic/claude-sonnet-4.5,group,48000,1034.5678,1034.5678,,0,243,0.9113,0.838,0,"
        "98765432,12345678,90000000,4000000,567890,0,0,0,0,0,0,0,,"
        "USD,https://prices.test/models,2026-11-10,bundled\n"
        "openai/gpt-4.1-mini,group,151800,200,200,,0,75,0.6063,0.162,0,"
        "412345678,31234567,250000000,0,0,1200000,0,0,0,0,0,0,,"
        "USD,https://prices.test/models,2026-11-10,bundled\n"
        "acme/unknown,unpriced,200,,,,,,,,200,12000,345,0,0,0,0,0,0,0,0,0,0,no model 'acme/unknown',"
        "USD,https://prices.test/models,2026-11-10,bundled\n"
    ) == render(usage_report(MIXED), "csv", Look())


def test_the_innermost_groups_have_rows_and_others_their_number() -> None:
    inner = (group("2026-10-01", "acme/x", cost="1"), group("2026-10-01", "(others)", cost="2"))
    found = spending(
        whole(whole(*inner)._replace(key=("2026-10-01",), others=7), group("(others)", cost="3"), others=2),
        ("day", "model"),
    )
    assert [
        ("2026-10-01", "acme/x", "group", "1"),
        ("2026-10-01", "(7 others)", "others", "2"),
        ("(2 others)", "", "others", "3"),
    ] == [(row["day"], row["model"], row["kind"], row["cost"]) for row in rows(found)]


def test_the_model_has_a_column_for_what_has_no_price() -> None:
    unpriced = (NO_MODEL._replace(key=("s2",)), NO_MODEL._replace(key=("(others)",), others=2))
    found = spending(whole(group("s1", cost="1"), unpriced=unpriced), ("cost",), unpriced=unpriced)
    assert [
        ("s1", "", "group", "1"),
        ("s2", "acme/unknown", "unpriced", ""),
        ("(2 others)", "acme/unknown", "unpriced", ""),
    ] == [(row["key_cost"], row["model"], row["kind"], row["cost"]) for row in rows(found)]


def test_what_is_not_asked_by_anything_is_one_total_and_nothing_priced_is_none() -> None:
    assert ["total"] == [row["kind"] for row in rows(spending(group(cost="1"), ()))]
    bare = spending(whole(unpriced=[NO_MODEL]), unpriced=(NO_MODEL,))
    assert ["unpriced"] == [row["kind"] for row in rows(bare)]
