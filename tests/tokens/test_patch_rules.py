from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmcost.cost.counted import Count
from llmcost.tokens.patch_rules import MOST_PATCHES, PATCH, Patches, Sizing, Tiles
from llmcost.tokens.vision_models import OPENAI
from llmcost.tokens.vision_rules import Readings, Size

OLDER = Sizing(2048, 1_536)
NEWER = Sizing(2048, 6_144)

sides = st.integers(1, 12_000)
sizes = st.builds(Size, sides, sides)
sizings = st.sampled_from(
    [OLDER, NEWER, Sizing(2048, 2_500), Sizing(6_000, 10_000), Sizing(65_535, 2_500), Sizing(512)]
)


def patches_of(rule: object) -> list[Patches]:
    if isinstance(rule, Readings):
        return [each for one in rule for each in patches_of(one)]
    return [rule] if isinstance(rule, Patches) else []


def test_1024_by_1024_is_1024_patches_and_times_1_62_rounded_up() -> None:
    rule = Patches(162, {"high": OLDER})
    assert (1024, 1024, 1024) == OLDER.patches(Size(1024, 1024))
    assert Count(1_659, 1_658, 1_660, "estimate") == rule.reckon(Size(1024, 1024), "high")


def test_1800_by_2400_is_shrunk_to_1056_by_1408_and_so_1452_patches() -> None:
    assert (1_452, 1_452, 1_452) == Sizing(65_535, 1_536).patches(Size(1800, 2400))
    assert 1_452 == OLDER.patches(Size(1800, 2400))[0]
    assert 2_353 == Patches(162, {"high": OLDER}).reckon(Size(1800, 2400), "high").tokens


@pytest.mark.parametrize(
    ("width", "height", "tokens"), [(1024, 1024, 1_229), (2048, 2048, 3_000), (4096, 512, 2_458)]
)
def test_the_examples_of_the_newer_page_come_out(width: int, height: int, tokens: int) -> None:
    assert tokens == OPENAI["gpt-6-astra"].reckon(Size(width, height), "high").tokens


def test_low_detail_of_the_newest_models_fits_into_512_pixels() -> None:
    assert 231 == OPENAI["gpt-6-astra"].reckon(Size(640, 480), "low").tokens


def test_low_detail_can_be_more_than_high() -> None:
    rule, size = OPENAI["gpt-5.4"], Size(2048, 2048)
    assert (4_916, 3_000) == (rule.reckon(size, "low").tokens, rule.reckon(size, "high").tokens)


def test_a_rounding_that_is_not_published_widens_the_bound() -> None:
    # 16,384 by 5,124 pixels fit as 2,048 by 640.5, which is 20 patches or 21 down.
    assert (64 * 21, 64 * 20, 64 * 21) == NEWER.patches(Size(16_384, 5_124))


@pytest.mark.parametrize(
    ("name", "width", "height", "tokens", "least", "most"),
    [
        ("gpt-5.4", 2047, 2048, 2_882, 2_881, 2_941),
        ("gpt-5.4", 2576, 4096, 2_902, 2_901, 2_950),
        ("gpt-5-nano", 1637, 1002, 2_496, 2_495, 3_691),
    ],
)
def test_a_side_that_is_no_whole_pixel_is_rounded_both_ways(  # noqa: PLR0917 - one row
    name: str, width: int, height: int, tokens: int, least: int, most: int
) -> None:
    assert Count(tokens, least, most, "estimate") == OPENAI[name].reckon(Size(width, height), "high")


def test_a_sliver_is_one_pixel_wide_at_least() -> None:
    assert (64, 64, 64) == NEWER.patches(Size(1, 100_000))


@pytest.mark.parametrize(
    ("sizing", "most"),
    [
        (Sizing(512), 256),
        (OLDER, 1_536),
        (NEWER, 4_096),
        (Sizing(6_000, 10_000), 10_000),
        (Sizing(65_535), 30_000),
    ],
)
def test_the_most_patches_follow_from_the_limits(sizing: Sizing, most: int) -> None:
    assert most == sizing.most


def test_a_picture_of_unknown_size_is_the_most_and_at_least_a_token() -> None:
    assert Count(12_000, 1, 12_001, "estimate") == OPENAI["gpt-5.5"].reckon(None, "original")


