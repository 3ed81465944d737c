"""What is said where no model is what was looked for: which others are, or what was meant perhaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.likeness import most_alike
from llmcost.catalog.model import is_alias
from llmcost.errors import NothingFoundError
from llmcost.market.listing import Wanted, find_models
from llmcost.report.models_wording import left_out_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmcost.catalog.catalog import Catalog
    from llmcost.market.search import Search


def no_model(catalog: Catalog, wanted: Wanted) -> NothingFoundError:
    """The error for a question that no model answers."""
    search, selection = wanted.search, wanted.selection
    models = tuple(catalog.models.values())
    if models and not any(map(search.finds, models)):
        # Whoever does not know the name of a model is not looking for its batch row.
        return nothing_called(search, (each.id for each in models if not each.variant), catalog, "model")
    kind = "retired" if selection.retired else "listed"
    said = [f"matches {search.text!r}"] if search.words else []
    if _filters(wanted):
        said.append("meets the filters")
    message = f"no {kind} {'batch row' if selection.batch else 'model'} {' and '.join(said) or 'is known'}"
    hint = "; ".join(_elsewhere(catalog, wanted))
    left_out = left_out_in_words(find_models(models, wanted).left_out)
    return NothingFoundError(message, hint=hint or (f"left out: {left_out}" if left_out else None))


def nothing_called(search: Search, names: Iterable[str], catalog: Catalog, what: str) -> NothingFoundError:
    """The error for words that nothing is called by.

    Args:
        search: the words.
        names: what could have been meant; of equals those that are listed are told first.
        catalog: tells which are.
        what: was looked for.
    """
    wanted = search.text.lower().replace(" ", "-")
    alike = most_alike(wanted, names, set(catalog.listed).__contains__)
    hint = f"did you mean {' or '.join(alike)}?" if alike else "try fewer words; without any, all are listed"
    return NothingFoundError(f"no {what} matches {search.text!r}", suggestions=alike, hint=hint)


def _filters(wanted: Wanted) -> bool:
    """Whether anything is asked but words and which kind of row."""
    selection = wanted.selection._replace(retired=False, batch=False)
    return wanted._replace(search=Wanted().search, selection=selection) != Wanted()


def _elsewhere(catalog: Catalog, wanted: Wanted) -> Iterator[str]:
    """How many rows of other kinds answer the same question, and how to see them."""
    selection = wanted.selection
    retired, batch = selection.retired, selection.batch
    others = (
        (selection._replace(retired=not retired), "listed" if retired else "retired", "--retired", retired),
        (selection._replace(batch=not batch), "ordinary" if batch else "batch", "--batch", batch),
    )
    for other, kind, flag, is_stated in others:
        count = len(find_models(catalog.models.values(), wanted._replace(selection=other)).entries)
        if count:
            way = f"leave out {flag}" if is_stated else f"see {flag}"
            yield f"{count:,} {kind} {'one does' if count == 1 else 'ones do'}, {way}"
    aliases = [
        model_id
        for model_id in catalog.listed
        if is_alias(model_id) and wanted.search.finds(catalog.models[model_id])
    ]
    if aliases and wanted.search.words and not _filters(wanted):
        count = len(aliases)
        yield f"{count:,} {'alias does' if count == 1 else 'aliases do'}, see --aliases"
