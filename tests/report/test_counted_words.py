"""How sure a count is, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model
from counts import estimated, exact

from llmcost.cost.counted import Count, given
from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.measured import Measured
from llmcost.cost.span import Span
from llmcost.cost.usage import Usage
from llmcost.report.counted import (
    approximately,
    bound_in_words,
    count_in_words,
    counting_in_words,
    row_in_short,
    side_in_words,
    spanned,
    sure_in_short,
    tokens_in_words,
    told_tokens,
    uncertain_classes,
)

if TYPE_CHECKING:
    from llmcost.cost.estimate import Estimate

NOTHING = given(0)


def measured(input: Count = NOTHING, output: Count = NOTHING) -> Measured:  # noqa: A002
    usage, low, high = (
        Usage(input=each, output=other) for each, other in zip(input[:3], output[:3], strict=True)
    )
    return Measured(usage, low, high, input, output)


def row(*sides: Count) -> Estimate:
    found = estimate(model(), Usage(input=1), Terms(requests=1))
    return found._replace(measured=measured(*sides)) if sides else found


@pytest.mark.parametrize(
    ("count", "tokens", "bound"),
    [
        (exact(1_234), "1,234", ""),
        (estimated(1_234, 1_234, 1_234), "~1,234", ""),
        (estimated(1_000, 850, 1_150), "~1,000", "±15 %"),
        # Rounded apart, each to whole tokens.
        (estimated(7, 2, 12), "~7", "±72 %"),
        (estimated(7, 2, 11), "~7", "±72 %"),
        (estimated(10_000, 8_500, 11_600), "~10,000", "±16 %"),
        (estimated(10_000, 8_500, 11_601), "~10,000", "8,500 to 11,601"),
        (estimated(7, 2, 40), "~7", "2 to 40"),
        (estimated(0, 0, 5), "~0", "0 to 5"),
        (estimated(0, 0, 0), "0", ""),
    ],
)
def test_a_count_says_how_far_off_it_can_be(count: Count, tokens: str, bound: str) -> None:
    assert (tokens, bound) == (told_tokens(count), bound_in_words(count))


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (exact(1), "exact"),
        (Count(1, 1, 1, "vocab", "gemma3"), "vocab"),
        (estimated(100, 85, 115), "±15 %"),
        (estimated(1, 0, 6), "0 to 6"),
        (estimated(0, 0, 0), "estimate"),
        (given(7), "given"),
    ],
)
def test_a_count_says_how_it_came_about(count: Count, expected: str) -> None:
    assert expected == sure_in_short(count)


@pytest.mark.parametrize(
    ("count", "tokens", "told"),
    [
        (given(7), "7", "7, given"),
        (exact(1_234), "1,234", "1,234, counted exactly, o200k_base"),
        (
            Count(5, 5, 5, "vocab", "gemma3"),
            "5",
            "5, counted with the vocabulary that the vendor names, gemma3",
        ),
        (estimated(1_000, 850, 1_150), "~1,000 (±15 %)", "~1,000 (±15 %), estimated, claude"),
        # 325 %, were it told as far as it goes to both sides.
        (
            estimated(1_032, 1_032, 4_386, None),
            "~1,032 (1,032 to 4,386)",
            "~1,032 (1,032 to 4,386), estimated",
        ),
        (estimated(0, 0, 0), "0", "0, estimated, claude"),
    ],
)
def test_tokens_have_their_bound_behind_them(count: Count, tokens: str, told: str) -> None:
    assert (tokens, told) == (tokens_in_words(count), count_in_words(count))


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ((), ""),
        ((exact(5), given(7)), "exact"),
        ((given(5), Count(5, 5, 5, "vocab", "gemma3")), "vocab"),
        ((estimated(100, 85, 115), given(7)), "±15 %"),
        ((exact(5), estimated(1_032, 1_032, 4_386)), "1,032 to 4,386"),
        ((estimated(100, 85, 115), estimated(200, 170, 230)), "±15 %"),
        ((estimated(100, 85, 115), estimated(10, 2, 40)), "in ±15 %, out 2 to 40"),
        ((estimated(3, 3, 3), given(7)), "estimate"),
    ],
)
def test_a_narrow_column_says_how_sure_both_sides_are(sides: tuple[Count, ...], expected: str) -> None:
    assert expected == row_in_short(row(*sides))


def test_each_side_that_was_counted_has_a_line() -> None:
    assert [
        "Tokens: input 5, counted exactly, o200k_base",
        "Tokens: output ~100 (±15 %), estimated, claude",
    ] == list(counting_in_words(measured(exact(5), estimated(100, 85, 115))))
    assert list(counting_in_words(measured(given(5), given(7)))) == []


def test_what_was_given_is_told_apart_from_what_was_counted() -> None:
    assert side_in_words(exact(1_040), 1_000) == "1,000 given + 40, counted exactly, o200k_base"
    assert side_in_words(estimated(1_100, 1_085, 1_115), 1_000) == (
        "1,000 given + ~100 (±15 %), estimated, claude"
    )


def test_only_a_figure_that_is_there_can_be_uncertain() -> None:
    assert [approximately("5"), approximately("5", uncertain=False), approximately("")] == ["~5", "5", ""]


def test_an_amount_is_told_with_its_bounds_for_the_same_period() -> None:
    span = Span(Decimal(1), Decimal(2))
    assert spanned("$1.50", None) == "$1.50"
    assert spanned("$1.50", span) == "~$1.50 ($1.00 to $2.00)"
    assert spanned("$0.001", Span(Decimal("0.00099999"), Decimal("0.00100001"))) == "~$0.001"
    assert spanned("$547.50", span, "day", "year") == "~$547.50 ($365.00 to $730.00)"


def test_classes_are_uncertain_whose_tokens_differ_between_the_bounds() -> None:
    assert uncertain_classes(None) == frozenset()
    assert uncertain_classes(measured(estimated(100, 85, 115), exact(5))) == {"input"}
    assert uncertain_classes(measured(exact(5), estimated(3, 0, 9))) == {"output"}
