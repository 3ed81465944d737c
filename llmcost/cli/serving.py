"""Who serves a model, answered out of a catalogue and upstream."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.note import Note
from llmcost.cost.offers import Offers, compare_offers, list_price
from llmcost.errors import SourceError, UnknownModelError, UnpricedError
from llmcost.sources.credentials import KEY

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.cli.provider_question import ProviderQuestion
    from llmcost.sources.endpoints import Served

_REFUSALS = (401, 403)
_NOT_FOUND = 404


class _Asked(NamedTuple):
    """The model to ask upstream for."""

    id: str
    model: Model | None
    """As the catalogue knows it."""
    notes: tuple[Note, ...] = ()
    unknown: UnknownModelError | None = None
    """What the catalogue says of a name that it doesn't know."""


def serving(
    question: ProviderQuestion, catalog: Catalog, today: date, ask: Callable[[str], Served], *, has_key: bool
) -> Offers:
    """Ask who serves a model, and price the use there.

    Args:
        question: what was typed.
        catalog: by which the name is understood, and whose price is told beside those of upstream.
        today: in UTC.
        ask: gives the answer of upstream about an id.
        has_key: whether it is asked with a key.

    Raises:
        LlmcostError: for what can't be read, found or had.
    """
    usage, terms = question.use.usage(), question.use.terms()
    asked = _asked(question.name, catalog)
    served = _served(asked, ask, has_key=has_key)
    if not served.endpoints:
        raise UnpricedError(
            f"nobody serves {asked.id} now",
            reason="no_endpoints",
            hint="ask again later, or for another model",
        )
    sort = question.sort or ("price" if usage is None else "cost")
    offers, unpriced = compare_offers(asked.id, served.endpoints, usage, terms, sort)
    return Offers(
        model=asked.id,
        source=served.source,
        day=today,
        offers=offers,
        unpriced=unpriced,
        list_price=asked.model and list_price(asked.model, catalog.provenance, usage, terms),
        usage=usage,
        terms=terms,
        notes=(*asked.notes, *_other_id(asked, served)),
        skipped=served.skipped,
        warnings=(*catalog.provenance.warnings, *_skipped(served)),
        measures_withheld=not has_key,
    )


def _asked(name: str, catalog: Catalog) -> _Asked:
    """The model that a name means; an id that the catalogue doesn't know may be new."""
    from llmcost.sources.endpoints import is_id

    try:
        model_id, notes = catalog.resolve(name)
    except UnknownModelError as error:
        if not is_id(name):
            raise
        return _Asked(name, None, (), error)
    model = catalog.models[model_id]
    if model.alias_of is None or not is_id(model.alias_of):
        return _Asked(model_id, model, (*notes, *_standing(model)))
    # Endpoints serve models, and an alias has none of its own.
    note = Note("alias_target", f"{model_id} stands for {model.alias_of}")
    target = catalog.models.get(model.alias_of, model)
    return _Asked(model.alias_of, target, (*notes, note, *_standing(target)))


def _standing(model: Model) -> tuple[Note, ...]:
    """What the catalogue has to say of the model, for one that upstream still serves."""
    if model.retired is None:
        return model.period_on()[1]
    return (Note("retired", f"served still, though retired since {model.retired} by the prices at hand"),)


def _served(asked: _Asked, ask: Callable[[str], Served], *, has_key: bool) -> Served:
    try:
        return ask(asked.id)
    except SourceError as error:
        if error.status in _REFUSALS and has_key:
            hint = f"see whether {KEY} is right, or unset it: prices are told without"
            raise SourceError(error.message, hint=hint, status=error.status) from None
        if error.status != _NOT_FOUND:
            raise
        if asked.unknown is not None:
            raise UnknownModelError(
                f"{asked.unknown.message}, and upstream has none either",
                suggestions=asked.unknown.suggestions,
                hint=asked.unknown.hint,
            ) from None
        raise UnknownModelError(
            f"upstream doesn't list {asked.id} now: {error.message}",
            hint="check the URL, or ask for another model",
        ) from None


def _other_id(asked: _Asked, served: Served) -> tuple[Note, ...]:
    if served.id in {None, asked.id}:
        return ()
    return (Note("answered_for", f"upstream answered for {served.id}"),)


def _skipped(served: Served) -> tuple[Note, ...]:
    if not served.skipped:
        return ()
    first, count = served.skipped[0], len(served.endpoints) + len(served.skipped)
    message = f"{len(served.skipped)} of {count} endpoints can't be used; {first.id}: {first.reason}"
    return (Note("skipped", message),)
