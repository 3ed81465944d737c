"""One object, many vendors: the counts add up the same way, and no token is counted twice."""

from __future__ import annotations

from typing import Any

import pytest

from llmcost.cost.usage import Counts
from llmcost.logs.formats.openai_usage import read_counts, states_chat, states_responses, usage_of
from llmcost.records.record import REMARKS, BadRecord


def chat(prompt: int, completion: int, total: int | None = None, **more: Any) -> dict[str, Any]:
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": total, **more}


def inputs(**parts: Any) -> dict[str, Any]:
    return {"prompt_tokens_details": parts}


def outputs(**parts: Any) -> dict[str, Any]:
    return {"completion_tokens_details": parts}


@pytest.mark.parametrize(
    ("usage", "counts", "remarks"),
    [
        (chat(700, 50, 750), Counts(700, 50), ()),
        (chat(700, 50, None), Counts(700, 50), ()),
        ({"prompt_tokens": 700}, Counts(700), ()),
        ({"completion_tokens": "50"}, Counts(0, 50), ()),
        (
            chat(700, 50, 750, **inputs(cached_tokens=640), **outputs(reasoning_tokens=32)),
            Counts(700, 50, cache_read=640, reasoning=32),
            (),
        ),
        (
            {"input_tokens": 90, "output_tokens": 7, "input_tokens_details": {"cache_write_tokens": 86}},
            Counts(90, 7, cache_write=86),
            (),
        ),
    ],
)
def test_parts_are_inside_of_their_totals(
    usage: dict[str, Any], counts: Counts, remarks: tuple[str, ...]
) -> None:
    assert (counts, remarks) == read_counts(usage)


@pytest.mark.parametrize(
    "named",
    [
        inputs(cached_tokens=40),
        {"prompt_token_details": {"cached_tokens": 40}},
        {"cached_tokens": 40},
        {"num_cached_tokens": 40},
        {"cached_prompt_text_tokens": "40"},
        {"prompt_cache_hit_tokens": 40, "prompt_cache_miss_tokens": 60, **inputs(cached_tokens=40)},
        {"num_cached_tokens": 40, **inputs(cached_tokens=0)},
        {"cache_read_input_tokens": 40, "cache_creation_input_tokens": 0, **inputs(cached_tokens=40)},
    ],
)
def test_cached_tokens_have_many_names_and_count_once(named: dict[str, Any]) -> None:
    assert (Counts(100, 5, cache_read=40), ()) == read_counts(chat(100, 5, 105, **named))


def test_deepseek_s_halves_make_the_input_where_it_is_left_out() -> None:
    usage = {"completion_tokens": 5, "prompt_cache_hit_tokens": 40, "prompt_cache_miss_tokens": 60}
    assert (Counts(100, 5, cache_read=40), ()) == read_counts(usage)


def test_codex_names_its_parts_beside_the_totals() -> None:
    usage = {"input_tokens": 9, "cached_input_tokens": 4, "output_tokens": 6, "reasoning_output_tokens": 5}
    assert (Counts(9, 6, cache_read=4, reasoning=5), ()) == read_counts(usage)


@pytest.mark.parametrize(
    ("usage", "counts", "remarks"),
    [
        # As xAI counts: beside.
        (chat(30, 4, 54, **outputs(reasoning_tokens=20)), Counts(30, 24, reasoning=20), ()),
        # As Gemini does behind its compatible endpoint: not at all.
        (chat(30, 4, 54), Counts(30, 24, reasoning=20), ("unattributed_output",)),
        # More than is explained.
        (
            chat(30, 4, 54, **outputs(reasoning_tokens=3)),
            Counts(30, 24, reasoning=20),
            ("unattributed_output",),
        ),
        # A total that is too small says nothing.
        (chat(30, 4, 4, **outputs(reasoning_tokens=3)), Counts(30, 4, reasoning=3), ()),
        # More reasoning than there is output.
        (
            chat(30, 4, 34, **outputs(reasoning_tokens=20)),
            Counts(30, 4, reasoning=4),
            ("reasoning_over_output",),
        ),
    ],
)
def test_the_total_tells_where_reasoning_is_counted(
    usage: dict[str, Any], counts: Counts, remarks: tuple[str, ...]
) -> None:
    assert (counts, remarks) == read_counts(usage)


def test_without_a_total_the_vendor_tells() -> None:
    usage = chat(30, 4, None, reasoning_tokens=20)
    assert (Counts(30, 24, reasoning=20), ()) == read_counts(usage, beside=True)
    assert (Counts(30, 4, reasoning=4), ("reasoning_over_output",)) == read_counts(usage)


@pytest.mark.parametrize(
    ("usage", "counts", "remarks"),
    [
        (chat(30, 4, 34, cached_tokens=31), Counts(30, 4, cache_read=30), ("cached_over_input",)),
        (
            chat(30, 4, 34, **inputs(cache_write_tokens=31)),
            Counts(30, 4, cache_write=30),
            ("cached_over_input",),
        ),
        (
            chat(30, 4, 34, **inputs(cached_tokens=31, cache_write_tokens=31)),
            Counts(30, 4, cache_read=30, cache_write=30),
            ("cached_over_input", "overlapping_cache"),
        ),
        (
            chat(30, 4, 34, **inputs(cached_tokens=28, cache_write_tokens=28)),
            Counts(30, 4, cache_read=28, cache_write=28),
            ("overlapping_cache",),
        ),
    ],
)
def test_more_cached_than_there_is_input_is_held_to_it(
    usage: dict[str, Any], counts: Counts, remarks: tuple[str, ...]
) -> None:
    assert (counts, remarks) == read_counts(usage)
    assert set(remarks) <= set(REMARKS)


