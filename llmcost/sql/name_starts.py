"""How the names of models begin, and what may stand before them that is taken off when they are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from llmcost.catalog.spelling import DEPLOYMENT, REGION
from llmcost.sql.spelled_name import FIREWORKS, GOOGLE, GOOGLES, OPENROUTER, PLACES, PLAIN_GATEWAYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LONGEST = 200
"""Longer names aren't listed, so that what may stand around one can still be tried."""
_SIGN = re.compile(r"[.\-@:]")


def is_listable(name: str) -> bool:
    """Whether SQL reads such a name at all, and as the catalogue does."""
    if not name.isascii() or name != name.lower() or name.endswith("[1m]") or len(name) > _LONGEST:
        return False
    # Behind a gateway, more than SQL knows of would be skipped.
    first, slash, _ = name.removeprefix(GOOGLE).partition("/")
    return not (slash and (first in DEPLOYMENT or first == "accounts" or re.fullmatch(REGION, first)))


def starts(gateways: Collection[str]) -> Iterator[str]:
    """What SQL takes off before it reads what stands behind these gateways."""
    if OPENROUTER in gateways:
        yield f"{OPENROUTER}/"
    for gateway in (*GOOGLES, *PLAIN_GATEWAYS):
        if gateway in gateways:
            yield from (f"{gateway}/{place}" for place in ("", *(f"{each}/" for each in PLACES), FIREWORKS))


def behind(start: str, name: str) -> str:
    """What stands behind the start of a name that is read as this one."""
    return name.removeprefix(GOOGLE) if start.partition("/")[0] in GOOGLES else name


def head(name: str) -> str:
    """How everything begins that might be the same name, spelled otherwise."""
    return _SIGN.split(name, maxsplit=1)[0]


def slug_head(name: str) -> str:
    """How the name begins behind its author."""
    return head(name.rpartition("/")[2])
