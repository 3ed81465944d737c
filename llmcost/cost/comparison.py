"""Several models priced for the same use, in order and relative to one of them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from llmcost.cost.estimate import Estimate, estimate
from llmcost.cost.remarks import UNFIT
from llmcost.cost.selection import batch_rows
from llmcost.cost.usage import Usage
from llmcost.errors import UnpricedError
from llmcost.money import ROUNDED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.cost.estimate import Terms
    from llmcost.cost.measured import Demand
    from llmcost.cost.selection import Selection

    Named = tuple[Model, tuple[Note, ...]]
    """A model with the notes that its name brought."""

_RATIO_DIGITS = 4
_NO_INTELLIGENCE = Decimal(-1)

SORTS: dict[str, Callable[[Estimate], Any]] = {
    "cost": lambda row: (not row.fits, row.total, row.model.id),
    "name": lambda row: row.model.id,
    "context": lambda row: (-(row.model.context or 0), row.total, row.model.id),
    "intelligence": lambda row: (-_intelligence(row), row.total, row.model.id),
    "given": lambda _: 0,
}
"""Orders of a comparison. A model that can't take the request is never ahead by its cost."""


_UNSAID = frozenset({"retired", "later"})
"""Reasons that go without saying: only what is listed was asked about."""


UNCOUNTABLE = frozenset({"not_exact", "no_image_rule", "no_page_rule", "no_image_input", "part_of_input"})
"""Reasons for which it can't be told what a model would use, though it may have a price."""


class Unpriced(NamedTuple):
    """A model that was asked for and has no price for this use."""

    model: str
    """Its id."""
    code: str
    message: str
    hint: str | None = None
    """What to do about it."""


