"""What a model's id says of it: which model it is, and of a Claude which version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmcost.catalog.model import Model

_CLAUDE_3 = r"(?a)claude-(3)(?:\.([57]))?-(?:haiku|opus|sonnet)(?:-[0-9]{8})?"
_CLAUDE = r"(?a)claude-[a-z]+-([4-9]|1[0-9])(?:\.([0-9]))?(?:-fast)?(?:-[0-9]{8})?"


def plain_id(model: Model) -> str:
    """The id of the model itself: of what an alias stands for, and without a variant."""
    return (model.alias_of or model.id).lstrip("~").partition(":")[0]


def claude_version(slug: str) -> tuple[int, int] | None:
    """The version of a Claude from 3 on, such as (4, 7).

    Args:
        slug: of Anthropic, the id behind the slash without a variant.

    Returns:
        None for an older one, and for a name that states none, as that of an alias.
    """
    found = re.fullmatch(_CLAUDE_3, slug) or re.fullmatch(_CLAUDE, slug)
    return None if found is None else (int(found[1]), int(found[2] or 0))
