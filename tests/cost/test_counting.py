from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from counts import GUIDE, ONE, README, TWO, counting, estimated, exact, sized

from llmcost.cost.counting import Whole, largest_first

if TYPE_CHECKING:
    from llmcost.cost.counted import Count
    from llmcost.cost.counting import Counted


def test_the_whole_is_the_sum_of_each_model_s_counts_and_of_their_bounds() -> None:
    assert (Whole(ONE, exact(1_200)), Whole(TWO, estimated(1_440, 1_224, 1_656))) == counting().wholes


@pytest.mark.parametrize(
    ("context", "count", "share", "fits"),
    [
        (128_000, exact(4_000), Decimal("0.0312"), True),
        (1_000, exact(1_000), Decimal(1), True),
        (1_000, exact(1_001), Decimal("1.001"), False),
        (1_000, estimated(900, 800, 1_000), Decimal("0.9"), True),
        (1_000, estimated(900, 800, 1_001), Decimal("0.9"), None),
        (1_000, estimated(1_200, 1_000, 1_400), Decimal("1.2"), None),
        (1_000, estimated(1_200, 1_001, 1_400), Decimal("1.2"), False),
        (None, exact(1), None, None),
        (1_000_000, exact(38), Decimal("0.000038"), True),
        (1_000_000, exact(0), Decimal(0), True),
    ],
)
def test_a_share_of_the_window_says_whether_it_fits(
    context: int | None, count: Count, share: Decimal | None, *, fits: bool | None
) -> None:
    whole = Whole(sized("acme/one", context), count)
    assert (share, fits) == (whole.share, whole.fits)


@pytest.mark.parametrize(
    ("top", "unless_said", "told", "rest"),
    [
        (None, 0, (README, GUIDE), (0, ())),
        (None, 1, (README,), (1, GUIDE.counts)),
        (None, 2, (README, GUIDE), (0, ())),
        (0, 1, (README, GUIDE), (0, ())),
        (1, 0, (README,), (1, GUIDE.counts)),
        (9, 1, (README, GUIDE), (0, ())),
    ],
)
def test_the_first_are_told_one_by_one_and_the_rest_together(
    top: int | None, unless_said: int, told: tuple[Counted, ...], rest: tuple[int, tuple[Count, ...]]
) -> None:
    found = counting(top=top)
    assert (told, rest) == (found.told(unless_said), found.rest(unless_said))


def test_the_largest_come_first_by_the_first_model_and_else_stay_in_their_order() -> None:
    like_guide = GUIDE._replace(shown="docs/a.md", counts=(exact(200), exact(9_000)))
    assert (README, GUIDE, like_guide) == largest_first([GUIDE, README, like_guide])
    bare = [each._replace(counts=()) for each in (GUIDE, README)]
    assert tuple(bare) == largest_first(bare)