class Comparison(NamedTuple):
    """Estimates of one use on several models."""

    estimates: tuple[Estimate, ...]
    """In the order asked for."""
    unpriced: tuple[Unpriced, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    """Reason code and number of models, for a comparison without names."""
    reference: Estimate | None = None
    """What the others are told relative to: the one asked for, or the cheapest that costs anything."""
    brought_in: Estimate | None = None
    """The reference, where nothing but its being the reference brought it in."""
    reference_stated: bool = False
    """Whether the reference was asked for; it is then shown whatever is cut."""

    @property
    def asked(self) -> tuple[Estimate, ...]:
        """The estimates that the question is about, which a limit is for."""
        strange = None if self.brought_in is None else self.brought_in.model.id
        return tuple(row for row in self.estimates if row.model.id != strange)

    def relative(self, row: Estimate) -> Decimal | None:
        """Total over the reference's, as ``ratio`` tells it; None without one that costs."""
        if self.reference is None or not self.reference.total:
            return None
        return ratio(row.total, self.reference.total)


def ratio(amount: Decimal, reference: Decimal) -> Decimal:
    """An amount over another that isn't 0, to 4 decimals and at least 4 digits."""
    quotient = ROUNDED.divide(amount, reference)
    places = max(_RATIO_DIGITS, _RATIO_DIGITS - 1 - quotient.adjusted()) if quotient else _RATIO_DIGITS
    return quotient.quantize(Decimal(1).scaleb(-places), context=ROUNDED)


def compare_named(
    models: Iterable[Named],
    usage: Usage | Demand,
    terms: Terms,
    *,
    sort: str = "cost",
    reference: Named | None = None,
) -> Comparison:
    """Price the named models.

    Args:
        models: each model with the notes that its name brought.
        usage: see ``Terms``; where tokens are counted, what tells it of each model.
        terms: the same for all.
        sort: a key of ``SORTS``.
        reference: what to tell the others relative to, compared too; None for the cheapest.
    """
    named = list(models)
    strange = reference is not None and all(model.id != reference[0].id for model, _ in named)
    rows, unpriced = [], []
    for model, notes in [*named, reference] if reference is not None and strange else named:
        try:
            rows.append(_with_notes(_estimate(model, usage, terms), notes))
        except UnpricedError as error:
            unpriced.append(_unpriced(model, error))
    return _ordered(rows, sort, reference, strange=strange)._replace(unpriced=tuple(unpriced))


def compare_all(
    models: Iterable[Model],
    usage: Usage | Demand,
    terms: Terms,
    selection: Selection,
    *,
    sort: str = "cost",
    reference: Named | None = None,
) -> Comparison:
    """Price every model that the selection keeps and that can take the request.

    Args:
        models: all models of a catalogue.
        usage: as for ``compare_named``.
        terms: the same for all.
        selection: what to consider.
        sort: a key of ``SORTS``.
        reference: what to tell the others relative to, compared too; None for the cheapest.
    """
    models = tuple(models)
    batch = batch_rows(models)
    rows: list[Estimate] = []
    reasons: dict[str, str] = {}
    for model in models:
        found = _estimate_or_reason(model, usage, terms, selection)
        if isinstance(found, Estimate):
            named = reference is not None and model.id == reference[0].id
            rows.append(_with_notes(found, reference[1]) if reference is not None and named else found)
        elif found not in _UNSAID and not batch.stand_for(model, found):
            reasons[model.id] = found
    strange = reference is not None and all(row.model.id != reference[0].id for row in rows)
    unpriced: tuple[Unpriced, ...] = ()
    if reference is not None and strange:
        # It is told in a row, or as unpriced; not as left out besides.
        reasons.pop(reference[0].id, None)
        try:
            rows.append(_with_notes(_estimate(reference[0], usage, terms), reference[1]))
        except UnpricedError as error:
            unpriced = (_unpriced(reference[0], error),)
    ordered = _ordered(rows, sort, reference, strange=strange)
    left_out = tuple(sorted(Counter(reasons.values()).items()))
    return ordered._replace(unpriced=unpriced, left_out=left_out)


def cut(comparison: Comparison, top: int) -> Comparison:
    """The first ``top`` estimates and a reference that was asked for; counts the rest. 0 cuts nothing."""
    asked = comparison.asked
    if not top or len(asked) <= top:
        return comparison
    kept = {row.model.id for row in asked[:top]}
    if comparison.reference_stated and comparison.reference is not None:
        kept.add(comparison.reference.model.id)
    shown = tuple(row for row in comparison.estimates if row.model.id in kept)
    if len(shown) == len(comparison.estimates):
        return comparison
    return comparison._replace(
        estimates=shown, left_out=(*comparison.left_out, ("top", len(comparison.estimates) - len(shown)))
    )


def cheapest_paid(rows: Iterable[Estimate]) -> Estimate | None:
    """The cheapest that can take the request and costs anything; None where there is none."""
    paid = (row for row in rows if row.fits and row.total)
    return min(paid, key=lambda row: row.total, default=None)


def _estimate(model: Model, usage: Usage | Demand, terms: Terms) -> Estimate:
    if isinstance(usage, Usage):
        return estimate(model, usage, terms)
    from llmcost.cost.measured import estimate_measured

    return estimate_measured(model, usage(model), terms)


def _unpriced(model: Model, error: UnpricedError) -> Unpriced:
    return Unpriced(model.id, error.reason, error.message, error.hint)


def _estimate_or_reason(
    model: Model, usage: Usage | Demand, terms: Terms, selection: Selection
) -> Estimate | str:
    """The estimate, or the code of why the model is left out."""
    reason = selection.left_out(model)
    if reason is not None:
        return reason
    try:
        row = _estimate(model, usage, terms)
    except UnpricedError as error:
        return error.reason if error.reason in UNCOUNTABLE else "unpriced"
    return next((note.code for note in row.notes if note.code in UNFIT), row)


def _ordered(rows: list[Estimate], sort: str, reference: Named | None, *, strange: bool) -> Comparison:
    rows.sort(key=SORTS[sort])
    if reference is None:
        return Comparison(tuple(rows), reference=cheapest_paid(rows))
    chosen = next((row for row in rows if row.model.id == reference[0].id), None)
    brought_in = chosen if strange else None
    return Comparison(tuple(rows), reference=chosen, brought_in=brought_in, reference_stated=True)


def _with_notes(row: Estimate, notes: tuple[Note, ...]) -> Estimate:
    return row._replace(notes=(*notes, *row.notes)) if notes else row


def _intelligence(row: Estimate) -> Decimal:
    return _NO_INTELLIGENCE if row.model.intelligence is None else row.model.intelligence
