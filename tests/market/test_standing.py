"""Ranks among a class, and the marks beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import model, routed

from llmcost.market.peers import Peers
from llmcost.market.standing import MEASURES, Mark, Standing, compared, standings_of

if TYPE_CHECKING:
    from llmcost.catalog.model import Model


def of(model_id: str, price: str = "1", index: str | None = None, context: int | None = None) -> Model:
    facts = {"intelligence": None if index is None else Decimal(index), "context": context}
    return model(model_id, input=price, output=price, facts=facts)


def stand(*models: Model, measure: str = "price") -> Standing:
    """Where the first of them stands among all."""
    peers = Peers("all", "models", None, models, is_guest=False)
    standings = standings_of(models[0], peers)
    assert MEASURES == tuple(each.measure for each in standings)
    return standings[MEASURES.index(measure)]


def marks(standing: Standing) -> list[tuple[str, str]]:
    return [(each.label, " ".join(each.models)) for each in standing.marks]


def test_the_cheapest_is_first_and_equal_prices_share_the_better_rank() -> None:
    standing = stand(of("a/own", "2"), of("a/low", "1"), of("a/same", "2"), of("a/high", "20"), routed("a/x"))
    assert standing == Standing(
        measure="price",
        value=Decimal(2),
        rank=2,
        of=4,
        equal=1,
        unknown=1,
        beats=Decimal("33.333333333333"),
        loses=Decimal("33.333333333333"),
        marks=(
            Mark("cheapest", ("a/low",), Decimal(1), standing.marks[0].share, own=False),
            Mark("median, this model", ("a/own", "a/same"), Decimal(2), standing.marks[1].share, own=True),
            Mark("dearest", ("a/high",), Decimal(20), Decimal(1), own=False),
        ),
        missing=None,
    )


def test_the_bar_of_a_price_is_as_much_longer_for_each_tenfold() -> None:
    shares = [each.share for each in stand(of("a/1", "1"), of("a/2", "10"), of("a/3", "100")).marks]
    assert [Decimal(1) / 3, Decimal(2) / 3, 1] == [
        pytest.approx(share, abs=Decimal("1e-9")) for share in shares
    ]


def test_the_bar_of_an_index_starts_at_0() -> None:
    standing = stand(
        of("a/1", index="10"), of("a/2", index="40"), of("a/3", index="0"), measure="intelligence"
    )
    assert [1, Decimal("0.25"), 0] == [each.share for each in standing.marks]
    assert [("most", "a/2"), ("median, this model", "a/1"), ("least", "a/3")] == marks(standing)


def test_what_is_free_has_a_rank_and_no_bar() -> None:
    standing = stand(of("a/own:free", "0"), of("a/low", "1"), of("a/high", "10"))
    assert (standing.rank, standing.beats, standing.loses) == (1, Decimal(100), Decimal(0))
    assert standing.marks[0] == Mark(
        "cheapest, this model", ("a/own:free",), Decimal(0), Decimal(0), own=True
    )


def test_a_class_of_free_models_has_no_bars() -> None:
    standing = stand(of("a/own:free", "0"), of("a/low:free", "0"))
    assert [("all alike, this model", "a/own:free a/low:free")] == marks(standing)
    assert [0] == [each.share for each in standing.marks]


def test_the_largest_context_is_first() -> None:
    contexts = [of(f"a/{size}", context=size) for size in (300, 100, 200, 800, 500, 400, 600, 700)]
    standing = stand(*contexts, measure="context")
    assert (standing.rank, standing.of, standing.value) == (6, 8, Decimal(300))
    assert marks(standing) == [
        ("largest", "a/800"),
        ("upper quarter", "a/700"),
        ("median", "a/500"),
        ("lower quarter, this model", "a/300"),
        ("smallest", "a/100"),
    ]


def test_a_model_between_the_quantiles_has_a_mark_of_its_own_at_its_place() -> None:
    prices = [of(f"a/{price}", str(price)) for price in (6, 1, 2, 3, 4, 5, 7, 8)]
    assert marks(stand(*prices)) == [
        ("cheapest", "a/1"),
        ("lower quarter", "a/2"),
        ("median", "a/4"),
        ("upper quarter, this model", "a/6"),
        ("dearest", "a/8"),
    ]
    assert marks(stand(of("a/own", "5.5"), *prices))[3:5] == [
        ("this model", "a/own"),
        ("upper quarter", "a/6"),
    ]


def test_where_quantiles_fall_together_each_value_is_told_once_by_its_outer_name() -> None:
    models = [of("a/own", "9"), *(of(f"a/{number}", "1") for number in range(6)), of("a/two", "2")]
    assert marks(stand(*models)) == [
        ("cheapest", "a/0 a/1 a/2 a/3 a/4 a/5"),
        ("dearest, this model", "a/own"),
    ]


def test_a_quarter_that_is_the_median_is_told_as_the_median() -> None:
    prices = ("1", "2", "2", "2", "3", "4", "5", "9")
    lower = [of("a/own", "2"), *(of(f"a/{number}", price) for number, price in enumerate(prices))]
    assert [label for label, _ in marks(stand(*lower))] == [
        "cheapest",
        "median, this model",
        "upper quarter",
        "dearest",
    ]
    prices = ("1", "2", "3", "4", "4", "4", "9", "9")
    upper = [of("a/own", "4"), *(of(f"a/{number}", price) for number, price in enumerate(prices))]
    assert [label for label, _ in marks(stand(*upper))] == [
        "cheapest",
        "lower quarter",
        "median, this model",
        "dearest",
    ]


def test_a_class_of_one_has_a_rank_and_nobody_to_beat() -> None:
    standing = stand(of("a/own", "1"))
    assert (standing.rank, standing.of, standing.beats, standing.loses) == (1, 1, None, None)
    assert standing.marks == (Mark("this model", ("a/own",), Decimal(1), Decimal(1), own=True),)


@pytest.mark.parametrize(
    ("own", "measure", "missing"),
    [
        (of("a/own"), "intelligence", "no intelligence index is known of it"),
        (of("a/own"), "context", "its context window is not known"),
        (routed("a/own"), "price", "the price of a/own varies with the model that it routes to"),
        (
            of("a/own", "0"),
            "price",
            "a/own is listed at 0 but is not free: it is charged in a way that isn't listed",
        ),
        (model("a/own", input="1"), "price", "a/own has no rate for output"),
    ],
)
def test_without_a_value_there_is_no_rank_but_the_class_is_shown(
    own: Any, measure: str, missing: str
) -> None:
    standing = stand(own, of("a/other", "2", "5", 100), measure=measure)
    assert (standing.value, standing.rank, standing.beats, standing.loses) == (None, None, None, None)
    assert (standing.of, standing.equal, standing.unknown, standing.missing) == (1, 0, 1, missing)
    assert [("the only one known", "a/other")] == marks(standing)


def test_where_nothing_is_known_there_are_no_marks() -> None:
    assert stand(of("a/own"), of("a/other"), measure="context").marks == ()


def test_a_share_counts_the_others_only() -> None:
    models = tuple(of(f"a/{index}", index=str(index)) for index in (5, 1, 2, 9))
    peers = Peers("all", "models", None, models, is_guest=False)
    beats, loses = compared(models[0], peers, lambda each: each.intelligence)
    assert (beats, loses) == (Decimal("66.666666666667"), Decimal("33.333333333333"))
