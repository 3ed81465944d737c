"""A file is a price list when it is nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from llmcost.scan.price_list import is_price_list

LEDGER = """\
schema = 1
as_of = 2026-11-10

[models."acme/one"]
since = 2026-01-01

[models."acme/one".price]
input = 1
"""


@pytest.mark.parametrize(
    "document",
    [
        {"data": [{"id": "acme/one", "pricing": {}, "name": "One"}]},
        [{"id": "acme/one", "pricing": {}}],
        {"one": {"input_cost_per_token": 1}, "two": {"litellm_provider": "acme"}},
    ],
)
def test_lists_of_openrouter_and_litellm_are_known(document: Any) -> None:
    text = json.dumps(document)
    assert (True, False) == (is_price_list(text, ".json"), is_price_list(text, ".py"))


@pytest.mark.parametrize(
    "document",
    [
        {"data": [{"id": "acme/one", "pricing": {}}], "model": "acme/one"},
        [{"id": "acme/one", "pricing": {}}, {"model": "acme/one"}],
        [{"id": "acme/one", "pricing": {}}, "acme/one"],
        {"data": [], "pricing": 1},
        {"one": {"input_cost_per_token": 1}, "model": "acme/one"},
        {"one": {"input_cost_per_token": 1}, "app": {"model": "acme/one"}},
        ["pricing"],
        "pricing",
    ],
)
def test_settings_beside_prices_are_no_list(document: Any) -> None:
    assert not is_price_list(json.dumps(document), ".json")


@pytest.mark.parametrize("text", ['{"pricing":', "[" * 100_000 + '"pricing"', "{}", ""])
def test_what_can_not_be_parsed_or_says_no_price_is_none(text: str) -> None:
    assert not is_price_list(text, ".json")


def test_a_ledger_is_one() -> None:
    assert is_price_list(LEDGER, ".toml")


@pytest.mark.parametrize(
    "text",
    [
        LEDGER.replace("schema = 1\n", ""),
        f"model = 'acme/one'\n{LEDGER}",
        f"{LEDGER}\n[app]\nmodel = 'acme/one'",
        'schema = """\n[models."x"]\n"""',
        'schema = """\n[models."x"]\n"""\n[models]\none = "acme/one"',
        "[other]",
    ],
)
def test_other_toml_is_none(text: str) -> None:
    assert not is_price_list(text, ".toml")
