"""The batch rows of models."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import model, routed, when

from llmcost.catalog.note import Note
from llmcost.cost.batch_row import batch_row, with_batch_notes
from llmcost.cost.comparison import compare_all, compare_named
from llmcost.cost.estimate import Terms
from llmcost.cost.selection import Selection
from llmcost.cost.usage import Usage
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

MILLION = Usage(input=1_000_000)

BASE = model("acme/one", when(above=600_000, input="0.4"), input="1")
BATCH_ID = "acme/one:batch"
HALF, EVEN, DEARER = (model(BATCH_ID, input=rate) for rate in ("0.5", "1", "1.5"))
DEARER_TWO = model("acme/two:batch", input="1.5")


@pytest.mark.parametrize(
    ("row", "others", "terms", "amount"),
    [
        (HALF, [BASE], Terms(), None),
        (EVEN, [BASE], Terms(), "1"),
        (DEARER, [BASE], Terms(), "1"),
        (DEARER, [BASE], Terms(requests=3), "1.2"),
        (DEARER, [BASE], Terms(requests=2, spread=True), "1"),
        (DEARER, [], Terms(), None),
        (DEARER, [routed("acme/one")], Terms(), None),
        (BASE, [BASE], Terms(), None),
    ],
)
def test_a_batch_row_that_is_no_cheaper_says_so(
    row: Model, others: list[Model], terms: Terms, amount: str | None
) -> None:
    comparison = compare_named([(row, ())], MILLION, terms)
    found = with_batch_notes(comparison, {each.id: each for each in others}).estimates[0].notes
    extra = [note for note in found if note not in comparison.estimates[0].notes]
    expected = [
        Note(
            "batch_not_cheaper", f"no cheaper than the model itself, ${Decimal(amount):.2f}", Decimal(amount)
        )
        for amount in [amount]
        if amount is not None
    ]
    assert expected == extra


def test_notes_on_batch_rows_do_not_make_the_reference_one_that_was_asked_about() -> None:
    every = compare_all([HALF, BASE], MILLION, Terms(), Selection(batch=True), reference=(DEARER_TWO, ()))
    noted = with_batch_notes(every, {"acme/two": BASE})
    expected = ["acme/one:batch"]
    assert expected == [row.model.id for row in noted.asked]
    assert "batch_not_cheaper" in [note.code for row in noted.estimates for note in row.notes]


def test_a_model_has_its_batch_price_in_a_row_of_its_own() -> None:
    known = {"acme/one", BATCH_ID, "acme/two"}
    assert [BATCH_ID, BATCH_ID] == [batch_row(name, known) for name in ("acme/one", BATCH_ID)]
    with pytest.raises(UnpricedError, match="acme/two has no batch price") as caught:
        batch_row("acme/two", known)
    assert "no_batch_row" == caught.value.reason
