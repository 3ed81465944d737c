"""What a model is good at, and where its limits are, as far as the data alone say so."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from llmcost.market.ability import abilities
from llmcost.market.move_trait import move_traits
from llmcost.market.price_trait import price_traits
from llmcost.market.ranked_trait import ranked_traits
from llmcost.market.trait import Trait

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from llmcost.catalog.model import Model
    from llmcost.market.peers import Peers

SOON = timedelta(days=366)
"""An end that upstream announced is a limit from then on; one far away stands for none."""


def traits_of(model: Model, models: Mapping[str, Model], peers: Peers, today: date) -> tuple[Trait, ...]:
    """What can be said of a model: strengths first, then limits, each with its figure.

    A rank is worth a word from ``ranked_trait.MANY`` per cent of the class on, an ability where fewer than
    half of the class have it, and a lack where more than half don't share it. What isn't known of a model is
    neither a strength nor a limit of it, but for its intelligence.

    Args:
        model: whose traits they are.
        models: all models of a catalogue by id; its variants are among them.
        peers: its class.
        today: the day from which an announced end counts.
    """
    said = chain(
        ranked_traits(model, peers),
        price_traits(model, models, peers),
        move_traits(model),
        abilities(model, peers),
        _state(model, today),
    )
    return tuple(sorted(said, key=lambda trait: not trait.is_strength))


def announced_end(model: Model, today: date) -> date | None:
    """The day that upstream announced for a model's end; None where it is too far away to mean one."""
    return model.expires if model.expires is not None and model.expires - today <= SOON else None


def _state(model: Model, today: date) -> Iterator[Trait]:
    if model.is_alias and model.retired is None:
        now = "which one it is now is not told"
        if model.alias_of is not None:
            now = f"when last seen, it was {model.alias_of}"
        yield Trait("alias", is_strength=False, words=f"moves on to newer models; {now}")
    for note in model.period_on()[1]:
        if note.code != "expires":
            yield Trait(note.code, is_strength=False, words=note.message)
    end = announced_end(model, today)
    if model.retired is None and end is not None:
        still = "; it is still listed" if end < today else ""
        words = f"upstream announced its end for {end}{still}"
        yield Trait("expires", is_strength=False, words=words)
