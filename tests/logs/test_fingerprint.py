from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

from llmcost.logs.fingerprint import fingerprint, fingerprints

if TYPE_CHECKING:
    import pytest


def test_fingerprints_have_64_bits_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [b"", b"a", b"b" * 100]

    assert all(0 <= fingerprint(name) < 2**64 for name in names)
    assert [mark % 2**64 for mark in fingerprints(names)] == [fingerprint(name) for name in names]
    monkeypatch.setattr(sys, "hash_info", SimpleNamespace(width=32))
    assert fingerprint(b"a") == 0x2F42665B399EF840
    assert [mark % 2**64 for mark in fingerprints(names)] == [fingerprint(name) for name in names]
