from __future__ import annotations

import pytest

from llmcost.scan.spot import Looks, bare, is_version_of_family

LOOKS = Looks({"acme"})


@pytest.mark.parametrize(
    "name",
    [
        *("gpt-4o", "GPT-4o", "claude-sonnet-9", "o1", "o3-mini", "azure/gpt-4-eu", "text-embedding-3-small"),
        *("anthropic.claude-9-v1:0", "openai:gpt-9", "meta-llama/Llama-3.1-8B", "qwen2.5-72b", "glm-4.5-air"),
    ],
)
def test_versions_of_families_are_known_by_sight(name: str) -> None:
    assert is_version_of_family(name)


@pytest.mark.parametrize(
    "name", ["user", "auto", "gpt2", "gpt-x", "o1x", "bert-base-4", "model", "", "utf-8", "a/b/c", "openai:"]
)
def test_other_words_are_not(name: str) -> None:
    assert not is_version_of_family(name)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("acme/large", True),
        ("openrouter/auto", True),
        ("~acme/latest", True),
        ("other/large", False),
        ("Acme/large", False),
        ("gpt-4", True),
        ("o1", False),
        ("hy3-x", False),
        ("seed-1.6", True),
        ("sonar-pro", False),
    ],
)
def test_a_string_is_looked_up_where_it_can_hardly_be_anything_else(name: str, may: bool) -> None:  # noqa: FBT001
    assert may == LOOKS.may_be_named(name)


@pytest.mark.parametrize(
    ("name", "may"), [("o1", True), ("sonar-pro", True), ("acme/x", True), ("user", False)]
)
def test_the_value_of_a_model_is_looked_up_sooner(name: str, may: bool) -> None:  # noqa: FBT001
    assert may == LOOKS.may_be_keyed(name)


def test_a_provider_before_a_colon_is_taken_off() -> None:
    assert ["gpt-4o", "llama3:8b", "openai:", "x"] == [
        bare(name) for name in ("openai:gpt-4o", "llama3:8b", "openai:", "x")
    ]
