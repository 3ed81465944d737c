"""The service tier by the name that records give it, and flags that tell one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDARD = frozenset({"", "default", "standard", "auto", "on_demand", "scale", "normal"})
"""What is written, in small letters, for the standard tier."""
TIERS: Mapping[str, str] = MappingProxyType({"provisioned_throughput": "provisioned"})
"""A tier as it is written, in small letters -> as records name it, where that is another name."""
TRUE = frozenset({"true", "1", "yes", "t", "y"})
"""What is written, in small letters, for a flag that is set."""


def tier_of(stated: Any) -> str:
    """The service tier as records name it; empty for the standard one."""
    tier = stated.strip().lower() if isinstance(stated, str) else ""
    return "" if tier in STANDARD else TIERS.get(tier, tier)


def says_yes(stated: Any) -> bool:
    """Whether a flag is set: ``true``, also as text, or 1."""
    return stated is True or str(stated).lower() in TRUE
