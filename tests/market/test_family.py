from __future__ import annotations

import pytest

from llmcost.market.family import family_of, generation_of, sizes_of, without_day


@pytest.mark.parametrize(
    ("family", "ids"),
    [
        (
            "openai/gpt mini",
            [
                "openai/gpt-4o-mini",
                "openai/gpt-4.1-mini",
                "openai/gpt-5.4-mini",
                "openai/gpt-4o-mini-2024-07-18",
            ],
        ),
        ("openai/gpt", ["openai/gpt-4", "openai/gpt-4-0314", "openai/gpt-4o", "openai/gpt-5.5"]),
        ("openai/o", ["openai/o1", "openai/o3", "openai/o1-preview"]),
        ("openai/gpt oss", ["openai/gpt-oss-120b", "openai/gpt-oss-20b:free"]),
        ("openai/gpt turbo", ["openai/gpt-3.5-turbo-16k", "openai/gpt-3.5-turbo-instruct"]),
        ("openai/gpt image", ["openai/gpt-5-image", "openai/gpt-5.4-image-2"]),
        ("openai/gpt chat", ["openai/gpt-5.2-chat", "openai/gpt-chat-latest"]),
        (
            "anthropic/claude sonnet",
            [
                "anthropic/claude-3.5-sonnet-20240620:beta",
                "anthropic/claude-sonnet-4",
                "~anthropic/claude-sonnet-latest",
            ],
        ),
        (
            "google/gemini pro",
            ["google/gemini-pro-1.5", "google/gemini-2.5-pro-exp-03-25", "google/gemini-3.1-pro-preview"],
        ),
        ("google/gemma", ["google/gemma-2-9b-it", "google/gemma-4-26b-a4b-it"]),
        ("google/gemma n", ["google/gemma-3n-e4b-it"]),
        ("qwen/qwen", ["qwen/qwen-2.5-72b-instruct", "qwen/qwen3-235b-a22b-2507", "qwen/qwen3.8-2.4t-a95b"]),
        ("qwen/qwen vl", ["qwen/qwen2.5-vl-72b-instruct", "qwen/qwen3-vl-8b-instruct"]),
        (
            "deepseek/deepseek",
            ["deepseek/deepseek-chat", "deepseek/deepseek-chat-v3-0324", "deepseek/deepseek-v3.2-exp"],
        ),
        ("deepseek/deepseek r", ["deepseek/deepseek-r1", "deepseek/deepseek-r1-0528:free"]),
        ("mistralai/mixtral", ["mistralai/mixtral-8x7b-instruct", "mistralai/mixtral-8x22b"]),
        ("mistralai/mistral medium", ["mistralai/mistral-medium-3-5", "mistralai/mistral-medium"]),
        ("moonshotai/kimi k", ["moonshotai/kimi-k2-0905", "moonshotai/kimi-k2.5"]),
        ("z-ai/glm v", ["z-ai/glm-4.5v", "z-ai/glm-4.6v"]),
        ("minimax/minimax m", ["minimax/minimax-m2.5:free", "minimax/minimax-m3"]),
        ("cohere/command r", ["cohere/command-r-08-2024", "cohere/command-r7b-12-2024"]),
        ("lizpreciatior/lzlv fp", ["lizpreciatior/lzlv-70b-fp16-hf"]),
        ("eleutherai/llemma", ["eleutherai/llemma_7b"]),
        ("poolside/laguna xs", ["poolside/laguna-xs-2.1", "poolside/laguna-xs.2"]),
    ],
)
def test_versions_dates_sizes_and_stages_are_taken_off(family: str, ids: list[str]) -> None:
    assert {family} == {family_of(model_id) for model_id in ids}


def test_a_word_that_only_one_author_lost_on_the_way_tells_the_others_apart() -> None:
    assert ("deepseek/deepseek", "openai/gpt chat") == (
        family_of("deepseek/deepseek-chat-v3.1"),
        family_of("openai/gpt-5-chat"),
    )


def test_what_is_nothing_but_a_version_is_its_own_family() -> None:
    assert ("acme/4.1", "acme/2024-07-18") == (family_of("acme/4.1"), family_of("acme/2024-07-18"))


def test_a_private_model_may_have_no_author() -> None:
    assert family_of("house-2-mini") == "house mini"


@pytest.mark.parametrize(
    ("generation", "ids"),
    [
        ("openai/gpt 4.1", ["openai/gpt-4.1", "openai/gpt-4.1-mini:batch", "openai/gpt-4.1-nano-2025-04-14"]),
        ("openai/gpt 4o", ["openai/gpt-4o", "openai/gpt-4o-mini"]),
        ("openai/gpt 3.5", ["openai/gpt-3.5-turbo-0613", "openai/gpt-3.5-turbo-16k"]),
        ("openai/o 3", ["openai/o3", "openai/o3-pro"]),
        ("anthropic/claude 4.5", ["anthropic/claude-sonnet-4.5", "anthropic/claude-4.5-opus-20251101"]),
        ("meta-llama/llama 4", ["meta-llama/llama-4-scout", "meta-llama/llama-4-maverick"]),
        ("qwen/qwen 3.5", ["qwen/qwen3.5-122b-a10b", "qwen/qwen3.5-flash-02-23", "qwen/qwen-3.5-27b"]),
        ("mistralai/mistral 3 5", ["mistralai/mistral-medium-3-5"]),
        (None, ["mistralai/mistral-large-2512", "mistralai/mixtral-8x22b-instruct", "openai/gpt-audio"]),
    ],
)
def test_a_generation_is_the_first_word_and_the_version(generation: str | None, ids: list[str]) -> None:
    assert {generation} == {generation_of(each) for each in ids}


def test_sizes_are_told_as_they_are_written() -> None:
    assert (("235b", "a22b"), ("8x7b",), ()) == (
        sizes_of("qwen/qwen3-235b-a22b-2507"),
        sizes_of("mistralai/mixtral-8x7b:free"),
        sizes_of("openai/gpt-4.1"),
    )


@pytest.mark.parametrize(
    ("model_id", "base"),
    [
        ("openai/gpt-4o-2024-08-06", "openai/gpt-4o"),
        ("openai/gpt-4o-2024-08-06:batch", "openai/gpt-4o:batch"),
        ("anthropic/claude-4.5-opus-20251101", "anthropic/claude-4.5-opus"),
        ("mistralai/mistral-large-2512", None),
        ("openai/gpt-4o", None),
    ],
)
def test_a_day_at_the_end_is_that_of_a_snapshot(model_id: str, base: str | None) -> None:
    assert base == without_day(model_id)
