"""Which rule says how many tokens a picture is, by model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from llmcost.catalog.dated_name import take_date
from llmcost.tokens.model_name import claude_version, plain_id
from llmcost.tokens.patch_rules import Patches, Sizing, Tiles
from llmcost.tokens.vision_rules import Allotment, Crops, Readings, VisualTokens

if TYPE_CHECKING:
    from llmcost.catalog.model import Model
    from llmcost.tokens.vision_rules import Rule


class Ruled(NamedTuple):
    """The rule of a model."""

    rule: Rule
    like: str | None = None
    """The id of the sibling whose rule is taken, since no page names the model; None: it is named."""


_SMALL = Sizing(512)
_HIGH = Sizing(2048, 2_500)
_AS_IT_IS = Sizing(65_535)
_LARGE = Sizing(6_000, 10_000)
_GPT_6 = Patches(120, {"original": _AS_IT_IS, "high": Sizing(65_535, 2_500), "low": _SMALL})
_GPT_5_6 = Patches(120, {"original": _AS_IT_IS, "high": _HIGH, "low": _SMALL})
_GPT_5_5 = Patches(120, {"original": _LARGE, "high": _HIGH, "low": _SMALL})
_GPT_5_4 = Patches(120, {"high": _HIGH, "original": _LARGE, "low": Sizing(2048, 6_144)})


def _alike(percent: int, budget: int = 6_144) -> Patches:
    """Low and high detail by the same limits."""
    sizing = Sizing(2048, budget)
    return Patches(percent, {"high": sizing, "low": sizing})


_CODEX = Readings(_alike(120), _alike(100, 1_536))
_AS_MEASURED = Sizing(2048, 1_536)
_SMALL_5_4 = Readings(_GPT_5_4, Patches(120, dict.fromkeys(("high", "original", "low"), _AS_MEASURED)))

OPENAI: dict[str, Rule] = {
    "gpt-6-astra": _GPT_6,
    "gpt-5.6-sol": _GPT_5_6,
    "gpt-5.6-terra": _GPT_5_6,
    "gpt-5.6-luna": _GPT_5_6,
    "gpt-5.5": _GPT_5_5,
    "gpt-5.4": _GPT_5_4,
    "gpt-5.4-mini": _SMALL_5_4,
    "gpt-5.4-nano": _SMALL_5_4,
    "gpt-5.2": _CODEX,
    "gpt-5.2-chat": _CODEX,
    "gpt-5.2-codex": _CODEX,
    "gpt-5.3-codex": _CODEX,
    "gpt-5.1-codex-mini": _CODEX,
    "gpt-5-mini": Readings(_alike(120), _alike(162, 1_536)),
    "gpt-5-nano": Readings(_alike(150), _alike(246, 1_536)),
    "gpt-4.1-mini": Readings(_alike(162), _alike(162, 1_536)),
    "gpt-4.1-nano": Readings(_alike(246), _alike(246, 1_536)),
    "o4-mini": Readings(_alike(172), _alike(172, 1_536)),
    "gpt-5.1": Tiles(70, 140),
    "gpt-5": Tiles(70, 140),
    "gpt-5-chat": Tiles(70, 140),
    "gpt-4.1": Tiles(85, 170),
    "gpt-4.5-preview": Tiles(85, 170),
    "gpt-4o": Tiles(85, 170),
    "gpt-4o-mini": Tiles(2833, 5667),
    "o1": Tiles(75, 150),
    "o1-pro": Tiles(75, 150),
    "o3": Tiles(75, 150),
    "computer-use-preview": Tiles(65, 129),
}
"""OpenAI, "Images and vision", as read 2026-11.

