"""A question answered from a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.cost.answer import Answer
from llmcost.cost.comparison import (
    Unpriced,
    batch_row,
    compare_all,
    compare_named,
    cut,
    with_batch_notes,
)
from llmcost.errors import UnpricedError

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.cli.question import Question
    from llmcost.cost.comparison import Comparison
    from llmcost.cost.estimate import Terms
    from llmcost.cost.usage import Usage


def answer(question: Question, catalog: Catalog, today: date) -> Answer:
    """Answer a question.

    Raises:
        LlmcostError: for what can't be read, found, or is too old; see the methods of ``Question``.
    """
    usage, terms, limit = question.usage(), question.terms(today), question.limit()
    oldest = question.oldest()
    if oldest is not None:
        catalog.provenance.check_age(oldest, today)
    compare = _named if question.names else _all
    comparison = compare(question, catalog, usage, terms)
    if question.batch:
        comparison = with_batch_notes(comparison, catalog.models)
    verdict = None
    if limit is not None:
        from llmcost.cost.budget import judge

        # Before the cut: a limit is for everything that was compared, not for what there is room to show.
        verdict = judge(comparison.asked, limit)
    if not question.names:
        comparison = cut(comparison, question.most())
    warnings = catalog.provenance.remarks(today)
    return Answer(comparison, usage, terms, catalog.provenance, today, question.per, limit, verdict, warnings)


def _named(question: Question, catalog: Catalog, usage: Usage, terms: Terms) -> Comparison:
    named: dict[str, tuple[Model, tuple[Note, ...]]] = {}
    without: list[Unpriced] = []
    for name in question.names:
        found = _row(name, catalog, batch=question.batch)
        if isinstance(found, Unpriced):
            without.append(found)
        else:
            model, notes = found
            before = named.get(model.id, (model, ()))[1]
            named[model.id] = (model, tuple(dict.fromkeys((*before, *notes))))
    reference = _reference(question, catalog)
    if isinstance(reference, Unpriced):
        without.append(reference)
        reference = None
    compared = compare_named(named.values(), usage, terms, sort=question.sort, reference=reference)
    return compared._replace(unpriced=(*compared.unpriced, *without))


def _all(question: Question, catalog: Catalog, usage: Usage, terms: Terms) -> Comparison:
    selection = question.selection(terms.as_of)
    ids = catalog.listed if terms.as_of is None else catalog.models
    models = [catalog.models[model_id] for model_id in ids]
    if selection.authors or selection.having:
        from llmcost.cost.selection import check_known

        check_known(models, selection)
    reference = _reference(question, catalog)
    if isinstance(reference, Unpriced):
        compared = compare_all(models, usage, terms, selection, sort=question.sort)
        return compared._replace(unpriced=(reference,))
    return compare_all(models, usage, terms, selection, sort=question.sort, reference=reference)


def _reference(question: Question, catalog: Catalog) -> tuple[Model, tuple[Note, ...]] | Unpriced | None:
    return None if question.reference is None else _row(question.reference, catalog, batch=question.batch)


def _row(name: str, catalog: Catalog, *, batch: bool) -> tuple[Model, tuple[Note, ...]] | Unpriced:
    """The model that a name means, with --batch its batch row, and the notes that the name brings."""
    model_id, notes = catalog.resolve(name)
    try:
        row = batch_row(model_id, catalog.models) if batch else model_id
    except UnpricedError as error:
        return Unpriced(model_id, error.reason, error.message)
    return catalog.models[row], notes
