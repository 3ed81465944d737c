from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.cost.counted import Count
from llmcost.tokens.patch_rules import Patches, Sizing
from llmcost.tokens.vision_rules import Allotment, Crops, Readings, Size, VisualTokens, fitted

STANDARD = VisualTokens(1_568, 1_568)
HIGH = VisualTokens(2_576, 4_784)
CROPS = Crops({"low": 64, "medium": 256})
ALLOTMENT = Allotment({"high": 1_120, "low": 280, "medium": 560, "ultra": 2_240})

sides = st.integers(1, 12_000)
sizes = st.builds(Size, sides, sides)
tiers = st.sampled_from([STANDARD, HIGH])


@pytest.mark.parametrize(
    ("width", "height", "standard", "high"),
    [
        (200, 200, 64, 64),
        (1000, 1000, 1_296, 1_296),
        (1092, 1092, 1_521, 1_521),
        (1920, 1080, 1_560, 2_691),
        (2000, 1500, 1_564, 3_888),
        (3840, 2160, 1_560, 4_784),
        # Shrunk to 924 by 1,307, as the guide on coordinates says.
        (1075, 1520, 33 * 47, 2_145),
        (1932, 1932, 1_521, 4_761),
        (1, 1, 1, 1),
        (1, 100_000, 56, 92),
    ],
)
def test_anthropics_examples_come_out(width: int, height: int, standard: int, high: int) -> None:
    size = Size(width, height)
    assert Count(standard, standard, standard, "exact") == STANDARD.reckon(size, "auto")
    assert Count(high, high, high, "exact") == HIGH.reckon(size, "auto")


def test_a_picture_of_unknown_size_is_the_most_of_its_tier() -> None:
    assert Count(4_784, 1, 4_784, "estimate") == HIGH.reckon(None, "auto")


@given(tiers, sizes)
def test_visual_tokens_stay_within_the_tier_and_do_not_depend_on_how_a_picture_is_turned(
    tier: VisualTokens, size: Size
) -> None:
    tokens = tier.reckon(size, "auto").tokens
    assert 1 <= tokens <= tier.most
    assert tokens == tier.reckon(Size(size.height, size.width), "auto").tokens


@given(sizes)
def test_the_higher_tier_never_sees_less(size: Size) -> None:
    assert STANDARD.reckon(size, "auto").tokens <= HIGH.reckon(size, "auto").tokens


@given(st.integers(1, 1_092), st.integers(1, 1_092), st.integers(0, 50), st.integers(0, 50))
def test_a_larger_picture_that_fits_is_never_fewer_tokens(w: int, h: int, wider: int, higher: int) -> None:
    larger = Size(min(1_092, w + wider), min(1_092, h + higher))
    assert STANDARD.reckon(Size(w, h), "auto").tokens <= STANDARD.reckon(larger, "auto").tokens


@pytest.mark.parametrize("tier", [STANDARD, HIGH])
def test_over_a_grid_the_search_finds_what_trying_every_size_finds(tier: VisualTokens) -> None:
    for width in range(1, 6_000, 701):
        for height in range(1, 6_000, 557):
            size = Size(width, height)
            assert _largest_by_trying(tier, size) == tier.reckon(size, "auto").tokens


def _largest_by_trying(tier: VisualTokens, size: Size) -> int:
    long, short = max(size), min(size)
    for tried in range(min(long, tier.side), 0, -1):
        other = max(1, round(Fraction(short * tried, long)))
        tokens = ceil(Fraction(tried, 28)) * ceil(Fraction(other, 28))
        if tokens <= tier.most:
            return tokens
    raise AssertionError(size)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (384, 384), (384, 10)])
def test_a_small_picture_is_258_tokens_on_gemini_before_3(width: int, height: int) -> None:
    assert Count(258, 258, 258, "exact") == CROPS.reckon(Size(width, height), "high")


def test_the_example_of_gemini_comes_out_with_a_bound_for_what_the_page_leaves_open() -> None:
    assert Count(6 * 258, 2 * 258, 7 * 258, "estimate") == CROPS.reckon(Size(960, 540), "high")


@pytest.mark.parametrize(("width", "height", "crops"), [(390, 390, 4), (1_000, 1_000, 4), (4_000, 3_000, 16)])
def test_of_three_readings_of_the_page_the_middle_one_counts(width: int, height: int, crops: int) -> None:
    """The rough formula gives 4 for the last one, crops of 768 pixels 16 and more."""
    count = CROPS.reckon(Size(width, height), "high")
    assert (count.tokens, count.low, count.high) == (
        crops * 258,
        4 * 258 if crops > 4 else count.low,
        count.high,
    )
    assert count.low <= count.tokens <= count.high


def test_a_sliver_is_not_cropped_without_end() -> None:
    assert Count(16 * 258, 16 * 258, 17 * 258, "estimate") == CROPS.reckon(Size(50_000, 1), "high")


def test_crops_by_detail_and_of_unknown_size() -> None:
    assert Count(64, 64, 66, "estimate") == CROPS.reckon(Size(9_000, 9_000), "low")
    assert Count(256, 256, 258, "estimate") == CROPS.reckon(None, "medium")
    assert Count(17 * 258, 258, 17 * 258, "estimate") == CROPS.reckon(None, "high")
    assert ("high", "low", "medium") == CROPS.details


@given(sizes)
def test_crops_stay_within_the_bound_of_a_picture_of_unknown_size(size: Size) -> None:
    count, most = CROPS.reckon(size, "high"), CROPS.reckon(None, "high")
    assert most.low <= count.low <= count.tokens <= count.high <= most.high


@pytest.mark.parametrize(
    ("detail", "low", "high"),
    [("low", 210, 280), ("medium", 420, 560), ("high", 840, 1_120), ("ultra", 1_680, 2_240)],
)
def test_gemini_3_gives_up_to_so_many_tokens_whatever_the_size(detail: str, low: int, high: int) -> None:
    counts = {ALLOTMENT.reckon(size, detail) for size in (None, Size(1, 1), Size(9_000, 20))}
    assert {Count(high, low, high, "estimate")} == counts


def test_of_two_readings_the_newer_counts_and_both_are_in_the_bound() -> None:
    newer = Patches(120, {"high": Sizing(2048, 6_144)})
    older = Patches(162, {"high": Sizing(2048, 1_536)})
    rule = Readings(newer, older)
    assert Count(1_229, 1_228, 1_660, "estimate") == rule.reckon(Size(1024, 1024), "high")
    assert Count(4_916, 1, 4_917, "estimate") == rule.reckon(None, "high")
    assert ("high",) == rule.details


def test_a_picture_is_fitted_by_every_rounding_and_never_enlarged() -> None:
    assert (Size(100, 200),) == fitted(Size(100, 200), 2048)
    assert (Size(2048, 641), Size(2048, 640), Size(2048, 641)) == fitted(Size(16_384, 5_124), 2048)