Models below gpt-5.4 that are counted in patches, named by the page of autumn 2026 or not, are read both by
the limits that it states for their family and by the page of spring 2026, which has a budget of 1,536 patches
and for some other multipliers: a trial of gpt-4.1-mini that was told in OpenAI's forum was billed by that
budget to the token. So were trials of gpt-5.4-mini and gpt-5.4-nano told in 2026, and others by the 2,500
patches of the newer page. gpt-4.5 and computer-use-preview stand on the older page only.
"""

OPENAI_LIKE: dict[str, str] = {
    "gpt-6-astra-pro": "gpt-6-astra",
    "gpt-6-luna": "gpt-6-astra",
    "gpt-6-luna-pro": "gpt-6-astra",
    "gpt-6-sol": "gpt-6-astra",
    "gpt-6-sol-pro": "gpt-6-astra",
    "gpt-6.1-sol": "gpt-6-astra",
    "gpt-6.1-sol-pro": "gpt-6-astra",
    "gpt-6.1-terra": "gpt-6-astra",
    "gpt-6.1-terra-pro": "gpt-6-astra",
    "gpt-5.6-luna-pro": "gpt-5.6-luna",
    "gpt-5.6-sol-pro": "gpt-5.6-sol",
    "gpt-5.6-terra-pro": "gpt-5.6-terra",
    "gpt-5.5-pro": "gpt-5.5",
    "gpt-5.4-pro": "gpt-5.4",
    "gpt-5.3-chat": "gpt-5.2-chat",
    "gpt-5.2-pro": "gpt-5.2",
    "gpt-5.1-chat": "gpt-5.1",
    "gpt-5.1-codex": "gpt-5.1",
    "gpt-5.1-codex-max": "gpt-5.1",
    "gpt-5-codex": "gpt-5",
    "gpt-5-pro": "gpt-5",
    "gpt-4-turbo": "gpt-4o",
    "chatgpt-4o-latest": "gpt-4o",
    "o3-deep-research": "o3",
    "o3-pro": "o3",
    "o4-mini-deep-research": "o4-mini",
    "o4-mini-high": "o4-mini",
}
"""Models that the page doesn't name, and the sibling on whose rule they are counted: a pro, chat, codex or
research variant on the model that it is made from, a newer gpt-6 on the first. Estimates for that."""

_STANDARD = VisualTokens(1_568, 1_568)
_HIGH_RESOLUTION = VisualTokens(2_576, 4_784)
_SINCE = (4, 7)
_LATEST = "-latest"

_GEMINI_1_2 = (
    r"(?a)gemini-2\.[05]-(?:flash|flash-lite|pro)(?:-001|(?:-exp|-preview)(?:-[0-9]{2}-(?:[0-9]{2}|20[0-9]{2}))?)?"
    r"|gemini-(?:flash|flash-8b|pro)-1\.5|gemini-flash-1\.5-8b"
)
_GEMINI_3 = r"(?a)gemini-3(?:\.[0-9]+)?-(?:flash|flash-lite|pro)(?:-preview)?(?:-customtools)?"
_CROPS = Crops({"low": 64, "medium": 256})
_ALLOTMENT = Allotment({"high": 1_120, "low": 280, "medium": 560, "ultra": 2_240})


def picture_rule_of(model: Model) -> Ruled | None:
    """The rule of a model, by its whole id without variant and date; of an alias, that of its model.

    Of an alias of which isn't known what it stands for, all rules of the family; of OpenAI's they have too
    little in common.

    Returns:
        None where no rule is known.
    """
    name = plain_id(model)
    if dated := take_date(name):
        name = dated.stem
    author, _, slug = name.partition("/")
    of_author = {"openai": _openai, "anthropic": _anthropic, "google": _google}.get(author)
    return of_author(slug) if of_author else None


def _openai(slug: str) -> Ruled | None:
    like = OPENAI_LIKE.get(slug)
    rule = OPENAI.get(like or slug)
    return None if rule is None else Ruled(rule, like and f"openai/{like}")


def _anthropic(slug: str) -> Ruled | None:
    """Anthropic, "Vision", as read 2026-11: high resolution on "Claude 4.7 and later models"."""
    if slug.endswith(_LATEST):
        return Ruled(Readings(_HIGH_RESOLUTION, _STANDARD))
    version = claude_version(slug)
    if version is None:
        return None
    return Ruled(_HIGH_RESOLUTION if version >= _SINCE else _STANDARD)


def _google(slug: str) -> Ruled | None:
    """Google, "Image understanding" and "Media resolution", as read 2026-11; both speak of families."""
    if slug.endswith(_LATEST):
        return Ruled(Readings(_ALLOTMENT, _CROPS))
    if re.fullmatch(_GEMINI_1_2, slug):
        return Ruled(_CROPS)
    return Ruled(_ALLOTMENT) if re.fullmatch(_GEMINI_3, slug) else None
