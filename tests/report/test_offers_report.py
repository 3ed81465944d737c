from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import builders
import pytest
from builders import price
from offered import BARE, FULL, VARIES, offered

from llmcost.catalog.endpoint import DataPolicy, Endpoint
from llmcost.catalog.note import Note
from llmcost.catalog.provenance import Override
from llmcost.cost.usage import Usage
from llmcost.report.look import Look
from llmcost.report.offers import offers_report, offers_sheet
from llmcost.report.plain import plain_text
from llmcost.report.render import render

if TYPE_CHECKING:
    from llmcost.cost.offers import Offers


def told(found: Offers) -> str:
    return plain_text(offers_sheet(found), unicode=True)


def test_prices_are_told_with_everything_that_an_endpoint_tells() -> None:
    always = Endpoint("Acme", "acme/flex", price(cache_read="0.1"))._replace(
        **{key: value for key, value in FULL._asdict().items() if key not in {"provider", "tag", "price"}}
    )
    assert """\
acme/one: prices at 2 endpoints

Provider  Tag        Tier      In /1M  Out /1M  Cache read /1M  Relative              Latency  Tokens/s  Uptime  Context  Max out  Quant  Data policy                Note
Acme      acme/flex  flex       $1.00    $4.00           $0.10     1.00x  █████        1.23 s        64  99.9 %     128k    8.19k  fp8    no training, kept 30 days  1,2
Beta                 standard   $2.00    $8.00                     2.00x  ██████████

[1] degraded: upstream chooses it last
[2] a discount of 25 % is already taken off its price
Unpriced: Gamma (gamma): the price of acme/one varies with the model that it routes to
List price: $1.00 in, $4.00 out /1M (1.00x), of 2026-11-10, bundled.
Prices: https://prices.test/models/acme/one/endpoints, fetched 2026-11-22.
Latency to the first token and tokens per second (medians), uptime: of the last 30 minutes.
Relative: at three input tokens to one output token.
""" == told(offered(always, BARE, VARIES))  # noqa: E501


def test_a_use_is_told_with_its_cost() -> None:
    use = Usage(input=1_000, output=100)
    assert """\
acme/one: 3 requests of 1,000 input + 100 output tokens each

Provider  Tag   In /1M  Out /1M  Per request    Total  Relative
Acme      acme   $1.00    $4.00      $0.0014  $0.0042     1.00x  █████
Beta             $2.00    $8.00      $0.0028  $0.0084     2.00x  ██████████

List price: $0.0042 (1.00x), of 2026-11-10, bundled.
Prices: https://prices.test/models/acme/one/endpoints, fetched 2026-11-22.
Estimate only: the bill varies by provider and caching.
""" == told(offered(Endpoint("Acme", "acme", price()), BARE, usage=use, requests=3))


def test_one_request_needs_no_cost_of_each() -> None:
    assert "Per request" not in told(offered(BARE, usage=Usage(input=1), requests=1))


def test_a_single_endpoint_is_relative_to_none_but_the_price_at_hand() -> None:
    assert """\
acme/one: prices at 1 endpoint

Provider  In /1M  Out /1M
Beta       $2.00    $8.00

Note: something else
List price: $1.00 in, $4.00 out /1M (0.50x), of 2026-11-10, bundled.
Latency and throughput: OpenRouter tells them only with OPENROUTER_API_KEY.
Prices: https://prices.test/models/acme/one/endpoints, fetched 2026-11-22.
Relative: at three input tokens to one output token.
""" == told(offered(BARE, notes=(Note("note", "something else"),), measures_withheld=True))


def test_without_any_price_there_is_no_table() -> None:
    assert """\
acme/one: no endpoint has a price

Unpriced: Gamma (gamma): the price of acme/one varies with the model that it routes to
Prices: https://prices.test/models/acme/one/endpoints, fetched 2026-11-22.
""" == told(offered(VARIES, list_price=None))


def test_what_was_skipped_is_told_but_no_other_warning() -> None:
    skipped = Note("skipped", "1 of 2 endpoints can't be used; Acme: no price")
    found = told(offered(BARE, warnings=(skipped, Note("stale", "prices are old"))))
    assert ["Skipped: 1 of 2 endpoints can't be used; Acme: no price"] == [
        line for line in found.splitlines() if "kipped" in line or "old" in line
    ]


def test_speeds_that_are_told_need_no_word_about_a_key() -> None:
    assert "OPENROUTER_API_KEY" not in told(offered(FULL, measures_withheld=True))


def test_the_price_at_hand_may_be_somebodys_own() -> None:
    mine = Override("acme/one", "input", Decimal(1), "llmcost.toml")
    listed = offered(BARE).list_price
    assert listed is not None
    provenance = builders.PROVENANCE._replace(overrides=(mine, mine._replace(model="acme/two")))
    lines = told(offered(BARE, list_price=listed._replace(provenance=provenance))).splitlines()
    assert ["Overridden: acme/one input $1.00 /1M (llmcost.toml)"] == [
        line for line in lines if line.startswith("Overridden")
    ]


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (DataPolicy(training=True), "trains on prompts"),
        (DataPolicy(training=False, retains_prompts=False), "no training, not kept"),
        (DataPolicy(retains_prompts=True), "kept"),
        (DataPolicy(retains_prompts=True, retention_days=1), "kept 1 day"),
        (DataPolicy(retains_prompts=False, retention_days=0), "not kept"),
        (DataPolicy(retention_days=0), ""),
    ],
)
def test_a_data_policy_is_told_in_words(policy: DataPolicy, words: str) -> None:
    sheet = offers_sheet(offered(BARE._replace(data_policy=policy)))
    row = dict(zip((column.heading for column in sheet.columns), sheet.rows[0], strict=True))
    assert words == row.get("Data policy", "")


@pytest.mark.parametrize(
    ("facts", "heading", "words"),
    [
        ({"uptime": Decimal("99.999")}, "Uptime", "99.9 %"),
        ({"uptime": Decimal(100)}, "Uptime", "100.0 %"),
        ({"uptime": Decimal(0)}, "Uptime", "0.0 %"),
        ({"latency": Decimal(580)}, "Latency", "0.58 s"),
        ({"latency": Decimal(1_234_567)}, "Latency", "1,234.57 s"),
        ({"throughput": Decimal("7.25")}, "Tokens/s", "7.2"),
        ({"throughput": Decimal("1234.5")}, "Tokens/s", "1,234"),
    ],
)
def test_figures_are_told_as_people_say_them(facts: dict[str, Decimal], heading: str, words: str) -> None:
    sheet = offers_sheet(offered(BARE._replace(**facts)))  # type: ignore[arg-type]
    row = dict(zip((column.heading for column in sheet.columns), sheet.rows[0], strict=True))
    assert words == row[heading]


def test_a_report_has_every_format() -> None:
    report = offers_report(offered(BARE))
    assert "providers" == report.command
    texts = [render(report, form, Look()) for form in ("json", "csv", "markdown", "table", "svg")]
    assert ["{", "m", "a", "a", "<"] == [text[0] for text in texts]
