"""Fingerprints of requests' ids, by which repeats are told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTH = 64
_MASK = (1 << _WIDTH) - 1


def fingerprint(name: bytes) -> int:
    """64 bits of a request's id. Processes that are to agree on them share their hash seed.

    Of a million ids two have the same with a probability of one in forty million.
    """
    return fingerprints((name,))[0] & _MASK


def fingerprints(names: Iterable[bytes]) -> list[int]:
    """``fingerprint`` of each, as a signed number of the same bits."""
    return list(map(hash if sys.hash_info.width == _WIDTH else _digest, names))


def _digest(name: bytes) -> int:
    """The same where Python's own hash is shorter."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(name, digest_size=8).digest(), "little", signed=True)
