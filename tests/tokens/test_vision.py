from __future__ import annotations

import pytest
from builders import model

from llmcost.catalog.note import Note
from llmcost.cost.counted import Count
from llmcost.errors import UnpricedError
from llmcost.tokens.picture import Picture
from llmcost.tokens.vision import count_picture, picture_notes

PHOTO = Picture("photo.png", 1024, 1024)
ELSEWHERE = Picture("https://pictures.test/a.png", None, None)


@pytest.mark.parametrize(
    ("name", "detail", "count"),
    [
        ("openai/gpt-4o", "auto", Count(765, 765, 765, "exact")),
        ("openai/gpt-4o", "low", Count(85, 85, 85, "exact")),
        ("openai/gpt-4o", "original", Count(765, 765, 765, "exact")),
        ("openai/gpt-4o-mini", "high", Count(25_501, 25_501, 25_501, "exact")),
        ("openai/gpt-4.1-mini", "auto", Count(1_659, 1_658, 1_660, "estimate")),
        ("anthropic/claude-opus-5", "low", Count(1_369, 1_369, 1_369, "exact")),
        ("google/gemini-2.5-pro", "ultra", Count(1_032, 1_032, 1_290, "estimate")),
        ("google/gemini-3.5-flash", "original", Count(1_120, 840, 1_120, "estimate")),
    ],
)
def test_a_picture_is_counted_by_the_rule_of_the_model(name: str, detail: str, count: Count) -> None:
    assert count == count_picture(PHOTO._replace(detail=detail), model(name))


@pytest.mark.parametrize(
    ("name", "detail", "count"),
    [
        # 48 by 64 patches, and shrunk to fewer than 1,536 of them 33 by 44, as in the page's example.
        ("openai/gpt-4.1-mini", "auto", Count(4_977, 2_352, 4_978, "estimate")),
        ("openai/gpt-5.2", "auto", Count(3_687, 1_451, 3_688, "estimate")),
        # 2,500 patches by the page.
        ("openai/gpt-5.4-mini", "auto", Count(2_942, 1_742, 2_943, "estimate")),
        ("openai/gpt-5.4-nano", "original", Count(5_130, 1_742, 5_131, "estimate")),
    ],
)
def test_where_readings_differ_both_ends_are_in_the_bound(name: str, detail: str, count: Count) -> None:
    assert count == count_picture(Picture("scan.png", 1_800, 2_400, detail), model(name))


def test_a_picture_of_unknown_size_is_the_most_with_the_least_as_the_bound() -> None:
    assert Count(36_000, 1, 36_001, "estimate") == count_picture(ELSEWHERE, model("openai/gpt-5.6-sol"))
    assert Count(1_568, 1, 1_568, "estimate") == count_picture(ELSEWHERE, model("anthropic/claude-haiku-4.5"))


def test_the_rule_of_a_sibling_makes_an_estimate_with_a_bound() -> None:
    assert Count(630, 472, 788, "estimate") == count_picture(PHOTO, model("openai/gpt-5-pro"))


def test_a_model_without_a_rule_is_unpriced() -> None:
    with pytest.raises(UnpricedError) as caught:
        count_picture(PHOTO, model("x-ai/grok-4"))
    assert ("no_image_rule", "no rule is known for how many tokens a picture is on x-ai/grok-4") == (
        caught.value.reason,
        caught.value.message,
    )
    assert "give the tokens of pictures with --image-input" == caught.value.hint


def test_a_model_that_reads_text_only_is_unpriced() -> None:
    with pytest.raises(UnpricedError) as caught:
        count_picture(PHOTO, model("openai/gpt-4o", facts={"input": ("text", "file")}))
    assert ("no_image_input", "openai/gpt-4o reads no pictures, only text and file") == (
        caught.value.reason,
        caught.value.message,
    )
    assert 765 == count_picture(PHOTO, model("openai/gpt-4o", facts={"input": ("text", "image")})).tokens


@pytest.mark.parametrize(
    ("picture", "name", "notes"),
    [
        (PHOTO, "openai/gpt-4o", ()),
        (PHOTO, "x-ai/grok-4", ()),
        (PHOTO._replace(detail="low"), "openai/gpt-4o", ()),
        (
            PHOTO._replace(detail="ultra"),
            "openai/gpt-4o",
            (Note("image_detail", "openai/gpt-4o has no detail ultra for pictures; counted as high"),),
        ),
        (
            PHOTO._replace(detail="low"),
            "anthropic/claude-opus-5",
            (
                Note(
                    "image_detail",
                    "anthropic/claude-opus-5 has no detail low for pictures; it changes nothing",
                ),
            ),
        ),
        (
            ELSEWHERE,
            "openai/gpt-5-pro",
            (
                Note(
                    "image_rule_assumed",
                    "no page says how many tokens a picture is on openai/gpt-5-pro;"
                    " counted as on openai/gpt-5",
                ),
                Note(
                    "image_size_unknown",
                    "https://pictures.test/a.png: its size is not known; counted at its largest",
                ),
            ),
        ),
        (
            Picture("a.png", None, None, unmeasured=True),
            "openai/gpt-4o",
            (
                Note(
                    "image_size_unknown",
                    "a.png: its size can't be read without the package imagesize; counted at its largest",
                ),
            ),
        ),
        # The size doesn't matter.
        (Picture("a.png", None, None, "low", unmeasured=True), "openai/gpt-4o", ()),
        (ELSEWHERE, "google/gemini-3.5-flash", ()),
        (
            PHOTO._replace(detail="low"),
            "openai/gpt-5-mini",
            (Note("image_detail", "openai/gpt-5-mini counts detail low of pictures like high"),),
        ),
        (PHOTO._replace(detail="low"), "openai/gpt-5.4", ()),
        (Picture("8000x1", 8000, 1), "anthropic/claude-opus-5", ()),
        (
            Picture("8001x1", 8001, 1),
            "anthropic/claude-opus-5",
            (Note("image_refused", "8001x1: anthropic refuses a picture of more than 8,000 pixels a side"),),
        ),
        (Picture("4800x6400", 4800, 6400), "openai/gpt-5.6-sol", ()),
        (
            Picture("4800x6401", 4800, 6401),
            "openai/gpt-5.6-sol",
            (
                Note(
                    "image_refused",
                    "4800x6401: openai refuses a picture of more than 30,000 patches of 32 pixels",
                ),
            ),
        ),
        (Picture("4800x6401", 4800, 6401, "high"), "openai/gpt-5.6-sol", ()),
    ],
)
def test_what_has_to_be_said_about_a_picture_is_said(
    picture: Picture, name: str, notes: tuple[Note, ...]
) -> None:
    assert notes == picture_notes(picture, model(name))
