"""A question answered from a catalogue."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from llmcost.cost.answer import Answer
from llmcost.cost.batch_row import batch_row, with_batch_notes
from llmcost.cost.comparison import Unpriced, compare_all, compare_named, cut
from llmcost.errors import UnknownModelError, UnpricedError
from llmcost.printable import printable

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.cli.question import Question
    from llmcost.cost.comparison import Comparison
    from llmcost.cost.estimate import Terms
    from llmcost.cost.measured import Demand, Measured
    from llmcost.cost.usage import Usage
    from llmcost.tokens.prompt import Prompt


def answer(
    question: Question,
    catalog: Catalog,
    today: date,
    prompt: Prompt | None = None,
    notes: tuple[Note, ...] = (),
) -> Answer:
    """Answer a question.

    Args:
        question: as it was typed.
        catalog: the prices.
        today: the day from which their age is told.
        prompt: what is to be counted, as it was read; None where all tokens were given.
        notes: what has to be said of the reading.

    Raises:
        LlmcostError: for what can't be read, found, or is too old; see the methods of ``Question``.
    """
    usage, terms, limit = question.usage(), question.terms(today), question.limit()
    oldest = question.oldest()
    if oldest is not None:
        catalog.provenance.check_age(oldest, today)
    compare = _named if question.names else _all
    comparison = compare(question, catalog, usage if prompt is None else _demand(question, prompt), terms)
    if question.batch:
        comparison = with_batch_notes(comparison, catalog.models)
    verdict = None
    if limit is not None:
        from llmcost.cost.budget import judge

        # Before the cut: a limit is for everything that was compared, not for what there is room to show.
        verdict = judge(comparison.asked, limit)
    if not question.names and not question.pareto:
        comparison = cut(comparison, question.most())
    warnings = (*catalog.provenance.remarks(today), *notes)
    asked = None if prompt is None else question.prompt.asked
    return Answer(
        comparison, usage, terms, catalog.provenance, today, question.per, limit, verdict, warnings, asked
    )


def _demand(question: Question, prompt: Prompt) -> Demand:
    """What counts a prompt on each model."""
    from llmcost.cost.measured import measured_usage
    from llmcost.tokens.prompt import count_prompt

    def measure(model: Model) -> Measured:
        flags = question.prompt
        counted = count_prompt(prompt, model, exact=flags.exact, by_vocabulary=not flags.estimate)
        parts = question.special(counted.input.high, counted.output.high)
        try:
            measured = measured_usage(
                counted.input, counted.output, parts, image_input=counted.images, notes=counted.notes
            )
        except UnpricedError as error:
            said = f"{model.id}: {error.message}"
            raise UnpricedError(said, reason=error.reason, hint=error.hint) from None
        return measured._replace(stated=(prompt.input, prompt.output))

    return measure


def _named(question: Question, catalog: Catalog, usage: Usage | Demand, terms: Terms) -> Comparison:
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


def _all(question: Question, catalog: Catalog, usage: Usage | Demand, terms: Terms) -> Comparison:
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
    try:
        model_id, notes = catalog.resolve(name)
    except UnknownModelError as error:
        if os.path.exists(name):  # noqa: PTH110 - a name that no path can have is no file
            error.hint = f"to count a file say --file {printable(name)}"
        raise
    try:
        row = batch_row(model_id, catalog.models) if batch else model_id
    except UnpricedError as error:
        return Unpriced(model_id, error.reason, error.message, error.hint)
    return catalog.models[row], notes