def test_along_a_side_there_are_never_more_patches_than_the_budget() -> None:
    found = [
        sizing for rule in OPENAI.values() for each in patches_of(rule) for sizing in each.sizings.values()
    ]
    assert found
    assert all(sizing.budget is None or -(-sizing.side // PATCH) <= sizing.budget for sizing in found)


@given(sizings, sizes)
def test_patches_stay_within_the_limits(sizing: Sizing, size: Size) -> None:
    tokens, low, high = sizing.patches(size)
    assert 1 <= low <= tokens <= high <= (sizing.budget or MOST_PATCHES)


@given(sizings, sizes)
def test_patches_do_not_depend_on_how_a_picture_is_turned(sizing: Sizing, size: Size) -> None:
    assert sizing.patches(size) == sizing.patches(Size(size.height, size.width))


@given(sides, sides, st.sampled_from([1_536, 2_500, 6_144, 10_000]))
def test_whole_numbers_give_what_the_published_formula_gives(width: int, height: int, budget: int) -> None:
    context = Context(prec=60)
    found, least, most = Sizing(65_535, budget).patches(Size(width, height))
    needed = ceil(Fraction(width, 32)) * ceil(Fraction(height, 32))
    if needed > budget:
        root = context.sqrt(context.divide(Decimal(32 * 32 * budget), Decimal(width * height)))
        # The root of a fraction, to so many digits that no side is rounded to the wrong pixel but where it is
        # whole: there it is lifted by less than any other side is off.
        shrink = Fraction(root) * (1 + Fraction(1, 10**50))
        across, down = width * shrink / 32, height * shrink / 32
        shrink *= min(floor(across) / across, floor(down) / down)
        lifted = 1 + Fraction(1, 10**40)
        wide, high = floor(width * shrink * lifted), floor(height * shrink * lifted)
        assert min(budget, ceil(width * shrink / lifted / 32) * ceil(height * shrink / lifted / 32)) == most
        needed = min(budget, ceil(Fraction(wide, 32)) * ceil(Fraction(high, 32)))
    assert needed == found == least <= most


@pytest.mark.parametrize(
    ("width", "height", "tokens"),
    [
        (1024, 1024, 765),
        (2048, 4096, 1_105),
        (4096, 8192, 1_105),
        (512, 512, 255),
        (1, 1, 255),
        (768, 2048, 1_445),
    ],
)
def test_tiles_of_the_examples_come_out(width: int, height: int, tokens: int) -> None:
    rule = Tiles(85, 170)
    assert Count(tokens, tokens, tokens, "exact") == rule.reckon(Size(width, height), "high")


def test_low_detail_is_the_base_of_tiles_whatever_the_size() -> None:
    rule = Tiles(85, 170)
    counts = {rule.reckon(size, "low") for size in (None, Size(1, 1), Size(9_000, 9_000))}
    assert {Count(85, 85, 85, "exact")} == counts


def test_tiles_of_unknown_size_are_one_to_eight() -> None:
    assert Count(1_445, 255, 1_445, "estimate") == Tiles(85, 170).reckon(None, "high")


def test_a_pixel_that_decides_over_a_row_of_tiles_is_an_estimate() -> None:
    # 4,096 by 1,025 pixels fit as 2,048 by 512.5.
    assert Count(1_445, 765, 1_445, "estimate") == Tiles(85, 170).reckon(Size(4096, 1025), "high")


@pytest.mark.parametrize(
    ("width", "height", "tokens", "most"), [(1535, 2048, 765, 1_105), (1023, 2047, 1_105, 1_445)]
)
def test_a_part_of_a_pixel_that_decides_over_a_row_of_tiles_is_an_estimate(
    width: int, height: int, tokens: int, most: int
) -> None:
    assert Count(tokens, tokens, most, "estimate") == Tiles(85, 170).reckon(Size(width, height), "high")


@given(sizes)
def test_tiles_stay_within_the_limits_and_do_not_depend_on_how_a_picture_is_turned(size: Size) -> None:
    rule = Tiles(0, 1)
    count = rule.reckon(size, "high")
    assert 1 <= count.low <= count.tokens <= count.high <= 8
    assert count == rule.reckon(Size(size.height, size.width), "high")


@given(sides, sides)
def test_whole_numbers_give_the_tiles_of_the_published_steps(width: int, height: int) -> None:
    shrink = min(Fraction(1), Fraction(2048, max(width, height)))
    wide, high = width * shrink, height * shrink
    if min(wide, high) > 768:
        shrink = Fraction(768) / min(wide, high)
        wide, high = wide * shrink, high * shrink
    count = Tiles(0, 1).reckon(Size(width, height), "high")
    # Rounded down as the page says, or not at all.
    for across, down in ((max(1, floor(wide)), max(1, floor(high))), (wide, high)):
        assert count.low <= ceil(Fraction(across) / 512) * ceil(Fraction(down) / 512) <= count.high