@pytest.mark.parametrize(
    ("usage", "counts", "remarks"),
    [
        # Inside the input, as LiteLLM counts, which also keeps the time to live.
        (
            chat(
                900,
                4,
                904,
                cache_read_input_tokens=500,
                cache_creation_input_tokens=300,
                **inputs(
                    cached_tokens=500,
                    cache_creation_tokens=300,
                    cache_creation_token_details={"ephemeral_1h_input_tokens": 200},
                ),
            ),
            Counts(900, 4, cache_read=500, cache_write=100, cache_write_1h=200),
            (),
        ),
        # Beside it: more cached than input, or a total that counts both.
        (
            chat(9, 4, 13, cache_read_input_tokens=500, cache_creation_input_tokens=300),
            Counts(809, 4, cache_read=500, cache_write=300),
            ("additive_assumed",),
        ),
        (
            chat(900, 4, 1704, cache_read_input_tokens=500, cache_creation_input_tokens=300),
            Counts(1700, 4, cache_read=500, cache_write=300),
            ("additive_assumed",),
        ),
        (chat(900, 4, 904, cache_read_input_tokens=0), Counts(900, 4), ()),
    ],
)
def test_a_gateway_s_anthropic_names_are_read_by_either_convention(
    usage: dict[str, Any], counts: Counts, remarks: tuple[str, ...]
) -> None:
    assert (counts, remarks) == read_counts(usage)


@pytest.mark.parametrize(
    ("parts", "counts"),
    [
        (inputs(audio_tokens=44, image_tokens=6), Counts(100, 50, audio_input=44, image_input=6)),
        # Which of the cached tokens are audio or images is said...
        (
            inputs(
                cached_tokens=60,
                audio_tokens=44,
                image_tokens=6,
                cached_tokens_details={"audio_tokens": 40, "image_tokens": 5, "text_tokens": 15},
            ),
            Counts(100, 50, cache_read=20, audio_cache_read=40, audio_input=4, image_input=1),
        ),
        # ...or follows, where the parts are more than the whole.
        (
            inputs(cached_tokens=90, audio_tokens=44),
            Counts(100, 50, cache_read=56, audio_cache_read=34, audio_input=10),
        ),
        (inputs(cached_tokens=90, image_tokens=44), Counts(100, 50, cache_read=90, image_input=10)),
        (
            inputs(cached_tokens=90, cache_write_tokens=90, image_tokens=44),
            Counts(100, 50, cache_read=90, cache_write=90, image_input=10),
        ),
        (inputs(audio_tokens=144), Counts(100, 50, audio_input=100)),
        ({"prompt_text_tokens": 70, "prompt_image_tokens": 30}, Counts(100, 50, image_input=30)),
        (
            outputs(reasoning_tokens=10, image_tokens=20, audio_tokens=5),
            Counts(100, 50, reasoning=10, image_output=20, audio_output=5),
        ),
        (
            outputs(reasoning_tokens=10, image_tokens=35, audio_tokens=35),
            Counts(100, 50, reasoning=10, image_output=35, audio_output=5),
        ),
    ],
)
def test_images_and_audio_are_parts_that_overlap_with_none(parts: dict[str, Any], counts: Counts) -> None:
    assert counts == read_counts(chat(100, 50, 150, **parts))[0]


@pytest.mark.parametrize(
    ("usage", "said"),
    [
        (chat(-1, 4), "prompt_tokens is -1, but can't be negative"),
        (chat(1, 4, cached_tokens="many"), "cached_tokens is 'many', not a number of tokens"),
        (chat(1, 10**13), "completion_tokens is 10000000000000, more than one record can hold"),
    ],
)
def test_figures_that_can_t_be_are_refused(usage: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRecord) as caught:
        read_counts(usage)
    assert said == str(caught.value)


def test_parts_of_another_kind_are_no_parts() -> None:
    assert (Counts(3, 4), ()) == read_counts(chat(3, 4, 7, prompt_tokens_details="none"))


def test_the_two_apis_and_anthropic_are_told_apart() -> None:
    anthropic = {"input_tokens": 1, "output_tokens": 2, "cache_read_input_tokens": 0}
    assert [True, True, False, False] == [
        states_chat(usage) for usage in (chat(1, 2), {"completion_tokens": 1}, {"input_tokens": 1}, 3)
    ]
    assert [True, True, False, False] == [
        states_responses(usage) for usage in ({"input_tokens": 1}, {"output_tokens": 1}, anthropic, None)
    ]


def test_the_usage_is_under_its_name_or_the_object_itself() -> None:
    assert [{"a": 1}, {"a": 1}] == [usage_of({"usage": {"a": 1}}), usage_of({"a": 1})]
