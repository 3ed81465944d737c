"""What a question of `models` finds in a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.market.listing import Listing, cut, find_models, in_order

if TYPE_CHECKING:
    from datetime import date

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.model import Model
    from llmcost.cli.models_question import ModelsQuestion
    from llmcost.market.alias_row import AliasList
    from llmcost.market.author import Authors
    from llmcost.market.frontier_list import FrontierList
    from llmcost.market.listing import Found, Wanted
    from llmcost.market.search import Search


def answer(
    question: ModelsQuestion, catalog: Catalog, today: date
) -> Listing | Authors | AliasList | FrontierList:
    """Answer a question.

    Args:
        question: as it was typed.
        catalog: the prices.
        today: the day from which their age is told.

    Raises:
        LlmcostError: for what can't be read; see the methods of ``ModelsQuestion``.
        NothingFoundError: where there is nothing to list.
    """
    if question.pareto:
        from llmcost.cli.models_frontier import frontier_list

        return frontier_list(question, catalog, today)
    wanted = question.wanted(max(today, catalog.provenance.as_of))
    if question.aliases:
        return _aliases(question, catalog, wanted.search, today)
    found = find(catalog, wanted)
    if question.authors:
        return _authors(question, catalog, found, wanted, today)
    shown, further = cut(in_order(found.entries, question.order), question.most())
    return Listing(
        wanted,
        question.order,
        shown,
        len(found.entries),
        (*found.left_out, *further),
        catalog.provenance,
        today,
        question.shown_columns(),
        question.columns is not None,
        catalog.provenance.remarks(today),
    )


def find(catalog: Catalog, wanted: Wanted) -> Found:
    """The models that are wanted.

    Raises:
        UsageError: for an author or a capability that no model has.
        NothingFoundError: where none is wanted.
    """
    selection = wanted.selection
    if selection.authors or selection.having:
        from llmcost.cost.selection import check_known

        check_known(catalog.models.values(), selection)
    found = find_models(_considered(catalog, wanted), wanted)
    if not found.entries:
        from llmcost.cli.nothing_found import no_model

        raise no_model(catalog, wanted)
    return found


def _considered(catalog: Catalog, wanted: Wanted) -> list[Model]:
    """Where retired models are not spoken of, only the others: a model is decoded when it is looked at."""
    if wanted.search.words or wanted.selection.retired:
        return list(catalog.models.values())
    return [catalog.models[model_id] for model_id in catalog.listed]


def _authors(
    question: ModelsQuestion, catalog: Catalog, found: Found, wanted: Wanted, today: date
) -> Authors:
    from llmcost.market.author import Authors, authors_of

    sort = question.sort or "models"
    every = authors_of(in_order(found.entries, "intelligence"), sort)
    shown, further = cut(every, question.most())
    left_out = (*found.left_out, *(("authors_top", count) for _, count in further))
    return Authors(
        wanted,
        sort,
        shown,
        len(every),
        left_out,
        catalog.provenance,
        today,
        catalog.provenance.remarks(today),
    )


def _aliases(question: ModelsQuestion, catalog: Catalog, search: Search, today: date) -> AliasList:
    from llmcost.market.alias_row import AliasList, alias_rows

    every = alias_rows(catalog, search)
    if not every:
        from llmcost.cli.nothing_found import nothing_called

        names = [row.name for row in alias_rows(catalog, search._replace(words=()))]
        raise nothing_called(search, names, catalog, "alias")
    shown, further = cut(every, question.most())
    return AliasList(
        search,
        shown,
        len(every),
        sum(row.is_retired for row in every),
        further,
        catalog.provenance,
        today,
        catalog.provenance.remarks(today),
    )
