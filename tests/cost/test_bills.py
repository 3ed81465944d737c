"""Bills beside list prices, and why they differ."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import catalog, model, period
from logged import ROUND, Log, at

from llmcost.cost.bills import REASONS, Stated, bills_of, reason
from llmcost.cost.spending import Bill

if TYPE_CHECKING:
    from llmcost.cost.usage import Counts

PAST = (
    period("2026-01-10", "2026-02-20", input="5", output="7"),
    period("2026-03-01", "2026-04-20", input="0"),
)
CATALOG = catalog(
    model("openai/gpt", since="2026-05-01", web_search="0.01", facts={"past": PAST}),
    model("google/gemini"),
    model("anthropic/claude"),
    model("mistralai/large"),
    model("meta-llama/llama"),
    model("z-ai/glm"),
    model("qwen/max"),
    model("acme/charged", request="0.5"),
    model("acme/free:free", input="0", output="0"),
    model("acme/odd", input="0", output="0"),
)
SEARCHING = ROUND._replace(web_search=10)


def why(amount: str, name: str | None = "openai/gpt", counts: Counts = ROUND, **stated: Any) -> str:
    """The reason of a bill; the list price is 5 in nearly all of these."""
    bill = Stated(Decimal(amount), **stated)
    return reason(Log(CATALOG).tariff(name), bill, counts, at("2026-11-09 12:00"), counts.input)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("5", "agrees"),
        # As sums of binary fractions go.
        ("5.000004", "agrees"),
        ("4.999996", "agrees"),
        ("5.00001", "higher"),
        ("0", "zero"),
        ("12", "price_changed"),
        ("2.5", "discount"),
        ("1.25", "discount"),
        ("3.75", "discount"),
        ("4.5", "discount"),
        ("5.275", "fee"),
        ("5.25", "fee"),
        ("5.5", "fee"),
        ("6", "higher"),
        ("90", "higher"),
        ("3", "lower"),
        ("0.01", "lower"),
    ],
)
def test_a_bill_is_told_apart_by_its_ratio(amount: str, expected: str) -> None:
    assert expected == why(amount)


@pytest.mark.parametrize(
    ("name", "provider", "expected"),
    [
        ("openai/gpt", "OpenAI", "higher"),
        ("openai/gpt", "Azure", "other_endpoint"),
        ("openai/gpt", None, "higher"),
        ("openai/gpt", "", "higher"),
        ("google/gemini", "Google AI Studio", "higher"),
        ("google/gemini", "Google", "higher"),
        ("anthropic/claude", "Anthropic", "higher"),
        ("anthropic/claude", "Amazon Bedrock", "other_endpoint"),
        ("mistralai/large", "Mistral", "higher"),
        ("meta-llama/llama", "Meta", "higher"),
        ("z-ai/glm", "Z.AI", "higher"),
        ("qwen/max", "Alibaba Cloud Int.", "higher"),
        ("qwen/max", "DeepInfra", "other_endpoint"),
    ],
)
def test_another_endpoint_is_none_of_the_authors(name: str, provider: str | None, expected: str) -> None:
    assert expected == why("6", name, provider=provider)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("20", "other_endpoint"), ("20.1", "higher"), ("1.3", "other_endpoint"), ("1.2", "lower")],
)
def test_what_is_further_apart_than_endpoints_are_has_another_reason(amount: str, expected: str) -> None:
    assert expected == why(amount, provider="Azure")


@pytest.mark.parametrize(
    ("amount", "expected"), [("5", "agrees"), ("0", "zero"), ("4.7", "byok"), ("12", "price_changed")]
)
def test_the_users_own_key_is_a_reason_where_the_bill_differs(amount: str, expected: str) -> None:
    assert expected == why(amount, byok=True)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("5.1", "agrees"),
        # The searches were not billed, or at another rate.
        ("5", "charges"),
        ("5.35", "charges"),
        ("2.55", "discount"),
        ("3", "lower"),
    ],
)
def test_searches_may_be_charged_otherwise(amount: str, expected: str) -> None:
    assert expected == why(amount, counts=SEARCHING)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("5.1", "charges"), ("5", "charges"), ("2.5", "discount"), ("0", "zero"), ("3", "lower")],
)
def test_where_only_searches_have_no_price_the_tokens_are_compared(amount: str, expected: str) -> None:
    assert expected == why(amount, "google/gemini", SEARCHING)


@pytest.mark.parametrize(
    ("name", "amount", "expected"),
    [
        ("nobody", "5", "unpriced"),
        (None, "5", "unpriced"),
        ("acme/odd", "5", "unpriced"),
        ("nobody", "0", "zero"),
        ("acme/free:free", "0", "agrees"),
        ("acme/free:free", "1", "higher"),
    ],
)
def test_without_a_list_price_there_is_nothing_to_compare(
    name: str | None, amount: str, expected: str
) -> None:
    assert expected == why(amount, name)


def test_a_bill_of_several_requests_holds_the_charge_of_each() -> None:
    assert ["agrees", "higher"] == [why("6.5", "acme/charged", requests=each) for each in (3, 1)]


def test_a_period_without_a_price_is_passed_over() -> None:
    found = catalog(model("acme/one", since="2026-05-01", facts={"past": (PAST[1]._replace(price=None),)}))
    bill = Stated(Decimal(7))
    assert "higher" == reason(Log(found).tariff("acme/one"), bill, ROUND, at("2026-11-09 12:00"), 1)


def test_bills_stand_by_model_and_reason_and_who_says_so_the_largest_first() -> None:
    log = (
        Log(CATALOG)
        .add("openai/gpt", bill="5", verdict="agrees", key=("a",))
        .add("gpt", bill="5", verdict="agrees", key=("b",))
        .add("openai/gpt", bill="2.5", verdict="discount")
        .add("gpt", bill="5", basis="estimate", verdict="agrees")
        .add("gpt", bill="0", basis="estimate", verdict="zero")
        .add("openai/gpt", bill="0", verdict="zero")
        .add("nobody", bill="40", verdict="unpriced")
        .add("openai/gpt")
    )
    found = bills_of(log.priced())
    reckoned = "reckoned at 0: free, or whoever reckoned it knows no price"
    assert (
        Bill("nobody", "unpriced", REASONS["unpriced"], 1, Decimal(40), None),
        Bill("openai/gpt", "agrees", "", 2, Decimal(10), Decimal(10)),
        Bill("openai/gpt", "agrees", "", 1, Decimal(5), Decimal(5), estimated=True),
        Bill("openai/gpt", "discount", REASONS["discount"], 1, Decimal("2.5"), Decimal(5)),
        Bill("openai/gpt", "zero", REASONS["zero"], 1, Decimal(0), Decimal(5)),
        Bill("openai/gpt", "zero", reckoned, 1, Decimal(0), Decimal(5), estimated=True),
    ) == found
    assert [None, 0, 0, Decimal("-2.5"), -5, -5] == [bill.difference for bill in found]
