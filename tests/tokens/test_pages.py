from __future__ import annotations

import pytest
from builders import model

from llmcost.cost.counted import Count
from llmcost.errors import UnpricedError
from llmcost.tokens.pages import count_pages


@pytest.mark.parametrize(
    ("name", "page"),
    [
        # 33 by 43 patches at 108 dots per inch; 22 by 29 at 72; at most what the tier allows.
        ("anthropic/claude-opus-5", Count(1_500 + 33 * 43, 22 * 29, 3_000 + 61 * 78, "estimate")),
        ("anthropic/claude-haiku-4.5", Count(1_500 + 33 * 43, 22 * 29, 3_000 + 34 * 44, "estimate")),
        ("openai/gpt-4o", Count(1_500 + 765, 765, 3_000 + 765, "estimate")),
        # 29 by 38 patches times 1.2; 20 by 25; 54 by 69; one token for the rounding of the bill.
        ("openai/gpt-5.6-sol", Count(1_500 + 1_323, 599, 3_000 + 4_473, "estimate")),
        ("google/gemini-2.5-pro", Count(258, 256, 3_258, "estimate")),
        ("google/gemini-3.5-flash", Count(560, 258, 560, "estimate")),
        ("~google/gemini-pro-latest", Count(560, 256, 3_258, "estimate")),
    ],
)
def test_a_page_is_estimated_by_the_rules_of_the_vendor(name: str, page: Count) -> None:
    assert page == count_pages(1, model(name))
    ten = count_pages(10, model(name))
    assert (10 * page.tokens, 10 * page.low, 10 * page.high, "estimate") == ten[:4]


def test_a_page_as_measured_by_others_lies_within_the_bound() -> None:
    # A page of text and a scanned one, as the usage of 2026-10 has them.
    for name, measured in (
        ("anthropic/claude-opus-5.5", (2_347, 1_600)),
        ("anthropic/claude-haiku-4.5", (2_115, 1_592)),
    ):
        page = count_pages(1, model(name))
        assert all(page.low <= each <= page.high for each in measured)


def test_no_pages_are_no_tokens() -> None:
    assert Count(0, 0, 0, "estimate") == count_pages(0, model("openai/gpt-4o"))


def test_a_model_without_a_rule_is_unpriced() -> None:
    with pytest.raises(UnpricedError) as caught:
        count_pages(3, model("x-ai/grok-4", facts={"input": ("text", "file")}))
    assert ("no_page_rule", "no rule is known for how many tokens a page of a PDF is on x-ai/grok-4") == (
        caught.value.reason,
        caught.value.message,
    )


def test_a_model_that_reads_no_documents_is_unpriced() -> None:
    with pytest.raises(UnpricedError, match=r"^x-ai/grok-4 reads no PDF files, only text$"):
        count_pages(3, model("x-ai/grok-4", facts={"input": ("text",)}))
