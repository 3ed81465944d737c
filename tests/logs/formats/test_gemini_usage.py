"""Gemini's counts: modalities, cached or not, and totals that say more than their parts."""

from __future__ import annotations

from typing import Any

import pytest

from llmcost.cost.usage import Counts, Usage
from llmcost.logs.formats.gemini_usage import counts_of


def split(**tokens: int) -> list[Any]:
    return [{"modality": name, "tokenCount": count} for name, count in tokens.items()]


def test_cached_audio_is_told_from_other_audio_and_video_is_plain() -> None:
    counts, remarks = counts_of(
        {
            "promptTokenCount": 17_000,
            "cachedContentTokenCount": 16_000,
            "candidatesTokenCount": 70,
            "promptTokensDetails": split(TEXT=100, VIDEO=14_000, AUDIO=2000, IMAGE=900),
            "cacheTokensDetails": split(VIDEO=13_500, AUDIO=1900, IMAGE=600),
        }
    )

    assert counts == Counts(
        17_000, 70, cache_read=14_100, image_input=300, audio_input=100, audio_cache_read=1900
    )
    assert remarks == ()


def test_input_of_tools_has_modalities_too() -> None:
    counts, _ = counts_of(
        {
            "promptTokenCount": 10,
            "toolUsePromptTokenCount": 50,
            "toolUsePromptTokensDetails": split(AUDIO=20, TEXT=30),
        }
    )

    assert counts == Counts(60, audio_input=20)


def test_images_and_speech_are_part_of_the_candidates() -> None:
    counts, _ = counts_of(
        {
            "prompt_token_count": 10,
            "response_token_count": 1500,
            "thoughts_token_count": 40,
            "response_tokens_details": [
                {"modality": "MediaModality.IMAGE", "token_count": 1290},
                {"modality": "MediaModality.AUDIO", "token_count": 300},
                {"modality": None, "token_count": 5},
                "none",
            ],
        }
    )

    assert counts == Counts(10, 1540, reasoning=40, image_output=1290, audio_output=210)


def test_without_a_split_of_the_cache_media_are_at_most_what_is_not_cached() -> None:
    counts, _ = counts_of(
        {
            "promptTokenCount": 2000,
            "cachedContentTokenCount": 1800,
            "promptTokensDetails": split(AUDIO=150, IMAGE=1700),
        }
    )

    assert counts == Counts(2000, cache_read=1800, image_input=50, audio_input=150)


def test_no_more_is_cached_than_the_prompt_holds() -> None:
    counts, remarks = counts_of({"promptTokenCount": 10, "cachedContentTokenCount": 12})

    assert (counts, remarks) == (Counts(10, cache_read=10), ("cached_over_input",))


def test_what_only_the_total_holds_is_output() -> None:
    counts, remarks = counts_of({"promptTokenCount": 10, "candidatesTokenCount": 5, "totalTokenCount": 40})

    assert (counts, remarks) == (Counts(10, 30), ("unattributed_output",))


@pytest.mark.parametrize("part", ["promptTokensDetails", "cacheTokensDetails", "candidatesTokensDetails"])
def test_parts_are_never_more_than_their_total(part: str) -> None:
    counts, _ = counts_of(
        {
            "promptTokenCount": 100,
            "cachedContentTokenCount": 40,
            "candidatesTokenCount": 30,
            part: split(AUDIO=900, IMAGE=900),
        }
    )

    assert Usage(**counts._asdict()).input == 100
