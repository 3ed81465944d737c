"""Usages whose tokens were counted, and what they cost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model, when

from llmcost.catalog.note import Note
from llmcost.cost.budget import Limit, Verdict, judge
from llmcost.cost.counted import Count, given
from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.measured import Measured, estimate_measured, measured_usage
from llmcost.cost.span import Span
from llmcost.cost.usage import Usage
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmcost.catalog.price import Condition

ONE = Terms(requests=1)
ABOUT_1000 = Count(1000, 850, 1150, "estimate", "claude")
EXACTLY_1000 = Count(1000, 1000, 1000, "exact", "o200k_base")
NO_IMAGES = given(0)


def none(_input: int, _output: int) -> Mapping[str, int]:
    return {}


def test_what_is_certain_has_the_same_usage_at_both_ends() -> None:
    measured = measured_usage(EXACTLY_1000, given(200), none, image_input=NO_IMAGES)
    usage = Usage(input=1000, output=200)
    assert (measured, measured.is_certain) == (
        Measured(usage, usage, usage, EXACTLY_1000, given(200)),
        True,
    )


def test_bounds_become_usages_and_shares_are_shares_of_each() -> None:
    measured = measured_usage(
        ABOUT_1000, given(200), lambda whole, _: {"cache_read": whole // 2}, image_input=NO_IMAGES
    )
    assert measured[:3] == (
        Usage(input=1000, output=200, cache_read=500),
        Usage(input=850, output=200, cache_read=425),
        Usage(input=1150, output=200, cache_read=575),
    )
    assert not measured.is_certain


def test_pictures_are_image_input_beside_what_was_given_as_such() -> None:
    pictures = Count(300, 200, 400, "estimate", None)
    measured = measured_usage(
        Count(1300, 1200, 1400, "estimate", None),
        given(0),
        lambda _, __: {"image_input": 50},
        image_input=pictures,
    )
    assert [usage.image_input for usage in measured[:3]] == [350, 250, 450]


@pytest.mark.parametrize(
    ("cached", "image_input"), [(0, 1036), (100, 1036), (436, 1036), (736, 736), (1472, 0)]
)
def test_pictures_can_be_cached_too(cached: int, image_input: int) -> None:
    pictures = Count(1036, 1036, 1036, "exact", None)
    whole = Count(1472, 1472, 1472, "exact", "o200k_base")
    measured = measured_usage(whole, given(0), lambda _, __: {"cache_read": cached}, image_input=pictures)
    assert measured.usage == Usage(input=1472, cache_read=cached, image_input=image_input)
    own = model(input="1", cache_read="0.1", image_input="2")
    plain = 1472 - cached - image_input
    total = (Decimal(plain) + Decimal(cached) / 10 + 2 * image_input) / 1_000_000
    assert estimate_measured(own, measured, ONE).total == total


def test_at_the_low_end_cached_pictures_do_not_raise_the_whole() -> None:
    measured = measured_usage(
        Count(1300, 1000, 1600, "estimate"),
        given(0),
        lambda _, __: {"cache_read": 900},
        image_input=Count(300, 200, 400, "estimate"),
    )
    assert [(usage.input, usage.image_input) for usage in measured[:3]] == [
        (1300, 300),
        (1000, 100),
        (1600, 400),
    ]


def test_a_whole_is_never_less_than_the_parts_that_were_given() -> None:
    measured = measured_usage(
        ABOUT_1000,
        Count(50, 25, 75, "estimate"),
        lambda _, __: {"cache_read": 900, "reasoning": 60},
        image_input=NO_IMAGES,
    )
    assert [(usage.input, usage.output) for usage in measured[:3]] == [(1000, 60), (900, 60), (1150, 75)]


def test_parts_that_are_more_than_the_whole_can_be_are_refused() -> None:
    with pytest.raises(UnpricedError, match=r"cache_read 1,200 is more than input 1,150") as caught:
        measured_usage(ABOUT_1000, given(0), lambda _, __: {"cache_read": 1200}, image_input=NO_IMAGES)
    assert (caught.value.reason, caught.value.hint) == (
        "part_of_input",
        "input is the total, these included",
    )


def test_a_certain_request_has_no_span() -> None:
    measured = measured_usage(EXACTLY_1000, given(1000), none, image_input=NO_IMAGES)
    row = estimate_measured(model(input="1", output="4"), measured, ONE)
    assert (row.total, row.span, row.most, row.measured) == (
        Decimal("0.005"),
        None,
        Decimal("0.005"),
        measured,
    )


def test_an_estimated_request_costs_between_its_bounds() -> None:
    notes = (Note("no_own_rate", "first"),)
    measured = measured_usage(ABOUT_1000, given(1000), none, image_input=NO_IMAGES, notes=notes)
    row = estimate_measured(model(input="1", output="4"), measured, ONE)
    assert (row.total, row.span, row.most, row.notes) == (
        Decimal("0.005"),
        Span(Decimal("0.00485"), Decimal("0.00515")),
        Decimal("0.00515"),
        notes,
    )


@pytest.mark.parametrize(
    ("above", "rate", "low", "high"),
    [
        # Dearer over 1,100: the dearest is the largest.
        (1100, "2", "0.00085", "0.0023"),
        # Cheaper over 1,100: the dearest is the last of the old rate, the cheapest the first of the new.
        (1100, "0.5", "0.0005505", "0.0011"),
        (849, "0.5", "0.000425", "0.000575"),
        (1150, "0.5", "0.00085", "0.00115"),
    ],
)
def test_a_threshold_between_the_bounds_is_looked_at_from_both_sides(
    above: int, rate: str, low: str, high: str
) -> None:
    measured = measured_usage(ABOUT_1000, given(0), none, image_input=NO_IMAGES)
    row = estimate_measured(model("acme/tiered", when(above=above, input=rate), input="1"), measured, ONE)
    assert row.span == Span(Decimal(low), Decimal(high))


def test_a_limit_is_held_to_what_it_can_come_to() -> None:
    measured = measured_usage(ABOUT_1000, given(0), none, image_input=NO_IMAGES)
    row = estimate_measured(model(input="1"), measured, ONE)
    assert (judge([row], Limit(Decimal("0.00115"))), judge([row], Limit(Decimal("0.0011"), "any"))) == (
        Verdict(None, "acme/one"),
        Verdict(Decimal("0.00005"), "acme/one", is_certain=False),
    )


def test_terms_may_be_left_out() -> None:
    measured = measured_usage(ABOUT_1000, given(0), none, image_input=NO_IMAGES)
    assert estimate_measured(model(input="1"), measured).span == Span(Decimal("0.00085"), Decimal("0.00115"))


def test_an_input_that_is_all_cached_has_a_span_across_a_threshold_too() -> None:
    measured = measured_usage(
        ABOUT_1000, given(0), lambda whole, _: {"cache_read": whole}, image_input=NO_IMAGES
    )
    tiered = model("acme/tiered", when(above=1100, input="2", cache_read="0.2"), input="1", cache_read="0.1")
    assert estimate_measured(tiered, measured, ONE).span == Span(Decimal("0.000085"), Decimal("0.00023"))


DEARER = when(above=1100, input="2", output="6", cache_read="0.2", image_input="9")
CHEAPER = when(above=1100, input="0.5", output="1", cache_read="0.1", image_input="0.7")


@pytest.mark.parametrize("condition", [DEARER, CHEAPER])
@pytest.mark.parametrize("images", [(0, 0), (100, 400)])
@pytest.mark.parametrize(("share", "count"), [(60, 0), (0, 700), (50, 300), (0, 0)])
def test_no_request_of_any_size_costs_more_or_less_than_the_bounds(
    condition: Condition, images: tuple[int, int], share: int, count: int
) -> None:
    def parts(whole: int, _: int) -> Mapping[str, int]:
        return {"cache_read": whole * share // 100 + count}

    least, most = images
    text = range(700, 1151)
    tiered = model("acme/tiered", condition, input="1", output="4", cache_read="0.1", image_input="3")
    pictures = Count((least + most) // 2, least, most, "estimate")
    whole = Count(1000 + pictures.tokens, text[0] + least, text[-1] + most, "estimate")
    row = estimate_measured(
        tiered, measured_usage(whole, Count(20, 10, 30, "estimate"), parts, image_input=pictures), ONE
    )
    assert row.span is not None
    for words in text:
        for seen in {least, (least + most) // 2, most}:
            size = words + seen
            cached = parts(size, 0)["cache_read"]
            if cached > size:
                continue
            for said in (10, 30):
                usage = Usage(
                    input=size, output=said, image_input=min(seen, size - cached), cache_read=cached
                )
                assert row.span.low <= estimate(tiered, usage, ONE).total <= row.span.high


def test_the_bound_around_a_threshold_is_that_of_a_request_which_there_can_be() -> None:
    tiered = model(
        "acme/tiered",
        when(above=200_000, input="2.5", output="15", cache_read="0.25"),
        input="1.25",
        output="10",
        cache_read="0.125",
    )
    measured = measured_usage(
        Count(200_000, 150_000, 260_000, "estimate"),
        given(0),
        lambda whole, _: {"cache_read": whole * 9 // 10},
        image_input=NO_IMAGES,
    )
    # 26,000 at 2.50 and 234,000 at 0.25, which is dearer than 200,000 at the lower rates.
    assert estimate_measured(tiered, measured, ONE).span == Span(Decimal("0.035625"), Decimal("0.1235"))


def test_a_size_that_has_no_room_for_its_parts_is_none() -> None:
    pictures = Count(300, 300, 300, "exact")
    measured = measured_usage(
        Count(1300, 900, 1700, "estimate"),
        given(0),
        lambda whole, _: {"cache_read": whole // 2 + 700},
        image_input=pictures,
    )
    tiered = model("acme/tiered", when(above=1200, input="2"), input="1", cache_read="0.1")
    assert measured.low.input == 1150
    assert estimate_measured(tiered, measured, ONE).span == Span(Decimal("0.000115"), Decimal("0.000455"))


@pytest.mark.parametrize(
    ("window", "codes"), [(1150, []), (1149, ["may_exceed_context"]), (1000, ["may_exceed_context"])]
)
def test_a_request_that_may_not_fit_is_said_to(window: int, codes: list[str]) -> None:
    measured = measured_usage(ABOUT_1000, given(0), none, image_input=NO_IMAGES)
    row = estimate_measured(model(input="1", facts={"context": window}), measured, ONE)
    assert ([note.code for note in row.notes], row.fits) == (codes, True)


def test_a_size_that_is_an_estimate_is_told_as_one() -> None:
    tight = model("acme/tight", when(above=900, input="2"), facts={"context": 900, "max_output": 900})
    both = measured_usage(ABOUT_1000, ABOUT_1000, none, image_input=NO_IMAGES)
    assert [note.message for note in estimate_measured(tight, both, ONE).notes] == [
        "by the estimate over 900 input tokens: $2.00 in, $4.00 out",
        "~2,000 tokens a request; its context window holds 900",
        "~1,000 output tokens; it writes 900 at most",
    ]
    sure = measured_usage(EXACTLY_1000, EXACTLY_1000, none, image_input=NO_IMAGES)
    assert [note.message for note in estimate_measured(tight, sure, ONE).notes] == [
        "over 900 input tokens: $2.00 in, $4.00 out",
        "2,000 tokens a request; its context window holds 900",
        "1,000 output tokens; it writes 900 at most",
    ]
