"""All that is known of one model, beside others: what `llmcost show` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.history import stages_of
from llmcost.cost.estimate import Terms
from llmcost.market.cheaper import cheaper_of
from llmcost.market.compared_cost import compared_cost
from llmcost.market.peers import peers_of
from llmcost.market.price_row import own_row, variants_of
from llmcost.market.sibling import siblings_of
from llmcost.market.stand_in import completed
from llmcost.market.standing import standings_of
from llmcost.market.tier import tier_of
from llmcost.market.traits import announced_end, traits_of
from llmcost.market.use_cost import TYPICAL, Use, costs_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from llmcost.catalog.catalog import Catalog
    from llmcost.catalog.history import Stage
    from llmcost.catalog.model import Model
    from llmcost.catalog.note import Note
    from llmcost.catalog.provenance import Override, Provenance
    from llmcost.cost.offers import Offers
    from llmcost.cost.usage import Usage
    from llmcost.errors import UnpricedError
    from llmcost.market.cheaper import CheaperModels
    from llmcost.market.peers import Peers
    from llmcost.market.price_row import PriceRow, Variant
    from llmcost.market.sibling import Siblings
    from llmcost.market.standing import Standing
    from llmcost.market.tier import Tier
    from llmcost.market.trait import Trait
    from llmcost.market.use_cost import Cost


class Page(NamedTuple):
    """One model's page."""

    model: Model
    """An alias with what is known of the model that it stands for."""
    notes: tuple[Note, ...]
    """On the name and on the model as it is now."""
    aliases: tuple[str, ...]
    """Upstream's aliases that stand for it, then the user's own names of it, each by id."""
    blended: Decimal | None
    """USD per million tokens at three input tokens to one output token; None where not known."""
    unpriced: UnpricedError | None
    """Why it has no blended rate; ``prices`` may then hold what is known."""
    prices: tuple[PriceRow, ...]
    """In order of ``RATE_NAMES``, base rates first; empty where unpriced."""
    variants: tuple[Variant, ...]
    """Its other listed rows; of a variant the model itself first."""
    peers: Peers
    standings: tuple[Standing, ...]
    tier: Tier | None
    traits: tuple[Trait, ...]
    asked: Use | None
    """The use that was asked about. None: typical ones are told, and models compared by blended rate."""
    costs: tuple[Cost, ...]
    """Of the use that was asked about, else of each of ``TYPICAL``."""
    history: tuple[Stage, ...]
    """Every period of its price, oldest first."""
    siblings: Siblings
    cheaper: CheaperModels
    provenance: Provenance
    today: date
    warnings: tuple[Note, ...] = ()
    live: Offers | None = None
    """Its endpoints as upstream tells them now. None: not asked for."""
    borrowed: tuple[str, ...] = ()
    """The facts of ``model`` that are those of the model for which it stands."""

    @property
    def is_undated(self) -> bool:
        """Whether it is an alias, and of the model for which it stands no release is known."""
        return self.model.is_alias and "released" not in self.borrowed

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The overridden rates of the models that are told."""
        told = {
            self.model.id,
            *(each.model.id for each in self.variants),
            *(each.model.id for each in self.siblings.rows),
            *(each.model.id for each in self.cheaper.rows),
        }
        return self.provenance.overrides_of(told)


def page_of(
    catalog: Catalog,
    name: str,
    *,
    today: date,
    notes: tuple[Note, ...] = (),
    kind: str = "inputs",
    usage: Usage | None = None,
    terms: Terms | None = None,
) -> Page:
    """The page of one model.

    Args:
        catalog: all models.
        name: an id, or any other name that means one model.
        today: the day from which the age of prices counts.
        notes: what had to be assumed of that name.
        kind: the class that it is ranked in, one of ``CLASSES``.
        usage: a use to price and to compare siblings by. None: typical uses, and blended rates.
        terms: of that use; None for a volume.

    Raises:
        UnknownModelError: no model has that name.
        AmbiguousModelError: several have it.
        UsageError: for terms of less than one request, or a minute that no day has.
    """
    provenance, models = catalog.provenance, dict(catalog.models.items())
    model, borrowed = completed(catalog[name], models)
    # An end that means none is told by no note, but it stays among the facts.
    endless = model._replace(expires=announced_end(model, today))
    asked = None if usage is None else Use("", usage, terms or Terms())
    price = compared_cost(model)
    peers = peers_of(model, models.values(), kind)
    standings = standings_of(model, peers)
    return Page(
        model,
        (*notes, *endless.period_on()[1]),
        _aliases(catalog, models, model.id),
        price.amount,
        price.unpriced,
        own_row(model, provenance.overrides).rows,
        variants_of(model, models.values(), provenance.overrides),
        peers,
        standings,
        tier_of(model, peers),
        traits_of(model, models, peers, today),
        asked,
        costs_of(endless, TYPICAL if asked is None else (asked,)),
        stages_of(model),
        siblings_of(model, models.values(), asked),
        cheaper_of(model, peers, asked, peers_of(model, models.values(), "all")),
        provenance,
        today,
        provenance.remarks(today),
        borrowed=borrowed,
    )


def _aliases(catalog: Catalog, models: Mapping[str, Model], model_id: str) -> tuple[str, ...]:
    """The other names of a model: upstream's of today, then the user's own."""
    theirs = (each.id for each in models.values() if each.alias_of == model_id and each.retired is None)
    own = (alias for alias in catalog.aliases if alias not in models and catalog.meaning(alias) == model_id)
    return (*sorted(theirs), *sorted(own))
