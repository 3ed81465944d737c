"""Words to look for in what models are called."""

from __future__ import annotations

import pytest
from builders import model

from llmcost.market.search import Search, search_of

SONNET = model(
    "anthropic/claude-sonnet-4.5",
    facts={"name": "Anthropic: Claude Sonnet 4.5", "snapshot": "anthropic/claude-4.5-sonnet-20250929"},
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ((), True),
        (("sonnet",), True),
        (("SONNET", "Anthropic"), True),
        (("4.5",), True),
        (("sonnet-4-5",), True),
        (("sonnet_4.5",), True),
        (("sonnet claude",), True),
        (("20250929",), True),
        (("sonnet", "opus"), False),
        (("4.55",), False),
    ],
)
def test_every_word_has_to_be_there_in_any_order(query: tuple[str, ...], found: bool) -> None:  # noqa: FBT001
    assert found is search_of(query).finds(SONNET)


def test_arguments_and_words_in_quotes_are_one_query() -> None:
    assert Search(("claude", "sonnet", "4.5")) == search_of(("claude  sonnet", "", "4.5"))
    assert "claude sonnet 4.5" == search_of(("claude  sonnet", "4.5")).text


def test_no_word_is_found_across_two_names() -> None:
    assert not Search(("45",)).finds_in("gpt-4", "5-mini", None)


def test_what_has_neither_name_nor_snapshot_is_found_by_its_id() -> None:
    assert Search(("acme", "one")).finds(model("acme/one"))
