"""The tokens of a picture on a model, and what has to be said about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmcost.catalog.note import Note
from llmcost.cost.counted import up
from llmcost.errors import UnpricedError
from llmcost.tokens.patch_rules import MOST_PATCHES, PATCH, Patches
from llmcost.tokens.vision_models import picture_rule_of
from llmcost.tokens.vision_rules import Readings, Size, VisualTokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmcost.catalog.model import Model
    from llmcost.cost.counted import Count
    from llmcost.tokens.picture import Picture
    from llmcost.tokens.vision_models import Ruled
    from llmcost.tokens.vision_rules import Rule

_ASSUMED = 25
"""How far off a count by the rule of a sibling can be, in per cent: as far as the tiles (140 to 170 tokens)
and the multipliers (1.2 to 1.5) of a vendor's newer models are apart."""

_SMALLEST = Size(1, 1)

_MOST_PIXELS = 8_000
"""A side beyond which Anthropic refuses a picture ("Vision", as read 2026-11)."""


def count_picture(picture: Picture, model: Model) -> Count:
    """The tokens of a picture, by the rule that is published for the model.

    Exact where the rule leaves nothing open, else an estimate. A picture of unknown size is as large as the
    rule allows.

    Raises:
        UnpricedError: for a model that reads no pictures, or for which no rule is known.
    """
    ruled = ruled_for(model, "pictures", {"image"})
    if ruled is None:
        raise UnpricedError(
            f"no rule is known for how many tokens a picture is on {model.id}",
            reason="no_image_rule",
            hint="give the tokens of pictures with --image-input",
        )
    count = ruled.rule.reckon(_size(picture), _taken(picture, ruled.rule))
    return count if ruled.like is None else _assumed(count)


def picture_notes(picture: Picture, model: Model) -> tuple[Note, ...]:
    """What has to be said about the count of a picture; nothing where it can't be counted."""
    ruled = picture_rule_of(model)
    return () if ruled is None else tuple(_notes(picture, model, ruled))


def ruled_for(model: Model, what: str, modalities: set[str]) -> Ruled | None:
    """The rule for pictures of a model; None where none is known.

    Args:
        model: from a catalogue.
        what: it is asked to read, for the message.
        modalities: any of which it has to read for that.

    Raises:
        UnpricedError: for a model that is known to read none of them.
    """
    if model.input and modalities.isdisjoint(model.input):
        raise UnpricedError(
            f"{model.id} reads no {what}, only {' and '.join(model.input)}",
            reason="no_image_input",
            hint=f"choose a model that reads {what}",
        )
    return picture_rule_of(model)


def _assumed(count: Count) -> Count:
    """A count by the rule of a sibling, with a bound for that."""
    low, high = count.low * (100 - _ASSUMED) // 100, up(count.high * (100 + _ASSUMED), 100)
    return count._replace(low=low, high=high, method="estimate")


def _notes(picture: Picture, model: Model, ruled: Ruled) -> Iterator[Note]:
    if ruled.like is not None:
        yield Note(
            "image_rule_assumed",
            f"no page says how many tokens a picture is on {model.id}; counted as on {ruled.like}",
        )
    if picture.detail not in {"auto", *ruled.rule.details}:
        instead = f"counted as {_taken(picture, ruled.rule)}" if ruled.rule.details else "it changes nothing"
        yield Note("image_detail", f"{model.id} has no detail {picture.detail} for pictures; {instead}")
    elif picture.detail == "low" and _treats_low_like_high(ruled.rule):
        yield Note("image_detail", f"{model.id} counts detail low of pictures like high")
    detail = _taken(picture, ruled.rule)
    if (size := _size(picture)) is None:
        if ruled.rule.reckon(None, detail) != ruled.rule.reckon(_SMALLEST, detail):
            why = "can't be read without the package imagesize" if picture.unmeasured else "is not known"
            message = f"{picture.shown}: its size {why}; counted at its largest"
            yield Note("image_size_unknown", message)
    elif limit := _exceeded(size, detail, ruled.rule):
        yield Note("image_refused", f"{picture.shown}: {model.author} refuses a picture of {limit}")


def _treats_low_like_high(rule: Rule) -> bool:
    newer = rule.newer if isinstance(rule, Readings) else rule
    return isinstance(newer, Patches) and newer.sizings["low"] == newer.sizings["high"]


def _exceeded(size: Size, detail: str, rule: Rule) -> str | None:
    if isinstance(rule, Patches) and rule.sizings[detail].patches(size)[0] > MOST_PATCHES:
        return f"more than {MOST_PATCHES:,} patches of {PATCH} pixels"
    if isinstance(rule, VisualTokens) and max(size) > _MOST_PIXELS:
        return f"more than {_MOST_PIXELS:,} pixels a side"
    return None


def _size(picture: Picture) -> Size | None:
    return None if picture.width is None or picture.height is None else Size(picture.width, picture.height)


def _taken(picture: Picture, rule: Rule) -> str:
    """The detail that the rule takes that of the picture for."""
    return picture.detail if picture.detail in rule.details else next(iter(rule.details), "auto")
