"""Several models for one use: their order, what they are relative to, and who is left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model, routed

from llmcost.catalog.note import Note
from llmcost.cost.comparison import (
    SORTS,
    Comparison,
    Unpriced,
    compare_all,
    compare_named,
    cut,
)
from llmcost.cost.counted import given
from llmcost.cost.estimate import Terms, estimate
from llmcost.cost.measured import measured_usage
from llmcost.cost.selection import Selection
from llmcost.cost.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmcost.catalog.model import Model
    from llmcost.cost.estimate import Estimate
    from llmcost.cost.measured import Measured

MILLION = Usage(input=1_000_000)
ONE_REQUEST = Terms(requests=1)

CHEAP = model("acme/cheap", input="1", facts={"intelligence": Decimal(10)})
MIDDLE = model("zeta/middle", input="2", facts={"context": 2_000_000})
DEAR = model("acme/dear", input="3", facts={"context": 2_000_000, "intelligence": Decimal(40)})
SMALL = model("acme/small", input="0.5", facts={"context": 1000})
FREE = model("acme/cheap:free", input="0", output="0")
ROUTER = routed("acme/router")


def plain(models: Iterable[Model]) -> list[tuple[Model, tuple[Note, ...]]]:
    return [(each, ()) for each in models]


def ids(rows: Iterable[Estimate]) -> list[str]:
    return [row.model.id for row in rows]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("cost", ["acme/cheap", "zeta/middle", "acme/dear", "acme/small"]),
        ("name", ["acme/cheap", "acme/dear", "acme/small", "zeta/middle"]),
        ("context", ["zeta/middle", "acme/dear", "acme/small", "acme/cheap"]),
        ("intelligence", ["acme/dear", "acme/cheap", "acme/small", "zeta/middle"]),
        ("given", ["acme/dear", "acme/small", "zeta/middle", "acme/cheap"]),
    ],
)
def test_named_models_are_sorted_as_asked(sort: str, expected: list[str]) -> None:
    named = compare_named(plain([DEAR, SMALL, MIDDLE, CHEAP]), MILLION, ONE_REQUEST, sort=sort)
    assert expected == ids(named.estimates)


def test_every_sort_is_known() -> None:
    expected = ["cost", "name", "context", "intelligence", "given"]
    assert expected == list(SORTS)


def test_equal_costs_are_sorted_by_name() -> None:
    twins = compare_named(plain([model("zeta/x"), model("acme/x")]), MILLION, Terms())
    expected = ["acme/x", "zeta/x"]
    assert expected == ids(twins.estimates)


def test_the_notes_of_a_name_stand_before_those_of_the_cost() -> None:
    note = Note("list_price", "Azure has a price list of its own")
    named = compare_named([(SMALL, (note,))], MILLION, ONE_REQUEST)
    expected = estimate(SMALL, MILLION, ONE_REQUEST)
    assert (note, *expected.notes) == named.estimates[0].notes


def test_models_without_a_price_stand_apart_with_the_reason() -> None:
    named = compare_named(plain([ROUTER, CHEAP, model("acme/zero", input="0")]), MILLION, Terms())
    row = estimate(CHEAP, MILLION)
    expected = Comparison(
        (row,),
        (
            Unpriced(
                "acme/router",
                "varies",
                "the price of acme/router varies with the model that it routes to",
                "price the model that you expect it to choose",
            ),
            Unpriced(
                "acme/zero",
                "zero",
                "acme/zero is listed at 0 but is not free: it is charged in a way that isn't listed",
            ),
        ),
        (),
        row,
    )
    assert expected == named


@pytest.mark.parametrize(
    ("models", "wanted", "reference", "relative"),
    [
        ([DEAR, CHEAP], None, "acme/cheap", ["1", "3"]),
        ([DEAR, CHEAP], DEAR, "acme/dear", ["0.3333", "1"]),
        ([DEAR, CHEAP, FREE], None, "acme/cheap", ["0", "1", "3"]),
        ([DEAR, CHEAP, SMALL], None, "acme/cheap", ["1", "3", "0.5"]),
        ([CHEAP, FREE], FREE, "acme/cheap:free", [None, None]),
        ([FREE], None, None, [None]),
        ([SMALL], None, None, [None]),
        ([CHEAP], MIDDLE, "zeta/middle", ["0.5", "1"]),
        ([CHEAP], ROUTER, None, [None]),
    ],
)
def test_costs_are_told_relative_to_the_cheapest_that_costs_anything_or_to_the_one_asked_for(
    models: list[Model], wanted: Model | None, reference: str | None, relative: list[str | None]
) -> None:
    named = compare_named(plain(models), MILLION, ONE_REQUEST, reference=wanted and (wanted, ()))
    expected = (reference, [None if ratio is None else Decimal(ratio) for ratio in relative])
    actual = (named.reference and named.reference.model.id, [named.relative(row) for row in named.estimates])
    assert expected == actual


@pytest.mark.parametrize(
    ("rate", "ratio"),
    [
        ("1", "0.3333"),
        ("0.1", "0.03333"),
        ("0.000002", "0.0000006667"),
        ("0.00003", "0.00001"),
        ("20000", "6666.6667"),
        ("0", "0"),
    ],
)
def test_a_ratio_has_at_least_four_digits_so_that_it_never_looks_like_nothing(rate: str, ratio: str) -> None:
    small = model("acme/small:free", input=rate)
    named = compare_named(plain([small, DEAR]), MILLION, Terms(), reference=(DEAR, ()))
    told = {row.model.id: named.relative(row) for row in named.estimates}
    assert Decimal(ratio) == told["acme/small:free"]


NAMED = Note("list_price", "Azure has a price list of its own")


def test_a_reference_that_is_not_named_is_brought_in_with_the_notes_of_its_name() -> None:
    named = compare_named(plain([CHEAP, DEAR]), MILLION, Terms(), reference=(MIDDLE, (NAMED,)))
    cheap, middle, dear = (estimate(each, MILLION) for each in (CHEAP, MIDDLE, DEAR))
    told = middle._replace(notes=(NAMED,))
    expected = Comparison((cheap, told, dear), reference=told, brought_in=told, reference_stated=True)
    assert (expected, (cheap, dear)) == (named, named.asked)


def test_a_reference_that_is_named_anyway_is_compared_once_and_asked_about() -> None:
    named = compare_named([(CHEAP, (NAMED,)), (DEAR, ())], MILLION, Terms(), reference=(CHEAP, ()))
    rows = (estimate(CHEAP, MILLION)._replace(notes=(NAMED,)), estimate(DEAR, MILLION))
    expected = Comparison(rows, reference=rows[0], reference_stated=True)
    assert (expected, rows) == (named, named.asked)


def test_a_reference_without_a_price_is_told_with_the_named() -> None:
    named = compare_named(plain([CHEAP]), MILLION, Terms(), reference=(ROUTER, ()))
    told = Unpriced(
        "acme/router",
        "varies",
        "the price of acme/router varies with the model that it routes to",
        "price the model that you expect it to choose",
    )
    expected = Comparison((estimate(CHEAP, MILLION),), (told,), reference_stated=True)
    assert expected == named


EVERYTHING = [
    DEAR,
    SMALL,
    FREE,
    ROUTER,
    model("~acme/latest", input="1"),
    model("acme/cheap:batch", input="0.5"),
    model("acme/gone", input="1", facts={"retired": date(2025, 1, 1)}),
    CHEAP,
    MIDDLE,
]


def test_without_names_every_model_that_can_take_the_request_is_compared_and_the_rest_counted() -> None:
    every = compare_all(iter(EVERYTHING), MILLION, ONE_REQUEST, Selection())
    expected = Comparison(
        tuple(estimate(each, MILLION, ONE_REQUEST) for each in (CHEAP, MIDDLE, DEAR)),
        left_out=(("alias", 1), ("batch", 1), ("free", 1), ("over_context", 1), ("unpriced", 1)),
        reference=estimate(CHEAP, MILLION, ONE_REQUEST),
    )
    assert expected == every


def test_models_of_another_time_are_not_counted_as_left_out() -> None:
    then = compare_all(
        [model("acme/young", since="2026-01-01"), CHEAP], MILLION, Terms(), Selection(as_of=date(2025, 1, 1))
    )
    expected = (["acme/cheap"], ())
    assert expected == (ids(then.estimates), then.left_out)


def test_only_models_that_have_no_batch_row_are_counted_as_without_one() -> None:
    batch = compare_all(EVERYTHING, MILLION, ONE_REQUEST, Selection(batch=True))
    # dear, small, cheap:free, router and middle; cheap has one.
    expected = (["acme/cheap:batch"], (("alias", 1), ("no_batch_row", 5)))
    assert expected == (ids(batch.estimates), batch.left_out)


@pytest.mark.parametrize(
    ("top", "reference", "expected", "left_out"),
    [
        (0, None, ["acme/cheap", "zeta/middle", "acme/dear"], ()),
        (2, None, ["acme/cheap", "zeta/middle"], (("top", 1),)),
        (3, None, ["acme/cheap", "zeta/middle", "acme/dear"], ()),
        (1, CHEAP, ["acme/cheap"], (("top", 2),)),
        (1, DEAR, ["acme/cheap", "acme/dear"], (("top", 1),)),
        (2, DEAR, ["acme/cheap", "zeta/middle", "acme/dear"], ()),
        (2, SMALL, ["acme/cheap", "zeta/middle", "acme/small"], (("top", 1),)),
        (3, SMALL, ["acme/cheap", "zeta/middle", "acme/dear", "acme/small"], ()),
        (2, ROUTER, ["acme/cheap", "zeta/middle"], (("top", 1),)),
    ],
)
def test_what_is_cut_off_is_counted_and_a_reference_that_was_asked_for_kept(
    top: int, reference: Model | None, expected: list[str], left_out: tuple[tuple[str, int], ...]
) -> None:
    wanted = reference and (reference, ())
    every = compare_all([DEAR, CHEAP, MIDDLE], MILLION, ONE_REQUEST, Selection(), reference=wanted)
    best = cut(every, top)
    assert (expected, left_out) == (ids(best.estimates), best.left_out)
    assert every == best._replace(estimates=every.estimates, left_out=())


def test_the_cheapest_is_cut_like_any_other_where_nobody_asked_for_it() -> None:
    every = compare_all([DEAR, CHEAP, MIDDLE], MILLION, Terms(), Selection(), sort="context")
    best = cut(every, 1)
    expected = (["zeta/middle"], (("top", 2),), estimate(CHEAP, MILLION))
    assert expected == (ids(best.estimates), best.left_out, best.reference)


def test_what_is_cut_off_is_told_behind_the_other_reasons() -> None:
    best = cut(compare_all(EVERYTHING, MILLION, ONE_REQUEST, Selection()), 1)
    expected = (("alias", 1), ("batch", 1), ("free", 1), ("over_context", 1), ("unpriced", 1), ("top", 2))
    assert expected == best.left_out


@pytest.mark.parametrize("reference", [SMALL, FREE])
def test_a_reference_is_compared_though_it_would_be_left_out_but_not_asked_about(reference: Model) -> None:
    models = [CHEAP, reference]
    every = compare_all(models, MILLION, ONE_REQUEST, Selection(), reference=(reference, (NAMED,)))
    strange = estimate(reference, MILLION, ONE_REQUEST)
    told = strange._replace(notes=(NAMED, *strange.notes))
    cheap = estimate(CHEAP, MILLION, ONE_REQUEST)
    assert ({"acme/cheap", reference.id}, (), told, told, (cheap,)) == (
        set(ids(every.estimates)),
        every.left_out,
        every.reference,
        every.brought_in,
        every.asked,
    )


def test_a_reference_that_is_compared_anyway_is_asked_about_and_has_the_notes_of_its_name() -> None:
    every = compare_all([CHEAP, DEAR], MILLION, Terms(), Selection(), reference=(DEAR, (NAMED,)))
    rows = (estimate(CHEAP, MILLION), estimate(DEAR, MILLION)._replace(notes=(NAMED,)))
    expected = Comparison(rows, reference=rows[1], reference_stated=True)
    assert (expected, rows) == (every, every.asked)


def test_a_reference_without_a_price_is_told_and_leaves_nothing_to_be_relative_to() -> None:
    every = compare_all([CHEAP], MILLION, Terms(), Selection(), reference=(ROUTER, ()))
    told = Unpriced(
        "acme/router",
        "varies",
        "the price of acme/router varies with the model that it routes to",
        "price the model that you expect it to choose",
    )
    expected = Comparison((estimate(CHEAP, MILLION),), (told,), reference_stated=True)
    assert expected == every


def test_an_unpriced_reference_is_told_once() -> None:
    found = compare_all([CHEAP, ROUTER], MILLION, Terms(), Selection(), reference=(ROUTER, ()))
    assert ((), ["varies"]) == (found.left_out, [row.code for row in found.unpriced])


def test_a_use_that_is_counted_is_priced_as_it_is_on_each_model() -> None:
    def measure(of: Model) -> Measured:
        tokens = 10 * len(of.id)
        return measured_usage(given(tokens), given(0), lambda _, __: {}, image_input=given(0))

    found = compare_named(plain([CHEAP, MIDDLE]), measure, ONE_REQUEST)
    assert [(row.model.id, row.usage.input) for row in found.estimates] == [
        ("acme/cheap", 100),
        ("zeta/middle", 110),
    ]
