"""The traits that come from a rank: what most of a class have less of, or more."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from llmcost.market.entry import entry_of
from llmcost.market.standing import compared, number_of
from llmcost.market.trait import Trait, class_words, whole_percent
from llmcost.money import format_rate, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from llmcost.catalog.model import Model
    from llmcost.market.peers import Peers

    _ValueOf = Callable[[Model], Decimal | None]

MANY = Decimal(70)
"""Per cent of the others of its class that a model has to be better, or worse, than for it to be a trait."""

FEWEST = 4
"""Others of a class with a known figure that it takes to speak of most of them."""

_ALL = Decimal(100)


class _Figure(NamedTuple):
    """A figure by which models are ranked."""

    name: str
    """What isn't known of all models."""
    value_of: _ValueOf
    better: tuple[str, str]
    """Code and words of a model that is better than most."""
    worse: tuple[str, str]
    told: Callable[[Decimal], str]
    """The figure in words."""
    is_least_best: bool = False


def ranked_traits(model: Model, peers: Peers) -> Iterator[Trait]:
    """What is far from the others of a class, and where there is no index to rank by.

    Args:
        model: whose traits they are.
        peers: its class.
    """
    for figure in _FIGURES:
        own = figure.value_of(model)
        # A rate of 0 is told as what it is, not as a rank.
        if not own:
            continue
        beats, loses = compared(model, peers, figure.value_of, is_least_best=figure.is_least_best)
        for share, (code, words) in ((beats, figure.better), (loses, figure.worse)):
            if share is not None and share >= MANY and (part := _part(share, model, peers, figure)):
                yield Trait(code, share is beats, f"{words} than {part}: {figure.told(own)}")
    having = sum(each.intelligence is not None for each in peers.models)
    if model.intelligence is None and having:
        among = f"{having:,} of {len(peers.models):,} in {class_words(model)}"
        words = f"intelligence not known; that of {among} is"
        yield Trait("no_intelligence", is_strength=False, words=words)


def _part(share: Decimal, model: Model, peers: Peers, figure: _Figure) -> str:
    """So much of a class, never more than it is; empty where the figure of only a few is known."""
    others = [each for each in peers.models if each.id != model.id]
    known = sum(figure.value_of(each) is not None for each in others)
    if known < FEWEST:
        return ""
    its = class_words(model)
    if known == len(others):
        return f"all others of {its}" if share == _ALL else f"{whole_percent(share)} of {its}"
    part = "all" if share == _ALL else f"{whole_percent(share)} of the"
    return f"{part} {known:,} others of {its} whose {figure.name} is known"


def _rate_of(name: str) -> _ValueOf:
    return lambda model: entry_of(model).rate(name)


def _rate_told(rate: Decimal) -> str:
    return f"{format_rate(rate)} /1M"


_FIGURES = (
    _Figure(
        "index",
        lambda model: model.intelligence,
        ("high_intelligence", "more intelligent"),
        ("low_intelligence", "less intelligent"),
        lambda index: f"index {plain(index)}",
    ),
    _Figure(
        "context",
        number_of("context"),
        ("long_context", "longer context"),
        ("short_context", "shorter context"),
        lambda tokens: f"{tokens:,} tokens",
    ),
    _Figure(
        "answer limit",
        number_of("max_output"),
        ("long_answers", "longer answers"),
        ("short_answers", "shorter answers"),
        lambda tokens: f"up to {tokens:,} tokens",
    ),
    *(
        _Figure(
            f"{name} rate",
            _rate_of(name),
            (f"cheap_{name}", f"cheaper {name}"),
            (f"dear_{name}", f"dearer {name}"),
            _rate_told,
            is_least_best=True,
        )
        for name in ("input", "output")
    ),
)
